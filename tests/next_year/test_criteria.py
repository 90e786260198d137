"""Outlier units, by a measure that few outliers cannot distort."""

from fractions import Fraction

import pytest

from camket.next_year.criteria import find_words, load_patterns, measure_spread
from camket.text import plain

FAR = Fraction(7, 2)


def test_no_units_have_no_spread():
    assert measure_spread({}, FAR) is None


def test_least_middle_and_most_are_units_in_their_order():
    spread = measure_spread({"A": 8, "B": 5, "C": 9, "D": 5, "E": 9}, FAR)
    assert (spread.least, spread.middle, spread.most) == ("B", "A", "C")


@pytest.mark.parametrize(
    ("numbers", "far"),
    [
        ([7, 8, 9, 8, 7, 24, 2], (5, 6)),
        ([7, 8, 9, 8, 7, 10], ()),
        ([8, 8, 8, 8, 8, 8, 30], (6,)),
        ([8, 8, 8], ()),
        ([5], ()),
    ],
)
def test_a_unit_is_an_outlier_by_the_modified_z_score(numbers, far):
    spread = measure_spread({str(place): number for place, number in enumerate(numbers)}, FAR)
    assert spread.far == tuple(map(str, far))


def test_the_score_is_that_of_iglewicz_and_hoaglin():
    # Median 10, median deviation 2: 0,6745 · |x − 10| / 2 > 3,5 begins above 20,378.
    numbers = {"a": 8, "b": 9, "c": 10, "d": 12, "e": 12, "f": 7}
    assert measure_spread({**numbers, "g": 20}, FAR).far == ()
    assert measure_spread({**numbers, "g": 21}, FAR).far == ("g",)


PATTERNS = [(kind, pattern) for kind, patterns in load_patterns().items() for pattern in patterns]


@pytest.mark.parametrize(("kind", "pattern"), PATTERNS)
def test_a_pattern_finds_its_example_and_not_its_counter_example(kind, pattern):
    assert pattern.finds.search(plain(pattern.example))
    assert not pattern.finds.search(plain(pattern.counter_example))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thực hiện tốt công tác tham mưu", "Thực hiện tốt"),
        ("DUY TRÌ chế độ họp giao ban", "DUY TRÌ"),
        ("Giải ngân vốn đầu tư công đạt 100% kế hoạch", ""),
    ],
)
def test_the_words_of_a_routine_duty_are_quoted_as_they_stand(text, words):
    assert find_words("routine", text) == words


@pytest.mark.parametrize(
    ("text", "measurable"),
    [
        ("Tỷ lệ hộ dân dùng nước sạch đạt 98%", True),
        ("Đưa 120 lao động đi làm việc ở nước ngoài", True),
        ("Trình UBND Tỉnh ban hành Quy chế quản lý đô thị", True),
        ("Chỉ số CCHC bằng hoặc cao hơn năm 2022", True),
        ("Nâng cao chất lượng công tác tham mưu", False),
        ("Theo Kế hoạch số 45/KH-UBND", False),
    ],
)
def test_what_can_be_measured_is_a_number_a_document_a_work_or_a_verdict(text, measurable):
    assert bool(find_words("measurable", text)) is measurable
