"""Recognise row kinds by their first words: total, signature, guidance (`headers.toml`)."""

from __future__ import annotations

import re
from functools import cache

from camket.reading.header_words import folded_words, typed_words
from camket.text import fold

_PLACEHOLDER = re.compile(r"[.…\s_-]*")
_SUMMAND = re.compile(r"\d+|[ivxlc]+|[a-d]")


def is_blank(text: str) -> bool:
    """Whether a text is empty or only fills a blank: `………`, `- - -`."""
    return bool(_PLACEHOLDER.fullmatch(text))


def is_row_of(kind: str, text: str) -> bool:
    """Whether a row that begins with `text` is of a kind listed in `headers.toml` ("footer", "guidance")."""
    folded = fold(text)
    return any(folded == words or folded.startswith(words + " ") for words in folded_words("rows")[kind])


def is_signature(text: str) -> bool:
    """Whether a text begins a signature block: `KT. GIÁM ĐỐC`."""
    return text.startswith(tuple(typed_words("rows")["signed_for"]))


def is_total(text: str) -> bool:
    """Whether a text is only "total" with a count: `Tổng cộng: 12 nội dung`, but not `Tổng thu ngân sách`."""
    words = fold(text).split()
    return bool(words) and any(
        words[: len(total)] == total
        and all(word in _counted() or _SUMMAND.fullmatch(word) for word in words[len(total) :])
        for total in (said.split() for said in folded_words("rows")["total"])
    )


@cache
def _counted() -> frozenset[str]:
    """The words that may follow "total" in a total row: "Tổng số: 12 nội dung, nhiệm vụ"."""
    return frozenset(word for words in folded_words("rows")["counted"] for word in words.split())
