"""The Vietnamese names and the marks of what texts, rows and outcomes are on the page of a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from camket.intake.tables.account import Role
from camket.intake.tables.row_kinds import RowKind

Look = Literal["field", "heading", "section", "letterhead", "decoration", "unread", "fault"]
# The kind of a row of a table, or that the row is hidden or in no table.
ShownKind = RowKind | Literal["hidden", "unread"]
Outcome = Literal[
    "joined", "signed", "planned", "asked", "unused", "repeated", "superseded", "continued", "unread", "waiting",
    "not_data",
]  # fmt: skip


class RoleLabel(BaseModel):
    """The name of a role, and the style of its cells."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    look: Look


class MarkedLabel(BaseModel):
    """A name with the mark that stands for it where colours do not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mark: str
    label: str


class Labels(BaseModel):
    """All names of the page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: Mapping[Role, RoleLabel]
    looks: Mapping[Look, str]
    kinds: Mapping[ShownKind, MarkedLabel]
    outcomes: Mapping[Outcome, MarkedLabel]


@cache
def load_labels() -> Labels:
    """Reads `labels.toml`."""
    text = files("camket.publishing.shown").joinpath("labels.toml").read_text("utf-8")
    return Labels.model_validate(tomllib.loads(text))
