"""The likeliest answer to a question, with what speaks for it."""

from datetime import date

import pytest

from camket.figures.ledger import count_figures
from camket.figures.precedents import index_precedents, list_own
from camket.figures.questions import describe_effects, list_questions
from camket.judging.classify import classify_records
from camket.judging.earlier_results import EarlierResult
from samples import PERIOD, SCHEME, SNV, decision, record

WRITTEN = "kết quả: Cơ bản hoàn thành | ước cả năm: Hoàn thành"


def ask(*records, decisions=(), earlier=None):
    judged = classify_records(records, decisions, 2022, earlier=earlier or {})
    figures = {figure.id: figure for figure in count_figures(judged, [SNV], PERIOD)}
    known = index_precedents(list_own("2022-10", judged, PERIOD))
    return list_questions(judged, figures, PERIOD, lambda: known)


def near(number=1, **more):
    return record(
        number=number, **{"result_text": "Cơ bản hoàn thành", "estimate_text": "Hoàn thành", **more}
    )


def decide(value, record_id, day=2, written=WRITTEN):
    on = date(2022, 11, day)
    return decision(
        "cut_off_status", value, "unresolved:nearly_done", record_id, written=written, decided_on=on
    )


def test_what_was_decided_on_the_same_words_stands_first_with_who_when_and_why():
    [question] = ask(
        near(1), near(2, result_text="Gần hoàn thành"), decisions=[decide("completed", "SNV-01")]
    )
    assert question.likely.status == "completed"
    assert question.candidates[0] == "completed"
    assert set(question.candidates) == set(SCHEME.decided("cut_off"))
    assert describe_effects(question).startswith("Hoàn thành: ")
    [precedent] = question.precedents
    assert precedent.describe(SCHEME) == (
        "Hoàn thành – Nguyễn Văn A, 02/11/2022, kỳ 2022-10, SNV-01: “Cơ bản hoàn thành” (lý do: Đã xem)"
    )


def test_the_latest_of_several_decisions_stands_first_and_the_others_are_named():
    made = [decide("completed", "SNV-01", 5), decide("in_progress", "SNV-02", 2)]
    [question] = ask(near(1), near(2), near(3), decisions=made)
    assert question.likely.status == "completed"
    assert "đã có quyết định khác: Đang thực hiện" in question.likely.why
    assert [each.decision.value for each in question.precedents] == ["completed", "in_progress"]


@pytest.mark.parametrize(
    ("other", "written"),
    [
        (near(1, result_text="Đã trình"), "kết quả: Đã trình | ước cả năm: Hoàn thành"),
        (record("Xây dựng cầu Rạch Tre", 1, target="01 cầu", result_text="Cơ bản hoàn thành"),
         "kết quả: Cơ bản hoàn thành"),
    ],
    ids=["other words", "another kind of promise"],
)  # fmt: skip
def test_a_decision_on_something_else_is_no_precedent(other, written):
    questions = ask(other, near(2), decisions=[decide("completed", "SNV-01", written=written)])
    [question] = [each for each in questions if each.record_id == "SNV-02"]
    assert question.precedents == ()
    assert question.likely is None


def test_a_decision_that_fell_away_is_a_precedent_for_the_words_that_it_was_made_on():
    made = decide("completed", "SNV-01")
    questions = ask(near(1, result_text="Đã trình"), near(2), decisions=[made])
    likely = {each.record_id: each.likely for each in questions}
    assert likely["SNV-02"].status == "completed"
    assert likely["SNV-01"] is None


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ({"result_text": "Đang soạn thảo. Đề nghị cho dừng thực hiện"}, "in_progress", "lời khác của đơn vị"),
        ({"result_text": "Cơ bản hoàn thành", "self_assessment": "Hoàn thành"}, "completed", "“Hoàn thành”"),
    ],
)
def test_else_the_other_claims_speak(said, status, why):
    [question] = [each for each in ask(record(**said)) if each.basis == "cut_off"]
    assert (question.likely.status, why in question.likely.why) == (status, True)


@pytest.mark.parametrize(
    "said",
    [
        {"result_text": "Cơ bản hoàn thành"},
        {"result_text": "Cơ bản hoàn thành", "note": "xem phụ lục"},
        {"result_text": "Lu lèn lấp xấp"},
        {"result_text": "Đã hoàn thành", "note": "Đang thi công"},
        {"reported": False},
    ],
    ids=["readers left it open", "a note that says nothing", "nobody knows these words", "two columns disagree",
         "nothing is said"],
)  # fmt: skip
def test_where_nothing_speaks_for_an_answer_none_is_called_likely(said):
    [question] = [each for each in ask(record(**said)) if each.basis == "cut_off"]
    assert question.likely is None
    assert question.candidates == SCHEME.decided("cut_off")


@pytest.mark.parametrize(
    ("said", "by", "likely"),
    [
        ("Cơ bản hoàn thành", "Trần Thị B", "completed"),
        ("Cơ bản xong phần thô", "Trần Thị B", None),  # of other words
        ("Cơ bản hoàn thành", "", None),  # no person decided
    ],
)
def test_what_a_person_decided_earlier_in_the_year_on_the_very_words_stands_first(said, by, likely):
    before = EarlierResult(
        "2022-06", date(2022, 6, 30), "completed", "done", "decided", said, said=said, decided_by=by
    )
    [question] = ask(near(1), earlier={"SNV-01": before})
    assert (question.likely and question.likely.status) == likely
