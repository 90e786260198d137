"""The four places in which camket reads tables: one row in each, with a cell to try a construct in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from camket.errors import InputError
from camket.intake.joining.join import join_reports
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.register import read_signed_list
from camket.intake.joining.submissions import read_submissions
from camket.next_year.programme import Programme, read_programme
from camket.next_year.registrations import read_registrations, reconcile_registrations
from camket.settings.period import Thresholds
from camket.settings.project import PeriodFolder, open_folder
from camket.settings.units import Unit
from samples import SCHEME, sign

UNIT = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
CONTENT = "Mở lớp bồi dưỡng cho công chức"
PROBE = "12 lớp"


class Seen(NamedTuple):
    """What camket makes of the probe: its value, what it asks or names about it, and whether it stops."""

    value: str
    asked: str = ""
    stops: bool = False


class Place(NamedTuple):
    """A place: the stem of its file, its header, its row up to and after the probe, and how it is read."""

    stem: str
    header: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    read: Callable[[PeriodFolder], Seen]

    def try_file(self, root: Path, ending: str, content: bytes) -> Seen:
        """What camket sees in a file of this place."""
        raw = root / "data" / "raw" / "2022-10"
        path = raw / f"{self.stem}.{ending}"
        path.parent.mkdir(parents=True)
        (raw / "period.toml").touch()
        path.write_bytes(content)
        return self.read(open_folder(root, "2022-10"))


def _see_register(folder: PeriodFolder) -> Seen:
    try:
        [signed], notices = read_signed_list(folder, ReadingContext([UNIT]))
    except InputError as error:
        return Seen("", f"{error.where}: {error.found}", stops=True)
    return Seen(signed.target, "; ".join((*signed.asks, *(each.found for each in notices))))


def _see_submissions(folder: PeriodFolder) -> Seen:
    sent = read_submissions(folder, ReadingContext([UNIT]))
    joined = join_reports([sign(CONTENT, 1, UNIT)], sent.reports, Thresholds())
    [record] = joined.records
    named = [each.found for each in (*sent.rejected, *joined.rejected)]
    return Seen(record.result_text, "; ".join((*record.review_reasons, *named)))


def _see_registrations(folder: PeriodFolder) -> Seen:
    read = read_registrations(folder, ReadingContext([UNIT]), [UNIT], year=2023)
    reconcile_registrations(read, Programme())
    return Seen("".join(each.target for each in read.items), "; ".join(each.found for each in read.rejected))


def _see_programme(folder: PeriodFolder) -> Seen:
    read = read_programme(folder, ReadingContext([UNIT]), SCHEME.groups, year=2023)
    return Seen("".join(each.target for each in read.items), "; ".join(each.found for each in read.rejected))


PLACES = {
    "signed list": Place(
        "register",
        ("STT", "Đơn vị", "Nội dung cam kết", "Chỉ tiêu", "Thời hạn"),
        ("1", UNIT.name, CONTENT),
        ("30/11/2022",),
        _see_register,
    ),
    "submissions": Place(
        "submissions/SNV",
        ("STT", "Đơn vị", "Nội dung cam kết", "Kết quả thực hiện", "Ghi chú"),
        ("1", UNIT.name, CONTENT),
        ("",),
        _see_submissions,
    ),
    "registrations": Place(
        "registrations/SNV",
        ("STT", "Đơn vị", "Nội dung đăng ký", "Chỉ tiêu", "Thời hạn"),
        ("1", UNIT.name, CONTENT),
        ("30/11/2023",),
        _see_registrations,
    ),
    "programme": Place(
        "programme",
        ("STT", "Cơ quan chủ trì", "Nhiệm vụ", "Chỉ tiêu", "Thời hạn"),
        ("1", UNIT.name, CONTENT),
        ("30/11/2023",),
        _see_programme,
    ),
}
