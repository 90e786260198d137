"""What an ActiveX control of a form says: its caption, and whether a check box or an option is ticked.

The stored state is a `MorphDataControl`, [MS-OFORMS] 2.2.5: a mask of properties, those of a fixed size, the texts.
"""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

from camket.intake.formats.encodings import clean_stored

_VERSION = b"\x00\x02"
_CLASS_ID = 16  # bytes before the state, where the file keeps which control it is
_HEAD = 12  # version, size and mask
# The bytes of each property by its bit; texts have theirs after all others, and only their lengths here.
_SIZES = (4, 4, 4, 4, 1, 1, 1, 1, 0, 2, 4, 2, 2, 2, 2, 2, 1, 1, 1, 0, 1, 1, 4, 4, 4, 4, 4, 2, 2, 2, 0, 0, 4)
_STYLE, _SIZE, _VALUE, _CAPTION, _GROUP = 6, 8, 22, 23, 32
_BOXES = (4, 5)  # a check box, an option
_ONE_BYTE = 0x80000000  # a text of one byte for each letter
_TICKS = {"1": True, "true": True, "-1": True, "0": False, "false": False}


class ControlState(NamedTuple):
    """The caption of a control, and whether it is ticked; None where that is not known."""

    caption: str
    is_ticked: bool | None


def read_properties(root: Any) -> ControlState:
    """The state of a control that is kept as XML."""
    said = {}
    for node in root.iter("{*}ocxPr"):
        given = {name.rpartition("}")[2]: value for name, value in node.attrib.items()}
        said[given.get("name") or ""] = given.get("value") or ""
    return ControlState(clean_stored(said.get("Caption", "")), _TICKS.get(said.get("Value", "").lower()))


def read_stored_state(stored: bytes) -> ControlState:
    """The state of a check box or an option that is kept in bytes; nothing of another control or a damaged one."""
    for at in (0, _CLASS_ID):
        if stored[at : at + 2] == _VERSION:
            try:
                return _read_morph(stored[at:])
            except (struct.error, UnicodeDecodeError):
                break
    return ControlState("", None)


def _read_morph(stored: bytes) -> ControlState:
    size, mask = struct.unpack_from("<HQ", stored, 2)
    numbers: dict[int, int] = {}
    at = _HEAD
    for bit, length in enumerate(_SIZES):
        if mask >> bit & 1 and length:
            at = _align(at, length)
            numbers[bit] = int.from_bytes(stored[at : at + length], "little")
            at += length
    at = _align(at, 4) + 8 * (mask >> _SIZE & 1)
    texts: dict[int, str] = {}
    for bit in (_VALUE, _CAPTION, _GROUP):
        if bit in numbers:
            length, encoding = (
                numbers[bit] & ~_ONE_BYTE,
                "latin-1" if numbers[bit] & _ONE_BYTE else "utf-16-le",
            )
            texts[bit] = stored[at : at + length].decode(encoding)
            at = _align(at + length, 4)
    # The size of the state proves that it was read as it was written.
    if numbers.get(_STYLE) not in _BOXES or at != size + 4:
        return ControlState("", None)
    return ControlState(clean_stored(texts.get(_CAPTION, "")), _TICKS.get(texts.get(_VALUE, "")))


def _align(at: int, to: int) -> int:
    return at + -at % to
