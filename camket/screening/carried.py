"""Which of this year's items each registered item carries on, and which are not registered again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from camket.matching.change import Change, describe_change
from camket.matching.item import Item
from camket.matching.match import Doubt, Matching, match_items
from camket.records.record import Commitment
from camket.registering.registration import Registration
from camket.screening.settled import ASKED, Finding, Settlements, settle

NEW = "new"
ChangeKind = Literal["unchanged", "year_only", "target_changed", "reworded", "new", "asked"]


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of this year's list in a registered item.

    `finding` has the id of the commitment, "new" or "asked"; `before` is that commitment, `change` how it
    was changed; `doubt` with its candidates where it is asked.
    """

    finding: Finding
    before: Commitment | None = None
    change: Change | None = None
    doubt: Doubt | None = None

    @property
    def kind(self) -> ChangeKind:
        """What happened to the item, "new" and "asked" included."""
        if self.finding.is_asked:
            return "asked"
        return self.change.kind if self.change else "new"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A commitment of this year that its unit does not register again; `said` is the row that says so."""

    commitment: Commitment
    said: Registration | None


def carry_over(
    signed: Sequence[Commitment],
    items: Sequence[Registration],
    given_up: Sequence[Registration],
    year: int,
    settlements: Settlements,
) -> tuple[dict[str, Carried], list[Dropped]]:
    """One unit's items by their id, and what it drops; common tasks are in neither list.

    A person's answer that takes a commitment from another item leaves that one asked; so does a second
    answer that gives it to another item still.
    """
    matching = match_items([_signed(each) for each in signed], [_registered(each) for each in items], year)
    by_id = {each.record_id: each for each in signed}
    findings = _settle_all(matching, items, settlements, by_id)
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
    settlements: Settlements,
    by_id: Mapping[str, Commitment],
) -> dict[str, Finding]:
    found = {pair.after: f"{pair.before}:{pair.change.kind}" for pair in matching.pairs}
    found |= {key: f"{ASKED}:{doubt.why}" for doubt in matching.asked for key in doubt.after}
    findings = {
        item.registration_id: settle(
            found.get(item.registration_id, NEW),
            item.registration_id,
            "carried_from",
            settlements,
            item.said,
        )
        for item in items
    }
    holders: dict[str, list[str]] = {}
    for key, finding in findings.items():
        if finding.value in by_id:
            holders.setdefault(finding.value, []).append(key)
    for keys in holders.values():
        # One commitment is carried on by one item: the first that a person says, else what was matched.
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
