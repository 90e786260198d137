"""The names of Word bookmarks that say which figure a number is, and back."""

from __future__ import annotations

import re

from camket.errors import FigureError

# Word takes letters, digits and underscores, a letter first, at most forty.
_LONGEST = 40
_PREFIX = "so_"
_ID = re.compile(r"(?P<stem>[a-z][a-z0-9]*(?:[_.][a-z][a-z0-9]*)*)(?:@(?P<scope>[A-Za-z0-9]+))?")
_NAME = re.compile(
    rf"{_PREFIX}(?P<stem>[a-z][A-Za-z0-9]*(?:_[a-z][A-Za-z0-9]*)*)(?:__(?P<scope>[A-Za-z0-9]+))?(?:_(?P<turn>\d+))?"
)


def name_bookmark(figure_id: str, turn: int = 1) -> str:
    """The bookmark of a figure: `cut_off.completed@SNV` is `so_cutOff_completed__SNV`.

    An underscore becomes a capital, a dot an underscore, `@` two. A name may stand in a document only once:
    the `turn`-th number of a figure has `_<turn>` at the end from the second on. `read_bookmark` is the way
    back. Raises `FigureError` for an id that cannot be written so.
    """
    match = _ID.fullmatch(figure_id)
    if match:
        stem = re.sub(r"_([a-z])", lambda found: found[1].upper(), match["stem"]).replace(".", "_")
        name = _PREFIX + stem + (f"__{match['scope']}" if match["scope"] else "")
        name += f"_{turn}" if turn > 1 else ""
        if len(name) <= _LONGEST:
            return name
    raise FigureError(
        where=f"report.docx › {figure_id}",
        found=f"mã số liệu không viết được thành tên dấu trang (bookmark) của Word: {figure_id}",
        expected=f"chữ thường, số, gạch dưới, dấu chấm; tên dấu trang không quá {_LONGEST} ký tự",
        remedy="lỗi của chương trình: gửi thông báo này cùng thư mục kỳ cho người phát triển",
    )


def read_bookmark(name: str) -> str | None:
    """The id of the figure that a bookmark carries; None of a bookmark that is none of ours."""
    match = _NAME.fullmatch(name)
    if not match:
        return None
    stem = re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", match["stem"].replace("_", "."))
    return stem + (f"@{match['scope']}" if match["scope"] else "")
