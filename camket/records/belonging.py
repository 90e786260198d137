"""Attribute each row of a table to a unit, by its own cell, the sections above it, or the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from camket.reading.table import Row, Table
from camket.records.owner import UNATTRIBUTED, Attribution, Attributor


def attribute_rows(
    table: Table, of_table: Attribution, attributor: Attributor
) -> Iterator[tuple[Row, Attribution]]:
    """Yield the rows that report, each with its attribution.

    A row's own cell decides first, then the innermost section above it that names a unit, then the
    attribution of the table. If one section names a unit, all sections of the same depth must. A blank unit
    cell below a row of another unit is ambiguous and stays unattributed.
    """
    naming_depths: set[int] = set()
    last_named = UNATTRIBUTED
    for row in table.rows:
        if row.kind == "header":
            naming_depths.clear()
        if row.kind in ("header", "section"):
            last_named = UNATTRIBUTED
        if row.kind != "record":
            continue
        inherited = _attribute_by_section(row, naming_depths, of_table, attributor)
        alone = replace(row, sections=())
        if row.text("unit_code") or row.text("unit"):
            own = attributor.attribute_row(alone, UNATTRIBUTED)
            last_named = own if own.code else last_named
        elif last_named.code and last_named.code != inherited.code:
            inherited = Attribution(
                frozenset(), f"ô đơn vị để trống, dòng trên là của {attributor.name(last_named.code)}"
            )
        yield row, attributor.attribute_row(alone, inherited)


def _attribute_by_section(
    row: Row, naming_depths: set[int], of_table: Attribution, attributor: Attributor
) -> Attribution:
    """The attribution by the sections above a row; adds the depth that names a unit to `naming_depths`."""
    for depth in reversed(range(len(row.sections))):
        own = attributor.attribute_texts([row.sections[depth]])
        if own.codes or own.doubt:
            naming_depths.add(depth)
            return of_table if not own.code and of_table.code in own.codes else own
    unnamed = (row.sections[depth] for depth in sorted(naming_depths) if depth < len(row.sections))
    if section := next(unnamed, ""):
        return Attribution(frozenset(), f"dòng mục “{section}” không nêu đơn vị nào, mục trước nó có nêu")
    return of_table
