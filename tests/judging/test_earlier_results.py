"""What a commitment was at an earlier cut-off of the year, held against what its unit writes now."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from camket.judging.classify import classify_record
from camket.judging.earlier_results import EarlierResult
from camket.judging.same_claims import key_of
from samples import SCHEME, decision, record

DONE, RUNNING = "Đã ban hành Quyết định số 12/QĐ-UBND", "Đang thực hiện"
DOCUMENT = "15/UBND-TH ngày 10/6/2022"


def was(status, *, said=DONE, decided_by="", document=""):
    return EarlierResult(
        period="2022-06",
        cut_off=date(2022, 6, 30),
        status=status,
        state=SCHEME.state_of(status),
        rule="decision" if decided_by else "issued",
        evidence=f"Tỉnh đã đồng ý ({document})" if document else said,
        said=said,
        decided_by=decided_by,
        document=document,
    )


STOPPED = was("stopped", said="Đề nghị cho dừng thực hiện", decided_by="Nguyễn Văn A", document=DOCUMENT)
BARE_STOP = was("stopped", said="Đề nghị cho dừng thực hiện", decided_by="Nguyễn Văn A", document="không")
STOPPED_BY_WORDS = was("stopped", said="Được UBND Tỉnh cho dừng thực hiện")


def judge(earlier, decisions=(), **said):
    made = {each.field: each for each in decisions}
    return classify_record(record(**said), made, 2022, cut_off=date(2022, 10, 30), earlier=earlier)


@pytest.mark.parametrize(
    ("earlier", "said", "found"),
    [
        (was("completed"), {"result_text": DONE}, "completed:issued"),
        (was("completed"), {"result_text": RUNNING}, "unresolved:completed_before"),
        (was("completed"), {"result_text": "Không hoàn thành"}, "unresolved:completed_before"),
        (was("completed"), {"result_text": "Được UBND Tỉnh cho dừng thực hiện"}, "unresolved:completed_before"),
        (was("completed"), {"result_text": "Cơ bản hoàn thành"}, "unresolved:nearly_done"),
        (was("completed"), {}, "unresolved:no_rule"),
        (was("completed"), {"reported": False}, "unresolved:not_reported"),
        (was("in_progress"), {"result_text": RUNNING}, "in_progress:running"),
        (was("not_completed"), {"result_text": RUNNING}, "in_progress:running"),
        (was("unresolved"), {"result_text": RUNNING}, "in_progress:running"),
        (STOPPED, {}, "stopped:stop_carried_over"),
        (STOPPED, {"reported": False}, "stopped:stop_carried_over"),
        (STOPPED, {"result_text": "Được UBND Tỉnh cho dừng thực hiện"}, "stopped:stop_carried_over"),
        (STOPPED, {"result_text": "đề nghị cho dừng  thực hiện."}, "stopped:stop_carried_over"),
        (STOPPED, {"result_text": RUNNING}, "unresolved:stopped_before"),
        (STOPPED, {"result_text": DONE}, "unresolved:stopped_before"),
        (STOPPED, {"progress_percent": Decimal(40)}, "unresolved:stopped_before"),
        (STOPPED, {"result_text": "Cơ bản hoàn thành"}, "unresolved:nearly_done"),
        (STOPPED, {"review_reasons": ("chưa rõ dòng của ai",)}, "unresolved:source_in_doubt"),
        (BARE_STOP, {}, "unresolved:no_rule"),
        (STOPPED_BY_WORDS, {}, "unresolved:no_rule"),
        (STOPPED_BY_WORDS, {"result_text": RUNNING}, "unresolved:stopped_before"),
        (None, {"result_text": RUNNING}, "in_progress:running"),
    ],
)  # fmt: skip
def test_what_was_settled_stands_or_is_asked_about_and_never_turns_by_itself(earlier, said, found):
    judged = judge(earlier, **said)
    assert f"{judged.cut_off.status}:{judged.cut_off.rule}" == found
    assert bool(judged.reasons["cut_off"]) is (judged.cut_off.status == "unresolved")


def test_the_question_has_both_texts_and_who_decided_then():
    [asked] = judge(STOPPED, result_text=RUNNING).reasons["cut_off"]
    assert asked == (
        "kỳ 2022-06 (số liệu đến 30/06/2022) xác định là được cho dừng: “Đề nghị cho dừng thực hiện”; "
        "Nguyễn Văn A quyết định, văn bản 15/UBND-TH ngày 10/6/2022; nay đơn vị ghi “Đang thực hiện”, "
        "đọc được là đang thực hiện"
    )


def test_a_question_that_is_open_anyway_also_tells_the_earlier_result():
    asked = judge(was("completed"), reported=False).reasons["cut_off"]
    assert asked[0] == "không có báo cáo nào nêu nội dung này"
    assert asked[1].startswith("kỳ 2022-06 (số liệu đến 30/06/2022) xác định là hoàn thành: “Đã ban hành")


def test_a_stop_that_carries_over_quotes_the_decision_and_shows_who_made_it():
    judged = judge(STOPPED)
    assert judged.cut_off.evidence == (
        "Được cho dừng từ kỳ 2022-06: Tỉnh đã đồng ý (15/UBND-TH ngày 10/6/2022); Nguyễn Văn A quyết định"
    )
    assert judged.decided_by == ("Nguyễn Văn A",)
    assert (judged.full_year.status, judged.full_year.rule) == ("stopped", "carried_over")
    assert judge(STOPPED, result_text=RUNNING).decided_by == ()


def test_an_estimate_that_goes_on_after_a_stop_is_asked_about():
    judged = judge(STOPPED, estimate_text="Hoàn thành")
    assert (judged.cut_off.status, judged.full_year.rule) == ("stopped", "impossible_move")


@pytest.mark.parametrize(
    ("estimate", "rule"),
    [("Chờ ý kiến về đề xuất dừng", "carried_over"), ("chờ ý kiến về đề xuất dừng.", "carried_over"),
     ("", "carried_over"), ("Phấn đấu hoàn thành", "impossible_move")],
)  # fmt: skip
def test_the_full_year_follows_a_carried_stop_where_the_estimate_is_that_of_the_decision(estimate, rule):
    earlier = replace(STOPPED, estimate_text="Chờ ý kiến về đề xuất dừng")
    assert judge(earlier, estimate_text=estimate).full_year.rule == rule


def test_the_answer_holds_while_both_texts_stay_and_falls_with_the_finding():
    made = decision("cut_off_status", "in_progress", "unresolved:completed_before")
    assert judge(was("completed"), [made], result_text=RUNNING).cut_off.rule == "decision"
    assert judge(was("in_progress"), [made], result_text=RUNNING).cut_off.rule == "decision_outdated"


def test_such_a_question_is_not_answered_together_with_others_of_the_same_words():
    assert key_of(judge(was("completed"), result_text="Cơ bản hoàn thành"), "cut_off") is None
    assert key_of(judge(None, result_text="Cơ bản hoàn thành"), "cut_off") is not None
