"""What the number format of a cell makes of its value: `0" tiêu chí"`, `[=1]"Đạt";"Không"`, `;;;`.

Only what a reader of numbers and words needs is rendered: the section that applies, its literal text, and the number
with its scale, its decimals and its thousands. Numbers have a decimal comma and dots between thousands, as Vietnamese
offices write them.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import Any

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<digits>[.,]?[0#?][0#?.,]*)|(?P<percent>%)|(?P<text>@)|(?P<rest>.)",
    re.IGNORECASE | re.DOTALL,
)
# `# ?/?`, `??/??`, `# ??/16`: perhaps whole numbers, then a numerator over a denominator.
_FRACTION = re.compile(r"(?P<whole>[0#?]+\s+)?[0#?]+\s*/\s*(?P<below>[0#?]+|[1-9]\d*)")
_SECTION = re.compile(r'(?:"[^"]*"?|\\.|\[[^\]]*\]|[^;"\\\[]|[\\\[])*', re.DOTALL)
_CONDITION = re.compile(
    r"(<=|>=|<>|<|>|=)\s*(-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:E[+-]?[0-9]+)?)", re.IGNORECASE
)
# Excel stores at most 255 characters and shows at most 30 decimals.
LONGEST_FORMAT = 600
_MOST_DECIMALS, _MOST_SCALES = 30, 4
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq, ">": operator.gt, ">=": operator.ge, "<>": operator.ne,
}  # fmt: skip
_LARGEST_BELOW = 100_000
_DIGITS = 15  # Excel shows no more of a number
_WIDE = Context(prec=400)
_NUMBER_SECTIONS = 3
_SLOT = "\0"
_WHITE = frozenset({"white", "color2", "color 2"})  # names in brackets
# Programs that write what is typed in a Vietnamese Excel leave a decimal point where thousands are meant.
_TYPED_GROUPS = "#.##0"
# So do people who type the sign between thousands as a letter: `#\.##0" cây"`, `0" "000`.
_TYPED_SIGN = re.compile(r'(?<=[0#?])(?:\\[. ]|"[. ]")(?=[0#?]{3}(?![0#?]))')


def round_to_shown(number: float, decimals: int | None = None, percent: int = 0) -> Decimal:
    """The number that Excel shows: of at most 15 digits, times a hundred, rounded half up to its decimals."""
    exact: Decimal = Decimal(f"{number:.{_DIGITS}g}") * 100**percent
    if decimals is None or not exact.is_finite():
        return exact
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, context=_WIDE)


def format_decimal(number: Decimal, *, grouped: bool = False) -> str:
    """A number with a decimal comma, without zeros at its end; `grouped` with dots between thousands."""
    whole, _, after = f"{number:,f}".partition(".")
    after = after.rstrip("0")
    return whole.replace(",", "." if grouped else "") + (f",{after}" if after else "")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a number format.

    `fraction` is the denominator of a section that shows fractions, or the largest one as a negative number, else 0;
    `mixed` says whether whole numbers stand before it.
    `pattern` is its text with a null character in place of the value; `words` says whether it has letters, figures or a
    percent sign of its own, `is_white` whether it writes in white. `is_sure` is false if the section splits a number
    into pieces, as `000-000` does.
    """

    condition: tuple[str, float] | None
    pattern: str
    digits: str
    percent: int
    takes_text: bool
    words: bool
    is_sure: bool
    code: str
    fraction: int = 0
    mixed: bool = False
    is_white: bool = False

    @property
    def decimals(self) -> int | None:
        """The decimals of a number; None if they are not limited, as in `General`."""
        return len(self.digits.partition(".")[2].rstrip(",")) if self.digits else None

    @property
    def scale(self) -> int:
        """How many times the commas behind the digits divide a number by a thousand."""
        return sum(len(part) - len(part.rstrip(",")) for part in self.digits.split("."))

    def groups(self, number: float) -> bool:
        """Whether the thousands of a number are set apart."""
        whole = self.digits.partition(".")[0].rstrip(",")
        return "," in whole or (self.digits == _TYPED_GROUPS and float(number).is_integer())

    def show(self, number: float) -> str:
        """The text of a number; empty if the section shows nothing."""
        if _SLOT not in self.pattern:
            return self.pattern
        if self.fraction:
            return self.pattern.replace(_SLOT, self._show_fraction(number * 100**self.percent))
        rounded = round_to_shown(number / 1000**self.scale, self.decimals, self.percent)
        grouped = self.groups(number)
        before, comma, after = format_decimal(abs(rounded), grouped=grouped).partition(",")
        least = self.digits.partition(".")[0].count("0")
        shown = f"{'-' if rounded < 0 else ''}{before.zfill(least)}{comma}{after}"
        return self.pattern.replace(_SLOT, shown)

    def _show_fraction(self, number: float) -> str:
        """The nearest fraction: `7/12`, `1 1/2`, `3`."""
        exact = Fraction(f"{abs(number):.{_DIGITS}g}")
        below = self.fraction
        if below < 0:
            below = exact.limit_denominator(-below).denominator
        above = round(exact * below)
        whole, above = divmod(above, below) if self.mixed else (0, above)
        parts = [str(whole)] if whole or (self.mixed and not above) else []
        parts += [f"{above}/{below}"] if above or not self.mixed else []
        return f"{'-' if number < 0 and (whole or above) else ''}{' '.join(parts)}"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The sections of a number format."""

    code: str
    sections: tuple[Section, ...]

    @property
    def percent(self) -> bool:
        """Whether a number is shown as a percentage."""
        return any(section.percent for section in self.sections)

    @property
    def is_plain(self) -> bool:
        """Whether the format changes nothing but the decimals of a number; a dash for zero is no change, nothing is."""
        return not any(
            section.words
            or section.condition
            or section.scale
            or section.fraction
            or (_SLOT not in section.pattern and (index != _NUMBER_SECTIONS - 1 or not section.code.strip()))
            for index, section in enumerate(self.sections)
        )

    @property
    def decimals(self) -> int | None:
        """The decimals of a plain format; None if it does not limit them."""
        return self.sections[0].decimals if self.sections[0].is_sure else None

    def has_section(self, holds: Callable[[str], Any]) -> bool:
        """Whether something holds for the code of a section for numbers."""
        return any(holds(section.code) for section in self.sections[:_NUMBER_SECTIONS])

    def groups(self, number: float) -> bool:
        """Whether a plain format sets the thousands of a number apart."""
        return self.sections[0].is_sure and self.sections[0].groups(number)

    def show_number(self, number: float) -> str | None:
        """What Excel shows of a number; None if that is not sure."""
        section, shown = self._choose(number)
        if section is None or not section.is_sure or not isfinite(number):
            return None
        return section.show(shown).strip()

    def choose_code(self, number: float) -> str:
        """The code of the section that shows a number; empty if none does."""
        section, _ = self._choose(number)
        return section.code if section else ""

    def show_text(self, text: str) -> str:
        """What Excel shows of a text."""
        section = self._section_of_text()
        return section.pattern.replace(_SLOT, text) if section else text

    @property
    def has_white(self) -> bool:
        """Whether a section writes in white."""
        return any(section.is_white for section in self.sections)

    def is_white(self, value: object) -> bool:
        """Whether a text, a number or a day is written in white."""
        if isinstance(value, str):
            section = self._section_of_text()
        else:
            section = self._choose(value)[0] if isinstance(value, int | float) else self.sections[0]
        return section is not None and section.is_white

    def _section_of_text(self) -> Section | None:
        """The section for texts: the fourth one, or the last one if that has `@`."""
        section = self.sections[-1]
        return section if len(self.sections) > _NUMBER_SECTIONS or section.takes_text else None

    def _choose(self, number: float) -> tuple[Section | None, float]:
        """The section for a number, and the number that it shows: a section for negative ones writes its own sign."""
        numbers = self.sections[:_NUMBER_SECTIONS]
        if any(section.condition for section in numbers):
            return _choose_by_condition(numbers, number), number
        if len(numbers) > 1 and number < 0:
            return numbers[1], -number
        return numbers[2 if len(numbers) == _NUMBER_SECTIONS and number == 0 else 0], number


def _choose_by_condition(sections: Sequence[Section], number: float) -> Section | None:
    for section in sections:
        if section.condition is None or _COMPARED[section.condition[0]](number, section.condition[1]):
            return section
    return None


@lru_cache(maxsize=1000)
def parse_number_format(code: str) -> NumberFormat:
    """Parse a number format that shows no date."""
    if len(code) > LONGEST_FORMAT:
        doubtful = Section(None, _SLOT, "", 0, takes_text=False, words=True, is_sure=False, code=code)
        return NumberFormat(code, (doubtful,))
    parts: list[str] = []
    at = 0
    while at <= len(code) and len(parts) <= _NUMBER_SECTIONS:
        found = _SECTION.match(code, at)
        part = found.group() if found else ""
        parts.append(part)
        at += len(part) + 1
    return NumberFormat(code, tuple(_parse_section(part) for part in parts))


def _parse_section(code: str) -> Section:
    found = _FRACTION.search(code)
    if found is None or code[: found.start()].count('"') % 2:
        return _parse_tokens(code)
    below = found["below"]
    denominator = int(below) if below[0] in "123456789" else 1 - 10 ** len(below)
    section = _parse_tokens(f"{code[: found.start()]}0{code[found.end() :]}")
    return replace(
        section,
        code=code,
        fraction=denominator,
        mixed=bool(found["whole"]),
        is_sure=section.is_sure and abs(denominator) < _LARGEST_BELOW,
    )


def _parse_tokens(code: str) -> Section:
    condition, pattern, digits, percent, takes_text, words, pieces = None, "", "", 0, False, False, 0
    is_sure, inside, is_white = True, False, False
    for token in _TOKEN.finditer(_TYPED_SIGN.sub(",", code)):
        kind, text = token.lastgroup, token.group()
        if kind in ("digits", "general", "text"):
            pieces += not inside
            if not inside:
                pattern += _SLOT
            digits += text if kind == "digits" else ""
            takes_text |= kind == "text"
            inside = True
            continue
        inside = False
        if kind == "bracket":
            if compared := _CONDITION.fullmatch(token["bracket"].strip()):
                condition = (compared[1], float(compared[2]))
            else:
                is_sure &= not token["bracket"].strip().startswith(tuple(_COMPARED))
                is_white |= token["bracket"].strip().lower() in _WHITE
        elif kind == "percent":
            percent += 1
            pattern += "%"
        elif kind in ("quoted", "escaped"):
            literal = token[kind] or ""
            pattern += literal
            words |= any(sign.isalnum() or sign == "%" for sign in literal)
        elif kind == "rest":
            pattern += text
            is_sure &= not (text.isascii() and text.isalpha()) and text != "/"
            words |= text.isalpha() and not text.isascii()
        elif text.startswith("_"):
            pattern += " "
    is_sure &= pieces <= 1
    found = Section(condition, pattern, digits, percent, takes_text, words, is_sure, code, is_white=is_white)
    is_wild = (found.decimals or 0) > _MOST_DECIMALS or max(found.scale, percent) > _MOST_SCALES
    return replace(found, words=True, is_sure=False) if is_wild else found
