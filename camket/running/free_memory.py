"""Whether the machine has the memory for the pages of a large period, told before they are begun."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from camket.errors import MachineError
from camket.figures.figure_lists import MOST_LISTED
from camket.numerals import format_count

# Up to so many records any machine has the memory.
_FEW = 1000
_OF_WORKER, _OF_UNIT, _OF_ROW = 2**30, 2 * 2**20, 2**20


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
