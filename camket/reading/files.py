"""Files from outside, recognised by their content, read one by one: a broken one never stops the others."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from camket.errors import InputError
from camket.reading.convert import convert_to_docx
from camket.reading.delimited import read_delimited
from camket.reading.document import read_document
from camket.reading.kinds import recognise
from camket.reading.limits import LARGEST_FILE, LARGEST_TREE, open_package, refuse_document_type
from camket.reading.old_fonts import convert_sheet
from camket.reading.opendocument import read_opendocument
from camket.reading.refusal import Refusal
from camket.reading.sheet import Book
from camket.reading.spreadsheet import password_refusal, read_spreadsheet
from camket.reading.table import Table
from camket.reading.tables import looks_like_data, read_tables
from camket.reading.workbook import read_workbook

_OTHER_KINDS = {
    "empty": "tệp rỗng",
    "ole": "tệp Excel/Word đời cũ (.xls, .doc) hoặc tệp có đặt mật khẩu",
    "html": "trang web (HTML)",
    "xml": "tệp XML",
    "pdf": "tệp PDF",
    "image": "tệp ảnh",
    "xlsb": "tệp Excel nhị phân (.xlsb)",
    "archive": "tệp nén",
    "program": "chương trình, không được mở",
    "binary": "tệp không rõ loại",
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its place in the period's folder, its hash, its tables.

    `skipped` says in Vietnamese what was there and was not read (hidden sheets, rows and columns);
    `other_rows` has the number of rows of each sheet that holds no table; `headless` names those that look
    as if they held one.
    """

    place: str
    sha256: str
    tables: tuple[Table, ...]
    skipped: tuple[str, ...] = ()
    other_rows: Mapping[str, int] = field(default_factory=dict)
    headless: tuple[str, ...] = ()


def read_file(path: Path, place: str, needed: frozenset[str], root: Path | None = None) -> SourceFile:
    """All tables of a file whose header names the `needed` fields.

    With a `root`, a link that leads out of that folder is refused. Raises `InputError` where the file
    is of no readable kind, is damaged, costs too much to read, or holds no such table.
    """
    try:
        content = _read_content(path, root)
        book = _read_book(content)
        sheets = tuple(convert_sheet(sheet) for sheet in book.sheets)
    except Refusal as refusal:
        raise InputError(
            where=place, found=refusal.found, expected=refusal.expected, remedy=refusal.remedy
        ) from None
    except Exception as error:  # readers of third parties fail in their own ways on damaged files
        raise InputError(
            where=place,
            found=f"tệp hỏng, không đọc được ({type(error).__name__})",
            expected="một tệp .xlsx hoặc .docx mở được bằng Excel hoặc Word",
            remedy="mở tệp, lưu lại thành bản mới, hoặc đề nghị đơn vị gửi lại",
        ) from error
    tables = read_tables(sheets, needed)
    if not tables:
        raise InputError(
            where=place,
            found="không tìm thấy bảng có dòng tiêu đề nhận ra được",
            expected="một bảng có cột số thứ tự và cột nội dung cam kết"
            if "item_no" in needed
            else "một bảng có cột nội dung cam kết và cột kết quả thực hiện hoặc ước cả năm",
            remedy="sửa dòng tiêu đề theo mẫu, hoặc thêm cách gọi mới vào camket/reading/headers.toml",
        )
    with_table = {table.sheet.name for table in tables}
    others = [sheet for sheet in sheets if sheet.name not in with_table]
    return SourceFile(
        place,
        hashlib.sha256(content).hexdigest(),
        tables,
        (
            *book.skipped,
            *(f"{sheet.name}: {what}" for sheet in sheets for what in sheet.skipped),
            *(what for table in tables for what in table.unread),
        ),
        {sheet.name: len(sheet.rows) for sheet in others},
        tuple(sheet.name for sheet in others if looks_like_data(sheet)),
    )


def _read_content(path: Path, root: Path | None) -> bytes:
    try:
        if root is not None and not path.resolve(strict=True).is_relative_to(root.resolve()):
            raise Refusal(
                found="liên kết trỏ ra ngoài thư mục của kỳ",
                expected="chính tệp đó, không phải liên kết",
                remedy="chép tệp gốc vào thư mục submissions",
            )
        shape = path.stat()
        if shape.st_size > LARGEST_FILE:
            raise Refusal(
                found=f"tệp lớn {shape.st_size // 1_000_000} MB",
                expected=f"không quá {LARGEST_FILE // 1_000_000} MB",
                remedy="bỏ ảnh và trang tính thừa, lưu lại thành bản mới",
            )
        if not (stat.S_ISREG(shape.st_mode) or stat.S_ISDIR(shape.st_mode)):
            raise _unopened("không phải tệp thường")  # a pipe would be waited on for ever
        return path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise _unopened(getattr(error, "strerror", None) or "liên kết vòng") from None


def _unopened(why: str) -> Refusal:
    return Refusal(
        found=f"không mở được tệp ({why})",
        expected="một tệp đọc được",
        remedy="đóng tệp trong chương trình khác, kiểm tra quyền truy cập, chạy lại",
    )


def _read_book(content: bytes) -> Book:
    kind = recognise(content)
    if kind in ("doc", "rtf"):
        content, kind = convert_to_docx(content, kind), "docx"
    if kind == "docx":
        with open_package(content, LARGEST_TREE) as archive:
            refuse_document_type(archive.read("word/document.xml"))
        return Book(tuple(read_document(content)))
    if kind == "xlsx":
        return read_workbook(content)
    if kind == "xls":
        return read_spreadsheet(content)
    if kind == "ods":
        return read_opendocument(content)
    if kind == "text":
        return Book((read_delimited(content),))
    if kind == "encrypted":
        raise password_refusal()
    found = _OTHER_KINDS[kind]
    raise Refusal(
        found=found
        if kind in ("empty", "ole")
        else f"{found}, không phải tệp .xlsx hay .docx (nhận theo nội dung, không theo đuôi tệp)",
        expected="tệp .xlsx, .xls, .ods, .csv hoặc .docx, không đặt mật khẩu",
        remedy="mở tệp bằng Excel hoặc Word và lưu thành .xlsx hoặc .docx",
    )
