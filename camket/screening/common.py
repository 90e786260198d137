"""Detect common tasks: tasks given to every unit, which do not count, in any wording.

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
    """The common task that an item restates, its share of words (0–1), and the shared words."""

    task: str
    share: float
    words: str


def find_common_task(text: str, tasks: Sequence[str]) -> CommonTask | None:
    """The common task most similar to a text, or None if the text shares no word with any.

    The share is the mean of two shares: of the task's words, and of its word pairs, that the text contains.
    Word order and additional words of the text do not lower it.
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
