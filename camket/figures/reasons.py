"""Why something will not be completed, in the unit's own words (`reasons.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from camket.records.record import Record
from camket.text import clean, plain

# Where a unit says why: the estimate first, it speaks of the year's end.
_FIELDS = ("estimate_text", "result_text", "note")
_END = re.compile(r"[;)(\n]|[.!?](?=\s|$)")
_FEWEST_WORDS = 3


def find_reason(record: Record) -> str:
    """The clause in which a unit gives its reason, as it stands there; empty where it gives none."""
    return next((reason for name in _FIELDS if (reason := quote_reason(record.words(name)))), "")


def quote_reason(text: str) -> str:
    """The first clause of a text that gives a reason, from the word that introduces it to the clause's end."""
    text = clean(text)
    key = plain(text)
    if len(key) != len(text):  # a key of another length would not show where the words stand
        return ""
    cues, not_reasons = _load()
    for cue in cues.finditer(key):
        end = _END.search(key, cue.end())
        until = end.start() if end else len(key)
        said = text[cue.start() : until].strip(" ,")
        if len(said.split()) >= _FEWEST_WORDS and not not_reasons.search(plain(said)):
            return said
    return ""


@cache
def _load() -> tuple[re.Pattern[str], re.Pattern[str]]:
    book = tomllib.loads(files("camket.figures").joinpath("reasons.toml").read_text("utf-8"))
    return (
        re.compile(rf"(?<!\w)(?:{'|'.join(book['cues'])})"),
        re.compile("|".join(f"(?:{words})" for words in book["not_reasons"])),
    )
