"""A text in a cell: it stays a text, fits in, and the row is high enough for it."""

import io
from datetime import date

import openpyxl
import pytest

from camket.publishing.workbooks.book import Book
from camket.publishing.workbooks.cell_styles import BODY
from camket.publishing.workbooks.cell_text import count_lines, fit_cell, fit_height, write_link, write_text


def write(*texts, last=0):
    """A sheet with a text in each row, as it is read back."""
    book = Book("Tên", date(2022, 11, 9))
    sheet = book.add_sheet("Trang")
    for row, text in enumerate(texts):
        write_text(sheet, row, 0, text, book.cell_format(BODY), last)
    return openpyxl.load_workbook(io.BytesIO(book.to_bytes()))["Trang"]


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "http://example.org", "8/10", "{=1}", "007"]
)
@pytest.mark.parametrize("last", [0, 2], ids=["one cell", "three cells"])
def test_a_text_is_no_formula_number_date_or_link(text, last):
    cell = write(text, last=last)["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_text_that_no_file_can_hold_is_written_as_far_as_it_can_be():
    sheet = write("a\x00b\x0bc\ufffed", "x" * 40_000)
    assert sheet["A1"].value == "a b c d"
    assert sheet["A2"].value.endswith("ký tự, xem ô nguồn)")


@pytest.mark.parametrize(
    ("row", "link", "is_link"),
    [(0, "show/a.html", True), (64_999, "show/a.html", True), (65_000, "show/a.html", False), (0, "ệ" * 700, False)],
    ids=["a link", "the last link of a sheet", "one more", "a link too long"],
)  # fmt: skip
def test_what_excel_takes_for_no_link_is_written_as_a_text(row, link, is_link):
    book = Book("Tên", date(2022, 11, 9))
    write_link(book.add_sheet("Trang"), row, 0, link, "=Xem", book.cell_format(BODY))
    cell = openpyxl.load_workbook(io.BytesIO(book.to_bytes()))["Trang"].cell(row + 1, 1)
    assert (cell.value, cell.data_type, bool(cell.hyperlink)) == ("=Xem", "s", is_link)


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
    [
        ("", 1),
        ("một dòng", 1),
        ("x" * 11, 1),
        ("x" * 12, 2),
        ("một\nhai", 2),
        ("x" * 25 + "\ny", 4),
        ("một hai ba bốn", 2),
        ("từ dàidàidài từ", 3),
        (" " * 40, 1),
    ],
)
def test_a_text_takes_a_line_for_the_words_that_fit_the_column_and_one_for_each_break(text, lines):
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
