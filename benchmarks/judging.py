"""How right and how fast the judging is: `python benchmarks/judging.py [--speed]`.

Rightness: over the phrases of `tests/judging/phrases.csv`: a confusion matrix, what is decided, what is
wrong, by family of grammar and by batch. No weight is learned from the phrases, so there is nothing to leave
out; what a batch said before its words had been seen is in `benchmarks/README.md`. Speed: records a second of
one core at three sizes, with texts that repeat as a register's do, with texts that differ in their figures, in
figures and names, and in their words.
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from camket.intake.joining.record import Commitment, Record, Source
from camket.judging.classify import classify_records
from camket.judging.rules import Rules, load_rules
from camket.judging.words import load_words
from camket.settings.read_scheme import built_in_scheme
from camket.settings.states import UNRESOLVED
from camket.settings.units import Unit
from camket.text import plain

ROOT = Path(__file__).parents[1]
SCHEME = built_in_scheme()
OWN = ROOT / "tests" / "judging" / "phrases.csv"
SIZES = (300, 10_000, 100_000)
CHUNK = 10_000
DECIDED_WANTED, WRONG_WANTED, SPEED_WANTED = 0.95, 0.0, 2_000


@dataclass(frozen=True)
class Phrase:
    """A phrase with the status that a careful person gives it, and what the rules give it."""

    text: str
    target: str
    basis: str
    status: str
    family: str
    batch: str
    given: str

    @property
    def is_wrong(self) -> bool:
        return self.given not in (self.status, UNRESOLVED)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--speed", action="store_true", help="also measure records a second (a minute or two)"
    )
    options = parser.parse_args()
    rules = load_rules()
    good = [report([judge(row, rules) for row in read_rows(OWN)])]
    if options.speed:
        good.append(report_speed())
    return 0 if all(good) else 1


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def judge(row: dict[str, str], rules: Rules) -> Phrase:
    target, basis = row["target"], row["basis"]
    found = rules.findings(row["phrase"], target, rules.kinds(target, ""), basis)  # type: ignore[arg-type]
    given = SCHEME.choose(basis, found[0].concludes, "unknown") if found else UNRESOLVED  # type: ignore[arg-type]
    return Phrase(row["phrase"], target, basis, row["status"], row["family"], row["batch"], given)


def report(phrases: Sequence[Phrase]) -> bool:
    """Prints the matrix and the shares; whether they are as wanted."""
    print(f"\n{len(phrases)} phrases")
    print_matrix(phrases)
    for title, key in (("family", lambda each: each.family), ("batch", lambda each: each.batch)):
        groups = {value: [each for each in phrases if key(each) == value] for value in map(key, phrases)}
        if len(groups) > 1:
            print(f"\n  {title:<26}{'phrases':>8}{'decided':>9}{'wrong':>7}")
            for value, group in groups.items():
                print(f"  {value:<26}{len(group):>8}{decided(group):>9.1%}{wrong(group):>7.1%}")
    print(
        f"\n  decided {decided(phrases):.1%} of those that have a status, wrong {wrong(phrases):.2%} of all"
    )
    for each in phrases:
        if each.is_wrong:
            print(f"  WRONG {each.given}, not {each.status}: {each.text} [{each.target}]")
    return decided(phrases) >= DECIDED_WANTED and wrong(phrases) <= WRONG_WANTED


def print_matrix(phrases: Sequence[Phrase]) -> None:
    """Rows: what a person says; columns: what the rules say."""
    count = Counter((each.status, each.given) for each in phrases)
    print(f"  {'':<20}" + "".join(f"{status:>20}" for status in SCHEME.codes))
    for status in SCHEME.codes:
        print(f"  {status:<20}" + "".join(f"{count[status, given]:>20}" for given in SCHEME.codes))


def decided(phrases: Sequence[Phrase]) -> float:
    clear = [each for each in phrases if each.status != UNRESOLVED]
    return sum(each.given != UNRESOLVED for each in clear) / len(clear) if clear else 1.0


def wrong(phrases: Sequence[Phrase]) -> float:
    return sum(each.is_wrong for each in phrases) / len(phrases)


def report_speed() -> bool:
    """Prints records a second at each size; whether texts that differ in their figures are judged as fast as wanted."""
    print(
        f"\nrecords a second of one core, Python {sys.version.split()[0]}; each size begins with empty caches"
    )
    print(f"  {'records':>10}" + "".join(f"{name:>20}" for name in VARIED))
    speeds: dict[str, float] = {}
    for size in SIZES:
        speeds = {name: size / seconds_for(make_records(size, vary)) for name, vary in VARIED.items()}
        print(f"  {size:>10}" + "".join(f"{speed:>20,.0f}" for speed in speeds.values()), flush=True)
    return speeds["numbers differ"] >= SPEED_WANTED


def make_records(size: int, vary: Vary) -> Iterator[Record]:
    """Records whose result, estimate, target and claim are drawn from the phrases, by one seed."""
    rows = list(read_rows(OWN))
    results = [(row["phrase"], row["target"]) for row in rows if row["basis"] == "cut_off"]
    estimates = [row["phrase"] for row in rows if row["basis"] == "full_year"]
    others = [result for result, _ in results]
    unit = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
    source = Source("snv.xlsx", "0" * 64, "Sheet1", 5)
    draw = random.Random(158)
    for number in range(size):
        (result, target), estimate = draw.choice(results), draw.choice(estimates)
        signed = Commitment(f"SNV-{number}", unit, number, "Nội dung cam kết", target, "", "", source, {})
        yield Record(
            signed, source, reported=True, result_text=vary(result, number, draw, others),
            estimate_text=vary(estimate, number, draw, estimates),
            self_assessment=draw.choice(("Hoàn thành", "Đang thực hiện", "Không đạt", "")),
        )  # fmt: skip


# How a text is made unlike those of other records, of its phrase, its number and the phrases that there are.
Vary = Callable[[str, int, random.Random, Sequence[str]], str]


def repeat(text: str, number: int, draw: random.Random, phrases: Sequence[str]) -> str:
    return text


def renumber(text: str, number: int, draw: random.Random, phrases: Sequence[str]) -> str:
    """Every figure but years drawn anew, and a document of its own."""
    drawn = re.sub(
        r"(?!20\d\d\b)\b\d+", lambda run: f"{draw.randrange(10 ** len(run[0])):0{len(run[0])}}", text
    )
    return f"{drawn} (Báo cáo số {number}/BC-UBND)"


def rename(text: str, number: int, draw: random.Random, phrases: Sequence[str]) -> str:
    """Besides, a place that no other record names."""
    place = "".join(chr(97 + int(figure)) for figure in str(number))
    return f"{renumber(text, number, draw, phrases)} tại ấp {place}"


def reword(text: str, number: int, draw: random.Random, phrases: Sequence[str]) -> str:
    """Besides, a second phrase before it and a word lost: hardly ever the same words in the same order."""
    words = f"{draw.choice(phrases)}, {text}".split(" ")
    del words[draw.randrange(len(words))]
    return rename(" ".join(words), number, draw, phrases)


VARIED = {
    "texts repeat": repeat, "numbers differ": renumber, "names differ": rename, "no two alike": reword,
}  # fmt: skip


def seconds_for(records: Iterable[Record]) -> float:
    """Processor seconds for the judging alone; each measurement begins with empty caches."""
    load_words.cache_clear()
    load_rules.cache_clear()
    plain.cache_clear()
    rules, seconds = load_rules(), 0.0
    while chunk := list(itertools.islice(records, CHUNK)):
        start = time.process_time()
        classify_records(chunk, rules, (), 2022)
        seconds += time.process_time() - start
    return seconds


if __name__ == "__main__":
    sys.exit(main())
