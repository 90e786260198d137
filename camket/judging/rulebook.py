"""The rule book as it stands in `rules.toml`, validated when read."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from camket.settings.states import Basis, Found

# Kinds that the code knows by name.
SCORED, NOTHING_HAPPENS, SHORT_ANSWER = "scored_by_others", "nothing_happens", "short_answer"


class Kind(BaseModel):
    """A kind of commitment, told by regular expressions on what was signed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    says: str
    finds: tuple[str, ...]


class Rule(BaseModel):
    """One rule; what its fields mean stands at the head of rules.toml."""

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
    kind: tuple[Kind, ...]
    rule: tuple[Rule, ...]


def read_book() -> RuleBook:
    """The rule book that comes with camket."""
    text = files("camket.judging").joinpath("rules.toml").read_text("utf-8")
    return RuleBook.model_validate(tomllib.loads(text))
