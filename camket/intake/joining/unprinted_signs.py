"""Name the cells with signs that the fonts of pages lack, and say what a page shows instead.

The box of an option, ticked or not, is none of them: a page shows it as `[x]` or `[ ]`. Nor is the number of an item.
"""

from __future__ import annotations

from camket.intake.formats.sheet import label_place
from camket.intake.joining.record import Rejected
from camket.intake.tables.options import list_marks
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Table
from camket.settings.fields import Fields
from camket.signs import describe_sign, list_unshown, show_signs

# A notice names at most this many cells and signs.
_MOST_NAMED = 12
# What a page shows for an open and for a ticked box.
_BOXES = ("[ ]", "[x]")


def list_unprinted(file: SourceFile, table: Table, unit: str, fields: Fields) -> list[Rejected]:
    """One notice for the cells of a table's records with signs that a page shows by their meaning or a replacement."""
    places: dict[str, None] = {}
    signs: dict[str, None] = {}
    for row in table.records:
        for field, cell in row.cells.items():
            if field != "item_no" and (found := _list_in(cell.text, fields)):
                places[cell.place] = None
                signs |= dict.fromkeys(found)
    if not places:
        return []
    return [
        Rejected(
            unit=unit,
            file=file.place,
            sha256=file.sha256,
            sheet=table.sheet.name,
            row=None,
            cell=next(iter(places)),
            found=f"{len(places)} ô có ký tự mà phông chữ khi in không có: "
            f"{_name_some([*map(describe_sign, signs)])}; các ô: "
            f"{_name_some([label_place(place) for place in places])}",
            expected="chữ và dấu thường dùng trong văn bản",
            remedy="nếu ký tự này mang nội dung thì viết lại bằng chữ rồi gửi lại; nếu không thì không cần xử lý",
            kind="unprinted",
        )
    ]


def _list_in(text: str, fields: Fields) -> list[str]:
    signs = list_unshown(text)
    marks = list_marks(text, fields) if signs else frozenset()
    return [sign for sign in signs if sign not in marks or show_signs(sign) not in _BOXES]


def _name_some(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" và {more} nữa" if more > 0 else "")
