"""Runs and renders one notebook in a worker process. The import takes a second, once per worker."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from papermill.exceptions import PapermillExecutionError

from camket.errors import NotebookError
from camket.pages.exporters import HtmlExporter, PdfExporter
from camket.running.job import Job
from camket.running.parameters import Value

_DROPPED = ("papermill", "execution")


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
