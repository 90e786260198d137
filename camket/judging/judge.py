"""Judge a text: its claims, each weighed against the promise, and the finding that they give together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from camket.intake.tables.options import read_options
from camket.judging.claims import Claim, read_claims
from camket.judging.named import OTHER
from camket.judging.objections import find_objection
from camket.judging.promise import Bearing, Promise
from camket.judging.times import drop_overcome
from camket.judging.verdict import Verdict, Weighed, decide
from camket.judging.verdict_reasons import Reason, load_reasons, rank
from camket.judging.weigh_estimate import decide_estimate, weigh_estimate
from camket.judging.weigh_result import weigh
from camket.judging.words import DOCUMENTS, MEASURED, Clause, Reading, load_words
from camket.settings.states import UNRESOLVED, Basis, Found

# A finding takes some 500 bytes.
_KEPT = 1 << 19
# So many words that no list knows are about something; twice as many where a text says more than that work goes on.
_MANY_WORDS = 8
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a text says: the reason that counts, what it concludes, and the clause that gives it, as written."""

    rule: str
    says: str
    concludes: Found
    evidence: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text as it was judged, for those who ask why."""

    reading: Reading
    weighed: tuple[Weighed, ...]
    finding: Finding | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The finding that counts and, after it, what else the claims say, each reason once."""
        given = {
            weighed.reason: _quote(self.reading, weighed.claim.clause)
            for weighed in reversed(self.weighed)
            if weighed.reason and (self.finding is None or weighed.reason != self.finding.rule)
        }
        others = [_find(reason, evidence) for reason, evidence in given.items()]
        return (self.finding, *sorted(others, key=lambda each: rank(each.rule))) if self.finding else ()


@lru_cache(_KEPT)
def find(text: str, promise: Promise, basis: Basis) -> Finding | None:
    """The finding of a text. A large register repeats its texts, so findings are kept."""
    return judge_text(text, promise, basis).finding


def judge_text(text: str, promise: Promise, basis: Basis = "cut_off") -> JudgedText:
    """A text judged on a basis. Of several options in one cell the ticked one counts."""
    answer = read_options(text)
    words = load_words()
    if answer is not None:
        if answer.problem:
            return JudgedText(words.read(text, promise.goals), (), _find("open", text))
        text = answer.words
    reading = words.read(text, promise.goals, promise.content)
    claims = read_claims(reading)
    if basis == "cut_off":
        weighed = tuple(
            Weighed(each, weigh(each, promise, _find_bearing(each, reading, promise))) for each in claims
        )
        weighed = drop_overcome(weighed, promise, reading)
        verdict = decide(weighed, promise)
    else:
        weighed = tuple(Weighed(each, weigh_estimate(each, promise)) for each in claims)
        verdict = decide_estimate(weighed)
    if verdict and (doubt := _find_doubt(reading, promise, load_reasons()[verdict.reason])):
        verdict = Verdict(doubt, verdict.claim)
    if verdict and basis == "cut_off" and promise.words:
        verdict = find_objection(verdict, weighed, promise, reading) or verdict
    return JudgedText(reading, weighed, _describe(verdict, reading) if verdict else None)


def names_document(text: str) -> bool:
    """Whether a text names a document by its number."""
    return any(DOCUMENTS.intersection(clause.names) for clause in load_words().read(text).clauses)


def _find_bearing(claim: Claim, reading: Reading, promise: Promise) -> Bearing:
    start, end, verb = claim.place(reading)
    return promise.bearing(claim.act, reading.said[start:end], verb - start)


def _find_doubt(reading: Reading, promise: Promise, reason: Reason) -> str:
    """Why a text does not bear its verdict: much of it was not read, or it is about something else."""
    if reason.concludes == UNRESOLVED or not promise.words:
        return ""
    many = _MANY_WORDS if reason.concludes == "running" else 2 * _MANY_WORDS
    others = sum(clause.names.count(OTHER) for clause in reading.clauses if not clause.aside)
    if others < many and others <= reason.most:
        return ""
    quoted = [match.span() for match in _QUOTED.finditer(reading.text)]
    said = [
        (name, reading.text[start:end])
        for clause in reading.clauses
        for name, (start, end) in _without_cause(clause, reason)
        if not clause.aside and not any(first < start < last for first, last in quoted)
    ]
    # Names say nothing of what became of a matter.
    unknown = [word for name, word in said if name == OTHER and word.isalpha() and word.islower()]
    if sum(word not in promise.words for word in unknown) > reason.most:
        return "much_unread"
    if len(unknown) < many or not promise.telling or any(name in MEASURED for name, _ in said):
        return ""
    named = not promise.telling.isdisjoint(reading.said.replace(",", " ").replace(".", " ").split())
    return "" if named else "other_matter"


def _without_cause(clause: Clause, reason: Reason) -> list[tuple[str, tuple[int, int]]]:
    """The words of a clause with their spans; why something failed may be told at length."""
    words = list(zip(clause.names, clause.spans, strict=True))
    if reason.concludes != "failed":
        return words
    return words[: next((place for place, (name, _) in enumerate(words) if name == "DO"), None)]


def _describe(verdict: Verdict, reading: Reading) -> Finding:
    return _find(verdict.reason, _quote(reading, verdict.claim.clause))


def _quote(reading: Reading, number: int) -> str:
    """A clause as written, with the cause before "nên"."""
    first, said = number, reading.said[reading.clauses[number].start :]
    if said.startswith(load_words().lists.concluding):
        first = max((place for place in range(number) if not reading.clauses[place].aside), default=number)
    return reading.quote(first, number)


def _find(reason: str, evidence: str) -> Finding:
    described = load_reasons()[reason]
    return Finding(reason, described.says, described.concludes, evidence, described.weak)
