"""The two arguments of `camket diff`, tested through the command line."""

import json
import shutil

import pytest

from camket.checking.snapshots import read_snapshot, take_snapshot
from camket.cli.main import main
from camket.errors import InputError
from camket.pipeline import prepare_period


def test_the_tables_of_a_run_equal_what_its_raw_files_give(save_tables):
    folder = save_tables()
    written = read_snapshot(folder.processed, "2022-10", zero_padded=True)
    taken = take_snapshot(folder, prepare_period(folder))
    assert written.records == taken.records
    assert written.figures == taken.figures
    assert (written.year, written.cut_off, written.program) == (2022, "2022-10-30", taken.program)
    assert taken.name == "2022-10 (theo tệp nguồn hiện nay)"


def test_a_column_is_called_as_its_tables_call_it_and_one_that_camket_knows_as_camket_does(save_tables):
    folder = save_tables()
    path = folder.processed / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    [columns] = [one["schema"]["fields"] for one in package["resources"] if one["name"] == "records"]
    columns += [{"name": "own", "title": "Cột riêng"}, {"name": "bare"}]
    columns[0]["title"] = "Tên cũ"
    path.write_text(json.dumps(package), encoding="utf-8")
    labels = read_snapshot(folder.processed, "2022-10", zero_padded=True).labels
    assert labels["own"] == "Cột riêng"
    assert "bare" not in labels
    assert labels[columns[0]["name"]] not in ("Tên cũ", "")


@pytest.mark.parametrize("name", ["datapackage.json", "inputs.json", "figures.json", "records.parquet"])
@pytest.mark.parametrize("content", [None, b"", b"{"])
def test_missing_or_broken_tables_are_reported_with_a_remedy(save_tables, name, content):
    folder = save_tables()
    path = folder.processed / name
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_snapshot(folder.processed, "2022-10", zero_padded=True)
    assert caught.value.where == "2022-10"
    assert "camket run" in caught.value.remedy
    assert content is not None or name in caught.value.found


PERIOD = "2022-10"
DECIDED = "SNV-03,cut_off_status,awaiting_appraisal,unresolved,Đã hỏi,CV 1,Người rà soát,2022-11-01"


@pytest.fixture
def diff(small_project, capsys):
    def run(*arguments):
        code = main(["diff", *arguments, "--project", str(small_project)])
        return code, capsys.readouterr()

    return run


def changed_records(said):
    found = json.loads(said.out)
    return {
        change["record_id"]: [reason["kind"] for reason in change["reasons"]] for change in found["records"]
    }


def test_the_same_name_twice_shows_what_the_next_run_would_change(save_tables, decide, diff):
    save_tables()
    code, said = diff(PERIOD, PERIOD)
    assert code == 0
    assert "không có gì thay đổi" in said.out
    decide(DECIDED)
    code, said = diff(PERIOD, PERIOD)
    assert code == 0
    assert "cut_off.awaiting_appraisal" in said.out
    assert "vì: đến ngày chốt: Người rà soát quyết định: Đã hỏi (CV 1)" in said.out


def test_two_names_compare_the_last_runs_of_two_periods(small_project, save_tables, report, diff):
    folder = save_tables()
    shutil.copytree(folder.raw, folder.raw.with_name("2022-12"))
    shutil.copytree(folder.processed, folder.processed.with_name("2022-12"))
    report("C2", "Đã hoàn thành")
    save_tables()
    code, said = diff("2022-12", PERIOD, "--json")
    assert code == 0
    assert changed_records(said) == {"SNV-01": ["submission"]}
    assert (small_project / "outputs" / PERIOD / "diff.html").is_file()
    assert said.err == ""  # both are as their raw files are


def test_the_earlier_snapshot_may_be_a_kept_copy(save_tables, report, decide, diff, tmp_path):
    folder = save_tables()
    shutil.copytree(folder.processed, tmp_path / "trước khi sửa")
    report("C2", "Đã hoàn thành")
    decide(DECIDED)
    save_tables()
    code, said = diff(str(tmp_path / "trước khi sửa"), PERIOD, "--json")
    assert code == 0
    assert changed_records(said) == {"SNV-01": ["submission"], "SNV-03": ["decision"]}
    assert json.loads(said.out)["before"]["name"] == "bản lưu trước khi sửa"
    assert said.err == ""


def test_tables_older_than_the_raw_files_are_compared_with_a_warning(save_tables, report, diff, tmp_path):
    folder = save_tables()
    shutil.copytree(folder.processed, tmp_path / "bản")
    report("C2", "Đã hoàn thành")
    code, said = diff(str(tmp_path / "bản"), PERIOD)
    assert code == 0
    assert "CẢNH BÁO: kỳ 2022-10: các bảng không còn khớp tệp nguồn" in said.err


def test_an_unknown_period_and_one_never_run_are_reported(small_project, diff):
    assert "data/raw/2021-10" in diff("2021-10", PERIOD)[1].err
    code, said = diff(PERIOD, PERIOD)
    assert code == 10
    assert "không có datapackage.json" in said.err
