import pytest

from camket.outputs.heights import count_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("một dòng", 1), ("x" * 11, 1), ("x" * 12, 2), ("một\nhai", 2), ("x" * 25 + "\ny", 4)],
)
def test_a_text_takes_a_line_for_what_fits_the_column_and_one_for_each_break(text, lines):
    assert count_lines(text, 10) == lines
