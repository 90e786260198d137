"""Detect the format of a file from its content and open it as sheets; every failure becomes a refusal."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

from camket.errors import InputError, explain_refusal, lacks_means
from camket.intake.formats.delimited import read_delimited
from camket.intake.formats.encoded_sheets import convert_beside, convert_sheet
from camket.intake.formats.encodings import is_modern, recognise_encoding
from camket.intake.formats.encryption import open_with_default_password
from camket.intake.formats.excel import read_workbook
from camket.intake.formats.excel_97 import read_spreadsheet
from camket.intake.formats.file_kinds import recognise
from camket.intake.formats.libreoffice import convert_to_docx
from camket.intake.formats.limits import LARGEST_FILE, Refusal
from camket.intake.formats.opendocument import read_opendocument
from camket.intake.formats.opendocument_sections import remove_hidden
from camket.intake.formats.refusals import password_refusal, refuse_damaged, refuse_kind
from camket.intake.formats.sheet import Aside, Book, LeftOut
from camket.intake.formats.typed_notes import attach_typed_notes
from camket.intake.formats.word import read_document
from camket.text import fold

_TITLE = fold("Phiếu xác nhận kết quả thực hiện")
_TOP = 3  # rows


def refuse_own_sheet(book: Book) -> None:
    """Raise `Refusal` if a sheet carries the title of camket's own confirmation sheet."""
    for sheet in book.sheets:
        top = (cell.text for row in sheet.rows[:_TOP] for cell in row)
        if any(fold(text).startswith(_TITLE) for text in (*top, *sheet.before)):
            raise Refusal(
                found="phiếu xác nhận do chương trình in ra cho đơn vị, không phải báo cáo của đơn vị",
                expected="báo cáo kết quả do đơn vị lập",
                remedy="để phiếu ngoài thư mục này, đọc ý kiến bằng camket letters KỲ --read TỆP; cần đổi kết quả thì "
                "đơn vị gửi lại báo cáo, hoặc công chức tổng hợp ghi quyết định",
            )


def read_book(
    path: Path, place: str, root: Path | None = None, *, whole: bool = False, own_sheet: bool = False
) -> tuple[Book, bytes]:
    """Read the sheets of a file; return them with the file's bytes.

    `whole` includes hidden rows and columns of a workbook, `own_sheet` lets camket's confirmation sheet pass. `root`
    refuses a link that leads out of that folder. Raises `InputError` if the format cannot be read, the file is
    damaged, or it exceeds a limit, and `MachineError` where the machine can open no file at all.
    """
    content = b""
    try:
        content = _read_content(path, root)
        book = attach_typed_notes(_in_unicode(_open_book(content, whole)))
        if not own_sheet:
            refuse_own_sheet(book)
    except Refusal as refusal:
        raise _input_error(refusal, place) from None
    except Exception as error:  # third-party readers raise errors of many types on damaged files
        if isinstance(error, OSError) and lacks_means(error):
            raise explain_refusal(error, place) from error
        raise _input_error(refuse_damaged(content, error), place) from error
    return book, content


def _input_error(refusal: Refusal, place: str) -> InputError:
    return InputError(where=place, found=refusal.found, expected=refusal.expected, remedy=refusal.remedy)


def _in_unicode(book: Book) -> Book:
    """The book in Unicode; a text beside the cells has the encoding of its sheet, else that of such texts."""
    sheets = [convert_sheet(sheet) for sheet in book.sheets]
    left = [(convert_sheet(sheet), why) for sheet, why in book.left_out]
    encodings = {sheet.name: encoding for sheet, encoding in (*sheets, *(found for found, _ in left))}
    usual = recognise_encoding(aside.text for aside in book.asides if not is_modern(aside.text))
    return Book(
        tuple(sheet for sheet, _ in sheets),
        tuple(LeftOut(sheet, why) for (sheet, _), why in left),
        tuple(
            aside._replace(text=convert_beside(aside.text, encodings.get(aside.sheet) or usual))
            for aside in book.asides
        ),
    )


def _read_content(path: Path, root: Path | None) -> bytes:
    try:
        if root is not None and not path.resolve(strict=True).is_relative_to(root.resolve()):
            raise Refusal(
                found="liên kết dẫn ra ngoài thư mục của kỳ",
                expected="chính tệp đó, không phải liên kết",
                remedy="chép tệp gốc vào đúng thư mục đó",
            )
        shape = path.stat()
        if shape.st_size > LARGEST_FILE:
            raise Refusal(
                found=f"tệp lớn {shape.st_size // 1_000_000} MB",
                expected=f"không quá {LARGEST_FILE // 1_000_000} MB",
                remedy="bỏ ảnh và trang tính thừa, lưu lại thành bản mới",
            )
        if stat.S_ISDIR(shape.st_mode):
            raise _unopened("đây là một thư mục")
        if not stat.S_ISREG(shape.st_mode):
            raise _unopened("không phải tệp thường")  # reading a pipe would block for ever
        return path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: the links form a loop
        if isinstance(error, OSError) and lacks_means(error):
            raise
        raise _unopened(getattr(error, "strerror", None) or "liên kết vòng") from None


def _unopened(why: str) -> Refusal:
    return Refusal(
        found=f"không mở được tệp ({why})",
        expected="một tệp đọc được",
        remedy="đóng tệp trong chương trình khác, kiểm tra quyền truy cập, chạy lại",
    )


def _open_book(content: bytes, whole: bool) -> Book:
    kind = recognise(content)
    if kind == "encrypted":
        content = open_with_default_password(content)
        kind = recognise(content)
        if kind == "encrypted":
            raise password_refusal()
    hidden: list[Aside] = []
    if kind == "odt":
        content, hidden = remove_hidden(content)
    if kind in ("doc", "rtf", "odt"):
        content, kind = convert_to_docx(content, kind), "docx"
    if kind == "docx":
        book = read_document(content)
        return replace(book, asides=(*hidden, *book.asides))
    if kind == "xlsx":
        return read_workbook(content, whole=whole)
    if kind == "xls":
        return read_spreadsheet(content, whole=whole)
    if kind == "ods":
        return read_opendocument(content, whole=whole)
    if kind == "text":
        return Book((read_delimited(content),))
    raise refuse_kind(kind, content)
