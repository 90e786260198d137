"""Compute the list numbers that Word shows before paragraphs but does not store as text (`numbering.xml`).

python-docx reads the elements without counting; docx2python counts, but returns nested lists without merged
cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn

from camket.reading.word_lists import format_list_number, read_lists, read_style_lists, read_value, to_number


def number_paragraphs(body: Any, numbering: Any, styles: Any) -> dict[Any, str]:
    """The number that Word shows before each numbered paragraph of `body`; bullets have none.

    `numbering` and `styles` are the roots of those parts, or None. A list continues over several tables. A
    cell that continues a vertical merge shows nothing and is not counted.
    """
    lists = read_lists(numbering)
    by_style = read_style_lists(styles)
    counters: dict[str, dict[int, int]] = defaultdict(dict)
    begun: set[tuple[str, int]] = set()
    shown: dict[Any, str] = {}
    for paragraph in body.iter(qn("w:p")):
        number, level = _list_of(paragraph, by_style)
        found = lists.get(number)
        if found is None or level not in found.levels or _is_merged_away(paragraph):
            continue
        counts = counters[found.definition]
        if level in found.overridden and (number, level) not in begun:
            counts[level] = found.overridden[level]
        else:
            counts[level] = counts.get(level, found.levels[level].start - 1) + 1
        begun.add((number, level))
        for deeper in [each for each in counts if each > level]:
            after = found.levels[deeper].restarts_after if deeper in found.levels else None
            if after is None or level < after:
                del counts[deeper]
        if label := format_list_number(found.levels, counts, level):
            shown[paragraph] = label
    return shown


def _list_of(paragraph: Any, by_style: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    """The list and level of a paragraph; list "0" removes it from the list of its style."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return by_style.get("Normal", ("", 0))
    styled = by_style.get(read_value(properties, "w:pStyle") or "Normal", ("", 0))
    own = properties.find(qn("w:numPr"))
    if own is None:
        return styled
    level = read_value(own, "w:ilvl")
    return read_value(own, "w:numId") or styled[0], to_number(level, 0) if level else styled[1]


def _is_merged_away(paragraph: Any) -> bool:
    cell = paragraph.getparent()
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") if cell.tag == qn("w:tc") else None
    return merge is not None and (merge.get(qn("w:val")) or "continue") == "continue"
