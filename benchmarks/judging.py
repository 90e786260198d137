"""How right and how fast the judging is: `python benchmarks/judging.py [FILE] [--speed]`.

Rightness: over the labelled phrases that ship with camket, by family of grammar and by batch, or over the texts of a
FILE (CSV: content, target, text, label, also, confident), all of them, those that their readers are sure of, and the
others, and by ladder. *Decided* is the share of the texts that have a status, *wrong* the share of all that got another
status than the label or those of `also`, with the bound that the true share stays below at 95 %. Speed: processor
seconds on one core for a period of 293 records and for a million records of which a fifth are distinct.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scipy.stats import beta

from camket.intake.joining.record import Commitment, Record, Source
from camket.judging import judge
from camket.judging.classify import classify_records
from camket.judging.promise import load_ladders, read_promise
from camket.settings.read_scheme import built_in_scheme
from camket.settings.states import UNRESOLVED, Basis
from camket.settings.units import Unit

ROOT = Path(__file__).parents[1]
SCHEME = built_in_scheme()
PHRASES = ROOT / "camket" / "judging" / "phrases.csv"
# Records, and the processor seconds that judging them may take.
SIZES = {293: 1.0, 1_000_000: 60.0}
CHUNK = 10_000
DECIDED_WANTED, WRONG_WANTED = 0.90, 0.01
# A ladder with fewer texts is untested.
FEW = 5


@dataclass(frozen=True)
class Text:
    """A labelled text and what judging gives it. `right` are the statuses that a careful person may give it."""

    text: str
    promise: str
    label: str
    right: frozenset[str]
    given: str
    reason: str
    ladder: str
    groups: dict[str, str]

    @property
    def is_wrong(self) -> bool:
        return self.given not in (self.right | {UNRESOLVED})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, help="labelled texts in place of the phrases of camket")
    parser.add_argument("--speed", action="store_true", help="measure the speed (some minutes)")
    options = parser.parse_args()
    if options.speed:
        return 0 if report_speed() else 1
    texts = list(map(judge_row, read_rows(options.file or PHRASES)))
    return 0 if report(texts) else 1


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def judge_row(row: dict[str, str]) -> Text:
    """A line of a labelled file, or of the phrases, whose columns have names of their own."""
    text, label, basis = row.get("text") or row["phrase"], row.get("label") or row["status"], _basis(row)
    content, target = row.get("content", ""), row["target"]
    promise = read_promise(content, target)
    found = judge.judge_text(text, promise, basis).finding
    given = SCHEME.choose(basis, found.concludes, "unknown") if found else UNRESOLVED
    right = frozenset({label, *filter(None, row.get("also", "").split("|"))})
    groups = {name: row[name] for name in ("confident", "family", "batch") if name in row}
    said = f"{content} / {target}".strip(" /")
    return Text(text, said, label, right, given, found.rule if found else "", promise.kind, groups)


def _basis(row: dict[str, str]) -> Basis:
    return "full_year" if row.get("basis") == "full_year" else "cut_off"


def report(texts: Sequence[Text]) -> bool:
    """Prints the matrix, the shares and every wrong one; whether the shares are as wanted."""
    print_matrix(texts)
    print_groups("", [("all texts", texts)])
    for title in texts[0].groups:
        print_groups(title, group(texts, lambda each, title=title: each.groups[title]))
    by_ladder = dict(group(texts, lambda each: each.ladder))
    print_groups("ladder", by_ladder.items())
    untested = [name for name in load_ladders() if len(by_ladder.get(name, ())) < FEW]
    print(f"\n  fewer than {FEW} texts, so untested: {', '.join(untested) or 'no ladder'}")
    for each in texts:
        if each.is_wrong:
            print(f"  WRONG {each.given} ({each.reason}), not {each.label}: {each.text} [{each.promise}]")
    false = sum(each.is_wrong and each.given == "completed" for each in texts)
    return decided(texts) >= DECIDED_WANTED and wrong(texts) < WRONG_WANTED and not false


def print_matrix(texts: Sequence[Text]) -> None:
    """Rows: what a person says; columns: what judging gives."""
    count = Counter((each.label, each.given) for each in texts)
    print(f"  {'':<20}" + "".join(f"{status:>20}" for status in SCHEME.codes))
    for status in SCHEME.codes:
        print(f"  {status:<20}" + "".join(f"{count[status, given]:>20}" for given in SCHEME.codes))


def group(texts: Sequence[Text], key: Callable[[Text], Hashable]) -> list[tuple[str, Sequence[Text]]]:
    return [
        (str(value), [each for each in texts if key(each) == value])
        for value in dict.fromkeys(map(key, texts))
    ]


def print_groups(title: str, groups: Iterable[tuple[str, Sequence[Text]]]) -> None:
    print(
        f"\n  {title:<20}{'texts':>7}{'decided':>9}{'wrong':>7}{'share':>8}{'below':>8}{'false completed':>17}"
    )
    for name, texts in groups:
        count = sum(each.is_wrong for each in texts)
        false = sum(each.is_wrong and each.given == "completed" for each in texts)
        bound = upper_bound(count, len(texts))
        print(
            f"  {name:<20}{len(texts):>7}{decided(texts):>9.1%}{count:>7}{wrong(texts):>8.2%}{bound:>8.2%}{false:>17}"
        )


def decided(texts: Sequence[Text]) -> float:
    clear = [each for each in texts if each.label != UNRESOLVED]
    return sum(each.given != UNRESOLVED for each in clear) / len(clear) if clear else 1.0


def wrong(texts: Sequence[Text]) -> float:
    return sum(each.is_wrong for each in texts) / len(texts)


def upper_bound(count: int, of: int) -> float:
    """The share that the true one stays below, at 95 % (Clopper and Pearson, one side): none of 300 shows under 1 %."""
    return float(beta.ppf(0.95, count + 1, of - count)) if count < of else 1.0


def report_speed() -> bool:
    """Prints the processor seconds at each size; whether none takes more than it may."""
    print(
        f"processor seconds of one core, Python {sys.version.split()[0]}; each size begins with empty caches"
    )
    print(f"  {'records':>10}{'seconds':>10}{'records a second':>18}{'at most':>9}")
    good = True
    for size, most in SIZES.items():
        seconds = seconds_for(make_records(size))
        print(f"  {size:>10,}{seconds:>10.2f}{size / seconds:>18,.0f}{most:>9.0f}", flush=True)
        good = good and seconds <= most
    return good


def make_records(size: int) -> Iterator[Record]:
    """Records of which a fifth have texts of their own and the others repeat one of those, by one seed."""
    rows = list(read_rows(PHRASES))
    results = [(row["phrase"], row["target"]) for row in rows if row["basis"] == "cut_off"]
    estimates = [row["phrase"] for row in rows if row["basis"] == "full_year"]
    unit = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
    source = Source("snv.xlsx", "0" * 64, "Sheet1", 5)
    order, distinct = random.Random(158), max(size // 5, 1)
    for number in range(size):
        chosen = order.randrange(distinct)
        draw = random.Random(chosen)
        (result, target), estimate = draw.choice(results), draw.choice(estimates)
        signed = Commitment(f"SNV-{number}", unit, number, "Nội dung cam kết", target, "", "", source, {})
        yield Record(
            signed, source, reported=True, result_text=vary(result, chosen, draw),
            estimate_text=vary(estimate, chosen, draw),
            self_assessment=draw.choice(("Hoàn thành", "Đang thực hiện", "Không đạt", "")),
        )  # fmt: skip


def vary(text: str, number: int, draw: random.Random) -> str:
    """A phrase with every figure but years drawn anew, and a document of its own."""
    drawn = re.sub(
        r"(?!20\d\d\b)\b\d+", lambda run: f"{draw.randrange(10 ** len(run[0])):0{len(run[0])}}", text
    )
    return f"{drawn} (Báo cáo số {number}/BC-UBND)"


def seconds_for(records: Iterable[Record]) -> float:
    """Processor seconds for the judging alone, from empty caches."""
    empty_caches()
    seconds = 0.0
    while chunk := list(itertools.islice(records, CHUNK)):
        start = time.process_time()
        classify_records(chunk, (), 2022)
        seconds += time.process_time() - start
    return seconds


def empty_caches() -> None:
    """Empties every cache of camket, as at the start of a run."""
    for name, module in list(sys.modules.items()):
        if name.startswith("camket."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


if __name__ == "__main__":
    sys.exit(main())
