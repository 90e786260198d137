"""Texts that say the same: equal claims against the same kind of promise have equal keys.

A key holds what judging read. What it did not read may mean anything, so that where a doubt comes from such words, or a
claim consists of them, the words themselves are part of the key; so are numbers that do not reach their target.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from camket.judging.claims import Claim
from camket.judging.classify import DECISION_FALLEN, Judged
from camket.judging.grammar import load_grammar
from camket.judging.judge import JudgedText, judge_text
from camket.judging.judgement import list_texts
from camket.judging.named import OTHER
from camket.judging.promise import Promise
from camket.judging.words import COMMA, Reading, load_words
from camket.numerals import format_percent
from camket.settings.states import Basis, field_of
from camket.text import plain

_GRAMMAR = load_grammar()
# Tokens of a claim that change what it says of the promise; the others name things.
TELLING = frozenset().union(
    *(
        _GRAMMAR[name]
        for name in (
            "acts", "bodies", "measured", "uncounted", "numbered", "verdicts", "steps", "adverse", "first_papers",
            "in_year",
        )
    )
)  # fmt: skip
# Numbers whose figure counts, and terms whose day does where the whole year is judged.
_BY_FIGURE = (_GRAMMAR["uncounted"] | _GRAMMAR["measured"]) - _GRAMMAR["met"] - {"TRONG_MỨC"}
_BY_DAY = frozenset({"NGÀY", "MỐC", "NĂM", "KỲ"})
# Reasons that rest on words which no list knows.
_OF_UNREAD_WORDS = frozenset({"much_unread", "other_matter", "unexplained", "unaccounted"})
# So many words in no list name the thing that an act is done to; more of them say something about it.
_NAMING = 6

# The place of the reason in a claim.
_REASON = 0
SaidClaim = tuple[str | bool | tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TextKey:
    """What a text says of a kind of promise: its claims with their reasons, and the words that they leave unread.

    `doubted` are all of its unread words where the finding rests on these.
    """

    kind: str
    claims: tuple[SaidClaim, ...]
    words: tuple[str, ...]
    reason: str
    doubted: tuple[str, ...]

    def claims_same(self, other: TextKey) -> bool:
        """Whether both claim the same of the same kind of promise, whatever was concluded, and claim something."""
        says = any(claim[_REASON] for claim in self.claims)
        return says and (self.kind, self.claims, self.words) == (other.kind, other.claims, other.words)


@dataclass(frozen=True, slots=True)
class SameKey:
    """What the texts of a record say for a basis; records with the same key may be answered together.

    `rule` is what the program finds by itself, `before` the state found at the cut-off where the year is judged.
    """

    basis: Basis
    rule: str
    before: str
    progress: str
    texts: tuple[tuple[str, TextKey], ...]


def key_of(judged: Judged, basis: Basis) -> SameKey | None:
    """The key of a record; None where its words do not raise the question: its row is in doubt, it says nothing, a
    decision on it has fallen away, or an earlier period had settled it.
    """
    record = judged.record
    if basis == "cut_off" and judged.earlier and judged.earlier.is_settled:
        return None
    if not record.reported or record.review_reasons or judged.at(basis).rule == DECISION_FALLEN:
        return None
    texts = tuple((name, read_key(said, promise, basis)) for name, said, promise in list_texts(record, basis))
    if not texts:
        return None
    percent = record.progress_percent if basis == "cut_off" else None
    return SameKey(
        basis,
        judged.found[field_of(basis)].rule,
        judged.found["cut_off_status"].status if basis == "full_year" else "",
        format_percent(percent) if percent is not None else "",
        texts,
    )


def read_key(text: str, promise: Promise, basis: Basis) -> TextKey:
    """The key of one text against a promise."""
    judged = judge_text(text, promise, basis)
    reason = judged.finding.rule if judged.finding else ""
    claims = tuple(_describe(claim, each, judged, basis) for claim, each in judged.weighed)
    said = judged.reading.said
    all_words = not any(each for _, each in judged.weighed) or reason in _OF_UNREAD_WORDS
    doubted = (said[start:end] for start, end in _other_words(judged.reading)) if all_words else ()
    return TextKey(promise.kind, claims, tuple(_words(judged)), reason, tuple(doubted))


def list_unread(text: str, promise: Promise) -> list[str]:
    """The words of a text that neither a list nor the promise knows, those that follow one another as one, each once.

    Names and numbers are left out.
    """
    reading = load_words().read(text, promise.goals, promise.content)
    runs: list[tuple[int, int]] = []
    for start, end in _unread(reading, promise):
        if runs and reading.text[runs[-1][1] : start] == " ":
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return list(dict.fromkeys(reading.text[start:end] for start, end in runs))


def share_unread(text: str, promise: Promise) -> float:
    """The share of the words and numbers of a text that neither a list nor the promise knows."""
    reading = load_words().read(text, promise.goals, promise.content)
    count = sum(len(clause.names) for clause in reading.clauses)
    return sum(1 for _ in _unread(reading, promise)) / count if count else 0.0


def _unread(reading: Reading, promise: Promise) -> Iterator[tuple[int, int]]:
    for start, end in _other_words(reading):
        word = reading.text[start:end]
        if word.islower() and plain(word) not in promise.words:
            yield start, end


def _describe(claim: Claim, reason: str, judged: JudgedText, basis: Basis) -> SaidClaim:
    by_figure = _BY_FIGURE | (_BY_DAY if basis == "full_year" else frozenset())
    said = judged.reading.said
    figures = (said[start:end] for name, (start, end) in _tokens(judged.reading, claim) if name in by_figure)
    return (
        reason, claim.act, claim.aspect, claim.polarity, claim.modality, claim.role, claim.by, claim.contrast,
        tuple(sorted(claim.limits)), tuple(sorted(claim.tokens & TELLING)), tuple(figures),
    )  # fmt: skip


def _words(judged: JudgedText) -> Iterator[str]:
    """The unread words that may say something, in their order: all those of a claim that names no known act or that
    nothing explains; of others those after a comma, and all where they are too many to name a thing.
    """
    reading = judged.reading
    for claim, given in judged.weighed:
        tokens = list(_tokens(reading, claim))
        unread = [span for name, span in tokens if name == OTHER]
        if claim.act and given not in _OF_UNREAD_WORDS and len(unread) <= _NAMING:
            comma = next((span[0] for name, span in tokens if name == COMMA), claim.place(reading)[1])
            unread = [span for span in unread if span[0] > comma]
        yield from (reading.said[start:end] for start, end in unread)


def _tokens(reading: Reading, claim: Claim) -> Iterator[tuple[str, tuple[int, int]]]:
    """The tokens of a claim with their places."""
    clause = reading.clauses[claim.clause]
    start, end, _ = claim.place(reading)
    for name, span in zip(clause.names, clause.spans, strict=True):
        if start <= span[0] < end:
            yield name, span


def _other_words(reading: Reading) -> Iterator[tuple[int, int]]:
    """The places of the words that are in no list."""
    for clause in reading.clauses:
        for name, (start, end) in zip(clause.names, clause.spans, strict=True):
            if name == OTHER and any(map(str.isalpha, reading.said[start:end])):
                yield start, end
