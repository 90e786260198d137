"""Open a Word package (.docx, .docm, Strict) and give the XML of its document and of the parts beside it."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.oxml.ns import nsmap, qn
from lxml import etree

from camket.intake.formats.limits import LARGEST_TREE, check_document, open_package, parse_xml
from camket.intake.formats.word_visibility import is_on

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
# The namespaces of Strict Open XML that differ from those of Transitional by more than the beginning.
_SAME_IN_BOTH = {
    f"{_STRICT}wordprocessingml/main": nsmap["w"],
    f"{_STRICT}officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    f"{_STRICT}drawingml/main": nsmap["a"],
    f"{_STRICT}drawingml/wordprocessingDrawing": nsmap["wp"],
    f"{_STRICT}drawingml/picture": nsmap["pic"],
    f"{_STRICT}drawingml/chart": nsmap["c"],
    f"{_STRICT}drawingml/diagram": nsmap["dgm"],
    f"{_STRICT}officeDocument/relationships": nsmap["r"],
}
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BESIDE = ("numbering", "styles", "footnotes", "endnotes", "comments")
_READ = ("header", "footer", "chart", "chartex", "diagramdata")
CHUNK = qn("w:altChunk")
FIGURES = (
    qn("c:chart"), "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart", qn("dgm:relIds"),
)  # fmt: skip
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_SHOWING = (
    qn("w:headerReference"), qn("w:footerReference"), CHUNK, *FIGURES,
    "{urn:schemas-microsoft-com:office:office}OLEObject",
)  # fmt: skip
_SEEN = (
    qn("w:t"), f"{MATH}t", qn("w:sym"), qn("w:ffData"), qn("w:tbl"), qn("w:footnoteReference"),
    qn("w:endnoteReference"), WORD_ART, *FIGURES,
)  # fmt: skip
_KEYS_OF_RELATIONS = (qn("r:id"), qn("r:dm"))
_MAIN = ("word/document.xml", "word/document2.xml")


class Attached(NamedTuple):
    """A part that the document shows at some place: a header, a chart, a diagram, an embedded file.

    `kind` is the last word of the type of its relation, in lower case. `content` is the root of an XML part, else
    its bytes; None for a file that opens in another program, or one that is damaged.
    """

    kind: str
    name: str
    content: Any = None


class WordParts(NamedTuple):
    """The roots of the parts of a Word file; None for a part that it does not have.

    Names are those of Transitional Open XML. What Word stores twice, for newer and for older programs, stands
    there once.
    """

    document: Any
    numbering: Any = None
    styles: Any = None
    footnotes: Any = None
    endnotes: Any = None
    comments: Any = None
    attached: tuple[Attached, ...] = ()

    @property
    def body(self) -> Any:
        """The body of the document."""
        return self.document.find(qn("w:body"))


def read_parts(content: bytes) -> WordParts:
    """The parts of a Word file. A relation to a part that does not exist is passed over, as Word does.

    Raises `Refusal` if a limit is exceeded, `KeyError` if there is no document, `XMLSyntaxError` or `BadZipFile` if
    it is damaged.
    """
    with open_package(content, LARGEST_TREE) as archive:
        check_document(archive)
        names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        main = find_document(archive, names)
        relations = list(_relations(archive, names, main))
        beside = {each.kind: each.target for each in relations}
        roots = {kind: _read(archive, names[beside[kind]]) for kind in _BESIDE if kind in beside}
        document = _read(archive, names[main])
        shown = dict.fromkeys(_shown_relations(document))
        by_id = {each.key: each for each in relations}
        ordered = dict.fromkeys((by_id[key].kind, by_id[key].target) for key in shown if key in by_id)
        attached = [_attach(archive, names[target], kind) for kind, target in ordered]
        return WordParts(document, **roots, attached=tuple(attached))


def find_document(archive: zipfile.ZipFile, names: dict[str, str]) -> str:
    """The name of the main part, in lower case. `names` gives the stored name of each part."""
    related = {each.kind: each.target for each in _relations(archive, names, "")}
    found = related.get("officedocument")
    if found is None:
        found = next((name for name in _MAIN if name in names), None)
    if found is None:
        raise KeyError(_MAIN[0])
    return found


def _shown_relations(document: Any) -> Iterator[str]:
    """The keys of the relations to what the document shows, in reading order."""
    for node in document.iter(*_SHOWING):
        if node.get(qn("w:type")) == "first" and not is_on(node.getparent().find(qn("w:titlePg"))):
            continue
        for name in _KEYS_OF_RELATIONS:
            if key := node.get(name):
                yield key


def _attach(archive: zipfile.ZipFile, name: str, kind: str) -> Attached:
    if kind in _READ:
        try:
            return Attached(kind, name, _read(archive, name))
        except etree.XMLSyntaxError:
            return Attached(kind, name)
    return Attached(kind, name, archive.read(name) if kind == "afchunk" else None)


class _Relation(NamedTuple):
    """A relation of a part: its key, the last word of its type, and the part that it leads to, in lower case."""

    key: str
    kind: str
    target: str


def _relations(archive: zipfile.ZipFile, names: dict[str, str], part: str) -> Iterator[_Relation]:
    """The relations of a part to parts that exist."""
    folder, name = posixpath.split(part)
    stored = names.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if stored is None:
        return
    for relation in parse_xml(archive.read(stored)).iter(_RELATIONS):
        if relation.get("TargetMode") == "External":
            continue
        target = (relation.get("Target") or "").replace("\\", "/").lower()
        target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        target = posixpath.normpath(target)
        if target in names:
            kind = (relation.get("Type") or "").rpartition("/")[2].lower()
            yield _Relation(relation.get("Id") or "", kind, target)


def _read(archive: zipfile.ZipFile, name: str) -> Any:
    root = parse_xml(archive.read(name))
    if _is_strict(root):
        _make_transitional(root)
    _keep_one_branch(root)
    return root


def _is_strict(root: Any) -> bool:
    return isinstance(root.tag, str) and root.tag.startswith(f"{{{_STRICT}")


def _make_transitional(root: Any) -> None:
    for node in root.iter("*"):
        node.tag = _translate(node.tag)
        for name, value in node.attrib.items():
            if name.startswith(f"{{{_STRICT}"):
                del node.attrib[name]
                node.set(_translate(name), value)


def _translate(name: str) -> str:
    space, _, local = name[1:].rpartition("}")
    if not space.startswith(_STRICT):
        return name
    return f"{{{_SAME_IN_BOTH.get(space, space.replace(_STRICT, _TRANSITIONAL))}}}{local}"


def _keep_one_branch(root: Any) -> None:
    """Of what is stored for newer and for older programs keep the first branch that says anything."""
    for choice in list(root.iter(f"{_COMPATIBILITY}AlternateContent")):
        branches = list(choice)
        saying = (branch for branch in branches if next(branch.iter(*_SEEN), None) is not None)
        kept = next(saying, branches[0] if branches else None)
        for branch in branches:
            if branch is not kept:
                choice.remove(branch)
