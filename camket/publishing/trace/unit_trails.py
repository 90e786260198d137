"""The trail of a large period unit by unit: what concerns one, and what is left for the page of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from camket.publishing.analyses.large_tables import TRACE_FOLDER
from camket.publishing.trace.trail import Trail
from camket.publishing.trace.trail_items import TracedFile
from camket.settings.units import Unit, unit_of

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class UnitTrail:
    """The figures, records, items and files of one unit."""

    unit: Unit
    trail: Trail

    @property
    def page(self) -> str:
        """Its page, as a path in the outputs."""
        return f"{TRACE_FOLDER}/{self.unit.code}.html"

    def as_link(self) -> dict[str, str | int]:
        """What the page of all says of it; `codes` are those by which its figures and records are called."""
        codes = dict.fromkeys((self.unit.code, *map(unit_of, self.trail.records)))
        records = len(self.trail.records)
        return {"page": self.page, "codes": " ".join(codes), "name": self.unit.name, "records": records}


def split_trail(trail: Trail, units: Sequence[Unit]) -> list[UnitTrail]:
    """The trail of each unit. A file stands with each unit of which it has a record, or lost rows."""
    figures = _group(trail.figures, lambda figure: figure.scope)
    records = _group(trail.records, lambda record: record.unit)
    items = _group(trail.items, lambda item: unit_of(item.id))
    missing = defaultdict(list)
    for item in trail.missing:
        missing[item.unit].append(item)
    files: dict[str, dict[str, TracedFile]] = defaultdict(dict)
    for file in trail.files.values():
        for code, part in _split_file(file, trail):
            files[code][file.place] = part
    return [
        UnitTrail(
            unit,
            Trail(
                figures[unit.code], records[unit.code], items[unit.code], files[unit.code],
                tuple(missing[unit.code]),
            ),
        )
        for unit in units
    ]  # fmt: skip


def leave_to_units(trail: Trail, parts: Iterable[UnitTrail]) -> Trail:
    """What is left of a trail when units have pages of their own: figures of groups, and files of nobody."""
    apart = [part.trail for part in parts]
    figures = {name for part in apart for name in part.figures}
    items = {name for part in apart for name in part.items}
    files = {place for part in apart for place in part.files}
    units = {item.unit for part in apart for item in part.missing}
    kept = {name: item for name, item in trail.items.items() if name not in items}
    return replace(
        trail,
        figures={name: figure for name, figure in trail.figures.items() if name not in figures},
        records={},
        items=kept,
        files={
            place: replace(file, records=tuple(name for name in file.records if name in kept))
            for place, file in trail.files.items()
            if place not in files
        },
        missing=tuple(item for item in trail.missing if item.unit not in units),
    )


def _split_file(file: TracedFile, trail: Trail) -> Iterable[tuple[str, TracedFile]]:
    """The codes of the units of which a file has anything, each with its part of the file."""
    named: dict[str, list[str]] = defaultdict(list)
    for name in file.records:
        named[trail.records[name].unit if name in trail.records else unit_of(name)].append(name)
    for item in file.lost:
        named[item.unit]  # also a unit that the file has lost rows of alone
    for code, ids in named.items():
        lost = tuple(item for item in file.lost if item.unit in (code, ""))
        yield code, replace(file, records=tuple(ids), lost=lost)


def _group(things: Mapping[str, Thing], find: Callable[[Thing], str]) -> dict[str, dict[str, Thing]]:
    groups: dict[str, dict[str, Thing]] = defaultdict(dict)
    for name, thing in things.items():
        groups[find(thing)][name] = thing
    return groups
