"""List the open questions, with the effect of each answer on the headline figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from camket.figures.ledger import Figure
from camket.figures.likely import Likely, find_likely
from camket.figures.precedents import Precedent, Precedents
from camket.figures.sensitivity import AnswerEffect, estimate_effects
from camket.intake.joining.record import Record
from camket.judging.classify import Judged
from camket.judging.doubts import describe_doubts
from camket.judging.judge import Finding, judge_text
from camket.judging.judgement import label_finding, promise_of, promise_of_field, quote_texts
from camket.judging.same_claims import SameKey, key_of
from camket.judging.verdict_reasons import rank
from camket.settings.fields import label_of
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, UNRESOLVED, Basis, StatusField, field_of, label_state

# The fields that each basis is derived from; fields in one group compete with one another.
_FIELDS: dict[Basis, tuple[tuple[str, ...], ...]] = {
    "cut_off": (("result_text", "note"), ("self_assessment",), ("appraisal",)),
    "full_year": (("estimate_text",),),
}


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """A finding, with the field and the cell that it stands in."""

    field: str
    place: str
    finding: Finding

    def __str__(self) -> str:
        found = self.finding
        return (
            f"{label_of(self.field)}: {label_state(found.concludes)} – “{found.evidence}” "
            f"({found.rule}: {found.says.lower()})"
        )


def list_findings(record: Record, basis: Basis) -> list[FieldFinding]:
    """All that the texts of a record say for a basis, the finding that counts first."""
    promise = promise_of(record)
    findings: list[FieldFinding] = []
    for together in _FIELDS[basis]:
        found = [
            FieldFinding(name, record.places.get(name, ""), each)
            for name in together
            if (said := record.words_to_judge(name))
            for each in judge_text(said, promise_of_field(name, promise), basis).findings
        ]
        findings += sorted(found, key=lambda each: rank(each.finding.rule))
    return findings


@dataclass(frozen=True, slots=True)
class Question:
    """One status of one record that a person may answer.

    `findings` lists what every claim says and `effects` the effect of each answer. `signs` is empty for an open
    status; for a decided one it lists why it is worth a second look. `key` is equal for texts that say the same,
    `precedents` are the decisions on such texts, `likely` is the likeliest answer.
    """

    judged: Judged
    basis: Basis
    reasons: tuple[str, ...]
    findings: tuple[FieldFinding, ...]
    effects: Mapping[str, AnswerEffect]
    scheme: Scheme
    signs: tuple[str, ...] = ()
    key: SameKey | None = None
    precedents: tuple[Precedent, ...] = ()
    likely: Likely | None = None

    @property
    def record_id(self) -> str:
        """The id of the record."""
        return self.judged.record.commitment.record_id

    @property
    def field(self) -> StatusField:
        """The field of the decision."""
        return field_of(self.basis)

    @property
    def expect(self) -> str:
        """What the program finds by itself; it guards the answer."""
        found = self.judged.found[self.field]
        return label_finding(found.status, found.rule)

    @property
    def question(self) -> str:
        """The question with its reasons."""
        why = "; ".join(self.reasons) or "chưa rõ"
        return f"Kết quả {self.scheme.label_basis(self.basis)} của nội dung này là gì? ({why})"

    @property
    def candidates(self) -> tuple[str, ...]:
        """The possible answers, the likeliest first."""
        others = self.scheme.decided(self.basis)
        first = self.likely.status if self.likely else ""
        return tuple(sorted(others, key=lambda status: status != first))

    @property
    def evidence(self) -> str:
        """All that the unit wrote."""
        return self.judged.record.summary


def list_questions(
    records: Sequence[Judged],
    figures: Mapping[str, Figure],
    period: Period,
    precedents: Callable[[], Precedents] = dict,
    remarks: Mapping[str, str] | None = None,
) -> list[Question]:
    """One question for each unresolved status, the most consequential first.

    `precedents` reads what was decided on texts that say the same; it is called where a question rests on words.
    `remarks` are what units ask to be changed, by record; they are told with the question at the cut-off.

    Records with both statuses open come first, then those whose answers change most headline figures, then
    those of units that signed fewest, then by group; ties keep register order. The questions of a record
    stay together, the cut-off first.
    """
    asked = [
        Question(
            judged,
            basis,
            (*describe_doubts(judged, basis), *_quote_remark(judged, basis, remarks or {})),
            tuple(list_findings(judged.record, basis)),
            estimate_effects(judged, basis, figures, period),
            period.scheme,
            key=key_of(judged, basis),
        )
        for judged in records
        for basis in BASES
        if judged.at(basis).status == UNRESOLVED
    ]
    known = precedents() if any(question.key for question in asked) else {}
    asked = [_suggest(question, known) for question in asked]
    count = Counter(question.record_id for question in asked)
    reach: dict[str, int] = {}
    for question in asked:
        most = max(effect.reach for effect in question.effects.values())
        reach[question.record_id] = max(reach.get(question.record_id, 0), most)
    groups = period.scheme.group_codes

    def consequence(question: Question) -> tuple[int, ...]:
        unit = question.judged.record.commitment.unit
        signed = figures[f"cut_off.total@{unit.code}"].denominator
        name = question.record_id
        return -count[name], -reach[name], signed, groups.index(unit.group)

    return sorted(asked, key=consequence)  # sorting is stable, so equal questions keep the register order


def _quote_remark(judged: Judged, basis: Basis, remarks: Mapping[str, str]) -> Iterator[str]:
    remark = remarks.get(judged.record.commitment.record_id)
    if remark and basis == "cut_off":
        yield describe_remark(remark)


def describe_remark(remark: str) -> str:
    """What a unit asks to be changed on its sheet, as a reason to look at a record."""
    return f"đơn vị đề nghị điều chỉnh: “{remark}”"


def _suggest(question: Question, known: Precedents) -> Question:
    """The question with what was decided on the same words, and the likeliest answer."""
    key = question.key
    decided = tuple(
        each
        for each in (known.get(key, ()) if key else ())
        if each.decision.value in question.scheme.decided(question.basis)
    )
    findings = [each.finding for each in question.findings]
    likely = find_likely(question.judged, question.basis, findings, key, decided, question.scheme)
    return replace(question, precedents=decided, likely=likely)


def quote_said(question: Question) -> str:
    """The words of the unit that a question rests on."""
    return quote_texts(question.judged.record, question.basis)


def describe_effects(question: Question, between: str = "; ") -> str:
    """All candidate answers with their effects."""
    return between.join(
        f"{question.scheme.short(status)}: {question.effects[status].text}" for status in question.candidates
    )
