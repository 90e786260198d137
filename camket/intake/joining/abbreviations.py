"""Write abbreviations out by the words that they stand for elsewhere in the lists: "TXNG" is "truy xuất nguồn gốc".

An abbreviation is known where words with its letters stand side by side in an item of the lists. Those that no item
writes out are data (`vocabulary.toml`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from camket.intake.joining.vocabulary import fold_word, load_vocabulary
from camket.text import clean

_SHORT = re.compile(r"(?<![\w./-])[^\W\d_]{2,8}(?![\w./-])")
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")


def write_out(texts: Sequence[str], others: Iterable[str], *, least: int = 3) -> list[str]:
    """The texts with each abbreviation of `least` capitals or more that words of any text explain written out.

    Two capitals are explained by chance, except within two texts that are known to be one.

    >>> write_out(["OCOP áp dụng TXNG"], ["Hệ thống truy xuất nguồn gốc"])
    ['OCOP áp dụng truy xuất nguồn gốc']
    """
    short = {word for text in texts for word in _find_short(text) if len(word) >= least}
    if not short:
        return list(texts)
    phrases = _find_phrases((*texts, *others), short)
    return [_replace(text, phrases) for text in texts]


def _replace(text: str, phrases: Mapping[str, str]) -> str:
    if not any(word in phrases for word in _find_short(text)):
        return text
    return _SHORT.sub(lambda match: phrases.get(match[0], match[0]), clean(text))


@lru_cache(maxsize=16384)
def _find_short(text: str) -> tuple[str, ...]:
    """The words in capitals that the vocabulary does not know; a text that is all in capitals has no abbreviations."""
    if text.isupper():
        return ()
    known = load_vocabulary().same.words
    return tuple(
        word for word in _SHORT.findall(clean(text)) if word.isupper() and fold_word(word) not in known
    )


def _find_phrases(texts: Iterable[str], short: Iterable[str]) -> dict[str, str]:
    """The words that explain each abbreviation: the same in every text, or none."""
    wanted = {_letters(word): word for word in short}
    sizes = {len(word) for word in wanted}
    found: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        initials, words = _read_initials(text)
        for size in sizes:
            for start in range(len(words) - size + 1):
                if (letters := initials[start : start + size]) in wanted:
                    found[wanted[letters]].add(" ".join(words[start : start + size]))
    return {short: phrases.pop() for short, phrases in found.items() if len(phrases) == 1}


@lru_cache(maxsize=16384)
def _read_initials(text: str) -> tuple[str, tuple[str, ...]]:
    """The first letters of a text's words and the words; a sign or an abbreviation stands between words."""
    words = _WORD.findall(clean(text))
    lower = tuple(word.lower() for word in words)
    initials = "".join(
        _letters(word[0]) if word[0].isalpha() and not (len(word) > 1 and word.isupper()) else " "
        for word in words
    )
    return initials, lower


def _letters(text: str) -> str:
    """Capitals without tone marks and hats; "Đ" is no "D"."""
    parts = unicodedata.normalize("NFD", text.upper())
    return "".join(char for char in parts if not unicodedata.combining(char))
