"""Outlier cells far below or to the right of a table are reported, and the table is read without them."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from camket.intake.formats.grid import Area, arrange_cells, take_covered
from camket.intake.formats.sheet import KEY_HEADING, Cell, Note
from camket.intake.tables.source_files import read_file


def sheet_of(rows, **hidden):
    filled = {
        number: {column: Cell(text, text, f"S!{column}") for column, text in enumerate(row, start=1)}
        for number, row in enumerate(rows, start=1)
    }
    return arrange_cells("S", filled, **hidden)


def test_a_hidden_column_is_left_out_and_named():
    sheet = sheet_of([["STT", "bí mật"], ["1", "x"]], hidden_columns=[2])
    assert [row[1].shown for row in sheet.rows] == ["", ""]
    assert sheet.skipped == ("cột ẩn B",)


def test_the_hidden_column_of_record_ids_is_read():
    sheet = sheet_of([["STT", KEY_HEADING], ["1", "SNV-01"]], hidden_columns=[2])
    assert [row[1].shown for row in sheet.rows] == [KEY_HEADING, "SNV-01"]
    assert sheet.skipped == ()


def test_a_hidden_row_is_left_out_and_named():
    sheet = sheet_of([["STT"], ["1"], ["2"]], hidden_rows=[2])
    assert [row[0].shown for row in sheet.rows] == ["STT", "", "2"]
    assert sheet.skipped == ("hàng ẩn 2",)


CONTENT = frozenset({"content"})
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện"]
ROW = [1, "Giải ngân", "Đạt"]
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def read_book(tmp_path, outliers):
    book = openpyxl.Workbook()
    book.active.title = "S"
    book.active.append(HEAD)
    book.active.append(ROW)
    for place, value in outliers.items():
        book.active[place] = value
    book.save(tmp_path / "a.xlsx")
    return read_file(tmp_path / "a.xlsx", "a.xlsx", CONTENT)


def list_outliers(file):
    assert {part.kind for part in file.unread} <= {"outliers"}
    return [part.place for part in file.unread]


@pytest.mark.parametrize(
    ("outliers", "named"),
    [
        ({"A900000": "x"}, "A900000 “x”"),
        ({"C1048576": " "}, "C1048576 (trống)"),
        ({"XFD2": "x"}, "XFD2 “x”"),
        ({"XFD1048576": 1}, "XFD1048576 “1”"),
        ({"B5000": "x", "IV1": "y", "A900000": "z"}, "IV1 “y”, B5000 “x”, A900000 “z”"),
    ],
)
def test_an_outlier_cell_is_reported_and_the_table_is_read_to_its_end(tmp_path, outliers, named):
    file = read_book(tmp_path, outliers)
    assert list_outliers(file) == [named]
    assert [len(table.rows) for table in file.tables] == [2]
    assert [len(table.sheet.rows[0]) for table in file.tables] == [3]


def test_of_many_outliers_the_first_are_named_and_the_others_counted(tmp_path):
    [skipped] = list_outliers(read_book(tmp_path, {f"A{row}": "x" for row in range(5000, 5005)}))
    assert skipped.endswith("A5000 “x”, A5001 “x”, A5002 “x”, A5003 “x”, A5004 “x”")


def test_a_second_part_of_a_table_is_not_an_outlier(tmp_path):
    rows = {f"{'ABC'[column]}{row}": "x" for row in range(700, 720) for column in range(3)}
    file = read_book(tmp_path, rows)
    assert list_outliers(file) == []
    assert len(file.tables[0].rows) == 719


def test_a_cell_not_far_from_the_table_is_read_as_a_row(tmp_path):
    file = read_book(tmp_path, {"B300": "Thu ngân sách"})
    assert list_outliers(file) == []
    assert len(file.tables[0].records) == 2


def test_cells_that_show_nothing_do_not_end_the_table(tmp_path):
    file = read_book(tmp_path, {f"A{row}": " " for row in range(3, 200)})
    assert (list_outliers(file), len(file.tables[0].rows)) == ([], 2)


def spreadsheet(body):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


def line(*texts, again=1):
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{again}">{cells}</table:table-row>'


def test_an_outlier_in_an_opendocument_sheet_is_reported_too(tmp_path):
    path = tmp_path / "a.ods"
    path.write_bytes(spreadsheet(line(*HEAD) + line(*map(str, ROW)) + line(again=900_000) + line("x")))
    file = read_file(path, "a.ods", CONTENT)
    assert list_outliers(file) == ["A900003 “x”"]
    assert len(file.tables[0].records) == 1


def test_an_outlier_in_a_text_file_is_reported_too(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(",".join(HEAD) + "\n1,Giải ngân,Đạt\n" + ",,\n" * 10_000 + "x,,\n", "utf-8")
    file = read_file(path, "a.csv", CONTENT)
    assert list_outliers(file) == ["A10003 “x”"]
    assert len(file.tables[0].rows) == 2


def test_a_merged_cell_whose_first_column_is_hidden_is_seen_and_not_named_as_hidden():
    sheet = sheet_of([["STT", "", "x"], ["1", "", "y"]], merged=[Area(1, 1, 1, 2)], hidden_columns=[1])
    assert [[cell.shown for cell in row] for row in sheet.rows] == [["", "STT", "x"], ["", "", "y"]]
    assert [cell.shown for cell in sheet.hidden_columns["A"]] == ["1"]


def test_a_merged_cell_within_hidden_columns_is_named():
    sheet = sheet_of([["STT", "", "x"]], merged=[Area(1, 1, 1, 2)], hidden_columns=[1, 2])
    assert [cell.shown for cell in sheet.hidden_columns["A"]] == ["STT"]


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        (
            [Cell("Đạt", "Đạt", "S!A1"), Cell("Chưa", "Chưa", "S!B1")],
            [("paragraph", "ô S!B1 bị ô trộn che khuất", "Chưa")],
        ),
        ([Cell("Đạt", "Đạt", "S!A1"), Cell("Đạt", "Đạt", "S!B1")], []),
        ([Cell(None, "", "S!A1"), Cell(7, "7", "S!B1")], [("paragraph", "ô S!B1 bị ô trộn che khuất", "7")]),
        (
            [Cell("Đạt", "Đạt", "S!A1"), Cell("Đạt", "Đạt", "S!B1", notes=(Note("comment", "hụt"),))],
            [("comment", "nhận xét ở S!B1", "hụt")],
        ),
    ],
)
def test_what_a_merged_range_covers_is_named_and_is_no_cell(cells, named):
    filled = {1: dict(enumerate(cells, start=1))}
    asides, _ = take_covered("S", filled, [Area(1, 1, 1_048_576, 2)])
    assert [(aside.kind, aside.place, aside.text) for aside in asides] == named
    assert [*filled[1]] == [1]


def test_a_range_that_covers_words_is_in_doubt_in_their_row():
    filled = {
        1: {1: Cell("Đạt", "Đạt", "S!A1"), 2: Cell("a", "a", "S!B1")},
        2: {1: Cell("Hỏng", "Hỏng", "S!A2")},
        3: {1: Cell("Đạt", "Đạt", "S!A3")},
    }
    merged = [Area(1, 1, 3, 1)]
    _, words = take_covered("S", filled, merged)
    sheet = arrange_cells("S", filled, merged, covered=words)
    problem = "ô trộn che chữ “Hỏng” (S!A2), không rõ có còn được tính hay không"
    assert [(row[0].shown, row[0].place, row[0].problem) for row in sheet.rows] == [
        ("Đạt", "S!A1:A3", ""),
        ("Đạt", "S!A1:A3", problem),
        ("Đạt", "S!A1:A3", ""),
    ]


def test_an_empty_range_that_covers_words_is_in_doubt():
    filled = {1: {2: Cell("x", "x", "S!B1")}, 2: {1: Cell("Hỏng", "Hỏng", "S!A2"), 2: Cell("y", "y", "S!B2")}}
    merged = [Area(1, 1, 2, 1)]
    _, words = take_covered("S", filled, merged)
    sheet = arrange_cells("S", filled, merged, covered=words)
    assert [("Hỏng" in row[0].problem, row[0].shown) for row in sheet.rows] == [(False, ""), (True, "")]


def test_what_a_file_calls_covered_is_no_cell_also_without_a_range():
    filled = {1: {1: Cell("Đạt", "Đạt", "S!A1"), 2: Cell("Hỏng", "Hỏng", "S!B1")}}
    asides, words = take_covered("S", filled, [], marked=[(1, 2)])
    assert ([aside.text for aside in asides], words, [*filled[1]]) == (["Hỏng"], {}, [1])
