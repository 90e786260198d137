"""A printed code ties paper to raw files, records and figures, and to nothing that comes after them."""

import json

import pytest

from camket.errors import UsageError
from camket.figures.reference_code import hash_period, read_code, read_printed, write_code
from camket.figures.table_files import write_json
from camket.settings.project import open_folder

REMARK = (
    "unit,record_id,opinion,remark,file,sha256,read_on\nSNV,SNV-01,remark,Đã xong,phieu.xlsx,,2022-11-12\n"
)


@pytest.fixture
def folder(small_project):
    """The small period with two figures, one of them of an audit."""
    opened = open_folder(small_project, "2022-10")
    opened.processed.mkdir(parents=True)
    (opened.processed / "records.csv").write_text("record_id\nSNV-01\n", encoding="utf-8")
    write_figures(opened, completed=1, wrong=0)
    return opened


def write_figures(folder, completed, wrong):
    figures = [{"id": "cut_off.completed", "numerator": completed}, {"id": "audit.wrong", "numerator": wrong}]
    (folder.processed / "figures.json").write_text(json.dumps(figures), encoding="utf-8")


def rewrite(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def add(folder, name, text):
    (folder.raw / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "later",
    [
        lambda folder: rewrite(folder.raw / "period.toml", "158/BC-SKHĐT", "160/BC-SKHĐT"),
        lambda folder: rewrite(folder.raw / "period.toml", "2022-11-09", "2022-11-12"),
        lambda folder: rewrite(folder.raw / "period.toml", "[report]", "[report]\naudit = true"),
        lambda folder: rewrite(folder.raw / "period.toml", "year = 2022", "# chú thích\nyear   =   2022"),
        lambda folder: write_figures(folder, completed=1, wrong=3),
        lambda folder: add(folder, "confirmations.csv", REMARK),
    ],
    ids=["number", "day", "audit wanted", "a comment", "what an audit found", "what units answered to the issue"],
)  # fmt: skip
def test_what_comes_after_the_figures_leaves_the_code(folder, later):
    before = hash_period(folder)
    later(folder)
    assert hash_period(folder) == before


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda folder: add(folder, "submissions/moi.csv", "x"), "tệp nguồn"),
        (lambda folder: rewrite(folder.raw / "period.toml", "Đồng Tháp", "An Giang"), "tệp nguồn"),
        (lambda folder: rewrite(folder.processed / "records.csv", "SNV-01", "SNV-02"), "nội dung đã xếp loại"),
        (lambda folder: write_figures(folder, completed=2, wrong=0), "số liệu"),
        (lambda folder: (folder.processed / "figures.json").unlink(), "số liệu"),
    ],
    ids=["a raw file", "a setting", "a record", "a figure", "no figures"],
)  # fmt: skip
def test_the_part_that_changed_is_named(folder, change, part):
    printed = str(hash_period(folder))
    change(folder)
    assert hash_period(folder).find_departures(printed) == [part]


def test_the_code_beside_the_tables_is_that_of_their_inputs(folder):
    write_json(folder.processed / "inputs.json", {"register.xlsx": "a", "camket": "b"})
    write_code(folder)
    first = read_code(folder.processed)
    write_json(folder.processed / "inputs.json", {"register.xlsx": "a", "camket": "another program"})
    write_code(folder)
    assert read_code(folder.processed) == first
    assert read_printed(first) == first


@pytest.mark.parametrize(
    "typed",
    [
        "3f9a-72c1-08be-41d0-9a77-e3c2", "3F9A 72C1 08BE 41D0 9A77 E3C2", "3f9a72c108be41d09a77e3c2",
        "Mã đối chiếu: 3f9a–72c1–08be–41d0–9a77–e3c2 ",
    ],
)  # fmt: skip
def test_a_code_is_read_as_people_type_it(typed):
    assert read_printed(typed) == "3f9a-72c1-08be-41d0-9a77-e3c2"


@pytest.mark.parametrize("typed", ["", "3f9a", "3f9a-72c1-08be-41d0-9a77-e3cx", "158/BC-SKHĐT", "0" * 25])
def test_what_is_no_code_is_refused_with_an_example(typed):
    with pytest.raises(UsageError, match="3f9a-72c1"):
        read_printed(typed)


def test_tables_without_a_code_have_an_empty_one(tmp_path):
    assert read_code(tmp_path) == ""
