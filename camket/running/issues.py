"""Sealed issues: what was published as final, in `outputs/<period>/issues/<n>/`, with a record of its making.

An issue keeps what goes out and the tables behind it. Workbooks that people fill in, lists of problems and what other
commands wrote are no part of it, and its index does not list them. Its number and its day may be put in once, after the
signature; nothing else changes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from camket.errors import InputError
from camket.figures.staging import HISTORY, read_history
from camket.figures.table_files import FIGURES, write_json
from camket.running.changes import FILES_OF_OTHER_COMMANDS
from camket.running.manifest import (
    ISSUES,
    MANIFEST,
    hash_file_list,
    list_files,
    parse_manifest,
)
from camket.settings.output_names import INDEX, LETTERS, NEXT_YEAR, PROBLEMS, REVIEW, SHOWN
from camket.settings.period import Period
from camket.settings.project import PeriodFolder

RECORD = "issue.json"
_TABLES = "tables"
# Besides them, everything that a run makes is kept.
_NOT_PUBLISHED = frozenset({REVIEW, PROBLEMS, INDEX, *FILES_OF_OTHER_COMMANDS})
_FOLDERS_NOT_PUBLISHED = (SHOWN, NEXT_YEAR, ISSUES, LETTERS)
_READ_ONLY = 0o444


class Issue(BaseModel):
    """The record of an issue, its `issue.json`.

    `number` is the symbol alone, and `day` None, until they are given; `numbered_at` says when, and
    `unnumbered_manifest` is the manifest of before. Hashes are SHA-256: `inputs` and `files` of lists of files,
    `settings` of the settings without number and day.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    period: str
    issue: int
    at: str
    by: str
    reason: str
    number: str
    day: date | None
    numbered_at: str = ""
    numbered_by: str = ""
    unnumbered_manifest: str = ""
    program: str
    settings: str
    inputs: str
    records: str
    figures: str
    manifest: str
    files: str


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """The issue that a final run makes. `numbers` is the one that gets its number and its day, if it is no new one."""

    issue: int
    reason: str
    numbers: Issue | None = None


def name_issue(folder: PeriodFolder, issue: int) -> str:
    """The place of an issue in the project."""
    return f"outputs/{folder.name}/{ISSUES}/{issue}"


def read_issues(folder: PeriodFolder) -> list[Issue]:
    """The issues of a period, the first one first. Raises `InputError` for a record that cannot be read."""
    found = []
    for number in _list_numbers(folder):
        path = folder.outputs / ISSUES / str(number) / RECORD
        try:
            found.append(Issue.model_validate_json(path.read_bytes()))
        except (OSError, ValidationError):
            raise InputError(
                where=f"outputs/{folder.name}/{ISSUES}/{path.parent.name}/{RECORD}",
                found="không đọc được bản ghi của lần phát hành này",
                expected="tệp do camket run --final ghi, còn nguyên",
                remedy="lấy lại thư mục của lần phát hành từ bản lưu",
            ) from None
    return found


def _list_numbers(folder: PeriodFolder) -> list[int]:
    names = [path.name for path in (folder.outputs / ISSUES).glob("*") if path.is_dir()]
    return sorted(int(name) for name in names if name.isascii() and name.isdecimal())


def last_number(folder: PeriodFolder) -> int:
    """The number of the last issue that is there or that the history tells of; 0 before the first."""
    return max(*_list_numbers(folder), *_read_recorded(folder.processed), 0, 0)


def hash_settings(period: Period) -> str:
    """The SHA-256 of a period's settings without the number and the day of the report."""
    settings = period.model_dump(mode="json", exclude={"report": {"number", "day"}})
    return hashlib.sha256(json.dumps(settings, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def carry_issues(earlier: Path, outputs: Path) -> None:
    """Copy the sealed issues into the outputs that take the place of the `earlier` ones."""
    # A link would share its mode with the file that is removed, and Windows removes no file that is read-only.
    if (earlier / ISSUES).is_dir():
        shutil.copytree(earlier / ISSUES, outputs / ISSUES, copy_function=shutil.copy2)


def seal_issue(
    folder: PeriodFolder,
    tables: Path,
    outputs: Path,
    period: Period,
    plan: IssuePlan,
    at: datetime,
    by: str,
    units: Mapping[str, str],
) -> Issue:
    """Keep what a final run made as an issue below its outputs; an issue that gets its number is replaced.

    Its index lists what it keeps; `units` are the names of the units by their codes.
    """
    root = outputs / ISSUES / str(plan.issue)
    earlier = plan.numbers
    if earlier:
        shutil.rmtree(root)
    for path in _list_published(outputs):
        _copy(path, root / path.relative_to(outputs))
    for path in tables.iterdir():
        if path.is_file() and path.name != HISTORY:
            _copy(path, root / _TABLES / path.name)
    # Importing what makes pages takes longer than all else that a command does with issues.
    from camket.publishing.pages.index import write_index

    write_index(root, units)
    manifest = parse_manifest(outputs / MANIFEST, MANIFEST, folder.name)
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    issue = Issue(
        period=folder.name,
        issue=plan.issue,
        at=earlier.at if earlier else moment,
        by=earlier.by if earlier else by,
        reason=plan.reason,
        number=period.report.number,
        day=period.report.day,
        numbered_at=moment if earlier else "",
        numbered_by=by if earlier else "",
        unnumbered_manifest=(earlier.unnumbered_manifest or earlier.manifest) if earlier else "",
        program=manifest.program.sha256,
        settings=hash_settings(period),
        inputs=hash_file_list(manifest.inputs),
        records=_hash(tables / "records.csv"),
        figures=_hash(tables / FIGURES),
        manifest=_hash(outputs / MANIFEST),
        files=_hash_files(root),
    )
    write_json(root / RECORD, issue.model_dump(mode="json"))
    for path in root.rglob("*"):
        if path.is_file():
            path.chmod(_READ_ONLY)
    return issue


def _list_published(outputs: Path) -> list[Path]:
    return [
        path
        for path in sorted(outputs.rglob("*"))
        if path.is_file()
        and path.relative_to(outputs).as_posix() not in _NOT_PUBLISHED
        and path.relative_to(outputs).parts[0] not in _FOLDERS_NOT_PUBLISHED
    ]


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def check_issues(folder: PeriodFolder) -> list[str]:
    """One sentence for each sealed issue that was touched, was removed, or is another than the history says."""
    try:
        issues = read_issues(folder)
    except InputError as error:
        return [f"{error.where}: {error.found}"]
    recorded = _read_recorded(folder.processed)
    said = [
        f"{name_issue(folder, number)}: không còn (lịch sử có ghi lần phát hành này)"
        for number in recorded
        if number not in {each.issue for each in issues}
    ]
    for issue in issues:
        root = folder.outputs / ISSUES / str(issue.issue)
        if _hash_files(root) != issue.files or recorded.get(issue.issue, issue.manifest) != issue.manifest:
            said.append(f"{name_issue(folder, issue.issue)}: không còn nguyên như khi phát hành")
    return said


def _read_recorded(processed: Path) -> Mapping[int, str]:
    """The hash of the manifest of each issue, as the history has it last."""
    recorded: dict[int, str] = {}
    for text in read_history(processed):
        try:
            line = json.loads(text)
            recorded[int(line["issue"])] = str(line[MANIFEST])
        except (ValueError, TypeError, KeyError):
            continue
    return recorded


def _hash_files(root: Path) -> str:
    files = [path for path in root.rglob("*") if path.is_file() and path != root / RECORD]
    return hash_file_list(list_files(files, root, ISSUES))


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
