"""What a machine must give before workers and kernels are started; without it they would fail one by one."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from camket.errors import MachineError
from camket.figures.figure_lists import MOST_LISTED
from camket.numerals import format_count
from camket.running.scratch import open_scratch

if sys.platform != "win32":
    import resource

# A local socket has a name of at most 104 bytes, and its folders and its own name take up to 44 of them.
_LONGEST = 60
_FEWEST, _USUAL = 256, 1024
# Up to so many records any machine has the memory.
_FEW = 1000
_OF_WORKER, _OF_UNIT, _OF_ROW = 2**30, 2 * 2**20, 2**20


def check_machine(project: Path) -> None:
    """Raises `MachineError` where a run would fail later.

    Too few files may be open; sockets in the temporary folder have too long names; a path is not in UTF-8.
    """
    for path in (project, open_scratch()):
        _check_path(path)
    if sys.platform != "win32":
        _check_open_files()
        _check_sockets()


def check_memory(records: int, units: int, workers: int) -> None:
    """Raises `MachineError` where the pages of so many records would take more memory than is free.

    Measured: a worker takes a gigabyte by itself, a row of an appendix in its PDF one megabyte (a large period has no
    such rows), a unit in the tables and charts of units two megabytes. Unknown free memory is not checked.
    """
    free = read_free_memory()
    rows = 0 if records > MOST_LISTED else records
    needed = workers * (_OF_WORKER + units * _OF_UNIT) + rows * _OF_ROW
    if free is None or records <= _FEW or needed <= free:
        return
    alone = needed if workers == 1 else _OF_WORKER + units * _OF_UNIT + rows * _OF_ROW
    raise MachineError(
        where="bộ nhớ của máy",
        found=f"còn trống {_gigabytes(free)} GB; các trang của {format_count(records)} nội dung, "
        f"{format_count(units)} đơn vị cần khoảng {_gigabytes(needed)} GB với {workers} tiến trình",
        expected=f"đủ bộ nhớ trống (với --jobs 1 cần khoảng {_gigabytes(alone)} GB)",
        remedy="đóng bớt chương trình, chạy với --jobs 1 hoặc trên máy lớn hơn, hoặc chia dự án theo tỉnh, theo huyện; "
        "kết quả cũ còn nguyên",
    )


def read_free_memory() -> int | None:
    """The bytes that programs may still take, by the system and by the limit of a container; None where unknown."""
    try:
        [line] = [
            each
            for each in Path("/proc/meminfo").read_text().splitlines()
            if each.startswith("MemAvailable:")
        ]
        free = int(line.split()[1]) * 1024
    except (OSError, ValueError):
        return None
    group = Path("/sys/fs/cgroup")
    with suppress(OSError, ValueError):
        free = min(
            free, int((group / "memory.max").read_text()) - int((group / "memory.current").read_text())
        )
    return free


def _gigabytes(size: int) -> str:
    return f"{size / 2**30:.1f}".replace(".", ",")


def _check_path(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise MachineError(
            where=os.fsencode(path).decode("utf-8", "backslashreplace"),
            found="đường dẫn có byte không phải UTF-8",
            expected="tên thư mục viết bằng UTF-8",
            remedy="đổi tên thư mục rồi chạy lại; kết quả cũ còn nguyên",
        ) from None


def _check_open_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    if soft != unlimited and soft < _FEWEST:
        soft = _USUAL if hard == unlimited else min(hard, _USUAL)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft != unlimited and soft < _FEWEST:
        raise MachineError(
            where="ulimit -n",
            found=f"máy chỉ cho mở {soft} tệp cùng lúc",
            expected=f"ít nhất {_FEWEST} tệp",
            remedy=f"nâng giới hạn (ulimit -n {_USUAL}) rồi chạy lại; kết quả cũ còn nguyên",
        )


def _check_sockets() -> None:
    scratch = open_scratch()
    if len(os.fsencode(scratch)) > _LONGEST:
        raise MachineError(
            where=f"TMPDIR = {scratch.parent}",
            found="thư mục tạm có đường dẫn quá dài",
            expected=f"đường dẫn thư mục tạm không quá {_LONGEST - len(scratch.name) - 1} byte",
            remedy="đặt biến TMPDIR là một thư mục có đường dẫn ngắn, ví dụ /tmp, rồi chạy lại; kết quả cũ còn nguyên",
        )
