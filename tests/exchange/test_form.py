"""A unit's form: what the clerk sees, may enter and cannot break, and how the form is read back."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from camket.cli.main import main
from camket.exchange.entry_rules import list_choices
from camket.exchange.form import form_columns, write_form
from camket.intake.formats.excel import read_workbook
from camket.intake.formats.sheet import KEY_HEADING
from camket.intake.joining.record import Commitment, Source
from camket.intake.tables.sheet_tables import read_table
from camket.judging.earlier_results import EarlierResult
from camket.settings.fields import BUILT_IN
from camket.settings.period import Period, Report
from camket.settings.units import Unit
from samples import SCHEME

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
        superior="UBND tỉnh Đồng Tháp",
        place="Đồng Tháp",
    ),
)
LONG = "Rà soát, sửa đổi, bổ sung các quy định về phân cấp quản lý " * 4
COMMITMENTS = [
    Commitment("SNV-01", UNIT, 1, "=1+1 Ban hành Đề án", "01 đề án", "30/9/2022", "", SOURCE, {}),
    Commitment("SNV-02", UNIT, 2, "Tinh giản biên chế", "20 người", "31/12/2022", "Bộ Nội vụ", SOURCE, {}),
    Commitment("SNV-03", UNIT, 3, LONG, "01 quy định", "31/12/2022", "", SOURCE, {}),
]
STATUSES = list_choices(BUILT_IN["self_assessment"], SCHEME)
FIELDS = [column.field.name for column in form_columns(BUILT_IN)]
ANSWERS = [
    "result_text", "progress_percent", "completed_on", "self_assessment", "appraisal", "estimate_text", "note",
]  # fmt: skip


@pytest.fixture
def book():
    return openpyxl.load_workbook(io.BytesIO(write_form(UNIT, COMMITMENTS, PERIOD)))


@pytest.fixture
def sheet(book):
    return book["Bieu mau"]


def first_row(sheet):
    (row,) = (cell.row for cell in sheet["B"] if cell.value == "SNV-01")
    return row


def cells_of(sheet, field):
    first = first_row(sheet)
    return [sheet.cell(row, FIELDS.index(field) + 1) for row in range(first, first + len(COMMITMENTS))]


def text_of(sheet):
    return "\n".join(str(value) for row in sheet.values for value in row if value is not None)


def test_the_same_form_has_the_same_bytes():
    assert write_form(UNIT, COMMITMENTS, PERIOD) == write_form(UNIT, COMMITMENTS, PERIOD)


def test_a_form_opens_with_the_units_name_the_motto_and_the_title_with_its_dates(sheet):
    lines = text_of(sheet).splitlines()
    assert lines[:6] == [
        "UBND TỈNH ĐỒNG THÁP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾT QUẢ THỰC HIỆN NỘI DUNG CAM KẾT HÀNH ĐỘNG VỚI UBND TỈNH NĂM 2022",
        "(Lũy kế đến hết ngày 15/12/2022 và ước cả năm 2022)",
    ]
    assert "THỦ TRƯỞNG ĐƠN VỊ" in lines
    assert "NGƯỜI LẬP BIỂU" in lines


def test_a_district_writes_its_letterhead_as_a_peoples_committee():
    unit = Unit(code="HTN", name="UBND huyện Tam Nông", group="district", order=2)
    book = openpyxl.load_workbook(io.BytesIO(write_form(unit, COMMITMENTS, PERIOD)))
    assert (book["Bieu mau"]["A1"].value, book["Bieu mau"]["A2"].value) == (
        "ỦY BAN NHÂN DÂN",
        "HUYỆN TAM NÔNG",
    )


def test_a_periods_notice_stands_on_its_forms():
    period = PERIOD.model_copy(update={"notice": "Số liệu giả lập"})
    book = openpyxl.load_workbook(io.BytesIO(write_form(UNIT, COMMITMENTS, period)))
    assert "Số liệu giả lập" in text_of(book["Bieu mau"])


def test_a_column_is_headed_by_its_label_and_where_it_has_one_by_its_day(sheet):
    header = first_row(sheet) - 1
    assert [sheet.cell(header, column).value for column in range(1, len(FIELDS) + 1)] == [
        "TT", KEY_HEADING, "Nội dung cam kết", "Chỉ tiêu", "Thời hạn", "Cơ quan thẩm định",
        "Kết quả thực hiện lũy kế đến 15/12/2022", "Tỷ lệ (%)", "Ngày hoàn thành", "Đơn vị tự đánh giá",
        "Kết quả thẩm định", "Ước thực hiện cả năm 2022", "Ghi chú",
    ]  # fmt: skip


def test_what_was_signed_is_filled_in_and_never_becomes_a_formula(sheet):
    assert [cell.value for cell in cells_of(sheet, "content")] == [each.content for each in COMMITMENTS]
    assert {cell.data_type for cell in cells_of(sheet, "content")} == {"s"}
    assert [cell.value for cell in cells_of(sheet, "item_no")] == [1, 2, 3]


def test_each_row_carries_its_record_id_in_a_hidden_column(sheet):
    assert [cell.value for cell in cells_of(sheet, "key")] == ["SNV-01", "SNV-02", "SNV-03"]
    hidden = [letter for letter, shape in sheet.column_dimensions.items() if shape.hidden]
    assert hidden == [get_column_letter(FIELDS.index("key") + 1)]


def test_the_hidden_column_lies_between_visible_ones_so_that_a_copied_table_keeps_it():
    assert 0 < FIELDS.index("key") < len(FIELDS) - 1


@pytest.mark.parametrize("field", FIELDS)
def test_what_was_signed_is_locked_and_what_is_to_be_answered_is_not(sheet, field):
    assert {cell.protection.locked for cell in cells_of(sheet, field)} == {field not in ANSWERS}


def test_the_lock_has_no_password_and_lets_rows_be_sorted_and_set_higher(sheet):
    lock = sheet.protection
    assert (lock.sheet, lock.password, lock.sort, lock.formatRows) == (True, None, False, False)
    assert sheet.cell(first_row(sheet) - 1, 1).protection.locked


@pytest.mark.parametrize("field", ["result_text", "estimate_text", "appraisal", "note"])
def test_an_answer_is_kept_as_text_so_that_8_10_does_not_become_a_day(sheet, field):
    assert {cell.number_format for cell in cells_of(sheet, field)} == {"@"}


def test_a_percentage_is_kept_as_it_is_typed(sheet):
    assert {cell.number_format for cell in cells_of(sheet, "progress_percent")} == {"General"}


def test_a_day_is_shown_as_offices_write_it_whatever_the_region(sheet):
    assert {cell.number_format for cell in cells_of(sheet, "completed_on")} == {"dd/mm/yyyy"}


def test_a_percentage_lies_between_0_and_100_a_day_in_its_span_and_a_status_in_the_list(sheet):
    first = first_row(sheet)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    percent = rules[f"H{first}:H{first + 2}"]
    assert (percent.type, percent.formula1, percent.formula2) == ("decimal", "0", "100")
    day = rules[f"I{first}:I{first + 2}"]
    assert (day.type, day.formula1, day.formula2) == ("date", "44197", "44915")  # 1/1/2021, 20/12/2022
    status = rules[f"J{first}:J{first + 2}"]
    assert (status.type, status.formula1) == ("list", '"' + ",".join(STATUSES) + '"')
    for rule in (percent, day, status):
        assert rule.prompt
        assert rule.error
        assert (rule.showInputMessage, rule.showErrorMessage) == (True, True)


@pytest.mark.parametrize("status", SCHEME.decided("cut_off"))
def test_each_answer_of_the_list_is_explained_by_the_rules_as_its_own_status(capsys, status):
    label = SCHEME.short(status)
    assert label in STATUSES
    assert main(["explain", label]) == 0
    assert re.match(rf"→ \w+: {label} –", capsys.readouterr().out)


def test_a_form_prints_on_a4_landscape_with_its_header_and_number_on_every_page(sheet):
    first = first_row(sheet)
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == f"${first - 1}:${first - 1}"
    assert sheet.oddFooter.center.text == "Trang &P/&N"


def test_a_row_is_high_enough_for_its_longest_text_and_may_grow(sheet):
    first = first_row(sheet)
    heights = [sheet.row_dimensions[row].height for row in range(first, first + 3)]
    assert heights[0] == heights[1] < heights[2]
    with zipfile.ZipFile(io.BytesIO(write_form(UNIT, COMMITMENTS, PERIOD))) as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_guide_says_how_to_answer_what_the_statuses_mean_and_where_to_send(book):
    said = text_of(book["Huong dan"])
    for words in (
        "15/12/2022",
        "số, ngày văn bản",
        "Gửi chính tệp Excel này về Sở KH&ĐT",
        *STATUSES,
    ):
        assert words in said
    assert "Được UBND Tỉnh cho dừng thực hiện: đã có văn bản đồng ý" in said
    assert all(field.label in said and field.help in said for field in BUILT_IN.within(PERIOD).asked)


def test_a_form_is_read_back_with_every_column_and_its_guide_is_no_table():
    sheets = read_workbook(write_form(UNIT, COMMITMENTS, PERIOD)).sheets
    form, guide = (read_table(sheet, frozenset({"content"})) for sheet in sheets)
    assert form.fields == set(FIELDS)
    assert [row.text("key") for row in form.records] == ["SNV-01", "SNV-02", "SNV-03"]
    assert guide is None


def test_a_filled_form_is_read_back_whatever_the_unit_did_to_order_and_text(book, sheet):
    first = first_row(sheet)
    filled = {"result_text": "Đã hoàn thành", "progress_percent": 80.5, "self_assessment": "Hoàn thành"}
    for field, answer in filled.items():
        for cell in cells_of(sheet, field):
            cell.value = f"{answer} {sheet.cell(cell.row, 2).value}" if field == "result_text" else answer
    rows = [
        [sheet.cell(row, column + 1).value for column in range(len(FIELDS))]
        for row in range(first, first + 3)
    ]
    for row, values in zip(range(first, first + 3), (rows[2], rows[0], rows[1]), strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
        sheet.cell(row, FIELDS.index("content") + 1).value = "đơn vị viết lại hoàn toàn khác"
        sheet.cell(row, 1).value = None
    buffer = io.BytesIO()
    book.save(buffer)
    table = read_table(read_workbook(buffer.getvalue()).sheets[0], frozenset({"content"}))
    assert table.letterhead[2] == "SỞ NỘI VỤ"
    assert {row.text("key"): row.text("result_text") for row in table.records} == {
        key: f"Đã hoàn thành {key}" for key in ("SNV-03", "SNV-01", "SNV-02")
    }
    assert {row.text("progress_percent") for row in table.records} == {"80,5"}


# ── the last result of the year ──

LAST = {
    "SNV-01": EarlierResult(
        "2022-06", date(2022, 6, 30), "in_progress", "running", "running", "Đang", "Đang xây dựng dự thảo"
    ),
    "SNV-02": EarlierResult("2022-06", date(2022, 6, 30), "unresolved", "unresolved", "not_reported", ""),
}
WITH_LAST = [column.field.name for column in form_columns(BUILT_IN, with_last=True)]


def test_a_form_shows_the_last_result_of_the_year_locked_beside_the_new_cell():
    sheet = openpyxl.load_workbook(io.BytesIO(write_form(UNIT, COMMITMENTS, PERIOD, earlier=LAST)))[
        "Bieu mau"
    ]
    first, column = first_row(sheet), WITH_LAST.index("last_result") + 1
    assert sheet.cell(first - 1, column).value == "Kỳ trước đã ghi nhận"
    assert sheet.cell(first - 1, column + 1).value == "Kết quả thực hiện lũy kế đến 15/12/2022"
    cells = [sheet.cell(row, column) for row in range(first, first + 3)]
    assert [cell.value or "" for cell in cells] == [
        "Đang thực hiện (đến 30/06/2022): Đang xây dựng dự thảo", "Chưa xác định (đến 30/06/2022)", "",
    ]  # fmt: skip
    assert {cell.protection.locked for cell in cells} == {True}


def test_the_last_result_is_never_read_back_as_the_new_one():
    book = openpyxl.load_workbook(io.BytesIO(write_form(UNIT, COMMITMENTS, PERIOD, earlier=LAST)))
    sheet = book["Bieu mau"]
    first = first_row(sheet)
    sheet.cell(first, WITH_LAST.index("result_text") + 1).value = "Đã ban hành"
    buffer = io.BytesIO()
    book.save(buffer)
    table = read_table(read_workbook(buffer.getvalue()).sheets[0], frozenset({"content"}))
    assert [row.text("result_text") for row in table.records] == ["Đã ban hành", "", ""]


def test_the_first_form_of_a_year_has_no_such_column(sheet):
    assert "Kỳ trước đã ghi nhận" not in text_of(sheet)
