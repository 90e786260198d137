"""What Excel shows of a value by its number format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.intake.formats.number_formats import parse_number_format


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ('0" tiêu chí"', 15, "15 tiêu chí"),
        (r'#\.##0" cây"', 52_000, "52.000 cây"),
        (r'#\.##0" cây"', 131, "131 cây"),
        ('#" "##0" cây"', 1_234_567, "1.234.567 cây"),
        ('#"."###"."##0" cây"', 1_234_567, "1.234.567 cây"),
        ('0.0" tỷ đồng"', 12.34, "12,3 tỷ đồng"),
        ('0.0" tỷ đồng"', 12.35, "12,4 tỷ đồng"),
        ('"Đạt "0%', 0.8, "Đạt 80%"),
        ('"Đạt "0.0"%"', 80.25, "Đạt 80,3%"),
        (r"0\ \x\ã", 7, "7 xã"),
        ('General" hộ"', 3.25, "3,25 hộ"),
        ('#,##0.0,," triệu"', 1_234_567, "1,2 triệu"),
        ('"KH-"000', 7, "KH-007"),
        ('[Red]0" hộ"', 3, "3 hộ"),
        ('[$-42A]0" hộ"', 3, "3 hộ"),
        ('[=1]"Đạt";"Không đạt"', 1, "Đạt"),
        ('[=1]"Đạt";"Không đạt"', 0, "Không đạt"),
        ('[>=0.5]"Khá "0%;[<0]"Âm";"Yếu "0%', 0.6, "Khá 60%"),
        ('[>=0.5]"Khá "0%;[<0]"Âm";"Yếu "0%', 0.4, "Yếu 40%"),
        ('"Có";"Nợ "0;"Không"', 5, "Có"),
        ('"Có";"Nợ "0;"Không"', -5, "Nợ 5"),
        ('"Có";"Nợ "0;"Không"', 0, "Không"),
        (";;;", 5, ""),
        ('0;;"x"', -5, ""),
        ('0" a; b"', 1, "1 a; b"),
    ],
)  # fmt: skip
def test_a_number_is_shown_with_the_words_of_the_section_that_applies(code, number, shown):
    parsed = parse_number_format(code)
    assert not parsed.is_plain
    assert parsed.show_number(number) == shown


@pytest.mark.parametrize("code", ['0" xã "0" hộ"', r"0\ xã", '0.0E+00" đồng"', '[>5]"Nhiều"'])
def test_a_number_whose_text_is_not_sure_is_not_shown(code):
    parsed = parse_number_format(code)
    assert not parsed.is_plain
    assert parsed.show_number(1.5) is None


@pytest.mark.parametrize(
    ("code", "decimals"),
    [
        ("General", None), ("@", None), ("0", 0), ("0.00", 2), ("#,##0.0", 1), ("0%", 0), ("[Red]-0.00", 2),
        ('_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', 0), ("0.00E+00", None),
    ],
)  # fmt: skip
def test_a_format_that_only_rounds_is_plain(code, decimals):
    parsed = parse_number_format(code)
    assert parsed.is_plain
    assert parsed.decimals == decimals


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0", "Đạt"),
        ("@", "Đạt"),
        ('@" (tạm)"', "Đạt (tạm)"),
        ("0;0;0;", ""),
        (";;;", ""),
        (';;;"x "@', "x Đạt"),
    ],
)
def test_a_text_is_shown_by_the_section_for_texts(code, shown):
    assert parse_number_format(code).show_text("Đạt") == shown


@given(st.text('0#?.,%@"\\_*[]<>=;E/x -', max_size=20), st.floats(allow_nan=True))
def test_any_number_format_shows_something_or_nothing_without_an_error(code, number):
    parsed = parse_number_format(code)
    parsed.show_number(number)
    parsed.show_text("x")


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("?/??", 7 / 12, "7/12"),
        ("# ?/?", 0.5, "1/2"),
        ("# ?/?", 1.75, "1 3/4"),
        ("# ?/?", 3, "3"),
        ("# ??/??", -1.5, "-1 1/2"),
        ("?/?", 3, "3/1"),
        ("# ?/?", 0, "0"),
        ("# ?/15", 0.6, "9/15"),
        ('# ?/15" lớp"', 0.6, "9/15 lớp"),
        ("# ?/?", 0.123, "1/8"),
    ],
)
def test_a_format_of_fractions_shows_the_nearest_fraction(code, number, shown):
    parsed = parse_number_format(code)
    assert not parsed.is_plain
    assert parsed.show_number(number) == shown


@pytest.mark.parametrize("code", ["00/00/0000", "?/000000", '0" 0/0"0'])
def test_what_only_looks_like_a_fraction_is_in_doubt(code):
    assert parse_number_format(code).show_number(1.5) is None


def test_a_stroke_inside_quoted_words_is_no_fraction():
    assert parse_number_format('0" trên 0/0 hộ"').show_number(2) == "2 trên 0/0 hộ"
