"""A day as a target and an amount as a content are asked about: two columns may have changed places."""

from datetime import date

import pytest

from camket.intake.formats.cell_values import format_number
from camket.intake.formats.sheet import Cell
from camket.intake.tables.misplaced_values import mark_misplaced

DAY, LATER = date(2022, 12, 12), date(2022, 6, 30)
SHOWN = {DAY: "12/12/2022", LATER: "30/6/2022"}


def problems(content="Mở lớp tập huấn", target="12 lớp", deadline="31/12/2022"):
    """The fields of a row with a problem; a deadline of None stands for a table without that column."""
    said = {"content": content, "target": target, "deadline": deadline}
    cells = {
        name: Cell(value, SHOWN.get(value, value), f"S!{name}")
        for name, value in said.items()
        if value is not None
    }
    return [name for name, cell in mark_misplaced(cells).items() if cell.problem]


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ({}, []),
        ({"target": "31/12/2022", "deadline": "12 lớp"}, ["target"]),
        ({"target": "ngày 5.6.2022"}, []),
        ({"target": "ngày 5.6.2022", "deadline": "12 lớp"}, ["target"]),
        ({"target": DAY}, ["target"]),
        ({"target": LATER}, []),
        ({"target": DAY, "deadline": None}, []),
        ({"target": "Trước ngày 31/12/2022 có 12 lớp"}, []),
        ({"target": "Quý IV/2022"}, []),
        ({"content": "12 lớp", "target": "Mở lớp tập huấn nghề"}, ["content"]),
        ({"content": "100%", "target": "Số hóa toàn bộ hồ sơ"}, ["content"]),
        ({"content": "9.500 tỷ đồng", "target": "Thu ngân sách trên địa bàn"}, ["content"]),
        ({"content": "02 xã đạt chuẩn nông thôn mới", "target": "Đạt chuẩn trong năm nay"}, []),
        ({"content": "12 lớp", "target": "12 lớp"}, []),
        ({"content": "12", "target": "Hòa giải"}, ["content"]),
        ({"content": "95,5 %", "target": None}, ["content"]),
        ({"content": "12 lớp", "target": None}, []),
    ],
)
def test_a_value_that_means_nothing_in_its_column_is_a_problem(row, asked):
    assert problems(**row) == asked


@pytest.mark.parametrize("name", ["result_text", "estimate_text"])
@pytest.mark.parametrize(
    ("value", "asked"), [(DAY, True), (LATER, False), ("12/12/2022", False), ("12/12", False)]
)
def test_a_result_that_is_a_day_is_asked_about_where_it_may_have_been_a_fraction(name, value, asked):
    cell = Cell(value, SHOWN.get(value, value), "S!E2")
    assert ("phân số" in mark_misplaced({name: cell})[name].problem) is asked


@pytest.mark.parametrize(
    ("name", "value", "in_percent", "problem"),
    [
        ("result_text", 98, True, "ô hiện “9800%”, không rõ là tỷ lệ đó hay là 98%"),
        ("estimate_text", 98.5, True, "ô hiện “9850%”, không rõ là tỷ lệ đó hay là 98,5%"),
        ("result_text", 9.5, True, ""),
        ("result_text", 0.98, True, ""),
        ("result_text", 9800, False, ""),
        ("note", 98, True, ""),
    ],
)
def test_a_number_that_its_format_shows_times_a_hundred_is_a_problem(name, value, in_percent, problem):
    cell = Cell(value, format_number(value, in_percent), "S!E5", percent_format=in_percent)
    assert mark_misplaced({name: cell})[name].problem == problem
