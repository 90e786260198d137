"""The words of targets: limits, units of one, two and three syllables, scales, ranks, and what is further or better."""

from decimal import Decimal

import pytest

from camket.intake.joining.amounts import read_amounts
from camket.intake.joining.vocabulary import load_target_words
from camket.text import plain


@pytest.mark.parametrize(
    "target",
    [
        "Tối thiểu 03 xã", "Ít nhất 03 xã", "Trên 03 xã", "Từ 03 xã", "Không dưới 03 xã", "Không thấp hơn 03 xã",
        "Không ít hơn 03 xã", "Hơn 03 xã", "Vượt 03 xã", "Đạt trên 03 xã", "Đạt từ 03 xã", "Bằng hoặc cao hơn 03 xã",
        "Cao hơn 03 xã", "Tăng 03 xã", "Tăng thêm 03 xã", "Thêm 03 xã", "Nâng lên 03 xã", "≥ 03 xã", "03 xã trở lên",
    ],
)  # fmt: skip
def test_a_target_with_such_a_word_is_met_by_more(target):
    [amount] = read_amounts(target)
    assert (amount.value, amount.limit) == (3, "at_least")


@pytest.mark.parametrize(
    ("target", "limit"), [("03 xã", ""), ("03 xã mới", ""), ("Đạt 03 xã", ""), ("Không quá 03 xã", "at_most")]
)
def test_another_target_is_not(target, limit):
    [amount] = read_amounts(target)
    assert amount.limit == limit


@pytest.mark.parametrize(
    ("target", "unit"),
    [
        *(
            (f"{said} mới", said.split()[-1])
            for said in (
                "20 đồng", "20 usd", "20 xã", "20 phường", "20 huyện", "20 tỉnh", "20 km", "20 ha", "20 m", "20 m2",
                "20 m3", "20 tấn", "20 người", "20 hộ", "20 căn", "20 cây", "20 lớp", "20 cuộc", "20 vụ", "20 trường",
                "20 cầu", "20 tuyến", "20 đợt", "20 lần", "20 điểm", "20 bậc", "20 buổi", "20 trạm", "20 khóm",
                "20 ấp", "20 chợ", "20 tổ", "20 lượt", "20 giải", "20 năm", "20 tháng", "20 ngày", "20 giờ", "20 trẻ",
                "20 suất", "20 mũi",
            )
        ),
        ("20 hợp tác xã mới", "hợp tác xã"),
        ("20 tổ hợp tác mới", "tổ hợp tác"),
        ("20 nhà đầu tư mới", "nhà đầu tư"),
        ("20 cơ sở dữ liệu mới", "cơ sở dữ liệu"),
        ("20 nhà văn hóa mới", "nhà văn hóa"),
        ("20 dự án mới", "dự án"),
        ("20 giáo viên mới", "giáo viên"),
        ("20 phòng trên tổng số", "phòng"),
        ("20 phòng theo đề án", "phòng"),
    ],
)  # fmt: skip
def test_a_unit_of_measure_ends_where_its_name_ends(target, unit):
    [amount] = read_amounts(target)
    assert amount.unit == unit


@pytest.mark.parametrize("noun", ["năm", "tháng", "ngày", "quý"])
def test_a_share_of_a_time_is_a_date(noun):
    assert [amount.unit for amount in read_amounts(f"12/15 {noun}")] == []


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("5 đồng", 5),
        ("5 nghìn đồng", 5000),
        ("5 ngàn đồng", 5000),
        ("5 triệu đồng", 5_000_000),
        ("5 tỷ đồng", 5_000_000_000),
        ("5 tỉ đồng", 5_000_000_000),
        ("5 nghìn tỷ đồng", 5_000_000_000_000),
    ],
)
def test_a_number_is_read_in_the_scale_of_its_unit(target, value):
    [amount] = read_amounts(target)
    assert (amount.value, amount.unit) == (Decimal(value), "đồng")


@pytest.mark.parametrize(
    "said", ["Nhóm 5", "Hạng 5", "Thứ hạng 5", "Thứ 5", "Vị trí 5", "Top 5", "Vị trí thứ 5"]
)
def test_a_place_in_a_ranking_is_met_by_a_lower_one(said):
    [amount] = read_amounts(f"Chỉ số thuộc {said}")
    assert (amount.value, amount.unit, amount.limit, amount.text) == (5, "hạng", "at_most", said)


def find_place(text, scale):
    """The place of a text on a scale: that of the longest phrase in it."""
    found = [(len(said), place) for place, each in enumerate(scale) for said in each if said in plain(text)]
    return max(found)[1]


@pytest.mark.parametrize(
    "texts",
    [
        ["Xếp loại yếu", "Xếp loại trung bình", "Xếp loại khá", "Xếp loại tốt", "Xếp loại xuất sắc"],
        ["Kết quả kém", "Đạt yêu cầu", "Loại khá"],
    ],
)
def test_of_two_grades_the_later_one_is_higher(texts):
    places = [find_place(text, load_target_words().grades) for text in texts]
    assert places == sorted({*places})


@pytest.mark.parametrize(
    "texts",
    [
        [
            "Khảo sát tuyến", "Gửi hồ sơ", "Thẩm định dự án", "Phê duyệt dự án", "Khởi công cầu", "Thi công mố cầu",
            "Hợp long cầu", "Thông xe", "Khánh thành cầu",
        ],
        ["Lập hồ sơ di tích", "Trình hồ sơ di tích", "Thẩm định di tích", "Xếp hạng di tích"],
        ["Chuẩn bị đầu tư chợ", "Hoàn thành hồ sơ chợ", "Ban hành quy chế chợ", "Động thổ chợ", "Đưa vào sử dụng chợ"],
        ["Khảo sát mỏ", "Gửi đơn", "Cấp phép mỏ", "Khởi công mỏ", "Đạt 50% khối lượng", "Đưa vào khai thác mỏ"],
        ["Lập hồ sơ", "Trình hồ sơ", "Công nhận làng nghề", "Khởi công", "Nghiệm thu"],
        ["Trình hồ sơ", "Ghi danh di sản", "Khởi công", "Vận hành"],
        ["Trình hồ sơ", "Cấp giấy chứng nhận", "Khởi công", "Hoạt động ổn định"],
        ["Trình hồ sơ", "Cấp bằng", "Khởi công", "Hoàn thành"],
        ["Trình hồ sơ", "Cấp sổ đỏ", "Khởi công"],
        ["Trình hồ sơ", "Được cấp mã vùng", "Khởi công"],
        ["Trình hồ sơ", "Có quyết định", "Khởi công"],
        ["Trình hồ sơ", "Có nghị quyết", "Khởi công"],
        ["Trình hồ sơ", "Hội đồng thông qua", "Khởi công"],
        ["Trình hồ sơ", "Có văn bằng", "Khởi công"],
    ],
)  # fmt: skip
def test_of_two_stages_the_later_one_is_further(texts):
    places = [find_place(text, load_target_words().stages) for text in texts]
    assert places == sorted({*places})
