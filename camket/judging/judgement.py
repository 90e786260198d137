"""A judgement: the state found with its facts, the status that the scheme makes of it, and the guard of a decision."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from camket.dates import format_date, read_deadline
from camket.intake.joining.record import Record
from camket.judging.judge import Finding, find
from camket.judging.promise import Promise, as_answer, read_promise
from camket.judging.verdict_reasons import load_reasons
from camket.settings.decisions import Decision
from camket.settings.scheme import Scheme
from camket.settings.states import UNRESOLVED, Basis, Found, Lateness, compare_days, judge_undone
from camket.text import fold, plain

# The fields that a status is judged by.
FIELDS: dict[Basis, tuple[str, ...]] = {
    "cut_off": ("result_text", "note", "self_assessment", "appraisal"),
    "full_year": ("estimate_text",),
}
# A large register repeats its texts.
_KEPT = 1 << 18
# Columns that ask for an answer only.
_SEPARATE = frozenset({"self_assessment", "appraisal"})
# The reasons of a status of which a unit says nothing.
_SILENT = frozenset({"not_reported", "no_estimate"})
# How much longer a copy may be by its signs and spaces alone.
_SIGNS_MORE = 10
# "đã hoàn thành ngày 15/9/2022" without a word before it that makes it a plan or a denial.
_DONE_ON = re.compile(
    r"(?<!chưa )(?<!không )(?<!sẽ )(?<!phấn đấu )(?<!dự kiến )"
    r"\b(?:hoàn thành|đưa vào (?:sử dụng|hoạt động|khai thác)|nghiệm thu|bàn giao|khánh thành|thông xe) "
    r"(?:vào |trong |từ )?ngày (\d{1,2})/(\d{1,2})/(\d{4})(?!\d)"
)
# What was promised is the document whose day this is, not one on which it rests.
_ISSUED_ON = re.compile(
    r"(?<!chưa )(?<!sẽ )\b(?:ban hành|phê duyệt|thông qua|công bố)\b"
    r"(?:(?!theo|căn cứ|thực hiện|triển khai)[^;.(]){0,80}?"
    r"\bngày (\d{1,2})/(\d{1,2})/(\d{4})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found: a state with the rule that gave it, the words that decided, and the cell they stand in.

    Its facts are when it was done, where somebody says so, and whether it is late; `status` is what the scheme
    makes of it.
    """

    state: Found
    rule: str
    evidence: str
    place: str = ""
    done_on: date | None = None
    late: Lateness = "unknown"
    status: str = UNRESOLVED


def find_in_field(record: Record, name: str, promise: Promise, basis: Basis) -> Finding | None:
    """What the words of a field that count say of the promise.

    In a separate column one word is an answer, even if it is early or the verdict is not the unit's to give.
    """
    text = record.words_to_judge(name)
    return find(text, promise_of_field(name, promise), basis) if text else None


def promise_of(record: Record) -> Promise:
    """What was promised of a record."""
    return read_promise(record.commitment.content, record.commitment.target)


def list_texts(record: Record, basis: Basis) -> list[tuple[str, str, Promise]]:
    """The texts that a status is judged by: each with its field and the promise that it answers."""
    promise = promise_of(record)
    return [
        (name, said, promise_of_field(name, promise))
        for name in FIELDS[basis]
        if (said := record.words_to_judge(name))
    ]


def quote_texts(record: Record, basis: Basis) -> str:
    """The same fields as the unit filled them in, with a slash between."""
    return " / ".join(text for name in FIELDS[basis] if (text := record.describe_field(name)))


def promise_of_field(name: str, promise: Promise) -> Promise:
    """The promise as the words of a field answer it."""
    return as_answer(promise) if name in _SEPARATE else promise


@lru_cache(_KEPT)
def repeats_promise(said: str, promise: str) -> bool:
    """Whether a text only copies what was signed, which no success can rest on.

    A copy has words enough to be one, or a number; "hoàn thành" and "100%" are answers.
    """
    if len(said) > len(promise) + _SIGNS_MORE:
        return False
    copied, signed = fold(said), fold(promise)
    long_enough = copied.count(" ") >= 2 or (any(map(str.isdigit, copied)) and copied != "100")
    return long_enough and (copied == signed or (copied.count(" ") >= 4 and copied in signed))


def describe_unresolved(what: str, found: Finding) -> list[str]:
    """The questions raised by a finding that decides nothing."""
    return [f"{what}: {found.says.lower()} ({found.evidence})"] if found.concludes == UNRESOLVED else []


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of judging besides the promise: the scheme, the year of the commitments, the day of the cut-off."""

    scheme: Scheme
    year: int | None = None
    cut_off: date | None = None

    def last_day(self, basis: Basis) -> date | None:
        """The day against which a basis measures lateness."""
        if basis == "cut_off":
            return self.cut_off
        return None if self.year is None else date(self.year, 12, 31)


def add_facts(
    found: Judgement, record: Record, basis: Basis, terms: Terms, before: Judgement | None = None
) -> Judgement:
    """A finding with its facts and its status; what was done at the cut-off (`before`) stays as it was then."""
    if found.state == UNRESOLVED:
        return found
    if before and before.state == found.state == "done":
        done_on, late = before.done_on, before.late
    else:
        is_done = found.state == "done" and not before
        done_on = find_completion(record, terms, issued=found.rule == "issued") if is_done else None
        due = find_deadline(record, terms.year)
        late = compare_days(due, done_on)
        if found.state == "running":
            late = judge_undone(due, terms.last_day(basis))
    status = terms.scheme.choose(basis, found.state, late)
    return Judgement(found.state, found.rule, found.evidence, found.place, done_on, late, status)


def find_deadline(record: Record, year: int | None) -> date | None:
    """The last day of the deadline that was signed, where it names one."""
    return None if year is None else _read_due_day(record.commitment.deadline, year)


@lru_cache(_KEPT)
def _read_due_day(deadline: str, year: int) -> date | None:
    return read_deadline(deadline, year=year)


def judge_by_decision(
    status: str, rule: str, evidence: str, record: Record, basis: Basis, terms: Terms
) -> Judgement:
    """The judgement that a person's decision makes, with the facts that the status implies or that are known."""
    made = Judgement(terms.scheme.state_of(status), rule, evidence, "decisions.csv")
    known = add_facts(made, record, basis, terms)
    said = terms.scheme.lateness_of(status)
    return replace(known, status=status, late=known.late if said == "unknown" else said)


def find_completion(record: Record, terms: Terms, *, issued: bool = False) -> date | None:
    """The day of completion: from its own column, or else from the result.

    Where a document was promised and is `issued`, its day counts. None if the result names no day, several, or one
    after the cut-off.
    """
    done_on = record.completed_on or _read_completion(record, issued=issued)
    return None if done_on and terms.cut_off and done_on > terms.cut_off else done_on


def find_completion_after(record: Record, cut_off: date | None, *, issued: bool = False) -> date | None:
    """The day of completion that is named, if it is after the cut-off: what is done then was not done at it."""
    done_on = record.completed_on or _read_completion(record, issued=issued)
    return done_on if done_on and cut_off and done_on > cut_off else None


def _read_completion(record: Record, *, issued: bool) -> date | None:
    """The one day of completion that the result names."""
    said = plain(record.result_text)
    named = [*_DONE_ON.findall(said), *(_ISSUED_ON.findall(said) if issued else ())]
    days = {(int(year), int(month), int(day)) for day, month, year in named}
    if len(days) != 1:
        return None
    try:
        return date(*days.pop())
    except ValueError:
        return None


def label_finding(status: str, rule: str) -> str:
    """A finding as `expect` in decisions.csv names it: `unresolved:nearly_done`."""
    return f"{status}:{rule}"


def still_holds(decision: Decision, found: str, written: str) -> bool:
    """Whether a decision applies to a finding as `label_finding` names it, and to what the unit writes now.

    A status that expects a reason of earlier rules, which nothing gives any more, is held against the status alone.
    """
    status, _, reason = decision.expect.partition(":")
    if reason and decision.definition.is_status and reason not in load_reasons():
        decision = decision.model_copy(update={"expect": status})
    return decision.holds(found, written)


def answers_silence(decision: Decision) -> bool:
    """Whether a person decided where the unit had said nothing at all."""
    return decision.expect.partition(":")[2] in _SILENT and not decision.written


def describe_fallen(decision: Decision, status: str, rule: str, record: Record, scheme: Scheme) -> str:
    """Why a decision no longer applies, with what the unit said then and says now."""
    then = f"đơn vị ghi “{decision.written}”, " if decision.written else ""
    now = f"đơn vị ghi “{record.summary}”" if record.summary else "đơn vị không ghi gì"
    return (
        f"quyết định {_describe(decision, scheme)} không còn hiệu lực: "
        f"khi quyết định, {then}chương trình xác định {_read(decision.expect, scheme)}; "
        f"nay {now}, chương trình xác định {_read(label_finding(status, rule), scheme)}"
    )


def describe_without_document(decision: Decision, fault: str, scheme: Scheme) -> str:
    """Why a decision no longer applies whose document's file changed or is gone."""
    return f"quyết định {_describe(decision, scheme)} không còn hiệu lực: {fault}"


def describe_proposed(decision: Decision, scheme: Scheme) -> str:
    """The proposal that a second person has yet to check."""
    what = "đề xuất thu hồi quyết định" if decision.is_revocation else "đề xuất"
    return f"đã có {what} {_describe(decision, scheme)}, chờ người thứ hai kiểm tra"


def _describe(decision: Decision, scheme: Scheme) -> str:
    """A decision with its day, person, value, reason and document."""
    document = f", văn bản {decision.document}" if decision.document else ""
    value = f"{scheme.short(decision.value)}; " if decision.value else ""
    return (
        f"ngày {format_date(decision.decided_on)} của {decision.decided_by} "
        f"({value}lý do: {decision.reason}{document})"
    )


def _read(finding: str, scheme: Scheme) -> str:
    status, _, rule = finding.partition(":")
    return f"{scheme.short(status)} ({rule})" if rule else scheme.short(status)
