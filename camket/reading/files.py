"""Files from outside, recognised by their content, read one by one: a broken one never stops the others."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from camket.errors import InputError
from camket.reading.document import read_document
from camket.reading.sheet import Sheet
from camket.reading.table import Table, read_table
from camket.reading.workbook import read_workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its place in the period's folder, its hash, its tables."""

    place: str
    sha256: str
    tables: tuple[Table, ...]


def read_file(path: Path, place: str, needed: frozenset[str]) -> SourceFile:
    """All tables of a file whose header names the `needed` fields.

    Raises `InputError` where the file is of no readable kind, is damaged, or holds no such table.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            where=place,
            found=f"không mở được tệp ({error.strerror})",
            expected="một tệp đọc được",
            remedy="đóng tệp trong chương trình khác, kiểm tra quyền truy cập, chạy lại",
        ) from None
    try:
        sheets = _read_sheets(content, place)
    except InputError:
        raise
    except Exception as error:  # readers of third parties fail in their own ways on damaged files
        raise InputError(
            where=place,
            found=f"tệp hỏng, không đọc được ({type(error).__name__})",
            expected="một tệp .xlsx hoặc .docx mở được bằng Excel hoặc Word",
            remedy="mở tệp, lưu lại thành bản mới, hoặc đề nghị đơn vị gửi lại",
        ) from error
    tables = tuple(table for sheet in sheets if (table := read_table(sheet, needed)))
    if not tables:
        raise InputError(
            where=place,
            found="không tìm thấy bảng có dòng tiêu đề nhận ra được",
            expected="một bảng có cột nội dung cam kết và cột kết quả thực hiện hoặc ước cả năm",
            remedy="sửa dòng tiêu đề theo mẫu, hoặc thêm cách gọi mới vào camket/reading/headers.toml",
        )
    return SourceFile(place, hashlib.sha256(content).hexdigest(), tables)


def _read_sheets(content: bytes, place: str) -> list[Sheet]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return read_workbook(content)
        if "word/document.xml" in names:
            return read_document(content)
    found = (
        "tệp rỗng"
        if not content
        else "không phải tệp .xlsx hay .docx (nhận theo nội dung, không theo đuôi tệp)"
    )
    if content.startswith(_OLE):
        found = "tệp Excel/Word đời cũ (.xls, .doc) hoặc tệp có đặt mật khẩu"
    raise InputError(
        where=place,
        found=found,
        expected="tệp .xlsx hoặc .docx, không đặt mật khẩu",
        remedy="mở tệp bằng Excel hoặc Word và lưu thành .xlsx hoặc .docx",
    )
