"""Read a TOML file that people write, after a check that parsing it is safe and quick."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from camket.errors import InputError
from camket.settings.csv_tables import unopened

# The largest file of settings that comes with camket has 15 KB.
_MOST_BYTES = 256 * 1024
# Settings are a key in an entry of a table, with a list in it. The parser calls itself for each depth, and takes
# quadratic time for the parts of a key.
_DEEPEST = 8
_LONGEST_QUOTE = 120
# Texts and comments, where brackets and dots mean nothing. A text that is not closed ends with the line or the file,
# so that every match succeeds at once.
_QUOTED = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)|' r"'''.*?(?:'''|\Z)|"
    r'"(?:\\.|[^"\\\n])*+"?|' r"'[^'\n]*+'?|#[^\n]*",
    re.DOTALL,
)  # fmt: skip
_PARTS = re.compile(rf"(?:\.[^.=,\[\]{{}}\n]*+){{{_DEEPEST},}}")


def read_toml(path: Path, place: str) -> dict[str, Any]:
    """The content of a TOML file.

    Raises `FileNotFoundError` where there is none, and `InputError` where it cannot be opened or read, is too large
    or too deeply nested.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise unopened(place, error) from None
    if len(content) > _MOST_BYTES:
        raise InputError(
            where=place,
            found=f"tệp dài {len(content) // 1024} KB",
            expected=f"tệp cài đặt không quá {_MOST_BYTES // 1024} KB",
            remedy="bỏ phần thừa; nếu nhầm tệp thì đặt lại đúng tệp",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(content.decode("utf-8-sig", "replace"), place, error) from None
    _check_depth(text, place)
    try:
        # As `Path.read_text` does, so that a file of Windows has the same lines.
        return tomllib.loads(text.replace("\r\n", "\n"))
    except ValueError as error:  # a syntax error, or a number of thousands of digits
        raise _unreadable(text, place, error) from None


def _check_depth(text: str, place: str) -> None:
    """Raise `InputError` for brackets, or parts of a key, that go deeper than any setting."""
    bare = _QUOTED.sub(lambda quoted: "\n" * quoted[0].count("\n") or "_", text)
    depth, at = 0, -1
    for sign in re.finditer(r"[\[\]{}]", bare):
        depth += 1 if sign[0] in "[{" else -1
        if depth > _DEEPEST:
            at = sign.start()
            break
    if at < 0 and (long := _PARTS.search(bare)):
        at = long.start()
    if at >= 0:
        raise InputError(
            where=f"{place}, dòng {bare.count(chr(10), 0, at) + 1}",
            found=f"lồng nhau quá {_DEEPEST} cấp",
            expected=f"khóa và danh sách lồng nhau không quá {_DEEPEST} cấp",
            remedy="sửa dòng được nêu theo mẫu: khóa = giá trị, hoặc khóa = [giá trị, giá trị]",
        )


def _unreadable(text: str, place: str, error: ValueError) -> InputError:
    """The error about an invalid file, with the line and, for a day in the wrong form, the right form."""
    line = re.search(r"line (\d+)", str(error))
    lines = text.splitlines()
    number = int(line[1]) if line else _find_long_number(lines)
    said = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    dated = re.search(r"=\s*(\d{1,2})/(\d{1,2})/(\d{4})", said)
    shown = said if len(said) <= _LONGEST_QUOTE else said[:_LONGEST_QUOTE] + "…"
    shown = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in shown)
    return InputError(
        where=f"{place}, dòng {number}" if number else place,
        found=f"không đọc được: {shown}" if said else f"không đọc được ({error})",
        expected="một dòng dạng  khóa = giá trị  trong tệp TOML, mã hóa UTF-8",
        remedy=f"viết ngày là {dated[3]}-{dated[2]:0>2}-{dated[1]:0>2}, không có dấu nháy"
        if dated
        else "sửa dòng được nêu; chuỗi chữ phải nằm trong dấu nháy kép",
    )


def _find_long_number(lines: list[str]) -> int:
    """The line of a number that Python does not convert, from 1; 0 if there is none."""
    return next((number for number, line in enumerate(lines, 1) if re.search(r"\d{1000}", line)), 0)
