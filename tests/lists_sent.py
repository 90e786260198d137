"""Small lists for the next year, as units send them: workbooks of sheets, and documents of paragraphs and tables."""

import docx
import openpyxl

from camket.intake.joining.reading_context import ReadingContext
from camket.next_year.programme import Programme
from camket.next_year.registrations import read_registrations, reconcile_registrations
from camket.settings.project import open_folder
from camket.settings.units import Unit

SVH = Unit(code="SVH", name="Sở Văn hóa", group="department", order=1)
HTH = Unit(code="HTH", name="UBND huyện Tân Hồng", group="district", order=2)
UNITS = (SVH, HTH)
TOP = ["SỞ VĂN HÓA"]


def make_folder(tmp_path):
    raw = tmp_path / "data" / "raw" / "2022-10"
    raw.mkdir(parents=True)
    (raw / "period.toml").touch()
    return open_folder(tmp_path, "2022-10")


def _place(folder, name):
    path = folder.raw / "registrations" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def send_book(folder, sheets, name="SVH.xlsx", merged=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    book.save(_place(folder, name))


def send_document(folder, *parts, name="SVH.docx"):
    """A text is a paragraph, a list of rows a table."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            table = document.add_table(len(part), len(part[0]))
            for line, row in zip(table.rows, part, strict=True):
                for cell, text in zip(line.cells, row, strict=True):
                    cell.text = str(text)
    document.save(_place(folder, name))


def read(folder, asked=(SVH,), year=2023):
    registered = read_registrations(folder, ReadingContext(UNITS), asked, year=year)
    reconcile_registrations(registered, Programme())
    return registered


def proposals(registered):
    """The proposal of each content, dropped ones last."""
    return {item.content: item.proposal for item in (*registered.items, *registered.dropped)}
