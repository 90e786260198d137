"""Nothing vanishes: every row of every table that was read ends as exactly one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from camket.errors import AccountError
from camket.reading.table import RowKind
from camket.records.record import Record, Rejected, Source
from camket.records.submissions import Submissions

RowEnd = Literal["record", "rejected", "repeated", "superseded", "not_data"]
_ENDS: dict[str, RowEnd] = {"row": "rejected", "repeated": "repeated", "superseded": "superseded"}


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one row; `kind` says what a row that is not data was taken for."""

    file: str
    sheet: str
    row: int
    kind: RowKind
    end: RowEnd


def account_rows(
    submissions: Submissions, records: Iterable[Record], rejected: Iterable[Rejected]
) -> list[Account]:
    """One line for each row of each table, in the order of the files.

    Raises `AccountError`, a fault of ours, where a row that reports something is nowhere or twice.
    """
    ends: dict[tuple[str, str, int], list[RowEnd]] = {}
    unread: set[tuple[str, str]] = set()
    for record in records:
        if record.reported:
            ends.setdefault(_place(record.source), []).append("record")
    for item in rejected:
        if item.row is not None and item.kind in _ENDS:
            ends.setdefault((item.file, item.sheet, item.row), []).append(_ENDS[item.kind])
        elif item.kind == "file":
            unread.add((item.file, item.sheet))
    accounts = []
    for file in submissions.files:
        for table in file.tables:
            name = table.sheet.name
            for row in table.rows:
                end: list[RowEnd] = ["not_data"]
                if row.kind == "record":
                    end = ["rejected"] if (file.place, name) in unread else []
                    end += ends.pop((file.place, name, row.number), [])
                if len(end) != 1:
                    raise _unaccounted(f"{file.place} › {name}, dòng {row.number}", end)
                accounts.append(Account(file.place, name, row.number, row.kind, end[0]))
    for (place, sheet, number), end in ends.items():
        raise _unaccounted(f"{place} › {sheet}, dòng {number}", end)
    return accounts


def _place(source: Source) -> tuple[str, str, int]:
    return source.file, source.sheet, source.row


def _unaccounted(where: str, ends: list[RowEnd]) -> AccountError:
    return AccountError(
        where=where,
        found=f"dòng này đi vào {len(ends)} nơi ({', '.join(ends) or 'không nơi nào'})",
        expected="mỗi dòng đọc được đi vào đúng một nơi: kết quả, danh sách không dùng, hoặc không phải dữ liệu",
        remedy="đây là lỗi của camket: gửi tệp này cho người bảo trì",
    )
