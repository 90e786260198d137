"""Vietnamese text: the form that is stored and shown, and the keys for comparison.

Text that is shown or stored goes through `clean`. `plain` and `fold` make comparison keys, which are never
shown: `plain` keeps the diacritics that distinguish "hoàn" from "hoan", `fold` drops them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
    ]
)
_CONTROL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")

# Old fonts and Western keyboards produce the Icelandic eth for đ ("Vụ GDÐH").
_LOOK_ALIKE = ("ð", "đ")

# "b) Hoàn thành", "(2) Kết quả": a heading may be numbered.
_COUNTED = re.compile(r"\(?(?:\d{1,2}|[A-Za-zĐđ]|[IVXivx]{1,4})[.)]\s*(?=[^\W\d_]{2})")

# "hoà" and "hòa" are two spellings of one syllable. NFC keeps both, so the key uses the older, "hòa".
_NEW_TONES = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLD_TONES = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_OLDER = dict(zip(_NEW_TONES, _OLD_TONES, strict=True))
_NEW_TONE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")


@lru_cache(maxsize=4096)  # the cells of a row are cleaned several times
def clean(text: str) -> str:
    """Returns the text in NFC, without invisible or control characters, with single spaces.

    >>> clean("Ho\\u0061\\u0300n  th\\u00e0nh\\u00a0")
    'Hoàn thành'
    """
    # Most of the million texts of a large register are clean already.
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip(" ")
    # An invisible character between a letter and its tone prevents their composition, so it goes first.
    visible = text.translate(_INVISIBLE).translate(_CONTROL)
    return " ".join(unicodedata.normalize("NFC", visible).split())


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Returns a key that keeps the diacritics: clean, lower case, one style of tone placement."""
    return _NEW_TONE.sub(lambda match: _OLDER[match[0]], clean(text).lower().replace(*_LOOK_ALIKE))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Returns a key of plain ASCII letters, digits and single spaces ("Sở KH&ĐT" → "so kh dt").

    >>> fold("Sở Kế hoạch và Đầu tư")
    'so ke hoach va dau tu'
    """
    bare = unicodedata.normalize("NFD", clean(text).lower().replace(*_LOOK_ALIKE)).replace("đ", "d")
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())


def fold_heading(text: str) -> str:
    """Normalise a heading for comparison by words; "%" is a separate word: "Hoàn thành (%)"."""
    return fold(without_count(text).replace("%", " phan tram "))


def without_count(text: str) -> str:
    """A heading without the number or letter before it."""
    counted = _COUNTED.match(text)
    return text[counted.end() :] if counted else text
