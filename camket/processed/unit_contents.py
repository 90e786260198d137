"""Build the content of each unit's sheet from a prepared period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from camket.dates import print_date
from camket.figures.ledger import Figure
from camket.figures.questions import Question
from camket.inputs.units import Unit
from camket.judging.classify import Judged
from camket.processed.unit_content import Asked, Item, Reading, Said, UnitContent
from camket.records.record import Rejected
from camket.records.values import show_value
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.states import Basis, field_of


def split_by_unit(
    units: Sequence[Unit],
    records: Iterable[Judged],
    figures: Mapping[str, Figure],
    questions: Sequence[Question],
    problems: Iterable[Rejected],
    fields: Fields = BUILT_IN,
) -> list[UnitContent]:
    """One content for each unit that signed, in the order of `units`."""
    items: dict[str, list[Item]] = defaultdict(list)
    for judged in records:
        items[judged.record.commitment.unit.code].append(_describe(judged, figures, fields))
    asked: dict[str, list[Asked]] = defaultdict(list)
    for question in questions:
        code = question.judged.record.commitment.unit.code
        asked[code].append(
            Asked(record_id=question.record_id, basis=question.basis, reasons=question.reasons)
        )
    wrong: dict[str, list[Rejected]] = defaultdict(list)
    for problem in problems:
        wrong[problem.unit].append(problem)
    counted: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures.values():
        counted[figure.scope].append(figure)
    return [
        UnitContent(
            unit=unit,
            draft=bool(questions),
            figures=tuple(counted[unit.code]),
            items=tuple(items[unit.code]),
            questions=tuple(asked[unit.code]),
            problems=tuple(wrong[unit.code]),
        )
        for unit in units
    ]


def _describe(judged: Judged, figures: Mapping[str, Figure], fields: Fields) -> Item:
    record, signed = judged.record, judged.record.commitment
    return Item(
        record_id=signed.record_id,
        item_no=signed.item_no,
        content=signed.content,
        signed=tuple(
            Said(field=field.name, title=field.label, text=text, place=signed.places.get(field.name, ""))
            for field in fields.signed
            if field.name != "content" and (text := show_value(signed.value(field.name)))
        ),
        reported=record.reported,
        file=record.source.file.removeprefix("submissions/") if record.reported else "",
        said=tuple(
            Said(field=field.name, title=field.label, text=text, place=place)
            for field, text, place in record.says(fields)
        ),
        cut_off=_read(judged, "cut_off", figures),
        full_year=_read(judged, "full_year", figures),
        differences=judged.disagreements,
    )


def _read(judged: Judged, basis: Basis, figures: Mapping[str, Figure]) -> Reading:
    found = judged.at(basis)
    decided = ""
    if judged.is_decided(basis):
        made = judged.decisions[field_of(basis)]
        decided = f"{made.decided_by}, {print_date(made.decided_on)}"
    return Reading(
        status=found.status,
        rule=found.rule,
        # The ledger counts the judgements of each rule under a label that contains its description.
        says=figures[f"rule.{basis}.{found.rule}"].label.partition(": ")[2],
        evidence=found.evidence,
        place=found.place,
        decided=decided,
    )
