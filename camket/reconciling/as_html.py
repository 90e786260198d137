"""`reconcile.html`: the text of the report with its statements marked, and the result of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from camket.pages.document import render_document
from camket.reconciling.answer import describe_fact, describe_summary, describe_verdict
from camket.reconciling.compare import Reconciliation
from camket.reconciling.passage import Passage


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the report's text. `number` is the line with its result, 0 for plain text."""

    text: str
    number: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement or fact with its place, text, result and kind of mark."""

    number: int
    place: str
    text: str
    found: str
    kind: str


def reconciliation_to_html(found: Reconciliation, *, report: str, period: str) -> str:
    """Returns the whole page. `report` is the name of the file, `period` that of the period or empty."""
    lines, spans = _number_lines(found)
    return render_document(
        "reconciling/reconcile.html.j2",
        report=report,
        period=period,
        summary=describe_summary(found),
        disagrees=found.disagrees,
        lines=lines,
        sums=[(total.is_wrong, remark) for total in found.sums for remark in total.remarks()],
        unmentioned=found.unmentioned,
        paragraphs=_group_lines(found.passages, spans),
    )


def _number_lines(found: Reconciliation) -> tuple[list[Line], dict[int, list[tuple[int, int, int, str]]]]:
    """The results in reading order, and the marked spans of each passage."""
    position = {id(passage): number for number, passage in enumerate(found.passages)}
    judged = [
        (
            position[id(verdict.statement.passage)],
            verdict.statement.start,
            verdict.statement.end,
            describe_verdict(verdict),
            "wrong" if verdict.is_wrong else "right" if verdict.agreement == "agrees" else "other",
        )
        for verdict in found.verdicts
    ]
    judged += [
        (
            position[id(fact.passage)],
            fact.start,
            fact.end,
            describe_fact(fact),
            "wrong" if fact.is_wrong else "right",
        )
        for fact in found.facts
    ]
    lines = []
    spans: dict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
    for number, (at, start, end, words, kind) in enumerate(sorted(judged), start=1):
        passage = found.passages[at]
        spans[at].append((start, end, number, kind))
        lines.append(Line(number, passage.place, passage.text[start:end], words, kind))
    return lines, spans


def _group_lines(
    passages: Sequence[Passage], spans: Mapping[int, list[tuple[int, int, int, str]]]
) -> list[tuple[str, list[list[Mark]]]]:
    """The paragraphs and table rows with their places, cells and marks."""
    return [
        (place, [list(_mark(passage, spans.get(position, []))) for position, passage in members])
        for (place, _), members in groupby(enumerate(passages), key=lambda pair: _line_of(pair[1], pair[0]))
    ]


def _line_of(passage: Passage, position: int) -> tuple[str, int]:
    """The cells of a table row share one line; a paragraph is a line of its own."""
    if passage.is_cell:
        return passage.place.partition(", cột")[0], -1
    return passage.place, position


def _mark(passage: Passage, spans: list[tuple[int, int, int, str]]) -> Iterator[Mark]:
    done = 0
    for start, end, number, kind in spans:
        if start < done:
            continue
        if start > done:
            yield Mark(passage.text[done:start])
        yield Mark(passage.text[start:end], number, kind)
        done = end
    if done < len(passage.text):
        yield Mark(passage.text[done:])
