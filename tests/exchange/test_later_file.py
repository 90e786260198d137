"""Two versions of a file whose order nobody knows: a person says which is later, for all rows at once."""

from __future__ import annotations

import shutil

import openpyxl
import pytest

from camket.cli.terminal import list_next_year_notes
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

PAIR = ("submissions/SNV bản hai.xlsx | submissions/SNV.xlsx", "later_file")
LATER = {**GOOD, "document": None, "answer": "Tệp 1 gửi sau"}


@pytest.fixture
def project(small_project):
    sent = small_project / "data" / "raw" / PERIOD / "submissions"
    shutil.copy(sent / "SNV.xlsx", sent / "SNV bản hai.xlsx")
    submit(small_project, "SNV bản hai", 2, C="Đã ban hành Đề án")
    submit(small_project, "SNV bản hai", 3, C="Đã tinh giản 25 người", D="Hoàn thành")
    return small_project


def results(project):
    return {
        each.record.commitment.record_id: each.record.result_text
        for each in prepare(project).records
        if each.record.commitment.unit.code == "SNV"
    }


def test_the_question_shows_both_texts_and_offers_either_file(project):
    sheet = openpyxl.load_workbook(make_workbook(project))["Cau hoi"]
    headings = [cell.value for cell in sheet[HEADER]]
    rows = [
        dict(zip(headings, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=HEADER + 1)
    ]
    [at] = [number for number, row in enumerate(rows) if row["field"] == "later_file"]
    assert rows[at]["Nội dung cam kết"] == "Tệp 1: SNV bản hai.xlsx\nTệp 2: SNV.xlsx"
    assert "SNV-01, SNV-02" in rows[at]["Vì sao hỏi"]
    below = rows[at + 1 : at + 5]
    assert {row["record_id"] for row in below} == {"SNV-01", "SNV-02"}
    assert "ghi “kết quả: Đã ban hành Đề án" in below[0]["Vì sao hỏi"]
    assert "ghi “kết quả: Đang xây dựng dự thảo" in below[0]["Vì sao hỏi"]
    assert not any(row["record_id"] in ("SNV-01", "SNV-02") for row in [*rows[:at], *rows[at + 5 :]])


@pytest.mark.parametrize(
    ("answer", "first", "kinds"),
    [("Tệp 1 gửi sau", "Đã ban hành Đề án", 3), ("Tệp 2 gửi sau", "Đang xây dựng dự thảo", 3)],
)
def test_the_answer_settles_all_rows_of_the_two_files(project, answer, first, kinds):
    path = fill(make_workbook(project), {PAIR: {**LATER, "answer": answer}})
    assert len(apply(project, path).added) == 1
    prepared = prepare(project)
    assert results(project)["SNV-01"] == first
    assert not [each for each in prepared.questions if each.judged.record.review_reasons]
    of_snv = [item for item in prepared.rejected if item.unit == "SNV"]
    assert [item.kind for item in of_snv if item.kind != "missing"] == ["superseded"] * kinds
    assert apply(project, path).already == 1


def test_a_result_that_rests_on_the_answer_is_counted_as_decided_and_not_as_found(project):
    asked = prepare(project).figures
    apply(project, fill(make_workbook(project), {PAIR: LATER}))
    prepared = prepare(project)
    assert set(prepared.figures["decided"].records) == {"SNV-01", "SNV-02"}
    first = prepared.records[0]
    assert first.decided_by == ("Nguyễn Văn A",)
    assert first.cut_off.status == "completed"
    for basis in ("cut_off", "full_year"):
        open_then = asked[f"{basis}.unresolved"].records
        assert prepared.figures[f"found.{basis}.unresolved"].records == open_then


LISTS = ("registrations/SNV a.xlsx | registrations/SNV b.xlsx", "later_file")


def register(project, name, *rows):
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"])
    for row in rows:
        book.active.append(row)
    path = project / "data" / "raw" / PERIOD / "registrations" / f"{name}.xlsx"
    path.parent.mkdir(exist_ok=True)
    book.save(path)


@pytest.fixture
def registered(small_project):
    register(small_project, "SNV a", [1, "Số hóa hồ sơ lưu trữ", "80% hồ sơ", "30/11/2023"])
    register(small_project, "SNV b", [1, "Số hóa hồ sơ lưu trữ", "100% hồ sơ", "30/11/2023"])
    return small_project


def test_of_two_registrations_of_unknown_order_one_answer_says_which_counts(registered):
    prepared = prepare(registered)
    assert [item.target for item in prepared.next_year.registered.items] == ["80% hồ sơ", "100% hồ sơ"]
    [note] = [each for each in list_next_year_notes(prepared.next_year) if "review.xlsx" in each]
    assert note.startswith("đăng ký của Sở Nội vụ có hai danh sách ghi khác nhau")
    path = fill(make_workbook(registered), {LISTS: {**LATER, "answer": "Tệp 2 gửi sau"}})
    assert len(apply(registered, path).added) == 1
    decided = prepare(registered).next_year.registered
    assert [item.target for item in decided.items] == ["100% hồ sơ"]
    assert [item.kind for item in decided.rejected if item.file] == ["superseded"]
    assert apply(registered, path).already == 1
    again = {**LATER, "Quyết định lại": "Tệp 1 gửi sau"}
    del again["answer"]
    apply(registered, fill(make_workbook(registered), {LISTS: again}, DECIDED))
    assert [item.target for item in prepare(registered).next_year.registered.items] == ["80% hồ sơ"]
    register(registered, "SNV a", [1, "Số hóa hồ sơ lưu trữ", "90% hồ sơ", "30/11/2023"])
    [asked] = prepare(registered).next_year.registered.questions
    assert "không còn hiệu lực vì tệp đã đổi" in asked.why


@pytest.mark.parametrize(
    "rows",
    [
        [[1, "Số hóa hồ sơ lưu trữ", "80% hồ sơ", "30/11/2023"]],
        [[1, "Trồng rừng phòng hộ", "50 ha", "30/11/2023"]],
        [[1, "Số hóa hồ sơ lưu trữ", "80% hồ sơ", "30/11/2023"], [2, "Trồng rừng phòng hộ", "50 ha", ""]],
    ],
    ids=["the same", "other items", "the same and more"],
)
def test_two_registrations_that_do_not_contradict_each_other_are_not_asked_about(registered, rows):
    register(registered, "SNV b", *rows)
    assert prepare(registered).next_year.registered.questions == ()


def test_it_falls_with_either_file_and_is_asked_again(project):
    apply(project, fill(make_workbook(project), {PAIR: LATER}))
    submit(project, "SNV", 2, C="Đang trình")
    prepared = prepare(project)
    [question] = [each for each in prepared.choices if not each.settled]
    assert "không còn hiệu lực vì tệp đã đổi" in question.why
    apply(project, fill(make_workbook(project), {PAIR: LATER}))
    assert results(project)["SNV-01"] == "Đã ban hành Đề án"


def test_it_may_be_decided_anew_and_revoked(project):
    apply(project, fill(make_workbook(project), {PAIR: LATER}))
    again = {**LATER, "Quyết định lại": "Tệp 2 gửi sau"}
    del again["answer"]
    apply(project, fill(make_workbook(project), {PAIR: again}, DECIDED))
    assert results(project)["SNV-01"] == "Đang xây dựng dự thảo"
    apply(project, fill(make_workbook(project), {PAIR: {**again, "Quyết định lại": "Thu hồi"}}, DECIDED))
    assert [made["value"] for made in decisions(project)] == [
        "submissions/SNV bản hai.xlsx", "submissions/SNV.xlsx", "",
    ]  # fmt: skip
    assert prepare(project).choices[0].settled is None


def test_an_answer_that_names_neither_file_is_refused(project):
    path = fill(make_workbook(project), {PAIR: {**LATER, "answer": "Tệp 3"}})
    assert "“Tệp 3” không phải một trong: Tệp 1 gửi sau, Tệp 2 gửi sau" in refusal(project, path).found
