"""Why a signed list cannot be used: one error for each kind of fault, with its place and a remedy that helps."""

from __future__ import annotations

from collections.abc import Iterable

from camket.errors import InputError
from camket.intake.formats.sheet import Cell, label_place
from camket.intake.joining.attribution import Attribution
from camket.intake.joining.record import Commitment
from camket.intake.joining.register_checks import NAMING, changes_list
from camket.intake.joining.rejections import QUOTED
from camket.intake.joining.unit_names import UnitNames
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Row, Table
from camket.intake.tables.unread import OUTSIDE, Unread, quote
from camket.settings.units import Unit

_SHOW = "bỏ ẩn, sửa dòng tiêu đề; không thuộc danh mục thì xóa, hoặc ghi “- Bỏ” vào cuối tên trang tính"
_MEND = "sửa vào đúng dòng của danh mục rồi xóa chỗ này; không liên quan đến nội dung đã ký thì xóa"
_REMEDIES = {
    "tracked": "mở tệp, vào Xem lại (Review), chấp nhận hoặc từ chối từng thay đổi đúng như bản đã ký, rồi lưu lại",
    "no_table": "nếu bảng này thuộc danh mục, thêm dòng tiêu đề như bảng trước hoặc nối vào bảng trước; nếu không thì "
    "xóa, hoặc ghi “- Bỏ” vào cuối tên trang tính",
}


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


def refuse_unnumbered(file: SourceFile, sheet: str, row: Row) -> InputError:
    """The error about a row with a content and no item number: an item, or a title of the rows below it."""
    return refuse_row(
        file,
        sheet,
        row.number,
        found=f"số thứ tự '' (để trống), nội dung “{row.text('content')[:QUOTED]}”: không rõ là một nội dung cam kết "
        "hay là tiêu đề của các dòng dưới",
        expected="mỗi nội dung cam kết có số thứ tự; dòng tiêu đề có chữ “Lĩnh vực”, hoặc là một ô gộp cả hàng",
        remedy="nội dung cam kết thì ghi số thứ tự; tiêu đề thì gộp ô cả hàng hoặc ghi “Lĩnh vực …”; còn lại thì xóa",
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
        if attribution.is_past:
            remedy = (
                "đơn vị đã kết thúc thì ghi đơn vị tiếp nhận, có hiệu lực vào ngày chốt số liệu, vào cột successor của "
                "dòng đó trong units.csv; nếu chưa kết thúc thì sửa valid_from, valid_to"
            )
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
        if part.may_be_signed or part.kind == "embedded" or changes_list(part.texts):
            raise InputError(
                where=" › ".join(filter(None, (file.place, label_place(part.sheet), part.place))),
                found=_describe_unread(part),
                expected="mọi nội dung đã ký đều hiện, trong bảng có cột số thứ tự và cột nội dung cam kết",
                remedy=_MEND if changes_list(part.texts) else _REMEDIES.get(part.kind, _SHOW),
            )


def _describe_unread(part: Unread) -> str:
    if part.kind == "hidden_columns":
        said = quote(part.signed or part.headings)
        return f"cột bị ẩn, không rõ có thuộc danh mục đã ký không: {said}; chữ bị ẩn: {quote(part.hidden)}"
    if part.commitments:
        why = "không có dòng tiêu đề" if part.kind == "no_table" else "bị ẩn"
        said = quote(part.commitments)
        return f"{len(part.commitments)} hàng giống nội dung cam kết {why}, không được đọc: {said}"
    if part.kind == "tracked":
        return f"danh mục còn {OUTSIDE[part.kind]} ({part.rows} chỗ): {quote(part.texts)}"
    if changes_list(part.texts):
        return f"{OUTSIDE.get(part.kind, 'chữ')} có thể bổ sung, sửa, bỏ nội dung đã ký: {quote(part.texts)}"
    if part.kind == "outside":
        return f"{part.rows} hàng không nằm trong bảng nào nhận ra được, không được đọc: {quote(part.texts)}"
    if part.texts:
        return f"câu đánh số đứng ngoài bảng, có thể là nội dung cam kết, không được đọc: {quote(part.texts)}"
    return f"{part.rows} hàng không nằm trong bảng nào nhận ra được, không được đọc"
