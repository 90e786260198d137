"""Draft next year's lists item by item: the proposal, and a person's amendments to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from camket.intake.joining.amounts import PERCENT, RANK, read_amounts
from camket.intake.joining.lists import Item
from camket.intake.joining.record import Commitment
from camket.next_year.candidates import Candidate
from camket.next_year.common_contents import CommonContent
from camket.next_year.common_tasks import Finding, settle
from camket.next_year.criteria import find_words
from camket.next_year.items import ProgrammeItem, Registration, as_item
from camket.next_year.matching import match_items
from camket.next_year.shifted_years import shift_years
from camket.next_year.target_changes import compare_targets
from camket.settings.decision_fields import AMENDMENTS, FIELDS
from camket.settings.decisions import Latest
from camket.settings.units import Unit

Origin = Literal["carried", "registered", "programme"]
ORIGINS: dict[Origin, str] = {
    "carried": "tiếp tục năm trước",
    "registered": "đơn vị đăng ký",
    "programme": "chọn từ chương trình, kế hoạch",
}
ACCEPT, REJECT, OPEN = "accept", "reject", "open"


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One line of a unit's draft; `key` is the id of the registration, commitment or programme item.

    Content, target and deadline are as proposed, or as amended by a person. `why` lists in Vietnamese what
    was adjusted and what needs attention.
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
    def summary(self) -> str:
        """Content and target in one line."""
        return f"{self.content} ({self.target})".removesuffix(" ()")

    @property
    def decision(self) -> str:
        """accept, reject or open; only a person's decision accepts an item."""
        return self.finding.settled.value if self.finding.settled else OPEN


@dataclass(frozen=True, slots=True)
class ProgrammeTask:
    """A task that the programme sets for an item; `shared` if it is a task of all units of a group."""

    item: ProgrammeItem
    shared: bool = False

    @property
    def source_label(self) -> str:
        """The source as named in a note."""
        return self.item.basis or "chương trình, kế hoạch"

    @property
    def is_total(self) -> bool:
        """Whether its amount is a total over all units; only a share or a rank applies to each unit."""
        amounts = read_amounts(self.item.target)
        counted = any(amount.unit not in (PERCENT, RANK) for amount in amounts)
        said = f"{self.item.content}; {self.item.target}"
        return self.shared and counted and not find_words("each", said)


def find_shared_tasks(
    contents: Sequence[CommonContent], general: Sequence[ProgrammeItem], year: int, group: str
) -> dict[str, ProgrammeTask]:
    """The general task that applies to each item or dropped commitment of a shared content, by its id."""
    texts = [Item(str(content.number), content.text) for content in contents]
    applies, _ = match_programme_tasks(texts, general, year, group)
    return {
        proposal.key: applies[str(content.number)]
        for content in contents
        if str(content.number) in applies
        for proposal in content.proposals
        if proposal.treatment != "asked"
    }


def match_programme_tasks(
    proposed: Sequence[Item], programme: Sequence[ProgrammeItem], year: int, group: str
) -> tuple[dict[str, ProgrammeTask], list[ProgrammeItem]]:
    """Match a group's items to tasks of the programme one to one: the task by item key, and the tasks left over."""
    by_id = {each.item_id: each for each in programme}
    matching = match_items(
        [as_item(each) for each in programme],
        proposed,
        year,
        of_all=True,
    )
    tasks = {
        pair.after: ProgrammeTask(by_id[pair.before], group in by_id[pair.before].groups)
        for pair in matching.pairs
    }
    return tasks, [by_id[key] for key in matching.dropped]


def draft_registered(
    item: Registration, why: Sequence[str], task: ProgrammeTask | None, decisions: Latest
) -> DraftItem:
    """Draft a registered item, with the target of the resolution if that is better."""
    target, note, adjusted = _adjust(Item("", item.content, item.target), task, "đơn vị đăng ký")
    return _settle(
        DraftItem(
            item.registration_id, item.unit, "registered", item.content, target, item.deadline, item.basis,
            (*why, *note), adjusted, Finding(OPEN),
        ),
        decisions,
    )  # fmt: skip


def draft_dropped(
    signed: Commitment, why: Sequence[str], task: ProgrammeTask | None, year: int, decisions: Latest
) -> DraftItem:
    """Draft the continuation of a commitment that is not registered again, with its years shifted by one."""
    content = shift_years(signed.content, year)
    target, note, adjusted = _adjust(Item("", content, shift_years(signed.target, year)), task, "năm trước")
    return _settle(
        DraftItem(
            signed.record_id, signed.unit, "carried", content, target, shift_years(signed.deadline, year), "",
            (*why, *note), adjusted, Finding(OPEN),
        ),
        decisions,
    )  # fmt: skip


def _adjust(item: Item, task: ProgrammeTask | None, whose: str) -> tuple[str, tuple[str, ...], bool]:
    """The proposed target, the notes about it, and whether it differs from the unit's.

    The resolution's target replaces the unit's only if both have the same unit of measure and the
    resolution's is better. A better target of the unit is kept. What cannot be compared, and what may be better or
    worse, is left to a person.
    """
    if task is None or not task.item.target:
        return item.target, (), False
    target, note, adjusted = _weigh(item, task, whose)
    return target, (*note, *task.item.asks), adjusted


def _weigh(item: Item, task: ProgrammeTask, whose: str) -> tuple[str, tuple[str, ...], bool]:
    wanted = task.item.target
    changes = compare_targets(item, Item("", item.content, wanted))
    if item.target and not changes:
        return item.target, (), False
    if task.is_total:
        return (
            item.target,
            (f"{task.source_label} nêu “{wanted}” cho tất cả: xem xét phần của đơn vị",),
            False,
        )
    if not item.target:
        return wanted, (f"chỉ tiêu theo {task.source_label}; {whose} không ghi chỉ tiêu",), True
    [change, *others] = changes
    if others or change.judgement is None:
        return item.target, (f"{task.source_label} nêu “{wanted}”: xem xét điều chỉnh cho phù hợp",), False
    if change.judgement == "worse":
        return item.target, (f"mức này vượt chỉ tiêu “{wanted}” của {task.source_label}",), False
    return wanted, (f"chỉ tiêu theo {task.source_label}; {whose} “{item.target}”",), True


def draft_candidate(candidate: Candidate, unit: Unit, decisions: Latest) -> DraftItem:
    """An item of the programme that its unit has not registered."""
    item = candidate.item
    return _settle(
        DraftItem(
            item.item_id, unit, "programme", item.content, item.target, item.deadline, item.basis,
            (*candidate.reasons, *item.asks), False, Finding(OPEN),
        ),
        decisions,
    )  # fmt: skip


def proposal_of(item: DraftItem) -> str:
    """The program's proposal in one line; it guards decisions about the item."""
    return item.finding.found


def _settle(item: DraftItem, decisions: Latest) -> DraftItem:
    # An empty part becomes a dash, because a cell loses the spaces at its ends.
    proposed = " | ".join(part or "–" for part in (item.content, item.target, item.deadline))
    amended = {name: settle(proposed, item.key, name, decisions).settled for name in AMENDMENTS}
    changed: dict[str, Any] = {}
    if any(amended.values()):
        # A new decision about the item discards amendments made with an earlier one.
        later = [field for key, field in decisions if key == item.key]
        later = later[later.index("next_year") + 1 :] if "next_year" in later else later
        changed = {
            FIELDS[name].amends: made.value for name, made in amended.items() if made and name in later
        }
    return replace(
        item,
        finding=settle(proposed, item.key, "next_year", decisions),
        **changed,
    )
