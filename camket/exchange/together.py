"""One answer for many: for all texts that say the same, or for all that a unit did not report."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from camket.exchange.filled_in import FilledIn
from camket.exchange.question_sheet import NO, TOGETHER, YES, Asked
from camket.figures.precedents import Precedents
from camket.figures.questions import Question
from camket.judging.judgement import list_texts
from camket.judging.labelled import find_same
from camket.settings.decisions import Decision, names_document
from camket.settings.scheme import Scheme
from camket.settings.states import UNRESOLVED, label_state
from camket.text import fold


@dataclass(frozen=True, slots=True)
class Held:
    """What was decided or labelled before on a text that says the same; the `values` are those that agree with it."""

    values: frozenset[str]
    says: str


def find_held(question: Question, precedents: Precedents, scheme: Scheme) -> list[Held]:
    """The definite answers that texts of the same claims have: earlier decisions and labelled phrases."""
    if question.key is None:
        return []
    found = [
        Held(
            frozenset((each.decision.value,)),
            f"đã có quyết định khác với lời giống thế: {each.describe(scheme)}",
        )
        for each in precedents.get(question.key, ())
    ]
    for _, said, promise in list_texts(question.judged.record, question.basis):
        for phrase in find_same(said, promise, question.basis):
            if phrase.state != UNRESOLVED:
                agree = frozenset(code for code in scheme.codes if scheme.state_of(code) == phrase.state)
                label = label_state(phrase.state).lower()
                found.append(Held(agree, f"câu mẫu cùng ý “{phrase.text}” được xếp là {label}"))
    return found


def read_others(row: FilledIn) -> tuple[str, ...]:
    """The other things that the answer of a row was offered for."""
    return tuple(each.partition(":")[0] for each in row.text("others").split())


def is_for_others(row: FilledIn, signed: Collection[str]) -> bool:
    """Whether the answer of a row is given for others too."""
    return bool(row.text("others")) and (fold(row.text(TOGETHER)) == fold(YES) or stands_for(row, signed))


def stands_for(row: FilledIn, signed: Collection[str]) -> bool:
    """Whether a row stands for others and has no decision of its own: no commitment has its id."""
    return bool(row.text("others")) and row.text("record_id") not in signed


def check_together(
    row: FilledIn, asked: Asked, value: str, held: Sequence[Held]
) -> Iterator[tuple[str, str]]:
    """The faults of an answer that is given for others too, each with its column."""
    if row.text("others") != asked.mark:
        yield "answer", f"{asked.record_id}: các nội dung được trả lời chung nay đã khác so với khi tạo tệp"
        return
    for other in asked.others:
        whose = (other.documents or {}).get(value)
        if whose and not names_document(row.text("document")):
            yield "document", f"{other.record_id} (trả lời chung): thiếu văn bản (số, ngày) {whose}"
    for each in held:
        if value not in each.values:
            yield (
                TOGETHER,
                f"{asked.record_id}: không áp dụng chung được, {each.says}; để trống ô này, trả lời từng nội dung",
            )


def check_choice(row: FilledIn) -> Iterator[tuple[str, str]]:
    """The fault of the cell that says whether an answer is given for others too."""
    said = fold(row.text(TOGETHER))
    if said and said not in (fold(YES), fold(NO)):
        yield TOGETHER, f"“{row.text(TOGETHER)}” không phải một trong: {YES}, {NO}"
    elif said == fold(YES) and not row.text("others"):
        yield TOGETHER, "không có nội dung nào khác để trả lời chung"


def note_together(reason: str, row: FilledIn) -> str:
    """The reason of a decision whose answer is given for others too."""
    return f"{reason} (trả lời chung cho {len(read_others(row)) + 1} nội dung cùng lời)"


def pass_on(decision: Decision, row: FilledIn, asked: Asked | None, alone: bool) -> list[Decision]:
    """The decisions on the others for which a row is answered, each with a reason that says so.

    `alone` says that the row stands for them, so that the decision itself is no record's.
    """
    others = read_others(row)
    count = f"chung cho {len(others)} nội dung đơn vị không báo cáo"
    said = count if alone else f"chung với {decision.record_id}, cùng lời"
    reason = f"{decision.reason} (trả lời {said})"
    written = {each.record_id: each.written for each in (asked.others if asked else ())}
    return [
        decision.model_copy(update={"record_id": each, "reason": reason, "written": written.get(each, "")})
        for each in others
    ]
