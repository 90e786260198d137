"""What a unit says in one place against another: numbers that do not hold, items given up and registered."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from camket.intake.joining.assignment import group_linked
from camket.intake.joining.lists import Item, Said
from camket.intake.joining.record import Commitment
from camket.intake.tables.proposals import Proposal
from camket.next_year.items import Note, Registration, as_item
from camket.next_year.matching import Doubt, Matching, explain_all, match_items
from camket.text import fold

# After these a note says why an item is given up.
_CAUSE = re.compile(r"\s(?:do|vì|bởi|lý do)\s")
_SAID: Mapping[Proposal, Said] = {
    "keep": "kept",
    "change": "kept",
    "add": "added",
    "drop": "dropped",
    "": "",
}


def as_signed(commitment: Commitment) -> Item:
    """A commitment of this year as an item to compare."""
    return replace(as_item(commitment), number=commitment.own_number)


def as_registered(item: Registration, numbers: frozenset[int] | None = None) -> Item:
    """A registered row as an item to compare; of the numbers that it names, those of the list, if these are given."""
    return replace(
        as_item(item),
        said=_SAID[item.proposal],
        names=tuple(name for name in item.names if numbers is None or name in numbers),
    )


def name_earlier(row: Registration, signed: Sequence[Commitment]) -> Registration:
    """The row with the number of the commitment whose content stands beside its own, word for word."""
    if not row.earlier or row.names or row.proposal == "add":
        return row
    numbers = [each.item_no for each in signed if fold(each.content) == fold(row.earlier)]
    return replace(row, names=tuple(numbers)) if len(numbers) == 1 else row


def ask_pairs(matching: Matching, keys: Collection[str], why: Literal["named", "noted"]) -> Matching:
    """Ask about the pairs of some rows, and of what shares an item with them; the other ends are the candidates."""
    shared = {pair.before for pair in matching.pairs if pair.after in keys}
    keys = {pair.after for pair in matching.pairs if pair.before in shared}
    groups = group_linked(
        [pair for pair in matching.pairs if pair.after in keys],
        lambda one, other: one.before == other.before or one.after == other.after,
    )
    asked = [
        Doubt(
            tuple(dict.fromkeys(pair.before for pair in pairs)),
            tuple(dict.fromkeys(pair.after for pair in pairs)),
            why,
            {(pair.before, pair.after): pair.explained for pair in pairs if pair.explained},
        )
        for pairs in groups
    ]
    return replace(
        matching,
        pairs=tuple(pair for pair in matching.pairs if pair.after not in keys),
        asked=(*matching.asked, *asked),
    )


def ask_unfound(matching: Matching, signed: Sequence[Commitment], rows: Sequence[Registration]) -> Matching:
    """Ask about rows of which the unit says that they go on or are given up, and whose item was not found.

    The commitments that are left are the candidates, so that none is said to be dropped in silence.
    """
    left = [as_signed(each) for each in signed if each.record_id in matching.dropped]
    unfound = [
        as_registered(row)
        for row in rows
        if row.registration_id in matching.added and _SAID[row.proposal] in ("kept", "dropped")
    ]
    if not left or not unfound:
        return matching
    asked = Doubt(
        tuple(item.key for item in left),
        tuple(item.key for item in unfound),
        "unfound",
        explain_all(left, unfound),
    )
    keys = {item.key for item in unfound}
    return replace(
        matching,
        asked=(*matching.asked, asked),
        added=tuple(key for key in matching.added if key not in keys),
        dropped=(),
    )


def find_contradicted(
    matching: Matching,
    signed: Sequence[Commitment],
    rows: Sequence[Registration],
    notes: Sequence[Note],
    year: int,
) -> dict[str, list[Note]]:
    """The rows that go on with a commitment that another place of the file gives up, with what is said there.

    A row that asks "to lower" beside a target that is no other gives it up, or forgot the new target.
    """
    by_number = {each.own_number: each.record_id for each in signed if each.own_number is not None}
    by_words = match_notes(signed, [note for note in notes if not note.names], year)
    found: dict[str, list[Note]] = {}
    going_on = {row.registration_id: row for row in rows if row.proposal != "drop"}
    for pair in matching.pairs:
        row = going_on.get(pair.after)
        if row is None:
            continue
        if row.lowered and pair.change.kind != "target_changed":
            place = next(
                (at for name in ("proposal", "note") if (at := row.places.get(name))), row.source.file
            )
            file, _, cell = place.partition("!")
            found[pair.after] = [Note(frozenset({row.unit.code}), file, cell, row.lowered, ())]
        for note in notes:
            named = pair.before in {by_number.get(number) for number in note.names}
            elsewhere = f"{note.file}!{note.place}" not in row.places.values()
            if elsewhere and (named or by_words.get(pair.before) is note):
                found.setdefault(pair.after, []).append(note)
    return found


def match_notes(left: Sequence[Commitment], notes: Sequence[Note], year: int) -> dict[str, Note]:
    """The note that gives up each of the commitments that are left, where one surely does."""
    texts = [
        Item(str(place), _CAUSE.split(note.text, maxsplit=1)[0], said="dropped", names=note.names)
        for place, note in enumerate(notes)
    ]
    matching = match_items([as_signed(each) for each in left], texts, year)
    return {pair.before: notes[int(pair.after)] for pair in matching.pairs}
