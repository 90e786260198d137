"""Find words that mark an item as a routine duty or as measurable (`screening.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from camket.text import clean, plain


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of the file, with an example it matches and one it must not match."""

    says: str
    finds: re.Pattern[str]
    example: str
    counter_example: str


@cache
def load_patterns() -> dict[str, tuple[Pattern, ...]]:
    """The patterns of each kind, `routine` and `measurable`, in file order."""
    book = tomllib.loads(files("camket.screening").joinpath("screening.toml").read_text("utf-8"))
    return {
        kind: tuple(
            Pattern(each["says"], re.compile(each["finds"]), each["example"], each["counter_example"])
            for each in entries
        )
        for kind, entries in book.items()
    }


def find_words(kind: str, text: str) -> str:
    """The words of a text that match a kind, as written; empty if none do."""
    text = clean(text)
    key = plain(text)
    for pattern in load_patterns()[kind]:
        if found := pattern.finds.search(key):
            whole = len(key) == len(text)
            return text[found.start() : found.end()] if whole else found[0]
    return ""
