"""The words of an item by which it is compared: without years, days, quantities, typing habits."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from camket.text import clean, fold, plain

_DAY = re.compile(
    r"(?:trước |đến |hết |trong )*(?:ngày )?\b\d{1,2}[/.-]\d{1,2}[/.-]20\d\d\b|\b(?:tháng )?\d{1,2}/20\d\d\b"
    r"|\bquý (?:iv|iii|ii|i|[1-4])(?:[/ ](?:năm )?20\d\d)?\b|\btháng \d{1,2}(?: năm 20\d\d)?\b"
)
_SPAN = re.compile(r"\b20\d\d\s*[-–]\s*20\d\d\b")
_YEAR = re.compile(r"(?:\bnăm )?\b20\d\d\b")
_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?:\s?%)?(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in comparable form: `text` with quantities as "#", its `words`, and the `names` in it.

    Names are numbers and letters that name a thing ("đường ĐT.841"); proper names are found by
    `records.objects`.
    """

    text: str
    words: tuple[str, ...]
    names: frozenset[str]


@lru_cache(maxsize=65536)
def read_wording(text: str) -> Wording:
    """The comparable form of a content."""
    key = _say_the_same(plain(text))
    key = _YEAR.sub(" ", _SPAN.sub(lambda span: span[0].replace(" ", ""), _DAY.sub(" ", key)))
    names: set[str] = set()

    def mask(match: re.Match[str]) -> str:
        before = key[: match.start()].rstrip(" .")
        if "%" not in match[0] and _is_name(before):
            names.add(match[0].lstrip("0"))
            return match[0]
        return "#"

    masked = clean(_NUMBER.sub(mask, key))
    names |= set(re.findall(r"\b[a-zđ]{1,3}\.?\d+\b", masked))
    return Wording(masked, tuple(fold(masked).split()), frozenset(names))


def names_differ(one: Wording, other: Wording) -> bool:
    """Whether each has a numbered name that the other has not."""
    return bool(one.names - other.names and other.names - one.names)


def without_quantities(text: str) -> str:
    """A text as it stands, without its years and quantities: for comparing proper names."""
    bare = _YEAR.sub(" ", _SPAN.sub(" ", _DAY.sub(" ", clean(text))))
    bare = _bodies().sub(lambda body: body[0].lower(), bare)
    return clean(_NUMBER.sub(" ", re.sub(r"\b(?:N|n)ăm\s*(?=$|[,;.)])", " ", bare)))


@cache
def load_words() -> dict[str, Any]:
    """The words file."""
    return tomllib.loads(files("camket.matching").joinpath("words.toml").read_text("utf-8"))


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_words()['object']['bodies'])})\b")


@cache
def empty_words() -> frozenset[str]:
    """The words that make no two items alike."""
    return frozenset(map(fold, load_words()["empty"]["words"]))


def _is_name(before: str) -> bool:
    return any(
        before.endswith((f" {word}", f"{word} số")) or before == word
        for word in load_words()["object"]["before"]
    )


@cache
def _same() -> tuple[re.Pattern[str], dict[str, str]]:
    written = {other: word for word, others in load_words()["same"].items() for other in others}
    longest_first = sorted(written, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), written


def _say_the_same(key: str) -> str:
    pattern, written = _same()
    return pattern.sub(lambda found: written[found[0]], key)
