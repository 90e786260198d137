"""The status at the cut-off, through `classify_record`."""

from decimal import Decimal

import pytest

from camket.judging.classify import classify_record
from camket.judging.cut_off import read_verdict
from camket.judging.promise import read_promise
from camket.settings.states import UNRESOLVED
from samples import record

# One result and one estimate for each status that rules conclude from.
RESULT = {
    "in_progress": "Đang thực hiện",
    "completed": "Đã hoàn thành",
    "not_completed": "Không hoàn thành",
    "awaiting_appraisal": "Sở Tư pháp đang thẩm định dự thảo mới",
    "stopped": "Được UBND Tỉnh cho dừng thực hiện",
    "unresolved": "Đã có kết quả",
}


def judge(given, year=None):
    return classify_record(given, {}, year)


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
    judged = judge(record(result_text=shown, judged_words={"result_text": "Đã hoàn thành"}))
    assert (judged.cut_off.status, judged.cut_off.evidence) == ("completed", "Đã hoàn thành")
    judged = judge(record(estimate_text="Ước quý IV: chưa hoàn thành", judged_words={"estimate_text": ""}))
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


def test_a_claim_that_comes_too_early_is_told_too():
    content = "Không có trường hợp bị UBND Tỉnh phê bình"
    judged = judge(record(content, result_text="Chưa phát sinh", self_assessment="Đạt"))
    assert judged.cut_off.status == "in_progress"
    assert len(judged.disagreements) == 1


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


@pytest.mark.parametrize(
    ("percent", "rule"), [("99.9", "columns_disagree"), ("100", "done"), ("104.8", "done")]
)
def test_a_result_that_says_done_is_asked_about_beside_less_than_the_whole(percent, rule):
    judged = judge(record(result_text="Đã hoàn thành", progress_percent=Decimal(percent)))
    assert judged.cut_off.rule == rule


def test_a_percentage_does_not_speak_for_words_that_no_rule_understands():
    judged = judge(record(result_text="Theo kế hoạch", progress_percent=Decimal(100)))
    assert judged.cut_off.status == UNRESOLVED


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"result_text": "Đã có kết quả"}, "không quy tắc nào kết luận được từ: Đã có kết quả"),
        ({"note": "Theo kế hoạch"}, "không rõ ghi chú có phải là kết quả không: Theo kế hoạch"),
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
    ("result", "copied"),
    [
        ("Hoàn thành đúng hạn 100% nhiệm vụ được giao", True),
        ("HOÀN THÀNH đúng hạn 100% nhiệm vụ được giao.", True),
        ("100% nhiệm vụ được giao", True),
        ("Đã hoàn thành đúng hạn 100% nhiệm vụ được giao", False),
        ("95% nhiệm vụ", True),
        ("96% nhiệm vụ", False),
        ("100%", False),
        ("Hoàn thành", False),
    ],
)
def test_a_result_that_only_copies_the_promise_completes_nothing(result, copied):
    given = record("Hoàn thành đúng hạn 100% nhiệm vụ được giao", target="95% nhiệm vụ", result_text=result)
    judged = judge(given)
    assert (judged.cut_off.rule == "repeats_promise") is copied
    assert (judged.cut_off.status == "completed") is not copied
    assert any("chép lại" in reason for reason in judged.review_reasons) is copied


SCORED_INDEX = "Chỉ số cải cách hành chính bằng hoặc cao hơn năm 2021"


def verdict(text):
    return read_verdict(record(SCORED_INDEX, appraisal=text), read_promise(SCORED_INDEX))


@pytest.mark.parametrize(
    ("text", "concludes", "documented"),
    [
        ("Đạt", "done", False),
        ("Hoàn thành", "done", False),
        ("Đạt theo Quyết định số 97/QĐ-UBND-HC", "done", True),
        ("Không đạt", "failed", False),
        ("Không công nhận (Thông báo số 12/TB-SNV)", "failed", True),
        ("92 điểm theo Quyết định số 97/QĐ-UBND-HC", None, True),
        ("Loại Khá", None, False),
    ],
)
def test_a_verdict_says_met_or_failed_and_whether_it_names_its_document(text, concludes, documented):
    given = verdict(text)
    assert (given.finding.concludes if given.finding else None) == concludes
    assert given.documented is documented
    assert (given.text, given.place) == (text, "Sheet1!I5")


@pytest.mark.parametrize(
    "text", ["-", "…", "Chưa", "Chưa có kết quả", "Không có", "Đang thẩm định", "Chờ Tỉnh đánh giá"]
)
def test_an_appraisal_that_has_not_come_yet_is_no_verdict(text):
    assert verdict(text) is None


@pytest.mark.parametrize(
    ("result", "rule"),
    [
        ("Năm 2021 đã hoàn thành", "other_year"),
        ("Đã hoàn thành năm 2021", "other_year"),
        ("Đã hoàn thành năm 2021.", "other_year"),
        ("Năm 2022 đã hoàn thành", "done"),
        ("Năm 2021 và năm 2022 đã hoàn thành", "done"),
        ("Đã hoàn thành sớm hơn năm 2021", "done"),
        ("Đã hoàn thành Đề án 2021", "done"),
        ("Đã hoàn thành", "done"),
    ],
)
def test_a_result_of_an_earlier_year_is_asked_about(result, rule):
    assert judge(record(result_text=result), year=2022).cut_off.rule == rule
    assert judge(record(result_text=result)).cut_off.rule == "done"
