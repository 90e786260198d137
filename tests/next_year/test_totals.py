"""Every registered row and every signed item ends in exactly one place, whatever units write."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from camket.figures.registration_figures import count_registration_figures
from camket.intake.joining.record import Source
from camket.intake.tables.source_files import SourceFile
from camket.judging.classify import classify_record
from camket.next_year.items import Note, Registration
from camket.next_year.programme import Programme
from camket.next_year.registrations import Registered
from camket.next_year.screening import screen_registrations
from camket.settings.decisions import Decision
from samples import HCL, PERIOD, SCHEME, SNV, record

YEAR = 2023
TASKS = ("Hoàn thành đúng hạn 100% nhiệm vụ giao trên phần mềm giao việc", "Chuyển đổi số có mô hình mới")
SET = PERIOD.model_copy(update={"common_tasks": TASKS})
CONTENTS = st.sampled_from(
    (
        *TASKS,
        "Trả lời đúng hạn 100% câu hỏi trên phần mềm",
        "Có mô hình chuyển đổi số ở cấp xã",
        "Trồng cây xanh dọc các tuyến đường liên xã",
        "Trồng cây xanh và lắp đèn chiếu sáng",
        "Lắp đèn chiếu sáng ở khu dân cư",
        "Tỷ lệ người dân tham gia bảo hiểm y tế",
    )
)
NAMES = st.lists(st.integers(1, 6), max_size=2, unique=True).map(tuple)
PROPOSALS = st.sampled_from(("", "", "keep", "change", "add", "drop"))


def judge(unit, number, content):
    return classify_record(
        record(content, number, unit), {}, PERIOD.year, SCHEME, PERIOD.cut_off or date(2022, 10, 30)
    )


@st.composite
def lists(draw):
    """What two units signed, what they register, what they say beside it, and what a person answers."""
    signed = [
        judge(unit, number, content)
        for unit in (SNV, HCL)
        for number, content in enumerate(draw(st.lists(CONTENTS, min_size=1, max_size=5)), start=1)
    ]
    rows = [
        Registration(
            f"{unit.code}-{YEAR}-{'X' if proposal == 'drop' else ''}{number:02d}", unit, number, content, "", "",
            "", "", "", proposal, Source(f"registrations/{unit.code}.xlsx", "a" * 64, "S", number), {},
            names=draw(NAMES),
        )
        for unit in (SNV, HCL)
        for number, (content, proposal) in enumerate(
            draw(st.lists(st.tuples(CONTENTS, PROPOSALS), max_size=5)), start=1
        )
    ]  # fmt: skip
    notes = [
        Note(frozenset({SNV.code}), "f", f"S!A{number}", f"Xin rút nội dung {number}", (number,))
        for number in draw(NAMES)
    ]
    answers = [
        Decision(
            record_id=key, field="common_task", value=draw(st.sampled_from(("yes", "no"))), expect="asked",
            reason="Đã hỏi", document="", decided_by="A", decided_on=date(2022, 11, 1),
        )
        for key in draw(st.lists(st.sampled_from([
            *(each.registration_id for each in rows), *(each.record.commitment.record_id for each in signed)
        ]), max_size=3, unique=True))
    ]  # fmt: skip
    return signed, rows, notes, answers


@settings(max_examples=80, deadline=None)
@given(lists())
def test_every_row_and_every_signed_item_is_in_exactly_one_place(invented):
    signed, rows, notes, answers = invented
    registered = Registered(
        YEAR,
        (SourceFile("registrations/SNV.xlsx", "a" * 64, ()),),
        tuple(row for row in rows if row.proposal != "drop"),
        tuple(row for row in rows if row.proposal == "drop"),
        tuple(notes),
    )
    found = screen_registrations(registered, Programme(), signed, answers, SET)

    for each in found.screened:
        assert [each.is_common, each.common.is_asked, each.is_counted].count(True) == 1
        assert (each.carried is not None) == each.is_counted

    carried = {before.record_id for each in found.screened if each.carried for before in each.carried.before}
    dropped = [each.commitment.record_id for each in found.dropped]
    counted = {each.record_id for each in found.this_year}
    tasks = {each.commitment.record_id for each in found.signed_tasks if each.common.value != "no"}
    assert counted | tasks == {each.record.commitment.record_id for each in signed}
    assert not counted & tasks
    assert len(dropped) == len({*dropped})
    assert not {*dropped} & carried
    assert {*dropped} <= counted

    # What is neither goes on in a question that is open, or its unit registers nothing.
    heard = {row.unit.code for row in rows}
    asked = {key.partition("-")[0] for key in found.asked}
    for each in found.this_year:
        if each.record_id not in carried and each.record_id not in dropped:
            assert each.unit.code not in heard or each.unit.code in asked
    count_registration_figures(found, (SNV, HCL), SET)


def test_an_item_that_says_a_common_task_in_passing_is_asked_about():
    other = (
        "; xây trạm y tế, mở lớp dạy nghề cho thanh niên, trồng rừng ven biển, nâng cấp đê bao, bê tông hóa"
    )
    rows = [
        Registration(
            f"SNV-{YEAR}-{number:02d}", SNV, number, content, "", "", "", "", "", "",
            Source("registrations/SNV.xlsx", "a" * 64, "S", number), {},
        )
        for number, content in enumerate((TASKS[1], TASKS[1] + other), start=1)
    ]  # fmt: skip
    registered = Registered(YEAR, (SourceFile("registrations/SNV.xlsx", "a" * 64, ()),), tuple(rows))
    found = screen_registrations(registered, Programme(), [], [], SET)
    assert [each.common.value for each in found.screened] == ["yes", "asked"]
