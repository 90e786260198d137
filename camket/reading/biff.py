"""The records of an old workbook counted before xlrd interprets them, which has no limits of its own."""

from __future__ import annotations

import io
import struct
from collections import Counter

from xlrd.compdoc import CompDoc

from camket.reading.refusal import Refusal

_STREAMS = ("Workbook", "Book")
_XF, _FORMAT, _FONT, _NAME = 0xE0, 0x41E, 0x31, 0x18
# Excel itself holds some 4,000 of each, and 255 letters of a number format.
_MOST = {_XF: 10_000, _FORMAT: 10_000, _FONT: 10_000, _NAME: 50_000}
_LONGEST_FORMAT = 600


def check_records(content: bytes) -> None:
    """Raises `Refusal` where a workbook has more styles, formats or names than Excel ever writes.

    xlrd spends minutes on them before it comes to any sheet. A file that is no compound document, or
    whose directory is damaged, is left to xlrd.
    """
    try:
        document = CompDoc(content, logfile=io.StringIO())
        stream = next(filter(None, map(document.get_named_stream, _STREAMS)), b"")
    except Exception:  # whatever is wrong with it, xlrd says so in its own way
        return
    counts: Counter[int] = Counter()
    position, end = 0, len(stream) - 4
    while position <= end:
        kind, length = struct.unpack_from("<HH", stream, position)
        counts[kind] += 1
        if counts[kind] > _MOST.get(kind, counts[kind]) or (kind == _FORMAT and length > _LONGEST_FORMAT):
            raise Refusal(
                found="tệp .xls có quá nhiều kiểu ô hoặc định dạng, không phải do Excel lưu",
                expected="tệp .xls do Excel lưu",
                remedy="mở tệp bằng Excel, lưu lại thành .xlsx",
            )
        position += 4 + length
