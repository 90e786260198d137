"""The leader's page: one sheet of paper, five numbers, one picture, at most five matters."""

from __future__ import annotations

import io

import page as checker
import pypdf
import pytest

from camket.publishing.blocks.block import Chart, KeyNumbers, Table
from camket.publishing.pages.leader import FILE, write_leader
from camket.publishing.pages.page import read_executed
from camket.publishing.pages.pdf import page_to_pdf

DRAFT = (
    "số liệu chưa chốt: còn 12/293 nội dung chưa xác định được kết quả đến ngày chốt và 12/293 nội dung chưa "
)
DRAFT += "xác định được kết quả ước cả năm, đang chờ rà soát."


@pytest.fixture(scope="module")
def leader(demonstration):
    return read_executed(demonstration.outputs / "notebooks" / "leader.ipynb")


def open_pdf(content):
    return pypdf.PdfReader(io.BytesIO(content))


def links_of(content):
    [sheet] = open_pdf(content).pages
    return {note.get_object()["/A"]["/URI"] for note in sheet["/Annots"] if "/URI" in note.get_object()["/A"]}


def test_it_has_five_numbers_one_picture_and_at_most_five_matters(leader):
    [numbers] = [block for block in leader.blocks if isinstance(block, KeyNumbers)]
    assert len(numbers.items) == 5
    assert len([block for block in leader.blocks if isinstance(block, Chart)]) == 1
    [matters] = [block for block in leader.blocks if isinstance(block, Table)]
    assert 0 < len(matters.rows) <= 5


def test_it_is_one_sheet_with_the_code_of_its_data(leader, demonstration):
    document = open_pdf((demonstration.outputs / FILE).read_bytes())
    assert len(document.pages) == 1
    assert f"Mã đối chiếu: {leader.cover.code}" in document.pages[0].extract_text()
    assert leader.cover.code


def test_a_draft_is_one_sheet_too_and_says_so(leader):
    cover = leader.cover.model_copy(update={"draft": (DRAFT,)})
    [sheet] = open_pdf(page_to_pdf(leader.model_copy(update={"cover": cover}))).pages
    assert "DỰ THẢO" in sheet.extract_text()


@pytest.mark.parametrize("profile", [checker.ValidationProfile.PDF_UA_1, checker.ValidationProfile.PDF_A_3A])
def test_it_passes_an_independent_checker(demonstration, profile):
    report = checker.validate_pdf(str(demonstration.outputs / FILE), profile=profile)
    assert [failure.message for failure in report.failures] == []


def test_its_numbers_lead_to_the_trace_beside_it(demonstration):
    beside, below = (links_of((demonstration.outputs / name).read_bytes()) for name in (FILE, f"pdf/{FILE}"))
    assert "trace.html#cut_off.total" in beside
    assert {f"../{link}" for link in beside} == below


def test_without_its_notebook_there_is_no_page(tmp_path):
    assert write_leader(tmp_path) == ()


def test_the_page_in_a_browser_is_accessible(find_barriers, demonstration):
    assert find_barriers(demonstration.outputs / "html" / "leader.html") == []
