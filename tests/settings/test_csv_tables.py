"""CSV tables that people edit: validated row by row, refused with line, column and remedy."""

import csv
import io
from datetime import date

import pytest
from pydantic import BaseModel, ConfigDict, Field

from camket.errors import InputError, MachineError
from camket.settings.csv_tables import append_rows, read_csv_table, validate

COLUMNS = ("record_id", "reason", "day")
ROWS = [
    {"record_id": "SNV-01", "reason": 'đã xem "biên bản", đủ', "day": "2022-11-02"},
    {"record_id": "SNV-02", "reason": "đã hỏi; rõ", "day": "2022-11-03"},
]
BOM = b"\xef\xbb\xbf"


def append(path, rows=ROWS):
    append_rows(path, "decisions.csv", COLUMNS, rows)
    return path.read_bytes()


@pytest.mark.parametrize("bom", [b"", BOM], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("prefix", ["", "sep=;"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "last line not ended"])
def test_lines_are_added_in_the_dialect_of_the_file_and_what_was_there_stays(
    tmp_path, bom, end, separator, prefix, last
):
    if prefix and separator != ";":
        prefix = "sep=,"
    lines = [*([prefix] if prefix else []), separator.join(COLUMNS), separator.join(["STP-05", "cũ", "ngày"])]
    old = bom + end.join(lines).encode() + (end.encode() if last else b"")
    path = tmp_path / "decisions.csv"
    path.write_bytes(old)
    new = append(path)
    assert new.startswith(old)
    assert (b"\r\n" in new) == (end == "\r\n")
    assert new.count(b"\n") == new.count(end.encode())
    text = new.decode("utf-8-sig").removeprefix(prefix + end if prefix else "")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=separator))
    assert rows == [{"record_id": "STP-05", "reason": "cũ", "day": "ngày"}, *ROWS]


def test_the_columns_stand_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text("day,record_id,reason\n", encoding="utf-8")
    assert append(path, ROWS[1:]).decode().splitlines()[1] == "2022-11-03,SNV-02,đã hỏi; rõ"


def test_a_file_that_does_not_exist_is_made_as_excel_reads_it(tmp_path):
    new = append(tmp_path / "decisions.csv")
    assert new.startswith(BOM + b"record_id,reason,day\n")
    assert [path.name for path in tmp_path.iterdir()] == ["decisions.csv"]


def test_a_file_that_cannot_be_written_is_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "decisions.csv"
    path.write_text("record_id,reason,day\n", encoding="utf-8")

    def fail(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "replace", fail)
    with pytest.raises(MachineError) as caught:
        append(path)
    assert caught.value.where == "decisions.csv"
    assert path.read_text(encoding="utf-8") == "record_id,reason,day\n"
    assert [path.name for path in tmp_path.iterdir()] == ["decisions.csv"]


PLACE = "data/raw/2022-10/sổ.csv"


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str
    reason: str = Field(min_length=1)
    day: date | None = None
    count: int = 0


def write(folder, text, encoding="utf-8"):
    path = folder / "entries.csv"
    path.write_bytes(text.encode(encoding))
    return path


def refusal(path):
    with pytest.raises(InputError) as caught:
        read_csv_table(path, PLACE, Entry)
    return caught.value


HEAD = "code,reason,day,count\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_with_or_without_bom_with_either_separator_and_any_line_end(
    tmp_path, encoding, separator, line_end
):
    text = "code,reason,day,count\nA,lý do,2022-10-30,5\n".replace(",", separator).replace("\n", line_end)
    (row,) = read_csv_table(write(tmp_path, text, encoding), PLACE, Entry)
    assert row == (2, Entry(code="A", reason="lý do", day=date(2022, 10, 30), count=5))


def test_columns_may_stand_in_any_order_and_empty_cells_take_the_default(tmp_path):
    ((_, entry),) = read_csv_table(write(tmp_path, "day,count,reason,code\n,,vì,A\n"), PLACE, Entry)
    assert entry == Entry(code="A", reason="vì")


def test_each_row_comes_with_its_line_and_empty_lines_are_passed_over(tmp_path):
    rows = read_csv_table(write(tmp_path, HEAD + "A,một,,\n\n,,,\n \t,,\u00a0,\nB,hai,,\n"), PLACE, Entry)
    assert [(line, entry.code) for line, entry in rows] == [(2, "A"), (6, "B")]


def test_a_quoted_cell_may_hold_the_separator_quotes_and_line_ends(tmp_path):
    ((_, entry),) = read_csv_table(
        write(tmp_path, HEAD + 'A,"chỉ ghi ""Đã trình"", chưa\nký",,\n'), PLACE, Entry
    )
    assert entry.reason == 'chỉ ghi "Đã trình", chưa ký'


def test_a_table_with_a_header_only_has_no_rows(tmp_path):
    assert read_csv_table(write(tmp_path, HEAD), PLACE, Entry) == []


def test_cells_are_cleaned_before_they_are_checked(tmp_path):
    ((_, entry),) = read_csv_table(write(tmp_path, HEAD + " A\u200b , ly\u0301  do ,,\n"), PLACE, Entry)
    assert (entry.code, entry.reason) == ("A", "lý do")


def test_a_missing_file_is_refused_with_the_columns_it_should_have(tmp_path):
    error = refusal(tmp_path / "nowhere.csv")
    assert (error.where, error.found) == (PLACE, "không có tệp này")
    assert "code, reason, day, count" in error.expected
    assert "mẫu" in error.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_a_file_that_is_not_utf_8_is_refused_with_the_way_to_save_it(tmp_path, encoding):
    error = refusal(write(tmp_path, HEAD + "A,Đà,,\n", encoding))
    assert error.where == PLACE
    assert "UTF-8" in error.found
    assert "CSV UTF-8" in error.remedy


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("", "thiếu cột code, reason, day, count"),
        ("code,reason,day\n", "thiếu cột count"),
        ("code,reason,day,count,when\n", "cột không rõ when"),
        ("kode,reason,day,count\n", "thiếu cột code; cột không rõ kode"),
    ],
)
def test_missing_and_unknown_columns_are_all_named_at_line_1(tmp_path, head, found):
    error = refusal(write(tmp_path, head))
    assert (error.where, error.found) == (f"{PLACE}, dòng 1", found)
    assert error.expected == "các cột code,reason,day,count"
    assert "dòng tiêu đề" in error.remedy


def test_a_row_with_more_cells_than_columns_is_refused_and_not_cut(tmp_path):
    error = refusal(write(tmp_path, HEAD + "A,đủ,,\nB,một, hai,,\n"))
    assert (error.where, error.found) == (f"{PLACE}, dòng 3", "nhiều hơn 4 ô")
    assert "dấu nháy kép" in error.remedy


@pytest.mark.parametrize(
    ("row", "column", "found", "expected", "remedy"),
    [
        (",vì,,", "code", "thiếu code", "khóa bắt buộc", "thêm code"),
        ("A,,,", "reason", "thiếu reason", "khóa bắt buộc", "thêm reason"),
        ("A,vì,30/10/2022,", "day", "day = '30/10/2022'", "một ngày dạng 2022-10-30", "sửa day"),
        ("A,vì,2022-02-31,", "day", "day = '2022-02-31'", "một ngày dạng 2022-10-30", "sửa day"),
        ("A,vì,,năm", "count", "count = 'năm'", "một số nguyên", "sửa count"),
    ],
)
def test_a_wrong_cell_is_refused_with_file_line_column_and_remedy(
    tmp_path, row, column, found, expected, remedy
):
    error = refusal(write(tmp_path, HEAD + "Z,đúng,,\n" + row + "\n"))
    assert error.where == f"{PLACE}, dòng 3, {column}"
    assert error.found == found
    assert error.expected == f"{column}: {expected}"
    assert error.remedy == remedy


def test_all_wrong_cells_of_a_row_are_named_at_once(tmp_path):
    error = refusal(write(tmp_path, HEAD + ",,x,y\n"))
    assert error.where == f"{PLACE}, dòng 2, code, reason, day, count"
    assert error.found == "thiếu code; thiếu reason; day = 'x'; count = 'y'"


def test_an_unknown_key_is_answered_with_the_keys_that_exist():
    with pytest.raises(InputError) as caught:
        validate(Entry, {"code": "A", "reason": "vì", "ngay": "2022-10-30"}, PLACE)
    assert caught.value.found == "khóa không rõ ngay"
    assert "(các khóa được dùng: code, reason, day, count)" in caught.value.remedy


def test_a_cell_may_be_longer_than_the_csv_module_takes_by_itself(tmp_path):
    before = csv.field_size_limit(100_000)
    try:
        [(_, entry)] = read_csv_table(write(tmp_path, f"{HEAD}a,{'x' * 200_000},,\n"), PLACE, Entry)
        assert len(entry.reason) == 200_000
        assert csv.field_size_limit() == 100_000
    finally:
        csv.field_size_limit(before)
