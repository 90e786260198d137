"""The list of problems put in the order in which it is forwarded: unit by unit, file by file, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from camket.inputs.units import Unit
from camket.records.record import Rejected

UNKNOWN = "Chưa rõ đơn vị"


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
