"""What the demonstration period has to be: the totals of Report 158, and nothing twice."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations

from expected_registrations import Numbered
from programme import Item
from promises import Commitment, Unit
from registration_files import Listed
from registrations import Registration
from submission import Submission

CUT_OFF = {
    "in_progress": 103,
    "completed": 81,
    "not_completed": 20,
    "awaiting_appraisal": 84,
    "stopped": 5,
}
FULL_YEAR = {"completed": 261, "not_completed": 27, "stopped": 5}
CARRIED = {"completed", "not_completed", "stopped"}
MOST_ALIKE = 0.75
MOST_OFTEN = 4


def check_commitments(commitments: list[Commitment]) -> None:
    """Totals, flow, identity, and texts that a person could take for one another."""
    _same("cut-off", Counter(each.cut_off for each in commitments), CUT_OFF)
    _same("full year", Counter(each.full_year for each in commitments), FULL_YEAR)
    for each in commitments:
        if each.cut_off in CARRIED and each.full_year != each.cut_off:
            raise ValueError(f"{each.record_id}: {each.cut_off} cannot become {each.full_year}")
        if each.cut_off not in CARRIED and not each.estimate:
            raise ValueError(f"{each.record_id}: an open item needs an estimate")
        if not each.target or "{" in each.result + each.content + each.estimate:
            raise ValueError(f"{each.record_id}: no target, or a mark left in its text")
    for one, other in combinations(commitments, 2):
        if one.unit == other.unit and _alike(one.content, other.content) > MOST_ALIKE:
            raise ValueError(f"{one.record_id} and {other.record_id} read nearly the same")
    often = Counter(each.result for each in commitments) + Counter(
        each.estimate for each in commitments if each.estimate
    )
    repeated = {text: count for text, count in often.items() if count > MOST_OFTEN}
    if repeated:
        raise ValueError(f"texts used too often: {repeated}")


def check_submissions(submissions: list[Submission], commitments: list[Commitment]) -> None:
    """Every commitment stands in exactly one file, on exactly one row."""
    reported = [record for each in submissions for record in each.records]
    if sorted(reported) != sorted(each.record_id for each in commitments):
        raise ValueError("the submissions do not report every commitment exactly once")
    for each in submissions:
        rows = sum(row.kind == "record" for row in each.rows)
        if rows != len(each.records):
            raise ValueError(f"{each.habits.path}: {rows} rows for {len(each.records)} records")


def check_lists(lists: list[tuple[Submission, list[Listed]]], registrations: list[Registration]) -> None:
    """Every row stands in one file, and a file that drops one says so."""
    listed = sum(len(rows) for _, rows in lists)
    if listed != len(registrations):
        raise ValueError(f"{listed} rows in files for {len(registrations)} registrations")
    for file, rows in lists:
        says = file.habits.sections or any(column.field == "proposal" for column in file.columns)
        if not says and any(row.registration.dropped for row in rows):
            raise ValueError(f"{file.habits.path} drops an item and has no place to say it")


def check_registrations(numbered: Numbered, items: dict[str, Item]) -> None:
    """Every id once, every programme item known, duplicates in two units, texts without marks."""
    if len({name for name, _ in numbered}) != len(numbered):
        raise ValueError("two registrations have the same id")
    unknown = {each.programme for _, each in numbered} - {"", *items}
    if unknown:
        raise ValueError(f"not in the programme: {unknown}")
    duplicates = Counter(each.same_as for _, each in numbered if each.same_as)
    alone = [label for label, count in duplicates.items() if count < 2]
    if alone:
        raise ValueError(f"registered by one unit alone: {alone}")
    changes = Counter(each.change for _, each in numbered)
    missing = {"unchanged", "year_only", "target_changed", "reworded", "new", "asked"} - set(changes)
    if missing:
        raise ValueError(f"no registration shows {missing}")


def print_counts(units: list[Unit], commitments: list[Commitment]) -> None:
    """One line a unit: how many items, and how many of each status."""
    print(f"{'':8} {'all':>4}", *(f"{status[:11]:>12}" for status in CUT_OFF))
    for unit in units:
        own = Counter(each.cut_off for each in commitments if each.unit == unit.code)
        print(f"{unit.code:8} {own.total():4}", *(f"{own[status]:12}" for status in CUT_OFF))
    print(f"{'total':8} {len(commitments):4}", *(f"{count:12}" for count in CUT_OFF.values()))


def _same(name: str, found: Counter[str], wanted: dict[str, int]) -> None:
    if found != wanted:
        raise ValueError(f"{name}: found {dict(found)}, wanted {wanted}")


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
