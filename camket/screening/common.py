"""The tasks that were given to every unit and do not count: whether an item is one of them, in whatever words.

Source: Report 158/BC-SKHĐT, footnote 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from camket.text import plain

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class CommonTask:
    """The common task that an item says, how much of its words (0–1), and the words that both have."""

    task: str
    share: float
    words: str


def find_common_task(text: str, tasks: Sequence[str]) -> CommonTask | None:
    """The common task that a text is likest to, or None where it has none of the words of any.

    The share is the mean of two: of the task's words that the text has, and of its pairs of neighbouring
    words. Order and further words of the text do not count.
    """
    found = [
        CommonTask(task, share, words) for task in tasks for share, words in [_compare(text, task)] if share
    ]
    return max(found, key=lambda each: each.share, default=None)


def _compare(text: str, task: str) -> tuple[float, str]:
    said, own = _words(text), _words(task)
    both = [word for word in dict.fromkeys(own) if word in said]
    pairs, own_pairs = set(pairwise(said)), list(dict.fromkeys(pairwise(own)))
    if not both or not own_pairs:
        return 0.0, ""
    shared = sum(pair in pairs for pair in own_pairs)
    return (len(both) / len(set(own)) + shared / len(own_pairs)) / 2, " ".join(both)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(plain(text)))
