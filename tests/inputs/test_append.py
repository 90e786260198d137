import csv
import io

import pytest

from camket.errors import InputError
from camket.inputs.append import append_rows

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
    with pytest.raises(InputError) as caught:
        append(path)
    assert caught.value.where == "decisions.csv"
    assert path.read_text(encoding="utf-8") == "record_id,reason,day\n"
    assert [path.name for path in tmp_path.iterdir()] == ["decisions.csv"]
