"""What the lists of words.toml do in a claim (`grammar.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from camket.judging.words import COLON, COMMA

Aspect = Literal["bare", "done", "running", "preparing", "continuing", "planned"]
Polarity = Literal["affirmed", "not_yet", "denied", "impossible"]
Modality = Literal["fact", "expected", "assured", "wished", "possible", "feared", "conditional", "upon"]
Limit = Literal["only", "rest", "nearly", "part", "open"]
Role = Literal["main", "cause", "aside", "conceded", "part"]
# What a token does while a clause is read.
Part = Literal["sign", "aspect", "polarity", "modality", "limit", "cause", "part", "link", "act"]


class Grammar(BaseModel):
    """The lists of grammar.toml, where comments explain each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aspects: dict[str, Aspect]
    polarities: dict[str, Polarity]
    modalities: dict[str, Modality]
    limits: dict[str, Limit]
    sets: dict[str, frozenset[str]]

    @field_validator("sets", mode="before")
    @classmethod
    def _split(cls, sets: dict[str, str]) -> dict[str, frozenset[str]]:
        return {name: frozenset(members.split()) for name, members in sets.items()}

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]

    def parts(self) -> dict[str, Part]:
        """What each token does that is no mere word."""
        by_part: tuple[tuple[Part, Iterable[str]], ...] = (
            ("act", self["acts"]),
            ("aspect", self.aspects),
            ("polarity", self.polarities),
            ("modality", self.modalities),
            ("limit", self.limits),
            ("cause", self["causes"]),
            ("part", self["parts"]),
            ("link", self["links"]),
            ("sign", (COMMA, COLON)),
        )
        return {name: part for part, names in by_part for name in names}


@cache
def load_grammar() -> Grammar:
    """The grammar that comes with camket."""
    text = files("camket.judging").joinpath("grammar.toml").read_text("utf-8")
    return Grammar.model_validate(tomllib.loads(text))
