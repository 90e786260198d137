import pytest

from camket.judging import measures
from camket.quantities import read_goals


def measure(text, target):
    return measures.measure(text, read_goals(target))


def verdicts(text, target=""):
    return [verdict for _, verdict in measure(text, target)]


@pytest.mark.parametrize(
    ("text", "target", "said"),
    [
        ("đạt 104,8%", "", "met"),
        ("đạt 100% kế hoạch", "", "met"),
        ("bằng 105% dự toán", "", "met"),
        ("đạt 98,5%", "từ 95% trở lên", "met"),
        ("đạt 95%", "95%", "met"),
        ("đạt 51.0%", "50%", "met"),
        ("đạt 94,9%", "từ 95% trở lên", "short"),
        ("đạt 0%", "100%", "short"),
        ("đạt 24% kế hoạch vốn", "", "short"),
        ("đạt 70% chỉ tiêu", "80%", "short"),
        ("đạt 100% chỉ tiêu", "80%", "met"),
        ("trên 90%", "90%", "met"),
        ("đạt hơn 43% kế hoạch", "", "short"),
        ("đạt gần 80% dự toán", "", "short"),
        ("đạt trên 104% kế hoạch", "", "met"),
        ("đạt 21,14% tổng kế hoạch vốn", "", "short"),
        ("giải ngân 4.200 tỷ đồng trên tổng số vốn được giao 8.700 tỷ đồng", "8.700 tỷ đồng", "short"),
    ],
)
def test_a_percentage_of_the_plan_counts_against_100_and_any_other_against_the_target(text, target, said):
    assert verdicts(text, target) == [said]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("10/10 xã đạt chuẩn", 0, "met"),
        ("có 03/02 dự án mới", 3, "met"),
        ("đạt 8/10 nội dung", 4, "short"),
        ("đạt 5.775/8.227 hộ", 4, "short"),
        ("thực hiện 2,5/3 km đường", 10, "short"),
        ("0/5 xã", 0, "short"),
        ("đạt 3 trong số 5 nội dung", 4, "short"),
        ("39/46, đạt 84,8%", 0, "short"),
    ],
)
def test_n_of_n_with_a_counted_noun_or_its_share_is_measured_at_its_place(text, place, said):
    assert measure(text, "") == [(place, said)]


@pytest.mark.parametrize(
    "text", ["20/8 đổ móng cầu", "đã họp; 25/10 tổ chức hội nghị", "(25/9 thống nhất phương án)"]
)
def test_a_fraction_above_one_that_may_be_a_day_measures_nothing(text):
    assert measure(text, "") == []


def test_a_fraction_above_one_of_what_was_promised_is_no_day():
    assert measure("15/12 lớp", "12 lớp") == [(0, "met")]


@pytest.mark.parametrize(
    ("text", "target", "said"),
    [
        ("đã cấp nước cho 450/450 hộ", "03 xã", []),
        ("đã cấp nước cho 300/450 hộ", "03 xã", ["short"]),
        ("đã lập 698/698 tổ", "698 ấp, khóm", ["met"]),
        ("tại 15/15 phường", "01 mô hình", ["met"]),
        ("giải quyết 20/20 đơn", "95%", ["met"]),
    ],
)
def test_all_of_something_else_does_not_reach_a_target_that_counts_other_things(text, target, said):
    assert verdicts(text, target) == said


def test_a_share_of_the_plan_between_the_target_and_the_whole_plan_says_nothing():
    assert verdicts("giải ngân đạt 96,2% kế hoạch", "95%") == []


@pytest.mark.parametrize(
    "text",
    [
        "ngày 30/10/2022",
        "ngày 5/6 đoàn kiểm tra",
        "đến 15/12/2022",
        "quý 3/4 năm",
        "thứ 25/63 tỉnh",
        "hạng 10/63 tỉnh",
        "quyết định số 63/2026/qđ-ubnd",
        "1683/ubnd-thvx",
        "15 triệu đồng/người/năm",
        "90,2/100 điểm",
        "5/0 xã",
        "đang thực hiện",
        "",
    ],
)
def test_dates_ranks_marks_document_numbers_and_rates_are_no_fractions(text):
    assert measure(text, "") == []


@pytest.mark.parametrize("text", ["tăng 12%", "giảm 3%", "gần 95%", "khoảng 95%", "dưới 95%"])
def test_a_difference_or_a_rough_percentage_measures_nothing(text):
    assert measure(text, "90%") == []


@pytest.mark.parametrize("target", ["", "nâng tỷ lệ", "từ 90% đến 95%"])
def test_a_percentage_below_100_says_nothing_without_one_percentage_to_reach(target):
    assert measure("đạt 92%", target) == []


@pytest.mark.parametrize(
    ("text", "target", "said"),
    [
        ("tỷ lệ 1,1%", "không quá 2%", ["within"]),
        ("tỷ lệ 3%", "tối đa 2,5%", ["over"]),
        ("hộ nghèo còn 1,2%", "giảm còn dưới 1,5%", ["within"]),
        ("đã xảy ra 07 vụ", "không quá 05 vụ", ["over"]),
        ("xảy ra 3/5 vụ", "không quá 05 vụ", ["within"]),
        ("đạt 91%", "không dưới 90%", ["met"]),
        ("có 112 doanh nghiệp", "không thấp hơn 100 doanh nghiệp", ["counted"]),
    ],
)
def test_the_target_says_which_way_is_good(text, target, said):
    assert verdicts(text, target) == said


@pytest.mark.parametrize(
    ("text", "target", "said"),
    [
        ("đã công nhận 06 sản phẩm", "05 sản phẩm", ["counted"]),
        ("đã công nhận 03 sản phẩm ocop", "05 sản phẩm", ["short"]),
        ("đã có 06 hồ sơ", "05 sản phẩm", []),
        ("còn 02 xã chưa đạt", "03 xã", []),
        ("có 06 sản phẩm, trong đó 03 sản phẩm 4 sao", "05 sản phẩm", ["counted"]),
        ("08/12 xã đạt", "08 xã", ["met"]),
        ("11/12 xã đạt", "95%", ["short"]),
    ],
)
def test_a_bare_count_is_measured_only_where_the_target_counts_the_same(text, target, said):
    assert verdicts(text, target) == said


@pytest.mark.parametrize(
    ("text", "target", "said"),
    [
        ("vượt 12% kế hoạch", "", ["met"]),
        ("vượt 12% so với cùng kỳ", "", []),
        ("vượt 02 xã", "05 xã", ["met"]),
        ("tăng 3,6%", "tăng 3,5%", ["moved"]),
        ("tăng 3,02%", "tăng 3,5%", ["short"]),
        ("tăng 12% so với cùng kỳ", "tăng 10%", []),
        ("tăng 3 bậc", "tăng ít nhất 01 bậc", ["moved"]),
        ("giảm 2 bậc", "tăng ít nhất 01 bậc", []),
    ],
)
def test_a_surplus_meets_and_a_difference_counts_against_a_difference(text, target, said):
    assert verdicts(text, target) == said


@pytest.mark.parametrize("text", ["đạt 120%, 3/5 xã", "huyện a 100% kế hoạch, huyện b 60% kế hoạch"])
def test_numbers_that_disagree_are_both_told(text):
    assert verdicts(text) == ["met", "short"]


@pytest.mark.parametrize(
    "text", ["đạt gần 100% kế hoạch", "đạt hơn 95% kế hoạch", "đạt hơn 43% kế hoạch quý III"]
)
def test_a_rough_share_near_the_whole_or_of_a_part_of_the_year_measures_nothing(text):
    assert verdicts(text) == []
