"""The language in which rules.toml says what a rule looks for, made into regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from camket.judging.words import COLON, COMMA, OTHER

_TOKEN = re.compile(r"\s*([()|?*…~^$]|[^\s()|?*…~^$]+)")
_LATER = "//"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for in one clause, and pairs of which the second stands in a later clause."""

    clause: re.Pattern[str] | None
    pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    def end_in(self, clause: str) -> int:
        """Where the last find in a clause ends, or -1."""
        end = -1
        if self.clause:
            for match in self.clause.finditer(clause):
                end = match.end()
        return end

    def is_in(self, clause: str) -> bool:
        """Whether anything is found in a clause."""
        return bool(self.clause and self.clause.search(clause))


def compile_pattern(sources: Iterable[str], tags: Mapping[str, str], turning: str) -> Pattern:
    """The patterns of a rule as one.

    Capitals name a word list, or a group of lists given in `tags` with several characters; `…` is any
    words of the clause that do not turn its sense, `~` any words of the clause, `A // B` finds B
    anywhere after A, `·` is a stretch of words in no list, `,` and `:` are the signs, `^` and `$` the
    bounds of a clause; `( | )`, `?` and `*` as usual. Raises `KeyError` for a name that is no list.
    """
    within, pairs = [], []
    for source in sources:
        first, later, second = source.partition(_LATER)
        if later:
            made = _expression(first, tags, turning), _expression(second, tags, turning)
            within.append(".*?".join(made))
            pairs.append((re.compile(made[0]), re.compile(made[1])))
        else:
            within.append(_expression(first, tags, turning))
    return Pattern(re.compile("|".join(within)) if within else None, tuple(pairs))


def _expression(source: str, tags: Mapping[str, str], turning: str) -> str:
    made = ""
    for token in _TOKEN.findall(source):
        if token in "()|?*^$":
            made += "(?:" if token == "(" else token
        elif token == "…":
            made += f"[^{turning}]*?"
        elif token == "~":
            made += ".*?"
        elif token in (OTHER, COMMA, COLON):
            made += token
        else:
            made += f"[{tags[token]}]"
    return f"(?:{made})"
