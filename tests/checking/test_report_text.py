"""Reports of every format are read as passages: prose, tables, footnotes."""

import io

import docx
import pypdf.annotations
import pytest
import typst
from docx.oxml.ns import nsdecls

from camket.checking.passages import Passage
from camket.checking.report_text import read_report
from camket.errors import InputError

SENTENCE = "Có 81/293 nội dung hoàn thành (chiếm 27,6%)."
FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TYPST = """
#set page(width: 12cm, height: 18cm)
I. KẾT QUẢ THỰC HIỆN

Có 81/293 nội dung hoàn thành trong tổng số nội dung mà các đơn vị đã ký (chiếm 27,6%).

#table(columns: 3, table.cell(rowspan: 2)[Đơn vị], table.cell(colspan: 2)[Lũy kế], [Hoàn thành], [Không hoàn thành],
  [Sở Nội vụ], [03 (30,0%)], [01 (10,0%)])
"""
HTML = """<!DOCTYPE html><html lang="vi"><head><title>x</title><style>p{}</style></head><body>
<h1>Kết quả lũy kế</h1><p>I. KẾT QUẢ</p><div>Có <b>81/293</b> nội dung<br>hoàn thành (chiếm 27,6%).</div>
<script>Có 99/293 nội dung hoàn thành</script>
<table><caption>Theo đơn vị</caption><thead><tr><th rowspan="2">Đơn vị</th><th colspan="2">Lũy kế</th></tr>
<tr><th>Hoàn thành</th><th>Không hoàn thành</th></tr></thead>
<tbody><tr><td>Sở Nội vụ</td><td>03</td><td>01</td></tr></tbody></table></body></html>"""


def word_report(path):
    document = docx.Document()
    document.add_paragraph("I. KẾT QUẢ THỰC HIỆN")
    document.add_paragraph(SENTENCE)
    document.add_paragraph("Theo đơn vị")
    table = document.add_table(rows=3, cols=3)
    for cells, texts in zip(
        table.rows,
        [["Đơn vị", "Lũy kế", ""], ["", "Hoàn thành", "Không hoàn thành"], ["Sở Nội vụ", "03", "01"]],
        strict=True,
    ):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    note = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1"><w:p><w:r><w:t>Trong đó 20/293 nội dung '
        "chậm</w:t></w:r></w:p></w:footnote></w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(note, FOOTNOTES)
    document.save(path)
    return path


def cells_of(passages: list[Passage]) -> dict[tuple[str, str], str]:
    return {(one.row, one.column): one.text for one in passages if one.row}


def test_a_word_report_gives_prose_tables_and_footnotes(tmp_path):
    passages = read_report(word_report(tmp_path / "bc.docx"))
    [sentence] = [one for one in passages if one.text == SENTENCE]
    assert sentence.headings == ("I. KẾT QUẢ THỰC HIỆN",)
    assert cells_of(passages) == {
        ("Sở Nội vụ", "Lũy kế / Hoàn thành"): "03",
        ("Sở Nội vụ", "Lũy kế / Không hoàn thành"): "01",
    }
    assert (passages[-1].text, passages[-1].place) == ("Trong đó 20/293 nội dung chậm", "chú thích 1")


def test_the_passages_of_a_table_have_its_caption_as_heading(tmp_path):
    passages = read_report(word_report(tmp_path / "bc.docx"))
    [cell] = [one for one in passages if one.text == "03"]
    assert cell.headings == ("I. KẾT QUẢ THỰC HIỆN", "Theo đơn vị", "Đơn vị")
    assert cell.place == "bảng 1, dòng 3, cột 2"


def test_a_merged_cell_names_its_rows_and_columns(tmp_path):
    path = tmp_path / "bc.html"
    path.write_text(HTML, encoding="utf-8")
    places = {one.text: one.place for one in read_report(path)}
    assert places["Đơn vị"] == "bảng 1, dòng 1-2, cột 1"
    assert places["Lũy kế"] == "bảng 1, dòng 1, cột 2-3"


def test_a_pdf_gives_whole_sentences_and_ruled_tables(tmp_path):
    path = tmp_path / "bc.pdf"
    path.write_bytes(typst.compile(TYPST.encode()))
    passages = read_report(path)
    assert [one.text for one in passages if "81/293" in one.text] == [
        "Có 81/293 nội dung hoàn thành trong tổng số nội dung mà các đơn vị đã ký (chiếm 27,6%)."
    ]
    assert cells_of(passages) == {
        ("Sở Nội vụ", "Lũy kế / Hoàn thành"): "03 (30,0%)",
        ("Sở Nội vụ", "Lũy kế / Không hoàn thành"): "01 (10,0%)",
    }


def test_a_web_page_gives_its_visible_text_without_scripts(tmp_path):
    path = tmp_path / "bc.html"
    path.write_text(HTML, encoding="utf-8")
    passages = read_report(path)
    assert [one.text for one in passages if "/293" in one.text] == [
        "Có 81/293 nội dung hoàn thành (chiếm 27,6%)."
    ]
    assert {one.title for one in passages} == {"Kết quả lũy kế"}
    assert cells_of(passages) == {
        ("Sở Nội vụ", "Lũy kế / Hoàn thành"): "03",
        ("Sở Nội vụ", "Lũy kế / Không hoàn thành"): "01",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_lines_of_a_text_file_are_joined_into_paragraphs(tmp_path, encoding):
    text = "I. KẾT QUẢ\n\nCó 81/293 nội dung hoàn thành\n(chiếm 27,6%).\n- Có 20/293 nội dung\nkhông hoàn thành.\n"
    path = tmp_path / "bc.txt"
    path.write_bytes(text.encode(encoding))
    assert [one.text for one in read_report(path)] == [
        "I. KẾT QUẢ", "Có 81/293 nội dung hoàn thành (chiếm 27,6%).", "- Có 20/293 nội dung không hoàn thành."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "không phải báo cáo đọc được"),
        (b"\x89PNG\r\n\x1a\n\0\0", "không phải báo cáo đọc được"),
        (b"%PDF-1.7\nbroken", "tệp hỏng"),
        (b"PK\x03\x04broken", "tệp hỏng"),
        (b"   \n\n", "không có chữ nào"),
    ],
)
def test_an_unreadable_file_is_reported_with_a_remedy(tmp_path, content, found):
    path = tmp_path / "bc.docx"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_report(path)
    assert caught.value.where == "bc.docx"
    assert found in caught.value.found
    assert "lưu lại" in caught.value.remedy


def test_a_missing_report_is_reported(tmp_path):
    with pytest.raises(InputError, match="không mở được tệp"):
        read_report(tmp_path / "khong co.docx")


def test_a_text_box_is_read_once_despite_its_copy_for_older_programs(tmp_path):
    box = (
        "<w:txbxContent><w:p><w:r><w:t>Có 21/293 nội dung không hoàn thành.</w:t></w:r></w:p></w:txbxContent>"
    )
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    run = (
        f"<w:r {nsdecls('w')} {compatible}><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = docx.Document()
    document.add_paragraph("Kết quả")._p.append(docx.oxml.parse_xml(run))
    document.save(path := tmp_path / "bao cao.docx")
    assert [(passage.place, passage.text) for passage in read_report(path)] == [
        ("đoạn 1", "Kết quả"),
        ("khung chữ 1", "Có 21/293 nội dung không hoàn thành."),
    ]


def test_a_line_break_within_a_fraction_is_joined(tmp_path):
    (path := tmp_path / "bao cao.txt").write_text("Có 81/\n293 nội dung hoàn thành.", encoding="utf-8")
    assert [passage.text for passage in read_report(path)] == ["Có 81/ 293 nội dung hoàn thành."]


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        ("Có <b>81<!-- ghi chú -->/293</b> nội dung", "Có 81/293 nội dung"),
        ("Có <b>81<script>7</script>/293</b> nội dung", "Có 81/293 nội dung"),
        ("Có <i><b>81</b>/<u>293</u></i> nội dung", "Có 81/293 nội dung"),
        ("Có 81<!-- ghi chú -->/293 nội dung", "Có 81/293 nội dung"),
        ("Có 81<style>7</style>/293 nội dung", "Có 81/293 nội dung"),
    ],
)
def test_what_a_web_page_does_not_show_stands_in_no_sentence(tmp_path, inline, text):
    (path := tmp_path / "bc.html").write_text(f"<html><body><p>{inline}</p></body></html>", encoding="utf-8")
    assert [one.text for one in read_report(path)] == [text]


def html_table(tmp_path, rows):
    (path := tmp_path / "bc.html").write_text(
        f"<html><body><p>1. Kết quả</p><table>{rows}</table></body></html>", encoding="utf-8"
    )
    return [one for one in read_report(path) if one.place.startswith("bảng")]


def test_a_row_is_called_by_its_first_words_and_its_rows_by_the_heading_above_them(tmp_path):
    cells = html_table(
        tmp_path,
        "<tr><th>STT</th><th>Đơn vị</th><th>Hoàn thành</th></tr>"
        "<tr><td>1</td><td>Sở Nội vụ</td><td>03</td></tr><tr><td>2</td><td></td><td>04</td></tr>",
    )
    assert [(one.text, one.row, one.column, one.headings[-1]) for one in cells[3:]] == [
        ("1", "Sở Nội vụ", "STT", "Đơn vị"),
        ("Sở Nội vụ", "", "Đơn vị", "Đơn vị"),
        ("03", "Sở Nội vụ", "Hoàn thành", "Đơn vị"),
        ("2", "", "STT", ""),
        ("04", "", "Hoàn thành", ""),
    ]


def test_the_header_ends_at_a_row_of_one_cell_across_the_table(tmp_path):
    cells = html_table(
        tmp_path,
        "<tr><th>Đơn vị</th><th>Hoàn thành</th></tr><tr><td colspan=2>Khối sở, ban, ngành</td></tr>"
        "<tr><td>Sở Nội vụ</td><td>03</td></tr>",
    )
    assert [(one.text, one.row, one.column) for one in cells] == [
        ("Đơn vị", "", "Đơn vị"),
        ("Hoàn thành", "", "Hoàn thành"),
        ("Khối sở, ban, ngành", "", "Đơn vị"),
        ("Sở Nội vụ", "", "Đơn vị"),
        ("03", "Sở Nội vụ", "Hoàn thành"),
    ]


@pytest.mark.parametrize(
    ("row", "is_prose"),
    [
        ("<td>Sở Nội vụ</td>", True),
        ("<td>a)</td><td>Trong năm có 12/40 nội dung của các đơn vị đã hoàn thành</td>", True),
        ("<td>Đơn vị</td><td>Hoàn thành</td>", False),
    ],
    ids=["one column", "a sentence", "headings"],
)
def test_a_table_that_only_frames_its_text_is_read_as_prose(tmp_path, row, is_prose):
    cells = html_table(tmp_path, f"<tr>{row}</tr>")
    assert {one.is_cell for one in cells} == {not is_prose}


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("Xã", ""),
        ("Ban", ""),
        ("Sở Y", "Sở Y"),
        ("2022", ""),
        ("12,5%", ""),
        ("12 (5%)", ""),
        ("x" * 161, "x" * 160),
    ],
)
def test_a_row_is_called_by_words_of_more_than_three_letters_cut_at_160(tmp_path, name, row):
    *_, last = html_table(
        tmp_path, f"<tr><th>Đơn vị</th><th>Hoàn thành</th></tr><tr><td>{name}</td><td>03</td></tr>"
    )
    assert (last.text, last.row) == ("03", row)


@pytest.mark.parametrize(
    ("span", "place"), [("2", "cột 1-2"), ("1", "cột 1"), ("0", "cột 1"), ("x", "cột 1")]
)
def test_a_span_of_a_web_table_is_at_least_one_column(tmp_path, span, place):
    cells = html_table(
        tmp_path,
        f"<tr><th colspan={span}>Lũy kế</th><th>Ước</th></tr><tr><td>a</td><td>b</td><td>3</td></tr>",
    )
    assert cells[0].place == f"bảng 1, dòng 1, {place}"


BESIDE = """
#set page(width: 16cm, height: 9cm)
#grid(columns: (3cm, 6cm, 5cm), [Bên trái], table(columns: 2, table.cell(rowspan: 2)[Sở Nội vụ], [Hoàn thành],
  [03]), [Có 81/293 nội dung hoàn thành.])

Dưới bảng.
"""


def test_the_text_beside_and_below_a_table_of_a_pdf_is_read_once_and_its_own_text_not_again(
    tmp_path,
):
    (path := tmp_path / "bc.pdf").write_bytes(typst.compile(BESIDE.encode()))
    passages = read_report(path)
    prose = " ".join(one.text for one in passages if one.place == "trang 1")
    assert sorted(prose.split()) == sorted(
        ["Bên", "trái", "Có", "81/293", "nội", "dung", "hoàn", "thành.", "Dưới", "bảng."]
    )
    assert {one.text: one.place for one in passages if one.place.startswith("bảng")} == {
        "Sở Nội vụ": "bảng 1, dòng 1-2, cột 1",
        "Hoàn thành": "bảng 1, dòng 1, cột 2",
        "03": "bảng 1, dòng 2, cột 2",
    }


def test_the_tables_of_a_pdf_are_numbered_through_its_pages(tmp_path):
    table = "#table(columns: 2, [Sở Nội vụ], [03])\n"
    (path := tmp_path / "bc.pdf").write_bytes(
        typst.compile(f"{table}#table(columns: 2, [Sở Tài chính], [04])\n#pagebreak()\n{table}".encode())
    )
    places = [one.place for one in read_report(path) if one.text in ("03", "04")]
    assert places == [f"bảng {number}, dòng 1, cột 2" for number in (1, 2, 3)]


def test_a_pdf_of_more_pages_than_any_report_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("camket.checking.report_pdf._MOST_PAGES", 2)
    (path := tmp_path / "bc.pdf").write_bytes(typst.compile("Hết.#pagebreak()Hết.".encode()))
    assert len(read_report(path)) == 2
    path.write_bytes(typst.compile("Hết.#pagebreak()Hết.#pagebreak()Hết.".encode()))
    with pytest.raises(InputError, match="tệp PDF 3 trang"):
        read_report(path)


@pytest.mark.parametrize(
    ("lines", "above"),
    [
        ("I. KẾT QUẢ\n\n1. Lũy kế\n\n1.1. Các sở\n\n1.1.1. Nhóm một\n\nPhần lớn xong.",
         ("I. KẾT QUẢ", "1. Lũy kế", "1.1. Các sở", "1.1.1. Nhóm một")),
        ("1. Lũy kế\n\n1.1. Các sở\n\n2. Ước\n\nPhần lớn xong.", ("2. Ước",)),
        ("1. Lũy kế\n\n1.1. Các sở\n\n1.2. Các huyện\n\nPhần lớn xong.", ("1. Lũy kế", "1.2. Các huyện")),
        (f"1. {'x' * 247}\n\nPhần lớn xong.", (f"1. {'x' * 247}",)),
        (f"1. {'x' * 248}\n\nPhần lớn xong.", ()),
    ],
)  # fmt: skip
def test_a_paragraph_stands_under_the_numbered_headings_above_it(tmp_path, lines, above):
    (path := tmp_path / "bc.txt").write_text(lines, encoding="utf-8")
    assert read_report(path)[-1].headings == above


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2022\n\nPhần lớn xong.", "KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2022"),
        ("ỦY BAN NHÂN DÂN TỈNH\n\nPhần lớn xong.", ""),  # too short for a title: a letterhead
        (f"{'A' * 30}\n\nPhần lớn xong.", ""),
        (f"{'A' * 31}\n\nPhần lớn xong.", "A" * 31),
        ("1. Lũy kế\n\nKẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2022\n\nPhần lớn xong.", ""),
    ],
)
def test_a_long_line_in_capitals_above_all_headings_is_the_title(tmp_path, lines, title):
    (path := tmp_path / "bc.txt").write_text(lines, encoding="utf-8")
    assert read_report(path)[-1].title == title


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ("Có 81/293 nội dung\nhoàn thành", ["Có 81/293 nội dung hoàn thành"]),
        ("Có 81/293 nội dung\n\nhoàn thành", ["Có 81/293 nội dung", "hoàn thành"]),
        ("Có 81/293 nội dung\n1. Ước cả năm", ["Có 81/293 nội dung", "1. Ước cả năm"]),
        ("Có 81/293 nội dung\n- Không hoàn thành", ["Có 81/293 nội dung", "- Không hoàn thành"]),
        ("Có 81/293 nội dung\na) Không hoàn thành", ["Có 81/293 nội dung", "a) Không hoàn thành"]),
        ("Đã xong.\nCòn lại", ["Đã xong.", "Còn lại"]),
        ("Gồm có:\nMột việc", ["Gồm có:", "Một việc"]),
        ("KẾT QUẢ THỰC HIỆN\nNĂM 2022", ["KẾT QUẢ THỰC HIỆN NĂM 2022"]),
        ("KẾT QUẢ THỰC HIỆN\nPhần lớn xong", ["KẾT QUẢ THỰC HIỆN", "Phần lớn xong"]),
    ],
)
def test_a_line_goes_on_unless_the_one_before_ended_or_this_one_begins_something(tmp_path, lines, paragraphs):
    (path := tmp_path / "bc.txt").write_text(lines, encoding="utf-8")
    assert [one.text for one in read_report(path)] == paragraphs


def test_equal_paragraphs_of_one_page_are_two(tmp_path):
    (path := tmp_path / "bc.pdf").write_bytes(typst.compile("Đã xong.\n\nĐã xong.".encode()))
    assert [(one.text, one.place) for one in read_report(path)] == [("Đã xong.", "trang 1")] * 2


def word_with_runs(path, *runs, styles=""):
    """A report of one paragraph whose runs are given as XML, with further styles."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    if styles:
        document.styles.element.append(
            docx.oxml.parse_xml(styles.replace("<w:style", f"<w:style {nsdecls('w')}"))
        )
    for run in runs:
        paragraph._p.append(docx.oxml.parse_xml(run.replace(">", f" {nsdecls('w')}>", 1)))
    document.save(path)
    return path


def text_and_uncompared(path):
    passages = read_report(path)
    return [one.text for one in passages if one.text], [
        (one.place, one.uncompared) for one in passages if one.uncompared
    ]


STRUCK_CHARACTER = (
    '<w:style w:type="character" w:styleId="Bo"><w:name w:val="Bo"/><w:rPr><w:strike/></w:rPr></w:style>'
)
STRUCK_PARAGRAPH = (
    '<w:style w:type="paragraph" w:styleId="Bo"><w:name w:val="Bo"/><w:rPr><w:dstrike/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("look", "styles"),
    [
        ("<w:strike/>", ""),
        ("<w:dstrike/>", ""),
        ('<w:rStyle w:val="Bo"/>', STRUCK_CHARACTER),
    ],
)
def test_struck_words_stand_in_no_sentence_of_a_report_and_are_named(tmp_path, look, styles):
    path = word_with_runs(
        tmp_path / "bc.docx",
        "<w:r><w:t xml:space='preserve'>Có </w:t></w:r>",
        f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>80</w:t></w:r>",
        "<w:r><w:t xml:space='preserve'>81/293 nội dung hoàn thành.</w:t></w:r>",
        styles=styles,
    )
    texts, [(place, said)] = text_and_uncompared(path)
    assert texts == ["Có 81/293 nội dung hoàn thành."]
    assert place == "đoạn 1"
    assert "gạch bỏ “80”" in said


def test_a_paragraph_struck_by_its_style_is_named_and_not_compared(tmp_path):
    document = docx.Document()
    document.styles.element.append(
        docx.oxml.parse_xml(STRUCK_PARAGRAPH.replace("<w:style", f"<w:style {nsdecls('w')}"))
    )
    document.add_paragraph("Kết quả như sau:")
    struck = document.add_paragraph(SENTENCE)
    struck._p.get_or_add_pPr().append(docx.oxml.parse_xml(f'<w:pStyle {nsdecls("w")} w:val="Bo"/>'))
    document.save(path := tmp_path / "bc.docx")
    texts, uncompared = text_and_uncompared(path)
    assert texts == ["Kết quả như sau:"]
    assert [place for place, said in uncompared if SENTENCE in said] == ["đoạn 2"]


def test_comments_struck_cells_and_tracked_changes_of_a_report_are_named(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph(SENTENCE)
    document.add_comment(paragraph.runs, text="sửa thành 85", author="Vụ")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Đơn vị", "Hoàn thành", "Sở Nội vụ", "03"], strict=True):
        cell.text = text
    table.cell(1, 1).paragraphs[0].runs[0].font.strike = True
    document.add_comment(table.cell(1, 0).paragraphs[0].runs, text="còn thiếu", author="Vụ")
    change = (
        f"<w:p {nsdecls('w')}><w:ins><w:r><w:t>thêm 02</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>bớt 03</w:delText></w:r></w:del></w:p>"
    )
    document.element.body.insert(2, docx.oxml.parse_xml(change))
    document.save(path := tmp_path / "bc.docx")
    _, uncompared = text_and_uncompared(path)
    assert ("đoạn 1", "nhận xét: sửa thành 85") in uncompared
    assert ("bảng 1, dòng 2, cột 1", "nhận xét: còn thiếu") in uncompared
    assert any(place == "bảng 1, dòng 2, cột 2" and "“03”" in said for place, said in uncompared)
    assert [said.rpartition(": ")[2] for place, said in uncompared if place == "theo dõi thay đổi"] == [
        "“bớt 03”", "“thêm 02”"
    ]  # fmt: skip


def test_struck_words_of_a_web_page_are_named_and_not_compared(tmp_path):
    (path := tmp_path / "bc.html").write_text(
        "<html><body><p>Có <s>80</s><span style='text-decoration: line-through'>79</span>81/293 nội dung</p>",
        encoding="utf-8",
    )
    texts, [(_, said)] = text_and_uncompared(path)
    assert texts == ["Có 81/293 nội dung"]
    assert "“80”, “79”" in said


def test_the_comments_of_a_pdf_are_named(tmp_path):
    writer = pypdf.PdfWriter(io.BytesIO(typst.compile(TYPST.encode())))
    note = pypdf.annotations.Text(rect=(50, 550, 80, 580), text="sửa thành 85")
    link = pypdf.annotations.Link(rect=(50, 500, 80, 520), url="https://example.org")
    link[pypdf.generic.NameObject("/Contents")] = pypdf.generic.TextStringObject("trang chủ")
    for each in (note, link):
        writer.add_annotation(page_number=0, annotation=each)
    writer.write(path := tmp_path / "bc.pdf")
    assert text_and_uncompared(path)[1] == [("trang 1", "nhận xét: sửa thành 85")]


def say_of_page(tmp_path, style, inside):
    """The compared texts of a web page, and what is said of the rest."""
    (path := tmp_path / "bc.html").write_text(
        f"<html><head><style>{style}</style></head><body><p class='ro'>Đã xong.</p>{inside}</body></html>",
        encoding="utf-8",
    )
    passages = read_report(path)
    return [one.text for one in passages if not one.uncompared], [
        one.uncompared for one in passages if one.uncompared
    ]


@pytest.mark.parametrize(
    "inside",
    [
        '<p style="color:red; display : none">Có 9 nội dung.</p>',
        '<div style="visibility:hidden"><p hidden>Có 9 nội dung.</p></div>',
        "<p hidden>Có 9 nội dung.</p>",
        '<p class="xa an">Có 9 nội dung.</p>',
        '<p id="nhap">Có 9 nội dung.</p>',
        '<table><tr class="an"><td>Có 9 nội dung.</td></tr></table>',
    ],
)
def test_words_that_a_web_page_hides_are_named_and_not_compared(tmp_path, inside):
    style = "/* .ro{display:none} */ .an, #nhap { display:none } .ro { color: red }"
    found = say_of_page(tmp_path, style, inside)
    assert found == (["Đã xong."], ["chữ bị ẩn, trang không hiện “Có 9 nội dung.”"])


def test_what_a_web_page_hides_in_one_medium_only_is_compared(tmp_path):
    style = "@media print { .an { display: none } p { margin: 0 } } .b { color: red }"
    assert say_of_page(tmp_path, style, '<p class="an">Còn một.</p>') == (["Đã xong.", "Còn một."], [])
