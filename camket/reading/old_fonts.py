"""Sheets typed in old fonts (TCVN3, VNI) put into Unicode, cell by cell, before anything cleans them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from camket.reading.encodings import (
    convert,
    count_syllables,
    font_encoding,
    is_capital_font,
    is_modern,
    recognise_encoding,
    take_sample,
)
from camket.reading.limits import check_old_cells
from camket.reading.sheet import Cell, Sheet


def convert_sheet(sheet: Sheet) -> Sheet:
    """The sheet in Unicode; a converted cell keeps its text in `original`.

    A font's name is a hint only: files retyped in Unicode still declare .VnTime. A cell that holds a
    letter of Unicode's Vietnamese is never converted. Raises `Refusal` for a sheet with too many of them.
    """
    texts = {
        cell.place: cell.shown
        for row in (*sheet.rows, *sheet.hidden_rows.values(), *sheet.hidden_columns.values())
        for cell in row
        if not cell.shown.isascii() and isinstance(cell.value, str)
    }
    texts |= {str(number): text for number, text in enumerate(sheet.before)}
    old = {place: text for place, text in texts.items() if not text.isascii() and not is_modern(text)}
    lying = any(place in sheet.fonts and is_modern(text) for place, text in texts.items())
    told = (
        ""
        if lying
        else next((font_encoding(sheet.fonts[place]) for place in old if place in sheet.fonts), "")
    )
    seen = recognise_encoding(old.values())
    encoding = _agreed(told, seen, old.values())
    capitals = {place for place, font in sheet.fonts.items() if is_capital_font(font) and not lying}
    if not encoding and not capitals:
        return sheet
    check_old_cells(len(old) if encoding else 0, sheet.name)

    def converted(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(_convert_cell(cell, encoding, old, capitals) for cell in row)

    return replace(
        sheet,
        rows=tuple(converted(row) for row in sheet.rows),
        hidden_rows={number: converted(row) for number, row in sheet.hidden_rows.items()},
        hidden_columns={letter: converted(column) for letter, column in sheet.hidden_columns.items()},
        before=tuple(
            _converted(text, encoding) if encoding and str(number) in old else text
            for number, text in enumerate(sheet.before)
        ),
    )


def _agreed(told: str, seen: str, texts: Iterable[str]) -> str:
    """What the letters tell; the font decides only where the letters do not speak against it."""
    if seen or not told:
        return seen
    sample = take_sample(texts)
    right, words = count_syllables(sample)
    after, _ = count_syllables(convert(sample, told))
    return told if words and after >= right else ""


def _convert_cell(cell: Cell, encoding: str, old: dict[str, str], capitals: set[str]) -> Cell:
    if not isinstance(cell.value, str):
        return cell
    text = cell.shown
    if encoding and cell.place in old:
        text = _converted(text, encoding)
    if cell.place in capitals:
        text = text.upper()
    return cell if text == cell.shown else cell._replace(value=text, shown=text, original=cell.shown)


def _converted(text: str, encoding: str) -> str:
    """A text of a sheet in an old font in Unicode; as it stands where it would read worse."""
    modern = convert(text, encoding)
    return modern if count_syllables(modern)[0] >= count_syllables(text)[0] else text
