"""Which column holds what, told by the words of the header (`headers.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from camket.reading.sheet import Cell, different_cells
from camket.text import fold, plain

_LONGEST_HEADING = 120
_MOST_HEADER_ROWS = 4
_SHORT_WORD = 4
_NUMBER = re.compile(r"\(?\d+(?:\.\d+)*[.)]?")

# How well a heading says a field: the whole cell, its beginning, somewhere in it, in the cell above.
_WHOLE, _BEGINNING, _INSIDE, _ABOVE = 4, 3, 2, 1


def find_header(
    rows: Sequence[tuple[Cell, ...]], needed: frozenset[str]
) -> tuple[int, dict[str, int]] | None:
    """The height of the header that begins at `rows[0]` and the column of each field it names.

    None where `rows[0]` does not begin a header, or the header lacks a `needed` field.
    """
    if not _is_heading(rows[0]):
        return None
    height = 1
    while height < min(_MOST_HEADER_ROWS, len(rows)) and _continues(rows[height - 1], rows[height]):
        height += 1
    columns = _assign(rows[:height])
    return (height, columns) if needed <= columns.keys() else None


def name_field(text: str) -> str:
    """The field whose heading a text is, in whole ("Kết quả thực hiện"), or empty."""
    return _best(text, _WHOLE) if len(text) <= _LONGEST_HEADING else ""


def is_row_of(kind: str, text: str) -> bool:
    """Whether a row whose first text is `text` is one of a kind of `headers.toml` ("footer", "guidance")."""
    folded = fold(text)
    return any(folded == words or folded.startswith(words + " ") for words in _words()["rows"][kind])


def is_signed_for(text: str) -> bool:
    """Whether a text begins a signature block: `KT. GIÁM ĐỐC`."""
    return text.startswith(tuple(_data()["rows"]["signed_for"]))


def is_total(text: str) -> bool:
    """Whether a text says nothing but "total": `Tổng cộng: 12 nội dung`, but not `Tổng thu ngân sách`."""
    words = fold(text).split()
    return bool(words) and any(
        words[: len(total)] == total
        and all(word.isdigit() or word in _counted() for word in words[len(total) :])
        for total in (said.split() for said in _words()["rows"]["total"])
    )


def _is_heading(row: Sequence[Cell]) -> bool:
    """Whether most of a row's cells are headings. A row with a bare number is data, whatever else it says."""
    cells = different_cells(row)
    if any(_NUMBER.fullmatch(cell.text) for cell in cells):
        return False
    named = [field for cell in cells if len(cell.text) <= _LONGEST_HEADING and (field := _best(cell.text))]
    whole = any(_best(cell.text, _WHOLE) for cell in cells)
    return len(set(named)) >= 2 and whole and (2 * len(named) >= len(cells) or "item_no" in named)


def _continues(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether `row` is one more row of the header that `above` belongs to."""
    if any(
        _NUMBER.fullmatch(cell.text) and cell.place != over.place and _best(over.text) == "item_no"
        for cell, over in zip(row, above, strict=True)
    ):
        return False  # the first row of data, of which some cell is merged with the header's
    if any(cell.text and cell.place == over.place for cell, over in zip(row, above, strict=True)):
        return True
    filled = [(cell, over) for cell, over in zip(row, above, strict=True) if cell.text]
    return bool(filled) and all(
        _best(cell.text, _BEGINNING if not over.text else _WHOLE) for cell, over in filled
    )


def _assign(header: Sequence[tuple[Cell, ...]]) -> dict[str, int]:
    """Each field to the column that says it best, each column to one field."""
    scores: list[tuple[int, int, int, str]] = []
    for column in range(len(header[0])):
        path = list(dict.fromkeys(row[column].text for row in header if row[column].text))
        if path and len(path[-1]) <= _LONGEST_HEADING:
            for field, level, length in _scores(path):
                scores.append((level, length, -column, field))
    columns: dict[str, int] = {}
    for _, _, column, field in sorted(scores, reverse=True):
        if field not in columns and -column not in columns.values():
            columns[field] = -column
    return columns


def _best(text: str, least: int = _BEGINNING) -> str:
    found = [(level, length, field) for field, level, length in _scores([text]) if level >= least]
    return max(found)[2] if found else ""


def _scores(path: Sequence[str]) -> list[tuple[str, int, int]]:
    leaf = _fold_heading(path[-1])
    above = " ".join(_fold_heading(text) for text in path[:-1])
    found = []
    for field, synonyms in _words()["fields"].items():
        for words in synonyms:
            if leaf == words:
                level = _WHOLE
            elif leaf.startswith(words + " "):
                level = _BEGINNING
            elif f" {words} " in f" {leaf} ":
                level = _INSIDE
            elif f" {words} " in f" {above} ":
                level = _ABOVE
            else:
                continue
            if len(words) <= _SHORT_WORD and not _has_marks_of(field, " ".join(path)):
                continue
            found.append((field, level, len(words)))
    return found


def _has_marks_of(field: str, heading: str) -> bool:
    """Whether a short heading also agrees in its marks: "Mức" is not "Mục", though "Muc" may be."""
    spoken = f" {_plain_heading(heading)} "
    return spoken.isascii() or any(f" {words} " in spoken for words in _marked_words()[field])


def _fold_heading(text: str) -> str:
    # "%" is a word of its own in a heading: "Hoàn thành (%)".
    return fold(text.replace("%", " phan tram "))


@cache
def _counted() -> frozenset[str]:
    """The words that may follow "total" in a total row: "Tổng số: 12 nội dung, nhiệm vụ"."""
    return frozenset(word for words in _words()["rows"]["counted"] for word in words.split())


def _plain_heading(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", plain(text)).split())


@cache
def _marked_words() -> dict[str, list[str]]:
    """The synonyms with their marks, for those too short to be told apart without them."""
    return {
        field: [_plain_heading(words) for words in synonyms] for field, synonyms in _data()["fields"].items()
    }


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return {
        part: {name: [_fold_heading(words) for words in synonyms] for name, synonyms in _data()[part].items()}
        for part in ("fields", "rows")
    }


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("camket.reading").joinpath("headers.toml").read_text("utf-8"))
