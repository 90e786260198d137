"""The XML of a sheet: the pattern for the usual shape and the event reader agree."""

import html
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from camket.intake.formats.excel_events import read_by_events
from camket.intake.formats.excel_sheet import UnusualShape, read_by_pattern, read_strings, unescape
from camket.intake.formats.grid import Area

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TWICE = MAIN + " " + MAIN.replace("s=", "s:x=")
TEXTS = st.text(
    st.characters(min_codepoint=0x20, exclude_categories=("Cs",), exclude_characters="\ufffe\uffff")
)
ESCAPED = TEXTS.map(lambda text: html.escape(text, quote=False))
COLUMNS = st.sampled_from(["A", "B", "Z", "AA", "XFD"])
CELLS = st.builds(
    lambda kind, style, formula, text: (kind, style, formula, text),
    st.sampled_from(["", "n", "s", "str", "b", "e", "d", "inlineStr"]),
    st.sampled_from(["", "0", "12"]),
    st.sampled_from(["", "<f>SUM(A1:B2)</f>", '<f t="shared" si="0"/>', "<f></f>"]),
    ESCAPED,
)
ROWS = st.dictionaries(st.integers(1, 1_048_576), st.dictionaries(COLUMNS, CELLS, max_size=3), max_size=5)


def sheet(rows, above="", below="", root=MAIN):
    return f"<worksheet {root}>{above}<sheetData>{rows}</sheetData>{below}</worksheet>".encode()


def written(row, column, cell):
    kind, style, formula, text = cell
    style, type_ = (f' s="{style}"' if style else ""), (f' t="{kind}"' if kind else "")
    inside = f"<is><t>{text}</t></is>" if kind == "inlineStr" else f"{formula}<v>{text}</v>"
    return f'<c r="{column}{row}"{style}{type_}>{inside}</c>'


def everything(parts):
    # The lists are complete when the cells have been read.
    return list(parts.cells), parts.merged, parts.hidden_rows, parts.hidden_columns


def shown(cells):
    """The cells with visible text; a formula with an empty text may be dropped with its row."""
    return [cell for cell in told(cells) if any(cell[4:]) and not (cell[3] == "str" and not cell[5])]


def told(cells):
    return [(*cell[:5], unescape(cell[5]), unescape(cell[6])) for cell in cells]


@given(ROWS, st.booleans())
def test_the_pattern_and_the_event_reader_give_the_same_cells(rows, hidden):
    state = 'hidden="1"' if hidden else ""
    xml = sheet(
        "".join(
            f'<row r="{number}" {state}>'
            + "".join(written(number, column, cell) for column, cell in sorted(cells.items()))
            + "</row>"
            for number, cells in sorted(rows.items())
        ),
        above='<cols><col min="2" max="4" hidden="1"/><col min="6" max="6"/></cols>',
        below='<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C:D"/></mergeCells>',
    )
    try:
        by_pattern = everything(read_by_pattern(xml))
    except UnusualShape:
        assert b"xmlns" in xml[150:] or b":c" in xml  # a text that looks like a name space
        return
    by_events = everything(read_by_events(xml))
    assert shown(by_pattern[0]) == shown(by_events[0])
    assert by_pattern[1:] == by_events[1:]


@pytest.mark.parametrize("make", ["openpyxl", "xlsxwriter"])
def test_usual_files_are_read_by_the_pattern_with_the_same_result_as_by_events(make):
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
        xml = package.read("xl/worksheets/sheet1.xml")
    by_pattern, by_events = everything(read_by_pattern(xml)), everything(read_by_events(xml))
    assert by_pattern[1:] == by_events[1:] == ([Area(3, 1, 4, 2)], [2], [])
    assert shown(by_pattern[0]) == shown(by_events[0])


A1 = ("A", "1", "", "", "", "7", "")


@pytest.mark.parametrize(
    "xml",
    [
        sheet('<row><c><v>7</v></c></row>'),
        sheet('<row r="1"><c  r="A1"><v>7</v></c></row>'),
        sheet('<row r="1"><c\nr="A1"><v>7</v></c></row>'),
        sheet('<row r="1"><c r="A1"><v>7</v><extLst/></c></row>'),
        sheet('<row r="1"><c r="A1"><!-- --><v>7</v></c></row>'),
        sheet('<row r="1"><c r="A1"><v><![CDATA[7]]></v></c></row>'),
        sheet('<row r="1"><x:c xmlns:x="u" r="A1"><x:v>7</x:v></x:c></row>'),
        sheet('<row r="1"><y r="A1"/><x:c r="A1"><x:v>7</x:v></x:c></row>', root=TWICE),
        sheet('<row r="1"><c r="A1"><v>7</v></c></row>').replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(
            b"xmlns=", b"xmlns:x="
        ),
        '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16")
        + sheet('<row r="1"><c r="A1"><v>7</v></c></row>').decode().encode("utf-16-le"),
        sheet('<row r="1"><c r="A1"><v>7</v></c></row>'.replace(">7<", ">&#55;<")),
    ],
    ids=[
        "no places", "two spaces", "a line break", "an extension", "a comment", "CDATA", "a name space of its own",
        "a second prefix", "all with a prefix", "UTF-16", "a number as a character",
    ],
)  # fmt: skip
def test_a_cell_of_unusual_shape_is_read_too(xml):
    try:
        cells = told(read_by_pattern(xml).cells)
    except UnusualShape:
        cells = told(read_by_events(xml).cells)
    assert cells == [A1]


def test_a_sheet_of_many_megabytes_is_read_piece_by_piece_without_losing_a_cell():
    count = 60_000
    xml = sheet(
        "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, count + 1))
    )
    assert len(xml) > 2_500_000
    assert [int(cell[5]) for cell in read_by_pattern(xml).cells] == list(range(1, count + 1))
    assert [int(cell[5]) for cell in read_by_events(xml).cells] == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<si><t>a</t></si>", "a"),
        ('<si><t xml:space="preserve"> a </t></si>', " a "),
        ("<si><t/></si>", ""),
        ("<si><r><t>Nội </t></r><r><rPr><b/></rPr><t>dung</t></r></si>", "Nội dung"),
        ("<si><t>漢</t><rPh sb='0' eb='1'><t>hán</t></rPh></si>", "漢"),
        ("<si><t>a &amp;lt; b</t></si>", "a &lt; b"),
        ("<si><t>dòng_x000D_hai</t></si>", "dòng\rhai"),
        ("<si><t>_xD83D__xDE00_</t></si>", "\U0001f600"),
        ("<si><t>_xD83D_</t></si>", "\ufffd"),
    ],
)
def test_a_shared_string_is_read_as_it_was_typed(inside, text):
    plain = f"<sst {MAIN}>{inside}<si><t>sau</t></si></sst>".encode()
    commented = f"<sst {MAIN}><!-- -->{inside}<si><t>sau</t></si></sst>".encode()
    assert read_strings(plain) == read_strings(commented) == [text, "sau"]
