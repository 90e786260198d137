import pytest

import samples
from camket.figures.ledger import count_figures
from camket.figures.questions import describe_effects, list_questions
from camket.judging.classify import classify_records
from camket.settings.period import Layout
from camket.settings.states import BASES
from samples import HCL, PERIOD, SCHEME, SNV, STC, decision

DONE = {"result_text": "Đã hoàn thành"}
RUNS = {"result_text": "Đang thực hiện", "estimate_text": "Ước hoàn thành"}
OPEN = {"result_text": "Cơ bản hoàn thành", "estimate_text": "Ước hoàn thành"}
OPEN_YEAR = {"result_text": "Đang thực hiện", "estimate_text": "Phấn đấu hoàn thành"}
OPEN_BOTH = {"result_text": "Cơ bản hoàn thành", "estimate_text": "Phấn đấu hoàn thành"}
OPEN_WITHOUT_ESTIMATE = {"result_text": "Cơ bản hoàn thành"}


def record(number, said, unit=SNV, reasons=()):
    return samples.record("Nội dung", number, unit, review_reasons=tuple(reasons), **said)


def judge(records, *decisions):
    return classify_records(records, decisions, 2022)


def ask(records, *decisions, period=PERIOD):
    judged = judge(records, *decisions)
    figures = {figure.id: figure for figure in count_figures(judged, [SNV, STC, HCL], period)}
    return list_questions(judged, figures, PERIOD)


def asked(questions):
    return [(question.record_id, question.basis) for question in questions]


def test_where_everything_is_decided_nothing_is_asked():
    assert ask([record(1, DONE), record(2, RUNS)]) == []


def test_the_questions_of_a_record_stand_together_the_cut_off_first():
    questions = ask([record(1, OPEN_BOTH), record(2, OPEN_BOTH), record(3, DONE)])
    bases = ["cut_off", "full_year"]
    assert asked(questions) == [(name, basis) for name in ("SNV-01", "SNV-02") for basis in bases]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((SNV, OPEN_BOTH), (SNV, OPEN)),
        ((SNV, OPEN), (SNV, OPEN_YEAR)),
        ((STC, OPEN), (SNV, OPEN)),
        ((HCL, OPEN), (SNV, OPEN)),
        ((STC, OPEN), (HCL, OPEN)),
    ],
    ids=[
        "both statuses open",
        "an answer that moves figures of both",
        "a unit that signed less",
        "a district that signed less",
        "departments before districts",
    ],
)
def test_the_most_consequential_question_comes_first_wherever_it_stands_in_the_register(first, then):
    others = [record(number, DONE) for number in range(5, 8)]
    questions = ask([record(2, then[1], then[0]), record(1, first[1], first[0]), *others])
    assert questions[0].record_id == f"{first[0].code}-01"


def test_among_equals_the_order_is_that_of_the_register():
    questions = ask([record(3, OPEN), record(1, OPEN), record(2, OPEN)])
    assert [question.record_id for question in questions] == ["SNV-03", "SNV-01", "SNV-02"]


@pytest.mark.parametrize("basis", BASES)
def test_the_candidates_are_the_statuses_of_the_basis_and_never_unresolved(basis):
    [question] = [item for item in ask([record(1, OPEN_BOTH)]) if item.basis == basis]
    assert question.candidates == SCHEME.decided(basis)
    assert tuple(question.effects) == SCHEME.decided(basis)


def test_a_question_tells_when_why_and_in_which_words():
    [question] = ask([record(1, {**OPEN, "note": "xem phụ lục"})])
    assert question.question.startswith("Kết quả đến ngày chốt của nội dung này là gì? (")
    assert "“Cơ bản hoàn thành”: chưa rõ đã xong hay còn phần dở" in question.question
    assert (
        question.evidence == "kết quả: Cơ bản hoàn thành | ước cả năm: Ước hoàn thành | ghi chú: xem phụ lục"
    )


def test_each_question_of_a_record_gives_its_own_reasons():
    at_cut_off, at_year_end = ask([record(1, OPEN_BOTH)])
    assert "Cơ bản" in at_cut_off.question
    assert "đến hết năm" not in at_cut_off.question
    assert "đến hết năm" in at_year_end.question
    assert "phần dở" not in at_year_end.question


def test_a_doubt_about_the_row_is_a_reason_of_both_questions():
    assert all("hai dòng" in question.question for question in ask([record(1, DONE, reasons=["hai dòng"])]))


def test_a_question_carries_what_every_rule_said_the_winner_first():
    [question] = ask([record(1, {**OPEN, "self_assessment": "Hoàn thành"})])
    winner = question.findings[0]
    assert (winner.field, winner.finding.rule) == ("result_text", "nearly_done")
    assert question.findings[-1].field == "self_assessment"


def test_what_is_expected_is_what_the_program_finds_by_itself():
    made = decision("cut_off_status", "completed", "unresolved")
    at_cut_off, at_year_end = ask([record(1, OPEN_BOTH)])
    assert (at_cut_off.expect, at_year_end.expect) == ("unresolved:nearly_done", "unresolved:estimate_open")
    [left] = ask([record(1, OPEN_BOTH)], made)
    assert (left.basis, left.expect) == ("full_year", "unresolved:estimate_open")


def test_moves_print_as_one_cell_with_the_short_names():
    plain = PERIOD.model_copy(update={"layout": Layout(zero_padded=False)})
    [question] = ask([record(1, DONE), record(2, OPEN_YEAR)], period=plain)
    assert describe_effects(question) == (
        "Hoàn thành: 1 (50,0%) → 2 (100,0%); "
        "Không hoàn thành: 0 (0,0%) → 1 (50,0%); "
        "Được cho dừng: 0 (0,0%) → 1 (50,0%)"
    )
