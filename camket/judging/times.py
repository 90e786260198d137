"""When a claim was true: a text that tells of several times is ordered by them, so that what it says last counts.

A claim carries the time that its words name: an earlier report, a day, a month, a quarter, a part of the year, or now.
A state that the same text says was overcome later says nothing of the promise any more. The order is known only where
both claims name their time and the two do not overlap; elsewhere a text that says two things is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.named import OTHER
from camket.judging.promise import Promise, common_words
from camket.judging.verdict import DONE, Weighed
from camket.judging.words import Clause, Reading

_GRAMMAR = load_grammar()
_TIMES = _GRAMMAR["times"]
# States that a later end overcomes; nothing here is by whom or why.
_OVERCOME = frozenset(
    {"not_yet", "number_short", "failed", "failed_for_the_year", "part_done", "unexplained"}
)
_COUNTED = frozenset({"number_met", "number_short", "number_unsaid"})
_ENDS = frozenset(DONE) - {"nothing_happened"}
# Only some of the things are meant: those that are left, one stage, one of several units.
_OF_PART = frozenset({"rest", "part", "nearly", "open"})

# Words beside a time that name nothing.
_SAYS_TIME = frozenset(
    {"kỳ", "lần", "báo", "cáo", "thời", "điểm", "đầu", "giữa", "ở", "là", "thì", "ghi", "nhận", "bù", "lại"}
)

# Days are counted with months of 31, so that days of one year compare.
_MONTH, _YEAR = 31, 372
_EARLIER, _NOW = -1, 10**7
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_UP_TO = re.compile(r"\b(?:đến|tới|hết|tính đến|cuối|trước)(?: (?:hết|ngày|hết ngày|cuối))?\s*$")
_TIME = re.compile(
    r"(?P<earlier>\b(?:trước đây|(?:kỳ|lần|đợt|báo cáo|kỳ báo cáo|lần báo cáo|thời điểm báo cáo|tháng|quý) trước)\b)"
    r"|(?P<now>\b(?:nay|hiện nay|hiện tại|hiện|(?:kỳ|lần) này)\b(?! (?:vật|trạng|đại|hành|trường)))"
    r"|\b(?P<day>\d{1,2})[/.-](?P<month>1[0-2]|0?[1-9])(?:[/.-](?P<year>20\d\d))?(?![\d/%])"
    r"|\btháng (?P<of>1[0-2]|0?[1-9])(?:[/.-](?P<ofyear>20\d\d))?(?![\d/])"
    r"|\bquý (?P<quarter>iv|iii|ii|i|[1-4])\b(?:[/ -](?P<quarteryear>20\d\d))?"
    r"|\b(?P<months>1[0-2]|0?[1-9]) tháng\b(?! (?:cuối|qua|gần|tới|\d))"
)

_TOLD = re.compile(r"\b(?:nay|hiện|kỳ này|lần này|(?:cập nhật|tính)(?: số liệu)?(?: đến| tới| hết))\b")
# A count up to its time has those before it in it; one of a month or of "kỳ này" may be added to them.
_CUMULATES = re.compile(r"\b(?:nay|hiện|lũy kế|cập nhật|tính đến|\d+ tháng)\b")


class Time(NamedTuple):
    """The first and last day that a claim may be of, and the year if the text names it."""

    first: int
    last: int
    year: int = 0

    def is_before(self, other: Time) -> bool:
        """Whether it certainly ends before another one begins; a year that is not named is that of the other."""
        own, its = (self.year, other.year) if self.year and other.year else (0, 0)
        return own * _YEAR + self.last < its * _YEAR + other.first


def drop_overcome(weighed: tuple[Weighed, ...], promise: Promise, reading: Reading) -> tuple[Weighed, ...]:
    """The claims of a text; a state that a later claim says is overcome gives no reason any more."""
    states = [each for each in weighed if each.reason in _OVERCOME and each.claim.tokens & _TIMES]
    if not states or len(weighed) == 1:
        return weighed
    overcome = {
        id(state.claim)
        for state in states
        for later in find_later(state.claim, weighed, reading)
        if (later.reason in _ENDS or {state.reason, later.reason} <= _COUNTED)
        and _is_told(later.claim, reading)
        and (later.reason != "number_short" or _says(_CUMULATES, later.claim, reading))
        and _are_of_one(state.claim, later.claim, promise, reading)
    }
    return tuple(Weighed(claim, "" if id(claim) in overcome else reason) for claim, reason in weighed)


def find_later(claim: Claim, weighed: Sequence[Weighed], reading: Reading) -> Iterator[Weighed]:
    """The claims of a text that are certainly of a later time than one of them."""
    if own := _find_time(claim, reading):
        for each in weighed:
            if each.claim is not claim and (its := _find_time(each.claim, reading)) and own.is_before(its):
                yield each


def _is_told(claim: Claim, reading: Reading) -> bool:
    """Whether a claim tells what has come about by its time; "đến 31/12 hoàn thành" may be a plan."""
    return claim.aspect == "done" or _says(_TOLD, claim, reading)


def _says(words: re.Pattern[str], claim: Claim, reading: Reading) -> bool:
    clause = reading.clauses[claim.clause]
    end = clause.spans[_places_of(claim, clause)[-1]][1]
    return bool(words.search(reading.said, _begin_of(claim.first, clause), end))


def _find_time(claim: Claim, reading: Reading) -> Time | None:
    """The time that a claim names; None where it names none, or two that differ."""
    if claim.tokens.isdisjoint(_TIMES):
        return None
    clause = reading.clauses[claim.clause]
    named = [place for place in _places_of(claim, clause) if clause.names[place] in _TIMES]
    matches = [
        _TIME.search(reading.said, _begin_of(place, clause), clause.spans[place][1]) for place in named
    ]
    found = {time for match in matches if match and (time := _read_time(match))}
    return found.pop() if len(found) == 1 else None


def _places_of(claim: Claim, clause: Clause) -> range:
    return range(claim.first, min(claim.last + 1, len(clause.names)))


def _begin_of(place: int, clause: Clause) -> int:
    """Where a token begins, with the words before a number, which say what it is and are no token."""
    return clause.spans[place - 1][1] if place else clause.start


def _read_time(match: re.Match[str]) -> Time | None:
    for name, day in (("earlier", _EARLIER), ("now", _NOW)):
        if match[name]:
            return Time(day, day)
    up_to = bool(_UP_TO.search(match.string, max(0, match.start() - 20), match.start()))
    if match["months"]:
        last = int(match["months"]) * _MONTH
        return Time(last, last)
    if match["day"]:
        day = int(match["month"]) * _MONTH - _MONTH + int(match["day"])
        return Time(day, day, int(match["year"] or 0)) if int(match["day"]) <= _MONTH else None
    if match["of"]:
        last, length, year = int(match["of"]) * _MONTH, _MONTH, match["ofyear"]
    else:
        last, length = _QUARTERS[match["quarter"]] * 3 * _MONTH, 3 * _MONTH
        year = match["quarteryear"]
    return Time(last if up_to else last - length + 1, last, int(year or 0))


def _are_of_one(before: Claim, after: Claim, promise: Promise, reading: Reading) -> bool:
    """Whether two claims are of one thing, the end of the promise or one act, and neither of a part of it."""
    both = (before, after)
    of_end = before.act in _GRAMMAR["reached"] | {"LÀM", ""} or before.act == after.act
    stated = all(claim.modality == "fact" and claim.role in ("main", "aside") for claim in both)
    whole = "only" not in after.limits and not any(claim.limits & _OF_PART for claim in both)
    reached = after.polarity == "affirmed" and after.aspect in ("bare", "done")
    things = [_name_others(claim, promise, reading) for claim in both]
    return of_end and stated and whole and reached and things[0] == things[1]


def _name_others(claim: Claim, promise: Promise, reading: Reading) -> frozenset[str]:
    """The words of a claim that name a thing, a place or a unit which the promise does not."""
    clause, known = reading.clauses[claim.clause], promise.words | common_words() | _SAYS_TIME
    named = (_GRAMMAR["steps"] | {"ĐƠN_VỊ", "KHÁC"}) - promise.acts | {OTHER}
    spans = [clause.spans[place] for place in _places_of(claim, clause) if clause.names[place] in named]
    return frozenset(
        word
        for start, end in spans
        if (word := reading.said[start:end]).replace(" ", "").isalpha() and word not in known
    )
