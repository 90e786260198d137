"""One command at a time writes to a period. The lock ends with its process, whatever ends that."""

from __future__ import annotations

import errno
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from camket.errors import MachineError, explain_refusal
from camket.figures.staging import is_half_swapped, name_staging, undo_swap
from camket.settings.project import UNFINISHED, PeriodFolder, name_folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
# Windows keeps others from reading what is locked, so that the lock lies beyond what is written.
_FAR = 1 << 30


class FileLock:
    """A locked file. It is removed when the lock is given back."""

    def __init__(self, path: Path, number: int) -> None:
        self._path = path
        self._number = number

    def note(self, holder: dict[str, object]) -> None:
        """Writes who holds the lock."""
        with suppress(OSError):  # the file of another user can be locked, and not written to
            os.ftruncate(self._number, 0)
            os.write(self._number, json.dumps(holder).encode())

    def release(self) -> None:
        """Gives the lock back."""
        if os.name == "nt":  # Windows removes no open file
            os.close(self._number)
        try:
            with suppress(OSError):
                self._path.unlink()
        finally:
            if os.name != "nt":
                os.close(self._number)


def lock_file(path: Path) -> FileLock | None:
    """Locks a file, which is made if it is missing; returns None where a living process has locked it.

    Raises `OSError` where the file cannot be made or locked.
    """
    while True:
        number = _open(path)
        try:
            _lock(number)
        except OSError as error:
            os.close(number)
            if error.errno in _TAKEN:
                return None
            raise
        try:
            if os.path.samestat(os.fstat(number), path.stat()):
                return FileLock(path, number)
        except FileNotFoundError:
            pass
        os.close(number)  # removed by the last holder between opening and locking


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        if not path.exists():
            raise
        return os.open(path, os.O_RDONLY)  # left by another user


def _lock(number: int) -> None:
    if sys.platform == "win32":
        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        os.lseek(number, 0, os.SEEK_SET)
    else:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold_period(
    folder: PeriodFolder, command: str, *, by: str = "", at: datetime | None = None
) -> Iterator[None]:
    """Keeps other commands from writing to a period. What a killed command left of it is put right first.

    Raises `MachineError` that names who holds the period and since when.
    """
    path = _name_lock(folder)
    is_first = not path.parent.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_file(path)
    except OSError as error:
        raise explain_refusal(error, path.parent.as_posix()) from error
    if lock is None:
        raise _describe_holder(folder.name, path)
    try:
        since = (at or datetime.now().astimezone()).astimezone().isoformat(timespec="minutes")
        lock.note({"command": command, "by": by, "since": since, "host": platform.node(), "pid": os.getpid()})
        _put_right(folder)
        yield
    finally:
        lock.release()
        if is_first:
            with suppress(OSError):  # it holds something by now
                path.parent.rmdir()


def find_holder(folder: PeriodFolder) -> str:
    """Which living command holds a period, and since when, in Vietnamese; empty where none does."""
    path = _name_lock(folder)
    if not path.exists():
        return ""
    try:
        lock = lock_file(path)
    except OSError:
        return _read_holder(path)
    if lock is None:
        return _read_holder(path)
    lock.release()
    return ""


def recover_periods(project: Path) -> None:
    """Puts right what killed commands left in the periods of a project that no living command holds.

    A folder half replaced is put back; staging folders and files that were not written to their end are removed.
    Raises `MachineError` where a half replaced folder cannot be put back.
    """
    for name in sorted(_list_left(project)):
        folder = name_folder(project, name)
        path = _name_lock(folder)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = lock_file(path)
        except OSError as error:
            if is_half_swapped(name_staging(folder.processed)):
                raise explain_refusal(error, path.parent.as_posix()) from error
            continue  # what is only left over harms no reader
        if lock is not None:
            try:
                _put_right(folder)
            finally:
                lock.release()


def _list_left(project: Path) -> set[str]:
    """The periods of which a staging folder is left."""
    roots = (project / "data" / "processed", project / "outputs", project / "data" / "raw")
    found = (path for root in roots for path in root.glob(f"{UNFINISHED}*") if path.is_dir())
    return {path.name.removeprefix(UNFINISHED) for path in found}


def _put_right(folder: PeriodFolder) -> None:
    """Puts back what a killed command had begun to replace, and removes what it left in the period's folders."""
    undo_swap(name_staging(folder.processed))
    shutil.rmtree(name_staging(folder.outputs), ignore_errors=True)
    roots = [folder.processed, folder.outputs]
    if folder == name_folder(folder.project, folder.name):  # a replay has no right to the raw folder
        undo_swap(name_staging(folder.raw))
        roots.append(folder.raw)
    for root in roots:
        for path in root.glob(f"{UNFINISHED}*"):
            with suppress(OSError):
                path.unlink()


def _name_lock(folder: PeriodFolder) -> Path:
    return folder.processed.with_name(f".lock-{folder.name}")


def _describe_holder(name: str, path: Path) -> MachineError:
    return MachineError(
        where=f"kỳ {name}",
        found=_read_holder(path),
        expected="mỗi lúc chỉ một lệnh ghi vào một kỳ",
        remedy="chờ lệnh ấy xong rồi chạy lại; kết quả cũ còn nguyên",
    )


def _read_holder(path: Path) -> str:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(held["since"])
        who = f" của {held['by']}" if held["by"] else ""
        return (
            f"lệnh `{held['command']}`{who} đang dùng kỳ này từ {since:%H:%M} ngày {since:%d/%m/%Y} "
            f"(máy {held['host']}, tiến trình {held['pid']})"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "một lệnh khác đang dùng kỳ này"
