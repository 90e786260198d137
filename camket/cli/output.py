"""Standard output and standard error, which may be closed, full, or a pipe that nobody reads any more."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from camket.errors import MachineError


def open_streams() -> None:
    """Sets both streams to UTF-8. A closed standard error becomes one that nobody reads."""
    # The first files that are opened would otherwise take the numbers of the closed streams.
    for number in (0, 1, 2):
        with suppress(OSError):
            if not _is_open(number):
                os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def check_output() -> None:
    """Raises `MachineError` where standard output is closed, before anything is done."""
    if sys.stdout is None:
        raise _no_output("đầu ra đã bị đóng")


def explain_output(error: Exception) -> MachineError | None:
    """The error of a standard output that takes nothing more, or None where that is not why `error` was raised."""
    if not isinstance(error, OSError) or error.filename is not None or sys.stdout is None:
        return None
    try:
        number = sys.stdout.fileno()
    except OSError:  # not a stream of the system
        return None
    try:
        os.write(number, b"\n")
    except OSError as refused:
        silence_output()
        return _no_output(f"không in được kết quả ({refused.strerror})")
    return None


def silence_output() -> None:
    """Drops what is still to be printed, so that the end of the process does not try once more."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """Prints a last word on standard error, if that can be."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def _no_output(found: str) -> MachineError:
    return MachineError(
        where="đầu ra chuẩn (stdout)",
        found=found,
        expected="một màn hình, tệp hoặc lệnh khác nhận được kết quả in ra",
        remedy="chạy lại với đầu ra khác; tệp đã ghi vẫn còn nguyên",
    )


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
