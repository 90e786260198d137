"""What Excel shows of a stored value: numbers, percentages and dates, by the style of the cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from math import isfinite
from typing import Any, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from camket.dates import format_date
from camket.intake.formats.date_formats import leaves_days
from camket.intake.formats.encodings import font_encoding
from camket.intake.formats.number_formats import (
    LONGEST_FORMAT,
    NumberFormat,
    format_decimal,
    parse_number_format,
    round_to_shown,
)
from camket.intake.formats.symbol_fonts import is_symbol_font

_THOUSAND = 1000
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_NEAR_COLOUR = 8  # of 256
SAME_COLOUR = "cùng màu với nền"
HIDDEN_ZERO = "bị ẩn vì trang tính không hiện số 0"
USUAL_SIZE, TINY = 11.0, 2.0  # points
WHITE, _WHITE_INDEXED = "FFFFFF", ("1", "9")
BLACK, _BLACK_INDEXED = "000000", ("0", "8")
_OF_THEME = {"0": WHITE, "1": BLACK}


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


def format_number(value: float, percent: bool, decimals: int | None = None, *, grouped: bool = False) -> str:
    """A number with a decimal comma, or as a percentage, rounded half up to `decimals`.

    `grouped` sets dots between its thousands.
    """
    if decimals is not None and isfinite(value):
        rounded = round_to_shown(value, decimals, int(percent))
        return format_decimal(rounded, grouped=grouped) + ("%" if percent else "")
    number = round(value * 100, 10) if percent else value
    if number % 1 == 0:  # false for NaN and infinity
        return f"{int(number)}%" if percent else str(int(number))
    shown = str(number).replace(".", ",")
    return shown + "%" if percent else shown


class CellStyle(NamedTuple):
    """How a cell displays its value, and its old font.

    `percent`, `moment` (date or time) and `duration` say what a number is, `decimals` how it is rounded, `thousands`
    is a plain format that sets its thousands apart; `number_format` is kept where it does more than that, `white` is
    one that writes some values in white on white, `signs` is a font of signs without letters. `struck`
    says that the text is struck out, `crossed` that a diagonal border crosses the whole cell out, `unseen` why nobody
    sees the text, in Vietnamese: it has the colour of its background, or a tiny font.
    """

    percent: bool = False
    moment: bool = False
    duration: bool = False
    font: str = ""
    struck: bool = False
    crossed: bool = False
    unseen: str = ""
    decimals: int | None = None
    thousands: NumberFormat | None = None
    number_format: NumberFormat | None = None
    white: NumberFormat | None = None
    signs: str = ""

    def is_moment(self, number: float) -> bool:
        """Whether a number is shown as a day or a time, by the section of its format that applies."""
        if not self.moment or self.number_format is None:
            return self.moment
        code = self.number_format.choose_code(number)
        return not code.strip() or bool(is_date_format(code))


def parse_style(number_format: str, font: str) -> CellStyle:
    """The style that results from a number format (`0.0%`, `d/m/yyyy`) and a font name."""
    font = font if font_encoding(font) else ""
    form = parse_number_format(number_format or "General")
    if len(number_format) <= LONGEST_FORMAT and form.has_section(is_date_format):
        return CellStyle(
            moment=True,
            duration=bool(is_timedelta_format(number_format)),
            font=font,
            number_format=None if leaves_days(form) else form,
        )
    return CellStyle(
        percent=form.percent,
        font=font,
        decimals=form.decimals if form.is_plain else None,
        thousands=form if form.is_plain and form.groups(_THOUSAND) else None,
        number_format=None if form.is_plain else form,
    )


def read_styles(root: Any) -> dict[str, CellStyle]:
    """The styles of `styles.xml` by the index that cells use; styles without effect are left out."""
    formats = {int(node.get("numFmtId")): node.get("formatCode") or "" for node in root.iter("{*}numFmt")}
    fonts = list(root.iterfind("{*}fonts/{*}font"))
    fills = list(root.iterfind("{*}fills/{*}fill"))
    crossed = {at for at, node in enumerate(root.iterfind("{*}borders/{*}border")) if _is_crossed(node)}
    styles = {}
    for number, node in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code, font, fill, border = (
            int(node.get(name) or 0) for name in ("numFmtId", "fontId", "fillId", "borderId")
        )
        format_code = formats.get(code, BUILTIN_FORMATS.get(code, "General"))
        style, background = (
            parse_style(format_code, ""),
            _background(fills[fill] if fill < len(fills) else None),
        )
        if font < len(fonts):
            style = _add_font(style, fonts[font], background)
        if background == WHITE and (form := parse_number_format(format_code)).has_white:
            style = style._replace(white=form)
        if border in crossed:
            style = style._replace(crossed=True)
        if style != CellStyle():
            styles[str(number)] = style
    return styles


def read_backgrounds(root: Any) -> dict[str, str]:
    """The colour behind a cell by the index of its style, where it is not white; empty for a pattern."""
    fills = [_background(node) for node in root.iterfind("{*}fills/{*}fill")]
    found = {}
    for number, node in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        fill = int(node.get("fillId") or 0)
        if fill < len(fills) and fills[fill] != WHITE:
            found[str(number)] = fills[fill]
    return found


def is_on(mark: Any) -> bool:
    """Whether a mark of a font is set: present, and not said to be off."""
    return mark is not None and mark.get("val") not in ("0", "false")


def _is_crossed(border: Any) -> bool:
    """Whether a border draws a line from corner to corner."""
    line = border.find("{*}diagonal")
    is_drawn = line is not None and (line.get("style") or "none") != "none"
    return is_drawn and any(border.get(name) in ("1", "true") for name in ("diagonalUp", "diagonalDown"))


def _add_font(style: CellStyle, font: Any, background: str) -> CellStyle:
    name = font.find("{*}name")
    written = "" if name is None else name.get("val") or ""
    return style._replace(
        font=written if font_encoding(written) else "",
        signs=written if is_symbol_font(written) else "",
        struck=is_on(font.find("{*}strike")),
        unseen=describe_unseen(*read_visibility(font), background),
    )


def read_visibility(font: Any) -> tuple[str, float]:
    """The colour of a font and its size in points, on which it depends whether a text is seen."""
    return read_colour(font.find("{*}color")) or BLACK, _read_size(font.find("{*}sz"))


def describe_unseen(colour: str, points: float, background: str) -> str:
    """Why nobody sees a text, in Vietnamese, or empty."""
    if is_like_colour(colour, background):
        return SAME_COLOUR
    return "cỡ quá nhỏ" if points <= TINY else ""


def _read_size(node: Any) -> float:
    try:
        return USUAL_SIZE if node is None else float(node.get("val"))
    except (TypeError, ValueError):
        return USUAL_SIZE


def is_like_colour(one: str, other: str) -> bool:
    """Whether nobody can tell two colours apart: the same, or two of red, green and blue in nearly the same parts."""
    if not (_RGB.fullmatch(one) and _RGB.fullmatch(other)):
        return bool(one) and one == other
    parts = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return all(abs(first - second) <= _NEAR_COLOUR for first, second in parts)


def _background(fill: Any) -> str:
    pattern = None if fill is None else fill.find("{*}patternFill")
    if pattern is None:
        return "" if fill is not None and len(fill) else WHITE  # a gradient
    kind = pattern.get("patternType") or "none"
    if kind == "none":
        return WHITE
    colour = pattern.find("{*}fgColor")
    if kind != "solid":
        return ""
    return BLACK if colour is None else read_colour(colour)


def read_colour(node: Any) -> str:
    """A colour that can be compared with another; empty if it is automatic."""
    if node is None:
        return ""
    rgb, theme, tint = node.get("rgb"), node.get("theme"), node.get("tint") or "0"
    if rgb:
        return str(rgb).upper()[-6:]
    if theme is not None:
        named = f"theme {theme} {tint}"
        return _OF_THEME.get(str(theme), named) if float(tint) == 0 else named
    indexed = node.get("indexed")
    if indexed in _BLACK_INDEXED:
        return BLACK
    return WHITE if indexed in _WHITE_INDEXED else f"indexed {indexed}" if indexed else ""
