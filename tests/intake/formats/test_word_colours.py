"""Word text in the colour of its background, or too small, is treated as hidden; all other text is read."""

import pytest

from camket.intake.formats.word import read_document
from word_files import cell, document, paragraph, row, run, table

WHITE = '<w:color w:val="FFFFFF"/>'
SHADED = '<w:shd w:val="{}" w:color="{}" w:fill="{}"/>'
STYLES = (
    '<w:style w:type="character" w:styleId="Mờ"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Nhạt"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Mờ hơn"><w:basedOn w:val="Mờ"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Nền"><w:pPr><w:shd w:val="clear" w:fill="003366"/></w:pPr></w:style>'
    '<w:style w:type="table" w:styleId="Biểu"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="003366"/></w:tcPr></w:tblStylePr></w:style>'
)


def read(properties="", in_paragraph="", in_cell="", in_table="", page=""):
    """The cell in which a run stands before visible text."""

    def change(name, content):
        if name == "word/styles.xml":
            return content.replace(b"</w:styles>", f"{STYLES}</w:styles>".encode())
        return (
            content.replace(b"<w:body", page.encode() + b"<w:body")
            if name == "word/document.xml"
            else content
        )

    inside = f"<w:pPr>{in_paragraph}</w:pPr>{run('bỏ dở ', properties)}{run('Đã xong', COLOURED)}"
    made = table(row(cell(paragraph(inside), in_cell))).replace(
        "<w:tblPr/>", f"<w:tblPr>{in_table}</w:tblPr>"
    )
    [sheet] = read_document(document(made, change=change)).sheets
    return sheet.rows[0][0]


COLOURED = '<w:color w:val="C00000"/>'


@pytest.mark.parametrize(
    "place",
    [
        {"properties": WHITE},
        {"properties": '<w:color w:val="FEFEFE"/>'},
        {"properties": '<w:color w:val="auto" w:themeColor="background1"/>'},
        {"properties": '<w:rStyle w:val="Mờ"/>'},
        {"properties": '<w:rStyle w:val="Mờ hơn"/>'},
        {"in_paragraph": '<w:pStyle w:val="Nhạt"/>'},
        {"properties": '<w:color w:val="DDEEFF"/>', "in_cell": SHADED.format("clear", "auto", "DDEEFF")},
        {"properties": '<w:color w:val="DDEEFF"/>', "in_paragraph": SHADED.format("clear", "auto", "DDEEFF")},
        {"properties": '<w:color w:val="DDEEFF"/>' + SHADED.format("clear", "auto", "DDEEFF")},
        {"properties": '<w:color w:val="DDEEFF"/>', "in_table": SHADED.format("clear", "auto", "DDEEFF")},
        {"properties": '<w:color w:val="000000"/>', "in_cell": SHADED.format("solid", "000000", "auto")},
        {"properties": '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'},
        {"properties": '<w:sz w:val="2"/>'},
    ],
)  # fmt: skip
def test_text_that_cannot_be_seen_is_hidden_and_asked_about(place):
    seen = read(**place)
    assert (seen.text, seen.problem) == ("Đã xong", "ô có chữ bị ẩn “bỏ dở”, không được đọc")


@pytest.mark.parametrize(
    "place",
    [
        {},
        {"properties": '<w:color w:val="auto"/>'},
        {"properties": '<w:color w:val="000000"/>'},
        {"properties": '<w:color w:val="C0C0C0"/>'},
        {"properties": WHITE + SHADED.format("clear", "auto", "003366")},
        {"properties": WHITE + '<w:highlight w:val="black"/>'},
        {"properties": WHITE, "in_paragraph": '<w:pStyle w:val="Nền"/>'},
        {"properties": WHITE, "in_cell": SHADED.format("clear", "auto", "003366")},
        {"properties": WHITE, "in_cell": SHADED.format("pct50", "auto", "FFFFFF")},
        {"properties": WHITE, "in_cell": '<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>'},
        {"properties": WHITE, "in_table": '<w:tblStyle w:val="Biểu"/>'},
        {"properties": WHITE, "page": '<w:background w:color="003366"/>'},
        {"properties": '<w:sz w:val="12"/>'},
    ],
)  # fmt: skip
def test_text_in_another_colour_than_its_background_is_read(place):
    seen = read(**place)
    assert (seen.text, seen.problem) == ("bỏ dở Đã xong", "")
