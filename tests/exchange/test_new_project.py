"""From an empty folder to a project that an accountant can fill in, by what camket itself says."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from camket.cli.main import main
from camket.errors import InputError
from camket.exchange.new_period import make_period, make_project
from camket.exchange.new_project import explain_units, find_demonstration
from camket.settings.project import name_folder
from camket.settings.units import UNIT_COLUMNS, has_units, read_units
from samples import SCHEME

DAY = date(2025, 6, 30)
UNIT = "SNV,Sở Nội vụ,department,1,,,,,\n"


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def add_unit(project, line=UNIT):
    with (project / "data" / "raw" / "units.csv").open("a", encoding="utf-8") as file:
        file.write(line)


def test_an_empty_folder_gets_a_list_of_units_that_says_what_each_column_means(tmp_path):
    done = make_project(tmp_path, on=DAY)
    assert done.made == ("data/raw/units.csv",)
    head, meanings, example = rows_of(tmp_path / "data" / "raw" / "units.csv")
    assert tuple(head) == UNIT_COLUMNS
    assert all(meanings)
    assert all(group.code in meanings[head.index("group")] for group in SCHEME.groups)
    assert example[0].startswith("#")
    assert (tmp_path / "data" / "raw" / "units.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "units.csv" in done.next_steps[0]


def test_the_example_and_the_meanings_are_no_units(tmp_path):
    make_project(tmp_path, on=DAY)
    path = tmp_path / "data" / "raw" / "units.csv"
    assert not has_units(path, "units.csv")
    with pytest.raises(InputError, match="không có đơn vị nào"):
        read_units(path, "units.csv", on=DAY)
    add_unit(tmp_path)
    assert [unit.code for unit in read_units(path, "units.csv", on=DAY)] == ["SNV"]


def test_without_its_sign_the_example_is_a_unit(tmp_path):
    (tmp_path / "units.csv").write_bytes(explain_units(SCHEME).replace(b"\n#SKHDT", b"\nSKHDT"))
    [unit] = read_units(tmp_path / "units.csv", "units.csv", on=DAY)
    assert (unit.code, unit.group) == ("SKHDT", SCHEME.groups[0].code)


def test_a_folder_that_is_not_there_is_made_in_one_that_is(tmp_path):
    make_project(tmp_path / "tinh", on=DAY)
    assert (tmp_path / "tinh" / "data" / "raw" / "units.csv").is_file()
    with pytest.raises(InputError, match="không có thư mục này"):
        make_project(tmp_path / "nham" / "tinh", on=DAY)
    assert not (tmp_path / "nham").exists()


def test_a_period_in_an_empty_folder_brings_the_project_with_it(tmp_path):
    done = make_period(tmp_path, "2025-06", cut_off=DAY, earlier=None)
    assert done.made == (
        "data/raw/units.csv", "data/raw/2025-06/period.toml", "data/raw/2025-06/decisions.csv",
    )  # fmt: skip
    assert "units.csv" in done.next_steps[0]
    assert "BẮT BUỘC" in done.next_steps[-1]


def test_run_again_it_says_all_that_is_still_to_be_filled_in(tmp_path):
    make_period(tmp_path, "2025-06", cut_off=DAY, earlier=None)
    with pytest.raises(InputError) as caught:
        make_period(tmp_path, "2025-06", cut_off=DAY, earlier=None)
    said = str(caught.value)
    assert "không có đơn vị nào" in said
    for key in ("title", "superior_in_text", "report.agency", "report.superior", "report.place"):
        assert f"thiếu {key} (" in said
    for key in ("number", "day", "legal_bases", "signer"):
        assert key not in said


def test_a_list_of_units_that_is_there_is_kept_and_checked(tmp_path):
    make_project(tmp_path, on=DAY)
    add_unit(tmp_path)
    done = make_project(tmp_path, on=DAY)
    assert (done.made, done.kept) == ((), ("data/raw/units.csv",))
    add_unit(tmp_path, "SNV,Sở Khác,department,2,,,,,\nSYT,Sở Y tế,department,3,,2025-02-01,2025-01-01,,\n")
    with pytest.raises(InputError, match="valid_from không sau valid_to"):
        make_project(tmp_path, on=DAY)


def test_the_demonstration_is_copied_into_a_new_folder_and_can_be_checked(tmp_path, capsys):
    assert main(["new", "--demo", str(tmp_path / "choi")]) == 0
    assert "camket run 2022-10" in capsys.readouterr().out
    copied = tmp_path / "choi" / "data" / "raw"
    assert sorted(path.name for path in copied.iterdir()) == ["2022-10", "units.csv"]
    source = find_demonstration() / "2022-10"
    files = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    assert all((copied / "2022-10" / each).read_bytes() == (source / each).read_bytes() for each in files)
    assert name_folder(tmp_path / "choi", "2022-10").registers()
    assert main(["new", "--demo", str(tmp_path / "choi")]) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["2025-06"],
        ["--cut-off", "2025-06-30"],
        ["--from", "2022-10"],
        ["2025-06", "--cut-off", "2025-06-30", "--demo", "demo"],
    ],
)
def test_half_a_period_is_wrong_use(tmp_path, arguments):
    assert main(["new", *arguments, "--project", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []
