"""Read the tables of a file, together with the content that is outside any table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from camket.errors import InputError
from camket.intake.formats.books import read_book
from camket.intake.formats.sheet import label_place
from camket.intake.tables.account import account_for
from camket.intake.tables.sheet_tables import read_tables
from camket.intake.tables.table import Table
from camket.intake.tables.unread import OUTSIDE, Unread, find_unread, quote
from camket.settings.fields import BUILT_IN, Fields

# A refusal names at most this many sheets.
_MOST_NAMED = 5
_TABLE = "một bảng có cột nội dung cam kết"
_MEND_HEADER = "sửa dòng tiêu đề theo mẫu (cơ quan tổng hợp: hoặc thêm cách gọi mới vào data/raw/fields.toml)"
# What helps where a file without a table says something elsewhere; the first that it has.
_REMEDIES = {
    "embedded": "mở phần nhúng trong tệp (nháy đúp), chép bảng vào thân tệp rồi gửi lại, hoặc gửi riêng tệp được nhúng",
    "picture": "nhập lại bảng trong hình vào tệp mẫu rồi gửi lại; phần mềm không đọc được chữ trong hình",
    "scan": "nhập lại bảng trong hình vào tệp mẫu rồi gửi lại; phần mềm không đọc được chữ trong hình",
    "text_box": "chuyển chữ trong hộp chữ vào bảng theo mẫu rồi gửi lại",
    "drawing": "chuyển chữ trong hình vẽ vào bảng theo mẫu rồi gửi lại",
    "chart": "ghi số liệu của biểu đồ vào bảng theo mẫu rồi gửi lại",
    "paragraph": "ghi mỗi nội dung đã nêu trong lời văn thành một dòng của bảng theo mẫu rồi gửi lại",
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its place in the period's folder, its hash, and its tables, which may be none.

    `unread` lists content that was not read as data. `other_rows` has the number of rows of each sheet
    without a table and of each sheet that is left out.
    """

    place: str
    sha256: str
    tables: tuple[Table, ...]
    unread: tuple[Unread, ...] = ()
    other_rows: Mapping[str, int] = field(default_factory=dict)


def read_file(
    path: Path, place: str, needed: frozenset[str], root: Path | None = None, fields: Fields = BUILT_IN
) -> SourceFile:
    """All tables of a file whose header names the `needed` fields.

    With a `root`, a link that leads out of that folder is refused. Raises `InputError` if the format cannot
    be read, the file is damaged, exceeds a limit, or has no such table.
    """
    file = open_file(path, place, needed, root, fields)
    if not file.tables:
        raise refuse_without_table(file, _TABLE)
    return file


def open_file(
    path: Path, place: str, needed: frozenset[str], root: Path | None = None, fields: Fields = BUILT_IN
) -> SourceFile:
    """Like `read_file`, but return a file without tables too: its rows must be reconciled."""
    book, content = read_book(path, place, root)
    tables = read_tables(book.sheets, needed, fields)
    with_table = {table.sheet.name for table in tables}
    others = [sheet for sheet in book.sheets if sheet.name not in with_table]
    return SourceFile(
        place,
        hashlib.sha256(content).hexdigest(),
        tables,
        find_unread(book, tables, account_for(book, tables), needed, fields),
        {sheet.name: len(sheet.rows) for sheet in (*others, *(left.sheet for left in book.left_out))},
    )


def refuse_without_table(file: SourceFile, expected: str) -> InputError:
    """The refusal of a file without a table as `expected`, said in Vietnamese, with what its sheets hold."""
    left_out = {part.sheet for part in file.unread if part.kind == "left_out"}
    sheets = [
        f"{label_place(name)}: {rows} hàng" for name, rows in file.other_rows.items() if name not in left_out
    ]
    more = f" và {len(sheets) - _MOST_NAMED} trang khác" if len(sheets) > _MOST_NAMED else ""
    beside = [part for part in file.unread if part.kind in OUTSIDE]
    return InputError(
        where=file.place,
        found="không tìm thấy bảng có dòng tiêu đề nhận ra được"
        + (
            f" ({'; '.join(sheets[:_MOST_NAMED])}{more})"
            if sheets
            else " (tệp không có trang tính hay bảng nào có dữ liệu)"
        )
        + "".join(f"; tệp có {OUTSIDE[part.kind]}: {quote(part.texts)}" for part in beside),
        expected=expected,
        remedy=_MEND_HEADER if any(part.kind == "no_table" for part in file.unread) else _remedy(beside),
    )


def _remedy(beside: Sequence[Unread]) -> str:
    kinds = {part.kind for part in beside}
    return next((remedy for kind, remedy in _REMEDIES.items() if kind in kinds), _MEND_HEADER)
