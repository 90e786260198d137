"""The list of a batch: what it may say, in which order its periods run, and how a wrong one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from camket.errors import InputError
from camket.running.batch.task_list import Task, list_tasks, read_task_list


def write_list(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def write_settings(project: Path, period: str, cut_off: str) -> None:
    folder = project / "data" / "raw" / period
    folder.mkdir(parents=True)
    (folder / "period.toml").write_text(f"year = 2022\ncut_off = {cut_off}\n", encoding="utf-8")


CSV = "project,period,name\nprovinces/an-giang,2022-10,An Giang\ns3://bucket/ca-mau/,2022-10,\n"
TOML = """
[[project]]
project = "provinces/an-giang"
period = "2022-10"
name = "An Giang"

[[project]]
project = "s3://bucket/ca-mau/"
period = "2022-10"
"""


@pytest.mark.parametrize(("name", "text"), [("list.csv", CSV), ("list.toml", TOML)])
def test_a_list_in_csv_or_toml_names_projects_relative_to_itself(tmp_path, name, text):
    assert read_task_list(write_list(tmp_path, name, text)) == [
        Task("An Giang", str(tmp_path / "provinces" / "an-giang"), "2022-10"),
        Task("ca-mau", "s3://bucket/ca-mau", "2022-10"),
    ]


def test_the_column_of_names_may_be_left_out(tmp_path):
    [task] = read_task_list(write_list(tmp_path, "list.csv", "project,period\nan-giang,2022-10\n"))
    assert task == Task("an-giang", str(tmp_path / "an-giang"), "2022-10")


@pytest.mark.parametrize(
    ("name", "text", "where", "found"),
    [
        ("list.csv", "project\nan-giang\n", "dòng 1", "thiếu cột period"),
        ("list.csv", "project,period\nan-giang,\n", "dòng 2", "thiếu period"),
        ("list.csv", "project,period\n", "list.csv", "không có dự án nào"),
        ("list.csv", "project,period\na,2022-10\nb/../a,2022-10\n", "dòng 3", "có hai lần"),
        ("list.csv", "project,period\na/x,2022-10\nb/x,2022-10\n", "dòng 3", "hai dự án cùng tên x"),
        ("list.csv", "project,period,name\na,2022-10,A\na,2022-12,B\n", "dòng 3", "có hai tên"),
        ("list.csv", "project,period,name\na,../b,A\n", "dòng 2, period", "../b"),
        ("list.csv", "project,period,name\na,2022-10,A/B\n", "dòng 2, name", "A/B"),
        ("list.toml", "[[project]]\nproject = 'a'\nkỳ = 1", "list.toml, dòng 3", "không đọc được"),
        ("list.toml", "[[project]]\nproject = 'a'\nmonth = 1", "thứ 1", "thiếu period; khóa không rõ month"),
        ("list.toml", "[[tinh]]\nproject = 'a'", "list.toml", "khóa không rõ tinh"),
        ("list.toml", "project = 'a'", "list.toml", "project không phải danh sách"),
    ],
)
def test_a_wrong_list_is_refused_with_its_place(tmp_path, name, text, where, found):
    with pytest.raises(InputError) as caught:
        read_task_list(write_list(tmp_path, name, text))
    assert where in caught.value.where
    assert found in caught.value.found


@pytest.mark.parametrize("name", ["list.csv", "list.toml"])
def test_a_missing_list_is_said_to_be_missing(tmp_path, name):
    with pytest.raises(InputError, match="không có tệp này"):
        read_task_list(tmp_path / name)


def test_folders_give_every_period_the_earlier_cut_off_first(tmp_path):
    write_settings(tmp_path / "b", "z-june", "2022-06-30")
    write_settings(tmp_path / "b", "a-december", "2022-12-15")
    write_settings(tmp_path / "a", "2022-10", "2022-10-30")
    tasks = list_tasks([tmp_path / "b", tmp_path / "a", tmp_path / "b"])
    assert [(task.name, task.period) for task in tasks] == [
        ("b", "z-june"), ("b", "a-december"), ("a", "2022-10"),
    ]  # fmt: skip


def test_a_folder_without_a_period_is_a_task_that_will_be_named(tmp_path):
    assert list_tasks([tmp_path / "none"]) == [Task("none", str(tmp_path / "none"), "")]


def test_two_folders_of_one_name_need_a_list(tmp_path):
    with pytest.raises(InputError, match="hai dự án cùng tên xã") as caught:
        list_tasks([tmp_path / "a" / "xã", tmp_path / "b" / "xã"])
    assert "--manifest" in caught.value.remedy
