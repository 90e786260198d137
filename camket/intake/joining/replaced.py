"""What a unit replaced by sending again: the rows and files of before ask and complain no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from camket.intake.joining.duplicates import is_filled_in
from camket.intake.joining.file_versions import FileVersion, is_later, read_file_version
from camket.intake.joining.record import Commitment, Rejected, Report
from camket.intake.joining.rejections import reject_row
from camket.settings.fields import Fields

# Of a whole file: it could not be used, or something in it was not read.
_OF_FILES = frozenset({"file", "hidden", "unread"})


class Resent:
    """Which files of a unit a later one replaces, by the commitments that both report."""

    def __init__(
        self,
        commitments: Iterable[Commitment],
        reports: Iterable[Report],
        joined: Mapping[str, Sequence[Report]],
        fields: Fields,
    ) -> None:
        self._signed: dict[str, set[str]] = defaultdict(set)
        for each in commitments:
            self._signed[each.unit.code].add(each.record_id)
        self._versions: dict[str, dict[FileVersion, str]] = defaultdict(dict)
        for report in reports:
            self._versions[report.unit].setdefault(report.file_version, report.source.file)
        self._sent: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._filled: dict[tuple[str, FileVersion], set[str]] = defaultdict(set)
        for record_id, rows in joined.items():
            for row in rows:
                self._sent[row.unit, row.source.file].add(record_id)
                if is_filled_in(row, fields):
                    self._filled[row.unit, row.file_version].add(record_id)

    def read_version(self, unit: str, file: str) -> FileVersion | None:
        """The version of a file with rows of a unit, None of another one."""
        return next((each for each, place in self._versions[unit].items() if place == file), None)

    def find_later(self, report: Report, about: Commitment | None = None) -> str:
        """The file that replaces a row, empty if none does.

        It does so where a later file has a filled row on what the row is `about`, or replaces its whole file.
        """
        if about is not None:
            for version, file in self._versions[report.unit].items():
                if about.record_id in self._filled[report.unit, version] and is_later(
                    version, report.file_version
                ):
                    return file
        return self.find_later_file(report.unit, report.source.file, report.file_version)

    def find_later_file(self, unit: str, file: str, version: FileVersion) -> str:
        """The file that replaces another one of a unit, empty if none does.

        Later files together report all that it reported; of one that reported nothing, all that the unit signed.
        """
        later = {
            other: place
            for other, place in self._versions[unit].items()
            if place != file and is_later(other, version)
        }
        covered = {record_id for other in later for record_id in self._filled[unit, other]}
        needed = self._sent[unit, file] or self._signed[unit]
        return next(iter(later.values())) if later and needed <= covered else ""


def reject_replaced(report: Report, later: str) -> Rejected:
    """The rejection of a row of a file that its unit replaced."""
    return reject_row(
        report,
        kind="superseded",
        found=f"thuộc lần gửi trước, đã được thay bằng {later}",
        expected="kết quả ở lần gửi sau cùng",
        remedy="không cần xử lý: đã sử dụng tệp gửi sau",
    )


def settle_files(rejected: Iterable[Rejected], resent: Resent, cut_off: date | None) -> list[Rejected]:
    """The rejections; what is said of a file that its unit replaced needs nobody any more."""
    return [_settle_file(item, resent, cut_off) for item in rejected]


def _settle_file(item: Rejected, resent: Resent, cut_off: date | None) -> Rejected:
    if item.kind not in _OF_FILES or item.row is not None or not item.unit:
        return item
    version = resent.read_version(item.unit, item.file) or read_file_version(item.file, cut_off=cut_off)
    later = resent.find_later_file(item.unit, item.file, version)
    if not later:
        return item
    return replace(
        item,
        kind="superseded",
        found=f"thuộc lần gửi trước, đã được thay bằng {later}; ở tệp này: {item.found}",
        expected="kết quả ở lần gửi sau cùng",
        remedy="không cần xử lý: đã sử dụng tệp gửi sau",
    )
