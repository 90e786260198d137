"""How much a file may cost: bytes, zipped parts, cells, and XML that declares nothing of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from lxml import etree

from camket.reading.refusal import Refusal

LARGEST_FILE = 50_000_000
LARGEST_PART = 100_000_000
LARGEST_TREE = 25_000_000  # a part that is held as a tree takes some ten times its bytes
LARGEST_PACKAGE = 200_000_000
MOST_PARTS = 5_000
MOST_CELLS = 1_000_000
MOST_MERGED = 4_000_000

# Real sheets shrink to a twentieth, a million formatted empty rows to a fortieth.
_HIGHEST_RATIO = 200
_SMALL_PART = 1_000_000

_DOCUMENT_TYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def open_package(content: bytes, largest_part: int = LARGEST_PART) -> zipfile.ZipFile:
    """A zip package whose declared sizes are within limits; `zipfile` never gives more than is declared.

    Raises `Refusal` for a package too large when unpacked, `BadZipFile` for a damaged one.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise _too_much(f"tệp nén chứa {len(parts)} phần", f"không quá {MOST_PARTS} phần")
    if (total := sum(part.file_size for part in parts)) > LARGEST_PACKAGE:
        raise _too_much(
            f"tệp nén bung ra {total // 1_000_000} MB", f"không quá {LARGEST_PACKAGE // 1_000_000} MB"
        )
    for part in parts:
        is_xml = part.filename.lower().endswith((".xml", ".rels"))
        if is_xml and part.file_size > largest_part:
            raise _too_much(
                f"phần {part.filename!r} bung ra {part.file_size // 1_000_000} MB",
                f"không quá {largest_part // 1_000_000} MB",
            )
        if part.file_size > max(_SMALL_PART, _HIGHEST_RATIO * part.compress_size):
            ratio = part.file_size // max(1, part.compress_size)
            raise _too_much(
                f"phần {part.filename!r} nén bất thường (bung ra gấp {ratio} lần)",
                f"không quá {_HIGHEST_RATIO} lần",
            )
    return archive


def check_area(rows: int, columns: int, sheet: str) -> None:
    """Raises `Refusal` for a sheet whose cells are more than `MOST_CELLS`."""
    if rows * columns > MOST_CELLS:
        raise Refusal(
            found=f"trang tính {sheet} có nội dung đến hàng {rows}, cột thứ {columns}",
            expected=f"không quá {MOST_CELLS} ô",
            remedy="xóa hẳn nội dung lạc ở xa bảng (chọn hàng, cột thừa, xóa, lưu lại), hoặc tách tệp",
        )


def check_merged(areas: Iterable[int], sheet: str) -> None:
    """Raises `Refusal` where merged ranges (their cells counted) lie over one another without end."""
    if sum(areas) > MOST_MERGED:
        raise Refusal(
            found=f"trang tính {sheet} có các vùng trộn ô chồng lên nhau",
            expected=f"không quá {MOST_MERGED} ô trong các vùng trộn",
            remedy="bỏ trộn ô, lưu lại",
        )


def parse_xml(content: bytes) -> Any:
    """The root of an XML part. Entities are not resolved, nothing is loaded, a document type is refused."""
    refuse_document_type(content)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def iterate_xml(content: bytes, *names: str) -> Iterable[Any]:
    """The elements with the local `names` as each ends, cleared after use so that memory stays flat."""
    refuse_document_type(content)
    steps = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
    )
    for _, element in steps:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def refuse_document_type(content: bytes) -> None:
    """Raises `Refusal` where an XML part declares entities of its own: no office program writes that."""
    if any(sign in content for sign in _DOCUMENT_TYPE):
        raise Refusal(
            found="tệp có khai báo DOCTYPE trong XML, không phải do Excel hay Word tạo ra",
            expected="tệp do chương trình văn phòng lưu",
            remedy="mở tệp bằng Excel hoặc Word và lưu thành bản mới; nếu không rõ nguồn gốc, đừng mở",
        )


def _too_much(found: str, expected: str) -> Refusal:
    return Refusal(
        found=found + ", có thể là tệp phá hoại (zip bomb)",
        expected=expected,
        remedy="đề nghị đơn vị gửi lại tệp chỉ gồm bảng báo cáo, bỏ ảnh và trang tính thừa",
    )
