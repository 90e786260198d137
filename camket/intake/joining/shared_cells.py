"""Ask about a result in a cell that is merged over several items, unless it plainly says the same of each."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from camket.intake.formats.sheet import Cell
from camket.intake.tables.table import Row, Table
from camket.text import plain

_RESULTS = ("result_text", "progress_percent", "self_assessment", "appraisal", "estimate_text")


class _Words(NamedTuple):
    of_all: re.Pattern[str]
    verdict: re.Pattern[str]


@cache
def _words() -> _Words:
    lists = tomllib.loads(files(__package__).joinpath("shared_cells.toml").read_text(encoding="utf-8"))
    of_all, verdict = (
        "|".join(re.escape(plain(said)) for said in sorted(lists[name], key=len, reverse=True))
        for name in ("of_all", "verdict")
    )
    return _Words(
        re.compile(rf"\b(?:{of_all})\b"), re.compile(rf"(?:(?<!\w)(?:{verdict})(?!\w)|[\s.,;:+–-])*")
    )


def says_the_same_of_each(text: str) -> bool:
    """Whether a text counts for every item that its cell spans: it says so, or is a bare verdict."""
    return bool(_words().of_all.search(plain(text))) or is_bare_verdict(text)


def is_bare_verdict(text: str) -> bool:
    """Whether a text says no more than how things stand: "Hoàn thành", "Đạt 100%"."""
    return bool(_words().verdict.fullmatch(plain(text)))


def question_shared_cells(table: Table) -> Table:
    """The table with a problem in each result that stands in one cell for several items."""
    sharing: dict[str, list[tuple[int, str, Cell]]] = defaultdict(list)
    for at, row in enumerate(table.rows):
        if row.kind == "record":
            for field, cell in _result_cells(table, row):
                sharing[cell.place].append((at, field, cell))
    rows = list(table.rows)
    for shared in sharing.values():
        items = count_items([table.rows[at] for at, _, _ in shared])
        if items < 2 or says_the_same_of_each(shared[0][2].text):
            continue
        problem = f"ô gộp chung cho {items} nội dung, không rõ kết quả là của nội dung nào"
        for at, field, _ in shared:
            rows[at] = _ask(rows[at], field, problem)
    return replace(table, rows=tuple(rows)) if rows != list(table.rows) else table


def _result_cells(table: Table, row: Row) -> Iterator[tuple[str, Cell]]:
    """The filled cells that state the result of a row, ticks aside, each with its field."""
    line = table.sheet.rows[row.number - table.sheet.first_row]
    content = row.cells["content"].place if "content" in row.cells else ""
    for field in _RESULTS:
        columns = {
            column for part in row.columns.get(field, ()) if not part.statuses for column in part.columns
        }
        found = {line[column].place: line[column] for column in sorted(columns)}
        for cell in found.values():
            if cell.text and cell.place != content:
                yield field, cell


def count_items(rows: Sequence[Row]) -> int:
    """How many items some rows are: those that share their number or their content are one."""
    keys = []
    for row in rows:
        number, content = (row.cells.get(name) for name in ("item_no", "content"))
        keys.append((number.place if number and number.text else "", content.place if content else ""))
    numbers, contents = {number for number, _ in keys}, {content for _, content in keys}
    return 1 if numbers != {""} and len(numbers) == 1 else len(contents)


def _ask(row: Row, field: str, problem: str) -> Row:
    cell = row.cells[field]
    asked = cell._replace(problem="; ".join(filter(None, (cell.problem, problem))))
    return replace(row, cells={**row.cells, field: asked}, judged_words={**row.judged_words, field: ""})
