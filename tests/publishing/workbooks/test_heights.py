import pytest

from camket.publishing.workbooks.heights import count_lines, fit_height


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("một dòng", 1), ("x" * 11, 1), ("x" * 12, 2), ("một\nhai", 2), ("x" * 25 + "\ny", 4)],
)
def test_a_text_takes_a_line_for_what_fits_the_column_and_one_for_each_break(text, lines):
    assert count_lines(text, 10) == lines


@pytest.mark.parametrize(
    ("texts", "size", "height"),
    [
        ([("một dòng", 10)], 12, 15.75),
        ([("một dòng", 10), ("x" * 25, 10)], 12, 3 * 15.75),
        ([("x" * 13, 10)], 11, 14.5),
        ([("một\nhai", 10)], 11, 29),
        ([], 12, 15.75),
        ([("x" * 9000, 10)], 12, 409),
    ],
    ids=["one line", "the longest text", "finer type", "a break", "nothing", "no taller than a row can be"],
)
def test_a_row_is_as_high_as_its_longest_text(texts, size, height):
    assert fit_height(texts, size) == height


def test_a_row_has_at_least_some_lines_and_a_gap():
    assert fit_height([("một", 10)], least=3, gap=4) == 3 * 15.75 + 4
