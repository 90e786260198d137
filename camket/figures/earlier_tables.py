"""The results of earlier periods of the year, from their tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Protocol

from rapidfuzz import fuzz

from camket.errors import InputError
from camket.figures.freshness import has_tables_of_inputs
from camket.figures.period_tables import decision_rows, record_rows
from camket.figures.table_files import read_csv, write_json
from camket.figures.year_periods import EARLIER_TABLES
from camket.intake.joining.record import Commitment
from camket.judging.classify import DECIDED_BY_PERSON, Judged
from camket.judging.earlier_results import STOP_CARRIED_OVER, EarlierResult
from camket.judging.judgement import FIELDS
from camket.settings.decisions import Decision
from camket.settings.period import Period, Thresholds, open_settings
from camket.settings.project import PeriodFolder
from camket.settings.states import UNRESOLVED
from camket.text import fold

_IN_FORCE = "in_force"
# Beside the tables of a period: the one before it in the year.
LAST_PERIOD = "last_period.json"


@dataclass(frozen=True, slots=True)
class EarlierPeriod:
    """An earlier period of the year: its results by record id, and the contents of its commitments."""

    name: str
    cut_off: date
    results: Mapping[str, EarlierResult]
    contents: Mapping[str, str]

    @property
    def has_reports(self) -> bool:
        """Whether any unit reported anything, or anybody decided anything."""
        return any(each.said or each.rule == DECIDED_BY_PERSON for each in self.results.values())


@dataclass(frozen=True, slots=True)
class EarlierPeriods:
    """The earlier periods of the year, the latest first. `notes` say which were read from raw files, and why."""

    periods: tuple[EarlierPeriod, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def last(self) -> EarlierPeriod | None:
        """The period before this one."""
        return self.periods[0] if self.periods else None

    def add(self, period: EarlierPeriod | None, note: str = "") -> EarlierPeriods:
        """With a later period, if it counts, and what is to be said of it."""
        periods = (period, *self.periods) if period else self.periods
        return EarlierPeriods(periods, (*self.notes, *filter(None, [note])))

    def find_results(self, signed: Iterable[Commitment], thresholds: Thresholds) -> dict[str, EarlierResult]:
        """What counts for each commitment: the last result that was not left open, or else the last one.

        A stop that had carried over counts as it was decided.
        """
        found = {}
        for each in signed:
            name = each.record_id
            own = [period.results[name] for period in self.periods if has_same_item(period, each, thresholds)]
            if own:
                last = next((one for one in own if one.state != UNRESOLVED), own[0])
                if last.rule == STOP_CARRIED_OVER:
                    last = next((one for one in own if one.is_documented_stop), last)
                found[name] = last
        return found


class JudgeAgain(Protocol):
    """Makes an earlier period from its raw files and the periods before it. Raises `InputError` where it cannot."""

    def __call__(self, folder: PeriodFolder, before: EarlierPeriods) -> EarlierPeriod: ...


def has_same_item(period: EarlierPeriod, signed: Commitment, thresholds: Thresholds) -> bool:
    """Whether a period has a commitment: under the same id and in like words."""
    if signed.record_id not in period.contents:
        return False
    then, now = fold(period.contents[signed.record_id]), fold(signed.content)
    return then == now or fuzz.ratio(then, now) >= thresholds.same_number


@dataclass(frozen=True, slots=True)
class LastPeriod:
    """The period before another in the year: its name, its cut-off, and the ids of its commitments."""

    name: str
    cut_off: date
    record_ids: tuple[str, ...]


def read_last(folder: Path) -> LastPeriod | None:
    """What `write_last` wrote beside the tables of a period, or None."""
    try:
        written = json.loads((folder / LAST_PERIOD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return LastPeriod(written["name"], date.fromisoformat(written["cut_off"]), tuple(written["record_ids"]))


def write_last(folder: Path, last: EarlierPeriod | None) -> None:
    """Writes which period of the year is compared with, and the ids of its commitments; nothing for a first one."""
    if last is not None:
        compared = {"name": last.name, "cut_off": last.cut_off.isoformat(), "record_ids": list(last.results)}
        write_json(folder / LAST_PERIOD, compared)


def read_periods(folders: Sequence[PeriodFolder], judge_again: JudgeAgain) -> EarlierPeriods:
    """Some periods of a year, given and returned the latest first: each from its tables where they were made from its
    present raw files.

    For others `judge_again` makes it from its raw files and the periods before it; the notes name them. One that has no
    report yet or cannot be read is left out. Raises `InputError` where one that has run cannot be read any more.
    """
    found = EarlierPeriods()
    for folder in reversed(folders):
        if has_tables_of_inputs(folder):
            found = found.add(read_earlier_tables(folder, open_settings(folder)))
        else:
            found = found.add(*_read_again(folder, partial(judge_again, before=found)))
    return found


def _read_again(
    folder: PeriodFolder, judge: Callable[[PeriodFolder], EarlierPeriod]
) -> tuple[EarlierPeriod | None, str]:
    """A period without tables of its own files, None where it does not count, with what is to be said of it."""
    has_run = (folder.processed / EARLIER_TABLES[0]).is_file()
    try:
        period = judge(folder)
    except InputError as error:
        if has_run:
            raise
        return None, f"không so sánh với kỳ {folder.name}, vì chưa đọc được: {error.where}: {error.found}"
    if not (has_run or period.has_reports):
        return None, f"không so sánh với kỳ {folder.name}, vì kỳ ấy chưa có báo cáo nào"
    changed = "tệp nguồn hoặc bảng số liệu của kỳ ấy đã đổi từ lần chạy cuối"
    why = changed if has_run else "kỳ ấy chưa được chạy"
    said = (
        f"kết quả kỳ {folder.name} được đánh giá lại từ tệp nguồn, vì {why}; nên `camket run {folder.name}`"
    )
    return period, said


def keep_results(
    name: str, period: Period, records: Sequence[Judged], decisions: Sequence[Decision]
) -> EarlierPeriod:
    """An earlier period as it was judged."""
    return make_earlier_period(name, period, record_rows(records), decision_rows(decisions, records))


def read_earlier_tables(folder: PeriodFolder, period: Period) -> EarlierPeriod:
    """An earlier period from its tables in data/processed, which must be there."""
    records, decisions = (read_csv(folder.processed / name) for name in EARLIER_TABLES)
    return make_earlier_period(folder.name, period, records, decisions)


def make_earlier_period(
    name: str,
    period: Period,
    records: Sequence[Mapping[str, object]],
    decisions: Sequence[Mapping[str, object]],
) -> EarlierPeriod:
    """An earlier period from the rows of its tables."""
    made = {
        str(each["record_id"]): each
        for each in decisions
        if each["field"] == "cut_off_status" and each["state"] == _IN_FORCE
    }
    by_id = {str(row["record_id"]): row for row in records}
    results = {key: _read_result(name, period, row, made.get(key, {})) for key, row in by_id.items()}
    contents = {key: str(row["content"]) for key, row in by_id.items()}
    return EarlierPeriod(name, period.cut_off, results, contents)


def _read_result(
    name: str, period: Period, row: Mapping[str, object], made: Mapping[str, object]
) -> EarlierResult:
    """The result of a row, with the decision `made` on it, which may be empty."""
    said = " / ".join(str(row[field]) for field in FIELDS["cut_off"] if row[field])
    percent = row["progress_percent"]
    status, rule, evidence = (str(row[f"cut_off_{part}"]) for part in ("status", "rule", "evidence"))
    if status not in period.scheme.codes:  # of a scheme that came with another version
        status = UNRESOLVED
    return EarlierResult(
        period=name,
        cut_off=period.cut_off,
        status=status,
        state=period.scheme.state_of(status),
        rule=rule,
        evidence=evidence,
        said=said,
        result_text=str(row["result_text"]),
        estimate_text=str(row["estimate_text"]),
        progress_percent=None if percent in (None, "") else Decimal(str(percent)),
        decided_by=str(made.get("decided_by", "")),
        document=str(made.get("document", "")),
    )
