"""Finds the counted statements of a passage, such as `Có 103/293 nội dung … (chiếm 35,2%)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from camket.checking.passages import Passage
from camket.checking.spelled_numbers import write_in_digits
from camket.numerals import read_number
from camket.text import plain

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_OF = r"(?P<of>\s?[/⁄∕]\s?|\s(?:trên|trong)\s(?:tổng\s)?(?:số\s)?)"
_FRACTION = re.compile(rf"(?<![\w/.,–-])(?<!\d\s)({_NUMBER}){_OF}({_NUMBER})(?![\w/]|[.,]\d|-\w)")
# A bare number is a statement only after one of these words: "có 20 nội dung", not "quy chế 20 nội dung".
_LEADS = re.compile(
    r"(?:^|[:,(]|\b(?:có|còn|gồm|là|tổng số|tổng cộng|tổng|trong|trong đó|trong số|với|và|được|đã"
    r"|tất cả|cả thảy|thấp nhất|cao nhất|nhiều nhất|ít nhất|trung vị|toàn tỉnh"
    r"|hoàn thành|thực hiện|thẩm định|dừng|ký|ký cam kết))\s*$"
)
# … or where a counted whole is divided by name: "293 nội dung, trong đó các sở 149 nội dung, các huyện 144 nội dung".
_DIVIDES = re.compile(r"\d\s+[^\d.;:]{2,30}, (?:trong đó|gồm) [^.;:]*\w\s*$")
_COUNT = re.compile(
    rf"(?<![\w/.,–-])({_NUMBER})(?![\w/%]|[.,]\d|\s?%|-\w)(?=\)?\s+(?:\([^()\d]+\)\s+)?(?:\w+\s+)?{{counted}})"
)
# "293 nội dung: 81 hoàn thành, 20 không hoàn thành": later numbers count the same things as the first.
_COUNT_ON = re.compile(
    rf"(?<![\w/.,–-])({_NUMBER})(?=\s+(?:đã|đang|chưa|không|chờ|được|cho|hoàn thành|dừng|ngừng)\b)"
)
# "Tổng số nội dung cam kết là 293": the counted words come before the number.
_COUNT_AFTER = re.compile(rf"\bsố\s{{counted}}\b[^\d,;:]{{0,60}}(?:\blà|:)\s*({_NUMBER})(?=\s*(?:$|[,;.(]))")
_PERCENT = re.compile(r"(?<![\w/,.])(\d+(?:[.,]\d+)?)\s?(?:%|phần trăm\b)")
_ENDS = re.compile(r"[;\n](?!\s*(?:chiếm|tương đương|tương ứng|tỷ lệ \d|tỉ lệ \d))|[.!?](?=\s|$)")
_CELL = re.compile(rf"({_NUMBER})(?P<all>\s?%)?(?:\s*\(\s*(?P<share>\d+(?:[.,]\d+)?)\s?%\s*\))?")

# A row or column of shares may have its percent sign in its name only: "Tỷ lệ (%)".
_SHARES, _COUNTS = re.compile(r"\b(?:tỷ|tỉ) (?:lệ|trọng)\b|%"), re.compile(r"\bsố (?:lượng|nội dung)\b")
_NEAR = 300  # characters
# After these words a number is a rank, a date or a document number, not a fraction.
_NO_FRACTION = re.compile(
    r"\b(?:năm|thứ|hạng|bậc|ngày|tháng|quý|số|khóa|điều|khoản|trước|sau|lúc|mục|biểu|mẫu|tiêu chí|đứng|xếp)"
    r"[ :]*$"
)
_FROM_TO = re.compile(r"\b(?:từ|đến|tới|và)\s*$")
_NO_COUNTED = re.compile(r"\s+(?:năm|tháng|ubnd|hđnd|qđ|cp)\b|\s*/")
# With these words between a count and a percentage, the percentage has another base.
_OTHER_BASE = re.compile(r"\b(?:tăng|giảm|vượt|so với|lãi suất|hơn kế hoạch|cao nhất|thấp nhất)\b[^%]*$")
# A year between a count and its share is part of what is counted: "tiếp tục nội dung của năm 2023 (chiếm 75,0%)".
_YEAR = re.compile(r"\bnăm \d{4}(?=\s*(?:\(|,? chiếm\b))")
_LED_TO = re.compile(
    r"(?:\(|\b(?:chiếm|đạt|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|bằng|tương đương|tương ứng)\b)[^\d%;]{0,25}$"
)
# "81/293 nội dung hoàn thành – 27,6%." gives the share of the count; ", 100% các đơn vị …" does not.
_MARKED_OFF, _ALONE = re.compile(r"[,–:=-]\s*$"), re.compile(r"\s*(?:$|[),.;])")
_AFTER_OTHER_BASE = re.compile(r"\s*(?:so với|kế hoạch|kh\b|chỉ tiêu|dự toán|nghị quyết|cùng kỳ|điểm)")
_ABOUT = re.compile(r"\b(?:gần|khoảng|trên|hơn|dưới|xấp xỉ|ước khoảng)\s*$")
_WHOLE = re.compile(rf"\b(?:tổng(?: số| cộng)?|trên|trong(?: tổng)? số)\s+({_NUMBER})\s+(?:{{counted}})")

# "Trong 123 đề xuất về các nội dung chung, có 101 đề xuất …": the whole stands before the part, under the same noun.
_PART_OF_WHOLE = (
    rf"\btrong\s+(?:tổng\s+)?(?:số\s+)?(?P<whole>{_NUMBER})\s+(?P<noun>{{counted}}|\w+\s\w+)\b[^\d;]{{0,200}}?"
    rf"(?:,|\b(?:có|còn|đã|được))\s+(?P<part>{_NUMBER})(?=\s+(?:(?P=noun)|{{counted}})\b)"
)

# Shares without counts: "tỷ lệ nội dung hoàn thành đạt 27,6%", "27,6% số nội dung hoàn thành".
_SHARE_ALONE = (
    r"\btỷ lệ (?:các |số )?{counted}\b[^%;,]{{0,80}}?(?P<last>\d+(?:[.,]\d+)?)\s?%"
    r"|(?<![\w/,.])(?P<first>\d+(?:[.,]\d+)?)\s?%\s+(?:tổng )?số {counted}\b"
)


@dataclass(frozen=True, slots=True)
class Share:
    """A printed percentage: its value, its number of decimals, and the word that makes it approximate."""

    value: Decimal
    places: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One counted statement, `passage.text[start:end]`, with the words around it.

    `numerator` is None for a share without counts, `denominator` where none is printed. `clause` is the clause of
    the statement; `before` and `after` are its text up to the neighbouring numbers, `earlier` the text before
    those. All four are keys made by `plain`. `position` counts the earlier statements of the clause; `is_last`
    says that no other follows, `of_whole` that its denominator stands before it in words ("Trong 123 …, có 101 …").
    """

    passage: Passage
    start: int
    end: int
    numerator: Decimal | None
    denominator: Decimal | None
    share: Share | None
    clause: str
    before: str
    after: str
    earlier: str = ""
    position: int = 0
    is_last: bool = True
    of_whole: bool = False

    @property
    def text(self) -> str:
        """The statement as printed."""
        return self.passage.text[self.start : self.end]


def find_statements(passage: Passage, counted: str) -> list[Statement]:
    """Returns the statements of a passage in order. `counted` is the pattern of the things counted.

    A fraction is a statement by itself; a bare number needs the counted words after it. Dates, document numbers,
    ranks and years are not statements.
    """
    if passage.is_cell and (cell := _CELL.fullmatch(passage.text)):
        return list(_in_cell(passage, cell))
    return list(_in_prose(passage, counted))


def _in_cell(passage: Passage, cell: re.Match[str]) -> Iterator[Statement]:
    """A count, a share, or a count with its share such as `103 (35,2%)`."""
    number = read_number(cell[1])
    if number is None:
        return
    said = plain(f"{passage.row} {passage.column}")
    is_share = cell["all"] or (not cell["share"] and _SHARES.search(said) and not _COUNTS.search(said))
    printed = cell[1] if is_share else cell["share"]
    share = Share(Decimal(printed.replace(",", ".")), _places(printed)) if printed else None
    count = None if is_share else number
    yield Statement(passage, 0, len(passage.text), count, None, share, said, said, "")


def _in_prose(passage: Passage, counted: str) -> Iterator[Statement]:
    key = write_in_digits(plain(passage.text), counted)
    begin = 0
    for end in [*(match.end() for match in _ENDS.finditer(key)), len(key)]:
        if end > begin:
            yield from _in_clause(passage, key, begin, end, counted)
            begin = end


def _in_clause(passage: Passage, key: str, begin: int, end: int, counted: str) -> Iterator[Statement]:
    clause = key[begin:end]
    spans: list[tuple[int, int, Decimal, Decimal | None]] = []
    for match in _FRACTION.finditer(clause):
        done, whole = read_number(match[1]), read_number(match[3])
        if done is not None and whole is not None and _is_fraction(clause, match, done, whole, counted):
            spans.append((match.start(), match.end(), done, whole))
    for match in _bare_counts(clause, counted):
        number = read_number(match[1])
        taken = any(start <= match.start(1) < stop for start, stop, _, _ in spans)
        if number is not None and not taken and _leads(_text_before(clause, match.start(1))):
            spans.append((match.start(1), match.end(1), number, None))
    wholes: dict[int, Decimal] = {}
    for match in re.finditer(_PART_OF_WHOLE.replace("{counted}", counted), clause):
        at, number, total = match.start("part"), read_number(match["part"]), read_number(match["whole"])
        if number is None or total is None or any(start < at < stop for start, stop, _, _ in spans):
            continue
        wholes[at] = total
        if all(start != at for start, *_ in spans):
            spans.append((*match.span("part"), number, None))
    spans.sort()
    whole_said = re.search(_WHOLE.pattern.replace("{counted}", counted), clause)
    for position, (start, stop, done, whole) in enumerate(spans):
        last = spans[position + 1][0] if position + 1 < len(spans) else len(clause)
        first = spans[position - 1][1] if position else 0
        share, shared_to = _find_share(clause, start, stop, last)
        stated = whole is None and whole_said and whole_said.start(1) != start
        total = (
            read_number(whole_said[1])
            if whole_said and stated
            else wholes.get(start)
            if whole is None
            else whole
        )
        yield Statement(
            passage=passage,
            start=begin + start,
            end=begin + max(stop, shared_to),
            numerator=done,
            denominator=total,
            share=share,
            clause=clause,
            before=clause[first:start],
            after=clause[stop:last],
            earlier=_text_before(clause, first),
            position=position,
            is_last=position + 1 == len(spans),
            of_whole=start in wholes,
        )
    if not spans and (alone := re.search(_SHARE_ALONE.format(counted=counted), clause)):
        yield _share_alone(passage, clause, begin, alone)


def _leads(before: str) -> bool:
    return bool(_LEADS.search(before) or _DIVIDES.search(before))


def _share_alone(passage: Passage, clause: str, begin: int, match: re.Match[str]) -> Statement:
    """A share without counts, described by the words before or after it."""
    name = "last" if match["last"] else "first"
    start, end = match.span(name)
    share = Share(Decimal(match[name].replace(",", ".")), _places(match[name]))
    before, after = (clause[match.start() : start], "") if name == "last" else ("", clause[match.end() :])
    stop = clause.index("%", end) + 1
    return Statement(passage, begin + start, begin + stop, None, None, share, clause, before, after)


def _text_before(clause: str, end: int) -> str:
    """The last 300 characters before a position. A sentence of a damaged file may be as long as a book."""
    return clause[max(end - _NEAR, 0) : end]


def _bare_counts(clause: str, counted: str) -> Iterator[re.Match[str]]:
    yield from re.finditer(_COUNT.pattern.replace("{counted}", counted), clause)
    yield from re.finditer(_COUNT_AFTER.pattern.replace("{counted}", counted), clause)
    if named := re.search(rf"\d\s+(?:\w+\s+)?{counted}", clause):
        yield from _COUNT_ON.finditer(clause, named.end())


def _is_fraction(clause: str, match: re.Match[str], done: Decimal, whole: Decimal, counted: str) -> bool:
    before, after = _text_before(clause, match.start()), clause[match.end() : match.end() + _NEAR]
    if _NO_FRACTION.search(before) or _NO_COUNTED.match(after):
        return False
    if match["of"].strip().isalpha() or " " in match["of"].strip():
        return bool(re.match(rf"\s+{counted}", after))  # "15 trong 30 ngày" is no fraction
    if done <= 12 and 1900 <= whole <= 2100:
        return False  # a month and its year, even with a thousands separator in the year
    is_day = done <= 31 and whole <= 12 and done == int(done) and whole == int(whole)
    # "từ 01/10 và 30/10" are dates; "và 03/05 nội dung" is a fraction.
    if is_day and _FROM_TO.search(before) and not re.match(rf"\s+{counted}", after):
        return False
    return not (is_day and not re.match(r"\s+[^\W\d_]", after) and not _PERCENT.search(after[:40]))


def _find_share(clause: str, start: int, stop: int, last: int) -> tuple[Share | None, int]:
    """The percentage of a count: the first one after it without another base, or one just before it."""
    for match in _PERCENT.finditer(clause, stop, last):
        between = clause[stop : match.start()]
        marked = _MARKED_OFF.search(between) and _ALONE.match(clause, match.end())
        if not (_LED_TO.search(between) or marked) or re.search(r"\d", _YEAR.sub("", between)):
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
