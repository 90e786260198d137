"""Quote the reason that a unit gives for a failure (`reasons.toml` has the words that introduce it)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from camket.intake.joining.record import Record
from camket.text import clean, plain

# Fields that may state a reason; the estimate first, because it is about the end of the year.
_FIELDS = ("estimate_text", "result_text", "note")
_STOP = re.compile(r"[;)(\n]|[.!?](?=\s|$)")
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Words:
    cues: re.Pattern[str]
    not_reasons: re.Pattern[str]
    consequences: re.Pattern[str]


def find_reason(record: Record) -> str:
    """The clause in which a unit gives its reason, verbatim; empty if it gives none."""
    return next((reason for name in _FIELDS if (reason := quote_reason(record.words_to_judge(name)))), "")


def quote_reason(text: str) -> str:
    """The first clause that gives a reason, from the word that introduces it to the end of the clause.

    Without such a word, the cause of a stated consequence: "chưa được cấp phép nên không thực hiện được".
    """
    text = clean(text)
    key = plain(text)
    if len(key) != len(text):  # positions in a key of another length would not match the text
        return ""
    words = _load()
    for cue in words.cues.finditer(key):
        end = _STOP.search(key, cue.end())
        said = text[cue.start() : end.start() if end else len(text)].strip(" ,")
        if len(said.split()) >= _FEWEST_WORDS and not words.not_reasons.search(plain(said)):
            return said
    if follows := words.consequences.search(key):
        start = max((stop.end() for stop in _STOP.finditer(key, 0, follows.start())), default=0)
        said = text[start : follows.start()].strip(" ,")
        return said if len(said.split()) >= _FEWEST_WORDS else ""
    return ""


@cache
def _load() -> _Words:
    book = tomllib.loads(files("camket.figures").joinpath("reasons.toml").read_text("utf-8"))
    return _Words(
        cues=re.compile(rf"(?<!\w)(?:{'|'.join(book['cues'])})"),
        not_reasons=re.compile("|".join(book["not_reasons"])),
        consequences=re.compile("|".join(book["consequences"])),
    )
