"""The drafts of all units, put together from what they registered, gave up, and what the programme has for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from camket.registering.registration import ProgrammeItem
from camket.screening.candidates import Candidate
from camket.screening.carried import Dropped
from camket.screening.contents import Content
from camket.screening.draft import (
    DraftItem,
    describe_carried,
    describe_record,
    draft_candidate,
    draft_dropped,
    draft_registered,
    find_aims,
)
from camket.screening.reasons import REASONS
from camket.screening.screened import Screened
from camket.screening.settled import Settlements


def draft_all(
    screened: Sequence[Screened],
    dropped: Sequence[Dropped],
    contents: Sequence[Content],
    candidates: Sequence[Candidate],
    programme: Sequence[ProgrammeItem],
    statuses: Mapping[str, str],
    year: int,
    settlements: Settlements,
) -> list[DraftItem]:
    """Unit by unit: what it registered, what it gave up, what the programme has for it."""
    aims = find_aims(contents, programme, year)
    by_unit: dict[str, list[DraftItem]] = defaultdict(list)
    for each in screened:
        if each.carried is None:
            continue
        why = [
            *(describe_record(each.carried.before, statuses) if each.carried.before else ()),
            *describe_carried(each.carried),
            *(REASONS[reason.code] for reason in each.reasons),
        ]
        aim = aims.get(each.item.registration_id)
        by_unit[each.item.unit.code].append(draft_registered(each.item, why, aim, settlements))
    for left in dropped:
        signed = left.commitment
        if signed.unit.group != "district":
            continue
        why = [
            "đơn vị đề nghị giảm" if left.said else "đơn vị không đăng ký lại",
            *describe_record(signed, statuses),
        ]
        aim = aims.get(signed.record_id)
        by_unit[signed.unit.code].append(draft_dropped(left, why, aim, year, settlements))
    for candidate in candidates:
        if unit := candidate.item.unit:
            by_unit[unit.code].append(draft_candidate(candidate, unit, settlements))
    return [item for items in by_unit.values() for item in items]
