"""The fields of a Word document that a template may not have: all but those that only number, date and refer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import Any

from lxml import etree

# A field has at most one argument, a name within the document, so that no address and no program can stand in a code,
# however it is cut over runs.
_QUOTED = r'"[^"\\/:]*"'
_NAME = rf"""(?:[^\s"\\/:]+|{_QUOTED})"""
_FORMAT = (
    r"\\\*\s*(?:MERGEFORMAT(?:INET)?|CHARFORMAT|ARABICDASH|ARABIC|ROMAN|ALPHABETIC|ORDINAL|ORDTEXT|CARDTEXT"
    r"|UPPER|LOWER|FIRSTCAP|CAPS)"
)
_SWITCH = (
    rf'(?:{_FORMAT}|\\@\s*(?:"[^"\\]*"|[dMyhms/.-]+)|\\#\s*"?[0#.,]+"?|\\[a-z]|\\[a-z]\s*(?:\d+|{_QUOTED}))'
)
_PLAIN = (
    r"PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|TITLE|SUBJECT|AUTHOR|FILENAME"
    r"|NUMWORDS|NUMCHARS|TOC"
)
_ALLOWED = re.compile(
    rf"\s*(?:(?:{_PLAIN})|(?:STYLEREF|SEQ|REF|PAGEREF|NOTEREF)\s+{_NAME}|HYPERLINK\s+\\l\s*{_NAME})(?:\s*{_SWITCH})*\s*",
    re.IGNORECASE,
)
# What keeps a text of its own, within which fields begin and end.
_STORIES = frozenset({"txbxContent", "footnote", "endnote", "comment"})
_CODES = ("instrText", "delInstrText")
_SHOWN = 60


def find_refused_fields(root: Any) -> Iterator[str]:
    """The code of each field below `root` that is not one of the harmless ones."""
    begun: dict[Any, list[_Field]] = defaultdict(list)
    for node in root.iter(etree.Element):
        name = etree.QName(node).localname
        if name == "fldSimple":
            field = _Field(_attribute(node, "instr"), is_refused=_is_in_code(begun[_story(node)]))
            yield from _judge(field)
        elif name == "fldChar":
            fields = begun[_story(node)]
            step = _attribute(node, "fldCharType")
            if step == "begin":
                if _is_in_code(fields):  # an inner field could write the code of the outer one
                    fields[-1].is_refused = True
                fields.append(_Field(is_refused=_is_wrapped(node)))
            elif fields:
                fields[-1].is_refused |= _is_wrapped(node)
                fields[-1].is_code = False
                if step == "end":
                    yield from _judge(fields.pop())
        elif name in _CODES or (name == "t" and begun):
            fields = begun[_story(node)]
            text = "".join(node.itertext())
            if _is_in_code(fields):
                fields[-1].code += text
                fields[-1].is_refused |= _is_wrapped(node)
            elif name in _CODES:
                yield from _judge(_Field(text))
    for field in chain.from_iterable(begun.values()):
        yield from _judge(field)


@dataclass
class _Field:
    """A field as it is read: `is_code` until its result begins."""

    code: str = ""
    is_code: bool = True
    is_refused: bool = False


def _is_in_code(fields: list[_Field]) -> bool:
    return bool(fields) and fields[-1].is_code


def _judge(field: _Field) -> Iterator[str]:
    said = " ".join(field.code.split())
    if field.is_refused or (said and not _ALLOWED.fullmatch(said)):
        yield said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def _is_wrapped(node: Any) -> bool:
    """Whether a part of a field stands in what some programs pass over, so that each reads another code."""
    own = etree.QName(node).namespace
    story = _story(node)
    around = takewhile(lambda each: each is not story, node.iterancestors())
    return any(etree.QName(each).namespace != own for each in around)


def _story(node: Any) -> Any:
    return next((each for each in node.iterancestors() if etree.QName(each).localname in _STORIES), None)


def _attribute(node: Any, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if etree.QName(key).localname == name), "")
