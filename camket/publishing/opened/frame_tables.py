"""A DataFrame as a table of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.publishing.blocks.block import Column, Row, Table
from camket.publishing.blocks.inline import Linked, Marked, Printed, Text, fill

if TYPE_CHECKING:
    import pandas as pd

_COUNT = "{f.count}"
_KEYS = ("record_id", "registration_id", "item_id")
_RUNS = (str, Printed, Marked, Linked)
_WIDEST, _NARROWEST = 6.0, 0.8
_LETTERS_OF_ONE = 9.0
_NONE = "–"
# The heading above an index that has no name.
_UNNAMED = "Mục"


def make_table(
    frame: pd.DataFrame,
    *,
    caption: str,
    source: str,
    note: str = "",
    show: str | Mapping[str, str] = _COUNT,
    totals: Sequence[object] = (),
) -> Table:
    """Returns a frame as a table: its index as row headings, a row of columns above where they have two levels.

    A cell is a text, a figure, or a number in a row that names its record. `show` is how a figure is printed, for all
    columns or by column, such as `"{f.count} ({f.share})"`. `totals` are the labels of the index that are totals.

    Raises `InputError` for a number that is no figure and belongs to no record.
    """
    body = frame.reset_index() if _has_headings(frame) else frame
    headings = [_split_heading(name) for name in body.columns]
    kept = [position for position, (_, heading) in enumerate(headings) if heading not in _KEYS]
    keys = _list_keys(frame)
    labels = list(frame.index)
    rows = []
    for number, values in enumerate(body.itertuples(index=False, name=None)):
        cells = tuple(
            _make_cell(values[position], headings[position][1], show, caption, is_record=keys is not None)
            for position in kept
        )
        kind = "total" if labels[number] in totals else "body"
        rows.append(Row(cells=cells, kind=kind, anchor=keys[number] if keys else ""))
    columns = tuple(
        Column(
            heading=headings[position][1],
            group=headings[position][0],
            align="right" if _is_numeric(body.iloc[:, position]) else "left",
            width=_measure(headings[position][1], [row.cells[place] for row in rows]),
        )
        for place, position in enumerate(kept)
    )
    return Table(title=caption, columns=columns, rows=tuple(rows), note=note, source=source, head_column=0)


def _has_headings(frame: pd.DataFrame) -> bool:
    """Whether the index says something: it has a name, or is not just the numbers of the rows."""
    import pandas as pd

    return not isinstance(frame.index, pd.RangeIndex)


def _split_heading(name: object) -> tuple[str, str]:
    parts = [str(part) for part in (name if isinstance(name, tuple) else (name,)) if part not in ("", None)]
    heading = _UNNAMED if parts in ([], ["index"]) else parts[-1]
    return " – ".join(parts[:-1]), heading


def _list_keys(frame: pd.DataFrame) -> list[str] | None:
    for name in _KEYS:
        if name in frame.columns:
            return [str(each) for each in frame[name]]
        if frame.index.name == name:
            return [str(each) for each in frame.index]
    return None


def _make_cell(
    value: Any, heading: str, show: str | Mapping[str, str], caption: str, *, is_record: bool
) -> Text:
    if isinstance(value, Figure):
        template = show if isinstance(show, str) else show.get(heading, _COUNT)
        return fill(template, f=value)
    if isinstance(value, tuple) and all(isinstance(run, _RUNS) for run in value):
        return value
    if _is_missing(value):
        return (_NONE,)
    if not isinstance(value, str) and not is_record and re.search(r"\d", str(value)):
        raise InputError(
            where=f"period.table(…, caption={caption!r})",
            found=f"cột “{heading}” có con số không phải số liệu: {value}",
            expected="số liệu do period.figure(…) trả về, hoặc con số của một nội dung (bảng có cột record_id)",
            remedy="thay từng con số bằng period.figure(phần_đếm, of=…, name=…, label=…)",
        )
    return (_describe_value(value),)


def _describe_value(value: Any) -> str:
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y"))
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)


def _is_missing(value: Any) -> bool:
    import pandas as pd

    return value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124 - only a NaN differs from itself


def _is_numeric(column: pd.Series[Any]) -> bool:
    return all(not isinstance(value, str) for value in column) and len(column) > 0


def _measure(heading: str, cells: Sequence[Text]) -> float:
    """A relative width by the longest cell, within bounds."""
    longest = max(
        [len(heading) / 2, *(sum(len(str(getattr(run, "text", run))) for run in cell) for cell in cells)]
    )
    return round(min(max(longest / _LETTERS_OF_ONE, _NARROWEST), _WIDEST), 1)
