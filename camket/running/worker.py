"""Notebooks run and rendered in a worker process. Importing this module takes a second."""

from __future__ import annotations

import os
import re
import tempfile
from typing import Any

import nbformat

from camket.figures.unit_slices import read_unit_content
from camket.publishing.analyses.opened_period import STAGED_PERIOD
from camket.publishing.opened.reckoning import NOTEBOOK, make_namespace
from camket.publishing.pages.html import page_to_html
from camket.publishing.pages.navigation import find_neighbours
from camket.publishing.pages.notebook_head import list_declared
from camket.publishing.pages.page import drop_unprinted, read_page
from camket.publishing.pages.pdf import page_to_pdf
from camket.publishing.workbooks.unit_book import write_unit_book
from camket.running.engines import IN_KERNEL, IN_PROCESS, Watch, execute
from camket.running.jobs import Job, Rendered, UnitJob, asks_for_kernel, name_sheet
from camket.running.own_notebooks import add_head

_DROPPED = ("papermill", "execution")
_STYLED = re.compile(r"\bT_[0-9a-f]{5}(?=[_\b\" ])")


def run_and_render(job: Job) -> Rendered:
    """Runs and renders one notebook; returns the paths of its outputs in the outputs folder and what it declared.

    Raises `NotebookError` with the cell and its error.
    """
    os.environ.update(job.environment)
    os.environ[NOTEBOOK] = job.name
    # The scratch folder keeps the user's IPython start-up files out of the run, and its path is short
    # enough for local sockets.
    with tempfile.TemporaryDirectory(prefix="camket-") as scratch:
        os.environ["JUPYTER_RUNTIME_DIR"] = os.environ["IPYTHONDIR"] = scratch
        engine = (
            IN_KERNEL if asks_for_kernel(job.notebook) else IN_PROCESS
        )  # a kernel takes a second to start
        notebook = execute(job.notebook, Watch(job.label, job.limits), job.parameters, engine)
    notebook = _strip_volatile(notebook, job.name)
    add_head(notebook, job.environment[STAGED_PERIOD])
    declared = tuple(list_declared(notebook, job.name))
    drop_unprinted(notebook)
    page = read_page(notebook, job.name)
    contents: dict[str, bytes] = {
        f"notebooks/{job.name}.ipynb": (nbformat.writes(notebook) + "\n").encode(),  # type: ignore[no-untyped-call]
        f"html/{job.name}.html": page_to_html(page, find_neighbours(job.name, job.pages)).encode(),
        f"pdf/{job.name}.pdf": page_to_pdf(page),
    }
    for name, content in contents.items():
        path = job.outputs / name
        path.parent.mkdir(exist_ok=True)  # not its parents: a folder that the command removed stays removed
        path.write_bytes(content)
    return Rendered(tuple(contents), declared)


def _strip_volatile(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """Removes times, paths and random ids, so that equal runs give equal bytes."""
    for key in _DROPPED:
        notebook.metadata.pop(key, None)
    notebook.metadata["language_info"] = {"name": "python"}
    for position, cell in enumerate(notebook.cells):
        for key in _DROPPED:
            cell.metadata.pop(key, None)
        # Warnings are for who works on the notebook, and name files of this machine.
        if "outputs" in cell:
            cell.outputs = [each for each in cell.outputs if each.get("name") != "stderr"]
            _name_styles(cell.outputs, position)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell["id"] = f"{make_namespace(name).replace('_', '-')}-injected-{position}"
    return notebook


def _name_styles(outputs: list[Any], position: int) -> None:
    """Gives the tables of a Styler names that are the same each time: pandas draws them at random."""
    for number, output in enumerate(outputs):
        data = output.get("data", {})
        if "text/html" in data:
            data["text/html"] = _STYLED.sub(f"T_{position}_{number}", data["text/html"])


def run_and_write(job: UnitJob) -> None:
    """Runs the notebook for one unit and writes its PDF and its workbook.

    The executed notebook is not kept because it repeats the PDF. Raises `NotebookError` with the unit, the cell
    and the error.
    """
    os.environ.update(job.environment)
    with tempfile.TemporaryDirectory(prefix="camket-") as scratch:
        os.environ["IPYTHONDIR"] = scratch
        name = f"{job.notebook.stem} ({job.code})"
        notebook = execute(job.notebook, Watch(job.label, job.limits), job.parameters, IN_PROCESS)
    page = read_page(notebook, name)
    figures = {figure.id: figure for figure in read_unit_content(job.tables, job.code).figures}
    for kind, content in (("pdf", page_to_pdf(page)), ("xlsx", write_unit_book(page, figures, job.scheme))):
        path = job.outputs / name_sheet(job.code, kind)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
