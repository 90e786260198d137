"""Open a Word package (.docx, .docm, Strict) and give the XML of its document and of the parts beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docx.oxml.ns import nsmap, qn
from lxml import etree

from camket.intake.formats.limits import LARGEST_TREE, check_document, open_package
from camket.intake.formats.package_parts import Package
from camket.intake.formats.word_bindings import read_stores
from camket.intake.formats.word_visibility import is_on

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
    """The roots of the parts of a Word file; None for a part that it does not have. `stores` are data by their ids.

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
    stores: Mapping[str, Any] = {}

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
        package = Package(archive)
        main = _find_document(package)
        relations = list(package.relations(main))
        beside = {each.kind: each.part for each in relations}
        roots = {kind: _read(package, beside[kind]) for kind in _BESIDE if kind in beside}
        document = _read(package, main)
        shown = dict.fromkeys(_shown_relations(document))
        by_id = {each.key: each for each in relations}
        ordered = dict.fromkeys((by_id[key].kind, by_id[key].part) for key in shown if key in by_id)
        attached = [_attach(package, part, kind) for kind, part in ordered]
        return WordParts(document, **roots, attached=tuple(attached), stores=read_stores(package, main))


def _find_document(package: Package) -> str:
    found = package.find_main_part() or next((part for part in _MAIN if part in package), "")
    if not found:
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


def _attach(package: Package, part: str, kind: str) -> Attached:
    name = package.stored_name(part)
    if kind in _READ:
        try:
            return Attached(kind, name, _read(package, part))
        except etree.XMLSyntaxError:
            return Attached(kind, name)
    return Attached(kind, name, package.read(part) if kind == "afchunk" else None)


def _read(package: Package, part: str) -> Any:
    root = package.parse(part)
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
