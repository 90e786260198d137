"""A text cut into the words of a list, numbers, other words and signs, by one expression."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

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
# How many letters are tried one by one.
_FEW = 12
# The words in them that may stand apart from the figures.
NUMBER_WORDS = ("trên", "trong", "tổng", "số", "tháng")


class Scanner:
    """Cuts texts into pieces: of the listed words the longest counts, and only where it ends as a word does."""

    def __init__(self, words: Iterable[str], numbers: Mapping[str, str] = NUMBERS) -> None:
        number = join_numbers(numbers)
        self._pieces = re.compile(rf"(?:(?=\d){number}|{_trie(words)}(?!\w)|\w+|[^\w\s])\s?")
        self._kind = re.compile(
            "|".join(f"(?P<K{n}>{pattern})" for n, pattern in enumerate(numbers.values()))
        )
        self._names = tuple(numbers)

    def cut(self, text: str) -> list[str]:
        """The pieces of a text, each with the space after it."""
        pieces: list[str] = self._pieces.findall(text)
        return pieces

    def kind(self, piece: str) -> str:
        """Which kind of number a piece that begins with a digit is."""
        match = self._kind.match(piece)
        return self._names[int(match.lastgroup[1:])] if match and match.lastgroup else "SỐ"


def join_numbers(numbers: Mapping[str, str]) -> str:
    """One expression for a number of any kind."""
    return "(?:" + "|".join(f"(?:{pattern})" for pattern in numbers.values()) + ")"


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
    ways = [(re.escape(letter), _branch(node)) for letter, node in sorted(tree.items()) if letter]
    if not ways:
        return ""
    if len(ways) == 1:
        made = "".join(ways[0])
    else:
        # Of hundreds of letters a few ranges are tried before the letters of one.
        some = math.isqrt(len(ways)) + 1
        ranges = [ways[first : first + some] for first in range(0, len(ways), some)]
        made = "|".join(
            f"(?=[{one[0][0]}-{one[-1][0]}])(?:{'|'.join(map(''.join, one))})"
            if len(ways) > _FEW
            else "|".join(map("".join, one))
            for one in ranges
        )
        made = f"(?:{made})"
    return f"(?:{made})?" if "" in tree else made
