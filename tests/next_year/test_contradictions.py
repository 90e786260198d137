"""What a unit says in one place against another is asked about, never taken both ways or one way in silence."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.intake.joining.record import Source
from camket.next_year.carried_over import carry_over
from camket.next_year.items import Note, Registration
from camket.settings.decisions import Decision, latest_decisions
from samples import HCL, sign

YEAR = 2023
CONTENTS = (
    "Trồng cây xanh dọc các tuyến đường liên xã",
    "Tỷ lệ người dân tham gia bảo hiểm y tế",
    "Đưa người lao động đi làm việc ở nước ngoài",
    "Phát triển sản phẩm OCOP của các hợp tác xã",
    "Kết nạp đảng viên mới trong học sinh",
)
SIGNED = [sign(content, number, HCL) for number, content in enumerate(CONTENTS, start=1)]


def register(number, content, proposal="", names=(), target=""):
    source = Source("registrations/hcl.xlsx", "a" * 64, "S", number)
    letter = "X" if proposal == "drop" else ""
    return Registration(
        f"HCL-{YEAR}-{letter}{number:02d}", HCL, number, content, target, target, "", "", "", proposal, source,
        {"content": f"registrations/hcl.xlsx!S!B{number}", "note": f"registrations/hcl.xlsx!S!F{number}"},
        names=names,
    )  # fmt: skip


def note(text, names=(), place="S!A90"):
    return Note(frozenset({HCL.code}), "registrations/hcl.xlsx", place, text, names)


def carry(rows, notes=(), decisions=(), numbers=frozenset()):
    return carry_over(SIGNED, rows, notes, YEAR, latest_decisions(decisions), numbers)


def found(carried):
    """What each row was found to be, without the kind of change."""
    return {
        key[-3:].strip("-"): each.finding.found.split(":")[each.finding.is_asked]
        for key, each in carried.rows.items()
    }


def answer(row, value, expect):
    return Decision(
        record_id=row.registration_id, field="carried_from", value=value, expect=expect, reason="Đã hỏi đơn vị",
        document="", decided_by="Nguyễn Văn A", decided_on=date(2022, 11, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "names", "asks"),
    [
        (CONTENTS[1], (2,), False),
        (CONTENTS[1], (4,), True),
        ("Phát triển thương mại điện tử", (4,), False),
        (CONTENTS[1], (99,), True),
        (CONTENTS[1], (2, 99), True),
        ("Xây dựng chợ nông thôn", (99,), False),
    ],
)
def test_a_number_that_the_words_speak_against_or_that_no_item_has_is_asked(content, names, asks):
    carried = carry([register(1, content, names=names)])
    assert (found(carried)["01"] == "named") == asks


def test_the_number_of_an_item_that_is_left_out_as_a_common_task_is_no_unknown_one():
    row = register(1, CONTENTS[1], names=(2, 9))
    assert found(carry([row], numbers=frozenset({9}))) == {"01": "HCL-02"}


@pytest.mark.parametrize("names", [((3,), (3, 4)), ((3, 4), (3,)), ((3, 4), (4, 5)), ((3, 4), (4,))])
def test_rows_that_name_one_item_of_which_one_names_another_too_are_asked_together(names):
    rows = [register(1, CONTENTS[3], names=names[0]), register(2, CONTENTS[2], names=names[1])]
    carried = carry(rows)
    assert found(carried) == {"01": "named", "02": "named"}
    named = {f"HCL-{number:02d}" for number in {*names[0], *names[1]}}
    assert named <= {each.commitment.record_id for each in carried.withheld}


@pytest.mark.parametrize(("target", "asks"), [("160", True), ("120", False)])
def test_who_asks_to_lower_an_item_and_repeats_its_target_may_give_it_up(target, asks):
    signed = [sign(CONTENTS[4], 5, HCL, target="160")]
    row = replace(register(1, CONTENTS[4], "change", target=target), lowered="Đề nghị giảm")
    carried = carry_over(signed, [row], (), YEAR, latest_decisions(()))
    assert found(carried) == {"01": "noted" if asks else "HCL-05"}


def test_two_rows_asked_about_together_may_both_go_on_with_one_item():
    rows = [register(1, CONTENTS[3], names=(3,)), register(2, CONTENTS[2], names=(3, 4))]
    answers = [answer(row, "HCL-03", "asked:named") for row in rows]
    carried = carry(rows, decisions=answers)
    assert [[each.record_id for each in row.before] for row in carried.rows.values()] == [["HCL-03"]] * 2


def test_what_a_row_gives_up_by_number_is_asked_where_another_row_registers_it_word_for_word():
    rows = [register(1, "Thôi các nội dung cũ", "drop", (1, 3)), register(2, CONTENTS[2])]
    carried = carry(rows)
    assert found(carried) == {"X01": "named", "02": "named"}
    assert {"HCL-01", "HCL-03"} <= {each.commitment.record_id for each in carried.withheld}


@pytest.mark.parametrize(
    "said",
    [
        note("Đề nghị không đăng ký nội dung số 2", (2,)),
        note("Không đăng ký tỷ lệ người dân tham gia bảo hiểm y tế"),
    ],
)
def test_an_item_that_is_registered_and_given_up_beside_the_table_is_asked_until_it_is_answered(said):
    row = register(1, CONTENTS[1])
    carried = carry([row, register(2, CONTENTS[0])], [said])
    assert found(carried) == {"01": "noted", "02": "HCL-01"}
    assert "HCL-02" in {each.commitment.record_id for each in carried.withheld}
    assert "HCL-02" not in {each.commitment.record_id for each in carried.dropped}
    goes_on = carry([row], [said], [answer(row, "HCL-02", "asked:noted")])
    assert "HCL-02" not in {each.commitment.record_id for each in goes_on.dropped}
    is_new = carry([row], [said], [answer(row, "new", "asked:noted")])
    assert {each.commitment.record_id: each.note for each in is_new.dropped}["HCL-02"] is said


def test_a_remark_of_the_row_itself_does_not_contradict_it():
    row = register(1, CONTENTS[1], "change", (2,))
    assert found(carry([row], [note("Thay thế nội dung số 2", (2,), "S!F1")])) == {"01": "HCL-02"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_signed_item_is_carried_dropped_or_withheld_and_never_two_of_them(data):
    numbers = st.lists(st.integers(1, 7), max_size=2, unique=True).map(tuple)
    rows = [
        register(number, data.draw(st.sampled_from((*CONTENTS, "Xây dựng chợ"))), *data.draw(
            st.tuples(st.sampled_from(("", "keep", "change", "add", "drop")), numbers)
        ))
        for number in range(1, data.draw(st.integers(1, 6)) + 1)
    ]  # fmt: skip
    notes = [
        note(f"Đề nghị không đăng ký nội dung {number}", (number,), f"S!A{number}")
        for number in data.draw(numbers)
    ]
    undecided = carry(rows, notes)
    decisions = [
        answer(row, value, undecided.rows[row.registration_id].finding.found)
        for row in rows
        if (value := data.draw(st.sampled_from(("", "new", "HCL-01", "HCL-02", "HCL-01;HCL-02"))))
    ]
    for carried in (undecided, carry(rows, notes, decisions)):
        assert carried.rows.keys() == {row.registration_id for row in rows}
        gone_on = {
            before.record_id
            for row in rows
            if row.proposal != "drop"
            for before in carried.rows[row.registration_id].before
        }
        dropped = [each.commitment.record_id for each in carried.dropped]
        withheld = [each.commitment.record_id for each in carried.withheld]
        assert sorted([*gone_on, *dropped, *withheld]) == [each.record_id for each in SIGNED]


def test_the_change_of_rows_that_are_asked_about_is_not_told():
    rows = [register(1, CONTENTS[4], names=(5,), target="160"), register(2, "Bồi dưỡng", names=(5, 8))]
    carried = carry([replace(row, proposal="change") for row in rows])
    assert found(carried) == {"01": "named", "02": "named"}
    assert all(each.change is None for each in carried.rows.values())
