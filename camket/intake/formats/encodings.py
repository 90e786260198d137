"""Text from before Unicode: byte encodings and the old Vietnamese fonts (TCVN3, VNI); Unicode read byte by byte."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from camket.text import clean

_TONES = dict.fromkeys((0x300, 0x301, 0x303, 0x309, 0x323))
_ONSET = "b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x"
_VOWELS = (
    "iêu|yêu|uôi|ươi|ươu|oai|oay|oeo|uây|uyê|uya|uyu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|yê|iu|oa|oă|oe|oi|ôi|ơi|oo"
    "|ua|uâ|uê|uô|uơ|ui|ưa|ươ|ưi|ưu|uy|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_VOWELS})(?:ch?|m|ngh?|nh?|ng|p|t)?")
_BETWEEN_WORDS = re.compile(r"[\s\d!-/:-@\[-`{-~–—“”‘’…\u00a0]+")
_MODERN = re.compile(r"[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]|[\u0300\u0301\u0303\u0309\u0323]")
_PLAIN_CAPITALS = re.compile(r"[A-ZĂÂÊÔƠƯĐ]")
_PLAIN_SMALL = re.compile(r"[a-z]")
_SAMPLE = 20_000  # letters; a longer sample does not improve the detection
_WORD = re.compile(r"[^\W\d_]+")
_SOFT_HYPHEN = "\u00ad"
ENCODINGS = ("tcvn3", "vni")
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # in cp1252
# UTF-8 that a program read as the code page of Western Europe and saved as such: "Ä‘Ã£" for "đã".
MISREAD = "utf-8"
# Windows' code page for Vietnamese, which a program read as that of Western Europe: "ÐaÞ" for "Đã".
CODE_PAGE = "cp1258"
_WESTERN = {ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in _UNDEFINED}
_LETTERS_OF_UTF_8 = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UTF_8_MARK = b"\xef\xbb\xbf"
_STRAY_BYTE = re.compile("[\udc80-\udcff]")
_MOST_STRAY = 3  # a letter of UTF-8 that lost a byte leaves up to two stray ones
_MOST_NAMED = 5


def decode_text(content: bytes) -> str:
    """Decode a text file by byte-order mark, as UTF-8, or by the Windows code page that yields Vietnamese.

    TCVN3 and VNI stay in the characters of their fonts and are converted later, cell by cell. A stray byte in UTF-8
    becomes a lone surrogate, from U+DC80 on, which `name_stray_bytes` finds. Raises `UnicodeDecodeError` for damaged
    UTF-16.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    told = content.decode("utf-8-sig", errors="surrogateescape")
    bad = len(_STRAY_BYTE.findall(told))
    # In a code page nearly every letter beyond ASCII is a stray byte; a damaged UTF-8 file has few of them.
    if (
        not bad
        or sum(not sign.isascii() for sign in told) > _MOST_STRAY * bad
        or content.startswith(_UTF_8_MARK)
    ):
        return told
    western = content.decode("cp1252", errors="replace")
    sample = western[:_SAMPLE]
    vietnamese = unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    old = max(count_syllables(sample)[0], *(count_syllables(convert(sample, name))[0] for name in ENCODINGS))
    return vietnamese if count_syllables(vietnamese[:_SAMPLE])[0] > old else western


def name_stray_bytes(text: str) -> tuple[str, str]:
    """A text with a mark (U+FFFD) for each byte that is no UTF-8, and the problem with them in Vietnamese, or empty."""
    stray = [(match.start() + 1, ord(match[0]) - 0xDC00) for match in _STRAY_BYTE.finditer(text)]
    if not stray:
        return text, ""
    named = ", ".join(f"{byte:02X} ở ký tự thứ {at}" for at, byte in stray[:_MOST_NAMED])
    more = f" và {len(stray) - _MOST_NAMED} byte khác" if len(stray) > _MOST_NAMED else ""
    return _STRAY_BYTE.sub(
        "\ufffd", text
    ), f"ô có byte hỏng trong tệp mã UTF-8 ({named}{more}), không đọc được chữ tại đó"


def font_encoding(font: str) -> str:
    """The encoding that a font's name implies (`.VnTimeH`, `VNI-Times`), or empty."""
    name = font.lower()
    return next((key for key in ENCODINGS if name.startswith(tuple(_table(key)["fonts"]))), "")


def is_capital_font(font: str) -> bool:
    """Whether a font draws every letter as a capital (`.VnTimeH`)."""
    return font_encoding(font) == "tcvn3" and font.lower().endswith(_table("tcvn3")["capitals_end"])


def is_modern(text: str) -> bool:
    """Whether a text contains Vietnamese letters of Unicode, which the old fonts lack."""
    return bool(_MODERN.search(text))


def recognise_encoding(texts: Iterable[str]) -> str:
    """Detect `tcvn3`, `vni` or misread `cp1258` and `utf-8`; empty if the texts read at least as well unconverted."""
    whole = take_sample(texts)
    right, words = count_syllables(whole)
    if not words:
        return ""
    shares = {"": right / words}
    for name in (*ENCODINGS, CODE_PAGE):
        found, _ = count_syllables(convert(whole, name))
        # The denominator counts the words before conversion: a word that becomes ASCII is not a success.
        shares[name] = min(1.0, found / words)
    found, words = count_syllables(convert(whole, MISREAD))
    shares[MISREAD] = (
        found / words if words else 0.0
    )  # what stands for one letter may look like the end of a word
    best = max(shares, key=lambda name: (shares[name], name == ""))
    return best if shares[best] > shares[""] + 0.3 and shares[best] > 0.6 else ""


def take_sample(texts: Iterable[str]) -> str:
    """The beginning of the texts, joined: the texts may be gigabytes and a sample suffices."""
    taken: list[str] = []
    letters = 0
    for text in texts:
        taken.append(text[: _SAMPLE - letters])
        letters += len(taken[-1]) + 1
        if letters >= _SAMPLE:
            break
    return " ".join(taken)


def split_words(text: str) -> list[str]:
    """The words of several letters of which one is no ASCII."""
    return [word for word in _BETWEEN_WORDS.split(text) if not word.isascii() and len(word) > 1]


def count_syllables(text: str) -> tuple[int, int]:
    """Count the words with a non-ASCII letter: how many are Vietnamese syllables, and how many there are."""
    words = split_words(text)
    return sum(map(is_syllable, words)), len(words)


def convert(text: str, encoding: str) -> str:
    """Convert a text from an old font's encoding to Unicode, and repair toned capitals, which TCVN3 lacks.

    >>> convert("Ä\x91Ã£ xong", "utf-8")
    'đã xong'
    """
    if encoding == MISREAD:
        return _reread(text)
    if encoding == CODE_PAGE:
        return unicodedata.normalize("NFC", text.translate(_vietnamese()))
    if encoding == "vni":
        pattern, letters = _vni()
        return pattern.sub(lambda match: letters[match[0]], text)
    return repair_capitals(text.translate(_tcvn3()))


def _reread(text: str) -> str:
    """The text with each letter of UTF-8 that was read byte by byte."""
    stored = text.translate(_WESTERN)
    parts, end = [], 0
    for letter in _LETTERS_OF_UTF_8.finditer(stored):
        with suppress(UnicodeDecodeError):
            said = letter[0].encode("latin-1").decode()
            parts += [text[end : letter.start()], said]
            end = letter.end()
    return "".join((*parts, text[end:]))


def repair_capitals(text: str) -> str:
    """Turn `SắC LệNH` into `SẮC LỆNH`: TCVN3 writes a toned capital as the small letter in a capital font."""
    words = list(_WORD.finditer(text))
    kinds = [_classify_case(match[0]) for match in words]
    if "mended" not in kinds:
        return text
    letters = list(text)
    beside = zip(_preceding_cases(kinds), reversed(_preceding_cases(kinds[::-1])), strict=True)
    for match, kind, neighbours in zip(words, kinds, beside, strict=True):
        if kind == "mended" or (kind == "open" and set(neighbours) <= {"mended", "capitals"}):
            letters[match.start() : match.end()] = match[0].upper()
    return "".join(letters)


def _preceding_cases(kinds: list[str]) -> list[str]:
    """For each word, the last unambiguous case before it; "mended" before the first one."""
    told, last = [], "mended"
    for kind in kinds:
        told.append(last)
        last = last if kind == "open" else kind
    return told


def _classify_case(word: str) -> str:
    """Classify a word: capitals, mended (a small toned letter among capitals), small, or ambiguous."""
    if _PLAIN_SMALL.search(word):
        return "small"
    capitals = len(_PLAIN_CAPITALS.findall(word))
    small = any(letter.islower() for letter in word)
    if small and (capitals >= 2 or (capitals and word[0].islower())):
        return "mended"
    return "capitals" if capitals >= 2 else "open"


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word is one syllable of Vietnamese; none has a capital after a small letter ("hÕt")."""
    if any(one.islower() and other.isupper() for one, other in pairwise(word)):
        return False
    bare = unicodedata.normalize("NFD", word.lower())
    toneless = unicodedata.normalize("NFC", bare.translate(_TONES))
    marks = sum(ord(mark) in _TONES for mark in bare)
    return marks <= 1 and bool(_SYLLABLE.fullmatch(toneless))


@cache
def _table(encoding: str) -> dict[str, Any]:
    return tomllib.loads(files("camket.intake.formats").joinpath(f"{encoding}.toml").read_text("utf-8"))


@cache
def _tcvn3() -> dict[int, str]:
    letters = {code: letter for letter, code in _table("tcvn3")["letters"].items()}
    return letters | {0x3BC: letters[0xB5]}  # Word writes the micro sign as the Greek letter


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    letters: dict[str, str] = {}
    for signs, letter in _table("vni")["letters"].items():
        letters |= {signs: letter, signs.upper(): letter.upper(), signs.capitalize(): letter.upper()}
    return re.compile("|".join(sorted(letters, key=len, reverse=True))), letters


@cache
def _vietnamese() -> dict[int, str]:
    """The letter of Windows' code page for Vietnamese at the place of each one of Western Europe."""
    bytes_of = {code: bytes([code]) for code in range(0xA0, 0x100)} | {
        letter: bytes([code]) for letter, code in _WESTERN.items()
    }
    return {letter: byte.decode("cp1258", errors="replace") for letter, byte in bytes_of.items()}


def clean_stored(text: str) -> str:
    """A stored text cleaned, but for the soft hyphen: TCVN3 writes ư so, and the text may be converted later."""
    return " ".join(text.split()) if _SOFT_HYPHEN in text else clean(text)
