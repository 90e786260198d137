"""What was found, in words: one line a statement, for the terminal and for the page."""

from __future__ import annotations

from camket.figures.ledger import Figure
from camket.reconciling.compare import Fact, Reconciliation, Verdict

_ARITHMETIC = {
    "right": "phép tính đúng",
    "wrong": "phép tính sai",
    "unprinted": "không in tỷ lệ",
    "unchecked": "không kiểm tra được phép tính",
}


def judged_words(verdict: Verdict) -> str:
    """Whether the share is right and whether the ledger says the same, in one line."""
    if verdict.agreement == "agrees" and verdict.arithmetic.answer in ("unprinted", "unchecked"):
        return agreement_words(verdict)
    return f"{arithmetic_words(verdict)}; {agreement_words(verdict)}"


def arithmetic_words(verdict: Verdict) -> str:
    """Whether the share is right, and what it should be."""
    said = _ARITHMETIC[verdict.arithmetic.answer]
    return f"{said}: {verdict.arithmetic.remark}" if verdict.arithmetic.remark else said


def agreement_words(verdict: Verdict) -> str:
    """Whether the statement says what the ledger says, and what that is."""
    if verdict.agreement == "not_ours":
        return "không nói về số liệu của kỳ này"
    if verdict.agreement == "agrees":
        return f"khớp {verdict.figures[0].id}"
    known = " hoặc ".join(f"{figure.id}: {_printed(figure)}" for figure in verdict.figures)
    return f"KHÁC số liệu: {known}"


def fact_words(fact: Fact) -> str:
    """What the report says of the period, and whether the period says the same."""
    if fact.is_wrong:
        return f"{fact.says}: báo cáo ghi {fact.said}, period.toml ghi {' hoặc '.join(fact.expected)}"
    return f"{fact.says}: {fact.said}, khớp"


def summary_words(found: Reconciliation) -> str:
    """The counts of what was found, in one line."""
    agreeing = sum(verdict.agreement == "agrees" for verdict in found.verdicts)
    differing = sum(verdict.agreement == "differs" for verdict in found.verdicts)
    wrong = sum(verdict.arithmetic.answer == "wrong" for verdict in found.verdicts)
    sums = sum(total.is_wrong for total in found.sums)
    facts = sum(fact.is_wrong for fact in found.facts)
    return (
        f"{len(found.verdicts)} câu có số đếm: {agreeing} khớp, {differing} khác số liệu, {wrong} sai phép tính; "
        f"{sums} tổng không khớp; {facts} thông tin khác period.toml"
    )


def print_answer(found: Reconciliation) -> str:
    """Everything, for the terminal: what has to be mended first, then the rest."""
    lines = []
    for verdict in sorted(found.verdicts, key=lambda verdict: not verdict.is_wrong):
        passage = verdict.statement.passage
        named = " / ".join(part for part in (passage.row, passage.column) if part)
        lines.append(f"{'✗' if verdict.is_wrong else '·'} {passage.place}: {verdict.statement.text}")
        if named:
            lines.append(f"    {named}")
        lines.append(f"    {judged_words(verdict)}")
    lines += [
        f"{'✗' if total.is_wrong else '·'} cộng các phần: {remark}"
        for total in found.sums
        for remark in total.remarks()
    ]
    lines += [
        f"{'✗' if fact.is_wrong else '·'} {fact.passage.place}: {fact_words(fact)}" for fact in found.facts
    ]
    if found.unmentioned:
        lines.append("Số liệu chính mà báo cáo không nêu:")
        lines += [f"    {figure.id}: {_printed(figure)} {figure.label}" for figure in found.unmentioned]
    return "\n".join([*lines, summary_words(found)])


def _printed(figure: Figure) -> str:
    return f"{figure.fraction} ({figure.share})"
