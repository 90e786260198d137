from datetime import date

import pytest

from camket.inputs.decisions import Decision
from camket.recording.decision_lines import find_rewritten


def decision(record_id, value="completed", *, day=1, **other):
    return Decision(
        record_id=record_id, field="cut_off_status", value=value, expect="unresolved",
        **{"reason": "Đã hỏi", "decided_by": "An", **other}, decided_on=date(2022, 11, day),
    )  # fmt: skip


A, B, C = decision("SNV-01"), decision("SNV-02"), decision("SNV-03")


@pytest.mark.parametrize(
    ("recorded", "now"),
    [
        ([], []),
        ([], [A]),
        ([A, B], [A, B]),
        ([A, B], [A, B, C]),
        ([A, B], [A, C, B]),
        ([A], [A, decision("SNV-01", "stopped", day=5)]),
        (
            [decision("SNV-01", reason="Đã hỏi [Đơn vị ghi khi quyết định: kết quả: Đạt]")],
            [decision("SNV-01", written="kết quả: Đạt")],
        ),
    ],
    ids=[
        "none",
        "the first",
        "the same",
        "added",
        "added between",
        "a later one of the same record",
        "its guard moved into its column",
    ],
)
def test_appended_lines_are_accepted(recorded, now):
    assert find_rewritten(recorded, now) == []


def test_an_edited_line_is_named_with_its_change():
    now = [A, decision("SNV-02", "stopped", document="CV 9")]
    [said] = find_rewritten([A, B], now)
    assert said == (
        "quyết định thứ 2 bị sửa: SNV-02 › cut_off_status = completed (An, 01/11/2022); "
        "value: “completed” → “stopped”; document: “” → “CV 9”"
    )


def test_a_guard_that_was_edited_or_lost_is_named():
    [said] = find_rewritten([decision("SNV-01", written="kết quả: Đạt")], [A])
    assert said.endswith("written: “kết quả: Đạt” → “”")


def test_a_removed_line_is_named():
    [said] = find_rewritten([A, B, C], [A, C])
    assert said == "quyết định thứ 2 bị xóa: SNV-02 › cut_off_status = completed (An, 01/11/2022)"


def test_the_removal_of_one_of_two_equal_lines_is_noticed():
    assert len(find_rewritten([A, A], [A])) == 1


def test_a_changed_order_is_noticed_because_the_later_line_counts():
    [said] = find_rewritten([A, B], [B, A])
    assert "thứ tự" in said
