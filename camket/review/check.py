"""What is wrong with an answer, cell by cell, in words that can be acted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from camket.errors import InputError
from camket.figures.questions import Question
from camket.inputs.decisions import names_document, quote, say_day_fault
from camket.judging.classify import Judged
from camket.judging.conflicts import LASTING, needs_document
from camket.judging.rules import Rules
from camket.outputs.review_columns import ANSWERS, COLUMNS, KEYS, mark_seen, title_of
from camket.review.answers import Answer
from camket.statuses import BASES, UNRESOLVED, call_basis, call_status, field_of, short_label

_HEADINGS = {column.name: column.heading.lower() for column in COLUMNS}
_REQUIRED = tuple(name for name in ANSWERS if name != "document")
_WORDS = ("reason", "decided_by")
# What would be a formula in the decisions.csv that somebody opens in Excel.
_FORMULA = ("=", "@", "+", "-")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell and what was found there."""

    place: str
    found: str


def check_cells(answer: Answer, days: tuple[date, date]) -> Iterator[Fault]:
    """What is wrong with a row by itself: keys lost or of another row, cells left out or of no use."""
    if lost := [name for name in KEYS if not answer.text(name)]:
        yield Fault(answer.place("code"), f"dòng đã ghi nhưng mất cột ẩn {', '.join(lost)}")
        return
    field = answer.field
    if field is None:
        yield Fault(answer.place("field"), f"cột ẩn field ghi “{answer.text('field')}”")
        return
    if answer.text("code") != answer.text("record_id"):
        yield Fault(
            answer.place("code"),
            f"dòng ghi {answer.text('code')}, cột ẩn ghi {answer.text('record_id')}: sắp xếp chưa đủ cột",
        )
    if not answer.text("about").startswith(title_of(field)):
        yield Fault(answer.place("about"), f"cột ẩn hỏi về “{title_of(field)}”: sắp xếp chưa đủ cột")
    yield from _check_filled(answer, days)


def _check_filled(answer: Answer, days: tuple[date, date]) -> Iterator[Fault]:
    """What is wrong with the cells that a person filled in, or left out."""
    for name in ANSWERS:
        if problem := answer.cells[name].problem:
            yield Fault(answer.place(name), problem)
        elif name in _REQUIRED and not (
            quote(answer.text(name), "") if name == "reason" else answer.text(name)
        ):
            yield Fault(answer.place(name), f"dòng đã ghi nhưng thiếu {_HEADINGS[name]}")
        elif name != "decided_on" and answer.text(name).startswith(_FORMULA):
            yield Fault(answer.place(name), f"“{answer.text(name)}” bắt đầu như một công thức")
        elif name in _WORDS and not any(map(str.isalpha, answer.text(name))):
            yield Fault(answer.place(name), f"“{answer.text(name)}” không phải {_HEADINGS[name]}")
    if answer.text("answer") and answer.status is None:
        labels = ", ".join(short_label(status) for status in answer.candidates)
        yield Fault(answer.place("answer"), f"“{answer.text('answer')}” không phải một trong: {labels}")
    if answer.text("decided_on"):
        if answer.day is None:
            yield Fault(
                answer.place("decided_on"),
                f"“{answer.text('decided_on')}” không phải một ngày dạng 07/11/2022",
            )
        elif fault := say_day_fault(answer.day, days):
            yield Fault(answer.place("decided_on"), f"ngày {answer.text('decided_on')}, cần {fault}")


def answers_question(answer: Answer, question: Question, period: str) -> bool:
    """Whether a row was given to what the program finds, and the unit says, now in `period`."""
    seen = mark_seen(period, question.judged.record)
    return (answer.text("expect"), answer.text("seen")) == (question.expect, seen)


def check_question(answer: Answer, question: Question, period: str, rules: Rules) -> Iterator[Fault]:
    """What is wrong with a complete row as an answer to the question that is open now in `period`."""
    if answer.text("expect") != question.expect:
        yield Fault(
            answer.place("answer"),
            f"{question.record_id}: khi tạo tệp, chương trình xác định {answer.text('expect')}, nay là "
            f"{question.expect}; nay đơn vị ghi “{question.evidence}”",
        )
    elif answer.text("seen") != mark_seen(period, question.judged.record):
        yield Fault(
            answer.place("said"),
            f"{question.record_id}: tệp tạo cho kỳ khác, hoặc đơn vị đã sửa báo cáo sau khi tạo tệp; "
            f"nay ghi “{question.evidence}”",
        )
    value = answer.status or ""
    if not names_document(answer.text("document")) and needs_document(
        question.judged, question.field, value, rules
    ):
        yield Fault(
            answer.place("document"),
            "thiếu văn bản (số, ngày) "
            + ("của cấp có thẩm quyền cho dừng" if value == "stopped" else "của cơ quan thẩm định, đánh giá"),
        )


def not_asked(answer: Answer, records: Mapping[str, Judged]) -> Fault:
    """A complete row that answers no question that is open now."""
    record_id = answer.text("record_id")
    judged = records.get(record_id)
    basis = next(basis for basis in BASES if field_of(basis) == answer.field)
    if judged is None:
        return Fault(answer.place("code"), f"{record_id} không có trong danh mục đã ký của kỳ")
    if judged.is_decided(basis):
        made = judged.decisions[field_of(basis)]
        return Fault(
            answer.place("answer"),
            f"{record_id} ({call_basis(basis)}) đã có quyết định còn hiệu lực: {call_status(made.value)}, "
            f"{made.decided_by}, {made.decided_on:%d/%m/%Y}; muốn thay thì xóa dòng đó trong decisions.csv",
        )
    found = judged.at(basis)
    return Fault(
        answer.place("answer"),
        f"{record_id} ({call_basis(basis)}) không còn là câu hỏi: nay chương trình xác định "
        f"{short_label(found.status)} ({found.rule})",
    )


def check_move(answer: Answer, judged: Judged) -> Iterator[Fault]:
    """Whether the record, judged with its answers, moves as no record can from the cut-off to year end."""
    before, after = judged.cut_off.status, judged.full_year.status
    if before in LASTING and after not in (before, UNRESOLVED):
        yield Fault(
            answer.place("answer"),
            f"{answer.text('record_id')}: đến ngày chốt là {short_label(before)} thì cả năm không thể là "
            f"{short_label(after)}; sửa một trong hai kết quả",
        )


def refuse(file: str, faults: Sequence[Fault]) -> InputError:
    """All faults of a workbook in one message."""
    return InputError(
        where=f"{file}: {len(faults)} chỗ",
        found="\n         ".join(f"{fault.place}: {fault.found}" for fault in faults),
        expected="mỗi dòng đã ghi có đủ trả lời, lý do, người quyết định, ngày, và hỏi điều hiện còn hỏi",
        remedy="sửa các ô được nêu rồi áp dụng lại; chưa có gì được ghi vào decisions.csv",
    )
