"""The parts of a package are found by relations and content types, however a program has named them."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from camket.intake.formats.excel import read_workbook
from camket.intake.formats.file_kinds import recognise
from camket.intake.formats.package_parts import Package, normalise_name

WORDS = [["STT", "Nội dung cam kết", "Kết quả"], ["1", "Trồng 5 ha rừng", "Đạt"]]


def workbook():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("Biểu 1")
        for number, row in enumerate(WORDS):
            page.write_row(number, 0, row)
    return buffer.getvalue()


def renamed(content, name=lambda name: name, text=lambda name, text: text):
    """The same package with other names of its parts, and other texts in them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.infolist():
            if (given := name(part.filename)) is not None:
                info = zipfile.ZipInfo(given)
                info.filename = given  # ZipInfo would turn backslashes round on some systems
                new.writestr(info, text(part.filename, old.read(part)))
    return buffer.getvalue()


def instead(*pairs):
    def change(name, text):
        for old, new in pairs:
            text = text.replace(old, new) if name.endswith((".rels", "].xml")) else text
        return text

    return change


def prefixed(name, text):
    if name.endswith(("styles.xml", ".rels")) or not name.startswith("xl/"):
        return text
    head, _, rest = text.partition(b"?>\n")
    rest = rest.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")
    return head + b"?>" + rest


def strict(_, text):
    return text.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ).replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )


PACKAGES = {
    "usual": {},
    "backslashes": {"name": lambda name: name.replace("/", "\\")},
    "another case": {
        "name": lambda name: name.replace("sharedStrings", "SharedStrings").replace("xl/", "XL/")
    },
    "workbook2": {
        "name": lambda name: name.replace("workbook.xml", "workbook2.xml"),
        "text": instead((b"workbook.xml", b"workbook2.xml")),
    },
    "another folder": {
        "name": lambda name: name.replace("xl/", "so lieu/"),
        "text": instead((b"xl/", b"so%20lieu/")),
    },
    "absolute targets": {"text": instead((b'Target="worksheets', b'Target="/xl/worksheets'))},
    "backslashes in targets": {"text": instead((b"worksheets/sheet1", b"worksheets\\sheet1"))},
    "no relations of the package": {"name": lambda name: None if name == "_rels/.rels" else name},
    "prefixes": {"text": prefixed},
    "Strict Open XML": {"text": strict},
    "no styles": {"name": lambda name: None if name.endswith("styles.xml") else name},
}


@pytest.mark.parametrize("changes", PACKAGES.values(), ids=PACKAGES)
def test_a_workbook_is_read_whatever_its_parts_are_called(changes):
    content = renamed(workbook(), **changes)
    assert recognise(content) == "xlsx"
    (sheet,) = read_workbook(content).sheets
    assert [[cell.shown for cell in row] for row in sheet.rows] == WORDS
    assert sheet.rows[1][2].place == "'Biểu 1'!C2"


def test_a_workbook_without_its_shared_strings_names_the_cells_that_are_lost():
    content = renamed(workbook(), lambda name: None if name.endswith("sharedStrings.xml") else name)
    (sheet,) = read_workbook(content).sheets
    assert {cell.problem for row in sheet.rows for cell in row} == {
        f"ô hỏng: tệp không có chuỗi ký tự số {number}" for number in range(6)
    }


def test_a_workbook_that_lacks_a_sheet_is_an_error_and_not_a_shorter_book():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.create_sheet("Hai").append(["b"])
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(KeyError):
        read_workbook(renamed(buffer.getvalue(), lambda name: None if name.endswith("sheet2.xml") else name))


def test_relations_that_lead_outside_or_nowhere_are_passed_over():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/drawing" Target="../Drawings/d1.xml"/>'
        '<Relationship Id="b" Type="x/hyperlink" Target="http://a.vn/x.xml" TargetMode="External"/>'
        '<Relationship Id="c" Type="x/image" Target="../none.png"/></Relationships>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("xl/worksheets/_rels/s.xml.rels", relations)
        made.writestr("xl/drawings/d1.xml", "<a/>")
    with zipfile.ZipFile(buffer) as archive:
        found = list(Package(archive).relations("xl/worksheets/s.xml"))
    assert found == [("a", "drawing", "xl/drawings/d1.xml")]


@pytest.mark.parametrize(
    ("written", "name"), [("xl\\A.XML", "xl/a.xml"), ("/xl/a.xml", "xl/a.xml"), ("xl/b/../a.xml", "xl/a.xml")]
)
def test_names_of_parts_are_compared_without_case_and_with_slashes(written, name):
    assert normalise_name(written) == name
