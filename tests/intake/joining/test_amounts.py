from decimal import Decimal

import pytest

from camket.intake.joining.amounts import read_amounts, same_unit


@pytest.mark.parametrize(
    ("target", "value", "unit", "text", "limit"),
    [
        ("120 lao động", "120", "lao động", "120 lao động", ""),
        ("Ít nhất 03 xã đạt chuẩn", "3", "xã", "03 xã", "at_least"),
        ("05 dự án trở lên", "5", "dự án", "05 dự án", "at_least"),
        ("Trên 95% kế hoạch", "95", "%", "95%", "at_least"),
        ("Không quá 1,8%", "1.8", "%", "1,8%", "at_most"),
        ("Giảm còn 2,1%", "2.1", "%", "2,1%", "at_most"),
        ("Không thấp hơn 85 doanh nghiệp", "85", "doanh nghiệp", "85 doanh nghiệp", "at_least"),
        ("10 hợp tác xã", "10", "hợp tác xã", "10 hợp tác xã", ""),
        ("1.150 tỷ đồng", "1150000000000", "đồng", "1.150 tỷ đồng", ""),
        ("1,6 nghìn tỷ đồng", "1600000000000", "đồng", "1,6 nghìn tỷ đồng", ""),
        ("3,8 triệu lượt", "3800000", "lượt", "3,8 triệu lượt", ""),
        ("từ 150 đến 200 người", "150", "người", "150 đến 200 người", "at_least"),
        ("85-90% kế hoạch", "85", "%", "85-90%", "at_least"),
        ("1,2 – 1,5 tỷ đồng", "1200000000", "đồng", "1,2 – 1,5 tỷ đồng", "at_least"),
        ("Nhóm 05", "5", "hạng", "Nhóm 05", "at_most"),
        ("Hạng 3", "3", "hạng", "Hạng 3", "at_most"),
        ("1.200ha", "1200", "ha", "1.200 ha", ""),
        ("5,5km", "5.5", "km", "5,5 km", ""),
        ("ít nhất 12lớp", "12", "lớp", "12 lớp", "at_least"),
        ("3m", "3", "m", "3 m", ""),
        ("500m2 sàn", "500", "m2", "500 m2", ""),
        ("12/15 xã", "12", "xã", "12/15 xã", ""),
        ("12/15xã", "12", "xã", "12/15 xã", ""),
        ("15/15 trường", "15", "trường", "15/15 trường", ""),
    ],
)
def test_a_number_has_its_unit_its_scale_and_the_way_that_is_good(target, value, unit, text, limit):
    [amount] = read_amounts(target, "Nội dung")
    assert (amount.value, amount.unit, amount.text, amount.limit) == (Decimal(value), unit, text, limit)


@pytest.mark.parametrize(
    "target",
    [
        "Loại Tốt",
        "Không thấp hơn năm 2021",
        "Trước 31/3/2022",
        "Quý III/2022",
        "Theo Quyết định số 320",
        "",
        "2021-2025",
        "Mạng 5G",
        "15/12 xã",
        "5/9 ngày",
        "trước 5/9 năm sau",
        "12/QĐ-UBND",
    ],
)
def test_years_days_and_documents_promise_no_number(target):
    assert read_amounts(target, "Nội dung") == ()


def test_a_number_of_the_content_counts_where_the_target_has_none_of_its_unit():
    found = read_amounts("03 dự án", "Thu hút ít nhất 02 dự án với 500 tỷ đồng")
    assert [amount.text for amount in found] == ["03 dự án", "500 tỷ đồng"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("dự án", "dự án đầu tư", True),
        ("lao động", "lao dong", True),
        ("%", "%", True),
        ("%", "lao động", False),
        ("", "", True),
        ("xã", "huyện", False),
    ],
)
def test_units_are_the_same_whatever_follows_them(one, other, same):
    assert same_unit(one, other) is same
