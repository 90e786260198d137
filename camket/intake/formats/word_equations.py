"""A Word equation (OMML) as a line of text: `12/12`, `x^2`, `√(a+b)`."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from camket.intake.formats.word_package import MATH

_DELETED = (qn("w:del"), qn("w:moveFrom"))


def read_equation(node: Any) -> str:
    """The text of an equation or of a part of one, without tracked deletions."""
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag in _DELETED or (tag.startswith(MATH) and tag.endswith("Pr")):
        return ""
    if tag in (f"{MATH}t", qn("w:t")):
        return node.text or ""
    shape = _SHAPES.get(tag.removeprefix(MATH)) if tag.startswith(MATH) else None
    return shape(node) if shape else _inside(node)


def _inside(node: Any) -> str:
    return "".join(read_equation(child) for child in node)


def _part(node: Any, name: str) -> str:
    return "".join(read_equation(child) for child in node.iterfind(f"{MATH}{name}"))


def _operand(text: str) -> str:
    """A text in brackets, unless it is one number or word."""
    return text if text.strip().replace(".", "").replace(",", "").replace(" ", "").isalnum() else f"({text})"


def _fraction(node: Any) -> str:
    return f"{_operand(_part(node, 'num'))}/{_operand(_part(node, 'den'))}"


def _scripts(node: Any) -> str:
    above, below = _part(node, "sup"), _part(node, "sub")
    return (
        _part(node, "e") + (f"_{_operand(below)}" if below else "") + (f"^{_operand(above)}" if above else "")
    )


def _root(node: Any) -> str:
    return f"{_part(node, 'deg')}√({_part(node, 'e')})"


def _delimited(node: Any) -> str:
    properties = node.find(f"{MATH}dPr")

    def sign(name: str, otherwise: str) -> str:
        found = None if properties is None else properties.find(f"{MATH}{name}")
        return otherwise if found is None else found.get(f"{MATH}val") or ""

    between = sign("sepChr", "|")
    parts = between.join(read_equation(child) for child in node.iterfind(f"{MATH}e"))
    return f"{sign('begChr', '(')}{parts}{sign('endChr', ')')}"


def _rows(node: Any) -> str:
    return "; ".join(read_equation(child) for child in node if child.tag in (f"{MATH}e", f"{MATH}mr"))


_SHAPES = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "rad": _root,
    "d": _delimited,
    "eqArr": _rows,
    "m": _rows,
}
