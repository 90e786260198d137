"""The counted statements of a passage: `Có 103/293 nội dung … (chiếm 35,2%)` and its relatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from camket.numerals import read_number
from camket.reconciling.passage import Passage
from camket.text import plain

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_FRACTION = re.compile(rf"(?<![\w/.,–-])(?<!\d\s)({_NUMBER})\s?/\s?({_NUMBER})(?![\w/]|[.,]\d|-\w)")
# A bare number is a statement where the sentence leads to it: "có 20 nội dung", not "quy chế 20 nội dung".
_LEADS = re.compile(
    r"(?:^|[:,(]|\b(?:có|còn|gồm|là|tổng số|tổng cộng|tổng|trong|trong đó|trong số|với|và|được|đã))\s*$"
)
_COUNT = re.compile(rf"(?<![\w/.,–-])({_NUMBER})(?![\w/%]|[.,]\d|\s?%|-\w)(?=\s+(?:\w+\s+)?{{counted}})")
_PERCENT = re.compile(r"(?<![\w/,.])(\d+(?:[.,]\d+)?)\s?%")
_ENDS = re.compile(r"[;\n]|[.!?](?=\s|$)")
_CELL = re.compile(rf"({_NUMBER})(?P<all>\s?%)?(?:\s*\(\s*(?P<share>\d+(?:[.,]\d+)?)\s?%\s*\))?")

# What before a number says that it is a rank, a date or a document's number and no fraction.
_NO_FRACTION = re.compile(
    r"\b(?:năm|thứ|hạng|bậc|ngày|tháng|quý|số|khóa|điều|khoản|trước|sau|lúc|mục|biểu|mẫu|tiêu chí|đứng|xếp)"
    r"[ :]*$"
)
_FROM_TO = re.compile(r"\b(?:từ|đến|tới|và)\s*$")
_NO_COUNTED = re.compile(r"\s+(?:năm|tháng|ubnd|hđnd|qđ|cp)\b|\s*/")
# What between a count and a percentage says that the percentage has another base.
_OTHER_BASE = re.compile(r"\b(?:tăng|giảm|vượt|so với|lãi suất|hơn kế hoạch)\b[^%]*$")
_LED_TO = re.compile(r"(?:\(|\b(?:chiếm|đạt|tỷ lệ|tỉ lệ|bằng|tương đương|tương ứng)\b)[^\d%;]{0,25}$")
_AFTER_OTHER_BASE = re.compile(r"\s*(?:so với|kế hoạch|kh\b|chỉ tiêu|dự toán|nghị quyết|cùng kỳ|điểm)")
_ABOUT = re.compile(r"\b(?:gần|khoảng|trên|hơn|dưới|xấp xỉ|ước khoảng)\s*$")
_WHOLE = re.compile(rf"\b(?:tổng(?: số| cộng)?|trên|trong(?: tổng)? số)\s+({_NUMBER})\s+(?:{{counted}})")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage as printed: its value, its decimals, the word that makes it approximate."""

    value: Decimal
    places: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One counted statement: `passage.text[start:end]` with the words around it.

    `numerator` is None in a table cell that prints a share alone, `denominator` where the sentence prints
    none; `said` is the clause that the number
    stands in, `before` and `after` what stands in it between this number and its neighbours, all as keys of
    `plain`; `position` counts the statements before it in the clause.
    """

    passage: Passage
    start: int
    end: int
    numerator: Decimal | None
    denominator: Decimal | None
    share: Share | None
    said: str
    before: str
    after: str
    position: int = 0

    @property
    def text(self) -> str:
        """The statement as printed."""
        return self.passage.text[self.start : self.end]


def find_statements(passage: Passage, counted: str) -> list[Statement]:
    """The statements of a passage in their order; `counted` is the pattern of what is counted.

    A fraction needs nothing counted after it; a bare number does. Dates, document numbers, ranks and
    years are no statements.
    """
    if passage.is_cell and (cell := _CELL.fullmatch(passage.text)):
        return list(_in_cell(passage, cell))
    return list(_in_prose(passage, counted))


def _in_cell(passage: Passage, cell: re.Match[str]) -> Iterator[Statement]:
    """A count, a share, or a count with its share: `103 (35,2%)`."""
    number = read_number(cell[1])
    if number is None:
        return
    said = plain(f"{passage.row} {passage.column}")
    printed = cell[1] if cell["all"] else cell["share"]
    share = Share(Decimal(printed.replace(",", ".")), _places(printed)) if printed else None
    count = None if cell["all"] else number
    yield Statement(passage, 0, len(passage.text), count, None, share, said, said, "")


def _in_prose(passage: Passage, counted: str) -> Iterator[Statement]:
    key = plain(passage.text)
    begin = 0
    for end in [*(match.end() for match in _ENDS.finditer(key)), len(key)]:
        if end > begin:
            yield from _in_clause(passage, key, begin, end, counted)
            begin = end


def _in_clause(passage: Passage, key: str, begin: int, end: int, counted: str) -> Iterator[Statement]:
    clause = key[begin:end]
    spans: list[tuple[int, int, Decimal, Decimal | None]] = []
    for match in _FRACTION.finditer(clause):
        done, whole = read_number(match[1]), read_number(match[2])
        if done is not None and whole is not None and _is_fraction(clause, match, done, whole):
            spans.append((match.start(), match.end(), done, whole))
    bare = re.compile(_COUNT.pattern.replace("{counted}", counted))
    for match in bare.finditer(clause):
        number = read_number(match[1])
        taken = any(start <= match.start() < stop for start, stop, _, _ in spans)
        if number is not None and not taken and _LEADS.search(clause[: match.start()]):
            spans.append((match.start(), match.end(), number, None))
    spans.sort()
    whole_said = re.search(_WHOLE.pattern.replace("{counted}", counted), clause)
    for position, (start, stop, done, whole) in enumerate(spans):
        last = spans[position + 1][0] if position + 1 < len(spans) else len(clause)
        first = spans[position - 1][1] if position else 0
        share, shared_to = _find_share(clause, start, stop, last)
        stated = whole is None and whole_said and whole_said.start(1) != start
        yield Statement(
            passage=passage,
            start=begin + start,
            end=begin + max(stop, shared_to),
            numerator=done,
            denominator=read_number(whole_said[1]) if whole_said and stated else whole,
            share=share,
            said=clause,
            before=clause[first:start],
            after=clause[stop:last],
            position=position,
        )


def _is_fraction(clause: str, match: re.Match[str], done: Decimal, whole: Decimal) -> bool:
    before, after = clause[: match.start()], clause[match.end() :]
    if _NO_FRACTION.search(before) or _NO_COUNTED.match(after):
        return False
    if done <= 12 and 1900 <= whole <= 2100:
        return False  # a month of a year, whatever dots software put into it
    is_day = done <= 31 and whole <= 12 and done == int(done) and whole == int(whole)
    if is_day and _FROM_TO.search(before):
        return False
    return not (is_day and not re.match(r"\s+[^\W\d_]", after) and not _PERCENT.search(after[:40]))


def _find_share(clause: str, start: int, stop: int, last: int) -> tuple[Share | None, int]:
    """The percentage of a count: the first after it that has no other base, or just before it."""
    for match in _PERCENT.finditer(clause, stop, last):
        between = clause[stop : match.start()]
        if not _LED_TO.search(between) or re.search(r"\d", between):
            continue
        if _OTHER_BASE.search(between) or _AFTER_OTHER_BASE.match(clause[match.end() :]):
            continue
        closing = 1 if clause[match.end() : match.end() + 1] == ")" else 0
        return _share(clause, match), match.end() + closing
    before = list(_PERCENT.finditer(clause, 0, start))
    if before and re.fullmatch(r"\s*\(", clause[before[-1].end() : start]):
        return _share(clause, before[-1]), stop
    return None, stop


def _share(clause: str, match: re.Match[str]) -> Share:
    about = _ABOUT.search(clause[: match.start()])
    return Share(Decimal(match[1].replace(",", ".")), _places(match[1]), about[0].strip() if about else "")


def _places(number: str) -> int:
    return len(re.split(r"[.,]", number)[1]) if re.search(r"[.,]", number) else 0
