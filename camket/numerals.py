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


def read_percent(value: object, *, percent_format: bool = False) -> Decimal | None:
    """Reads a progress cell as a percentage, or None where it holds none.

    `value` is the cell's content; `percent_format` says that the cell shows a fraction as percent. A bare number
    in a text cell is a percentage ("80"). A bare number over 0 and up to 1 in a number cell is ambiguous: None.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value))
        if 0 < number <= 1 and not percent_format:
            return None  # 0.8 may mean 0,8% or 80%, and 1 may mean 1% or 100%
        return _without_zeros(number * 100) if percent_format else number
    text = clean(str(value))
    match = _PERCENT.fullmatch(text)
    return read_number(match["number"] if match else text)


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
