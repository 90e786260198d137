"""The styles of cells by name, as XlsxWriter's properties: what is read, filled in, counted and published."""

from __future__ import annotations

from collections.abc import Mapping

Style = Mapping[str, object]

SIZE, SMALL_SIZE = 12, 11  # points, of what is filled in by hand and of tables with much text
_GREY, _TINT = "#F0F0F0", "#FFFBE6"
# Excel makes a date of "8/10" in a cell of no format; in one of this it stays a text.
_AS_TYPED: Style = {"num_format": "@"}
_DAY = "dd/mm/yyyy"
# A share has no format: Excel then keeps what is typed, 80 as 80 and 80% as a percentage.
_FORMATS = {"percent": "General", "integer": "0", "day": _DAY}

FONT: Style = {"font_name": "Times New Roman", "text_wrap": True, "valign": "top"}
BOXED: Style = {"border": 1}
BODY: Style = {**BOXED, **_AS_TYPED}
LINKED: Style = {"font_color": "#0B4FA0", "underline": 1}
LINK: Style = {**BODY, **LINKED}
NUMBER: Style = {**BOXED, "align": "center"}
CENTRED: Style = {"align": "center", "valign": "vcenter"}
STRONG: Style = {"bold": True}
TITLE: Style = {"bold": True, "text_wrap": False}
# A line that runs on over the empty cells beside it.
LINE: Style = {"italic": True, "text_wrap": False}
HEADING: Style = {**BOXED, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"}
# What is filled in is open where the sheet is locked.
ANSWER: Style = {**BODY, "bg_color": _TINT, "locked": False}
DAY: Style = {**ANSWER, "num_format": _DAY}
# What Excel adds to a cell while a condition holds; it has no font of its own.
MISSING: Style = {"bg_color": "#F8CBAD"}

# The published tables and the texts around them.
HEADER: Style = {**HEADING, "bg_color": _GREY}
ROWS: Mapping[str, Style] = {
    "body": BOXED,
    "group": {**BOXED, "bold": True, "bg_color": _GREY},
    "total": {**BOXED, "bold": True, "bg_color": _GREY},
}
LABEL: Style = {"bold": True, "font_size": 14, "align": "center"}
REFERENCE: Style = {"italic": True, "font_size": 13, "align": "center"}
CAPTION: Style = {"bold": True}
NOTE: Style = {"italic": True}
# "_)" leaves the room of a bracket before the border. Nothing is shown as a dash, and stays a 0 to reckon with.
_NONE = '[=0]"–"_)'
PERCENT = f"{_NONE};0.0%_)"


def answer_style(kind: str) -> Style:
    """The style of a cell in which a field of a kind is filled in; a text unless the kind has a format."""
    return {**ANSWER, "align": "center", "num_format": _FORMATS[kind]} if kind in _FORMATS else ANSWER


def count_format(*, zero_padded: bool) -> str:
    """Counts as the ledger prints them, a dash for none: `05` where padded, thousands as the language has them."""
    return f"{_NONE};[<10]00_);#,##0_)" if zero_padded else f"{_NONE};#,##0_)"
