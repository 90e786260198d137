"""What was decided stays in the review workbook, and may be decided anew, revoked or checked there."""

from __future__ import annotations

import shutil
from datetime import date

import openpyxl
import pytest

from camket.exchange.decided_sheet import DECIDED
from review_answers import (
    GOOD,
    HEADER,
    PERIOD,
    apply,
    decisions,
    fill,
    make_workbook,
    prepare,
    refusal,
    submit,
)

CUT_OFF, FULL_YEAR = ("SNV-03", "cut_off_status"), ("SNV-03", "full_year_status")
AGAIN = {
    "Quyết định lại": "Đang thực hiện", "reason": "Biên bản đã bị hủy", "document": "09/BB-SNV",
    "decided_by": "Trần Thị B", "decided_on": date(2022, 11, 4),
}  # fmt: skip
REVOKED = {**AGAIN, "Quyết định lại": "Thu hồi", "document": None}


@pytest.fixture
def project(small_project):
    submit(small_project, "SNV", 4, C="Cơ bản hoàn thành", D="Phấn đấu hoàn thành")
    return small_project


def decide(project, answers, sheet="Cau hoi"):
    return apply(project, fill(make_workbook(project), answers, sheet))


def rows_of(project):
    sheet = openpyxl.load_workbook(make_workbook(project))[DECIDED]
    headings = [cell.value for cell in sheet[HEADER]]
    return [
        dict(zip(headings, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=HEADER + 1)
        if row[1].value
    ]


def status(project):
    [judged] = [each for each in prepare(project).records if each.record.commitment.record_id == "SNV-03"]
    return judged.cut_off.status


def test_what_was_decided_stands_there_with_who_when_why_and_whether_it_holds(project):
    decide(project, {CUT_OFF: GOOD})
    [row] = rows_of(project)
    told = (
        "Mã",
        "Hỏi về",
        "Đã quyết định",
        "Hiệu lực",
        "Lý do, văn bản",
        "Ai, ngày nào",
        "Quyết định trước đó",
    )
    assert [row[name] for name in told] == [
        "SNV-03", "Đến ngày chốt", "Hoàn thành", "còn hiệu lực", "Đã xem biên bản (08/BB-SNV)",
        "Nguyễn Văn A, 02/11/2022", "",
    ]  # fmt: skip
    submit(project, "SNV", 4, C="Về cơ bản đã hoàn thành")
    assert rows_of(project)[0]["Hiệu lực"] == "hết hiệu lực"


def test_a_new_answer_takes_the_place_of_the_earlier_one_and_both_stay_on_record(project):
    decide(project, {CUT_OFF: GOOD})
    assert len(decide(project, {CUT_OFF: AGAIN}, DECIDED).added) == 1
    assert [made["value"] for made in decisions(project)] == ["completed", "in_progress"]
    assert status(project) == "in_progress"
    [row] = rows_of(project)
    assert row["Quyết định trước đó"] == "- Hoàn thành: Nguyễn Văn A, 02/11/2022 (đã được thay)"


def test_revoking_brings_the_question_back_and_the_same_answer_may_be_given_again(project):
    decide(project, {CUT_OFF: GOOD})
    decide(project, {CUT_OFF: REVOKED}, DECIDED)
    assert [(made["value"], made["expect"]) for made in decisions(project)] == [
        ("completed", "unresolved:nearly_done"), ("", "unresolved:nearly_done"),
    ]  # fmt: skip
    assert status(project) == "unresolved"
    assert (rows_of(project)[0]["Đã quyết định"], rows_of(project)[0]["Hiệu lực"]) == ("Thu hồi", "thu hồi")
    decide(project, {CUT_OFF: GOOD})
    assert status(project) == "completed"
    assert len(decisions(project)) == 3


def test_a_workbook_of_before_changes_nothing_that_was_decided_since(project):
    first = fill(make_workbook(project), {CUT_OFF: GOOD})
    kept = shutil.copy(first, project / "kept.xlsx")
    apply(project, first)
    second = shutil.copy(fill(make_workbook(project), {CUT_OFF: REVOKED}, DECIDED), project / "second.xlsx")
    apply(project, second)
    for path in (kept, second):
        again = apply(project, path)
        assert (again.added, again.already) == ((), 1)
    stale = fill(kept, {CUT_OFF: {**GOOD, "answer": "Không hoàn thành"}})
    assert "SNV-03" in refusal(project, stale).found


def test_an_answer_of_before_to_what_is_decided_by_now_is_told_where_to_give_it(project):
    path = fill(make_workbook(project), {CUT_OFF: GOOD})
    apply(project, path)
    error = refusal(project, fill(path, {CUT_OFF: {"answer": "Không hoàn thành"}}))
    assert "đã có quyết định còn hiệu lực: Hoàn thành, Nguyễn Văn A, 02/11/2022" in error.found
    assert "trang Đã quyết định" in error.found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"reason": None}, "thiếu lý do"),
        ({"decided_on": date(2022, 12, 2)}, "đến ngày ban hành báo cáo"),
        ({"Quyết định lại": "Được cho dừng", "document": None}, "cấp có thẩm quyền cho dừng"),
        ({"Quyết định lại": "Xóa"}, "“Xóa” không phải một trong: Đang thực hiện"),
        (
            {"Quyết định lại": "Không hoàn thành", "document": "bb.pdf"},
            "không có tệp bb.pdf trong data/raw/2022-10/decisions",
        ),
    ],
)
def test_the_same_guards_hold_there(project, change, found):
    decide(project, {CUT_OFF: GOOD})
    path = fill(make_workbook(project), {CUT_OFF: {**AGAIN, **change}}, DECIDED)
    assert found in refusal(project, path).found


def test_a_revocation_that_leaves_the_two_results_in_contradiction_is_refused(project):
    submit(project, "SNV", 4, C="Đã hoàn thành", D="Không hoàn thành")
    path = make_workbook(project)
    fill(path, {CUT_OFF: {**GOOD, "answer": "Đang thực hiện"}}, "Xem lai")
    fill(path, {FULL_YEAR: {**GOOD, "answer": "Không hoàn thành"}})
    apply(project, path)
    found = refusal(project, fill(make_workbook(project), {CUT_OFF: REVOKED}, DECIDED)).found
    assert "SNV-03: đến ngày chốt là Hoàn thành thì cả năm không thể là Không hoàn thành" in found


def ask_for_a_second_person(project):
    path = project / "data" / "raw" / PERIOD / "period.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + "[decisions]\nsecond_person = true\n", encoding="utf-8"
    )


def test_without_the_setting_nothing_asks_for_a_role_or_a_check(project):
    book = openpyxl.load_workbook(make_workbook(project))
    headings = {cell.value for name in book.sheetnames[:3] for cell in book[name][HEADER]}
    assert not headings & {"Chức vụ/vai trò", "Người kiểm tra"}


def test_a_decision_waits_for_a_second_person_and_is_shown_with_the_question(project):
    ask_for_a_second_person(project)
    done = decide(project, {CUT_OFF: {**GOOD, "Chức vụ/vai trò": "Chuyên viên"}})
    assert (len(done.added), done.left) == (1, 2)
    prepared = prepare(project)
    [asked] = [each for each in prepared.questions if each.field == "cut_off_status"]
    assert "đã có đề xuất ngày 02/11/2022 của Nguyễn Văn A (Hoàn thành" in asked.question
    assert status(project) == "unresolved"
    assert prepared.figures["decided"].numerator == 0
    [row] = rows_of(project)
    assert (row["Hiệu lực"], row["Ai, ngày nào"]) == (
        "chờ người thứ hai kiểm tra", "Nguyễn Văn A (Chuyên viên), 02/11/2022",
    )  # fmt: skip


@pytest.mark.parametrize("sheet", ["Cau hoi", DECIDED])
def test_the_second_person_confirms_a_proposal_with_a_name_alone(project, sheet):
    ask_for_a_second_person(project)
    decide(project, {CUT_OFF: {**GOOD, "Chức vụ/vai trò": "Chuyên viên"}})
    path = fill(make_workbook(project), {CUT_OFF: {"Người kiểm tra": "nguyễn văn A"}}, sheet)
    assert "người kiểm tra phải khác người quyết định" in refusal(project, path).found
    fill(path, {CUT_OFF: {"Người kiểm tra": "Lê Văn C"}}, sheet)
    assert len(apply(project, path).added) == 1
    assert apply(project, path).already == 1
    first, second = decisions(project)
    assert second == {**first, "checked_by": "Lê Văn C"}
    assert (status(project), first["role"]) == ("completed", "Chuyên viên")


def test_a_name_alone_confirms_nothing_where_the_unit_has_changed_its_row(project):
    ask_for_a_second_person(project)
    decide(project, {CUT_OFF: GOOD})
    submit(project, "SNV", 4, C="Về cơ bản đã hoàn thành")
    path = fill(make_workbook(project), {CUT_OFF: {"Người kiểm tra": "Lê Văn C"}})
    assert "thiếu trả lời" in refusal(project, path).found


def test_a_name_alone_confirms_nothing_where_the_file_of_the_proposal_has_changed(project):
    ask_for_a_second_person(project)
    folder = project / "data" / "raw" / PERIOD / "decisions"
    folder.mkdir()
    (folder / "bb-08.pdf").write_bytes(b"hello")
    decide(project, {CUT_OFF: {**GOOD, "document": "08/BB-SNV; bb-08.pdf"}})
    (folder / "bb-08.pdf").write_bytes(b"other")
    path = fill(make_workbook(project), {CUT_OFF: {"Người kiểm tra": "Lê Văn C"}})
    assert "tệp bb-08.pdf đã khác tệp khi đề xuất" in refusal(project, path).found


def test_a_decision_on_a_file_falls_back_to_a_question_once_the_file_changes(project):
    folder = project / "data" / "raw" / PERIOD / "decisions"
    folder.mkdir()
    (folder / "bb-08.pdf").write_bytes(b"hello")
    decide(project, {CUT_OFF: {**GOOD, "document": "08/BB-SNV; bb-08.pdf"}})
    [made] = decisions(project)
    assert made["document_sha256"].startswith("2cf24dba")
    assert status(project) == "completed"
    (folder / "bb-08.pdf").write_bytes(b"other")
    [judged] = [each for each in prepare(project).records if each.faults]
    assert judged.cut_off.status == "unresolved"
    assert "tệp data/raw/2022-10/decisions/bb-08.pdf đã khác tệp khi quyết định" in judged.review_reasons[0]
    decide(project, {CUT_OFF: {**GOOD, "document": "08/BB-SNV; bb-08.pdf"}})
    assert status(project) == "completed"
