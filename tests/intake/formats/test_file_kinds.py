"""The format of a file is detected by its content, whatever its name."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.intake.formats.books import read_book
from camket.intake.formats.file_kinds import is_text, recognise, utf16_without_mark
from camket.intake.formats.limits import Refusal

SAMPLES = Path(__file__).parents[1] / "samples"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = "STT;Nội dung cam kết;Kết quả\n1;Giải ngân;Đạt\n"


def package(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (package(xl__workbook_xml=""), "xlsx"),
        (package(word__document_xml=""), "docx"),
        (package(xl__workbook_bin=""), "xlsb"),
        (package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (package(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (package(bao_xlsx="x"), "archive"),
        (package(), "archive"),
        (OLE + bytes(600), "ole"),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + bytes(600) + "__properties_version1.0".encode("utf-16-le"), "mail"),
        (b"From: a@x.vn\r\nTo: b@x.vn\r\nSubject: Bao cao\r\n\r\nx", "mail"),
        (b"Received: from x\r\n\tby y\r\nDate: x\r\nMIME-Version: 1.0\r\n\r\nx", "mail"),
        (b"MIME-Version: 1.0\nDate: x\nContent-Type: multipart/related\n\n<html>", "html"),
        (b"From: <Saved>\r\nSubject: x\r\nDate: x\r\nMIME-Version: 1.0\r\n\r\n", "html"),
        ("STT;Nội dung: a\n1;b: c\n2;d: e\n".encode(), "text"),
        ("Sở: Nội vụ\nto: a\nb: c\nd: e\n".encode(), "text"),
        (b"{\\rtf1\\ansi{}}", "rtf"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\x89PNG\r\n", "image"),
        (b"BM\x00\x00", "image"),
        (b"BM;STT\n1;2\n", "text"),
        (b"Rar!\x1a\x07", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"MZ\x90\x00", "program"),
        (b"MZ;STT\n1;2\n", "text"),
        (b"\x7fELF", "program"),
        (b"<html><table>", "html"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML PUBLIC>", "html"),
        (b"<table border=1>", "html"),
        (b"<div><HTML>", "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "html"),
        (b'<?xml version="1.0"?><Workbook/>', "xml"),
        (TABLE.encode(), "text"),
        (TABLE.encode("utf-8-sig"), "text"),
        (TABLE.encode("utf-16"), "text"),
        (TABLE.encode("utf-16-le"), "text"),
        (TABLE.encode("utf-16-be"), "text"),
        ("KÕt qu¶ thùc hiÖn".encode("latin-1"), "text"),
        (b"\x00\x01\x02\x03", "binary"),
        (bytes(5_000), "zeros"),
    ],
)
def test_the_content_of_a_file_decides_its_format(content, kind):
    assert recognise(content) == kind


def test_a_zip_bomb_and_a_damaged_package_are_detected_on_recognition():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", bytes(3_000_000))
    with pytest.raises(Refusal, match="zip bomb"):
        recognise(buffer.getvalue())
    with pytest.raises(zipfile.BadZipFile):
        recognise(buffer.getvalue()[:-30])


@given(st.binary(max_size=3_000).map(lambda tail: OLE + tail))
def test_an_ole_file_with_any_directory_is_recognised_or_is_just_ole(content):
    assert recognise(content) in ("ole", "xls", "doc", "encrypted")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("utf-8", ""), ("cp1258", "")],
)
def test_utf_16_is_recognised_without_its_mark(encoding, name):
    content = "STT;Noi dung\n1;Thu\n".encode(encoding)
    assert utf16_without_mark(content) == name
    assert is_text(content)


@pytest.mark.parametrize("name", ["WORKBOOK", "workbook"])
def test_names_of_streams_in_other_capitals_are_recognised_and_read(tmp_path, name):
    sample = (SAMPLES / "bao-cao.xls").read_bytes()
    renamed = sample.replace("Workbook".encode("utf-16-le"), name.encode("utf-16-le"))
    assert renamed != sample
    assert recognise(renamed) == "xls"
    (tmp_path / "a.xls").write_bytes(renamed)
    (tmp_path / "b.xls").write_bytes(sample)
    assert read_book(tmp_path / "a.xls", "a")[0] == read_book(tmp_path / "b.xls", "b")[0]
