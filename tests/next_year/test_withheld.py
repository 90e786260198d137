"""Each commitment of a unit that registers goes on, is dropped, or is open; what is open stands in the draft."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.errors import AccountError
from camket.figures.registration_figures import count_registration_figures
from camket.intake.joining.record import Source
from camket.intake.tables.source_files import SourceFile
from camket.judging.classify import classify_records
from camket.next_year.findings import reconcile_commitments
from camket.next_year.items import Registration
from camket.next_year.programme import Programme
from camket.next_year.registrations import Registered
from camket.next_year.screening import screen_registrations
from samples import HCL, PERIOD, SNV, decision, record

HERD, MARKET, TREES = "Phát triển đàn bò thịt", "Xây dựng chợ nông sản", "Trồng cây xanh ven đường"
COURSE, TASK = "Mở lớp tin học", "Hoàn thành đúng hạn 100% các nhiệm vụ giao trên phần mềm"
LIKE_TASK = "Hoàn thành 100% nhiệm vụ được giao trong Chương trình công tác đúng hạn"
WITH_TASK = PERIOD.model_copy(update={"common_tasks": (TASK,)})


def row(number, content, proposal="", names=(), unit=HCL):
    letter = "X" if proposal == "drop" else ""
    return Registration(
        f"{unit.code}-2023-{letter}{number:02d}", unit, number, content, "", "", "", "", "", proposal,
        Source(f"registrations/{unit.code}.xlsx", "a" * 64, "S", number + 4), {}, names=names,
    )  # fmt: skip


def screen(signed, rows, *answers, unit=HCL, keeping=()):
    records = [record(content, number, unit) for number, content in enumerate(signed, start=1)]
    judged = classify_records(records, [], 2022, PERIOD.scheme, PERIOD.cut_off)
    return screen_registrations(
        Registered(
            2023,
            files=(SourceFile(f"registrations/{unit.code}.xlsx", "a" * 64, ()),),
            items=tuple(each for each in rows if each.proposal != "drop"),
            dropped=tuple(each for each in rows if each.proposal == "drop"),
            keeping=frozenset(keeping),
        ),
        Programme(), tuple(judged), [decision(*each) for each in answers], WITH_TASK,
    )  # fmt: skip


def why_of(next_year):
    return {each.key: each.why[0] for each in next_year.drafts if each.origin == "carried"}


def count(next_year, stem):
    figures = {each.id: each for each in count_registration_figures(next_year, [HCL, SNV], WITH_TASK)}
    return figures[f"registration.{stem}"].numerator, figures[f"registration.{stem}"].denominator


def test_of_a_unit_that_says_that_all_else_goes_on_nothing_is_dropped_in_silence():
    rows = [row(1, TREES), row(2, HERD, "drop")]
    assert [each.commitment.content for each in screen([HERD, MARKET, TREES], rows).dropped] == [HERD, MARKET]
    next_year = screen([HERD, MARKET, TREES], rows, keeping=["HCL"])
    assert [each.commitment.content for each in next_year.dropped] == [HERD]
    assert count(next_year, "withheld") == (1, 3)
    assert why_of(next_year)["HCL-02"] == (
        "đơn vị không nêu, nhưng ghi chung là các nội dung còn lại giữ nguyên"
    )


def test_what_a_row_that_goes_on_with_something_may_be_is_counted_as_open_and_drafted():
    next_year = screen([HERD, MARKET, TREES], [row(1, TREES), row(2, COURSE, "keep")])
    open_text = "chưa rõ đơn vị có đăng ký lại không, chờ trả lời về HCL-2023-02"
    assert why_of(next_year) == {"HCL-01": open_text, "HCL-02": open_text}
    assert (count(next_year, "withheld"), count(next_year, "dropped")) == ((2, 3), (0, 3))


def test_an_answer_closes_what_was_open():
    next_year = screen(
        [HERD, MARKET], [row(1, COURSE, "keep")], ("carried_from", "HCL-01", "asked:unfound", "HCL-2023-01")
    )
    assert why_of(next_year) == {"HCL-02": "đơn vị không đăng ký lại"}
    assert (count(next_year, "withheld"), count(next_year, "dropped")) == ((0, 2), (1, 2))


def test_what_a_row_like_it_stands_for_is_open_but_not_drafted_twice():
    next_year = screen([HERD], [row(1, HERD, "add")])
    assert [each.commitment.record_id for each in next_year.withheld] == ["HCL-01"]
    assert [each.key for each in next_year.drafts] == ["HCL-2023-01"]


def test_what_a_row_in_question_may_give_up_stays_in_the_draft():
    next_year = screen([HERD, MARKET], [row(1, COURSE, "drop"), row(2, MARKET)])
    assert why_of(next_year) == {"HCL-01": "chưa rõ đơn vị có đăng ký lại không, chờ trả lời về HCL-2023-X01"}


def test_what_only_a_row_goes_on_with_that_may_be_a_common_task_is_open():
    next_year = screen([LIKE_TASK], [row(1, LIKE_TASK)], ("common_task", "no", "asked", "HCL-01"))
    assert [(each.commitment.record_id, each.rows) for each in next_year.withheld] == [
        ("HCL-01", ("HCL-2023-01",))
    ]
    assert [each.key for each in next_year.drafts] == ["HCL-01"]


def test_a_unit_that_registers_common_tasks_alone_drops_the_rest_and_one_that_gives_up_all_is_counted():
    assert why_of(screen([HERD], [row(1, TASK)])) == {"HCL-01": "đơn vị không đăng ký lại"}
    given_up = screen([HERD], [row(1, HERD, "drop")])
    assert why_of(given_up) == {"HCL-01": "đơn vị đề nghị giảm"}
    assert count(given_up, "dropped") == (1, 1)


CONTENTS = st.sampled_from(
    [HERD, f"{HERD} khu Đông", MARKET, f"{MARKET} và {TREES.lower()}", TREES, COURSE, TASK, LIKE_TASK]
)
NAMES = st.lists(st.integers(1, 5), max_size=2, unique=True).map(tuple)
VALUES = st.sampled_from(["new", "FIRST-01", "FIRST-02", "FIRST-01;FIRST-02", "FIRST-09"])


@settings(max_examples=60, deadline=None)
@given(
    signed=st.lists(CONTENTS, min_size=1, max_size=4),
    rows=st.lists(
        st.tuples(CONTENTS, st.sampled_from(["", "keep", "add", "drop"]), NAMES), min_size=1, max_size=4
    ),
    answered=st.lists(st.tuples(st.integers(0, 3), VALUES), max_size=3),
    unit=st.sampled_from([HCL, SNV]),
)
def test_each_commitment_of_a_unit_that_registers_goes_on_is_dropped_or_is_open(signed, rows, answered, unit):
    written = [row(number, *each, unit=unit) for number, each in enumerate(rows, start=1)]
    found = screen(signed, written, unit=unit)
    findings = {
        each.item.registration_id: each.carried.finding.found
        for each in (*found.screened, *found.given_up)
        if each.carried
    }
    keys = list(findings)
    answers = [
        ("carried_from", value.replace("FIRST", unit.code), findings[keys[place]], keys[place])
        for place, value in answered
        if place < len(keys)
    ]
    next_year = screen(signed, written, *answers, unit=unit)
    whole = {each.record_id for each in next_year.this_year}
    ends = [
        *next_year.carried & whole,
        *(each.commitment.record_id for each in (*next_year.dropped, *next_year.withheld)),
    ]
    assert sorted(ends) == sorted(whole)


def test_a_commitment_that_ends_nowhere_is_a_fault_of_the_program():
    next_year = screen([HERD, MARKET], [row(1, MARKET)])
    with pytest.raises(AccountError, match="HCL-01"):
        reconcile_commitments(dataclasses.replace(next_year, dropped=()))


def drafted(signed, results, rows=(), unit=HCL, period=PERIOD):
    records = [
        record(content, number, unit, result_text=said, estimate_text="Hoàn thành")
        for number, (content, said) in enumerate(zip(signed, results, strict=True), start=1)
    ]
    judged = classify_records(records, [], 2022, period.scheme, period.cut_off)
    source = SourceFile("registrations/HCL.xlsx", "a" * 64, ())
    registered = Registered(2023, files=(source,), items=tuple(rows))
    return [each.key for each in screen_registrations(registered, Programme(), judged, [], period).drafts]


DONE = "Đã hoàn thành, nghiệm thu và đưa vào sử dụng ngày 10/9/2022"


def test_works_that_were_completed_are_not_proposed_again_and_what_recurs_is():
    signed = [MARKET, "Tỷ lệ hộ dân dùng nước sạch đạt 98%"]
    assert drafted(signed, [DONE, "Tỷ lệ đạt 98,5%"], [row(1, COURSE)]) == ["HCL-2023-01", "HCL-02"]
    assert drafted(signed, ["Đang xây dựng", "Tỷ lệ đạt 98,5%"], [row(1, COURSE)]) == [
        "HCL-2023-01", "HCL-01", "HCL-02",
    ]  # fmt: skip
    assert drafted(signed, [DONE, "Tỷ lệ đạt 98,5%"]) == ["HCL-02"]


def test_drafts_stand_in_the_prescribed_order_whether_or_not_their_unit_registered():
    first = HCL.model_copy(update={"code": "AAA", "order": HCL.order - 1, "name": "UBND huyện A"})
    records = [record(HERD, 1, first), record(HERD, 1, HCL)]
    judged = classify_records(records, [], 2022, PERIOD.scheme, PERIOD.cut_off)
    source = SourceFile("registrations/HCL.xlsx", "a" * 64, ())
    registered = Registered(2023, files=(source,), items=(row(1, TREES),))
    drafts = screen_registrations(registered, Programme(), judged, [], PERIOD).drafts
    assert [each.unit.code for each in drafts] == ["AAA", "HCL", "HCL"]
