from __future__ import annotations

import pytest

from camket.errors import InputError
from camket.publishing.analyses.opened_period import open_analysis

PERIOD = "2022-10"


def test_a_notebook_opens_the_period_of_its_project_and_makes_the_tables(small_project, monkeypatch):
    (small_project / "notebooks").mkdir()
    monkeypatch.chdir(small_project / "notebooks")
    analysis = open_analysis(PERIOD)
    assert analysis.figure("cut_off.total").numerator == 5
    assert list(analysis.records["record_id"]) == ["SNV-01", "SNV-02", "SNV-03", "HTN-01", "HTN-02"]
    assert (small_project / "data" / "processed" / PERIOD / "records.csv").exists()


def test_outdated_tables_are_made_again(small_project, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    assert open_analysis(PERIOD).figure("cut_off.unresolved").numerator == 1
    (small_project / "data" / "raw" / PERIOD / "submissions" / "HTN.xlsx").unlink()
    analysis = open_analysis(PERIOD)
    assert analysis.figure("cut_off.unresolved").records == ("SNV-03", "HTN-01", "HTN-02")


def test_a_figure_is_found_by_id_and_scope(small_project, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    analysis = open_analysis(PERIOD)
    assert analysis.figure("cut_off.completed", "SNV").fraction == "01/03"
    with pytest.raises(KeyError):
        analysis.figure("cut_off.done")


def test_a_notebook_outside_a_project_gets_an_error_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CAMKET_PROJECT", raising=False)
    with pytest.raises(InputError, match="camket lab --project"):
        open_analysis(PERIOD)
