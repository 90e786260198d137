"""Which of a unit's lists and rows count where it sent several lists, or one row twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.file_versions import FileVersion, is_later, says_addition, says_replacement
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile
from camket.intake.joining.record import Rejected, RejectedKind
from camket.next_year.items import Registration
from camket.text import fold

# So like (of 100), items of two lists of a unit are one.
_SAME_ITEM = 60


@dataclass(frozen=True, slots=True)
class Sent:
    """A registered row with its number in its list, and when that list was sent."""

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


def keep_latest(sent: Sequence[Sent]) -> tuple[list[Sent], Iterator[Rejected]]:
    """Drop lists that a later list of the unit replaces, and repeated contents.

    A later list stands in place of an earlier one if it says so, or registers at least half of it anew and does not
    say that it adds to it. Any other later list adds to it, and replaces the items that it registers anew.
    """
    lists = {each.registration.source.file: each.file_version for each in sent}
    registered = {
        file: [each.registration for each in sent if each.registration.source.file == file] for file in lists
    }
    replaced = {
        id(each): later
        for file, own in lists.items()
        for later, other in lists.items()
        if later != file and is_later(other, own)
        for each in _find_replaced(registered[file], registered[later], later)
    }
    kept: dict[tuple[object, ...], Sent] = {}
    left: list[Rejected] = []
    for each in sent:
        item = each.registration
        key = each.words
        if id(item) in replaced:
            left.append(_unused(item, "superseded", f"đã được thay bằng danh sách {replaced[id(item)]}"))
        elif key in kept:
            first = kept[key].registration.source
            left.append(_unused(item, "repeated", f"trùng nguyên văn với {first.file}, dòng {first.row}"))
        else:
            kept[key] = each
    return list(kept.values()), iter(left)


def _find_replaced(
    before: Sequence[Registration], after: Sequence[Registration], later: str
) -> Sequence[Registration]:
    """The items of a list in whose place a later one of the unit stands."""
    if says_replacement(later):
        return before
    anew = find_anew(before, [each for each in after if each.proposal != "drop"])
    if not says_addition(later) and 2 * len(anew) >= len(before):
        return before
    return [*anew, *find_anew(before, [each for each in after if each.proposal == "drop"])]


def find_anew(before: Sequence[Registration], after: Sequence[Registration]) -> list[Registration]:
    """The items of a list that stand in another one of the unit, too, in whatever words."""
    if not after:
        return []
    old, new = (
        [Item(str(place), each.content, each.target, each.deadline) for place, each in enumerate(side)]
        for side in (before, after)
    )
    likeness = compare_lists(old, new, load_profile("next_year")).likeness
    return [each for each, row in zip(before, likeness, strict=True) if row.max() >= _SAME_ITEM]


def _unused(item: Registration, kind: RejectedKind, found: str) -> Rejected:
    return Rejected(
        item.unit.code, item.source.file, item.source.sha256, item.source.sheet, item.source.row,
        item.places["content"].partition("!")[2], found, "", "", kind,
    )  # fmt: skip
