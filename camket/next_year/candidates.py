"""Rank items of the programme that nobody registered, with the reasons for taking each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camket.dates import read_deadline
from camket.intake.joining.decision import Why
from camket.intake.joining.lists import Item
from camket.next_year.criteria import find_words
from camket.next_year.items import ProgrammeItem, Registration
from camket.next_year.matching import match_items
from camket.text import plain

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
    """Match items of the `groups` to the programme: each unit's own tasks first, then the remaining ones.

    A task of all units of a group may match an item of each of them.
    """
    by_item: dict[str, str | None] = {}
    general = [each for each in programme if groups & each.groups]
    left = {each.item_id: each for each in programme if each.unit and each.unit.group in groups}
    asked: set[str] = set()
    group_of = {item.unit.code: item.unit.group for item in items}
    for unit in [*group_of, ""]:
        wanted = [
            item for item in items if item.registration_id not in by_item and unit in ("", item.unit.code)
        ]
        offered = [each for each in left.values() if each.unit and unit in ("", each.unit.code)]
        offered += [each for each in general if group_of.get(unit) in each.groups]
        matching = match_items(
            [Item(each.item_id, each.content, each.target, each.deadline) for each in offered],
            [Item(each.registration_id, each.content, each.target, each.deadline) for each in wanted],
            year,
        )
        for pair in matching.pairs:
            by_item[pair.after] = pair.before
            left.pop(pair.before, None)
        for doubt in matching.asked:
            asked |= set(doubt.after)
            if doubt.why not in _PERHAPS_NONE:
                for key in doubt.before:
                    left.pop(key, None)
    for item in items:
        if item.registration_id not in by_item and item.registration_id not in asked:
            by_item[item.registration_id] = None
    return ProgrammeMatches(by_item, tuple(left.values()))


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
