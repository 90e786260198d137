import gc

import pytest

from camket.judging.classify import classify_record, classify_records
from camket.settings.states import UNRESOLVED
from samples import SCHEME, decision, record


def judge(given, *decisions):
    return classify_record(given, {item.field: item for item in decisions})


def test_a_status_that_a_person_gave_carries_over_too():
    judged = judge(record(result_text="Đã có kết quả"), decision("cut_off_status", "completed", UNRESOLVED))
    assert (judged.full_year.status, judged.full_year.rule) == ("completed", "carried_over")


def test_a_decision_applies_while_the_program_still_finds_what_it_expects():
    judged = judge(
        record(result_text="Đã trình"),
        decision("cut_off_status", "awaiting_appraisal", UNRESOLVED, document="Phiếu số 15"),
    )
    assert (judged.cut_off.status, judged.cut_off.rule) == ("awaiting_appraisal", "decision")
    assert (judged.cut_off.evidence, judged.cut_off.place) == ("Đã xem (Phiếu số 15)", "decisions.csv")
    assert judged.decided_by == ("Nguyễn Văn A",)
    assert judged.found["cut_off_status"].status == UNRESOLVED


def test_a_decision_may_correct_a_status_that_the_program_found():
    judged = judge(
        record(result_text="Đã hoàn thành"), decision("cut_off_status", "in_progress", "completed")
    )
    assert judged.cut_off.status == "in_progress"
    assert judged.found["cut_off_status"].status == "completed"


@pytest.mark.parametrize(
    ("field", "value", "expect", "found"),
    [
        ("cut_off_status", "awaiting_appraisal", UNRESOLVED, "in_progress"),
        ("cut_off_status", "stopped", "completed", "in_progress"),
        ("full_year_status", "stopped", UNRESOLVED, "completed"),
    ],
)
def test_a_decision_whose_ground_has_changed_no_longer_applies_and_the_question_returns(
    field, value, expect, found
):
    judged = judge(
        record(result_text="Đang thực hiện", estimate_text="Ước hoàn thành"), decision(field, value, expect)
    )
    judgement = judged.cut_off if field == "cut_off_status" else judged.full_year
    assert (judgement.status, judgement.rule) == (UNRESOLVED, "decision_outdated")
    assert judged.decided_by == ()
    [reason] = judged.review_reasons
    assert "không còn hiệu lực" in reason
    assert f"khi quyết định, chương trình xác định {SCHEME.short(expect)}; nay đơn vị ghi “" in reason
    assert f"chương trình xác định {SCHEME.short(found)} (" in reason


def test_an_outdated_decision_that_agrees_with_what_is_found_now_is_asked_all_the_same():
    judged = judge(record(result_text="Đã hoàn thành"), decision("cut_off_status", "completed", UNRESOLVED))
    assert judged.cut_off.status == UNRESOLVED


def test_a_decision_on_the_full_year_expects_what_follows_from_the_decided_cut_off():
    judged = judge(
        record(result_text="Đề nghị UBND Tỉnh cho dừng thực hiện", estimate_text="Đề nghị dừng"),
        decision("cut_off_status", "stopped", UNRESOLVED),
        decision("full_year_status", "stopped", UNRESOLVED),
    )
    assert (judged.cut_off.status, judged.full_year.status) == ("stopped", "stopped")
    assert judged.review_reasons == ()


def test_a_decision_settles_a_commitment_that_nobody_reported():
    judged = judge(record(reported=False), decision("cut_off_status", "not_completed", UNRESOLVED))
    assert (judged.cut_off.status, judged.full_year.status) == ("not_completed", "not_completed")


def test_a_decision_touches_its_own_record_only_and_the_order_is_kept():
    records = [record(number=number, result_text="Đã có kết quả") for number in (2, 1, 3)]
    judged = classify_records(records, [decision("cut_off_status", "completed", UNRESOLVED, "SNV-01")])
    assert [item.record.commitment.record_id for item in judged] == ["SNV-02", "SNV-01", "SNV-03"]
    assert [item.cut_off.status for item in judged] == [UNRESOLVED, "completed", UNRESOLVED]


@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was_even_after_an_error(is_enabled):
    was_enabled = gc.isenabled()
    try:
        (gc.enable if is_enabled else gc.disable)()
        classify_records([record(result_text="Đã hoàn thành")], [])
        after_judging = gc.isenabled()
        with pytest.raises(AttributeError):
            classify_records([None], [])
        assert (after_judging, gc.isenabled()) == (is_enabled, is_enabled)
    finally:
        (gc.enable if was_enabled else gc.disable)()


def test_every_reason_and_every_name_is_told_once():
    judged = judge(
        record(reported=False),
        decision("cut_off_status", "completed", UNRESOLVED),
        decision("full_year_status", "completed", "completed"),
    )
    assert judged.decided_by == ("Nguyễn Văn A",)
    judged = judge(record(review_reasons=("ô báo lỗi", "ô báo lỗi")))
    assert judged.review_reasons.count("ô báo lỗi") == 1


@pytest.mark.parametrize(
    ("expect", "status"),
    [
        ("unresolved", "completed"),
        ("unresolved:nearly_done", "completed"),
        ("unresolved:no_rule", UNRESOLVED),
    ],
)
def test_an_expectation_that_names_the_rule_guards_the_text_too(expect, status):
    given = record(result_text="Cơ bản hoàn thành các hạng mục")
    assert judge(given, decision("cut_off_status", "completed", expect)).cut_off.status == status


def test_one_decision_of_a_record_does_not_make_the_other_fall_away():
    given = record(result_text="Đang thực hiện", estimate_text="Ước hoàn thành")
    judged = judge(
        given,
        decision("cut_off_status", "stopped", "in_progress"),
        decision("full_year_status", "stopped", "completed"),
    )
    assert (judged.cut_off.status, judged.full_year.status) == ("stopped", "stopped")


def test_each_status_is_asked_for_its_own_reasons_and_both_for_those_of_the_row():
    judged = judge(record(result_text="Cơ bản hoàn thành", estimate_text="Phấn đấu hoàn thành"))
    assert ["cơ bản hoàn thành" in reason for reason in judged.reasons["cut_off"]] == [True]
    assert ["ước cả năm" in reason for reason in judged.reasons["full_year"]] == [True]
    assert judged.review_reasons == (*judged.reasons["cut_off"], *judged.reasons["full_year"])
    doubtful = judge(record(result_text="Đã hoàn thành", review_reasons=("được báo cáo hai lần",)))
    assert all(reasons[0] == "được báo cáo hai lần" for reasons in doubtful.reasons.values())


def test_a_decision_is_told_by_its_reason_and_document_without_the_quotation():
    reason = "Đã xem [Đơn vị ghi khi quyết định: kết quả: Cơ bản hoàn thành]"
    made = decision("cut_off_status", "completed", UNRESOLVED, document="08/BB", reason=reason)
    judged = judge(record(result_text="Cơ bản hoàn thành"), made)
    assert judged.cut_off.evidence == "Đã xem (08/BB)"


@pytest.mark.parametrize(
    ("decided", "claims", "says"),
    [
        ("not_completed", {"self_assessment": "Hoàn thành"}, ("đơn vị tự đánh giá “Hoàn thành”",)),
        ("completed", {"self_assessment": "Hoàn thành"}, ()),
        ("completed", {"self_assessment": "Xem phụ lục"}, ()),
        (
            "in_progress",
            {"self_assessment": "Hoàn thành", "appraisal": "Hoàn thành"},
            ("đơn vị tự đánh giá “Hoàn thành”", "cơ quan thẩm định ghi “Hoàn thành”"),
        ),
    ],
)
def test_where_claim_and_verdict_differ_from_a_decision_that_is_said(decided, claims, says):
    given = record(result_text="Cơ bản hoàn thành", **claims)
    found = classify_record(given, {})
    judged = judge(given, decision("cut_off_status", decided, UNRESOLVED))
    instead = f"nhưng người rà soát quyết định là {SCHEME.short(decided).lower()}"
    assert found.cut_off.status == UNRESOLVED
    assert judged.disagreements == (*found.disagreements, *(f"{who}, {instead}" for who in says))
