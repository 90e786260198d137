"""Decisions that cannot both stand, and decisions that need a document they do not name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from camket.dates import print_date
from camket.errors import InputError
from camket.inputs.decisions import Decision, names_document
from camket.judging.classify import Judged
from camket.judging.guard import print_finding
from camket.judging.rulebook import SCORED
from camket.judging.rules import Rules
from camket.statuses import Status, call_basis, call_status

# What a record does not leave by year end; a failure may still be made good, for the reason given.
LASTING: frozenset[Status] = frozenset({"completed", "stopped"})
_VERDICTS = frozenset({"completed", "not_completed"})


def check_decisions(
    decisions: Sequence[Decision], records: Sequence[Judged], rules: Rules, place: str
) -> None:
    """Raises `InputError` that names every decision which cannot stand.

    It differs from another that holds too, moves a record as none can move, or lacks its document.
    """
    made: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        made[decision.record_id, decision.field].append(decision)
    by_id = {judged.record.commitment.record_id: judged for judged in records}
    against = [
        f"{latest.record_id} ({latest.field}): {_tell(earlier)} và {_tell(latest)}"
        for (record_id, _), (*before, latest) in made.items()
        if (earlier := _stands_against(latest, before, by_id[record_id]))
    ]
    if against:
        raise InputError(
            where=place,
            found="hai quyết định trái nhau, cả hai còn hiệu lực: " + "; ".join(against),
            expected="mỗi kết quả của một nội dung có một quyết định còn hiệu lực",
            remedy="xóa dòng không đúng khỏi tệp",
        )
    impossible = [
        f"{judged.record.commitment.record_id}: {call_basis('cut_off')} là {call_status(judged.cut_off.status)}, "
        f"{call_basis('full_year')} là {_tell(judged.decisions['full_year_status'])}"
        for judged in records
        if judged.is_decided("full_year")
        and judged.cut_off.status in LASTING
        and judged.full_year.status != judged.cut_off.status
    ]
    if impossible:
        raise InputError(
            where=place,
            found="quyết định trái với kết quả đến ngày chốt: " + "; ".join(impossible),
            expected="nội dung đã hoàn thành hoặc đã được cho dừng thì cả năm cũng vậy",
            remedy="xóa dòng không đúng khỏi tệp, rồi trả lời lại trong review.xlsx",
        )
    bare = [
        f"{decision.record_id}: {_tell(decision)}"
        for judged in records
        for decision in judged.decisions.values()
        if not names_document(decision.document)
        and judged.is_decided(decision.basis)
        and needs_document(judged, decision.field, decision.value, rules)
    ]
    if bare:
        raise InputError(
            where=place,
            found="không ghi số, ngày văn bản: " + "; ".join(bare),
            expected="số, ngày văn bản của cơ quan thẩm định, hoặc của cấp có thẩm quyền cho dừng",
            remedy="ghi văn bản vào cột document",
        )


def applies(decision: Decision, judged: Judged) -> bool:
    """Whether a decision holds for a judged record, be it the latest one or not."""
    found = judged.found[decision.field]
    return decision.holds(print_finding(found.status, found.rule), judged.record.said)


def _stands_against(latest: Decision, before: Sequence[Decision], judged: Judged) -> Decision | None:
    """The last earlier decision that holds beside the latest and differs from it.

    One that has fallen away in between has ended what stood before it, even where the unit went back to old words.
    """
    for earlier in (latest, *reversed(before)):
        if not applies(earlier, judged):
            return None
        if earlier.value != latest.value:
            return earlier
    return None


def needs_document(judged: Judged, field: str, value: str, rules: Rules) -> bool:
    """Whether an answer is a stop, or the verdict of a body that has to have put it in writing."""
    if value == "stopped":
        return True
    signed = judged.record.commitment
    awaited = judged.found["cut_off_status"].status == "awaiting_appraisal"
    scored = SCORED in rules.kinds(signed.content, signed.target)
    return field == "cut_off_status" and value in _VERDICTS and (awaited or scored)


def _tell(decision: Decision) -> str:
    return f"{call_status(decision.value)} ({decision.decided_by}, {print_date(decision.decided_on)})"
