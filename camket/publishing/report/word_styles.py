"""Styles in the form of Decree 30/2020, annex I: Word's built-in ones and a few additions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

LEFT, CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
IN_TABLE, TABLE_TITLE, SUBHEADING = "Trong bảng", "Caption", "Heading 3"
NOTE, NOTE_MARK = "footnote text", "footnote reference"
TABLE = "Table Grid"
_FONT = "Times New Roman"
_INDENT = Mm(12.7)
# All other table styles of the template of python-docx are removed.
_TABLE_STYLES = ("Normal Table", TABLE)


@dataclass(frozen=True, slots=True)
class Form:
    """The look of a style: size and spacing in points. A `rule` is a line of so many parts of the column's width."""

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: WD_ALIGN_PARAGRAPH = CENTRE
    indent: bool = False
    after: float = 0
    before: float = 0
    with_next: bool = False
    rule: float = 0


FORMS = (
    Form("Normal", align=JUSTIFIED, indent=True, after=6),
    Form(
        "Heading 1", bold=True, capitals=True, align=JUSTIFIED, indent=True, before=6, after=6, with_next=True
    ),
    Form("Heading 2", bold=True, align=JUSTIFIED, indent=True, after=6, with_next=True),
    Form(SUBHEADING, bold=True, italic=True, align=JUSTIFIED, indent=True, after=6, with_next=True),
    Form("Title", bold=True, capitals=True, before=12),
    Form("Subtitle", bold=True),
    Form(TABLE_TITLE, size=12, bold=True, before=6, after=3, with_next=True),
    Form("Header"),
    Form("Cơ quan cấp trên", size=13, capitals=True),
    Form("Cơ quan báo cáo", size=13, bold=True, capitals=True),
    Form("Quốc hiệu", size=13, bold=True),
    Form("Tiêu ngữ", bold=True),
    Form("Vạch dưới cơ quan", before=4, rule=0.4),
    Form("Vạch dưới tiêu ngữ", before=4, rule=0.62),
    Form("Vạch dưới tên báo cáo", before=4, rule=0.35),
    Form("Số, ký hiệu", size=13, before=6),
    Form("Địa danh, ngày", size=13, italic=True, before=6),
    Form("Dự thảo", size=12, bold=True, italic=True, before=6, after=6),
    Form("Lưu ý", size=12, italic=True, before=6, after=6),
    Form("Câu kết", align=JUSTIFIED, indent=True, before=6, after=6, with_next=True),
    Form("Danh mục phụ lục", align=JUSTIFIED, indent=True, after=3, with_next=True),
    Form("Cách trước chữ ký", size=6, with_next=True),
    Form("Nơi nhận, tiêu đề", size=12, bold=True, italic=True, align=LEFT),
    Form("Nơi nhận", size=11, align=LEFT),
    Form("Chữ ký, chức vụ", bold=True, capitals=True),
    Form("Chữ ký, để trống", before=64),
    Form("Chữ ký, họ tên", bold=True),
    Form("Mã đối chiếu", size=8, align=WD_ALIGN_PARAGRAPH.RIGHT),
    Form(IN_TABLE, size=12, align=LEFT),
    Form(NOTE, size=11, align=JUSTIFIED),
)
# What the program itself uses: a template that lacks one of them gets it.
_USED = (SUBHEADING, TABLE_TITLE, IN_TABLE, NOTE)


def set_styles(document: Document) -> None:
    """Sets every style in black, with the font, the sizes and spacings of the decree."""
    styles = document.styles
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLE_STYLES:
            style.delete()
    for form in FORMS:
        _set_font(_set_form(document, form), _FONT)
    _add_note_mark(document)
    language = styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:val"), "vi-VN")


def add_missing_styles(document: Document) -> None:
    """Adds the styles that the program uses and a template does not have, in the template's own font."""
    known = {style.name for style in document.styles}
    for form in FORMS:
        if form.name in _USED and form.name not in known:
            _set_form(document, form)
    if NOTE_MARK not in known:
        _add_note_mark(document)


def _set_form(document: Document, form: Form) -> Any:
    """The style of a form, made where the document has none of its name."""
    styles = document.styles
    known = form.name in {style.name for style in styles}
    builtin = form.name in (NOTE, SUBHEADING, TABLE_TITLE)
    style = styles[form.name] if known else styles.add_style(form.name, WD_STYLE_TYPE.PARAGRAPH, builtin)
    if form.name == NOTE:
        style.element.styleId = "FootnoteText"  # Word's own id
    if not known:
        style.base_style = styles["Normal"] if "Normal" in {each.name for each in styles} else None
        style.quick_style = form.name != NOTE
    _set_paragraph(style, form)
    properties = style.element.get_or_add_rPr()
    for found in list(properties):
        properties.remove(found)
    style.font.size, style.font.bold, style.font.italic = Pt(form.size), form.bold, form.italic
    style.font.all_caps = form.capitals or None
    return style


def _add_note_mark(document: Document) -> None:
    reference = document.styles.add_style(NOTE_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.element.styleId = "FootnoteReference"
    reference.font.superscript = True


def _set_paragraph(style: Any, form: Form) -> None:
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:contextualSpacing", "w:spacing", "w:tabs"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    shape = style.paragraph_format
    shape.alignment = form.align
    shape.first_line_indent = _INDENT if form.indent else Mm(0)
    shape.space_before, shape.space_after = Pt(form.before), Pt(form.after)
    shape.line_spacing = Pt(4) if form.rule else 1.0
    shape.keep_with_next = form.with_next
    shape.widow_control = True


def _set_font(style: Any, font: str) -> None:
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    style.element.get_or_add_rPr().insert(0, fonts)
    style.font.color.rgb = RGBColor(0, 0, 0)
