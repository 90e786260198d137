"""What a careful reader finds in the registrations, for the tests alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from programme import Item
from promises import Commitment, Unit
from registration_files import Listed
from registrations import COMMON, Registration, list_reasons

Numbered = list[tuple[str, Registration]]


def number_registrations(listed: Iterable[Listed]) -> Numbered:
    """Ids of what is registered: the printed numbers where a unit's are all there and differ, else the order."""
    rows = defaultdict(list)
    for each in listed:
        if not each.registration.dropped:
            rows[each.registration.unit].append(each)
    numbered = []
    for unit, members in rows.items():
        printed = [each.printed_no for each in members]
        use = all(printed) and len(set(printed)) == len(printed)
        numbers = map(int, printed) if use else range(1, len(members) + 1)
        numbered += [
            (f"{unit}-2023-{number:02d}", each.registration)
            for number, each in zip(numbers, members, strict=True)
        ]
    return numbered


def expect_registrations(numbered: Numbered, units: list[Unit]) -> list[dict[str, str]]:
    departments = {unit.code for unit in units if unit.group == "department"}
    reasons = list_reasons([each for _, each in numbered])
    return [
        {
            "registration_id": name,
            "unit": each.unit,
            "content": each.content,
            "common": "yes" if each.common else "no",
            "shared": each.kind,
            "change": each.change,
            "carried_from": "" if each.common else ";".join(one.record_id for one in each.sources),
            "reasons": ";".join(why) if each.unit in departments and not each.common else "",
            "proposal": each.proposal,
        }
        for (name, each), why in zip(numbered, reasons, strict=True)
    ]


def expect_dropped(
    listed: Iterable[Listed], commitments: list[Commitment], units: list[Unit]
) -> list[dict[str, str]]:
    """This year's items of districts that are not taken up; common tasks are counted in neither year."""
    districts = {unit.code for unit in units if unit.group == "district"}
    said = {one.record_id: each for row in listed for each in [row.registration] for one in each.sources}
    return [
        {"record_id": each.record_id, "how": "explicit" if each.record_id in said else "silent"}
        for each in commitments
        if each.unit in districts and each.kind not in COMMON
        if each.record_id not in said or said[each.record_id].dropped
    ]


def expect_programme(numbered: Numbered, items: dict[str, Item]) -> list[dict[str, str]]:
    """What is registered of each item, whatever the target; of districts the content they share."""
    shared = {item.kind: item.key for item in items.values() if item.kind}
    taken = defaultdict(list)
    for name, each in numbered:
        taken[each.programme or shared.get(each.kind, "")].append(name)
    return [
        {
            "item_no": str(item.number),
            "lead": item.lead,
            "content": item.content,
            "registered_by": ";".join(taken[item.key]),
        }
        for item in items.values()
    ]
