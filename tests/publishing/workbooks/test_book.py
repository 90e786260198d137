"""A workbook: formats are made once, the same content gives the same bytes."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from camket.publishing.workbooks.book import GUIDE, Book, set_page, write_guide
from camket.publishing.workbooks.cell_styles import ANSWER, BODY, HEADING
from camket.publishing.workbooks.cell_text import write_text

DAY = date(2022, 11, 9)


def make(*texts, style=BODY, grows=False):
    book = Book("Tên", DAY, author="Sở A")
    sheet = book.add_sheet("Trang")
    if grows:
        book.let_grow(sheet)
    for row, text in enumerate(texts):
        write_text(sheet, row, 0, text, book.cell_format(style))
        sheet.set_row(row, 40)
    set_page(sheet, (0.4, 0.4, 0.6, 0.6), header_rows=(0, 0), frozen=1)
    return book.to_bytes()


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content))


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


def test_a_format_is_made_once_over_the_type_of_the_workbook():
    book = Book("Tên", DAY, size=11)
    assert book.cell_format(HEADING) is book.cell_format(HEADING)
    assert book.cell_format({**HEADING, "font_size": 13}) is not book.cell_format(HEADING)
    cell = read(make("x", style=ANSWER))["Trang"]["A1"]
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
    sheet = read(book.to_bytes())[GUIDE]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "HƯỚNG DẪN"
    assert rows[2:] == [["1. Ghi", "Ở cột vàng"], [None, None], ["2. Gửi", "Về Sở"]]
