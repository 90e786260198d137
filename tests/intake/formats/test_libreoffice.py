"""Old Word files: converted where LibreOffice is installed, else refused with the remedy."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from camket.errors import InputError
from camket.intake.formats import libreoffice as convert
from camket.intake.formats.libreoffice import convert_to_docx, find_libreoffice
from camket.intake.formats.limits import Refusal
from camket.intake.formats.word import read_document
from camket.intake.tables.source_files import read_file
from with_libreoffice import with_writer

SAMPLE = Path(__file__).parents[1] / "samples" / "bao-cao.doc"
ROWS = [
    ["STT", "Nội dung cam kết", "Kết quả thực hiện"],
    ["1", "Ban hành Đề án", "Đang xây dựng dự thảo"],
    ["2", "Tinh giản biên chế", "Đã hoàn thành"],
]


posix = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for LibreOffice")


def rtf(text):
    letters = "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in text)
    return ("{\\rtf1\\ansi " + letters + "}").encode("ascii")


def rtf_row(texts):
    edges = "".join(f"\\cellx{2000 * number}" for number, _ in enumerate(texts, start=1))
    return f"\\trowd{edges}\\pard\\intbl " + "".join(f"{text}\\cell " for text in texts) + "\\row\n"


TABLE = "SỞ NỘI VỤ\\par\n" + "".join(map(rtf_row, ROWS)) + "\\pard\\par "


def grid(sheet):
    return [[cell.text for cell in row] for row in sheet.rows]


@with_writer
def test_a_table_in_rtf_is_read_with_the_text_above_it(tmp_path):
    (tmp_path / "SNV.rtf").write_bytes(rtf(TABLE))
    (table,) = read_file(tmp_path / "SNV.rtf", "SNV.rtf", frozenset({"content", "result_text"})).tables
    assert grid(table.sheet) == ROWS
    assert table.letterhead == ("SỞ NỘI VỤ",)


@with_writer
def test_a_document_of_word_97_is_read_with_its_table():
    (sheet,) = read_document(convert_to_docx(SAMPLE.read_bytes(), "doc")).sheets
    assert len(sheet.rows) == 6
    assert grid(sheet)[0] == ["STT", "Nội dung cam kết", "Kết quả thực hiện"]
    assert grid(sheet)[5] == ["5", "Trồng mới 40 ha rừng", "Chưa thực hiện do thiếu cây giống"]


@with_writer
def test_a_document_without_a_table_is_refused_after_it_was_converted(tmp_path):
    (tmp_path / "SNV.rtf").write_bytes(rtf("SỞ NỘI VỤ\\par Không có bảng nào\\par "))
    with pytest.raises(InputError, match="không tìm thấy bảng"):
        read_file(tmp_path / "SNV.rtf", "SNV.rtf", frozenset({"content"}))


@with_writer
def test_two_parallel_conversions_succeed_and_leave_no_files(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(convert_to_docx, [rtf(TABLE)] * 2, ["rtf"] * 2))
    assert [grid(sheet) for made in both for sheet in read_document(made).sheets] == [ROWS, ROWS]
    assert list(tmp_path.iterdir()) == []


@with_writer
@pytest.mark.parametrize("field", ["DATE", pytest.param("TIME", marks=pytest.mark.trial)])
def test_an_automatic_date_field_is_refused(field):
    dated = f'{{\\field{{\\*\\fldinst {field} \\\\@ "dd/MM/yyyy"}}{{\\fldrslt 01/02/2003}}}}'
    with pytest.raises(Refusal) as caught:
        convert_to_docx(rtf(TABLE + dated), "rtf")
    assert "ngày giờ tự động" in caught.value.found


LINKED = """<?xml version="1.0"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p><draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image
 xlink:href="http://127.0.0.1:{port}/a.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>
</office:text></office:body></office:document>"""


@with_writer
def test_a_linked_picture_is_not_fetched(tmp_path):
    asked = []

    class Server(BaseHTTPRequestHandler):
        def parse_request(self):
            asked.append(self.raw_requestline)
            return False

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        source = tmp_path / "linked.fodt"
        source.write_text(LINKED.format(port=server.server_port), encoding="utf-8")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        plain = [
            find_libreoffice(),
            profile,
            "--headless",
            "--convert-to",
            "doc",
            "--outdir",
            tmp_path,
            source,
        ]
        subprocess.run(plain, check=True, capture_output=True)
        assert asked, "LibreOffice left to itself fetches what is linked"
        asked.clear()
        convert_to_docx((tmp_path / "linked.doc").read_bytes(), "doc")
        server.shutdown()
    assert asked == []


@pytest.mark.parametrize(("kind", "name"), [("doc", "tệp Word đời cũ (.doc)"), ("rtf", "tệp văn bản RTF")])
def test_without_libreoffice_the_remedy_is_to_save_as_docx(kind, name, monkeypatch):
    monkeypatch.setattr(convert, "find_libreoffice", lambda: None)
    with pytest.raises(Refusal) as caught:
        convert_to_docx(rtf("a"), kind)
    assert caught.value.found.startswith(f"{name}, máy này chưa cài LibreOffice")
    assert "lưu thành .docx" in caught.value.remedy


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Replace LibreOffice by a script of the test."""

    def make(script):
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    return make


@posix
def test_a_conversion_without_output_is_refused(stand_in):
    stand_in("exit 1")
    with pytest.raises(Refusal) as caught:
        convert_to_docx(b"", "doc")
    assert "LibreOffice không chuyển đổi được" in caught.value.found


@posix
def test_a_hanging_conversion_is_killed_with_its_child_processes(stand_in, tmp_path, monkeypatch):
    monkeypatch.setattr(convert, "_SECONDS", 0.5)
    stand_in(f"sleep 60 & echo $! > '{tmp_path}/started'; wait")
    with pytest.raises(Refusal) as caught:
        convert_to_docx(b"", "doc")
    assert "chưa chuyển đổi xong" in caught.value.found
    started = int((tmp_path / "started").read_text())
    assert not is_running(started)


@posix
def test_a_conversion_ends_with_the_process_that_asked_for_it(stand_in, tmp_path):
    started = tmp_path / "started"
    stand_in(f"sleep 60 & echo $! > '{started}'; wait")
    source = "from camket.intake.formats.libreoffice import convert_to_docx; convert_to_docx(b'', 'doc')"
    asking = subprocess.Popen([sys.executable, "-c", source], env={**os.environ, "TMPDIR": str(tmp_path)})
    while not (started.exists() and started.read_text().strip()):
        time.sleep(0.02)
    asking.kill()
    asking.wait()
    latest = time.monotonic() + 5
    while is_running(int(started.read_text())):
        assert time.monotonic() < latest
        time.sleep(0.02)


def is_running(process):
    try:
        os.kill(process, signal.SIGCONT)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


@posix
def test_an_endless_conversion_is_killed(stand_in, monkeypatch):
    monkeypatch.setattr(convert, "_SECONDS_OF_WORK", 1)
    stand_in("while :; do :; done")
    with pytest.raises(Refusal) as caught:
        convert_to_docx(b"", "doc")
    assert "LibreOffice không chuyển đổi được" in caught.value.found
