"""Styles in the form of Decree 30/2020, annex I: Word's built-in ones and a few additions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

LEFT, CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_INDENT = Mm(12.7)
# All other table styles of the template of python-docx are removed.
_TABLE_STYLES = ("Normal Table", "Table Grid")


@dataclass(frozen=True, slots=True)
class Form:
    """The look of a style: size and spacing in points."""

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = CENTRE
    indent: bool = False
    after: float = 0
    before: float = 0
    with_next: bool = False


FORMS = (
    Form("Normal", align=JUSTIFIED, indent=True, after=6),
    Form("Heading 1", bold=True, align=JUSTIFIED, indent=True, before=6, after=6, with_next=True),
    Form("Heading 2", bold=True, align=JUSTIFIED, indent=True, after=6, with_next=True),
    Form("Heading 3", bold=True, italic=True, align=JUSTIFIED, indent=True, after=6, with_next=True),
    Form("Title", bold=True, before=12),
    Form("Subtitle", bold=True),
    Form("Caption", size=12, bold=True, before=6, after=3, with_next=True),
    Form("Header"),
    Form("Quốc hiệu", size=13),
    Form("Số, ký hiệu", size=13, before=6),
    Form("Địa danh, ngày", size=13, italic=True, before=6),
    Form("Bản thảo, lưu ý", size=12, italic=True, before=6, after=6),
    Form("Nơi nhận", size=11, align=LEFT),
    Form("Chữ ký", bold=True),
    Form("Trong bảng", size=12, align=LEFT),
    Form("footnote text", size=11, align=JUSTIFIED),
)


def set_styles(document: Document, fonts: Sequence[str]) -> None:
    """Sets every style in the first of `fonts`, in black, with the sizes and spacings of the decree."""
    styles = document.styles
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLE_STYLES:
            style.delete()
    for form in FORMS:
        known = form.name in {style.name for style in styles}
        builtin = form.name == "footnote text"
        style = styles[form.name] if known else styles.add_style(form.name, WD_STYLE_TYPE.PARAGRAPH, builtin)
        if builtin:
            style.element.styleId = "FootnoteText"  # Word's own id
        if not known:
            style.base_style = styles["Normal"]
            style.quick_style = not builtin
        _set_paragraph(style, form)
        _set_font(style, form, fonts[0])
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.element.styleId = "FootnoteReference"
    reference.font.superscript = True
    language = styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:val"), "vi-VN")


def _set_paragraph(style: Any, form: Form) -> None:
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:contextualSpacing", "w:spacing", "w:tabs"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    shape = style.paragraph_format
    shape.alignment = form.align
    shape.first_line_indent = _INDENT if form.indent else Mm(0)
    shape.space_before, shape.space_after = Pt(form.before), Pt(form.after)
    shape.line_spacing = 1.0
    shape.keep_with_next = form.with_next
    shape.widow_control = True


def _set_font(style: Any, form: Form, font: str) -> None:
    properties = style.element.get_or_add_rPr()
    for found in list(properties):
        properties.remove(found)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    properties.insert(0, fonts)
    style.font.size, style.font.bold, style.font.italic = Pt(form.size), form.bold, form.italic
    style.font.color.rgb = RGBColor(0, 0, 0)
