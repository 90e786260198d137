"""Check all answers together, then add them all to decisions.csv, or none and name every fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from camket.errors import InputError
from camket.exchange.answers import (
    Asking,
    Fault,
    answers_question,
    check_answers,
    confirms,
    make_decisions,
    refuse,
    share_decisions,
)
from camket.exchange.filled_in import FilledIn, read_filled_in, refuse_unknown
from camket.exchange.next_year_workbook import DRAFT_LAYOUT, FOLDER, QUESTION_LAYOUT, make_next_year_sheet
from camket.exchange.possible_answers import find_contradiction, judge_anew
from camket.exchange.question_sheet import Asked
from camket.exchange.review_layout import DECIDED_LAYOUTS, LAYOUTS
from camket.exchange.review_questions import explain_not_asked, make_review_sheet
from camket.exchange.review_workbook import FILE
from camket.exchange.together import Held, find_held
from camket.figures.earlier_decisions import list_others
from camket.figures.freshness import hash_file
from camket.figures.precedents import Precedents, index_precedents, list_own
from camket.figures.questions import Question
from camket.intake.joining.followed import list_owners
from camket.judging.judgement import still_holds
from camket.pipeline import Prepared
from camket.settings.decision_fields import FIELDS, DecisionField
from camket.settings.decisions import (
    Decision,
    DecisionKey,
    add_decisions,
    last_lines,
)
from camket.settings.documents import FOLDER as DOCUMENTS
from camket.settings.documents import find_document, hash_document, name_file
from camket.settings.period import field_days
from camket.settings.project import PeriodFolder
from camket.settings.states import BASES, UNRESOLVED
from camket.text import fold

_ON_STATUSES = (*LAYOUTS.values(), *DECIDED_LAYOUTS.values())
_LAYOUTS = (*_ON_STATUSES, DRAFT_LAYOUT, QUESTION_LAYOUT)


@dataclass(frozen=True, slots=True)
class Applied:
    """The result of applying a workbook: the decisions added, the number of rows applied before, and of questions left.

    `left` is None where the rows are about the next year alone. `fallen` are the ids of what an answer was
    there for already and no longer holds; `skipped` says in Vietnamese what was not read.
    """

    added: tuple[Decision, ...]
    already: int
    fallen: tuple[str, ...]
    left: int | None
    skipped: tuple[str, ...]


class Recorded:
    """The decisions made so far, against which a row is held."""

    def __init__(self, prepared: Prepared) -> None:
        made = (*prepared.decisions, *prepared.other_decisions, *prepared.next_year.settled)
        self._given = {given for each in made for given in (_as_given(each), _without_check(each))}
        self._values = {(each.key, each.value) for each in made}
        self._latest = last_lines(made)
        self._without_document = {
            (judged.record.commitment.record_id, name)
            for judged in prepared.records
            for name in judged.faults
        }

    def has(self, row: FilledIn, asking: Asking) -> bool:
        """Whether all that a row decides is among them.

        A decision that fell away and is made again, on what the unit says now, is a new one.
        """
        asked, latest = asking.asked_of(row), self._latest.get(row.decision_key)
        if (
            asked
            and latest
            and not latest.is_revocation
            and answers_question(row, asked)
            and not self._stands(latest, asked)
        ):
            return False
        if latest and confirms(row):
            return not (asked and asked.proposed) and fold(row.text("checked_by")) == fold(latest.checked_by)
        own, others = make_decisions(row, asking), share_decisions(row, asking)
        return (
            bool(own or others)
            and all(_as_given(each) in self._given for each in own)
            and all((each.key, each.value) in self._values for each in others)
        )

    def _stands(self, latest: Decision, asked: Asked) -> bool:
        return latest.key not in self._without_document and still_holds(latest, asked.expect, asked.written)

    def is_overtaken(self, row: FilledIn, asking: Asking) -> bool:
        """Whether something else has been decided since a row was applied, so that it is to be applied again."""
        asked = asking.asked_of(row)
        if asked is None or not asked.again or not answers_question(row, asked):
            return False
        mine = [
            (each, self._latest.get((each.record_id, each.field))) for each in make_decisions(row, asking)
        ]
        return any(latest is None or _as_given(latest) != _as_given(each) for each, latest in mine)


def _as_given(decision: Decision) -> Decision:
    """A decision as its row in a workbook gives it."""
    return decision.model_copy(update={"written": "", "document_sha256": ""})


def _without_check(decision: Decision) -> Decision:
    """The same of a workbook that has no columns for role and check."""
    return _as_given(decision).model_copy(update={"role": "", "checked_by": ""})


def apply_answers(folder: PeriodFolder, prepared: Prepared, path: Path) -> Applied:
    """Takes the answers of a filled-in workbook into `decisions.csv`, for statuses and for the next year.

    Raises `InputError` that names every faulty cell; then nothing has been written.
    """
    book = read_filled_in(path, path.name, _LAYOUTS)
    if not book.known:
        raise refuse_unknown(path.name, _LAYOUTS)
    asking, recorded = _ask(folder, prepared), Recorded(prepared)
    known: list[FilledIn] = []
    new: list[FilledIn] = []
    for row in book.rows:
        is_known = recorded.has(row, asking) and not recorded.is_overtaken(row, asking)
        (known if is_known else new).append(row)
    made, faults = check_answers(new, asking)
    faults += [*_check_moves(made, prepared), *_check_documents(made, folder)]
    if faults:
        raise refuse(path.name, faults)
    added = [_note_document(decision, folder) for _, decision in made]
    if added:
        add_decisions(folder.raw / "decisions.csv", f"data/raw/{folder.name}/decisions.csv", added)
    no_longer = {(each.record_id, each.field) for each in prepared.questions} | {
        *prepared.next_year.fallen_keys
    }
    fallen = dict.fromkeys(row.decision_key[0] for row in known if row.decision_key in no_longer)
    on_statuses = not book.rows or any(row.layout in _ON_STATUSES for row in book.rows)
    left = _count_left(prepared, added) if on_statuses else None
    return Applied(tuple(added), len(known), tuple(fallen), left, book.skipped)


def refuse_unapplied(folder: PeriodFolder, prepared: Prepared) -> None:
    """Raises `InputError` where a workbook among the outputs holds answers not yet applied: a run replaces it.

    One that cannot be read whole (a password, a column or a sheet gone) may hold some.
    """
    asking, recorded = _ask(folder, prepared), Recorded(prepared)
    for path in _list_workbooks(folder):
        place = f"outputs/{folder.name}/{path.relative_to(folder.outputs).as_posix()}"
        _refuse_unapplied(path, place, folder.name, asking, recorded)


def hash_workbooks(folder: PeriodFolder) -> dict[str, str]:
    """The SHA-256 of each workbook that may hold answers: one that is saved while a run goes on is looked at again."""
    return {path.name: hash_file(path, path.name) for path in _list_workbooks(folder)}


def _list_workbooks(folder: PeriodFolder) -> list[Path]:
    paths = (folder.outputs / FILE, *sorted((folder.outputs / FOLDER).glob("*.xlsx")))
    return [path for path in paths if path.is_file()]


def _refuse_unapplied(path: Path, place: str, period: str, asking: Asking, recorded: Recorded) -> None:
    try:
        book = read_filled_in(path, place, _LAYOUTS)
        if not book.known and path.name == FILE:
            raise refuse_unknown(place, _LAYOUTS[:1])
    except InputError as error:
        raise _may_hold_answers(error.where, error.found) from None
    if book.skipped:
        raise _may_hold_answers(place, "; ".join(book.skipped))
    waiting = [row for row in book.rows if not recorded.has(row, asking)]
    if waiting:
        raise InputError(
            where=f"{place} › {waiting[0].place('answer')}",
            found=f"{len(waiting)} dòng đã ghi trả lời mà chưa áp dụng; chạy lại thì tệp này bị thay",
            expected="các trả lời đã có trong decisions.csv, hoặc tệp để ở nơi khác",
            remedy=f"áp dụng: camket review {period} --apply {place}; hoặc chuyển tệp ra ngoài thư mục outputs",
        )


def _may_hold_answers(where: str, found: str) -> InputError:
    return InputError(
        where=where,
        found=f"{found}: có thể còn trả lời chưa áp dụng; chạy lại thì tệp này bị thay",
        expected="tệp đọc được trọn vẹn, đủ dòng tiêu đề, đủ các cột kể cả cột ẩn",
        remedy="sửa tệp; hoặc chuyển tệp ra ngoài thư mục outputs",
    )


def _ask(folder: PeriodFolder, prepared: Prepared) -> Asking:
    period = folder.name
    open_questions: dict[DecisionKey, Question] = {
        (each.record_id, each.field): each for each in prepared.questions
    }

    @cache
    def read_all_precedents() -> Precedents:
        own = list_own(period, prepared.records, prepared.period)
        return index_precedents([*own, *list_others(folder)])

    def held_of(key: DecisionKey) -> Sequence[Held]:
        return find_held(open_questions[key], read_all_precedents(), prepared.period.scheme)

    def days_of(field: DecisionField) -> tuple[date, date]:
        return field_days(prepared.period, field)

    def explain(key: DecisionKey) -> str:
        return (
            explain_not_asked(key, prepared) if FIELDS[key[1]].is_status else f"{key[0]} không còn được hỏi"
        )

    return Asking(
        {**make_review_sheet(period, prepared), **make_next_year_sheet(prepared.next_year)},
        {commitment.record_id for commitment in prepared.next_year.this_year},
        days_of,
        explain,
        prepared.period.scheme,
        held_of,
        list_owners(judged.record.commitment for judged in prepared.records),
    )


def _check_moves(made: Sequence[tuple[FilledIn, Decision]], prepared: Prepared) -> list[Fault]:
    """Find records whose answers contradict: a status for the full year that cannot follow the one at the cut-off."""
    rows = {decision.record_id: row for row, decision in made}
    anew = judge_anew(prepared, [decision for _, decision in made])
    return [
        Fault(rows[record_id].place("answer"), says)
        for record_id, judged in anew.items()
        if (says := find_contradiction(judged, prepared.period.scheme))
    ]


def _check_documents(made: Sequence[tuple[FilledIn, Decision]], folder: PeriodFolder) -> Iterator[Fault]:
    """The documents that name a file which is not there, or is no longer that of the proposal that is confirmed."""
    for row, decision in made:
        name = name_file(decision.document)
        if name and find_document(folder, name) is None:
            says = f"không có tệp {name} trong data/raw/{folder.name}/{DOCUMENTS} hoặc {DOCUMENTS}"
            yield Fault(row.place("document"), says)
        elif decision.document_sha256 not in ("", hash_document(folder, decision.document)):
            says = f"tệp {name} đã khác tệp khi đề xuất; xem lại rồi ghi đủ dòng trả lời"
            yield Fault(row.place("document"), says)


def _note_document(decision: Decision, folder: PeriodFolder) -> Decision:
    """The decision with the hash of the file that its document names."""
    return decision.model_copy(update={"document_sha256": hash_document(folder, decision.document)})


def _count_left(prepared: Prepared, added: Sequence[Decision]) -> int:
    """How many questions are open once the decisions are applied."""
    anew = judge_anew(prepared, added)
    records = [anew.get(judged.record.commitment.record_id, judged) for judged in prepared.records]
    return sum(judged.at(basis).status == UNRESOLVED for judged in records for basis in BASES)
