"""Compares a written report with the ledger of a period, or checks its arithmetic alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from camket.checking.arithmetic import Arithmetic, Sum, add_up, check_share, compare_share
from camket.checking.meaning import StatementReader
from camket.checking.passages import Passage
from camket.checking.report_words import FactPattern, Words
from camket.checking.statements import Statement, find_statements
from camket.dates import format_date
from camket.figures.ledger import Figure
from camket.numerals import calculate_share as exact_share
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES
from camket.settings.units import Unit
from camket.text import plain

_DIGITS = re.compile(r"\d+")
# "a) Có …", "- đ) Có …": the parts of a whole.
_LONGEST_PART = 14  # words
_LETTERED = re.compile(r"\W*[a-zđ]\s*[.)]")

# "no_figure": the statement is about something else; "not_compared": there is no ledger.
Agreement = Literal["agrees", "differs", "no_figure", "not_compared"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for one statement. `figures` are the figures that it may state, the matching one first."""

    statement: Statement
    arithmetic: Arithmetic
    agreement: Agreement
    figures: tuple[Figure, ...]

    @property
    def is_wrong(self) -> bool:
        """Whether the statement must be corrected."""
        return self.agreement == "differs" or self.arithmetic.answer == "wrong"


@dataclass(frozen=True, slots=True)
class Fact:
    """What the report says about the period, and the values that period.toml or the ledger (`source`) allows."""

    passage: Passage
    start: int
    end: int
    label: str
    printed: str
    expected: tuple[str, ...]
    source: str = "period.toml"

    @property
    def is_wrong(self) -> bool:
        """Whether the report differs from all allowed values. Zeros before days and months do not matter."""
        return _without_padding(self.printed) not in map(_without_padding, self.expected)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The result for a whole report. `unmentioned` are headline figures that no statement gives.

    `moved` are figures of the ledger that the raw files give otherwise now, by id.
    """

    passages: tuple[Passage, ...]
    verdicts: tuple[Verdict, ...]
    sums: tuple[Sum, ...]
    facts: tuple[Fact, ...] = ()
    unmentioned: tuple[Figure, ...] = ()
    moved: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def uncompared(self) -> list[Passage]:
        """What the report has beside its text, and no statement is compared with."""
        return [passage for passage in self.passages if passage.uncompared]

    @property
    def disagrees(self) -> bool:
        """Whether anything in the report must be corrected."""
        return (
            any(verdict.is_wrong for verdict in self.verdicts)
            or any(total.is_wrong for total in self.sums)
            or any(fact.is_wrong for fact in self.facts)
        )


def check_arithmetic(passages: Sequence[Passage], words: Words) -> Reconciliation:
    """Checks the shares and sums of a report, without a period."""
    verdicts = [
        Verdict(statement, check_share(statement), "not_compared", ())
        for passage in passages
        for statement in find_statements(passage, words.counted)
        if not passage.is_cell
    ]
    return Reconciliation(tuple(passages), tuple(verdicts), tuple(_list_sums(verdicts)))


def reconcile_report(
    passages: Sequence[Passage],
    words: Words,
    period: Period,
    units: Sequence[Unit],
    ledger: Mapping[str, Figure],
    moved: Mapping[str, Figure] | None = None,
) -> Reconciliation:
    """Checks the arithmetic of every statement and compares it with the figure it states.

    `moved` are figures of the ledger that have another value by now.
    """
    reader = StatementReader(words, units, ledger, period.scheme)
    verdicts = []
    for passage in passages:
        for statement in find_statements(passage, reader.counted):
            figures = tuple(ledger[one] for one in reader.find_figures(statement))
            if figures or not passage.is_cell:
                verdicts.append(_judge(statement, figures))
    stated = {verdict.figures[0].id for verdict in verdicts if verdict.agreement == "agrees"}
    patterns = (*_labels_with_numbers(ledger, words), *_expect_facts(words, period))
    headline = [f"{basis}.{status}" for basis in BASES for status in period.scheme.possible(basis)]
    return Reconciliation(
        passages=tuple(passages),
        verdicts=tuple(verdicts),
        sums=(*_status_sums(verdicts, period.scheme, ledger), *_list_sums(verdicts)),
        facts=tuple(fact for passage in passages for fact in _find_facts(passage, patterns)),
        unmentioned=tuple(
            ledger[one]
            for one in headline
            if one not in stated and ledger[one].numerator  # of none, a report may say so in words
        ),
        moved=moved or {},
    )


def _judge(statement: Statement, figures: tuple[Figure, ...]) -> Verdict:
    arithmetic = check_share(statement)
    if not figures:
        return Verdict(statement, arithmetic, "no_figure", ())
    ranked = tuple(sorted(figures, key=lambda figure: not _agrees(statement, figure)))
    return Verdict(statement, arithmetic, "agrees" if _agrees(statement, ranked[0]) else "differs", ranked)


def _agrees(statement: Statement, figure: Figure) -> bool:
    if statement.numerator is not None and statement.numerator != figure.numerator:
        return False
    if statement.denominator is not None and statement.denominator != figure.denominator:
        return False
    exact = exact_share(figure.numerator, figure.denominator)
    if statement.share is None or exact is None:
        return statement.share is None
    return compare_share(statement.share, Fraction(exact)).answer == "right"


def _status_sums(verdicts: Sequence[Verdict], scheme: Scheme, ledger: Mapping[str, Figure]) -> list[Sum]:
    """The sums of statements that together give every status of one basis and scope that any commitment has."""
    stated: dict[tuple[str, str], dict[str, Statement]] = defaultdict(dict)
    for verdict in verdicts:
        if len(verdict.figures) == 1 and verdict.statement.denominator is not None:
            stem, _, scope = verdict.figures[0].id.partition("@")
            basis, _, status = stem.partition(".")
            stated[basis, scope].setdefault(status, verdict.statement)
    sums = []
    for (basis, scope), parts in stated.items():
        known = next((each for each in BASES if each == basis), None)
        lacking = [status for status in scheme.decided(known) if status not in parts] if known else []
        ids = (f"{basis}.{status}" + (f"@{scope}" if scope else "") for status in lacking)
        if known and all(one in ledger and not ledger[one].numerator for one in ids):
            # Other figures of the basis, such as overdue, count parts of a status.
            whole = [parts[status] for status in scheme.possible(known) if status in parts]
            total = add_up(whole, is_complete=True)
            if total:
                sums.append(total)
    return sums


def _list_sums(verdicts: Sequence[Verdict]) -> list[Sum]:
    """The sums of list items with one denominator that state no figure of the ledger.

    Lettered items are parts of a whole, and so are short ones; long sentences behind dashes may overlap.
    """
    lists: dict[tuple[tuple[str, ...], bool, object], list[Statement]] = defaultdict(list)
    for verdict in verdicts:
        statement = verdict.statement
        is_lettered = bool(_LETTERED.match(statement.passage.text))
        is_part = is_lettered or (statement.passage.is_item and _is_short(statement.passage))
        if not verdict.figures and is_part and statement.position == 0:
            lists[statement.passage.headings, is_lettered, statement.denominator].append(statement)
    sums = [add_up(parts, is_complete=False) for parts in lists.values()]
    return [total for total in sums if total]


def _is_short(passage: Passage) -> bool:
    return len(passage.text.split()) <= _LONGEST_PART


def _labels_with_numbers(ledger: Mapping[str, Figure], words: Words) -> list[FactPattern]:
    """The labels of figures that name a year or a day, such as "bổ sung so với năm 2023", with any number.

    They stand behind what is counted: "01 nội dung bổ sung so với năm 2023".
    """
    spellings: dict[str, dict[str, None]] = defaultdict(dict)
    for figure in ledger.values():
        label = plain(figure.label)
        if _DIGITS.search(label):
            spellings[_DIGITS.sub("0", label)].setdefault(label)
    return [
        FactPattern(
            "tên gọi của số liệu",
            re.compile(
                rf"\b{words.counted} (?P<said>{re.escape(pattern).replace('0', _DIGITS.pattern)})(?!\w)"
            ),
            "|".join(labels),
            source="số liệu",
        )
        for pattern, labels in spellings.items()
    ]


def _expect_facts(words: Words, period: Period) -> Iterator[FactPattern]:
    """The patterns of facts with the values that the settings allow; without those that they do not have yet."""
    report = period.report
    due = period.report_due
    expected = {
        "cut_off": format_date(period.cut_off),
        "report_due": format_date(due) if due else "",
        "year": str(period.year),
        "next_year": str(period.year + 1),
        "number": report.number if report.is_numbered else "",
        "day": report.label_day() if report.day else "",
    }
    for fact in words.facts:
        if wanted := fact.expects.format(**expected):
            yield replace(fact, expects=wanted)


def _find_facts(passage: Passage, patterns: Sequence[FactPattern]) -> list[Fact]:
    found: dict[int, Fact] = {}
    if passage.is_cell and passage.column != passage.text:
        return []  # dates below a table's header belong to single units
    for fact in patterns:
        for match in fact.finds.finditer(plain(passage.text)):
            start, end = match.span("said")
            if not any(one.start <= start < one.end for one in found.values()):
                said, wanted = passage.text[start:end], tuple(fact.expects.split("|"))
                found[start] = Fact(passage, start, end, fact.says, said, wanted, fact.source)
    return [found[start] for start in sorted(found)]


def _without_padding(text: str) -> str:
    parts = re.sub(r"(?<=\d)(?:[/.-]| tháng | năm )(?=\d)|/", " ", plain(text)).split()
    return " ".join(part.lstrip("0") for part in parts)
