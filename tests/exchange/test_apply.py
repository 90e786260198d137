"""Answers applied: all of them or none, each named by its cell, and never twice."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import openpyxl
import pytest

from camket.errors import InputError
from camket.exchange.apply import refuse_unapplied
from camket.exchange.review_workbook import write_review
from camket.pipeline import prepare_period
from camket.settings.project import open_folder
from review_answers import (
    GOOD,
    HEADER,
    HEADINGS,
    PERIOD,
    apply,
    decisions,
    decisions_file,
    fill,
    make_workbook,
    prepare,
    refusal,
    submit,
)


@pytest.fixture
def project(made_project, tmp_path):
    """Of five commitments one is open on both bases, one at the cut-off; two had better be looked at."""
    return shutil.copytree(made_project, tmp_path, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def made_project(made_small_project, tmp_path_factory):
    """The project of these tests as it is made once. Not to be changed."""
    made = shutil.copytree(made_small_project, tmp_path_factory.mktemp("apply"), dirs_exist_ok=True)
    submit(made, "SNV", 4, C="Cơ bản hoàn thành", D="Phấn đấu hoàn thành")
    submit(made, "HTN", 3, C="Đã có kết quả", D="Hoàn thành")
    return made


CUT_OFF, FULL_YEAR = ("SNV-03", "cut_off_status"), ("SNV-03", "full_year_status")
OTHER = ("HTN-02", "cut_off_status")


def test_answers_become_decisions_with_the_guard_that_the_program_set(project):
    path = fill(make_workbook(project), {CUT_OFF: GOOD, FULL_YEAR: {**GOOD, "document": None}})
    done = apply(project, path)
    assert (len(done.added), done.already, done.left) == (2, 0, 1)
    first, second = decisions(project)
    assert first == {
        "record_id": "SNV-03",
        "field": "cut_off_status",
        "value": "completed",
        "expect": "unresolved:nearly_done",
        "reason": "Đã xem biên bản",
        "document": "08/BB-SNV",
        "decided_by": "Nguyễn Văn A",
        "decided_on": "2022-11-02",
        "written": "kết quả: Cơ bản hoàn thành | ước cả năm: Phấn đấu hoàn thành",
        "role": "",
        "checked_by": "",
        "document_sha256": "",
    }
    assert (second["field"], second["expect"], second["document"]) == (
        "full_year_status",
        "unresolved:estimate_open",
        "",
    )
    prepared = prepare(project)
    assert [question.record_id for question in prepared.questions] == ["HTN-02"]
    assert prepared.figures["decided"].records == ("SNV-03",)


def test_applying_twice_changes_nothing_and_says_so(project):
    path = fill(make_workbook(project), {CUT_OFF: GOOD, OTHER: GOOD})
    apply(project, path)
    once = decisions_file(project).read_bytes()
    again = apply(project, path)
    assert (again.added, again.already) == ((), 2)
    assert decisions_file(project).read_bytes() == once


def test_answers_may_be_given_a_few_at_a_time_in_the_same_workbook(project):
    path = fill(make_workbook(project), {CUT_OFF: GOOD})
    apply(project, path)
    done = apply(project, fill(path, {OTHER: GOOD}))
    assert (len(done.added), done.already) == (1, 1)
    assert [row["record_id"] for row in decisions(project)] == ["SNV-03", "HTN-02"]


def test_what_was_there_stays_and_the_dialect_is_kept(project):
    decisions_file(project).write_bytes(
        b"\xef\xbb\xbfrecord_id;field;value;expect;reason;document;decided_by;decided_on\r\n"
    )
    apply(project, fill(make_workbook(project), {OTHER: GOOD}))
    head, line = decisions_file(project).read_bytes().decode().removesuffix("\r\n").split("\r\n")
    assert head.startswith("\ufeffrecord_id;field;")
    assert head.endswith(";decided_on;written;role;checked_by;document_sha256")
    assert line.endswith(";2022-11-02;kết quả: Đã có kết quả | ước cả năm: Hoàn thành;;;")
    assert prepare(project).figures["decided"].records == ("HTN-02",)


@pytest.mark.parametrize(
    ("change", "column", "found"),
    [
        ({"answer": None}, "answer", "thiếu trả lời"),
        ({"reason": None}, "reason", "thiếu lý do"),
        ({"decided_by": " "}, "decided_by", "thiếu người quyết định"),
        ({"decided_on": None}, "decided_on", "thiếu ngày quyết định"),
        ({"answer": "Xong"}, "answer", "“Xong” không phải một trong: Đang thực hiện, Hoàn thành"),
        ({"decided_on": "hôm qua"}, "decided_on", "không phải một ngày"),
        ({"decided_on": date(2021, 11, 2)}, "decided_on", "một ngày từ 01/01/2022"),
        ({"decided_on": date(2022, 12, 2)}, "decided_on", "đến ngày ban hành báo cáo 09/11/2022"),
        ({"answer": "Được cho dừng", "document": None}, "document", "cấp có thẩm quyền cho dừng"),
        ({"answer": "Được cho dừng", "document": "không có"}, "document", "cấp có thẩm quyền cho dừng"),
        ({"answer": "Được cho dừng", "document": "0"}, "document", "cấp có thẩm quyền cho dừng"),
        ({"reason": "..."}, "reason", "“...” không phải lý do"),
        ({"decided_by": "."}, "decided_by", "“.” không phải người quyết định"),
        ({"reason": "=1+1"}, "reason", "công thức"),
        ({"decided_by": "@SUM(A1)"}, "decided_by", "bắt đầu như một công thức"),
        ({"record_id": None}, "Mã", "mất cột ẩn record_id"),
        ({"record_id": "SNV-02"}, "Mã", "dòng ghi SNV-03, cột ẩn ghi SNV-02"),
        ({"field": "content"}, "field", "cột ẩn field ghi “content”"),
        ({"field": "full_year_status"}, "Hỏi về", "cột ẩn hỏi về “Ước cả năm”"),
        ({"expect": "unresolved:no_rule"}, "answer", "nay là unresolved:nearly_done"),
        ({"seen": "0123"}, "Đơn vị ghi gì, ở ô nào", "đã sửa báo cáo sau khi tạo tệp"),
    ],
)
def test_a_faulty_row_is_named_by_its_cell_and_nothing_is_applied(project, change, column, found):
    path = fill(make_workbook(project), {CUT_OFF: {**GOOD, **change}, OTHER: GOOD})
    error = refusal(project, path)
    page = openpyxl.load_workbook(path)["Cau hoi"]
    letters = {cell.value: cell.column_letter for cell in page[HEADER]}
    assert error.where == "review.xlsx: 1 chỗ"
    assert error.found.startswith(f"'Cau hoi'!{letters[HEADINGS.get(column, column)]}4: ")
    assert found in error.found


def test_all_faults_are_told_at_once(project):
    half = {"answer": "Hoàn thành"}
    error = refusal(project, fill(make_workbook(project), {CUT_OFF: half, OTHER: {"reason": "Đã xem"}}))
    assert error.where == "review.xlsx: 6 chỗ"
    assert error.found.count("\n") == 5


def test_a_verdict_on_an_awaited_record_needs_the_document_of_who_gave_it(project):
    submit(project, "HTN", 3, C="Hội đồng đang thẩm định", D="Hoàn thành")
    made = "HTN-02,cut_off_status,completed,unresolved,Cũ,12/HĐ,B,2022-11-01\n"
    decisions_file(project).write_text(
        "record_id,field,value,expect,reason,document,decided_by,decided_on\n" + made, encoding="utf-8"
    )
    path = fill(make_workbook(project), {OTHER: {**GOOD, "document": None}})
    assert "thiếu văn bản (số, ngày) của cơ quan thẩm định" in refusal(project, path).found
    assert len(apply(project, fill(path, {OTHER: GOOD})).added) == 1


def test_two_rows_that_answer_one_question_differently_are_refused_and_alike_are_one(project):
    path = fill(make_workbook(project), {OTHER: GOOD})
    book = openpyxl.load_workbook(path)
    page = book["Cau hoi"]
    row = next(row for row in page.iter_rows(min_row=HEADER + 1) if row[1].value == "HTN-02")
    page.append([cell.value for cell in row])
    book.save(path)
    assert len(apply(project, path).added) == 1
    decisions_file(project).unlink()
    at = {cell.value: cell.column for cell in page[HEADER]}
    page.cell(page.max_row, at["Trả lời"]).value = "Đang thực hiện"
    book.save(path)
    assert "HTN-02: hai dòng trả lời khác nhau" in refusal(project, path).found


def test_a_question_that_no_longer_exists_is_named(project):
    path = fill(make_workbook(project), {OTHER: GOOD})
    submit(project, "HTN", 3, C="Đã có Quyết định công nhận số 12/QĐ-UBND")
    assert (
        "HTN-02 (đến ngày chốt) không còn là câu hỏi: nay chương trình xác định"
        in refusal(project, path).found
    )


def test_an_answer_against_a_decision_in_force_is_refused_with_the_one_that_stands(project):
    path = fill(make_workbook(project), {OTHER: GOOD})
    apply(project, path)
    error = refusal(project, fill(path, {OTHER: {"answer": "Không hoàn thành"}}))
    assert "đã có quyết định còn hiệu lực: Hoàn thành, Nguyễn Văn A, 02/11/2022" in error.found


def test_an_answer_given_to_other_words_of_the_unit_is_refused_with_the_new_ones(project):
    path = fill(make_workbook(project), {OTHER: GOOD})
    submit(project, "HTN", 3, C="Đã có kết quả rõ hơn")
    found = refusal(project, path).found
    assert "đơn vị đã sửa báo cáo" in found
    assert "kết quả: Đã có kết quả rõ hơn" in found


def test_a_decision_that_fell_away_is_asked_again_with_both_texts_and_may_be_made_anew(project):
    apply(project, fill(make_workbook(project), {OTHER: GOOD}))
    submit(project, "HTN", 3, C="Chưa hoàn thành, trong hạn")
    prepared = prepare(project)
    [question] = [each for each in prepared.questions if each.record_id == "HTN-02"]
    assert "đơn vị ghi “kết quả: Đã có kết quả | ước cả năm: Hoàn thành”" in question.question
    assert "nay đơn vị ghi “kết quả: Chưa hoàn thành, trong hạn" in question.question
    assert "“kết quả: Đã có kết quả | ước cả năm: Hoàn thành”" in prepared.records[4].review_reasons[0]
    path = fill(make_workbook(project), {OTHER: {**GOOD, "answer": "Đang thực hiện"}})
    apply(project, path)
    assert [row["value"] for row in decisions(project)] == ["completed", "in_progress"]
    assert {judged.record.commitment.record_id: judged.cut_off.status for judged in prepare(project).records}[
        "HTN-02"
    ] == "in_progress"


def test_the_same_answer_is_taken_anew_where_the_unit_says_it_in_other_words(project):
    apply(project, fill(make_workbook(project), {CUT_OFF: GOOD}))
    submit(project, "SNV", 4, C="Về cơ bản đã hoàn thành")
    path = fill(make_workbook(project), {CUT_OFF: GOOD})
    assert [made.record_id for made in apply(project, path).added] == ["SNV-03"]
    assert [made["expect"] for made in decisions(project)] == ["unresolved:nearly_done"] * 2
    assert not [asked for asked in prepare(project).questions if (asked.record_id, asked.field) == CUT_OFF]
    again = apply(project, path)
    assert (again.added, again.already, again.fallen) == ((), 1, ())


def test_an_earlier_workbook_whose_decision_fell_away_changes_nothing_and_says_which(project):
    path = fill(make_workbook(project), {CUT_OFF: GOOD, OTHER: GOOD})
    apply(project, path)
    submit(project, "SNV", 4, C="Về cơ bản đã hoàn thành")
    again = apply(project, path)
    assert (again.added, again.already, again.fallen) == ((), 2, ("SNV-03",))


def test_two_results_that_cannot_follow_one_another_are_refused(project):
    answers = {CUT_OFF: GOOD, FULL_YEAR: {**GOOD, "answer": "Không hoàn thành"}}
    path = fill(make_workbook(project), answers)
    found = refusal(project, path).found
    assert "SNV-03: đến ngày chốt là Hoàn thành thì cả năm không thể là Không hoàn thành" in found
    assert apply(project, fill(path, {CUT_OFF: {"answer": "Không hoàn thành"}})).left == 1


def test_a_result_that_the_estimate_contradicts_can_be_set_right_on_either_side(project):
    submit(project, "SNV", 3, C="Đã hoàn thành", D="Không hoàn thành")
    made = make_workbook(project)
    fill(made, {("SNV-02", "cut_off_status"): {**GOOD, "answer": "Đang thực hiện"}}, sheet="Xem lai")
    fill(made, {("SNV-02", "full_year_status"): {**GOOD, "answer": "Không hoàn thành"}})
    apply(project, made)
    judged = prepare(project).records[1]
    assert (judged.cut_off.status, judged.full_year.status) == ("in_progress", "not_completed")


def test_a_workbook_of_another_period_is_refused_even_where_the_unit_says_the_same(project):
    other = project / "data" / "raw" / "2022-12"
    shutil.copytree(project / "data" / "raw" / PERIOD, other)
    path = project / "review.xlsx"
    path.write_bytes(write_review("2022-12", prepare_period(open_folder(project, "2022-12"))))
    assert "tệp tạo cho kỳ khác" in refusal(project, fill(path, {OTHER: GOOD})).found


def test_a_second_look_is_answered_in_the_same_way(project):
    path = fill(make_workbook(project), {("SNV-02", "cut_off_status"): GOOD}, sheet="Xem lai")
    done = apply(project, path)
    assert [(made.record_id, made.value, made.expect) for made in done.added] == [
        ("SNV-02", "completed", "completed:done")
    ]
    assert "SNV-02" not in {entry.record_id for entry in prepare(project).second_looks}


def test_rows_may_be_sorted_filtered_and_deleted(project):
    path = fill(make_workbook(project), {CUT_OFF: GOOD, OTHER: GOOD})
    book = openpyxl.load_workbook(path)
    page = book["Cau hoi"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADER + 1)]
    kept = [row for row in rows if row[2] == "cut_off_status"][::-1]
    page.delete_rows(HEADER + 1, len(rows))
    for row in kept:
        page.append(row)
    page.row_dimensions[HEADER + 1].hidden = True
    book.save(path)
    assert {made.record_id for made in apply(project, path).added} == {"SNV-03", "HTN-02"}


@pytest.mark.parametrize("suffix", ["ods", "xls", pytest.param("xlsx", marks=pytest.mark.trial)])
def test_a_workbook_saved_by_libreoffice_is_applied_the_same(project, tmp_path, suffix):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path = fill(make_workbook(project), {CUT_OFF: GOOD, OTHER: GOOD})
    saved = tmp_path / "saved"
    command = [
        office,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
    ]
    subprocess.run([*command, suffix, "--outdir", str(saved), str(path)], check=True, capture_output=True)
    done = apply(project, saved / f"review.{suffix}")
    assert [(made.record_id, made.value, made.decided_on) for made in done.added] == [
        ("SNV-03", "completed", date(2022, 11, 2)),
        ("HTN-02", "completed", date(2022, 11, 2)),
    ]


def test_answers_not_yet_applied_are_not_run_over(project):
    folder = open_folder(project, PERIOD)
    folder.outputs.mkdir(parents=True)
    path = make_workbook(project).rename(folder.outputs / "review.xlsx")
    refuse_unapplied(folder, prepare(project))
    fill(path, {OTHER: {"answer": "Hoàn thành"}})
    with pytest.raises(InputError, match="1 dòng đã ghi trả lời mà chưa áp dụng"):
        refuse_unapplied(folder, prepare(project))
    apply(project, fill(path, {OTHER: GOOD}))
    refuse_unapplied(folder, prepare(project))


def loses_a_column(path):
    book = openpyxl.load_workbook(path)
    book["Xem lai"].delete_cols(3)
    book.save(path)


def drops_a_sheet(path):
    book = openpyxl.load_workbook(path)
    book["Xem lai"].title = "Xem lai - bỏ"
    book.save(path)


def gets_a_password(path):
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


@pytest.mark.parametrize("harm", [loses_a_column, drops_a_sheet, gets_a_password])
def test_a_review_that_cannot_be_read_whole_is_not_run_over(project, harm):
    folder = open_folder(project, PERIOD)
    folder.outputs.mkdir(parents=True)
    path = make_workbook(project).rename(folder.outputs / "review.xlsx")
    harm(path)
    with pytest.raises(InputError, match="có thể còn trả lời chưa áp dụng"):
        refuse_unapplied(folder, prepare(project))
