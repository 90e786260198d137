"""Every text of a Word file that stands in no cell has its place in the book."""

import io

import docx
import pytest

from camket.intake.formats.sheet import Aside
from camket.intake.formats.word import read_document
from word_files import SPACES, box, cell, document, notes_part, paragraph, plain_table, row, run, table

ROWS = [["1", "Trồng rừng", "40 ha", "đạt 31 ha"]]
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def asides(body, **more):
    return read_document(document(body, **more)).asides


def places(body, **more):
    return [(each.kind, each.place, each.text) for each in asides(body, **more)]


def test_a_paragraph_and_a_text_box_below_the_last_table_say_which():
    below = (
        paragraph(run("Kính đề nghị")) + "<w:p/>" + paragraph(f"<w:r>{box(paragraph(run('Lưu ý')))}</w:r>")
    )
    assert asides(plain_table(ROWS) + plain_table(ROWS) + below + paragraph(run("xem xét"))) == (
        Aside("paragraph", "table 2", "đoạn 1 dưới bảng 2", "Kính đề nghị"),
        Aside("paragraph", "table 2", "đoạn 2 dưới bảng 2", "xem xét"),
        Aside("text_box", "table 2", "hộp chữ 1 dưới bảng 2", "Lưu ý"),
    )


def test_text_above_a_table_is_no_aside_and_text_without_a_table_is():
    assert places(paragraph(run("SỞ Y TẾ")) + plain_table(ROWS)) == []
    assert places(paragraph(run("SỞ Y TẾ"))) == [("paragraph", "đoạn 1", "SỞ Y TẾ")]


@pytest.mark.parametrize(
    ("tag", "kind", "noun"),
    [
        ("footnote", "note", "chú thích"),
        ("endnote", "note", "chú thích"),
        ("comment", "comment", "nhận xét"),
    ],
)
def test_a_note_anchored_outside_tables_is_an_aside(tag, kind, noun):
    marked = paragraph(run("BÁO CÁO") + f'<w:r><w:{tag}Reference w:id="1"/></w:r>')
    note = notes_part(tag, "đến 30/10")
    assert places(marked + plain_table(ROWS), **note) == [(kind, f"{noun} ở đoạn trên bảng 1", "đến 30/10")]
    (_, read) = places(plain_table(ROWS) + marked, **note)
    assert read == (kind, f"{noun} ở đoạn dưới bảng 1", "đến 30/10")


INLINE = '<wp:inline><wp:extent cx="{}" cy="{}"/><a:blip/></wp:inline>'
DRAWN = "<w:r><w:drawing>{}</w:drawing></w:r>"
OLD = '<w:r><w:{0}><v:shape style="position:absolute;width:{1};height:{2}"><v:imagedata/></v:shape></w:{0}></w:r>'


@pytest.mark.parametrize(
    ("picture", "is_scan"),
    [
        (DRAWN.format(INLINE.format(5_000_000, 3_000_000)), True),
        (DRAWN.format(INLINE.format(1_500_000, 1_500_000)), False),
        (DRAWN.format("<a:blip/>"), False),
        (OLD.format("pict", "400pt", "20cm"), True),
        (OLD.format("pict", "40pt", "40pt"), False),
        (OLD.format("object", "400pt", "400pt"), False),
    ],
)
def test_a_large_picture_beside_a_table_is_an_aside(picture, is_scan):
    said = asides(paragraph(picture) + plain_table(ROWS) + paragraph(picture))
    places = ["hình trên bảng 1", "hình dưới bảng 1"] if is_scan else []
    assert [(each.kind, each.place) for each in said] == [("scan", place) for place in places]


def test_a_note_in_a_cell_is_no_aside():
    noted = cell(paragraph(run("xong") + '<w:r><w:footnoteReference w:id="1"/></w:r>'))
    assert places(table(row(noted)), **notes_part("footnote", "đến 30/10")) == []


def test_hidden_text_outside_tables_is_an_aside_and_no_letterhead():
    hidden = paragraph(run("SỞ Y TẾ") + run("mật", "<w:vanish/>"))
    book = read_document(document(hidden + plain_table(ROWS)))
    assert book.sheets[0].before == ("SỞ Y TẾ",)
    assert [(each.place, each.text) for each in book.asides] == [("chữ bị ẩn ở đoạn trên bảng 1", "mật")]


def test_word_art_is_text_where_it_stands():
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="ĐÃ DỪNG"/></v:shape>'
    art = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    assert places(paragraph(art)) == [("paragraph", "đoạn 1", "ĐÃ DỪNG")]
    (sheet,) = read_document(document(table(row(cell(paragraph(art)))))).sheets
    assert (sheet.rows[0][0].text, sheet.rows[0][0].problem) == ("ĐÃ DỪNG", "")


def test_page_headers_and_footers_of_every_section_are_read_once():
    made = docx.Document()
    first = made.sections[0]
    first.header.paragraphs[0].text = "SỞ Y TẾ"
    first.footer.paragraphs[0].text = "Mẫu 1"
    first.different_first_page_header_footer = True
    first.first_page_header.add_table(1, 1, 100).cell(0, 0).text = "Trang bìa"
    second = made.add_section()
    second.different_first_page_header_footer = False
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "SỞ Y TẾ"
    second.footer.is_linked_to_previous = False
    second.footer.paragraphs[0].text = "Mẫu 2"
    made.save(buffer := io.BytesIO())
    read = {each.place: each.text for each in read_document(buffer.getvalue()).asides}
    assert sorted(read.values()) == ["Mẫu 1", "Mẫu 2", "SỞ Y TẾ", "Trang bìa"]
    assert sorted(read) == ["chân trang", "chân trang 2", "đầu trang", "đầu trang 2"]


def test_what_is_hidden_or_struck_in_a_page_header_is_said():
    made = docx.Document()
    line = made.sections[0].header.paragraphs[0]
    line.add_run("Nội dung 3 ")
    line.add_run("đã xong").font.strike = True
    line.add_run(" chưa xong").font.hidden = True
    made.save(buffer := io.BytesIO())
    [aside] = read_document(buffer.getvalue()).asides
    assert aside.text.startswith("Nội dung 3 đã xong")
    assert "bị ẩn “chưa xong”" in aside.text
    assert "bị gạch bỏ “đã xong”" in aside.text


def test_a_first_page_header_that_is_not_shown_is_none():
    made = docx.Document()
    made.sections[0].first_page_header.paragraphs[0].text = "Trang bìa"
    made.sections[0].different_first_page_header_footer = False
    made.save(buffer := io.BytesIO())
    assert read_document(buffer.getvalue()).asides == ()


def attached(anchor, kind, name, content):
    """A document with a part that its paragraph shows by the anchor."""
    part = (
        content
        if isinstance(content, bytes)
        else f"<{content[0]} {SPACES} {PARTS}>{content[1]}</{content[0]}>"
    )
    made = anchor if anchor.startswith("<w:altChunk") else paragraph(f"<w:r>{anchor}</w:r>")
    made = made.replace("<w:altChunk", f"<w:altChunk {PARTS}").replace("<w:object", f"<w:object {PARTS}")
    made = made.replace("<w:drawing", f"<w:drawing {PARTS}")
    return places(
        made,
        parts={f"word/{name}": part},
        relations=f'<Relationship Id="rIdX" Type="{TYPES}/{kind}" Target="{name}"/>',
    )


CHART = (
    "c:chartSpace",
    "<c:title><a:t>Tiến độ</a:t></c:title><c:cat><c:pt><c:v>Quý I</c:v></c:pt></c:cat>"
    "<c:val><c:pt><c:v>31</c:v></c:pt></c:val>",
)
DIAGRAM = ("dgm:dataModel", "<a:p><a:r><a:t>Bước 1</a:t></a:r></a:p><a:p><a:r><a:t>Bước 2</a:t></a:r></a:p>")
CHUNK = '<w:altChunk r:id="rIdX"/>'


@pytest.mark.parametrize(
    ("anchor", "kind", "name", "content", "aside"),
    [
        (
            '<w:drawing><c:chart r:id="rIdX"/></w:drawing>',
            "chart",
            "charts/chart1.xml",
            CHART,
            ("chart", "biểu đồ 1", "Tiến độ; Quý I; 31"),
        ),
        (
            '<w:drawing><dgm:relIds r:dm="rIdX" r:lo="rIdL"/></w:drawing>',
            "diagramData",
            "diagrams/data1.xml",
            DIAGRAM,
            ("drawing", "sơ đồ 1", "Bước 1; Bước 2"),
        ),
        (
            '<w:drawing><c:chart r:id="rIdX"/></w:drawing>',
            "chart",
            "charts/chart1.xml",
            b"<broken",
            ("chart", "biểu đồ 1", "chart1.xml"),
        ),
        (
            CHUNK,
            "aFChunk",
            "part.html",
            "<html><body><p>Đã dừng</p></body></html>".encode(),
            ("embedded", "tài liệu nhúng 1", "part.html: Đã dừng"),
        ),
        (CHUNK, "aFChunk", "part.txt", "Đã dừng".encode(), ("embedded", "tài liệu nhúng 1", "part.txt: Đã dừng")),
        (CHUNK, "aFChunk", "part.rtf", rb"{\rtf1 x}", ("embedded", "tài liệu nhúng 1", "part.rtf")),
        (
            CHUNK,
            "aFChunk",
            "part.docx",
            document(paragraph(run("Đã dừng"))),
            ("embedded", "tài liệu nhúng 1", "part.docx: Đã dừng"),
        ),
        (CHUNK, "aFChunk", "part.docx", b"PK\x03\x04 broken", ("embedded", "tài liệu nhúng 1", "part.docx")),
        (
            '<w:object><o:OLEObject r:id="rIdX"/></w:object>',
            "package",
            "embeddings/Bang.xlsx",
            b"PK",
            ("embedded", "tệp nhúng 1", "Bang.xlsx"),
        ),
    ],
)  # fmt: skip
def test_what_a_document_shows_besides_its_body_is_named_with_its_words(anchor, kind, name, content, aside):
    assert attached(anchor, kind, name, content) == [aside]


@pytest.mark.parametrize(
    "inside",
    ['<w:p><w:r><w:drawing><c:chart r:id="rIdX"/></w:drawing></w:r></w:p>', '<w:altChunk r:id="rIdX"/>'],
)
def test_a_cell_with_only_a_chart_or_an_embedded_text_is_a_problem(inside):
    made = table(row(cell(inside))).replace("<w:tbl>", f"<w:tbl {PARTS}>")
    (sheet,) = read_document(document(made)).sheets
    assert sheet.rows[0][0].problem
