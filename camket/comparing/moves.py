"""The changes between two snapshots: figures with the records behind them, records with their causes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from camket.comparing.reasons import SIGNED, Reason, find_reasons, list_reported, said_alike
from camket.comparing.side import Snapshot
from camket.figures.ledger import Figure
from camket.processed.tables import Row
from camket.settings.scheme import Scheme
from camket.text import plain

_JUDGED = (
    "reported", "cut_off_status", "cut_off_rule", "cut_off_evidence", "full_year_status", "full_year_rule",
    "full_year_evidence", "review_reasons", "decided_by",
)  # fmt: skip
_SOURCE = ("source_file", "source_sha256")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of a record, before and after, with its label."""

    field: str
    before: object
    after: object
    label: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that changed. `before` is None for a new record, `after` for a removed one."""

    record_id: str
    before: Row | None
    after: Row | None
    fields: tuple[FieldChange, ...]
    reasons: tuple[Reason, ...]

    @property
    def row(self) -> Row:
        """The row that identifies the record: the later one if it exists."""
        return self.after or self.before or {}


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that changed. `added` and `removed` are record ids, each of its own snapshot."""

    figure: Figure
    before: Figure | None
    after: Figure | None
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes. `resent` counts the records that differ in their source file only."""

    before: Snapshot
    after: Snapshot
    figures: tuple[FigureChange, ...]
    records: tuple[RecordChange, ...]
    resent: int
    scheme: Scheme

    @property
    def has_changes(self) -> bool:
        """Whether any figure or record changed."""
        return bool(self.figures or self.records)


def compare_snapshots(before: Snapshot, after: Snapshot, scheme: Scheme) -> Comparison:
    """Compares two snapshots of one period, or of two periods, in the words of a scheme.

    Within a year a record keeps its id. Between years, records are matched by unit and text.
    """
    matches = _match_records(before, after)
    records = tuple(_compare_records(before, after, matches, scheme))
    resent = sum(
        any(before.records[one][name] != after.records[other][name] for name in _SOURCE)
        and not _compare_fields(before.records[one], after.records[other], {})
        for one, other in matches.items()
    )
    return Comparison(before, after, tuple(_compare_figures(before, after, matches)), records, resent, scheme)


def _match_records(before: Snapshot, after: Snapshot) -> dict[str, str]:
    if before.year == after.year:
        return {name: name for name in before.records if name in after.records}
    # Two commitments of one unit with the same text are ambiguous, so neither is matched.
    old, new = (_index_by_text(snapshot.records) for snapshot in (before, after))
    return {name: new[key] for key, name in old.items() if key in new}


def _index_by_text(records: Mapping[str, Row]) -> dict[tuple[str, str], str]:
    keys = {name: (str(row["unit"]), plain(str(row["content"]))) for name, row in records.items()}
    times = Counter(keys.values())
    return {key: name for name, key in keys.items() if times[key] == 1}


def _compare_records(
    before: Snapshot, after: Snapshot, matches: Mapping[str, str], scheme: Scheme
) -> Iterator[RecordChange]:
    earlier = {other: one for one, other in matches.items()}
    same_program = before.program == after.program
    for name, row in after.records.items():
        old = before.records[earlier[name]] if name in earlier else None
        fields = _compare_fields(old, row, after.labels) if old else ()
        if old is None or fields:
            yield RecordChange(
                name, old, row, fields, find_reasons(old, row, scheme, same_program=same_program)
            )
    for name, row in before.records.items():
        if name not in matches:
            yield RecordChange(
                name, row, None, (), find_reasons(row, None, scheme, same_program=same_program)
            )


def _compare_fields(before: Row, after: Row, labels: Mapping[str, str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, before.get(name), after.get(name), labels.get(name, name))
        for name in (*SIGNED, *list_reported(before, after), *_JUDGED)
        if not said_alike(before, after, name)
    )


def _compare_figures(before: Snapshot, after: Snapshot, matches: Mapping[str, str]) -> Iterator[FigureChange]:
    for name in dict.fromkeys([*after.figures, *before.figures]):
        was, now = before.figures.get(name), after.figures.get(name)
        counted = set(now.records) if now else set()
        kept = {matches[record] for record in was.records if record in matches} if was else set()
        added = tuple(record for record in (now.records if now else ()) if record not in kept)
        removed = tuple(
            record for record in (was.records if was else ()) if matches.get(record) not in counted
        )
        if added or removed or was is None or now is None or _printed(was) != _printed(now):
            figure = now or was
            assert figure is not None
            yield FigureChange(figure, was, now, added, removed)


def _printed(figure: Figure) -> tuple[object, ...]:
    return figure.numerator, figure.denominator, figure.percent
