"""Read the texts of a workbook as Excel shows them: shared strings, inline strings, their runs that are struck."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from camket.intake.formats.cell_values import (
    BLACK,
    TINY,
    USUAL_SIZE,
    CellStyle,
    describe_unseen,
    is_on,
    read_visibility,
)
from camket.intake.formats.superscripts import raise_digits
from camket.intake.formats.symbol_fonts import map_signs
from camket.intake.formats.xml_rows import RowReader
from camket.text import clean

STRUCK = "ô bị gạch bỏ, không rõ có còn được tính hay không"
LONGEST_QUOTE = 200
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Run(NamedTuple):
    """A piece of a text; `struck` is None where the format of the cell decides, and so is an empty `font`.

    `colour` and `points` count only where `struck` is given.
    """

    text: str
    struck: bool | None
    font: str = ""
    colour: str = BLACK
    points: float = USUAL_SIZE


class Seen(NamedTuple):
    """What a person sees of the runs of a cell, the problem with them, and why nobody sees them if nobody does."""

    text: str
    problem: str
    why: str


@dataclass(frozen=True, slots=True)
class Strings:
    """The shared strings of a workbook, and the runs of those that have more than one format.

    `coloured` are those with a run that may have the colour of its background, or that is tiny.
    """

    texts: Sequence[str]
    runs: Mapping[int, tuple[Run, ...]]
    coloured: frozenset[int] = frozenset()
    _struck: dict[tuple[int, bool], str] = field(default_factory=dict)
    _seen: dict[tuple[int, str, bool, str, str], Seen] = field(default_factory=dict)

    def see(self, at: int, style: CellStyle, background: str) -> Seen:
        """What a person sees of the text at a place in a cell, judged once for all cells of one look."""
        key = at, style.unseen, style.struck, style.signs, background
        if key not in self._seen:
            self._seen[key] = see_runs(self.runs[at], style, background)
        return self._seen[key]

    def describe_struck(self, at: int, cell_is_struck: bool) -> str:
        """The problem with the text at a place, or empty; judged once, for a million cells may share one text."""
        key = at, cell_is_struck
        if key not in self._struck:
            self._struck[key] = describe_struck(self.runs[at], cell_is_struck)
        return self._struck[key]


def read_strings(content: bytes) -> Strings:
    """Read `sharedStrings.xml`; phonetic readings are left out."""
    texts: list[str] = []
    runs: dict[int, tuple[Run, ...]] = {}
    coloured: set[int] = set()
    reader = RowReader(content, "sst", "si")
    for item in reader:
        if len(item) == 1 and item[0].tag == f"{reader.space}t":
            texts.append(unescape(item[0].text or ""))
        else:
            found = read_runs(item)
            if any(run.struck is not None for run in found):
                runs[len(texts)] = found
                if any(run.colour != BLACK or run.points <= TINY for run in found):
                    coloured.add(len(texts))
            texts.append("".join(run.text for run in found))
    return Strings(texts, runs, frozenset(coloured))


def read_runs(item: Element) -> tuple[Run, ...]:
    """The runs of a shared or inline string."""
    space = item.tag[: item.tag.rfind("}") + 1]
    runs: list[Run] = []
    for node in item:
        if node.tag == f"{space}t":
            runs.append(Run(unescape(node.text or ""), None))
        elif node.tag == f"{space}r":
            text = "".join(part.text or "" for part in node if part.tag == f"{space}t")
            text, look = unescape(text), node.find(f"{space}rPr")
            raised = None if look is None else look.find(f"{space}vertAlign")
            if raised is not None and raised.get("val") == "superscript":
                text = raise_digits(text, "".join(run.text for run in runs))
            name = None if look is None else look.find(f"{space}rFont")
            font = "" if name is None else name.get("val") or ""
            if look is None:
                runs.append(Run(text, None))
                continue
            struck = is_on(look.find(f"{space}strike"))
            runs.append(Run(map_signs(text, font), struck, font, *read_visibility(look)))
    return tuple(runs)


def join_runs(runs: Sequence[Run], font: str = "") -> str:
    """The text of some runs in a cell; `font` is that of the cell, for runs without one of their own."""
    return "".join(run.text if run.font else map_signs(run.text, font) for run in runs)


def describe_struck(runs: Sequence[Run], cell_is_struck: bool) -> str:
    """The problem with a text of several runs in Vietnamese: all of it struck, or some words; or empty."""
    struck = [run for run in runs if (cell_is_struck if run.struck is None else run.struck)]
    words = clean("".join(run.text for run in struck))
    if not words:
        return ""
    if len(struck) == len([run for run in runs if run.text.strip()]):
        return STRUCK
    return f"ô có chữ bị gạch bỏ “{quote(words)}”, không rõ có còn được tính hay không"


def see_runs(runs: Sequence[Run], style: CellStyle, background: str) -> Seen:
    """What a person sees of some runs in a cell; words that nobody sees are a problem and no part of the text."""
    reasons = [
        style.unseen if run.struck is None else describe_unseen(run.colour, run.points, background)
        for run in runs
    ]
    seen = [run for run, why in zip(runs, reasons, strict=True) if not why]
    hidden = clean("".join(run.text for run, why in zip(runs, reasons, strict=True) if why))
    why = next(filter(None, reasons), "") if hidden else ""
    if not any(run.text.strip() for run in seen):
        return Seen(join_runs(runs, style.signs), describe_struck(runs, style.struck), why)
    problems = describe_struck(seen, style.struck), describe_unread(hidden, why) if hidden else ""
    return Seen(join_runs(seen, style.signs), "; ".join(filter(None, problems)), "")


def describe_unread(words: str, why: str) -> str:
    """The problem with a cell some words of which nobody sees, so that they are not read."""
    return f"ô có chữ {why} “{quote(words)}”, không được đọc"


def describe_unseen_text(text: str, why: str) -> str:
    """The problem with a text that nobody sees, in Vietnamese; `why` as `describe_unseen` says it."""
    return f"ô có chữ {why} “{quote(text)}”, không rõ có còn được tính hay không"


def quote(text: str) -> str:
    """A text cut to what a message holds."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def unescape(text: str) -> str:
    """Resolve Excel's own escapes (`_x000D_`)."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # Characters beyond the first 65,536 are written as surrogate pairs; an unpaired half is not text.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
