"""Vietnamese text: what is kept and shown, and the keys by which it is compared.

Shown or stored text goes through `clean` only. `plain` and `fold` make keys for matching and are
never shown: `plain` keeps the marks that tell "hoàn" from "hoan", `fold` drops them too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)]
)
_CONTROL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")

# Old fonts and Western keyboards give the Icelandic eth for đ ("Vụ GDÐH").
_LOOK_ALIKE = ("ð", "đ")

# "hoà" and "hòa" are two spellings of one syllable even in NFC; both become the older, "hòa".
_NEW_TONES = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLD_TONES = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_OLDER = dict(zip(_NEW_TONES, _OLD_TONES, strict=True))
_NEW_TONE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")


@lru_cache(maxsize=4096)  # the cells of a row are asked for again and again
def clean(text: str) -> str:
    """The same words in NFC, without invisible or control characters, spaces single.

    >>> clean("Ho\\u0061\\u0300n  th\\u00e0nh\\u00a0")
    'Hoàn thành'
    """
    # Most texts are clean already, and a register has a million.
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip(" ")
    # First: an invisible character between a letter and its tone keeps the two apart.
    visible = text.translate(_INVISIBLE).translate(_CONTROL)
    return " ".join(unicodedata.normalize("NFC", visible).split())


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A key that keeps the Vietnamese marks: clean, lower case, one style of tone placement."""
    return _NEW_TONE.sub(lambda match: _OLDER[match[0]], clean(text).lower().replace(*_LOOK_ALIKE))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key of plain ASCII letters, digits and single spaces ("Sở KH&ĐT" → "so kh dt").

    >>> fold("Sở Kế hoạch và Đầu tư")
    'so ke hoach va dau tu'
    """
    bare = unicodedata.normalize("NFD", clean(text).lower().replace(*_LOOK_ALIKE)).replace("đ", "d")
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())
