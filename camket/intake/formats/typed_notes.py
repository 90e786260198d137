"""Notes that are typed below a table: "(1) Chưa nghiệm thu" belongs to the cell above that ends in "(1)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import NamedTuple

from camket.intake.formats.limits import check_notes
from camket.intake.formats.sheet import Book, Cell, Note, Sheet, different_cells
from camket.text import clean

_RAISED_NUMBER = "[¹²³⁰⁴-⁹]{1,2}"
_OTHER_SIGNS = r"\(\d{1,2}\)|\[\d{1,2}\]|\(\*{1,3}\)|\*{1,3}"
_SIGN = f"{_RAISED_NUMBER}|{_OTHER_SIGNS}"
_NOTE = re.compile(
    rf"(?:(?:ghi chú|chú thích|lưu ý)\s*+(?::\s*+)?)?({_SIGN})\s*+(?:[:.\-–]\s*+)?(?=[\w“\"])", re.IGNORECASE
)
_NEXT = re.compile(r"\n|[;.]\s+(?=[(\[]\d{1,2}[)\]]\s)")
# A sign at the end of a line of a cell; "m²" is a unit.
_MARK = re.compile(
    rf"(?<=[^\s(*\[])\s*((?<![\s\d/][kcdm]m)(?<![\s\d/]m)(?<!^m){_RAISED_NUMBER}|{_OTHER_SIGNS})(?=[.,;:]?\s*$)",
    re.MULTILINE,
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "()[]")
_BEGINNINGS = frozenset("([*¹²³⁰⁴⁵⁶⁷⁸⁹GgCcLl")
_LONE_SIGN = re.compile(rf"(?:{_SIGN})[:.]?")
_PAIR = 2  # cells
_ITEM = re.compile(r"\(?\d{1,4}(?:\.\d+)*[.)]?")


class _Line(NamedTuple):
    """A line below or between rows: the number of rows above it, and the notes that it holds by their sign.

    `is_pair` says that the sign stands in a cell of its own, beside its note.
    """

    rows: int
    notes: Mapping[str, str]
    is_pair: bool = False


def attach_typed_notes(book: Book) -> Book:
    """The book with each typed note on the cells of its table that end in its sign, which is taken off them.

    The note stands in a row of its own, in one cell or beside its sign, or in a paragraph below a Word table; such a
    paragraph is then neither an aside nor text above the next table. A sign without a note below it is part of the
    text: "điểm a khoản (1)".
    """
    sheets = list(book.sheets)
    asides = list(book.asides)
    for at, sheet in enumerate(sheets):
        loose = dict.fromkeys(
            each for each in asides if each.sheet == sheet.name and each.kind == "paragraph"
        )
        following = sheets[at + 1].before if sheet.is_word_table and at + 1 < len(sheets) else ()
        lines = [*_rows_with_notes(sheet)]
        texts = [*following, *(each.text for each in loose)]
        lines += [_Line(len(sheet.rows), notes) for text in texts if (notes := read_typed_notes(text))]
        if not lines:
            continue
        noted, used = _attach(sheet, lines)
        sheets[at] = noted
        asides = [each for each in asides if each not in loose or not _is_used(each.text, used)]
        if following:
            kept = tuple(text for text in following if not _is_used(text, used))
            sheets[at + 1] = replace(sheets[at + 1], before=kept)
    return replace(book, sheets=tuple(sheets), asides=tuple(asides))


def read_typed_notes(text: str) -> dict[str, str]:
    """The notes of a line by their sign, without brackets; empty if it does not begin with one.

    >>> read_typed_notes("Ghi chú: (1) Chưa nghiệm thu; (2) Còn 20 ha")
    {'1': 'Chưa nghiệm thu', '2': 'Còn 20 ha'}
    """
    found: dict[str, list[str]] = {}
    last = ""
    for part in _NEXT.split(text.strip()):
        note = _NOTE.match(part.strip())
        if note:
            last = _key(note[1])
            found[last] = [part.strip()[note.end() :]]
        elif not last:
            return {}
        else:
            found[last].append(part)
    return {sign: clean(" ".join(parts)) for sign, parts in found.items()}


def _key(sign: str) -> str:
    return sign.translate(_RAISED)


def _rows_with_notes(sheet: Sheet) -> Iterator[_Line]:
    pairs: list[_Line] = []
    for at, row in enumerate(sheet.rows):
        first = next((cell for cell in row if cell.shown), None)
        if first is None or first.shown.lstrip()[:1] not in _BEGINNINGS:
            if pairs and len(different_cells(row)) > _PAIR:
                pairs.clear()  # rows of the table follow: "(1) | Trồng rừng" is one of them
            continue
        cells = different_cells(row)
        if len(cells) == 1 and (notes := read_typed_notes(first.shown)):
            yield _Line(at, notes)
        elif len(cells) != _PAIR:
            pairs.clear()
        elif _LONE_SIGN.fullmatch(first.text) and (
            notes := read_typed_notes(f"{first.text} {cells[1].text}")
        ):
            pairs.append(_Line(at, notes, is_pair=True))
    yield from pairs


def _attach(sheet: Sheet, lines: Sequence[_Line]) -> tuple[Sheet, set[str]]:
    """The sheet with the notes of the lines on its cells, and the notes that a row with an item number has taken."""
    at_line = {line.rows: line.notes for line in lines if line.rows < len(sheet.rows)}
    nearest: dict[str, str] = {}
    for line in reversed(lines):
        if line.rows == len(sheet.rows):
            nearest |= line.notes
    used: set[str] = set()
    rows = list(sheet.rows)
    letters = 0
    for at in range(len(rows) - 1, -1, -1):
        if at in at_line:
            nearest |= at_line[at]
        elif nearest:
            taken = [_words(cell, nearest) for cell in rows[at]]
            if any(taken):
                letters += sum(len(text) for words in taken for text in words)
                check_notes(letters)
                noted = tuple(map(_with_notes, rows[at], taken, repeat(nearest)))
                rows[at] = noted
                if any(_ITEM.fullmatch(cell.text) for cell in noted):
                    used.update(*taken)
    for line in lines:
        if line.is_pair and used.issuperset(line.notes.values()):
            rows[line.rows] = _in_one_cell(rows[line.rows])
    return replace(sheet, rows=tuple(rows)), used


def _in_one_cell(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """A row in which the first cell holds its sign with the note that stood beside it."""
    sign, note = different_cells(row)
    text = f"{sign.shown} {note.shown}"
    joined = sign._replace(value=text, shown=text)
    blank = {note.place: Cell(None, "", note.place), sign.place: joined}
    return tuple(blank.get(cell.place, cell) for cell in row)


def _words(cell: Cell, nearest: Mapping[str, str]) -> Sequence[str]:
    """The notes whose signs stand in a cell."""
    if not isinstance(cell.value, str):
        return ()
    signs = map(_key, _MARK.findall(cell.shown))
    return list(dict.fromkeys(nearest[sign] for sign in signs if nearest.get(sign)))


def _with_notes(cell: Cell, words: Sequence[str], nearest: Mapping[str, str]) -> Cell:
    if not words:
        return cell
    shown = _MARK.sub(lambda match: "" if nearest.get(_key(match[1])) else match[0], cell.shown)
    notes = (*cell.notes, *(Note("note", text) for text in words))
    return cell._replace(value=shown, shown=shown, notes=notes)


def _is_used(text: str, used: set[str]) -> bool:
    """Whether every note of a line is on a cell."""
    notes = read_typed_notes(text).values()
    return bool(notes) and used.issuperset(notes)
