"""Numbers as Vietnamese offices write them, read and printed."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.numerals import (
    calculate_share,
    format_count,
    format_percent,
    format_roman,
    read_number,
    read_percent,
    read_spelled,
    round_half_up,
    round_share,
    spell_count,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1983", Decimal(1983)),
        ("12.345", Decimal(12345)),
        ("12.345.678", Decimal(12345678)),
        ("1.234,5", Decimal("1234.5")),
        ("51,5", Decimal("51.5")),
        ("51.0", Decimal(51)),
        ("1.23", Decimal("1.23")),
        ("1.2345", Decimal("1.2345")),
        ("1 234", Decimal(1234)),
        ("\u00a014.068 ", Decimal(14068)),
        ("-5", Decimal(-5)),
        ("+3", Decimal(3)),
        ("05", Decimal(5)),
    ],
)
def test_a_dot_groups_thousands_and_a_comma_starts_decimals(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "5 xã", "1,5,5", "12.34,5", "1.234.56", "1/2", "80%", "5-7", ",5"]
)
def test_a_text_other_than_exactly_one_number_is_no_number(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("80%", Decimal(80)),
        ("80,5 %", Decimal("80.5")),
        ("51.0%", Decimal(51)),
        ("130%", Decimal(130)),
        ("-5%", Decimal(-5)),
        ("80", Decimal(80)),
        (80, Decimal(80)),
        (80.5, Decimal("80.5")),
        (Decimal("99.9"), Decimal("99.9")),
        ("0%", Decimal(0)),
        (0, Decimal(0)),
        ("0,95", None),
        ("1", None),
        ("0,95%", Decimal("0.95")),
        ("đạt 8/10 xã", None),
        ("khoảng 80%", None),
        ("0 68%", None),
        ("80%%", None),
        ("8,,5%", None),
        ("", None),
        (None, None),
        (True, None),
    ],
)
def test_a_progress_cell_is_read_as_a_percentage_or_not_at_all(cell, percent):
    assert read_percent(cell) == percent


@pytest.mark.parametrize(
    ("value", "percent"),
    [(0.8, "80"), (1, "100"), (0.805, "80.5"), (0.29, "29"), (1.3, "130"), ("80%", "80")],
)
def test_a_number_in_a_percent_formatted_cell_is_a_fraction_and_a_text_is_not(value, percent):
    assert read_percent(value, percent_format=True) == Decimal(percent)


def test_a_round_percentage_is_written_without_an_exponent():
    assert f"{read_percent(0.8, percent_format=True)}" == "80"


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        # Report 158/BC-SKHĐT, section I: at the cut-off, then for the full year.
        (103, 293, "35,2%"), (81, 293, "27,6%"), (20, 293, "6,8%"), (84, 293, "28,7%"), (5, 293, "1,7%"),
        (261, 293, "89,1%"), (27, 293, "9,2%"),
        # Truncating or rounding half to even would print other numbers here.
        (3, 138, "2,2%"), (1, 2000, "0,1%"), (3, 2000, "0,2%"), (1, 800, "0,1%"),
        (0, 7, "0,0%"), (7, 7, "100,0%"), (1999, 2000, "100,0%"),
    ],
)  # fmt: skip
def test_a_share_is_rounded_half_up_from_the_exact_fraction_to_one_decimal(numerator, denominator, printed):
    percentage = calculate_share(numerator, denominator)
    assert percentage == Fraction(100 * numerator, denominator)
    assert format_percent(round_share(numerator, denominator)) == printed


def test_an_empty_population_has_no_share():
    assert calculate_share(0, 0) is None
    assert format_percent(round_share(0, 0)) == "–"


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_rounding_agrees_with_exact_decimal_arithmetic(numerator, denominator, places):
    with localcontext() as context:
        context.prec = 60
        # Sixty digits distinguish a tie from its neighbours, which are at least 1 / (2 * 10^9) away.
        exact = Decimal(100 * numerator) / Decimal(denominator)
        expected = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    rounded = round_half_up(Fraction(100 * numerator, denominator), places)
    assert rounded == expected
    assert -rounded.as_tuple().exponent == places


@pytest.mark.parametrize(
    ("count", "padded", "bare"),
    [(0, "00", "0"), (5, "05", "5"), (9, "09", "9"), (10, "10", "10"), (293, "293", "293"), (6272, "6.272", "6.272"),
     (1234567, "1.234.567", "1.234.567")],
)  # fmt: skip
def test_counts_below_ten_are_padded_if_requested_and_thousands_have_dots(count, padded, bare):
    assert format_count(count) == padded
    assert format_count(count, zero_padded=False) == bare


@given(st.integers(0, 10**9), st.booleans())
def test_every_printed_count_is_read_back_as_itself(count, zero_padded):
    assert read_number(format_count(count, zero_padded=zero_padded)) == count


@given(st.decimals(0, 1000, places=1))
def test_every_printed_percentage_is_read_back_as_itself(percent):
    assert read_percent(format_percent(percent)) == percent


@pytest.mark.parametrize(
    ("number", "printed"),
    [(1, "I"), (3, "III"), (4, "IV"), (9, "IX"), (40, "XL"), (1994, "MCMXCIV"), (0, "0")],
)
def test_a_number_is_printed_in_roman_figures_where_it_has_some(number, printed):
    assert format_roman(number) == printed


@pytest.mark.parametrize(("count", "said"), [(0, "không"), (5, "năm"), (10, "mười"), (11, "11")])
def test_a_count_in_prose_is_a_word_up_to_ten(count, said):
    assert spell_count(count) == said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("không", 0), ("bảy", 7), ("mười", 10), ("Mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21),
        ("hai mươi tư", 24), ("hai tư", 24), ("ba lăm", 35), ("chín mươi bốn", 94), ("một trăm linh năm", 105),
        ("một trăm lẻ chín", 109), ("hai trăm mười", 210), ("năm trăm năm mươi lăm", 555),
        ("một nghìn không trăm linh hai", 1002), ("mười hai ngàn ba trăm", 12300), ("hai triệu", 2_000_000),
    ],
)  # fmt: skip
def test_a_spelled_number_is_read(text, number):
    assert read_spelled(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "trăm", "mốt", "lăm", "hai ba", "mười mốt", "mười năm", "hai mươi năm", "một mươi", "trăm hai", "linh năm",
     "một trăm hai", "một trăm linh", "triệu đồng", "hai mươi xã"],
)  # fmt: skip
def test_words_that_are_no_number_are_not_read_as_one(text):
    assert read_spelled(text) is None
