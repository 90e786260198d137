"""Detect common tasks: tasks given to every unit, which do not count, by what they say in any wording.

A task and a text are read as concepts (`common_tasks.toml`). Source: Report 158/BC-SKHĐT, footnote 1.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from camket.dates import format_date
from camket.intake.joining.vocabulary import Phrases
from camket.intake.joining.wording import read_wording
from camket.next_year.found_labels import describe_found
from camket.settings.decisions import Decision, Latest
from camket.text import plain

ASKED, YES, NO = "asked", "yes", "no"
# What a concept counts that alone says what a task is about, one that says it with others, one that says how, and a
# word that most texts have.
_ALONE, _CORE, _SIDE, _LIGHT = 3.0, 2.0, 0.7, 0.2
_CHANNEL = "channel"
# From so many words of its own on an item is about more than the task.
_MORE = 3
# Before a word that stands in no concept.
_OWN = "~"


@dataclass(frozen=True, slots=True)
class CommonTask:
    """The common task that an item restates, the share of it that the item says (0–1), and the shared words.

    `is_about_more` where the item names things of its own beside the task, `is_mostly_other` where it has more of
    these than the task has words: all of the task may then be said in passing.
    """

    task: str
    share: float
    words: str
    is_about_more: bool = False
    is_mostly_other: bool = False


def find_common_task(content: str, target: str, tasks: Sequence[str]) -> CommonTask | None:
    """The common task of which an item says most, or None if it says nothing of any.

    The share is that of the task's concepts, times that of the concepts that say what the task is about: an item
    that lacks one of these is about something else. Word order and additional words do not count.
    """
    said = {**_read_concepts(target), **_read_concepts(content)}
    found = [
        CommonTask(task, share, words, own >= _MORE, own > len(_read_task(task)))
        for task in tasks
        for own, (share, words) in [(_count_own_words(said, task), _compare(said, task))]
        if share
    ]
    return max(found, key=lambda each: each.share, default=None)


def _compare(said: Mapping[str, tuple[float, str]], task: str) -> tuple[float, str]:
    own = _without_alternatives(_read_task(task), said)
    both = [name for name in own if name in said]
    core = [name for name, (weight, _) in own.items() if weight == _CORE] or list(own)
    if not both:
        return 0.0, ""
    whole, covered = (sum(own[name][0] for name in names) for names in (own, both))
    about = sum(name in said for name in core) / len(core)
    return covered / whole * about, ", ".join(said[name][1] for name in both)


def _count_own_words(said: Mapping[str, tuple[float, str]], task: str) -> int:
    """How many words of its own an item has: with some, it may be another task of the same kind.

    None are counted beside a task of criticism, for what somebody is criticised is told in many words.
    """
    own = _read_task(task)
    if any(weight == _ALONE for weight, _ in _read_concepts(task).values()):
        return 0
    words = [name for name, (weight, _) in said.items() if name[0] == _OWN and weight == _SIDE]
    return sum(name not in own for name in words)


def _without_alternatives(
    own: Mapping[str, tuple[float, str]], said: Mapping[str, tuple[float, str]]
) -> dict[str, tuple[float, str]]:
    """A task's concepts without those that a text does not say beside another that does as well."""
    left = dict(own)
    for names in _load_book()["either"].values():
        wanted = [name for name in names if name in own]
        if any(name in said for name in wanted):
            left = {name: each for name, each in left.items() if name not in wanted or name in said}
    return left


@lru_cache(maxsize=256)
def _read_task(task: str) -> Mapping[str, tuple[float, str]]:
    """The concepts of a task with what each counts for it."""
    concepts = _read_concepts(task)
    alone = {name for name, (weight, _) in concepts.items() if weight == _ALONE}
    if alone:
        core = alone | {_CHANNEL}
    elif any(weight == _CORE for weight, _ in concepts.values()):
        core = {name for name, (weight, _) in concepts.items() if weight == _CORE}
    else:
        # Of a task without a known concept its own words say what it is about.
        core = {name for name, (weight, _) in concepts.items() if weight == _SIDE}
    # For what somebody is criticised is told in many ways.
    most = _LIGHT if alone else _SIDE
    return {
        name: (_CORE if name in core else min(weight, most if name[0] == _OWN else _SIDE), words)
        for name, (weight, words) in concepts.items()
    }


@lru_cache(maxsize=4096)
def _read_concepts(text: str) -> Mapping[str, tuple[float, str]]:
    """The concepts of a text with their weights and words; a word in no concept is one of its own.

    A single syllable is told by its marks ("mới" is not "mỗi"), a phrase without them.
    """
    wording = read_wording(text)
    phrases, syllables = _load_concepts()
    found: dict[str, tuple[float, str]] = {}
    taken: set[int] = set()
    for start, end, names in (*phrases.find_all(wording.words), *syllables.find_all(wording.marked)):
        if not taken.isdisjoint(range(start, end)):
            continue
        words = " ".join(wording.marked[start:end])
        found |= {name: (weight, words) for name, weight in names if name not in found}
        taken.update(range(start, end))
    for place, (word, kind) in enumerate(zip(wording.marked, wording.kinds, strict=True)):
        if place not in taken:
            found.setdefault(f"{_OWN}{word}", (_LIGHT if kind in ("empty", "frame") else _SIDE, word))
    return found


@cache
def _load_book() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files("camket.next_year").joinpath("common_tasks.toml").read_text("utf-8"))


_Concepts = Phrases[tuple[tuple[str, float], ...]]


@cache
def _load_concepts() -> tuple[_Concepts, _Concepts]:
    """The concepts of each phrase of several syllables, and of single ones."""
    book = _load_book()
    meanings: dict[str, tuple[tuple[str, float], ...]] = {}
    for kind, weight in (("alone", _ALONE), ("core", _CORE), ("side", _SIDE)):
        for name, phrases in book[kind].items():
            for phrase in phrases:
                meanings[phrase] = (*meanings.get(phrase, ()), (name, weight))
    long = {phrase: own for phrase, own in meanings.items() if " " in phrase}
    return Phrases(long), Phrases({each: own for each, own in meanings.items() if each not in long}, plain)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: a value, or a value with its reason (`asked:two_alike`).

    `settled` is the decision that applies; `fallen` is a decision made on a different finding, or one that names what
    is not there (`names_nothing`).
    """

    found: str
    settled: Decision | None = None
    fallen: Decision | None = None
    names_nothing: bool = False

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
        said = made.definition.label(made.value)
        who = f"quyết định ngày {format_date(made.decided_on)} của {made.decided_by} ({said})"
        if self.names_nothing:
            return f"{who} không còn hiệu lực: mã đó không còn trong danh mục năm trước để so sánh"
        return (
            f"{who} không còn hiệu lực: "
            + (f"khi quyết định, đơn vị ghi “{made.written}”, " if made.written else "khi quyết định, ")
            + f"phần mềm xác định “{describe_found(made.field, made.expect)}”, "
            f"nay là “{describe_found(made.field, self.found)}”"
        )


def settle(found: str, key: str, field: str, decisions: Latest, written: str = "") -> Finding:
    """A finding with the latest decision on it, in force or no longer; `written` is what the unit registered."""
    made = decisions.get((key, field))
    if made is None:
        return Finding(found)
    return Finding(found, settled=made) if made.holds(found, written) else Finding(found, fallen=made)
