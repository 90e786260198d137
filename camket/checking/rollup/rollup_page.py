"""`rollup.html`: the sums, what each project gives to them, and the way into each project's own trace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from camket.checking.rollup.project_ledger import ProjectLedger
from camket.checking.rollup.rollup import Missing, Part, RolledFigure, Rollup
from camket.numerals import format_count
from camket.publishing.pages.html import render_document
from camket.running.batch.task_list import is_url

# Beyond so many commitments the records of the figures are in `rollup_records.parquet` alone.
MOST_LISTED = 10_000
# How many projects a note names one by one.
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Section:
    """One round as the page shows it: its headline, the columns of its projects, the figures of groups, the rest."""

    rollup: Rollup
    number: int
    headline: tuple[RolledFigure, ...]
    columns: tuple[RolledFigure, ...]
    groups: dict[str, list[RolledFigure]]
    others: tuple[RolledFigure, ...]
    lists_records: bool

    def anchor(self, rolled: RolledFigure) -> str:
        """The id of a figure on the page."""
        variant = f"~{rolled.variant}" if rolled.variant > 1 else ""
        return f"k{self.number}-{rolled.figure.id}{variant}"

    def label(self, rolled: RolledFigure) -> str:
        """The label of a figure, after the basis of which it is."""
        bases = self.rollup.ledgers[0].bases
        basis, label = bases.get(rolled.figure.id.partition(".")[0]), rolled.figure.label
        return f"{basis}: {label}" if basis and not label.startswith(basis) else label

    def list_cells(self) -> Iterator[tuple[ProjectLedger, list[Part | None]]]:
        """Each project with its part of each column, None where it has no such figure."""
        columns = [{part.project: part for part in rolled.parts} for rolled in self.columns]
        for ledger in self.rollup.ledgers:
            yield ledger, [parts.get(ledger.name) for parts in columns]


def rollups_to_html(rollups: Sequence[Rollup], uncounted: Sequence[Missing]) -> str:
    """Returns the page. Equal figures give equal bytes; the template engine escapes every text."""
    sections = [_make_section(rollup, number) for number, rollup in enumerate(rollups, start=1)]
    return render_document(
        "checking/rollup/rollup.html.j2",
        wide=True,
        sections=sections,
        uncounted=uncounted,
        notices=_list_notices(rollups),
        open_questions=sum(rollup.open_questions for rollup in rollups),
        most_listed=format_count(MOST_LISTED),
        name_projects=name_projects,
        quote_link=quote_link,
        format_count=format_count,
    )


def _make_section(rollup: Rollup, number: int) -> _Section:
    headline = tuple(rolled for rolled in rollup.figures if rolled.is_headline)
    scopes = {code: label for ledger in rollup.ledgers for code, label in ledger.scopes.items()}
    groups: dict[str, list[RolledFigure]] = defaultdict(list)
    for rolled in rollup.figures:
        if rolled.is_result and not rolled.is_headline:
            groups[scopes[rolled.figure.scope]].append(rolled)
    commitments = sum(rolled.figure.denominator for rolled in rollup.find("cut_off.total"))
    return _Section(
        rollup,
        number,
        headline,
        tuple(rolled for rolled in headline if rolled.figure.id.startswith("cut_off.")),
        dict(groups),
        tuple(rolled for rolled in rollup.figures if not rolled.is_result),
        commitments <= MOST_LISTED,
    )


def _list_notices(rollups: Sequence[Rollup]) -> list[str]:
    """What projects say of their own figures, such as that they are synthetic, with who says it."""
    said: dict[str, dict[str, None]] = defaultdict(dict)
    ledgers = [ledger for rollup in rollups for ledger in rollup.ledgers]
    for ledger in ledgers:
        said[ledger.notice][ledger.name] = None
    every = len({ledger.name for ledger in ledgers})
    return [
        f"{notice.rstrip('.')} ({'mọi dự án' if len(names) == every else name_projects(list(names))})"
        for notice, names in said.items()
        if notice
    ]


def name_projects(names: Sequence[str]) -> str:
    """Names projects one by one, or the first of them and how many more there are.

    >>> name_projects(["An Giang", "Cà Mau"])
    'An Giang, Cà Mau'
    """
    named = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{named} và {more} dự án khác" if more > 0 else named


def quote_link(link: str) -> str:
    """Returns a link as an address. Its path may have spaces, Vietnamese letters, and a colon that is no scheme's."""
    path, _, fragment = link.partition("#")
    return quote(path, safe="/:" if is_url(path) else "/") + (f"#{quote(fragment)}" if fragment else "")
