"""Which cells of which files the records behind some figures come from."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from camket.settings.fields import Fields

# The tables whose rows figures count, with the column of their ids.
COUNTED_TABLES = {"records": "record_id", "registrations": "registration_id", "programme": "item_id"}
_OF_UNIT = "_reported"  # ends the name of a place that the unit wrote beside the signed one


class RecordSource(BaseModel):
    """A record that figures count, with its words, its file and its cells there.

    A cell is the label of its field, a tab, and its place. In another file it has that file and a "!" before its
    place, as in the processed tables.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    record: str
    content: str
    file: str
    cells: tuple[str, ...]


def find_sources(
    tables: Mapping[str, Iterable[Mapping[str, Any]]], counted: Collection[str], fields: Fields
) -> Iterator[RecordSource]:
    """Yields the `counted` records in the order of the processed tables. A table that is not there has no rows."""
    for name, key in COUNTED_TABLES.items():
        for row in tables.get(name, ()):
            if row[key] in counted:
                yield RecordSource(
                    record=row[key],
                    content=row["content"],
                    file=row["source_file"],
                    cells=tuple(_list_cells(row, fields)),
                )


def _list_cells(row: Mapping[str, Any], fields: Fields) -> Iterator[str]:
    """The cells of a row with the labels of their fields; what the unit wrote beside a signed field has its own."""
    places: dict[str, str] = json.loads(row.get("source_cells") or "{}")
    if not places:
        yield f"{fields.label('content')}\trow {row['source_row']}"
    for name, place in places.items():
        yield f"{_label(name, fields)}\t{place}"


def _label(name: str, fields: Fields) -> str:
    signed = name.removesuffix(_OF_UNIT)
    return fields.label(signed) if signed == name else f"{fields.label(signed)}, đơn vị ghi"
