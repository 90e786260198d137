"""The slice of the tables that the sheet of one unit is made from: `units/<code>.json`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from camket.dates import format_date
from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.figures.questions import Question
from camket.figures.record_sources import RecordSource
from camket.figures.table_files import write_json
from camket.intake.joining.field_values import describe_value
from camket.intake.joining.record import Rejected
from camket.judging.classify import Judged
from camket.judging.earlier_results import STOP_CARRIED_OVER
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.states import Basis, field_of
from camket.settings.units import Unit

FOLDER = "units"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Part):
    """One signed or reported field: its label, its text and its cell."""

    field: str
    title: str
    text: str
    place: str


class Reading(_Part):
    """A status with its rule, the rule's description, the words that decided, and their cell.

    `decided` says who decided and when; it is empty if a rule decided.
    """

    status: str
    rule: str
    says: str
    evidence: str
    place: str
    decided: str = ""


class Item(_Part):
    """A commitment with its further signed fields, what its unit reported, and how that was read.

    `differences` are those between the unit's claim, the appraiser's verdict and the cut-off status.
    """

    record_id: str
    item_no: int
    content: str
    signed: tuple[Said, ...]
    reported: bool
    is_overdue: bool
    file: str
    said: tuple[Said, ...]
    cut_off: Reading
    full_year: Reading
    differences: tuple[str, ...]


class Asked(_Part):
    """An open question about a commitment, with its reasons."""

    record_id: str
    basis: Basis
    reasons: tuple[str, ...]


class UnitContent(_Part):
    """All that is printed about one unit; `draft` tells whether the period has any open question.

    `own_files` are the places of files in which every row is the unit's, so that it may see them whole; `sources` are
    the records that the figures count.
    """

    unit: Unit
    draft: bool
    figures: tuple[Figure, ...]
    items: tuple[Item, ...]
    questions: tuple[Asked, ...]
    problems: tuple[Rejected, ...]
    own_files: tuple[str, ...] = ()
    sources: tuple[RecordSource, ...] = ()


def write_unit_content(tables: Path, content: UnitContent) -> None:
    """Write a unit's content into the processed folder; the same content gives the same bytes."""
    path = content_path(tables, content.unit.code)
    path.parent.mkdir(exist_ok=True)
    write_json(path, content.model_dump(mode="json"))


def read_unit_content(tables: Path, code: str) -> UnitContent:
    """Read a unit's content. Raises `InputError` if no such unit signed anything."""
    try:
        return UnitContent.model_validate_json(content_path(tables, code).read_bytes())
    except FileNotFoundError:
        known = sorted(path.stem for path in (tables / FOLDER).glob("*.json"))
        raise InputError(
            where=f"đơn vị {code!r}",
            found="không có đơn vị nào mang mã này đã ký nội dung của kỳ",
            expected="một trong các mã: " + (", ".join(known) or "(chưa có)"),
            remedy="sửa tham số unit của sổ tay",
        ) from None


def content_path(tables: Path, code: str) -> Path:
    """The path of a unit's content."""
    return tables / FOLDER / f"{code}.json"


def split_by_unit(
    units: Sequence[Unit],
    records: Iterable[Judged],
    figures: Mapping[str, Figure],
    questions: Sequence[Question],
    problems: Iterable[Rejected],
    fields: Fields = BUILT_IN,
    owners: Mapping[str, str] | None = None,
    sources: Iterable[RecordSource] = (),
) -> list[UnitContent]:
    """One content for each unit that signed, in the order of `units`; `owners` are those of `find_owners`."""
    known = {source.record: source for source in sources}
    items: dict[str, list[Item]] = defaultdict(list)
    overdue = frozenset(figures["cut_off.overdue"].records)
    for judged in records:
        items[judged.record.commitment.unit.code].append(_describe(judged, overdue, figures, fields))
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
    owned: dict[str, list[str]] = defaultdict(list)
    for file, owner in sorted((owners or {}).items()):
        owned[owner].append(file)
    return [
        UnitContent(
            unit=unit,
            draft=bool(questions),
            figures=tuple(counted[unit.code]),
            items=tuple(items[unit.code]),
            questions=tuple(asked[unit.code]),
            problems=tuple(wrong[unit.code]),
            own_files=tuple(owned[unit.code]),
            sources=_choose_sources(known, counted[unit.code]),
        )
        for unit in units
    ]


def _choose_sources(known: Mapping[str, RecordSource], figures: Iterable[Figure]) -> tuple[RecordSource, ...]:
    """The records that some figures count, in the order of `known`."""
    counted = {record for figure in figures for record in figure.records}
    return tuple(source for record, source in known.items() if record in counted)


def find_owners(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The unit of each file in which all rows are one unit's; `rows` are files with codes, empty where unknown."""
    found: dict[str, set[str]] = defaultdict(set)
    for file, code in rows:
        found[file].add(code)
    return {file: next(iter(codes)) for file, codes in found.items() if len(codes) == 1 and codes != {""}}


def _describe(judged: Judged, overdue: Set[str], figures: Mapping[str, Figure], fields: Fields) -> Item:
    record, signed = judged.record, judged.record.commitment
    return Item(
        record_id=signed.record_id,
        item_no=signed.item_no,
        content=signed.content,
        signed=tuple(
            Said(field=field.name, title=field.label, text=text, place=signed.places.get(field.name, ""))
            for field in fields.signed
            if field.name != "content" and (text := describe_value(signed.value(field.name)))
        ),
        reported=record.reported,
        is_overdue=record.commitment.record_id in overdue,
        file=record.source.file.removeprefix("submissions/") if record.reported else "",
        said=tuple(
            Said(field=field.name, title=field.label, text=text, place=place)
            for field, text, place in record.reported_fields(fields)
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
        decided = f"{made.decided_by}, {format_date(made.decided_on)}"
    elif judged.earlier and found.rule == STOP_CARRIED_OVER:
        decided = f"{judged.earlier.decided_by}, kỳ {judged.earlier.period}"
    elif judged.record.chosen_by:
        decided = f"{judged.record.chosen_by} xác định tệp gửi sau"
    return Reading(
        status=found.status,
        rule=found.rule,
        # The ledger counts the judgements of each rule under a label that contains its description.
        says=figures[f"rule.{basis}.{found.rule}"].label.partition(": ")[2],
        evidence=found.evidence,
        place=found.place,
        decided=decided,
    )
