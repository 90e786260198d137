"""Questions that are one for a person: those of a unit that did not report, and those of one doubt about a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from camket.figures.questions import Question
from camket.intake.joining.duplicates import REPORTED_TWICE
from camket.settings.states import BASES
from camket.settings.units import Unit

# The place in a file that a reason names: the doubt is about the file.
_PLACE = re.compile(r" › [^;,]*(?:![A-Z]+\d+(?::[A-Z]+\d+)?|dòng \d+|cột \d+)")
_SAID = re.compile(r" ghi “[^”]*”")
_Kind = Literal["unit", "file"]
_Key = tuple[_Kind, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Several questions with one cause: a unit that did not report them, or a doubt about the `file` they stand in."""

    kind: _Kind
    unit: Unit
    file: str
    reasons: tuple[str, ...]
    questions: tuple[Question, ...]

    @property
    def record_ids(self) -> tuple[str, ...]:
        """The records that it is about."""
        return tuple(dict.fromkeys(question.record_id for question in self.questions))

    @property
    def key(self) -> str:
        """How tables name it: `unit:SNV`; for a doubt about a file, with the first record that it concerns."""
        return f"unit:{self.unit.code}" if self.kind == "unit" else f"file:{self.file}:{self.record_ids[0]}"

    @property
    def asks(self) -> str:
        """The one question."""
        count = len(self.record_ids)
        if self.kind == "unit":
            return f"{self.unit.name} không báo cáo {count} nội dung: kết quả là gì, hay chờ đơn vị gửi?"
        name = self.file.removeprefix("submissions/")
        return f"{count} nội dung trong tệp {name} có cùng một điều chưa rõ: {'; '.join(self.reasons)}"

    @property
    def answerable(self) -> tuple[Question, ...]:
        """The questions that one answer may settle: of a unit that did not report, the cut-off before the year.

        A doubt about a file has no answer that fits all that stands in it.
        """
        if self.kind == "file":
            return ()
        first = min(self.questions, key=lambda question: BASES.index(question.basis))
        return tuple(
            each for each in self.questions if (each.basis, each.expect) == (first.basis, first.expect)
        )


def group_questions(questions: Iterable[Question]) -> list[QuestionGroup]:
    """The groups of at least two records, in the order of their first questions."""
    found: dict[_Key, list[Question]] = {}
    for question in questions:
        if key := _key_of(question):
            found.setdefault(key, []).append(question)
    groups = [
        QuestionGroup(kind, own[0].judged.record.commitment.unit, file, reasons, tuple(own))
        for (kind, _, file, reasons), own in found.items()
    ]
    return [group for group in groups if len(group.record_ids) > 1]


def find_groups(questions: Iterable[Question]) -> Mapping[tuple[str, str], QuestionGroup]:
    """The group of each question that is in one, by record and field."""
    return {
        (question.record_id, question.field): group
        for group in group_questions(questions)
        for question in group.questions
    }


def list_same(questions: Sequence[Question]) -> Mapping[tuple[str, str], tuple[Question, ...]]:
    """The other open questions whose texts say the same, by record and field; questions without any are left out."""
    alike: dict[object, list[Question]] = {}
    for question in questions:
        if question.key is not None:
            alike.setdefault((question.key, question.expect), []).append(question)
    return {
        (question.record_id, question.field): tuple(each for each in own if each is not question)
        for own in alike.values()
        for question in own
        if len(own) > 1
    }


def _describe_cause(reason: str) -> str:
    """A reason without what is different from row to row: places, and the two texts of one reported twice."""
    cause = _PLACE.sub("", reason)
    return _SAID.sub("", cause) if cause.startswith(REPORTED_TWICE) else cause


def _key_of(question: Question) -> _Key | None:
    record = question.judged.record
    code = record.commitment.unit.code
    if record.review_reasons:
        reasons = tuple(map(_describe_cause, record.review_reasons))
        return ("file", code, record.source.file, reasons) if record.reported else None
    settled = question.judged.earlier and question.judged.earlier.is_settled
    # What was completed or stopped before is asked about by itself: an answer for all would undo it unseen.
    return None if record.reported or settled else ("unit", code, "", ())
