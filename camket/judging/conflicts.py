"""Find decisions on two fields that contradict each other, and decisions that lack a required document."""

from __future__ import annotations

from collections.abc import Sequence

from camket.dates import format_date
from camket.errors import InputError
from camket.judging.classify import Judged
from camket.judging.promise import SCORED, read_promise
from camket.settings.decisions import Decision, names_document
from camket.settings.scheme import Scheme

_VERDICTS = frozenset({"done", "failed"})


def check_decisions(records: Sequence[Judged], place: str, scheme: Scheme) -> None:
    """Raises `InputError` that names every decision that moves a record as none can move, or lacks its document."""
    impossible = [
        f"{judged.record.commitment.record_id}: {scheme.label_basis('cut_off')} là "
        f"{scheme.short(judged.cut_off.status)}, "
        f"{scheme.label_basis('full_year')} là {_describe_decision(judged.decisions['full_year_status'], scheme)}"
        for judged in records
        if judged.is_decided("full_year")
        and scheme.is_final(judged.cut_off.status)
        and not scheme.may_follow(judged.cut_off.status, judged.full_year.status)
    ]
    if impossible:
        raise InputError(
            where=place,
            found="quyết định trái với kết quả đến ngày chốt: " + "; ".join(impossible),
            expected=_describe_final(scheme),
            remedy="thêm dòng thay dòng không đúng: cùng record_id, field, value đúng (để trống value là thu hồi)",
        )
    bare = [
        f"{decision.record_id}: {_describe_decision(decision, scheme)}"
        for judged in records
        for decision in judged.decisions.values()
        if not names_document(decision.document)
        and judged.is_decided(decision.basis)
        and needs_document(judged, decision.field, decision.value, scheme)
    ]
    if bare:
        raise InputError(
            where=place,
            found="không ghi số, ngày văn bản: " + "; ".join(bare),
            expected="số, ngày văn bản của cơ quan thẩm định, hoặc của cấp có thẩm quyền cho dừng",
            remedy="thêm dòng như dòng cũ, có văn bản ở cột document",
        )


def needs_document(judged: Judged, field: str, value: str, scheme: Scheme) -> bool:
    """Whether an answer needs one by the scheme, as a stop, or is the verdict of a body that has it in writing."""
    if scheme.needs_document(value):
        return True
    signed = judged.record.commitment
    awaited = judged.found["cut_off_status"].state == "waiting"
    scored = read_promise(signed.content, signed.target).kind == SCORED
    verdict = value in scheme.codes and scheme.state_of(value) in _VERDICTS
    return field == "cut_off_status" and verdict and (awaited or scored)


def _describe_decision(decision: Decision, scheme: Scheme) -> str:
    return f"{scheme.short(decision.value)} ({decision.decided_by}, {format_date(decision.decided_on)})"


def _describe_final(scheme: Scheme) -> str:
    said = [
        f"{status.short} thì cả năm là {' hoặc '.join(map(scheme.short, status.then))}"
        for status in scheme.statuses
        if status.final and status.then
    ]
    return "; ".join(said)
