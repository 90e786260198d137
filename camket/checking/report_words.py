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
from camket.settings.states import Basis

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
    numbering: str
    without_decisions: str
    registered: str
    everything: tuple[str, ...]
    stem: tuple[_Named, ...]
    registered_column: tuple[_Named, ...]
    registered_part: tuple[_Named, ...]
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
    statuses: tuple[tuple[str, re.Pattern[str]], ...]
    bases: tuple[tuple[Basis, re.Pattern[str]], ...]
    groups: tuple[tuple[str, re.Pattern[str]], ...]
    stems: tuple[tuple[str, re.Pattern[str]], ...]
    registered_columns: tuple[tuple[str, re.Pattern[str]], ...]
    registered_parts: tuple[tuple[str, re.Pattern[str]], ...]
    facts: tuple[FactPattern, ...]


def load_report_words(scheme: Scheme) -> Words:
    """Loads camket's vocabulary and that of a scheme."""
    book = _read_book()
    groups = {**group_words(scheme), ALL: book.everything}
    return Words(
        counted=book.counted,
        numbering=re.compile(book.numbering),
        without_decisions=re.compile(book.without_decisions),
        registered=re.compile(book.registered),
        statuses=_compile(status_words(scheme)),
        bases=tuple((entry.code, _join(basis_words(entry))) for entry in scheme.bases),
        groups=_compile(groups),
        stems=_compile({one.name: one.finds for one in book.stem}),
        registered_columns=_compile({one.name: one.finds for one in book.registered_column}),
        registered_parts=_compile({one.name: one.finds for one in book.registered_part}),
        facts=tuple(FactPattern(fact.says, re.compile(fact.finds), fact.expects) for fact in book.fact),
    )


@cache
def _read_book() -> _Book:
    text = files("camket.checking").joinpath("report_words.toml").read_text("utf-8")
    return _Book.model_validate(tomllib.loads(text))


def _compile(named: Mapping[str, Sequence[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _join(finds)) for name, finds in named.items())


def _join(finds: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{words})" for words in finds))
