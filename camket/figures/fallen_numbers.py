"""Numbers of a result that are smaller than those of the same measure at an earlier cut-off."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from camket.intake.joining.record import Record
from camket.judging.earlier_results import EarlierResult
from camket.judging.judgement import promise_of
from camket.judging.promise import Promise
from camket.numerals import format_percent, read_number
from camket.quantities import CHANGE, NAMED, NUMBER, before
from camket.text import clean, plain

_NO_MEASURE = before(NAMED)
# What a number is compared with, or wants, is not what was reached.
_OTHER_NUMBER = re.compile(
    r"\b(?:cùng kỳ|năm trước|kỳ trước|so với|(?:kế hoạch|chỉ tiêu)(?: là| giao)?|mục tiêu|còn|còn lại|thiếu)\s*$"
)
_NO_NOUN = re.compile(r"(?:năm|tháng|ngày|giờ|quý|và|đến|là)\b")


def describe_fallen_numbers(record: Record, earlier: EarlierResult | None) -> str:
    """Each measure that fell, as `40,3% → 32,2%`; empty for a promise to bring something down.

    A measure is a share, or a count of one thing; one that a text names twice is no measure.
    """
    promise = promise_of(record)
    if earlier is None or _wants_less(promise):
        return ""
    fallen = []
    now, then = record.progress_percent, earlier.progress_percent
    if now is not None and then is not None and now < then:
        fallen.append(f"{format_percent(then)} → {format_percent(now)}")
    was, becomes = (_read_measures(text) for text in (earlier.result_text, record.result_text))
    for measure, (value, text) in becomes.items():
        if measure in was and value < was[measure][0]:
            fallen.append(f"{was[measure][1]} → {text}")
    return f"thấp hơn kỳ {earlier.period}: {'; '.join(dict.fromkeys(fallen))}" if fallen else ""


def _wants_less(promise: Promise) -> bool:
    return promise.wants_less or any(goal.at_most for goal in promise.goals)


def _read_measures(text: str) -> dict[tuple[str, str], tuple[Decimal, str]]:
    """What a text counts, each once: the thing with its whole, and the number as written."""
    found: dict[tuple[str, str], list[tuple[Decimal, str]]] = defaultdict(list)
    for measure, value, written in _list_numbers(text):
        found[measure].append((value, written))
    return {measure: values[0] for measure, values in found.items() if len(values) == 1}


def _list_numbers(text: str) -> Iterator[tuple[tuple[str, str], Decimal, str]]:
    words, shown = plain(text), clean(text)
    for match in NUMBER.finditer(words):
        said, value = words[: match.start()], read_number(match["done"])
        noun = "%" if match["percent"] else match["noun"] or ""
        if value is None or not noun or _NO_NOUN.match(noun):
            continue
        if CHANGE.search(said) or _OTHER_NUMBER.search(said) or (noun != "%" and _NO_MEASURE.search(said)):
            continue
        written = shown if len(shown) == len(words) else words
        yield (noun, match["whole"] or ""), value, written[match.start() : match.end()]
