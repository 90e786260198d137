"""Section II of the report: every number is a figure, and the wording is that of Report 158."""

from pathlib import Path

import pytest

from camket.figures.audit_figures import count_audit_figures
from camket.figures.audit_record import Audit, AuditList, Statement, summarize
from camket.pipeline import prepare_period
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.blocks.inline import Printed, as_plain
from camket.publishing.report.content import describe_next_year, draft_letter
from camket.settings.project import open_folder

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def section(prepared_demonstration):
    folder, prepared = open_folder(CHECKOUT, "2022-10"), prepared_demonstration
    return describe_next_year(
        Analysis(folder.name, prepared.period, prepared.units, prepared.figures, folder)
    )


def test_the_section_has_the_headings_of_the_report(section):
    headings = [as_plain(line.text) for line in section if line.level != "body"]
    assert headings == [
        "II. NỘI DUNG ĐĂNG KÝ CAM KẾT HÀNH ĐỘNG VỚI UBND TỈNH NĂM 2023",
        "1. Nội dung đăng ký cam kết hành động với UBND Tỉnh năm 2023",
        "2. Ý kiến của Sở Kế hoạch và Đầu tư về nội dung đăng ký của các đơn vị",
        "3. Đề xuất của Sở Kế hoạch và Đầu tư về nội dung cam kết hành động với UBND Tỉnh năm 2023",
        "3.1. Đối với các sở, ban, ngành tỉnh",
        "3.2. Đối với UBND các huyện, thành phố",
    ]


def test_a_footnote_counts_the_common_tasks_set_aside(section):
    note = next(line.note for line in section if line.note)
    assert as_plain(note).startswith("Không bao gồm 29/290 nội dung là nhiệm vụ giao chung")
    assert "phần mềm giao việc" in as_plain(note)


def test_every_counted_number_is_a_figure(section):
    printed = [run for line in section for run in line.text if isinstance(run, Printed)]
    assert len(printed) > 20
    assert all(run.figure.startswith("registration.") for run in printed)


def test_without_registrations_there_is_no_section(small_project):
    folder = open_folder(small_project, "2022-10")
    prepared = prepare_period(folder)
    analysis = Analysis(folder.name, prepared.period, prepared.units, prepared.figures, folder)
    assert describe_next_year(analysis) == ()


@pytest.mark.parametrize("wanted", [True, False])
def test_what_an_audit_states_is_told_where_the_period_wants_it(small_project, wanted):
    settings = small_project / "data" / "raw" / "2022-10" / "period.toml"
    settings.write_text(settings.read_text("utf-8") + f"audit = {str(wanted).lower()}\n", "utf-8")
    folder = open_folder(small_project, "2022-10")
    prepared = prepare_period(folder)
    keys = [f"2022-10/{judged.record.commitment.record_id}" for judged in prepared.records]
    listed = AuditList(
        hash="abc", tables={"2022-10": "t"}, whole=(), records=dict.fromkeys(keys, ("completed", "")),
        decided=(), unresolved=(),
    )  # fmt: skip
    stated = Statement(population=5, read=4, wrong=0, unsettled=0, fewer_than=2, aim=1)
    audit = Audit(listed, statement=stated)
    figures = count_audit_figures(audit, stated, "2022-10", prepared.records, prepared.period)
    ledger = {**prepared.figures, **{figure.id: figure for figure in figures}}
    analysis = Analysis(folder.name, prepared.period, prepared.units, ledger, folder)
    nothing = {"cut_off": (), "full_year": ()}
    letter = draft_letter(analysis, nothing, audit=summarize(audit))
    said = "\n".join(as_plain(part.text) for part in letter.parts)
    assert ("có ít hơn 2 trong 5 nội dung bị xếp sai" in said) == wanted
    assert ("3. Kết quả đọc kiểm chứng" in said) == wanted
