"""The size of a picture in a Word file."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from camket.intake.formats.sheet import EMU_IN_MM, kind_of_picture

_ANCHORS = (qn("wp:inline"), qn("wp:anchor"))
_OBJECT, _SHAPE, _DRAWING = qn("w:object"), "{urn:schemas-microsoft-com:vml}shape", qn("w:drawing")
_MM = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0}
_SIDE = re.compile(rf"(?:^|;)\s*(width|height)\s*:\s*([0-9]{{1,5}}(?:\.[0-9]{{1,9}})?)({'|'.join(_MM)})")


def is_scan(picture: Any) -> bool:
    """Whether an image is as large as a scan; the preview of an embedded object is none."""
    for around in picture.iterancestors(*_ANCHORS, _SHAPE, _OBJECT, _DRAWING):
        if around.tag in _ANCHORS:
            size = around.find(qn("wp:extent"))
            sides = ("0", "0") if size is None else (size.get("cx") or "", size.get("cy") or "")
            width, height = (int(side) / EMU_IN_MM if side.isdecimal() else 0.0 for side in sides)
        elif around.tag == _SHAPE and next(around.iterancestors(_OBJECT), None) is None:
            sizes = {
                side: float(number) * _MM[unit]
                for side, number, unit in _SIDE.findall(around.get("style") or "")
            }
            width, height = sizes.get("width", 0.0), sizes.get("height", 0.0)
        else:
            return False
        return kind_of_picture(width, height) == "scan"
    return False
