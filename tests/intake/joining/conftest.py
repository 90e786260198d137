"""What many tests of joining begin with: a unit's workbook, read, joined and judged."""

import openpyxl
import pytest

from camket.intake.joining.join import join_reports
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.reconciliation import ask_set_aside, reconcile_rows
from camket.intake.joining.submissions import read_submissions
from camket.judging.classify import classify_records
from camket.settings.period import Thresholds
from camket.settings.project import open_folder


@pytest.fixture
def judge_sent(tmp_path):
    """The classified records of a workbook that the unit of some commitments sent, and its rejections."""

    def judged(signed, rows, merged=()):
        raw = tmp_path / "data" / "raw" / "2022-10"
        (raw / "submissions").mkdir(parents=True)
        (raw / "period.toml").touch()
        book = openpyxl.Workbook()
        book.active.title = "S"
        for row in rows:
            book.active.append(list(row))
        for area in merged:
            book.active.merge_cells(area)
        [unit] = {each.unit.code: each.unit for each in signed}.values()
        book.save(raw / "submissions" / f"{unit.name}.xlsx")
        submissions = read_submissions(open_folder(tmp_path, "2022-10"), ReadingContext([unit]))
        joined = join_reports(signed, submissions.reports, Thresholds())
        records = ask_set_aside(joined.records, submissions)
        rejected = [*submissions.rejected, *joined.rejected]
        reconcile_rows(submissions, records, rejected)
        return classify_records(records, [], 2022), rejected

    return judged
