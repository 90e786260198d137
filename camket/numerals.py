"""Numbers and percentages as Vietnamese offices write them, read and printed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from camket.text import clean

_ROMAN = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]  # fmt: skip
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS, _TEN, _HUNDRED, _SKIPPED = "mươi", "mười", "trăm", ("linh", "lẻ")
_SCALES = {"triệu": 1_000_000, "nghìn": 1_000, "ngàn": 1_000}
# All words of which a spelled number is made.
NUMBER_WORDS = (*_DIGITS, _TENS, _TEN, _HUNDRED, *_SKIPPED, *_SCALES)
# In the place of units some digits have a word of their own, and some words stand nowhere else.
_AFTER_TENS = {**_DIGITS, "năm": None, "không": None}
_ALONE = {name: digit for name, digit in _DIGITS.items() if name not in ("mốt", "lăm", "nhăm")}
_SPOKEN = ("mốt", "tư", "lăm", "nhăm")  # "hai tư" is "hai mươi tư"
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SIMPLE = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_PERCENT = re.compile(r"(?P<number>[+-]?\d[\d.,]*)\s*%")


def read_number(text: str) -> Decimal | None:
    """Reads a whole text as a number: `1.234,5` is 1234.5, `12.345` is 12345, `51.0` is 51.0.

    Source: Accounting Law 2015, article 11 (dot for thousands, comma for decimals). A dot before one, two or
    more than three digits comes from software and is read as a decimal point.
    """
    text = clean(text).replace(" ", "")
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _SIMPLE.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None


def read_spelled(text: str) -> int | None:
    """Reads a number that is spelled out, up to millions, or None: `hai mươi tư` is 24, `một trăm linh năm` is 105.

    "năm" after tens is the year, not five: `hai mươi lăm` is 25, `hai mươi năm` is none.
    """
    words = clean(text).lower().split()
    if not words:
        return None
    total = 0
    for scale in sorted(set(_SCALES.values()), reverse=True):
        at = next((n for n, word in enumerate(words) if _SCALES.get(word) == scale), None)
        if at is not None:
            times = _read_below_thousand(words[:at])
            if not times:
                return None
            total, words = total + times * scale, words[at + 1 :]
            if not words:
                return total
    rest = _read_below_thousand(words)
    return None if rest is None else total + rest


def _read_below_thousand(words: list[str]) -> int | None:
    total = 0
    if not words:
        return None
    if len(words) > 1 and words[1] == _HUNDRED:
        hundreds = _ALONE.get(words[0])
        if hundreds is None:
            return None
        total, words = 100 * hundreds, words[2:]
        if not words:
            return total or None
        if words[0] in _SKIPPED:
            units = _ALONE.get(words[1]) if len(words) == 2 else None
            return total + units if units else None
        if len(words) == 1 and words[0] != _TEN:
            return None
    if words[0] == _TEN:
        tens, units_of = 10, {**_AFTER_TENS, "mốt": None, "tư": None}
    elif len(words) == 2 and words[1] in _SPOKEN and (_ALONE.get(words[0]) or 0) > 1 and not total:
        return 10 * _ALONE[words[0]] + _DIGITS[words[1]]
    elif len(words) > 1 and words[1] == _TENS:
        digit = _ALONE.get(words[0])
        if not digit or digit == 1:
            return None
        tens, units_of, words = 10 * digit, {**_AFTER_TENS, "một": None}, words[1:]
    else:
        return _ALONE.get(words[0]) if len(words) == 1 else None
    if len(words) == 1:
        return total + tens
    unit = units_of.get(words[1]) if len(words) == 2 else None
    return total + tens + unit if unit else None


def read_percent(value: object, *, percent_format: bool = False) -> Decimal | None:
    """Reads a progress cell as a percentage, or None where it holds none.

    `value` is the cell's content; `percent_format` says that the cell shows a fraction as percent. A bare number
    in a text cell is a percentage ("80"). A bare number over 0 and up to 1 is ambiguous: None.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        bare = Decimal(str(value))
        if percent_format:
            return _without_zeros(bare * 100)
    else:
        text = clean(str(value))
        if match := _PERCENT.fullmatch(text):
            return read_number(match["number"])
        number = read_number(text)
        if number is None:
            return None
        bare = number
    return None if 0 < bare <= 1 else bare  # 0.8 may mean 0,8% or 80%, and 1 may mean 1% or 100%


def _without_zeros(number: Decimal) -> Decimal:
    """`80.00` as `80`, not as `8E+1`."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def calculate_share(numerator: int, denominator: int) -> Fraction | None:
    """Returns the exact percentage, or None for an empty population."""
    return Fraction(100 * numerator, denominator) if denominator else None


def round_share(numerator: int, denominator: int) -> Decimal | None:
    """Returns the percentage as it is printed, rounded half up to a tenth, or None for an empty population."""
    exact = calculate_share(numerator, denominator)
    return None if exact is None else round_half_up(exact)


def round_half_up(percentage: Fraction, places: int = 1) -> Decimal:
    """Rounds the exact percentage half up (35.1535… → 35.2; 0.05 → 0.1)."""
    scaled = percentage * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Decimal(whole).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def format_percent(percent: Decimal | str | None) -> str:
    """Prints `35.2` as `35,2%`, and a dash for the share of an empty population."""
    if percent is None:
        return "–"
    return f"{percent}".replace(".", ",") + "%"


def format_number(number: Decimal) -> str:
    """An exact number in Vietnamese notation, without padding.

    >>> format_number(Decimal("1234.50"))
    '1.234,5'
    """
    return f"{_without_zeros(number):,f}".translate(str.maketrans(",.", ".,"))


def format_count(count: int, *, zero_padded: bool = True) -> str:
    """Prints a count: below ten with a leading zero (`05`, local custom), thousands with dots."""
    if zero_padded and 0 <= count < 10:
        return f"{count:02d}"
    return f"{count:,}".replace(",", ".")


def format_roman(number: int) -> str:
    """A number in Roman figures: `4` as `IV`; one that has none (0, 4000) as it is."""
    if not 0 < number < 4000:
        return str(number)
    parts = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        parts.append(letters * times)
    return "".join(parts)


def spell_count(count: int) -> str:
    """A count within prose: up to ten as a word, above in figures."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else format_count(count)
