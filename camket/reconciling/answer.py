"""The result of a check as Vietnamese text, one line per statement, for the terminal and the page."""

from __future__ import annotations

from camket.figures.ledger import Figure
from camket.reconciling.compare import Fact, Reconciliation, Verdict

_ARITHMETIC = {
    "right": "phép tính đúng",
    "wrong": "phép tính sai",
    "unprinted": "không in tỷ lệ",
    "unchecked": "không kiểm tra được phép tính",
}


def describe_verdict(verdict: Verdict) -> str:
    """Describes in one line whether the share is right and whether the ledger agrees."""
    if verdict.agreement == "not_compared":
        return describe_arithmetic(verdict)
    if verdict.agreement == "agrees" and verdict.arithmetic.answer in ("unprinted", "unchecked"):
        return describe_agreement(verdict)
    return f"{describe_arithmetic(verdict)}; {describe_agreement(verdict)}"


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
    """Describes what the report says about the period and whether period.toml agrees."""
    if fact.is_wrong:
        return f"{fact.label}: báo cáo ghi {fact.printed}, period.toml ghi {' hoặc '.join(fact.expected)}"
    return f"{fact.label}: {fact.printed}, khớp"


def describe_summary(found: Reconciliation) -> str:
    """Describes the counts of all results in one line."""
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
    """Returns the whole result as text for the terminal, statements with faults first."""
    lines = []
    for verdict in sorted(found.verdicts, key=lambda verdict: not verdict.is_wrong):
        passage = verdict.statement.passage
        named = " / ".join(part for part in (passage.row, passage.column) if part)
        lines.append(f"{'✗' if verdict.is_wrong else '·'} {passage.place}: {verdict.statement.text}")
        if named:
            lines.append(f"    {named}")
        lines.append(f"    {describe_verdict(verdict)}")
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
    return "\n".join([*lines, describe_summary(found)])


def _printed(figure: Figure) -> str:
    return f"{figure.fraction} ({figure.share})"
