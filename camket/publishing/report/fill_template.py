"""Fills a report template: each control gives way to what the report says there, in the control's own look."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tbl
from docx.shared import Emu
from docx.text.paragraph import Paragraph

from camket.figures.ledger import Figure
from camket.publishing.blocks.block import Table
from camket.publishing.blocks.inline import Text, fill
from camket.publishing.report.content import Block, Letter, Line
from camket.publishing.report.report_slots import Condition, FigurePart
from camket.publishing.report.word_runs import Writer
from camket.publishing.report.word_styles import IN_TABLE, SUBHEADING, TABLE, TABLE_TITLE
from camket.publishing.report.word_template import Control, Template

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# What shows that a control is still empty, and is no look of its text.
_PLACEHOLDER = "PlaceholderText"


def fill_template(template: Template, letter: Letter, figures: Mapping[str, Figure], writer: Writer) -> None:
    """Fills every control of a template and takes the controls away, so that no program fills them in anew."""
    for control in template.controls():
        if not _is_attached(control, template):
            continue
        meaning = control.meaning
        if isinstance(meaning, Condition):
            _keep_if(control, letter.says(meaning.slot.tag))
        elif isinstance(meaning, FigurePart):
            figure = figures[meaning.figure]
            _fill_inline(control, fill(f"{{f.{meaning.part}}}", f=figure), writer)
        elif meaning.kind == "block":
            _fill_block(control, letter.blocks.get(meaning.tag, ()), template.document, writer)
        else:
            _fill_inline(control, letter.texts.get(meaning.tag, ()), writer, is_note=meaning.kind == "note")


def _is_attached(control: Control, template: Template) -> bool:
    top = [*control.element.iterancestors()]
    return bool(top) and top[-1] in template.roots


def _keep_if(control: Control, stays: bool) -> None:
    """Takes the control away, and the paragraphs it stands in or holds unless they stay."""
    element = control.element
    around = next(element.iterancestors(qn("w:p")), None)
    if stays:
        _unwrap(element)
    elif around is not None:
        _remove_paragraph(around)
    else:  # around cells a table keeps its shape, and around paragraphs its holder keeps one
        for held in list(element.iter(qn("w:p"))):
            _remove_paragraph(held)
        _unwrap(element)


def _fill_inline(control: Control, text: Text, writer: Writer, *, is_note: bool = False) -> None:
    element = control.element
    look = _look_of(element)
    held = element.find(f".//{qn('w:p')}")
    if held is None:
        paragraph, place = next(element.iterancestors(qn("w:p"))), element
    else:  # the control is around whole paragraphs or a cell; the first paragraph takes the text
        paragraph, place = held, OxmlElement("w:r")
        _empty(held)
        held.append(place)
        _remove_samples(element, held)
    written = OxmlElement("w:p")
    if any(text):
        if is_note:
            writer.write_note(written, text)
        else:
            writer.write(written, text, look)
    for run in list(written):
        place.addprevious(run)
    place.getparent().remove(place)
    if held is not None:
        _unwrap(element)
    # A paragraph that was there for this text alone does not stay behind empty.
    if not any(text) and not _says_anything(paragraph):
        _remove_paragraph(paragraph)


def _fill_block(control: Control, block: Block, document: Document, writer: Writer) -> None:
    element = control.element
    look = _look_of(element)
    held = element.find(f".//{qn('w:p')}")
    model = held if held is not None else next(element.iterancestors(qn("w:p")))
    shape = model.find(qn("w:pPr"))
    if held is not None:
        _remove_samples(element, held)
    for part in block:
        if isinstance(part, Line):
            model.addprevious(_make_line(part, shape, look, document, writer))
        else:
            for made in _make_table(part, document, writer):
                model.addprevious(made)
    _remove_paragraph(model)
    if held is not None:
        _unwrap(element)


def _remove_samples(element: Any, first: Any) -> None:
    """Takes away what else a control shows beside its first paragraph. Cells of a table stay, empty."""
    holder = first.getparent()
    for other in [each for each in holder if each.tag in (qn("w:p"), qn("w:tbl")) and each is not first]:
        holder.remove(other)
    for other in [each for each in element.iter(qn("w:p")) if each is not first]:
        _empty(other)


def _empty(paragraph: Any) -> None:
    for child in list(paragraph):
        if child.tag != qn("w:pPr"):
            paragraph.remove(child)


def _make_line(line: Line, shape: Any, look: Any, document: Document, writer: Writer) -> Any:
    paragraph = OxmlElement("w:p")
    if line.level == "subheading":
        Paragraph(paragraph, document._body).style = SUBHEADING
        writer.write(paragraph, line.text)
    else:
        if shape is not None:
            paragraph.append(deepcopy(shape))
        writer.write(paragraph, line.text, look)
    if line.note:
        writer.write_note(paragraph, line.note)
    return paragraph


def _make_table(block: Table, document: Document, writer: Writer) -> list[Any]:
    """The title of a table, the table, and an empty line below it, in the styles of the document."""
    title, end = OxmlElement("w:p"), OxmlElement("w:p")
    Paragraph(title, document._body).style = TABLE_TITLE
    writer.write(title, (block.title,))
    Paragraph(end, document._body).style = IN_TABLE
    section = document.sections[-1]
    width = int(section.page_width - section.left_margin - section.right_margin)  # type: ignore[operator]
    whole = sum(column.width for column in block.columns)
    widths = [int(width * column.width / whole) for column in block.columns]
    headings: tuple[Text, ...] = tuple((column.heading,) for column in block.columns)
    rows = [headings, *(row.cells for row in block.rows)]
    made = CT_Tbl.new_tbl(len(rows), len(widths), Emu(width))
    _frame(made, document)
    for grid, size in zip(made.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = Emu(size)
    for number, (row, cells) in enumerate(zip(made.tr_lst, rows, strict=True)):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))
        for column, cell, text, size in zip(block.columns, row.tc_lst, cells, widths, strict=True):
            cell.width = Emu(size)
            paragraph = Paragraph(cell.p_lst[0], document._body)
            paragraph.style = IN_TABLE
            if not number or column.align != "left":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            writer.write(cell.p_lst[0], text)
            for run in paragraph.runs if not number else ():
                run.font.bold = True
    return [title, made, end]


def _frame(table: Any, document: Document) -> None:
    properties = table.tblPr
    if TABLE in {style.name for style in document.styles}:
        table.tblStyle_val = document.styles[TABLE].style_id
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{_BORDERS}</w:tblBorders>"))
    layout = OxmlElement("w:tblLayout")
    layout.set(qn("w:type"), "fixed")
    properties.append(layout)
    # The schema wants the properties of a table in this order.
    order = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook")
    for name in order:
        for found in properties.findall(qn(f"w:{name}")):
            properties.append(found)


def _look_of(element: Any) -> Any:
    """The properties of the first run of a control, None where it has none of its own."""
    own = element.find(f"{qn('w:sdtPr')}/{qn('w:rPr')}")
    first = element.find(f"{qn('w:sdtContent')}//{qn('w:r')}/{qn('w:rPr')}")
    look = first if first is not None else own
    if look is None:
        return None
    look = deepcopy(look)
    for style in look.findall(qn("w:rStyle")):
        if style.get(qn("w:val")) == _PLACEHOLDER:
            look = deepcopy(own) if own is not None and own is not look else None
            break
    return look


def _says_anything(paragraph: Any) -> bool:
    said = (qn("w:t"), qn("w:sdt"), qn("w:drawing"), qn("w:pict"), qn("w:fldSimple"), qn("w:instrText"))
    return any(node.tag != said[0] or (node.text or "").strip() for node in paragraph.iter(*said))


def _remove_paragraph(paragraph: Any) -> None:
    """Takes a paragraph away; one that its holder or a section needs stays, empty."""
    holder = paragraph.getparent()
    while holder.tag == qn("w:sdtContent"):
        holder = holder.getparent().getparent()
    ends_section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    others = [each for each in holder.iter(qn("w:p")) if each is not paragraph]
    # A cell ends with a paragraph.
    last_in_cell = holder.tag == qn("w:tc") and paragraph.getnext() is None
    before = paragraph.getprevious()
    if ends_section or not others or (last_in_cell and before is not None and before.tag == qn("w:tbl")):
        _empty(paragraph)
    else:
        paragraph.getparent().remove(paragraph)


def _unwrap(element: Any) -> None:
    content = element.find(qn("w:sdtContent"))
    for child in list(content if content is not None else ()):
        element.addprevious(child)
    element.getparent().remove(element)
