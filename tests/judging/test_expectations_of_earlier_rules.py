"""Decisions whose `expect` names a reason that judging gave once and gives no more."""

import pytest

from camket.judging.classify import classify_record
from camket.judging.verdict_reasons import load_reasons
from samples import decision, record

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
