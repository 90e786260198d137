"""Write the workbook that a unit fills in: signed texts locked, answers open, a hidden key in each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from camket.dates import format_date
from camket.intake.joining.field_values import describe_span, describe_value
from camket.intake.joining.record import Commitment
from camket.publishing.workbooks.book import (
    BOXED,
    CENTRED,
    NUMBER,
    Book,
    Style,
    answer_style,
    fit_height,
    set_page,
    write_text,
)
from camket.publishing.workbooks.book import write_guide as write_guide_sheet
from camket.settings.fields import BUILT_IN, Field, Fields, label_of
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.units import Unit

# Excel requires both ends of a range of dates.
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2999, 12, 31)
SHEET = "Bieu mau"
_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_HEADER_HEIGHT = 52  # points
_MARGIN = 0.4  # inches
_SIGNED_BY = 3  # columns
_LEAST_LINES = 3  # lines, for a short answer by hand
_MAY_BE_CHANGED = ("format_rows", "format_columns", "sort", "autofilter")
_TITLE: Style = {**CENTRED, "bold": True}
_SLANTED: Style = {**CENTRED, "italic": True}
_HEADER: Style = {**_TITLE, "border": 1}
# What the unit writes below and above the table.
_OPEN_LINE: Style = {**_SLANTED, "locked": False}
_OPEN_TITLE: Style = {**_TITLE, "locked": False}


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the field that its reader finds in it."""

    field: Field
    heading: str
    width: float
    answer: bool
    hidden: bool


def form_columns(fields: Fields) -> tuple[Column, ...]:
    """The columns from left to right, of the dictionary as it is in the form's period.

    The key is between visible columns, so that copying the table copies it too.
    """
    columns = [
        Column(
            field,
            f"{field.label} {field.form.adds}".strip(),
            field.form.width,
            field in fields.asked,
            field.form.hidden,
        )
        for field in fields
        if field.form
    ]
    hidden = [column for column in columns if column.hidden]
    first, *others = [column for column in columns if not column.hidden]
    return (first, *hidden, *others)


def list_labels(scheme: Scheme) -> list[str]:
    """The statuses that a unit may choose for its own commitment at the cut-off."""
    return [scheme.short(status) for status in scheme.decided("cut_off")]


def check_entries(sheet: Worksheet, columns: Sequence[Column], first: int, last: int, scheme: Scheme) -> None:
    """Add data validation to the rows from `first` to `last`."""
    for number, column in enumerate(columns):
        rule = _RULES.get(column.field.type)
        if column.answer and rule:
            help_ = {"input_title": column.field.label, "input_message": column.field.help}
            sheet.data_validation(
                first, number, last, number, rule(column.field, scheme) | (help_ if column.field.help else {})
            )


def list_choices(field: Field, scheme: Scheme) -> tuple[str, ...]:
    """The words that a field of choices offers."""
    if field.choices == "cut_off_statuses":
        return tuple(scheme.short(status) for status in scheme.decided("cut_off"))
    return tuple(field.choices)


def _choose(field: Field, scheme: Scheme) -> dict[str, Any]:
    # The rule itself contains the labels, so deleting another sheet cannot break it.
    choices = list_choices(field, scheme)
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": "Mục không có trong danh sách",
        "error_message": "Hãy chọn một trong: " + ", ".join(choices)[:200] + ".",
    }


def _percent(_: Field, __: Scheme) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 100,
        "error_title": "Tỷ lệ từ 0 đến 100",
        "error_message": "Ghi một số từ 0 đến 100, không kèm chữ.",
    }


def _day(field: Field, _: Scheme) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": field.earliest or _FIRST_DAY,
        "maximum": field.latest or _LAST_DAY,
        "error_title": "Ngày không dùng được",
        "error_message": f"Ghi {describe_span(field)}, đủ ngày, tháng, năm.",
    }


def _integer(_: Field, __: Scheme) -> dict[str, Any]:
    return {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "Không phải số nguyên",
        "error_message": "Ghi một số nguyên, không kèm chữ.",
    }


_RULES: dict[str, Callable[[Field, Scheme], dict[str, Any]]] = {
    "choice": _choose,
    "percent": _percent,
    "day": _day,
    "integer": _integer,
}


def write_form_guide(book: Book, period: Period, fields: Fields) -> None:
    """Adds the guide sheet, locked as the form is; `fields` are those of the period."""
    steps = (*_steps(period, fields), ("", ""), *_statuses(period))
    sheet = write_guide_sheet(book, "HƯỚNG DẪN GHI BIỂU", steps)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _steps(period: Period, fields: Fields) -> Iterator[tuple[str, str]]:
    note = fields.label("note")
    steps = [
        ("Ghi ở đâu", "Chỉ ghi vào các ô nền vàng nhạt. Phần đã ký (các cột bên trái) đã khóa; thấy sai thì nêu ở cột "
         f"{note}."),
        *((field.label, field.help) for field in fields.asked if field.help),
        ("Thêm, bớt, sắp xếp", "Được xếp lại thứ tự dòng, đổi độ rộng. Không xóa dòng, kể cả việc chưa làm; không bỏ "
         "cột ẩn: nhờ cột đó mỗi kết quả về đúng nội dung đã ký."),
        ("Gửi về", f"Gửi chính tệp Excel này về {period.report.agency}, kèm báo cáo đã ký. Gửi lại thì ghi “gửi lần 2” "
         "ở tên tệp."),
    ]  # fmt: skip
    for number, (title, says) in enumerate(steps, start=1):
        yield f"{number}. {title}", says


def _statuses(period: Period) -> tuple[tuple[str, str], ...]:
    scheme = period.scheme
    pairs = []
    for status in scheme.statuses:
        if "cut_off" in status.bases:
            label = scheme.label(status.code, period.superior_in_text)
            advice = f": {status.advice.format(note=label_of('note'))}" if status.advice else "."
            pairs.append((status.short, f"{label[0].upper()}{label[1:]}{advice}"))
    return tuple(pairs)


def write_form(
    unit: Unit, commitments: Sequence[Commitment], period: Period, fields: Fields = BUILT_IN
) -> bytes:
    """The form of one unit with the columns of its project, the same bytes each time."""
    fields = fields.within(period)
    book = Book(_title(period), period.cut_off, author=period.report.agency)
    columns = form_columns(fields)
    sheet = book.add_sheet(SHEET)
    book.let_grow(sheet)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
    top = _write_letterhead(book, sheet, unit, period, len(columns) - 1)
    _write_header(book, sheet, columns, top)
    first = top + 1
    for row, commitment in enumerate(commitments, start=first):
        _write_row(book, sheet, columns, row, commitment)
    last = first + len(commitments) - 1
    check_entries(sheet, columns, first, last, period.scheme)
    _write_signature(book, sheet, columns, last + 2, period.year)
    _set_page(sheet, top, first)
    write_form_guide(book, period, fields)
    return book.to_bytes()


def _title(period: Period) -> str:
    return f"KẾT QUẢ THỰC HIỆN {period.title.upper()} NĂM {period.year}"


def _write_letterhead(book: Book, sheet: Worksheet, unit: Unit, period: Period, last: int) -> int:
    """Write agency, motto and title; return the row of the header."""
    district = unit.name.removeprefix("UBND ")
    above = "ỦY BAN NHÂN DÂN" if district != unit.name else period.report.superior
    middle = last // 2 - 1
    _merge(book, sheet, 0, 0, middle, above.upper(), CENTRED)
    _merge(book, sheet, 0, middle + 1, last, _COUNTRY, _TITLE)
    _merge(book, sheet, 1, 0, middle, district.upper(), _TITLE)
    _merge(book, sheet, 1, middle + 1, last, _MOTTO, _TITLE)
    lines = [
        (_title(period), _TITLE),
        (f"(Lũy kế đến hết ngày {format_date(period.cut_off)} và ước cả năm {period.year})", _SLANTED),
        (f"(Kèm theo Báo cáo số …… ngày …… tháng …… năm …… của {unit.name})", _OPEN_LINE),
    ]
    if period.notice:
        lines.append((period.notice, _SLANTED))
    for row, (text, style) in enumerate(lines, start=3):
        _merge(book, sheet, row, 0, last, text, style)
    if period.notice:
        sheet.set_row(2 + len(lines), 32)
    return 4 + len(lines)


def _write_header(book: Book, sheet: Worksheet, columns: Sequence[Column], top: int) -> None:
    for number, column in enumerate(columns):
        write_text(sheet, top, number, column.heading, book.look(_HEADER))
    sheet.set_row(top, _HEADER_HEIGHT)


def _write_row(
    book: Book, sheet: Worksheet, columns: Sequence[Column], row: int, commitment: Commitment
) -> None:
    texts = {
        column.field.name: commitment.record_id
        if column.hidden
        else describe_value(commitment.value(column.field.name))
        for column in columns
        if not column.answer and column.field.name != "item_no"
    }
    said = [(text, each.width) for each in columns if (text := texts.get(each.field.name))]
    sheet.set_row(row, fit_height(said, least=_LEAST_LINES))
    for number, column in enumerate(columns):
        if column.answer:
            sheet.write_blank(row, number, None, book.look(answer_style(column.field.type)))
        elif column.field.name == "item_no":
            sheet.write_number(row, number, commitment.item_no, book.look(NUMBER))
        else:
            write_text(sheet, row, number, texts[column.field.name], book.look(BOXED))


def _write_signature(book: Book, sheet: Worksheet, columns: Sequence[Column], row: int, year: int) -> None:
    fields = [column.field.name for column in columns]
    left = (fields.index("content"), fields.index("target"))
    right = (len(columns) - _SIGNED_BY, len(columns) - 1)
    _merge(book, sheet, row, *right, f"…………, ngày …… tháng …… năm {year}", _OPEN_LINE)
    for offset, (writer, head, style) in enumerate(
        (
            ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ", _OPEN_TITLE),
            ("(Ghi rõ họ tên, số điện thoại)", "(Ký tên, đóng dấu)", _OPEN_LINE),
        ),
        start=1,
    ):
        _merge(book, sheet, row + offset, *left, writer, style)
        _merge(book, sheet, row + offset, *right, head, style)


def _merge(book: Book, sheet: Worksheet, row: int, first: int, last: int, text: str, style: Style) -> None:
    write_text(sheet, row, first, text, book.look(style), last)


def _set_page(sheet: Worksheet, top: int, first: int) -> None:
    margins = (_MARGIN, _MARGIN, _MARGIN, 0.6)
    set_page(sheet, margins, header_rows=(top, first - 1), frozen=3, footer="Trang &P/&N")
    sheet.protect("", dict.fromkeys(_MAY_BE_CHANGED, True))
