"""The history of a shared workbook: what cells said before they were changed, where nobody reviewed the change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from camket.intake.formats.encodings import clean_stored
from camket.intake.formats.excel_strings import unescape
from camket.intake.formats.package_parts import Package
from camket.intake.formats.sheet import Aside


def read_history(package: Package, main: str, sheets: Mapping[str, str]) -> Iterator[Aside]:
    """The words that changes replaced or deleted. `sheets` maps the ids of the sheets to their quoted names."""
    for relation in package.relations(main):
        if relation.kind != "revisionheaders":
            continue
        reviewed = {node.get("rId") for node in package.parse(relation.part).iter("{*}reviewed")}
        for log in package.relations(relation.part):
            if log.kind == "revisionlog":
                for change in package.parse(log.part).iter("{*}rcc"):
                    if change.get("rId") not in reviewed:
                        yield from _read_change(change, sheets)


def _read_change(change: Any, sheets: Mapping[str, str]) -> Iterator[Aside]:
    old, new = (change.find(f"{{*}}{name}") for name in ("oc", "nc"))
    before, after = _read_words(old), _read_words(new)
    if not before or before == after:
        return
    sheet = sheets.get(change.get("sId") or "", "")
    cell = next((node.get("r") or "" for node in (new, old) if node is not None), "")
    said = f"xóa: {before}" + (f"; thêm: {after}" if after else "")
    yield Aside("tracked", sheet, f"sửa đổi ở {sheet}!{cell}" if sheet else f"sửa đổi ở ô {cell}", said)


def _read_words(cell: Any) -> str:
    if cell is None:
        return ""
    parts = [node.text or "" for node in cell.iter("{*}t", "{*}v")]
    return clean_stored(unescape("".join(parts)))
