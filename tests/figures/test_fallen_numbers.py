"""Which numbers of a result are smaller than at an earlier cut-off."""

from datetime import date
from decimal import Decimal

import pytest

from camket.figures.fallen_numbers import describe_fallen_numbers
from camket.judging.earlier_results import EarlierResult
from samples import record


def was(said="", percent=None):
    return EarlierResult(
        "2022-06",
        date(2022, 6, 30),
        "in_progress",
        "running",
        "running",
        said,
        said,
        said,
        progress_percent=percent,
    )


@pytest.mark.parametrize(
    ("then", "now", "target", "fell"),
    [
        ("Giải ngân đạt 40,3%", "Giải ngân đạt 32,2%", "95%", "40,3% → 32,2%"),
        ("Giải ngân đạt 32,2%", "Giải ngân đạt 40,3%", "95%", ""),
        ("Giải ngân đạt 40,3%", "Giải ngân đạt 40,3%", "95%", ""),
        ("Đã mở 12 lớp", "Đã mở 8 lớp", "15 lớp", "12 lớp → 8 lớp"),
        ("Đã công nhận 8/10 xã", "Đã công nhận 6/10 xã", "10 xã", "8/10 xã → 6/10 xã"),
        ("Đã công nhận 8/10 xã", "Đã công nhận 6/8 xã", "10 xã", ""),
        ("Đã mở 12 lớp", "Đã trồng 8 cây", "", ""),
        ("Đạt 40%, tăng 10% so với cùng kỳ", "Đạt 45%, tăng 5% so với cùng kỳ", "95%", ""),
        ("Đạt 40%, trong đó cấp huyện 60%", "Đạt 45%, trong đó cấp huyện 50%", "95%", ""),
        ("Kế hoạch 12 lớp, đã mở 5 lớp", "Kế hoạch 10 lớp, đã mở 7 lớp", "", ""),
        ("Còn 12 xã chưa đạt", "Còn 3 xã chưa đạt", "", ""),
        ("Tỷ lệ hộ nghèo còn 3,1%", "Tỷ lệ hộ nghèo còn 2,2%", "còn dưới 2,5%", ""),
        ("Tỷ lệ hộ nghèo 3,1%", "Tỷ lệ hộ nghèo 2,2%", "dưới 2,5%", ""),
        ("Quyết định số 12 ngày 3/6", "Quyết định số 8 ngày 1/6", "", ""),
        ("", "Giải ngân đạt 32,2%", "95%", ""),
    ],
)
def test_a_measure_fell_where_both_texts_count_the_same_thing_once(then, now, target, fell):
    found = describe_fallen_numbers(record("Giải ngân vốn đầu tư", target=target, result_text=now), was(then))
    assert found == (f"thấp hơn kỳ 2022-06: {fell}" if fell else "")


@pytest.mark.parametrize(
    ("then", "now", "fell"),
    [
        (Decimal("40.3"), Decimal("32.2"), "thấp hơn kỳ 2022-06: 40,3% → 32,2%"),
        (Decimal("32.2"), Decimal("40.3"), ""),
        (None, Decimal(5), ""),
        (Decimal(5), None, ""),
    ],
)
def test_a_percentage_in_its_own_column_fell_too(then, now, fell):
    assert describe_fallen_numbers(record(progress_percent=now), was(percent=then)) == fell


def test_nothing_fell_without_an_earlier_result():
    assert describe_fallen_numbers(record(result_text="Đạt 5%"), None) == ""
