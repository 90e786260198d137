from datetime import date

import pytest

from camket.figures.ledger import count_figures
from camket.figures.questions import list_questions, print_moves
from camket.inputs.period import Layout, Period, Report
from camket.inputs.units import Unit
from camket.judging.classify import Judged, Judgement
from camket.records.record import Commitment, Record, Source
from camket.statuses import DECIDED, UNRESOLVED

UNIT = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
PERIOD = Period(
    title="nội dung cam kết",
    year=2022,
    cut_off=date(2022, 10, 30),
    superior_in_text="UBND Tỉnh",
    report=Report(
        number="158/BC", day=date(2022, 11, 9), agency="Sở A", superior="UBND tỉnh", place="Đồng Tháp"
    ),
)


def judged(number, cut_off="completed", full_year="completed", reasons=(), **said):
    source = Source("a.xlsx", "a" * 64, "Sheet1", number)
    signed = Commitment(f"SNV-{number:02d}", UNIT, number, "Nội dung", "", "", "", source, {})
    statuses = [Judgement(status, "rule", "words") for status in (cut_off, full_year)]
    return Judged(Record(signed, source, reported=True, **said), *statuses, {}, tuple(reasons))


def ask(records, period=PERIOD):
    figures = {figure.id: figure for figure in count_figures(records, [UNIT], period)}
    return list_questions(records, figures)


def test_where_everything_is_decided_nothing_is_asked():
    assert ask([judged(1), judged(2)]) == []


def test_each_unresolved_status_is_one_question_in_register_order_the_cut_off_first():
    records = [
        judged(2, UNRESOLVED, UNRESOLVED),
        judged(1),
        judged(3, "in_progress", UNRESOLVED),
        judged(4, UNRESOLVED, "completed"),
    ]
    asked = [(question.judged.record.commitment.record_id, question.basis) for question in ask(records)]
    assert asked == [
        ("SNV-02", "cut_off"),
        ("SNV-02", "full_year"),
        ("SNV-03", "full_year"),
        ("SNV-04", "cut_off"),
    ]


@pytest.mark.parametrize("basis", DECIDED)
def test_the_candidates_are_the_statuses_of_the_basis_and_never_unresolved(basis):
    [question] = [item for item in ask([judged(1, UNRESOLVED, UNRESOLVED)]) if item.basis == basis]
    assert question.candidates == DECIDED[basis]
    assert tuple(question.moves) == DECIDED[basis]


def test_a_question_tells_when_why_and_in_which_words():
    record = judged(
        1,
        UNRESOLVED,
        reasons=["chưa rõ đã xong", "hai dòng"],
        result_text="Đã có kết quả",
        note="xem phụ lục",
    )
    [question] = ask([record])
    assert question.question == "Kết quả đến ngày chốt của nội dung này là gì? (chưa rõ đã xong; hai dòng)"
    assert question.evidence == "kết quả: Đã có kết quả | ghi chú: xem phụ lục"


def test_a_question_on_the_full_year_says_so():
    [question] = ask([judged(1, "in_progress", UNRESOLVED, estimate_text="Theo kế hoạch")])
    assert question.question.startswith("Kết quả ước cả năm của nội dung này là gì?")
    assert question.evidence == "ước cả năm: Theo kế hoạch"


def test_each_answer_moves_its_own_figure_by_one_of_the_same_population():
    records = [judged(number) for number in range(1, 10)]
    records += [judged(number, "in_progress") for number in range(10, 16)] + [judged(16, UNRESOLVED)]
    [question] = ask(records)
    assert question.moves == {
        "in_progress": "06 (37,5%) → 07 (43,8%)",
        "completed": "09 (56,3%) → 10 (62,5%)",
        "not_completed": "00 (0,0%) → 01 (6,3%)",
        "awaiting_appraisal": "00 (0,0%) → 01 (6,3%)",
        "stopped": "00 (0,0%) → 01 (6,3%)",
    }


def test_moves_print_as_one_cell_with_the_short_names():
    plain = PERIOD.model_copy(update={"layout": Layout(zero_padded=False)})
    [question] = ask([judged(1), judged(2, "in_progress", UNRESOLVED)], plain)
    assert print_moves(question) == (
        "Hoàn thành: 1 (50,0%) → 2 (100,0%); "
        "Không hoàn thành: 0 (0,0%) → 1 (50,0%); "
        "Được cho dừng: 0 (0,0%) → 1 (50,0%)"
    )


def test_answering_a_question_as_foretold_moves_the_figure_as_foretold():
    before = [judged(1), judged(2), judged(3, UNRESOLVED)]
    after = [judged(1), judged(2), judged(3, "not_completed")]
    [question] = ask(before)
    figures = {figure.id: figure for figure in count_figures(after, [UNIT], PERIOD)}
    figure = figures["cut_off.not_completed"]
    assert question.moves["not_completed"].endswith(f"→ {figure.count} ({figure.share})")
