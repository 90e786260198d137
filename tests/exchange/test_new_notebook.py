"""A template for an analysis of one's own, and the notebook to start from."""

from __future__ import annotations

import json

import pytest

from camket.cli.main import main
from camket.errors import UsageError
from camket.exchange.new_notebook import START, write_notebook, write_start
from camket.publishing.pages.page import read_page
from camket.running.engines import IN_PROCESS, Watch, execute
from camket.running.jobs import Limits, read_parameters


def test_the_template_is_a_notebook_of_the_project_with_its_name(tmp_path):
    path = write_notebook(tmp_path, "tien_do_von")
    assert path == tmp_path / "notebooks" / "tien_do_von.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert any("# Tien do von\n" in cell["source"] for cell in cells)
    assert len({cell["id"] for cell in cells}) == len(cells)
    assert read_parameters(path)["period"].type == "str"


@pytest.mark.parametrize("name", ["", "Tien", "tiến_độ", "a b", "../a", "1a", "a" * 41])
def test_a_name_that_is_no_file_name_in_plain_letters_is_refused(tmp_path, name):
    with pytest.raises(UsageError, match="tên không dùng được"):
        write_notebook(tmp_path, name)
    assert not (tmp_path / "notebooks").exists()


@pytest.mark.parametrize("name", ["cut_off", "bat_dau", "da_co"])
def test_a_name_that_is_taken_is_refused_and_what_is_there_stays(tmp_path, name):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "da_co.ipynb").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="đã có sổ tay"):
        write_notebook(tmp_path, name)
    assert (tmp_path / "notebooks" / "da_co.ipynb").read_text(encoding="utf-8") == "mine"


def test_the_template_runs_as_it_is_on_any_period(small_project, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    path = write_notebook(small_project, "thu")
    done = execute(path, Watch("thu", Limits(5, 50)), {"period": "2022-10"}, IN_PROCESS)
    page = read_page(done, "thu")
    assert page.cover.title == "Thu"
    assert [block.kind for block in page.blocks].count("table") == 1
    assert [block.kind for block in page.blocks].count("chart") == 1
    assert not any(block.kind == "preformatted" for block in page.blocks)


def test_jupyterlab_opens_at_the_notebook_to_start_from_which_is_never_written_over(tmp_path):
    folder = write_start(tmp_path)
    assert (folder / START).is_file()
    (folder / START).write_text("mine", encoding="utf-8")
    assert (write_start(tmp_path) / START).read_text(encoding="utf-8") == "mine"


def test_lab_hands_on_port_browser_and_what_follows(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setenv("CAMKET_PROJECT", "")  # the command sets it for the kernels; here it is put back
    monkeypatch.setattr("jupyterlab.labapp.main", seen.append)
    arguments = [
        "lab",
        "--project",
        str(tmp_path),
        "--port",
        "8899",
        "--no-browser",
        "--",
        "--allow-root",
        "--x=1",
    ]
    assert main(arguments) == 0
    [[root, url, *others]] = seen
    assert root == f"--ServerApp.root_dir={tmp_path / 'notebooks'}"
    assert url == f"--LabApp.default_url=/lab/tree/{START}"
    assert others == ["--ServerApp.port=8899", "--no-browser", "--allow-root", "--x=1"]


def test_lab_as_root_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    assert main(["lab", "--project", str(tmp_path)]) == 2
    assert "camket lab -- --allow-root" in capsys.readouterr().err
