"""The likeliest answer to a question, with what speaks for it. A person gives the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from camket.figures.precedents import Precedent
from camket.judging.classify import Judged
from camket.judging.judge import Finding
from camket.judging.judgement import list_texts, quote_texts
from camket.judging.labelled import Phrase, find_same, read_by_words
from camket.judging.same_claims import SameKey
from camket.settings.scheme import Scheme
from camket.settings.states import UNRESOLVED, Basis, Found, label_state
from camket.text import fold


@dataclass(frozen=True, slots=True)
class Likely:
    """The status that is likeliest, and why."""

    status: str
    why: str


def find_likely(
    judged: Judged,
    basis: Basis,
    findings: Sequence[Finding],
    key: SameKey | None,
    precedents: Sequence[Precedent],
    scheme: Scheme,
) -> Likely | None:
    """What people decided on the same words, of this record earlier in the year or of others; or else what labelled
    phrases of the same claims say, the other claims of the record, the labelled phrases nearest by their words. None
    where nothing speaks for an answer.
    """
    if precedents:
        made = precedents[0].decision
        others = {each.decision.value for each in precedents} - {made.value}
        but = (
            f"; nhưng cũng đã có quyết định khác: {', '.join(map(scheme.short, sorted(others)))}"
            if others
            else ""
        )
        return Likely(made.value, f"đã quyết định như vậy với lời giống thế{but}")
    if before := _decided_before(judged, basis):
        return before
    if key is None:
        return None
    for state, why in _look(judged, basis, findings):
        status = scheme.choose(basis, state, "unknown")
        if status in scheme.decided(basis):
            return Likely(status, why)
    return None


def _decided_before(judged: Judged, basis: Basis) -> Likely | None:
    """What a person decided at an earlier cut-off of the year on the very words that the unit repeats now."""
    earlier = judged.earlier
    if basis != "cut_off" or earlier is None or not (earlier.is_settled and earlier.decided_by):
        return None
    if fold(quote_texts(judged.record, basis)) != fold(earlier.said):
        return None
    return Likely(
        earlier.status, f"{earlier.decided_by} đã quyết định như vậy ở kỳ {earlier.period} với đúng lời này"
    )


def _look(judged: Judged, basis: Basis, findings: Sequence[Finding]) -> Iterator[tuple[Found, str]]:
    texts = list_texts(judged.record, basis)
    same = [phrase for _, said, promise in texts for phrase in find_same(said, promise, basis)]
    definite = [phrase for phrase in same if phrase.state != UNRESOLVED]
    if _agree(definite):
        count = len({phrase.text for phrase in definite})
        yield definite[0].state, f"{count} câu mẫu cùng ý được xếp như vậy, ví dụ “{definite[0].text}”"
    concluded = [finding for finding in findings if finding.concludes != UNRESOLVED]
    if len({finding.concludes for finding in concluded}) == 1:
        shown = label_state(concluded[0].concludes).lower()
        yield concluded[0].concludes, f"lời khác của đơn vị cho thấy {shown}: “{concluded[0].evidence}”"
    # Those who labelled the same claims as open have said that words do not tell.
    asked = () if same else texts
    near = [each for _, said, promise in asked for each in read_by_words(said, promise.target, basis)]
    if _agree(near):
        yield near[0].state, f"{len(near)} câu mẫu gần lời nhất được xếp như vậy, ví dụ “{near[0].text}”"


def _agree(phrases: Sequence[Phrase]) -> bool:
    return len({phrase.state for phrase in phrases}) == 1
