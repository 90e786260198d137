"""The pipeline of a period, step by step: raw files → records → statuses → figures → tables.

`camket run`, `check`, the notebooks and `camket replay` call `prepare_period`, and nothing else does this work.

| step | takes | gives |
| --- | --- | --- |
| `read_settings` | period.toml, units.csv, the project's scheme and fields | `Settings` |
| `read_raw_files` | signed list, registrations, programme, decisions, submissions | `RawFiles` |
| `join_records` | the rows that units sent | a record for each commitment; what was not used; what is missing |
| `judge_records` | records, decisions | the two statuses of each record |
| `review_next_year` | registrations, programme, judged records | what is carried over, new, dropped and drafted |
| `count_figures_and_questions` | judged records, the next year | the ledger, open questions, second looks |
| `save_prepared` | all of it | the tables in data/processed |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from camket.figures.audit_figures import count_audit_figures
from camket.figures.audit_record import Audit, last_stated, read_audits, save_summary
from camket.figures.earlier_decisions import list_earlier
from camket.figures.freshness import hash_inputs, keep_previous, record_inputs
from camket.figures.ledger import Figure, count_figures
from camket.figures.next_year_tables import next_year_tables
from camket.figures.period_tables import (
    decision_rows,
    record_rows,
    rejected_rows,
    review_rows,
    second_look_rows,
)
from camket.figures.precedents import Precedents, index_precedents, list_own
from camket.figures.questions import Question, list_questions
from camket.figures.registration_figures import count_registration_figures
from camket.figures.report_figures import count_report_figures
from camket.figures.second_look import count_review_figures, list_second_looks
from camket.figures.store import save_processed
from camket.figures.unit_slices import find_owners, split_by_unit, write_unit_content
from camket.intake.joining.join import join_reports
from camket.intake.joining.reading_context import Settings, read_settings
from camket.intake.joining.reconciliation import (
    SilentUnits,
    ask_set_aside,
    find_silent_units,
    list_missing,
    reconcile_rows,
)
from camket.intake.joining.record import Commitment, Record, Rejected
from camket.intake.joining.register import read_signed_list
from camket.intake.joining.row_pair import RowPair
from camket.intake.joining.submissions import Submissions, read_submissions
from camket.judging.classify import Judged, classify_records
from camket.judging.conflicts import check_decisions
from camket.next_year.findings import NextYear
from camket.next_year.programme import Programme, read_programme
from camket.next_year.registrations import Registered, read_registrations, reconcile_registrations
from camket.next_year.screening import screen_registrations
from camket.settings.decision_checks import Decidable, read_decisions
from camket.settings.decisions import Decision
from camket.settings.fields import Fields
from camket.settings.period import Period, decision_days, next_year_days
from camket.settings.project import PeriodFolder
from camket.settings.states import BASES, field_of
from camket.settings.units import Unit


@dataclass(frozen=True, slots=True)
class Prepared:
    """One period after reading, joining, classifying and counting.

    `pairs` has for the id of each reported record the row that it was filled with. `silent_units` are units that
    signed and have no row; `missing` lists everything that should have been sent; `notices` say what was not read of
    the signed list; `audit` is the latest that states anything.
    """

    period: Period
    fields: Fields
    units: tuple[Unit, ...]
    submissions: Submissions
    records: tuple[Judged, ...]
    pairs: Mapping[str, RowPair]
    rejected: tuple[Rejected, ...]
    notices: tuple[Rejected, ...]
    silent_units: SilentUnits
    missing: tuple[Rejected, ...]
    figures: Mapping[str, Figure]
    questions: tuple[Question, ...]
    second_looks: tuple[Question, ...]
    decisions: tuple[Decision, ...]
    next_year: NextYear
    audit: Audit | None

    @property
    def problems(self) -> tuple[Rejected, ...]:
        """The list of problems: what was not used and what is missing."""
        return (*self.notices, *self.rejected, *self.missing, *self.next_year.rejected)

    @property
    def files_used(self) -> int:
        """The number of files with a usable table."""
        return sum(bool(file.tables) for file in self.submissions.files)

    @property
    def hidden(self) -> int:
        """The number of places that may hide commitments."""
        return sum(item.kind == "hidden" for item in (*self.notices, *self.rejected))


def prepare_period(folder: PeriodFolder, progress: Callable[[str], None] = lambda _: None) -> Prepared:
    """Reads, joins, judges and counts a period's raw files. Writes nothing.

    Raises `InputError` where the settings, the units, the signed list or the decisions cannot be used.
    Submissions that cannot be used are in `rejected`.
    """
    progress("đọc kỳ báo cáo và danh mục đã ký")
    settings = read_settings(folder)
    raw = read_raw_files(folder, settings, progress)
    progress("ghép với danh mục, phân loại, tính số liệu")
    joined = join_records(raw, settings)
    records = judge_records(folder, joined, raw, settings)
    next_year = review_next_year(raw, records, settings)
    audit = last_stated(read_audits(folder.processed))
    precedents = partial(read_precedents, folder, records, settings.period)
    counted = count_figures_and_questions(records, next_year, raw.units, settings.period, precedents)
    return Prepared(
        period=settings.period,
        fields=settings.fields,
        units=raw.units,
        submissions=raw.submissions,
        records=records,
        pairs=joined.pairs,
        rejected=joined.rejected,
        notices=raw.notices,
        silent_units=joined.silent_units,
        missing=joined.missing,
        figures={**counted.figures, **_count_audit(audit, folder.name, records, settings.period)},
        questions=counted.questions,
        second_looks=counted.second_looks,
        decisions=raw.decisions_on(statuses=True),
        next_year=next_year,
        audit=audit,
    )


@dataclass(frozen=True, slots=True)
class RawFiles:
    """The files of a period as read. `units` are those that signed a commitment, `notices` those of the signed list."""

    units: tuple[Unit, ...]
    commitments: tuple[Commitment, ...]
    notices: tuple[Rejected, ...]
    registered: Registered
    programme: Programme
    decisions: tuple[Decision, ...]
    submissions: Submissions

    def decisions_on(self, *, statuses: bool) -> tuple[Decision, ...]:
        """The decisions on statuses, or those on the next year."""
        return tuple(made for made in self.decisions if made.definition.is_status == statuses)


def read_raw_files(
    folder: PeriodFolder, settings: Settings, progress: Callable[[str], None] = lambda _: None
) -> RawFiles:
    """Reads the signed list, the next year's files, the decisions and what units sent.

    Raises `InputError` for a signed list or decisions that cannot be used, and `AccountError` where a row
    of the next year's files is lost.
    """
    period, context = settings.period, settings.reading_context
    commitments, notices = read_signed_list(folder, context)
    signed = {commitment.unit.code for commitment in commitments}
    units = tuple(unit for unit in settings.units if unit.code in signed)
    registered = read_registrations(folder, context, units, year=period.year + 1)
    programme = read_programme(folder, context, period.scheme.groups, year=period.year + 1)
    reconcile_registrations(registered, programme)
    decisions = _read_all_decisions(folder, period, settings.units, commitments, registered, programme)
    progress("đọc tệp các đơn vị gửi")
    submissions = read_submissions(folder, context)
    return RawFiles(units, tuple(commitments), notices, registered, programme, tuple(decisions), submissions)


@dataclass(frozen=True, slots=True)
class JoinedRecords:
    """A record for each commitment, in register order, and everything that did not become part of one.

    `pairs` has for the id of each reported record the row that it was filled with.
    """

    records: tuple[Record, ...]
    pairs: Mapping[str, RowPair]
    rejected: tuple[Rejected, ...]
    silent_units: SilentUnits
    missing: tuple[Rejected, ...]


def join_records(raw: RawFiles, settings: Settings) -> JoinedRecords:
    """Joins rows to commitments and reconciles the rows.

    Raises `AccountError` where a row ends nowhere or twice.
    """
    joined = join_reports(
        raw.commitments, raw.submissions.reports, settings.period.thresholds, settings.fields
    )
    records = ask_set_aside(joined.records, raw.submissions)
    rejected = (*raw.submissions.rejected, *joined.rejected)
    reconcile_rows(raw.submissions, records, rejected)
    silent_units = find_silent_units(raw.units, raw.submissions.reports, rejected)
    missing = tuple(list_missing(records, silent_units, raw.submissions))
    return JoinedRecords(records, joined.pairs, rejected, silent_units, missing)


def judge_records(
    folder: PeriodFolder, joined: JoinedRecords, raw: RawFiles, settings: Settings
) -> tuple[Judged, ...]:
    """Judges each record by the rules, then by the decisions that still hold.

    Raises `InputError` for decisions that contradict each other.
    """
    period, decisions = settings.period, raw.decisions_on(statuses=True)
    records = classify_records(joined.records, decisions, period.year, period.scheme, period.cut_off)
    check_decisions(decisions, records, f"data/raw/{folder.name}/decisions.csv", period.scheme)
    return tuple(records)


def review_next_year(raw: RawFiles, records: Sequence[Judged], settings: Settings) -> NextYear:
    """Matches registrations with this year's items, screens them and drafts the next year's list."""
    decisions = raw.decisions_on(statuses=False)
    return screen_registrations(raw.registered, raw.programme, records, decisions, settings.period)


@dataclass(frozen=True, slots=True)
class Counted:
    """The ledger by figure id, and what a person is asked."""

    figures: Mapping[str, Figure]
    questions: tuple[Question, ...]
    second_looks: tuple[Question, ...]


def count_figures_and_questions(
    records: Sequence[Judged],
    next_year: NextYear,
    units: Sequence[Unit],
    period: Period,
    precedents: Callable[[], Precedents] = dict,
) -> Counted:
    """Counts every figure that any output prints, and lists the questions with what each answer moves."""
    headline = count_figures(records, units, period)
    ledger = {figure.id: figure for figure in headline}
    second_looks = list_second_looks(records, ledger, period)
    for figures in (
        count_review_figures(records, second_looks, units, period),
        count_report_figures(records, units, period),
        count_registration_figures(next_year, units, period),
    ):
        ledger |= {figure.id: figure for figure in figures}
    return Counted(ledger, tuple(list_questions(records, ledger, period, precedents)), tuple(second_looks))


def read_precedents(folder: PeriodFolder, records: Sequence[Judged], period: Period) -> Precedents:
    """What was decided in this period and in those before it, by what the words say."""
    own = list_own(folder.name, records, period)
    return index_precedents([*own, *list_earlier(folder, period.cut_off)])


def _count_audit(
    audit: Audit | None, name: str, records: Sequence[Judged], period: Period
) -> dict[str, Figure]:
    """The figures of an audit, if there is one that states anything."""
    if audit is None or audit.statement is None:
        return {}
    return {each.id: each for each in count_audit_figures(audit, audit.statement, name, records, period)}


def _read_all_decisions(
    folder: PeriodFolder,
    period: Period,
    units: Sequence[Unit],
    commitments: Sequence[Commitment],
    registered: Registered,
    programme: Programme,
) -> list[Decision]:
    """What a person decided on statuses and on the next year, checked against what there is to decide on."""
    scheme = period.scheme
    signed = {commitment.record_id for commitment in commitments}
    items = {item.registration_id for item in (*registered.items, *registered.dropped)}
    year, codes = registered.year, "|".join(re.escape(unit.code) for unit in units)
    decidable = Decidable(
        ids={
            "signed": signed,
            "registered": items,
            "listed": signed | items,
            "drafted": signed | items | {item.item_id for item in programme.items},
        },
        statuses={field_of(basis): scheme.decided(basis) for basis in BASES},
        documented={code: scheme.short(code) for code in scheme.codes if scheme.needs_document(code)},
        days={
            "signed": decision_days(period),
            "registered": next_year_days(period),
            "listed": next_year_days(period),
            "drafted": next_year_days(period),
        },
        gone=re.compile(rf"(?:{codes}|CTR)-{year}-X?\d+"),
    )
    return read_decisions(folder.raw / "decisions.csv", f"data/raw/{folder.name}/decisions.csv", decidable)


def _list_rows(prepared: Prepared) -> Iterator[tuple[str, str]]:
    """Each row that units sent, and each problem of a file, as its file and the code of its unit."""
    for report in prepared.submissions.reports:
        yield report.source.file, report.unit
    for item in (*prepared.next_year.registered.items, *prepared.next_year.registered.dropped):
        yield item.source.file, item.unit.code
    for problem in prepared.problems:
        if problem.file:
            yield problem.file, problem.unit


def save_prepared(
    folder: PeriodFolder,
    prepared: Prepared,
    earlier: Path | None = None,
    inputs: Mapping[str, str] | None = None,
) -> None:
    """Write the processed tables into the empty folder `folder.processed`.

    `inputs` are the hashes of the raw files before they were read (None: as they are now). `earlier` is the folder of
    the tables they replace; the last ones from other inputs are kept for comparison.
    """
    tables = {
        "records": record_rows(prepared.records, prepared.fields),
        "rejected": rejected_rows(prepared.problems),
        "review": review_rows(prepared.questions),
        "second_look": second_look_rows(prepared.second_looks),
        "decisions": decision_rows(prepared.decisions, prepared.records),
        **next_year_tables(prepared.next_year),
    }
    save_processed(
        folder.processed, folder.name, prepared.period, tables, prepared.figures.values(), prepared.fields
    )
    for content in split_by_unit(
        prepared.units,
        prepared.records,
        prepared.figures,
        prepared.questions,
        prepared.problems,
        prepared.fields,
        find_owners(_list_rows(prepared)),
    ):
        write_unit_content(folder.processed, content)
    save_summary(folder.processed, prepared.audit)
    record_inputs(folder, hash_inputs(folder) if inputs is None else inputs)
    if earlier is not None:
        keep_previous(earlier, folder.processed)
