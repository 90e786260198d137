"""Draft the lists of all units from registrations, dropped commitments and the programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from camket.dates import read_deadline
from camket.intake.joining.lists import Item
from camket.intake.joining.record import Commitment
from camket.next_year.candidates import Candidate
from camket.next_year.carried_over import Carried, Dropped, Withheld
from camket.next_year.common_contents import CommonContent
from camket.next_year.common_tasks import YES
from camket.next_year.draft import (
    DraftItem,
    ProgrammeTask,
    draft_candidate,
    draft_dropped,
    draft_registered,
    find_shared_tasks,
    match_programme_tasks,
)
from camket.next_year.findings import Screened
from camket.next_year.items import ProgrammeItem, as_item
from camket.settings.decisions import Latest
from camket.text import fold


def describe_record(signed: Commitment, states: Mapping[str, str]) -> Iterator[str]:
    """Describe that a commitment failed or was stopped this year."""
    state = states.get(signed.record_id, "")
    if state == "failed":
        yield "năm trước ước không hoàn thành"
    elif state == "stopped":
        yield "năm trước được cho dừng thực hiện"


def describe_carried(carried: Carried) -> Iterator[str]:
    """Describe how a registered item differs from this year's commitment."""
    if carried.kind == "new":
        yield "đề nghị bổ sung"
    elif carried.kind == "asked":
        yield "chưa rõ tiếp tục nội dung nào của năm trước"
    elif carried.kind == "target_changed" and carried.change:
        yield f"điều chỉnh chỉ tiêu: {carried.change.text}"


def describe_cells(screened: Screened, year: int) -> Iterator[str]:
    """Describe notes, unreadable cells and a deadline that is not a date, unless a reason already states them."""
    item = screened.item
    yield from item.asks
    if "target" in item.broken:
        yield "ô chỉ tiêu của đơn vị bị lỗi, không đọc được"
    if "deadline" in item.broken:
        yield "ô thời hạn của đơn vị bị lỗi, không đọc được"
    told = any(reason.code == "no_deadline" for reason in screened.reasons)
    if item.deadline and not told and read_deadline(item.deadline, year=year) is None:
        yield f"thời hạn “{item.deadline}” không rõ ngày nào"


def describe_settled(screened: Screened) -> Iterator[str]:
    """Describe what a person decided about the item being a key item."""
    if screened.key_item and (made := screened.key_item.settled):
        said = "là" if made.value == YES else "không phải"
        yield f"{made.decided_by} kết luận: {said} nội dung trọng tâm"


def draft_all(
    screened: Sequence[Screened],
    dropped: Sequence[Dropped],
    withheld: Sequence[Withheld],
    not_registered: Sequence[Commitment],
    tasks: Mapping[str, ProgrammeTask],
    candidates: Sequence[Candidate],
    states: Mapping[str, str],
    finished: Collection[str],
    year: int,
    decisions: Latest,
) -> list[DraftItem]:
    """Draft each unit's list: registered items, commitments that are not registered, candidates of the programme.

    `dropped`, `withheld` and `not_registered` are this year's commitments of the groups whose lists are continued:
    those that are not registered again, those that a row in question may be, and those of units that registered
    nothing. They go on; those that are `finished` once and for all do not, unless the programme asks for them again.
    """
    drafted = [each for each in screened if each.carried is not None]
    by_unit: dict[str, list[DraftItem]] = defaultdict(list)
    alike = _find_repeated(drafted)
    for each in drafted:
        carried = each.carried
        others = [key for key in alike[_words(each)] if key != each.item.registration_id]
        why = [
            *([f"đơn vị còn ghi nội dung này ở {', '.join(others)}"] if others else ()),
            *(
                said
                for before in (carried.before if carried else ())
                for said in describe_record(before, states)
            ),
            *(describe_carried(carried) if carried else ()),
            *describe_cells(each, year),
            *map(str, each.reasons),
            *describe_settled(each),
        ]
        task = tasks.get(each.item.registration_id)
        by_unit[each.item.unit.code].append(draft_registered(each.item, why, task, decisions))
    for signed, says in (
        *(
            (each.commitment, "đơn vị đề nghị giảm" if each.is_stated else "đơn vị không đăng ký lại")
            for each in dropped
        ),
        *(
            (
                each.commitment,
                f"chưa rõ đơn vị có đăng ký lại không, chờ trả lời về {', '.join(each.rows)}"
                if each.rows
                else "đơn vị không nêu, nhưng ghi chung là các nội dung còn lại giữ nguyên",
            )
            for each in withheld
        ),
        *((each, "đơn vị chưa gửi đăng ký") for each in not_registered),
    ):
        if signed.record_id in finished and signed.record_id not in tasks:
            continue
        why = [says, *describe_record(signed, states)]
        by_unit[signed.unit.code].append(
            draft_dropped(signed, why, tasks.get(signed.record_id), year, decisions)
        )
    for candidate in candidates:
        if unit := candidate.item.unit:
            by_unit[unit.code].append(draft_candidate(candidate, unit, decisions))
    return [item for items in by_unit.values() for item in items]


def find_programme_tasks(
    screened: Sequence[Screened],
    dropped: Sequence[Dropped],
    not_registered: Sequence[Commitment],
    contents: Sequence[CommonContent],
    programme: Sequence[ProgrammeItem],
    year: int,
    continued: frozenset[str],
) -> tuple[dict[str, ProgrammeTask], list[ProgrammeItem]]:
    """The programme's task for each item of `continued` groups, by id, and the tasks of single units without an item.

    A task of all units of a group applies to a content that they have in common, else to the like item of each;
    a task of one unit takes precedence. An item in question gets no task, because its predecessor is unknown.
    """
    general = {group: [each for each in programme if group in each.groups] for group in continued}
    tasks: dict[str, ProgrammeTask] = {}
    for group, shared in general.items():
        tasks |= find_shared_tasks([each for each in contents if each.group == group], shared, year, group)
    group_of: dict[str, str] = {}
    proposed: dict[str, list[Item]] = defaultdict(list)
    for each in screened:
        if each.carried and each.carried.kind != "asked" and each.item.unit.group in continued:
            proposed[each.item.unit.code].append(as_item(each.item))
            group_of[each.item.unit.code] = each.item.unit.group
    for signed in (*(each.commitment for each in dropped), *not_registered):
        if signed.unit.group in continued:
            proposed[signed.unit.code].append(as_item(signed))
            group_of[signed.unit.code] = signed.unit.group
    own = _by_unit(programme, continued)
    group_of |= {code: items[0].unit.group for code, items in own.items() if items[0].unit}
    nowhere: list[ProgrammeItem] = []
    for code in {**proposed, **own}:
        items = proposed[code]
        applied = {tasks[item.key].item.item_id for item in items if item.key in tasks}
        group = group_of[code]
        open_to = [each for each in general[group] if each.item_id not in applied]
        tasks |= match_programme_tasks(
            [item for item in items if item.key not in tasks], open_to, year, group
        )[0]
        found, others = match_programme_tasks(items, own.get(code, []), year, group)
        tasks |= found
        nowhere += others
    return tasks, nowhere


def _find_repeated(screened: Sequence[Screened]) -> dict[tuple[str, str], list[str]]:
    """The ids of items in which a unit repeats itself, for example in two lists of equal rank."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in screened:
        found[_words(each)].append(each.item.registration_id)
    return found


def _words(screened: Screened) -> tuple[str, str]:
    return screened.item.unit.code, fold(screened.item.content)


def _by_unit(programme: Sequence[ProgrammeItem], groups: frozenset[str]) -> dict[str, list[ProgrammeItem]]:
    found: dict[str, list[ProgrammeItem]] = defaultdict(list)
    for each in programme:
        if each.unit and each.unit.group in groups:
            found[each.unit.code].append(each)
    return found
