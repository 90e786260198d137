"""`next_year/`: the draft of each unit's list for the next year and one of all, to be edited and applied."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from camket.dates import print_date
from camket.figures.ledger import GROUPS
from camket.inputs.decisions import NextYearField
from camket.inputs.period import Period
from camket.inputs.units import Group
from camket.outputs.cell_text import fit_cell
from camket.outputs.heights import count_lines, let_rows_grow
from camket.outputs.next_year_columns import (
    ABOUT,
    ANSWERS,
    DRAFT,
    DRAFT_COLUMNS,
    GUIDE,
    QUESTION_COLUMNS,
    QUESTIONS,
    UNCLAIMED,
    UNCLAIMED_COLUMNS,
)
from camket.outputs.put import put_file
from camket.outputs.review_columns import Column
from camket.processed.next_year_tables import describe_doubt
from camket.registering.registration import ProgrammeItem
from camket.screening.draft import ORIGINS, DraftItem
from camket.screening.next_year import NextYear
from camket.screening.screened import Screened
from camket.screening.settled import Finding

FOLDER, ALL = "next_year", "draft.xlsx"
HEADER = 2
_A4 = 9
_LINE, _TALLEST, _FINER = 14.5, 409, 1.25
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_GUIDE = (
    "Trang Du thao: mỗi dòng là một nội dung đề xuất đưa vào danh mục. Chọn Đưa vào hoặc Không đưa vào; cần sửa "
    "thì ghi vào các cột sửa lại.",
    "Trang Can tra loi: điều chương trình không tự kết luận. Chưa trả lời thì để trống. Điều đã trả lời nằm ở cuối "
    "trang; ghi lại vào dòng đó là thay câu trả lời.",
    "Mỗi quyết định phải có lý do, người quyết định, ngày; chép xuống nhiều dòng được.",
    "Ghi xong: camket review <kỳ> --apply <tệp này>. Quyết định chỉ có hiệu lực khi đề xuất còn như khi quyết định.",
    "Nội dung được đưa vào sẽ thành danh mục (register.xlsx) của năm sau khi chạy camket new <kỳ mới> --from <kỳ này>.",
)


@dataclass(frozen=True, slots=True)
class _Styles:
    title: Format
    line: Format
    header: Format
    text: Format
    answer: Format
    day: Format


_Row = Mapping[str, str]


def put_next_year(outputs: Path, prepared_next_year: NextYear, period: Period) -> tuple[str, ...]:
    """Writes the workbooks into a period's outputs; nothing where nobody registered anything."""
    if not prepared_next_year.registered.files:
        return ()
    drafts, questions = prepared_next_year.drafts, list_questions(prepared_next_year)
    units = list(dict.fromkeys(item.unit.code for item in drafts))
    written = []
    for code in ["", *units]:
        own = [item for item in drafts if code in ("", item.unit.code)]
        asked = [row for row in questions if code in ("", row["unit_code"])]
        name = own[0].unit.name if code else "mọi đơn vị"
        place = f"{FOLDER}/{code}.xlsx" if code else f"{FOLDER}/{ALL}"
        unclaimed = () if code else prepared_next_year.unclaimed
        content = write_draft(own, asked, prepared_next_year.year, name, period, unclaimed)
        put_file(outputs / place, content)
        written.append(place)
    return tuple(written)


def write_draft(
    drafts: Sequence[DraftItem],
    questions: Sequence[_Row],
    year: int,
    name: str,
    period: Period,
    unclaimed: Sequence[tuple[ProgrammeItem, Sequence[Group]]] = (),
) -> bytes:
    """One workbook, the same bytes each time. Every text is written as text.

    `unclaimed` are the programme's tasks that nobody of a group has; they have a sheet where there are any.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    created = datetime.combine(period.report.day, time())
    book.set_properties(
        {"title": f"Dự thảo danh mục năm {year}", "author": period.report.agency, "created": created}
    )
    boxed = {**_FONT, "text_wrap": True, "border": 1}
    answer = {**boxed, "bg_color": "#FFFBE6", "num_format": "@"}
    styles = _Styles(
        title=book.add_format({**_FONT, "font_size": 13, "bold": True}),
        line=book.add_format({**_FONT, "italic": True}),
        header=book.add_format(
            {**boxed, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"}
        ),
        text=book.add_format({**boxed, "num_format": "@"}),
        answer=book.add_format(answer),
        day=book.add_format({**answer, "num_format": "dd/mm/yyyy"}),
    )
    about = f"{period.title.upper()} NĂM {year}: {name.upper()}"
    sheets: list[tuple[str, str, tuple[Column, ...], Sequence[_Row]]] = [
        (DRAFT, "DỰ THẢO DANH MỤC", DRAFT_COLUMNS, [_draft_row(item) for item in drafts]),
        (QUESTIONS, "CẦN TRẢ LỜI", QUESTION_COLUMNS, questions),
    ]
    if unclaimed:
        sheets.append(
            (
                UNCLAIMED,
                "NHIỆM VỤ CHUNG",
                UNCLAIMED_COLUMNS,
                [_unclaimed_row(item, groups) for item, groups in unclaimed],
            )
        )
    for title, says, columns, rows in sheets:
        _write_sheet(book.add_worksheet(title), styles, columns, rows, f"{says}, {about}", period, year)
    guide = book.add_worksheet(GUIDE)
    guide.set_column(0, 0, 110)
    wrapped = book.add_format({**_FONT, "text_wrap": True})
    for number, text in enumerate(_GUIDE):
        guide.write_string(number, 0, text, wrapped)
    book.close()
    content = buffer.getvalue()
    for number in range(1, len(sheets) + 1):
        content = let_rows_grow(content, sheet=number)
    return content


def list_questions(next_year: NextYear) -> list[_Row]:
    """What a person is asked of the registered items, unit by unit; then what has been answered, as it may be again."""
    rows: list[_Row] = []
    answered: list[_Row] = []
    for screened in next_year.screened:
        carried = screened.carried
        asked: tuple[tuple[NextYearField, Finding | None, str], ...] = (
            ("common_task", screened.common, _say_common(screened)),
            ("carried_from", carried.finding if carried else None, describe_doubt(carried)),
            ("key_item", screened.key_item, _say_reasons(screened)),
        )
        for field, finding, why in asked:
            if finding and (finding.is_asked or finding.settled):
                (answered if finding.settled else rows).append(
                    {
                        "key": screened.item.registration_id,
                        "field": field,
                        "expect": finding.found,
                        "code": screened.item.registration_id,
                        "unit": screened.item.unit.name,
                        "unit_code": screened.item.unit.code,
                        "content": screened.item.said,
                        "about": ABOUT[field],
                        "why": "; ".join(filter(None, (why, finding.fell, _say_settled(field, finding)))),
                    }
                )
    return [*rows, *answered]


def _say_common(screened: Screened) -> str:
    return f"giống “{screened.task.task}” ở các chữ: {screened.task.words}" if screened.task else ""


def _say_reasons(screened: Screened) -> str:
    return "; ".join(map(str, screened.reasons))


def _draft_row(item: DraftItem) -> _Row:
    return {
        "key": item.key,
        "field": "next_year",
        "expect": item.finding.found,
        "code": item.key,
        "unit": item.unit.name,
        "content": item.content,
        "target": item.target,
        "deadline": item.deadline,
        "basis": item.basis,
        "origin": ORIGINS[item.origin],
        "why": "; ".join(
            filter(None, (*item.why, item.finding.fell, _say_settled("next_year", item.finding)))
        ),
    }


def _unclaimed_row(item: ProgrammeItem, groups: Sequence[Group]) -> _Row:
    return {
        "code": item.item_id,
        "content": item.content,
        "target": item.target,
        "deadline": item.deadline,
        "basis": item.basis,
        "body": item.body,
        "missing": "; ".join(GROUPS[group] for group in groups),
    }


def _say_settled(field: NextYearField, finding: Finding) -> str:
    made = finding.settled
    if not made:
        return ""
    said = next((label for label, value in ANSWERS[field].items() if value == made.value), made.value)
    return f"đã quyết định: {said} ({made.decided_by}, {print_date(made.decided_on)})"


def _write_sheet(
    sheet: Worksheet,
    styles: _Styles,
    columns: Sequence[Column],
    rows: Sequence[_Row],
    title: str,
    period: Period,
    year: int,
) -> None:
    sheet.write_string(0, 0, title, styles.title)
    note = "Dự thảo để lấy ý kiến, chưa phải danh mục đã ký."
    sheet.write_string(1, 0, " ".join(filter(None, (note, period.notice))), styles.line)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, None, {"hidden": column.kind == "key"})
        sheet.write_string(HEADER, number, column.heading, styles.header)
    sheet.set_row(HEADER, 2 * _LINE)
    for row, texts in enumerate(rows, start=HEADER + 1):
        lines = 1
        for number, column in enumerate(columns):
            if column.kind == "answer":
                style = styles.day if column.name == "decided_on" else styles.answer
                sheet.write_blank(row, number, None, style)
                continue
            said = str(row - HEADER) if column.name == "number" else texts[column.name]
            text = fit_cell(said)
            sheet.write_string(row, number, text, styles.text)
            if column.kind == "text":
                lines = max(lines, count_lines(text, column.width * _FINER))
        sheet.set_row(row, min(_LINE * lines, _TALLEST))
    if rows:
        last = HEADER + len(rows)
        sheet.autofilter(HEADER, 0, last, len(columns) - 1)
        if any(column.kind == "answer" for column in columns):
            _add_lists(sheet, columns, rows, year)
    else:
        sheet.write_string(HEADER + 1, 0, "Không có dòng nào.", styles.line)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.freeze_panes(HEADER + 1, [column.name for column in columns].index("content") + 1)
    sheet.set_footer('&C&"Times New Roman,Regular"&P/&N')


def _add_lists(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[_Row], year: int) -> None:
    at = {column.name: number for number, column in enumerate(columns)}
    for row, texts in enumerate(rows, start=HEADER + 1):
        labels = [label for field, answers in ANSWERS.items() if field == texts["field"] for label in answers]
        if texts["field"] != "carried_from":
            sheet.data_validation(
                row, at["answer"], row, at["answer"],
                {"validate": "list", "source": labels, "error_type": "warning"},
            )  # fmt: skip
    first, last = HEADER + 1, HEADER + len(rows)
    sheet.data_validation(
        first, at["decided_on"], last, at["decided_on"],
        {
            "validate": "date",
            "criteria": "between",
            "minimum": date(year - 1, 1, 1),
            "maximum": date(year, 12, 31),
            "error_message": f"Một ngày từ 01/01/{year - 1} đến 31/12/{year}.",
        },
    )  # fmt: skip
