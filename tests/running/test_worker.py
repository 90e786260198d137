"""The papermill engine runs notebooks without a kernel."""

from __future__ import annotations

import sys

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

from camket.errors import NotebookError
from camket.publishing.blocks.block import BLOCK_MIME
from camket.running.engines import IN_PROCESS, Watch, execute
from camket.running.jobs import Limits


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs cells as one notebook with a parameter `unit`; returns the outputs of each code cell."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))

    def run(*sources, **parameters):
        cells = [
            new_code_cell('unit: str = "SNV"', metadata={"tags": ["parameters"]}),
            *map(new_code_cell, sources),
        ]
        notebook = new_notebook(cells=[new_markdown_cell("# Lời"), *cells], metadata={"kernelspec": KERNEL})
        path = tmp_path / "unit.ipynb"
        path.write_text(writes(notebook), encoding="utf-8")
        watch = Watch("unit (SNV).ipynb", Limits(minutes=10, megabytes=0.01))
        done = execute(path, watch, {"unit": "SNV", **parameters}, IN_PROCESS)
        return [cell.outputs for cell in done.cells if cell.cell_type == "code"][2:]

    return run


KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def test_a_cell_runs_with_its_parameter_and_returns_its_printed_and_displayed_output(run):
    [[printed, shown]] = run("print('in', unit)\nunit + '!'", unit="HTN")
    assert (printed.output_type, printed.text) == ("stream", "in HTN\n")
    assert shown.data["text/plain"] == "'HTN!'"


def test_a_block_has_the_same_output_as_in_a_kernel(run):
    source = "from camket.publishing.blocks.block import Paragraph\n"
    shown = run(f"{source}Paragraph(text=('một',))", f"{source}display(Paragraph(text=('hai',)))")
    assert [outputs[0].data[BLOCK_MIME]["text"] for outputs in shown] == [["một"], ["hai"]]


def test_cells_share_their_variables_and_another_notebook_does_not_see_them(run):
    [_, [seen]] = run("left = 1", "left")
    assert seen.data["text/plain"] == "1"
    with pytest.raises(NotebookError, match="NameError"):
        run("left")


def test_the_calling_program_keeps_its_main_module(run):
    main = sys.modules["__main__"]
    run("x = 1")
    assert sys.modules["__main__"] is main


@pytest.mark.parametrize(("source", "found"), [("1 / 0", "ZeroDivisionError"), ("1 +", "SyntaxError")])
def test_a_failing_cell_is_named_and_the_cells_after_it_do_not_run(run, source, found, tmp_path):
    with pytest.raises(NotebookError) as caught:
        run("x = 1", source, f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    assert caught.value.where == "unit (SNV).ipynb, ô 4"  # after the text, the parameters, x
    assert caught.value.found.startswith(found)
    assert not (tmp_path / "ran").exists()
