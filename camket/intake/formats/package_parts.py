"""The parts of an Office package and the relations between them, as the Open Packaging Conventions name them.

Part names do not distinguish upper and lower case, and some programs write backslashes or other names than Excel
does. Only relations and content types say what a part is.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from camket.intake.formats.limits import TreeBudget, normalise_name, parse_xml

_CONTENT_TYPES = "[content_types].xml"


class Relation(NamedTuple):
    """A relation of a part: its id, the last word of its type in lower case, and the part that it leads to."""

    key: str
    kind: str
    part: str


class Package:
    """The parts of a package by their names in lower case, with slashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._budget = TreeBudget()
        self._stored = {normalise_name(name): name for name in archive.namelist()}

    def __contains__(self, part: str) -> bool:
        return part in self._stored

    def read(self, part: str) -> bytes:
        """The bytes of a part; raises `KeyError` if there is no such part."""
        return self._archive.read(self._stored[part])

    def stored_name(self, part: str) -> str:
        """The name of a part as it is written in the package."""
        return self._stored[part]

    def parse(self, part: str) -> Any:
        """The root element of a part. Raises `Refusal` if the trees of all parts cost too much together."""
        content = self.read(part)
        self._budget.spend(content)
        return parse_xml(content)

    def parse_unsound(self, part: str) -> Any:
        """The root element of a part of VML, which is seldom sound XML; None if there is none."""
        content = self.read(part).replace(b"<br>", b"<br/>")  # the one element that Excel never closes
        self._budget.spend(content)
        return parse_xml(content, recover=True)

    def relations(self, part: str = "") -> Iterator[Relation]:
        """The relations of a part, or of the package, to parts that exist."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self:
            return
        for node in self.parse(source).iterfind("{*}Relationship"):
            if node.get("TargetMode") == "External":
                continue
            target = unquote((node.get("Target") or "").replace("\\", "/"))
            found = normalise_name(posixpath.join("/", folder, target))
            if found in self:
                kind = (node.get("Type") or "").rpartition("/")[2].lower()
                yield Relation(node.get("Id") or "", kind, found)

    def find_main_part(self) -> str:
        """The part that the relations of the package call the document, else the content types; or empty."""
        found = next(
            (relation.part for relation in self.relations() if relation.kind == "officedocument"), ""
        )
        if not found and _CONTENT_TYPES in self:
            for node in self.parse(_CONTENT_TYPES).iterfind("{*}Override"):
                name = normalise_name(node.get("PartName") or "")
                if (node.get("ContentType") or "").endswith(".main+xml") and name in self:
                    return name
        return found
