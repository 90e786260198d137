"""A row that contains only a unit's name is a title of the rows below it."""

import openpyxl
import pytest

from camket.intake.joining.attribution import make_unit_sections
from camket.intake.joining.unit_names import UnitNames
from camket.intake.tables.source_files import read_file
from camket.settings.units import Unit
from samples import PLACE_KINDS

UNITS = [
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=1),
    Unit(code="SKHDT", name="Sở Kế hoạch và Đầu tư", group="department", order=2, aliases=("Sở KH&ĐT",)),
    Unit(code="TPCL", name="UBND thành phố Cao Lãnh", group="district", place_kinds=PLACE_KINDS, order=3),
    Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", place_kinds=PLACE_KINDS, order=4),
]
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện"]


def rows_of(tmp_path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(tmp_path / "a.xlsx")
    file = read_file(tmp_path / "a.xlsx", "a.xlsx", frozenset({"content"}))
    return make_unit_sections(file, UnitNames(UNITS)).tables[0].rows


def sections(rows):
    return [row.sections for row in rows if row.kind == "record"]


def record(number):
    return [number, f"Nội dung {number}", "Đạt"]


@pytest.mark.parametrize("said", ["Sở Nội vụ", "SỞ NỘI VỤ", "So Noi vu", "Sở KH-ĐT", "Cao Lãnh"])
def test_a_row_with_only_a_unit_name_is_a_title_and_not_a_record(tmp_path, said):
    rows = rows_of(tmp_path, HEAD, [None, said], record(1))
    assert [row.kind for row in rows] == ["header", "section", "record"]
    assert sections(rows) == [(said,)]


@pytest.mark.parametrize(
    "row",
    [
        [None, "Sở Nội vụ", "Đạt"],
        [3, "Sở Nội vụ", "Đạt"],
        [None, "Sở Nội vụ tham mưu đề án"],
        [None, "Sở Lạ"],
    ],
)
def test_a_row_with_more_than_a_unit_name_is_a_record(tmp_path, row):
    assert [row.kind for row in rows_of(tmp_path, HEAD, row, record(1))] == ["header", "record", "record"]


@pytest.mark.parametrize("number", ["3", "3.", "*", "Phần II", "Khối 2", "+"])
def test_a_numbered_or_marked_unit_name_that_stands_alone_is_a_title(tmp_path, number):
    rows = rows_of(tmp_path, HEAD, [None, "Sở KH&ĐT"], record(1), [number, "Sở Nội vụ"], record(1))
    assert [row.kind for row in rows] == ["header", "section", "record", "section", "record"]
    assert "Sở Nội vụ" in rows[-1].sections[-1]


def test_each_title_applies_up_to_the_next_title_or_section(tmp_path):
    rows = rows_of(
        tmp_path, HEAD, [None, "Sở Nội vụ"], record(1), record(2), [None, "Sở KH&ĐT"], record(1),
        ["II", "Khối huyện"], record(1),
    )  # fmt: skip
    assert sections(rows) == [("Sở Nội vụ",), ("Sở Nội vụ",), ("Sở KH&ĐT",), ("II Khối huyện",)]


def test_a_title_applies_across_a_header_and_a_page_break(tmp_path):
    rows = rows_of(
        tmp_path, HEAD, record(1), [], [None, "Sở Nội vụ"], HEAD, record(1), HEAD, record(2), HEAD, record(1)
    )
    assert sections(rows) == [(), ("Sở Nội vụ",), ("Sở Nội vụ",), ()]


def test_a_title_ends_where_the_numbers_begin_again_on_a_new_page(tmp_path):
    rows = rows_of(tmp_path, [None, "Sở Lạ"], HEAD, [None, "Sở Nội vụ"], record(1), HEAD, record(1))
    assert sections(rows) == [("Sở Nội vụ",), ()]
