"""The results of screening the next year of a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from camket.inputs.decisions import Decision
from camket.records.record import Commitment, Rejected
from camket.registering.programme import Programme
from camket.registering.registration import ProgrammeItem
from camket.registering.registrations import Registered
from camket.screening.candidates import Candidate
from camket.screening.carried import Dropped
from camket.screening.contents import Content
from camket.screening.draft import Aim, DraftItem
from camket.screening.screened import Screened
from camket.screening.spread import Spread
from camket.settings.scheme import Scheme


@dataclass(frozen=True, slots=True)
class NextYear:
    """All registered items, dropped commitments, shared contents, candidates and drafts of the next year."""

    year: int
    registered: Registered
    plan: Programme
    screened: tuple[Screened, ...]
    this_year: tuple[Commitment, ...]
    dropped: tuple[Dropped, ...]
    contents: tuple[Content, ...]
    candidates: tuple[Candidate, ...]
    aims: Mapping[str, Aim]
    spread: Mapping[str, Spread]
    drafts: tuple[DraftItem, ...]
    settled: tuple[Decision, ...]
    scheme: Scheme

    @property
    def programme(self) -> tuple[ProgrammeItem, ...]:
        """The items of the programme."""
        return self.plan.items

    @property
    def taken_up(self) -> dict[str, tuple[str, ...]]:
        """The registered items that each programme item matches or sets a target for, by its id."""
        found: dict[str, tuple[str, ...]] = {}
        for each in self.screened:
            key = each.item.registration_id
            aim = self.aims.get(key)
            if item := each.programme or (aim.item.item_id if aim else ""):
                found[item] = (*found.get(item, ()), key)
        return found

    @property
    def unclaimed(self) -> tuple[tuple[ProgrammeItem, tuple[str, ...]], ...]:
        """The tasks of all units of a group, with the groups in which nobody has them."""
        group_of = {each.item.registration_id: each.item.unit.group for each in self.screened}
        taken = {(item, group_of[key]) for item, keys in self.taken_up.items() for key in keys}
        # What goes on without being registered is that of the continued groups alone.
        group_of |= {each.record_id: each.unit.group for each in self.this_year}
        taken |= {(aim.item.item_id, group_of[key]) for key, aim in self.aims.items()}
        left = [
            (
                each,
                tuple(
                    group
                    for group in self.scheme.group_codes
                    if group in each.groups and (each.item_id, group) not in taken
                ),
            )
            for each in self.programme
        ]
        return tuple((each, groups) for each, groups in left if groups)

    @property
    def gone(self) -> tuple[str, ...]:
        """The ids in decisions that are no longer registered or planned."""
        there = {
            *(item.registration_id for item in (*self.registered.items, *self.registered.dropped)),
            *(item.item_id for item in self.programme),
            *(item.record_id for item in self.this_year),
        }
        return tuple(dict.fromkeys(made.record_id for made in self.settled if made.record_id not in there))

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Rejections and missing entries of the registrations and the programme."""
        return (*self.registered.rejected, *self.plan.rejected)

    @property
    def asked(self) -> tuple[Screened, ...]:
        """The items in question: whether they are common tasks, or what they carry over."""
        return tuple(
            each
            for each in self.screened
            if each.common.is_asked or (each.carried and each.carried.finding.is_asked)
        )
