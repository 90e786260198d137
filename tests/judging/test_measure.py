import pytest

from camket.judging.measure import measure


@pytest.mark.parametrize(
    ("text", "target", "said"),
    [
        ("đạt 104,8%", "", "met"),
        ("đạt 100% kế hoạch", "", "met"),
        ("đạt 98,5%", "từ 95% trở lên", "met"),
        ("đạt 95%", "95%", "met"),
        ("đạt 51.0%", "50%", "met"),
        ("đạt 94,9%", "từ 95% trở lên", "short"),
        ("đạt 0%", "100%", "short"),
        ("đạt 24% kế hoạch vốn", "", "short"),
        ("đạt 90% chỉ tiêu", "80%", "short"),
    ],
)
def test_a_percentage_of_the_plan_counts_against_100_and_any_other_against_the_target(text, target, said):
    assert measure(text, target)[0] == said


@pytest.mark.parametrize(
    ("text", "said", "quoted"),
    [
        ("10/10 xã đạt chuẩn", "met", "10/10"),
        ("có 03/02 dự án mới", "met", "03/02"),
        ("đạt 8/10 nội dung", "short", "8/10"),
        ("đạt 5.775/8.227 hộ", "short", "5.775/8.227"),
        ("thực hiện 2,5/3 km đường", "short", "2,5/3"),
        ("0/5 xã", "short", "0/5"),
    ],
)
def test_n_of_n_with_a_counted_noun_is_measured_and_quoted(text, said, quoted):
    assert measure(text, "") == (said, quoted)


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
        "5/0 xã",
        "đang thực hiện",
        "",
    ],
)
def test_dates_ranks_document_numbers_and_rates_are_no_fractions(text):
    assert measure(text, "") is None


@pytest.mark.parametrize(
    "text", ["tăng 12%", "giảm 3%", "gần 95%", "khoảng 95%", "trên 95%", "dưới 95%", "vượt khoảng 95%"]
)
def test_a_difference_or_a_rough_percentage_measures_nothing(text):
    assert measure(text, "90%") is None


@pytest.mark.parametrize("target", ["", "nâng tỷ lệ", "từ 90% đến 95%"])
def test_a_percentage_below_100_says_nothing_without_one_percentage_to_reach(target):
    assert measure("đạt 92%", target) is None


@pytest.mark.parametrize(
    "target", ["không quá 05 vụ", "tối đa 3%", "không vượt quá 5%", "tỷ lệ hộ nghèo dưới 1,5%", "giảm còn 2%"]
)
def test_a_promise_of_at_most_is_never_measured_as_at_least(target):
    assert measure("1,1%, 5/5 vụ", target) is None


@pytest.mark.parametrize("text", ["đạt 120%, 3/5 xã", "huyện a 100% kế hoạch, huyện b 60% kế hoạch"])
def test_numbers_that_disagree_measure_nothing(text):
    assert measure(text, "") is None
