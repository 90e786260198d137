"""A period split by unit: the content of a sheet includes nothing about other units."""

from __future__ import annotations

import openpyxl
import pytest

from camket.errors import InputError
from camket.figures.unit_slices import (
    content_path,
    find_owners,
    read_unit_content,
    split_by_unit,
    write_unit_content,
)
from camket.pipeline import prepare_period
from camket.settings.project import open_folder
from invented import DECEMBER, JUNE, save_tables, write_year

PERIOD = "2022-10"


def submit(project, unit, cell, text):
    path = project / "data" / "raw" / PERIOD / "submissions" / f"{unit}.xlsx"
    book = openpyxl.load_workbook(path)
    book.active[cell] = text
    book.save(path)


def cut(project, target, period=PERIOD):
    prepared = prepare_period(open_folder(project, period))
    target.mkdir(exist_ok=True)
    for content in split_by_unit(
        prepared.units, prepared.records, prepared.figures, prepared.questions, prepared.problems
    ):
        write_unit_content(target, content)
    return target


def test_a_file_is_a_units_own_if_every_row_is():
    rows = [("a", "SNV"), ("a", "SNV"), ("b", "SNV"), ("b", "HTN"), ("c", "SNV"), ("c", ""), ("d", "")]
    assert find_owners(rows) == {"a": "SNV"}


def test_a_unit_has_its_own_figures_items_and_questions_and_nothing_of_others(small_project, tmp_path):
    tables = cut(small_project, tmp_path / "tables")
    content = read_unit_content(tables, "SNV")
    assert {figure.scope for figure in content.figures} == {"SNV"}
    assert [item.record_id for item in content.items] == ["SNV-01", "SNV-02", "SNV-03"]
    assert [(asked.record_id, asked.basis) for asked in content.questions] == [("SNV-03", "cut_off")]
    assert "HTN" not in content_path(tables, "SNV").read_text(encoding="utf-8")


def test_a_reading_names_its_rule_the_words_that_decided_and_their_cell(small_project, tmp_path):
    item = read_unit_content(cut(small_project, tmp_path / "tables"), "SNV").items[1]
    assert [(said.title, said.text, said.place) for said in item.said] == [
        ("Kết quả thực hiện", "Đã hoàn thành", "Sheet!C3")
    ]
    assert (item.cut_off.status, item.cut_off.says) == ("completed", "Nói rõ đã hoàn thành")
    assert (item.cut_off.evidence, item.cut_off.place) == ("Đã hoàn thành", "Sheet!C3")
    assert (item.full_year.rule, item.full_year.place) == ("carried_over", "Sheet!C3")


def test_a_decision_is_told_with_who_made_it_and_when(small_project, tmp_path):
    (small_project / "data" / "raw" / PERIOD / "decisions.csv").write_text(
        "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
        "SNV-03,cut_off_status,awaiting_appraisal,unresolved,Đã hỏi,CV 1,Nguyễn Văn A,2022-11-01\n",
        encoding="utf-8",
    )
    content = read_unit_content(cut(small_project, tmp_path / "tables"), "SNV")
    assert content.items[2].cut_off.decided == "Nguyễn Văn A, 01/11/2022"
    assert content.items[2].cut_off.evidence == "Đã hỏi (CV 1)"
    assert not content.draft


def test_a_stop_that_carries_over_is_told_with_who_decided_it_and_in_which_period(tmp_path):
    write_year(tmp_path / "year")
    save_tables(open_folder(tmp_path / "year", JUNE))
    content = read_unit_content(cut(tmp_path / "year", tmp_path / "tables", DECEMBER), "SGIA")
    decided = next(figure for figure in content.figures if figure.id == "decided@SGIA")
    assert decided.records == ("SGIA-01",)
    told = {item.record_id: item.cut_off.decided for item in content.items if item.cut_off.decided}
    assert told == {"SGIA-01": "Nguyễn Văn A, kỳ 2023-06"}


def test_while_any_question_is_open_every_unit_is_told_so(small_project, tmp_path):
    content = read_unit_content(cut(small_project, tmp_path / "tables"), "HTN")
    assert content.draft
    assert content.questions == ()


def test_a_changed_submission_changes_its_own_unit_and_no_other(small_project, tmp_path):
    before = cut(small_project, tmp_path / "before")
    submit(small_project, "HTN", "C2", "Đang thực hiện")
    after = cut(small_project, tmp_path / "after")
    same = {
        code: content_path(before, code).read_bytes() == content_path(after, code).read_bytes()
        for code in ("SNV", "HTN")
    }
    assert same == {"SNV": True, "HTN": False}


def test_a_unit_that_signed_nothing_is_refused_with_those_that_did(small_project, tmp_path):
    tables = cut(small_project, tmp_path / "tables")
    with pytest.raises(InputError) as caught:
        read_unit_content(tables, "XYZ")
    assert caught.value.expected == "một trong các mã: HTN, SNV"


def test_a_unit_has_the_files_of_its_items_and_its_own_problems(small_project, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm", "Ghi chú"])
    book.active.append([1, "Giải ngân vốn đầu tư công", "Đã hoàn thành", "", None])
    book.active.append([9, "Một việc chưa hề ký", "Đã hoàn thành", "", None])
    book.save(small_project / "data" / "raw" / PERIOD / "submissions" / "HTN.xlsx")
    tables = cut(small_project, tmp_path / "tables")
    content = read_unit_content(tables, "HTN")
    assert [(item.file, item.reported) for item in content.items] == [("HTN.xlsx", True), ("", False)]
    assert {problem.unit for problem in content.problems} == {"HTN"}
    assert "Một việc chưa hề ký" in " ".join(problem.found for problem in content.problems)
    assert read_unit_content(tables, "SNV").problems == ()
