"""Reject what is not a registration in its file: tables of other years or of results, broken cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from camket.intake.formats.superscripts import without_note_signs
from camket.intake.joining.attribution import Attributor
from camket.intake.joining.record import Rejected, Source
from camket.intake.joining.rejections import QUOTED
from camket.intake.tables.cell_notes import describe_notes, noted_cells
from camket.intake.tables.item_numbers import is_part
from camket.intake.tables.row_kinds import is_row_of, item_levels
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Row, Table
from camket.intake.tables.target_measures import add_measure
from camket.settings.fields import BUILT_IN
from camket.text import plain

# Columns that only a report of results has.
_RESULTS = frozenset(field.name for field in BUILT_IN if field.only_in_reports)
_REGISTERS = re.compile(r"\bđăng ký\b")
_TITLE = re.compile(r"\b(?:cam kết|đăng ký|danh mục|nội dung|biểu|phụ lục)\b")
_NO_TITLE = re.compile(r"\W*(?:kính gửi|căn cứ|(?:kèm )?theo|.*\bngày\b.*\btháng\b)")
_IN_BRACKETS = re.compile(r"\W*[(\[<{].*[)\]>}]\W*", re.DOTALL)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b")


def reject_table(file: SourceFile, table: Table, attributor: Attributor, year: int) -> list[Rejected]:
    """Reject a table that is not a registration for the `year`: one entry for the table and one for each row.

    The list is empty if the table is usable. A table is not usable if its title names only other years, or
    if it has result columns and no line above it mentions a registration.
    """
    titles = [plain(line) for line in table.letterhead]
    years = {
        int(said) for line in titles if _TITLE.search(line) and not _NO_TITLE.match(line)
        for said in _YEAR.findall(line)
    }  # fmt: skip
    found = ""
    if years and year not in years:
        found = f"đầu biểu ghi năm {', '.join(map(str, sorted(years)))}, không phải đăng ký năm {year}"
    elif table.fields & _RESULTS and not any(_REGISTERS.search(line) for line in titles):
        found = "bảng báo cáo kết quả thực hiện, không phải danh sách đăng ký"
    if not found:
        return []
    unit = attributor.attribute_table(file.place, table).code

    def refuse(row: int | None) -> Rejected:
        return Rejected(
            unit, file.place, file.sha256, table.sheet.name, row, "", found,
            f"danh sách nội dung đăng ký cam kết năm {year}",
            "gửi đúng danh sách, hoặc sửa đầu biểu; báo cáo kết quả thì bỏ vào thư mục submissions",
            "file" if row is None else "row",
        )  # fmt: skip

    return [refuse(None), *(refuse(row.number) for row in table.records)]


def is_title(row: Row, below: Row | None) -> bool:
    """Whether a row is only a title of the rows below it: "1" above "1.1", without a target or deadline."""
    own, other = (item_levels(each.cells) if each else () for each in (row, below))
    has_terms = any(row.text(name) for name in ("target", "deadline", "proposal"))
    return is_part(other, own) and not has_terms


def is_unfilled(row: Row) -> bool:
    """Whether the content of a row is still the prompt of the form: "(ghi nội dung đăng ký)", "[nhập nhiệm vụ]"."""
    content = row.text("content")
    return bool(_IN_BRACKETS.fullmatch(content)) and is_row_of("prompts", content)


def reject_unfilled(unit: str, source: Source, row: Row) -> Rejected:
    """Report a row of the form that nobody filled in, which is no item."""
    return Rejected(
        unit, source.file, source.sha256, source.sheet, source.row, row.cells["content"].place,
        f"dòng mẫu chưa điền, còn lời nhắc “{row.text('content')}”, không tính là một nội dung",
        "mỗi dòng ghi một nội dung",
        "nếu có nội dung thì ghi thay lời nhắc rồi gửi lại; nếu không thì xóa dòng", "unread",
    )  # fmt: skip


def reject_title(unit: str, source: Source, row: Row) -> Rejected:
    """Report a title row as not counted, so that its unit can check whether it was meant as an item."""
    return Rejected(
        unit, source.file, source.sha256, source.sheet, source.row, "",
        f"“{row.text('content')}” là tiêu đề của các dòng đánh số tiếp theo, không tính là một nội dung",
        "mỗi nội dung có chỉ tiêu hoặc thời hạn của mình",
        "nếu đó là một nội dung thì ghi chỉ tiêu, thời hạn; nếu không thì không cần xử lý", "unread",
    )  # fmt: skip


def reject_cells(unit: str, source: Source, row: Row, fields: Sequence[str]) -> Iterator[Rejected]:
    """Report cells that cannot be used, without which the row is read, and the notes on cells.

    A note is no part of what is read, because it may change or lift it; a person reads both.
    """
    for name in fields:
        cell = row.cells.get(name)
        if name != "content" and cell is not None and cell.problem:
            yield Rejected(
                unit, source.file, source.sha256, source.sheet, source.row, cell.place, cell.problem,
                "chữ hoặc số", "sửa ô rồi gửi lại", "cell",
            )  # fmt: skip
    for _, cell in noted_cells(row.cells, fields):
        yield Rejected(
            unit, source.file, source.sha256, source.sheet, source.row, cell.place, describe_notes(cell),
            "nội dung đã chốt ghi trong ô, không có chú thích",
            "ghi điều chú thích nói vào ô rồi gửi lại; nếu không đổi gì thì bỏ chú thích", "cell",
        )  # fmt: skip


def reject_without_content(unit: str, source: Source, row: Row) -> Rejected:
    """Report a row without a content that can be read."""
    cell = row.cells.get("content")
    return Rejected(
        unit, source.file, source.sha256, source.sheet, source.row, cell.place if cell else "",
        (cell.problem if cell else "") or "dòng không ghi nội dung đăng ký",
        "mỗi dòng đăng ký có nội dung",
        "bổ sung nội dung, hoặc xóa dòng",
    )  # fmt: skip


def reject_unregistered(unit: str, source: Source, row: Row, year: int) -> Rejected:
    """Report a row that has a content of this year's list and registers nothing."""
    return Rejected(
        unit, source.file, source.sha256, source.sheet, source.row, row.cells["content"].place,
        f"dòng chỉ có nội dung của năm trước (“{row.text('content')[:QUOTED]}”), chưa ghi gì cho năm {year}: "
        "không rõ có đăng ký lại không",
        "nội dung đăng ký, hoặc “không đăng ký”",
        f"ghi nội dung, chỉ tiêu năm {year}, hoặc ghi rõ là không đăng ký, rồi gửi lại",
    )  # fmt: skip


def read_target(row: Row) -> str:
    """The target of the year that is registered for, without signs of notes; a bare number with its unit of measure."""
    return add_measure(row, without_note_signs(read_words(row, "target")))


def read_valid_text(row: Row, name: str) -> str:
    """The text of a field, or empty if its cell is broken."""
    cell = row.cells.get(name)
    return "" if cell is None or cell.problem else cell.text


def read_words(row: Row, name: str) -> str:
    """The words of a field that count: of a cell with options those of the ticked one."""
    return row.judged_words.get(name, text) if (text := read_valid_text(row, name)) else ""
