"""Word bookmarks that name the figure of a number."""

from __future__ import annotations

import re

from camket.errors import FigureError

# Word allows at most forty letters, digits and underscores, starting with a letter.
_LONGEST = 40
_PREFIX = "so_"
_ID = re.compile(r"(?P<stem>[a-z][a-z0-9]*(?:[_.][a-z][a-z0-9]*)*)(?:@(?P<scope>[A-Za-z0-9]+))?")
_NAME = re.compile(
    rf"{_PREFIX}(?P<stem>[a-z][A-Za-z0-9]*(?:_[a-z][A-Za-z0-9]*)*)(?:__(?P<scope>[A-Za-z0-9]+))?(?:_(?P<occurrence>\d+))?"
)


def name_bookmark(figure_id: str, occurrence: int = 1) -> str:
    """Returns the bookmark of a figure: `so_cutOff_completed__SNV` for `cut_off.completed@SNV`.

    An underscore becomes a capital, a dot an underscore, `@` two. Word needs unique names, so the second and
    later occurrences of a figure end in `_<occurrence>`. `read_bookmark` is the inverse. Raises `FigureError`
    for an id that cannot be written this way.
    """
    match = _ID.fullmatch(figure_id)
    if match:
        stem = re.sub(r"_([a-z])", lambda found: found[1].upper(), match["stem"]).replace(".", "_")
        name = _PREFIX + stem + (f"__{match['scope']}" if match["scope"] else "")
        name += f"_{occurrence}" if occurrence > 1 else ""
        if len(name) <= _LONGEST:
            return name
    raise FigureError(
        where=f"report.docx › {figure_id}",
        found=f"mã số liệu không viết được thành tên dấu trang (bookmark) của Word: {figure_id}",
        expected=f"chữ thường, số, gạch dưới, dấu chấm; tên dấu trang không quá {_LONGEST} ký tự",
        remedy="lỗi của chương trình: gửi thông báo này cùng thư mục kỳ cho người phát triển",
    )


def read_bookmark(name: str) -> str | None:
    """Returns the figure id of a bookmark; None for any other bookmark."""
    match = _NAME.fullmatch(name)
    if not match:
        return None
    stem = re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", match["stem"].replace("_", "."))
    return stem + (f"@{match['scope']}" if match["scope"] else "")
