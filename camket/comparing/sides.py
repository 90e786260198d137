"""The two snapshots that `camket diff A B` compares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from camket.comparing.side import Snapshot, read_snapshot, take_snapshot
from camket.inputs.period import open_settings
from camket.inputs.project import PeriodFolder, open_folder
from camket.processed.fresh import is_fresh
from camket.processed.prepare import prepare_period


def choose_snapshots(
    project: Path, before: str, after: str, progress: Callable[[str], None] = lambda _: None
) -> tuple[Snapshot, Snapshot, PeriodFolder, list[str]]:
    """Returns the two snapshots, the folder of the later one, and warnings about them.

    Two names mean the last runs of two periods. One name given twice means the last run of a period against
    its raw files now, that is, what the next run would change. The earlier one may also be a folder: a kept
    copy of `data/processed/<period>`. Raises `InputError` for an unknown period or missing tables.
    """
    folder = open_folder(project, after)
    padded = open_settings(folder).layout.zero_padded
    kept = Path(before)
    if before == after:
        run = f"{folder.name} (lần chạy gần nhất)"
        earlier = read_snapshot(folder.processed, run, zero_padded=padded)
        return earlier, take_snapshot(folder, prepare_period(folder, progress)), folder, []
    notes = [] if is_fresh(folder) else [_stale(folder)]
    if kept.is_dir() and (kept / "records.parquet").is_file():
        earlier = read_snapshot(kept, f"bản lưu {kept.name}", zero_padded=padded)
    else:
        other = open_folder(project, before)
        notes += [] if is_fresh(other) else [_stale(other)]
        earlier = read_snapshot(other.processed, other.name, zero_padded=padded)
    return earlier, read_snapshot(folder.processed, folder.name, zero_padded=padded), folder, notes


def _stale(folder: PeriodFolder) -> str:
    return (
        f"kỳ {folder.name}: các bảng không còn khớp tệp nguồn hoặc chương trình hiện nay; "
        f"so sánh theo lần chạy gần nhất, muốn mới hơn thì `camket run {folder.name}`"
    )
