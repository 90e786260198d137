"""Nothing vanishes: every row of every table that was read ends as exactly one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from camket.errors import AccountError
from camket.reading.row_kinds import REPORTING, RowKind
from camket.records.record import Record, Rejected
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
    ends: dict[tuple[str, str, int], list[RowEnd]] = defaultdict(list)
    for record in records:
        if record.reported:
            ends[record.source.file, record.source.sheet, record.source.row].append("record")
    for item in rejected:
        if item.row is not None and item.kind in _ENDS:
            ends[item.file, item.sheet, item.row].append(_ENDS[item.kind])
    accounts = []
    for file in submissions.files:
        for table in file.tables:
            for row in table.rows:
                end: RowEnd = "not_data"
                if row.kind == "record" and not table.fields & REPORTING:
                    end = "rejected"  # with its table
                elif row.kind == "record":
                    own = ends[file.place, table.sheet.name, row.number]
                    if not own:
                        raise _unaccounted(file.place, table.sheet.name, row.number, "không đi vào đâu")
                    end = own.pop()
                accounts.append(Account(file.place, table.sheet.name, row.number, row.kind, end))
    for place, left in ends.items():
        if left:
            raise _unaccounted(*place, f"được tính thêm một lần nữa ({', '.join(left)})")
    return accounts


def _unaccounted(file: str, sheet: str, row: int, what: str) -> AccountError:
    return AccountError(
        where=f"{file} › {sheet}, dòng {row}",
        found=f"dòng này {what}",
        expected="mỗi dòng đọc được đi vào đúng một nơi: kết quả, danh sách không dùng, hoặc không phải dữ liệu",
        remedy="đây là lỗi của camket: gửi tệp này cho người bảo trì",
    )
