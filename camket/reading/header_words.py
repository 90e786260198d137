"""The words of `headers.toml`: as they are typed, and as they are compared."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from camket.text import fold_heading


def typed_words(part: str) -> dict[str, list[str]]:
    """The words of a part of the file ("rows", "ticks"), by what they say, as they are typed there."""
    words: dict[str, list[str]] = _data()[part]
    return words


def folded_words(part: str) -> dict[str, list[str]]:
    """The same words after `fold_heading`."""
    return _folded()[part]


@cache
def _folded() -> dict[str, dict[str, list[str]]]:
    return {
        part: {name: [fold_heading(words) for words in synonyms] for name, synonyms in kinds.items()}
        for part, kinds in _data().items()
    }


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("camket.reading").joinpath("headers.toml").read_text("utf-8"))
