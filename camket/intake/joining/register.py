"""The signed list of commitments (`register.*`): the denominator of every figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from camket.errors import InputError
from camket.intake.formats.sheet import Cell, label_place
from camket.intake.joining.attribution import UNATTRIBUTED, Attribution, Attributor
from camket.intake.joining.field_values import read_values, split_values
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.received_files import list_unread
from camket.intake.joining.received_kinds import SIGNED_LIST
from camket.intake.joining.record import Commitment, Rejected, Source
from camket.intake.joining.rejections import QUOTED
from camket.intake.joining.unit_names import UnitNames
from camket.intake.tables.cell_notes import describe_notes, noted_cells
from camket.intake.tables.decorations import find_decoration
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Row, Table
from camket.intake.tables.target_measures import add_measure
from camket.intake.tables.unread import OUTSIDE, Unread, quote
from camket.settings.fields import Fields
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit

NAMING = frozenset({"unit", "unit_code"})
_KEYS = NAMING | SIGNED_LIST.needed
_SETTLE_CHANGES = (
    "mở tệp, vào Xem lại (Review), chấp nhận hoặc từ chối từng thay đổi đúng như bản đã ký, rồi lưu lại"
)


def refuse_row(
    file: SourceFile, sheet: str, row: int, *, found: str, expected: str, remedy: str
) -> InputError:
    """The error about a row of the signed list."""
    return InputError(
        where=f"{file.place} › {label_place(sheet)}, dòng {row}",
        found=found,
        expected=expected,
        remedy=remedy,
    )


def refuse_duplicate(file: SourceFile, commitment: Commitment, twin: Commitment) -> InputError:
    """The error about an item number that another row of the same unit has."""
    other = f"{label_place(twin.source.sheet)}, dòng {twin.source.row}"
    return refuse_row(
        file,
        commitment.source.sheet,
        commitment.source.row,
        found=f"số thứ tự {commitment.item_no} của {commitment.unit.name} đã có ở {other}: “{twin.content[:QUOTED]}”",
        expected="mỗi nội dung của một đơn vị có số thứ tự riêng",
        remedy="sửa số thứ tự, hoặc bỏ dòng trùng khỏi danh mục",
    )


def refuse_unit(
    file: SourceFile, table: Table, row: Row, attribution: Attribution, units: Iterable[Unit]
) -> InputError:
    """The error about a row whose unit is missing, unknown, ambiguous, or not valid on the cut-off day."""
    said = row.text("unit_code") or row.text("unit") or row.section
    remedy = "ghi mã đơn vị vào danh mục, hoặc thêm tên gọi khác (aliases) vào units.csv"
    if attribution.codes:
        found = f"đơn vị {said!r} {attribution.doubt}"
    elif attribution.doubt:
        found = attribution.doubt
        remedy = "ghi đơn vị có hiệu lực vào ngày chốt số liệu, hoặc sửa valid_from, valid_to trong units.csv"
    elif said:
        near = sorted(UnitNames(units).find_misspelt(said))
        found = f"đơn vị {said!r} không có trong units.csv" + (
            f", gần giống {', '.join(near)}" if near else ""
        )
    elif table.fields & NAMING:
        found = "ô đơn vị để trống"
        remedy = "ghi mã hoặc tên đơn vị vào từng dòng, hoặc gộp ô cho các dòng của một đơn vị"
    else:
        found = "bảng không có cột đơn vị, không dòng mục hay tên trang tính nào nêu đơn vị"
        remedy = "thêm cột Mã đơn vị vào danh mục"
    return refuse_row(
        file,
        table.sheet.name,
        row.number,
        found=found,
        expected="mã hoặc tên của một đơn vị còn hiệu lực trong data/raw/units.csv",
        remedy=remedy,
    )


class SignedList(NamedTuple):
    """The commitments in the order of the list, and a notice for each part of the file that was not read."""

    commitments: list[Commitment]
    notices: tuple[Rejected, ...]


def refuse_cell(file: SourceFile, cell: Cell) -> InputError:
    """The error about a signed cell that cannot be used: struck out, hidden, an error of a formula."""
    return InputError(
        where=f"{file.place} › {label_place(cell.place)}",
        found=cell.problem,
        expected="chữ đã ký, hiện rõ và không bị gạch bỏ",
        remedy="ghi lại ô đúng như bản đã ký; dòng không còn hiệu lực thì xóa hẳn khỏi danh mục",
    )


def refuse_unread(file: SourceFile) -> None:
    """Raise `InputError` if hidden or unrecognised rows or sentences of the list may be commitments.

    Tracked changes that are open leave it unsaid which words were signed.
    """
    for part in file.unread:
        if part.may_be_signed:
            raise InputError(
                where=" › ".join(filter(None, (file.place, label_place(part.sheet), part.place))),
                found=_describe_unread(part),
                expected="mọi nội dung đã ký đều hiện, trong bảng có cột số thứ tự và cột nội dung cam kết",
                remedy=_SETTLE_CHANGES
                if part.kind == "tracked"
                else "bỏ ẩn, sửa dòng tiêu đề; không thuộc danh mục thì xóa, hoặc ghi “- Bỏ” vào cuối tên trang tính",
            )


def _describe_unread(part: Unread) -> str:
    if part.kind == "hidden_columns":
        return f"cột bị ẩn, không rõ có thuộc danh mục đã ký không: {quote(part.signed or part.headings)}"
    if part.commitments:
        return f"{len(part.commitments)} hàng giống nội dung cam kết bị ẩn, không được đọc"
    if part.kind == "tracked":
        return f"danh mục còn {OUTSIDE[part.kind]} ({part.rows} chỗ): {quote(part.texts)}"
    if part.kind == "outside":
        return f"{part.rows} hàng không nằm trong bảng nào nhận ra được, không được đọc: {quote(part.texts)}"
    if part.texts:
        return f"câu đánh số đứng ngoài bảng, có thể là nội dung cam kết, không được đọc: {quote(part.texts)}"
    return f"{part.rows} hàng không nằm trong bảng nào nhận ra được, không được đọc"


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
    refuse_unread(file)
    # No typo tolerance: a wrong attribution would shift the denominator, and the list is corrected only once.
    attributor = context.make_attributor(allow_typos=False)
    by_code = {unit.code: unit for unit in context.units}
    titles = _find_unit_titles(file, attributor)
    commitments: dict[str, Commitment] = {}
    for table in file.tables:
        _check_gaps(file, table)
        _check_sections(file, table)
        for row in table.records:
            commitment = _read_commitment(file, table, row, attributor, by_code, context.fields, titles)
            twin = commitments.get(commitment.record_id)
            if twin:
                raise refuse_duplicate(file, commitment, twin)
            commitments[commitment.record_id] = commitment
    if not commitments:
        raise InputError(
            where=file.place,
            found="danh mục không có dòng nội dung nào",
            expected="ít nhất một nội dung cam kết",
            remedy="kiểm tra bảng trong tệp danh mục",
        )
    # Notices about the signed list go to no unit.
    notices = [replace(notice, unit="") for notice in list_unread(file, attributor)]
    return SignedList(list(commitments.values()), tuple(notices))


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
        return attributor.attribute_row(replace(row, sections=()), UNATTRIBUTED)
    if table.fields & NAMING:
        return attributor.attribute_row(row, UNATTRIBUTED)
    above = [_line_above(table)] if _line_above(table) in titles else []
    return attributor.attribute_row(row, attributor.attribute_texts([*above, table.sheet.name]))


def _read_commitment(
    file: SourceFile,
    table: Table,
    row: Row,
    attributor: Attributor,
    by_code: Mapping[str, Unit],
    fields: Fields,
    titles: Set[str],
) -> Commitment:
    read = {*_KEYS, *(field.name for field in fields.signed)}
    for cell in (row.cells[name] for name in row.cells if name in read):
        if cell.problem:
            raise refuse_cell(file, cell)
    attribution, sheet = _find_unit(table, row, attributor, titles), table.sheet.name
    if not attribution.code:
        raise refuse_unit(file, table, row, attribution, by_code.values())
    digits = row.text("item_no").rstrip(".)")
    if not digits.isdecimal() or not row.text("content"):
        raise refuse_row(
            file, sheet, row.number,
            found=f"số thứ tự {row.text('item_no')!r}, nội dung {row.text('content')[:60]!r}",
            expected="số thứ tự là số nguyên và nội dung không trống",
            remedy="bổ sung số thứ tự, nội dung vào danh mục",
        )  # fmt: skip
    unit = by_code[attribution.code]
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
    values["target"] = add_measure(row, row.text("target"))
    typed, others = split_values(values, Commitment)
    return Commitment(
        record_id=f"{unit.code}-{int(digits):02d}",
        unit=unit,
        item_no=int(digits),
        source=Source(file.place, file.sha256, sheet, row.number),
        places={name: f"{file.place}!{row.cells[name].place}" for name in values if row.text(name)},
        values=others,
        asks=tuple(
            f"danh mục đã ký, {label_place(cell.place)}: {describe_notes(cell)}"
            for _, cell in noted_cells(row.cells, (field.name for field in fields.signed))
        ),
        **typed,
    )
