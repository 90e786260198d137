"""Projects with groups of their own and with the Government's four statuses, from raw files to PDF.

What does not need a notebook is tried in seconds; the whole job is a trial.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from camket.figures.period_tables import record_rows
from camket.figures.store import save_processed
from camket.pipeline import Prepared, prepare_period
from camket.publishing.analyses.charts import flow_chart, status_chart, units_chart
from camket.publishing.analyses.matters import matters_listing
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import (
    cover,
    list_item_pages,
    say_by_group,
    status_sentences,
)
from camket.publishing.analyses.status_tables import items_table, units_table
from camket.publishing.blocks.inline import as_plain
from camket.publishing.pages.page import Page
from camket.publishing.pages.pdf import page_to_pdf
from camket.settings.project import open_folder
from invented import (
    GOVERNMENT,
    GOVERNMENT_ITEMS,
    GOVERNMENT_UNITS,
    GROUP_ITEMS,
    GROUP_PROGRAMME,
    GROUP_UNITS,
    GROUP_WISHES,
    GROUPS,
    PERIOD,
    write_project,
)

APART = {"done_undated": ["SMAU-05"], "not_done": ["HTT-01"], "stopped": ["HTT-02"]}


def write_groups(root: Path) -> Path:
    return write_project(root, GROUPS, GROUP_UNITS, GROUP_ITEMS, GROUP_WISHES, GROUP_PROGRAMME)


def write_government(root: Path) -> Path:
    return write_project(root, GOVERNMENT, GOVERNMENT_UNITS, GOVERNMENT_ITEMS)


def open_analysis(project: Path) -> tuple[Analysis, Prepared]:
    """A period with its table of records, without the run of a notebook."""
    folder = open_folder(project, PERIOD)
    prepared = prepare_period(folder)
    folder.processed.mkdir(parents=True)
    tables = {"records": record_rows(prepared.records)}
    save_processed(folder.processed, PERIOD, prepared.period, tables, prepared.figures.values())
    return Analysis(PERIOD, prepared.period, prepared.units, prepared.figures, folder), prepared


@pytest.fixture(scope="module")
def groups(tmp_path_factory):
    return open_analysis(write_groups(tmp_path_factory.mktemp("groups")))


@pytest.fixture(scope="module")
def government(tmp_path_factory):
    return open_analysis(write_government(tmp_path_factory.mktemp("government")))


def to_pdf(analysis, page, *blocks):
    """The text of a page with these blocks."""
    pdf = page_to_pdf(Page(cover=cover(analysis, page), blocks=tuple(block for block in blocks if block)))
    path = analysis.folder.processed / "page.pdf"
    path.write_bytes(pdf)
    return " ".join(" ".join(leaf.extract_text().split()) for leaf in pypdf.PdfReader(path).pages)


# ── groups: departments, communes and wards, public companies ──


def test_units_stand_group_by_group_in_the_order_of_the_scheme(groups):
    _, prepared = groups
    assert [unit.code for unit in prepared.units] == ["SMAU", "SGIA", "PHS", "XST", "CNSM"]


def test_every_figure_is_counted_for_each_group_and_adds_up(groups):
    analysis, _ = groups
    counts = {
        group: analysis.figure("cut_off.total", group).numerator for group in analysis.scheme.group_codes
    }
    assert counts == {"department": 3, "commune": 3, "company": 2}
    assert analysis.figure("cut_off.stopped", "commune").records == ("XST-01",)
    assert analysis.figure("cut_off.total", "company").population.endswith("của các doanh nghiệp nhà nước")


def test_the_population_is_said_group_by_group(groups):
    analysis, _ = groups
    said = say_by_group(analysis, "population", "cut_off.total", t=analysis.figure("cut_off.total"))
    assert as_plain(said.text).endswith(
        "trong đó các sở, ban, ngành tỉnh 03 nội dung, UBND các xã, phường 03 nội dung, "
        "các doanh nghiệp nhà nước 02 nội dung."
    )


def test_the_second_appendix_lists_the_items_of_all_groups_but_the_first(groups):
    analysis, _ = groups
    assert list_item_pages(analysis) == ("appendix_2", "appendix_3")
    assert cover(analysis, "appendix_2").title.endswith("của các sở, ban, ngành tỉnh")
    assert cover(analysis, "appendix_3").title.endswith(
        "của UBND các xã, phường và các doanh nghiệp nhà nước"
    )


def test_each_group_has_its_charts_and_tables_in_pdf(groups):
    analysis, _ = groups
    codes = analysis.scheme.group_codes
    charts = [units_chart(analysis, "cut_off", code) for code in codes]
    tables = [units_table(analysis), *(items_table(analysis, code) for code in codes)]
    printed = to_pdf(analysis, "appendix_1", *tables, *charts)
    for words in ("I CÁC SỞ, BAN, NGÀNH TỈNH", "II UBND CÁC XÃ, PHƯỜNG", "III DOANH NGHIỆP NHÀ NƯỚC"):
        assert words in printed
    assert all(item.content in printed for item in GROUP_ITEMS)


def test_each_group_is_treated_for_the_next_year_as_the_scheme_says(groups):
    _, prepared = groups
    screened = {each.item.unit.group for each in prepared.next_year.screened if each.key_item}
    assert screened == {"department", "company"}
    assert [(content.group, content.text) for content in prepared.next_year.contents] == [
        ("commune", "Trồng 600 cây xanh")
    ]
    # What communes leave out goes on; what the others leave out does not.
    assert {each.key for each in prepared.next_year.drafts if each.origin == "carried"} == {"PHS-02"}
    assert {each.key for each in prepared.next_year.drafts if each.origin == "programme"} == {
        "CTR-2023-001", "CTR-2023-002",
    }  # fmt: skip
    assert prepared.figures["registration.candidates@company"].denominator == 1
    assert "registration.to_screen@commune" not in prepared.figures


# ── the Government's four: done or not, in time or late ──


def test_the_four_statuses_follow_from_the_state_and_its_days(government):
    analysis, _ = government
    assert {
        status: analysis.figure(f"cut_off.{status}").records
        for status in ("done_on_time", "done_late", "running_on_time", "running_overdue")
    } == {
        "done_on_time": ("SMAU-01",),
        "done_late": ("SMAU-02",),
        "running_on_time": ("SMAU-03",),
        "running_overdue": ("SMAU-04",),
    }


@pytest.mark.parametrize("status", APART)
def test_what_the_four_cannot_say_is_listed_apart(government, status):
    analysis, _ = government
    assert list(analysis.figure(f"cut_off.{status}").records) == APART[status]


def test_what_has_no_status_at_all_is_asked_with_the_reason(government):
    _, prepared = government
    asked = {question.record_id: question.reasons for question in prepared.questions}
    assert list(asked) == ["HTT-03", "HTT-04"]
    assert "“chờ thẩm định”" in asked["HTT-03"][0]
    assert "“đang thực hiện, chưa rõ đúng hạn hay quá hạn”" in asked["HTT-04"][0]
    assert all("không có kết quả nào cho trạng thái này" in reasons[0] for reasons in asked.values())


def test_nothing_is_folded_into_another_status(government):
    analysis, prepared = government
    counted = [
        record
        for status in analysis.scheme.possible("cut_off")
        for record in analysis.figure(f"cut_off.{status}").records
    ]
    assert sorted(counted) == sorted(judged.record.commitment.record_id for judged in prepared.records)


def test_the_list_gives_letters_to_the_four_and_a_dash_to_what_is_apart(government):
    analysis, _ = government
    listing = status_sentences(analysis, "cut_off")
    assert [marker for marker, _ in listing.items] == ["a)", "b)", "c)", "d)", "đ)", "-", "-", "-"]
    assert as_plain(listing.items[1][1]) == "Có 01/09 nội dung hoàn thành quá hạn (chiếm 11,1%)."


def test_pages_that_speak_of_what_is_done_or_failed_count_all_its_statuses(government):
    analysis, _ = government
    assert analysis.state("cut_off", "done").records == ("SMAU-01", "SMAU-02", "SMAU-05")
    assert analysis.state("full_year", "failed").records == ("HTT-01",)
    assert analysis.state("cut_off", "waiting").numerator == 0
    assert any("không hoàn thành" in as_plain(text) for _, text in matters_listing(analysis).items)


def test_their_tables_and_charts_stand_in_pdf(government):
    analysis, _ = government
    charts = [status_chart(analysis, "cut_off"), status_chart(analysis, "full_year"), flow_chart(analysis)]
    printed = to_pdf(
        analysis, "appendix_1", units_table(analysis), status_sentences(analysis, "cut_off"), *charts
    )
    assert "Có 01/09 nội dung hoàn thành đúng hạn (chiếm 11,1%)." in printed
    assert "- Có 01/09 nội dung không hoàn thành (chiếm 11,1%)." in printed


# ── the whole job ──

Publish = Callable[..., object]


@pytest.fixture(scope="module")
def published_groups(publish, tmp_path_factory):
    published = publish(write_groups(tmp_path_factory.mktemp("groups")))
    assert published.done.returncode == 0, published.done.stderr
    return published


@pytest.fixture(scope="module")
def published_government(publish, tmp_path_factory):
    published = publish(write_government(tmp_path_factory.mktemp("government")))
    assert published.done.returncode == 0, published.done.stderr
    return published


def read_printed(published, name):
    leaves = pypdf.PdfReader(published.outputs / "pdf" / f"{name}.pdf").pages
    return " ".join(" ".join(leaf.extract_text().split()) for leaf in leaves)


def names_of_pdfs(published):
    return {path.stem for path in (published.outputs / "pdf").iterdir()}


@pytest.mark.trial
def test_a_project_with_three_groups_is_published_whole(published_groups):
    assert names_of_pdfs(published_groups) == {
        "cut_off", "full_year", "leader", "registration", "review",
        "appendix_1", "appendix_2", "appendix_3", "appendix_4",
    }  # fmt: skip
    assert "các doanh nghiệp nhà nước" in read_printed(published_groups, "cut_off")
    assert "CNSM" not in read_printed(published_groups, "appendix_2")
    for words in ("UBND phường Hoa Sim", "Công ty Cấp nước Sao Mai"):
        assert words in read_printed(published_groups, "appendix_3")
    assert "3. Nội dung đăng ký của UBND các xã, phường" in read_printed(published_groups, "registration")
    lines = [line.text for line in docx.Document(str(published_groups.outputs / "report.docx")).paragraphs]
    for line in ("3.2. Đối với UBND các xã, phường", "3.3. Đối với các doanh nghiệp nhà nước"):
        assert line in lines
    book = openpyxl.load_workbook(published_groups.outputs / "appendices.xlsx")
    assert "Phụ lục III" in book.sheetnames


@pytest.mark.trial
def test_a_project_with_the_four_statuses_is_published_whole(published_government):
    assert names_of_pdfs(published_government) == {
        "cut_off", "full_year", "leader", "review", "appendix_1", "appendix_2", "appendix_3",
    }  # fmt: skip
    for page in ("cut_off", "full_year"):
        assert "Có 01/09 nội dung hoàn thành quá hạn (chiếm 11,1%)." in read_printed(
            published_government, page
        )
    assert "DỰ THẢO" in read_printed(published_government, "appendix_1")
    with (published_government.processed / "records.csv").open(encoding="utf-8-sig", newline="") as lines:
        statuses = {row["record_id"]: row["cut_off_status"] for row in csv.DictReader(lines)}
    assert {record: statuses[record] for records in APART.values() for record in records} == {
        record: status for status, records in APART.items() for record in records
    }
