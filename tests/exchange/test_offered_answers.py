"""Every answer that a list of review.xlsx offers is taken, and what is never taken is not offered."""

from __future__ import annotations

import shutil
from datetime import date

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from camket.exchange.apply import apply_answers
from camket.exchange.review_workbook import write_review
from camket.pipeline import prepare_period
from camket.settings.project import open_folder
from review_answers import fill, submit
from year_2023 import AFTER, BEFORE, NAMES, send
from year_2023 import write_year as write_year_of_units

HEADER = 3
WHO = {
    "reason": "Đã xem biên bản",
    "document": "08/BB-SNV",
    "decided_by": "Nguyễn Văn A",
    "decided_on": date(2022, 11, 2),
}


def list_offers(path):
    """The sheet, the record and field of each row that takes an answer, and what its list offers."""
    book = openpyxl.load_workbook(path)
    for sheet in (book[name] for name in book.sheetnames if name in ("Cau hoi", "Xem lai", "Đã quyết định")):
        at = {cell.value: cell.column for cell in sheet[HEADER]}
        heading = "Quyết định lại" if sheet.title == "Đã quyết định" else "Trả lời"
        lists = {
            row: rule.formula1.strip('"').split(",")
            for rule in sheet.data_validations.dataValidation
            if rule.type == "list"
            for cells in str(rule.sqref).split()
            for left, top, _, bottom in [range_boundaries(cells)]
            if left == at[heading]
            for row in range(top, bottom + 1)
        }
        for row in range(HEADER + 1, sheet.max_row + 1):
            key = tuple(sheet.cell(row, at[name]).value for name in ("record_id", "field"))
            if key[1]:
                yield sheet.title, heading, key, lists.get(row, [])


def refuse_each(project, period, who):
    """The offered answers that are refused by themselves, each with what is said of it, and all that is offered."""
    folder = open_folder(project, period)
    prepared = prepare_period(folder)
    decided = folder.raw / "decisions.csv"
    before = decided.read_bytes() if decided.exists() else None
    empty = project / "empty.xlsx"
    empty.write_bytes(write_review(period, prepared))
    offers, refused = {}, {}
    for sheet, heading, key, choices in list_offers(empty):
        offers[sheet, *key] = choices
        for choice in choices:
            path = shutil.copy(empty, project / "filled.xlsx")
            fill(path, {key: {**who, heading: choice}}, sheet)
            try:
                assert apply_answers(folder, prepared, path).added
            except Exception as error:
                refused[sheet, *key, choice] = str(error)
            decided.unlink(missing_ok=True) if before is None else decided.write_bytes(before)
    return refused, offers


@pytest.fixture
def project(small_project):
    """Open, decided and doubtful results, of which some rule out others of the same record."""
    submit(small_project, "SNV", 2, C="Đã hoàn thành", D="Không hoàn thành")
    submit(small_project, "SNV", 4, C="Cơ bản hoàn thành", D="Phấn đấu hoàn thành")
    lines = [
        "record_id,field,value,expect,reason,document,decided_by,decided_on",
        "HTN-01,cut_off_status,completed,{},Đã xem,1/BB,An,2022-11-01",
        "HTN-01,full_year_status,completed,{},Đã xem,1/BB,An,2022-11-01",
        "HTN-02,cut_off_status,not_completed,{},Đã xem,1/BB,An,2022-11-01",
        "HTN-02,cut_off_status,,{},Thu hồi,,An,2022-11-02",
    ]
    found = {
        (judged.record.commitment.record_id, field): f"{each.status}:{each.rule}"
        for judged in prepare_period(open_folder(small_project, "2022-10")).records
        for field, each in judged.found.items()
    }
    text = "\n".join(line.format(found.get(tuple(line.split(",")[:2]), "")) for line in lines)
    path = small_project / "data" / "raw" / "2022-10" / "decisions.csv"
    path.write_text(text + "\n", encoding="utf-8")
    return small_project


def test_every_offered_answer_on_a_result_is_taken(project):
    refused, offers = refuse_each(project, "2022-10", WHO)
    assert refused == {}
    assert offers["Cau hoi", "SNV-03", "cut_off_status"]
    assert "Thu hồi" in offers["Đã quyết định", "HTN-01", "cut_off_status"]
    assert "Thu hồi" not in offers["Đã quyết định", "HTN-02", "cut_off_status"]


def test_a_result_that_the_other_one_rules_out_is_not_offered_and_the_row_says_why(project):
    _, offers = refuse_each(project, "2022-10", WHO)
    assert offers["Đã quyết định", "HTN-01", "full_year_status"] == ["Hoàn thành", "Thu hồi"]
    book = openpyxl.load_workbook(project / "empty.xlsx")["Đã quyết định"]
    at = {cell.value: cell.column for cell in book[HEADER]}
    [row] = [
        row
        for row in range(HEADER + 1, book.max_row + 1)
        if (book.cell(row, at["record_id"]).value, book.cell(row, at["field"]).value)
        == ("HTN-01", "full_year_status")
    ]
    said = book.cell(row, at["Hiệu lực"]).value
    assert said.startswith("còn hiệu lực")
    assert "Không hoàn thành: chỉ được khi sửa cả kết quả đến ngày chốt, nay là Hoàn thành" in said


def test_every_offered_answer_on_files_units_and_all_items_of_a_silent_unit_is_taken(tmp_path):
    project = write_year_of_units(tmp_path)
    units = project / "data" / "raw" / "units.csv"
    units.write_text(
        units.read_text("utf-8").replace("UBND phường Hoa Cúc", '"UBND phường Hoa Cúc, Hoa Sen"'), "utf-8"
    )
    made = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
    made += "HLUA,follows,PHOA,XSEN;PHOA,Biên bản bàn giao,05/BB,An,2023-07-02\n"
    (project / "data" / "raw" / BEFORE / "decisions.csv").write_text(made, encoding="utf-8")
    plan = "Ban hành Đề án thí điểm"
    for name, said in (("a", "Cơ bản hoàn thành"), ("b", "Đang trình")):
        send(project, AFTER, f"moi {name}.xlsx", NAMES["SMOI"], {plan: said})
    refused, offers = refuse_each(project, AFTER, {**WHO, "decided_on": date(2023, 12, 20)})
    assert refused == {}
    assert offers["Đã quyết định", "HLUA", "follows"] == ["UBND xã Sen Trắng", "UBND phường Hoa Cúc; Hoa Sen"]
    assert offers["Cau hoi", "XSEN", "cut_off_status"]
    assert offers["Cau hoi", "submissions/moi a.xlsx | submissions/moi b.xlsx", "later_file"]


def test_an_awaited_unit_is_offered_by_its_code_where_the_names_are_too_long_for_a_list(tmp_path):
    project = write_year_of_units(tmp_path)
    units = project / "data" / "raw" / "units.csv"
    text = units.read_text("utf-8").replace("Sen Trắng", "Sen Trắng" + " Thơm Ngát" * 11)
    units.write_text(text.replace("Hoa Cúc", "Hoa Cúc" + " Mùa Thu" * 15), "utf-8")
    refused, offers = refuse_each(project, AFTER, {**WHO, "decided_on": date(2023, 12, 20)})
    assert refused == {}
    assert offers["Cau hoi", "HLUA", "follows"] == ["XSEN", "PHOA"]
