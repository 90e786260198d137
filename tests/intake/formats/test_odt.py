"""OpenDocument texts (.odt) are converted and then read as Word documents, with all that such documents hide."""

import io
import zipfile

import pytest

from camket.errors import InputError
from camket.intake.formats import libreoffice
from camket.intake.formats.books import read_book
from camket.intake.formats.file_kinds import recognise
from camket.intake.formats.sheet import label_notes
from with_libreoffice import with_writer

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "svg": "svg-compatible", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
STYLES = """
<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"
 style:text-line-through-type="single"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="B" style:family="text" style:parent-style-name="Cu"/>
<style:style style:name="F" style:family="graphic"/>
<style:style style:name="Sec" style:family="section"/>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"
 style:num-suffix="."/></text:list-style>
"""
COMMON = (
    f'<office:document-styles {NAMES} office:version="1.2"><office:styles><style:style style:name="Cu" '
    'style:family="text"><style:text-properties style:text-line-through-style="solid" '
    'style:text-line-through-type="single"/></style:style></office:styles></office:document-styles>'
)
CHANGES = """<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>
<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">A</dc:creator>
<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2022-10-01T00:00:00</dc:date></office:change-info>
<text:p>chưa xong</text:p></text:deletion></text:changed-region></text:tracked-changes>"""


def document(body):
    content = (
        f'<office:document-content {NAMES} office:version="1.2"><office:automatic-styles>{STYLES}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", COMMON)
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


def cell(text, attributes=""):
    inside = text if text.startswith(("<text:list", "<table")) else f"<text:p>{text}</text:p>"
    return f'<table:table-cell office:value-type="string" {attributes}>{inside}</table:table-cell>'


def table(*rows, width=3):
    lines = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
    return f'<table:table table:name="T">{columns}{lines}</table:table>'


def read(tmp_path, content):
    path = tmp_path / "bao cao.odt"
    path.write_bytes(content)
    return read_book(path, "bao cao.odt")[0]


HEAD = [cell("STT"), cell("Nội dung"), cell("Kết quả")]
FRAME = (
    '<draw:frame draw:style-name="F" text:anchor-type="as-char" svg:width="5cm" svg:height="2cm"><draw:text-box>'
    "<text:p>Chờ thẩm định</text:p></draw:text-box></draw:frame>"
)
NOTE = (
    '<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>Chưa nghiệm thu</text:p></text:note-body></text:note>"
)
COMMENT = "<office:annotation><text:p>Hỏi lại đơn vị</text:p></office:annotation>"


@with_writer
def test_a_text_of_libreoffice_is_read_with_the_paragraphs_above_its_table(tmp_path):
    body = "<text:p>SỞ NỘI VỤ</text:p>" + table(HEAD, [cell("1"), cell("Trồng rừng"), cell("Đã trồng")])
    (sheet,) = read(tmp_path, document(body)).sheets
    assert sheet.before == ("SỞ NỘI VỤ",)
    assert [[each.text for each in row] for row in sheet.rows] == [
        ["STT", "Nội dung", "Kết quả"],
        ["1", "Trồng rừng", "Đã trồng"],
    ]
    assert sheet.rows[1][2].place == "table 1, row 2, column 3"


@with_writer
@pytest.mark.trial
@pytest.mark.parametrize(
    ("result", "shown", "problem", "notes"),
    [
        (
            '<text:span text:style-name="S">Đã xong</text:span> đang làm',
            "Đã xong đang làm",
            "gạch bỏ “Đã xong”",
            "",
        ),
        ('<text:span text:style-name="B">Đã xong</text:span>', "Đã xong", "gạch bỏ “Đã xong”", ""),
        ('Đạt<text:span text:style-name="H"> không</text:span>', "Đạt", "bị ẩn “không”", ""),
        (f"Đã xong{NOTE}", "Đã xong", "", "Chưa nghiệm thu"),
        (f"Đã xong{COMMENT}", "Đã xong", "", "Hỏi lại đơn vị"),
        (f"Đã xong {FRAME}", "Chờ thẩm định", "hộp chữ “Chờ thẩm định”", ""),
        ('Đã <text:change text:change-id="c1"/>xong', "Đã xong", "", ""),
        ("<text:list><text:list-item><text:p>Xã A</text:p></text:list-item></text:list>", "Xã A", "", ""),
        (table([cell("xã"), cell("5")], width=2), "xã\n5", "", ""),
    ],
    ids=[
        "struck",
        "struck by a style above",
        "hidden",
        "footnote",
        "comment",
        "text box",
        "deleted",
        "list",
        "table",
    ],
)
def test_nothing_of_a_cell_is_lost_on_conversion(tmp_path, result, shown, problem, notes):
    body = CHANGES + table(HEAD, [cell("1"), cell("Trồng rừng"), cell(result)])
    sheet = read(tmp_path, document(body)).sheets[0]
    found = sheet.rows[1][2]
    assert shown in found.shown
    assert "chưa xong" not in found.shown
    assert problem in found.problem
    assert bool(problem) == bool(found.problem)
    assert notes in label_notes(found.notes)


@with_writer
def test_merged_cells_and_a_table_in_a_section_are_read(tmp_path):
    covered = "<table:covered-table-cell/>"
    rows = [
        [cell("1"), cell("Trồng rừng", 'table:number-rows-spanned="2"'), cell("Xã A")],
        [cell("2"), covered, cell("Xã B")],
        [cell("Cộng", 'table:number-columns-spanned="2"'), covered, cell("hai xã")],
    ]
    body = f'<text:section text:style-name="Sec" text:name="S1">{table(HEAD, *rows)}</text:section>'
    (sheet,) = read(tmp_path, document(body)).sheets
    assert [[each.text for each in row] for row in sheet.rows[1:]] == [
        ["1", "Trồng rừng", "Xã A"],
        ["2", "Trồng rừng", "Xã B"],
        ["Cộng", "Cộng", "hai xã"],
    ]
    assert sheet.rows[2][1].place == "table 1, rows 2-3, column 2"


@with_writer
def test_hidden_sections_and_paragraphs_are_named_and_not_read(tmp_path):
    hidden = table(HEAD, [cell("1"), cell("Ẩn"), cell("Đã xong")])
    mark = '<text:hidden-paragraph text:condition="ooow:TRUE" text:is-hidden="true"/>'
    body = f"<text:p>SỞ NỘI VỤ</text:p><text:p>{mark}Không đúng</text:p>"
    body += table(HEAD, [cell("1"), cell("Trồng rừng"), cell("Đã trồng")])
    body += f'<text:section text:style-name="Sec" text:name="Cũ" text:display="none">{hidden}</text:section>'
    book = read(tmp_path, document(body))
    (sheet,) = book.sheets
    assert sheet.before == ("SỞ NỘI VỤ",)
    assert [row[1].text for row in sheet.rows] == ["Nội dung", "Trồng rừng"]
    assert [aside.place for aside in book.asides] == ["phần bị ẩn “Cũ”", "đoạn bị ẩn"]
    assert "Đã xong" in book.asides[0].text
    assert book.asides[1].text == "Không đúng"


def test_without_libreoffice_the_refusal_names_the_format(tmp_path, monkeypatch):
    content = document(table(HEAD))
    assert recognise(content) == "odt"
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: None)
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert "OpenDocument (.odt)" in caught.value.found
    assert "lưu thành .docx" in caught.value.remedy
