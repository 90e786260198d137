from __future__ import annotations

import json

import pytest

from camket.errors import UsageError
from camket.running.jobs import Parameter, check_parameters, fill_in_defaults, read_parameters


def notebook(tmp_path, source, tags=("parameters",)):
    path = tmp_path / "analysis.ipynb"
    path.write_text(json.dumps({"cells": [{"metadata": {"tags": list(tags)}, "source": [source]}]}), "utf-8")
    return path


def test_parameters_are_read_with_type_and_default(tmp_path):
    path = notebook(
        tmp_path, 'period: str = "2022-10"\nshow: bool = False\nlimit: int = 5\nshare: float = 0.5'
    )
    assert list(read_parameters(path).values()) == [
        Parameter("period", "str", "2022-10"),
        Parameter("show", "bool", False),
        Parameter("limit", "int", 5),
        Parameter("share", "float", 0.5),
    ]


@pytest.mark.parametrize(
    "source",
    [
        'period = "2022-10"',
        "limit: int = True",
        "limit: int = 2 + 3",
        "when: date = None",
        "import os",
        "limit: int",
    ],
)
def test_a_declaration_without_type_or_literal_default_is_refused(tmp_path, source):
    with pytest.raises(UsageError, match=r"analysis\.ipynb, ô parameters"):
        read_parameters(notebook(tmp_path, source))


def test_a_notebook_without_a_parameters_cell_is_refused(tmp_path):
    with pytest.raises(UsageError, match="không có ô nào gắn thẻ 'parameters'"):
        read_parameters(notebook(tmp_path, "x: int = 1", tags=()))


def test_a_file_other_than_a_notebook_is_refused(tmp_path):
    path = tmp_path / "analysis.ipynb"
    path.write_text("not json", encoding="utf-8")
    with pytest.raises(UsageError, match="không phải sổ tay"):
        read_parameters(path)


DECLARED = {
    "one": {"period": Parameter("period", "str", ""), "show": Parameter("show", "bool", False)},
    "two": {"show": Parameter("show", "bool", False), "limit": Parameter("limit", "int", 5)},
}


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ([], {"one": {"period": "P"}, "two": {}}),
        (["show=TRUE"], {"one": {"period": "P", "show": True}, "two": {"show": True}}),
        (["two.show=0", "limit=7"], {"one": {"period": "P"}, "two": {"show": False, "limit": 7}}),
    ],
)
def test_a_value_is_set_in_every_notebook_that_declares_it_or_in_the_named_one(given, values):
    assert check_parameters(DECLARED, "P", given) == values


@pytest.mark.parametrize(
    "given", ["shwo=true", "one.limit=3", "three.show=true", "limit", "period=Q", "limit=five"]
)
def test_a_parameter_with_an_unknown_name_or_wrong_type_is_named(given):
    with pytest.raises(UsageError) as caught:
        check_parameters(DECLARED, "P", [given])
    assert caught.value.where == f"--parameter {given}"
    assert caught.value.exit_code == 2


def test_a_notebook_runs_with_its_defaults_for_parameters_not_given():
    declared = {
        "one": {"period": Parameter("period", "str", ""), "show": Parameter("show", "bool", False)},
        "two": {"limit": Parameter("limit", "int", 5)},
    }
    values = {"one": {"period": "2022-10"}, "two": {"limit": 7}}
    assert fill_in_defaults(declared, values) == {
        "one": {"period": "2022-10", "show": False},
        "two": {"limit": 7},
    }
