"""Limits on what a file may cost, and the refusal of a file that cannot be read."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from lxml import etree

LARGEST_FILE = 50_000_000
LARGEST_TEXT = 15_000_000  # half a million cells of thirty characters
LARGEST_SPREADSHEET = 15_000_000  # an .xls this large takes xlrd three seconds, without a way to interrupt it
LARGEST_PART = 100_000_000
LARGEST_TREE = 25_000_000  # a parsed tree takes about ten times the bytes of its part
LARGEST_PACKAGE = 200_000_000
MOST_MEMORY = 300_000_000
MOST_TAGS = 10_000_000
LARGEST_ROW = 8_000_000  # bytes of XML in one row of a sheet, or beside its rows
MOST_PARTS = 5_000
MOST_CELLS = 500_000  # the rooms behind the readers take as long again for each cell
ROW_COST = 3  # a row takes as much memory as this many cells, besides its own cells
MOST_WORD_CELLS = 100_000
MOST_WORD_TAGS = 1_200_000
MOST_WORD_PARAGRAPHS = 50_000  # besides one in each cell
MOST_OLD_CELLS = 100_000  # cells in an old font: each is converted to Unicode syllable by syllable
MOST_WORD_DEPTH = 60  # a nested table adds four; reading a node visits all its ancestors
_USUAL_DEPTH = 25  # of drawings and charts
MOST_MERGED = 4_000_000
MOST_NOTES = 20_000_000  # characters
# Real sheets compress to a twentieth, a million formatted empty rows to a fortieth.
_HIGHEST_RATIO = 200
_SMALL_PART = 1_000_000
# Bytes that lxml needs for an element or a text, and for an attribute with its value.
_NODE, _ATTRIBUTE = 120, 220
_FEW_TAGS = 100_000
_TAG = re.compile(rb"<([/?!]?)[^<>]*?(/?)>")
_WORD_CELL = re.compile(rb"<(?:\w+:)?tc[\s/>]")
_WORD_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[\s/>]")
_DOCUMENT_TYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class Refusal(Exception):  # noqa: N818 - not a fault of ours but an answer
    """What was found, what was expected and what to do, in Vietnamese."""

    def __init__(self, *, found: str, expected: str, remedy: str) -> None:
        super().__init__(found, expected, remedy)
        self.found = found
        self.expected = expected
        self.remedy = remedy


def open_package(content: bytes, largest_part: int = LARGEST_PART) -> zipfile.ZipFile:
    """Open a zip package and check its declared sizes; `zipfile` never unpacks more than is declared.

    Raises `Refusal` if the package is too large when unpacked, `BadZipFile` if it is damaged.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise _too_much(f"tệp nén chứa {len(parts)} phần", f"không quá {MOST_PARTS} phần")
    _refuse_repeated_parts(parts)
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


def normalise_name(name: str) -> str:
    """The name by which parts are compared: `\\xl\\Workbook.xml` becomes `xl/workbook.xml`."""
    return posixpath.normpath(f"/{name.replace(chr(92), '/')}").lstrip("/").lower()


def _refuse_repeated_parts(parts: Iterable[zipfile.ZipInfo]) -> None:
    """Raise `Refusal` if two parts of different content have one name: programs would read one or the other."""
    seen: dict[str, zipfile.ZipInfo] = {}
    for part in parts:
        first = seen.setdefault(normalise_name(part.filename), part)
        if (first.CRC, first.file_size) != (part.CRC, part.file_size):
            raise Refusal(
                found=f"tệp nén có hai phần cùng tên {part.filename!r}, nội dung khác nhau",
                expected="mỗi phần một lần",
                remedy="mở tệp bằng Excel hoặc Word, kiểm tra nội dung rồi lưu thành bản mới",
            )


def check_area(rows: int, columns: int, sheet: str) -> None:
    """Raise `Refusal` if a sheet has more than `MOST_CELLS` cells."""
    if rows * columns > MOST_CELLS:
        raise Refusal(
            found=f"trang tính {sheet} có nội dung đến hàng {rows}, cột thứ {columns}",
            expected=f"không quá {MOST_CELLS} ô",
            remedy="xóa hẳn nội dung ở cách xa bảng (chọn hàng, cột thừa, xóa, lưu lại), hoặc tách tệp",
        )


def check_cells(count: int, sheet: str) -> None:
    """Raise `Refusal` if a file has more than `MOST_CELLS` filled cells, counted up to `sheet`."""
    if count > MOST_CELLS:
        raise Refusal(
            found=f"tệp có hơn {MOST_CELLS} ô có nội dung (đến trang tính {sheet})",
            expected=f"không quá {MOST_CELLS} ô",
            remedy="xóa nội dung không thuộc bảng báo cáo, hoặc tách tệp",
        )


def check_old_cells(count: int, sheet: str) -> None:
    """Raise `Refusal` if a sheet has more than `MOST_OLD_CELLS` cells in an old font."""
    if count > MOST_OLD_CELLS:
        raise Refusal(
            found=f"trang tính {sheet} có {count} ô dùng phông chữ cũ (TCVN3, VNI)",
            expected=f"không quá {MOST_OLD_CELLS} ô phông chữ cũ",
            remedy="chuyển bảng mã sang Unicode rồi gửi lại, hoặc chỉ giữ bảng báo cáo",
        )


def check_merged(areas: Iterable[int], sheet: str) -> None:
    """Raise `Refusal` if the areas of the merged ranges add up to more than `MOST_MERGED` cells."""
    if sum(areas) > MOST_MERGED:
        raise Refusal(
            found=f"trang tính {sheet} có các vùng trộn ô chồng lên nhau",
            expected=f"không quá {MOST_MERGED} ô trong các vùng trộn",
            remedy="bỏ trộn ô, lưu lại",
        )


def parse_xml(content: bytes, *, recover: bool = False) -> Any:
    """Parse an XML part without resolving entities or loading anything; refuse a document type.

    With `recover` unsound XML is read as far as it can be, None if there is nothing in it. Raises `Refusal` if the
    tree would take more memory than `MOST_MEMORY`.
    """
    refuse_document_type(content)
    _check_memory(_tree_cost(content))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=recover)
    root = etree.fromstring(content, parser)
    if (
        root is not None and root.getroottree().docinfo.doctype
    ):  # declared in an encoding that the byte search does not cover
        refuse_document_type(b"<!DOCTYPE")
    return root


def _tree_cost(part: bytes) -> int:
    return _NODE * part.count(b"<") + _ATTRIBUTE * part.count(b"=")


class TreeBudget:
    """What all trees of one file may cost together, those of a part that is parsed many times included."""

    def __init__(self) -> None:
        self._cost = 0

    def spend(self, content: bytes) -> None:
        """Count a part before it is parsed. Its depth counts too: reading a node visits its ancestors.

        Raises `Refusal` if the budget is exceeded.
        """
        cost = _tree_cost(content)
        _check_memory(self._cost + cost)
        self._cost += cost * (1 + _depth(content) // _USUAL_DEPTH)
        _check_memory(self._cost)


def _check_memory(cost: int) -> None:
    if cost > MOST_MEMORY:
        raise _too_much(
            "nội dung XML có quá nhiều phần tử", f"không quá {MOST_MEMORY // 1_000_000} MB khi mở"
        )


def check_document(archive: zipfile.ZipFile) -> None:
    """Raise `Refusal` if the XML of a Word file exceeds a limit; python-docx holds all of it at once."""
    cost = 0
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels")):
            part = archive.read(name)
            refuse_document_type(part)
            cost += _tree_cost(part)
            _check_memory(cost)
            if (tags := part.count(b"<")) > MOST_WORD_TAGS:
                raise _too_much(f"phần {name!r} có {tags} thẻ XML", f"không quá {MOST_WORD_TAGS} thẻ")
            if (cells := len(_WORD_CELL.findall(part))) > MOST_WORD_CELLS:
                raise _too_much(f"tệp Word có {cells} ô trong các bảng", f"không quá {MOST_WORD_CELLS} ô")
            if (paragraphs := len(_WORD_PARAGRAPH.findall(part)) - cells) > MOST_WORD_PARAGRAPHS:
                raise _too_much(
                    f"tệp Word có {paragraphs} đoạn văn, chưa kể mỗi ô một đoạn",
                    f"không quá {MOST_WORD_PARAGRAPHS} đoạn",
                )
            if tags > _FEW_TAGS and (depth := _depth(part)) > MOST_WORD_DEPTH:
                raise _too_much(f"phần {name!r} lồng {depth} lớp", f"không quá {MOST_WORD_DEPTH} lớp")


def _depth(part: bytes) -> int:
    """The greatest nesting depth of elements."""
    depth = deepest = 0
    for tag in _TAG.finditer(part):
        begin, end = tag.groups()
        if begin == b"/":
            depth -= 1
        elif not begin and not end:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def check_tags(content: bytes) -> None:
    """Raise `Refusal` if XML has more than `MOST_TAGS` tags, too many to read one by one."""
    if (tags := content.count(b"<")) > MOST_TAGS:
        raise _unlike_excel(f"{tags} thẻ XML", f"không quá {MOST_TAGS} thẻ")


def check_notes(letters: int) -> None:
    """Raise `Refusal` if the notes on the cells of a file are too long together: many cells may share a long one."""
    if letters > MOST_NOTES:
        raise Refusal(
            found=f"chú thích của các ô dài hơn {MOST_NOTES} ký tự, tính cả phần lặp lại ở nhiều ô",
            expected=f"không quá {MOST_NOTES} ký tự",
            remedy="rút gọn chú thích dùng chung cho nhiều ô, hoặc tách tệp",
        )


def check_row(size: int) -> None:
    """Raise `Refusal` if one row of a sheet, or the XML beside its rows, takes more than `LARGEST_ROW` bytes."""
    if size > LARGEST_ROW:
        most = LARGEST_ROW // 1_000_000
        raise _unlike_excel(f"một hàng, hoặc phần ngoài các hàng, hơn {most} MB XML", f"không quá {most} MB")


def _unlike_excel(found: str, expected: str) -> Refusal:
    return Refusal(
        found=f"tệp không theo dạng Excel lưu và rất lớn ({found})",
        expected=f"tệp do Excel lưu, hoặc {expected}",
        remedy="mở tệp bằng Excel, lưu lại thành bản mới",
    )


def refuse_document_type(content: bytes) -> None:
    """Raise `Refusal` if an XML part declares a document type, which office programs never write."""
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
