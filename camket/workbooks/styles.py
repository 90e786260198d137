"""The looks of cells, each made once: Times New Roman, black, thin borders around tables."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

SIZE = 11  # points, of tables
LINE = 14.5  # points, of a line of that size
FINER = 1.2  # more of its letters go into a column than of twelve-point type

_FONT = {"font_name": "Times New Roman", "font_size": SIZE, "text_wrap": True, "valign": "top"}
_TINT = "#F0F0F0"

BOXED: dict[str, object] = {"border": 1}
HEADER: dict[str, object] = {**BOXED, "bold": True, "align": "center", "valign": "vcenter", "bg_color": _TINT}
ROWS: dict[str, dict[str, object]] = {
    "body": BOXED,
    "group": {**BOXED, "bold": True, "bg_color": _TINT},
    "total": {**BOXED, "bold": True, "bg_color": _TINT},
}
LABEL: dict[str, object] = {"bold": True, "font_size": 14, "align": "center"}
REFERENCE: dict[str, object] = {"italic": True, "font_size": 13, "align": "center"}
CAPTION: dict[str, object] = {"bold": True}
NOTE: dict[str, object] = {"italic": True}
# "_)" leaves the room of a bracket before the border.
PERCENT = "0.0%_)"


def count_format(*, zero_padded: bool) -> str:
    """Counts as the ledger prints them: `05` where padded, thousands with the separator of the language."""
    return "[<10]00_);#,##0_)" if zero_padded else "#,##0_)"


class Styles:
    """The formats of a workbook by what they are made of."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def make(self, **properties: object) -> Format:
        """The format of these properties over the common font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_FONT, **properties})
        return self._made[key]
