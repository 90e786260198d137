import json
from dataclasses import replace

import pytest

from camket.figures.ledger import Figure
from camket.figures.store import read_figures, write_figures
from camket.figures.table_files import read_csv, write_csv, write_json


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Đã trình",
        "=1+1",
        "@SUM(A1)",
        "-2+3(x",
        "một\ndòng",
        'có "nháy", phẩy',
        "-5",
        "'tên",
        "x=1",
        "'",
        "x" * 200_000,
    ],
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


FIGURE = Figure(
    id="cut_off.in_progress",
    label="chưa hoàn thành",
    scope="all",
    numerator=3,
    denominator=293,
    percent="1.0",
    text="03/293 nội dung (chiếm 1,0%)",
    population="nội dung cam kết năm 2022",
    records=("SNV-01", "SNV-02", "STC-01"),
)
EMPTY = replace(FIGURE, id="cut_off.in_progress@STC", numerator=0, denominator=0, percent=None, records=())


@pytest.mark.parametrize("zero_padded", [True, False])
def test_what_is_written_is_read_back_the_same_and_in_the_same_order(tmp_path, zero_padded):
    figures = [replace(figure, zero_padded=zero_padded) for figure in (FIGURE, EMPTY)]
    write_figures(tmp_path, figures)
    assert list(read_figures(tmp_path, zero_padded=zero_padded).items()) == [
        (figure.id, figure) for figure in figures
    ]


def test_the_file_holds_exactly_the_fields_that_other_programs_rely_on(tmp_path):
    write_figures(tmp_path, [FIGURE])
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8")) == [
        {
            "id": "cut_off.in_progress",
            "label": "chưa hoàn thành",
            "scope": "all",
            "numerator": 3,
            "denominator": 293,
            "percent": "1.0",
            "text": "03/293 nội dung (chiếm 1,0%)",
            "population": "nội dung cam kết năm 2022",
            "records": ["SNV-01", "SNV-02", "STC-01"],
        }
    ]


def test_an_empty_population_has_no_percentage_in_the_file(tmp_path):
    write_figures(tmp_path, [EMPTY])
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))[0]["percent"] is None


def test_the_setting_of_the_period_decides_how_a_figure_that_was_read_prints(tmp_path):
    write_figures(tmp_path, [FIGURE])
    assert read_figures(tmp_path, zero_padded=True)[FIGURE.id].count == "03"
    assert read_figures(tmp_path, zero_padded=False)[FIGURE.id].count == "3"


def test_json_is_readable_utf_8_with_unix_line_ends(tmp_path):
    write_json(tmp_path / "a.json", {"tên": "Sở Nội vụ"})
    assert (tmp_path / "a.json").read_bytes() == '{\n "tên": "Sở Nội vụ"\n}\n'.encode()
