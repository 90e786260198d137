"""Checks the arithmetic of a report: shares against their counts, parts against their whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Literal

from camket.checking.statements import Share, Statement
from camket.numerals import format_percent, round_half_up

Answer = Literal["right", "wrong", "unprinted", "unchecked"]
# The largest error in percentage points of a share printed with "khoảng", "gần" or "trên".
_TOLERANCE = 5
_LESS, _MORE = ("gần", "dưới"), ("trên", "hơn")


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The result of one check, with a remark in Vietnamese on what is wrong or cannot be checked."""

    answer: Answer
    remark: str = ""


def check_share(statement: Statement) -> Arithmetic:
    """Checks that the share equals the quotient, rounded half up to the printed number of decimals.

    Answers `unprinted` where no share is printed, `unchecked` where a count or the denominator is missing.
    """
    share = statement.share
    done, whole = statement.numerator, statement.denominator
    if done is not None and whole is not None and whole and done > whole and share is None:
        return Arithmetic("wrong", f"tử số {statement.text.partition('/')[0]} lớn hơn mẫu số")
    if share is None:
        return Arithmetic("unprinted")
    if done is None or whole is None:
        return Arithmetic("unchecked", "câu này không in đủ tử số và mẫu số")
    if not whole:
        return Arithmetic("unchecked", "mẫu số bằng 0: không có tỷ lệ")
    return compare_share(share, Fraction(100 * Fraction(done) / Fraction(whole)))


def compare_share(share: Share, exact: Fraction) -> Arithmetic:
    """Compares a printed share with the exact percentage."""
    right = round_half_up(exact, share.places)
    if share.about:
        return _compare_about(share, exact)
    if right == share.value:
        return Arithmetic("right")
    cut = Decimal(exact.numerator) / Decimal(exact.denominator)
    if cut.quantize(Decimal(1).scaleb(-share.places), ROUND_DOWN) == share.value:
        return Arithmetic("wrong", f"số in ra bị cắt bớt, làm tròn đúng là {format_percent(right)}")
    return Arithmetic("wrong", f"tính đúng là {format_percent(right)}")


def _compare_about(share: Share, exact: Fraction) -> Arithmetic:
    difference = exact - Fraction(share.value)
    wrong = (
        abs(difference) > _TOLERANCE
        or (share.about in _LESS and difference > 0)
        or (share.about in _MORE and difference < 0)
    )
    if wrong:
        return Arithmetic(
            "wrong", f"tính đúng là {format_percent(round_half_up(exact, max(share.places, 1)))}"
        )
    return Arithmetic("right")


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts of one whole. Their counts should add up to it, and their printed shares to 100."""

    parts: tuple[Statement, ...]
    whole: Decimal
    is_complete: bool

    @property
    def counted(self) -> Decimal:
        """The sum of the numerators."""
        return sum((part.numerator for part in self.parts if part.numerator is not None), Decimal(0))

    @property
    def shares(self) -> Decimal | None:
        """The sum of the printed shares; None where one is missing or approximate."""
        printed = [part.share.value for part in self.parts if part.share and not part.share.about]
        return sum(printed, Decimal(0)) if len(printed) == len(self.parts) else None

    @property
    def is_wrong(self) -> bool:
        """Whether the counts exceed the whole or, for complete parts, differ from it."""
        return self.counted > self.whole or (self.is_complete and self.counted != self.whole)

    def remarks(self) -> list[str]:
        """Describes in Vietnamese what does not add up, and whether rounding explains it."""
        if self.counted != self.whole:
            names = " + ".join(f"{part.numerator}" for part in self.parts)
            rest = self.whole - self.counted
            what = f"thiếu {rest}" if rest > 0 else f"thừa {-rest}"
            return [f"{names} = {self.counted}, mẫu số là {self.whole} ({what})"]
        if self.shares is None:
            return []
        rounded = sum((self._rounded(part) for part in self.parts), Decimal(0))
        printed, right = format_percent(self.shares), format_percent(rounded)
        if self.shares != 100:
            cause = "chỉ do làm tròn" if self.shares == rounded else f"làm tròn đúng thì cộng lại là {right}"
            return [f"các tỷ lệ in ra cộng lại là {printed}, {cause}"]
        if rounded != 100:
            return [f"các tỷ lệ in ra cộng đúng 100%, nhưng làm tròn đúng từng số thì cộng lại là {right}"]
        return []

    def _rounded(self, part: Statement) -> Decimal:
        exact = Fraction(100 * Fraction(part.numerator or 0) / Fraction(self.whole))
        return round_half_up(exact, part.share.places if part.share else 1)


def add_up(parts: Sequence[Statement], *, is_complete: bool) -> Sum | None:
    """Adds up statements with one denominator; None for fewer than two parts or several denominators."""
    wholes = {part.denominator for part in parts}
    if len(parts) < 2 or len(wholes) != 1:
        return None
    whole = wholes.pop()
    return Sum(tuple(parts), whole, is_complete) if whole else None
