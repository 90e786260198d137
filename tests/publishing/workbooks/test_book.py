"""A workbook: texts stay texts, looks are made once, the same content gives the same bytes."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from camket.publishing.workbooks.book import Book, set_page
from camket.publishing.workbooks.cells import write_text
from camket.publishing.workbooks.guide import NAME, write_guide
from camket.publishing.workbooks.styles import ANSWER, BODY, HEADING

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
