"""Notebooks run and rendered in a worker process. Importing this module takes a second."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import papermill
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from camket.errors import NotebookError
from camket.figures.unit_slices import read_unit_content
from camket.publishing.pages.exporters import HtmlExporter, PdfExporter
from camket.publishing.pages.page import read_page
from camket.publishing.pages.pdf import page_to_pdf
from camket.publishing.workbooks.unit_book import write_unit_book
from camket.running.jobs import Job, UnitJob, Value, name_sheet

_DROPPED = ("papermill", "execution")
ENGINE = "camket-in-process"


class _IpcKernelManager(AsyncKernelManager):
    """Kernels over local sockets, which need no free port and no unencrypted TCP."""

    def __init__(self, **kwargs: Any) -> None:
        # `ip` is the prefix of the socket names. By default all kernels share one in the working folder.
        socket = str(Path(os.environ["JUPYTER_RUNTIME_DIR"]) / "kernel")
        super().__init__(**{**kwargs, "transport": "ipc", "ip": socket})


def run_and_render(job: Job) -> list[str]:
    """Runs and renders one notebook; returns the paths of its outputs in the outputs folder.

    Raises `NotebookError` with the cell and its error.
    """
    os.environ.update(job.environment)
    # The scratch folder keeps the user's IPython start-up files out of the run, and its path is short
    # enough for local sockets.
    with tempfile.TemporaryDirectory(prefix="camket-") as scratch:
        os.environ["JUPYTER_RUNTIME_DIR"] = os.environ["IPYTHONDIR"] = scratch
        options: dict[str, Any] = {} if os.name == "nt" else {"kernel_manager_class": _IpcKernelManager}
        # A finished kernel has nothing to save, and an orderly shutdown takes 0.2 s.
        notebook = execute(job.notebook, job.name, job.parameters, shutdown_kernel="immediate", **options)
    notebook = _strip_volatile(notebook, job.name)
    resources = {"metadata": {"name": job.name}}
    exporters: Any = {"html": HtmlExporter, "pdf": PdfExporter}
    contents: dict[str, bytes] = {
        f"notebooks/{job.name}.ipynb": (nbformat.writes(notebook) + "\n").encode(),  # type: ignore[no-untyped-call]
    }
    for kind, exporter in exporters.items():
        page, _ = exporter().from_notebook_node(notebook, dict(resources))
        contents[f"{kind}/{job.name}.{kind}"] = page.encode() if isinstance(page, str) else page
    for name, content in contents.items():
        path = job.outputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(contents)


def execute(
    notebook: Path, name: str, parameters: Mapping[str, Value], **options: Any
) -> nbformat.NotebookNode:
    """Executes a notebook through papermill with the given `options`.

    Raises `NotebookError` with the cell and its error.
    """
    try:
        executed: nbformat.NotebookNode = papermill.execute_notebook(
            str(notebook),
            None,
            parameters=dict(parameters),
            kernel_name="python3",
            progress_bar=False,
            **options,
        )
        return executed
    except PapermillExecutionError as error:
        raise NotebookError(
            where=f"{name}.ipynb, cell {error.cell_index + 1}",
            found=f"{error.ename}: {error.evalue}",
            expected="a cell that runs; its first line is: " + error.source.strip().partition("\n")[0],
            remedy="open the notebook with `camket lab`, Run All, and mend the cell; earlier outputs are untouched",
        ) from None


def _strip_volatile(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """Removes times, paths and random ids, so that equal runs give equal bytes."""
    for key in _DROPPED:
        notebook.metadata.pop(key, None)
    notebook.metadata["language_info"] = {"name": "python"}
    for position, cell in enumerate(notebook.cells):
        for key in _DROPPED:
            cell.metadata.pop(key, None)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell["id"] = f"{name.replace('_', '-')}-injected-{position}"
    return notebook


class InProcessEngine(Engine):  # type: ignore[misc]
    """Runs cells as a kernel does: magics, displayed objects, printed text, errors with their traceback."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Fills the outputs of the notebook in `nb_man`. Stops at the first cell that fails."""
        shown: list[Any] = []
        shell = _open_shell(shown)
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            nb_man.cell_start(cell, index)
            cell.execution_count = shell.execution_count
            cell.outputs = list(_run_cell(shell, cell.source, shown))
            if any(output.output_type == "error" for output in cell.outputs):
                nb_man.cell_exception(cell, index)
                return
            nb_man.cell_complete(cell, index)


papermill_engines.register(ENGINE, InProcessEngine)


def _open_shell(shown: list[Any]) -> Any:
    """Opens a new shell that appends displayed objects to `shown`."""
    InteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    # Without a module of its own, the shell replaces __main__.
    shell: Any = InteractiveShell.instance(config=config, user_module=ModuleType("notebook"))
    publisher: Any = CapturingDisplayPublisher
    hook: Any = CapturingDisplayHook
    shell.display_pub = publisher(shell=shell)
    shell.display_pub.outputs = shown
    shell.display_trap.hook = hook(shell, shown)
    return shell


def _run_cell(shell: Any, source: str, shown: list[Any]) -> Iterator[NotebookNode]:
    shown.clear()
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        # The shell has already printed the traceback.
        traceback = printed.getvalue().splitlines()
        yield _output("error", ename=type(error).__name__, evalue=str(error), traceback=traceback)
        return
    if printed.getvalue():
        yield _output("stream", name="stdout", text=printed.getvalue())
    for output in shown:
        yield _output("display_data", data=output["data"], metadata=output["metadata"] or {})


def _output(kind: str, **parts: Any) -> NotebookNode:
    # nbformat's own function validates each output against the whole schema, which is slow.
    make: Any = NotebookNode
    made: NotebookNode = make(output_type=kind, **parts)
    return made


def run_and_write(job: UnitJob) -> None:
    """Runs the notebook for one unit and writes its PDF and its workbook.

    The executed notebook is not kept because it repeats the PDF. Raises `NotebookError` with the unit, the cell
    and the error.
    """
    os.environ.update(job.environment)
    with tempfile.TemporaryDirectory(prefix="camket-") as scratch:
        os.environ["IPYTHONDIR"] = scratch
        name = f"{job.notebook.stem} ({job.code})"
        notebook = execute(job.notebook, name, job.parameters, engine_name=ENGINE)
    page = read_page(notebook, name)
    figures = {figure.id: figure for figure in read_unit_content(job.tables, job.code).figures}
    for kind, content in (("pdf", page_to_pdf(page)), ("xlsx", write_unit_book(page, figures, job.scheme))):
        path = job.outputs / name_sheet(job.code, kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
