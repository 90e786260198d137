"""The filled-in rows of an audit, checked cell by cell."""

import openpyxl
import pytest

from camket.checking.audit.audit_answers import take_answers
from camket.checking.audit.audit_workbook import READ, SETTLE, write_sample
from camket.checking.audit.blind_sample import Tables as SampleTables
from camket.checking.audit.blind_sample import list_drawn
from camket.errors import InputError
from camket.exchange.filled_in import read_filled_in
from camket.settings.fields import BUILT_IN
from samples import PERIOD, SCHEME

GOOD = {
    "Kết quả đến ngày chốt": "Hoàn thành",
    "Kết quả ước cả năm": "Hoàn thành",
    "Người đọc": "Trần Thị Bình",
    "Nhận xét": "",
}


@pytest.fixture
def take(make_audit, fill, tmp_path):
    """What the workbook of a small audit says after one row was filled in and cells changed."""

    def run(cells, change=lambda sheet, row, at: None, readings=None):
        audit = make_audit(6, drawn={"7": 4})
        rows = {key: {"unit_name": "Sở Nội vụ", "content": "Việc"} for key in audit.listed.records}
        path = tmp_path / "audit.xlsx"
        path.write_bytes(write_sample(audit, SampleTables({}, rows, frozenset()), [PERIOD], BUILT_IN))
        first = list_drawn(audit)[0].rpartition("/")[2]
        path = fill(path, {first: {**GOOD, **cells}})
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        at = {cell.value: cell.column for cell in sheet[3]}
        change(sheet, 4, at)
        book.save(path)
        filled = read_filled_in(path, path.name, (READ, SETTLE))
        return take_answers(filled.rows, [audit], SCHEME, path.name)

    return run


def test_a_good_row_is_a_reading(take):
    given = take({"Nhận xét": "Có biên bản"})
    [reading] = given.readings
    assert (reading.cut_off, reading.full_year, reading.reader) == ("completed", "completed", "Trần Thị Bình")
    assert reading.remark == "Có biên bản"


@pytest.mark.parametrize("said", ["hoàn thành", "Hoàn  thành", "completed"])
def test_a_status_may_be_typed(take, said):
    assert take({"Kết quả đến ngày chốt": said}).readings[0].cut_off == "completed"


def test_a_reader_may_be_unable_to_tell(take):
    given = take(dict.fromkeys(("Kết quả đến ngày chốt", "Kết quả ước cả năm"), "Không kết luận được"))
    assert given.readings[0].cut_off == "unclear"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Kết quả ước cả năm": ""}, "thiếu kết quả ước cả năm"),
        ({"Người đọc": ""}, "thiếu người đọc"),
        ({"Người đọc": "12"}, "không phải người đọc"),
        ({"Kết quả đến ngày chốt": "Xong"}, "“Xong” không phải một trong: Đang thực hiện"),
        ({"Kết quả ước cả năm": "Đang thực hiện"}, "“Đang thực hiện” không phải một trong: Hoàn thành"),
        ({"Kết quả ước cả năm": "Không hoàn thành"}, "cả năm không thể là Không hoàn thành"),
        ({"Nhận xét": "@SUM(A1)"}, "bắt đầu như một công thức"),
        ({"Nhận xét": "=1+1"}, "K4"),
    ],
)
def test_a_faulty_cell_is_named_and_nothing_is_taken(take, cells, said):
    with pytest.raises(InputError) as refused:
        take(cells)
    assert said in refused.value.found


def set_cell(heading, text):
    def change(sheet, row, at):
        sheet.cell(row, at[heading]).value = text

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (set_cell("audit_list", None), "mất cột ẩn audit_list"),
        (set_cell("audit_record", None), "mất cột ẩn audit_record"),
        (set_cell("audit_list", "other"), "không thuộc lần kiểm chứng nào"),
        (set_cell("audit_record", "2022-10/SNV-99"), "không thuộc mẫu đã rút"),
        (set_cell("Mã", "HTN-01"), "sắp xếp chưa đủ cột"),
    ],
)
def test_a_row_that_lost_its_record_is_refused(take, change, said):
    with pytest.raises(InputError) as refused:
        take({}, change)
    assert said in refused.value.found


def test_two_rows_about_one_record_have_to_agree(take):
    def copy(sheet, row, at):
        for column in at.values():
            sheet.cell(row + 1, column).value = sheet.cell(row, column).value
        sheet.cell(row + 1, at["Nhận xét"]).value = "Khác"

    with pytest.raises(InputError) as refused:
        take({}, copy)
    assert "hai dòng khác nhau" in refused.value.found


def test_a_row_left_empty_is_no_answer(take):
    assert take(dict.fromkeys(GOOD, "")) is None
