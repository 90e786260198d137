"""Conditional formats of an Excel sheet that strike text out or hide it: a simple one is applied, others are told."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import range_boundaries

from camket.intake.formats.cell_values import SAME_COLOUR, WHITE, is_like_colour, is_on, read_colour
from camket.intake.formats.excel_strings import STRUCK, describe_unseen_text, quote
from camket.intake.formats.grid import Area
from camket.intake.formats.sheet import Aside, Cell
from camket.text import plain

_STRIKES, _HIDES, _COLOURS = "gạch bỏ chữ", "che chữ", f"chữ {SAME_COLOUR}"
_SIMPLE = re.compile(
    r'(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})\s*(=|<>)\s*(?:"([^"]*)"|([0-9]{1,15}(?:\.[0-9]+)?))'
)
_COMPARED: dict[str, Callable[[str, str], bool]] = {"=": operator.eq, "<>": operator.ne}
_MOST = 100  # rules of one sheet
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
Filled = Mapping[int, dict[int, Cell]]


class Condition(NamedTuple):
    """A rule: its areas, what it does to text, and its formula as it holds for the first cell of the first area."""

    areas: tuple[Area, ...]
    look: str
    formula: str
    is_formula: bool


def read_looks(styles: Any) -> dict[str, str]:
    """What each differential style does to text, by the index that rules use; those that do nothing are left out."""
    found = enumerate(styles.iterfind("{*}dxfs/{*}dxf"))
    return {str(number): look for number, dxf in found if (look := _describe_look(dxf))}


def _describe_look(style: Any) -> str:
    inside = {_local(node): node for node in style.iter()}
    if "color" in inside and _is_unseen(inside["color"], inside.get("bgColor")):
        return _COLOURS
    for node in style.iter():
        name = _local(node)
        if name == "strike" and is_on(node):
            return _STRIKES
        if name == "numFmt" and node.get("formatCode") and not (node.get("formatCode") or "").strip("; "):
            return _HIDES
    return ""


def _is_unseen(colour: Any, background: Any) -> bool:
    """Whether a style gives text the colour of what is behind it: that of the style, else white."""
    return is_like_colour(read_colour(colour), WHITE if background is None else read_colour(background))


def read_conditions(root: Any, looks: Mapping[str, str]) -> list[Condition]:
    """The rules of a sheet that strike text out or hide it; newer ones carry their style and areas inside."""
    found: list[Condition] = []
    for around in root.iter():
        if _local(around) != "conditionalFormatting":
            continue
        inside = {_local(node): node for node in around.iter()}
        told = around.get("sqref") or (inside["sqref"].text if "sqref" in inside else "") or ""
        for rule in (node for node in around if _local(node) == "cfRule"):
            own = next((_describe_look(node) for node in rule if _local(node) == "dxf"), "")
            look = own or looks.get(rule.get("dxfId") or "", "")
            formulas = [node.text or "" for node in rule if _local(node) in ("formula", "f")]
            if look and len(found) < _MOST:
                formula = " và ".join(filter(None, (rule.get("operator"), rule.get("text"), *formulas)))
                areas = tuple(map(_read_area, told.split()))
                found.append(Condition(areas, look, formula, rule.get("type") == "expression"))
    return found


def apply_conditions(name: str, filled: Filled, conditions: list[Condition]) -> Iterator[Aside]:
    """Give a problem to every filled cell that a simple rule strikes out or hides; tell of every other rule.

    A simple rule compares one cell with a text or a number: `$G5="BỎ"`. `name` is already quoted.
    """
    for condition in conditions:
        places = [(row, column) for area in condition.areas for row, column in _list_filled(area, filled)]
        if not places:
            continue
        holds = _SIMPLE.fullmatch(condition.formula) if condition.is_formula else None
        if holds is None:
            what = f"{condition.look} khi {quote(condition.formula)}" if condition.formula else condition.look
            yield Aside("conditional", name, f"định dạng có điều kiện ở {_label(name, condition)}", what)
            continue
        for row, column in places:
            cell = filled[row][column]
            if cell.shown and not cell.problem and _holds(holds, condition.areas[0], row, column, filled):
                filled[row][column] = cell._replace(problem=_describe_applied(cell, condition))


def _describe_applied(cell: Cell, condition: Condition) -> str:
    """The problem of a cell that a rule strikes out or hides."""
    rule = f"(định dạng có điều kiện: {condition.look} khi {quote(condition.formula)})"
    if condition.look == _STRIKES:
        return f"{STRUCK} {rule}"
    why = SAME_COLOUR if condition.look == _COLOURS else "bị ẩn"
    return f"{describe_unseen_text(cell.text, why)} {rule}"


def _list_filled(area: Area, filled: Filled) -> Iterator[tuple[int, int]]:
    for row, line in filled.items():
        if area.top <= row <= area.bottom:
            yield from ((row, column) for column in line if area.left <= column <= area.right)


def _holds(rule: re.Match[str], first: Area, row: int, column: int, filled: Filled) -> bool:
    """Whether a simple rule holds for a cell: what is not fixed by `$` moves with the cell."""
    at_column = column_index_from_string(rule[2]) + (0 if rule[1] else column - first.left)
    at_row = int(rule[4]) + (0 if rule[3] else row - first.top)
    cell = filled.get(at_row, {}).get(at_column)
    value = None if cell is None else cell.value
    said = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    wanted = rule[6] if rule[7] is None else f"{float(rule[7]):g}"
    return _COMPARED[rule[5]](plain(said), plain(wanted))


def _read_area(reference: str) -> Area:
    left, top, right, bottom = range_boundaries(reference.replace("$", ""))
    return Area(top or 1, left or 1, bottom or _LAST_ROW, right or _LAST_COLUMN)


def _label(name: str, condition: Condition) -> str:
    area = condition.areas[0]
    return f"{name}!{get_column_letter(area.left)}{area.top}:{get_column_letter(area.right)}{area.bottom}"


def _local(node: Any) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
