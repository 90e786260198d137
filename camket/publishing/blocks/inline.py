"""Running text in which every number is a figure of the ledger."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from camket.figures.ledger import Figure

_PRINTABLE = ("count", "whole", "fraction", "share")


class Printed(BaseModel):
    """A number on a page: its text and the id of its figure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    figure: str
    text: str


class Marked(BaseModel):
    """Strong, emphasised or code text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mark: Literal["strong", "emphasis", "code"]
    text: str


class Linked(BaseModel):
    """Text that opens another file of the outputs, by its path in them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    link: str
    text: str


Run = str | Printed | Marked | Linked
Text = tuple[Run, ...]


def fill(template: str, **values: Figure | str) -> Text:
    """Returns a sentence with its figures: `fill("Có {f.fraction} nội dung {f.label}.", f=figure)`.

    `count`, `whole`, `fraction` and `share` become `Printed`; `label` and plain strings stay text. A string is never
    read as a template. Raises `KeyError` for an unknown name and `ValueError` for an unknown part.
    """
    runs: list[Run] = []
    for literal, name, _, _ in string.Formatter().parse(template):
        if literal:
            runs.append(literal)
        if name:
            key, _, part = name.partition(".")
            value = values[key]
            runs.append(_make_run(value, part) if isinstance(value, Figure) else value)
    return tuple(runs)


def _make_run(figure: Figure, part: str) -> Run:
    if part == "label":
        return figure.label
    if part not in _PRINTABLE:
        raise ValueError(f"{part!r} is no printable part of a figure: {', '.join(_PRINTABLE)}, label")
    return Printed(figure=figure.id, text=getattr(figure, part))


def count(figure: Figure) -> Text:
    """Returns a table cell with the figure's count."""
    return fill("{f.count}", f=figure)


def share(figure: Figure) -> Text:
    """Returns a table cell with the figure's percentage."""
    return fill("{f.share}", f=figure)


def join_clauses(opening: Text, clauses: Sequence[Text]) -> Text:
    """Returns one sentence: the opening, then the clauses, separated by semicolons."""
    runs: list[Run] = [*opening]
    for number, clause in enumerate(clauses):
        runs += ["; ", *clause] if number else clause
    return (*runs, ".")


def as_plain(text: Text) -> str:
    """Returns the characters of a text, without marks and figure ids."""
    return "".join(run if isinstance(run, str) else run.text for run in text)
