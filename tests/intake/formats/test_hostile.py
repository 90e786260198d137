"""Hostile and broken files: a clear refusal or a harmless text, in bounded time and memory."""

import contextlib
import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from camket.errors import InputError
from camket.intake.formats.excel import read_workbook
from camket.intake.formats.limits import LARGEST_SPREADSHEET
from camket.intake.tables.source_files import read_file

CONTENT = frozenset({"content"})
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện"]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("bao-cao*"))

# Reads each file that it is told of in a process of its own and says what became of it, with the seconds and
# the megabytes at the most. One program for all: a new one would take longer to start than most files to read.
READER = """
import json, os, re, resource, sys, time
from pathlib import Path
from camket.errors import InputError
from camket.intake.tables.source_files import read_file
import docx, lxml.etree, xlrd
for line in sys.stdin:
    if not os.fork():
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))  # whoever never ends, dies
        start = time.process_time()
        try:
            file = read_file(Path(line[:-1]), "x", frozenset({"content"}))
            outcome = f"read {sum(len(table.records) for table in file.tables)}"
        except InputError as error:
            outcome = f"refused {error.found}"
        peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
        print(json.dumps([outcome, time.process_time() - start, int(peak) / 1000]), flush=True)
        os._exit(0)
    if os.wait()[1]:
        print(json.dumps(["died", 0, 0]), flush=True)
"""


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in [HEAD, *rows]:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_strings():
    """A workbook with shared strings, as Excel writes them."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, HEAD)
    return buffer.getvalue()


def with_part(content, part, replaced):
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, replaced if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, replaced)
    return buffer.getvalue()


def sheet_xml(rows, below=""):
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{below}</worksheet>"


ROW = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c><c r="B1" t="inlineStr"><is><t>Nội dung</t></is></c>'
    '</row><row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Giải ngân</t></is></c></row>'
)
STRAY = '<row r="900"><c r="Z900"><v>1</v></c></row>'
MERGES = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 10_000 + "</mergeCells>"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Against the limit on how much a part may shrink, which would refuse these before anything else.
NOISE = f"<!--{random.Random(1).randbytes(60_000).hex()}-->"
BILLIONS = (
    '<col min="-9999999999" max="16384" hidden="1"/>' * 3 + '<col min="1" max="16384" hidden="1"/>' * 10_000
)
WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
HIDDEN = '<table:table-column table:visibility="collapse" table:number-columns-repeated="999999999"/>'
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CELL = '<c r="A3"><v>7</v></c>'
ANY = "read|refused"


def hostile_files():
    good = workbook([1, "Giải ngân", "Đạt"])
    entity_cell = ROW.replace("Giải ngân", "&l9;")
    return {
        "a bomb": (with_part(good, SHEET, b"0" * 20_000_000), "nén bất thường"),
        "a bomb in a picture": (with_part(good, "xl/media/image1.png", b"0" * 20_000_000), "nén bất thường"),
        "ten thousand parts": (many_parts(good), "10"),
        "entities": (with_part(good, SHEET, ENTITIES + sheet_xml(entity_cell)), "DOCTYPE"),
        "an outside entity": (with_part(good, SHEET, OUTSIDE + sheet_xml(ROW)), "DOCTYPE"),
        "entities in strings": (
            with_part(with_strings(), "xl/sharedStrings.xml", f"{ENTITIES}<sst {MAIN}><si><t>&l9;</t></si></sst>"),
            "DOCTYPE",
        ),
        "nested XML": (with_part(good, SHEET, sheet_xml("<a>" * 100_000 + "</a>" * 100_000)), ANY),
        "a million empty rows": (
            with_part(good, SHEET, sheet_xml(ROW + empty_rows(1_000_000))),
            "read 1",
        ),
        "a stray cell far away": (
            with_part(good, SHEET, sheet_xml(ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
            "read 1",
        ),
        "a long cell": (workbook([1, "Đ" * 32_767, "Đạt"]), "read 1"),
        "a column merged whole": (
            with_part(good, SHEET, sheet_xml(ROW, '<mergeCells><mergeCell ref="C2:C1048576"/></mergeCells>')), "read 1",
        ),
        "merges upon merges": (with_part(good, SHEET, sheet_xml(ROW + STRAY, MERGES)), "read 1|trộn ô"),
        "text of one line": (b"a," * 4_000_000, "hơn 500000 ô"),
        "a part read as a thousand sheets": (thousand_sheets(good), "hỏng"),
        "columns hidden by the billion": (
            with_part(good, SHEET, sheet_xml(ROW).replace("<sheetData>", f"<cols>{BILLIONS}</cols><sheetData>")),
            "hỏng",
        ),
        "a row without end": (
            with_part(good, SHEET, sheet_xml(ROW + '<row r="3">' + CELL * 600_000 + f"</row>{NOISE}")),
            "một hàng",
        ),
        "elements behind the rows": (
            with_part(good, SHEET, NOISE + sheet_xml(ROW, "<x/>" * 3_100_000)), "ngoài các hàng",
        ),
        "a tree of styles": (
            with_part(good, "xl/styles.xml", NOISE + f"<styleSheet {MAIN}>" + "<xf/>" * 2_600_000 + "</styleSheet>"),
            "quá nhiều phần tử",
        ),
        "a bomb in strings": (with_part(with_strings(), "xl/sharedStrings.xml", b"<si/>" * 4_000_000), "nén bất"),
        "a Word file of too many cells": (
            document("<w:tbl>" + ("<w:tr>" + "<w:tc/>" * 60 + "</w:tr>") * 2_000 + "</w:tbl>"),
            "120000 ô trong các bảng",
        ),
        "tables within tables": (
            document("<w:tbl><w:tr><w:tc>" * 1_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 1_000), "hỏng",
        ),
        "cells as wide as the world": (
            document("<w:tbl>" + f"<w:tr>{WIDE * 10}</w:tr>" * 200 + "</w:tbl>"),
            "không tìm thấy",
        ),
        "an ODS of repeated columns": (ods(repeated(900_000) * 500), "hơn 500000 ô"),
        "an ODS of repeated rows": (ods(repeated(1_000), "1000000"), "đến hàng 1000000"),
        "an ODS of hidden columns": (ods(repeated(1), above=HIDDEN * 1_000), "không tìm thấy"),
        "an ODS with a bomb": (ods(repeated(1), styles=b" " * 20_000_000), "nén bất thường"),
        "an .xls too large": (OLE + bytes(LARGEST_SPREADSHEET), r"\.xls lớn|Excel/Word đời cũ"),
        "an .xls whose sectors go in a circle": (OLE + b"\1\0\0\0" * 10_000, "Excel/Word đời cũ|hỏng"),
        "a text of 50 MB": (b"a;b\n" * 12_400_000, "tệp văn bản lớn"),
        "deep RTF": (b"{\\rtf1" + b"{" * 10_000, "RTF"),
        "a program": (b"MZ" + bytes(1000), "chương trình"),
    }  # fmt: skip


def million_files():
    good = workbook([1, "Giải ngân", "Đạt"])
    return {
        "a million rows of formats": (with_part(good, SHEET, sheet_xml(ROW + formatted_rows(600_000))), "read 1"),
        "a million empty formulas": (with_part(good, SHEET, sheet_xml(ROW + empty_formulas(900_000))), "read 1"),
        "elements beside the cells": (
            with_part(good, SHEET, NOISE + sheet_xml(ROW + "<x/>" * 3_100_000)), "read 1",
        ),
        "a text of a million rows": (b"1,2\n" * 1_000_000, "hơn 500000 ô"),
    }  # fmt: skip


def thousand_sheets(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = archive.read("xl/workbook.xml").decode()
    (one,) = re.findall("<sheet [^>]*>", book)
    return with_part(content, "xl/workbook.xml", book.replace(one, one * 1_000))


def document(body):
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text = f"{NOISE}<w:document {space}><w:body>{body}</w:body></w:document>"
    return with_part(buffer.getvalue(), "word/document.xml", text)


def ods(cells, rows="1", above="", styles=b""):
    table = f'{above}<table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row>'
    body = f'<office:spreadsheet><table:table table:name="S">{table}</table:table></office:spreadsheet>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", f"{NOISE}<a {SPACES}><office:body>{body}</office:body></a>")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("styles.xml", styles)
    return buffer.getvalue()


def repeated(times, text="x"):
    return f'<table:table-cell table:number-columns-repeated="{times}"><text:p>{text}</text:p></table:table-cell>'


def empty_rows(count):
    return "".join(f'<row r="{number}" s="1" customFormat="1"/>' for number in range(3, count))


def formatted_rows(count):
    return "".join(
        f'<row r="{row}"><c r="A{row}" s="1"/><c r="B{row}" s="1"/><c r="C{row}" s="1"/></row>'
        for row in range(3, count)
    )


def empty_formulas(count):
    return "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><f>IF(B{row}="","",1)</f><v></v></c></row>'
        for row in range(3, count)
    )


def many_parts(content):
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as package:
        for number in range(10_000):
            package.writestr(f"xl/p{number}.xml", "")
    return buffer.getvalue()


BAD = (
    "a bomb", "a bomb in a picture", "ten thousand parts", "entities", "an outside entity", "entities in strings",
    "nested XML", "a million empty rows",
    "a stray cell far away", "a long cell", "a column merged whole",
    "merges upon merges", "text of one line", "deep RTF", "a program", "a part read as a thousand sheets",
    "columns hidden by the billion", "a row without end", "elements behind the rows",
    "a tree of styles",
    "a bomb in strings", "a Word file of too many cells", "tables within tables", "cells as wide as the world",
    "an ODS of repeated columns", "an ODS of repeated rows", "an ODS of hidden columns", "an ODS with a bomb",
    "an .xls too large", "an .xls whose sectors go in a circle", "a text of 50 MB",
)  # fmt: skip
# Each is much like one of the others, and takes seconds.
MILLIONS = (
    "a million rows of formats", "a million empty formulas", "elements beside the cells", "a text of a million rows",
)  # fmt: skip
on_linux = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the memory of a process is told by Linux"
)


def read_in_the_reader(reader, path, content):
    path.write_bytes(content)
    reader.stdin.write(f"{path}\n")
    reader.stdin.flush()
    return json.loads(reader.stdout.readline())


@on_linux
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_or_harmless_and_costs_less_than_500_megabytes(tmp_path, name, hostile, reader):
    check_harmless(reader, tmp_path / "x.xlsx", *hostile[name])


@on_linux
@pytest.mark.trial
@pytest.mark.parametrize("name", MILLIONS)
def test_a_file_of_millions_is_refused_or_harmless_too(tmp_path, name, millions, reader):
    check_harmless(reader, tmp_path / "x.xlsx", *millions[name])


def check_harmless(reader, path, content, said):
    outcome, _, megabytes = read_in_the_reader(reader, path, content)
    assert re.search(said, outcome), outcome
    assert megabytes < 500


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWN = " ".join(
    f'xmlns:{name}="http://schemas.openxmlformats.org/drawingml/2006/{space}"'
    for name, space in (("xdr", "spreadsheetDrawing"), ("a", "main"), ("c", "chart"))
)


def anchored(inside):
    return f"<xdr:twoCellAnchor>{inside}</xdr:twoCellAnchor>"


def drawing(inside):
    return f'{NOISE}<xdr:wsDr {DRAWN} xmlns:r="{RELATIONS}">{inside}</xdr:wsDr>'


def related(*parts):
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    lines = (
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="../{part}"/>'
        for number, (kind, part) in enumerate(parts)
    )
    return f'{NOISE}<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


def sheet_beside(parts, *relations):
    """A workbook whose sheet has relations to parts beside it."""
    content = with_part(with_strings(), SHEET, sheet_xml(ROW))
    for name, text in {"xl/worksheets/_rels/sheet1.xml.rels": related(*relations), **parts}.items():
        content = with_part(content, name, text)
    return content


def many_runs():
    """Many cells with one shared string of many runs."""
    runs = "<r><rPr><strike/></rPr><t>a</t></r><r><t>b</t></r>" * 10_000
    rows = "".join(f'<row r="{row}"><c r="B{row}" t="s"><v>0</v></c></row>' for row in range(3, 20_000))
    content = with_part(with_strings(), SHEET, NOISE + sheet_xml(ROW + rows))
    return with_part(content, "xl/sharedStrings.xml", f"{NOISE}<sst {MAIN}><si>{runs}</si></sst>")


def formatted(code):
    rows = "".join(f'<row r="{row}"><c r="C{row}" s="1"><v>{row}.5</v></c></row>' for row in range(3, 5_000))
    styles = (
        f'{NOISE}<styleSheet {MAIN}><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="200"/></cellXfs></styleSheet>'
    )
    return with_part(with_part(with_strings(), "xl/styles.xml", styles), SHEET, NOISE + sheet_xml(ROW + rows))


def shared_files():
    """Files in which many places share one costly thing; each took minutes or gigabytes once."""
    box = "<xdr:sp><a:p><a:t>x</a:t></a:p></xdr:sp>"
    frame = '<xdr:graphicFrame><a:graphicData><c:chart r:id="r0"/></a:graphicData></xdr:graphicFrame>'
    chart = f"{NOISE}<c:chartSpace {DRAWN}>{'<c:tx><c:v>x</c:v></c:tx>' * 20_000}</c:chartSpace>"
    old = f'<xml xmlns:v="urn:schemas-microsoft-com:vml">{NOISE * 4}{"<v:a/>" * 4_000_000}</xml>'
    nested = "<xdr:sp>" * 200 + box * 120_000 + "</xdr:sp>" * 200
    one = ("drawing", "drawings/d.xml")
    return {
        "a drawing of many relations": (
            sheet_beside({"xl/drawings/d.xml": drawing(anchored(box) * 5_000)}, *[one] * 1_000), "read 1",
        ),
        "a chart of many frames": (
            sheet_beside(
                {
                    "xl/drawings/d.xml": drawing(anchored(frame) * 5_000),
                    "xl/drawings/_rels/d.xml.rels": related(("chart", "charts/c.xml")),
                    "xl/charts/c.xml": chart,
                },
                one,
            ),
            "quá nhiều phần tử",
        ),
        "shapes within shapes": (
            sheet_beside({"xl/drawings/d.xml": drawing(anchored(nested))}, one),
            "quá nhiều phần tử",
        ),
        "an old drawing of millions": (
            sheet_beside({"xl/drawings/v.vml": old}, ("vmlDrawing", "drawings/v.vml")), "quá nhiều phần tử",
        ),
        "a string of runs in every cell": (many_runs(), "read"),
        "a format of brackets": (formatted("[" * 500_000 + "0"), "read"),
        "a format of zeros": (formatted("0" * 200_000 + "&quot;x&quot;"), "read"),
        "a format of decimals": (formatted("0." + "0" * 500), "read"),
        "options that part in two ways": (
            workbook([1, "Giải ngân", "Hoàn thành " + "x) " * 60 + "7% Chưa hoàn thành"]), "read 1",
        ),
        "thousands of options": (workbook([1, "Giải ngân", "(x) Đạt " * 4_000]), "read 1"),
        "a note of spaces": (workbook([1, "Giải ngân", "Đạt (1)"], ["(1)" + " " * 32_000 + "!"]), "read 1"),
        "a note of lines": (workbook([1, "Giải ngân", "Đạt (1)"], ["(1) a" + "\nb" * 16_000]), "read 1"),
        "a note that all cells share": (
            workbook(*[[row, "Giải ngân", "Đạt (1)"] for row in range(1_000)], ["(1) " + "Chưa xong " * 3_000]),
            "chú thích của các ô",
        ),
        "a header in every row": (with_part(with_strings(), SHEET, NOISE + sheet_xml(headings(20_000))), "read 0"),
        "a text merged over all rows": (
            with_part(
                with_strings(), SHEET,
                NOISE + sheet_xml(numbered(15_000), '<mergeCells><mergeCell ref="C2:C15000"/></mergeCells>'),
            ),
            "read 14999",
        ),
        "many paragraphs before a table": (document(PARAGRAPH * 49_000 + WORD_TABLE), "read 1"),
        "too many paragraphs": (document(PARAGRAPH * 60_000 + WORD_TABLE), "60000 đoạn văn"),
        "an ODS of spaces": (ods(repeated(1, '<text:s text:c="2000000000"/>')), ANY),
        "an ODS of a long text": (ods(repeated(300, "Đã xong " * 4_000), "3000"), "đến hàng 3000"),
        "rows that are no table": (with_part(with_strings(), SHEET, NOISE + sheet_xml(words(150_000))), "hơn 500000 ô"),
    }  # fmt: skip


HEADER = "".join(
    f'<c r="{at}0" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in zip("ABC", HEAD, strict=True)
)
PARAGRAPH = "<w:p><w:r><w:t>Sở Nội vụ báo cáo</w:t></w:r></w:p>"
WORD_TABLE = "".join(
    f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>' for text in row)}</w:tr>"
    for row in (HEAD, ["1", "Giải ngân", "Đạt"])
).join(("<w:tbl>", "</w:tbl>"))


def headings(count):
    return "".join(f'<row r="{row}">{HEADER.replace("0", str(row))}</row>' for row in range(1, count))


def numbered(count):
    """A header and rows with numbers and contents; the first has a long result."""
    text = f'<c r="C2" t="inlineStr"><is><t>{"Đã xong " * 4_000}</t></is></c>'
    return f'<row r="1">{HEADER.replace("0", "1")}</row>' + "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="str"><v>Việc {row}</v></c>'
        f"{text if row == 2 else ''}</row>"
        for row in range(2, count + 1)
    )


def words(count):
    return "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>Dòng {row}</v></c><c r="B{row}" t="str"><v>Đã xong</v></c></row>'
        for row in range(1, count)
    )


SHARED = (
    "a drawing of many relations", "a chart of many frames", "shapes within shapes", "an old drawing of millions",
    "a string of runs in every cell", "a format of brackets", "a format of zeros", "a format of decimals",
    "options that part in two ways", "thousands of options", "a note of spaces", "a note of lines",
    "a note that all cells share", "a header in every row", "a text merged over all rows",
    "many paragraphs before a table", "too many paragraphs", "an ODS of spaces", "an ODS of a long text",
    "rows that are no table",
)  # fmt: skip


@pytest.mark.trial
@on_linux
@pytest.mark.parametrize("name", SHARED)
def test_what_many_places_share_costs_once_or_is_refused(tmp_path, name, shared, reader):
    content, said = shared[name]
    outcome, seconds, megabytes = read_in_the_reader(reader, tmp_path / "x.xlsx", content)
    assert re.search(said, outcome), outcome
    assert seconds < 20
    assert megabytes < 500


@pytest.fixture(scope="module")
def shared():
    return shared_files()


@on_linux
@pytest.mark.trial
@pytest.mark.parametrize("name", [*BAD, *MILLIONS])
def test_a_bad_file_costs_little_time(tmp_path, name, hostile, millions, reader):
    """The limits refuse each in less than 5 seconds of a processor of today. A slow machine has four times as long."""
    _, seconds, _ = read_in_the_reader(reader, tmp_path / "x.xlsx", {**hostile, **millions}[name][0])
    assert seconds < 20


@pytest.fixture(scope="module")
def reader():
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", READER],
        env={**os.environ, "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield process


@pytest.fixture(scope="module")
def hostile():
    return hostile_files()


@pytest.fixture(scope="module")
def millions():
    return million_files()


def test_a_link_that_leaves_the_folder_is_refused_and_one_inside_is_read(tmp_path):
    folder = tmp_path / "period"
    folder.mkdir()
    (tmp_path / "outside.xlsx").write_bytes(workbook([1, "Giải ngân", "Đạt"]))
    (folder / "inside.xlsx").write_bytes(workbook([1, "Giải ngân", "Đạt"]))
    for name, target in (("out", tmp_path / "outside.xlsx"), ("in", folder / "inside.xlsx")):
        (folder / name).symlink_to(target)
    assert read_file(folder / "in", "in", CONTENT, folder).tables
    with pytest.raises(InputError, match="liên kết dẫn ra ngoài"):
        read_file(folder / "out", "out", CONTENT, folder)


def test_circular_links_and_pipes_are_refused(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    os.mkfifo(tmp_path / "pipe")
    for name in ("a", "pipe"):
        with pytest.raises(InputError, match="không mở được tệp"):
            read_file(tmp_path / name, name, CONTENT, tmp_path)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_file_with_damage_anywhere_is_read_or_refused(path, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    whole, target = path.read_bytes(), tmp_path / path.name
    chance = random.Random(path.name)
    for _ in range(25):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 4, 40])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.3:
            del content[chance.randrange(len(content)) :]
        target.write_bytes(content)
        read_or_refused(target)


@pytest.mark.parametrize(
    "path", [path for path in SAMPLES if zipfile.is_zipfile(path)], ids=lambda path: path.name
)
def test_a_package_with_damaged_xml_is_read_or_refused(path, tmp_path):
    chance = random.Random(path.name)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for _ in range(15):
        part = chance.choice(sorted(parts))
        content = bytearray(parts[part])
        for _ in range(chance.choice([1, 10])):
            content[chance.randrange(len(content))] = chance.choice(b'<>/"= 0123456789A&')
        target = tmp_path / "x.xlsx"
        target.write_bytes(with_part(path.read_bytes(), part, bytes(content)))
        read_or_refused(target)


def read_or_refused(path):
    """Read a file; any exception but `InputError` fails the test."""
    with contextlib.suppress(InputError):
        file = read_file(path, "x", frozenset())
        assert all(len(table.rows) == len(table.sheet.rows) for table in file.tables)


VALUES = st.none() | st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=20
).filter(lambda text: not text.startswith("=")) | st.integers(-(10**9), 10**9) | st.booleans()  # fmt: skip


@given(st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=5))
def test_a_generated_workbook_gives_back_every_value_at_its_place(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    sheets = read_workbook(buffer.getvalue()).sheets
    read = {cell.place: cell.value for sheet in sheets for row in sheet.rows for cell in row}
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value not in (None, "") and cell.data_type != "e":
                assert read[f"Sheet!{cell.coordinate}"] == cell.value
