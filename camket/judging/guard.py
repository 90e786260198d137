"""Whether a decision still stands: only while the unit says, and the program finds, what they did then."""

from __future__ import annotations

from camket.dates import print_date
from camket.inputs.decisions import Decision
from camket.records.record import Record
from camket.statuses import Status, call_status
from camket.text import fold


def print_finding(status: Status, rule: str) -> str:
    """A finding as `expect` in decisions.csv names it: `unresolved:nearly_done`."""
    return f"{status}:{rule}"


def holds(decision: Decision, status: Status, rule: str, record: Record) -> bool:
    """Whether a decision applies to what the program finds by itself now.

    Under one rule a unit may say many things, most of all under none (`unresolved:no_rule`), so the words
    that the decision quotes have to stand too; case, marks and signs do not count.
    """
    same_finding = decision.expect in (status, print_finding(status, rule))
    return same_finding and (not decision.said or fold(decision.said) == fold(record.said))


def tell_fallen(decision: Decision, status: Status, rule: str, record: Record) -> str:
    """Why a decision no longer applies, with what the unit said then and says now."""
    document = f", văn bản {decision.document}" if decision.document else ""
    then = f"đơn vị ghi “{decision.said}”, " if decision.said else ""
    now = f"đơn vị ghi “{record.said}”" if record.said else "đơn vị không ghi gì"
    return (
        f"quyết định ngày {print_date(decision.decided_on)} của {decision.decided_by} "
        f"({call_status(decision.value)}; lý do: {decision.why}{document}) không còn hiệu lực: "
        f"khi quyết định, {then}chương trình xác định {_read(decision.expect)}; "
        f"nay {now}, chương trình xác định {_read(print_finding(status, rule))}"
    )


def _read(finding: str) -> str:
    status, _, rule = finding.partition(":")
    return f"{call_status(status)} ({rule})" if rule else call_status(status)
