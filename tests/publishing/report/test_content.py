"""What the report says in its slots: every number is a figure, and the wording is that of Report 158."""

from pathlib import Path

import pytest

from camket.figures.audit_figures import count_audit_figures
from camket.figures.audit_record import Audit, AuditList, Statement, summarize
from camket.pipeline import prepare_period
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.blocks.inline import Printed, as_plain
from camket.publishing.report.content import draft_letter
from camket.publishing.report.registration_section import describe_next_year
from camket.settings.project import open_folder

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def analysis(prepared_demonstration):
    folder, prepared = open_folder(CHECKOUT, "2022-10"), prepared_demonstration
    return Analysis(folder.name, prepared.period, prepared.units, prepared.figures, folder)


@pytest.fixture(scope="module")
def blocks(analysis):
    return describe_next_year(analysis)


@pytest.fixture(scope="module")
def section(blocks):
    return [line for block in blocks.values() for line in block]


def test_the_signed_commitments_come_first_by_group(analysis):
    [line] = draft_letter(analysis, {}).blocks["signed"]
    assert as_plain(line.text) == (
        "Các đơn vị đã ký cam kết 293 nội dung, trong đó các sở, ban, ngành tỉnh 149 nội dung, UBND các huyện, "
        "thành phố 144 nội dung."
    )
    assert [run.figure for run in line.text if isinstance(run, Printed)] == [
        "cut_off.total", "cut_off.total@department", "cut_off.total@district",
    ]  # fmt: skip


def test_a_status_that_no_commitment_has_is_said_in_words(small_project):
    folder = open_folder(small_project, "2022-10")
    prepared = prepare_period(folder)
    analysis = Analysis(folder.name, prepared.period, prepared.units, prepared.figures, folder)
    assert not analysis.figure("cut_off.stopped").numerator
    said = [as_plain(line.text) for line in draft_letter(analysis, {}).blocks["cut_off"]]
    assert "đ) Không có nội dung nào được UBND Tỉnh cho dừng thực hiện." in said
    assert not any("00/" in line for line in said)
    assert any(line.startswith("e) Có 01/05 nội dung") for line in said), "what is open is counted"


def test_the_section_counts_gives_an_opinion_and_proposes(blocks, section):
    assert list(blocks) == ["registrations", "registration_opinion", "registration_proposal"]
    assert [as_plain(line.text) for line in section if line.level != "body"] == [
        "3.1. Đối với các sở, ban, ngành tỉnh",
        "3.2. Đối với UBND các huyện, thành phố",
    ]


def test_a_footnote_counts_the_common_tasks_set_aside(section):
    note = next(line.note for line in section if line.note)
    assert as_plain(note).startswith("Có 29/290 nội dung là nhiệm vụ giao chung, không tính vào số nội dung")
    assert as_plain(note).endswith("; “Hoàn thành đúng hạn 100% các nhiệm vụ giao trên phần mềm giao việc”.")


def test_every_counted_number_is_a_figure(section):
    printed = [run for line in section for run in line.text if isinstance(run, Printed)]
    assert len(printed) > 20
    assert all(run.figure.startswith("registration.") for run in printed)


def test_without_registrations_there_is_no_section(small_project):
    folder = open_folder(small_project, "2022-10")
    prepared = prepare_period(folder)
    analysis = Analysis(folder.name, prepared.period, prepared.units, prepared.figures, folder)
    assert describe_next_year(analysis) == {}


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
    letter = draft_letter(analysis, {}, audit=summarize(audit))
    said = "\n".join(as_plain(line.text) for line in letter.blocks["audit"])
    assert letter.says("audit") == wanted
    assert ("có ít hơn 2 trong 5 nội dung bị xếp sai" in said) == wanted
