"""Rank items of the programme that nobody registered, with the reasons for taking each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camket.dates import read_deadline
from camket.intake.joining.decision import Why
from camket.next_year.criteria import find_words
from camket.next_year.items import ProgrammeItem, Registration, as_item
from camket.next_year.matching import match_items
from camket.settings.units import Unit
from camket.text import plain

# From this likeness on (of 100) a task that another unit leads is the same.
_OF_OTHERS = 55.0
_RESOLUTION = "nghị quyết"
# These doubts mean that there may be no matching item; any other doubt means one of several matches.
_PERHAPS_NONE = frozenset[Why](("weak", "object_differs"))


@dataclass(frozen=True, slots=True)
class ProgrammeMatches:
    """The programme's item of each screened item by its id, or None if there is no similar one.

    An item that is missing is in question; `left` are the units' tasks without a registered item.
    """

    by_item: Mapping[str, str | None]
    left: tuple[ProgrammeItem, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item of the programme that its unit has not registered, with the reasons for it."""

    item: ProgrammeItem
    reasons: tuple[str, ...]


def match_programme(
    programme: Sequence[ProgrammeItem], items: Sequence[Registration], year: int, groups: frozenset[str]
) -> ProgrammeMatches:
    """Match each unit's items to the programme: first its own tasks and those of its group, then the others.

    Several units may register the same task, each its part of it. `left` are the tasks of single units of the
    `groups` that no item matches.
    """
    by_item: dict[str, str | None] = {}
    asked, taken = set[str](), set[str]()
    own_items: dict[Unit, list[Registration]] = defaultdict(list)
    for item in items:
        own_items[item.unit].append(item)
    for unit, registered in own_items.items():
        own = [each for each in programme if each.unit == unit or unit.group in each.groups]
        for offered in (own, [each for each in programme if each not in own]):
            wanted = [
                item
                for item in registered
                if item.registration_id not in by_item and item.registration_id not in asked
            ]
            matching = match_items(
                [as_item(each) for each in offered],
                [as_item(each) for each in wanted],
                year,
                of_all=True,
            )
            for pair in matching.pairs:
                if offered is own or pair.likeness >= _OF_OTHERS:
                    by_item[pair.after] = pair.before
                    taken.add(pair.before)
                else:
                    asked.add(pair.after)
            for doubt in matching.asked:
                if doubt.why not in _PERHAPS_NONE:
                    taken |= set(doubt.before)
                elif offered is not own:
                    continue
                asked |= set(doubt.after)
    for item in items:
        if item.registration_id not in by_item and item.registration_id not in asked:
            by_item[item.registration_id] = None
    left = [
        each for each in programme if each.unit and each.unit.group in groups and each.item_id not in taken
    ]
    return ProgrammeMatches(by_item, tuple(left))


def rank_candidates(left: Sequence[ProgrammeItem], few: frozenset[str], year: int) -> tuple[Candidate, ...]:
    """Candidates by number of reasons, then in programme order; `few` are units with few items."""
    found = [Candidate(each, tuple(_find_reasons(each, few, year))) for each in left]
    return tuple(sorted(found, key=lambda each: -len(each.reasons)))


def _find_reasons(item: ProgrammeItem, few: frozenset[str], year: int) -> list[str]:
    return [
        says
        for says, true in (
            ("có trong nghị quyết", _RESOLUTION in plain(item.basis)),
            (
                "có chỉ tiêu, sản phẩm đo được",
                bool(find_words("measurable", f"{item.content}; {item.target}")),
            ),
            ("có thời hạn", read_deadline(item.deadline, year=year) is not None),
            ("đơn vị đăng ký ít nội dung", item.unit is not None and item.unit.code in few),
        )
        if true
    ]
