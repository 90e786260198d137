import pytest

from camket.comparing.reasons import find_reasons
from samples import SCHEME

DECIDED = {"cut_off_rule": "decision", "cut_off_status": "stopped", "cut_off_evidence": "Có công văn (CV 1)",
           "decided_by": "Nguyễn Văn A"}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "kind", "says"),
    [
        ({"target": "01 đề án"}, {"target": "02 đề án"}, "register", "danh mục đã ký ghi khác (target)"),
        ({}, {"result_text": "Đã xong", "cut_off_status": "completed", "cut_off_rule": "done"}, "submission",
         "đơn vị báo cáo khác: submissions/SNV.xlsx › Sheet1!C2"),
        ({}, {"estimate_text": "80%"}, "submission", "đơn vị báo cáo khác: submissions/SNV.xlsx"),
        ({"reported": False, "result_text": "", "cut_off_rule": "not_reported"}, {}, "submission",
         "đơn vị đã báo cáo: submissions/SNV.xlsx"),
        ({}, {"reported": False, "result_text": "", "cut_off_rule": "not_reported"}, "submission",
         "không còn báo cáo nào"),
        ({}, {"cut_off_rule": "source_in_doubt", "cut_off_status": "unresolved"}, "submission",
         "đến ngày chốt: chưa rõ dòng nào gửi đến báo cáo nội dung này"),
        ({"cut_off_rule": "source_in_doubt", "cut_off_status": "unresolved"}, {}, "submission",
         "đến ngày chốt: đã rõ dòng nào gửi đến báo cáo nội dung này"),
        ({"review_reasons": "a"}, {"review_reasons": "b"}, "submission",
         "các báo cáo gửi đến nay đặt câu hỏi khác"),
        ({}, DECIDED, "decision", "đến ngày chốt: Nguyễn Văn A quyết định: Có công văn (CV 1)"),
        (DECIDED, {}, "decision", "đến ngày chốt: không còn quyết định của Nguyễn Văn A"),
        (DECIDED, {"cut_off_rule": "decision_outdated", "cut_off_status": "unresolved"}, "decision",
         "đến ngày chốt: quyết định không còn hiệu lực"),
        ({}, {"cut_off_rule": "extended", "cut_off_evidence": "gia hạn"}, "rule",
         "đến ngày chốt: quy tắc running → extended trên cùng câu chữ"),
        ({}, {"full_year_status": "unresolved", "full_year_rule": "no_estimate"}, "rule",
         "ước cả năm: quy tắc estimate → no_estimate trên cùng câu chữ"),
    ],
)  # fmt: skip
def test_the_cause_of_a_change_is_named(make_row, before, after, kind, says):
    [reason] = find_reasons(make_row(**before), make_row(**after), SCHEME, same_program=True)
    assert (reason.kind, reason.says) == (kind, says)


def test_a_full_year_status_that_follows_the_cut_off_has_the_cut_off_as_its_cause(make_row):
    after = make_row(**DECIDED, full_year_status="stopped", full_year_rule="carried_over")
    reasons = find_reasons(make_row(), after, SCHEME, same_program=True)
    assert [reason.kind for reason in reasons] == ["decision", "cut_off"]
    assert reasons[1].says == "ước cả năm: theo kết quả đến ngày chốt"


def test_a_different_rule_of_a_different_version_names_the_version(make_row):
    [reason] = find_reasons(make_row(), make_row(cut_off_rule="done"), SCHEME, same_program=False)
    assert reason.says.endswith(", chương trình khác phiên bản")


def test_two_causes_are_both_named(make_row):
    after = make_row(target="mới", result_text="khác")
    assert [reason.kind for reason in find_reasons(make_row(), after, SCHEME, same_program=True)] == [
        "register", "submission",
    ]  # fmt: skip


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_commitment_on_one_list_only_has_the_register_as_its_cause(make_row, side):
    rows = (None, make_row()) if side == "before" else (make_row(), None)
    [reason] = find_reasons(*rows, SCHEME, same_program=True)
    assert reason.kind == "register"
    assert ("thêm" if side == "before" else "không còn") in reason.says
