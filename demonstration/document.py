"""Submissions as Word files, byte for byte the same each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from submission import SYNTHETIC, Submission
from workbook import COUNTRY, MADE_ON, MOTTO, WIDTHS

ZIP_DAY = (2022, 10, 31, 8, 0, 0)


def write_document(submission: Submission, path: Path) -> None:
    """One submission as .docx: letterhead, title, table, signature."""
    document = _open()
    _letterhead(document, submission)
    for number, line in enumerate(submission.title):
        _centre(document, line, bold=number == 0, italic=number > 0)
    table = document.add_table(rows=0, cols=len(submission.columns), style="Table Grid")
    _header(table, submission)
    _body(table, submission)
    for column, each in enumerate(submission.columns):
        table.columns[column].width = Mm(2.1 * WIDTHS[each.field])
    document.add_paragraph()
    _signature(document, submission)
    _save(document, path)


def write_prose(agency: Iterable[str], title: str, paragraphs: Iterable[str], path: Path) -> None:
    """A letter without a table, from which no list can be read."""
    document = _open()
    for line in (*agency, COUNTRY, MOTTO, ""):
        _centre(document, line, bold=True)
    _centre(document, title, bold=True)
    _centre(document, SYNTHETIC, italic=True)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    _save(document, path)


def _open() -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    properties = document.core_properties
    properties.title = properties.comments = SYNTHETIC
    properties.author = "Giả lập"
    properties.created = properties.modified = MADE_ON
    return document


def _letterhead(document: WordDocument, submission: Submission) -> None:
    if submission.habits.letterhead == "table":
        _fill(document, [("\n".join(submission.agency), f"{COUNTRY}\n{MOTTO}")])
        document.add_paragraph()
        return
    for line in (*submission.agency, COUNTRY, MOTTO, ""):
        _centre(document, line, bold=True)


def _fill(document: WordDocument, rows: Iterable[tuple[str, ...]]) -> None:
    """A borderless table, as letterheads and signature blocks are set."""
    for texts in rows:
        table = document.add_table(rows=1, cols=len(texts))
        for cell, text in zip(table.rows[0].cells, texts, strict=True):
            cell.text = text


def _centre(document: WordDocument, text: str, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic


def _header(table: Table, submission: Submission) -> None:
    columns = submission.columns
    below = table.add_row().cells
    if not submission.two_rows:
        for cell, column in zip(below, columns, strict=True):
            _set(cell, column.header, bold=True)
        return
    above, below = below, table.add_row().cells
    merged: dict[str, _Cell] = {}
    for number, column in enumerate(columns):
        if not column.above:
            _set(above[number].merge(below[number]), column.header, bold=True)
            continue
        _set(below[number], column.header, bold=True)
        first = merged.get(column.above)
        merged[column.above] = first.merge(above[number]) if first else above[number]
    for text, cell in merged.items():
        _set(cell, text, bold=True)


def _body(table: Table, submission: Submission) -> None:
    first = len(table.rows)
    for row in submission.rows:
        cells = table.add_row().cells
        if row.kind == "total":
            _set(cells[0].merge(cells[-1]), str(row.cells[0]), bold=True)
            continue
        for cell, value in zip(cells, row.cells, strict=False):
            _set(cell, str(value), bold=row.kind == "section")
    for top, bottom, column in submission.merged_deadlines:
        shared = table.cell(first + top, column).merge(table.cell(first + bottom, column))
        _set(shared, str(submission.rows[top].cells[column]))


def _set(cell: _Cell, text: str, *, bold: bool = False) -> None:
    cell.text = text
    for run in cell.paragraphs[0].runs:
        run.bold = bold


def _signature(document: WordDocument, submission: Submission) -> None:
    receivers = "Nơi nhận:\n- Sở Kế hoạch và Đầu tư;\n- Lưu: VT."
    _fill(document, [(receivers, "\n".join(submission.signer))])


def _save(document: WordDocument, path: Path) -> None:
    """Written again with fixed times: python-docx puts the clock into the archive."""
    raw = io.BytesIO()
    document.save(raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(path, "w") as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, made.read(name))
