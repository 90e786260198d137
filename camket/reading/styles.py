"""What the styles of an Excel workbook say about a cell: percent, date, an old font, struck out."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from camket.reading.encodings import font_encoding

# A quoted or escaped sign in a number format is printed as it is and changes nothing.
_LITERAL = re.compile(r"\"[^\"]*\"|\\.")


class Look(NamedTuple):
    """How a cell shows a number (percent, date, duration), the old font it is set in, whether it is struck out."""

    percent: bool = False
    moment: bool = False
    duration: bool = False
    font: str = ""
    struck: bool = False


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
        (next((name.get("val") or "" for name in font.iter("{*}name")), ""), _is_struck(font))
        for font in root.iterfind("{*}fonts/{*}font")
    ]
    looks = {}
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code, font = int(style.get("numFmtId") or 0), int(style.get("fontId") or 0)
        number_format = formats.get(code, BUILTIN_FORMATS.get(code, "General"))
        name, struck = fonts[font] if font < len(fonts) else ("", False)
        look = read_look(number_format, name)._replace(struck=struck)
        if look != Look():
            looks[str(number)] = look
    return looks


def _is_struck(font: Any) -> bool:
    mark = font.find("{*}strike")
    return mark is not None and mark.get("val") not in ("0", "false")
