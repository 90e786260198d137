"""`xlsx/<notebook>.xlsx`: the tables of a page that a project adds, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from camket.figures.ledger import Figure
from camket.figures.staging import write_file_atomically
from camket.publishing.blocks.block import Table
from camket.publishing.pages.page import Page, read_executed
from camket.publishing.workbooks.appendices import split_by_table
from camket.publishing.workbooks.book import Book
from camket.publishing.workbooks.cell_styles import SMALL_SIZE
from camket.publishing.workbooks.figure_sheet import Names, Sheet, as_sheet_name
from camket.publishing.workbooks.page_sheet import write_page
from camket.settings.scheme import Scheme

FOLDER = "xlsx"


def publish_own_pages(
    outputs: Path, notebooks: Iterable[str], figures: Mapping[str, Figure], scheme: Scheme
) -> list[str]:
    """Writes a workbook for each of the executed notebooks that prints a table; returns the files."""
    written = []
    for name in sorted(notebooks):
        page = read_executed(outputs / "notebooks" / f"{name}.ipynb")
        if any(isinstance(block, Table) for block in page.blocks):
            place = f"{FOLDER}/{name}.xlsx"
            (outputs / FOLDER).mkdir(exist_ok=True)
            write_file_atomically(outputs / place, write_own_page(page, name, figures, scheme))
            written.append(place)
    return written


def write_own_page(page: Page, name: str, figures: Mapping[str, Figure], scheme: Scheme) -> bytes:
    """The workbook of a page, a sheet for each table; each count is a number named by its figure."""
    book = Book(page.cover.title, page.cover.issued, author=page.cover.agency, size=SMALL_SIZE)
    names = Names(book)
    for sheet_name, part in split_by_table(page, as_sheet_name(name)).items():
        write_page(Sheet(book, names, sheet_name, figures, scheme, live=False), part)
    return book.to_bytes()
