"""`review.xlsx`: the open questions and what is worth a second look, to be filled in and applied."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from camket.figures.questions import Question
from camket.outputs.cell_text import fit_cell
from camket.outputs.heights import count_lines, let_rows_grow
from camket.outputs.review_columns import COLUMNS, QUESTIONS, SECOND_LOOKS
from camket.outputs.review_entry import check_entries
from camket.outputs.review_guide import write_guide
from camket.outputs.review_rows import row_texts
from camket.processed.prepare import Prepared

FILE = "review.xlsx"
HEADER = 2  # the row of the headings, from 0
_A4 = 9
_LINE = 14.5  # points, of eleven-point type
_FINER = 1.25  # more of its letters go into a column than of twelve-point type
_TALLEST = 409  # points, all that a row can be
_FROZEN = "unit"
_TINT = "#FFFBE6"
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}


@dataclass(frozen=True, slots=True)
class _Styles:
    title: Format
    line: Format
    header: Format
    text: Format
    answer: Format
    day: Format
    missing: Format


def write_review(name: str, prepared: Prepared) -> bytes:
    """The workbook of the period `name`, the same bytes each time. Every text is written as text."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    period = prepared.period
    created = datetime.combine(period.report.day, time())
    book.set_properties({"title": f"Rà soát kỳ {name}", "author": period.report.agency, "created": created})
    styles = _add_styles(book)
    title = f"KẾT QUẢ {period.title.upper()} NĂM {period.year}"
    _write_sheet(
        book.add_worksheet(QUESTIONS), styles, name, prepared, prepared.questions,
        f"CÂU HỎI CẦN RÀ SOÁT: {title}", "Không còn câu hỏi nào.",
    )  # fmt: skip
    _write_sheet(
        book.add_worksheet(SECOND_LOOKS), styles, name, prepared, prepared.second_looks,
        f"ĐÃ KẾT LUẬN, NÊN XEM LẠI: {title}", "Không có kết luận nào cần xem lại.",
    )  # fmt: skip
    write_guide(book, name, prepared)
    book.close()
    return let_rows_grow(let_rows_grow(buffer.getvalue(), sheet=1), sheet=2)


def _add_styles(book: Workbook) -> _Styles:
    boxed = {**_FONT, "text_wrap": True, "border": 1}
    # Text, because in a cell of no format Excel makes a date of "8/10".
    answer = {**boxed, "bg_color": _TINT, "num_format": "@"}
    return _Styles(
        title=book.add_format({**_FONT, "font_size": 13, "bold": True}),
        line=book.add_format({**_FONT, "italic": True}),
        header=book.add_format(
            {**boxed, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"}
        ),
        text=book.add_format({**boxed, "num_format": "@"}),
        answer=book.add_format(answer),
        day=book.add_format({**answer, "num_format": "dd/mm/yyyy"}),
        missing=book.add_format({"bg_color": "#F8CBAD"}),
    )


def _write_sheet(
    sheet: Worksheet,
    styles: _Styles,
    name: str,
    prepared: Prepared,
    questions: Sequence[Question],
    title: str,
    nothing: str,
) -> None:
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width, None, {"hidden": column.kind == "key"})
        sheet.write_string(HEADER, number, column.heading, styles.header)
    sheet.write_string(0, 0, title, styles.title)
    sheet.write_string(1, 0, _warning(prepared), styles.line)
    sheet.set_row(HEADER, 2 * _LINE)
    first = HEADER + 1
    for row, question in enumerate(questions, start=first):
        _write_row(sheet, styles, row, row_texts(question, row - HEADER, name, prepared.fields))
    if questions:
        last = HEADER + len(questions)
        sheet.autofilter(HEADER, 0, last, len(COLUMNS) - 1)
        check_entries(sheet, styles.missing, questions, prepared.period, first)
    else:
        sheet.write_string(first, 0, nothing, styles.line)
    _set_page(sheet, prepared)


def _write_row(sheet: Worksheet, styles: _Styles, row: int, texts: dict[str, str]) -> None:
    lines = 1
    for number, column in enumerate(COLUMNS):
        if column.kind == "answer":
            sheet.write_blank(row, number, None, styles.day if column.name == "decided_on" else styles.answer)
            continue
        text = fit_cell(texts[column.name])
        sheet.write_string(row, number, text, styles.text)
        if column.kind == "text":
            lines = max(lines, count_lines(text, column.width * _FINER))
    sheet.set_row(row, min(_LINE * lines, _TALLEST))


def _warning(prepared: Prepared) -> str:
    decided = prepared.figures["decided"]
    parts = [
        f"DỰ THẢO: còn {len(prepared.questions)} câu hỏi." if prepared.questions else "",
        f"Kết quả của {decided.fraction} nội dung dựa trên quyết định của người rà soát.",
        prepared.period.notice,
    ]
    return " ".join(part for part in parts if part)


def _set_page(sheet: Worksheet, prepared: Prepared) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.freeze_panes(HEADER + 1, [column.name for column in COLUMNS].index(_FROZEN) + 1)
    draft = f"DỰ THẢO – còn {len(prepared.questions)} câu hỏi" if prepared.questions else ""
    sheet.set_header(f'&R&"Times New Roman,Italic"{draft}')
    sheet.set_footer('&C&"Times New Roman,Regular"&P/&N')
    answers = [xl_col_to_name(n) for n, column in enumerate(COLUMNS) if column.kind == "answer"]
    sheet.ignore_errors({"number_stored_as_text": f"A1:{answers[-1]}1048576"})
