"""Which issue a run belongs to: a new one, the last one with its number and its day put in, or a print of the last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from camket.dates import format_date
from camket.errors import InputError
from camket.figures.freshness import INPUTS_FILE
from camket.running.changes import compare_files, compare_programs
from camket.running.issues import Issue, IssuePlan, hash_settings, last_number, name_issue, read_issues
from camket.running.jobs import UNIT
from camket.running.jobs import UNIT_PARAMETER as PARAMETER
from camket.running.manifest import (
    ISSUES,
    MANIFEST,
    Manifest,
    NotebookEntry,
    list_input_files,
    list_made_files,
    parse_manifest,
    read_program,
)
from camket.running.products import KEYS
from camket.settings.period import Report, open_settings
from camket.settings.project import PeriodFolder

if TYPE_CHECKING:
    from camket.pipeline import Prepared

# Tables that change with the number and the day, or say what came before.
_NOT_COMPARED = (INPUTS_FILE, KEYS, "previous/")


def gives_number(last: Issue, report: Report) -> bool:
    """Whether the report has the number or the day that an issue lacks, and nothing else in their place."""
    unnumbered = not report.model_copy(update={"number": last.number}).is_numbered
    further = (unnumbered and report.is_numbered) or (last.day is None and report.day is not None)
    return (
        further
        and (unnumbered or report.number == last.number)
        and (last.day is None or report.day == last.day)
    )


def plan_issue(folder: PeriodFolder, report: Report, reason: str) -> IssuePlan:
    """Which issue a final run makes; with a reason it is a new one. Raises `InputError` for an unreadable record."""
    issues, last = read_issues(folder), last_number(folder)
    if issues and issues[-1].issue == last and not reason and gives_number(issues[-1], report):
        return IssuePlan(last, issues[-1].reason, issues[-1])
    return IssuePlan(last + 1, reason)


def take_number(folder: PeriodFolder) -> tuple[PeriodFolder, tuple[str, ...]]:
    """The folder with the number and the day of the last issue, where the same is printed once more.

    The clerk may have given them on the command line, so that period.toml does not know them. Where something else is
    printed they are not taken, and a sentence says why. Raises `InputError` for unusable settings.
    """
    try:
        issues = read_issues(folder)
    except InputError:
        return folder, ()  # `check_issues` names the record
    if not issues:
        return folder, ()
    period, last = open_settings(folder), issues[-1]
    is_numbered = period.report.model_copy(update={"number": last.number}).is_numbered
    number = last.number if is_numbered and not period.report.is_numbered else ""
    day = None if period.report.day else last.day
    if not (number or day):
        return folder, ()
    sealed = _read_sealed_manifest(folder, last.issue)
    differences = [*_compare_inputs(folder, sealed), *compare_programs(sealed.program, read_program())]
    if last.settings != hash_settings(period):
        differences.append("thiết lập khác")
    if not differences:
        return replace(folder, number=number, day=day), ()
    given = " ".join([*([f"số {number}"] if number else []), *([f"ngày {format_date(day)}"] if day else [])])
    return folder, (
        f"{name_issue(folder, last.issue)} đã có {given}; bản này để trống vì không còn như lần phát hành đó: "
        f"{'; '.join(differences)}",
    )


def find_refusals(
    folder: PeriodFolder,
    tables: Path,
    prepared: Prepared,
    plan: IssuePlan,
    notebooks: Sequence[NotebookEntry],
    units: Collection[str] | None,
) -> list[InputError]:
    """Why the planned issue is refused: a further one without a reason, or more than number and day that differ."""
    if plan.numbers is None:
        return [] if plan.issue == 1 or plan.reason else [_say_reason_is_missing(folder, plan.issue - 1)]
    sealed = _read_sealed_manifest(folder, plan.issue)
    differences = [
        *_compare_inputs(folder, sealed),
        *_compare_tables(folder, tables, sealed),
        *_compare_notebooks(sealed.notebooks, notebooks),
        *_compare_units(sealed.notebooks, [unit.code for unit in prepared.units] if units is None else units),
        *compare_programs(sealed.program, read_program()),
    ]
    if plan.numbers.settings != hash_settings(prepared.period):
        differences.append("thiết lập khác, ngoài số và ngày của báo cáo")
    if not differences:
        return []
    return [
        InputError(
            where=name_issue(folder, plan.issue),
            found=f"không chỉ số và ngày khác lần phát hành {plan.issue}: {'; '.join(differences)}",
            expected="mọi thứ khác như khi phát hành",
            remedy="lấy lại đúng tệp, thiết lập và chương trình của lần phát hành; hoặc phát hành lần mới, kèm lý do: "
            f'camket run {folder.name} --final --reason "…"',
        )
    ]


def _say_reason_is_missing(folder: PeriodFolder, last: int) -> InputError:
    return InputError(
        where=name_issue(folder, last),
        found=f"kỳ này đã phát hành lần {last}",
        expected="lý do của lần phát hành mới, hoặc số và ngày mà lần trước chưa có",
        remedy=f'ghi lý do: camket run {folder.name} --final --reason "…"; nếu chỉ ghi số, ngày của báo cáo đã ký: '
        f"camket run {folder.name} --final --number SỐ --day NGÀY",
    )


def _read_sealed_manifest(folder: PeriodFolder, issue: int) -> Manifest:
    path = folder.outputs / ISSUES / str(issue) / MANIFEST
    return parse_manifest(path, f"{name_issue(folder, issue)}/{MANIFEST}", folder.name)


def _compare_inputs(folder: PeriodFolder, sealed: Manifest) -> list[str]:
    """What differs of the raw files; the settings are compared by what they say."""
    settings = f"data/raw/{folder.name}/period.toml"
    before, now = (
        [file for file in files if file.path != settings]
        for files in (sealed.inputs, list_input_files(folder))
    )
    return compare_files(before, now)


def _compare_tables(folder: PeriodFolder, tables: Path, sealed: Manifest) -> list[str]:
    place = f"data/processed/{folder.name}"
    left_out = tuple(f"{place}/{name}" for name in _NOT_COMPARED)
    before, now = (
        [file for file in files if not file.path.startswith(left_out)]
        for files in (sealed.tables, list_made_files(tables, place))
    )
    return compare_files(before, now)


def _compare_notebooks(before: Sequence[NotebookEntry], now: Sequence[NotebookEntry]) -> list[str]:
    differences = compare_files([each.file for each in before], [each.file for each in now])
    parameters = {each.name: each.parameters for each in now}
    for each in before:
        for name, value in each.parameters.items():
            other = parameters.get(each.name, {}).get(name)
            if (each.name, name) != (UNIT, PARAMETER) and other != value:
                differences.append(f"tham số {each.name}.{name}: {value} → {other}")
    return differences


def _compare_units(before: Sequence[NotebookEntry], now: Collection[str]) -> list[str]:
    codes = {
        code
        for each in before
        if each.name == UNIT
        for code in str(each.parameters.get(PARAMETER)).split(", ")
    }
    missing = sorted(codes - {""} - {*now})
    return [f"thiếu phiếu của đơn vị: {', '.join(missing)}"] if missing else []
