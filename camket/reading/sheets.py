"""Decide which sheets of a workbook are left out: hidden ones and those marked as dropped by their name."""

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
