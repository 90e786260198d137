"""Match registered items to this year's commitments: carried over, new, or dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from camket.intake.joining.lists import Item
from camket.intake.joining.record import Commitment
from camket.next_year.common_tasks import ASKED, Finding, settle
from camket.next_year.items import Registration
from camket.next_year.matching import Change, Doubt, Matching, describe_change, match_items
from camket.settings.decisions import Latest

NEW = "new"
ChangeKind = Literal["unchanged", "year_only", "target_changed", "reworded", "new", "asked"]


@dataclass(frozen=True, slots=True)
class Carried:
    """How a registered item relates to this year's list.

    `finding` holds a commitment's id, "new" or "asked". `before` is that commitment and `change` the
    difference. `doubt`, with its candidates, is set if the item is asked.
    """

    finding: Finding
    before: Commitment | None = None
    change: Change | None = None
    doubt: Doubt | None = None

    @property
    def kind(self) -> ChangeKind:
        """The kind of change, including "new" and "asked"."""
        if self.finding.is_asked:
            return "asked"
        return self.change.kind if self.change else "new"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A commitment of this year that its unit does not register again, with the row that gives it up, if any."""

    commitment: Commitment
    registration: Registration | None


def carry_over(
    signed: Sequence[Commitment],
    items: Sequence[Registration],
    given_up: Sequence[Registration],
    year: int,
    decisions: Latest,
) -> tuple[dict[str, Carried], list[Dropped]]:
    """Match one unit's items to its commitments: items by id, and the dropped commitments.

    Common tasks are excluded on both sides. A person's answer that assigns a commitment to one item puts
    any other item with that commitment back in question, including one from another answer.
    """
    matching = match_items([_signed(each) for each in signed], [_registered(each) for each in items], year)
    by_id = {each.record_id: each for each in signed}
    findings = _settle_all(matching, items, decisions, by_id)
    carried = {
        item.registration_id: _read(item, findings[item.registration_id], matching, by_id, year)
        for item in items
    }
    taken = {each.before.record_id for each in carried.values() if each.before}
    open_ones = {
        key for each in carried.values() if each.doubt and each.finding.is_asked for key in each.doubt.before
    }
    left = [each for each in signed if each.record_id not in taken | open_ones]
    said = match_items([_signed(each) for each in left], [_registered(each) for each in given_up], year)
    rows = {each.registration_id: each for each in given_up}
    explicit = {pair.before: rows[pair.after] for pair in said.pairs}
    return carried, [Dropped(each, explicit.get(each.record_id)) for each in left]


def _settle_all(
    matching: Matching,
    items: Sequence[Registration],
    decisions: Latest,
    by_id: Mapping[str, Commitment],
) -> dict[str, Finding]:
    found = {pair.after: f"{pair.before}:{pair.change.kind}" for pair in matching.pairs}
    found |= {key: f"{ASKED}:{doubt.why}" for doubt in matching.asked for key in doubt.after}
    findings = {
        item.registration_id: settle(
            found.get(item.registration_id, NEW),
            item.registration_id,
            "carried_from",
            decisions,
            item.summary,
        )
        for item in items
    }
    holders: dict[str, list[str]] = {}
    for key, finding in findings.items():
        if finding.value in by_id:
            holders.setdefault(finding.value, []).append(key)
    for keys in holders.values():
        # Only one item carries a commitment over: the first that a person assigned, else the matched one.
        keeps = next((key for key in keys if findings[key].settled), keys[0])
        for key in keys:
            if key != keeps:
                findings[key] = Finding(
                    f"{ASKED}:taken", fallen=findings[key].settled or findings[key].fallen
                )
    return findings


def _read(
    item: Registration,
    finding: Finding,
    matching: Matching,
    by_id: Mapping[str, Commitment],
    year: int,
) -> Carried:
    before = by_id.get(finding.value)
    if before:
        return Carried(finding, before, describe_change(_signed(before), _registered(item), year))
    doubt = next((each for each in matching.asked if item.registration_id in each.after), None)
    return Carried(finding, doubt=doubt)


def _signed(commitment: Commitment) -> Item:
    return Item(commitment.record_id, commitment.content, commitment.target, commitment.deadline)


def _registered(item: Registration) -> Item:
    return Item(item.registration_id, item.content, item.target, item.deadline)
