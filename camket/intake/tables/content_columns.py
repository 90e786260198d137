"""Recognise columns by what stands in them, where the words of their heading are new.

In the signed list, the lists for the next year and the programme, targets, deadlines and proposals stand under many
names ("Mức phấn đấu", "Hoàn thành trong", "Ý kiến của địa phương"). A column of days is a deadline, one of "giữ nguyên"
and "bổ sung" a proposal, ticks below such words are one, too, and what stands beside the content and counts is the
target.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from camket.dates import read_deadline
from camket.intake.formats.sheet import Cell
from camket.intake.tables.columns import Columns, Part
from camket.intake.tables.heading_words import is_tick, is_unticked
from camket.intake.tables.options import read_options
from camket.intake.tables.proposals import (
    asks_again,
    begins_with_proposal,
    classify_proposal,
    is_answer,
    is_no,
)
from camket.settings.fields import Fields, TableKind
from camket.text import plain

_KINDS = frozenset[TableKind](("register", "registrations", "programme"))
# The columns of these fields mean something else there, or nothing.
_MISTAKEN = frozenset(("note", "appraiser", "unit"))
# Of so many filled cells most have to say it; a longer text is prose.
_MOST, _SOME, _LONGEST_DAY = 0.6, 0.3, 10
# A heading to be ticked has so many words.
_LONGEST_TICKED = 6
# A content has so many words.
_SHORTEST_CONTENT = 3
# What a deadline is beside days: a part of the year, or the whole. "12 cuộc trong năm" is none.
_ALL_YEAR = re.compile(
    r"(?:(?:thực hiện|hoàn thành|trong|từ|đến|trước|hết|cuối|đầu|giữa|các) )*"
    r"(?:thường xuyên|(?:hằng|hàng) (?:năm|tháng|quý)|cả năm|năm\b|quý\b|tháng\b|định kỳ)"
)
# "12 lớp (Quý II)" and "5/9 xã" are targets.
_AMOUNT = re.compile(
    r"\W*(?:đạt |trên |ít nhất |tối thiểu )*"
    r"(?:\d+(?:[.,]\d+)*\s*(?:%|(?!tháng|quý|năm|ngày)[^\W\d_])"
    r"|\d+/\d+ (?:xã|phường|huyện|trường|hộ|ấp|tiêu chí|chỉ tiêu)\b)"
)
# A number that counts: no document, no telephone.
_COUNTS = re.compile(r"\d|%")
_NO_COUNT = re.compile(
    r"\d+/[^\W\d]\S*|\b0\d{8,10}\b|(?:số|nghị quyết|nghị định|kế hoạch|quyết định|công văn|thông tư) \d+"
)
_YEAR = re.compile(r"\b20\d\d\b")
_ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class _Column:
    number: int
    heading: str
    texts: tuple[str, ...]

    def says(self, says: Callable[[str], object], share: float = _MOST) -> bool:
        """Whether so many of the filled cells say something; none does where all are empty."""
        return bool(self.texts) and sum(bool(says(text)) for text in self.texts) >= share * len(self.texts)

    @property
    def year(self) -> int:
        """The latest year that the heading names, or 0."""
        return max(map(int, _YEAR.findall(self.heading)), default=0)


def recognise_columns(
    columns: Columns, headings: Sequence[str], rows: Sequence[Sequence[Cell]], fields: Fields
) -> Columns:
    """The columns of a header with those that only their content tells; `headings` are the lowest, `rows` lie below.

    A heading that names a target, a deadline or a proposal stays what it says. Other kinds of tables stay as they are.
    """
    if fields.kind not in _KINDS:
        return columns
    found = dict(columns)
    if "content" not in found and not _find_content(found, headings, rows):
        return columns
    _find_ticked_proposals(found, headings, rows, fields)
    for name, find in _FINDERS.items():
        if name in fields and name not in found:
            free = _list_free(found, headings, rows, fields)
            if (column := find(free, fields)) is not None:
                _move(found, name, column)
    return found


def _find_content(
    found: dict[str, tuple[Part, ...]], headings: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> bool:
    """Take the column beside the numbers for the content, if its heading is new and it holds texts."""
    number = found["item_no"][0].columns[-1] + 1 if "item_no" in found else len(headings)
    # "Chỉ tiêu, nhiệm vụ đăng ký" is the content where another column has the target.
    spare = "target" if len(found.get("target", ())) > 1 else ""
    taken = {
        column
        for field, parts in found.items()
        if field != spare
        for part in parts
        for column in part.columns
    }
    if number >= len(headings) or number in taken or not headings[number]:
        return False
    texts = [row[number].text for row in rows if row[number].text]
    column = _Column(number, headings[number], tuple(texts))
    if not column.says(lambda text: len(text.split()) >= _SHORTEST_CONTENT):
        return False
    _move(found, "content", column)
    return True


def _find_ticked_proposals(
    found: dict[str, tuple[Part, ...]],
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    fields: Fields,
) -> None:
    """Take the columns in which a proposal is ticked, one for each: "Giữ nguyên", "Điều chỉnh", "Thôi".

    A number below a single such heading counts something.
    """
    if "proposal" not in fields:
        return
    others = {name: parts for name, parts in found.items() if name != "proposal"}
    ticked = [
        column
        for column in _list_free(others, headings, rows, fields)
        if begins_with_proposal(column.heading) and len(column.heading.split()) <= _LONGEST_TICKED
        if all(is_answer(text) or is_unticked(text) for text in column.texts)
    ]
    if len(ticked) == 1 and asks_again(ticked[0].heading):
        return
    marks = [text for column in ticked for text in column.texts if is_tick(text)]
    if any(not text.strip("(.)").isdecimal() for text in marks) or (marks and len(ticked) > 1):
        for column in ticked:
            _move(found, "proposal", column)
        columns = tuple(column.number for column in ticked)
        found["proposal"] = (Part(columns, "", tuple(column.heading for column in ticked), is_main=True),)


def _find_proposal(free: Sequence[_Column], fields: Fields) -> _Column | None:
    def proposes(text: str) -> bool:
        options = read_options(text, fields)
        said = options.words or options.shown if options else text
        return bool(begins_with_proposal(said) or (options and classify_proposal(said))) and not is_no(text)

    asked = (column for column in free if asks_again(column.heading) and column.says(is_answer, 1))
    return next((column for column in free if column.says(proposes)), next(asked, None))


def _find_deadline(free: Sequence[_Column], fields: Fields) -> _Column | None:
    explains = _load_headings("no_deadline")
    return next(
        (
            column
            for column in free
            if column.says(_is_deadline) and not explains.search(plain(column.heading))
        ),
        None,
    )


def _find_target(free: Sequence[_Column], fields: Fields) -> _Column | None:
    """Of several columns that count, the one of the latest year, else the nearest to the content."""
    counting = [
        column
        for column in free
        if column.says(_counts, _SOME) and not _load_headings("no_target").search(plain(column.heading))
    ]
    return max(counting, key=lambda column: (column.year, -column.number), default=None)


_FINDERS: Mapping[str, Callable[[Sequence[_Column], Fields], _Column | None]] = {
    "proposal": _find_proposal,
    "deadline": _find_deadline,
    "target": _find_target,
}


def _move(found: dict[str, tuple[Part, ...]], name: str, column: _Column) -> None:
    """Give a column to a field, and take it from the one that had it."""
    for other, parts in tuple(found.items()):
        left = tuple(part for part in parts if column.number not in part.columns)
        if left:
            found[other] = left
        else:
            del found[other]
    found[name] = (Part((column.number,), column.heading, is_main=True),)


def _list_free(
    found: Columns, headings: Sequence[str], rows: Sequence[Sequence[Cell]], fields: Fields
) -> list[_Column]:
    """The columns right of the content that no field has, or one that means nothing in such a table."""
    taken = {
        column
        for field, parts in found.items()
        if not (fields[field].only_in_reports or field in _MISTAKEN)
        for part in parts
        for column in part.columns
    }
    content = found["content"][0].columns[-1]
    return [
        _Column(
            number,
            heading,
            tuple(
                row[number].text for row in rows if row[number].text and row[content].text != row[number].text
            ),
        )
        for number, heading in enumerate(headings)
        if number > content and number not in taken and heading
    ]


def _is_deadline(text: str) -> bool:
    if len(text.split()) > _LONGEST_DAY or _AMOUNT.match(plain(text)):
        return False
    return read_deadline(text, year=_ANY_YEAR) is not None or bool(_ALL_YEAR.match(plain(text)))


def _counts(text: str) -> bool:
    counts = _COUNTS.search(_NO_COUNT.sub(" ", plain(text)))
    return bool(counts) and not _is_deadline(text) and not begins_with_proposal(text)


@cache
def _load_headings(name: str) -> re.Pattern[str]:
    text = files("camket.intake.tables").joinpath("content_columns.toml").read_text("utf-8")
    return re.compile(rf"\b(?:{'|'.join(map(plain, tomllib.loads(text)[name]))})\b")
