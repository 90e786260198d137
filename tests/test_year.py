"""A year of two periods, from raw files to figures: what June settled counts in December."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from camket.errors import InputError
from camket.exchange.apply import apply_answers
from camket.exchange.new_period import make_period
from camket.exchange.review_workbook import write_review
from camket.figures.earlier_tables import read_earlier_tables
from camket.figures.freshness import has_tables_of_inputs, hash_file, is_fresh, list_inputs
from camket.figures.period_tables import decision_rows
from camket.figures.question_groups import group_questions
from camket.figures.year_periods import list_earlier_periods
from camket.pipeline import prepare_period
from camket.settings.period import open_settings
from camket.settings.project import open_folder
from invented import DECEMBER, JUNE, save_tables, write_year


@pytest.fixture(scope="module")
def made_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_year(tmp_path_factory.mktemp("year"))
    save_tables(open_folder(root, JUNE))
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
        ("reported@SGIA", ("SGIA-02", "SGIA-03")),  # the row of the stop is blank
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
    assert "vì tệp nguồn hoặc bảng số liệu của kỳ ấy đã đổi từ lần chạy cuối" in again.earlier.notes[0]


def test_tables_that_somebody_edited_after_the_run_are_not_read(year):
    june = open_folder(year, JUNE)
    manifest = june.outputs / "manifest.json"
    manifest.parent.mkdir(parents=True)
    tables = [june.processed / name for name in ("records.csv", "decisions.csv")]
    entries = [{"path": june.place_in_project(path), "sha256": hash_file(path, "")} for path in tables]
    manifest.write_text(json.dumps({"tables": entries}), "utf-8")
    assert has_tables_of_inputs(june)
    text = tables[0].read_bytes().decode("utf-8")
    tables[0].write_bytes(text.replace(",completed,issued,", ",in_progress,running,", 1).encode("utf-8"))
    assert not has_tables_of_inputs(june)
    assert describe(prepare_period(open_folder(year, DECEMBER)))["SMAU-01"] == "unresolved:completed_before"
    manifest.write_text("{}", "utf-8")
    assert not has_tables_of_inputs(june)


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
    save_tables(december)
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


def test_the_forms_of_a_new_period_show_what_was_reported_in_the_last_one(year):
    make_period(year, "2023-10", cut_off=date(2023, 10, 15), earlier=JUNE)
    form = openpyxl.load_workbook(year / "data" / "raw" / "2023-10" / "forms" / "SGIA.xlsx")["Bieu mau"]
    said = [str(cell.value) for row in form.iter_rows() for cell in row if cell.value]
    assert "Được cho dừng (đến 30/06/2023): Đề nghị dừng thực hiện" in said


# ── a unit that is silent and then reports ──


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    return write_year(tmp_path / "silent", silent=["HTT"])


def answer_all(project: Path, unit: str, answer: str) -> None:
    """Answers the row of a unit that reported nothing, as a person does in the review workbook."""
    folder = open_folder(project, DECEMBER)
    prepared = prepare_period(folder)
    book = openpyxl.load_workbook(io.BytesIO(write_review(DECEMBER, prepared)))
    sheet = book["Cau hoi"]
    titles = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value in HEADINGS}
    [row] = [cell.row for cell in sheet[get_column_letter(titles["Mã"])] if cell.value == unit]
    said = (answer, "Đã gọi điện hỏi đơn vị", "Nguyễn Văn A", date(2023, 12, 18))
    for heading, value in zip(HEADINGS[1:], said, strict=True):
        sheet.cell(row, titles[heading]).value = value
    path = project / "answers.xlsx"
    book.save(path)
    apply_answers(folder, prepared, path)


HEADINGS = ("Mã", "Trả lời", "Lý do", "Người quyết định", "Ngày quyết định")


def test_a_silent_unit_is_asked_about_once_and_then_only_where_its_report_differs(silent, tmp_path):
    folder = open_folder(silent, DECEMBER)
    prepared = prepare_period(folder)
    [group] = [each for each in group_questions(prepared.questions) if each.unit.code == "HTT"]
    assert group.record_ids == ("HTT-01", "HTT-02")
    answer_all(silent, "HTT", "Đang thực hiện")
    decided = prepare_period(folder)
    assert {describe(decided)[name] for name in group.record_ids} == {"in_progress:decision"}

    sent = write_year(tmp_path / "sent") / "data" / "raw" / DECEMBER / "submissions" / "HTT.xlsx"
    shutil.copyfile(sent, folder.raw / "submissions" / "HTT.xlsx")
    reported = prepare_period(folder)
    asked = {question.record_id for question in reported.questions if question.record_id.startswith("HTT")}
    assert asked == {"HTT-01"}
    assert describe(reported)["HTT-01"] == "unresolved:decision_outdated"
    assert describe(reported)["HTT-02"] == "in_progress:running"
    states = {row["record_id"]: row["state"] for row in decision_rows(reported.decisions, reported.records)}
    assert (states["HTT-01"], states["HTT-02"]) == ("fallen", "confirmed")


def test_what_a_silent_unit_had_completed_is_asked_about_by_itself(tmp_path):
    project = write_year(tmp_path / "year", silent=["SMAU"])
    prepared = prepare_period(open_folder(project, DECEMBER))
    [group] = [each for each in group_questions(prepared.questions) if each.unit.code == "SMAU"]
    assert group.record_ids == ("SMAU-02", "SMAU-03", "SMAU-04", "SMAU-05")
    [alone] = [each for each in prepared.questions if (each.record_id, each.basis) == ("SMAU-01", "cut_off")]
    assert "Quyết định số 12/QĐ-UBND" in alone.question


@pytest.mark.parametrize(
    ("figure", "records"),
    [
        ("reported", 7),
        ("reported@HTT", 0),
        ("units.reported", 2),
        ("units.silent", 1),
        ("units.silent@district", 1),
        ("units.unusable", 0),
    ],
)
def test_the_ledger_counts_who_reported(silent, figure, records):
    prepared = prepare_period(open_folder(silent, DECEMBER))
    assert prepared.figures[figure].numerator == records
    assert "units.on_time" not in prepared.figures
