"""The lists that units register, laid out as tables before they become workbooks or Word files."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from programme import Item
from promises import Unit, read_number, read_toml
from registrations import Registration
from slips import retype, space, spell_old
from submission import (
    ROMAN,
    SEED,
    SYNTHETIC,
    Column,
    Habits,
    Row,
    Submission,
    Value,
    name_agency,
    name_signer,
    split_letters,
    write_deadline,
)

TITLE = "NỘI DUNG ĐĂNG KÝ CAM KẾT HÀNH ĐỘNG VỚI UBND TỈNH NĂM 2023"
SENT_ON = ("24 tháng 10", "27 tháng 10", "31 tháng 10", "01 tháng 11")
_SHARE = re.compile(r"(\d+(?:,\d+)?)%")
PROPOSALS = {"new": "add", "target_changed": "change"}


@dataclass(frozen=True)
class Sending(Habits):
    """How one unit makes its list: a row of `registration_files.toml`."""

    sectioning: str = ""
    numbering: str = "running"
    year_end: str = ""
    first: int = 1
    last: int | None = None


@dataclass(frozen=True)
class Listed:
    """A registered row as it stands in a file: what the file says of it, the number before it."""

    registration: Registration
    printed_no: str


def read_sendings() -> list[Sending]:
    return [Sending(**each) for each in read_toml("registration_files.toml")["file"]]


def build_lists(
    units: list[Unit], registrations: list[Registration], items: dict[str, Item]
) -> list[tuple[Submission, list[Listed]]]:
    """One table a file, and beside it its rows in the order in which they stand there."""
    names = {unit.code: unit for unit in units}
    rows = defaultdict(list)
    for each in registrations:
        rows[each.unit].append(each)
    return [
        _build(sending, names[sending.unit], rows[sending.unit][sending.first - 1 : sending.last], items)
        for sending in read_sendings()
    ]


def _build(
    sending: Sending, unit: Unit, registrations: list[Registration], items: dict[str, Item]
) -> tuple[Submission, list[Listed]]:
    rng = random.Random(f"{SEED}-{unit.code}-{sending.first}-2023")
    layout = read_toml("registration_layouts.toml")[sending.layout]["columns"]
    columns = tuple(Column(*each) for each in layout)
    numbered = columns[0].field == "item_no"
    listed: list[Listed] = []
    rows = []
    for section, members in _divide(sending, columns, registrations):
        if section:
            rows.append(Row("section", section))
        start = 1 if sending.numbering == "by section" else len(listed) + 1
        for number, each in enumerate(members, start):
            listed.append(Listed(each, str(number) if numbered else ""))
            rows.append(_row(listed[-1], sending, unit, columns, items, rng))
    if sending.index_row:
        rows.insert(0, Row("index", tuple(f"({i})" for i in range(1, len(columns) + 1))))
    if sending.total:
        count = sum(not each.dropped for each in registrations)
        rows.append(Row("total", (f"Tổng cộng: {count:02d} nội dung đăng ký",)))
    letter = f"Công văn số {rng.randint(700, 1900)}/{unit.symbol} ngày {rng.choice(SENT_ON)} năm 2022"
    return (
        Submission(
            habits=replace(sending, sections=bool(sending.sectioning)),
            agency=name_agency(unit),
            title=(TITLE, f"(Kèm theo {letter} của {unit.name})", SYNTHETIC),
            columns=columns,
            rows=tuple(split_letters(rows, columns, sending.decomposed, rng)),
            signer=name_signer(unit),
        ),
        listed,
    )


def _divide(
    sending: Sending, columns: tuple[Column, ...], registrations: list[Registration]
) -> Iterator[tuple[tuple[str, ...], list[Registration]]]:
    """The sections of the file, each row with the proposal that its place or its column states."""
    words = read_toml("registration_words.toml")
    stated = [replace(each, proposal=each.proposal or _proposal(each)) for each in registrations]
    if sending.sectioning == "shared":
        titles = words["department_sections"]
        yield (ROMAN[0], titles["own"]), [each for each in registrations if not each.common]
        yield (ROMAN[1], titles["common"]), [each for each in registrations if each.common]
        return
    if sending.sectioning:
        sections = words["sections"][sending.sectioning]
        for number, (title, says, proposals) in zip(ROMAN, sections, strict=False):
            members = [replace(each, proposal=says) for each in stated if each.proposal in proposals]
            if members:
                yield (number, title), members
        return
    has_column = any(column.field == "proposal" for column in columns)
    yield (
        (),
        [each if has_column or each.dropped else replace(each, proposal="") for each in stated],
    )


def _proposal(each: Registration) -> str:
    if each.common:
        return "keep" if each.sources else "add"
    return PROPOSALS.get(each.change, "keep")


def _row(
    listed: Listed,
    sending: Sending,
    unit: Unit,
    columns: tuple[Column, ...],
    items: dict[str, Item],
    rng: random.Random,
) -> Row:
    words = read_toml("registration_words.toml")
    each = listed.registration
    deadline = each.deadline
    if sending.year_end and deadline == words["year_end"]:
        deadline = sending.year_end
    source = items[each.programme].source if each.programme else "other"
    cells = {
        "item_no": listed.printed_no,
        "unit_name": unit.name,
        "content": retype(each.content, rng),
        "before": each.before,
        "target": words["not_registered"] if each.dropped else each.target,
        "deadline": "" if each.dropped else write_deadline(deadline, sending.dates),
        "basis": rng.choice(words["bases"][source]),
        "proposal": rng.choice(words["proposals"][each.proposal]) if each.proposal else "",
        "reason": space(each.reason, rng),
        "note": "",
    }
    row = [
        _share(cells[column.field]) if sending.percents == "number" else cells[column.field]
        for column in columns
    ]
    if sending.old_tones:
        row = [spell_old(cell) if isinstance(cell, str) else cell for cell in row]
    return Row("record", tuple(row))


def _share(cell: Value) -> Value:
    """A share alone in its cell, as Excel keeps it."""
    alone = isinstance(cell, str) and _SHARE.fullmatch(cell)
    return read_number(alone[1]) / 100 if alone else cell
