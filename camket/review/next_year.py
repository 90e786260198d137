"""Decisions on the next year, taken from its filled-in workbooks into decisions.csv: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camket.errors import InputError
from camket.inputs.append import append_rows
from camket.inputs.decisions import Decision, NextYearField, Settlement, quote
from camket.inputs.project import PeriodFolder
from camket.outputs.next_year import FOLDER, list_questions
from camket.outputs.next_year_columns import AMENDMENTS, ANSWERS, QUESTION_COLUMNS
from camket.processed.prepare import Prepared
from camket.review.check import Fault, refuse
from camket.review.next_year_lines import SIGNED, Line, read_lines
from camket.screening.settled import latest_settlements
from camket.text import fold

_FORMULA = ("=", "@", "+", "-")


@dataclass(frozen=True, slots=True)
class AppliedNextYear:
    """The decisions added, and how many were there already."""

    added: tuple[Settlement, ...]
    already: int


def apply_next_year(folder: PeriodFolder, prepared: Prepared, path: Path) -> AppliedNextYear:
    """Takes what a person decided into `decisions.csv`. Raises `InputError` that names every faulty cell."""
    settlements, already = _check(read_lines(path), prepared, path.name)
    if settlements:
        place = f"data/raw/{folder.name}/decisions.csv"
        rows = [each.model_dump(mode="json") for each in settlements]
        append_rows(folder.raw / "decisions.csv", place, tuple(Decision.model_fields), rows)
    return AppliedNextYear(tuple(settlements), already)


def refuse_unapplied_drafts(folder: PeriodFolder, prepared: Prepared) -> None:
    """Raises `InputError` where a workbook that a run would replace holds decisions not yet applied."""
    for path in sorted((folder.outputs / FOLDER).glob("*.xlsx")):
        place = f"outputs/{folder.name}/{FOLDER}/{path.name}"
        # What was applied and has been decided anew since is not waiting.
        made = prepared.next_year.settled
        lines = [line for line in read_lines(path) if not _is_made(line, prepared, made)]
        if lines:
            raise InputError(
                where=f"{place} › {lines[0].place('answer')}",
                found=f"{len(lines)} dòng đã ghi mà chưa áp dụng; chạy lại thì tệp này bị thay",
                expected="các quyết định đã có trong decisions.csv, hoặc tệp để ở nơi khác",
                remedy=f"áp dụng: camket review {folder.name} --apply {place}; hoặc chuyển tệp đi nơi khác",
            )


def _check(lines: Sequence[Line], prepared: Prepared, file: str) -> tuple[list[Settlement], int]:
    questions = {(row["key"], row["field"]): row for row in list_questions(prepared.next_year)}
    asked = {about: row["expect"] for about, row in questions.items()}
    asked |= {(item.key, "next_year"): item.finding.found for item in prepared.next_year.drafts}
    made: dict[tuple[str, NextYearField], Settlement] = {}
    faults: list[Fault] = []
    already = 0
    latest = tuple(latest_settlements(prepared.next_year.settled).values())
    for line in lines:
        if _is_made(line, prepared, latest):
            already += 1
            continue
        expect = asked.get((line.text("key"), line.text("field")))
        wrong = list(_faults(line, expect, prepared))
        faults += wrong
        for settlement in () if wrong else _settle(line, prepared):
            key = (settlement.record_id, settlement.field)
            if made.setdefault(key, settlement) != settlement:
                faults.append(Fault(line.place("answer"), f"{key[0]}: hai dòng ghi khác nhau"))
    if faults:
        raise refuse(file, faults)
    return list(made.values()), already


def _faults(line: Line, expect: str | None, prepared: Prepared) -> Iterator[Fault]:
    if line.text("code") != line.text("key"):
        yield Fault(line.place("code"), f"dòng ghi {line.text('code')}, cột ẩn ghi {line.text('key')}")
    if expect is None:
        yield Fault(line.place("code"), f"{line.text('key')} không còn được hỏi")
    elif expect != line.text("expect"):
        yield Fault(
            line.place("answer"), f"khi tạo tệp, chương trình ghi “{line.text('expect')}”, nay là “{expect}”"
        )
    value = _value(line, prepared)
    if not value:
        labels = ", ".join(_labels(line))
        yield Fault(line.place("answer"), f"“{line.text('answer')}” không phải một trong: {labels}")
    if value == "reject" and any(line.text(name) for name in AMENDMENTS):
        yield Fault(line.place("answer"), "không đưa vào thì không sửa nội dung, chỉ tiêu, thời hạn")
    yield from _faults_of_signing(line, prepared.next_year.year)


def _faults_of_signing(line: Line, year: int) -> Iterator[Fault]:
    for name in SIGNED:
        if not line.text(name):
            yield Fault(line.place(name), f"dòng đã ghi nhưng thiếu {_heading(name)}")
    for name in ("reason", "document", "decided_by", *AMENDMENTS):
        if line.text(name).startswith(_FORMULA):
            yield Fault(line.place(name), f"“{line.text(name)}” bắt đầu như một công thức")
    if not line.text("decided_on"):
        return
    if line.day is None:
        yield Fault(line.place("decided_on"), f"“{line.text('decided_on')}” không phải một ngày")
    elif not date(year - 1, 1, 1) <= line.day <= date(year, 12, 31):
        yield Fault(line.place("decided_on"), f"cần một ngày từ 01/01/{year - 1} đến 31/12/{year}")


def _heading(name: str) -> str:
    return next(column.heading.lower() for column in QUESTION_COLUMNS if column.name == name)


def _labels(line: Line) -> list[str]:
    labels = [label for field, answers in ANSWERS.items() if field == line.text("field") for label in answers]
    return [*labels, "mã một nội dung năm nay của đơn vị"] if line.text("field") == "carried_from" else labels


def _value(line: Line, prepared: Prepared) -> str:
    said = fold(line.text("answer"))
    for field, answers in ANSWERS.items():
        if field == line.text("field"):
            for label, value in answers.items():
                if said in (fold(label), fold(value)):
                    return value
    if line.text("field") == "carried_from":
        unit = line.text("key").rpartition("-")[0].rpartition("-")[0]
        ids = {each.record_id for each in prepared.next_year.this_year if each.unit.code == unit}
        wanted = line.text("answer").upper()
        return wanted if wanted in ids else ""
    return ""


def _settle(line: Line, prepared: Prepared) -> Iterator[Settlement]:
    item = next(
        (each for each in prepared.next_year.registered.items if each.registration_id == line.text("key")),
        None,
    )
    # A draft is guarded by its own words, which are what is expected.
    said = item.said if item and line.text("field") != "next_year" else ""
    fields = [("answer", line.text("field")), *((name, name) for name in AMENDMENTS)]
    for column, field in fields:
        value = line.text(column)
        if not value:
            continue
        if column == "answer":
            value = next(
                (
                    code
                    for label, code in ANSWERS.get(field, {}).items()  # type: ignore[call-overload]
                    if fold(value) in (fold(label), fold(code))
                ),
                value.upper(),
            )
        yield Settlement.model_validate(
            {
                "record_id": line.text("key"),
                "field": field,
                "value": value,
                "expect": line.text("expect"),
                "reason": quote(line.text("reason"), said),
                "document": line.text("document"),
                "decided_by": line.text("decided_by"),
                "decided_on": line.day,
            }
        )


def _is_made(line: Line, prepared: Prepared, made: Sequence[Settlement]) -> bool:
    """Whether all that a row decides is among the decisions `made`."""
    if line.day is None or not all(line.text(name) for name in SIGNED):
        return False
    mine = list(_settle(line, prepared))
    return bool(mine) and all(each in made for each in mine)
