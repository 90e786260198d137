"""Match registered items to this year's commitments: carried over, new, or dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from camket.intake.joining.explanation import Explanation
from camket.intake.joining.lists import Item, Said
from camket.intake.joining.record import Commitment
from camket.intake.tables.proposals import Proposal
from camket.next_year.common_tasks import ASKED, Finding, settle
from camket.next_year.items import Note, Registration
from camket.next_year.matching import (
    Change,
    Doubt,
    Matching,
    describe_change,
    explain_items,
    join_items,
    match_items,
)
from camket.settings.decisions import Latest

NEW = "new"
ChangeKind = Literal["unchanged", "year_only", "target_changed", "reworded", "new", "asked"]
# The ids of an item that several of this year's became.
SEPARATOR = ";"
# After these a note says why an item is given up.
_CAUSE = re.compile(r"\s(?:do|vì|bởi|lý do)\s")
_SAID: Mapping[Proposal, Said] = {
    "keep": "kept",
    "change": "kept",
    "add": "added",
    "drop": "dropped",
    "": "",
}


@dataclass(frozen=True, slots=True)
class Carried:
    """How a registered item, or one that a unit gives up, relates to this year's list.

    `finding` holds a commitment's id, several of them joined by ";", "new" or "asked". `before` are those
    commitments, `change` is the difference and `explained` why each is the same item. `doubt`, with its
    candidates, is set if the item is asked.
    """

    finding: Finding
    before: tuple[Commitment, ...] = ()
    change: Change | None = None
    doubt: Doubt | None = None
    explained: Mapping[str, Explanation] | None = None

    @property
    def kind(self) -> ChangeKind:
        """The kind of change, including "new" and "asked"."""
        if self.finding.is_asked:
            return "asked"
        return self.change.kind if self.change else "new"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A commitment of this year that its unit does not register again, with the row or note that gives it up."""

    commitment: Commitment
    registration: Registration | None
    note: Note | None = None

    @property
    def is_stated(self) -> bool:
        """Whether the unit says so, in its table or beside it."""
        return self.registration is not None or self.note is not None


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """A unit's lists matched: each row by its id, and the commitments that are dropped.

    `withheld` are commitments that no row goes on with and that are not known to be dropped: a question is open.
    """

    rows: Mapping[str, Carried]
    dropped: tuple[Dropped, ...]
    withheld: tuple[Commitment, ...]


def carry_over(
    signed: Sequence[Commitment],
    rows: Sequence[Registration],
    notes: Sequence[Note],
    year: int,
    decisions: Latest,
) -> CarriedOver:
    """Match one unit's rows, those that give an item up among them, and its notes to its commitments.

    Common tasks are left out on both sides. What a person answers puts any other row with that commitment back in
    question, unless the two were asked about together.
    """
    matching = _ask_unfound(
        match_items([_signed(each) for each in signed], [_registered(each) for each in rows], year),
        signed,
        rows,
        year,
    )
    by_id = {each.record_id: each for each in signed}
    findings = _settle_all(matching, rows, decisions, by_id)
    carried = {row.registration_id: _read(row, rows, findings, matching, by_id, year) for row in rows}
    given_up = {
        before.record_id: row
        for row in rows
        if row.proposal == "drop"
        for before in carried[row.registration_id].before
    }
    taken = {
        before.record_id
        for row in rows
        if row.proposal != "drop"
        for before in carried[row.registration_id].before
    }
    open_ones = {
        key for each in carried.values() if each.doubt and each.finding.is_asked for key in each.doubt.before
    }
    left = [each for each in signed if each.record_id not in taken]
    named = {number for note in notes for number in note.names}
    noted = _match_notes(
        [
            each
            for each in left
            if each.record_id not in given_up and (each.record_id not in open_ones or each.item_no in named)
        ],
        notes,
        year,
    )
    return CarriedOver(
        carried,
        tuple(
            Dropped(each, given_up.get(each.record_id), noted.get(each.record_id))
            for each in left
            if each.record_id in {*given_up, *noted} or each.record_id not in open_ones
        ),
        tuple(each for each in left if each.record_id in open_ones - {*given_up, *noted}),
    )


def _match_notes(left: Sequence[Commitment], notes: Sequence[Note], year: int) -> dict[str, Note]:
    """The note that gives up each of the commitments that are left, where one surely does."""
    texts = [
        Item(str(place), _CAUSE.split(note.text, maxsplit=1)[0], said="dropped", names=note.names)
        for place, note in enumerate(notes)
    ]
    matching = match_items([_signed(each) for each in left], texts, year)
    return {pair.before: notes[int(pair.after)] for pair in matching.pairs}


def _ask_unfound(
    matching: Matching, signed: Sequence[Commitment], rows: Sequence[Registration], year: int
) -> Matching:
    """Ask about rows of which the unit says that they go on or are given up, and whose item was not found.

    The commitments that are left are the candidates, so that none is said to be dropped in silence.
    """
    left = [_signed(each) for each in signed if each.record_id in matching.dropped]
    unfound = [
        _registered(row)
        for row in rows
        if row.registration_id in matching.added and _SAID[row.proposal] in ("kept", "dropped")
    ]
    if not left or not unfound:
        return matching
    asked = Doubt(
        tuple(item.key for item in left),
        tuple(item.key for item in unfound),
        "unfound",
        {(one.key, other.key): explain_items(one, other) for one in left for other in unfound},
    )
    keys = {item.key for item in unfound}
    return replace(
        matching,
        asked=(*matching.asked, asked),
        added=tuple(key for key in matching.added if key not in keys),
        dropped=(),
    )


def _settle_all(
    matching: Matching,
    rows: Sequence[Registration],
    decisions: Latest,
    by_id: Mapping[str, Commitment],
) -> dict[str, Finding]:
    before: dict[str, list[str]] = {}
    for pair in matching.pairs:
        before.setdefault(pair.after, []).append(pair.before)
    kinds = {pair.after: pair.change.kind for pair in matching.pairs}
    found = {key: f"{SEPARATOR.join(own)}:{kinds[key]}" for key, own in before.items()}
    found |= {key: f"{ASKED}:{doubt.why}" for doubt in matching.asked for key in doubt.after}
    findings = {
        row.registration_id: settle(
            found.get(row.registration_id, NEW),
            row.registration_id,
            "carried_from",
            decisions,
            row.summary,
        )
        for row in rows
    }
    holders: dict[str, list[str]] = {}
    for key, finding in findings.items():
        for record in _split_ids(finding.value):
            if record in by_id:
                holders.setdefault(record, []).append(key)
    together = _list_together(matching)
    for keys in holders.values():
        # Only one row carries a commitment over: the first that a person assigned, else the matched one; or all the
        # parts of one that was split.
        keeps = next((key for key in keys if findings[key].settled), keys[0])
        for key in keys:
            if key != keeps and frozenset((key, keeps)) not in together:
                findings[key] = Finding(
                    f"{ASKED}:taken", fallen=findings[key].settled or findings[key].fallen
                )
    return findings


def _list_together(matching: Matching) -> set[frozenset[str]]:
    """The pairs of rows that may have one commitment: the parts of a split, and what was asked about as such."""
    groups: dict[str, list[str]] = {}
    for pair in matching.pairs:
        groups.setdefault(pair.before, []).append(pair.after)
    asked = [doubt.after for doubt in matching.asked if doubt.why in ("split", "two_alike")]
    return {frozenset((one, other)) for own in (*groups.values(), *asked) for one in own for other in own}


def _read(
    row: Registration,
    rows: Sequence[Registration],
    findings: Mapping[str, Finding],
    matching: Matching,
    by_id: Mapping[str, Commitment],
    year: int,
) -> Carried:
    finding = findings[row.registration_id]
    before = tuple(by_id[key] for key in _split_ids(finding.value) if key in by_id)
    if not before:
        doubt = next((each for each in matching.asked if row.registration_id in each.after), None)
        return Carried(finding, doubt=doubt)
    changes = {pair.after: pair.change for pair in matching.pairs}
    whole = join_items([_signed(each) for each in before])
    parts = join_items(
        [_registered(each) for each in rows if findings[each.registration_id].value == finding.value]
    )
    key = row.registration_id
    explained = {
        before_id: each
        for doubt in matching.asked
        for (before_id, after_id), each in doubt.explained.items()
        if after_id == key
    } | {pair.before: pair.explained for pair in matching.pairs if pair.after == key and pair.explained}
    return Carried(
        finding,
        before,
        changes.get(key) if finding.settled is None else describe_change(whole, parts, year),
        explained={
            each.record_id: explained.get(each.record_id) or explain_items(_signed(each), _registered(row))
            for each in before
        },
    )


def _split_ids(value: str) -> list[str]:
    return [each.strip() for each in value.split(SEPARATOR)]


def _signed(commitment: Commitment) -> Item:
    return Item(
        commitment.record_id, commitment.content, commitment.target, commitment.deadline, commitment.item_no
    )


def _registered(item: Registration) -> Item:
    return Item(
        item.registration_id,
        item.content,
        item.target,
        item.deadline,
        said=_SAID[item.proposal],
        names=item.names,
    )
