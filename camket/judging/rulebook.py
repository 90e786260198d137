"""The rule book (`rules.toml`), checked when read, with its patterns as regular expressions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from camket.judging.words import COLON, COMMA, OTHER, TURNS, WordLists
from camket.settings.states import Basis, Found

# Kinds that the code knows by name.
SCORED, NOTHING_HAPPENS, SHORT_ANSWER = "scored_by_others", "nothing_happens", "short_answer"
_SYMBOL = re.compile(r"\s*([()|?*…~^$]|[^\s()|?*…~^$]+)")
_LATER = "//"
# What stands for itself in a pattern.
SIGNS = frozenset({OTHER, COMMA, COLON})
# A token that is written after a space, any words of a clause, and any that do not turn its sense.
_END_OF_TOKEN, _ANY, _NOT_TURNING = r"(?!\S)", r"(?: \S++)*?", rf"(?: [^\s{TURNS}]++)*?"


class Kind(BaseModel):
    """A kind of commitment, recognised by regular expressions in the signed text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    says: str
    finds: tuple[str, ...]


class Rule(BaseModel):
    """One rule; the head of rules.toml explains its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    says: str
    basis: Basis | None = None
    kind: str = ""
    not_kind: tuple[str, ...] = ()
    finds: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unless_anywhere: tuple[str, ...] = ()
    gives_way: tuple[str, ...] = ()
    weak: bool = False
    concludes: Found
    example: str
    example_content: str = ""
    counter_example: str


class RuleBook(BaseModel):
    """All kinds and rules, the rules in the order of precedence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: dict[str, str]
    beside_the_rules: dict[str, str]
    kind: tuple[Kind, ...]
    rule: tuple[Rule, ...]


def read_rule_book() -> RuleBook:
    """The rule book that comes with camket."""
    text = files("camket.judging").joinpath("rules.toml").read_text("utf-8")
    return RuleBook.model_validate(tomllib.loads(text))


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A regular expression over the tokens of a clause; it needs one of the tokens in `needs`, if there are any."""

    regex: re.Pattern[str]
    needs: frozenset[str]

    def is_in(self, clause: str) -> bool:
        """Whether anything is found in a clause."""
        return self.regex.search(clause) is not None

    def end_in(self, clause: str) -> int:
        """Where the last find in a clause ends, or -1."""
        end = -1
        for match in self.regex.finditer(clause):
            end = match.end()
        return end


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to search for in one clause, and pairs whose second half is in a later clause."""

    clause: Expression | None
    pairs: tuple[tuple[Expression, Expression], ...]


class Language:
    """The names that patterns may use: word lists, and groups of lists in braces."""

    def __init__(self, lists: WordLists, groups: Mapping[str, str]) -> None:
        written = {name: f"{name}{TURNS}" if name in lists.turning else name for name in lists.tokens}
        written |= {sign: sign for sign in SIGNS}
        self._meanings = {name: frozenset({token}) for name, token in written.items()}
        for group, members in groups.items():
            self._meanings[f"{{{group}}}"] = frozenset(written[name] for name in members.split())

    def compile(self, sources: Iterable[str]) -> Pattern:
        """The patterns of a rule as one.

        Capitals name a word list, capitals in braces a group of lists; `…` is any words of the clause
        that do not turn its sense, `~` any words of the clause, `A // B` finds B anywhere after A, `·` is
        a stretch of words in no list, `,` and `:` are the signs, `^` and `$` the bounds of a clause;
        `( | )`, `?` and `*` as usual. Raises `KeyError` for a name that is no list.
        """
        within: list[tuple[str, frozenset[str]]] = []
        pairs = []
        for source in sources:
            halves = [self._translate(half) for half in source.split(_LATER)]
            within.append((_ANY.join(made for made, _ in halves), halves[0][1]))
            if len(halves) > 1:
                pairs.append((_compile(halves[:1]), _compile(halves[1:])))
        return Pattern(_compile(within) if within else None, tuple(pairs))

    def _translate(self, source: str) -> tuple[str, frozenset[str]]:
        """A pattern as a regular expression, with the narrowest of the lists that it cannot do without."""
        symbols = _SYMBOL.findall(source)
        made, depth, is_choice = "", 0, False
        needs: frozenset[str] = frozenset()
        for symbol, following in zip(symbols, [*symbols[1:], ""], strict=True):
            if symbol in "()|?*^$":
                depth += {"(": 1, ")": -1}.get(symbol, 0)
                is_choice = is_choice or (symbol == "|" and depth == 0)
                made += "(?:" if symbol == "(" else symbol
            elif symbol == "…":
                made += _NOT_TURNING
            elif symbol == "~":
                made += _ANY
            else:
                meant = self._meanings[symbol]
                made += f"(?: (?:{'|'.join(map(re.escape, sorted(meant)))}){_END_OF_TOKEN})"
                if depth == 0 and following not in ("?", "*") and (not needs or len(meant) < len(needs)):
                    needs = meant
        return f"(?:{made})", frozenset() if is_choice else needs


def _compile(ways: list[tuple[str, frozenset[str]]]) -> Expression:
    """One expression for all the ways."""
    needs = [need for _, need in ways]
    return Expression(
        re.compile("|".join(made for made, _ in ways)),
        frozenset().union(*needs) if all(needs) else frozenset(),
    )
