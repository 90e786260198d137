"""Read the programme (`programme.*`): the plan or resolution that next year's items may come from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from camket.errors import InputError
from camket.intake.joining.attribution import UNATTRIBUTED, Attributor
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.received_files import list_unread
from camket.intake.joining.received_kinds import PROGRAMME
from camket.intake.joining.record import Rejected, Source
from camket.intake.joining.rejections import QUOTED
from camket.intake.tables.cell_notes import describe_notes, noted_cells
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Row, Table
from camket.next_year.items import ProgrammeItem
from camket.next_year.rejected_rows import (
    is_unfilled,
    read_target,
    read_valid_text,
    reject_cells,
    reject_unfilled,
)
from camket.settings.project import PeriodFolder
from camket.settings.scheme import Group
from camket.settings.units import Unit
from camket.text import clean, fold

_FIELDS = ("content", "target", "deadline", "basis", "unit")


@dataclass(frozen=True, slots=True)
class Body:
    """The lead of a task: one unit, or every unit of some groups; with its text and any doubt about it."""

    unit: Unit | None
    groups: frozenset[str]
    text: str
    doubt: str


def read_body(row: Row, attributor: Attributor, by_code: Mapping[str, Unit], known: Sequence[Group]) -> Body:
    """The lead named by the row's own cell, else by the section above it; supporting bodies do not count.

    A group of which only some units lead, or all but some, is a doubt: each of them has to be named.
    """
    cell = read_valid_text(row, "unit") or read_valid_text(row, "unit_code")
    text = cell or row.section
    leads = cut_helpers(text)
    attribution = (
        attributor.attribute_texts([read_valid_text(row, "unit_code").upper(), leads])
        if cell
        else attributor.attribute_row(row, UNATTRIBUTED)
    )
    unit = by_code.get(attribution.code)
    # A section inside a unit's own section only divides its tasks: "2. Cải cách hành chính của các địa
    # phương".
    named = cell or not unit
    groups = _find_groups(leads, known, alone=not attribution.codes) if named else frozenset[str]()
    excepted = "|".join(_load()["except"])
    if groups and (left_out := re.search(rf"\b(?:{excepted})\b.*", leads, re.IGNORECASE)):
        return Body(None, frozenset(), text, f"“{left_out[0][:QUOTED]}”: cả nhóm trừ một số đơn vị")
    # If its whole group leads, the unit is one of the group.
    return Body(None if unit and unit.group in groups else unit, groups, text, attribution.doubt)


def cut_helpers(text: str) -> str:
    """The bodies that lead: Sở A of "Sở A (chủ trì), Sở B (phối hợp)", "Sở A; Sở B phối hợp" and "Chủ trì: Sở A".

    Where some are said to lead, those that nothing is said of do not.
    """
    helps, leads, titles = ("|".join(map(re.escape, _load()[name])) for name in ("helps", "leads", "titles"))
    leads = rf"(?:(?:{titles})\s+)?(?:{leads})"
    helping = re.compile(rf"\b(?:{helps})\b", re.IGNORECASE)
    # "Sở A (Sở B phối hợp)" and "Sở A, Sở B phối hợp".
    text = re.sub(rf"\((?!\W*(?:{helps})\W*\))[^()]*\b(?:{helps})\b[^()]*\)", " ", text, flags=re.IGNORECASE)
    text = re.sub(rf",(?=[^,;]*\b(?:{helps})\b\W*$)", ";", text, flags=re.IGNORECASE)
    # Who is said to lead and to work with others leads; who leads stands before those that help.
    said = re.sub(rf"^\W*(?:{leads})\s*(?:,|và)\s*(?:{helps})\b", "", text, flags=re.IGNORECASE)
    said = re.sub(rf"\b({leads})\s*,", r"\1;", said, flags=re.IGNORECASE)
    # "Phối hợp: Sở B. Chủ trì: Sở A".
    own = rf"(?:(?:{titles})\s+)?(?:{helps})|{leads}"
    is_new = "".join(rf"(?<!{title})" for title in _load()["titles"])
    said = re.sub(rf"{is_new}[.,;]?\s+(?=(?:{own})\s*:)", "; ", said, flags=re.IGNORECASE)
    parts = [part for part in re.split(r"\s*(?:[;\n]|(?<=\)),)\s*", said) if part.strip()]
    leading = [part for part in parts if not helping.search(part)]
    marked = [part for part in leading if re.search(rf"\(\W*{leads}\W*\)", part, re.IGNORECASE)]
    if not marked and (len(leading) == len(parts) or not leading):
        leading = [helping.split(said, maxsplit=1)[0]]
    found = re.sub(rf"\b{leads}\b\s*:?", " ", "; ".join(marked or leading), flags=re.IGNORECASE)
    return clean(found).strip(" ,;:()-–") or text


def _find_groups(text: str, known: Sequence[Group], *, alone: bool) -> frozenset[str]:
    return frozenset(
        group.code
        for group in known
        if any(_names_all(text, name) for name in (*group.named, *(group.named_alone if alone else ())))
    )


def _names_all(text: str, name: str) -> bool:
    """Whether a text names a group, and not only some of it: "các sở, ngành liên quan"."""
    some = "|".join(map(fold, _load()["some_of"]))
    # The other words of a group's name may stand between: "các sở, ban, ngành tỉnh có liên quan".
    words = "|".join(sorted({word for said in _load()["group_words"] for word in fold(said).split()}))
    return bool(re.search(rf"(?<!\S){fold(name)}(?!\S)(?!(?: (?:{words}))* (?:{some})(?!\S))", fold(text)))


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("camket.next_year").joinpath("bodies.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Programme:
    """The items in order, the file they came from, and the rows that name no unit or group of the period."""

    items: tuple[ProgrammeItem, ...] = ()
    files: tuple[SourceFile, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def read_programme(
    folder: PeriodFolder, context: ReadingContext, groups: Sequence[Group], *, year: int
) -> Programme:
    """The programme for the `year`, or an empty one. `groups` are those of the scheme.

    Raises `InputError` for a second file, or one that cannot be read.
    """
    paths = list(PROGRAMME.list_paths(folder))
    if not paths:
        return Programme()
    if len(paths) > 1:
        raise InputError(
            where=f"data/raw/{folder.name}/programme.*",
            found=f"{len(paths)} tệp: {', '.join(path.name for path in paths)}",
            expected="nhiều nhất một tệp chương trình, kế hoạch",
            remedy="gộp các tệp thành một, hoặc bỏ bớt khỏi thư mục của kỳ",
        )
    file = PROGRAMME.read(paths[0], folder, context)
    # A body of another time leads no task of the next year.
    attributor = replace(context, others=()).make_attributor()
    by_code = {unit.code: unit for unit in context.units}
    items: list[ProgrammeItem] = []
    # Notices about the programme go to no unit.
    rejected = [replace(notice, unit="") for notice in list_unread(file, attributor)]
    for table in file.tables:
        for row in table.records:
            source = Source(file.place, file.sha256, table.sheet.name, row.number)
            if not row.text("content") or row.cells["content"].problem:
                rejected.append(_refuse_content(source, row))
                continue
            if is_unfilled(row):
                rejected.append(reject_unfilled("", source, row))
                continue
            rejected += reject_cells("", source, row, (*_FIELDS, "unit_code"))
            body = read_body(row, attributor, by_code, groups)
            if not body.unit and not body.groups:
                rejected.append(_refuse(file, table, row, body, groups, attributor))
                continue
            item_id = f"CTR-{year}-{len(items) + 1:03d}"
            items.append(_read_item(file, table, row, body, item_id))
    return Programme(tuple(items), (file,), tuple(rejected))


def _read_item(file: SourceFile, table: Table, row: Row, body: Body, item_id: str) -> ProgrammeItem:
    return ProgrammeItem(
        item_id=item_id,
        unit=body.unit,
        groups=body.groups,
        body=body.text,
        content=row.text("content"),
        target=read_target(row),
        deadline=read_valid_text(row, "deadline"),
        basis=read_valid_text(row, "basis"),
        source=Source(file.place, file.sha256, table.sheet.name, row.number),
        places={name: f"{file.place}!{row.cells[name].place}" for name in _FIELDS if row.text(name)},
        asks=tuple(describe_notes(cell) for _, cell in noted_cells(row.cells, _FIELDS)),
    )


def _refuse_content(source: Source, row: Row) -> Rejected:
    cell = row.cells.get("content")
    return Rejected(
        "", source.file, source.sha256, source.sheet, source.row, cell.place if cell else "",
        (cell.problem if cell else "") or "dòng không ghi nhiệm vụ",
        "mỗi dòng có nội dung nhiệm vụ",
        "bổ sung nội dung, hoặc xóa dòng",
    )  # fmt: skip


def _refuse(
    file: SourceFile, table: Table, row: Row, body: Body, groups: Sequence[Group], attributor: Attributor
) -> Rejected:
    doubt = f": {body.doubt}" if body.doubt else ""
    names = " hoặc ".join(f"“{group.label}”" for group in groups if group.named)
    place, elsewhere = _find_other_body(table, row, attributor) if not row.text("unit") else ("", "")
    return Rejected(
        "", file.place, file.sha256, table.sheet.name, row.number, place,
        elsewhere or f"không rõ cơ quan chủ trì của nhiệm vụ này (ghi “{body.text}”{doubt})",
        "tên một đơn vị trong units.csv" + (f", hoặc cả nhóm: {names}" if names else ""),
        "ghi một cơ quan chủ trì (nhiều cơ quan thì mỗi cơ quan một dòng), hoặc thêm tên gọi vào aliases của units.csv",
    )  # fmt: skip


def _find_other_body(table: Table, row: Row, attributor: Attributor) -> tuple[str, str]:
    """The place of a body that a row names in a column which is not known to be that of the leads, and what to say."""
    read = {column for name in _FIELDS for part in row.columns.get(name, ()) for column in part.columns}
    at = row.number - table.sheet.first_row
    headers = [position for position, each in enumerate(table.rows[:at]) if each.kind == "header"]
    for column, cell in enumerate(table.sheet.rows[at]):
        if column in read or not attributor.attribute_texts([cell.text]).codes:
            continue
        heading = next(
            (text for top in reversed(headers) if (text := table.sheet.rows[top][column].text)), ""
        )
        said = f"dòng này ghi “{cell.text[:QUOTED]}” ở cột “{heading}”, không rõ đó có phải cơ quan chủ trì không"
        return cell.place, said
    return "", ""
