"""One unit's submission as a grid of cells, before it becomes a workbook or a Word file."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from promises import Commitment, Unit, read_toml, write_percent
from slips import decompose, retype, space, spell_old

SEED = 1683
SYNTHETIC = "Số liệu giả lập để minh họa"
TITLE = "KẾT QUẢ THỰC HIỆN NỘI DUNG CAM KẾT HÀNH ĐỘNG VỚI UBND TỈNH NĂM 2022"
REPORTED_ON = ("31 tháng 10", "01 tháng 11", "02 tháng 11", "03 tháng 11")
ROMAN = ("I", "II", "III", "IV")
SIGNERS = {"VPUBND": "CHÁNH VĂN PHÒNG", "TTT": "CHÁNH THANH TRA", "BQLKKT": "TRƯỞNG BAN"}

Value = str | date | Decimal


@dataclass(frozen=True)
class Habits:
    """How one unit makes its file: a row of `files.toml`."""

    unit: str
    path: str
    layout: str
    letterhead: str = "merged"
    sections: bool = False
    index_row: bool = False
    total: bool = False
    shuffled: bool = False
    percents: str = "text"
    dates: str = "text"
    merge_deadlines: bool = False
    old_tones: bool = False
    decomposed: int = 0
    extra_sheet: str = ""


@dataclass(frozen=True)
class Column:
    field: str
    header: str
    above: str


@dataclass(frozen=True)
class Row:
    """A body row: `kind` is record, section, index or total; the last three fill few cells."""

    kind: str
    cells: tuple[Value, ...]


@dataclass(frozen=True)
class Submission:
    habits: Habits
    agency: tuple[str, ...]
    title: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    signer: tuple[str, ...]
    records: tuple[str, ...] = field(default=())

    @property
    def two_rows(self) -> bool:
        return any(column.above for column in self.columns)

    @property
    def merged_deadlines(self) -> list[tuple[int, int, int]]:
        """First body row, last body row and column of deadlines that neighbours share."""
        if not self.habits.merge_deadlines:
            return []
        column = next(i for i, each in enumerate(self.columns) if each.field == "deadline")
        numbered = enumerate(self.rows)
        runs = groupby(numbered, key=lambda pair: (pair[1].kind, pair[1].cells[column:][:1]))
        blocks = [(kind, [i for i, _ in run]) for (kind, _), run in runs]
        return [
            (block[0], block[-1], column) for kind, block in blocks if kind == "record" and len(block) > 1
        ]


def read_habits() -> list[Habits]:
    return [Habits(**each) for each in read_toml("files.toml")["file"]]


def build_submission(habits: Habits, unit: Unit, commitments: list[Commitment]) -> Submission:
    """Lay a unit's commitments out in its own table, with its own slips."""
    rng = random.Random(f"{SEED}-{unit.code}")
    columns = tuple(Column(*each) for each in read_toml("layouts.toml")[habits.layout]["columns"])
    rows = _body(habits, unit, commitments, columns, rng)
    return Submission(
        habits=habits,
        agency=name_agency(unit),
        title=_title(habits, unit, rng),
        columns=columns,
        rows=tuple(split_letters(rows, columns, habits.decomposed, rng)),
        signer=name_signer(unit),
        records=tuple(each.record_id for each in commitments),
    )


def name_agency(unit: Unit) -> tuple[str, ...]:
    name = unit.name.upper()
    if unit.group == "district":
        return ("ỦY BAN NHÂN DÂN", name.removeprefix("UBND "))
    return ("UBND TỈNH ĐỒNG THÁP", name)


def _title(habits: Habits, unit: Unit, rng: random.Random) -> tuple[str, ...]:
    number, day = rng.randint(150, 480), rng.choice(REPORTED_ON)
    report = f"Báo cáo số {number}/BC-{unit.symbol} ngày {day} năm 2022"
    owner = "" if habits.letterhead == "none" else f" của {unit.name}"
    return (TITLE, f"(Kèm theo {report}{owner})", SYNTHETIC)


def name_signer(unit: Unit) -> tuple[str, ...]:
    if unit.group == "district":
        return ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký - giả lập)")
    return (SIGNERS.get(unit.code, "GIÁM ĐỐC"), "(Đã ký - giả lập)")


def _body(
    habits: Habits,
    unit: Unit,
    commitments: list[Commitment],
    columns: tuple[Column, ...],
    rng: random.Random,
) -> list[Row]:
    rows = []
    if habits.index_row:
        rows.append(Row("index", tuple(f"({i})" for i in range(1, len(columns) + 1))))
    if habits.sections:
        sections = read_toml("sections.toml")[unit.group]
        for number, (title, kinds) in zip(ROMAN, sections, strict=False):
            members = [each for each in commitments if each.kind in kinds]
            rows.append(Row("section", (number, title)))
            rows += [_record(each, habits, unit, columns, rng) for each in members]
    else:
        ordered = _shuffle(commitments, rng) if habits.shuffled else commitments
        rows += [_record(each, habits, unit, columns, rng) for each in ordered]
    if habits.total:
        rows.append(Row("total", (f"Tổng cộng: {len(commitments)} nội dung",)))
    return rows


def _shuffle(commitments: list[Commitment], rng: random.Random) -> list[Commitment]:
    """Some rows swapped with a neighbour, the last one moved to the front third."""
    moved = list(commitments)
    moved.insert(len(moved) // 3, moved.pop())
    swap = rng.randrange(len(moved) - 2)
    moved[swap], moved[swap + 1] = moved[swap + 1], moved[swap]
    return moved


def _record(
    each: Commitment, habits: Habits, unit: Unit, columns: tuple[Column, ...], rng: random.Random
) -> Row:
    cells = {
        "item_no": str(each.item_no),
        "unit_name": unit.name,
        "content": retype(each.content, rng),
        "target": each.target,
        "deadline": write_deadline(each.deadline, habits.dates),
        "appraiser": each.appraiser,
        "result": space(each.result, rng),
        "percent": _percent(each, habits.percents),
        "claim": each.claim,
        "appraisal": _appraisal(each),
        "estimate": space(each.estimate, rng),
        "note": each.note or _remark(each, columns, rng),
    }
    row = [cells[column.field] for column in columns]
    if habits.old_tones:
        row = [spell_old(cell) if isinstance(cell, str) else cell for cell in row]
    return Row("record", tuple(row))


def write_deadline(text: str, style: str) -> Value:
    if style != "real" or text.count("/") != 2:
        return text
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def _percent(each: Commitment, style: str) -> Value:
    finished = each.cut_off == "completed" and each.claim
    value = Decimal(100) if each.percent is None and finished else each.percent
    if value is None:
        return ""
    if style == "number":
        return value / 100
    text = write_percent(value)
    return text.replace("%", " %") if style == "spaced" else text


def _appraisal(each: Commitment) -> str:
    waiting = each.cut_off == "awaiting_appraisal"
    return str(read_toml("slips.toml")["waiting_appraisal"]) if waiting else ""


def _remark(each: Commitment, columns: tuple[Column, ...], rng: random.Random) -> str:
    if columns[-1].header.casefold() != "ghi chú" or rng.random() > 0.2:
        return ""
    slips = read_toml("slips.toml")
    return slips["shared_remark"] if each.kind in {"PM", "MH"} else rng.choice(slips["remarks"])


def split_letters(rows: list[Row], columns: tuple[Column, ...], count: int, rng: random.Random) -> list[Row]:
    """A few cells typed on a machine that stores letters and their marks apart (NFD)."""
    chosen = set(rng.sample([i for i, row in enumerate(rows) if row.kind == "record"], count))
    return [_decompose_row(row, columns) if i in chosen else row for i, row in enumerate(rows)]


def _decompose_row(row: Row, columns: tuple[Column, ...]) -> Row:
    apart = {"content", "result"}
    cells = [
        decompose(cell) if column.field in apart and isinstance(cell, str) else cell
        for column, cell in zip(columns, row.cells, strict=True)
    ]
    return Row(row.kind, tuple(cells))
