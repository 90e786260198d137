"""Whether a run would give what the last one gave, told from the hashes of all files before anything is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from camket.errors import InputError
from camket.exchange.letter_sources import warn_of_letters
from camket.exchange.new_notebook import is_shipped
from camket.figures.period_lock import hold_period
from camket.figures.staging import read_history
from camket.running.changes import find_changes
from camket.running.history import append_kept
from camket.running.issue_plan import take_number
from camket.running.issues import check_issues
from camket.running.jobs import UNIT as NOTEBOOK
from camket.running.jobs import UNIT_PARAMETER as PARAMETER
from camket.running.jobs import Value
from camket.running.manifest import Manifest, read_manifest
from camket.settings.period import open_settings
from camket.settings.project import PeriodFolder


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The last run, which still stands: its manifest, its line of the history, and its warnings."""

    manifest: Manifest
    at: str
    number: int
    warnings: tuple[str, ...]


def keep_run(
    folder: PeriodFolder,
    notebooks: Mapping[str, Path],
    parameters: Mapping[str, Mapping[str, Value]],
    *,
    with_sheets: bool,
    at: datetime,
    by: str,
) -> Unchanged | None:
    """Records a run in the history and returns the last one, where every file that it would read or make is as then.

    Returns None where anything may differ: raw files, program, libraries, fonts, notebooks, parameters, number and day,
    what was published, an audit since then. A notebook of the project may read other files, so nothing is known of it.
    Raises `MachineError` where another command holds the period.
    """
    if not all(map(is_shipped, notebooks.values())):
        return None
    with hold_period(folder, f"camket run {folder.name}", by=by, at=at):
        try:
            manifest = read_manifest(folder)
            last = json.loads(read_history(folder.processed)[-1])
        except (InputError, IndexError, ValueError):
            return None
        if "run" not in last or not _is_same(folder, manifest, parameters, with_sheets=with_sheets):
            return None
        if find_changes(folder, manifest, notebooks):
            return None
        warnings = tuple(check_issues(folder))
        append_kept(folder.processed, last, warnings, at=at, by=by)
    number, moment = int(last["run"]), str(last.get("at", ""))
    return Unchanged(manifest, moment, number, (*warnings, *warn_of_letters(folder)))


def _is_same(
    folder: PeriodFolder,
    manifest: Manifest,
    parameters: Mapping[str, Mapping[str, Value]],
    *,
    with_sheets: bool,
) -> bool:
    """Whether notebooks, parameters, number and day are those of the manifest."""
    recorded = {entry.name: dict(entry.parameters) for entry in manifest.notebooks}
    sheets = recorded.get(NOTEBOOK, {}).pop(PARAMETER, "")
    wanted = {name: dict(values) for name, values in parameters.items()}
    wanted.get(NOTEBOOK, {}).pop(PARAMETER, None)
    if recorded != wanted or (with_sheets and NOTEBOOK in recorded and not _has_all(folder, str(sheets))):
        return False
    numbered, said = take_number(folder)
    report = open_settings(numbered).report
    return not said and (report.number, report.day) == (manifest.report_number, manifest.report_day)


def _has_all(folder: PeriodFolder, sheets: str) -> bool:
    """Whether every unit has a sheet."""
    units = {path.stem for path in (folder.processed / "units").glob("*.json")}
    return units == set(filter(None, sheets.split(", ")))
