"""Checks that decisions.csv was only appended to since the last run.

A guard that moved from the reason into its own column is no change: both read as the same decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from camket.inputs.decisions import Decision, read_lines
from camket.inputs.project import PeriodFolder


def read_decision_lines(folder: PeriodFolder) -> tuple[Decision, ...]:
    """Reads all decisions in the order of their lines, including those that later lines replace.

    Raises `InputError` for an invalid line.
    """
    lines = read_lines(folder.raw / "decisions.csv", f"data/raw/{folder.name}/decisions.csv")
    return tuple(decision for _, decision in lines)


def find_rewritten(recorded: Sequence[Decision], now: Sequence[Decision]) -> list[str]:
    """Returns one sentence for each recorded line that was edited or removed, or one if the order changed."""
    gone = Counter(recorded) - Counter(now)
    new = list((Counter(now) - Counter(recorded)).elements())
    said = []
    for number, decision in enumerate(recorded, start=1):
        if not gone[decision]:
            continue
        gone[decision] -= 1
        edited = next((other for other in new if _has_same_field(decision, other)), None)
        if edited is None:
            said.append(f"quyết định thứ {number} bị xóa: {_describe(decision)}")
        else:
            new.remove(edited)
            said.append(
                f"quyết định thứ {number} bị sửa: {_describe(decision)}; {_differences(decision, edited)}"
            )
    if not said and not _keeps_order(recorded, now):
        said.append("thứ tự các quyết định đã ghi bị đổi (quyết định sau thay quyết định trước)")
    return said


def _has_same_field(one: Decision, other: Decision) -> bool:
    return (one.record_id, one.field) == (other.record_id, other.field)


def _keeps_order(recorded: Sequence[Decision], now: Sequence[Decision]) -> bool:
    rest = iter(now)
    return all(decision in rest for decision in recorded)


def _describe(decision: Decision) -> str:
    return (
        f"{decision.record_id} › {decision.field} = {decision.value} "
        f"({decision.decided_by}, {decision.decided_on:%d/%m/%Y})"
    )


def _differences(before: Decision, after: Decision) -> str:
    return "; ".join(
        f"{name}: “{getattr(before, name)}” → “{getattr(after, name)}”"
        for name in Decision.model_fields
        if getattr(before, name) != getattr(after, name)
    )
