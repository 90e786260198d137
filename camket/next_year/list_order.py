"""Two lists of a unit of which neither is known to be later: a person is asked; until then both count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.intake.joining.file_order import ask_which_is_later, list_settled
from camket.intake.joining.file_versions import is_later
from camket.next_year.later_lists import Sent, find_anew
from camket.settings.decisions import Decision, name_files
from camket.settings.units import Unit


@dataclass(frozen=True, slots=True)
class UnorderedLists:
    """Two lists of a unit that register an item in other words, and of which neither is known to be later."""

    unit: Unit
    pair: str
    items: int


def find_unordered(unit: Unit, sent: Sequence[Sent]) -> Iterator[UnorderedLists]:
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
        if first and find_anew(first, [each for each in second if each.proposal != "drop"]):
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
