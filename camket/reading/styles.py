"""What the styles of an Excel workbook say about a cell: percent, date, an old font."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from camket.reading.encodings import font_encoding

# A quoted or escaped sign in a number format is printed as it is and changes nothing.
_LITERAL = re.compile(r"\"[^\"]*\"|\\.")


class Look(NamedTuple):
    """How a cell shows a number (as percent, as a date, as a duration) and the old font it is set in."""

    percent: bool = False
    moment: bool = False
    duration: bool = False
    font: str = ""


def read_look(number_format: str, font: str) -> Look:
    """The look that a number format (`0.0%`, `d/m/yyyy`) and a font's name give."""
    return Look(
        percent="%" in _LITERAL.sub("", number_format),
        moment=bool(is_date_format(number_format)),
        duration=bool(is_timedelta_format(number_format)),
        font=font if font_encoding(font) else "",
    )


def read_styles(root: Any) -> dict[str, Look]:
    """The looks of `styles.xml` by the number that cells call them, those only that change something."""
    formats = {int(node.get("numFmtId")): node.get("formatCode") or "" for node in root.iter("{*}numFmt")}
    fonts = [
        next((name.get("val") or "" for name in font.iter("{*}name")), "")
        for font in root.iterfind("{*}fonts/{*}font")
    ]
    looks = {}
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code, font = int(style.get("numFmtId") or 0), int(style.get("fontId") or 0)
        number_format = formats.get(code, BUILTIN_FORMATS.get(code, "General"))
        look = read_look(number_format, fonts[font] if font < len(fonts) else "")
        if look != Look():
            looks[str(number)] = look
    return looks
