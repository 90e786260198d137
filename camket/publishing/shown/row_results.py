"""What became of each row of a file: its unit, the commitment that it joined, the questions and problems about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from camket.intake.formats.sheet import label_place
from camket.intake.joining.decision import PairDecision, decide_pairs
from camket.intake.joining.explanation import Explanation, explain_in_table
from camket.intake.joining.record import Rejected, Source
from camket.intake.joining.row_pair import RowPair
from camket.judging.classify import Judged
from camket.pipeline import Prepared
from camket.publishing.shown.labels import Outcome
from camket.publishing.trace.registration_trail import trace_items
from camket.settings.states import BASES

# A row by its sheet and its number.
Place = tuple[str, int]
_OUTCOMES: Mapping[str, Outcome] = {"repeated": "repeated", "superseded": "superseded"}


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row. `facts` are labels with texts; those of `details` say how, and matter only in doubt."""

    outcome: Outcome
    unit: str = ""
    named_by: str = ""
    record_id: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()


def find_row_results(prepared: Prepared, place: str) -> dict[Place, RowResult]:
    """The results of the rows of one file, of whatever kind it is. Rows that are no data have none."""
    found: dict[Place, RowResult] = {}
    names = {unit.code: unit.name for unit in prepared.units}
    for judged in prepared.records:
        commitment = judged.record.commitment
        if commitment.source.file == place:
            found[_place_of(commitment.source)] = RowResult(
                "signed", commitment.unit.name, record_id=commitment.record_id
            )
    _add_items(prepared, place, found)
    for report in prepared.submissions.reports:
        if report.source.file == place:
            found[_place_of(report.source)] = RowResult(
                "unused", names.get(report.unit, report.unit), report.named_by
            )
    explainer = _Explainer()
    for judged in prepared.records:
        if judged.record.reported and judged.record.source.file == place:
            pair = prepared.pairs.get(judged.record.commitment.record_id)
            where = _place_of(judged.record.source)
            found[where] = _join(found.get(where, RowResult("joined")), judged, pair, explainer, prepared)
    for where, items in _rejected_rows(prepared, place).items():
        found[where] = _reject(found.get(where, RowResult("unused")), items, names)
    return found


def _place_of(source: Source) -> Place:
    return source.sheet, source.row


def _add_items(prepared: Prepared, place: str, found: dict[Place, RowResult]) -> None:
    """The items of registrations and programme, with the findings about each."""
    asked = frozenset(prepared.next_year.asked)
    for item in trace_items(prepared.next_year, {}):
        if item.source.file == place:
            found[_place_of(item.source)] = RowResult(
                "asked" if item.id in asked else "planned",
                item.unit_name,
                record_id=item.id,
                details=item.facts,
            )


def _join(
    row: RowResult, judged: Judged, pair: RowPair | None, explainer: _Explainer, prepared: Prepared
) -> RowResult:
    commitment, scheme = judged.record.commitment, prepared.period.scheme
    open_bases = [basis for basis in BASES if judged.reasons.get(basis)]
    facts = [
        (f"Cần làm rõ ({scheme.label_basis(basis)})", "; ".join(judged.reasons[basis]))
        for basis in open_bases
    ]
    details = [("Nội dung đã ký", commitment.content)]
    if pair:
        details += explainer.describe(pair)
    details += [
        (scheme.label_basis(basis).capitalize(), scheme.short(judged.at(basis).status)) for basis in BASES
    ]
    return replace(
        row,
        outcome="asked" if open_bases else "joined",
        unit=row.unit or commitment.unit.name,
        record_id=commitment.record_id,
        facts=tuple(facts),
        details=tuple(details),
    )


class _Explainer:
    """Explains pairs, deciding each table once."""

    def __init__(self) -> None:
        self._decided: dict[int, PairDecision] = {}

    def describe(self, pair: RowPair) -> Iterator[tuple[str, str]]:
        """The comparisons of a pair and the decision, as labels with texts."""
        if pair.table is None:
            yield "Ghép theo", "khóa ẩn của biểu mẫu"
        for line in (explained := self._explain(pair)).lines:
            yield line.title[0].upper() + line.title[1:], line.text
        yield "Kết luận", explained.decided

    def _explain(self, pair: RowPair) -> Explanation:
        if pair.table is None:
            return pair.explain()
        if id(pair.table) not in self._decided:
            self._decided[id(pair.table)] = decide_pairs(pair.table)
        return explain_in_table(pair.table, pair.row, pair.column, self._decided[id(pair.table)])


def _rejected_rows(prepared: Prepared, place: str) -> dict[Place, list[Rejected]]:
    found: dict[Place, list[Rejected]] = defaultdict(list)
    for item in prepared.problems:
        if item.file == place and item.row is not None:
            found[item.sheet, item.row].append(item)
    return found


def _reject(row: RowResult, items: list[Rejected], names: Mapping[str, str]) -> RowResult:
    """A row with its problems: those of its cells leave it in use."""
    whole = next((item for item in items if item.kind != "cell"), None)
    outcome = row.outcome
    if whole:
        outcome = "asked" if whole.is_asked else _OUTCOMES.get(whole.kind, "unused")
    problems = [(_describe_where(item), _describe_problem(item)) for item in items]
    unit = row.unit or names.get(items[0].unit, items[0].unit)
    return replace(row, outcome=outcome, unit=unit, facts=(*row.facts, *problems))


def _describe_where(item: Rejected) -> str:
    if item.kind != "cell":
        return "Vì sao"
    return f"Ô {label_place(item.cell.replace(f'{item.sheet}!', ''))}"


def _describe_problem(item: Rejected) -> str:
    remedy = f" → {item.remedy}" if item.remedy else ""
    return f"{item.found}{remedy}"
