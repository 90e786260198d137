import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from camket.figures.ledger import count_figures
from camket.figures.period_tables import (
    decision_rows,
    field_names,
    record_rows,
    rejected_rows,
    review_rows,
    second_look_rows,
    table_schemas,
)
from camket.figures.questions import list_questions
from camket.intake.joining.record import Commitment, Record, Rejected, Source
from camket.judging.classify import Judged, Judgement
from camket.settings.decisions import Decision
from samples import PERIOD, SNV

COMMITMENT = Commitment(
    "SNV-03",
    SNV,
    3,
    "Nâng chỉ số",
    "tăng 01 bậc",
    "Quý IV",
    "Bộ Nội vụ",
    Source("register.xlsx", "r", "S", 4),
    {},
)
RECORD = Record(
    COMMITMENT,
    Source("submissions/snv.xlsx", "a" * 64, "Sheet1", 7),
    reported=True,
    result_text="Đang thực hiện",
    progress_percent=Decimal("80.5"),
    self_assessment="Đạt",
    appraisal="Chưa",
    estimate_text="Phấn đấu hoàn thành",
    note="Không",
    places={"result_text": "Sheet1!E7"},
)
DECISION = Decision(
    record_id="SNV-03",
    field="cut_off_status",
    value="in_progress",
    expect="in_progress:running",
    reason="Đã hỏi",
    written=RECORD.summary,
    document="08/BB",
    decided_by="Nguyễn Văn A",
    decided_on=date(2022, 11, 2),
)
FOUND = {
    "cut_off_status": Judgement("running", "running", "Đang", status="in_progress"),
    "full_year_status": Judgement("unresolved", "estimate_open", ""),
}
JUDGED = Judged(
    RECORD,
    Judgement("running", "decision", "Đã hỏi (08/BB)", "decisions.csv", status="in_progress"),
    Judgement("unresolved", "estimate_open", "", ""),
    FOUND,
    {"full_year": ("một", "hai")},
    {"cut_off_status": DECISION},
)


def questions():
    figures = {figure.id: figure for figure in count_figures([JUDGED], [SNV], PERIOD)}
    return list_questions([JUDGED], figures, PERIOD)


def test_the_columns_of_records_are_those_that_other_programs_rely_on():
    promised = (
        "record_id, unit, unit_name, group, item_no, content, target, deadline, appraiser, result_text, "
        "progress_percent, completed_on, self_assessment, appraisal, estimate_text, note, reported, cut_off_status, "
        "cut_off_rule, cut_off_evidence, full_year_status, full_year_rule, full_year_evidence, "
        "review_reasons, decided_by, source_file, source_sha256, source_sheet, source_row, source_cells"
    )
    assert field_names("records") == promised.split(", ")


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("records", lambda: record_rows([JUDGED])),
        ("rejected", lambda: rejected_rows([Rejected("SNV", "a.xlsx", "a", "S", 5, "S!B5", "x", "y", "z")])),
        ("review", lambda: review_rows(questions())),
        ("second_look", lambda: second_look_rows([replace(questions()[0], signs=("claim", "thin"))])),
        ("decisions", lambda: decision_rows([DECISION], [JUDGED])),
    ],
)
def test_a_row_fills_exactly_the_columns_of_its_table_in_their_order(table, rows):
    [row] = rows()
    assert list(row) == field_names(table)


@pytest.mark.parametrize("table", ["records", "rejected", "review", "second_look", "decisions"])
def test_every_column_has_a_known_type_and_a_description_and_is_named_once(table):
    fields = table_schemas()[table]["fields"]
    assert {field["type"] for field in fields} <= {"string", "integer", "number", "boolean", "date"}
    assert all(field["description"] for field in fields)
    assert len({field["name"] for field in fields}) == len(fields)


def test_a_record_row_holds_the_signed_the_reported_the_judged_and_the_source():
    [row] = record_rows([JUDGED])
    assert {name: row[name] for name in ("record_id", "unit", "unit_name", "item_no")} == {
        "record_id": "SNV-03",
        "unit": "SNV",
        "unit_name": "Sở Nội vụ",
        "item_no": 3,
    }
    assert (row["content"], row["target"], row["deadline"]) == ("Nâng chỉ số", "tăng 01 bậc", "Quý IV")
    assert (row["result_text"], row["progress_percent"], row["reported"]) == ("Đang thực hiện", 80.5, True)
    assert (row["cut_off_status"], row["cut_off_rule"], row["cut_off_evidence"]) == (
        "in_progress",
        "decision",
        "Đã hỏi (08/BB)",
    )
    assert (row["full_year_status"], row["full_year_rule"]) == ("unresolved", "estimate_open")
    assert (row["source_file"], row["source_sheet"], row["source_row"]) == (
        "submissions/snv.xlsx",
        "Sheet1",
        7,
    )
    assert json.loads(row["source_cells"]) == {"result_text": "Sheet1!E7"}
    assert row["review_reasons"] == "một | hai"
    assert row["decided_by"] == "Nguyễn Văn A"


def test_a_record_row_says_the_group_of_its_unit():
    [row] = record_rows([JUDGED])
    assert row["group"] == "department"


def test_a_missing_percentage_is_empty_and_not_zero():
    bare = Judged(Record(COMMITMENT, RECORD.source), JUDGED.cut_off, JUDGED.full_year, FOUND)
    [row] = record_rows([bare])
    assert row["progress_percent"] is None
    assert row["reported"] is False


def test_a_rejected_row_says_where_what_was_needed_and_what_to_do():
    [row] = rejected_rows(
        [Rejected("SNV", "a.xlsx", "f" * 64, "Sheet1", 5, "Sheet1!B5", "thấy", "cần", "sửa")]
    )
    assert row == {
        "kind": "row",
        "unit": "SNV",
        "source_file": "a.xlsx",
        "source_sha256": "f" * 64,
        "source_sheet": "Sheet1",
        "source_row": 5,
        "source_cell": "Sheet1!B5",
        "found": "thấy",
        "expected": "cần",
        "remedy": "sửa",
    }


def test_a_file_that_was_rejected_whole_has_no_row_number():
    assert rejected_rows([Rejected("", "a.xlsx", "", "", None, "", "hỏng", "", "")])[0]["source_row"] is None


def test_a_review_row_can_be_answered_and_traced():
    [row] = review_rows(questions())
    assert (row["record_id"], row["unit_name"], row["field"]) == ("SNV-03", "Sở Nội vụ", "full_year_status")
    assert row["candidates"] == "completed;not_completed;stopped"
    assert row["question"] == "Kết quả ước cả năm của nội dung này là gì? (một; hai)"
    assert "kết quả: Đang thực hiện" in row["evidence"]
    assert row["moves"].startswith("Hoàn thành: 00 (0,0%) → 01 (100,0%); ")
    assert row["source_file"] == "submissions/snv.xlsx"
    assert json.loads(row["source_cells"]) == {"result_text": "Sheet1!E7"}
    assert row["expect"] == "unresolved:estimate_open"
    assert row["reasons"] == "một | hai"
    assert row["findings"].startswith("Ước thực hiện: Chưa xác định – “Phấn đấu ")


def test_a_decision_row_says_what_became_of_a_line_with_both_texts():
    [row] = decision_rows([DECISION], [JUDGED])
    assert (row["state"], row["value"]) == ("in_force", "in_progress")
    assert row["reason"] == "Đã hỏi"
    assert row["said_then"] == row["said_now"]
    assert row["said_now"].startswith("kết quả: Đang thực hiện | tỷ lệ: 80,5%")
    earlier = DECISION.model_copy(update={"value": "completed"})
    assert [row["state"] for row in decision_rows([earlier, DECISION], [JUDGED])] == [
        "superseded",
        "in_force",
    ]
    fallen = replace(JUDGED, cut_off=Judgement("unresolved", "decision_outdated", ""))
    assert [row["state"] for row in decision_rows([DECISION], [fallen])] == ["fallen"]
