"""Signs that the fonts of pages lack: what a page shows instead, and which of them a text has (`signs.toml`)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

# What only joins signs or chooses their shape: it has no place of its own on paper.
_JOINING = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
# The letters of East Asian width, each at the same distance from the usual one.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@lru_cache(maxsize=65536)
def show_signs(text: str) -> str:
    """The text as a page shows it: each sign that its fonts lack by its meaning, unknown ones by a replacement.

    >>> show_signs("☐ Đạt ☑ Không đạt ✅")
    '[ ] Đạt [x] Không đạt (đạt)'
    >>> show_signs("Hội thi 🎉🎉")
    'Hội thi [ký tự lạ]'
    """
    if not _find_unshown().search(text) and not _JOINING.search(text):
        return text
    whole = unicodedata.normalize("NFC", _JOINING.sub("", text).translate(_WIDE))
    return _find_unshown().sub(lambda found: _replace(found[0]), whole)


def list_unshown(text: str) -> tuple[str, ...]:
    """The signs of a text that the fonts of pages lack, each once, in their order.

    >>> list_unshown("☐ Đạt ☐ Không đạt")
    ('☐',)
    """
    whole = unicodedata.normalize("NFC", _JOINING.sub("", text).translate(_WIDE))
    return tuple(dict.fromkeys("".join(_find_unshown().findall(whole))))


def list_unlike(text: str) -> tuple[str, ...]:
    """The signs of a text in whose place a page shows something else.

    >>> list_unlike("Tiến độ ➔ 158‑BC ✅")
    ('✅',)
    """
    alike = _read()["alike"]
    return tuple(sign for sign in list_unshown(text) if _replace(sign) not in alike)


def describe_sign(sign: str) -> str:
    """A sign with its code point, since a screen may lack it too, and what a page shows of it.

    >>> describe_sign("✅")
    '✅ (U+2705, in thành “(đạt)”)'
    """
    return f"{sign} (U+{ord(sign):04X}, in thành “{show_signs(sign)}”)"


def _replace(signs: str) -> str:
    meanings, other = _read_meanings()
    shown: list[str] = []
    for sign in signs:
        meaning = meanings.get(sign, other)
        if not shown or meaning != other or shown[-1] != other:
            shown.append(meaning)
    return "".join(shown)


@cache
def _find_unshown() -> re.Pattern[str]:
    ranges = [part.partition("-") for part in _read()["shown"].split()]
    kept = "".join(f"\\U{int(first, 16):08x}-\\U{int(last, 16):08x}" for first, _, last in ranges)
    return re.compile(f"[^\\n\\t{kept}]+")


@cache
def _read_meanings() -> tuple[dict[str, str], str]:
    read = _read()
    return {sign: meaning for meaning, signs in read["meanings"].items() for sign in signs}, read["other"]


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files("camket").joinpath("signs.toml").read_text("utf-8"))
