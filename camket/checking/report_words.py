"""The vocabulary of written reports (`report_words.toml`), validated and compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from camket.settings.read_scheme import basis_words, group_words, status_words
from camket.settings.scheme import Scheme
from camket.settings.states import UNRESOLVED, Basis
from camket.text import plain

# All units together, as the ledger calls them.
ALL = "all"


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
    units_counted: str
    numbering: str
    plain_column: str
    due_table: str
    without_decisions: str
    registered: str
    everything: tuple[str, ...]
    stem: tuple[_Named, ...]
    due_column: tuple[_Named, ...]
    registered_column: tuple[_Named, ...]
    registered_part: tuple[_Named, ...]
    fact: tuple[_Fact, ...]


@dataclass(frozen=True, slots=True)
class FactPattern:
    """A statement about the period: its pattern, and the setting or label of a figure that it must agree with."""

    says: str
    finds: re.Pattern[str]
    expects: str
    source: str = "period.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled patterns, in order of priority. All apply to texts made by `plain`."""

    counted: str
    units_counted: str
    numbering: re.Pattern[str]
    plain_column: re.Pattern[str]
    due_table: re.Pattern[str]
    without_decisions: re.Pattern[str]
    registered: re.Pattern[str]
    statuses: tuple[tuple[str, re.Pattern[str]], ...]
    bases: tuple[tuple[Basis, re.Pattern[str]], ...]
    groups: tuple[tuple[str, re.Pattern[str]], ...]
    stems: tuple[tuple[str, re.Pattern[str]], ...]
    due_columns: tuple[tuple[str, re.Pattern[str]], ...]
    registered_columns: tuple[tuple[str, re.Pattern[str]], ...]
    registered_parts: tuple[tuple[str, re.Pattern[str]], ...]
    facts: tuple[FactPattern, ...]


def load_report_words(scheme: Scheme) -> Words:
    """Loads camket's vocabulary and that of a scheme."""
    book = _read_book()
    groups = {**group_words(scheme), ALL: book.everything}
    return Words(
        counted=book.counted,
        units_counted=book.units_counted,
        numbering=re.compile(book.numbering),
        plain_column=re.compile(book.plain_column),
        due_table=re.compile(book.due_table),
        without_decisions=re.compile(book.without_decisions),
        registered=re.compile(book.registered),
        statuses=_compile(_find_statuses(scheme)),
        bases=tuple((entry.code, _join(basis_words(entry))) for entry in scheme.bases),
        groups=_compile(groups),
        stems=_compile({one.name: one.finds for one in book.stem}),
        due_columns=_compile({one.name: one.finds for one in book.due_column}),
        registered_columns=_compile({one.name: one.finds for one in book.registered_column}),
        registered_parts=_compile({one.name: one.finds for one in book.registered_part}),
        facts=tuple(FactPattern(fact.says, re.compile(fact.finds), fact.expects) for fact in book.fact),
    )


def _find_statuses(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """The patterns of statuses; what waits for a person also by its short name, as in tables."""
    words = status_words(scheme)
    short = rf"\b{re.escape(plain(scheme.unresolved.short))}\b(?! được)"
    return words | {UNRESOLVED: (*words[UNRESOLVED], short)}


@cache
def _read_book() -> _Book:
    text = files("camket.checking").joinpath("report_words.toml").read_text("utf-8")
    return _Book.model_validate(tomllib.loads(text))


def _compile(named: Mapping[str, Sequence[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _join(finds)) for name, finds in named.items())


def _join(finds: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{words})" for words in finds))
