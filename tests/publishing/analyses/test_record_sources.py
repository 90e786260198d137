"""The sources of a page: each counted record with the cells that it was read from."""

import json

import pytest

from camket.figures.record_sources import find_sources
from camket.publishing.analyses.opened_period import open_analysis
from camket.publishing.analyses.page_wording import cover
from camket.settings.fields import BUILT_IN


@pytest.fixture
def analysis(small_project, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    return open_analysis("2022-10")


def test_a_record_has_its_signed_and_its_reported_cells(analysis):
    tables = {"records": analysis.table("records")}
    [source] = find_sources(tables, analysis.figure("cut_off.completed").records, BUILT_IN)
    assert (source.record, source.content, source.file) == (
        "SNV-02", "Tinh giản biên chế theo kế hoạch", "submissions/SNV.xlsx",
    )  # fmt: skip
    places = dict(cell.split("\t") for cell in source.cells)
    assert places["Nội dung cam kết"] == "register.xlsx!Sheet!C3"
    assert places["Nội dung cam kết, đơn vị ghi"] == "Sheet!B3"
    assert places["Kết quả thực hiện"] == "Sheet!C3"


def test_a_cover_has_the_sources_of_all_that_its_ledger_counts_and_is_read_back(analysis):
    head = cover(analysis, "appendix_1")
    assert [source.record for source in head.sources] == ["SNV-01", "SNV-02", "SNV-03", "HTN-01", "HTN-02"]
    stored = json.loads(json.dumps(head.model_dump(mode="json")))
    assert type(head).model_validate(stored) == head
    assert stored["ledger"][0]["records"] == " ".join(head.ledger[0].records)
