from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from camket.forms.form import write_form
from camket.inputs.period import Period, Report
from camket.inputs.units import Unit
from camket.judging.rules import load_rules
from camket.reading.sheet import KEY_HEADING
from camket.records.record import Commitment, Source
from camket.statuses import DECIDED, short_label

UNIT = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
SOURCE = Source("register.xlsx", "a" * 64, "Sheet1", 2)
PERIOD = Period(
    title="nội dung cam kết hành động với UBND Tỉnh",
    year=2022,
    cut_off=date(2022, 12, 15),
    superior_in_text="UBND Tỉnh",
    report=Report(
        number="…/BC-SKHĐT",
        day=date(2022, 12, 20),
        agency="Sở KH&ĐT",
        superior="UBND Tỉnh",
        place="Đồng Tháp",
    ),
)
COMMITMENTS = [
    Commitment("SNV-01", UNIT, 1, "=1+1 Ban hành Đề án", "01 đề án", "30/9/2022", "", SOURCE, {}),
    Commitment("SNV-02", UNIT, 2, "Tinh giản biên chế", "20 người", "31/12/2022", "Bộ Nội vụ", SOURCE, {}),
]


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(write_form(UNIT, COMMITMENTS, PERIOD)))


def test_the_same_form_has_the_same_bytes():
    assert write_form(UNIT, COMMITMENTS, PERIOD) == write_form(UNIT, COMMITMENTS, PERIOD)


def test_a_form_names_unit_cut_off_and_what_was_signed(book):
    sheet = book["Bieu mau"]
    assert sheet["A1"].value == "SỞ NỘI VỤ"
    assert sheet["A5"].value == "(Số liệu đến ngày 15/12/2022)"
    headings = [sheet.cell(8, column).value or sheet.cell(7, column).value for column in range(1, 13)]
    assert headings[:3] == ["STT", "Nội dung cam kết", "Chỉ tiêu"]
    assert "Lũy kế đến 15/12/2022" in headings
    assert "Ước cả năm 2022" in headings
    assert [sheet.cell(9, column).value for column in range(1, 6)] == [
        1, "=1+1 Ban hành Đề án", "01 đề án", "30/9/2022", "",
    ]  # fmt: skip


def test_a_signed_text_never_becomes_a_formula(book):
    assert book["Bieu mau"]["B9"].data_type == "s"


def test_each_row_carries_its_record_id_in_a_hidden_column(book):
    sheet = book["Bieu mau"]
    assert sheet["L7"].value == KEY_HEADING
    assert [sheet["L9"].value, sheet["L10"].value] == ["SNV-01", "SNV-02"]
    assert sheet.column_dimensions["L"].hidden


def test_what_was_signed_is_locked_and_what_is_to_be_answered_is_not(book):
    sheet = book["Bieu mau"]
    assert sheet.protection.sheet
    locked = [sheet.cell(9, column).protection.locked for column in range(1, 13)]
    assert locked == [True] * 5 + [False] * 6 + [True]
    assert sheet["A7"].protection.locked


def test_statuses_are_chosen_from_a_list_and_a_percentage_is_a_number(book):
    rules = {str(rule.sqref): rule for rule in book["Bieu mau"].data_validations.dataValidation}
    assert rules["I9:I10"].formula1 == '"' + ",".join(short_label(s) for s in DECIDED["cut_off"]) + '"'
    assert (rules["G9:G10"].type, rules["G9:G10"].formula1) == ("decimal", "0")
    assert all(rule.error and rule.prompt for rule in rules.values())


def test_a_form_prints_on_a4_landscape_with_its_head_on_every_page(book):
    sheet = book["Bieu mau"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == "$7:$8"


def test_a_guide_says_in_vietnamese_how_to_answer(book):
    lines = [row[0] for row in book["Huong dan"].values]
    assert lines[0] == "CÁCH ĐIỀN BIỂU"
    assert any("15/12/2022" in line for line in lines)
    assert any("Sở KH&ĐT" in line for line in lines)


@pytest.mark.parametrize("status", DECIDED["cut_off"])
def test_each_answer_of_the_list_is_understood(status):
    found = load_rules().findings(short_label(status), "", frozenset(), "cut_off")
    assert found[0].concludes == status
