"""A target that is a bare number has the unit of measure of its column, or of its heading."""

import openpyxl
import pytest

from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.register import read_signed_list
from camket.intake.tables.target_measures import read_heading_measure
from lists_sent import TOP, UNITS, make_folder, read, send_book


@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("Chỉ tiêu (%)", "%"),
        ("Chỉ tiêu năm 2023 (ĐVT: tỷ đồng)", "tỷ đồng"),
        ("Mức phấn đấu, %", "%"),
        ("Chỉ tiêu\n(Ha)", "ha"),
        ("Chỉ tiêu", ""),
        ("Chỉ tiêu (đã ký)", ""),
        ("Chỉ tiêu (%, tỷ đồng)", ""),
        ("Chỉ tiêu (ha) (tấn)", ""),
    ],
)
def test_a_heading_may_name_the_unit_of_measure(heading, measure):
    assert read_heading_measure(heading) == measure


@pytest.mark.parametrize(
    ("heading", "cell", "target"),
    [
        ("Chỉ tiêu (%)", 93, "93%"),
        ("Chỉ tiêu (%)", "0,7", "0,7%"),
        ("Chỉ tiêu (%)", "93%", "93%"),
        ("Chỉ tiêu (%)", 0.93, "0,93"),
        ("Chỉ tiêu (%)", "Trên 93", "Trên 93"),
        ("Mức phấn đấu năm 2023 (tỷ đồng)", "1.250", "1.250 tỷ đồng"),
        ("Chỉ tiêu", 93, "93"),
    ],
)
def test_a_registered_number_has_that_of_its_heading(tmp_path, heading, cell, target):
    folder = make_folder(tmp_path)
    send_book(folder, {"Biểu": [TOP, ["TT", "Nội dung đăng ký", heading], [1, "Bảo tồn di tích", cell]]})
    [item] = read(folder).items
    assert item.target == target


def test_the_column_of_measures_counts_before_the_heading(tmp_path):
    folder = make_folder(tmp_path)
    header = ["TT", "Nội dung đăng ký", "ĐVT", "Chỉ tiêu (%)"]
    send_book(folder, {"Biểu": [TOP, header, [1, "Bảo tồn di tích", "di tích", 12], [2, "Sách", "", 95]]})
    assert [item.target for item in read(folder).items] == ["12 di tích", "95%"]


def test_a_signed_number_has_its_unit_of_measure_too(tmp_path):
    folder = make_folder(tmp_path)
    book = openpyxl.Workbook()
    for row in [
        ["Đơn vị", "STT", "Nội dung cam kết", "ĐVT", "Chỉ tiêu (%)"],
        ["Sở Văn hóa", 1, "Bảo tồn di tích", "di tích", 12],
        ["Sở Văn hóa", 2, "Gia đình văn hóa", "", 95],
        ["UBND huyện Tân Hồng", 1, "Xây nhà văn hóa", "nhà", "04 nhà"],
    ]:
        book.active.append(row)
    book.save(folder.raw / "register.xlsx")
    signed = read_signed_list(folder, ReadingContext(UNITS))
    assert [each.target for each in signed.commitments] == ["12 di tích", "95%", "04 nhà"]
    assert signed.notices == ()
