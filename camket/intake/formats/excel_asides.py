"""Texts of an Excel sheet that stand in no cell: comments, text boxes, shapes, charts, headers and footers of the page.

What a chart repeats from cells is decoration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from camket.intake.formats.encodings import clean_stored
from camket.intake.formats.excel_objects import describe_place, read_objects
from camket.intake.formats.excel_sheet import SheetContent
from camket.intake.formats.excel_strings import unescape
from camket.intake.formats.package_parts import Package
from camket.intake.formats.page_margins import strip_margin_codes
from camket.intake.formats.sheet import (
    CELL_IN_MM,
    EMU_IN_MM,
    NO_WORDS,
    TICKED,
    UNTICKED,
    Aside,
    AsideKind,
    Note,
    kind_of_picture,
)

_AREA = re.compile(r"[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?")
_MOST_ENTRIES = 1000
_MARGINS = (("Header", "đầu trang in"), ("Footer", "chân trang in"))
_TICK = "☒ "
_LISTS, _BOXES = ("Drop", "List"), ("Checkbox", "Radio")


class SheetNotes(NamedTuple):
    """Notes of filled cells by row and column, and all other texts beside the cells."""

    of_cells: dict[tuple[int, int], Note]
    asides: list[Aside]


def read_notes(package: Package, part: str, name: str, cells: SheetContent) -> SheetNotes:
    """Read what stands beside the cells of the sheet in `part`. `name` is already quoted."""
    of_cells: dict[tuple[int, int], Note] = {}
    asides: list[Aside] = []
    parts = list({(each.kind, each.part): each for each in package.relations(part)}.values())
    for reference, words in _read_comments(package, [(kind, found) for _, kind, found in parts]).items():
        row, column = coordinate_to_tuple(reference)
        if column in (line := cells.filled.get(row, {})) and line[column].text:
            of_cells[row, column] = Note("comment", words)
        else:
            asides.append(Aside("comment", name, f"nhận xét ở {name}!{reference}", words))
    for _, kind, found in parts:
        if kind == "drawing":
            asides += _read_drawing(package, found, name)
    asides += read_objects(package, part, name)
    known = {clean_stored(aside.text) for aside in asides if aside.kind != "comment"}
    for _, kind, found in parts:
        if kind == "vmldrawing":
            drawn = package.parse_unsound(found)
            asides += _read_lists(drawn, name, cells)
            old = _read_old_drawing(drawn, name)
            asides += [aside for aside in old if aside.text.removeprefix(_TICK) not in known]
    for margin, text in cells.margins.items():
        if words := strip_margin_codes(text):
            where = next((said for ending, said in _MARGINS if margin.endswith(ending)), margin)
            asides.append(Aside("page_margin", name, f"{where} của {name}", words))
    return SheetNotes(of_cells, list(dict.fromkeys(asides)))


def _read_comments(package: Package, parts: list[tuple[str, str]]) -> dict[str, str]:
    """The words of all comments by the cells that they are on; a thread in its order, without the old copy of it."""
    threads: dict[str, list[str]] = {}
    for kind, part in parts:
        if kind == "threadedcomment":
            for node in package.parse(part).iterfind("{*}threadedComment"):
                words = clean_stored("".join(node.itertext("{*}text")))
                threads.setdefault(node.get("ref") or "", []).append(words)
    comments = {reference: "; ".join(filter(None, words)) for reference, words in threads.items()}
    for kind, part in parts:
        if kind == "comments":
            for node in package.parse(part).iterfind("{*}commentList/{*}comment"):
                reference = node.get("ref") or ""
                words = clean_stored(unescape("".join(text.text or "" for text in _texts(node))))
                if reference not in threads and words:
                    comments[reference] = words
    return {reference: words for reference, words in comments.items() if words}


def _texts(node: Any) -> Iterator[Any]:
    """The elements of text (`t`) without phonetic readings."""
    for text in node.iter("{*}t"):
        if not any(etree.QName(above).localname == "rPh" for above in text.iterancestors()):
            yield text


def _read_drawing(package: Package, part: str, name: str) -> Iterator[Aside]:
    related = {relation.key: relation for relation in package.relations(part)}
    root = package.parse(part)
    for fallback in list(root.iter("{*}Fallback")):  # what the branch before says for older programs
        fallback.getparent().remove(fallback)
    for anchor in root.iter("{*}twoCellAnchor", "{*}oneCellAnchor", "{*}absoluteAnchor"):
        where = _describe_anchor(anchor, name)
        for shape in anchor.iter("{*}sp", "{*}cxnSp"):
            if words := _read_paragraphs(shape):
                is_box = any(node.get("txBox") in ("1", "true") for node in shape.iter("{*}cNvSpPr"))
                yield Aside("text_box", name, f"{'hộp chữ' if is_box else 'hình có chữ'} {where}", words)
        for picture in anchor.iter("{*}pic"):
            yield Aside(_kind_of_picture(anchor, picture), name, f"hình {where}", NO_WORDS)
        for frame in anchor.iter("{*}graphicFrame"):
            for node in frame.iter("{*}graphicData"):
                yield from _read_graphic(package, related, node, name, where)


def _kind_of_picture(anchor: Any, picture: Any) -> AsideKind:
    """Its kind by the size that the anchor or the picture gives, else by the cells that it lies over."""
    for size in (anchor.find("{*}ext"), picture.find("{*}spPr/{*}xfrm/{*}ext")):
        sides = [] if size is None else [size.get("cx") or "", size.get("cy") or ""]
        if sides and all(side.isdecimal() and int(side) for side in sides):
            width, height = (int(side) / EMU_IN_MM for side in sides)
            return kind_of_picture(width, height)
    ends = [
        anchor.findtext(f"{{*}}{end}/{{*}}{side}") or "" for side in ("col", "row") for end in ("from", "to")
    ]
    if not all(end.isdecimal() for end in ends):
        return "picture"
    left, right, top, bottom = map(int, ends)
    return kind_of_picture((right - left) * CELL_IN_MM[0], (bottom - top) * CELL_IN_MM[1])


def _read_graphic(
    package: Package, related: dict[str, Any], node: Any, name: str, where: str
) -> Iterator[Aside]:
    """The words of a chart, or of a diagram (SmartArt), that a drawing refers to."""
    for reference in node:
        for attribute, key in reference.attrib.items():
            relation = related.get(key) if attribute.endswith(("}id", "}dm")) else None
            if relation is None:
                continue
            kind: AsideKind = "chart" if relation.kind.startswith("chart") else "drawing"
            root = package.parse(relation.part)
            words = [_read_paragraphs(root)]
            if kind == "chart":
                words += [clean_stored(value.text or "") for value in root.iterfind(".//{*}tx/{*}v")]
                words += [clean_stored(value.text or "") for value in root.iterfind(".//{*}strLit//{*}v")]
                drawn = (
                    other for other in package.relations(relation.part) if other.kind == "chartusershapes"
                )
                words += [_read_paragraphs(package.parse(other.part)) for other in drawn]
            if said := "; ".join(dict.fromkeys(filter(None, words))):
                label = "biểu đồ" if kind == "chart" else "sơ đồ"
                yield Aside(kind, name, f"{label} {where}", said)


def _read_paragraphs(node: Any) -> str:
    lines = []
    for paragraph in node.iter("{*}p"):
        lines.append(clean_stored("".join(text.text or "" for text in paragraph.iter("{*}t"))))
    return "\n".join(filter(None, lines))


def _describe_anchor(anchor: Any, name: str) -> str:
    column, row = anchor.findtext("{*}from/{*}col"), anchor.findtext("{*}from/{*}row")
    return describe_place(column or "", row or "", name)


def _read_old_drawing(root: Any, name: str) -> Iterator[Aside]:
    """Text boxes and form controls as Excel keeps them for older programs (VML)."""
    for shape in () if root is None else root.iter("{*}shape", "{*}rect", "{*}oval", "{*}roundrect"):
        data = shape.find("{*}ClientData")
        if data is not None and data.get("ObjectType") == "Note":
            continue  # the comment itself is in a part of its own
        words = clean_stored(" ".join(text for box in shape.iter("{*}textbox") for text in box.itertext()))
        ticked = data is not None and data.findtext("{*}Checked") not in (None, "0")
        where = _describe_old_anchor("" if data is None else data.findtext("{*}Anchor") or "", name)
        if words:
            yield Aside("text_box", name, f"hộp chữ {where}", f"{_TICK if ticked else ''}{words}")
        elif data is not None and data.get("ObjectType") in _BOXES:
            yield Aside("control", name, f"ô đánh dấu {where}", TICKED if ticked else UNTICKED)


def _read_lists(root: Any, name: str, cells: SheetContent) -> Iterator[Aside]:
    """The entry that each drop-down or list box drawn on a sheet shows as chosen."""
    for data in () if root is None else root.iter("{*}ClientData"):
        if data.get("ObjectType") not in _LISTS:
            continue
        listed, chosen = data.findtext("{*}FmlaRange") or "", data.findtext("{*}Sel") or "0"
        number = int(chosen) if chosen.isdecimal() and len(chosen) < 6 else 0
        entries = _list_entries(listed, name, cells)
        entry = f": “{entries[number - 1]}”" if 0 < number <= len(entries) else ""
        said = f"đang chọn mục {number}{entry}" if number else "chưa chọn mục nào"
        where = _describe_old_anchor(data.findtext("{*}Anchor") or "", name)
        yield Aside(
            "control", name, f"hộp chọn của biểu mẫu {where}", f"{said} (danh sách {listed or 'không rõ'})"
        )


def _list_entries(listed: str, name: str, cells: SheetContent) -> list[str]:
    """The texts of the cells that a list shows, if they stand on the same sheet."""
    sheet, _, area = listed.replace("$", "").rpartition("!")
    if sheet not in ("", name) or not _AREA.fullmatch(area):
        return []
    left, top, right, bottom = range_boundaries(area)
    if left is None or right is None or top is None or bottom is None or bottom - top >= _MOST_ENTRIES:
        return []
    found = (cells.filled.get(row, {}).get(left) for row in range(top, bottom + 1))
    return ["" if cell is None else cell.text for cell in found]


def _describe_old_anchor(anchor: str, name: str) -> str:
    numbers = [part.strip() for part in anchor.split(",")]
    return describe_place(numbers[0], numbers[2] if len(numbers) > 2 else "", name)
