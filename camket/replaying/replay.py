"""`camket replay`: names what changed since the recorded run, runs the period again, compares the files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from camket.inputs.project import PeriodFolder, is_passed_over
from camket.processed.figures_file import FIGURES
from camket.processed.previous import copy_previous
from camket.processed.stage import HISTORY
from camket.recording.changes import FILES_OF_OTHER_COMMANDS, Change, find_changes
from camket.recording.manifest import CRATE, MANIFEST, Manifest, read_manifest
from camket.replaying.difference import Difference, find_difference
from camket.running.notebooks import choose_notebooks
from camket.running.run import run_period
from camket.running.unit_sheets import NOTEBOOK as UNIT
from camket.running.unit_sheets import PARAMETER

# Sources of the other files come first, files about the other files last.
_FIRST = (FIGURES, "records.csv")
_LAST = (MANIFEST, CRATE)
_NOTHING = "không có tệp này"


@dataclass(frozen=True, slots=True)
class Replay:
    """The result of a replay: the changes since the recorded run and the files that differ.

    `compared` is the number of files compared, or None where the recorded inputs changed and nothing was run.
    """

    inputs: int
    changes: tuple[Change, ...]
    compared: int | None
    differences: tuple[Difference, ...]

    @property
    def differs(self) -> bool:
        """Whether an input or a file differs from the record."""
        return bool(self.changes or self.differences)


def replay_period(
    folder: PeriodFolder,
    *,
    at: datetime,
    jobs: int | None = None,
    on_change: Callable[[Change], None] = lambda _: None,
    progress: Callable[[str], None] = lambda _: None,
) -> Replay:
    """Runs a period again as its manifest says, in a temporary folder. The published files are only read.

    Calls `on_change` with each change before the run starts. Raises `InputError` where there is no manifest,
    and every error that a run raises.
    """
    manifest = read_manifest(folder)
    changes = tuple(find_changes(folder, manifest, choose_notebooks(folder)))
    for change in changes:
        on_change(change)
    if any(change.kind == "input" for change in changes):
        return Replay(len(manifest.inputs), changes, None, ())
    with tempfile.TemporaryDirectory(prefix="camket-replay-", ignore_cleanup_errors=True) as scratch:
        again = replace(
            folder,
            processed=Path(scratch) / "data" / "processed" / folder.name,
            outputs=Path(scratch) / "outputs" / folder.name,
        )
        copy_previous(folder.processed, again.processed)
        run_period(
            again, at=at, by="", parameters=manifest.given_parameters, units=_list_units(manifest), jobs=jobs,
            progress=progress,
        )  # fmt: skip
        compared = list(compare_runs(folder, again))
    differences = tuple(difference for _, difference in compared if difference)
    return Replay(len(manifest.inputs), changes, len(compared), differences)


def compare_runs(published: PeriodFolder, again: PeriodFolder) -> Iterator[tuple[str, Difference | None]]:
    """Yields every file of either run with its first difference: tables first, then outputs."""
    for place, ours, theirs in (
        (f"data/processed/{published.name}", published.processed, again.processed),
        (f"outputs/{published.name}", published.outputs, again.outputs),
    ):
        for name in sorted(_list_names(ours) | _list_names(theirs), key=_sort_key):
            file = f"{place}/{name}"
            if not (ours / name).is_file():
                yield file, Difference(file, "", _NOTHING, "có tệp")
            elif not (theirs / name).is_file():
                yield file, Difference(file, "", "có tệp", _NOTHING)
            else:
                yield file, find_difference(file, (ours / name).read_bytes(), (theirs / name).read_bytes())


def _list_units(manifest: Manifest) -> frozenset[str]:
    """The units with a sheet. The manifest records their codes as a parameter of the units' notebook."""
    parameters = [notebook.parameters for notebook in manifest.notebooks if notebook.name == UNIT]
    return frozenset(code for each in parameters for code in str(each.get(PARAMETER, "")).split(", "))


def _list_names(folder: Path) -> set[str]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    left_out = {HISTORY, *FILES_OF_OTHER_COMMANDS}
    return {name for name in found - left_out if not is_passed_over(name.rpartition("/")[2])}


def _sort_key(name: str) -> tuple[int, str]:
    if name in _FIRST:
        return _FIRST.index(name), name
    return len(_FIRST) + (name in _LAST), name
