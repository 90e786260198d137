from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from camket.intake.formats.sheet import Cell
from camket.intake.joining.record import Record, Rejected, Report, Source
from camket.intake.tables.table import Row
from samples import sign

COMMITMENT = sign("Nội dung")


def report_numbered(text: str) -> Report:
    cell = Cell(text, text, "Sheet1!A5")
    return Report(Source("a.xlsx", "0" * 64, "Sheet1", 5), Row(5, "record", {"item_no": cell}), "SNV")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("03", 3),
        ("3.", 3),
        ("3)", 3),
        ("3.)", 3),
        ("12", 12),
        ("", None),
        ("I", None),
        ("3a", None),
        ("1.2", None),
        ("-3", None),
    ],
)
def test_an_item_number_is_a_whole_number_or_missing(text, number):
    assert report_numbered(text).item_no == number


def test_a_superscript_digit_is_not_an_item_number():
    assert report_numbered("²").item_no is None


def test_a_row_of_a_table_without_numbers_has_no_item_number():
    row = Row(5, "record", {"content": Cell("A", "A", "Sheet1!B5")})
    assert Report(Source("a.xlsx", "", "Sheet1", 5), row, "SNV").item_no is None


@pytest.mark.parametrize(
    ("sheet", "row", "cell", "where"),
    [
        ("", None, "", "submissions/a.xlsx"),
        ("Sheet1", None, "", "submissions/a.xlsx › Sheet1"),
        ("Sheet1", 7, "", "submissions/a.xlsx › Sheet1, dòng 7"),
        ("Sheet1", 7, "Sheet1!C7", "submissions/a.xlsx › Sheet1!C7"),
    ],
)
def test_a_rejection_says_where_it_stands_as_closely_as_is_known(sheet, row, cell, where):
    assert Rejected("", "submissions/a.xlsx", "", sheet, row, cell, "", "", "").where == where


def test_all_statements_of_a_unit_fit_in_one_line_field_by_field():
    said = Record(
        COMMITMENT,
        COMMITMENT.source,
        reported=True,
        result_text="Đạt 9/10",
        progress_percent=Decimal("80.5"),
        note="xem phụ lục",
    )
    assert said.summary == "kết quả: Đạt 9/10 | tỷ lệ: 80,5% | ghi chú: xem phụ lục"
    assert said.describe_field("progress_percent") == "80,5%"
    assert Record(COMMITMENT, COMMITMENT.source).summary == ""


def test_a_decision_is_guarded_by_the_words_that_it_was_always_guarded_by():
    """A guard that is worded otherwise would undo every decision that quotes it."""
    words = ["result_text", "self_assessment", "appraisal", "estimate_text", "note"]
    said = Record(
        COMMITMENT,
        COMMITMENT.source,
        progress_percent=Decimal(8),
        completed_on=date(2022, 9, 30),
        values={"funding": "Trung ương"},
        **dict(zip(words, "abcde", strict=True)),
    )
    assert said.summary == (
        "kết quả: a | tỷ lệ: 8% | tự đánh giá: b | thẩm định: c | ước cả năm: d | ghi chú: e"
    )
    assert said.describe_field("completed_on") == "30/09/2022"
    assert said.describe_field("funding") == "Trung ương"


def test_a_signed_value_is_an_attribute_or_a_field_of_the_project():
    signed = replace(COMMITMENT, values={"funding": "Ngân sách tỉnh"})
    assert [signed.value(name) for name in ("content", "funding", "unheard_of")] == [
        COMMITMENT.content,
        "Ngân sách tỉnh",
        None,
    ]
