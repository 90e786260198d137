"""Whose each row of a table is, where a section or a cell above it may still hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from camket.reading.table import Row, Table
from camket.records.owner import NOBODY, Owner, Owners


def find_owners(table: Table, around: Owner, owners: Owners) -> Iterator[tuple[Row, Owner]]:
    """The rows that report, each with its unit, or with none and why.

    A row's own cell counts first, then the innermost section above it that names a unit, then what stands
    `around` the table. Where a section names a unit, so must the others of its depth. A blank unit cell
    below a row of another unit may mean that one or the table's: it is not guessed.
    """
    naming: set[int] = set()
    above = NOBODY
    for row in table.rows:
        if row.kind == "header":
            naming.clear()
        if row.kind in ("header", "section"):
            above = NOBODY
        if row.kind != "record":
            continue
        context = _above(row, naming, around, owners)
        alone = replace(row, sections=())
        if _speaks(row):
            said = owners.of_row(alone, NOBODY)
            above = said if said.code else above
        elif above.code and above.code != context.code:
            context = Owner(frozenset(), f"ô đơn vị để trống, dòng trên là của {owners.name(above.code)}")
        yield row, owners.of_row(alone, context)


def _above(row: Row, naming: set[int], around: Owner, owners: Owners) -> Owner:
    """The unit that the sections above a row leave it to; `naming` are the depths that have named one."""
    for depth in reversed(range(len(row.sections))):
        own = owners.of_texts([row.sections[depth]])
        if own.codes or own.doubt:
            naming.add(depth)
            return around if not own.code and around.code in own.codes else own
    nameless = next((row.sections[depth] for depth in sorted(naming) if depth < len(row.sections)), "")
    if nameless:
        return Owner(frozenset(), f"dòng mục “{nameless}” không nêu đơn vị nào, mục trước nó có nêu")
    return around


def _speaks(row: Row) -> bool:
    return bool(row.text("unit_code") or row.text("unit"))
