"""`appendices.xlsx`: the published appendices as sheets over the data that they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

from camket.figures.next_year_tables import next_year_tables
from camket.figures.period_tables import record_rows
from camket.figures.reference_code import label_code
from camket.figures.staging import write_file_atomically
from camket.pipeline import Prepared
from camket.publishing.blocks.inline import Text
from camket.publishing.pages.page import Page, read_executed
from camket.publishing.workbooks.book import Book
from camket.publishing.workbooks.cell_styles import BOXED, HEADER, LABEL, NOTE, SMALL_SIZE, Style
from camket.publishing.workbooks.cell_text import fit_height, line_height
from camket.publishing.workbooks.figure_sheet import Names, Sheet, as_sheet_name
from camket.publishing.workbooks.formulas import (
    RECORDS,
    REGISTRATIONS,
    RecordColumn,
    record_columns,
    shown_value,
)
from camket.publishing.workbooks.page_sheet import write_page

_ABOUT = (
    "Mọi số đếm, tỷ lệ ở các trang phụ lục là công thức trên bảng này; bảng lấy từ data/processed.",
    "Chọn một ô số: Hộp tên cạnh thanh công thức cho mã số liệu để tra trong trace.html; fig_ là số đếm, pct_ tỷ lệ, "
    "txt_ câu có số; _ trước mã đơn vị thay cho @ (fig_cut_off.completed_SNV là cut_off.completed@SNV).",
    "Sửa ở đây chỉ làm đổi tệp này. Muốn sửa kết quả của báo cáo thì trả lời trong review.xlsx rồi chạy lại.",
)
_DAY: Style = {**BOXED, "num_format": "dd/mm/yyyy"}
FILE = "appendices.xlsx"


def write_records(
    sheet: Sheet,
    columns: Sequence[RecordColumn],
    rows: Iterable[Mapping[str, object]],
    *,
    title: str,
    draft: Text,
    notice: str,
    margins_mm: tuple[int, int, int, int],
    code: str = "",
) -> None:
    """The rows of a processed table as one with filters, of the sheet's name. Every text is written as text."""
    for column, kind in enumerate(columns):
        sheet.sheet.set_column(column, column, kind.width)
    sheet.write_words(0, 0, title, {**LABEL, "align": "left", "text_wrap": False})
    row = 1
    for text in (("DỰ THẢO – ", *draft) if draft else (), (notice,), *((line,) for line in _ABOUT)):
        if any(text):
            sheet.write(row, 0, text, {**NOTE, "text_wrap": False})
            row += 1
    header = row
    for values in rows:
        row += 1
        _write_row(sheet, columns, row, values)
    sheet.sheet.set_row(header, 2 * line_height(SMALL_SIZE) + 3)
    sheet.sheet.add_table(
        header, 0, row, len(columns) - 1,
        {
            "name": sheet.name,
            "style": "Table Style Light 1",
            "columns": [{"header": kind.heading, "header_format": sheet.cell_format(HEADER)} for kind in columns],
        },
    )  # fmt: skip
    sheet.set_page(margins_mm, (header, header), draft=bool(draft), code=code, pages_wide=2)
    sheet.sheet.freeze_panes(header + 1, 1)
    sheet.sheet.repeat_columns(0)


def _write_row(sheet: Sheet, columns: Sequence[RecordColumn], row: int, values: Mapping[str, object]) -> None:
    texts: list[tuple[str, float]] = []
    for column, kind in enumerate(columns):
        value = shown_value(kind.field, values[kind.field], sheet.scheme)
        if kind.is_day and value:
            day = date.fromisoformat(str(value))
            sheet.sheet.write_datetime(row, column, datetime.combine(day, time()), sheet.cell_format(_DAY))
        elif isinstance(value, str):
            sheet.write_words(row, column, value, BOXED)
            texts.append((value, kind.width))
        else:
            sheet.sheet.write_number(row, column, value, sheet.cell_format(BOXED))
    sheet.sheet.set_row(row, fit_height(texts, SMALL_SIZE, gap=2))


def publish_appendices(outputs: Path, prepared: Prepared) -> None:
    """Writes the workbook of the appendices whose executed notebooks lie in a period's outputs."""
    notebooks = sorted((outputs / "notebooks").glob("appendix_*.ipynb"))
    pages = {path.stem: read_executed(path) for path in notebooks}
    write_file_atomically(outputs / FILE, write_appendices(pages, prepared))


def write_appendices(pages: Mapping[str, Page], prepared: Prepared) -> bytes:
    """The workbook of pages by the names of their notebooks; the same bytes each time."""
    period = prepared.period
    code = next((page.cover.code for page in pages.values() if page.cover.code), "")
    book = Book(
        f"Phụ lục kèm theo Báo cáo số {period.report.label_number()}",
        period.document_day,
        subject=f"{period.title} năm {period.year}",
        author=period.report.agency,
        comments=label_code(code) if code else "",
        size=SMALL_SIZE,
    )
    names = Names(book)
    titles = name_sheets(pages)
    for notebook, page in pages.items():
        write_page(Sheet(book, names, titles[notebook], prepared.figures, period.scheme), page)
    draft = next((page.cover.draft for page in pages.values() if page.cover.draft), ())
    registered = next_year_tables(prepared.next_year).get("registrations", ())
    for name, title, rows in (
        (RECORDS, "DỮ LIỆU TỪNG NỘI DUNG CAM KẾT", record_rows(prepared.records, prepared.fields)),
        (REGISTRATIONS, "DỮ LIỆU TỪNG NỘI DUNG ĐĂNG KÝ CHO NĂM SAU", registered),
    ):
        if rows:
            write_records(
                Sheet(book, names, name, prepared.figures, period.scheme),
                record_columns(name, prepared.fields),
                rows,
                title=title,
                draft=draft,
                notice=period.notice,
                margins_mm=period.layout.margins_mm,
                code=code,
            )
    return book.to_bytes()


def name_sheets(pages: Mapping[str, Page]) -> dict[str, str]:
    """A sheet name for each page: its label, or its notebook's name where it has none or a sheet has it already."""
    names: dict[str, str] = {}
    taken = {RECORDS.lower(), REGISTRATIONS.lower()}
    for notebook, page in pages.items():
        label = as_sheet_name(page.cover.label)
        names[notebook] = label if label and label.lower() not in taken else as_sheet_name(notebook)
        taken.add(names[notebook].lower())
    return names
