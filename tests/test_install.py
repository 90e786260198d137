"""What `make` says while it installs."""

import runpy
from pathlib import Path

import pytest

INSTALL = runpy.run_path(str(Path(__file__).parents[1] / "requirements" / "install.py"))


def test_each_package_is_named_with_its_number_and_what_is_for_other_systems_is_not_counted():
    printed = [
        "Ignoring colorama: markers 'sys_platform == \"win32\"' don't match your environment",
        "Collecting anyio==4.16.0 (from -r requirements/run.txt (line 9))",
        "  Downloading anyio-4.16.0-py3-none-any.whl (120 kB)",
        "Requirement already satisfied: jsonschema[format]==4.26.0 in lib (from -r requirements/run.txt (line 12))",
        "Installing collected packages: anyio",
        "Successfully installed anyio-4.16.0",
    ]
    assert list(INSTALL["describe"](printed, 3)) == [
        "  1 of 2: anyio",
        "  2 of 2: jsonschema[format]",
        "  putting 1 packages in place, which may take a minute",
    ]


def test_where_pip_fails_all_that_it_printed_is_shown_and_its_exit_code_kept(tmp_path, capfd):
    with pytest.raises(SystemExit) as ended:
        INSTALL["run_pip"]("--no-index", "-r", str(tmp_path / "none.txt"))
    assert ended.value.code == 1
    assert "none.txt" in capfd.readouterr().out
