"""A finding as decisions name it, and what is said of a decision that no longer holds."""

from __future__ import annotations

from camket.dates import print_date
from camket.inputs.decisions import Decision
from camket.records.record import Record
from camket.settings.scheme import Scheme


def print_finding(status: str, rule: str) -> str:
    """A finding as `expect` in decisions.csv names it: `unresolved:nearly_done`."""
    return f"{status}:{rule}"


def tell_fallen(decision: Decision, status: str, rule: str, record: Record, scheme: Scheme) -> str:
    """Why a decision no longer applies, with what the unit said then and says now."""
    document = f", văn bản {decision.document}" if decision.document else ""
    then = f"đơn vị ghi “{decision.written}”, " if decision.written else ""
    now = f"đơn vị ghi “{record.said}”" if record.said else "đơn vị không ghi gì"
    return (
        f"quyết định ngày {print_date(decision.decided_on)} của {decision.decided_by} "
        f"({scheme.short(decision.value)}; lý do: {decision.reason}{document}) không còn hiệu lực: "
        f"khi quyết định, {then}chương trình xác định {_read(decision.expect, scheme)}; "
        f"nay {now}, chương trình xác định {_read(print_finding(status, rule), scheme)}"
    )


def _read(finding: str, scheme: Scheme) -> str:
    status, _, rule = finding.partition(":")
    return f"{scheme.short(status)} ({rule})" if rule else scheme.short(status)
