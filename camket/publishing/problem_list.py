"""The list of problems put in the order in which it is forwarded: unit by unit, file by file, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from camket.inputs.units import Unit
from camket.reading.sheet import print_place
from camket.records.record import Rejected

UNKNOWN = "Chưa rõ đơn vị"
PROBLEM_COLUMNS = {
    "TT": 4,
    "Mức": 8,
    "Tệp": 18,
    "Trang tính": 11,
    "Ô": 10,
    "Đã thấy": 38,
    "Cần": 23,
    "Cách sửa": 27,
}
_LEVELS = {"missing": "Bổ sung", "hidden": "Xem kỹ", "unread": "Xem lại"}
_TO_MEND = "Sửa"


@dataclass(frozen=True, slots=True)
class UnitProblems:
    """What one unit has to mend, what it should look at, and what needs nothing. `code` is empty where unknown."""

    code: str
    name: str
    to_mend: tuple[Rejected, ...]
    notices: tuple[Rejected, ...]
    settled: tuple[Rejected, ...]


def group_by_unit(problems: Iterable[Rejected], units: Sequence[Unit]) -> list[UnitProblems]:
    """One group for each unit with problems, in the order of `units`; strange codes, then the unknown, last."""
    by_unit: dict[str, list[Rejected]] = defaultdict(list)
    for item in problems:
        by_unit[item.unit].append(item)
    names = {unit.code: unit.name for unit in units}
    known = [code for code in names if code in by_unit]
    strange = sorted(code for code in by_unit if code and code not in names)
    unknown = [""] if "" in by_unit else []
    return [
        _group(code, names.get(code, code) or UNKNOWN, by_unit[code]) for code in (*known, *strange, *unknown)
    ]


def _group(code: str, name: str, items: list[Rejected]) -> UnitProblems:
    # What has no file, because nothing came, stands after what is wrong in the files that did.
    ordered = sorted(items, key=lambda item: (not item.file, item.file, item.sheet, item.row or 0))
    return UnitProblems(
        code,
        name,
        tuple(item for item in ordered if item.to_mend),
        # What may hide commitments comes before what is merely not read.
        tuple(sorted((item for item in ordered if item.is_notice), key=lambda item: item.kind != "hidden")),
        tuple(item for item in ordered if not item.to_mend and not item.is_notice),
    )


def problem_rows(items: Sequence[Rejected]) -> list[tuple[str, ...]]:
    """A row for each problem, by the columns of a sheet (`PROBLEM_COLUMNS`)."""
    return [(str(number), *_cells(item)) for number, item in enumerate(items, start=1)]


def _cells(item: Rejected) -> tuple[str, ...]:
    row = f"dòng {item.row}" if item.row else ""
    place = item.cell.rpartition("!")[2] or row
    sheet = item.sheet[1:-1].replace("''", "'") if item.sheet.startswith("'") else item.sheet
    return (
        _LEVELS.get(item.kind, _TO_MEND),
        item.file.removeprefix("submissions/"),
        print_place(sheet),
        print_place(place),
        item.found,
        item.expected,
        item.remedy,
    )
