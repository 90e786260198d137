"""The short hash that an issue prints, by which a sheet of paper is told to belong to raw files, records and figures.

Three parts of eight hexadecimal digits: raw files, records, figures. What comes after the figures does not change it:
number and day of the report, what an audit states, what units answer to the issue, what notebooks of the project count.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from camket.errors import UsageError
from camket.figures.audit_record import AUDIT
from camket.figures.freshness import PROGRAM, hash_inputs, read_inputs
from camket.figures.table_files import FIGURES, write_json
from camket.settings.confirmations import FILE as CONFIRMATIONS
from camket.settings.project import PeriodFolder

FILE = "reference_code.json"
# The ids of the figures that notebooks of the project declared, where there are any.
OWN = "own_figures.json"
_SETTINGS, _RECORDS = "period.toml", "records.csv"
# The keys of `[report]` that are filled in after the figures are fixed.
_LATER_KEYS = ("number", "day", "audit")
_DIGITS, _GROUP = 8, 4
_CALLED = ("tệp nguồn", "nội dung đã xếp loại", "số liệu")
_WRITTEN = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class ReferenceCode:
    """The SHA-256 of raw files, records and figures; its text is what is printed."""

    raw: str
    records: str
    figures: str

    def __str__(self) -> str:
        digits = "".join(part[:_DIGITS] for part in astuple(self))
        return "-".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))

    def find_departures(self, printed: str) -> list[str]:
        """Names the parts in which a printed code departs. Raises `UsageError` for what is no code."""
        digits = read_printed(printed).replace("-", "")
        own = str(self).replace("-", "")
        return [
            called
            for start, called in zip(range(0, len(own), _DIGITS), _CALLED, strict=True)
            if digits[start : start + _DIGITS] != own[start : start + _DIGITS]
        ]


def read_printed(text: str) -> str:
    """A code as it was typed from paper, in the printed form. Raises `UsageError` for what is no code."""
    digits = re.sub(r"[\s\-‐-―.]", "", text.rpartition(":")[2]).lower()
    if not _WRITTEN.fullmatch(digits):
        raise UsageError(
            where="--printed",
            found=text[:80],
            expected="24 chữ số và chữ cái a-f như bản in: 3f9a-72c1-08be-41d0-9a77-e3c2",
            remedy="gõ lại Mã đối chiếu ở cuối trang báo cáo hoặc phụ lục",
        )
    return "-".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def label_code(code: str) -> str:
    """A code as it stands at the foot of a page."""
    return f"Mã đối chiếu: {code}"


def write_code(folder: PeriodFolder) -> None:
    """Writes the code beside the tables of a folder, from the inputs that are recorded there."""
    code = _make_code(folder, read_inputs(folder.processed))
    write_json(folder.processed / FILE, {"code": str(code), **_as_data(code)})


def read_code(tables: Path) -> str:
    """The printed form of the code beside some tables, empty where there is none."""
    try:
        return str(json.loads((tables / FILE).read_text(encoding="utf-8"))["code"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def hash_period(folder: PeriodFolder) -> ReferenceCode:
    """The code of the present raw files and tables. Raises `InputError` for a raw file that cannot be opened."""
    return _make_code(folder, hash_inputs(folder))


def _make_code(folder: PeriodFolder, inputs: Mapping[str, str]) -> ReferenceCode:
    raw = {place: sha256 for place, sha256 in inputs.items() if place not in (PROGRAM, CONFIRMATIONS)}
    raw[_SETTINGS] = _hash_settings(folder.raw / _SETTINGS)
    return ReferenceCode(
        raw=_hash(json.dumps(raw, ensure_ascii=False, sort_keys=True).encode()),
        records=_hash(_read(folder.processed / _RECORDS)),
        figures=_hash_figures(_read(folder.processed / FIGURES), read_own(folder.processed)),
    )


def _hash_settings(path: Path) -> str:
    content = _read(path)
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except ValueError:
        return _hash(content)
    if isinstance(report := data.get("report"), dict):
        data["report"] = {key: value for key, value in report.items() if key not in _LATER_KEYS}
    return _hash(json.dumps(data, ensure_ascii=False, sort_keys=True, default=str).encode())


def write_own(tables: Path, ids: Collection[str]) -> None:
    """Writes which figures beside some tables were declared by notebooks of the project; nothing where none was."""
    if ids:
        write_json(tables / OWN, sorted(ids))


def read_own(tables: Path) -> frozenset[str]:
    """The ids of these figures."""
    try:
        return frozenset(json.loads((tables / OWN).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return frozenset()


def _hash_figures(content: bytes, own: Collection[str]) -> str:
    try:
        figures = [
            each for each in json.loads(content) if not each["id"].startswith(AUDIT) and each["id"] not in own
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return _hash(content)
    return _hash(json.dumps(figures, ensure_ascii=False, sort_keys=True).encode())


def _as_data(code: ReferenceCode) -> dict[str, str]:
    return {"raw": code.raw, "records": code.records, "figures": code.figures}


def _read(path: Path) -> bytes:
    """The bytes of a file; those of a missing one are none, so that its part departs."""
    return path.read_bytes() if path.is_file() else b""


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
