"""The open questions: what a person is asked, with what each answer would do to the headline figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camket.figures.ledger import Figure
from camket.judging.classify import Judged
from camket.numerals import print_count, print_percent, round_half_up, share
from camket.statuses import BASES, DECIDED, UNRESOLVED, Basis, Status, short_label


@dataclass(frozen=True, slots=True)
class Question:
    """One status of one record that waits for a person."""

    judged: Judged
    basis: Basis
    question: str
    evidence: str
    moves: Mapping[Status, str]

    @property
    def candidates(self) -> tuple[Status, ...]:
        """The answers that may be given."""
        return DECIDED[self.basis]


def list_questions(records: Sequence[Judged], figures: Mapping[str, Figure]) -> list[Question]:
    """One question for each unresolved status, in register order, the cut-off before the full year."""
    return [
        _ask(judged, basis, figures)
        for judged in records
        for basis in BASES
        if judged.at(basis).status == UNRESOLVED
    ]


def _ask(judged: Judged, basis: Basis, figures: Mapping[str, Figure]) -> Question:
    record = judged.record
    at = "đến ngày chốt" if basis == "cut_off" else "ước cả năm"
    reasons = "; ".join(judged.review_reasons) or "chưa rõ"
    texts = {
        "kết quả": record.result_text,
        "tự đánh giá": record.self_assessment,
        "ước cả năm": record.estimate_text,
        "ghi chú": record.note,
    }
    return Question(
        judged=judged,
        basis=basis,
        question=f"Kết quả {at} của nội dung này là gì? ({reasons})",
        evidence=" | ".join(f"{name}: {text}" for name, text in texts.items() if text),
        moves={status: _move(figures[f"{basis}.{status}"]) for status in DECIDED[basis]},
    )


def _move(figure: Figure) -> str:
    after = figure.numerator + 1
    exact = share(after, figure.denominator)
    percent = "–" if exact is None else print_percent(round_half_up(exact))
    count = print_count(after, zero_padded=figure.zero_padded)
    return f"{figure.count} ({figure.share}) → {count} ({percent})"


def print_moves(question: Question) -> str:
    """All candidate answers with what each does, in one cell."""
    return "; ".join(f"{short_label(status)}: {move}" for status, move in question.moves.items())
