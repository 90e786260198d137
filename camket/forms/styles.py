"""How the cells of a form look. What the unit fills in is unlocked and lightly tinted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from camket.settings.fields import FieldType

_TINT = "#FFFBE6"
_FONT = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}
_CENTRED = {**_FONT, "align": "center", "valign": "vcenter"}
_BOXED = {**_FONT, "border": 1}
# Text, because in a cell of no format Excel makes a date of "8/10".
_ANSWER = {**_BOXED, "locked": False, "bg_color": _TINT, "num_format": "@"}


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook; `answers` by the type of the field that is asked."""

    plain: Format
    strong: Format
    centred: Format
    title: Format
    slanted: Format
    open_line: Format
    open_title: Format
    header: Format
    signed: Format
    number: Format
    answers: Mapping[FieldType, Format]


def add_styles(book: Workbook) -> Styles:
    """Adds the formats to a workbook."""
    return Styles(
        plain=book.add_format(_FONT),
        strong=book.add_format({**_FONT, "bold": True}),
        centred=book.add_format(_CENTRED),
        title=book.add_format({**_CENTRED, "bold": True}),
        slanted=book.add_format({**_CENTRED, "italic": True}),
        open_line=book.add_format({**_CENTRED, "italic": True, "locked": False}),
        open_title=book.add_format({**_CENTRED, "bold": True, "locked": False}),
        header=book.add_format({**_CENTRED, "bold": True, "border": 1}),
        signed=book.add_format(_BOXED),
        number=book.add_format({**_BOXED, "align": "center"}),
        answers={
            "text": book.add_format(_ANSWER),
            "choice": book.add_format(_ANSWER),
            # No format: Excel then keeps what is typed, 80 as 80 and 80% as a percentage.
            "percent": book.add_format({**_ANSWER, "align": "center", "num_format": "General"}),
            "integer": book.add_format({**_ANSWER, "align": "center", "num_format": "0"}),
            "day": book.add_format({**_ANSWER, "align": "center", "num_format": "dd/mm/yyyy"}),
        },
    )
