"""The records of an .xls are counted before xlrd interprets them."""

import struct

import pytest

from camket.intake.formats.excel_97 import check_records
from camket.intake.formats.limits import Refusal

_SECTOR = 512
_FREE, _END, _OWN = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
FONT, FORMAT, STYLE = 0x31, 0x41E, 0xE0


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def compound(stream):
    """A compound document with one stream, as [MS-CFB] lays it out: directory, table of sectors, stream."""
    stream = stream.ljust(max(8 * _SECTOR, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    own = len(stream) // _SECTOR
    tables = next(count for count in range(1, 200) if own + count + 1 <= count * 128)
    first = 1 + tables
    links = [_END, *[_OWN] * tables, *range(first + 1, first + own), _END]
    links += [_FREE] * (tables * 128 - len(links))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, 0, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *range(1, 1 + tables), *[_FREE] * (109 - tables))

    def entry(name, kind, child, start, size):
        letters = name.encode("utf-16-le") + b"\0\0"
        return struct.pack(
            "<64sHBBIII36xIQ", letters, len(letters), kind, 1, _FREE, _FREE, child, start, size
        )

    directory = entry("Root Entry", 5, 1, _END, 0) + entry("Workbook", 2, _FREE, first, len(stream))
    table = struct.pack(f"<{len(links)}I", *links)
    return header + directory.ljust(_SECTOR, b"\0") + table + stream


@pytest.mark.parametrize(
    "stream",
    [
        record(STYLE, bytes(20)) * 10_001,
        record(FONT, bytes(16)) * 10_001,
        record(FORMAT, b"\xa4\0" + b"[" * 1_000),
    ],
    ids=["styles", "fonts", "a format of a thousand brackets"],
)
def test_more_than_excel_ever_writes_is_refused_at_once(stream):
    with pytest.raises(Refusal, match="quá nhiều kiểu ô hoặc định dạng"):
        check_records(compound(stream))


@pytest.mark.parametrize(
    "content",
    [
        compound(record(STYLE, bytes(20)) * 4_000 + record(FORMAT, b"\xa4\0" + b"0" * 255)),
        b"",
        b"not a workbook",
        compound(b"")[:700],
    ],
    ids=["as many as Excel may write", "empty", "something else", "cut"],
)
def test_a_usual_or_damaged_workbook_is_left_to_xlrd(content):
    check_records(content)
