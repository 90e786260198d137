"""An answer is a value of its field, in words, as a code or as the id that the field takes."""

from datetime import date

import pytest

from camket.exchange.answers import Asking, check_answers, make_decisions, read_answer
from camket.exchange.filled_in import FilledIn
from camket.exchange.next_year_workbook import DRAFT_LAYOUT, QUESTION_LAYOUT
from camket.exchange.question_sheet import Asked, question_of
from camket.exchange.review_layout import LAYOUTS
from camket.intake.formats.sheet import Cell
from camket.settings.decision_fields import FIELDS
from samples import SCHEME

SIGNED = {"SNV-03", "SNV-04", "HTN-01"}
ASKED = {
    ("SNV-03", "cut_off_status"): Asked(
        "SNV-03", "cut_off_status", "unresolved:no_rule", "kết quả: Đã trình", "0123"
    ),
    ("SNV-2023-01", "next_year"): Asked("SNV-2023-01", "next_year", "Đề án | – | –"),
    ("SNV-2023-01", "carried_from"): Asked("SNV-2023-01", "carried_from", "asked:weak", "Đề án"),
}
ASKING = Asking(
    ASKED, SIGNED, lambda _: (date(2022, 1, 1), date(2022, 12, 31)), lambda about: f"{about[0]}?", SCHEME
)


def fill(layout=LAYOUTS[False], **texts):
    said = {
        "record_id": "SNV-03", "field": "cut_off_status", "expect": "unresolved:no_rule", "seen": "0123",
        "answer": "Hoàn thành", "reason": "Đã xem", "document": "08/BB", "decided_by": "Nguyễn Văn A",
        "decided_on": "02/11/2022", **texts,
    }  # fmt: skip
    said["code"] = said["record_id"]
    if said["field"] in FIELDS:
        said["about"] = question_of(FIELDS[said["field"]], SCHEME)
    names = [column.name for column in layout.columns]
    return FilledIn(
        layout, {name: Cell(said.get(name, ""), said.get(name, ""), f"S!{name}") for name in names}
    )


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        ("cut_off_status", "Hoàn thành", "completed"),
        ("cut_off_status", "hoàn  thành ", "completed"),
        ("cut_off_status", "completed", "completed"),
        ("cut_off_status", "Được cho dừng", "stopped"),
        ("cut_off_status", "Chưa xác định", ""),
        ("cut_off_status", "Xong", ""),
        ("full_year_status", "Đang thực hiện", ""),
        ("common_task", "không phải", "no"),
        ("next_year", "Đưa vào", "accept"),
        ("carried_from", "Nội dung mới", "new"),
        ("carried_from", "snv-03", "SNV-03"),
        ("carried_from", "HTN-01", ""),
        ("carried_from", " snv-04 ;SNV-03; ", "SNV-04;SNV-03"),
        ("carried_from", "SNV-03;SNV-03", "SNV-03"),
        ("carried_from", "SNV-03, SNV-04", ""),
        ("carried_from", "SNV-03;HTN-01", ""),
        ("carried_from", "SNV-03;Nội dung mới", ""),
        ("common_task", "SNV-03", ""),
        ("key_item", "SNV-03", ""),
        ("strange", "Hoàn thành", ""),
    ],
)
def test_a_value_is_known_by_its_words_its_code_or_the_id_of_the_units_own(field, said, value):
    record_id = "SNV-03" if field.endswith("status") else "SNV-2023-01"
    assert (read_answer(fill(record_id=record_id, field=field, answer=said), ASKING) or "") == value


def test_a_sound_row_is_a_decision_with_the_guards_of_its_question():
    [decision] = make_decisions(fill(), ASKING)
    assert (decision.value, decision.expect, decision.written) == (
        "completed", "unresolved:no_rule", "kết quả: Đã trình",
    )  # fmt: skip
    assert decision.reason == "Đã xem"


def test_an_amendment_is_a_decision_of_its_own_beside_the_answer():
    row = fill(
        DRAFT_LAYOUT, record_id="SNV-2023-01", field="next_year", expect="Đề án | – | –", answer="Đưa vào",
        next_target="02 đề án",
    )  # fmt: skip
    assert [(each.field, each.value) for each in make_decisions(row, ASKING)] == [
        ("next_year", "accept"), ("next_target", "02 đề án"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["answer", "reason", "decided_by", "decided_on"])
def test_a_row_that_lacks_something_decides_nothing(name):
    assert make_decisions(fill(**{name: ""}), ASKING) == []


@pytest.mark.parametrize(
    ("row", "place", "found"),
    [
        (fill(record_id="SNV-09"), "S!answer", "SNV-09?"),
        (fill(decided_on="02/11/2023"), "S!decided_on", "ngày 02/11/2023, cần một ngày từ 01/01/2022"),
        (fill(expect="completed:done"), "S!answer", "nay là unresolved:no_rule; nay đơn vị ghi “kết quả: Đã trình”"),
        (fill(seen="9999"), "S!said", "đơn vị đã sửa báo cáo"),
        (
            fill(DRAFT_LAYOUT, record_id="SNV-2023-01", field="next_year", expect="Đề án | – | –",
                 answer="Không đưa vào", next_target="02"),
            "S!answer", "không đưa vào thì không sửa",
        ),
        (
            fill(QUESTION_LAYOUT, record_id="SNV-2023-01", field="carried_from", expect="asked:weak",
                 answer="HTN-01"),
            "S!answer", "không phải một trong: Nội dung mới, mã một nội dung năm trước của đơn vị",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_cell(row, place, found):
    _, [fault] = check_answers([row], ASKING)
    assert fault.place == place
    assert found in fault.found
