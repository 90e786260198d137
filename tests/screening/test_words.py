"""Every pattern matches its example and not its counter-example."""

import pytest

from camket.screening.words import find_words, load_patterns
from camket.text import plain

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
