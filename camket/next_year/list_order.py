"""Which of several lists of a unit counts: a later one replaces an earlier one that it registers anew.

Where neither of two such lists is known to be later, a person is asked; until then both count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.intake.joining.compared import compare_lists
from camket.intake.joining.file_order import ask_which_is_later, list_settled
from camket.intake.joining.file_versions import FileVersion, is_later, says_replacement
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile
from camket.intake.joining.record import Rejected, RejectedKind
from camket.next_year.items import Registration
from camket.settings.decisions import Decision, name_files
from camket.settings.units import Unit
from camket.text import fold

# So like (of 100), items of two lists of a unit are one.
_SAME_ITEM = 60


@dataclass(frozen=True, slots=True)
class SentItem:
    """A row of a list, with the unit's own number and the version of its file."""

    registration: Registration
    number: int | None
    file_version: FileVersion

    @property
    def file(self) -> str:
        """The file of its list."""
        return self.registration.source.file

    @property
    def words(self) -> tuple[object, ...]:
        """What tells it from other rows: one that says the same repeats it."""
        item = self.registration
        return (*map(fold, (item.content, item.target, item.deadline)), item.proposal == "drop")


@dataclass(frozen=True, slots=True)
class UnorderedLists:
    """Two lists of a unit that register an item in other words, and of which neither is known to be later."""

    unit: Unit
    pair: str
    items: int


def find_unordered(unit: Unit, sent: Sequence[SentItem]) -> Iterator[UnorderedLists]:
    """The pairs of lists of a unit about whose order a person is to be asked."""
    lists = {each.file: each.file_version for each in sent}
    for one, other in combinations(sorted(lists), 2):
        if is_later(lists[one], lists[other]) or is_later(lists[other], lists[one]):
            continue
        both = {each.words for each in sent if each.file == one} & {
            each.words for each in sent if each.file == other
        }
        first, second = (
            [each.registration for each in sent if each.file == file and each.words not in both]
            for file in (one, other)
        )
        if first and second and _registers_anew(first, second):
            yield UnorderedLists(unit, name_files(one, other), len(first) + len(second))


def ask_for_order(
    unordered: Sequence[UnorderedLists], order: Sequence[Decision], hashes: Mapping[str, str]
) -> Iterator[ChoiceQuestion]:
    """One question for each pair of lists, and those that were answered and hold."""
    last = {made.record_id: made for made in order}
    for each in unordered:
        why = (
            f"đăng ký của {each.unit.name} có hai danh sách ghi khác nhau ({each.items} dòng khác), không rõ danh sách "
            "nào gửi sau; chưa trả lời thì tính cả hai"
        )
        yield ask_which_is_later(each.pair, each.unit.name, why, hashes, fallen=last.get(each.pair))
    asked = {each.pair for each in unordered}
    yield from list_settled(order, hashes, asked)


def keep_latest(sent: Sequence[SentItem]) -> tuple[list[SentItem], Iterator[Rejected]]:
    """Drop lists that a later list of the unit replaces, and repeated contents.

    A later list that registers nothing of the earlier one anew, and does not say that it replaces it, adds to it.
    """
    lists = {each.registration.source.file: each.file_version for each in sent}
    registered = {
        file: [each.registration for each in sent if each.registration.source.file == file] for file in lists
    }
    replaced = {
        file: later
        for file, own in lists.items()
        for later, other in lists.items()
        if later != file
        and is_later(other, own)
        and (says_replacement(later) or _registers_anew(registered[file], registered[later]))
    }
    kept: dict[tuple[object, ...], SentItem] = {}
    left: list[Rejected] = []
    for each in sent:
        item = each.registration
        key = each.words
        if item.source.file in replaced:
            left.append(
                _unused(item, "superseded", f"danh sách này đã được thay bằng {replaced[item.source.file]}")
            )
        elif key in kept:
            first = kept[key].registration.source
            left.append(_unused(item, "repeated", f"trùng nguyên văn với {first.file}, dòng {first.row}"))
        else:
            kept[key] = each
    return list(kept.values()), iter(left)


def _registers_anew(before: Sequence[Registration], after: Sequence[Registration]) -> bool:
    """Whether a list registers an item of another one of the unit again, in whatever words."""
    old, new = (
        [Item(str(place), each.content, each.target, each.deadline) for place, each in enumerate(side)]
        for side in (before, [each for each in after if each.proposal != "drop"])
    )
    likeness = compare_lists(old, new, load_profile("next_year")).likeness
    return bool(likeness.max(initial=0.0) >= _SAME_ITEM)


def _unused(item: Registration, kind: RejectedKind, found: str) -> Rejected:
    return Rejected(
        item.unit.code, item.source.file, item.source.sha256, item.source.sheet, item.source.row,
        item.places["content"].partition("!")[2], found, "", "", kind,
    )  # fmt: skip
