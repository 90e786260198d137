"""What `camket new` is given, checked before anything is read."""

from __future__ import annotations

import re
from datetime import date

from camket.errors import UsageError

# Letters and digits first; what Windows forbids in a folder's name is forbidden everywhere, as are its devices.
_NAME = re.compile(r"\w(?:[\w .-]*\w)?")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_name(name: str) -> str:
    """The name of a period that may be a folder's. Raises `UsageError` for any other."""
    if _NAME.fullmatch(name) and not _DEVICE.fullmatch(name) and len(name) <= _LONGEST_NAME:
        return name
    raise UsageError(
        where="PERIOD",
        found=f"{name!r} cannot be the name of a folder",
        expected="letters, digits, spaces, dots and hyphens, such as 2022-12; no path",
        remedy="give the bare name of the period; it becomes a folder under data/raw",
    )


def read_cut_off(text: str) -> date:
    """The day of `--cut-off`. Raises `UsageError` for what is no day."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(
        where=f"--cut-off {text}",
        found=f"{text!r} is no day of the calendar",
        expected="a day as YYYY-MM-DD, such as 2022-12-15",
        remedy="correct the date",
    )
