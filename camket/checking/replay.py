"""`camket replay`: names what changed since the recorded run, runs the period again, compares the files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from camket.checking.pieces import (
    Parts,
    split_csv,
    split_docx,
    split_html,
    split_json,
    split_notebook,
    split_parquet,
    split_pdf,
    split_xlsx,
)
from camket.checking.verify import verify_period
from camket.figures.freshness import copy_previous
from camket.figures.staging import HISTORY
from camket.figures.table_files import FIGURES
from camket.publishing.shown.file_page import FOLDER as SHOWN
from camket.running.changes import Change, is_of_other_command
from camket.running.history import copy_events
from camket.running.jobs import UNIT, Progress, say_nothing
from camket.running.jobs import UNIT_PARAMETER as PARAMETER
from camket.running.manifest import CRATE, MANIFEST, Manifest, read_manifest
from camket.running.run import run_period
from camket.settings.project import PeriodFolder, is_passed_over

_READERS: dict[str, Callable[[bytes], Parts]] = {
    ".json": split_json,
    ".csv": split_csv,
    ".parquet": split_parquet,
    ".ipynb": split_notebook,
    ".html": split_html,
    ".pdf": split_pdf,
    ".xlsx": split_xlsx,
    ".docx": split_docx,
}
_LONGEST = 120
# Sources of the other files come first, files about the other files last.
_FIRST = (FIGURES, "records.csv")
_LAST = (MANIFEST, CRATE)
_NOTHING = "không có tệp này"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two versions of a file differ, with the content of both."""

    file: str
    place: str
    published: str
    again: str

    def __str__(self) -> str:
        where = f"{self.file} › {self.place}" if self.place else self.file
        return f"{where}: công bố {self.published}, chạy lại {self.again}"


def find_difference(file: str, published: bytes, again: bytes) -> Difference | None:
    """Returns the first difference, or None where the bytes are equal.

    Falls back to the byte offset where the format is unknown, the file cannot be read, or its content is equal.
    """
    if published == again:
        return None
    return _find_in_parts(file, published, again) or _find_in_bytes(file, published, again)


def _find_in_parts(file: str, published: bytes, again: bytes) -> Difference | None:
    read = _READERS.get(PurePosixPath(file).suffix)
    if read is None:
        return None
    try:
        for before, after in zip_longest(read(published), read(again)):
            if before != after:
                place = before or after or ("", "")
                return Difference(file, place[0], _quote(before, place[0]), _quote(after, place[0]))
    except Exception:  # a file edited by hand may hold anything, so its reader may raise anything
        return None
    return None


def _find_in_bytes(file: str, published: bytes, again: bytes) -> Difference:
    pairs = zip(published, again, strict=False)
    shorter = min(len(published), len(again))
    first = next((place for place, (one, other) in enumerate(pairs) if one != other), shorter)
    return Difference(file, f"byte thứ {first + 1}", _bytes_at(published, first), _bytes_at(again, first))


def _bytes_at(content: bytes, first: int) -> str:
    found = content[first : first + 8].hex(" ")
    return f"{found or 'hết tệp'} (tệp dài {len(content)} byte)"


def _quote(part: tuple[str, str] | None, place: str) -> str:
    if part is None:
        return "không có gì"
    label, text = part
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return f"“{shown}”" if label == place else f"“{shown}” ({label})"


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
    progress: Progress = say_nothing,
) -> Replay:
    """Runs a period again as its manifest says, in a temporary folder. The published files are only read.

    Calls `on_change` with each change before the run starts. Raises `InputError` where there is no manifest,
    and every error that a run raises.
    """
    manifest = read_manifest(folder)
    changes = verify_period(folder).changes
    for change in changes:
        on_change(change)
    if any(change.kind == "input" for change in changes):
        return Replay(len(manifest.inputs), changes, None, ())
    with tempfile.TemporaryDirectory(prefix="camket-replay-", ignore_cleanup_errors=True) as scratch:
        again = replace(
            folder,
            processed=Path(scratch) / "data" / "processed" / folder.name,
            outputs=Path(scratch) / "outputs" / folder.name,
            number=manifest.report_number,
            day=manifest.report_day,
        )
        copy_previous(folder.processed, again.processed)
        copy_events(folder.processed, again.processed)
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
        remade = _list_names(theirs)
        # A page of a file that only the published folder has was added by `camket check --show`.
        kept = {name for name in _list_names(ours) if name in remade or not name.startswith(f"{SHOWN}/")}
        for name in sorted(kept | remade, key=_sort_key):
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
    return {
        name
        for name in found - {HISTORY}
        if not is_of_other_command(name) and not is_passed_over(name.rpartition("/")[2])
    }


def _sort_key(name: str) -> tuple[int, str]:
    if name in _FIRST:
        return _FIRST.index(name), name
    return len(_FIRST) + (name in _LAST), name
