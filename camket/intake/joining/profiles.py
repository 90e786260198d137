"""`profiles.toml`: the comparisons that count for a use of the engine, the effects of their levels, and the rules."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

ProfileName = Literal["rows", "next_year"]
Effect = Literal["", "forbids", "denies", "asks", "decides"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Strict):
    """One level of a comparison: its description in Vietnamese, and its effects.

    `claims` where the number of an item names the other one, `vouches` where that number can be relied on alone;
    `twin` where two items that are no pair may still be one that changed its kind; `names` where the unit of the right
    item names the left one itself.
    """

    says: str
    points: float = 0.0
    favours: float = 0.0
    effect: Effect = ""
    unless: tuple[Annotated[str, Field(pattern=r"^\w+\.\w+$")], ...] = ()
    least: float | Literal["sure", "sure_claimed"] | None = None
    claims: bool = False
    vouches: bool = False
    twin: bool = False
    names: bool = False


class ComparisonLevels(_Strict):
    """The levels of one comparison, with its title for an official."""

    title: str
    levels: dict[str, Level]


class Rules(_Strict):
    """How pairs are decided; the file explains each."""

    measure: Literal["letters", "words"]
    alone: bool
    sharpness: int = Field(1, ge=1)
    offered: float = 0.0
    sure: float
    sure_claimed: float | None = None
    denied: float = 100.0
    lead: float
    told_apart_by: tuple[Literal["content", "target"], ...]


class PartRules(_Strict):
    """When one item was split into several."""

    part: float
    paired: float
    held: float
    together: float
    adds: float
    most: float
    left: float
    twin: float


class LeftOver(_Strict):
    """The least likeness at which an unsure row is a question: without and with the same number."""

    free: tuple[float, float]
    reported_elsewhere: tuple[float, float]


class Twins(_Strict):
    """The least likeness at which two items are asked about although a level forbids them."""

    least: float


class Profile(_Strict):
    """One use of the engine."""

    rules: Rules
    comparisons: dict[str, ComparisonLevels]
    parts: PartRules | None = None
    twins: Twins | None = None
    left_over: LeftOver | None = None

    def with_thresholds(self, *, sure: float, sure_claimed: float) -> Profile:
        """The same profile with a period's own thresholds."""
        rules = self.rules.model_copy(update={"sure": sure, "sure_claimed": sure_claimed})
        return self.model_copy(update={"rules": rules})

    def without(self, comparison: str) -> Profile:
        """The same profile with one comparison left out."""
        left = {name: own for name, own in self.comparisons.items() if name != comparison}
        return self.model_copy(update={"comparisons": left})

    def least(self, comparison: str, level: str) -> float:
        """The least likeness of a level."""
        least = self.comparisons[comparison].levels[level].least
        if isinstance(least, str):
            least = self.rules.sure if least == "sure" else self.rules.sure_claimed
        return 0.0 if least is None else least


@cache
def load_profile(name: ProfileName) -> Profile:
    """A profile of `profiles.toml`."""
    text = files("camket.intake.joining").joinpath("profiles.toml").read_text("utf-8")
    profile = Profile.model_validate(tomllib.loads(text)[name])
    check_profile(name, profile)
    return profile


def check_profile(name: str, profile: Profile) -> None:
    """Raises `ValueError` if the `unless` of a level names an unknown comparison or level."""
    for compared in profile.comparisons.values():
        for level in compared.levels.values():
            for unless in level.unless:
                other, _, reached = unless.partition(".")
                known = profile.comparisons[other].levels if other in profile.comparisons else {}
                if reached not in known:
                    raise ValueError(f"profiles.toml, {name}: there is no level {unless}")
