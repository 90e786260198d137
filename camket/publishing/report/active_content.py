"""Finds what in a Word document runs, loads or pulls in something by itself when the report is opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.opc.part import XmlPart
from lxml import etree

from camket.errors import InputError
from camket.publishing.report.word_fields import find_refused_fields

# What runs, loads or pulls in something when the report is opened, by the end of its relation's type.
_ACTIVE = {
    "vbaproject": "macro",
    "control": "điều khiển ActiveX",
    "oleobject": "đối tượng nhúng",
    "package": "tệp nhúng",
    "afchunk": "tệp chèn vào",
    "subdocument": "văn bản con",
    "mailmergesource": "nguồn trộn thư",
}
_OUTSIDE = ("hyperlink", "attachedtemplate")
# The same by elements that need no relation.
_ACTIVE_ELEMENTS = {"mailMerge": "nguồn trộn thư", "webVideoPr": "video trên mạng"}
_PICTURES = frozenset({"imagedata", "fill", "stroke"})


def find_active_content(package: Any, place: str) -> Iterator[InputError]:
    """An error for each kind of thing in any part of the package that runs or loads by itself."""
    seen = set()
    for owner in (package, *package.iter_parts()):
        for relation in owner.rels.values():
            kind = relation.reltype.rpartition("/")[2].lower()
            if kind in _ACTIVE:
                seen.add(_ACTIVE[kind])
            elif relation.is_external and kind not in _OUTSIDE:
                target = (
                    relation.target_ref if len(relation.target_ref) < 80 else f"{relation.target_ref[:80]}…"
                )
                seen.add(f"liên kết tự tải từ ngoài tệp ({kind}: {target})")
    fields: set[str] = set()
    for root in _read_trees(package, place):
        fields.update(find_refused_fields(root))
        for node in root.iter(etree.Element):
            name = etree.QName(node).localname
            if name in _ACTIVE_ELEMENTS:
                seen.add(_ACTIVE_ELEMENTS[name])
            elif name in _PICTURES and (source := _find_source(node)):
                seen.add(f"ảnh tự tải từ ngoài tệp ({source[:80]})")
    yield from (refuse_active(place, found) for found in sorted(seen))
    yield from (_refused_field(place, code) for code in sorted(fields))


def _read_trees(package: Any, place: str) -> Iterator[Any]:
    """The XML of all parts, also of those without slots: comments, settings, building blocks."""
    for part in package.iter_parts():
        if isinstance(part, XmlPart):
            yield part.element
        elif part.content_type.endswith("xml") or str(part.partname).lower().endswith(".xml"):
            try:
                yield etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            except etree.XMLSyntaxError:
                raise refuse_active(place, f"phần không đọc được: {str(part.partname)[:80]}") from None


def _find_source(node: Any) -> str:
    return next(
        (
            str(value)
            for key, value in node.attrib.items()
            if etree.QName(key).localname in ("src", "href", "althref")
        ),
        "",
    )


def _refused_field(place: str, code: str) -> InputError:
    return InputError(
        where=place,
        found=f"trường (field) có thể tự chạy, tự tải hoặc không rõ: {code or 'mã trống'}",
        expected="chỉ trường số trang, ngày, đánh số, mục lục, dẫn chiếu trong tệp: PAGE, DATE, SEQ, TOC, REF…",
        remedy="bấm Alt+F9 để thấy trường, xóa đi hoặc đổi thành chữ (Ctrl+Shift+F9), rồi lưu lại",
    )


def refuse_active(place: str, found: str) -> InputError:
    """The error about something in a template that acts by itself."""
    return InputError(
        where=place,
        found=f"mẫu có {found}",
        expected="mẫu chỉ có chữ, bảng, ảnh chèn trong tệp, không có thứ gì tự chạy hay tự tải khi mở",
        remedy="bỏ phần này trong Word, lưu thành Word Document (.docx)",
    )
