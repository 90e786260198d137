"""The shipped notebooks count what they print themselves: without the ledger's counts their pages say the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes

from camket.publishing.analyses.opened_period import STAGED_PERIOD, STAGED_TABLES
from camket.publishing.pages.page import read_executed, read_page
from camket.running import worker
from camket.running.engines import IN_PROCESS, Watch, execute
from camket.running.jobs import Job, Limits
from camket.running.worker import run_and_render

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
PERIOD = "2022-10"
# The page `review` prints what an audit states, which is no count of the records; there is none here.
PAGES = [
    path.stem for path in sorted(NOTEBOOKS.glob("*.ipynb")) if path.stem not in ("bat_dau", "unit", "review")
]


def say_page(page):
    return [block.as_plain() for block in page.blocks], page.cover.draft, page.cover.title


@pytest.fixture(scope="module")
def without_counts(demonstration, tmp_path_factory):
    """The published demonstration, its ledger emptied."""
    project = tmp_path_factory.mktemp("without") / "project"
    shutil.copytree(demonstration.project, project, ignore=shutil.ignore_patterns("outputs"))
    (project / "data" / "processed" / PERIOD / "figures.json").write_text("[]", encoding="utf-8")
    return project


@pytest.mark.parametrize("name", PAGES)
def test_without_the_counts_of_the_ledger_a_page_says_the_same(
    name, without_counts, demonstration, monkeypatch
):
    monkeypatch.setenv("CAMKET_PROJECT", str(without_counts))
    watch = Watch(name, Limits(5, 50))
    notebook = execute(NOTEBOOKS / f"{name}.ipynb", watch, {"period": PERIOD}, IN_PROCESS)
    published = read_executed(demonstration.outputs / "notebooks" / f"{name}.ipynb")
    assert say_page(read_page(notebook, name)) == say_page(published)


def test_a_count_that_differs_from_the_ledger_stops_the_notebook(demonstration, tmp_path, monkeypatch):
    project = tmp_path / "project"
    shutil.copytree(demonstration.project, project, ignore=shutil.ignore_patterns("outputs"))
    path = project / "data" / "processed" / PERIOD / "figures.json"
    figures = json.loads(path.read_text(encoding="utf-8"))
    [moved] = [each for each in figures if each["id"] == "cut_off.completed@SNV"]
    moved["records"], moved["numerator"] = moved["records"][1:], moved["numerator"] - 1
    path.write_text(json.dumps(figures), encoding="utf-8")
    monkeypatch.setenv("CAMKET_PROJECT", str(project))
    with pytest.raises(Exception, match=r"cut_off\.completed@SNV"):
        execute(NOTEBOOKS / "appendix_1.ipynb", Watch("x", Limits(5, 50)), {"period": PERIOD}, IN_PROCESS)


@pytest.mark.trial
@pytest.mark.parametrize("name", [path.stem for path in sorted(NOTEBOOKS.glob("*.ipynb"))])
def test_stock_papermill_and_nbconvert_work_on_every_notebook(name, demonstration, tmp_path):
    """With the commands that everybody has: no engine, no exporter and no template of camket's own."""
    run = [
        sys.executable,
        "-m",
        "papermill",
        str(NOTEBOOKS / f"{name}.ipynb"),
        str(tmp_path / f"{name}.ipynb"),
    ]
    done = subprocess.run(
        [*run, "-p", "period", PERIOD], cwd=demonstration.project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for kind in ("html", "markdown", "camket-html", "camket-pdf"):
        convert = [sys.executable, "-m", "nbconvert", "--to", kind, str(tmp_path / f"{name}.ipynb")]
        done = subprocess.run(convert, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (kind, done.stderr)
    assert "Traceback" not in (tmp_path / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.trial
@pytest.mark.parametrize("name", [*PAGES, "review", "own"])
def test_a_kernel_gives_the_same_bytes(name, demonstration, tmp_path, monkeypatch):
    """A notebook of one's own that prints, warns, draws and shows frames is among them."""
    notebook = tmp_path / "own.ipynb" if name == "own" else NOTEBOOKS / f"{name}.ipynb"
    if name == "own":
        write_own(notebook)
    tables = demonstration.project / "data" / "processed" / PERIOD
    environment = {
        "CAMKET_PROJECT": str(demonstration.project),
        STAGED_PERIOD: PERIOD,
        STAGED_TABLES: str(tables),
    }
    for variable in (*environment, "CAMKET_NOTEBOOK", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "MPLBACKEND"):
        monkeypatch.setenv(variable, "module://matplotlib_inline.backend_inline")
    made = []
    for asks in (False, True):
        monkeypatch.setattr(worker, "asks_for_kernel", lambda path, asks=asks: asks)
        outputs = tmp_path / str(asks)
        outputs.mkdir()
        job = Job(name, notebook, {"period": PERIOD}, outputs, environment, Limits(5, 50))
        files = run_and_render(job).outputs
        made.append({path: (outputs / path).read_bytes() for path in files})
    assert made[0].keys() == made[1].keys()
    assert [path for path in made[0] if made[0][path] != made[1][path]] == []


def write_own(path):
    sources = [
        'period: str = ""',
        "import sys, warnings\nimport camket\nimport pandas as pd\nopened = camket.open_period(period)",
        "print('một')\nopened.say('Có {cut_off.completed} nội dung.')",
        "print('lỗi', file=sys.stderr)\nwith warnings.catch_warnings(action='always'): warnings.warn('cẩn thận')",
        "print('hai')\nopened.records[['record_id']].head(3)",
        "display(pd.DataFrame({'a': [1]}))\nprint('ba')\n5;",
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('Hình')",
        "opened.figure(opened.records.head(2), name='thu', label='thử')",
    ]
    cells = [new_code_cell(source, id=f"own-{number}") for number, source in enumerate(sources)]
    cells[0].metadata["tags"] = ["parameters"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(writes(new_notebook(cells=cells, metadata=kernel)), encoding="utf-8")
