"""ActiveX controls and embedded files of an Excel sheet: they keep what they show in forms of their own."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from camket.intake.formats.activex import read_properties, read_stored_state
from camket.intake.formats.encodings import clean_stored, split_words
from camket.intake.formats.excel_sheet import LAST_COLUMN
from camket.intake.formats.limits import open_package
from camket.intake.formats.package_parts import Package
from camket.intake.formats.sheet import TICKED, UNTICKED, Aside
from camket.text import clean

_TEXT = re.compile(r"[\x20-\x7e\xc0-\u01b0\u1ea0-\u1ef9]{3,}")
_LARGEST_STATE, _LARGEST_FILE = 100_000, 2_000_000  # bytes
_MOST_SHOWN = 2000


def read_objects(package: Package, page: str, sheet: str) -> Iterator[Aside]:
    """What each ActiveX control and each embedded file of the sheet in the part `page` may say.

    A control is named with its caption, or with the texts in its stored state, and whether it is ticked where that can
    be read. A file is named with its name and the words of a workbook, a document or slides.
    """
    relations = {each.part: each for each in package.relations(page)}
    places: dict[str, str] = {}
    if any(each.kind == "control" for each in relations.values()):
        places = _find_places(package, page, sheet)
    for part, (key, kind, _) in relations.items():
        if kind == "control":
            yield Aside(
                "control", sheet, f"ô ActiveX {places.get(key, f'trên {sheet}')}", _describe(package, part)
            )
        elif kind in ("package", "oleobject"):
            name = posixpath.basename(package.stored_name(part))
            words = _read_package(package.read(part))
            yield Aside("embedded", sheet, f"tệp nhúng trên {sheet}", f"{name}: {words}" if words else name)


def _find_places(package: Package, page: str, sheet: str) -> dict[str, str]:
    """The cell at which each control begins, by the id of its relation."""
    places = {}
    for control in package.parse(page).iter("{*}control"):
        key = next((value for name, value in control.attrib.items() if name.endswith("}id")), "")
        start = control.find(".//{*}from")
        if key and start is not None:
            column, row = start.findtext("{*}col") or "", start.findtext("{*}row") or ""
            places[key] = describe_place(column, row, sheet)
    return places


def _describe(package: Package, part: str) -> str:
    """The caption of a control and whether it is ticked."""
    state = read_properties(package.parse(part))
    stored = [package.read(relation.part)[:_LARGEST_STATE] for relation in package.relations(part)]
    kept = [read_stored_state(each) for each in stored]
    is_ticked = next((each.is_ticked for each in (state, *kept) if each.is_ticked is not None), None)
    words = next((each.caption for each in (state, *kept) if each.caption), "")
    words = words or "; ".join(text for each in stored for text in _list_texts(each))
    said = "không đọc được trạng thái" if is_ticked is None else TICKED if is_ticked else UNTICKED
    return f"{said}; chữ: {words}" if words else said


def _list_texts(stored: bytes) -> Iterator[str]:
    """The texts of several words, or with Vietnamese letters, in the bytes of a control: one or two for each letter."""
    read = [stored.decode("latin-1"), *(stored[at:].decode("utf-16-le", errors="replace") for at in (0, 1))]
    found = (clean_stored(text) for each in read for text in _TEXT.findall(each))
    yield from dict.fromkeys(text for text in found if " " in text or split_words(text))


def describe_place(column: str, row: str, name: str) -> str:
    """Where a drawing begins; `column` and `row` count from 0 and may be anything in a damaged file."""
    if not (column.isdecimal() and row.isdecimal() and len(column) <= 5 and int(column) < LAST_COLUMN):
        return f"trên {name}"
    return f"ở {name}!{get_column_letter(int(column) + 1)}{int(row[:9]) + 1}"


def _read_package(content: bytes) -> str:
    """The words of an embedded Office file; nothing of one that is large or of another format."""
    if len(content) > _LARGEST_FILE or not zipfile.is_zipfile(io.BytesIO(content)):
        return ""
    try:
        with open_package(content) as archive:
            inner = Package(archive)
            names = sorted(name for name in map(str.lower, archive.namelist()) if name.endswith(".xml"))
            texts = (
                node.text or "" for name in names if name in inner for node in inner.parse(name).iter("{*}t")
            )
            return clean(" ".join(texts))[:_MOST_SHOWN]
    except Exception:  # a damaged part of a file that Excel may still open; it is named instead
        return ""
