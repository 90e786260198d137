"""What the letters of a period are made from: raw files, the sheets to confirm, what units have confirmed.

A run keeps the letters that are there, so what they were made from is kept beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from camket.figures.freshness import PROGRAM, compare_inputs, hash_inputs, list_moved_inputs
from camket.figures.staging import read_history
from camket.figures.table_files import write_json
from camket.settings.confirmations import FILE as CONFIRMATIONS
from camket.settings.confirmations import read_confirmations
from camket.settings.output_names import LETTERS
from camket.settings.project import PeriodFolder

FOLDER = LETTERS
_SOURCES = "made_from.json"
_DECISIONS = "decisions.csv"
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class LettersThere:
    """The letters in the outputs of a period: how many, and why they are not to be sent any more, if so.

    `only_decided` is whether nothing but decisions came since: units were told what to do, and it was settled.
    """

    count: int
    stale: str = ""
    only_decided: bool = False


def record_sources(letters: Path, folder: PeriodFolder, inputs: Mapping[str, str]) -> None:
    """Writes into the folder of `letters` the hashes of what they were made from."""
    write_json(letters / _SOURCES, {"inputs": dict(inputs), "sheets": _name_sheets(folder)})


def find_letters(folder: PeriodFolder) -> LettersThere | None:
    """The letters that are there, held against the raw files and the last final run; None where none were written."""
    root = folder.outputs / FOLDER
    if not root.is_dir():
        return None
    count = len([*root.glob("*.eml")])
    try:
        made = json.loads((root / _SOURCES).read_text(encoding="utf-8"))
        before, sheets = made["inputs"], made["sheets"]
        now = hash_inputs(folder)
        moved = compare_inputs({**before, PROGRAM: ""}, {**now, PROGRAM: ""})
    except (OSError, ValueError, KeyError, TypeError):
        return LettersThere(count, "không rõ viết từ tệp nào")
    said = []
    if moved:
        named = ", ".join([*moved][:_MOST_NAMED]) + (", …" if len(moved) > _MOST_NAMED else "")
        said.append(f"{len(moved)} tệp nguồn đã thay đổi ({named})")
    is_other_issue = sheets != _name_sheets(folder)
    if is_other_issue:
        said.append("phiếu xác nhận nay là của lần phát hành khác")
    return LettersThere(count, "; ".join(said), moved.keys() == {_DECISIONS} and not is_other_issue)


def warn_of_letters(folder: PeriodFolder) -> tuple[str, ...]:
    """One sentence where the letters that a run keeps are not to be sent any more."""
    there = find_letters(folder)
    if there is None or not there.stale or not there.count:
        return ()
    return (
        f"{there.count} thư trong outputs/{folder.name}/{FOLDER} đã cũ, không gửi nữa: {there.stale}; viết lại: "
        f"camket letters {folder.name}",
    )


def _name_sheets(folder: PeriodFolder) -> str:
    sheets = find_confirmation_sheets(folder)
    return folder.place_in_project(sheets) if sheets else ""


def find_confirmation_sheets(folder: PeriodFolder) -> Path | None:
    """The folder of the units' sheets to confirm: those of the last sealed issue, or of a final run.

    After raw files moved, the sheets of a run are no longer sent; what units answered does not count as such.
    """
    issues = [path for path in (folder.outputs / "issues").glob("*/units") if path.parent.name.isdigit()]
    if issues:
        return max(issues, key=lambda path: int(path.parent.name))
    moved = list_moved_inputs(folder).keys() - {PROGRAM, CONFIRMATIONS}
    return folder.outputs / "units" if _is_last_run_final(folder) and not moved else None


def list_confirmed(folder: PeriodFolder) -> dict[str, date]:
    """The units that answered to the sheets of the last final run, each with the day on which its answer was read."""
    issued = _find_issue_day(folder)
    answers = read_confirmations(folder)
    return {each.unit: each.read_on for each in answers if issued is not None and each.read_on >= issued}


def _find_issue_day(folder: PeriodFolder) -> date | None:
    """The day of the last final run."""
    runs = [run for run in _read_runs(read_history(folder.processed)) if run.get("final") is True]
    try:
        return date.fromisoformat(str(runs[-1]["at"])[:10]) if runs else None
    except (KeyError, ValueError):
        return None


def _is_last_run_final(folder: PeriodFolder) -> bool:
    runs = [run for run in _read_runs(read_history(folder.processed)) if "run" in run]
    return bool(runs) and runs[-1].get("final") is True


def _read_runs(lines: list[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            run = json.loads(line)
        except ValueError:
            continue
        if isinstance(run, dict):
            yield run
