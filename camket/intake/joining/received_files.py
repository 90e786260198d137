"""Open the received files one by one, with a notice for each part that was not read."""

from __future__ import annotations

from camket.errors import InputError
from camket.intake.joining.attribution import Attributor
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.received_kinds import ReceivedKind
from camket.intake.joining.record import Rejected, Source
from camket.intake.joining.unprinted_signs import list_unprinted
from camket.intake.tables.source_files import SourceFile, refuse_without_table
from camket.intake.tables.table import Row
from camket.intake.tables.unread import OUTSIDE, QUOTED_KINDS, Unread, quote
from camket.settings.project import PeriodFolder

_ONLY_IF = "nếu {what}, {do} rồi gửi lại; nếu không thì không cần xử lý"
# What is expected and what helps where cells are read, but may not say what stands in them.
_AS_SHOWN = {
    "tracked": (
        "văn bản đã chốt; chữ bị xóa không được đọc, chữ thêm vào được đọc như đã duyệt",
        "vào Xem lại (Review), chấp nhận hoặc từ chối mọi thay đổi rồi gửi lại; nếu đọc như vậy là đúng thì không cần "
        "xử lý",
    ),
    "conditional": (
        "chữ không còn hiệu lực thì xóa hẳn khỏi ô; camket đọc ô như khi chưa có định dạng này",
        "mở tệp xem chữ nào đang bị gạch, bị che: dòng đã bỏ thì xóa hẳn, dòng còn hiệu lực thì bỏ định dạng, rồi gửi "
        "lại",
    ),
}  # fmt: skip


def list_unread(file: SourceFile, attributor: Attributor) -> list[Rejected]:
    """One notice for each unread part of a file, addressed to the unit that its table or the file names.

    A file without any table is refused as a whole, and the refusal lists its sheets; only what is hidden in it is named
    too.
    """
    units = {table.sheet.name: attributor.attribute_table(file.place, table).code for table in file.tables}
    notices = []
    for part in file.unread:
        if not file.tables and part.kind in ("no_table", *QUOTED_KINDS):
            continue
        found, expected, remedy = _describe(part)
        notices.append(
            Rejected(
                units.get(part.sheet, "") or attributor.attribute_file(file.place),
                file.place,
                file.sha256,
                part.sheet,
                None,
                part.place,
                found,
                expected,
                remedy,
                "hidden" if part.may_hide_commitments else "unread",
            )
        )
    return notices


def _describe(part: Unread) -> tuple[str, str, str]:
    if part.kind in _AS_SHOWN:
        return (f"tệp còn {OUTSIDE[part.kind]} ({part.rows} chỗ): {quote(part.texts)}", *_AS_SHOWN[part.kind])
    if part.kind in OUTSIDE:
        return (
            f"{OUTSIDE[part.kind]} không được đọc ({part.rows} chỗ): {quote(part.texts)}",
            "mọi kết quả nằm trong bảng, ở dòng của nội dung đó",
            _ONLY_IF.format(
                what="chỗ này nói về kết quả cần tính", do="ghi vào đúng dòng, đúng cột của bảng"
            ),
        )
    noun = "bảng" if part.sheet.startswith("table ") else "trang tính"
    if part.kind == "no_table":
        return (
            f"{noun} không có dòng tiêu đề nhận ra được ({part.rows} hàng), không được đọc{_hidden(part)}",
            "dòng tiêu đề có cột nội dung cam kết và cột kết quả thực hiện hoặc ước cả năm",
            _ONLY_IF.format(what="đó là kết quả cần tính", do="sửa dòng tiêu đề theo mẫu"),
        )
    if part.kind == "columns":
        return (
            f"cột có chữ nhưng tiêu đề không nhận ra, không được đọc: {quote(part.texts)}",
            "mọi cột cần đọc có tiêu đề theo mẫu",
            _ONLY_IF.format(what="cột này cần được tính", do="sửa tiêu đề theo mẫu"),
        )
    if part.kind == "outliers":
        return (
            "ô nằm cách xa bảng, không được đọc",
            "ngoài bảng không có ô nào khác",
            _ONLY_IF.format(what="đó là dữ liệu", do="chuyển vào bảng"),
        )
    if part.kind == "outside":
        return (
            f"{part.rows} hàng nằm ngoài bảng nhận ra được nhưng giống hàng của một bảng, không được đọc: "
            f"{quote(part.texts)}",
            "mọi kết quả nằm dưới dòng tiêu đề, trên phần chữ ký",
            _ONLY_IF.format(
                what="đó là kết quả cần tính", do="chuyển vào bảng hoặc sửa dòng tiêu đề của chúng theo mẫu"
            ),
        )
    if part.kind == "hidden_columns":
        titles = ", ".join(f"“{heading}”" for heading in part.headings)
        return (
            f"cột bị ẩn có chữ, không được đọc{f'; tiêu đề: {titles}' if titles else ''}{_hidden(part)}",
            "mọi cột cần đọc đều hiện",
            _ONLY_IF.format(what="dữ liệu ở cột ẩn cần được tính", do="bỏ ẩn"),
        )
    if part.kind == "left_out":
        return (
            f"trang tính {part.why}, không được đọc ({part.rows} hàng){_hidden(part)}",
            "mọi trang tính cần đọc đều hiện, tên không có chữ “bỏ”",
            _ONLY_IF.format(what="đó là kết quả cần tính", do="bỏ ẩn trang tính, sửa tên trang tính"),
        )
    return (
        f"{part.rows} hàng bị ẩn có chữ, không được đọc{_hidden(part)}",
        "mọi hàng cần đọc đều hiện",
        _ONLY_IF.format(what="dữ liệu ở hàng ẩn cần được tính", do="bỏ ẩn (xóa bộ lọc)"),
    )


def _hidden(part: Unread) -> str:
    """The number of commitments that a part may hide, with the first ones quoted; else its first words."""
    if not part.commitments:
        return f": {quote(part.hidden)}" if part.hidden else ""
    return f"; {len(part.commitments)} hàng giống dòng báo cáo cam kết: {quote(part.commitments)}"


def receive_files(
    folder: PeriodFolder, kind: ReceivedKind, context: ReadingContext, attributor: Attributor
) -> tuple[list[SourceFile], list[Rejected]]:
    """Return all files of a kind that could be opened, even without a usable table, and what was rejected."""
    files: list[SourceFile] = []
    rejected: list[Rejected] = []
    for path in kind.list_paths(folder):
        place = folder.place(path)
        try:
            file = kind.open(path, folder, context)
        except InputError as error:
            rejected.append(_without_table(attributor.attribute_file(place), "", error))
            continue
        files.append(file)
        if not file.tables:
            refusal = refuse_without_table(file, kind.table)
            rejected.append(_without_table(attributor.attribute_file(place), file.sha256, refusal))
        rejected += list_unread(file, attributor)
        fields = kind.find_fields(context)
        for table in file.tables:
            unit = attributor.attribute_table(file.place, table).code
            rejected += list_unprinted(file, table, unit, fields)
    return files, rejected


def reject_unattributed(source: Source, row: Row, doubt: str) -> Rejected:
    """Reject a row that cannot be attributed to a unit, with the reason."""
    said = row.text("unit") or row.section or source.file
    content = row.cells.get("content")
    return Rejected(
        unit="",
        file=source.file,
        sha256=source.sha256,
        sheet=source.sheet,
        row=source.row,
        cell=content.place if content else "",
        found=f"không rõ dòng này của đơn vị nào ({said!r}{', ' + doubt if doubt else ''})",
        expected="tên hoặc mã đơn vị ở cột đơn vị, phần đầu biểu, tên trang tính, tên tệp hoặc thư mục",
        remedy="ghi đủ tên đơn vị, kể cả chữ sở, UBND huyện, UBND xã (cơ quan tổng hợp: hoặc thêm tên gọi vào aliases "
        "của units.csv)",
    )


def reject_empty(file: SourceFile, attributor: Attributor) -> list[Rejected]:
    """The rejection of a file that has tables and no row in them: a form that came back empty."""
    if not file.tables or any(table.records for table in file.tables):
        return []
    table = file.tables[0]
    return [
        Rejected(
            attributor.attribute_table(file.place, table).code,
            file.place,
            file.sha256,
            table.sheet.name,
            None,
            "",
            "tệp đã nhận được, nhưng bảng chỉ có dòng tiêu đề, không có dòng nội dung nào",
            "mỗi nội dung đã ký có một dòng kết quả dưới dòng tiêu đề",
            "điền kết quả vào biểu rồi gửi lại; nếu đã điền, đề nghị kiểm tra có gửi nhầm tệp hay không",
            "file",
        )
    ]


def _without_table(unit: str, sha256: str, error: InputError) -> Rejected:
    return Rejected(
        unit, error.where, sha256, "", None, "", error.found, error.expected, error.remedy, "file"
    )
