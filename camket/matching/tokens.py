"""A content cut into tokens, with one way of writing for each phrase, and which of them are parts of proper names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from camket.matching.vocabulary import load_vocabulary, split_tokens
from camket.text import clean, fold, plain

_GLUED_YEAR = re.compile(r"(?<=[^\W\d_])(?=20[1-4]\d(?!\d))")
_SENTENCE_ENDS = frozenset(".;:!?–-+•(/")
QUOTES = frozenset("“”\"'‘’")
_LONGEST_QUOTED = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign: as written, folded (a sign as it is), with its marks, and whether it is of a name."""

    text: str
    key: str
    plain: str
    named: bool


def read_tokens(text: str) -> list[Token]:
    """The tokens of a text, abbreviations written out.

    A name begins with a capital and is no word of office ("Ủy ban", "Quyết định"), or stands in quotation marks;
    in a text that is all in capitals none is known. The first word of a sentence is one only before another.
    """
    written = _write_the_same(split_tokens(_GLUED_YEAR.sub(" ", clean(text))))
    tokens = [each for each, _ in written]
    plains = [plain(each) for each in tokens]
    named = [False] * len(tokens)
    if not text.isupper():
        named = _find_capitals(tokens, plains)
    for start, end in _find_quoted(tokens):
        named[start:end] = [token[0].isalnum() for token in tokens[start:end]]
    return [
        Token(token, key, marked, part)
        for (token, key), marked, part in zip(written, plains, named, strict=True)
    ]


def _write_the_same(tokens: list[str]) -> list[tuple[str, str]]:
    """The tokens with their keys, each phrase that has another way of writing in that one."""
    same = load_vocabulary().same
    keys = [_key(token) for token in tokens]
    written: list[tuple[str, str]] = []
    last = 0
    for start, end, instead in same.find_all(keys):
        written += zip(tokens[last:start], keys[last:start], strict=True)
        written += [(token, _key(token)) for token in instead]
        last = end
    return written + list(zip(tokens[last:], keys[last:], strict=True))


def _key(token: str) -> str:
    return fold(token) or token


def _find_capitals(tokens: list[str], plains: list[str]) -> list[bool]:
    no_names = load_vocabulary().no_names
    named = [token[0].isupper() and (len(token) == 1 or not token.isupper()) for token in tokens]
    begins = [not place or tokens[place - 1] in _SENTENCE_ENDS for place in range(len(tokens))]
    for start, end, _ in no_names.find_all(plains):
        # "Quý" is a part of "xã Mỹ Quý".
        inside = start and named[start - 1] and not begins[start - 1]
        if end - start > 1 or not inside:
            named[start:end] = [False] * (end - start)
    for place in range(len(tokens)):
        if begins[place] and not (place + 1 < len(tokens) and named[place + 1]):
            named[place] = False
    return named


def _find_quoted(tokens: list[str]) -> list[tuple[int, int]]:
    """What stands between quotation marks, as the names of models and movements do."""
    marks = [place for place, token in enumerate(tokens) if token in QUOTES]
    return [
        (start + 1, end)
        for start, end in zip(marks[::2], marks[1::2], strict=False)
        if end - start <= _LONGEST_QUOTED + 1
    ]
