"""The signed list of commitments (`register.*`): the denominator of every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from camket.errors import InputError
from camket.intake.formats.sheet import label_place
from camket.intake.formats.superscripts import without_note_signs
from camket.intake.joining.attribution import UNATTRIBUTED, Attribution, Attributor
from camket.intake.joining.field_values import read_values, split_values
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.received_files import list_unread
from camket.intake.joining.received_kinds import SIGNED_LIST
from camket.intake.joining.record import Commitment, Rejected, Source
from camket.intake.joining.register_checks import (
    NAMING,
    find_doubts,
    find_foreign_column,
    has_note,
    is_plain_title,
    list_targets_of_years,
    list_unused,
    note_changes_row,
)
from camket.intake.joining.register_numbers import (
    SignedRow,
    find_titles,
    number_items,
    tell_doubles,
    tell_title,
)
from camket.intake.joining.register_refusals import (
    refuse_cell,
    refuse_duplicate,
    refuse_row,
    refuse_unit,
    refuse_unnumbered,
    refuse_unread,
)
from camket.intake.joining.register_shared import (
    ask_shared_target,
    find_shared_targets,
    tell_shared_target,
)
from camket.intake.joining.rejections import QUOTED
from camket.intake.joining.unprinted_signs import list_unprinted
from camket.intake.tables.cell_notes import describe_notes, noted_cells
from camket.intake.tables.decorations import find_decoration
from camket.intake.tables.item_numbers import read_levels
from camket.intake.tables.row_kinds import is_row_of
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Row, Table
from camket.intake.tables.target_measures import add_measure
from camket.intake.tables.unread import Unread, quote
from camket.settings.fields import Fields
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit

_KEYS = NAMING | SIGNED_LIST.needed
_EXPECTED = "mọi nội dung đã ký nằm trong bảng của danh mục"
_ONLY_IF = "nếu chỗ này làm thay đổi nội dung đã ký, sửa vào bảng của danh mục; nếu không thì không cần xử lý"


class SignedList(NamedTuple):
    """The commitments in the order of the list, and a notice for each part of the file that was not read."""

    commitments: list[Commitment]
    notices: tuple[Rejected, ...]


def _without_titles(file: SourceFile, attributor: Attributor) -> SourceFile:
    """The file without the texts beside its tables that only name units: they are titles of tables.

    A text that begins with the name of a unit and takes something back is none.
    """

    def is_title(part: Unread) -> bool:
        names = bool(part.texts) and all(
            attributor.attribute_texts([text]).code and is_plain_title(text) for text in part.texts
        )
        return part.kind in ("paragraph", "loose") and names

    return replace(file, unread=tuple(part for part in file.unread if not is_title(part)))


def read_signed_list(folder: PeriodFolder, context: ReadingContext) -> SignedList:
    """Read the commitments in the order of the register.

    Raises `InputError` for a missing or second register, a row without number or content, a cell that cannot be
    used, an unknown unit, a duplicate record id, and for hidden or unrecognised rows that may be commitments: an
    incomplete denominator is never used.
    """
    paths = list(SIGNED_LIST.list_paths(folder))
    if len(paths) != 1:
        raise InputError(
            where=f"data/raw/{folder.name}/register.*",
            found="không có tệp nào"
            if not paths
            else f"{len(paths)} tệp: {', '.join(p.name for p in paths)}",
            expected="đúng một danh mục nội dung đã ký, register.xlsx, register.docx hoặc register.csv",
            remedy="đặt một tệp danh mục vào thư mục của kỳ",
        )
    file = SIGNED_LIST.read(paths[0], folder, context)
    attributor = context.make_signing_attributor()
    file = _without_titles(file, attributor)
    refuse_unread(file)
    by_code = {unit.code: unit for unit in context.signers}
    titles = _find_unit_titles(file, attributor)
    signed: list[SignedRow] = []
    notices: list[Rejected] = []
    for number, table in enumerate(file.tables):
        _check_gaps(file, table)
        _check_sections(file, table)
        _check_columns(file, table, context.fields)
        for doubt in find_doubts(table, titles, is_first=not number):
            raise refuse_row(
                file,
                table.sheet.name,
                doubt.row.number,
                found=doubt.found,
                expected=doubt.expected,
                remedy=doubt.remedy,
            )
        notices += [
            *_tell_unused(file, table, context.fields),
            *list_unprinted(file, table, "", context.fields),
        ]
        rows = table.records
        headed = find_titles(rows)
        for row in rows:
            if row.number in headed:
                if is_row_of("bodies", row.text("content")):
                    raise refuse_unit(
                        file,
                        table,
                        replace(row, sections=(row.text("content"),)),
                        UNATTRIBUTED,
                        by_code.values(),
                    )
                notices.append(tell_title(file, table, row))
            else:
                signed.append(_read_row(file, table, row, attributor, by_code, context.fields, titles))
    if not signed:
        raise InputError(
            where=file.place,
            found="danh mục không có dòng nội dung nào",
            expected="ít nhất một nội dung cam kết",
            remedy="kiểm tra bảng trong tệp danh mục",
        )
    numbered, told = number_items(file, signed)
    commitments: dict[str, Commitment] = {}
    for each, number in zip(signed, numbered, strict=True):
        commitment = _make_commitment(file, each, number, context.fields)
        if twin := commitments.get(commitment.record_id):
            raise refuse_duplicate(file, commitment, twin)
        commitments[commitment.record_id] = commitment
    commitments, shared = _ask_shared_targets(file, commitments, signed)
    notices += [*told, *shared, *tell_doubles(file, list(commitments.values()))]
    # Notices about the signed list go to no unit.
    unread = list_unread(file, attributor)
    notices += [replace(notice, unit="", expected=_EXPECTED, remedy=_ONLY_IF) for notice in unread]
    return SignedList(list(commitments.values()), tuple(notices))


def _ask_shared_targets(
    file: SourceFile, commitments: Mapping[str, Commitment], signed: Sequence[SignedRow]
) -> tuple[dict[str, Commitment], list[Rejected]]:
    """The commitments with the questions about targets that several of them share, and a notice of each target."""
    rows = dict(zip(commitments, signed, strict=True))
    asked, notices = dict(commitments), []
    for ids in find_shared_targets(rows):
        notices.append(tell_shared_target(file, rows[ids[0]], ids, commitments[ids[0]]))
        for record_id in ids:
            question = ask_shared_target(rows[record_id], ids)
            asked[record_id] = replace(asked[record_id], asks=(*asked[record_id].asks, question))
    return asked, notices


def _check_columns(file: SourceFile, table: Table, fields: Fields) -> None:
    if heading := find_foreign_column(table, fields):
        raise InputError(
            where=f"{file.place} › {label_place(table.sheet.name)}",
            found=f"không có cột chỉ tiêu, nhưng có cột “{heading}”: không rõ cột này là chỉ tiêu hay là kết quả",
            expected="danh mục đã ký có cột chỉ tiêu, và không có cột kết quả",
            remedy="nếu là chỉ tiêu, sửa tên cột thành “Chỉ tiêu” (hoặc thêm cách gọi đó vào [headings] target của "
            "data/raw/fields.toml); nếu là kết quả, bỏ cột khỏi danh mục",
        )
    if headings := list_targets_of_years(table):
        raise InputError(
            where=f"{file.place} › {label_place(table.sheet.name)}",
            found=f"có cột chỉ tiêu của nhiều năm: {quote(headings)}",
            expected="danh mục đã ký chỉ có chỉ tiêu của năm cam kết",
            remedy="xóa cột chỉ tiêu của năm khác khỏi danh mục",
        )


def _tell_unused(file: SourceFile, table: Table, fields: Fields) -> list[Rejected]:
    """A notice of the columns of results and of the remarks in a signed list, which no figure uses."""
    unused = list_unused(table, fields)
    if not unused:
        return []
    found = f"danh mục có phần không được dùng ({len(unused)} chỗ): {quote(unused)}"
    expected = "danh mục đã ký chỉ có đơn vị, nội dung, chỉ tiêu, thời hạn, cơ quan thẩm định"
    remedy = "nếu phần này làm thay đổi nội dung đã ký, sửa vào đúng cột của danh mục; nếu không thì không cần xử lý"
    return [
        Rejected("", file.place, file.sha256, table.sheet.name, None, "", found, expected, remedy, "unread")
    ]


def _ask_note(row: Row) -> tuple[str, ...]:
    """The question of a commitment whose remark in the signed list gives it up or changes it."""
    if not (has_note(row) and note_changes_row(row)):
        return ()
    return (
        f"danh mục đã ký, {label_place(row.cells['note'].place)}, ghi chú: “{row.text('note')[:QUOTED]}”",
    )


def _check_gaps(file: SourceFile, table: Table) -> None:
    """Refuse a row without content. Bare numbers left at the end of a form are usual and pass."""
    records = [0, *(row.number for row in table.records)]
    for row in table.rows:
        bare = not any(cell.text for name, cell in row.cells.items() if name != "item_no")
        if row.kind == "numbered_empty" and not (bare and row.number > records[-1]):
            raise refuse_row(
                file,
                table.sheet.name,
                row.number,
                found="có số thứ tự nhưng không có nội dung",
                expected="mỗi dòng có số thứ tự là một nội dung cam kết",
                remedy="bổ sung nội dung, hoặc xóa hẳn dòng này khỏi danh mục",
            )


def _check_merged_fields(file: SourceFile, table: Table, row: Row, fields: Fields) -> None:
    """Refuse a cell merged over the columns of two signed fields: it is not said which of them it fills."""
    first: dict[str, str] = {}
    for field in fields.signed:
        cell = row.cells.get(field.name)
        if cell is None or not cell.text:
            continue
        other = first.setdefault(cell.place, field.name)
        if other != field.name and not _columns_of(row, other) & _columns_of(row, field.name):
            raise refuse_row(
                file,
                table.sheet.name,
                row.number,
                found=f"một ô gộp ngang qua hai cột, ghi “{cell.text[:QUOTED]}”",
                expected="mỗi cột (nội dung, chỉ tiêu, thời hạn) của một nội dung có ô riêng",
                remedy="tách ô gộp, ghi từng phần vào đúng cột như bản đã ký",
            )


def _columns_of(row: Row, name: str) -> set[int]:
    return {column for part in row.columns.get(name, ()) for column in part.columns}


def _check_sections(file: SourceFile, table: Table) -> None:
    """Refuse a title that cannot be used: it may name the unit of the rows below it."""
    for row, (_, line) in zip(table.rows, table.sheet.numbered(), strict=True):
        read = {column for parts in row.columns.values() for part in parts for column in part.columns}
        broken = next(
            (cell for at, cell in enumerate(line) if cell.problem and (at in read or not cell.is_error)), None
        )
        if row.kind == "section" and broken:
            raise refuse_cell(file, broken)


def _find_unit_titles(file: SourceFile, attributor: Attributor) -> frozenset[str]:
    """The lines right above tables that name the unit of each table, if they name several units.

    One name alone may be the letterhead of the office that keeps the list.
    """
    sections = {title for table in file.tables for row in table.records for title in row.sections}
    named = {
        title: attributor.attribute_texts([title]).code
        for title in sections | {*map(_line_above, file.tables)}
    }
    return (
        frozenset(title for title, code in named.items() if code)
        if len({*named.values()} - {""}) > 1
        else frozenset()
    )


def _line_above(table: Table) -> str:
    """The last line above a table that may name its unit: no title, and no note such as the unit of measure."""
    lines = (
        line for line in reversed(table.letterhead) if line and find_decoration(line) in (None, "agency")
    )
    return next(lines, "")


def _find_unit(table: Table, row: Row, attributor: Attributor, titles: Set[str]) -> Attribution:
    """The unit of a row: by its own cell if filled, else by section, title of the table, or name of the sheet."""
    if row.text("unit_code") or row.text("unit"):
        return _check_names(
            row, attributor.attribute_row(replace(row, sections=()), UNATTRIBUTED), attributor
        )
    if table.fields & NAMING:
        return attributor.attribute_row(row, UNATTRIBUTED)
    above = [_line_above(table)] if _line_above(table) in titles else []
    return attributor.attribute_row(row, attributor.attribute_texts([*above, table.sheet.name]))


def _check_names(row: Row, found: Attribution, attributor: Attributor) -> Attribution:
    """The attribution of a row, unless its code and its name are those of two units."""
    named = attributor.attribute_texts([row.text("unit")]).code if row.text("unit_code") else ""
    if not named or not found.code or named == found.code:
        return found
    said = f"mã {row.text('unit_code')} là của {attributor.name(found.code)}, cột đơn vị ghi “{row.text('unit')}”"
    return Attribution(frozenset(), said)


def _read_row(
    file: SourceFile,
    table: Table,
    row: Row,
    attributor: Attributor,
    by_code: Mapping[str, Unit],
    fields: Fields,
    titles: Set[str],
) -> SignedRow:
    """A row with its unit and the levels of its number. Raises `InputError` if one of them cannot be read."""
    read = {*_KEYS, *(field.name for field in fields.signed)}
    for cell in (row.cells[name] for name in row.cells if name in read):
        if cell.problem:
            raise refuse_cell(file, cell)
    _check_merged_fields(file, table, row, fields)
    levels = read_levels(row.text("item_no"))
    if not row.text("item_no") and row.text("content") and not (table.fields & NAMING and row.text("unit")):
        raise refuse_unnumbered(file, table.sheet.name, row)
    attribution = _find_unit(table, row, attributor, titles)
    if not attribution.code or attribution.doubt:
        raise refuse_unit(file, table, row, attribution, by_code.values())
    if not levels or not levels[-1] or not row.text("content"):
        raise refuse_row(
            file, table.sheet.name, row.number,
            found=f"số thứ tự {row.text('item_no')!r}, nội dung {row.text('content')[:60]!r}",
            expected="số thứ tự là số (1, 2, 3… hoặc 1.1, 1.2…) và nội dung không trống",
            remedy="bổ sung số thứ tự, nội dung vào danh mục",
        )  # fmt: skip
    return SignedRow(table, row, by_code[attribution.code], levels)


def _make_commitment(file: SourceFile, signed: SignedRow, number: int, fields: Fields) -> Commitment:
    table, row, unit, _ = signed
    sheet = table.sheet.name
    values, faults = read_values(row, fields.signed)
    for fault in faults:
        raise refuse_row(
            file,
            sheet,
            row.number,
            found=fault.found,
            expected=fault.expected,
            remedy="sửa ô đó trong danh mục",
        )
    values["target"] = add_measure(row, without_note_signs(row.text("target")))
    typed, others = split_values(values, Commitment)
    return Commitment(
        record_id=f"{unit.code}-{number:02d}",
        unit=unit,
        item_no=number,
        source=Source(file.place, file.sha256, sheet, row.number),
        places={name: f"{file.place}!{row.cells[name].place}" for name in values if row.text(name)},
        values=others,
        asks=tuple(
            f"danh mục đã ký, {label_place(cell.place)}: {describe_notes(cell)}"
            for _, cell in noted_cells(row.cells, (field.name for field in fields.signed))
        )
        + _ask_note(row),
        **typed,
    )
