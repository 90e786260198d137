"""A file that cannot be read is refused for its true cause, with what helps."""

import io
import re
import zipfile
from email.message import EmailMessage

import openpyxl
import pytest

from camket.errors import InputError
from camket.intake.formats.books import read_book


def package(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def workbook():
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


def refusal(tmp_path, content, name="tep.xlsx"):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_book(path, name)
    return caught.value


ZIPPED = package(**{"thang 9/STP.docx": b"a", "SNV.xlsx": b"b", "STC.xlsx": b"c"})
GOOGLE = b'{"url":"https://docs.example/open?id=1","doc_id":"1AbC","email":"x@example.vn"}'


@pytest.mark.parametrize(
    ("content", "found", "remedy"),
    [
        (ZIPPED, "tệp nén.*có 3 tệp bên trong: thang 9/STP.docx, SNV.xlsx, STC.xlsx", "giải nén"),
        (package(), "tệp nén.*không có tệp nào", "giải nén"),
        (b"Rar!\x1a\x07\x00", "tệp nén", "giải nén"),
        (GOOGLE, "lối tắt", "tải xuống"),
        (b"[InternetShortcut]\r\nURL=https://example.vn/\r\n", "lối tắt", "tải xuống"),
        (b"L\0\0\0\x01\x14\x02\0" + bytes(90), "lối tắt", "tải xuống"),
        (b"", "tệp rỗng", "0 byte"),
        (bytes(2_000), "chỉ gồm byte 0", "chép lại"),
        (b"%PDF-1.7\n", "tệp PDF", "tệp Excel hoặc Word gốc"),
        (b"\x89PNG\r\n\x1a\n", "tệp ảnh", "tệp Excel hoặc Word gốc"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "trang web", "lưu thành .xlsx"),
        (
            b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">',
            "OpenDocument dạng XML phẳng",
            "lưu lại thành .ods",
        ),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML 2003", "lưu lại"),
        (package(**{"ppt/presentation.xml": b"<p/>"}), "tệp trình chiếu", "tệp Excel hoặc Word gốc"),
    ],
)
def test_a_file_that_holds_no_table_is_refused_for_what_it_is(tmp_path, content, found, remedy):
    error = refusal(tmp_path, content)
    assert re.search(found, error.found)
    assert remedy in error.remedy


def change(content, part, new):
    """The package with other bytes for one part, or without the part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as archive:
        for name in old.namelist():
            if name != part:
                archive.writestr(name, old.read(name))
            elif new is not None:
                archive.writestr(name, new)
    return made.getvalue()


def spoil(content, part):
    """The package with one byte of a stored part changed, so that its checksum is wrong."""
    with zipfile.ZipFile(io.BytesIO(change(content, "", None))) as archive:
        at = archive.getinfo(part).header_offset + 30 + len(part) + 20
    stored = bytearray(change(content, "", None))
    stored[at] ^= 0xFF
    return bytes(stored)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (workbook()[:-40], "thiếu phần cuối"),
        (
            change(workbook(), "xl/workbook.xml", b"<workbook><sheets>"),
            "phần 'xl/workbook.xml' bị hỏng ở dòng 1",
        ),
        (spoil(workbook(), SHEET), f"phần '{SHEET}' bị hỏng, không giải nén được"),
    ],
    ids=["cut off", "broken XML", "wrong checksum"],
)
def test_a_damaged_workbook_is_refused_with_the_part_that_is_damaged(tmp_path, content, found):
    assert found in refusal(tmp_path, content).found


@pytest.mark.parametrize("name", ["word\\document.xml", "Word/Document.xml"])
def test_a_document_whose_parts_are_named_otherwise_is_no_archive(tmp_path, name):
    error = refusal(tmp_path, package(**{name: b"<w:document"}))
    assert "tệp nén" not in error.found
    assert "bị hỏng" in error.found


def test_a_letter_is_refused_with_the_names_of_the_files_attached_to_it(tmp_path):
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@x.example", "b@x.example", "Báo cáo"
    letter.set_content("Kính gửi")
    letter.add_attachment(workbook(), maintype="application", subtype="octet-stream", filename="Biểu 2.xlsx")
    found = refusal(tmp_path, letter.as_bytes(), "thu.eml")
    assert "thư điện tử" in found.found
    assert found.found.endswith("tệp đính kèm: Biểu 2.xlsx")
    assert "lưu từng tệp đính kèm" in found.remedy


def test_a_letter_without_attachments_is_refused_too(tmp_path):
    letter = b"From: a@x.example\nTo: b@x.example\nDate: x\n\nx"
    assert refusal(tmp_path, letter).found == "thư điện tử lưu thành tệp (.eml, .msg), không phải bảng"
