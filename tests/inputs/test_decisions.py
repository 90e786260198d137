"""Decisions are accepted only with record, field, value, reason, name and date."""

from datetime import date

import pytest

from camket.errors import InputError
from camket.inputs.decisions import quote, read_decisions
from camket.statuses import DECIDED

PLACE = "data/raw/2022-10/decisions.csv"
HEAD = "record_id,field,value,expect,reason,document,decided_by,decided_on"
GOOD = {
    "record_id": "SNV-07",
    "field": "cut_off_status",
    "value": "stopped",
    "expect": "unresolved",
    "reason": "đã có văn bản đồng ý cho dừng",
    "document": "1702/UBND-KT",
    "decided_by": "Chuyên viên tổng hợp",
    "decided_on": "2022-11-03",
}
KNOWN = {"SNV-07", "STC-01"}
ALLOWED = {f"{basis}_status": set(statuses) for basis, statuses in DECIDED.items()}


def decisions_of(folder, *rows):
    path = folder / "decisions.csv"
    lines = [",".join({**GOOD, **row}.values()) for row in rows]
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return read_decisions(path, PLACE, known=KNOWN, allowed=ALLOWED)


def refusal(folder, *rows):
    with pytest.raises(InputError) as caught:
        decisions_of(folder, *rows)
    return caught.value


def test_a_complete_decision_is_read_whole(tmp_path):
    (decision,) = decisions_of(tmp_path, {})
    assert decision.model_dump() == {**GOOD, "decided_on": date(2022, 11, 3)}


def test_no_file_means_no_decisions(tmp_path):
    assert read_decisions(tmp_path / "decisions.csv", PLACE, known=KNOWN, allowed=ALLOWED) == []


def test_the_document_may_be_left_out(tmp_path):
    (decision,) = decisions_of(tmp_path, {"value": "completed", "document": ""})
    assert decision.document == ""


@pytest.mark.parametrize("document", [" ", "không", "...", "Công văn của UBND Tỉnh"])
def test_a_stop_without_the_number_of_its_document_is_refused(tmp_path, document):
    error = refusal(tmp_path, {}, {"document": document})
    assert error.where == f"{PLACE}, dòng 3, document"
    assert "cho dừng" in error.expected


@pytest.mark.parametrize(
    ("day", "usable"),
    [("2021-12-31", False), ("2022-01-01", True), ("2022-11-09", True), ("2022-11-10", False)],
)
def test_a_decision_is_made_within_the_year_and_not_after_its_report(tmp_path, day, usable):
    path = tmp_path / "decisions.csv"
    path.write_text(f"{HEAD}\n" + ",".join({**GOOD, "decided_on": day}.values()) + "\n", encoding="utf-8")
    days = (date(2022, 1, 1), date(2022, 11, 9))
    if usable:
        assert len(read_decisions(path, PLACE, known=KNOWN, allowed=ALLOWED, days=days)) == 1
        return
    with pytest.raises(InputError) as caught:
        read_decisions(path, PLACE, known=KNOWN, allowed=ALLOWED, days=days)
    assert caught.value.where == f"{PLACE}, dòng 2, decided_on"
    assert caught.value.expected == "một ngày từ 01/01/2022 đến ngày ban hành báo cáo 09/11/2022"


@pytest.mark.parametrize("said", ["kết quả: Đã trình | ghi chú: [xem phụ lục]", "kết quả: a] b", "x"])
def test_a_reason_carries_what_the_unit_had_written_and_gives_it_back(tmp_path, said):
    (decision,) = decisions_of(tmp_path, {"reason": quote("Đã xem biên bản [số 8]", said)})
    assert (decision.why, decision.said) == ("Đã xem biên bản [số 8]", said)
    assert quote(decision.reason, "khác") == quote("Đã xem biên bản [số 8]", "khác")


def test_a_reason_without_a_quotation_says_nothing_of_the_unit(tmp_path):
    (decision,) = decisions_of(tmp_path, {"reason": quote("Đã xem", "")})
    assert (decision.reason, decision.why, decision.said) == ("Đã xem", "Đã xem", "")


@pytest.mark.parametrize(
    "column", ["record_id", "field", "value", "expect", "reason", "decided_by", "decided_on"]
)
def test_a_decision_without_one_of_its_other_parts_is_refused_by_line_and_column(tmp_path, column):
    error = refusal(tmp_path, {}, {column: " "})
    assert error.where == f"{PLACE}, dòng 3, {column}"
    assert error.found == f"thiếu {column}"
    assert error.remedy == f"thêm {column}"


def test_a_decision_for_no_record_is_refused_with_the_form_of_an_id(tmp_path):
    error = refusal(tmp_path, {"record_id": "SNV-7"})
    assert error.where == f"{PLACE}, dòng 2"
    assert error.found == "record_id = 'SNV-7'"
    assert "SKHDT-03" in error.remedy


@pytest.mark.parametrize("day", ["31/11/2022", "2022-11-31", "hôm qua"])
def test_an_invalid_date_is_refused(tmp_path, day):
    error = refusal(tmp_path, {"decided_on": day})
    assert error.where == f"{PLACE}, dòng 2, decided_on"
    assert error.found == f"decided_on = {day!r}"
    assert "2022-10-30" in error.expected


def test_a_field_that_people_do_not_decide_is_refused(tmp_path):
    error = refusal(tmp_path, {"field": "content"})
    assert error.where == f"{PLACE}, dòng 2, field"
    assert error.found == "field = 'content'"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cut_off_status", "unresolved"),
        ("cut_off_status", "hoàn thành"),
        ("full_year_status", "in_progress"),
        ("full_year_status", "awaiting_appraisal"),
        ("full_year_status", "unresolved"),
    ],
)
def test_a_value_that_settles_nothing_in_its_field_is_refused_with_those_that_do(tmp_path, field, value):
    error = refusal(tmp_path, {"field": field, "value": value})
    assert error.where == f"{PLACE}, dòng 2"
    assert error.found == f"value = {value!r}"
    assert error.expected == "một trong: " + ", ".join(sorted(ALLOWED[field]))
    assert error.remedy == "sửa cột value"


@pytest.mark.parametrize(("field", "statuses"), ALLOWED.items())
def test_every_decided_status_of_a_field_is_a_value_of_it(tmp_path, field, statuses):
    for status in statuses:
        (decision,) = decisions_of(tmp_path, {"field": field, "value": status})
        assert (decision.field, decision.value) == (field, status)


def test_what_the_program_had_found_may_be_unresolved_or_a_status_but_nothing_else(tmp_path):
    assert decisions_of(tmp_path, {"expect": "unresolved"})[0].expect == "unresolved"
    assert decisions_of(tmp_path, {"expect": "in_progress"})[0].expect == "in_progress"
    error = refusal(tmp_path, {"expect": "chưa rõ"})
    assert error.found == "expect = 'chưa rõ'"
    assert "unresolved" in error.expected


def test_all_decisions_are_read_in_the_order_in_which_they_were_added(tmp_path):
    decisions = decisions_of(
        tmp_path,
        {"value": "completed"},
        {"field": "full_year_status", "value": "completed"},
        {"record_id": "STC-01", "value": "not_completed"},
        {"value": "stopped"},
    )
    assert [(made.record_id, made.field, made.value) for made in decisions] == [
        ("SNV-07", "cut_off_status", "completed"),
        ("SNV-07", "full_year_status", "completed"),
        ("STC-01", "cut_off_status", "not_completed"),
        ("SNV-07", "cut_off_status", "stopped"),
    ]


def test_a_wrong_decision_is_refused_even_where_a_later_one_replaces_it(tmp_path):
    assert refusal(tmp_path, {"value": "xong"}, {"value": "stopped"}).where == f"{PLACE}, dòng 2"


def test_a_file_that_excel_saved_is_read_with_its_dates_and_its_separator_line(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text(
        "sep=;\nrecord_id;field;value;expect;reason;document;decided_by;decided_on\n"
        "SNV-07;cut_off_status;completed;unresolved:nearly_done;Đã xem;;Nguyễn Văn A;02/11/2022\n",
        encoding="utf-8-sig",
    )
    (decision,) = read_decisions(path, PLACE, known={"SNV-07"}, allowed={"cut_off_status": {"completed"}})
    assert decision.decided_on == date(2022, 11, 2)
    assert decision.expect == "unresolved:nearly_done"
