"""The results of screening the next year of a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from camket.errors import AccountError
from camket.intake.joining.record import Commitment, Rejected
from camket.next_year.candidates import Candidate
from camket.next_year.carried_over import Carried, Dropped, Withheld
from camket.next_year.common_contents import CommonContent
from camket.next_year.common_tasks import NO, YES, CommonTask, Finding
from camket.next_year.criteria import Reason, Spread
from camket.next_year.draft import DraftItem, ProgrammeTask
from camket.next_year.items import ProgrammeItem, Registration
from camket.next_year.programme import Programme
from camket.next_year.registrations import Registered
from camket.settings.decisions import Decision, DecisionKey
from camket.settings.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Screened:
    """One registered item with all findings about it.

    `carried` is None for what is or may be a common task, `key_item` also if the group is not screened. `failed` is
    this year's status of the continued commitment if that failed or was stopped. `programme` is the id of the
    programme's item that it matches.
    """

    item: Registration
    task: CommonTask | None
    common: Finding
    carried: Carried | None
    key_item: Finding | None
    reasons: tuple[Reason, ...]
    failed: str
    programme: str

    @property
    def is_common(self) -> bool:
        """Whether the item is a common task, which is set aside."""
        return self.common.value == YES

    @property
    def is_counted(self) -> bool:
        """Whether the item is surely no common task; what is asked counts nowhere until it is answered."""
        return self.common.value == NO

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that a person can settle."""
        own = (self.common, self.carried.finding if self.carried else None, self.key_item)
        return tuple(finding for finding in own if finding)


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A row in which a unit gives an item up, with the commitment that it is."""

    item: Registration
    carried: Carried


@dataclass(frozen=True, slots=True)
class SignedTask:
    """A commitment of this year that is or may be a common task, or of which a person decided whether it is."""

    commitment: Commitment
    task: CommonTask | None
    common: Finding


@dataclass(frozen=True, slots=True)
class NextYear:
    """All registered items, dropped commitments, shared contents, candidates and drafts of the next year.

    `this_year` are the commitments that are surely no common tasks; the others are among `signed_tasks`.
    """

    year: int
    registered: Registered
    plan: Programme
    screened: tuple[Screened, ...]
    this_year: tuple[Commitment, ...]
    signed_tasks: tuple[SignedTask, ...]
    given_up: tuple[GivenUp, ...]
    dropped: tuple[Dropped, ...]
    withheld: tuple[Withheld, ...]
    contents: tuple[CommonContent, ...]
    candidates: tuple[Candidate, ...]
    programme_tasks: Mapping[str, ProgrammeTask]
    spread: Mapping[str, Spread]
    drafts: tuple[DraftItem, ...]
    settled: tuple[Decision, ...]
    scheme: Scheme

    @property
    def registering(self) -> frozenset[str]:
        """The codes of the units that register or give up anything."""
        return frozenset(item.unit.code for item in (*self.registered.items, *self.registered.dropped))

    @property
    def carried(self) -> frozenset[str]:
        """The ids of this year's commitments that a registered item goes on with."""
        return frozenset(
            before.record_id
            for each in self.screened
            for before in (each.carried.before if each.carried else ())
        )

    @property
    def programme(self) -> tuple[ProgrammeItem, ...]:
        """The items of the programme."""
        return self.plan.items

    @property
    def matched_items(self) -> dict[str, tuple[str, ...]]:
        """The registered items that each programme item matches or sets a target for, by its id."""
        found: dict[str, tuple[str, ...]] = {}
        for each in self.screened:
            key = each.item.registration_id
            task = self.programme_tasks.get(key)
            if item := each.programme or (task.item.item_id if task else ""):
                found[item] = (*found.get(item, ()), key)
        return found

    @property
    def unclaimed(self) -> tuple[tuple[ProgrammeItem, tuple[str, ...]], ...]:
        """The tasks for whole groups, with the groups in which no unit has registered them."""
        group_of = {each.item.registration_id: each.item.unit.group for each in self.screened}
        taken = {(item, group_of[key]) for item, keys in self.matched_items.items() for key in keys}
        # What goes on without being registered is that of the continued groups alone.
        group_of |= {each.record_id: each.unit.group for each in self.this_year}
        taken |= {(task.item.item_id, group_of[key]) for key, task in self.programme_tasks.items()}
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
    def unknown_ids(self) -> tuple[str, ...]:
        """The ids in decisions that are no longer registered or planned."""
        there = {
            *(item.registration_id for item in (*self.registered.items, *self.registered.dropped)),
            *(item.item_id for item in self.programme),
            *(item.record_id for item in self.this_year),
            *(each.commitment.record_id for each in self.signed_tasks),
        }
        return tuple(dict.fromkeys(made.record_id for made in self.settled if made.record_id not in there))

    @property
    def fallen(self) -> tuple[str, ...]:
        """The ids of the items and commitments of which a decision no longer applies."""
        return tuple(dict.fromkeys(key for key, _ in self.fallen_keys))

    @property
    def fallen_keys(self) -> tuple[DecisionKey, ...]:
        """What the decisions were about that no longer apply: the item or commitment, and the field."""
        findings = [
            *((each.item.registration_id, finding) for each in self.screened for finding in each.findings),
            *((each.item.registration_id, each.carried.finding) for each in self.given_up),
            *((each.commitment.record_id, each.common) for each in self.signed_tasks),
        ]
        return tuple((key, finding.fallen.field) for key, finding in findings if finding.fallen)

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Rejections and missing entries of the registrations and the programme."""
        return (*self.registered.rejected, *self.plan.rejected)

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids of the items in question: whether they are common tasks, or what they carry over or give up."""
        registered = [
            each.item.registration_id
            for each in self.screened
            if each.common.is_asked or (each.carried and each.carried.finding.is_asked)
        ]
        given_up = [each.item.registration_id for each in self.given_up if each.carried.finding.is_asked]
        signed = [each.commitment.record_id for each in self.signed_tasks if each.common.is_asked]
        return (*registered, *given_up, *signed)


def reconcile_commitments(next_year: NextYear) -> None:
    """Raise `AccountError`, a bug of camket, if a commitment of a unit that registers ends nowhere or twice."""
    ends = Counter(
        [
            *next_year.carried,
            *(each.commitment.record_id for each in next_year.dropped),
            *(each.commitment.record_id for each in next_year.withheld),
        ]
    )
    for each in next_year.this_year:
        expected = int(each.unit.code in next_year.registering)
        if ends[each.record_id] != expected:
            raise AccountError(
                where=each.record_id,
                found=f"được tính {ends[each.record_id]} lần là tiếp tục, không đăng ký lại hoặc chưa rõ",
                expected=f"{expected} lần",
                remedy="lỗi của phần mềm: gửi thông báo này cùng thư mục kỳ cho người phát triển",
            )
