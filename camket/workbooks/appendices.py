"""`appendices.xlsx`: the published appendices as sheets over the data that they count."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from camket.pages.executed import read_executed
from camket.pages.page import Page
from camket.processed.next_year_tables import next_year_tables
from camket.processed.prepare import Prepared
from camket.processed.tables import record_rows
from camket.publishing.files import put_file
from camket.publishing.workbooks.book import Book
from camket.publishing.workbooks.styles import SIZE
from camket.workbooks.page_sheet import write_page
from camket.workbooks.record_columns import RECORDS, REGISTRATIONS, record_columns
from camket.workbooks.records_sheet import write_records
from camket.workbooks.sheet import Names, Sheet, as_sheet_name

FILE = "appendices.xlsx"


def put_appendices(outputs: Path, prepared: Prepared) -> None:
    """Writes the workbook of the appendices whose executed notebooks lie in a period's outputs."""
    notebooks = sorted((outputs / "notebooks").glob("appendix_*.ipynb"))
    pages = {path.stem: read_executed(path) for path in notebooks}
    put_file(outputs / FILE, write_appendices(pages, prepared))


def write_appendices(pages: Mapping[str, Page], prepared: Prepared) -> bytes:
    """The workbook of pages by the names of their notebooks; the same bytes each time."""
    period = prepared.period
    book = Book(
        f"Phụ lục kèm theo Báo cáo số {period.report.number}",
        period.report.day,
        subject=f"{period.title} năm {period.year}",
        author=period.report.agency,
        size=SIZE,
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
