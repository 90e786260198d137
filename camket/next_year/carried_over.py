"""Match registered items to this year's commitments: carried over, new, or dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, cast

from camket.intake.joining.explanation import Explanation
from camket.intake.joining.record import Commitment
from camket.next_year.common_tasks import ASKED, Finding, settle
from camket.next_year.contradictions import (
    as_registered,
    as_signed,
    ask_pairs,
    ask_unfound,
    find_contradicted,
    match_notes,
    name_earlier,
)
from camket.next_year.found_labels import Why
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
from camket.settings.decisions import Latest, join_ids, split_ids

NEW = "new"
# What was a row's until a person gave it to another row.
TAKEN = f"{ASKED}:taken"
# Of what was found beside a decision that names what is not there.
GONE = f"{ASKED}:gone"
ChangeKind = Literal["unchanged", "year_only", "target_changed", "reworded", "new", "asked"]


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

    @property
    def why(self) -> Why:
        """Why a row is asked. Raises `LookupError` for one that is not."""
        if not self.finding.is_asked:
            raise LookupError(self.finding.found)
        return cast(Why, self.finding.found.split(":")[1])


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
class Withheld:
    """A commitment of this year of which it is open whether it goes on: a row in question may be its continuation.

    `rows` are the ids of these rows, empty where the unit says that what it does not name goes on. With `has_like_row`
    one of them is registered and is like the commitment, so that it stands for it in the draft.
    """

    commitment: Commitment
    rows: tuple[str, ...]
    has_like_row: bool = False


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """A unit's lists matched: each row by its id, and the commitments that are dropped or withheld."""

    rows: Mapping[str, Carried]
    dropped: tuple[Dropped, ...]
    withheld: tuple[Withheld, ...]


def carry_over(
    signed: Sequence[Commitment],
    rows: Sequence[Registration],
    notes: Sequence[Note],
    year: int,
    decisions: Latest,
    numbers: frozenset[int] = frozenset(),
    *,
    keeps_rest: bool = False,
) -> CarriedOver:
    """Match one unit's rows, those that give an item up among them, and its notes to its commitments.

    Common tasks are left out on both sides; `numbers` are those of the commitments that are left out. What a person
    answers puts any other row with that commitment back in question, unless the two are or may be parts of it. A unit
    that `keeps_rest` drops nothing in silence.
    """
    own_numbers = frozenset(each.own_number for each in signed if each.own_number is not None)
    rows = [name_earlier(each, signed) for each in rows]
    items = [as_registered(each, own_numbers) for each in rows]
    matching = match_items([as_signed(each) for each in signed], items, year)
    unknown = {each.registration_id for each in rows if not own_numbers | numbers >= {*each.names}}
    matching = ask_unfound(ask_pairs(matching, unknown, "named"), signed, rows)
    contradicted = find_contradicted(matching, signed, rows, notes, year)
    matching = ask_pairs(matching, contradicted, "noted")
    by_id = {each.record_id: each for each in signed}
    findings = _settle_all(matching, rows, decisions, by_id)
    # What is said both ways is open until it is answered.
    notes = [
        note
        for note in notes
        if not any(findings[key].is_asked and note in said for key, said in contradicted.items())
    ]
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
    rows_in_question, like_a_row = _list_open(rows, carried, by_id)
    left = [each for each in signed if each.record_id not in taken]
    named = {number for note in notes for number in note.names}
    maybe_noted = [
        each
        for each in left
        if each.record_id not in given_up
        and (each.record_id not in rows_in_question or each.own_number in named)
    ]
    noted = match_notes(maybe_noted, notes, year)
    withheld = rows_in_question.keys() - given_up.keys() - noted.keys()
    if keeps_rest:
        withheld |= {each.record_id for each in left} - given_up.keys() - noted.keys()
    return CarriedOver(
        carried,
        tuple(
            Dropped(each, given_up.get(each.record_id), noted.get(each.record_id))
            for each in left
            if each.record_id not in withheld
        ),
        tuple(
            Withheld(each, tuple(rows_in_question.get(each.record_id, ())), each.record_id in like_a_row)
            for each in left
            if each.record_id in withheld
        ),
    )


def _list_open(
    rows: Sequence[Registration], carried: Mapping[str, Carried], by_id: Mapping[str, Commitment]
) -> tuple[dict[str, list[str]], set[str]]:
    """The rows in question that may be each commitment, and the commitments that a registered one of them is like.

    What lost its item to another row may be any other one.
    """
    found: dict[str, list[str]] = {}
    like_a_row = set[str]()
    for row in rows:
        own = carried[row.registration_id]
        if not own.finding.is_asked:
            continue
        candidates = own.doubt.before if own.doubt else tuple(by_id)
        for record in candidates:
            found.setdefault(record, []).append(row.registration_id)
        if own.doubt and own.doubt.why != "unfound" and row.proposal != "drop":
            like_a_row |= set(candidates)
    return found, like_a_row


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
    found = {key: f"{join_ids(own)}:{kinds[key]}" for key, own in before.items()}
    found |= {key: f"{ASKED}:{doubt.why}" for doubt in matching.asked for key in doubt.after}
    written = {row.registration_id: row.summary for row in rows}

    def settle_one(key: str, found: str) -> Finding:
        made = decisions.get((key, "carried_from"))
        has_own = not found.startswith((NEW, ASKED))
        if made and (made.expect == f"{GONE}:{found}" or (made.expect == TAKEN and not has_own)):
            found = made.expect
        finding = settle(found, key, "carried_from", decisions, written[key])
        chosen = finding.settled
        if chosen is None or chosen.value == NEW or by_id.keys() >= {*split_ids(chosen.value)}:
            return finding
        # Whoever named another item did not mean what was found.
        asked = found if found.startswith(ASKED) else f"{GONE}:{found}"
        return Finding(asked, fallen=chosen, names_nothing=True)

    findings = {key: settle_one(key, found.get(key, NEW)) for key in written}
    together = _list_together(matching)
    lost = set[str]()
    while losers := _find_losers(findings, together):
        for key in losers:
            own = findings[key]
            # What a person answers to that may be another row's, too.
            findings[key] = (
                Finding(TAKEN, fallen=own.settled or own.fallen) if key in lost else settle_one(key, TAKEN)
            )
        lost.update(losers)
    return findings


def _find_losers(findings: Mapping[str, Finding], together: Set[frozenset[str]]) -> list[str]:
    """The rows of which another one has a commitment that only one can carry over.

    That is the first that a person assigned, else the matched one; all the parts of one that was split carry it over.
    """
    holders: dict[str, list[str]] = {}
    for key, finding in findings.items():
        for record in split_ids(finding.value):
            if record not in (NEW, ASKED):
                holders.setdefault(record, []).append(key)
    losers = []
    for keys in holders.values():
        keeps = next((key for key in keys if findings[key].settled), keys[0])
        losers += [key for key in keys if key != keeps and frozenset((key, keeps)) not in together]
    return list(dict.fromkeys(losers))


def _list_together(matching: Matching) -> set[frozenset[str]]:
    """The pairs of rows that may have one commitment: the parts of a split, and what was asked about as one."""
    groups: dict[str, list[str]] = {}
    for pair in matching.pairs:
        groups.setdefault(pair.before, []).append(pair.after)
    asked = [doubt.after for doubt in matching.asked if doubt.why in ("split", "named", "noted")]
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
    before = tuple(by_id[key] for key in split_ids(finding.value) if key in by_id)
    if not before:
        doubt = next((each for each in matching.asked if row.registration_id in each.after), None)
        return Carried(finding, doubt=doubt)
    key = row.registration_id
    whole = join_items([as_signed(each) for each in before])
    together = [
        each
        for each in rows
        if {*split_ids(findings[each.registration_id].value)} == {*split_ids(finding.value)}
    ]
    found = {pair.after: pair.change for pair in matching.pairs if pair.before == before[0].record_id}
    as_found = finding.settled is None and found.keys() == {each.registration_id for each in together}
    explained = {
        before_id: each
        for doubt in matching.asked
        for (before_id, after_id), each in doubt.explained.items()
        if after_id == key
    } | {pair.before: pair.explained for pair in matching.pairs if pair.after == key and pair.explained}
    return Carried(
        finding,
        before,
        found[key]
        if as_found
        else describe_change(whole, join_items([as_registered(each) for each in together]), year),
        explained={
            each.record_id: explained.get(each.record_id)
            or explain_items(as_signed(each), as_registered(row))
            for each in before
        },
    )
