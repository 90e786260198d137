"""Nothing vanishes: every row of every sheet that could be opened ends as exactly one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from camket.errors import AccountError
from camket.reading.row_kinds import REPORTING, RowKind
from camket.reading.table import Table
from camket.records.record import Record, Rejected
from camket.records.submissions import Submissions

RowEnd = Literal["record", "rejected", "repeated", "superseded", "not_data"]
# What a row that is not data was taken for; also one of a sheet without a table, or of a hidden sheet.
AccountKind = RowKind | Literal["hidden", "other_sheet"]
_Ends = dict[tuple[str, str, int], list[RowEnd]]
_ENDS: dict[str, RowEnd] = {"row": "rejected", "repeated": "repeated", "superseded": "superseded"}


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one row, and what it was taken for."""

    file: str
    sheet: str
    row: int
    kind: AccountKind
    end: RowEnd


def account_rows(
    submissions: Submissions, records: Iterable[Record], rejected: Iterable[Rejected]
) -> list[Account]:
    """One line for each row of each sheet, in the order of the files.

    Raises `AccountError`, a fault of ours, where a row that reports something is nowhere or twice.
    """
    ends = _find_ends(records, rejected)
    accounts = []
    for file in submissions.files:
        for table in file.tables:
            accounts += _account_table(file.place, table, ends)
        refused: RowEnd = "not_data" if file.tables else "rejected"  # with its file
        for sheet, count in file.other_rows.items():
            accounts += [
                Account(file.place, sheet, number, "other_sheet", refused) for number in range(1, count + 1)
            ]
    for place, left in ends.items():
        if left:
            raise unaccounted(*place, f"được tính thêm một lần nữa ({', '.join(left)})")
    return accounts


def _find_ends(records: Iterable[Record], rejected: Iterable[Rejected]) -> _Ends:
    ends: _Ends = defaultdict(list)
    for record in records:
        if record.reported:
            ends[record.source.file, record.source.sheet, record.source.row].append("record")
    for item in rejected:
        if item.row is not None and item.kind in _ENDS:
            ends[item.file, item.sheet, item.row].append(_ENDS[item.kind])
    return ends


def _account_table(file: str, table: Table, ends: _Ends) -> list[Account]:
    sheet, accounts = table.sheet, []
    for row in table.rows:
        end: RowEnd = "not_data"
        if row.kind == "record" and not table.fields & REPORTING:
            end = "rejected"  # with its table
        elif row.kind == "record":
            own = ends[file, sheet.name, row.number]
            if not own:
                raise unaccounted(file, sheet.name, row.number, "không đi vào đâu")
            end = own.pop()
        kind: AccountKind = "hidden" if row.number in sheet.hidden_rows else row.kind
        accounts.append(Account(file, sheet.name, row.number, kind, end))
    return accounts


def unaccounted(file: str, sheet: str, row: int, what: str) -> AccountError:
    """The fault that a row of a file was lost or counted twice, as `what` says."""
    return AccountError(
        where=f"{file} › {sheet}, dòng {row}",
        found=f"dòng này {what}",
        expected="mỗi dòng đọc được đi vào đúng một nơi: kết quả, danh sách không dùng, hoặc không phải dữ liệu",
        remedy="đây là lỗi của camket: gửi tệp này cho người bảo trì",
    )
