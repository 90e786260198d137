"""The types of values that people write by hand: printable text, numbers, days, lists without repetition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from camket.signs import describe_sign, list_unlike
from camket.text import fold

# Excel on a Vietnamese Windows writes every date of a CSV file as 02/11/2022.
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# Controls, surrogates, private use and unassigned characters, line and paragraph separators: no font has them.
_UNPRINTABLE = frozenset(("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
# They show "slx.exe" as "exe.xls".
_BIDI = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
# What stands where an earlier program could not read a letter.
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# A message names at most so many signs.
_MOST_NAMED = 5

# The lengths that print. A line of a page holds about 90 letters. Word and Excel take 255 characters in the title and
# the author of a document, Excel 255 in a header; camket puts up to 90 of its own beside a title.
LINE, TITLE, PARAGRAPH = 100, 150, 2_000


def check_text(text: str, longest: int, *, breaks: bool = False) -> str:
    """The text. Raises `ValueError`, in Vietnamese, where it is blank, too long or has characters that do not print.

    With `breaks`, it may have several lines.
    """
    if not text.strip():
        raise ValueError("không để trống")
    if len(text) > longest:
        raise ValueError(f"không quá {longest} ký tự (đang có {len(text)})")
    for sign in text:
        if breaks and sign == "\n":
            continue
        if sign in "\n\r\t":
            raise ValueError("chữ trên một dòng, không có dấu xuống dòng hay dấu tab")
        if sign in _BIDI or sign == _REPLACEMENT or unicodedata.category(sign) in _UNPRINTABLE:
            raise ValueError(f"chữ in được, không có ký tự điều khiển hay ký tự hỏng (có U+{ord(sign):04X})")
    return text


def check_words(text: str) -> str:
    """The text. Raises `ValueError` where it has neither a letter nor a digit."""
    if not fold(text):
        raise ValueError("có ít nhất một chữ hoặc số")
    return text


def check_signs(text: str) -> str:
    """The text. Raises `ValueError`, in Vietnamese, where a page would show something else in place of a sign.

    Nobody is to sign words that were put in by the program.
    """
    if unlike := list_unlike(text):
        named = ", ".join(map(describe_sign, unlike[:_MOST_NAMED])) + (" …" if unlike[_MOST_NAMED:] else "")
        raise ValueError(
            f"chữ và dấu thường dùng trong văn bản; viết bằng chữ thay cho ký tự mà phông chữ khi in không có: {named}"
        )
    return text


def typed(longest: int) -> Any:
    """The constraint of a text that is compared or looked up but not printed."""
    return AfterValidator(lambda text: check_text(text, longest))


def printed(longest: int, *, breaks: bool = False, blank: bool = False) -> Any:
    """The constraint of a text that is printed; with `blank`, it may be empty."""
    return AfterValidator(
        lambda text: text if blank and not text else check_signs(check_text(text, longest, breaks=breaks))
    )


def _check_distinct(values: Sequence[str]) -> Sequence[str]:
    seen: dict[str, str] = {}
    for value in values:
        if (key := fold(value) or value) in seen:
            raise ValueError(f"mỗi mục một lần, {value!r} có hai lần")
        seen[key] = value
    return values


def _refuse_truth_value(value: object) -> object:
    if isinstance(value, bool):
        raise PydanticCustomError("int_parsing", "a truth value")
    return value


def _read_toml_day(value: object) -> object:
    if isinstance(value, str) and read_day(value) and not _DAY.fullmatch(value):
        return read_day(value)
    if isinstance(value, date):
        return value
    raise PydanticCustomError("date_parsing" if isinstance(value, str) else "date_type", "no day")


def _read_csv_day(value: object) -> object:
    if isinstance(value, str):
        if day := read_day(value):
            return day
        raise PydanticCustomError("date_parsing", "no day")
    return value


def read_day(text: str) -> date | None:
    """Parse a typed date, `2022-11-02` or `02/11/2022`; None if it is not one."""
    day, iso = _DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
    try:
        if day:
            return date(int(day[3]), int(day[2]), int(day[1]))
        return date.fromisoformat(text) if iso else None
    except ValueError:
        return None


Line = Annotated[str, printed(LINE)]
Title = Annotated[str, printed(TITLE)]
Paragraph = Annotated[str, printed(PARAGRAPH)]
Distinct = AfterValidator(_check_distinct)
# A pydantic model takes true as 1, and a day as the number of seconds since 1970.
NotTruth = BeforeValidator(_refuse_truth_value)
Day = Annotated[date, BeforeValidator(_read_csv_day)]
TomlDay = Annotated[date, BeforeValidator(_read_toml_day)]
