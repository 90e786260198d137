"""The result of a check as Vietnamese text, one line per statement, for the terminal and the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from camket.checking.passages import Passage
from camket.checking.reconcile import Fact, Reconciliation, Verdict
from camket.figures.ledger import Figure
from camket.publishing.pages.html import render_document

_ARITHMETIC = {
    "right": "phép tính đúng",
    "wrong": "phép tính sai",
    "unprinted": "không in tỷ lệ",
    "unchecked": "không kiểm tra được phép tính",
}


def describe_verdict(verdict: Verdict, moved: Mapping[str, Figure] | None = None) -> str:
    """Describes in one line whether the share is right, whether the ledger agrees, and what `moved` since."""
    if verdict.agreement == "not_compared":
        return describe_arithmetic(verdict)
    says = describe_agreement(verdict) + _describe_move(verdict, moved or {})
    if verdict.agreement == "agrees" and verdict.arithmetic.answer in ("unprinted", "unchecked"):
        return says
    return f"{describe_arithmetic(verdict)}; {says}"


def _describe_move(verdict: Verdict, moved: Mapping[str, Figure]) -> str:
    """What the figure that a statement gives is by now, empty where it is the same."""
    now = moved.get(verdict.figures[0].id) if verdict.figures else None
    return f" (nay: {_printed(now)})" if now else ""


def describe_arithmetic(verdict: Verdict) -> str:
    """Describes whether the share is right, and the right value."""
    said = _ARITHMETIC[verdict.arithmetic.answer]
    return f"{said}: {verdict.arithmetic.remark}" if verdict.arithmetic.remark else said


def describe_agreement(verdict: Verdict) -> str:
    """Describes whether the ledger agrees, and the figures it has."""
    if verdict.agreement == "no_figure":
        return "không nói về số liệu của kỳ này"
    if verdict.agreement == "agrees":
        return f"khớp {verdict.figures[0].id}"
    known = " hoặc ".join(f"{figure.id}: {_printed(figure)}" for figure in verdict.figures)
    return f"KHÁC số liệu: {known}"


def describe_fact(fact: Fact) -> str:
    """Describes what the report says about the period and whether its source agrees."""
    if fact.is_wrong:
        return f"{fact.label}: báo cáo ghi {fact.printed}, {fact.source} ghi {' hoặc '.join(fact.expected)}"
    return f"{fact.label}: {fact.printed}, khớp"


def describe_reconciliation_summary(found: Reconciliation) -> str:
    """Describes the counts of all results in one line."""
    agreeing = sum(verdict.agreement == "agrees" for verdict in found.verdicts)
    differing = sum(verdict.agreement == "differs" for verdict in found.verdicts)
    wrong = sum(verdict.arithmetic.answer == "wrong" for verdict in found.verdicts)
    sums = sum(total.is_wrong for total in found.sums)
    facts = sum(fact.is_wrong for fact in found.facts)
    uncompared = len(found.uncompared)
    return (
        f"{len(found.verdicts)} câu có số đếm: {agreeing} khớp, {differing} khác số liệu, {wrong} sai phép tính; "
        f"{sums} tổng không khớp; {facts} thông tin khác period.toml"
        + (f"; {uncompared} chỗ không được đối chiếu (nhận xét, chữ bị gạch bỏ, bị ẩn)" if uncompared else "")
    )


def describe_reconciliation(found: Reconciliation) -> str:
    """Returns the whole result as text for the terminal, statements with faults first."""
    lines = []
    for verdict in sorted(found.verdicts, key=lambda verdict: not verdict.is_wrong):
        passage = verdict.statement.passage
        named = " / ".join(part for part in (passage.row, passage.column) if part)
        lines.append(f"{'✗' if verdict.is_wrong else '·'} {passage.place}: {verdict.statement.text}")
        if named:
            lines.append(f"    {named}")
        lines.append(f"    {describe_verdict(verdict, found.moved)}")
    lines += [
        f"{'✗' if total.is_wrong else '·'} cộng các phần: {remark}"
        for total in found.sums
        for remark in total.remarks()
    ]
    lines += [
        f"{'✗' if fact.is_wrong else '·'} {fact.passage.place}: {describe_fact(fact)}" for fact in found.facts
    ]
    if found.unmentioned:
        lines.append("Số liệu chính mà báo cáo không nêu:")
        lines += [f"    {figure.id}: {_printed(figure)} {figure.label}" for figure in found.unmentioned]
    if found.uncompared:
        lines.append("Không được đối chiếu, phải tự xem:")
        lines += [f"    {passage.place}: {passage.uncompared}" for passage in found.uncompared]
    return "\n".join([*lines, describe_reconciliation_summary(found)])


def _printed(figure: Figure) -> str:
    return f"{figure.fraction} ({figure.share})"


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
        "checking/reconcile.html.j2",
        report=report,
        period=period,
        summary=describe_reconciliation_summary(found),
        disagrees=found.disagrees,
        lines=lines,
        sums=[(total.is_wrong, remark) for total in found.sums for remark in total.remarks()],
        unmentioned=found.unmentioned,
        uncompared=found.uncompared,
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
            describe_verdict(verdict, found.moved),
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
        for (place, _), members in groupby(
            ((position, passage) for position, passage in enumerate(passages) if not passage.uncompared),
            key=lambda pair: _line_of(pair[1], pair[0]),
        )
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
