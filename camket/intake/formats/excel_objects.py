"""ActiveX controls and embedded files of an Excel sheet: they keep what they show in forms of their own."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from camket.intake.formats.encodings import clean_stored, split_words
from camket.intake.formats.limits import open_package
from camket.intake.formats.package_parts import Package
from camket.intake.formats.sheet import Aside
from camket.text import clean

_CAPTION = "Caption"
_TEXT = re.compile(r"[\x20-\x7e\xc0-\u01b0\u1ea0-\u1ef9]{3,}")
_LARGEST_STATE, _LARGEST_FILE = 100_000, 2_000_000  # bytes
_MOST_SHOWN = 2000


def read_objects(package: Package, parts: list[tuple[str, str]], sheet: str) -> Iterator[Aside]:
    """What each ActiveX control and each embedded file of a sheet may say.

    A control is named with its caption, or with the texts in its stored state; whether it is ticked stays unread. A
    file is named with its name and the words of a workbook, a document or slides.
    """
    for kind, part in parts:
        if kind == "control":
            root = package.parse(part)
            words = _read_caption(root) or "; ".join(_read_state(package, part))
            said = f"không đọc được trạng thái{f'; chữ: {words}' if words else ''}"
            yield Aside("control", sheet, f"ô ActiveX trên {sheet}", said)
        elif kind in ("package", "oleobject"):
            name = posixpath.basename(package.stored_name(part))
            words = _read_package(package.read(part))
            yield Aside("embedded", sheet, f"tệp nhúng trên {sheet}", f"{name}: {words}" if words else name)


def _read_caption(root: Any) -> str:
    for node in root.iter("{*}ocxPr"):
        said = {name.rpartition("}")[2]: value for name, value in node.attrib.items()}
        if said.get("name") == _CAPTION:
            return clean_stored(said.get("value") or "")
    return ""


def _read_state(package: Package, part: str) -> Iterator[str]:
    """The texts of several words, or with Vietnamese letters, in the bytes of a control: one or two for each letter."""
    for relation in package.relations(part):
        stored = package.read(relation.part)[:_LARGEST_STATE]
        read = [
            stored.decode("latin-1"),
            *(stored[at:].decode("utf-16-le", errors="replace") for at in (0, 1)),
        ]
        found = (clean_stored(text) for each in read for text in _TEXT.findall(each))
        yield from dict.fromkeys(text for text in found if " " in text or split_words(text))


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
