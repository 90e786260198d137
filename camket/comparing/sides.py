"""Which two states `camket diff A B` means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from camket.comparing.side import Side, read_side, take_side
from camket.inputs.period import read_period
from camket.inputs.project import PeriodFolder, open_folder
from camket.processed.fresh import is_fresh
from camket.processed.prepare import prepare_period


def choose_sides(
    project: Path, before: str, after: str, progress: Callable[[str], None] = lambda _: None
) -> tuple[Side, Side, PeriodFolder, list[str]]:
    """The two states, the folder of the later one, and what to bear in mind about them.

    Two names are two periods as last run. One name twice is one period as last run and as its raw files
    say now, which is what the next run would change. The earlier one may also be a folder: a copy of
    `data/processed/<period>` that was kept. Raises `InputError` for an unknown period or missing tables.
    """
    folder = open_folder(project, after)
    settings = read_period(folder.raw / "period.toml", f"data/raw/{folder.name}/period.toml")
    padded = settings.layout.zero_padded
    kept = Path(before)
    if before == after:
        run = f"{folder.name} (lần chạy gần nhất)"
        earlier = read_side(folder.processed, run, zero_padded=padded)
        return earlier, take_side(folder, prepare_period(folder, progress)), folder, []
    notes = [] if is_fresh(folder) else [_stale(folder)]
    if kept.is_dir() and (kept / "records.parquet").is_file():
        earlier = read_side(kept, f"bản lưu {kept.name}", zero_padded=padded)
    else:
        other = open_folder(project, before)
        notes += [] if is_fresh(other) else [_stale(other)]
        earlier = read_side(other.processed, other.name, zero_padded=padded)
    return earlier, read_side(folder.processed, folder.name, zero_padded=padded), folder, notes


def _stale(folder: PeriodFolder) -> str:
    return (
        f"kỳ {folder.name}: các bảng không còn khớp tệp nguồn hoặc chương trình hiện nay; "
        f"so sánh theo lần chạy gần nhất, muốn mới hơn thì `camket run {folder.name}`"
    )
