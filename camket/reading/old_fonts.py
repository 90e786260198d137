"""Convert sheets typed in old fonts (TCVN3, VNI) to Unicode, cell by cell, before texts are cleaned."""

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
    """The sheet in Unicode; a converted cell keeps its stored text in `original`.

    A font's name is only a hint: files retyped in Unicode still declare .VnTime. A cell that contains a
    Vietnamese letter of Unicode is never converted. Raises `Refusal` if a sheet has too many old cells.
    """
    texts = {
        cell.place: cell.shown
        for row in (*sheet.rows, *sheet.hidden_rows.values(), *sheet.hidden_columns.values())
        for cell in row
        if not cell.shown.isascii() and isinstance(cell.value, str)
    }
    texts |= {str(number): text for number, text in enumerate(sheet.before)}
    old = {place: text for place, text in texts.items() if not text.isascii() and not is_modern(text)}
    fonts_mislead = any(place in sheet.fonts and is_modern(text) for place, text in texts.items())
    by_font = (
        ""
        if fonts_mislead
        else next((font_encoding(sheet.fonts[place]) for place in old if place in sheet.fonts), "")
    )
    by_letters = recognise_encoding(old.values())
    encoding = _choose_encoding(by_font, by_letters, old.values())
    capitals = {place for place, font in sheet.fonts.items() if is_capital_font(font) and not fonts_mislead}
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


def _choose_encoding(by_font: str, by_letters: str, texts: Iterable[str]) -> str:
    """The encoding that the letters show, else that of the font unless the letters contradict it."""
    if by_letters or not by_font:
        return by_letters
    sample = take_sample(texts)
    right, words = count_syllables(sample)
    after, _ = count_syllables(convert(sample, by_font))
    return by_font if words and after >= right else ""


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
    """The text in Unicode, or unchanged if the conversion would read worse."""
    modern = convert(text, encoding)
    return modern if count_syllables(modern)[0] >= count_syllables(text)[0] else text
