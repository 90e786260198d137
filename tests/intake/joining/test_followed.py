"""Commitments follow their unit when it is renamed, merged or split, by the table's word or a person's."""

from __future__ import annotations

import pytest

from camket.errors import InputError
from year_2023 import AFTER, BEFORE, NAMES, SIGNED, prepare, send, write_year

IDS = [f"{unit}-{number:02d}" for unit, number, _, _ in SIGNED]
DECISION = "record_id,field,value,expect,reason,document,decided_by,decided_on\n{}\n"


@pytest.fixture
def project(tmp_path):
    return write_year(tmp_path)


def owners(prepared):
    return {each.record.commitment.record_id: each.record.commitment.unit.code for each in prepared.records}


def results(prepared):
    return {
        each.record.commitment.record_id: each.record.result_text
        for each in prepared.records
        if each.record.reported
    }


def decide(project, period, *lines):
    path = project / "data" / "raw" / period / "decisions.csv"
    path.write_text(DECISION.format("\n".join(lines)), encoding="utf-8")


def edit_units(project, old, new):
    path = project / "data" / "raw" / "units.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_until_the_day_each_unit_answers_for_what_it_signed(project):
    prepared = prepare(project, BEFORE)
    assert owners(prepared) == {name: name.partition("-")[0] for name in IDS}
    assert prepared.choices == ()


def test_from_the_day_on_the_successor_answers_and_the_ids_stay(project):
    prepared = prepare(project, AFTER)
    assert owners(prepared) == {
        **{name: "XSEN" for name in IDS if name[:4] in ("XTRE", "XMAI", "XLAN")},
        "SMAU-01": "SMAU", "SCU-01": "SMOI", "HLUA-01": "HLUA", "HLUA-02": "HLUA",
    }  # fmt: skip
    assert {unit.code: unit.name for unit in prepared.units} == {
        "SMAU": "Sở Mẫu Thử",
        "SMOI": "Sở Mới Đặt (trước là Sở Cũ Kỹ)",
        "XSEN": "UBND xã Sen Trắng (trước là UBND xã Tre Xanh, UBND xã Mai Hồng, UBND xã Lan Tím)",
        "HLUA": "UBND huyện Lúa Vàng (đã kết thúc, chưa rõ đơn vị tiếp nhận)",
    }
    assert [unit.code for unit in prepared.units] == ["SMAU", "SMOI", "XSEN", "HLUA"]
    assert prepared.figures["cut_off.total@XSEN"].denominator == 4


@pytest.mark.parametrize(
    "head",
    [
        "UBND XÃ SEN TRẮNG",
        "UBND XÃ MAI HỒNG",
        "UBND xã Sen Trắng (trước là UBND xã Mai Hồng)",
        "UBND XÃ MAI HỒNG (NAY LÀ UBND XÃ SEN TRẮNG)",
        "UBND huyện Lúa Vàng (nay là UBND xã Sen Trắng)",
        "UBND xã Mai Hồng (nay là UBND xã Chưa Ai Biết)",
    ],
)
def test_a_file_under_the_new_or_an_old_name_is_the_successors_and_numbers_that_collide_decide_nothing(
    project, head
):
    said = {"Trồng cây xanh dọc kênh": "Đã trồng 500 cây", "Lắp đèn đường nông thôn": "Đã lắp 01 km"}
    send(project, AFTER, "bao cao.xlsx", head, said)
    prepared = prepare(project, AFTER)
    assert results(prepared) == {"XTRE-01": "Đã trồng 500 cây", "XMAI-01": "Đã lắp 01 km"}
    assert not [reason for each in prepared.records[4:] for reason in each.record.review_reasons]
    assert not [item for item in prepared.rejected if item.kind == "row"]


def test_nobody_is_asked_to_report_for_a_unit_that_is_gone(project):
    prepared = prepare(project, AFTER)
    assert {item.unit for item in prepared.missing} == {"SMAU", "SMOI", "XSEN"}
    assert {unit.code for unit in prepared.silent_units.sent_nothing} == {"SMAU", "SMOI", "XSEN"}


def test_of_a_split_unit_a_person_says_who_takes_over_all_or_one_of_its_commitments(project):
    prepared = prepare(project, AFTER)
    asked = {each.record_id: each for each in prepared.choices}
    assert list(asked) == ["HLUA", "HLUA-01", "HLUA-02"]
    assert asked["HLUA"].choices == {"XSEN": NAMES["XSEN"], "PHOA": NAMES["PHOA"]}
    [judged] = [each for each in prepared.records if each.record.commitment.record_id == "HLUA-01"]
    assert (judged.cut_off.status, judged.full_year.status) == ("unresolved", "unresolved")
    assert (
        "UBND huyện Lúa Vàng không còn từ 01/07/2023, chưa rõ đơn vị nào tiếp nhận"
        in judged.review_reasons[0]
    )
    made = "{},follows,{},XSEN;PHOA,Biên bản bàn giao,05/BB,An,2023-07-20"
    decide(project, AFTER, made.format("HLUA", "XSEN"), made.format("HLUA-02", "PHOA"))
    prepared = prepare(project, AFTER)
    assert (owners(prepared)["HLUA-01"], owners(prepared)["HLUA-02"]) == ("XSEN", "PHOA")
    assert [unit.code for unit in prepared.units] == ["SMAU", "SMOI", "XSEN", "PHOA"]
    assert prepared.units[-1].name == "UBND phường Hoa Cúc (trước là UBND huyện Lúa Vàng)"
    assert not prepared.questions or all(
        "HLUA" not in each.record_id or each.basis for each in prepared.questions
    )


SPLIT = {
    "Nâng cấp tuyến đường liên xã": "Đã nâng cấp 05 km",
    "Hỗ trợ các hợp tác xã kiểu mới": "Đã hỗ trợ 02 hợp tác xã",
}


@pytest.mark.parametrize(
    ("decided", "of"),
    [
        ({"HLUA": "PHOA"}, {"HLUA-01": "PHOA", "HLUA-02": "PHOA"}),
        ({"HLUA": "XSEN", "HLUA-02": "PHOA"}, {"HLUA-01": "XSEN", "HLUA-02": "PHOA"}),
        ({"HLUA-02": "PHOA"}, {"HLUA-01": "HLUA", "HLUA-02": "PHOA"}),
        ({}, {"HLUA-01": "HLUA", "HLUA-02": "HLUA"}),
    ],
)
def test_a_file_under_the_name_of_a_split_unit_is_read_row_by_row_for_those_that_answer(project, decided, of):
    send(project, AFTER, "lua vang.xlsx", "UBND HUYỆN LÚA VÀNG", SPLIT)
    made = [f"{key},follows,{value},XSEN;PHOA,Biên bản,05/BB,An,2023-07-20" for key, value in decided.items()]
    decide(project, AFTER, *made)
    prepared = prepare(project, AFTER)
    assert {name: owner for name, owner in owners(prepared).items() if name[:4] == "HLUA"} == of
    assert results(prepared) == dict(zip(("HLUA-01", "HLUA-02"), SPLIT.values(), strict=True))
    assert not [item for item in prepared.rejected if item.to_mend]
    sent = {report.row.text("content"): report.unit for report in prepared.submissions.reports}
    assert [*sent.values()] == [*of.values()]
    if decided == {"HLUA": "PHOA"}:
        assert "PHOA" not in {unit.code for unit in prepared.silent_units.sent_nothing}


def test_the_answer_holds_in_the_later_periods_of_the_year_and_falls_with_the_table(project):
    made = "HLUA,follows,PHOA,XSEN;PHOA,Biên bản bàn giao,05/BB,An,2023-07-02"
    decide(project, BEFORE, made)
    assert owners(prepare(project, AFTER))["HLUA-01"] == "PHOA"
    decide(project, AFTER, made.replace(",PHOA,", ",XSEN,"))
    assert owners(prepare(project, AFTER))["HLUA-01"] == "XSEN"
    edit_units(project, "XSEN;PHOA", "XSEN;PHOA;SMAU")
    assert owners(prepare(project, AFTER))["HLUA-01"] == "HLUA"


def test_a_unit_that_ended_without_a_successor_and_has_commitments_is_named_with_what_to_write(project):
    edit_units(project, "2023-06-30,SMOI,", "2023-06-30,,")
    with pytest.raises(InputError) as caught:
        prepare(project, AFTER)
    assert "Sở Cũ Kỹ có trong units.csv nhưng chỉ có hiệu lực đến 30/06/2023" in caught.value.found
    assert "cột successor" in caught.value.remedy
