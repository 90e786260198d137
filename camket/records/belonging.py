"""Whose each row of a table is, where a section or a cell above it may still hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from camket.reading.table import Row, Table
from camket.records.owner import NOBODY, Owner, Owners

_LETTERED = re.compile(r"[A-ZĐ]\b")
_ROMAN = re.compile(r"[IVX]+\b")


def find_owners(table: Table, around: Owner, owners: Owners) -> Iterator[tuple[Row, Owner]]:
    """The rows that report, each with its unit, or with none and why.

    A row's own cell counts first, then the section that it stands under, then what stands `around` the
    table. Where a section names a unit, so must the next of its kind; one of another kind is a part of
    it. A blank unit cell below a row of another unit may mean that one or the table's: it is not guessed.
    """
    section, numbering, above = NOBODY, "", NOBODY
    for row in table.rows:
        if row.kind == "header":
            section, numbering, above = NOBODY, "", NOBODY
        elif row.kind == "section":
            section, numbering = _enter(row.section, section, numbering, around, owners)
            above = NOBODY
        elif row.kind == "record":
            said = owners.of_row(replace(row, section=""), NOBODY) if _speaks(row) else NOBODY
            context = around if section == NOBODY else section
            if not _speaks(row) and above.code and above.code != context.code:
                context = Owner(frozenset(), f"ô đơn vị để trống, dòng trên là của {owners.name(above.code)}")
            if said.code:
                above = said
            yield row, owners.of_row(replace(row, section=""), context)


def _enter(title: str, section: Owner, numbering: str, around: Owner, owners: Owners) -> tuple[Owner, str]:
    """The unit of a new section and the kind of number that its unit's section has."""
    own, kind = owners.of_texts([title]), _number_kind(title)
    if own.codes or own.doubt:
        return (around if not own.code and around.code in own.codes else own), kind
    if section == NOBODY or kind != numbering:
        return section, numbering
    return Owner(frozenset(), f"dòng mục “{title}” không nêu đơn vị nào, mục trước nó có nêu"), numbering


def _number_kind(title: str) -> str:
    if _ROMAN.match(title):
        return "roman"
    return "letter" if _LETTERED.match(title) else ""


def _speaks(row: Row) -> bool:
    return bool(row.text("unit_code") or row.text("unit"))
