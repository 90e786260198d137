"""Tracked changes of an OpenDocument spreadsheet that nobody accepted or rejected: what the cells said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from camket.intake.formats.opendocument_text import OFFICE, TABLE, TextReader
from camket.intake.formats.sheet import Aside

_NUMBER_LENGTH = 7
_SETTLED = ("accepted", "rejected")


def read_changes(root: Any, sheets: Sequence[str], reader: TextReader) -> Iterator[Aside]:
    """The words that open changes replaced or deleted; `sheets` are the names of the sheets in their order."""
    for history in root.iter(f"{TABLE}tracked-changes"):
        for change in history.iterchildren("*"):
            if change.get(f"{TABLE}acceptance-state") in _SETTLED:
                continue
            for before in change.iter(f"{TABLE}change-track-table-cell"):
                words = "\n".join(reader.read_lines(before)) or before.get(f"{OFFICE}value") or ""
                if words:
                    sheet, place = _find_place(before, sheets)
                    yield Aside("tracked", sheet, f"sửa đổi {place}", f"xóa: {words}")


def _find_place(before: Any, sheets: Sequence[str]) -> tuple[str, str]:
    """The sheet and the place of a cell as it was; its address counts from 0 and stands beside it or around it."""
    for around in before.iterancestors():
        address = around.find(f"{TABLE}cell-address")
        if address is not None:
            numbers = [address.get(f"{TABLE}{name}") or "" for name in ("table", "row", "column")]
            if all(number.isdecimal() and len(number) <= _NUMBER_LENGTH for number in numbers):
                table, row, column = map(int, numbers)
                if table < len(sheets) and column < 16_384:
                    return sheets[table], f"ở {sheets[table]}!{get_column_letter(column + 1)}{row + 1}"
        if around.tag == f"{TABLE}tracked-changes":
            break
    return "", "ở ô không rõ"
