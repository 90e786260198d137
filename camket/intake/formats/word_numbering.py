"""The numbers that Word sets before paragraphs and stores in no text (`numbering.xml`, `styles.xml`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from camket.numerals import format_roman

_LEVEL = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list: first number, number format, and text, which may include upper levels."""

    start: int
    kind: str
    text: str
    legal: bool  # upper levels appear as decimal numbers regardless of their own format
    restarts_after: int | None  # the level that restarts this one when it advances; None: any level above


class WordList(NamedTuple):
    """A list that paragraphs refer to: it shares its definition's counters and may override the starts."""

    definition: str
    levels: Mapping[int, Level]
    overridden: Mapping[int, int]


def read_lists(numbering: Any) -> dict[str, WordList]:
    """The lists of `numbering.xml` by the number that paragraphs refer to; empty if the part is missing."""
    if numbering is None:
        return {}
    definitions = {
        node.get(qn("w:abstractNumId")): dict(_levels(node))
        for node in numbering.iterfind(qn("w:abstractNum"))
    }
    lists = {}
    for node in numbering.iterfind(qn("w:num")):
        definition = read_attribute(node, "w:abstractNumId")
        levels = dict(definitions.get(definition, {}))
        overridden = {}
        for override in node.iterfind(qn("w:lvlOverride")):
            level = to_number(override.get(qn("w:ilvl")), 0)
            levels |= dict(_levels(override))
            if override.find(qn("w:startOverride")) is not None:
                overridden[level] = to_number(read_attribute(override, "w:startOverride"), 1)
        lists[node.get(qn("w:numId"))] = WordList(definition, levels, overridden)
    return lists


def _levels(definition: Any) -> Iterator[tuple[int, Level]]:
    for node in definition.iterfind(qn("w:lvl")):
        restart = read_attribute(node, "w:lvlRestart")
        yield (
            to_number(node.get(qn("w:ilvl")), 0),
            Level(
                to_number(read_attribute(node, "w:start"), 0),
                read_attribute(node, "w:numFmt") or "decimal",
                read_attribute(node, "w:lvlText"),
                node.find(qn("w:isLgl")) is not None,
                to_number(restart, 0) if restart else None,
            ),
        )


def read_style_lists(styles: Any) -> dict[str, tuple[str, int]]:
    """The list and level of each paragraph style, its own or inherited from the style it is based on."""
    if styles is None:
        return {}
    nodes = {node.get(qn("w:styleId")): node for node in styles.iterfind(qn("w:style"))}
    found = {}
    for name in nodes:
        seen: set[str] = set()
        current = name
        while current in nodes and current not in seen:
            seen.add(current)
            properties = nodes[current].find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is not None and read_attribute(properties, "w:numId"):
                found[name] = (
                    read_attribute(properties, "w:numId"),
                    to_number(read_attribute(properties, "w:ilvl"), 0),
                )
                break
            current = read_attribute(nodes[current], "w:basedOn")
    return found


def format_list_number(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    """The number of a paragraph at `level`, given the counts of all levels; empty for a bullet."""
    own = levels[level]
    if own.kind in ("bullet", "none"):
        return ""

    def format_level(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in levels:
            return ""
        kind = "decimal" if own.legal else levels[at].kind
        return _show(counts.get(at, levels[at].start), kind)

    return _LEVEL.sub(format_level, own.text).strip()


def _show(number: int, kind: str) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        roman = format_roman(number)
        return roman if kind == "upperRoman" else roman.lower()
    if kind in ("upperLetter", "lowerLetter") and number > 0:
        # After Z Word continues with AA, BB.
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind == "decimalZero":
        return f"{number:02d}"
    return "" if kind in ("bullet", "none") else str(number)


def read_attribute(node: Any, tag: str) -> str:
    """The value of a child element, or empty if it is absent."""
    child = node.find(qn(tag))
    return "" if child is None else child.get(qn("w:val")) or ""


def to_number(text: str | None, otherwise: int) -> int:
    """The whole number in a text, or `otherwise`."""
    # Letters repeat with the number, so a number beyond any real list is capped.
    return min(int(text), 10_000) if text and text.isascii() and text.isdecimal() else otherwise


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
    styled = by_style.get(read_attribute(properties, "w:pStyle") or "Normal", ("", 0))
    own = properties.find(qn("w:numPr"))
    if own is None:
        return styled
    level = read_attribute(own, "w:ilvl")
    return read_attribute(own, "w:numId") or styled[0], to_number(level, 0) if level else styled[1]


def _is_merged_away(paragraph: Any) -> bool:
    cell = paragraph.getparent()
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") if cell.tag == qn("w:tc") else None
    return merge is not None and (merge.get(qn("w:val")) or "continue") == "continue"
