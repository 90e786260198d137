"""The last issue of a period as far as its status tells it: which one, its number and day, whether figures moved on."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from camket.dates import format_date
from camket.figures.staging import read_history
from camket.settings.project import PeriodFolder

_NUMBERED = re.compile(r"\s*\d")


@dataclass(frozen=True, slots=True)
class LastIssue:
    """What was issued last; `called` is "lần 2". `is_current` is whether the present records are those of the issue."""

    called: str
    number: str = ""
    day: date | None = None
    is_current: bool = True

    @property
    def is_numbered(self) -> bool:
        """Whether it has both its number and its day."""
        return bool(_NUMBERED.match(self.number) and self.day)

    def __str__(self) -> str:
        number = f"số {self.number}" if _NUMBERED.match(self.number) else "chưa có số"
        day = f"ngày {format_date(self.day)}" if self.day else "chưa có ngày"
        moved = "" if self.is_current else "; số liệu nay đã khác"
        return f"{self.called}, {number}, {day}{moved}"


def read_last_issue(folder: PeriodFolder) -> LastIssue | None:
    """The last sealed issue, else the last run if it was final; never fails on what cannot be read."""
    numbered = [
        path for path in (folder.outputs / "issues").glob("*/issue.json") if path.parent.name.isdigit()
    ]
    if numbered:
        last = max(numbered, key=lambda path: int(path.parent.name))
        try:
            record = _parse(last.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            record = {}
        return LastIssue(
            f"lần {last.parent.name}",
            str(record.get("number") or ""),
            _read_day(record.get("day")),
            record.get("records") in (None, _hash_records(folder)),
        )
    runs = [run for run in map(_parse, read_history(folder.processed)) if "run" in run]
    if runs and runs[-1].get("final"):
        return LastIssue(f"bản chính thức chạy ngày {_show_day(runs[-1].get('at'))}")
    return None


def _hash_records(folder: PeriodFolder) -> str:
    try:
        return hashlib.sha256((folder.processed / "records.csv").read_bytes()).hexdigest()
    except OSError:
        return ""


def _read_day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said)[:10])
    except ValueError:
        return None


def _show_day(said: object) -> str:
    day = _read_day(said)
    return format_date(day) if day else "không rõ"


def _parse(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
