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
from camket.publishing.blocks.block import Block, Heading, Table
from camket.publishing.blocks.inline import Text
from camket.publishing.pages.page import Page, read_executed
from camket.publishing.workbooks.book import Book
from camket.publishing.workbooks.cell_styles import BOXED, HEADER, LABEL, NOTE, SMALL_SIZE, Style
from camket.publishing.workbooks.cell_text import fit_height, line_height
from camket.publishing.workbooks.contents_sheet import load_workbook_wording, write_contents
from camket.publishing.workbooks.figure_sheet import Names, Sheet, as_sheet_name
from camket.publishing.workbooks.formulas import (
    RECORDS,
    REGISTRATIONS,
    RecordColumn,
    record_columns,
    shown_value,
)
from camket.publishing.workbooks.page_sheet import write_page
from camket.publishing.workbooks.waiting_sheet import list_waiting, write_waiting
from camket.settings.states import BASES

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
) -> None:
    """The rows of a processed table as one with filters, of the sheet's name. Every text is written as text."""
    for column, kind in enumerate(columns):
        sheet.sheet.set_column(column, column, kind.width)
    sheet.write_words(0, 0, title, {**LABEL, "align": "left", "text_wrap": False})
    words = load_workbook_wording()
    about = words["data"]["about"].format(contents=words["contents"]["sheet"])
    row = 1
    for text in (("DỰ THẢO – ", *draft) if draft else (), (notice,), (about,)):
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
    # Excel and LibreOffice print no page of empty cells: the sheet stays in sight, and out of the print.
    beside = len(columns) + 1
    sheet.sheet.print_area(row + 2, beside, row + 2, beside)
    sheet.sheet.freeze_panes(header + 1, 1)


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
    draft = next((page.cover.draft for page in pages.values() if page.cover.draft), ())
    registered = next_year_tables(prepared.next_year).get("registrations", ())
    words = load_workbook_wording()
    data = [
        (name, words["data"][name.lower()], rows)
        for name, rows in (
            (RECORDS, record_rows(prepared.records, prepared.fields)),
            (REGISTRATIONS, registered),
        )
        if rows
    ]
    sheets = {
        name: part
        for notebook, name in name_sheets(pages).items()
        for name, part in split_by_table(pages[notebook], name).items()
    }
    waiting = words["waiting"]["sheet"] if list_waiting(prepared.figures) else ""
    source = next(
        (block.source for page in pages.values() for block in page.blocks if isinstance(block, Table)), ""
    )
    write_contents(
        book,
        period,
        {
            **{name: _title_of(page) for name, page in sheets.items()},
            **({waiting: words["waiting"]["title"]} if waiting else {}),
            **{name: title for name, title, _ in data},
        },
        draft=draft,
        source=source,
        data=[name for name, _, _ in data],
        code=label_code(code) if code else "",
    )
    verdicts = {
        judged.record.commitment.record_id: {
            basis: period.scheme.short(judged.at(basis).status) for basis in BASES
        }
        for judged in prepared.records
    }
    for name, page in sheets.items():
        sheet = Sheet(book, names, name, prepared.figures, period.scheme, verdicts=verdicts)
        write_page(sheet, page)
    if waiting:
        write_waiting(
            Sheet(book, names, waiting, prepared.figures, period.scheme),
            period,
            prepared.figures,
            prepared.records,
            source=source,
            draft=draft,
            code=code,
        )
    for name, title, rows in data:
        write_records(
            Sheet(book, names, name, prepared.figures, period.scheme),
            record_columns(name, prepared.fields),
            rows,
            title=title,
            draft=draft,
            notice=period.notice,
        )
    return book.to_bytes()


def _title_of(page: Page) -> str:
    """What the list of contents says of a page: its title, or that of its table."""
    return page.cover.title or next((block.title for block in page.blocks if isinstance(block, Table)), "")


def split_by_table(page: Page, name: str) -> dict[str, Page]:
    """A page as sheets with one table each; what stands after a table goes with it, headings with the next one."""
    parts: list[list[Block]] = [[]]
    held: list[Block] = []
    for block in page.blocks:
        if isinstance(block, Table) and any(isinstance(each, Table) for each in parts[-1]):
            parts.append([])
        if isinstance(block, Heading):
            held.append(block)
            continue
        parts[-1] += [*held, block]
        held = []
    parts[-1] += held
    return {
        name if not number else as_sheet_name(f"{name} ({number + 1})"): page.model_copy(
            update={"blocks": tuple(blocks)}
        )
        for number, blocks in enumerate(parts)
    }


def name_sheets(pages: Mapping[str, Page]) -> dict[str, str]:
    """A sheet name for each page: its label, or its notebook's name where it has none or a sheet has it already."""
    names: dict[str, str] = {}
    words = load_workbook_wording()
    taken = {
        each.lower()
        for each in (RECORDS, REGISTRATIONS, words["contents"]["sheet"], words["waiting"]["sheet"])
    }
    for notebook, page in pages.items():
        label = as_sheet_name(page.cover.label)
        names[notebook] = label if label and label.lower() not in taken else as_sheet_name(notebook)
        taken.add(names[notebook].lower())
    return names
