"""The covering report as a Word document in the form of Decree 30/2020, annex I."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from camket.figures.audit_record import summarize
from camket.figures.reference_code import label_code
from camket.figures.staging import write_file_atomically
from camket.pipeline import Prepared
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.blocks.block import Table
from camket.publishing.blocks.inline import Marked, Text
from camket.publishing.report.content import (
    Letter,
    Level,
    Line,
    describe_next_year,
    draft_letter,
    load_report_wording,
)
from camket.publishing.report.facts import gather_facts
from camket.publishing.report.word_runs import Writer
from camket.publishing.report.word_styles import CENTRE, set_styles
from camket.settings.period import Layout, Period
from camket.settings.project import PeriodFolder

# The earliest date that a zip archive can store.
_EARLIEST = date(1980, 1, 1)
_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
# Parts of the template of python-docx that no reader needs: a thumbnail and a second copy of the styles.
_NEEDLESS = (RELATIONSHIP_TYPE.THUMBNAIL, _EFFECTS)
_STYLES: dict[Level, str] = {
    "section": "Heading 1",
    "heading": "Heading 2",
    "subheading": "Heading 3",
    "body": "Normal",
}
_PAGE_MM = (210, 297)
# Left and right columns of head and foot, as shares of the text width.
_HEAD, _FOOT = (0.4, 0.6), (0.5, 0.5)
_LINES_TO_SIGN = 4
FILE = "report.docx"


def to_bytes(document: Document, *, title: str, author: str, day: date, comments: str = "") -> bytes:
    """Returns the file, with the report's day as all its dates. Equal documents give equal bytes."""
    for owner in (document.part.package, document.part):
        for name, relationship in list(owner.rels.items()):
            if relationship.reltype in _NEEDLESS:
                del owner.rels[name]
    properties = document.core_properties
    moment = datetime.combine(day, time(), UTC)
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = moment
    properties.revision, properties.language, properties.comments, properties.keywords = (
        1,
        "vi-VN",
        comments,
        "",
    )
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    made = io.BytesIO()
    document.save(made)
    return _dated(made.getvalue(), max(day, _EARLIEST))


def _dated(content: bytes, day: date) -> bytes:
    dated = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(dated, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the default names the operating system
            new.writestr(entry, old.read(name))
    return dated.getvalue()


def letter_to_docx(letter: Letter, period: Period) -> bytes:
    """Returns the Word file. Equal letters give equal bytes. Characters that XML forbids are left out."""
    draft = Marked(mark="strong", text=load_report_wording()["head"]["draft"])
    document = docx.Document()
    writer = Writer()
    set_styles(document, period.layout.fonts)
    _set_page(document, period.layout)
    _write_head(document, letter)
    if letter.draft:
        _write(document, writer, "Bản thảo, lưu ý", (draft, ": ", *letter.draft))
    _write(document, writer, "Title", (letter.kind,))
    _write(document, writer, "Subtitle", (letter.title,))
    _rule(_paragraph(document, "Subtitle"), _width(document), 0.35)
    if letter.notice:
        _write(document, writer, "Bản thảo, lưu ý", (letter.notice,))
    for part in letter.parts:
        if isinstance(part, Line):
            written = _write(document, writer, _STYLES[part.level], part.text)
            if part.note:
                writer.write_note(written._p, part.note)
        else:
            _write_table(document, writer, part)
    end = document.paragraphs[-1].paragraph_format
    end.keep_with_next, end.space_after = True, Pt(12)  # keeps the signature off a page of its own
    _write_foot(document, letter)
    writer.write_notes(document.part)
    if writer.notes:
        _declare_separators(document)
    code = label_code(letter.code) if letter.code else ""
    if code:
        _write_code(document, code)
    return to_bytes(
        document, title=letter.title, author=letter.agency, day=period.document_day, comments=code
    )


def _set_page(document: Document, layout: Layout) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(size) for size in _PAGE_MM)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(size) for size in layout.margins_mm
    )
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    shown = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    shown.append(text)
    field.append(shown)
    number._p.append(field)


def _write_code(document: Document, code: str) -> None:
    """The line by which a sheet of paper is told to belong to its data, at the foot of every page."""
    section = document.sections[0]
    for footer in (section.first_page_footer, section.footer):
        [paragraph] = footer.paragraphs
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(code)
        run.font.size = Pt(8)


def _write_head(document: Document, letter: Letter) -> None:
    words = load_report_wording()["head"]
    table = _columns(document, _HEAD, rows=2)
    left, right = table.rows[0].cells
    _fill(left, "Quốc hiệu", letter.superior.upper())
    _fill(left, "Quốc hiệu", letter.agency.upper(), bold=True)
    _rule(left.add_paragraph(style="Quốc hiệu"), left.width, 0.4)
    _fill(right, "Quốc hiệu", words["nation"], bold=True)
    _fill(right, "Quốc hiệu", words["motto"], bold=True).runs[0].font.size = Pt(14)
    _rule(right.add_paragraph(style="Quốc hiệu"), right.width, 0.62)
    left, right = table.rows[1].cells
    _fill(left, "Số, ký hiệu", letter.number)
    _fill(right, "Địa danh, ngày", letter.place_day)


def _write_foot(document: Document, letter: Letter) -> None:
    words = load_report_wording()["foot"]
    left, right = _columns(document, _FOOT, rows=1).rows[0].cells
    heading = _fill(left, "Nơi nhận", words["recipients"], bold=True).runs[0]
    heading.font.italic, heading.font.size = True, Pt(12)
    for recipient in letter.recipients:
        _fill(left, "Nơi nhận", recipient)
    for title in letter.signer_titles:
        _fill(right, "Chữ ký", title.upper())
    for text in (*[""] * _LINES_TO_SIGN, letter.signer_name):
        _fill(right, "Chữ ký", text)


def _write_table(document: Document, writer: Writer, block: Table) -> None:
    _write(document, writer, "Caption", (block.title,))
    table = document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    whole = sum(column.width for column in block.columns)
    widths = [int(_width(document) * column.width / whole) for column in block.columns]
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = width
    headings: list[tuple[Text, ...]] = [tuple((column.heading,) for column in block.columns)]
    for number, cells in enumerate([*headings, *(row.cells for row in block.rows)]):
        row = table.add_row()
        for column, cell, text, width in zip(block.columns, row.cells, cells, widths, strict=True):
            cell.width = width
            [paragraph] = cell.paragraphs
            paragraph.style = "Trong bảng"
            if not number or column.align == "center":
                paragraph.alignment = CENTRE
            writer.write(paragraph._p, text)
            for run in paragraph.runs:
                run.font.bold = True if not number else None
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))
    _paragraph(document, "Trong bảng")


def _write(document: Document, writer: Writer, style: str, text: Text) -> Any:
    paragraph = _paragraph(document, style)
    writer.write(paragraph._p, text)
    return paragraph


def _width(document: Document) -> int:
    """The width between the margins."""
    section: Any = document.sections[0]
    return int(section.page_width - section.left_margin - section.right_margin)


def _declare_separators(document: Document) -> None:
    """Declares the lines above footnotes in the settings. Without it, Word repairs the file on opening."""
    settings = document.settings.element
    declared = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    settings.find(qn("w:compat")).addprevious(declared)


def _paragraph(document: Document, style: str) -> Any:
    return document.add_paragraph(style=style)


def _columns(document: Document, shares: tuple[float, ...], rows: int) -> Any:
    """A table without lines, the layout of head and foot of official letters."""
    table = document.add_table(rows=rows, cols=len(shares), style="Normal Table")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        )
    )
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(_width(document) * share)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = int(_width(document) * share)
    return table


def _fill(cell: Any, style: str, text: str, *, bold: bool = False) -> Any:
    """The next paragraph of a cell. A new cell contains one empty paragraph, which is used first."""
    first = cell.paragraphs[0]
    is_new = len(cell.paragraphs) == 1 and not first.runs and first.style.name == "Normal"
    paragraph = first if is_new else cell.add_paragraph()
    paragraph.style = style
    writer = Writer()
    writer.write(paragraph._p, (text,))
    if bold:
        for run in paragraph.runs:
            run.font.bold = True
    return paragraph


def _rule(paragraph: Any, width: float, share: float) -> None:
    """Turns an empty paragraph into the short line that the decree requires below a text.

    `width` is that of the column; `share` is the part of it that the centred line takes.
    """
    side = int(width * (1 - share) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.space_before = Pt(4)
    paragraph.paragraph_format.line_spacing = Pt(4)
    properties = paragraph._p.get_or_add_pPr()
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    )
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def publish_report(folder: PeriodFolder, outputs: Path, prepared: Prepared, code: str = "") -> None:
    """Writes the report of a period into its outputs. `code` ties it to its data."""
    write_file_atomically(outputs / FILE, build_report(folder, prepared, code))


def build_report(folder: PeriodFolder, prepared: Prepared, code: str = "") -> bytes:
    """Returns the report of a prepared period as a Word file. Equal periods give equal bytes."""
    analysis = Analysis(folder.name, prepared.period, prepared.units, prepared.figures, folder)
    letter = draft_letter(
        analysis,
        gather_facts(analysis, prepared.records),
        describe_next_year(analysis),
        summarize(prepared.audit),
    )
    return letter_to_docx(replace(letter, code=code), prepared.period)
