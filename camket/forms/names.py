"""Check the name of a period, which becomes a folder on any operating system."""

from __future__ import annotations

import re

from camket.errors import UsageError

# Windows forbids these characters and device names; they are refused on every system.
_NAME = re.compile(r"\w(?:[\w .-]*\w)?")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 60


def check_name(name: str) -> None:
    """Raise `UsageError` for a name that cannot be a folder under `data/raw`."""
    if _NAME.fullmatch(name) and not _DEVICE.fullmatch(name) and len(name) <= _LONGEST:
        return
    raise UsageError(
        where="PERIOD",
        found=f"{name!r} cannot be the name of a folder",
        expected="letters, digits, spaces, dots and hyphens, such as 2022-12; no path",
        remedy="give the bare name of the period; it becomes a folder under data/raw",
    )
