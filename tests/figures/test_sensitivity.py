import pytest

from camket.figures.ledger import count_figures
from camket.figures.sensitivity import estimate_effects
from camket.judging.classify import classify_records
from camket.settings.states import BASES
from samples import PERIOD, SCHEME, SNV, decision, record


def judge(*texts, decisions=()):
    records = []
    for number, (result, estimate) in enumerate(texts, start=1):
        records.append(record(number=number, result_text=result, estimate_text=estimate))
    return classify_records(records, decisions, 2022)


def ledger(judged):
    return {figure.id: figure for figure in count_figures(judged, [SNV], PERIOD)}


def moves(judged, basis="cut_off"):
    """The effects of the answers about the last record."""
    return {
        status: move.text
        for status, move in estimate_effects(judged[-1], basis, ledger(judged), PERIOD).items()
    }


DONE = ("Đã hoàn thành", "")


def test_an_answer_moves_the_figure_of_its_status_by_one():
    found = moves(judge(DONE, DONE, ("Đang thực hiện", "Phấn đấu hoàn thành")), "full_year")
    assert found == {
        "completed": "02 (66,7%) → 03 (100,0%)",
        "not_completed": "00 (0,0%) → 01 (33,3%)",
        "stopped": "00 (0,0%) → 01 (33,3%)",
    }


def test_an_answer_at_the_cut_off_that_settles_the_full_year_moves_both():
    found = moves(judge(DONE, ("Cơ bản hoàn thành", "")))
    assert found["completed"] == "01 (50,0%) → 02 (100,0%), ước cả năm Hoàn thành 01 (50,0%) → 02 (100,0%)"
    assert found["in_progress"] == "00 (0,0%) → 01 (50,0%)"


def test_an_answer_that_the_estimate_contradicts_brings_up_a_question():
    found = moves(judge(DONE, ("Cơ bản hoàn thành", "Ước hoàn thành")))
    assert found["completed"] == "01 (50,0%) → 02 (100,0%)"
    assert found["not_completed"] == (
        "00 (0,0%) → 01 (50,0%), ước cả năm Hoàn thành 02 → 01, thêm câu hỏi ước cả năm"
    )


def test_a_decided_status_is_taken_from_its_own_figure_and_the_same_answer_moves_nothing():
    found = moves(judge(DONE, ("Đang thực hiện", "Ước hoàn thành")))
    assert found["in_progress"] == "không đổi"
    assert found["completed"] == "01 (50,0%) → 02 (100,0%), Đang thực hiện 01 → 00"


@pytest.mark.parametrize(
    "said",
    [
        ("Cơ bản hoàn thành", ""),
        ("Cơ bản hoàn thành", "Ước hoàn thành"),
        ("Cơ bản hoàn thành", "Phấn đấu hoàn thành"),
        ("Đã có kết quả", "Không hoàn thành"),
    ],
)
@pytest.mark.parametrize("status", SCHEME.decided("cut_off"))
def test_an_answer_changes_the_figures_as_simulated(said, status):
    before = judge(DONE, said)
    made = decision("cut_off_status", status, "unresolved", "SNV-02")
    old, new = ledger(before), ledger(judge(DONE, said, decisions=[made]))
    foretold = estimate_effects(before[-1], "cut_off", old, PERIOD)[status]
    moved = [
        name
        for basis in BASES
        for name in (f"{basis}.{each}" for each in SCHEME.decided(basis))
        if old[name].numerator != new[name].numerator
    ]
    assert foretold.reach == len(moved)
    for name in moved:
        assert f"→ {new[name].count}" in foretold.text
    opened = new["full_year.unresolved"].numerator > old["full_year.unresolved"].numerator
    assert ("thêm câu hỏi" in foretold.text) == opened
