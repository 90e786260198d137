"""Reconcile rows of the registrations and the programme: each row ends in exactly one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from camket.records.account import row_error
from camket.records.record import Rejected, Source
from camket.registering.programme import Programme
from camket.registering.registrations import Registered

_ROWS = ("row", "repeated", "superseded", "unread")


def reconcile_registrations(registered: Registered, programme: Programme) -> None:
    """Raise `AccountError`, a bug of camket, if a row ends nowhere or twice."""
    used = [
        *(item.source for item in (*registered.items, *registered.dropped)),
        *(item.source for item in programme.items),
    ]
    ends = _count_ends(used, (*registered.rejected, *programme.rejected))
    for file in (*registered.files, *programme.files):
        for table in file.tables:
            for row in table.records:
                place = (file.place, table.sheet.name, row.number)
                if ends.pop(place, 0) != 1:
                    raise row_error(*place, "không đi vào đúng một nơi")
    for place in ends:
        raise row_error(*place, "được tính mà không có trong tệp")


def _count_ends(used: Iterable[Source], rejected: Iterable[Rejected]) -> Counter[tuple[str, str, int]]:
    return Counter(
        [
            *((source.file, source.sheet, source.row) for source in used),
            *(
                (item.file, item.sheet, item.row)
                for item in rejected
                if item.row is not None and item.kind in _ROWS
            ),
        ]
    )
