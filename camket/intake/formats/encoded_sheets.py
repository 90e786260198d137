"""Sheets in the encodings and fonts from before Unicode, converted cell by cell; what stays unclear is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import replace

from camket.intake.formats.encodings import (
    ENCODINGS,
    convert,
    count_syllables,
    font_encoding,
    is_capital_font,
    is_modern,
    is_syllable,
    recognise_encoding,
    split_words,
    take_sample,
)
from camket.intake.formats.limits import check_old_cells
from camket.intake.formats.sheet import Cell, Sheet
from camket.text import clean

_MOST_NAMED = 3
# Signs and letters that no Vietnamese word of Unicode has, and the old fonts write with.
_OF_OLD_FONTS = re.compile("[¡-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ]")


def convert_sheet(sheet: Sheet) -> tuple[Sheet, str]:
    """The sheet in Unicode, and the encoding that it had, or empty; a converted cell keeps its text in `original`.

    A font's name is only a hint: files retyped in Unicode still declare .VnTime. A cell that contains a
    Vietnamese letter of Unicode is never converted. In a sheet that has such cells, others that read as words both ways
    are a problem, or Unicode: where the file names the fonts of its old cells, or has none in their row and column.
    Raises `Refusal` if a sheet has too many old cells.
    """
    texts = {
        cell.place: cell.shown
        for row in (*sheet.rows, *sheet.hidden_rows.values(), *sheet.hidden_columns.values(), sheet.outliers)
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
    is_mixed = len(old) < len(texts)
    by_letters = recognise_encoding(text for text in old.values() if not (is_mixed and _reads_well(text)))
    encoding = _choose_encoding(by_font, by_letters, old.values())
    capitals = {place for place, font in sheet.fonts.items() if is_capital_font(font) and not fonts_mislead}
    of_notes = encoding or recognise_encoding(_list_old_notes(sheet))
    problems = {
        place: _describe_leftovers(text) for place, text in texts.items() if place not in old or not encoding
    }
    if encoding and is_mixed:
        named = frozenset[str]() if fonts_mislead else frozenset(sheet.fonts)
        unclear = {
            place for place, text in old.items() if place not in named and _reads_both_ways(text, encoding)
        }
        near = frozenset[str]() if named else _list_near(sheet, old.keys() - unclear)
        problems |= {place: _describe_readings(old[place], encoding) for place in unclear & near}
        old = {place: text for place, text in old.items() if place not in unclear}
    problems = {place: problem for place, problem in problems.items() if problem}
    if not of_notes and not capitals and not problems:
        return sheet, ""
    check_old_cells(len(old) if encoding else 0, sheet.name)

    def converted(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(
            _convert_notes(
                _convert_cell(cell, encoding, old, capitals)._replace(
                    problem=cell.problem or problems.get(cell.place, "")
                ),
                of_notes,
            )
            for cell in row
        )

    return replace(
        sheet,
        rows=tuple(converted(row) for row in sheet.rows),
        hidden_rows={number: converted(row) for number, row in sheet.hidden_rows.items()},
        hidden_columns={letter: converted(column) for letter, column in sheet.hidden_columns.items()},
        before=tuple(
            _converted(text, encoding) if encoding and str(number) in old else text
            for number, text in enumerate(sheet.before)
        ),
        outliers=converted(sheet.outliers),
    ), encoding


def _list_near(sheet: Sheet, old: Set[str]) -> frozenset[str]:
    """The places in a row or a column that has a cell of an old font: such cells are pasted side by side."""
    found = [
        (row, column)
        for row, line in enumerate(sheet.rows)
        for column, cell in enumerate(line)
        if cell.place in old
    ]
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    return frozenset(
        cell.place
        for row, line in enumerate(sheet.rows)
        for column, cell in enumerate(line)
        if row in rows or column in columns
    )


def _reads_both_ways(text: str, encoding: str) -> bool:
    """Whether a text is in words as it stands, and in others once converted: "Không" and "Khụng"."""
    modern = convert(text, encoding)
    return modern != text and _reads_well(text) and _reads_well(modern)


def _reads_well(text: str) -> bool:
    """Whether every word of a text is one of Vietnamese."""
    right, words = count_syllables(text)
    return right == words


def _describe_readings(text: str, encoding: str) -> str:
    modern = convert(text, encoding)
    return f"không rõ ô viết bằng phông Unicode hay phông cũ: “{clean(text)}” hay “{clean(modern)}”"


def _describe_leftovers(text: str) -> str:
    """The problem of a cell of Unicode with words that were left in an old font, or empty."""
    if not _OF_OLD_FONTS.search(text):
        return ""
    left = [word for word in split_words(text) if _is_left(word)]
    if not left:
        return ""
    named = ", ".join(f"“{word}”" for word in left[:_MOST_NAMED])
    return f"ô có chữ còn ở phông cũ, lẫn với chữ Unicode, không đọc được: {named}"


def _is_left(word: str) -> bool:
    """Whether a word is one only after conversion from an old font."""
    return not is_syllable(word) and any(is_syllable(convert(word, name)) for name in ENCODINGS)


def convert_beside(text: str, encoding: str) -> str:
    """A text that stands in no cell, converted line by line from the encoding of its sheet, and cleaned."""
    return "\n".join(clean(_convert_if_old(line, encoding)) for line in text.split("\n"))


def _convert_notes(cell: Cell, encoding: str) -> Cell:
    """The cell with its notes in Unicode."""
    if not cell.notes:
        return cell
    notes = (note._replace(text=convert_beside(note.text, encoding)) for note in cell.notes)
    return cell._replace(notes=tuple(notes))


def _list_old_notes(sheet: Sheet) -> list[str]:
    notes = {note.text for row in (*sheet.rows, sheet.outliers) for cell in row for note in cell.notes}
    return [text for text in sorted(notes) if not is_modern(text)]


def _convert_if_old(text: str, encoding: str) -> str:
    return text if not encoding or text.isascii() or is_modern(text) else _converted(text, encoding)


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
