"""The words of `headers.toml`: as they are typed, and as they are compared."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from camket.text import fold

# "b) Hoàn thành", "(2) Kết quả": a heading may be counted.
_COUNTED = re.compile(r"\(?(?:\d{1,2}|[A-Za-zĐđ]|[IVXivx]{1,4})[.)]\s*(?=[^\W\d_]{2})")


def typed_words(part: str) -> dict[str, list[str]]:
    """The words of a part of the file ("fields", "rows", "ticks"), by what they say, as they are typed there."""
    words: dict[str, list[str]] = _data()[part]
    return words


def folded_words(part: str) -> dict[str, list[str]]:
    """The same words after `fold_heading`."""
    return _folded()[part]


def fold_heading(text: str) -> str:
    """A heading as its words are compared; "%" is a word of its own: "Hoàn thành (%)"."""
    return fold(without_count(text).replace("%", " phan tram "))


def without_count(text: str) -> str:
    """A heading without the number or letter before it."""
    counted = _COUNTED.match(text)
    return text[counted.end() :] if counted else text


@cache
def _folded() -> dict[str, dict[str, list[str]]]:
    return {
        part: {name: [fold_heading(words) for words in synonyms] for name, synonyms in kinds.items()}
        for part, kinds in _data().items()
    }


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("camket.reading").joinpath("headers.toml").read_text("utf-8"))
