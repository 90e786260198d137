"""Questions of the review that are not on a status: their rows, and what an answer to them has to match."""

from __future__ import annotations

from camket.exchange.question_sheet import TOGETHER, Asked, Row, mark_text, question_of
from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.pipeline import Prepared
from camket.settings.decision_fields import FIELDS
from camket.settings.decisions import Decision, DecisionKey, last_lines
from camket.settings.scheme import Scheme

_CLOSED = frozenset({TOGETHER})


def make_choice_sheet(name: str, prepared: Prepared) -> dict[DecisionKey, Asked]:
    """What may be chosen in the period `name`, by record and field; what was chosen may be chosen anew."""
    last = last_lines(prepared.other_decisions)
    return {each.key: _make_asked(each, name, last.get(each.key)) for each in prepared.choices}


def _make_asked(question: ChoiceQuestion, name: str, last: Decision | None) -> Asked:
    return Asked(
        question.record_id,
        question.field,
        question.expect,
        question.written,
        seen=mark_choice(name, question, last),
        again=last is not None,
        revocable=last is not None and not last.is_revocation,
        choices=question.choices,
    )


def mark_choice(name: str, question: ChoiceQuestion, last: Decision | None) -> str:
    """A short hash of the period, of what there is to choose from and of the last line on it."""
    decided = f"\n{last.model_dump_json()}" if last else ""
    return mark_text(f"{name}\n{question.expect}\n{question.written}{decided}")


def make_choice_row(question: ChoiceQuestion, asked: Asked, scheme: Scheme) -> Row:
    """The row of an open question."""
    texts = {
        "record_id": question.record_id,
        "field": question.field,
        "expect": question.expect,
        "seen": asked.seen,
        "others": "",
        "code": question.record_id,
        "unit": question.unit_name,
        "content": question.content,
        "about": question_of(FIELDS[question.field], scheme),
        "why": f"- {question.why}",
        "said": "Bấm dấu + ở lề trái để xem từng nội dung." if len(question.about) > 1 else "",
        "likely": "Trả lời ở dòng này thì không còn hỏi về từng nội dung." if len(question.about) > 1 else "",
    }
    return Row(texts, asked.offer(), _CLOSED)
