"""A papermill engine that runs notebooks in this process, without a kernel.

A kernel takes a second to start, which is too slow for the sheets of thirty units. Each notebook runs in
a new IPython shell, so no state passes from one unit to the next.
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
