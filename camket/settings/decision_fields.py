"""The fields that a person can decide (`decision_fields.toml`), with the things they concern and their values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from camket.settings.states import Basis

About = Literal["signed", "registered", "listed", "drafted", "files", "moved"]
# What concerns this year's report rather than the next year.
_THIS_YEAR: frozenset[About] = frozenset(("signed", "files", "moved"))

# What a value can name with no other values beside it.
_ALONE = frozenset(("file", "unit"))


class DecisionField(BaseModel):
    """One field; the file explains the keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    about: About
    basis: Basis | None = None
    values: Mapping[str, str] = {}
    names: Literal["signed", "file", "unit", ""] = ""
    asks: str = ""
    amends: str = ""
    beside: str = ""

    @model_validator(mode="after")
    def _check_shape(self) -> DecisionField:
        kinds = (self.basis is not None, bool(self.values), bool(self.amends), self.names in _ALONE)
        if sum(kinds) != 1:
            raise ValueError(f"{self.name}: one of basis, values, amends and such a name is needed")
        if bool(self.asks) == self.is_status or bool(self.beside) != bool(self.amends):
            raise ValueError(f"{self.name}: asks goes with all but basis, beside with amends")
        return self

    @property
    def is_status(self) -> bool:
        """Whether it is a status of a commitment."""
        return self.basis is not None

    @property
    def is_next_year(self) -> bool:
        """Whether it is about the next year."""
        return self.about not in _THIS_YEAR

    def label(self, value: str) -> str:
        """A value in the words that people choose; one without words as it is."""
        return self.values.get(value, value)


def load_fields(text: str) -> Mapping[str, DecisionField]:
    """The fields by name, in their order. Raises `ValueError` where the table contradicts itself."""
    return {
        name: DecisionField.model_validate({"name": name, **entry})
        for name, entry in tomllib.loads(text).items()
    }


FIELDS = load_fields(files("camket.settings").joinpath("decision_fields.toml").read_text("utf-8"))
# What a person answers of an item of the next year, and the fields that amend it beside that answer.
AMENDED = "next_year"
AMENDMENTS = tuple(field.name for field in FIELDS.values() if field.amends)
