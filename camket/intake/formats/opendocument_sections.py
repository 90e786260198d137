"""Set hidden sections and paragraphs of an OpenDocument text (.odt) apart: converting it would show them."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from camket.intake.formats.limits import LARGEST_TREE, open_package, parse_xml
from camket.intake.formats.opendocument_text import TEXT, Styles, TextReader
from camket.intake.formats.refusals import password_refusal
from camket.intake.formats.sheet import Aside

_CONTENT = "content.xml"


def remove_hidden(content: bytes) -> tuple[bytes, list[Aside]]:
    """The document without its hidden sections and paragraphs, and their words.

    Raises `Refusal` if the document has a password or exceeds a limit.
    """
    with open_package(content, LARGEST_TREE) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise password_refusal()
        root = parse_xml(archive.read(_CONTENT))
        hidden = [node for node in root.iter(f"{TEXT}section") if node.get(f"{TEXT}display") == "none"]
        for mark in root.iter(f"{TEXT}hidden-paragraph"):
            if mark.get(f"{TEXT}is-hidden") == "true":
                hidden += list(mark.iterancestors(f"{TEXT}p", f"{TEXT}h"))[:1]
        if not hidden:
            return content, []
        texts = TextReader(Styles([root]))
        asides = []
        for node in dict.fromkeys(hidden):
            if words := "\n".join(texts.read_lines(node)):
                name = node.get(f"{TEXT}name")
                place = f"phần bị ẩn “{name}”" if name else "đoạn bị ẩn"
                asides.append(Aside("paragraph", "", place, words))
            etree.strip_elements(node, "*", with_tail=True)
            node.text = None
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as changed:
            for part in archive.infolist():
                is_content = part.filename == _CONTENT
                changed.writestr(part, etree.tostring(root) if is_content else archive.read(part))
    return made.getvalue(), list(dict.fromkeys(asides))
