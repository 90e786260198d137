"""`appendices.xlsx`: the published appendices as sheets over the data that they count."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from camket.outputs.put import put_file
from camket.pages.page import Page, read_page
from camket.processed.next_year_tables import next_year_tables
from camket.processed.prepare import Prepared
from camket.processed.tables import record_rows
from camket.workbooks.page_sheet import write_page
from camket.workbooks.record_columns import COLUMNS, RECORDS, REGISTERED_COLUMNS, REGISTRATIONS
from camket.workbooks.records_sheet import write_records
from camket.workbooks.sheet import Names, Sheet, as_sheet_name
from camket.workbooks.styles import Styles

FILE = "appendices.xlsx"


def put_appendices(outputs: Path, prepared: Prepared) -> None:
    """Writes the workbook of the appendices whose executed notebooks lie in a period's outputs."""
    notebooks = sorted((outputs / "notebooks").glob("appendix_*.ipynb"))
    pages = {path.stem: read_executed(path) for path in notebooks}
    put_file(outputs / FILE, write_appendices(pages, prepared))


def read_executed(path: Path) -> Page:
    """The page of a notebook that a run has executed and written."""
    # Not by nbformat, which takes a second to import and would check what it has itself just written.
    notebook: Any = json.loads(path.read_text(encoding="utf-8"), object_hook=_Node)
    for cell in notebook.cells:
        for part in (
            cell,
            *(side for output in cell.get("outputs", ()) for side in (output, output.get("data", {}))),
        ):
            part.update((key, "".join(value)) for key, value in part.items() if _is_lines(value))
    return read_page(notebook, path.stem)


def write_appendices(pages: Mapping[str, Page], prepared: Prepared) -> bytes:
    """The workbook of pages by the names of their notebooks; the same bytes each time."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    period = prepared.period
    book.set_properties(
        {
            "title": f"Phụ lục kèm theo Báo cáo số {period.report.number}",
            "subject": f"{period.title} năm {period.year}",
            "author": period.report.agency,
            "created": datetime.combine(period.report.day, time()),
        }
    )
    styles, names = Styles(book), Names(book)
    titles = name_sheets(pages)
    for notebook, page in pages.items():
        write_page(Sheet(book, styles, names, titles[notebook], prepared.figures), page)
    draft = next((page.cover.draft for page in pages.values() if page.cover.draft), ())
    registered = next_year_tables(prepared.next_year).get("registrations", ())
    for name, title, columns, rows in (
        (RECORDS, "DỮ LIỆU TỪNG NỘI DUNG CAM KẾT", COLUMNS, record_rows(prepared.records)),
        (REGISTRATIONS, "DỮ LIỆU TỪNG NỘI DUNG ĐĂNG KÝ CHO NĂM SAU", REGISTERED_COLUMNS, registered),
    ):
        if rows:
            write_records(
                Sheet(book, styles, names, name, prepared.figures),
                columns,
                rows,
                title=title,
                draft=draft,
                notice=period.notice,
                margins_mm=period.layout.margins_mm,
            )
    book.close()
    return buffer.getvalue()


def name_sheets(pages: Mapping[str, Page]) -> dict[str, str]:
    """A sheet name for each page: its label, or its notebook's name where it has none or a sheet has it already."""
    names: dict[str, str] = {}
    taken = {RECORDS.lower(), REGISTRATIONS.lower()}
    for notebook, page in pages.items():
        label = as_sheet_name(page.cover.label)
        names[notebook] = label if label and label.lower() not in taken else as_sheet_name(notebook)
        taken.add(names[notebook].lower())
    return names


def _is_lines(value: object) -> bool:
    """Whether a value is a text as notebook files keep it, line by line."""
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


class _Node(dict[str, Any]):
    """A part of a notebook whose fields are attributes, as those of nbformat are."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None
