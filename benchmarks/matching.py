"""How right and how fast two years' lists are matched: `python benchmarks/matching.py`.

Rightness: over the labelled lists of `tests/next_year/pairs.csv`, by batch and by kind of edit; the plain way beside
it pairs, unit by unit, what `difflib` finds likest. What a batch said before it had been seen is in
`benchmarks/README.md`.
Speed: 40 units of 30 items a year in one process, the first import of SciPy included, against the plain way.
"""

from __future__ import annotations

import csv
import difflib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from camket.intake.joining.lists import Item
from camket.next_year.matching import Change, Doubt, Matching, Pair, match_items

LABELLED = Path(__file__).parents[1] / "tests" / "next_year" / "pairs.csv"
UNITS, ITEMS, YEAR = 40, 30, 2023
# The plain way takes so long that a part of the units has to do.
PLAIN_UNITS = 4
RIGHT_WANTED, ASKED_WANTED, SECONDS_WANTED = 0.98, 0.055, 2.0
PLAIN_LEAST = 0.6
PARTS = ("split", "merged")


@dataclass(frozen=True)
class Case:
    """A labelled line: the item of one year, the one of the next, or either alone; how it was edited."""

    batch: str
    unit: str
    year: int
    edit: str
    change: str
    before: Item | None
    after: Item | None


def main() -> int:
    seconds = measure(list(make_lists(UNITS)), match_items)
    plain_seconds = measure(list(make_lists(PLAIN_UNITS)), match_plainly) * UNITS / PLAIN_UNITS
    cases = list(read_cases())
    good = report("camket", cases, match_items)
    report("the plain way", cases, match_plainly)
    print(
        f"\n{UNITS} units of {ITEMS} items: {seconds:.2f} s of one core, "
        f"the plain way {plain_seconds:.1f} s: {plain_seconds / seconds:.0f} times as long"
    )
    return 0 if good and seconds < SECONDS_WANTED else 1


def read_cases() -> Iterator[Case]:
    with LABELLED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            before, after = (
                Item(
                    row[f"{side}_no"], *(row[f"{side}_{name}"] for name in ("content", "target", "deadline"))
                )
                if row[f"{side}_no"]
                else None
                for side in ("before", "after")
            )
            yield Case(row["batch"], row["unit"], int(row["year"]), row["edit"], row["change"], before, after)


def report(
    name: str, cases: Sequence[Case], match: Callable[[Sequence[Item], Sequence[Item], int], Matching]
) -> bool:
    """Prints what became of the cases, by batch and by kind of edit; whether it is as wanted."""
    by_unit: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        by_unit[case.batch, case.unit].append(case)
    results: list[tuple[Case, str]] = []
    for own in by_unit.values():
        results += judge(own, match(*order(own), own[0].year))
    print(f"\n{name}: {len(cases)} labelled cases of {len(by_unit)} units")
    print(f"  {'':<14}{'cases':>7}{'asked':>8}{'decided':>9}{'right':>8}{'pairs':>7}{'right':>8}")
    for batch in (*dict.fromkeys(case.batch for case in cases), ""):
        tell(f"batch {batch}" if batch else "all", [each for each in results if batch in (each[0].batch, "")])
    print(f"\n  {'edit':<14}{'right':>7}{'asked':>8}{'missed':>9}{'wrong':>8}")
    for edit in dict.fromkeys(case.edit for case in cases):
        count = Counter(result.removesuffix(":kind") for case, result in results if case.edit == edit)
        print(f"  {edit:<14}{count['right']:>7}{count['asked']:>8}{count['missed']:>9}{count['wrong']:>8}")
    kinds = [result for case, result in results if case.change and result.startswith("right")]
    print(
        f"\n  what was changed is told right for {share(kinds.count('right'), len(kinds))} of the right pairs"
    )
    decided, right, asked = count_one_to_one(results)
    return right >= RIGHT_WANTED * decided and asked <= ASKED_WANTED * (decided + asked)


def tell(name: str, results: Sequence[tuple[Case, str]]) -> None:
    """A line: one-to-one cases, those asked and decided, and pairs that were stated."""
    decided, right, asked = count_one_to_one(results)
    pairs = [
        result.removesuffix(":kind")
        for case, result in results
        if case.before and (result == "wrong" or (result.startswith("right") and case.change))
    ]
    print(
        f"  {name:<14}{decided + asked:>7}{share(asked, decided + asked):>8}{decided:>9}"
        f"{share(right, decided):>8}{len(pairs):>7}{share(pairs.count('right'), len(pairs)):>8}"
    )


def count_one_to_one(results: Sequence[tuple[Case, str]]) -> tuple[int, int, int]:
    """How many cases that are no splits and merges were decided, rightly decided, and asked."""
    found = [result for case, result in results if case.edit not in PARTS]
    asked = found.count("asked")
    return len(found) - asked, sum(result.startswith("right") for result in found), asked


def judge(cases: Sequence[Case], matching: Matching) -> Iterator[tuple[Case, str]]:
    """What a matching says of each case: right, right:kind (another change), asked, missed or wrong.

    A split or merge is right where it is stated or asked as such; "missed" is a pair said to be dropped and new.
    """
    pairs = {("before", pair.before): pair for pair in matching.pairs}
    pairs |= {("after", pair.after): pair for pair in matching.pairs}
    stated = {(pair.before, pair.after) for pair in matching.pairs}
    doubts = {("before", key): doubt for doubt in matching.asked for key in doubt.before}
    doubts |= {("after", key): doubt for doubt in matching.asked for key in doubt.after}
    for case in cases:
        items = (("before", case.before), ("after", case.after))
        places = [(side, item.key) for side, item in items if item]
        if case.before and case.after and (case.before.key, case.after.key) in stated and case.edit in PARTS:
            yield case, "right"
            continue
        yield (
            case,
            judge_case(case, [pairs.get(each) for each in places], [doubts.get(each) for each in places]),
        )


def judge_case(case: Case, pairs: Sequence[Pair | None], doubts: Sequence[Doubt | None]) -> str:
    doubt = next(filter(None, doubts), None)
    if case.edit in PARTS:
        as_such = doubt is not None and doubt.why == case.edit and all(each is doubt for each in doubts)
        return "right" if as_such else "asked" if doubt else "missed"
    if doubt:
        return "asked"
    if not case.change:
        return "wrong" if any(pairs) else "right"
    pair = pairs[0]
    if pair is None or pair is not pairs[1]:
        return "wrong" if any(pairs) else "missed"
    return "right" if pair.change.kind == case.change else "right:kind"


def order(cases: Sequence[Case]) -> tuple[list[Item], list[Item]]:
    """The two lists of a unit, each in its own order."""
    before = {case.before.key: case.before for case in cases if case.before}
    after = {case.after.key: case.after for case in cases if case.after}
    return sorted(before.values(), key=lambda item: int(item.key)), sorted(
        after.values(), key=lambda item: int(item.key)
    )


def match_plainly(before: Sequence[Item], after: Sequence[Item], year: int) -> Matching:
    """What a script of an afternoon does: the likest pair by `difflib` first, down to a fixed likeness."""
    likeness = sorted(
        (
            (-difflib.SequenceMatcher(None, one.content, other.content).ratio(), row, column)
            for row, one in enumerate(before)
            for column, other in enumerate(after)
        )
    )
    rows, columns = dict(enumerate(before)), dict(enumerate(after))
    pairs = []
    for negative, row, column in likeness:
        if -negative >= PLAIN_LEAST and row in rows and column in columns:
            one, other = rows.pop(row), columns.pop(column)
            same = one.content == other.content and one.target == other.target
            kind = "unchanged" if same else "year_only" if one.target == other.target else "target_changed"
            pairs.append(Pair(one.key, other.key, -100 * negative, Change(kind)))  # type: ignore[arg-type]
    return Matching(
        tuple(pairs),
        (),
        tuple(item.key for item in columns.values()),
        tuple(item.key for item in rows.values()),
    )


def make_lists(units: int) -> Iterator[tuple[list[Item], list[Item]]]:
    """Lists of 30 items a year, drawn from the labelled ones; no two units have the same texts."""
    cases = [case for case in read_cases() if case.before and case.after and case.edit not in PARTS]
    for unit in range(units):
        own = [cases[(7 * unit + 11 * number) % len(cases)] for number in range(ITEMS)]
        yield tuple(  # type: ignore[misc]
            [
                replace(
                    item,
                    key=str(number),
                    content=f"{item.content} ({chr(97 + unit % 26)}{chr(97 + unit // 26)})",
                )
                for number, item in enumerate(side)
                if item
            ]
            for side in ([case.before for case in own], [case.after for case in reversed(own)])
        )


def measure(
    lists: Sequence[tuple[list[Item], list[Item]]],
    match: Callable[[Sequence[Item], Sequence[Item], int], Matching],
) -> float:
    """Processor seconds for all lists."""
    start = time.process_time()
    for before, after in lists:
        match(before, after, YEAR)
    return time.process_time() - start


def share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


if __name__ == "__main__":
    sys.exit(main())
