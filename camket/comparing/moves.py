"""What moved between two states: which figures, by which records, and which records, in what and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from camket.comparing.reasons import REPORTED, SIGNED, Reason, find_reasons
from camket.comparing.side import Side
from camket.figures.ledger import Figure
from camket.processed.tables import Row
from camket.text import plain

_JUDGED = (
    "reported", "cut_off_status", "cut_off_rule", "cut_off_evidence", "full_year_status", "full_year_rule",
    "full_year_evidence", "review_reasons", "decided_by",
)  # fmt: skip
_SOURCE = ("source_file", "source_sha256")


@dataclass(frozen=True, slots=True)
class FieldMove:
    """One column of a record, before and after."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class RecordMove:
    """A record that is not what it was; `before` or `after` is None of one that is new or gone."""

    record_id: str
    before: Row | None
    after: Row | None
    fields: tuple[FieldMove, ...]
    reasons: tuple[Reason, ...]

    @property
    def row(self) -> Row:
        """The row by which it is called, the later one where there is one."""
        return self.after or self.before or {}


@dataclass(frozen=True, slots=True)
class FigureMove:
    """A figure that is not what it was, with the records that came in and went out (ids of their own side)."""

    figure: Figure
    before: Figure | None
    after: Figure | None
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that moved; `resent` counts records whose file alone is another."""

    before: Side
    after: Side
    figures: tuple[FigureMove, ...]
    records: tuple[RecordMove, ...]
    resent: int

    @property
    def moved(self) -> bool:
        """Whether any figure or record is not what it was."""
        return bool(self.figures or self.records)


def compare_sides(before: Side, after: Side) -> Comparison:
    """Two states of one period, or two periods.

    A record has the same id in every period of a year; between two years it is found again by its
    unit and its words.
    """
    twins = _pair(before, after)
    records = tuple(_move_records(before, after, twins))
    resent = sum(
        any(before.records[one][name] != after.records[other][name] for name in _SOURCE)
        and not _moved_fields(before.records[one], after.records[other])
        for one, other in twins.items()
    )
    return Comparison(before, after, tuple(_move_figures(before, after, twins)), records, resent)


def _pair(before: Side, after: Side) -> dict[str, str]:
    if before.year == after.year:
        return {name: name for name in before.records if name in after.records}
    # Two commitments of one unit in the same words cannot be told apart, and neither is the other's twin.
    old, new = (_by_words(side.records) for side in (before, after))
    return {name: new[key] for key, name in old.items() if key in new}


def _by_words(records: Mapping[str, Row]) -> dict[tuple[str, str], str]:
    keys = {name: (str(row["unit"]), plain(str(row["content"]))) for name, row in records.items()}
    times = Counter(keys.values())
    return {key: name for name, key in keys.items() if times[key] == 1}


def _move_records(before: Side, after: Side, twins: Mapping[str, str]) -> Iterator[RecordMove]:
    earlier = {other: one for one, other in twins.items()}
    same_program = before.program == after.program
    for name, row in after.records.items():
        old = before.records[earlier[name]] if name in earlier else None
        fields = _moved_fields(old, row) if old else ()
        if old is None or fields:
            yield RecordMove(name, old, row, fields, find_reasons(old, row, same_program=same_program))
    for name, row in before.records.items():
        if name not in twins:
            yield RecordMove(name, row, None, (), find_reasons(row, None, same_program=same_program))


def _moved_fields(before: Row, after: Row) -> tuple[FieldMove, ...]:
    return tuple(
        FieldMove(name, before[name], after[name])
        for name in (*SIGNED, *REPORTED, *_JUDGED)
        if before[name] != after[name]
    )


def _move_figures(before: Side, after: Side, twins: Mapping[str, str]) -> Iterator[FigureMove]:
    for name in dict.fromkeys([*after.figures, *before.figures]):
        was, now = before.figures.get(name), after.figures.get(name)
        counted = set(now.records) if now else set()
        kept = {twins[record] for record in was.records if record in twins} if was else set()
        came = tuple(record for record in (now.records if now else ()) if record not in kept)
        went = tuple(record for record in (was.records if was else ()) if twins.get(record) not in counted)
        if came or went or was is None or now is None or _printed(was) != _printed(now):
            figure = now or was
            assert figure is not None
            yield FigureMove(figure, was, now, came, went)


def _printed(figure: Figure) -> tuple[object, ...]:
    return figure.numerator, figure.denominator, figure.percent
