"""Decisions are accepted only with record, field, value, reason, name and date."""

from datetime import date

import pytest

from camket.errors import InputError
from camket.settings.decisions import (
    OPTIONAL_COLUMNS,
    Decision,
    add_decisions,
    latest_decisions,
    read_lines,
    set_unchecked_aside,
)
from samples import decision

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
WIDE = f"{HEAD},written,role,checked_by,document_sha256"


def decisions_of(folder, *rows):
    path = folder / "decisions.csv"
    lines = [",".join({**GOOD, **row}.values()) for row in rows]
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return read(path)


def read(path):
    return [decision for _, decision in read_lines(path, PLACE)]


def refusal(folder, *rows):
    with pytest.raises(InputError) as caught:
        decisions_of(folder, *rows)
    return caught.value


def test_a_complete_decision_is_read_whole(tmp_path):
    (decision,) = decisions_of(tmp_path, {})
    assert decision.model_dump() == {
        **GOOD, "decided_on": date(2022, 11, 3), **dict.fromkeys(OPTIONAL_COLUMNS, ""),
    }  # fmt: skip


def test_no_file_means_no_decisions(tmp_path):
    assert read(tmp_path / "decisions.csv") == []


def test_the_document_may_be_left_out(tmp_path):
    (decision,) = decisions_of(tmp_path, {"value": "completed", "document": ""})
    assert decision.document == ""


@pytest.mark.parametrize("said", ["kết quả: Đã trình | ghi chú: [xem phụ lục]", "kết quả: a] b", "x"])
def test_a_reason_of_eight_columns_gives_back_what_the_unit_had_written(tmp_path, said):
    reason = f"Đã xem biên bản [số 8] [Đơn vị ghi khi quyết định: {said}]"
    (decision,) = decisions_of(tmp_path, {"reason": reason})
    assert (decision.reason, decision.written) == ("Đã xem biên bản [số 8]", said)


def test_a_reason_without_a_quotation_says_nothing_of_the_unit(tmp_path):
    (decision,) = decisions_of(tmp_path, {"reason": "Đã xem [số 8]"})
    assert (decision.reason, decision.written) == ("Đã xem [số 8]", "")


def write_wide(folder, *rows, head=WIDE):
    path = folder / "decisions.csv"
    lines = [",".join(row.values()) for row in rows]
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


FURTHER = {
    "written": "kết quả: Đã trình",
    "role": "Phó Giám đốc",
    "checked_by": "B",
    "document_sha256": "A1" * 32,
}


def test_a_file_of_twelve_columns_has_the_guard_the_role_the_checker_and_the_document(tmp_path):
    (decision,) = read(write_wide(tmp_path, {**GOOD, **FURTHER}))
    assert decision.model_dump(include=set(OPTIONAL_COLUMNS)) == {**FURTHER, "document_sha256": "a1" * 32}


def test_cells_that_excel_leaves_out_at_the_end_of_a_line_are_empty(tmp_path):
    (decision,) = read(write_wide(tmp_path, {**GOOD, "written": "kết quả: Đã trình"}))
    assert (decision.written, decision.role) == ("kết quả: Đã trình", "")


@pytest.mark.parametrize(
    ("head", "row", "where", "found", "remedy"),
    [
        (f"{HEAD},written", GOOD, "dòng 1", "thiếu cột role, checked_by, document_sha256", "dòng tiêu đề"),
        (HEAD, {**GOOD, **FURTHER}, "dòng 2", "nhiều hơn 8 ô", "thêm các cột written, role, checked_by"),
        (
            WIDE,
            {**GOOD, **FURTHER, "reason": "Đã xem [Đơn vị ghi khi quyết định: khác]"},
            "dòng 2, written", "có cả ở cột written và ở cuối cột reason", "xóa phần",
        ),
        (WIDE, {**GOOD, **FURTHER, "document_sha256": "a1b2"}, "dòng 2, document_sha256", "a1b2", "document_sha256"),
    ],
    ids=["nine columns", "twelve cells under eight", "two guards", "no hash"],
)  # fmt: skip
def test_a_file_that_is_neither_of_eight_nor_of_twelve_columns_is_refused(
    tmp_path, head, row, where, found, remedy
):
    with pytest.raises(InputError) as caught:
        read(write_wide(tmp_path, row, head=head))
    assert caught.value.where == f"{PLACE}, {where}"
    assert found in caught.value.found
    assert remedy in caught.value.remedy
    assert caught.value.expected


@pytest.mark.parametrize("column", ["record_id", "field", "reason", "decided_by", "decided_on"])
def test_a_decision_without_one_of_its_other_parts_is_refused_by_line_and_column(tmp_path, column):
    error = refusal(tmp_path, {}, {column: " "})
    assert error.where == f"{PLACE}, dòng 3, {column}"
    assert error.found == f"thiếu {column}"
    assert error.remedy == f"thêm {column}"


def test_a_value_without_what_the_program_had_found_is_refused(tmp_path):
    error = refusal(tmp_path, {"expect": " "})
    assert error.where == f"{PLACE}, dòng 2, expect"
    assert error.found == "expect = ''"
    assert "chỉ dòng thu hồi mới để trống" in error.expected


def test_an_empty_value_revokes_whatever_was_decided_before_and_expects_nothing(tmp_path):
    made = decisions_of(tmp_path, {}, {"value": "", "expect": ""}, {"field": "full_year_status"})
    assert [each.is_revocation for each in made] == [False, True, False]
    assert [each.field for each in latest_decisions(made).values()] == ["full_year_status"]


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


def test_a_file_that_excel_saved_is_read_with_its_dates_and_its_separator_line(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text(
        "sep=;\nrecord_id;field;value;expect;reason;document;decided_by;decided_on\n"
        "SNV-07;cut_off_status;completed;unresolved:nearly_done;Đã xem;;Nguyễn Văn A;02/11/2022\n",
        encoding="utf-8-sig",
    )
    (decision,) = read(path)
    assert decision.decided_on == date(2022, 11, 2)
    assert decision.expect == "unresolved:nearly_done"


def test_a_later_decision_takes_the_place_and_the_turn_of_an_earlier_one(tmp_path):
    first, other, later = decisions_of(tmp_path, {}, {"record_id": "STC-01"}, {"value": "completed"})
    assert list(latest_decisions([first, other, later]).values()) == [other, later]


def test_with_an_answer_about_the_next_year_its_amendments_are_revoked():
    answered, amended = (
        decision(field, value, "x", "SNV-2023-01")
        for field, value in (("next_year", "accept"), ("next_target", "20"))
    )
    revoked = decision("next_year", "", "", "SNV-2023-01")
    assert latest_decisions([answered, amended, revoked]) == {}
    assert list(latest_decisions([answered, revoked, amended]).values()) == [amended]


@pytest.mark.parametrize(
    ("checked_by", "second_person", "applied"),
    [
        ("", False, 1),
        ("", True, 0),
        ("Nguyễn Văn A", True, 0),
        ("NGUYỄN  văn a", True, 0),
        ("Trần Thị B", True, 1),
    ],
)
def test_a_line_on_a_status_counts_once_a_second_different_person_has_checked_it(
    checked_by, second_person, applied
):
    made = decision("cut_off_status", "completed", "x", checked_by=checked_by)
    lines, waiting = set_unchecked_aside([made], second_person=second_person)
    assert (len(lines), len(waiting)) == (applied, 1 - applied)


def test_until_it_is_checked_the_lines_before_it_stand_and_a_checked_line_ends_the_waiting():
    first, proposed = (
        decision("cut_off_status", value, "x", checked_by=name)
        for value, name in (("completed", "B"), ("in_progress", ""))
    )
    checked = proposed.model_copy(update={"checked_by": "C"})
    common = decision("common_task", "yes", "x")
    assert set_unchecked_aside([first, proposed, common], second_person=True) == (
        (first, common), {proposed.key: proposed},
    )  # fmt: skip
    assert set_unchecked_aside([first, proposed, checked], second_person=True) == ((first, checked), {})


QUOTED = "Đã xem [Đơn vị ghi khi quyết định: kết quả: Cơ bản; hoàn thành]"


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("declared", [True, False])
def test_a_file_of_eight_columns_is_widened_once_and_no_decision_changes(
    tmp_path, separator, end, bom, declared
):
    path = tmp_path / "decisions.csv"
    typed = [
        "SNV-07",
        "full_year_status",
        "stopped",
        "unresolved",
        '"hai',
        'dòng"',
        "08/BB",
        "A",
        "03/11/2022",
    ]
    plain = (
        separator.join(typed[:4])
        + separator
        + f"{typed[4]}{end}{typed[5]}"
        + separator
        + separator.join(typed[6:])
    )
    quoted = [
        "STC-01",
        "cut_off_status",
        "completed",
        "unresolved",
        f'"{QUOTED}"',
        "08/BB",
        "A",
        "2022-11-03",
    ]
    lines = [HEAD.replace(",", separator), plain, separator.join(quoted), separator * 7, ""]
    head = f"sep={separator}{end}" if declared else ""
    path.write_bytes((bom + head + end.join(lines)).encode())
    before = read_lines(path, PLACE)
    made = Decision.model_validate({**GOOD, "written": "kết quả: Đã trình"})
    add_decisions(path, PLACE, [made])
    text = path.read_bytes().decode()
    assert text.startswith(bom + head + WIDE.replace(",", separator) + end + plain + separator * 4 + end)
    assert text.count("\n") == text.count(end)
    assert [each for _, each in read_lines(path, PLACE)] == [*(each for _, each in before), made]
    assert "[Đơn vị ghi" not in text
    once = path.read_bytes()
    add_decisions(path, PLACE, [made])
    assert path.read_bytes().startswith(once)


def test_a_guard_that_was_typed_with_odd_spaces_moves_too(tmp_path):
    path = tmp_path / "decisions.csv"
    reason = "Đã xem\u00a0[Đơn vị ghi khi quyết định: kết quả: Đạt]"
    path.write_text(f"{HEAD}\n" + ",".join({**GOOD, "reason": reason}.values()) + "\n", encoding="utf-8")
    add_decisions(path, PLACE, [Decision.model_validate(GOOD)])
    first, _ = (each for _, each in read_lines(path, PLACE))
    assert (first.reason, first.written) == ("Đã xem", "kết quả: Đạt")
