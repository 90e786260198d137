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

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from camket.figures.audit_figures import count_last_audit
from camket.figures.audit_record import Audit, last_stated, read_audits
from camket.figures.due_figures import count_due_figures
from camket.figures.earlier_decisions import list_earlier
from camket.figures.earlier_tables import (
    EarlierPeriod,
    EarlierPeriods,
    keep_results,
    read_periods,
)
from camket.figures.ledger import Figure, count_figures
from camket.figures.precedents import Precedents, index_precedents, list_own
from camket.figures.questions import Question, list_questions
from camket.figures.registration_figures import count_registration_figures
from camket.figures.report_figures import count_report_figures
from camket.figures.reporting import Reporting, find_reporting
from camket.figures.reporting_figures import count_reporting_figures
from camket.figures.second_look import count_review_figures, list_second_looks
from camket.figures.since_figures import count_since_figures
from camket.figures.year_periods import list_earlier_periods
from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.intake.joining.file_order import list_file_questions, order_files, read_file_order
from camket.intake.joining.followed import follow_commitments, read_follows
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
from camket.intake.joining.replaced import settle_files
from camket.intake.joining.row_pair import RowPair
from camket.intake.joining.split_units import read_owned_submissions
from camket.intake.joining.submissions import Submissions
from camket.judging.classify import Judged, classify_records
from camket.judging.conflicts import check_decisions
from camket.next_year.decidable import list_decidable
from camket.next_year.findings import NextYear
from camket.next_year.programme import Programme, read_programme
from camket.next_year.registrations import Registered, read_registrations, reconcile_registrations
from camket.next_year.screening import screen_registrations
from camket.settings.confirmations import find_general_remarks, find_open_remarks, read_confirmations
from camket.settings.decision_checks import read_decisions
from camket.settings.decisions import Decision, latest_decisions, set_unchecked_aside
from camket.settings.documents import find_faults
from camket.settings.fields import Fields
from camket.settings.period import Period
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit


@dataclass(frozen=True, slots=True)
class Prepared:
    """One period after reading, joining, classifying and counting.

    `pairs` has for the id of each reported record the row that it was filled with. `silent_units` are units that
    signed and have no row; `missing` lists everything that should have been sent; `notices` say what was not read of
    the signed list; `audit` is the latest that states anything; `earlier` are the periods of the year before this one.
    `decisions` are those on statuses; `choices` are other questions, asked or answered, `other_decisions` what was
    decided of them.
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
    reporting: Reporting
    figures: Mapping[str, Figure]
    questions: tuple[Question, ...]
    second_looks: tuple[Question, ...]
    decisions: tuple[Decision, ...]
    choices: tuple[ChoiceQuestion, ...]
    other_decisions: tuple[Decision, ...]
    next_year: NextYear
    audit: Audit | None
    earlier: EarlierPeriods

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


def prepare_period(
    folder: PeriodFolder,
    progress: Callable[[str], None] = lambda _: None,
    earlier: EarlierPeriods | None = None,
) -> Prepared:
    """Reads, joins, judges and counts a period's raw files. Writes nothing. The `earlier` periods of its year are read
    where they are not given.

    Raises `InputError` where the settings, the units, the signed list or the decisions cannot be used.
    Submissions that cannot be used are in `rejected`.
    """
    if earlier is None:
        earlier = read_periods(list_earlier_periods(folder), judge_earlier)
    progress("đọc kỳ báo cáo và danh mục đã ký")
    settings = read_settings(folder)
    raw = read_raw_files(folder, settings, progress)
    progress("ghép với danh mục, phân loại, tính số liệu")
    joined = join_records(raw, settings)
    records = judge_records(folder, joined, raw, settings, earlier)
    next_year = review_next_year(raw, records, settings)
    audit = last_stated(read_audits(folder.processed))
    precedents = partial(read_precedents, folder, records, settings.period)
    answers = read_confirmations(folder)
    reporting = replace(
        find_reporting(folder, raw.units, raw.submissions, joined.silent_units, settings.period),
        remarks=find_general_remarks(answers),
    )
    remarks = find_open_remarks(answers, raw.decisions)
    counted = count_figures_and_questions(
        records, next_year, raw.units, settings.period, precedents, earlier.last, reporting, remarks
    )
    return Prepared(
        period=settings.period, fields=settings.fields, units=raw.units, submissions=raw.submissions,
        records=records, pairs=joined.pairs, rejected=joined.rejected, notices=raw.notices,
        silent_units=joined.silent_units, missing=joined.missing, reporting=reporting,
        figures={**counted.figures, **count_last_audit(audit, folder.name, records, settings.period)},
        questions=counted.questions, second_looks=counted.second_looks,
        decisions=raw.decisions_on(statuses=True),
        choices=(*raw.unit_questions, *joined.file_questions, *raw.registered.questions),
        other_decisions=raw.other_decisions, next_year=next_year, audit=audit, earlier=earlier,
    )  # fmt: skip


def judge_earlier(folder: PeriodFolder, before: EarlierPeriods) -> EarlierPeriod:
    """An earlier period judged from its raw files, with those `before` it. Raises as `prepare_period` does."""
    prepared = prepare_period(folder, earlier=before)
    return keep_results(folder.name, prepared.period, prepared.records, prepared.decisions)


@dataclass(frozen=True, slots=True)
class RawFiles:
    """The files of a period as read.

    `units` are those that answer for a commitment, `awaiting` the codes of those that were split and whose commitments
    nobody has given to a successor; `unit_questions` ask for that. `notices` are those of the signed list.
    """

    units: tuple[Unit, ...]
    commitments: tuple[Commitment, ...]
    unit_questions: tuple[ChoiceQuestion, ...]
    awaiting: frozenset[str]
    notices: tuple[Rejected, ...]
    registered: Registered
    programme: Programme
    decisions: tuple[Decision, ...]
    submissions: Submissions

    def decisions_on(self, *, statuses: bool) -> tuple[Decision, ...]:
        """The decisions on statuses, or those on the next year."""
        return tuple(
            made
            for made in self.decisions
            if (made.definition.is_status if statuses else made.definition.is_next_year)
        )

    @property
    def other_decisions(self) -> tuple[Decision, ...]:
        """The decisions on neither: which of two files is later, who takes over from a split unit."""
        return tuple(
            made for made in self.decisions if not (made.definition.is_status or made.definition.is_next_year)
        )


def read_raw_files(
    folder: PeriodFolder, settings: Settings, progress: Callable[[str], None] = lambda _: None
) -> RawFiles:
    """Reads the signed list, the next year's files, the decisions and what units sent.

    Raises `InputError` for a signed list or decisions that cannot be used, and `AccountError` where a row
    of the next year's files is lost.
    """
    period, context = settings.period, settings.reading_context
    listed, notices = read_signed_list(folder, context)
    follows = read_follows(folder, period.year, period.cut_off)
    followed = follow_commitments(listed, settings.units, context.succession, follows)
    commitments, units = followed.commitments, followed.units
    asked = tuple(unit for unit in units if unit.code not in followed.awaiting)
    registered = read_registrations(
        folder, context, asked, year=period.year + 1, order=read_file_order(folder)
    )
    programme = read_programme(folder, context, period.scheme.groups, year=period.year + 1)
    reconcile_registrations(registered, programme)
    all_units = (*settings.units, *settings.other_units)
    decidable = list_decidable(period, all_units, commitments, registered, programme)
    decisions = read_decisions(
        folder.raw / "decisions.csv", f"data/raw/{folder.name}/decisions.csv", decidable
    )
    progress("đọc tệp các đơn vị gửi")
    sent = read_owned_submissions(folder, context, commitments, period.thresholds)
    submissions = order_files(sent, latest_decisions(decisions).values())
    return RawFiles(
        units, commitments, followed.questions, followed.awaiting, notices, registered, programme, tuple(decisions),
        submissions,
    )  # fmt: skip


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
    file_questions: tuple[ChoiceQuestion, ...]


def join_records(raw: RawFiles, settings: Settings) -> JoinedRecords:
    """Joins rows to commitments and reconciles the rows.

    Raises `AccountError` where a row ends nowhere or twice.
    """
    joined = join_reports(
        raw.commitments, raw.submissions.reports, settings.period.thresholds, settings.fields
    )
    records = ask_set_aside(joined.records, raw.submissions)
    of_files = settle_files(raw.submissions.rejected, joined.resent, settings.period.cut_off)
    rejected = (*of_files, *joined.rejected)
    reconcile_rows(raw.submissions, records, rejected)
    reporting = [unit for unit in raw.units if unit.code not in raw.awaiting]
    silent_units = find_silent_units(reporting, raw.submissions.reports, rejected, settings.fields)
    owned = [each for each in records if each.commitment.unit.code not in raw.awaiting]
    missing = tuple(list_missing(owned, silent_units, raw.submissions))
    questions = list_file_questions(joined.unordered, raw.submissions, latest_decisions(raw.other_decisions))
    return JoinedRecords(records, joined.pairs, rejected, silent_units, missing, tuple(questions))


def judge_records(
    folder: PeriodFolder, joined: JoinedRecords, raw: RawFiles, settings: Settings, earlier: EarlierPeriods
) -> tuple[Judged, ...]:
    """Judges each record by the rules, then by its earlier result in the year and the decisions that hold.

    Raises `InputError` for decisions that contradict each other.
    """
    period = settings.period
    applied, waiting = set_unchecked_aside(
        raw.decisions_on(statuses=True), second_person=period.decisions.second_person
    )
    faults = find_faults(folder, latest_decisions(applied).values())
    results = earlier.find_results(raw.commitments, period.thresholds)
    records = classify_records(
        joined.records, applied, period.year, period.scheme, period.cut_off, results, waiting, faults
    )
    check_decisions(records, f"data/raw/{folder.name}/decisions.csv", period.scheme)
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
    earlier: EarlierPeriod | None = None,
    reporting: Reporting | None = None,
    remarks: Mapping[str, str] | None = None,
) -> Counted:
    """Counts every figure that any output prints, and lists the questions with what each answer moves.

    `earlier` is the period of the year before this one, `reporting` who reported and when, `remarks` what units ask to
    be changed, by record.
    """
    ledger = {figure.id: figure for figure in count_figures(records, units, period)}
    second_looks = list_second_looks(records, ledger, period, remarks)
    for figures in (
        count_review_figures(records, second_looks, units, period, has_earlier=earlier is not None),
        count_report_figures(records, units, period),
        count_due_figures(records, units, period, earlier),
        count_since_figures(records, units, period, earlier),
        count_reporting_figures(records, units, period, reporting) if reporting else (),
        count_registration_figures(next_year, units, period),
    ):
        ledger |= {figure.id: figure for figure in figures}
    return Counted(
        ledger, tuple(list_questions(records, ledger, period, precedents, remarks)), tuple(second_looks)
    )


def read_precedents(folder: PeriodFolder, records: Sequence[Judged], period: Period) -> Precedents:
    """What was decided in this period and in those before it, by what the words say."""
    return index_precedents([*list_own(folder.name, records, period), *list_earlier(folder, period.cut_off)])
