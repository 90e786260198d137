"""What goes out to units that took over from others, and comes home: forms, questions, drafts, comparisons."""

from __future__ import annotations

import shutil
from datetime import date

import openpyxl
import pytest

from camket.exchange.apply import apply_answers
from camket.exchange.filled_in_sheets import read_sheets
from camket.exchange.new_period import make_period
from camket.exchange.review_workbook import write_review
from camket.exchange.stale_forms import find_stale_forms, warn_of_forms
from camket.publishing.workbooks.unit_book import AGREES, ASKS, GENERAL, OPINION, WISH
from camket.settings.project import open_folder
from review_answers import fill
from year_2023 import AFTER, prepare, send, write_year

HEADER = 3


@pytest.fixture
def project(tmp_path):
    return write_year(tmp_path)


def make_forms(project):
    return make_period(project, AFTER, cut_off=date(2023, 12, 15), earlier=None)


def read_form(project, code):
    return openpyxl.load_workbook(project / "data" / "raw" / AFTER / "forms" / f"{code}.xlsx")


def test_forms_go_to_the_successors_and_say_both_names(project):
    made = make_forms(project)
    forms = [place.rpartition("/")[2] for place in made.made if "/forms/" in place]
    assert forms == ["SMAU.xlsx", "SMOI.xlsx", "XSEN.xlsx"]
    texts = [
        cell.value for row in read_form(project, "XSEN").active.iter_rows() for cell in row if cell.value
    ]
    assert "XÃ SEN TRẮNG" in texts
    assert any(
        "UBND xã Sen Trắng (trước là UBND xã Tre Xanh, UBND xã Mai Hồng" in str(text) for text in texts
    )
    assert {"1 (XTRE)", "2 (XTRE)", "1 (XMAI)", "1 (XLAN)"} <= {*texts}
    assert any("UBND huyện Lúa Vàng" in step and "đơn vị nào tiếp nhận" in step for step in made.next_steps)


def decide_split(project, value="XSEN"):
    made = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
    made += f"HLUA,follows,{value},XSEN;PHOA,Biên bản bàn giao,05/BB,An,2023-07-20\n"
    (project / "data" / "raw" / AFTER / "decisions.csv").write_text(made, encoding="utf-8")


def stale(project):
    folder = open_folder(project, AFTER)
    prepared = prepare(project, AFTER)
    return find_stale_forms(folder, [each.record.commitment for each in prepared.records], prepared.fields)


def test_a_form_that_lacks_what_its_unit_took_over_is_made_anew_while_nobody_has_filled_it_in(project):
    make_forms(project)
    assert stale(project) == []
    decide_split(project)
    assert [str(form) for form in stale(project)] == ["forms/XSEN.xlsx (thiếu HLUA-01, HLUA-02)"]
    [told] = warn_of_forms(open_folder(project, AFTER), stale(project), "2023-12-15")
    assert f"làm lại: camket new {AFTER} --cut-off 2023-12-15" in told
    made = make_forms(project)
    assert made.remade == (f"data/raw/{AFTER}/forms/XSEN.xlsx",)
    assert any(step.startswith("gửi lại biểu đã làm lại: forms/XSEN.xlsx") for step in made.next_steps)
    assert stale(project) == []
    assert make_forms(project).remade == ()


def test_a_form_that_somebody_filled_in_is_kept_and_named(project):
    make_forms(project)
    book = read_form(project, "XSEN")
    sheet = book.active
    row = next(
        cell.row for line in sheet.iter_rows() for cell in line if str(cell.value).startswith("XTRE-0")
    )
    next(cell for cell in sheet[row] if not cell.protection.locked).value = "Đã trồng"
    path = project / "data" / "raw" / AFTER / "forms" / "XSEN.xlsx"
    book.save(path)
    before = path.read_bytes()
    decide_split(project)
    made = make_forms(project)
    assert (made.remade, path.read_bytes() == before) == ((), True)
    assert any("đã có người điền, được giữ nguyên" in step for step in made.next_steps)
    decide_split(project, "PHOA")
    made = make_forms(project)
    assert f"data/raw/{AFTER}/forms/PHOA.xlsx" in made.made
    assert (path.read_bytes() == before, stale(project)) == (True, [])


def test_a_form_that_comes_back_leads_each_answer_to_what_the_old_unit_signed(project):
    make_forms(project)
    book = read_form(project, "XSEN")
    sheet = book.active
    for row in sheet.iter_rows():
        keys = [cell.value for cell in row if str(cell.value).startswith("X") and "-0" in str(cell.value)]
        for key in keys:
            place = next(cell.column for cell in sheet[row[0].row] if not cell.protection.locked)
            sheet.cell(row[0].row, place).value = f"Đã làm {key}"
    book.save(project / "data" / "raw" / AFTER / "submissions" / "mau.xlsx")
    prepared = prepare(project, AFTER)
    said = {
        each.record.commitment.record_id: each.record.result_text
        for each in prepared.records
        if each.record.reported
    }
    assert said == {name: f"Đã làm {name}" for name in ("XTRE-01", "XTRE-02", "XMAI-01", "XLAN-01")}
    assert not [item for item in prepared.rejected if item.to_mend]
    assert not [each for each in prepared.records if each.record.reported and each.record.review_reasons]


def write_workbook(project):
    path = project / "review.xlsx"
    path.write_bytes(write_review(AFTER, prepare(project, AFTER)))
    return path


ANSWER = {
    "answer": "UBND phường Hoa Cúc", "reason": "Theo biên bản bàn giao", "decided_by": "An",
    "decided_on": date(2023, 12, 20),
}  # fmt: skip


def test_the_review_asks_who_takes_over_for_all_at_once_or_one_by_one(project):
    sheet = openpyxl.load_workbook(write_workbook(project))["Cau hoi"]
    headings = [cell.value for cell in sheet[HEADER]]
    rows = [
        dict(zip(headings, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=HEADER + 1)
        if str(row[1].value).startswith("HLUA")
    ]
    assert [(row["record_id"], row["field"]) for row in rows][:3] == [
        ("HLUA", "follows"), ("HLUA-01", "follows"), ("HLUA-02", "follows"),
    ]  # fmt: skip
    assert rows[0]["Hỏi về"] == "Đơn vị nào tiếp nhận?"
    path = fill(write_workbook(project), {("HLUA", "follows"): ANSWER})
    done = apply_answers(open_folder(project, AFTER), prepare(project, AFTER), path)
    assert [(made.record_id, made.value) for made in done.added] == [("HLUA", "PHOA")]
    assert prepare(project, AFTER).figures["cut_off.total@PHOA"].denominator == 2
    again = {**ANSWER, "Quyết định lại": "UBND xã Sen Trắng"}
    del again["answer"]
    path = fill(write_workbook(project), {("HLUA", "follows"): again}, "Đã quyết định")
    apply_answers(open_folder(project, AFTER), prepare(project, AFTER), path)
    assert prepare(project, AFTER).figures["cut_off.total@XSEN"].denominator == 6


def test_what_a_successor_registers_for_the_next_year_is_matched_with_the_items_of_the_old_units(project):
    folder = project / "data" / "raw" / AFTER / "registrations"
    folder.mkdir()
    send(project, AFTER, "dang ky.xlsx", "UBND XÃ SEN TRẮNG", {"Trồng cây xanh dọc kênh": "600 cây"})
    path = folder.parent / "submissions" / "dang ky.xlsx"
    book = openpyxl.load_workbook(path)
    for column, heading in enumerate(("STT", "Nội dung đăng ký", "Chỉ tiêu năm 2024", "Thời hạn"), start=1):
        book.active.cell(3, column).value = heading
    book.save(path)
    shutil.move(path, folder)
    prepared = prepare(project, AFTER)
    [screened] = prepared.next_year.screened
    assert [each.record_id for each in screened.carried.before] == ["XTRE-01"]
    made = f"XSEN-2024-01,carried_from,XMAI-01,{screened.carried.finding.found},Đã hỏi,,An,2023-12-20\n"
    head = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
    (folder.parent / "decisions.csv").write_text(head + made, encoding="utf-8")
    [screened] = prepare(project, AFTER).next_year.screened
    assert [each.record_id for each in screened.carried.before] == ["XMAI-01"]


def apply_to(project, answers, sheet="Cau hoi"):
    path = fill(write_workbook(project), answers, sheet)
    return apply_answers(open_folder(project, AFTER), prepare(project, AFTER), path)


def test_the_second_half_of_a_year_is_settled_step_by_step(project):
    """Merged and split units, two files sent again, a second person, a changed and a revoked decision."""
    settings = project / "data" / "raw" / AFTER / "period.toml"
    settings.write_text(settings.read_text("utf-8") + "[decisions]\nsecond_person = true\n", encoding="utf-8")
    trees, lamps = "Trồng cây xanh dọc kênh", "Lắp đèn đường nông thôn"
    send(
        project,
        AFTER,
        "sen.xlsx",
        "UBND XÃ SEN TRẮNG",
        {trees: "Đã trồng 200 cây", "Mở lớp dạy nghề": "Đã mở"},
    )
    send(
        project,
        AFTER,
        "sen lan 2.xlsx",
        "UBND XÃ SEN TRẮNG",
        {trees: "Đã trồng 500 cây", lamps: "Đã lắp 02 km"},
    )
    send(project, AFTER, "moi a.xlsx", "SỞ MỚI ĐẶT", {"Ban hành Đề án thí điểm": "Cơ bản hoàn thành"})
    send(project, AFTER, "moi b.xlsx", "SỞ MỚI ĐẶT", {"Ban hành Đề án thí điểm": "Đang trình"})
    prepared = prepare(project, AFTER)
    of_sen = [item.kind for item in prepared.rejected if item.file == "submissions/sen.xlsx"]
    assert of_sen == ["superseded", "superseded"]

    pair = ("submissions/moi a.xlsx | submissions/moi b.xlsx", "later_file")
    apply_to(project, {("HLUA", "follows"): ANSWER, pair: {**ANSWER, "answer": "Tệp 1 gửi sau"}})
    plan = ("SCU-01", "cut_off_status")
    apply_to(project, {plan: {**ANSWER, "answer": "Hoàn thành"}})
    assert status_of(project, "SCU-01") == "unresolved"
    apply_to(project, {plan: {"Người kiểm tra": "Bình"}}, "Đã quyết định")
    assert status_of(project, "SCU-01") == "completed"

    changed = {**ANSWER, "Quyết định lại": "Đang thực hiện", "Người kiểm tra": "Bình"}
    del changed["answer"]
    apply_to(project, {plan: changed}, "Đã quyết định")
    assert status_of(project, "SCU-01") == "in_progress"
    apply_to(project, {plan: {**changed, "Quyết định lại": "Thu hồi"}}, "Đã quyết định")
    assert status_of(project, "SCU-01") == "unresolved"
    assert {unit.code for unit in prepare(project, AFTER).units} == {"SMAU", "SMOI", "XSEN", "PHOA"}


def status_of(project, record_id):
    records = prepare(project, AFTER).records
    return next(each.cut_off.status for each in records if each.record.commitment.record_id == record_id)


def test_a_sheet_answers_for_items_that_are_numbered_by_the_units_that_signed_them(project, tmp_path):
    prepared = prepare(project, AFTER)
    name = next(unit.name for unit in prepared.units if unit.code == "XSEN")
    book = openpyxl.Workbook()
    for row in (
        [f"Phiếu xác nhận kết quả thực hiện nội dung năm 2023 của {name}"],
        ["TT", "Nội dung", OPINION, WISH],
        ["1 (XTRE)", "x", "", ""],
        ["1 (XMAI)", "x", ASKS, "Đã xong ngày 05/11"],
        [GENERAL, AGREES],
    ):
        book.active.append(row)
    book.save(tmp_path / "phieu.xlsx")
    [sheet] = read_sheets(
        open_folder(project, AFTER), prepared, [tmp_path / "phieu.xlsx"], date(2023, 12, 20)
    )
    assert {each.record_id: (each.opinion, each.remark) for each in sheet.answers} == {
        "XTRE-01": ("agreed", ""),
        "XMAI-01": ("remark", "Đã xong ngày 05/11"),
    }
