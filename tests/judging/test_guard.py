"""A decision stands while the finding and, where it notes them, the unit's words stand."""

import pytest

import samples
from camket.judging.judgement import describe_fallen, label_finding
from samples import SCHEME


def record(result):
    return samples.record(result_text=result)


def decision(expect="unresolved:no_rule", said="", document=""):
    return samples.decision("cut_off_status", "completed", expect, written=said, document=document)


def holds(made, status, rule, record):
    return made.holds(label_finding(status, rule), record.summary)


@pytest.mark.parametrize(
    ("expect", "standing"),
    [
        ("unresolved", True),
        ("unresolved:no_rule", True),
        ("unresolved:nearly_done", False),
        ("completed", False),
        ("completed:no_rule", False),
    ],
)
def test_a_decision_stands_while_the_finding_is_what_it_expects(expect, standing):
    assert holds(decision(expect), "unresolved", "no_rule", record("Đạt 98,5%")) is standing


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        ("Đạt 98,5%", True),
        ("ĐẠT  98,5 %.", True),
        ("Đạt 89,5%", False),
        ("Đạt 98,5%, chưa nghiệm thu", False),
        ("", False),
    ],
)
def test_the_same_finding_on_other_words_does_not_keep_a_decision_that_quotes_them(now, standing):
    made = decision(said="kết quả: Đạt 98,5%")
    assert holds(made, "unresolved", "no_rule", record(now)) is standing


def test_a_decision_that_quotes_nothing_is_guarded_by_the_finding_alone():
    assert holds(decision(), "unresolved", "no_rule", record("Lời khác"))


def test_a_decision_that_has_fallen_is_told_with_both_texts_and_both_findings():
    made = decision("unresolved:nearly_done", "kết quả: Cơ bản hoàn thành", "08/BB")
    assert describe_fallen(made, "in_progress", "not_yet", record("Chưa hoàn thành"), SCHEME) == (
        "quyết định ngày 02/11/2022 của Nguyễn Văn A (Hoàn thành; lý do: Đã xem, văn bản 08/BB) không còn hiệu lực: "
        "khi quyết định, đơn vị ghi “kết quả: Cơ bản hoàn thành”, chương trình xác định Chưa xác định (nearly_done); "
        "nay đơn vị ghi “kết quả: Chưa hoàn thành”, chương trình xác định Đang thực hiện (not_yet)"
    )


def test_where_a_text_is_not_known_it_is_not_invented():
    told = describe_fallen(decision("unresolved"), "unresolved", "not_reported", record(""), SCHEME)
    assert "khi quyết định, chương trình xác định Chưa xác định; nay đơn vị không ghi gì" in told


def test_a_finding_is_written_as_decisions_expect_it():
    assert label_finding("unresolved", "nearly_done") == "unresolved:nearly_done"
