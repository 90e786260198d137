"""A year of two periods, from raw files to figures: what June settled counts in December."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from camket.errors import InputError
from camket.figures.earlier_tables import read_earlier_tables
from camket.figures.freshness import has_tables_of_inputs, is_fresh, list_inputs
from camket.figures.year_periods import list_earlier_periods
from camket.pipeline import prepare_period, save_prepared
from camket.settings.period import open_settings
from camket.settings.project import PeriodFolder, open_folder
from invented import DECEMBER, JUNE, write_year


def save(folder: PeriodFolder) -> None:
    """Writes the tables of a period as a run does, without outputs."""
    shutil.rmtree(folder.processed, ignore_errors=True)
    folder.processed.mkdir(parents=True)
    save_prepared(folder, prepare_period(folder))


@pytest.fixture(scope="module")
def made_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_year(tmp_path_factory.mktemp("year"))
    save(open_folder(root, JUNE))
    return root


@pytest.fixture(scope="module")
def december(made_year):
    return prepare_period(open_folder(made_year, DECEMBER))


@pytest.fixture
def year(made_year: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made_year, tmp_path / "year")


def describe(prepared) -> dict[str, str]:
    return {
        judged.record.commitment.record_id: f"{judged.cut_off.status}:{judged.cut_off.rule}"
        for judged in prepared.records
    }


def test_what_june_settled_stands_carries_over_or_is_asked_about(december):
    found = describe(december)
    assert {name: found[name] for name in ("SMAU-01", "SGIA-01", "SGIA-02")} == {
        "SMAU-01": "unresolved:completed_before",
        "SGIA-01": "stopped:stop_carried_over",
        "SGIA-02": "unresolved:stopped_before",
    }
    asked = {(question.record_id, question.basis): question for question in december.questions}
    assert asked["SMAU-01", "cut_off"].expect == "unresolved:completed_before"
    assert "Quyết định số 12/QĐ-UBND" in asked["SMAU-01", "cut_off"].question
    assert "Đang xây dựng dự thảo" in asked["SMAU-01", "cut_off"].question
    assert ("SGIA-01", "cut_off") not in asked


def test_a_number_that_fell_is_worth_a_second_look(december):
    [fell] = [entry for entry in december.second_looks if "fell" in entry.signs]
    assert (fell.record_id, fell.reasons[0]) == ("SGIA-03", "thấp hơn kỳ 2023-06: 40,3% → 32,2%")
    assert december.figures["second_look.fell"].records == ("SGIA-03",)


@pytest.mark.parametrize(
    ("figure", "records"),
    [
        ("due", ("SMAU-02", "SMAU-03", "SMAU-04", "SMAU-05")),
        ("due.on_time", ("SMAU-02",)),
        ("due.late", ("SMAU-03",)),
        ("due.undated", ("SMAU-04",)),
        ("due.undone", ("SMAU-05",)),
        ("due.undone@SMAU", ("SMAU-05",)),
        ("due@SGIA", ()),
        ("cut_off.overdue", ("SMAU-05",)),
        ("since.completed", ("SMAU-02", "SMAU-03", "SMAU-04", "HTT-01")),
        ("since.asked", ("SMAU-01", "SGIA-02")),
        ("decided", ("SGIA-01",)),
    ],
)
def test_the_ledger_counts_what_fell_due_and_what_changed_since_june(december, figure, records):
    assert december.figures[figure].records == records


def test_a_first_period_says_nothing_of_earlier_ones(made_year):
    june = prepare_period(open_folder(made_year, JUNE))
    assert june.earlier.last is None
    assert [name for name in june.figures if name.startswith(("since", "second_look.fell"))] == []


def test_the_tables_of_june_and_its_raw_files_give_the_same(made_year, december, year):
    folder = open_folder(made_year, JUNE)
    assert has_tables_of_inputs(folder)
    assert december.earlier.notes == ()
    shutil.rmtree(open_folder(year, JUNE).processed)
    again = prepare_period(open_folder(year, DECEMBER))
    assert again.earlier.periods == december.earlier.periods
    assert again.earlier.periods == (read_earlier_tables(folder, open_settings(folder)),)
    [note] = again.earlier.notes
    assert note == (
        "kết quả kỳ 2023-06 được đánh giá lại từ tệp nguồn, vì kỳ ấy chưa được chạy; nên `camket run 2023-06`"
    )


def test_tables_older_than_their_raw_files_are_not_read(year):
    (open_folder(year, JUNE).raw / "decisions.csv").unlink()
    again = prepare_period(open_folder(year, DECEMBER))
    assert describe(again)["SGIA-01"] == "unresolved:no_rule"
    assert "tệp nguồn của kỳ ấy đã đổi từ lần chạy cuối" in again.earlier.notes[0]


def test_tables_of_another_version_of_the_program_count_as_they_were_printed(year):
    june = open_folder(year, JUNE)
    for name, old, new in (
        ("inputs.json", '"camket": "', '"camket": "0'),
        ("records.csv", ",completed,issued,", ",in_progress,running,"),
    ):
        path = june.processed / name
        text = path.read_bytes().decode("utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
    assert not is_fresh(june)
    assert describe(prepare_period(open_folder(year, DECEMBER)))["SMAU-01"] == "in_progress:running"


def test_a_period_is_stale_when_an_earlier_one_changes(year):
    december = open_folder(year, DECEMBER)
    save(december)
    assert is_fresh(december)
    assert december.processed.parent / JUNE / "records.csv" in list_inputs(december)
    submission = open_folder(year, JUNE).raw / "submissions" / "HTT.xlsx"
    submission.write_bytes(submission.read_bytes() + b"\n")
    assert not is_fresh(december)


def test_a_folder_without_a_report_is_no_earlier_period_and_one_that_cannot_be_read_is_named(year):
    raw = year / "data" / "raw"
    shutil.copytree(raw / DECEMBER, raw / "2023-09")
    path = raw / "2023-09" / "period.toml"
    path.write_text(path.read_text("utf-8").replace("2023-12-15", "2023-09-30"), "utf-8")
    shutil.rmtree(raw / "2023-09" / "submissions")
    assert [folder.name for folder in list_earlier_periods(open_folder(year, DECEMBER))] == ["2023-09", JUNE]
    prepared = prepare_period(open_folder(year, DECEMBER))
    assert prepared.earlier.notes[0].startswith("không so sánh với kỳ 2023-09, vì chưa đọc được: ")
    (raw / "2023-09" / "submissions").mkdir()
    prepared = prepare_period(open_folder(year, DECEMBER))
    assert prepared.earlier.notes == ("không so sánh với kỳ 2023-09, vì kỳ ấy chưa có báo cáo nào",)
    assert [period.name for period in prepared.earlier.periods] == [JUNE]


def test_an_earlier_period_that_ran_and_cannot_be_read_any_more_stops_the_run(year):
    (open_folder(year, JUNE).raw / "register.xlsx").unlink()
    with pytest.raises(InputError, match=JUNE):
        prepare_period(open_folder(year, DECEMBER))


def test_a_stop_carries_over_a_period_that_left_it_open(year):
    raw = year / "data" / "raw"
    shutil.copytree(raw / DECEMBER, raw / "2023-09")
    path = raw / "2023-09" / "period.toml"
    path.write_text(path.read_text("utf-8").replace("2023-12-15", "2023-09-30"), "utf-8")
    prepared = prepare_period(open_folder(year, DECEMBER))
    found = {judged.record.commitment.record_id: judged for judged in prepared.records}
    assert found["SGIA-01"].cut_off.rule == "stop_carried_over"
    assert found["SGIA-01"].cut_off.evidence.startswith("Được cho dừng từ kỳ 2023-06: Tỉnh đã đồng ý")
    assert found["SGIA-02"].cut_off.rule == "stopped_before"
    assert [period.name for period in prepared.earlier.periods] == ["2023-09", JUNE]


def test_an_item_that_now_says_something_else_under_its_number_is_not_compared(made_year, december):
    june = december.earlier.periods[0]
    other = replace(june, contents={**june.contents, "SMAU-01": "Trồng mới năm trăm cây xanh bóng mát"})
    signed = [judged.record.commitment for judged in december.records]
    results = replace(december.earlier, periods=(other,)).find_results(signed, december.period.thresholds)
    assert "SMAU-01" not in results
    assert "SMAU-02" in results
