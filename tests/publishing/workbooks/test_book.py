"""A workbook: texts stay texts, looks are made once, the same content gives the same bytes."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from camket.publishing.workbooks.book import (
    ANSWER,
    BODY,
    HEADING,
    NAME,
    Book,
    count_lines,
    fit_cell,
    fit_height,
    set_page,
    write_guide,
    write_text,
)

DAY = date(2022, 11, 9)


def make(*texts, look=BODY, grows=False, last=0):
    book = Book("Tên", DAY, author="Sở A")
    sheet = book.add_sheet("Trang")
    if grows:
        book.let_grow(sheet)
    for row, text in enumerate(texts):
        write_text(sheet, row, 0, text, book.look(look), last)
        sheet.set_row(row, 40)
    set_page(sheet, (0.4, 0.4, 0.6, 0.6), header_rows=(0, 0), frozen=1)
    return book.to_bytes()


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "http://example.org", "8/10", "{=1}", "007"]
)
@pytest.mark.parametrize("last", [0, 2], ids=["one cell", "three cells"])
def test_a_text_is_no_formula_number_date_or_link(text, last):
    cell = read(make(text, last=last))["Trang"]["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_text_that_no_file_can_hold_is_written_as_far_as_it_can_be():
    sheet = read(make("a\x00b\x0bc\ufffed", "x" * 40_000))["Trang"]
    assert sheet["A1"].value == "a b c d"
    assert sheet["A2"].value.endswith("ký tự, xem ô nguồn)")


def test_the_same_content_gives_the_same_bytes_dated_like_its_document():
    book = read(make("một"))
    assert make("một", grows=True) == make("một", grows=True)
    assert (book.properties.title, book.properties.creator) == ("Tên", "Sở A")
    assert book.properties.created == datetime(2022, 11, 9)  # noqa: DTZ001 - as stored in the file


@pytest.mark.parametrize("grows", [True, False])
def test_a_height_is_a_rule_unless_the_rows_may_grow(grows):
    with zipfile.ZipFile(io.BytesIO(make("một", grows=grows))) as parts:
        row = parts.read("xl/worksheets/sheet1.xml")
    assert (b'customHeight="1"' in row) is not grows
    assert b' ht="' in row


def test_a_look_is_made_once_over_the_type_of_the_workbook():
    book = Book("Tên", DAY, size=11)
    assert book.look(HEADING) is book.look(HEADING)
    assert book.look({**HEADING, "font_size": 13}) is not book.look(HEADING)
    cell = read(make("x", look=ANSWER))["Trang"]["A1"]
    assert (cell.font.name, cell.font.size, cell.number_format) == ("Times New Roman", 12, "@")
    assert cell.protection.locked is False


def test_a_page_is_a4_across_with_its_header_on_every_page_and_in_sight():
    sheet = read(make("một"))["Trang"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "B2")
    assert sheet.oddFooter.center.text == "&P/&N"


def test_a_guide_has_what_to_do_beside_how_and_an_empty_step_is_an_empty_line():
    book = Book("Tên", DAY)
    write_guide(book, "HƯỚNG DẪN", [("1. Ghi", "Ở cột vàng"), ("", ""), ("2. Gửi", "Về Sở")])
    sheet = read(book.to_bytes())[NAME]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "HƯỚNG DẪN"
    assert rows[2:] == [["1. Ghi", "Ở cột vàng"], [None, None], ["2. Gửi", "Về Sở"]]


def test_half_a_character_is_spelled_out():
    assert fit_cell("tệp \udcff.xlsx") == "tệp \\udcff.xlsx"


@pytest.mark.parametrize("length", [0, 1, 32_767])
def test_what_a_cell_holds_is_left_as_it_is(length):
    assert fit_cell("x" * length) == "x" * length


def test_of_a_longer_text_the_beginning_is_kept_and_the_rest_counted():
    text = fit_cell("x" * 180_000)
    kept = text.index(" …")
    assert 32_760 < len(text) <= 32_767
    assert text.endswith(f"… (còn {180_000 - kept} ký tự, xem ô nguồn)")


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("một dòng", 1), ("x" * 11, 1), ("x" * 12, 2), ("một\nhai", 2), ("x" * 25 + "\ny", 4)],
)
def test_a_text_takes_a_line_for_what_fits_the_column_and_one_for_each_break(text, lines):
    assert count_lines(text, 10) == lines


@pytest.mark.parametrize(
    ("texts", "size", "height"),
    [
        ([("một dòng", 10)], 12, 15.75),
        ([("một dòng", 10), ("x" * 25, 10)], 12, 3 * 15.75),
        ([("x" * 13, 10)], 11, 14.5),
        ([("một\nhai", 10)], 11, 29),
        ([], 12, 15.75),
        ([("x" * 9000, 10)], 12, 409),
    ],
    ids=["one line", "the longest text", "finer type", "a break", "nothing", "no taller than a row can be"],
)
def test_a_row_is_as_high_as_its_longest_text(texts, size, height):
    assert fit_height(texts, size) == height


def test_a_row_has_at_least_some_lines_and_a_gap():
    assert fit_height([("một", 10)], least=3, gap=4) == 3 * 15.75 + 4
