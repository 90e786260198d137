"""The files of `data/processed`: CSV and JSON, the same bytes for the same data."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from camket.settings.csv_tables import long_cells

FIGURES = "figures.json"
# Excel would evaluate such a text as a formula; a leading apostrophe keeps it text.
_FORMULA = re.compile(r"[=@\t\r]|[+-].*[(|!]")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write UTF-8 with BOM, comma and CRLF; the same rows give the same bytes."""
    path.write_bytes(format_csv(columns, rows))


def format_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The bytes that `write_csv` writes."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    # Excel recognises UTF-8 only by its BOM.
    return text.getvalue().encode("utf-8-sig")


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read the rows as they were before writing; an empty cell is an empty text."""
    with long_cells(), path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: _text(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def _text(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


def write_json(path: Path, data: object) -> None:
    """Write JSON in the common form: UTF-8, indented, the same bytes for the same data."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
