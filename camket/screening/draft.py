"""The draft of next year's lists: what is proposed to be signed, item by item, and what a person made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from camket.inputs.decisions import NextYearField
from camket.inputs.units import Unit
from camket.matching.item import Item
from camket.matching.match import match_items
from camket.records.record import Commitment
from camket.registering.registration import ProgrammeItem, Registration
from camket.screening.candidates import Candidate
from camket.screening.carried import Carried, Dropped
from camket.screening.contents import Content
from camket.screening.settled import Finding, Settlements, settle
from camket.screening.years import shift_years
from camket.text import fold

Origin = Literal["carried", "registered", "programme"]
ORIGINS: dict[Origin, str] = {
    "carried": "tiếp tục năm trước, đơn vị không đăng ký lại",
    "registered": "đơn vị đăng ký",
    "programme": "chọn từ chương trình, kế hoạch",
}
ACCEPT, REJECT, OPEN = "accept", "reject", "open"


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One line of a unit's draft. `key` is the id of the registration, commitment or programme item.

    Content, target and deadline are those proposed, or as a person amended them; `why` says in Vietnamese
    what was changed and what is to be looked at.
    """

    key: str
    unit: Unit
    origin: Origin
    content: str
    target: str
    deadline: str
    basis: str
    why: tuple[str, ...]
    adjusted: bool
    finding: Finding

    @property
    def decision(self) -> str:
        """accept, reject or open: nothing is accepted by itself."""
        return self.finding.settled.value if self.finding.settled else OPEN


@dataclass(frozen=True, slots=True)
class Aim:
    """What a resolution asks of every district for a content."""

    item: ProgrammeItem

    @property
    def says(self) -> str:
        """The source as a note names it."""
        return self.item.basis or "chương trình, kế hoạch"


def find_aims(contents: Sequence[Content], programme: Sequence[ProgrammeItem], year: int) -> dict[str, Aim]:
    """For the id of each district's item or dropped commitment the target that applies to its content."""
    general = {each.item_id: each for each in programme if each.unit is None}
    matching = match_items(
        [Item(each.item_id, each.content, each.target, each.deadline) for each in general.values()],
        [Item(str(content.number), content.text) for content in contents],
        year,
    )
    applies = {int(pair.after): general[pair.before] for pair in matching.pairs}
    return {
        stand.key: Aim(applies[content.number])
        for content in contents
        if content.number in applies
        for stand in content.stands
    }


def draft_registered(
    item: Registration, why: Sequence[str], aim: Aim | None, settlements: Settlements
) -> DraftItem:
    """A registered item, its target that of the resolution where one applies."""
    target, notes, adjusted = item.target, list(why), False
    if aim and aim.item.target and fold(aim.item.target) != fold(item.target):
        target, adjusted = aim.item.target, True
        notes.append(f"chỉ tiêu theo {aim.says}; đơn vị đăng ký “{item.target or 'không ghi'}”")
    return _settle(
        DraftItem(
            item.registration_id, item.unit, "registered", item.content, target, item.deadline, item.basis,
            tuple(notes), adjusted, Finding(OPEN),
        ),
        settlements,
    )  # fmt: skip


def draft_dropped(
    dropped: Dropped, why: Sequence[str], aim: Aim | None, year: int, settlements: Settlements
) -> DraftItem:
    """A commitment of this year that its unit gives up, proposed to go on, its years moved on by one."""
    signed = dropped.commitment
    target, notes, adjusted = shift_years(signed.target, year), list(why), False
    if aim and aim.item.target and fold(aim.item.target) != fold(target):
        target, adjusted = aim.item.target, True
        notes.append(f"chỉ tiêu theo {aim.says}; năm trước “{signed.target or 'không ghi'}”")
    return _settle(
        DraftItem(
            signed.record_id, signed.unit, "carried", shift_years(signed.content, year), target,
            shift_years(signed.deadline, year), "", tuple(notes), adjusted, Finding(OPEN),
        ),
        settlements,
    )  # fmt: skip


def draft_candidate(candidate: Candidate, unit: Unit, settlements: Settlements) -> DraftItem:
    """An item of the programme that its department has not registered."""
    item = candidate.item
    return _settle(
        DraftItem(
            item.item_id, unit, "programme", item.content, item.target, item.deadline, item.basis,
            candidate.speaks, False, Finding(OPEN),
        ),
        settlements,
    )  # fmt: skip


def proposal_of(item: DraftItem) -> str:
    """What the program proposes, in one line: the guard of decisions on it."""
    return item.finding.found


def describe_record(signed: Commitment, statuses: Mapping[str, str]) -> Iterator[str]:
    """What is to be said of a commitment that failed or was stopped this year."""
    status = statuses.get(signed.record_id, "")
    if status == "not_completed":
        yield "năm nay ước không hoàn thành"
    elif status == "stopped":
        yield "năm nay được cho dừng thực hiện"


def describe_carried(carried: Carried) -> Iterator[str]:
    """How a registered item differs from this year's."""
    if carried.kind == "new":
        yield "đề nghị bổ sung"
    elif carried.kind == "asked":
        yield "chưa rõ tiếp tục nội dung nào của năm trước"
    elif carried.kind == "target_changed" and carried.change:
        yield f"điều chỉnh chỉ tiêu: {carried.change.text}"


def _settle(item: DraftItem, settlements: Settlements) -> DraftItem:
    proposed = " | ".join((item.content, item.target, item.deadline))

    def amended(field: NextYearField, text: str) -> str:
        made = settle(proposed, item.key, field, settlements).settled
        return made.value if made else text

    return replace(
        item,
        finding=settle(proposed, item.key, "next_year", settlements),
        content=amended("next_content", item.content),
        target=amended("next_target", item.target),
        deadline=amended("next_deadline", item.deadline),
    )
