"""What a project gives to the figures of all."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from camket.checking.rollup.project_ledger import describe_meaning, read_project_ledger
from camket.errors import InputError
from camket.settings.period import open_settings
from camket.settings.project import open_folder

PERIOD = "2022-10"


@pytest.fixture(scope="module")
def folder(demonstration):
    return open_folder(demonstration.project, PERIOD)


def test_the_figures_of_all_units_and_of_groups_count_and_those_of_one_project_alone_do_not(folder):
    ledger = read_project_ledger(folder, "Đồng Tháp", "here")
    assert {figure.scope for figure in ledger.figures.values()} == {"all", "department", "district"}
    assert ledger.figures["cut_off.total"].fraction == "293/293"
    assert not [key for key in ledger.figures if key.startswith(("rule.", "registration.content.", "audit."))]
    assert "flow.in_progress.completed" in ledger.figures
    assert (ledger.year, ledger.cut_off.isoformat(), ledger.open_questions) == (2022, "2022-10-30", 0)


def test_a_ledger_that_somebody_edited_is_refused(folder):
    path = folder.processed / "figures.json"
    kept = path.read_bytes()
    try:
        path.write_bytes(kept.replace(b'"numerator": 103', b'"numerator": 104', 1))
        with pytest.raises(InputError, match="số liệu đã bị sửa"):
            read_project_ledger(folder, "x", "here")
    finally:
        path.write_bytes(kept)


def test_a_period_that_was_never_run_is_refused(small_project):
    with pytest.raises(InputError, match="không có tệp này"):
        read_project_ledger(open_folder(small_project, PERIOD), "x", "here")


def test_a_meaning_holds_label_states_and_group_but_not_how_the_superior_body_is_called(folder):
    period = open_settings(folder)
    ledger = read_project_ledger(folder, "x", "here")
    stopped = ledger.figures["cut_off.stopped@district"]
    assert json.loads(describe_meaning(stopped, period)) == [
        "được cấp trên cho dừng thực hiện", {"stopped": ["stopped"]}, "UBND các huyện, thành phố",
    ]  # fmt: skip
    elsewhere = period.model_copy(update={"superior_in_text": "UBND Thành phố"})
    renamed = replace(stopped, label="được UBND Thành phố cho dừng thực hiện")
    assert describe_meaning(renamed, elsewhere) == describe_meaning(stopped, period)
    assert json.loads(describe_meaning(ledger.figures["decided"], period))[1:] == [{}, ""]
