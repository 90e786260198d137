"""Files as they arrive: recognised by content, refused one by one with a place and a remedy."""

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from camket.errors import InputError
from camket.intake.tables.source_files import read_file

CONTENT = frozenset({"content"})
PLACE = "submissions/so nganh/bao cao.xlsx"
ROWS = [
    ["STT", "Nội dung cam kết", "Kết quả thực hiện"],
    ["1", "Giải ngân", "Đạt 90%"],
    ["2", "Thu hút", "Đạt"],
]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("bao-cao*"))


def workbook(rows=ROWS, title="Sheet1"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def document(*tables):
    made = docx.Document()
    for rows in tables:
        table = made.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        made.add_paragraph("")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def archive(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def read(folder, content, name="bao cao.xlsx", needed=CONTENT):
    path = folder / name
    path.write_bytes(content)
    return read_file(path, PLACE, needed)


def outcome(path, place, needed=CONTENT):
    """The file that reading returns, or its refusal; any other exception fails the test."""
    try:
        return read_file(path, place, needed)
    except InputError as error:
        return error


def is_complete(error, place):
    return error.where == place and all((error.found, error.expected, error.remedy))


def refusal(folder, content, name="bao cao.xlsx"):
    with pytest.raises(InputError) as caught:
        read(folder, content, name)
    assert is_complete(caught.value, PLACE)
    return caught.value


@pytest.mark.parametrize("content", [workbook(), document(ROWS)], ids=["Excel", "Word"])
def test_a_file_is_read_with_its_place_its_hash_and_its_tables(tmp_path, content):
    file = read(tmp_path, content)
    assert (file.place, file.sha256) == (PLACE, hashlib.sha256(content).hexdigest())
    assert [row.text("content") for row in file.tables[0].records] == ["Giải ngân", "Thu hút"]


@pytest.mark.parametrize("name", ["bao cao.xlsx", "bao cao.docx", "BAO CAO.XLS", "bao cao"])
@pytest.mark.parametrize("content", [workbook(), document(ROWS)], ids=["Excel", "Word"])
def test_the_format_of_a_file_is_detected_by_content_and_not_by_name(tmp_path, content, name):
    (table,) = read(tmp_path, content, name).tables
    assert len(table.records) == 2


def test_only_tables_with_the_needed_columns_are_taken(tmp_path):
    letterhead = [["UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    file = read(tmp_path, document(letterhead, ROWS, [["STT", "Đơn vị"], ["1", "Sở A"]], ROWS))
    assert [table.sheet.name for table in file.tables] == ["table 2", "table 4"]


def test_a_word_table_continued_without_a_header_keeps_the_columns(tmp_path):
    file = read(tmp_path, document(ROWS, [["3", "Thu ngân sách", "Đạt"]], [["4", "Hai cột"]]))
    assert [row.text("content") for table in file.tables for row in table.records] == [
        "Giải ngân",
        "Thu hút",
        "Thu ngân sách",
    ]
    assert file.other_rows == {"table 3": 1}


NEXT = [["3", "Thu ngân sách", "Đạt"]]


def with_words_between(words, *tables):
    made = docx.Document()
    made.add_paragraph("SỞ NỘI VỤ")
    for number, rows in enumerate(tables):
        if number:
            made.add_paragraph(words)
        table = made.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def headless(file):
    return [part.sheet for part in file.unread if part.kind == "no_table"]


def test_text_at_a_page_break_does_not_split_a_word_table_with_continuing_numbers(tmp_path):
    file = read(tmp_path, with_words_between("(Tiếp theo trang trước)", ROWS, NEXT))
    assert [len(table.records) for table in file.tables] == [2, 1]
    assert file.tables[1].letterhead == ("SỞ NỘI VỤ",)


@pytest.mark.parametrize(
    ("words", "rows"), [("SỞ TÀI CHÍNH", NEXT), ("Biểu số 2", [["1", "Thu ngân sách", "Đạt"]])]
)
def test_another_body_or_restarted_numbers_split_it_and_the_rest_is_reported(tmp_path, words, rows):
    file = read(tmp_path, with_words_between(words, ROWS, rows))
    assert (len(file.tables), headless(file)) == (1, ["table 2"])


def test_a_sheet_of_numbered_rows_without_a_header_is_named_and_a_letterhead_is_not(tmp_path):
    letterhead = [["UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    file = read(
        tmp_path, document(letterhead, ROWS, [["3", "Thu ngân sách", "Đạt", "", "x"]], [["4", "Abc"]])
    )
    assert headless(file) == ["table 3"]


def test_filled_columns_that_no_field_reads_are_reported(tmp_path):
    rows = [[*ROWS[0], "Phòng phụ trách", "Lãnh đạo"], [1, "Giải ngân", "Đạt", "Tổ chức", None]]
    file = read(tmp_path, workbook(rows))
    assert [part.place for part in file.unread] == ["cột “Phòng phụ trách” (Sheet1!D1)"]


def test_reading_does_not_change_a_file(tmp_path):
    content = workbook()
    read(tmp_path, content)
    assert (tmp_path / "bao cao.xlsx").read_bytes() == content


def test_an_empty_file_is_refused_as_empty(tmp_path):
    assert refusal(tmp_path, b"").found == "tệp rỗng"


@pytest.mark.parametrize("name", ["cu.xls", "cu.doc", "co mat khau.xlsx"])
def test_an_old_or_encrypted_file_is_refused_with_the_way_to_save_it(tmp_path, name):
    error = refusal(tmp_path, OLE + bytes(504), name)
    assert ".xls, .doc" in error.found
    assert "mật khẩu" in error.found
    assert "lưu thành .xlsx hoặc .docx" in error.remedy


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table><tr><td>STT</td></tr></table></html>",
        b"%PDF-1.7\n",
        b"\xff\xd8\xff\xe0JFIF",
        archive(**{"xl__workbook.bin": "x"}),
        archive(**{"bao cao.xlsx": workbook()}),
    ],
    ids=["HTML", "PDF", "JPEG", "XLSB", "ZIP with a workbook in it"],
)
def test_a_renamed_file_of_another_format_is_refused(tmp_path, content):
    error = refusal(tmp_path, content)
    assert "không phải tệp .xlsx hay .docx" in error.found
    assert "lưu thành .xlsx hoặc .docx" in error.remedy


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        workbook()[:1000],
        document(ROWS)[:-200],
        archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        archive(**{"xl__workbook.xml": "<workbook"}),
        archive(**{"word__document.xml": "<w:document"}),
        archive(**{"xl__workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}),
    ],
    ids=[
        "four bytes",
        "a cut workbook",
        "a cut document",
        "no ODS",
        "broken workbook",
        "broken document",
        "no parts",
    ],
)
def test_a_damaged_file_is_refused_and_the_others_are_read(tmp_path, content):
    error = refusal(tmp_path, content)
    assert error.found.startswith("tệp hỏng, không đọc được (")
    assert "gửi lại" in error.remedy


def test_a_workbook_with_one_damaged_byte_is_read_correctly_or_refused(tmp_path):
    whole, path = workbook(), tmp_path / "bao cao.xlsx"
    refused = 0
    for position in range(40, len(whole), len(whole) // 40):
        content = bytearray(whole)
        content[position] ^= 0xFF
        path.write_bytes(content)
        file = outcome(path, PLACE)
        if isinstance(file, InputError):
            assert is_complete(file, PLACE)
            refused += 1
        else:
            assert [row.text("content") for row in file.tables[0].records] == ["Giải ngân", "Thu hút"]
    assert refused > 10


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: None], ids=["a folder", "nothing"])
def test_a_path_that_cannot_be_opened_is_refused(tmp_path, make):
    make(tmp_path / "bao cao.xlsx")
    with pytest.raises(InputError) as caught:
        read_file(tmp_path / "bao cao.xlsx", PLACE, CONTENT)
    assert caught.value.where == PLACE
    assert caught.value.found.startswith("không mở được tệp (")


@pytest.mark.parametrize(
    "content",
    [
        workbook([["Báo cáo"], ["không", "có", "bảng"]]),
        workbook([["STT", "Đơn vị", "Ghi chú"], ["1", "Sở A", ""]]),
        workbook([]),
        document(),
        document([["a", "b"]]),
    ],
    ids=["no header", "no content column", "empty workbook", "no table", "another table"],
)
def test_a_file_without_a_known_header_is_refused_with_the_place_to_add_it(tmp_path, content):
    error = refusal(tmp_path, content)
    assert "không tìm thấy bảng" in error.found
    assert "data/raw/fields.toml" in error.remedy


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("needed", [CONTENT, frozenset()], ids=["with content", "any table"])
def test_a_file_that_another_program_saved_is_read_without_losing_a_row(path, needed):
    file = outcome(path, path.name, needed)
    if isinstance(file, InputError):
        assert path.suffix == ".doc", "only this one needs LibreOffice"
        assert is_complete(file, path.name)
        return
    [table] = file.tables
    assert len(table.rows) == len(table.sheet.rows)
    assert [row.number for row in table.rows] == [number for number, _ in table.sheet.numbered()]
    assert needed <= table.fields
    items = [row.text("item_no") for row in table.records]
    assert items == (list("12345") if "doc" in path.suffix else list("123458"))
    assert table.records[0].text("content") == "Ban hành Đề án vị trí việc làm của huyện Bình Sơn"


def test_a_register_of_53_tasks_names_the_ten_numbered_empty_rows_below_them(tmp_path):
    rows = [["STT", "Nội dung", "Chỉ tiêu"]]
    rows += [[number, f"Nhiệm vụ số {number}", "01 đề án"] for number in range(1, 54)]
    rows += [[number, None, None] for number in range(54, 64)]
    (table,) = read(tmp_path, workbook(rows)).tables
    assert [row.text("item_no") for row in table.records] == [str(number) for number in range(1, 54)]
    assert [row.kind for row in table.rows[54:]] == ["numbered_empty"] * 10


def test_a_document_of_old_word_is_refused_as_old_without_libreoffice(monkeypatch):
    monkeypatch.setenv("PATH", "")
    [path] = [path for path in SAMPLES if path.suffix == ".doc"]
    with pytest.raises(InputError, match=r"đời cũ \(\.doc\)"):
        read_file(path, path.name, CONTENT)
