"""Texts of an old Excel sheet (.xls) that stand in no cell, from its records: text boxes, charts, page margins.

xlrd gives the comments of a sheet, and passes over these.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from camket.intake.formats.cell_values import SAME_COLOUR
from camket.intake.formats.encodings import clean_stored
from camket.intake.formats.page_margins import strip_margin_codes
from camket.intake.formats.sheet import CELL_IN_MM, NO_WORDS, TICKED, UNTICKED, Aside, kind_of_picture

_BEGIN, _END, _CONTINUE = 0x809, 0x0A, 0x3C
_HEADER, _FOOTER, _DRAWING, _OBJECT, _TEXT_OBJECT, _CHART_TEXT = 0x14, 0x15, 0xEC, 0x5D, 0x1B6, 0x100D
_CONDITIONS, _CONDITION = 0x1B0, 0x1B1
_AREA = 4  # where their range begins
# Of a conditional format: where its looks begin, which of them it has, and where its font says what.
_LOOKS, _HAS_NUMBER, _HAS_FONT, _HAS_PATTERN = 6, 1 << 25, 1 << 26, 1 << 29
_FONT = _LOOKS + 6
_OPTIONS, _COLOUR, _UNCHANGED, _FONT_LENGTH = _FONT + 68, _FONT + 80, _FONT + 88, 118
_STRUCK, _WHITES = 0x80, (1, 9)
_MARGINS = {_HEADER: "đầu trang in", _FOOTER: "chân trang in"}
_BOX, _PICTURE, _COMMENT, _CHECK_BOXES = 0x06, 0x08, 0x19, (0x0B, 0x0C)
_STATE_OF_CONTROL = 0x12  # the part of an object that says whether a check box is ticked
_TICK = "☒ "
_ANCHOR = b"\x00\x00\x10\xf0\x12\x00\x00\x00"  # the record of a drawing that says over which cells it lies


class Record(NamedTuple):
    """A record of a workbook's stream."""

    kind: int
    data: bytes


class _Anchor(NamedTuple):
    """Where a drawing lies, in Vietnamese, and its size in millimetres as the cells under it usually are."""

    place: str
    width: float = 0
    height: float = 0


def iterate_records(stream: bytes, position: int = 0) -> Iterator[Record]:
    """The records of a stream from a position; a record that is cut off ends them."""
    end = len(stream) - 4
    while position <= end:
        kind, length = struct.unpack_from("<HH", stream, position)
        yield Record(kind, stream[position + 4 : position + 4 + length])
        position += 4 + length


def read_asides(stream: bytes, position: int, sheet: str) -> Iterator[Aside]:
    """The texts beside the cells of the sheet whose records begin at a position of the stream."""
    depth, kind, ticked, anchor = 0, 0, False, _Anchor(f"trên {sheet}")
    area = ""
    records = iterate_records(stream, position)
    for record in records:
        if record.kind == _BEGIN:
            depth += 1
        elif record.kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif record.kind in _MARGINS and depth == 1 and len(record.data) > 3:
            words = strip_margin_codes(_string(record.data[2:], struct.unpack_from("<H", record.data)[0]))
            if words:
                yield Aside("page_margin", sheet, f"{_MARGINS[record.kind]} của {sheet}", words)
        elif record.kind in (_CONDITIONS, _CONDITION):
            area = _read_area(record) or area
            yield from _tell_condition(record, area, sheet)
        elif record.kind == _DRAWING:
            anchor = _read_anchor(record.data, sheet) or anchor
        elif record.kind == _OBJECT and len(record.data) >= 6:
            kind, ticked = _read_object(record.data)
            if kind == _PICTURE:
                yield Aside(
                    kind_of_picture(anchor.width, anchor.height), sheet, f"hình {anchor.place}", NO_WORDS
                )
        elif record.kind == _TEXT_OBJECT and len(record.data) >= 12:
            words = clean_stored(_continued(records, struct.unpack_from("<H", record.data, 10)[0]))
            yield from _tell_object(kind, ticked, words, anchor.place, sheet)
        elif record.kind == _CHART_TEXT and len(record.data) > 4:
            words = clean_stored(_string(record.data[3:], record.data[2]))
            yield from [Aside("chart", sheet, f"biểu đồ {anchor.place}", words)] if words else []


def _read_area(record: Record) -> str:
    """The range over all cells of some conditional formats, which stands before them: `E5:E8`."""
    if record.kind != _CONDITIONS or len(record.data) < _AREA + 8:
        return ""
    top, bottom, left, right = struct.unpack_from("<HHHH", record.data, _AREA)
    return f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"


def _tell_condition(record: Record, area: str, sheet: str) -> Iterator[Aside]:
    if record.kind == _CONDITION and (what := _read_look(record.data)):
        yield Aside("conditional", sheet, f"định dạng có điều kiện ở {sheet}!{area}", what)


def _read_look(data: bytes) -> str:
    """What a conditional format does to text, in Vietnamese; empty if it neither strikes it out nor hides it.

    A colour in front of a pattern of its own is not looked into, nor a font behind a number format.
    """
    if len(data) < _FONT + _FONT_LENGTH:
        return ""
    (has,) = struct.unpack_from("<I", data, _LOOKS)
    if not has & _HAS_FONT or has & _HAS_NUMBER:
        return ""
    options, colour, unchanged = (
        struct.unpack_from("<I", data, at)[0] for at in (_OPTIONS, _COLOUR, _UNCHANGED)
    )
    if options & _STRUCK and not unchanged & _STRUCK:
        return "gạch bỏ chữ"
    return f"chữ {SAME_COLOUR}" if colour in _WHITES and not has & _HAS_PATTERN else ""


def _tell_object(kind: int, ticked: bool, words: str, place: str, sheet: str) -> Iterator[Aside]:
    """A text box, a shape with a text, or a check box; a comment is read elsewhere."""
    if not words and kind in _CHECK_BOXES:
        yield Aside("control", sheet, f"ô đánh dấu {place}", TICKED if ticked else UNTICKED)
    elif words and kind != _COMMENT:
        label = "hộp chữ" if kind == _BOX else "hình có chữ"
        yield Aside("text_box", sheet, f"{label} {place}", f"{_TICK if ticked else ''}{words}")


def _continued(records: Iterator[Record], letters: int) -> str:
    """The text of a text object: it stands in the records that follow, each with its own width of a letter."""
    text = ""
    while len(text) < letters:
        record = next(records, None)
        if record is None or record.kind != _CONTINUE:
            break
        text += _string(record.data, letters - len(text))
    return text


def _string(data: bytes, letters: int) -> str:
    """A text behind its flag: two bytes a letter if its lowest bit is set, else one."""
    if not data:
        return ""
    if data[0] & 1:
        return data[1 : 1 + 2 * letters].decode("utf-16-le", "replace")
    return data[1 : 1 + letters].decode("latin-1")


def _read_object(data: bytes) -> tuple[int, bool]:
    """The kind of an object, and whether it is a check box or an option that is ticked."""
    at, ticked = 0, False
    while at + 4 <= len(data):
        part, length = struct.unpack_from("<HH", data, at)
        if part == _STATE_OF_CONTROL and at + 6 <= len(data):
            ticked = struct.unpack_from("<H", data, at + 4)[0] == 1
        at += 4 + length
    return struct.unpack_from("<H", data, 4)[0], ticked


def _read_anchor(drawing: bytes, sheet: str) -> _Anchor | None:
    at = drawing.rfind(_ANCHOR) + len(_ANCHOR)
    if at < len(_ANCHOR) or len(drawing) < at + 16:
        return None
    left, top, right, bottom = struct.unpack_from("<H2xH2xH2xH", drawing, at + 2)
    place = f"ở {sheet}!{get_column_letter(left + 1)}{top + 1}"
    return _Anchor(place, (right - left) * CELL_IN_MM[0], (bottom - top) * CELL_IN_MM[1])
