"""Makes `report_template.docx` from `report_template.toml`: `python -m camket.publishing.report.built_in_template`."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from camket.publishing.report.report_slots import Condition, Slot, read_tag
from camket.publishing.report.word_bytes import to_bytes
from camket.publishing.report.word_styles import CENTRE, FORMS, set_styles

FILE = "report_template.docx"
_PAGE_MM = (210, 297)
_MARGINS_MM = (20, 15, 20, 30)  # top, right, bottom, left, within those of the decree
# Left and right columns of head and foot, as shares of the text width.
_HEAD, _FOOT = (0.4, 0.6), (0.5, 0.5)
_CONTROL = re.compile(r"\[([^\]]+)\]([^\[]*)")
_RULES = {form.name: form.rule for form in FORMS if form.rule}
_MADE = date(2022, 11, 9)


def find_built_in_template() -> bytes:
    """The template that comes with the program."""
    return files("camket.publishing.report").joinpath(FILE).read_bytes()


def make_template() -> bytes:
    """The same template made anew; the same bytes each time."""
    words = tomllib.loads(
        files("camket.publishing.report").joinpath("report_template.toml").read_text("utf-8")
    )
    document = docx.Document()
    ids = count(1)
    set_styles(document)
    _set_page(document, ids)
    _write_columns(document, words["head"], _HEAD, ids)
    _write(document, words["text"], ids)
    _write_columns(document, words["foot"], _FOOT, ids)
    return to_bytes(document, title="Mẫu báo cáo", author="camket", day=_MADE)


def _write(container: Any, paragraphs: list[list[str]], ids: count[int]) -> None:
    # A new cell contains one empty paragraph, which is used first.
    empty = [] if isinstance(container, Document) else list(container.paragraphs)
    for style, text in paragraphs:
        paragraph = empty.pop() if empty else container.add_paragraph()
        paragraph.style = style
        if style in _RULES:
            _draw_rule(paragraph, container, _RULES[style])
        _write_text(paragraph._p, text, ids)


def _write_text(paragraph: Any, text: str, ids: count[int]) -> None:
    """Words and controls. The words after a condition stand in its control."""
    if opening := text.partition("[")[0]:
        paragraph.append(_run(opening))
    for tag, after in _CONTROL.findall(text):
        meaning = read_tag(tag)
        is_condition = isinstance(meaning, Condition)
        slot = meaning.slot if isinstance(meaning, Condition) else meaning
        assert isinstance(slot, Slot), tag
        name = f"Chỉ khi có: {slot.name}" if is_condition else slot.name
        shown = after if is_condition else f"[{slot.name}]"
        paragraph.append(_control(tag, name, shown, next(ids)))
        if after and not is_condition:
            paragraph.append(_run(after))


def _control(tag: str, name: str, shown: str, number: int) -> Any:
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/><w:id/></w:sdtPr><w:sdtContent/></w:sdt>"
    )
    for part, value in (("w:alias", name), ("w:tag", tag), ("w:id", str(number))):
        control.find(f"{qn('w:sdtPr')}/{qn(part)}").set(qn("w:val"), value)
    control.find(qn("w:sdtContent")).append(_run(shown))
    return control


def _run(text: str) -> Any:
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = text
    shown.set(qn("xml:space"), "preserve")
    run.append(shown)
    return run


def _set_page(document: Document, ids: count[int]) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(size) for size in _PAGE_MM)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(size) for size in _MARGINS_MM
    )
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(_run("2"))
    number._p.append(field)
    for footer in (section.first_page_footer, section.footer):
        # The line by which a sheet of paper is told to belong to its data.
        [paragraph] = footer.paragraphs
        paragraph.style = "Mã đối chiếu"
        _write_text(paragraph._p, "[code]", ids)


def _write_columns(
    document: Document, rows: list[list[list[list[str]]]], shares: tuple[float, ...], ids: count[int]
) -> None:
    """A table without lines, the layout of head and foot of official letters."""
    whole = _text_width(document)
    table: Any = document.add_table(rows=len(rows), cols=len(shares), style="Normal Table")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        )
    )
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(whole * share)
    for row, cells in zip(table.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, paragraphs, share in zip(row.cells, cells, shares, strict=True):
            cell.width = int(whole * share)
            _write(cell, paragraphs, ids)


def _text_width(document: Document) -> int:
    section: Any = document.sections[0]
    return int(section.page_width - section.left_margin - section.right_margin)


def _draw_rule(paragraph: Any, container: Any, share: float) -> None:
    """Turns an empty paragraph into the short line that the decree requires below a text."""
    width = _text_width(container) if isinstance(container, Document) else container.width
    side = int(width * (1 - share) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


if __name__ == "__main__":
    Path(__file__).with_name(FILE).write_bytes(make_template())
