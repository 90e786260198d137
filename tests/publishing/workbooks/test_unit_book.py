"""The workbook of a unit, read back: its sheets, what may be filled in, what is locked."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from camket.figures.ledger import Figure
from camket.publishing.blocks.block import Column, Cover, Heading, Paragraph, Row, SignOff, Table
from camket.publishing.blocks.inline import count, share
from camket.publishing.pages.page import Page
from camket.publishing.workbooks.unit_book import AGREES, ASKS, write_unit_book
from samples import SCHEME

COMPLETED = Figure(
    "cut_off.completed@SNV", "hoàn thành", "SNV", 1, 3, "33.3", "01/03 nội dung (chiếm 33,3%)", "nội dung", ("SNV-02",)
)  # fmt: skip
FIGURES = {COMPLETED.id: COMPLETED}
COVER = Cover(
    title="Phiếu xác nhận của Sở Nội vụ", agency="Sở", superior="UBND", issued=date(2022, 11, 9),
    draft=("còn 01/03 nội dung",), notice="Số liệu giả lập", landscape=True,
)  # fmt: skip
SIGN_OFF = SignOff(
    choices=("Thống nhất", "Đề nghị"), lines=3, day="ngày …",
    left=("NGƯỜI RÀ SOÁT", "(tên)"), right=("THỦ TRƯỞNG", "(ký)"),
)  # fmt: skip


def heading(text):
    return Heading(level=2, text=(text,))


def items(*contents):
    return Table(
        title="Từng nội dung",
        columns=tuple(Column(heading=heading) for heading in ("TT", "Nội dung", "Vì sao")),
        rows=tuple(
            Row(cells=((str(number),), (text,), ("vì",)), anchor=f"SNV-{number:02d}")
            for number, text in enumerate(contents, start=1)
        ),
    )  # fmt: skip


def counts():
    return Table(
        title="Số liệu",
        columns=(Column(heading="Kết quả"), Column(heading="Số"), Column(heading="Tỷ lệ")),
        rows=(Row(cells=(("Hoàn thành",), count(COMPLETED), share(COMPLETED))),),
    )


def write(*contents):
    page = Page(
        cover=COVER,
        blocks=(
            heading("1. Số liệu của đơn vị"), counts(),
            heading("2. Từng nội dung"), items(*(contents or ("một", "hai"))),
            heading("3. Vấn đề: trong tệp"), Paragraph(text=("Không có điểm nào cần sửa.",)),
            heading("4. Xác nhận"), SIGN_OFF,
        ),
    )  # fmt: skip
    return write_unit_book(page, FIGURES, SCHEME)


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def find(sheet, text):
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def test_a_section_with_a_table_has_a_sheet_words_go_onto_the_first_and_signatures_under_the_items():
    book = read(write())
    assert book.sheetnames == ["Số liệu của đơn vị", "Từng nội dung"]
    assert find(book["Số liệu của đơn vị"], "Không có điểm nào cần sửa.")
    assert find(book["Từng nội dung"], "THỦ TRƯỞNG")


def test_every_sheet_says_whose_it_is_that_it_is_a_draft_and_that_it_is_made_up():
    for sheet in read(write()):
        said = [cell.value for cell in sheet["A"]][:4]
        assert said[:3] == ["PHIẾU XÁC NHẬN CỦA SỞ NỘI VỤ", "DỰ THẢO – còn 01/03 nội dung", "Số liệu giả lập"]
        assert "DỰ THẢO" in sheet.oddHeader.right.text


def test_counts_are_numbers_named_by_their_figures():
    book = read(write())
    sheet = book["Số liệu của đơn vị"]
    row = find(sheet, "Hoàn thành").row
    assert (sheet.cell(row, 2).value, sheet.cell(row, 2).number_format) == (1, '[=0]"–"_);[<10]00_);#,##0_)')
    assert sheet.cell(row, 3).value == pytest.approx(0.333)
    assert book.defined_names["fig_cut_off.completed_SNV"].attr_text == f"'{sheet.title}'!$B${row}"


def test_each_item_has_a_choice_and_room_for_a_remark_and_everything_else_is_locked():
    sheet = read(write())["Từng nội dung"]
    first, last = find(sheet, "một").row, find(sheet, "hai").row
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[first]] == [True, True, True, False, False]
    choices = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert choices[f"D{first}:D{last}"] == f'"{AGREES},{ASKS}"'
    overall = find(sheet, "Ý kiến chung của đơn vị").row
    assert f"C{overall}" in choices
    assert not sheet.cell(overall, 3).protection.locked
    assert not find(sheet, "THỦ TRƯỞNG").protection.locked


def test_a_row_may_grow_with_a_long_remark():
    with zipfile.ZipFile(io.BytesIO(write())) as package:
        assert b"customHeight" not in package.read("xl/worksheets/sheet2.xml")


def test_the_items_print_on_a4_across_with_their_header_on_every_page():
    sheet = read(write())["Từng nội dung"]
    header = find(sheet, "Ý kiến của đơn vị").row
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.freeze_panes == f"A{header + 1}"


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "http://example.org", "a\x00b", "\udcff"]
)
def test_a_text_from_outside_is_never_a_formula_or_a_link(text):
    sheet = read(write(text))["Từng nội dung"]
    cell = sheet.cell(find(sheet, "vì").row, 2)
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_a_page_without_headings_is_one_sheet():
    book = read(write_unit_book(Page(cover=COVER, blocks=(items("một"), SIGN_OFF)), FIGURES, SCHEME))
    assert book.sheetnames == ["Trang 1"]


def test_the_same_page_gives_the_same_bytes():
    assert write() == write()
