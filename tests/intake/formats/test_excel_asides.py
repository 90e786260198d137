"""Texts of a workbook that stand in no cell are kept with their place: comments, text boxes, charts, page headers."""

import io
import zipfile

import pytest
import xlsxwriter

from camket.intake.formats.books import read_book
from camket.intake.formats.excel import read_workbook
from camket.intake.formats.sheet import Aside, label_notes

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
TEXT = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHAPE = "<xdr:sp><xdr:nvSpPr><xdr:cNvSpPr/></xdr:nvSpPr><xdr:txBody>{}</xdr:txBody></xdr:sp>"
PARAGRAPH = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:row>4</xdr:row></xdr:from>{}</xdr:twoCellAnchor>"
)
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def book_of(fill, parts=(), title="Biểu"):
    """The book that `fill` wrote; `parts` are more parts of its sheet: kind of the relation, name, text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(title)
        page.write_row("A1", ["STT", "Nội dung", "Kết quả"])
        fill(page, book)
    if parts:
        relations = "".join(
            f'<Relationship Id="p{number}" Type="{RELATIONS}/{kind}" Target="/{name}"/>'
            for number, (kind, name, _) in enumerate(parts)
            if kind
        )
        with zipfile.ZipFile(buffer, "a") as package:
            package.writestr(
                "xl/worksheets/_rels/sheet1.xml.rels", f"<Relationships>{relations}</Relationships>"
            )
            for _, name, text in parts:
                package.writestr(name, text)
    return read_workbook(buffer.getvalue())


def nothing(page, book):
    pass


def drawing(anchors):
    return (
        f'<xdr:wsDr xmlns:xdr="{DRAWING}" xmlns:a="{TEXT}" xmlns:r="{RELATIONS}" xmlns:mc="{COMPATIBILITY}">'
        f"{anchors}</xdr:wsDr>"
    )


def words_of(*parts, fill=nothing):
    return [(aside.kind, aside.place, aside.text) for aside in book_of(fill, parts).asides]


def test_a_comment_is_a_note_of_its_filled_cell_and_an_aside_where_the_cell_is_empty():
    def fill(page, book):
        page.write_comment("C1", "Chưa thẩm định")
        page.write_comment("C9", "Xem lại\nnhé")

    book = book_of(fill)
    assert [label_notes(cell.notes) for cell in book.sheets[0].rows[0]] == [
        "",
        "",
        "nhận xét: Chưa thẩm định",
    ]
    assert book.asides == (Aside("comment", "Biểu", "nhận xét ở Biểu!C9", "Xem lại nhé"),)


def test_the_comments_of_a_thread_are_read_in_order_and_not_from_the_old_copy():
    thread = (
        "<ThreadedComments><threadedComment ref='B1'><text>Đã có văn bản chưa?</text></threadedComment>"
        "<threadedComment ref='B1' parentId='x'><text>Rồi</text></threadedComment></ThreadedComments>"
    )
    copy = (
        "<comments><commentList><comment ref='B1'><text><t>[Threaded comment] Rồi</t></text></comment></commentList>"
        "</comments>"
    )
    parts = [
        ("threadedComment", "xl/threadedComments/t1.xml", thread),
        ("comments", "xl/comments1.xml", copy),
    ]
    book = book_of(nothing, parts)
    assert label_notes(book.sheets[0].rows[0][1].notes) == "nhận xét: Đã có văn bản chưa?; Rồi"
    assert book.asides == ()


def test_the_phonetic_reading_of_a_comment_is_no_word_of_it():
    comment = (
        "<comments><commentList><comment ref='B9'><text><r><t>漢</t></r><rPh><t>hán</t></rPh></text></comment>"
        "</commentList></comments>"
    )
    assert words_of(("comments", "xl/comments1.xml", comment)) == [("comment", "nhận xét ở Biểu!B9", "漢")]


def test_a_text_box_is_an_aside_with_the_cell_at_its_corner():
    book = book_of(
        lambda page, _: page.insert_textbox("D5", "Nội dung 2 đã dừng\ntheo văn bản 40"), title="Biểu 1"
    )
    assert book.asides == (
        Aside("text_box", "'Biểu 1'", "hộp chữ ở 'Biểu 1'!D5", "Nội dung 2 đã dừng\ntheo văn bản 40"),
    )


@pytest.mark.parametrize(
    ("anchors", "asides"),
    [
        (ANCHOR.format(SHAPE.format(PARAGRAPH.format("Dừng"))), [("text_box", "hình có chữ ở Biểu!D5", "Dừng")]),
        (ANCHOR.format(SHAPE.format("<a:p/>")), []),
        (
            ANCHOR.format(f"<xdr:grpSp>{SHAPE.format(PARAGRAPH.format('Một') + PARAGRAPH.format('Hai'))}</xdr:grpSp>"),
            [("text_box", "hình có chữ ở Biểu!D5", "Một\nHai")],
        ),
        (
            f"<xdr:absoluteAnchor>{SHAPE.format(PARAGRAPH.format('Dừng'))}</xdr:absoluteAnchor>",
            [("text_box", "hình có chữ trên Biểu", "Dừng")],
        ),
        (
            "<mc:AlternateContent><mc:Choice>" + ANCHOR.format(SHAPE.format(PARAGRAPH.format("Mới")))
            + "</mc:Choice><mc:Fallback>" + ANCHOR.format(SHAPE.format(PARAGRAPH.format("Cũ")))
            + "</mc:Fallback></mc:AlternateContent>",
            [("text_box", "hình có chữ ở Biểu!D5", "Mới")],
        ),
    ],
    ids=["a shape", "a shape without words", "a group", "no cell", "two versions"],
)  # fmt: skip
def test_the_words_of_a_shape_are_an_aside(anchors, asides):
    assert words_of(("drawing", "xl/drawings/drawing9.xml", drawing(anchors))) == asides


def test_the_words_of_smart_art_are_an_aside():
    frame = (
        "<xdr:graphicFrame><a:graphic><a:graphicData>"
        "<dgm:relIds xmlns:dgm='u' r:dm='r1' r:lo='r2'/></a:graphicData></a:graphic></xdr:graphicFrame>"
    )
    relation = f'<Relationship Id="r1" Type="{RELATIONS}/diagramData" Target="/xl/d.xml"/>'
    data = f'<d xmlns:a="{TEXT}">{PARAGRAPH.format("Bước 1")}{PARAGRAPH.format("Bước 2")}</d>'
    parts = [
        ("drawing", "xl/drawings/drawing9.xml", drawing(ANCHOR.format(frame))),
        ("", "xl/drawings/_rels/drawing9.xml.rels", f"<Relationships>{relation}</Relationships>"),
        ("", "xl/d.xml", data),
    ]
    assert words_of(*parts) == [("drawing", "sơ đồ ở Biểu!D5", "Bước 1\nBước 2")]


def test_the_words_of_a_chart_are_an_aside_without_what_it_repeats_from_cells():
    def fill(page, book):
        page.write_column("A2", [1, 2, 3])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Biểu!$A$2:$A$4", "name": "Ước cả năm"})
        chart.set_title({"name": "Tiến độ đến 30/9"})
        page.insert_chart("F2", chart)
        whole = book.add_chartsheet("Hình")
        other = book.add_chart({"type": "line"})
        other.add_series({"values": "=Biểu!$A$2:$A$4"})
        other.set_title({"name": "Cả tỉnh"})
        whole.set_chart(other)

    assert [(aside.sheet, aside.place, aside.text) for aside in book_of(fill).asides] == [
        ("Biểu", "biểu đồ ở Biểu!F2", "Tiến độ đến 30/9; Ước cả năm"),
        ("Hình", "biểu đồ trên Hình", "Cả tỉnh"),
    ]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ('&L&"Arial,Bold"&14Báo cáo tạm&C&KFF0000Quý 3 && 4&R&D', "Báo cáo tạm Quý 3 & 4"),
        ("&CTrang &P/&N", "Trang /"),
        ("&C&P/&N", None),
        ("&L&F&R&A", None),
    ],
)
def test_words_in_the_header_of_the_page_are_an_aside_and_page_numbers_are_not(header, words):
    book = book_of(lambda page, _: page.set_header(header))
    assert [(aside.kind, aside.place, aside.text) for aside in book.asides] == (
        [("page_margin", "đầu trang in của Biểu", words)] if words else []
    )


def test_a_footer_and_a_text_box_of_a_hidden_sheet_are_asides_too():
    def fill(page, book):
        page.set_footer("&LSố liệu chưa duyệt")
        hidden = book.add_worksheet("Nháp")
        hidden.write("A1", "x")
        hidden.insert_textbox("B2", "Bỏ")
        hidden.hide()

    assert [aside.place for aside in book_of(fill).asides] == ["chân trang in của Biểu", "hộp chữ ở Nháp!B2"]


VML = """<xml xmlns:v="v" xmlns:x="x">
<v:shape><v:textbox><div>Ghi chú cũ<br>của ô</div></v:textbox><x:ClientData ObjectType="Note"/></v:shape>
<v:shape><v:textbox><div>Chưa duyệt<br>lần 2</div></v:textbox>
<x:ClientData ObjectType="Label"><x:Anchor>2, 15, 6, 4, 4, 0, 8, 0</x:Anchor></x:ClientData></v:shape>
<v:shape><v:textbox><div>Hoàn thành</div></v:textbox>
<x:ClientData ObjectType="Checkbox"><x:Anchor>1,0,1,0,2,0,2,0</x:Anchor>
<x:Checked>1</x:Checked></x:ClientData></v:shape>
<v:shape><v:textbox><div/></v:textbox></v:shape>
</xml>"""


def test_boxes_and_controls_of_older_programs_are_asides_and_their_comments_are_not():
    assert words_of(("vmlDrawing", "xl/drawings/vmlDrawing9.vml", VML)) == [
        ("text_box", "hộp chữ ở Biểu!C7", "Chưa duyệt lần 2"),
        ("text_box", "hộp chữ ở Biểu!B2", "☒ Hoàn thành"),
    ]


def test_a_sheet_without_such_texts_has_no_asides():
    def fill(page, book):
        page.data_validation("C2", {"validate": "list", "source": ["Có", "Không"], "input_message": "Chọn"})

    assert book_of(fill).asides == ()


def test_a_text_in_an_old_font_beside_the_cells_is_converted(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Biểu")
        page.write("A1", "Đã xong")
        page.write_comment("C5", "Ch\u00ada hoµn thµnh phÇn viÖc ®\u00adîc giao")
    read, _ = read_book(path, path.name)
    assert [aside.text for aside in read.asides] == ["Chưa hoàn thành phần việc được giao"]


UNNAMED = """<xml xmlns:v="v" xmlns:x="x"><v:shape><v:textbox><div/></v:textbox>
<x:ClientData ObjectType="{}"><x:Anchor>1,0,1,0,2,0,2,0</x:Anchor>{}</x:ClientData></v:shape></xml>"""


@pytest.mark.parametrize("kind", ["Checkbox", "Radio"])
@pytest.mark.parametrize(
    ("state", "told"), [("<x:Checked>1</x:Checked>", "đã đánh dấu"), ("", "chưa đánh dấu")]
)
def test_a_check_box_without_a_caption_is_told_with_its_state(kind, state, told):
    part = ("vmlDrawing", "xl/drawings/vml1.vml", UNNAMED.format(kind, state))
    assert words_of(part) == [("control", "ô đánh dấu ở Biểu!B2", told)]


DROP = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape>'
    '<x:ClientData ObjectType="{}"><x:Anchor>2, 0, 1, 0, 3, 0, 2, 0</x:Anchor><x:FmlaRange>{}</x:FmlaRange>{}'
    "</x:ClientData></v:shape></xml>"
)


@pytest.mark.parametrize(
    ("kind", "listed", "chosen", "told"),
    [
        ("Drop", "$H$1:$H$3", "<x:Sel>2</x:Sel>", "đang chọn mục 2: “Chưa đạt” (danh sách $H$1:$H$3)"),
        ("List", "Biểu!$H$1:$H$3", "<x:Sel>3</x:Sel>", "đang chọn mục 3: “Đạt” (danh sách Biểu!$H$1:$H$3)"),
        ("Drop", "DS!$A$1:$A$3", "<x:Sel>1</x:Sel>", "đang chọn mục 1 (danh sách DS!$A$1:$A$3)"),
        ("Drop", "$H$1:$H$3", "<x:Sel>9</x:Sel>", "đang chọn mục 9 (danh sách $H$1:$H$3)"),
        ("Drop", "$H$1:$H$3", "", "chưa chọn mục nào (danh sách $H$1:$H$3)"),
    ],
)
def test_a_list_drawn_over_a_cell_is_told_with_its_choice(kind, listed, chosen, told):
    def fill(page, book):
        page.write_column("H1", ["Đang làm", "Chưa đạt", "Đạt"])

    part = ("vmlDrawing", "xl/drawings/vml1.vml", DROP.format(kind, listed, chosen))
    assert words_of(part, fill=fill) == [("control", "hộp chọn của biểu mẫu ở Biểu!C2", told)]


def test_a_button_is_no_list():
    assert words_of(("vmlDrawing", "xl/drawings/vml1.vml", DROP.format("Button", "", ""))) == []


END = "<xdr:to><xdr:col>{}</xdr:col><xdr:row>{}</xdr:row></xdr:to>"
SIZED = '<xdr:pic><xdr:spPr><a:xfrm><a:ext cx="{}" cy="{}"/></a:xfrm></xdr:spPr></xdr:pic>'


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        ("<xdr:pic/>", "picture"),
        (SIZED.format(1_800_000, 1_800_000), "picture"),
        (SIZED.format(3_600_000, 1_439_999), "picture"),
        (SIZED.format(3_600_000, 1_440_000), "scan"),
        (SIZED.format("x", 9_000_000), "picture"),
        (END.format(9, 12) + "<xdr:pic/>", "scan"),
        (END.format(9, 12) + SIZED.format(0, 0), "scan"),
        (END.format(9, 12) + SIZED.format(900_000, 900_000), "picture"),
        (END.format(9, 11) + "<xdr:pic/>", "picture"),
    ],
)
def test_a_picture_is_told_with_its_place_and_a_large_one_as_a_scan(picture, kind):
    part = ("drawing", "xl/drawings/d1.xml", drawing(ANCHOR.format(picture)))
    assert words_of(part) == [(kind, "hình ở Biểu!D5", "hình, không đọc được chữ trong hình")]
