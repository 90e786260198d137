"""The XML of a sheet as any program may write it: cells, rows and columns, hidden or twice."""

import html
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from camket.intake.formats.excel import read_workbook
from camket.intake.formats.excel_cells import Shared
from camket.intake.formats.excel_sheet import read_sheet
from camket.intake.formats.excel_strings import Strings
from camket.intake.formats.grid import Area

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
TEXTS = st.text(
    st.characters(min_codepoint=0x20, exclude_categories=("Cs",), exclude_characters="\ufffe\uffff"),
    min_size=1,
).filter(lambda text: "_x" not in text)
NUMBERS = st.integers(-(10**14), 10**14)
CELLS = st.dictionaries(st.sampled_from(["A", "B", "Z", "AA", "XFD"]), TEXTS | NUMBERS, max_size=3)
ROWS = st.dictionaries(st.integers(1, 1_048_576), CELLS, max_size=5)


def worksheet(rows, above="", below="", root=MAIN):
    return f"<worksheet {root}>{above}<sheetData>{rows}</sheetData>{below}</worksheet>".encode()


def read(xml, strings=("không", "một")):
    return read_sheet("S", xml, Shared(Strings(strings, {}), {}, CALENDAR_WINDOWS_1900))


def cells_of(content):
    """Value and problem of every filled cell, by place."""
    return {
        cell.place: (cell.value, cell.problem) for line in content.filled.values() for cell in line.values()
    }


def written(column, row, value):
    if isinstance(value, int):
        return f'<c r="{column}{row}"><v>{value}</v></c>'
    return f'<c r="{column}{row}" t="str"><f>A1</f><v>{html.escape(value)}</v></c>'


@given(ROWS)
def test_every_cell_of_a_sheet_is_read_with_its_value_at_its_place(rows):
    xml = worksheet(
        "".join(
            f'<row r="{number}">{"".join(written(*cell) for cell in ((c, number, v) for c, v in cells.items()))}</row>'
            for number, cells in sorted(rows.items())
        )
    )
    wanted = {
        f"S!{column}{number}": value for number, cells in rows.items() for column, value in cells.items()
    }
    found = cells_of(read(xml))
    assert {place: value for place, (value, _) in found.items()} == wanted
    assert not any(problem for _, problem in found.values())


@pytest.mark.parametrize("make", ["openpyxl", "xlsxwriter"])
def test_merged_ranges_and_hidden_rows_of_usual_files_are_read(make):
    rows = [["STT", "Nội dung <&> cam kết", 1.5, True], [1, "dòng\nhai", None, 80]]
    buffer = io.BytesIO()
    if make == "openpyxl":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.active.merge_cells("A3:B4")
        book.active.row_dimensions[2].hidden = True
        book.save(buffer)
    else:
        with xlsxwriter.Workbook(buffer) as book:
            page = book.add_worksheet()
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            page.merge_range("A3:B4", "")
            page.set_row(1, None, None, {"hidden": True})
    with zipfile.ZipFile(buffer) as package:
        content = read(package.read("xl/worksheets/sheet1.xml"), [""] * 10)
    assert (content.merged, content.hidden_rows, content.hidden_columns) == ([Area(3, 1, 4, 2)], [2], [])


SEVEN = '<row r="1"><c r="A1"><v>7</v></c></row>'


@pytest.mark.parametrize(
    "xml",
    [
        worksheet(SEVEN),
        worksheet("<row><c><v>7</v></c></row>"),
        worksheet('<row><c r="A1"><v>7</v></c></row>'),
        worksheet('<row r="1"><c\n  r="A1" ><v>7</v></c></row>'),
        worksheet('<row r="1">\n<c r="A1">\n<v>7</v>\n</c>\n</row>\n'),
        worksheet('<row r="1"><c r="A1"><v>7</v><extLst/></c><extLst/></row>'),
        worksheet('<row r="1"><c r="A1"><!-- --><v>7</v></c></row>'),
        worksheet('<row r="1"><c r="A1"><v><![CDATA[7]]></v></c></row>'),
        worksheet(f'<y xmlns="u"/>{SEVEN}<y xmlns="u"/>'),
        worksheet('<row r="1"><y:c xmlns:y="u" r="A1"><y:v>8</y:v></y:c><c r="A1"><v>7</v></c></row>'),
        worksheet('<row r="1"><c r="A1"><v>&#55;</v></c></row>'),
        worksheet(SEVEN, root=STRICT),
        worksheet(SEVEN, root=""),
        worksheet(SEVEN).replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x="),
        '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16") + worksheet(SEVEN).decode().encode("utf-16-le"),
    ],
    ids=[
        "usual", "no places", "no place of the row", "line breaks", "indented", "extensions", "a comment", "CDATA",
        "elements of another namespace", "a cell of another namespace", "a number as a character", "Strict Open XML",
        "no namespace", "all with a prefix", "UTF-16",
    ],
)  # fmt: skip
def test_a_cell_is_read_whatever_program_wrote_it(xml):
    assert cells_of(read(xml)) == {"S!A1": (7, "")}


def test_cells_and_rows_without_a_place_follow_the_ones_before_them():
    xml = worksheet('<row r="4"><c r="B4"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>')
    assert cells_of(read(xml)) == {"S!B4": (1, ""), "S!C4": (2, ""), "S!A5": (3, "")}


def test_a_sheet_of_many_megabytes_is_read_piece_by_piece_without_losing_a_cell():
    count = 60_000
    xml = worksheet(
        "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, count + 1))
    )
    assert len(xml) > 2_500_000
    filled = read(xml).filled
    assert [filled[row][1].value for row in range(1, count + 1)] == list(range(1, count + 1))


def test_a_damaged_sheet_is_an_error_even_where_its_rows_are_whole():
    for xml in (worksheet(SEVEN)[:-3], worksheet(SEVEN) + b"<a/>", worksheet('<row r="0"/>')):
        with pytest.raises((SyntaxError, ValueError)):
            read(xml)


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', {"S!A1": "hai lần trong tệp: “1” và “2”"}),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>', {"S!A1": ""}),
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
            {"S!A1": "", "S!B1": "hàng 1 được ghi hai lần trong tệp"},
        ),
        (
            '<row r="1"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>',
            {"S!A2": "ô ghi địa chỉ A2 nhưng nằm trong hàng 1", "S!B2": ""},
        ),
        (
            '<row r="1"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
            {"S!A2": "ghi hai lần trong tệp: “1” và “2”"},
        ),
    ],
    ids=["a cell twice", "a cell twice alike", "a row twice", "another row", "another row and the cell there"],
)  # fmt: skip
def test_what_a_file_gives_twice_or_in_a_wrong_row_is_a_problem_of_the_cell(rows, problems):
    found = cells_of(read(worksheet(rows)))
    assert found.keys() == problems.keys()
    for place, problem in problems.items():
        assert problem in found[place][1] if problem else not found[place][1]


@pytest.mark.parametrize(
    ("row", "usual", "hidden"),
    [
        ('hidden="1"', "", True),
        ('hidden="true" ht="15"', "", True),
        ('hidden="0"', "", False),
        ('ht="0" customHeight="1"', "", True),
        ('ht="0.5"', "", True),
        ('ht="1.95" customHeight="1"', "", True),
        ('ht="2.25"', "", False),
        ('ht="15"', "", False),
        ('ht="15"', '<sheetFormatPr defaultRowHeight="0"/>', False),
        ("", '<sheetFormatPr defaultRowHeight="0" customHeight="1"/>', True),
        ("", '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>', False),
    ],
)
def test_a_row_that_shows_nothing_is_hidden(row, usual, hidden):
    xml = worksheet(f'<row r="1" {row}><c r="A1"><v>7</v></c></row>', above=usual)
    assert read(xml).hidden_rows == ([1] if hidden else [])


@pytest.mark.parametrize(
    ("column", "hidden"),
    [
        ('min="2" max="3" hidden="1"', [2, 3]),
        ('min="2" max="2" hidden="true" collapsed="1"', [2]),
        ('min="2" max="2" width="0" customWidth="1"', [2]),
        ('min="2" max="2" width="0.05"', [2]),
        ('min="2" max="2" width="0.28"', [2]),
        ('min="2" max="2" width="0.5"', []),
        ('min="2" max="2" width="9"', []),
    ],
)
def test_a_column_that_shows_nothing_is_hidden(column, hidden):
    assert read(worksheet(SEVEN, above=f"<cols><col {column}/></cols>")).hidden_columns == hidden


def test_rows_that_xlsxwriter_shows_where_unused_rows_are_hidden_are_read():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.set_default_row(hide_unused_rows=True)
        page.write_row(0, 0, ["STT", "Nội dung"])
    (sheet,) = read_workbook(buffer.getvalue()).sheets
    assert [cell.text for cell in sheet.rows[0]] == ["STT", "Nội dung"]
    assert sheet.skipped == ()
