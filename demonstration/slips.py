"""How typing differs from unit to unit: spaces, old spellings, letters and marks stored apart."""

from __future__ import annotations

import random
import unicodedata

from promises import read_toml

RETYPED = 0.4
ODD_SPACE = 0.15
NO_BREAK = 0.07


def retype(text: str, rng: random.Random) -> str:
    """Now and then the content as a unit typed it again: never so that a person would doubt."""
    if rng.random() > RETYPED:
        return text
    slips = [pair for pair in read_toml("slips.toml")["typing"] if pair[0] in text]
    if not slips:
        return text + rng.choice((".", "", ""))
    signed, typed = rng.choice(slips)
    return text.replace(signed, typed, 1)


def space(text: str, rng: random.Random) -> str:
    """Now and then one space doubled, or replaced by a no-break space."""
    draw = rng.random()
    if draw > ODD_SPACE or " " not in text:
        return text
    at = rng.choice([i for i, letter in enumerate(text) if letter == " "])
    return text[:at] + ("\u00a0" if draw < NO_BREAK else "  ") + text[at + 1 :]


def spell_old(text: str) -> str:
    """The tone mark where older typists put it: hoà, thuỷ, uỷ."""
    for new, old in read_toml("slips.toml")["tones"]:
        text = text.replace(new, old)
    return text


def decompose(text: str) -> str:
    """As typed on a machine that stores letters and their marks apart (NFD)."""
    return unicodedata.normalize("NFD", text)
