"""Sensitivity of the headline figures to each answer to a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from camket.figures.ledger import Figure
from camket.judging.classify import Judged, classify_record
from camket.judging.judgement import label_finding
from camket.numerals import format_count, format_percent, round_share
from camket.settings.decisions import Decision
from camket.settings.period import Period
from camket.settings.states import BASES, UNRESOLVED, Basis, field_of


@dataclass(frozen=True, slots=True)
class AnswerEffect:
    """The effect of an answer, in words and as the number of headline figures that change."""

    text: str
    reach: int


def estimate_effects(
    judged: Judged, basis: Basis, figures: Mapping[str, Figure], period: Period
) -> dict[str, AnswerEffect]:
    """What each answer would do to the figures of all units, the record judged anew with it.

    An answer about the cut-off may also settle the full year, or raise a question about it.
    """
    return {
        status: _estimate_effect(judged, basis, status, figures, period)
        for status in period.scheme.decided(basis)
    }


def _estimate_effect(
    judged: Judged, basis: Basis, status: str, figures: Mapping[str, Figure], period: Period
) -> AnswerEffect:
    scheme = period.scheme
    decisions = {**judged.decisions, field_of(basis): _answer(judged, basis, status)}
    faults = {name: fault for name, fault in judged.faults.items() if name != field_of(basis)}
    answered = classify_record(
        judged.record, decisions, period.year, scheme, period.cut_off, judged.earlier, faults=faults
    )
    parts: list[str] = []
    asks: list[str] = []
    for each in sorted(BASES, key=lambda other: other != basis):
        before, after = judged.at(each).status, answered.at(each).status
        if before == after:
            continue
        title = "" if each == basis else f"{scheme.label_basis(each)} "
        if after == UNRESOLVED:
            asks.append(f"thêm câu hỏi {scheme.label_basis(each)}")
        else:
            label = "" if each == basis else f"{title}{scheme.short(after)} "
            parts.append(label + _step(figures[f"{each}.{after}"]))
        if before != UNRESOLVED:
            figure = figures[f"{each}.{before}"]
            parts.append(f"{title}{scheme.short(before)} {figure.count} → {_format_changed(figure, -1)}")
    return AnswerEffect(", ".join(parts + asks) or "không đổi", len(parts))


def _answer(judged: Judged, basis: Basis, status: str) -> Decision:
    found = judged.found[field_of(basis)]
    return Decision(
        record_id=judged.record.commitment.record_id,
        field=field_of(basis),
        value=status,
        expect=label_finding(found.status, found.rule),
        reason="?",
        decided_by="?",
        decided_on=date.min,
    )


def _step(figure: Figure) -> str:
    share = format_percent(round_share(figure.numerator + 1, figure.denominator))
    return f"{figure.count} ({figure.share}) → {_format_changed(figure, 1)} ({share})"


def _format_changed(figure: Figure, by: int) -> str:
    return format_count(figure.numerator + by, zero_padded=figure.zero_padded)
