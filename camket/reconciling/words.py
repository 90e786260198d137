"""The vocabulary of written reports (`words.toml`), validated and compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from camket.statuses import Basis, Status


class _Named(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    finds: tuple[str, ...]


class _Fact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    says: str
    finds: str
    expects: str


class _Book(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    counted: str
    numbering: str
    without_decisions: str
    registered: str
    status: tuple[_Named, ...]
    basis: tuple[_Named, ...]
    group: tuple[_Named, ...]
    stem: tuple[_Named, ...]
    registered_column: tuple[_Named, ...]
    fact: tuple[_Fact, ...]


@dataclass(frozen=True, slots=True)
class FactPattern:
    """A statement about the period: its pattern, and the setting that it must agree with."""

    says: str
    finds: re.Pattern[str]
    expects: str


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled patterns, in order of priority. All apply to texts made by `plain`."""

    counted: str
    numbering: re.Pattern[str]
    without_decisions: re.Pattern[str]
    registered: re.Pattern[str]
    statuses: tuple[tuple[Status, re.Pattern[str]], ...]
    bases: tuple[tuple[Basis, re.Pattern[str]], ...]
    groups: tuple[tuple[str, re.Pattern[str]], ...]
    stems: tuple[tuple[str, re.Pattern[str]], ...]
    registered_columns: tuple[tuple[str, re.Pattern[str]], ...]
    facts: tuple[FactPattern, ...]


@cache
def load_words() -> Words:
    """Loads camket's vocabulary."""
    text = files("camket.reconciling").joinpath("words.toml").read_text("utf-8")
    book = _Book.model_validate(tomllib.loads(text))
    return Words(
        counted=book.counted,
        numbering=re.compile(book.numbering),
        without_decisions=re.compile(book.without_decisions),
        registered=re.compile(book.registered),
        statuses=_compile(book.status),  # type: ignore[arg-type]
        bases=_compile(book.basis),  # type: ignore[arg-type]
        groups=_compile(book.group),
        stems=_compile(book.stem),
        registered_columns=_compile(book.registered_column),
        facts=tuple(FactPattern(fact.says, re.compile(fact.finds), fact.expects) for fact in book.fact),
    )


def _compile(named: tuple[_Named, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one.name, re.compile("|".join(f"(?:{words})" for words in one.finds))) for one in named)
