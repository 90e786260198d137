"""Refuse a confirmation sheet that camket printed and a unit returned: reading it would be circular."""

from __future__ import annotations

from camket.reading.refusal import Refusal
from camket.reading.sheet import Book
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
                remedy="để phiếu ngoài thư mục này và xem ý kiến ghi trên phiếu; cần đổi kết quả thì đơn vị gửi lại "
                "báo cáo, hoặc người có thẩm quyền ghi quyết định",
            )
