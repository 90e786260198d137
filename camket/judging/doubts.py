"""The doubt of a judgement as a question to a person: the reason, the words in doubt, and what would settle it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from camket.judging.classify import Judged
from camket.judging.judgement import list_texts
from camket.judging.same_claims import list_unread
from camket.judging.verdict_reasons import load_reasons
from camket.settings.states import UNRESOLVED, Basis, field_of

# The rule of a text in which no claim answers the promise.
_NO_RULE = "no_rule"
_MOST_UNREAD = 8
_NOTHING_UNREAD = "không có"


def describe_doubts(judged: Judged, basis: Basis) -> tuple[str, ...]:
    """What is asked of a status: the question of its reason in the place of the sentence that only names the reason.

    What the row itself leaves in doubt, and what two columns say against each other, is asked in its own words.
    """
    found, asks = judged.found[field_of(basis)], judged.reasons.get(basis, ())
    question = load_doubts().get(found.rule)
    if question is None or judged.at(basis) != found or found.status != UNRESOLVED:
        return asks
    texts = list_texts(judged.record, basis)
    if not texts:
        return asks
    unread = [f"“{word}”" for _, said, promise in texts for word in list_unread(said, promise)]
    if len(unread) > _MOST_UNREAD:
        unread = [*unread[:_MOST_UNREAD], "…"]
    signed = judged.record.commitment
    asked = question.format(
        words=found.evidence or " / ".join(said for _, said, _ in texts),
        unread=", ".join(unread) or _NOTHING_UNREAD,
        target=signed.target or signed.content,
    )
    return tuple(asked if _names_only(each, found.rule) else each for each in asks)


def _names_only(ask: str, rule: str) -> bool:
    """Whether a sentence says no more than that a reason was found."""
    if rule == _NO_RULE:
        return ask.startswith("không quy tắc nào kết luận được từ")
    return f": {load_reasons()[rule].says.lower()} (" in ask


@cache
def load_doubts() -> Mapping[str, str]:
    """The questions by the reasons that raise them."""
    return tomllib.loads(files("camket.judging").joinpath("doubts.toml").read_text("utf-8"))
