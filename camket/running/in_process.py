"""Notebooks run in this very process: papermill's way with parameters, without a kernel for each.

A kernel takes a second to start, which the sheets of thirty units cannot pay. Cells run in an IPython shell of
their own, new for each notebook, so that nothing of one unit is left for the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from types import ModuleType
from typing import Any

from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from papermill.engines import Engine, papermill_engines
from traitlets.config import Config

ENGINE = "camket-in-process"


class InProcessEngine(Engine):  # type: ignore[misc]
    """Runs cells as a kernel would: magics, displayed objects, printed text, an error with its traceback."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Fills the outputs of the notebook that `nb_man` holds; a failing cell is the last one to run."""
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
    """A new shell that appends what is displayed to `shown`."""
    InteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    # A module of its own: a shell takes the place of __main__ otherwise.
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
        # The shell has printed the traceback.
        traceback = printed.getvalue().splitlines()
        yield _output("error", ename=type(error).__name__, evalue=str(error), traceback=traceback)
        return
    if printed.getvalue():
        yield _output("stream", name="stdout", text=printed.getvalue())
    for output in shown:
        yield _output("display_data", data=output["data"], metadata=output["metadata"] or {})


def _output(kind: str, **parts: Any) -> NotebookNode:
    # Not by nbformat's own function, which checks each output by the schema of all notebooks.
    make: Any = NotebookNode
    made: NotebookNode = make(output_type=kind, **parts)
    return made
