"""Count the records of an .xls before xlrd interprets them, because xlrd sets itself no limits."""

from __future__ import annotations

import io
import struct
from collections import Counter

from xlrd.compdoc import CompDoc

from camket.reading.refusal import Refusal

_STREAMS = ("Workbook", "Book")
_XF, _FORMAT, _FONT, _NAME = 0xE0, 0x41E, 0x31, 0x18
# Excel itself stores about 4,000 of each, and at most 255 characters in a number format.
_MOST = {_XF: 10_000, _FORMAT: 10_000, _FONT: 10_000, _NAME: 50_000}
_LONGEST_FORMAT = 600


def check_records(content: bytes) -> None:
    """Raise `Refusal` if an .xls has more styles, formats or names than Excel ever writes.

    xlrd spends minutes on such a file before it reaches the first sheet. A file that is not a compound
    document, or has a damaged directory, passes: xlrd reports it.
    """
    try:
        document = CompDoc(content, logfile=io.StringIO())
        stream = next(filter(None, map(document.get_named_stream, _STREAMS)), b"")
    except Exception:  # xlrd reports whatever is wrong with the file
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
