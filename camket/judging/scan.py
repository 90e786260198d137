"""A text cut into the words of a list, numbers, other words and signs, by one expression."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FIGURE = r"\d(?:[\d.,]*\d)?"

# The kinds of numbers, in the order in which they are tried; all begin with a digit.
NUMBERS = {
    "NGÀY": r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?![\w/])|\d{1,2}/+\d{4}(?![\w/])",
    "SỐ_HIỆU_TỈNH": r"\d+/(?:\d{4}/)?(?:(?:qđ|nq|tb|vp|cv|ct)-?)?(?:ubnd|hđnd|tu(?!\w))[\w.&-]*|\d+-\w{2}/tu(?!\w)",
    "SỐ_HIỆU": r"\d+[/-](?:\d{4}/)?[^\W\d_][\w.&/-]*",
    "PHẦN_TRĂM": rf"{_FIGURE}(?:/{_FIGURE})?\s?%",
    "PHÂN_SỐ": rf"{_FIGURE}\s?(?:/|trên(?: tổng)?(?: số)?(?=\s\d)|trong(?: tổng)?(?: số)?(?=\s\d))\s?{_FIGURE}",
    "KỲ": r"\d{1,2}\stháng(?!\s\d)",
    "NĂM": r"20\d\d(?![\w.,]?\d)",
    "SỐ_KHÔNG": r"0+(?![\w.,]?\d)",
    "SỐ": _FIGURE,
}
_KIND = re.compile("|".join(f"(?P<K{number}>{pattern})" for number, pattern in enumerate(NUMBERS.values())))
_NAMES = tuple(NUMBERS)


def number_kind(word: str) -> str:
    """Which kind of number a word that begins with a digit is."""
    match = _KIND.match(word)
    return _NAMES[int(match.lastgroup[1:])] if match and match.lastgroup else "SỐ"


def make_scanner(words: Iterable[str]) -> re.Pattern[str]:
    """An expression whose `findall` gives a text piece by piece, each with the space after it.

    Of the listed words the longest counts, and only where it ends as a word does.
    """
    numbers = "|".join(f"(?:{pattern})" for pattern in NUMBERS.values())
    return re.compile(rf"(?:(?=\d)(?:{numbers})|{_trie(words)}(?!\w)|\w+|[^\w\s])\s?")


def _trie(words: Iterable[str]) -> str:
    """An expression for any of the words that looks at each letter once."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(tree: dict) -> str:  # type: ignore[type-arg]
    ways = [re.escape(letter) + _branch(node) for letter, node in sorted(tree.items()) if letter]
    if not ways:
        return ""
    made = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{made})?" if "" in tree else made
