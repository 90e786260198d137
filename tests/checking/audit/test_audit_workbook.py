"""The workbooks of an audit: nothing in the sample tells what the program found."""

import io
import json
import zipfile

import openpyxl
import pytest

from camket.checking.audit.audit_workbook import write_differences, write_sample
from camket.checking.audit.blind_sample import Tables as SampleTables
from camket.checking.audit.blind_sample import list_drawn
from camket.settings.fields import BUILT_IN
from samples import PERIOD, SCHEME

VERDICTS = {
    "cut_off_status": "verdict_of_the_program",
    "cut_off_rule": "rule_of_the_program",
    "cut_off_evidence": "bằng chứng của chương trình",
    "full_year_status": "year_of_the_program",
    "full_year_rule": "year_rule_of_the_program",
    "full_year_evidence": "bằng chứng cả năm",
    "review_reasons": "lý do rà soát",
    "decided_by": "người đã quyết định",
}


@pytest.fixture
def audit(make_audit):
    return make_audit(
        30, drawn={"7": 20}, whole=("stopped",), SNV_02="stopped", SNV_05="stopped", SNV_09="stopped"
    )


def table_of(audit, **more):
    rows = {
        key: {
            "unit_name": "Sở Nội vụ",
            "content": f"Ban hành đề án {key}",
            "target": "01 đề án",
            "deadline": "30/9/2022",
            "result_text": "Đã trình UBND Tỉnh",
            "progress_percent": "80.5",
            "completed_on": "2022-09-15",
            "source_file": "submissions/so.xlsx",
            "source_cells": json.dumps({"result_text": "Sheet1!E14"}),
            **VERDICTS,
            **more,
        }
        for key in audit.listed.records
    }
    return SampleTables({}, rows, frozenset())


def texts_of(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def rows_of(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    headings = [cell.value for cell in sheet[3]]
    return [
        dict(zip(headings, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=4)
    ]


def test_the_sample_has_no_verdict_and_no_evidence(audit):
    content = write_sample(audit, table_of(audit), [PERIOD], BUILT_IN)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8", "replace")
    assert [text for text in VERDICTS.values() if text in everything] == []


def test_the_sample_says_what_was_promised_what_the_unit_wrote_and_where(audit):
    first = rows_of(write_sample(audit, table_of(audit), [PERIOD], BUILT_IN))[0]
    assert "Chỉ tiêu: 01 đề án" in first["Nội dung đã cam kết"]
    assert "30/9/2022" in first["Nội dung đã cam kết"]
    said = first["Đơn vị ghi gì, ở ô nào"]
    assert "Tệp so.xlsx" in said
    assert "[Sheet1!E14]: Đã trình UBND Tỉnh" in said
    assert ": 80,5%" in said
    assert ": 15/09/2022" in said


def test_what_is_read_whole_looks_like_all_other_rows(audit):
    rows = rows_of(write_sample(audit, table_of(audit), [PERIOD], BUILT_IN))
    assert [row["audit_record"] for row in rows] == list_drawn(audit)
    codes = [row["Mã"] for row in rows]
    assert len({tuple(sorted(row)) for row in rows}) == 1
    assert sorted(codes.index(name) for name in ("SNV-02", "SNV-05", "SNV-09")) not in (
        [0, 1, 2],
        [20, 21, 22],
    )


def test_every_status_of_the_scheme_may_be_chosen(audit):
    sheet = openpyxl.load_workbook(
        io.BytesIO(write_sample(audit, table_of(audit), [PERIOD], BUILT_IN))
    ).worksheets[0]
    at = {cell.value: cell.column_letter for cell in sheet[3]}
    offered = {
        str(validation.sqref): validation.formula1.strip('"').split(",")
        for validation in sheet.data_validations.dataValidation
    }
    for heading, basis in (("Kết quả đến ngày chốt", "cut_off"), ("Kết quả ước cả năm", "full_year")):
        words = [SCHEME.short(status) for status in SCHEME.decided(basis)]
        assert offered[f"{at[heading]}4"] == [*words, "Không kết luận được"]


def test_a_text_that_looks_like_a_formula_stays_a_text(audit):
    content = write_sample(audit, table_of(audit, result_text='=HYPERLINK("x")'), [PERIOD], BUILT_IN)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row if cell.value} <= {"s"}


def test_what_was_read_is_not_asked_again(audit, read):
    done = list_drawn(audit)[:5]
    rows = rows_of(write_sample(read(audit, done), table_of(audit), [PERIOD], BUILT_IN))
    assert [row["audit_record"] for row in rows] == list_drawn(audit)[5:]


def test_the_same_audit_gives_the_same_bytes(audit):
    tables = table_of(audit)
    assert write_sample(audit, tables, [PERIOD], BUILT_IN) == write_sample(audit, tables, [PERIOD], BUILT_IN)


def test_a_synthetic_period_says_so(audit):
    period = PERIOD.model_copy(update={"notice": "Số liệu giả lập."})
    for write in (write_sample, write_differences):
        assert "Số liệu giả lập." in texts_of(write(audit, table_of(audit), [period], BUILT_IN))


def test_the_second_person_sees_both_readings_and_the_evidence(audit, read):
    key = list_drawn(audit)[0]
    name = key.removeprefix("2022-10/").replace("-", "_")
    tables = table_of(audit, cut_off_status=audit.listed.found(key, "cut_off"))
    [row] = rows_of(
        write_differences(read(audit, [key], **{name: "in_progress"}), tables, [PERIOD], BUILT_IN)
    )
    assert row["Xác định gì"] == "Đến ngày chốt"
    assert "bằng chứng của chương trình" in row["Chương trình xếp và căn cứ"]
    assert row["Người đọc xếp"].startswith("Đang thực hiện")
    assert "Trần Thị Bình" in row["Người đọc xếp"]


def test_evidence_of_other_tables_is_not_shown_as_that_of_the_audited_ones(audit, read):
    key = list_drawn(audit)[0]
    name = key.removeprefix("2022-10/").replace("-", "_")
    other = table_of(audit, cut_off_status="not_completed")
    [row] = rows_of(write_differences(read(audit, [key], **{name: "in_progress"}), other, [PERIOD], BUILT_IN))
    assert "bằng chứng" not in row["Chương trình xếp và căn cứ"]
