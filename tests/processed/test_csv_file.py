import pytest

from camket.processed.csv_file import read_csv, write_csv


@pytest.mark.parametrize(
    "text",
    ["", "Đã trình", "=1+1", "@SUM(A1)", "-2+3(x", "một\ndòng", 'có "nháy", phẩy', "-5", "x" * 200_000],
)
def test_a_text_comes_back_as_it_was_and_is_no_formula_in_between(tmp_path, text):
    path = tmp_path / "a.csv"
    write_csv(path, ["a", "b"], [{"a": text, "b": "x"}])
    assert read_csv(path) == [{"a": text, "b": "x"}]
    assert not path.read_text(encoding="utf-8-sig").splitlines()[1].startswith(("=", "@"))


def test_booleans_and_numbers_are_written_as_programs_read_them(tmp_path):
    path = tmp_path / "a.csv"
    write_csv(path, ["a", "b", "c", "d"], [{"a": True, "b": 80.0, "c": 80.5, "d": None}])
    assert path.read_bytes() == b"\xef\xbb\xbfa,b,c,d\r\ntrue,80,80.5,\r\n"
