"""What Excel shows of a stored value: numbers, percentages and dates, by the style of the cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from camket.dates import format_date
from camket.intake.formats.encodings import font_encoding

# A quoted or escaped character in a number format is printed literally.
_LITERAL = re.compile(r"\"[^\"]*\"|\\.")


def format_value(value: object, percent: bool = False) -> str:
    """The text of a cell's value; with `percent` a fraction is shown as a percentage (0.8 → `80%`)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return format_number(value, percent)
    if isinstance(value, datetime | date):
        return format_date(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def format_number(value: float, percent: bool) -> str:
    """A number with a decimal comma, or as a percentage."""
    number = round(value * 100, 10) if percent else value
    if number % 1 == 0:  # false for NaN and infinity
        return f"{int(number)}%" if percent else str(int(number))
    shown = str(number).replace(".", ",")
    return shown + "%" if percent else shown


class CellStyle(NamedTuple):
    """How a cell displays a number (percent, date, duration), its old font, and whether it is struck out."""

    percent: bool = False
    moment: bool = False
    duration: bool = False
    font: str = ""
    struck: bool = False


def parse_style(number_format: str, font: str) -> CellStyle:
    """The style that results from a number format (`0.0%`, `d/m/yyyy`) and a font name."""
    return CellStyle(
        percent="%" in _LITERAL.sub("", number_format),
        moment=bool(is_date_format(number_format)),
        duration=bool(is_timedelta_format(number_format)),
        font=font if font_encoding(font) else "",
    )


def read_styles(root: Any) -> dict[str, CellStyle]:
    """The styles of `styles.xml` by the index that cells use; styles without effect are left out."""
    formats = {int(node.get("numFmtId")): node.get("formatCode") or "" for node in root.iter("{*}numFmt")}
    fonts = [
        (next((name.get("val") or "" for name in font.iter("{*}name")), ""), _is_struck(font))
        for font in root.iterfind("{*}fonts/{*}font")
    ]
    styles = {}
    for number, node in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code, font = int(node.get("numFmtId") or 0), int(node.get("fontId") or 0)
        number_format = formats.get(code, BUILTIN_FORMATS.get(code, "General"))
        name, struck = fonts[font] if font < len(fonts) else ("", False)
        style = parse_style(number_format, name)._replace(struck=struck)
        if style != CellStyle():
            styles[str(number)] = style
    return styles


def _is_struck(font: Any) -> bool:
    mark = font.find("{*}strike")
    return mark is not None and mark.get("val") not in ("0", "false")
