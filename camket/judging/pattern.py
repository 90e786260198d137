"""The language in which rules.toml says what a rule looks for, made into regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from camket.judging.words import COLON, COMMA, OTHER

_TOKEN = re.compile(r"\s*([()|?*…~^$]|[^\s()|?*…~^$]+)")
_LATER, _NOTHING = "//", r"(?!)"
# What stands for itself in a pattern.
SIGNS = (OTHER, COMMA, COLON)


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression with the words of which one at least has to be there, none where any may do."""

    regex: re.Pattern[str]
    needs: frozenset[str]

    def is_in(self, clause: str) -> bool:
        """Whether anything is found in a clause."""
        return bool(self.regex.search(clause))

    def end_in(self, clause: str) -> int:
        """Where the last find in a clause ends, or -1."""
        end = -1
        for match in self.regex.finditer(clause):
            end = match.end()
        return end


class Index:
    """Expressions by the words that they need: which of them a clause may hold, by its own words."""

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self._anyhow = 0
        self._by_word: dict[str, int] = {}
        for number, expression in enumerate(expressions):
            if expression.regex.pattern == _NOTHING:
                continue
            if not expression.needs:
                self._anyhow |= 1 << number
            for word in expression.needs:
                self._by_word[word] = self._by_word.get(word, 0) | 1 << number

    def may_be_in(self, words: Iterable[str]) -> Iterator[int]:
        """The numbers of the expressions that a clause with these words may hold, in their order."""
        mask = self._anyhow
        for word in words:
            mask |= self._by_word.get(word, 0)
        return list_bits(mask)


def list_bits(mask: int) -> Iterator[int]:
    """The places of the bits of a number, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for in one clause, and pairs of which the second stands in a later clause."""

    clause: Expression
    pairs: tuple[tuple[Expression, Expression], ...]


def compile_pattern(sources: Iterable[str], tags: Mapping[str, str], turning: str) -> Pattern:
    """The patterns of a rule as one.

    Capitals name a word list, or a group of lists given in `tags` with several characters; `…` is any
    words of the clause that do not turn its sense, `~` any words of the clause, `A // B` finds B
    anywhere after A, `·` is a stretch of words in no list, `,` and `:` are the signs, `^` and `$` the
    bounds of a clause; `( | )`, `?` and `*` as usual. Raises `KeyError` for a name that is no list.
    """
    within: list[tuple[str, frozenset[str]]] = []
    pairs = []
    for source in sources:
        halves = [_translate(half, tags, turning) for half in source.split(_LATER)]
        within.append((".*?".join(made for made, _ in halves), halves[0][1]))
        if len(halves) > 1:
            pairs.append((_compile(halves[:1]), _compile(halves[1:])))
    return Pattern(_compile(within), tuple(pairs))


def _compile(ways: list[tuple[str, frozenset[str]]]) -> Expression:
    """One expression for all the ways; without any, one that finds nothing."""
    needs = [need for _, need in ways]
    return Expression(
        re.compile("|".join(made for made, _ in ways) or _NOTHING),
        frozenset().union(*needs) if all(needs) else frozenset(),
    )


def _translate(source: str, tags: Mapping[str, str], turning: str) -> tuple[str, frozenset[str]]:
    """A pattern as a regular expression, with the narrowest of the lists that it cannot do without."""
    tokens = _TOKEN.findall(source)
    made, depth, either = "", 0, False
    needs: frozenset[str] = frozenset()
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if token in "()|?*^$":
            depth += {"(": 1, ")": -1}.get(token, 0)
            either = either or (token == "|" and depth == 0)
            made += "(?:" if token == "(" else token
        elif token == "…":
            made += f"[^{turning}]*?"
        elif token == "~":
            made += ".*?"
        else:
            meant = token if token in SIGNS else tags[token]
            made += f"[{meant}]"
            if depth == 0 and following not in ("?", "*") and (not needs or len(meant) < len(needs)):
                needs = frozenset(meant)
    return f"(?:{made})", frozenset() if either else needs
