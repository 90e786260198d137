"""Row reconciliation: give every row exactly one outcome, and list what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from camket.errors import AccountError
from camket.intake.formats.sheet import Cell, different_cells, label_place
from camket.intake.joining.duplicates import is_filled_in
from camket.intake.joining.record import Record, Rejected, Report
from camket.intake.joining.submissions import Submissions
from camket.intake.tables.row_kinds import REPORTING, RowKind
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Table
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.units import Unit
from camket.text import fold

RowEnd = Literal["record", "rejected", "repeated", "superseded", "not_data"]
# What a row was classified as, or that its sheet is hidden or has no table.
RowClass = RowKind | Literal["hidden", "other_sheet"]
_Ends = dict[tuple[str, str, int], list[RowEnd]]
_ENDS: dict[str, RowEnd] = {"row": "rejected", "repeated": "repeated", "superseded": "superseded"}

_HIDDEN, _NO_HEADING = "ở chỗ bị ẩn", "trong bảng không có dòng tiêu đề"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What a row was classified as, and where it ended."""

    file: str
    sheet: str
    row: int
    kind: RowClass
    end: RowEnd


def reconcile_rows(
    submissions: Submissions, records: Iterable[Record], rejected: Iterable[Rejected]
) -> list[RowOutcome]:
    """Return one entry for each row of each sheet, in the order of the files.

    Raises `AccountError`, a bug of camket, if a row that reports something ends nowhere or twice.
    """
    ends = _find_ends(records, rejected)
    accounts = []
    for file in submissions.files:
        for table in file.tables:
            accounts += _account_table(file.place, table, ends)
        refused: RowEnd = "not_data" if file.tables else "rejected"  # rejected with its file
        for sheet, count in file.other_rows.items():
            accounts += [
                RowOutcome(file.place, sheet, number, "other_sheet", refused)
                for number in range(1, count + 1)
            ]
    for place, left in ends.items():
        if left:
            raise row_error(*place, f"được tính nhiều hơn một lần ({', '.join(left)})")
    return accounts


def _find_ends(records: Iterable[Record], rejected: Iterable[Rejected]) -> _Ends:
    ends: _Ends = defaultdict(list)
    for record in records:
        if record.reported:
            ends[record.source.file, record.source.sheet, record.source.row].append("record")
    for item in rejected:
        if item.row is not None and item.kind in _ENDS:
            ends[item.file, item.sheet, item.row].append(_ENDS[item.kind])
    return ends


def _account_table(file: str, table: Table, ends: _Ends) -> list[RowOutcome]:
    sheet, accounts = table.sheet, []
    for row in table.rows:
        end: RowEnd = "not_data"
        if row.kind == "record" and not table.fields & REPORTING:
            end = "rejected"  # rejected with its table
        elif row.kind == "record":
            own = ends[file, sheet.name, row.number]
            if not own:
                raise row_error(file, sheet.name, row.number, "không được xếp vào loại nào")
            end = own.pop()
        kind: RowClass = "hidden" if row.number in sheet.hidden_rows else row.kind
        accounts.append(RowOutcome(file, sheet.name, row.number, kind, end))
    return accounts


def row_error(file: str, sheet: str, row: int, what: str) -> AccountError:
    """The error for a row that was lost or counted twice; `what` says which."""
    return AccountError(
        where=f"{file} › {sheet}, dòng {row}",
        found=f"dòng này {what}",
        expected="mỗi dòng đã đọc thuộc đúng một loại: kết quả, dòng không sử dụng, hoặc không phải dữ liệu",
        remedy="đây là lỗi của phần mềm camket: đề nghị gửi tệp này cho người quản trị phần mềm",
    )


def ask_set_aside(records: Sequence[Record], submissions: Submissions) -> tuple[Record, ...]:
    """The records; one that no row reports is asked about where a row that is no data has exactly its content.

    A header, a section or a row above the table is not read; with the words of a commitment it may be its report.
    """
    missing = {fold(each.commitment.content): each.commitment for each in records if not each.reported}
    asks: dict[str, list[str]] = defaultdict(list)
    for file, kind, row in _list_set_aside(submissions) if missing else ():
        for cell in different_cells(row):
            if found := missing.get(fold(cell.text)):
                place = f"{file.place} › {label_place(cell.place)}"
                asks[found.record_id].append(f"{place}: {_describe_set_aside(kind)}")
    return tuple(
        replace(each, review_reasons=(*each.review_reasons, *asks[each.commitment.record_id]))
        if each.commitment.record_id in asks
        else each
        for each in records
    )


def _list_set_aside(submissions: Submissions) -> Iterator[tuple[SourceFile, RowKind, Sequence[Cell]]]:
    for file in submissions.files:
        for table in file.tables:
            for row, (_, cells) in zip(table.rows, table.sheet.numbered(), strict=True):
                if row.kind not in ("record", "continued", "empty"):
                    yield file, row.kind, cells


def _describe_set_aside(kind: RowKind) -> str:
    what = {
        "header": "tiêu đề của bảng",
        "section": "tên phần, mục",
        "before": "phần trên bảng",
        "unread": "dòng của một bảng khác",
    }
    return f"dòng có đúng nội dung này nhưng được coi là {what.get(kind, 'dòng không phải dữ liệu')}, không được đọc"


@dataclass(frozen=True, slots=True)
class SilentUnits:
    """Units that signed and report nothing: `sent_nothing`, `unusable` files only, or rows left `blank`."""

    sent_nothing: tuple[Unit, ...]
    unusable: tuple[Unit, ...]
    blank: tuple[Unit, ...] = ()

    @property
    def codes(self) -> set[str]:
        """The codes of all of them."""
        return {unit.code for unit in (*self.sent_nothing, *self.unusable, *self.blank)}


def find_silent_units(
    units: Sequence[Unit], reports: Iterable[Report], rejected: Iterable[Rejected], fields: Fields = BUILT_IN
) -> SilentUnits:
    """The units without a row that reports anything, in the prescribed order."""
    is_speaking: dict[str, bool] = {}
    for report in reports:
        is_speaking[report.unit] = is_speaking.get(report.unit, False) or is_filled_in(report, fields)
    tried = {item.unit for item in rejected if item.file}
    without_rows = [unit for unit in units if unit.code not in is_speaking]
    return SilentUnits(
        tuple(unit for unit in without_rows if unit.code not in tried),
        tuple(unit for unit in without_rows if unit.code in tried),
        tuple(unit for unit in units if is_speaking.get(unit.code) is False),
    )


def list_missing(
    records: Iterable[Record], silent_units: SilentUnits, submissions: Submissions | None = None
) -> list[Rejected]:
    """One entry for each unit without rows, and for each unreported commitment of the other units.

    A commitment in a hidden row of its unit is not asked for again: the row is to be shown.
    """
    hidden = _find_hidden(submissions)
    unreported: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if not record.reported:
            unreported[record.commitment.unit.code].append(record)
    found = [
        _missing(
            unit.code,
            f"{unit.name} chưa gửi kết quả nào ({len(unreported[unit.code])} nội dung đã ký)",
            "báo cáo kết quả của từng nội dung đã ký",
            "gửi báo cáo theo biểu mẫu; nếu đã gửi, kiểm tra tên đơn vị ở đầu biểu và tên tệp",
        )
        for unit in silent_units.sent_nothing
    ]
    found += [
        _missing(
            unit.code,
            f"{unit.name} đã gửi nhưng chưa có kết quả nào đọc được ({len(unreported[unit.code])} nội dung đã ký)",
            "báo cáo kết quả của từng nội dung đã ký",
            "sửa tệp theo các điểm đã nêu rồi gửi lại",
        )
        for unit in silent_units.unusable
    ]
    found += [
        _missing(
            unit.code,
            f"{unit.name} đã gửi biểu nhưng chưa ghi kết quả của nội dung nào",
            "báo cáo kết quả của từng nội dung đã ký",
            "ghi kết quả vào biểu rồi gửi lại",
        )
        for unit in silent_units.blank
    ]
    for code, own in unreported.items():
        if code not in silent_units.codes:
            found += [
                _missing_row(code, record, hidden.get((code, fold(record.commitment.content)), ""))
                for record in own
            ]
    return found


def _find_hidden(submissions: Submissions | None) -> dict[tuple[str, str], str]:
    """Where the content of a row that is not read stands, and why, by the unit of its sheet and its words."""
    if submissions is None:
        return {}
    parts = {(file.place, part.sheet, part.place): part for file in submissions.files for part in file.unread}
    found = {}
    for item in submissions.rejected:
        part = parts.get((item.file, item.sheet, item.cell)) if item.kind == "hidden" else None
        for content in part.commitments if part else ():
            why = _NO_HEADING if part and part.kind == "no_table" else _HIDDEN
            place = f"{item.cell or label_place(item.sheet)} của {item.file}"
            found[item.unit, fold(content)] = f"{why}, không được đọc: {place}"
    return found


def _missing_row(unit: str, record: Record, hidden: str) -> Rejected:
    said = f"nội dung {record.commitment.record_id} “{record.commitment.content}”"
    if hidden:
        return _missing(
            unit,
            f"{said} chỉ có {hidden}",
            "mọi dòng cần đọc đều hiện, trong bảng có dòng tiêu đề",
            "thêm dòng tiêu đề cho bảng đó rồi gửi lại"
            if hidden.startswith(_NO_HEADING)
            else "bỏ ẩn dòng đó (xóa bộ lọc) rồi gửi lại; nếu dòng đó đã bỏ thì báo cáo nội dung này ở một dòng khác",
        )
    return _missing(
        unit,
        f"{said} chưa có dòng nào báo cáo",
        "mỗi nội dung đã ký có một dòng kết quả",
        "bổ sung dòng này vào biểu, ghi đúng số thứ tự và nội dung như danh mục đã ký",
    )


def _missing(unit: str, found: str, expected: str, remedy: str) -> Rejected:
    return Rejected(unit, "", "", "", None, "", found, expected, remedy, "missing")
