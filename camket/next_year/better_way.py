"""Tell which way a number is better by what it counts (`better_way.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from camket.intake.joining.vocabulary import Phrases
from camket.intake.joining.wording import read_wording
from camket.text import plain

Direction = Literal["up", "down"]


def find_better_way(targets: Sequence[str], content: str) -> Direction | None:
    """The way that is better for what some targets of a content count, or None where their words do not say.

    What the targets name counts before what the content names.

    >>> find_better_way(["1,5%"], "Tỷ lệ hộ nghèo")
    'down'
    >>> find_better_way(["50 căn"], "Xây nhà cho hộ nghèo")
    """
    named = {way for target in targets for way in _read(target)}
    ways = named if named & {"up", "down"} else named | _read(content)
    # What is done about a thing counts only where less of it is better.
    ways -= {"unclear"} if "down" not in ways else set()
    return "up" if ways == {"up"} else "down" if ways == {"down"} else None


@lru_cache(maxsize=4096)
def _read(text: str) -> frozenset[str]:
    return frozenset(way for _, _, way in _load().find_all(read_wording(text).marked))


@cache
def _load() -> Phrases[str]:
    book = tomllib.loads(files("camket.next_year").joinpath("better_way.toml").read_text("utf-8"))
    return Phrases(
        {" ".join(read_wording(phrase).marked): way for way, phrases in book.items() for phrase in phrases},
        plain,
    )
