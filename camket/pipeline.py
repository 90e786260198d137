"""The pipeline of a period: from raw files to records, statuses and figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from camket.figures.freshness import keep_previous, record_inputs
from camket.figures.ledger import Figure, count_figures
from camket.figures.next_year_tables import next_year_tables
from camket.figures.period_tables import (
    decision_rows,
    record_rows,
    rejected_rows,
    review_rows,
    second_look_rows,
)
from camket.figures.questions import Question, list_questions
from camket.figures.registration_figures import count_registration_figures
from camket.figures.report_figures import count_report_figures
from camket.figures.second_look import count_review_figures, list_second_looks
from camket.figures.store import save_processed
from camket.figures.unit_slices import split_by_unit, write_unit_content
from camket.intake.joining.join import join_reports
from camket.intake.joining.reconciliation import SilentUnits, find_silent_units, list_missing, reconcile_rows
from camket.intake.joining.record import Commitment, Rejected
from camket.intake.joining.register import read_register
from camket.intake.joining.submissions import Submissions, read_submissions
from camket.judging.classify import Judged, classify_records
from camket.judging.conflicts import check_decisions
from camket.judging.rules import load_rules
from camket.next_year.findings import NextYear
from camket.next_year.programme import Programme, read_programme
from camket.next_year.registrations import Registered, read_registrations, reconcile_registrations
from camket.next_year.screening import screen_registrations
from camket.settings.decisions import Decision, read_decisions
from camket.settings.fields import Fields
from camket.settings.period import Period, decision_days, next_year_days, open_settings
from camket.settings.project import PeriodFolder
from camket.settings.project_fields import read_fields
from camket.settings.states import BASES, field_of
from camket.settings.units import Unit, read_other_units, read_units


@dataclass(frozen=True, slots=True)
class Prepared:
    """One period after reading, joining, classifying and counting.

    `silent_units` are units that signed and have no row; `missing` lists everything that should have been sent.
    """

    period: Period
    fields: Fields
    units: tuple[Unit, ...]
    submissions: Submissions
    records: tuple[Judged, ...]
    rejected: tuple[Rejected, ...]
    silent_units: SilentUnits
    missing: tuple[Rejected, ...]
    figures: Mapping[str, Figure]
    questions: tuple[Question, ...]
    second_looks: tuple[Question, ...]
    decisions: tuple[Decision, ...]
    next_year: NextYear

    @property
    def problems(self) -> tuple[Rejected, ...]:
        """The list of problems: what was not used and what is missing."""
        return (*self.rejected, *self.missing, *self.next_year.rejected)

    @property
    def files_used(self) -> int:
        """The number of files with a usable table."""
        return sum(bool(file.tables) for file in self.submissions.files)

    @property
    def hidden(self) -> int:
        """The number of places that may hide commitments."""
        return sum(item.kind == "hidden" for item in self.rejected)


def prepare_period(folder: PeriodFolder, progress: Callable[[str], None] = lambda _: None) -> Prepared:
    """Read and classify a period's raw files without writing anything.

    Raises `InputError` if the settings, the units, the register or the decisions cannot be used. Unusable
    submissions are in `rejected`.
    """
    progress("đọc kỳ báo cáo và danh mục đã ký")
    period = open_settings(folder)
    scheme, listed = period.scheme, (folder.units_file, "data/raw/units.csv")
    fields = read_fields(folder.fields_file, period)
    everyone = read_units(*listed, on=period.cut_off, scheme=scheme)
    others = read_other_units(*listed, on=period.cut_off, scheme=scheme)
    commitments = read_register(folder, everyone, others, period.cut_off, fields)
    signed = {commitment.unit.code for commitment in commitments}
    units = tuple(unit for unit in everyone if unit.code in signed)
    year = period.year + 1
    registered = read_registrations(
        folder, everyone, units, others, year=year, cut_off=period.cut_off, fields=fields
    )
    programme = read_programme(folder, everyone, scheme.groups, year=year, fields=fields)
    reconcile_registrations(registered, programme)
    decisions = _read_all_decisions(folder, period, everyone, commitments, registered, programme)
    on_statuses = tuple(made for made in decisions if made.about.is_status)
    progress("đọc tệp các đơn vị gửi")
    submissions = read_submissions(folder, everyone, others, period.cut_off, fields)
    progress("ghép với danh mục, phân loại, tính số liệu")
    joined = join_reports(commitments, submissions.reports, period.thresholds, fields)
    rejected = (*submissions.rejected, *joined.rejected)
    reconcile_rows(submissions, joined.records, rejected)
    silent_units = find_silent_units(units, submissions.reports, rejected)
    rules = load_rules()
    records = classify_records(joined.records, rules, on_statuses, period.year, scheme, period.cut_off)
    check_decisions(on_statuses, records, rules, f"data/raw/{folder.name}/decisions.csv", scheme)
    figures = {figure.id: figure for figure in count_figures(records, units, period)}
    second_looks = list_second_looks(records, figures, rules, period)
    for figure in count_review_figures(records, second_looks, units, period, rules):
        figures[figure.id] = figure
    for figure in count_report_figures(records, units, period):
        figures[figure.id] = figure
    further = tuple(made for made in decisions if not made.about.is_status)
    next_year = screen_registrations(registered, programme, records, further, period)
    for figure in count_registration_figures(next_year, units, period):
        figures[figure.id] = figure
    return Prepared(
        period=period,
        fields=fields,
        units=units,
        submissions=submissions,
        records=tuple(records),
        rejected=rejected,
        silent_units=silent_units,
        missing=tuple(list_missing(joined.records, silent_units)),
        figures=figures,
        questions=tuple(list_questions(records, figures, rules, period)),
        second_looks=tuple(second_looks),
        decisions=on_statuses,
        next_year=next_year,
    )


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
    return read_decisions(
        folder.raw / "decisions.csv",
        f"data/raw/{folder.name}/decisions.csv",
        ids={
            "signed": signed,
            "registered": items,
            "drafted": signed | items | {item.item_id for item in programme.items},
        },
        statuses={field_of(basis): scheme.decided(basis) for basis in BASES},
        documented={code: scheme.short(code) for code in scheme.codes if scheme.needs_document(code)},
        days={
            "signed": decision_days(period),
            "registered": next_year_days(period),
            "drafted": next_year_days(period),
        },
        gone=re.compile(rf"(?:{codes}|CTR)-{year}-X?\d+"),
    )


def save_prepared(folder: PeriodFolder, prepared: Prepared, earlier: Path | None = None) -> None:
    """Write the processed tables into the empty folder `folder.processed`.

    `earlier` is the folder of the tables they replace; the last ones from other inputs are kept for
    comparison.
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
    ):
        write_unit_content(folder.processed, content)
    record_inputs(folder)
    if earlier is not None:
        keep_previous(earlier, folder.processed)
