from datetime import date
from decimal import Decimal

import pytest

from camket.inputs.decisions import Decision, quote
from camket.inputs.units import Unit
from camket.judging.classify import classify_record, classify_records
from camket.judging.rules import load_rules
from camket.records.record import Commitment, Record, Source
from camket.statuses import UNRESOLVED, call_status

RULES = load_rules()
UNIT = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
SOURCE = Source("submissions/snv.xlsx", "a" * 64, "Sheet1", 5)
FIELDS = {
    "appraisal": "I5",
    "result_text": "E5",
    "self_assessment": "G5",
    "estimate_text": "F5",
    "note": "H5",
    "progress_percent": "D5",
}
# One result and one estimate for each status that rules conclude from.
RESULT = {
    "in_progress": "Đang thực hiện",
    "completed": "Đã hoàn thành",
    "not_completed": "Không hoàn thành",
    "awaiting_appraisal": "Sở Tư pháp đang thẩm định dự thảo mới",
    "stopped": "Được UBND Tỉnh cho dừng thực hiện",
    "unresolved": "Đã có kết quả",
}
ESTIMATE = {
    "completed": "Ước hoàn thành",
    "not_completed": "Không hoàn thành",
    "stopped": "Được UBND Tỉnh cho dừng thực hiện",
}


def record(content="Tham mưu ban hành Đề án", target="", number=1, **said):
    commitment = Commitment(f"SNV-{number:02d}", UNIT, number, content, target, "", "", SOURCE, {})
    said = {"reported": True, **said}
    places = {name: f"Sheet1!{FIELDS[name]}" for name in said if name in FIELDS}
    return Record(commitment, SOURCE, places=places, **said)


def decision(field, value, expect, record_id="SNV-01", **more):
    return Decision(
        record_id=record_id,
        field=field,
        value=value,
        expect=expect,
        reason="Đã đối chiếu",
        decided_by="Nguyễn Văn A",
        decided_on=date(2022, 11, 2),
        **more,
    )


def judge(given, *decisions):
    return classify_record(given, RULES, {item.field: item for item in decisions})


# ── at the cut-off ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", RESULT)
def test_the_words_of_the_result_decide_the_status_at_the_cut_off(status):
    assert judge(record(result_text=RESULT[status])).cut_off.status == status


def test_a_judgement_names_its_rule_its_words_and_its_cell():
    judged = judge(record(result_text="Đã hoàn thành đúng hạn", estimate_text="Ước đạt 100% kế hoạch"))
    assert (judged.cut_off.rule, judged.cut_off.evidence, judged.cut_off.place) == (
        "done",
        "Đã hoàn thành đúng hạn",
        "Sheet1!E5",
    )
    assert (judged.full_year.rule, judged.full_year.evidence, judged.full_year.place) == (
        "estimate_met",
        "Ước đạt 100% kế hoạch",
        "Sheet1!F5",
    )
    assert (judged.review_reasons, judged.decided_by) == ((), ())


def test_a_commitment_that_nobody_reported_is_unresolved_on_both_bases():
    judged = judge(record(reported=False))
    assert (judged.cut_off.status, judged.cut_off.rule) == (UNRESOLVED, "not_reported")
    assert judged.full_year.status == UNRESOLVED
    assert "không có báo cáo nào nêu nội dung này" in judged.review_reasons


def test_a_record_whose_source_is_in_doubt_is_not_judged_however_clear_its_words():
    judged = judge(record(result_text="Đã hoàn thành", review_reasons=("được báo cáo hai lần",)))
    assert (judged.cut_off.status, judged.cut_off.rule) == (UNRESOLVED, "source_in_doubt")
    assert judged.full_year.status == UNRESOLVED
    assert "được báo cáo hai lần" in judged.review_reasons


def test_an_approved_stop_in_the_note_wins_over_the_result():
    judged = judge(record(result_text="Chưa triển khai", note="UBND Tỉnh đã đồng ý cho dừng thực hiện"))
    assert (judged.cut_off.status, judged.cut_off.place) == ("stopped", "Sheet1!H5")


@pytest.mark.parametrize(
    ("result", "note"),
    [
        ("Đã hoàn thành", "Chưa hoàn thành, trong hạn"),
        ("Chưa hoàn thành, trong hạn", "Đã hoàn thành đúng hạn"),
    ],
)
def test_a_result_and_a_note_that_contradict_each_other_are_a_question_that_quotes_both(result, note):
    judged = judge(record(result_text=result, note=note))
    assert (judged.cut_off.status, judged.cut_off.rule) == (UNRESOLVED, "note_disagrees")
    assert "cột kết quả ghi" in judged.review_reasons[0]
    assert "ghi chú ghi" in judged.review_reasons[0]


def test_a_soft_word_in_the_note_does_not_unsettle_a_clear_result():
    judged = judge(record(result_text="Đã hoàn thành", note="Sẽ tiếp tục nâng cao chất lượng"))
    assert (judged.cut_off.status, judged.cut_off.place) == ("completed", "Sheet1!E5")


def test_a_tick_and_a_note_that_contradict_each_other_are_a_question_and_a_soft_word_is_none():
    said = {"self_assessment": "Hoàn thành"}
    judged = judge(record(note="Chưa hoàn thành, trong hạn", **said))
    assert (judged.cut_off.status, judged.cut_off.rule) == (UNRESOLVED, "note_disagrees")
    assert judged.review_reasons[0] == (
        "đơn vị tự đánh giá “Hoàn thành”, nhưng ghi chú ghi “Chưa hoàn thành, trong hạn”"
    )
    assert judge(record(note="Tiếp tục duy trì", **said)).cut_off.status == "completed"
    assert judge(record(note="Đã hoàn thành đúng hạn", **said)).cut_off.status == "completed"


def test_headings_of_joined_columns_and_values_of_earlier_periods_are_shown_and_not_judged():
    shown = "6 tháng: Chưa hoàn thành; Lũy kế đến 15/10: Đã hoàn thành"
    judged = judge(record(result_text=shown, spoken={"result_text": "Đã hoàn thành"}))
    assert (judged.cut_off.status, judged.cut_off.evidence) == ("completed", "Đã hoàn thành")
    judged = judge(record(estimate_text="Ước quý IV: chưa hoàn thành", spoken={"estimate_text": ""}))
    assert judged.full_year.status == UNRESOLVED


def test_an_extension_in_the_note_settles_that_the_work_goes_on():
    judged = judge(record(result_text="Đã hoàn thành 8/8 bước", note="Được gia hạn đến 15/12/2022"))
    assert judged.cut_off.status == "in_progress"


def test_a_note_speaks_where_the_result_is_empty():
    assert judge(record(note="Đang thực hiện")).cut_off.status == "in_progress"


@pytest.mark.parametrize(
    ("result", "expected"),
    [("Đang thực hiện", "in_progress"), ("", "completed"), ("Theo kế hoạch", UNRESOLVED)],
)
def test_a_claim_of_success_decides_only_where_the_unit_says_nothing_else(result, expected):
    assert judge(record(result_text=result, self_assessment="Hoàn thành")).cut_off.status == expected


@pytest.mark.parametrize(
    "content", ["Chỉ số cải cách hành chính tăng hạng", "Không có trường hợp bị UBND Tỉnh phê bình"]
)
def test_a_bare_claim_settles_nothing_that_others_score_or_that_only_the_year_end_shows(content):
    judged = judge(record(content=content, self_assessment="Hoàn thành"))
    assert judged.cut_off.status == UNRESOLVED


def test_words_that_no_rule_understands_are_asked_together_with_the_claim():
    judged = judge(record(result_text="Theo kế hoạch", self_assessment="Đạt"))
    assert judged.review_reasons[0] == (
        "không quy tắc nào kết luận được từ: Theo kế hoạch; đơn vị tự đánh giá “Đạt”"
    )


@pytest.mark.parametrize(
    ("claim", "result", "status", "said"),
    [
        (
            "Hoàn thành",
            "Đang thực hiện",
            "in_progress",
            "“Hoàn thành”, nhưng kết quả cho thấy đang thực hiện",
        ),
        ("Đạt", "Đang chờ thẩm định", "awaiting_appraisal", "“Đạt”, nhưng kết quả cho thấy chờ thẩm định"),
        (
            "Đang thực hiện",
            "Đã hoàn thành",
            "completed",
            "nhưng kết quả cho thấy hoàn thành (“Đã hoàn thành”)",
        ),
    ],
)
def test_where_claim_and_finding_differ_the_finding_stands_and_the_difference_is_told(
    claim, result, status, said
):
    judged = judge(record(result_text=result, self_assessment=claim))
    assert judged.cut_off.status == status
    assert len(judged.disagreements) == 1
    assert said in judged.disagreements[0]


@pytest.mark.parametrize("claim", ["", "Hoàn thành", "Xem phụ lục"])
def test_a_claim_that_agrees_or_says_nothing_is_no_disagreement(claim):
    assert judge(record(result_text="Đã hoàn thành", self_assessment=claim)).disagreements == ()


@pytest.mark.parametrize(
    ("appraisal", "status", "rule"),
    [
        ("Đạt theo Quyết định số 97/QĐ-UBND-HC ngày 31/01/2023", "completed", "appraised"),
        ("Không đạt (Thông báo số 12/TB-SNV)", "not_completed", "appraised"),
        ("Đạt", UNRESOLVED, "appraisal_open"),
        ("Không đạt", UNRESOLVED, "appraisal_open"),
        ("92 điểm (Quyết định số 97/QĐ-UBND-HC)", UNRESOLVED, "appraisal_open"),
        ("Chưa có kết quả", "awaiting_appraisal", "waits_for_verdict"),
        ("Đang thẩm định", "awaiting_appraisal", "waits_for_verdict"),
        ("-", "awaiting_appraisal", "waits_for_verdict"),
    ],
)
def test_a_verdict_with_its_document_settles_what_waits_for_it_and_without_one_is_asked(
    appraisal, status, rule
):
    judged = judge(record(result_text="Đã nộp hồ sơ, đang chờ thẩm định", appraisal=appraisal))
    assert (judged.cut_off.status, judged.cut_off.rule) == (status, rule)
    if rule == "appraisal_open":
        assert f"“{appraisal}”" in judged.review_reasons[0]


def test_a_verdict_against_a_settled_finding_is_told_and_changes_nothing():
    judged = judge(record(result_text="Đã hoàn thành", appraisal="Không đạt", self_assessment="Hoàn thành"))
    assert judged.cut_off.status == "completed"
    assert judged.disagreements == (
        "cơ quan thẩm định ghi “Không đạt”, nhưng kết quả cho thấy hoàn thành (“Đã hoàn thành”)",
        "đơn vị tự đánh giá “Hoàn thành”, nhưng cơ quan thẩm định ghi “Không đạt”",
    )


@pytest.mark.parametrize(
    ("percent", "status"),
    [("100", "completed"), ("104.8", "completed"), ("99.9", "in_progress"), ("0", "in_progress")],
)
def test_a_bare_percentage_decides_where_no_word_does(percent, status):
    judged = judge(record(progress_percent=Decimal(percent)))
    assert (judged.cut_off.status, judged.cut_off.rule, judged.cut_off.place) == (
        status,
        "progress",
        "Sheet1!D5",
    )
    assert judged.cut_off.evidence == percent.replace(".", ",") + "%"


def test_a_percentage_does_not_speak_for_words_that_no_rule_understands():
    judged = judge(record(result_text="Theo kế hoạch", progress_percent=Decimal(100)))
    assert judged.cut_off.status == UNRESOLVED


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"result_text": "Đã có kết quả"}, "không quy tắc nào kết luận được từ: Đã có kết quả"),
        ({"note": "Theo kế hoạch"}, "không quy tắc nào kết luận được từ: Theo kế hoạch"),
        ({}, "đơn vị không ghi kết quả đến ngày chốt"),
        (
            {"result_text": "Cơ bản hoàn thành"},
            "cơ bản hoàn thành: chưa rõ đã xong hay còn phần dở (Cơ bản hoàn thành)",
        ),
    ],
)
def test_an_unresolved_record_says_why_it_is_asked(said, reason):
    judged = judge(record(**said))
    assert judged.cut_off.status == UNRESOLVED
    assert any(reason in said for said in judged.review_reasons)


def test_numbers_are_measured_against_the_signed_target():
    assert judge(record(result_text="Đạt 96%", target="từ 95% trở lên")).cut_off.status == "completed"
    assert judge(record(result_text="Đạt 94%", target="từ 95% trở lên")).cut_off.status == "in_progress"
    assert judge(record(result_text="Đạt 94%")).cut_off.status == UNRESOLVED


# ── the full year ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("at_cut_off", "full_year"),
    [
        ("completed", "completed"),
        ("not_completed", "not_completed"),
        ("stopped", "stopped"),
        ("in_progress", UNRESOLVED),
        ("awaiting_appraisal", UNRESOLVED),
        (UNRESOLVED, UNRESOLVED),
    ],
)
def test_without_an_estimate_only_a_settled_status_carries_over(at_cut_off, full_year):
    judged = judge(record(result_text=RESULT[at_cut_off]))
    assert judged.full_year.status == full_year
    assert judged.full_year.rule == ("no_estimate" if full_year == UNRESOLVED else "carried_over")


def test_a_status_that_a_person_gave_carries_over_too():
    judged = judge(record(result_text="Đã có kết quả"), decision("cut_off_status", "completed", UNRESOLVED))
    assert (judged.full_year.status, judged.full_year.rule) == ("completed", "carried_over")


def test_an_estimate_that_no_rule_understands_is_asked_and_nothing_carries_over():
    judged = judge(record(result_text="Đã hoàn thành", estimate_text="Theo kế hoạch"))
    assert (judged.full_year.status, judged.full_year.rule) == (UNRESOLVED, "no_rule")
    assert "không quy tắc nào kết luận được từ ước cả năm: Theo kế hoạch" in judged.review_reasons


@pytest.mark.parametrize(
    ("at_cut_off", "estimate"),
    [
        ("completed", "not_completed"),
        ("completed", "stopped"),
        ("not_completed", "completed"),
        ("not_completed", "stopped"),
        ("stopped", "completed"),
        ("stopped", "not_completed"),
    ],
)
def test_a_move_away_from_a_settled_status_is_a_question_that_tells_both_sides(at_cut_off, estimate):
    judged = judge(record(result_text=RESULT[at_cut_off], estimate_text=ESTIMATE[estimate]))
    assert judged.cut_off.status == at_cut_off
    assert (judged.full_year.status, judged.full_year.rule) == (UNRESOLVED, "impossible_move")
    [reason] = judged.review_reasons
    assert "đến ngày chốt là" in reason
    assert judged.full_year.evidence in reason


@pytest.mark.parametrize("at_cut_off", ["in_progress", "awaiting_appraisal", UNRESOLVED])
@pytest.mark.parametrize("estimate", ESTIMATE)
def test_from_an_open_status_every_estimate_may_follow(at_cut_off, estimate):
    judged = judge(record(result_text=RESULT[at_cut_off], estimate_text=ESTIMATE[estimate]))
    assert judged.full_year.status == estimate


@pytest.mark.parametrize("status", ESTIMATE)
def test_a_settled_status_may_be_said_again_by_the_estimate(status):
    judged = judge(record(result_text=RESULT[status], estimate_text=ESTIMATE[status]))
    assert (judged.cut_off.status, judged.full_year.status) == (status, status)
    assert judged.review_reasons == ()


# ── what a person decided ─────────────────────────────────────────────────────────────────────────


def test_a_decision_applies_while_the_program_still_finds_what_it_expects():
    judged = judge(
        record(result_text="Đã trình"),
        decision("cut_off_status", "awaiting_appraisal", UNRESOLVED, document="Phiếu số 15"),
    )
    assert (judged.cut_off.status, judged.cut_off.rule) == ("awaiting_appraisal", "decision")
    assert (judged.cut_off.evidence, judged.cut_off.place) == ("Đã đối chiếu (Phiếu số 15)", "decisions.csv")
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
    assert f"khi quyết định, chương trình xác định {call_status(expect)}; nay đơn vị ghi “" in reason
    assert f"chương trình xác định {call_status(found)} (" in reason


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
    judged = classify_records(records, RULES, [decision("cut_off_status", "completed", UNRESOLVED, "SNV-01")])
    assert [item.record.commitment.record_id for item in judged] == ["SNV-02", "SNV-01", "SNV-03"]
    assert [item.cut_off.status for item in judged] == [UNRESOLVED, "completed", UNRESOLVED]


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
    ("said", "asked"),
    [
        ({"result_text": "Đã hoàn thành", "progress_percent": Decimal(60)}, "nhưng tỷ lệ ghi 60%"),
        (
            {"result_text": "Đã hoàn thành", "self_assessment": "Không hoàn thành"},
            "tự đánh giá “Không hoàn thành”",
        ),
        (
            {"result_text": "Không hoàn thành", "self_assessment": "Đã hoàn thành"},
            "tự đánh giá “Đã hoàn thành”",
        ),
    ],
)
def test_columns_of_one_row_that_contradict_each_other_are_a_question(said, asked):
    judged = judge(record(**said))
    assert (judged.cut_off.status, judged.cut_off.rule) == (UNRESOLVED, "columns_disagree")
    assert asked in judged.review_reasons[0]


def test_a_share_below_a_hundred_does_not_contradict_a_number_that_meets_its_target():
    said = {"result_text": "Đạt 93,1%", "progress_percent": Decimal("93.1")}
    assert judge(record(target="92,8%", **said)).cut_off.status == "completed"


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


@pytest.mark.parametrize(
    "said", ["Dự kiến hoàn thành trong tháng 3 năm 2023", "Sẽ được phê duyệt trong quý I/2023"]
)
def test_an_estimate_after_the_year_is_a_question(said):
    judged = classify_record(record(result_text="Đang thực hiện", estimate_text=said), RULES, {}, 2022)
    assert (judged.full_year.status, judged.full_year.rule) == (UNRESOLVED, "after_the_year")


def test_each_status_is_asked_for_its_own_reasons_and_both_for_those_of_the_row():
    judged = judge(record(result_text="Cơ bản hoàn thành", estimate_text="Phấn đấu hoàn thành"))
    assert ["cơ bản hoàn thành" in reason for reason in judged.reasons["cut_off"]] == [True]
    assert ["ước cả năm" in reason for reason in judged.reasons["full_year"]] == [True]
    assert judged.review_reasons == (*judged.reasons["cut_off"], *judged.reasons["full_year"])
    doubtful = judge(record(result_text="Đã hoàn thành", review_reasons=("được báo cáo hai lần",)))
    assert all(reasons[0] == "được báo cáo hai lần" for reasons in doubtful.reasons.values())


def test_a_decision_is_told_by_its_reason_and_document_without_the_quotation():
    made = decision("cut_off_status", "completed", UNRESOLVED, document="08/BB")
    made = made.model_copy(update={"reason": quote("Đã xem", "kết quả: Cơ bản hoàn thành")})
    judged = judge(record(result_text="Cơ bản hoàn thành"), made)
    assert judged.cut_off.evidence == "Đã xem (08/BB)"
