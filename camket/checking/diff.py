"""The changes between two snapshots: figures with the records behind them, records with their causes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from camket.checking.snapshots import Snapshot
from camket.figures.ledger import Figure
from camket.figures.period_tables import Row, field_names
from camket.intake.formats.sheet import label_place
from camket.numerals import round_share
from camket.settings.fields import BUILT_IN
from camket.settings.scheme import Scheme
from camket.settings.states import BASES
from camket.settings.units import without_former_names
from camket.text import plain

ReasonKind = Literal["register", "unit", "submission", "decision", "rule", "cut_off"]
_DECISION = "decision"
_DOUBT = "source_in_doubt"
SIGNED = (*(field.name for field in BUILT_IN.signed), "unit")
_OTHERS = frozenset(field_names("records")) - {field.name for field in BUILT_IN.reported}
_JUDGED = (
    "reported", "cut_off_status", "cut_off_rule", "cut_off_evidence", "full_year_status", "full_year_rule",
    "full_year_evidence", "review_reasons", "decided_by",
)  # fmt: skip
_SOURCE = ("source_file", "source_sha256")


def are_texts_alike(before: Row, after: Row, name: str) -> bool:
    """Whether a column says the same in two rows; one that an older table has not is empty there."""
    was, now = before.get(name), after.get(name)
    return was == now or (was in (None, "") and now in (None, ""))


def list_reported(before: Row, after: Row) -> list[str]:
    """The columns of what a unit reports: the built-in ones, and those that a project has added."""
    return [name for name in dict.fromkeys([*after, *before]) if name not in _OTHERS]


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause, as a sentence."""

    kind: ReasonKind
    text: str


def find_change_reasons(
    before: Row | None, after: Row | None, scheme: Scheme, *, same_program: bool
) -> tuple[Reason, ...]:
    """Returns the causes of the change between two rows of records.csv; None stands for a missing row."""
    if before is None or after is None:
        says = "danh mục có thêm nội dung này" if before is None else "danh mục không còn nội dung này"
        return (Reason("register", says),)
    found = (
        *_explain_texts(before, after),
        *_explain_judgements(before, after, scheme, same_program=same_program),
    )
    return found or (Reason("submission", "các báo cáo gửi đến nay đặt câu hỏi khác"),)


def _explain_texts(before: Row, after: Row) -> Iterator[Reason]:
    if before["unit"] != after["unit"]:
        was, now = (without_former_names(str(row["unit_name"])) for row in (before, after))
        yield Reason("unit", f"{was} nay là {now}")
    signed = [name for name in SIGNED if name != "unit" and not are_texts_alike(before, after, name)]
    if signed:
        yield Reason("register", f"danh mục đã ký ghi khác ({', '.join(signed)})")
    if before["reported"] != after["reported"]:
        says = f"đơn vị đã báo cáo: {after['source_file']}" if after["reported"] else "không còn báo cáo nào"
        yield Reason("submission", says)
        return
    reported = [name for name in list_reported(before, after) if not are_texts_alike(before, after, name)]
    if reported:
        cells = json.loads(str(after["source_cells"]))
        places = ", ".join(dict.fromkeys(label_place(cells[name]) for name in reported if name in cells))
        where = f"{after['source_file']} › {places}" if places else str(after["source_file"])
        yield Reason("submission", f"đơn vị báo cáo khác: {where}")


def _explain_judgements(before: Row, after: Row, scheme: Scheme, *, same_program: bool) -> Iterator[Reason]:
    same_texts = all(
        are_texts_alike(before, after, name) for name in (*SIGNED, *list_reported(before, after), "reported")
    )
    for basis in BASES:
        called = scheme.label_basis(basis)
        was, now = (
            tuple(row[f"{basis}_{part}"] for part in ("status", "rule", "evidence"))
            for row in (before, after)
        )
        if was == now:
            continue
        if now[1] == _DECISION:
            yield Reason("decision", f"{called}: {after['decided_by']} quyết định: {now[2]}")
        elif now[1] == "decision_outdated":
            yield Reason("decision", f"{called}: quyết định không còn hiệu lực")
        elif was[1] == _DECISION:
            yield Reason("decision", f"{called}: không còn quyết định của {before['decided_by']}")
        elif same_texts and _DOUBT in (was[1], now[1]):
            clear = "đã rõ" if was[1] == _DOUBT else "chưa rõ"
            yield Reason("submission", f"{called}: {clear} dòng nào gửi đến báo cáo nội dung này")
        elif same_texts and basis == "full_year" and before["cut_off_status"] != after["cut_off_status"]:
            yield Reason("cut_off", f"{called}: theo kết quả đến ngày chốt")
        elif same_texts:
            version = "" if same_program else ", chương trình khác phiên bản"
            yield Reason("rule", f"{called}: quy tắc {was[1]} → {now[1]} trên cùng câu chữ{version}")


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

    @property
    def headline(self) -> tuple[FigureChange, ...]:
        """The figures of the statuses of all units that changed, in the order of the report."""
        named = [f"{basis}.{status}" for basis in BASES for status in self.scheme.possible(basis)]
        changed = {change.figure.id: change for change in self.figures}
        return tuple(changed[name] for name in named if name in changed)

    @property
    def other_figures(self) -> tuple[FigureChange, ...]:
        """The figures that changed besides: those of groups and units, of the next year, and so on."""
        headline = {change.figure.id for change in self.headline}
        return tuple(change for change in self.figures if change.figure.id not in headline)


def compare_snapshots(
    before: Snapshot, after: Snapshot, scheme: Scheme, successors: Mapping[str, str] | None = None
) -> Comparison:
    """Compares two snapshots of one period, or of two periods, in the words of a scheme.

    Within a year a record keeps its id. Between years, records are matched by unit and text; `successors` are the
    units that took over from others.
    """
    matches = _match_records(before, after, successors or {})
    before = replace(before, figures=_follow_successors(before.figures, after.figures, successors or {}))
    records = tuple(_compare_records(before, after, matches, scheme))
    resent = sum(
        any(before.records[one][name] != after.records[other][name] for name in _SOURCE)
        and not _compare_fields(before.records[one], after.records[other], {})
        for one, other in matches.items()
    )
    return Comparison(before, after, tuple(_compare_figures(before, after, matches)), records, resent, scheme)


def _follow_successors(
    before: Mapping[str, Figure], after: Mapping[str, Figure], successors: Mapping[str, str]
) -> Mapping[str, Figure]:
    """The earlier figures, those of units that were renamed or merged added up under the unit that took over."""
    had, has = ({figure.scope for figure in figures.values()} for figures in (before, after))
    gone = {old: new for old, new in successors.items() if old in had and old not in has and new in has}
    found: dict[str, Figure] = {}
    for name, figure in before.items():
        new = gone.get(figure.scope, figure.scope)
        moved = name.replace(f"@{figure.scope}", f"@{new}")
        found[moved] = _add_figures(found[moved], figure) if moved in found else figure
    return found


def _add_figures(one: Figure, other: Figure) -> Figure:
    numerator, denominator = one.numerator + other.numerator, one.denominator + other.denominator
    share = round_share(numerator, denominator) if denominator else None
    return replace(
        one,
        numerator=numerator,
        denominator=denominator,
        percent=None if share is None else str(share),
        records=(*one.records, *other.records),
    )


def _match_records(before: Snapshot, after: Snapshot, successors: Mapping[str, str]) -> dict[str, str]:
    if before.year == after.year:
        return {name: name for name in before.records if name in after.records}
    # Two commitments of one unit with the same text are ambiguous, so neither is matched.
    old, new = (_index_by_text(snapshot.records, successors) for snapshot in (before, after))
    return {name: new[key] for key, name in old.items() if key in new}


def _index_by_text(records: Mapping[str, Row], successors: Mapping[str, str]) -> dict[tuple[str, str], str]:
    keys = {
        name: (successors.get(str(row["unit"]), str(row["unit"])), plain(str(row["content"])))
        for name, row in records.items()
    }
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
                name, old, row, fields, find_change_reasons(old, row, scheme, same_program=same_program)
            )
    for name, row in before.records.items():
        if name not in matches:
            yield RecordChange(
                name, row, None, (), find_change_reasons(row, None, scheme, same_program=same_program)
            )


def _compare_fields(before: Row, after: Row, labels: Mapping[str, str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, before.get(name), after.get(name), labels.get(name, name))
        for name in (*SIGNED, *list_reported(before, after), *_JUDGED)
        if not are_texts_alike(before, after, name)
    )


def _compare_figures(before: Snapshot, after: Snapshot, matches: Mapping[str, str]) -> Iterator[FigureChange]:
    for name in dict.fromkeys([*after.figures, *before.figures]):
        was, now = before.figures.get(name), after.figures.get(name)
        counted = set(now.records) if now else set()
        # An item of the next year has its own id in both, because it has no row among the records.
        after_of = {
            record: matches.get(record) if record in before.records else record
            for record in (was.records if was else ())
        }
        kept = set(after_of.values())
        added = tuple(record for record in (now.records if now else ()) if record not in kept)
        removed = tuple(record for record, other in after_of.items() if other not in counted)
        if added or removed or was is None or now is None or _printed(was) != _printed(now):
            figure = now or was
            assert figure is not None
            yield FigureChange(figure, was, now, added, removed)


def _printed(figure: Figure) -> tuple[object, ...]:
    return figure.numerator, figure.denominator, figure.percent
