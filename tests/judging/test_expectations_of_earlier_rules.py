"""Decisions whose `expect` names a reason that judging gave once and gives no more."""

import pytest

from camket.errors import InputError
from camket.judging.classify import classify_record
from camket.judging.conflicts import check_decisions
from camket.judging.verdict_reasons import load_reasons
from samples import SCHEME, decision, record

OLD = "a_rule_of_before"
WRITTEN = "kết quả: Cơ bản hoàn thành"


@pytest.mark.parametrize(
    ("expect", "written", "said", "holds"),
    [
        (f"unresolved:{OLD}", "", "Cơ bản hoàn thành", True),
        (f"unresolved:{OLD}", WRITTEN, "Cơ bản hoàn thành", True),
        (f"unresolved:{OLD}", WRITTEN, "Đã trình", False),
        (f"unresolved:{OLD}", "", "Đã hoàn thành", False),
        (f"in_progress:{OLD}", "", "Cơ bản hoàn thành", False),
        ("unresolved:only_a_step", "", "Cơ bản hoàn thành", False),
        ("unresolved:nearly_done", "", "Cơ bản hoàn thành", True),
        ("unresolved", "", "Cơ bản hoàn thành", True),
    ],
)
def test_they_are_held_against_the_status_and_the_words_alone(expect, written, said, holds):
    assert OLD not in load_reasons()
    made = decision("cut_off_status", "completed", expect, written=written)
    judged = classify_record(record(result_text=said), {made.field: made}, 2022)
    assert judged.is_decided("cut_off") is holds


def test_two_of_them_that_contradict_each_other_are_named():
    made = [
        decision("cut_off_status", value, f"unresolved:{OLD}", written=WRITTEN)
        for value in ("completed", "in_progress")
    ]
    judged = classify_record(record(result_text="Cơ bản hoàn thành"), {made[1].field: made[1]}, 2022)
    with pytest.raises(InputError, match="hai quyết định trái nhau"):
        check_decisions(made, [judged], "decisions.csv", SCHEME)
