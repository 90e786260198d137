"""The titles above a table that say what becomes of its rows: "I. Nội dung giữ nguyên", a sheet named "Bổ sung"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from camket.intake.tables.proposals import read_title
from camket.intake.tables.table import Row, Sections, Table

_LONGEST = 20  # words
_COUNTED = re.compile(
    r"(?:Phần |PHẦN |Mục |MỤC )?(?:[IVX]+|[A-ZĐ]|[a-zđ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/:–-]\s*[^\W\d_]"
)
_NEW_LIST = re.compile(r"(?:phụ lục|biểu|bảng|danh mục|đăng ký)\b", re.IGNORECASE)


def find_titles(tables: Sequence[Table]) -> Iterator[tuple[Table, tuple[str, ...]]]:
    """Each table of a file with the titles that stand above it and are in force, outermost first.

    In a document a title holds for the tables below it until one of the same numbering, or another list, follows; a
    sheet of a workbook begins anew, and where nothing above its table is a title, its name may be one.
    """
    sections = Sections()
    for table in tables:
        is_word = table.sheet.is_word_table
        lines = table.sheet.before if is_word else table.letterhead
        sections = sections if is_word else Sections()
        for line in lines:
            if _states(line) or (_COUNTED.match(line) and len(line.split()) <= _LONGEST):
                sections = sections.under(line)
            elif _NEW_LIST.match(line):
                sections = Sections()
        titles = tuple(filter(_states, sections.titles))
        name = () if is_word or titles else (table.sheet.name,)
        yield table, titles or tuple(filter(read_title, name))


def _states(title: str) -> bool:
    return bool(read_title(title, above_table=True))


def put_under_titles(table: Table, titles: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table with the titles above it before their sections, up to a header with its own title."""
    has_rows = is_below_header = False
    for row in table.rows:
        if row.kind == "header":
            is_below_header = has_rows
        elif row.kind == "record":
            if is_below_header and row.sections:
                titles = ()
            has_rows, is_below_header = True, False
        yield replace(row, sections=(*titles, *row.sections)) if titles else row
