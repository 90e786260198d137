"""Read what units sent, row by row, with the unit that each row is attributed to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from camket.dates import format_date
from camket.intake.joining.attribution import Attributor, attribute_rows
from camket.intake.joining.file_versions import read_file_version
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.received_files import receive_files, reject_empty, reject_unattributed
from camket.intake.joining.received_kinds import SUBMISSION
from camket.intake.joining.record import Rejected, Report, Source
from camket.intake.joining.shared_cells import question_shared_cells
from camket.intake.tables.columns import parse_heading_period
from camket.intake.tables.row_kinds import REPORTING
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Table
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit

_FIRST_HALF = 6
_TITLE = re.compile(r"\b(?:cam kết|kết quả|báo cáo|biểu|phụ lục|tình hình|thực hiện)\b", re.IGNORECASE)
_NO_TITLE = re.compile(r"\W*(?:kính gửi|căn cứ|(?:kèm )?theo|.*\bngày\b.*\btháng\b)", re.IGNORECASE)
# A part of the year; "cam kết năm 2024" in a title is no day of the figures.
_PART = re.compile(
    r"\b\d{1,2} tháng\b|\bquý (?:[1-4]|i{1,3}|iv)\b|\bđến (?:hết )?(?:ngày |tháng )?\d", re.IGNORECASE
)
# Figures of so many days before the cut-off are usual.
_CLOSE = 20
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)


def describe_other_year(letterhead: Iterable[str], cut_off: date | None) -> str:
    """Describe in Vietnamese the other year that the title above a table names, or empty.

    A cut-off day in the first half of a year allows the year before as well.
    """
    if cut_off is None:
        return ""
    titles = [line for line in letterhead if _TITLE.search(line) and not _NO_TITLE.match(line)]
    years = {int(year) for line in titles for year in _YEAR.findall(line)}
    allowed = {cut_off.year, cut_off.year - 1} if cut_off.month <= _FIRST_HALF else {cut_off.year}
    if not years or years & allowed:
        return ""
    return f"đầu biểu ghi năm {', '.join(map(str, sorted(years)))}, có thể là báo cáo của kỳ khác"


def describe_other_period(table: Table, cut_off: date | None) -> str:
    """Describe in Vietnamese an earlier part of the year that a table reports on, or empty.

    The headings of its results count, or the title above where they name no day.
    """
    if cut_off is None or not table.records:
        return ""
    parts = [part for part in table.records[0].columns.get("result_text", ()) if not part.silent]
    told = [part.period for part in parts if part.period]
    if told and len(told) < len(parts):
        return ""
    where = "cột kết quả"
    if not told:
        titles = [line for line in table.letterhead if _TITLE.search(line) and not _NO_TITLE.match(line)]
        told = [found for line in titles if _PART.search(line) and (found := parse_heading_period(line))]
        where = "đầu biểu"
    ends = [period.ends_on(cut_off.year) for period in told]
    if not ends or date.min in ends or (cut_off - max(ends)).days <= _CLOSE:
        return ""
    return (
        f"{where} ghi số liệu đến {format_date(max(ends))}, trước ngày chốt {format_date(cut_off)}: "
        "có thể là báo cáo của kỳ khác"
    )


@dataclass(frozen=True, slots=True)
class Submissions:
    """The rows of all files as reports or rejections; other rows are not data.

    `files` are all files that could be opened, even without a usable table.
    """

    files: tuple[SourceFile, ...]
    reports: tuple[Report, ...]
    rejected: tuple[Rejected, ...]


def read_submissions(
    folder: PeriodFolder, context: ReadingContext, split: Sequence[Unit] = ()
) -> Submissions:
    """Read every file of `submissions/`; files and rows that cannot be used are rejected, never lost.

    Rows of units that were `split` are theirs (`split_units` gives them to the successors).
    """
    attributor = context.make_attributor(split)
    files, rejected = receive_files(folder, SUBMISSION, context, attributor)
    reports: list[Report] = []
    for file in files:
        rejected += reject_empty(file, attributor)
        for table in file.tables:
            for item in _read_table(file, table, attributor, context.cut_off):
                if isinstance(item, Report):
                    reports.append(item)
                else:
                    rejected.append(item)
    return Submissions(tuple(files), tuple(reports), tuple(rejected))


def _read_table(
    file: SourceFile, table: Table, attributor: Attributor, cut_off: date | None
) -> list[Report | Rejected]:
    of_table = attributor.attribute_table(file.place, table)
    if not table.fields & REPORTING:
        return [
            Rejected(
                of_table.code, file.place, file.sha256, table.sheet.name, None, "",
                f"bảng {len(table.records)} dòng có cột nội dung nhưng không có cột kết quả, đánh giá, ước cả năm nào "
                "nhận ra được",
                "ít nhất một cột kết quả thực hiện hoặc ước cả năm",
                "sửa tiêu đề cột theo mẫu (cơ quan tổng hợp: hoặc thêm cách gọi mới vào data/raw/fields.toml)",
                "file",
            )
        ]  # fmt: skip
    sending = read_file_version(file.place, table.letterhead, cut_off)
    found: list[Report | Rejected] = []
    other_year = describe_other_year(table.letterhead, cut_off)
    other_period = describe_other_period(table, cut_off)
    for row, attribution in attribute_rows(question_shared_cells(table), of_table, attributor):
        source = Source(file.place, file.sha256, table.sheet.name, row.number)
        if attribution.code:
            doubts = tuple(filter(None, (attribution.doubt, other_year or other_period)))
            by, against = attribution.named_by, attribution.against
            found.append(Report(source, row, attribution.code, sending, doubts, by, against))
        else:
            found.append(reject_unattributed(source, row, attribution.doubt))
    return found
