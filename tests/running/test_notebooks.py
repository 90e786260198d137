from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from camket.running.jobs import read_parameters
from camket.running.notebooks import choose_notebooks, find_notebooks
from camket.settings.project import open_folder
from invented import GROUPS

COMMITTED = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
# `bat_dau` is no page of a report.
PAGES = [path for path in COMMITTED if path.stem != "bat_dau"]


def test_a_notebook_of_the_project_replaces_one_of_camket(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("cut_off", "own"):
        (folder / f"{name}.ipynb").touch()
    found = find_notebooks(tmp_path)
    assert {"appendix_1", "appendix_4", "cut_off", "full_year", "own", "review", "unit"} <= set(found)
    assert list(found) == sorted(found)
    assert found["cut_off"] == folder / "cut_off.ipynb"
    assert found["full_year"].parent != folder


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_a_committed_notebook_has_no_outputs_and_stable_ids(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    ids = [cell["id"] for cell in cells]
    assert ids == [f"{path.stem.replace('_', '-')}-{number:02d}" for number in range(1, len(cells) + 1)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_committed_notebook_declares_its_period_and_has_no_number_in_its_prose(path):
    assert read_parameters(path)["period"].type == "str"
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            prose = [line for line in "".join(cell["source"]).splitlines() if not line.startswith("#")]
            assert not any(char.isdigit() for char in "".join(prose))


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_a_cell_holds_a_few_lines(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert "".join(cell["source"]).count("\n") <= 20


ONE_GROUP = re.split(r"(?=\[\[group\]\])", GROUPS)[1]


def test_a_project_with_one_group_has_no_appendix_for_other_groups(small_project):
    folder = open_folder(small_project, "2022-10")
    assert {"appendix_2", "appendix_3"} <= choose_notebooks(folder).keys()
    folder.scheme_file.write_text(ONE_GROUP, encoding="utf-8")
    chosen = choose_notebooks(folder)
    assert "appendix_2" in chosen
    assert "appendix_3" not in chosen
