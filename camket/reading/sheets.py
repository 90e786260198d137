"""Which sheets of a workbook are no data: hidden ones and those whose name says that they are dropped."""

from __future__ import annotations

import re

from camket.text import plain

HIDDEN, OBSOLETE = "bị ẩn", "ghi là bỏ"
_MARK = re.compile(r"(?:^|[\s\-–_(])(?:bỏ|hủy|huỷ|không dùng|ko dùng|obsolete)\)?$")


def left_out(name: str, *, hidden: bool) -> str:
    """Why a sheet is not read as data ("bị ẩn", "ghi là bỏ"), or empty."""
    if hidden:
        return HIDDEN
    return OBSOLETE if _MARK.search(plain(name)) else ""
