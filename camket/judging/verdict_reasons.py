"""The reasons of judgements (`verdict_reasons.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from camket.settings.states import UNRESOLVED, Found


class Reason(BaseModel):
    """What a judgement rests on; the head of verdict_reasons.toml explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: str
    concludes: Found = UNRESOLVED
    weak: bool = False
    most: int = 8


@cache
def load_reasons() -> dict[str, Reason]:
    """The reasons that come with camket, by name, in the order of the file."""
    text = files("camket.judging").joinpath("verdict_reasons.toml").read_text("utf-8")
    return {name: Reason.model_validate(each) for name, each in tomllib.loads(text).items()}


def rank(name: str) -> int:
    """The place of a reason in the file: of two fields that say different things the lower one counts."""
    return list(load_reasons()).index(name)


def describe_reason(name: str) -> str:
    """What a reason says, in words. Raises `KeyError` for other names."""
    return load_reasons()[name].says
