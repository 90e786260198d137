"""A sheet of questions: its columns and rows, what may be entered, and how it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from camket.exchange.entry_rules import EntryRule, day_rule, list_rule
from camket.publishing.workbooks.book import Book, set_page
from camket.publishing.workbooks.cell_styles import (
    ANSWER,
    BODY,
    DAY,
    HEADING,
    LINE,
    MISSING,
    SMALL_SIZE,
    TITLE,
)
from camket.publishing.workbooks.cell_text import fit_height, line_height, write_text
from camket.settings.decision_fields import DecisionField
from camket.settings.decisions import REVOKE, Decision
from camket.settings.scheme import Scheme

HEADER = 2  # the row of the headings, from 0
_FIRST = HEADER + 1
# The column that gives an answer for others too, and what stands in it.
TOGETHER, YES, NO = "together", "Có", "Không"
# What became of a question where a row has another mark of it.
UNSEEN = "tệp tạo cho kỳ khác, hoặc đơn vị đã sửa báo cáo sau khi tạo tệp"
# The signs of a list that a cell offers, as Excel takes it.
_LONGEST_LIST = 255
_MARGINS = (0.4, 0.4, 0.6, 0.6)
_TEXT = {
    "validate": "length",
    "criteria": ">",
    "value": 2,
    "error_title": "Bắt buộc ghi",
    "error_message": "Trả lời thì phải ghi lý do và người quyết định.",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the name of its content: a hidden key or mark, a text to read, or room for an answer.

    Every answer needs its keys; workbooks of before may lack a mark. `earlier` are headings that it had before.
    """

    name: str
    heading: str
    width: float
    kind: Literal["key", "mark", "text", "answer"] = "text"
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of sheet. `record_id`, `field` and `expect` are among the keys.

    `answer` is what is decided, `reason`, `document`, `decided_by` and `decided_on` go with it; `together` says
    whether it is given for all things of the mark `others` too; an answer of any other name amends what is
    proposed. `frozen` is the last column that stays in sight; `made` names the files with such a sheet, in
    Vietnamese.
    """

    columns: tuple[Column, ...]
    frozen: str
    made: str = "tệp do camket run tạo ra (review.xlsx, hoặc tệp trong next_year)"

    def named(self, kind: Literal["key", "mark", "text", "answer"]) -> tuple[str, ...]:
        """The names of the columns of a kind."""
        return tuple(column.name for column in self.columns if column.kind == kind)

    def at(self, name: str) -> int:
        """The number of a column."""
        return [column.name for column in self.columns].index(name)

    def heading(self, name: str) -> str:
        """The heading of a column."""
        return self.columns[self.at(name)].heading


@dataclass(frozen=True, slots=True)
class Asked:
    """One current question: what an answer has to match.

    `expect` and `written` are the guards that its decision gets; `seen` is the mark of what the person had before
    them, `unseen` says what became of it where a row has another one. `choices` are the values that it can be answered
    with now, with their words (None: all of the field), `ruled_out` says of others why not. `documents` says of the
    values that need a document whose it is. `again` is whether it may be answered anew while a decision holds,
    `revocable` whether one may be revoked, `proposed` is the one that waits for a second person's check. `others` are
    the things for which an answer may be given too; `stands_for` says that it is given for these alone.
    """

    record_id: str
    field: str
    expect: str
    written: str = ""
    seen: str = ""
    documents: Mapping[str, str] | None = None
    again: bool = False
    revocable: bool = False
    proposed: Decision | None = None
    unseen: str = UNSEEN
    choices: Mapping[str, str] | None = None
    ruled_out: tuple[str, ...] = ()
    others: tuple[Asked, ...] = ()
    stands_for: bool = False

    @property
    def mark(self) -> str:
        """The `others` as a hidden cell keeps them."""
        return " ".join(f"{each.record_id}:{each.seen}" for each in self.others)

    def offer(self, first: str = "") -> tuple[str, ...]:
        """What the list of a row offers: each value that is taken, the `first` one before the others.

        It is named by its words, or by its code where these are too long for a list.
        """
        values = sorted(self.choices or {}, key=lambda value: value != first)
        # A comma would part one answer into two; answers are compared without such signs.
        words = [(self.choices or {})[value].replace(",", ";") for value in values]
        named = words if len(",".join((*words, REVOKE))) <= _LONGEST_LIST else values
        return (*named, *((REVOKE,) if self.revocable else ()))


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of one row by the names of its columns, and the answers to choose from (none: anything).

    `closed` are the columns in which nothing is to be answered here. A `folded` row is one of those that the row above
    them stands for; it is shown on demand.
    """

    texts: Mapping[str, str]
    choices: tuple[str, ...] = ()
    closed: frozenset[str] = frozenset()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """A sheet with the texts above its rows, or in place of rows if there are none.

    `days` are the first and the last day of a decision, `says_days` puts them into words. `documented` are the
    answers that need a document in every case.
    """

    name: str
    layout: Layout
    rows: Sequence[Row]
    title: str
    note: str
    nothing: str
    days: tuple[date, date]
    says_days: str
    draft: str = ""
    documented: tuple[str, ...] = ()


def choices_of(field: DecisionField, scheme: Scheme) -> Mapping[str, str]:
    """The values of a field with the words that people choose."""
    if field.basis is None:
        return field.values
    return {status: scheme.short(status) for status in scheme.decided(field.basis)}


def question_of(field: DecisionField, scheme: Scheme) -> str:
    """What a row asks about, as its cell begins."""
    title = field.asks if field.basis is None else scheme.label_basis(field.basis)
    return title[:1].upper() + title[1:]


def signed_columns(
    document: float, decided_by: float, decided_on: float, *, checked: bool = False
) -> tuple[Column, ...]:
    """What every answer is given with, by the widths of the columns; `checked` where a second person checks it."""
    return (
        Column("reason", "Lý do", 18, "answer"),
        Column("document", "Văn bản (số, ngày)", document, "answer"),
        Column("decided_by", "Người quyết định", decided_by, "answer"),
        *((Column("role", "Chức vụ/vai trò", decided_by, "answer"),) if checked else ()),
        Column("decided_on", "Ngày quyết định", decided_on, "answer"),
        *((Column("checked_by", "Người kiểm tra", decided_by, "answer"),) if checked else ()),
    )


def mark_text(text: str) -> str:
    """A short hash that ties an answer to the text that a person had before them."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def write_questions(book: Book, asked: QuestionSheet) -> None:
    """Adds the sheet to a workbook. Every text is written as text."""
    sheet, columns = book.add_sheet(asked.name), asked.layout.columns
    book.let_grow(sheet)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, None, {"hidden": column.kind in ("key", "mark")})
        write_text(sheet, HEADER, number, column.heading, book.cell_format(HEADING))
    write_text(sheet, 0, 0, asked.title, book.cell_format({**TITLE, "font_size": 13}))
    write_text(sheet, 1, 0, asked.note, book.cell_format(LINE))
    sheet.set_row(HEADER, 2 * line_height(SMALL_SIZE))
    sheet.outline_settings(symbols_below=False)
    for number, (label, row) in enumerate(_number(asked.rows), start=_FIRST):
        _write_row(book, sheet, number, label, row, columns)
    if asked.rows:
        sheet.autofilter(HEADER, 0, HEADER + len(asked.rows), len(columns) - 1)
        if asked.layout.named("answer"):
            _check_entries(book, sheet, asked)
    else:
        write_text(sheet, _FIRST, 0, asked.nothing, book.cell_format(LINE))
    head = f'&R&"Times New Roman,Italic"{asked.draft}'
    frozen = asked.layout.at(asked.layout.frozen) + 1
    set_page(sheet, _MARGINS, header_rows=(HEADER, HEADER), frozen=frozen, head=head)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(columns) - 1)}1048576"})


def _number(rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """The rows with their numbers, those of folded ones within the row above them: 1, 1.1, 1.2, 2."""
    shown = within = 0
    for row in rows:
        shown, within = (shown, within + 1) if row.folded else (shown + 1, 0)
        yield (f"{shown}.{within}" if row.folded else str(shown)), row


def _write_row(
    book: Book, sheet: Worksheet, number: int, label: str, row: Row, columns: Sequence[Column]
) -> None:
    texts = {"number": label, **row.texts}
    for place, column in enumerate(columns):
        if column.kind == "answer":
            style = BODY if column.name in row.closed else DAY if column.name == "decided_on" else ANSWER
            sheet.write_blank(number, place, None, book.cell_format(style))
        else:
            write_text(sheet, number, place, texts.get(column.name, ""), book.cell_format(BODY))
    said = [(texts.get(column.name, ""), column.width) for column in columns if column.kind == "text"]
    sheet.set_row(
        number, fit_height(said, SMALL_SIZE), None, {"level": 1, "hidden": True} if row.folded else {}
    )


def _check_entries(book: Book, sheet: Worksheet, asked: QuestionSheet) -> None:
    """Answers from a list, a day within its bounds, and a begun row that shows what it still lacks."""
    last = HEADER + len(asked.rows)
    answer = asked.layout.at("answer")
    alike: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(asked.rows, start=_FIRST):
        alike.setdefault(row.choices, []).append(number)
    for choices, numbers in alike.items():
        if choices:
            _offer(sheet, answer, numbers, _one_of(choices))
    if TOGETHER in asked.layout.named("answer"):
        numbers = [
            number for number, row in enumerate(asked.rows, start=_FIRST) if TOGETHER not in row.closed
        ]
        if numbers:
            _offer(sheet, asked.layout.at(TOGETHER), numbers, list_rule((YES, NO), "Chọn: "))
    day = asked.layout.at("decided_on")
    sheet.data_validation(_FIRST, day, last, day, _day_within(asked))
    for name in ("reason", "decided_by"):
        column = asked.layout.at(name)
        sheet.data_validation(_FIRST, column, last, column, _TEXT)
    _show_missing(book, sheet, asked, last)


def _offer(sheet: Worksheet, column: int, rows: Sequence[int], rule: EntryRule) -> None:
    cells = [[row, column, row, column] for row in rows]
    sheet.data_validation(*cells[0], rule | {"other_cells": cells[1:]})


def _one_of(choices: Sequence[str]) -> EntryRule:
    return list_rule(choices, "Các mục của dòng này: ") | {
        "input_title": "Trả lời",
        "input_message": "Chọn một mục. Chưa trả lời thì để trống.",
        # Excel does not move these lists when rows are sorted: what it takes amiss may still be right.
        "error_type": "warning",
    }


def _day_within(asked: QuestionSheet) -> EntryRule:
    says = asked.says_days[0].upper() + asked.says_days[1:] + "."
    return day_rule(*asked.days, says) | {"input_title": "Ngày quyết định", "input_message": says}


def _show_missing(book: Book, sheet: Worksheet, asked: QuestionSheet, last: int) -> None:
    layout = asked.layout

    def cell(name: str) -> str:
        return str(xl_rowcol_to_cell(_FIRST, layout.at(name), col_abs=True))

    begun = "+".join(f"LEN({cell(name)})" for name in layout.named("answer"))
    rules = dict.fromkeys(("answer", "reason", "decided_by", "decided_on"), f"{begun}>0")
    if asked.documented:
        said = ",".join(f'{cell("answer")}="{label}"' for label in asked.documented)
        rules["document"] = f"OR({said})"
    for name, rule in rules.items():
        column = layout.at(name)
        criteria = f"=AND(LEN({cell(name)})=0,{rule})"
        sheet.conditional_format(
            _FIRST,
            column,
            last,
            column,
            {"type": "formula", "criteria": criteria, "format": book.condition_format(MISSING)},
        )
