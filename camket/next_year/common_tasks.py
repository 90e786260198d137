"""Detect common tasks: tasks given to every unit, which do not count, in any wording.

Source: Report 158/BC-SKHĐT, footnote 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from camket.dates import format_date
from camket.settings.decisions import Decision, Latest
from camket.text import plain

_WORD = re.compile(r"[^\W_]+")
ASKED = "asked"


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


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: a value, or a value with its reason (`asked:two_alike`).

    `settled` is the decision that applies; `fallen` is a decision made on a different finding.
    """

    found: str
    settled: Decision | None = None
    fallen: Decision | None = None

    @property
    def value(self) -> str:
        """The effective value: the person's decision if there is one."""
        return self.settled.value if self.settled else self.found.partition(":")[0]

    @property
    def is_asked(self) -> bool:
        """Whether a person has to decide."""
        return self.value == ASKED

    @property
    def fallen_text(self) -> str:
        """Describe in Vietnamese why an earlier decision no longer applies, or empty."""
        if not self.fallen:
            return ""
        made = self.fallen
        return (
            f"quyết định ngày {format_date(made.decided_on)} của {made.decided_by} ({made.value}) không còn hiệu lực: "
            + (f"khi quyết định, đơn vị ghi “{made.written}”, " if made.written else "khi quyết định, ")
            + f"chương trình xác định “{made.expect}”, nay là “{self.found}”"
        )


def settle(found: str, key: str, field: str, decisions: Latest, written: str = "") -> Finding:
    """A finding with the latest decision on it, in force or no longer; `written` is what the unit registered."""
    made = decisions.get((key, field))
    if made is None:
        return Finding(found)
    return Finding(found, settled=made) if made.holds(found, written) else Finding(found, fallen=made)
