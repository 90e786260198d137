"""The two ways in which the cells of a notebook are run, in a kernel and in the worker itself, and what limits them.

Importing this module takes a second.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Timer
from types import ModuleType
from typing import Any

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.iorw import load_notebook_node, local_file_io_cwd
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from camket.errors import MachineError, NotebookError, StoppedNotebookError
from camket.running.jobs import Limits, Value
from camket.running.workers import describe_endless, give_up, tell_place

IN_PROCESS, IN_KERNEL = "camket-in-process", "camket-in-kernel"
_KERNEL = "python3"
_ADDED = "injected-parameters"  # the tag of the cell that papermill adds
# What the client logs of a kernel that ends is said by the error.
_LOG = logging.getLogger(__name__)
_LOG.addHandler(logging.NullHandler())


class _IpcKernelManager(AsyncKernelManager):
    """Kernels over local sockets, which need no free port and no unencrypted TCP, and that end with this process."""

    def __init__(self, **kwargs: Any) -> None:
        # `ip` is the prefix of the socket names. By default all kernels share one in the working folder.
        socket = str(Path(os.environ["JUPYTER_RUNTIME_DIR"]) / "kernel")
        super().__init__(**{**kwargs, "transport": "ipc", "ip": socket})

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """The command that starts a kernel."""
        usual: list[str] = super().format_kernel_cmd(extra_arguments)
        return ["camket.running.kernel" if part == "ipykernel_launcher" else part for part in usual]


class Watch:
    """Sees which cell of a notebook runs, how long all of them take, and how much they put out."""

    def __init__(self, label: str, limits: Limits) -> None:
        self.label = label
        self.limits = limits
        self.cell = 0
        self.put_out = 0
        self._cells: Sequence[NotebookNode] = ()

    @property
    def place(self) -> str:
        """The notebook and the cell."""
        return f"{self.label}, ô {self.cell}" if self.cell else self.label

    def begin(self, cells: Sequence[NotebookNode]) -> None:
        """Takes the cells that are to be run."""
        self._cells = cells

    def enter(self, index: int) -> None:
        """Notes that a cell begins, and lets the command know, in case that it ends this process."""
        self.cell = self.number(index)
        tell_place(self.place)

    def number(self, index: int) -> int:
        """The number of a cell in its file, from 1: the cell that papermill adds for the parameters is not there."""
        return sum(_ADDED not in cell.metadata.get("tags", ()) for cell in self._cells[: index + 1])

    @contextmanager
    def limit_time(self) -> Iterator[None]:
        """Ends the worker where the block takes too long."""
        timer = Timer(self.limits.seconds, lambda: give_up(describe_endless(self.place, self.limits.minutes)))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # a process with a second thread must not be forked

    def count(self, size: int) -> bool:
        """Counts characters that were put out; returns whether they are too many by now."""
        self.put_out += size
        return self.put_out > self.limits.megabytes * 1_000_000

    def describe_too_much(self) -> StoppedNotebookError:
        """The error of a notebook that puts out too much."""
        most = f"{self.limits.megabytes:g}".replace(".", ",")
        return StoppedNotebookError(
            where=self.place,
            found=f"kết quả in ra quá {most} MB",
            expected="kết quả vừa đủ đọc (largest_megabytes, mục [notebooks] của period.toml)",
            remedy="in ít hơn ở ô này, hoặc tăng largest_megabytes; kết quả cũ còn nguyên",
        )


def execute(
    notebook: Path, watch: Watch, parameters: Mapping[str, Value], engine: str
) -> nbformat.NotebookNode:
    """Executes a notebook through papermill with one of the two engines of this module.

    Raises `NotebookError` with the cell and its error, and `StoppedNotebookError` for a cell that ends its process,
    runs too long or puts out too much.
    """
    prepared = load_notebook_node(str(notebook))
    if parameters:
        prepared = parameterize_notebook(prepared, dict(parameters), kernel_name=_KERNEL)
    prepared = remove_error_markers(prepare_notebook_metadata(prepared, str(notebook), None))
    try:
        # `papermill.execute_notebook` would also write the notebook to nowhere, which takes as long as its cells.
        with watch.limit_time(), local_file_io_cwd():
            executed: nbformat.NotebookNode = papermill_engines.execute_notebook_with_engine(
                engine,
                prepared,
                kernel_name=_KERNEL,
                input_path=str(notebook),
                progress_bar=False,
                watch=watch,
            )
        raise_for_execution_errors(executed, None)
        return executed
    except PapermillExecutionError as error:
        raise NotebookError(
            where=f"{watch.label}, ô {watch.number(error.cell_index)}",
            found=f"{error.ename}: {error.evalue}",
            expected="ô chạy được; dòng đầu của ô: " + error.source.strip().partition("\n")[0],
            remedy="mở sổ tay bằng `camket lab`, chạy hết các ô (Run All) và sửa ô này; kết quả cũ còn nguyên",
        ) from None


class InProcessEngine(Engine):  # type: ignore[misc]
    """Runs cells as a kernel does: magics, displayed objects, printed text, errors with their traceback."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, watch: Watch, **kwargs: Any) -> None:
        """Fills the outputs of the notebook in `nb_man`. Stops at the first cell that fails."""
        shown: list[NotebookNode] = []
        shell = _open_shell(shown)
        watch.begin(nb_man.nb.cells)
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            watch.enter(index)
            nb_man.cell_start(cell, index)
            cell.execution_count = shell.execution_count
            cell.outputs = _run_cell(shell, cell.source, shown, watch)
            if any(output.output_type == "error" for output in cell.outputs):
                nb_man.cell_exception(cell, index)
                return
            nb_man.cell_complete(cell, index)


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """The client of a kernel, which it ends where the kernel puts out too much."""

    def __init__(self, nb_man: Any, watch: Watch, **kwargs: Any) -> None:
        super().__init__(nb_man, **kwargs)
        self._watch = watch

    def execute_cell(self, cell: NotebookNode, cell_index: int, **kwargs: Any) -> Any:
        self._watch.enter(cell_index)
        return super().execute_cell(cell, cell_index, **kwargs)

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        if self._watch.count(_measure(msg["content"])):
            self.km.provisioner.process.kill()
            return None
        return super().process_message(msg, cell, cell_index)


class KernelEngine(Engine):  # type: ignore[misc]
    """Runs cells in a kernel of their own."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, watch: Watch, **kwargs: Any) -> None:
        """Fills the outputs of the notebook in `nb_man`. Raises `StoppedNotebookError` where the kernel ends."""
        options: dict[str, Any] = {} if os.name == "nt" else {"kernel_manager_class": _IpcKernelManager}
        watch.begin(nb_man.nb.cells)
        # A finished kernel has nothing to save, and an orderly shutdown takes 0.2 s.
        client = _Client(
            nb_man, watch, kernel_name=kernel_name, shutdown_kernel="immediate", log=_LOG, **options
        )
        try:
            client.execute()
        except DeadKernelError:
            raise (watch.describe_too_much() if watch.count(0) else _describe_dead(watch)) from None
        except RuntimeError as error:
            if watch.cell:
                raise
            raise MachineError(
                where=watch.label,
                found=f"không khởi động được tiến trình chạy sổ tay ({error})",
                expected="đủ bộ nhớ trống, cho mở thêm tiến trình và tệp",
                remedy="đóng bớt chương trình, hoặc chạy với --jobs 1; kết quả cũ còn nguyên",
            ) from None


def _describe_dead(watch: Watch) -> StoppedNotebookError:
    return StoppedNotebookError(
        where=watch.place,
        found="ô này làm tiến trình chạy sổ tay kết thúc giữa chừng",
        expected="sổ tay chạy đến ô cuối, không gọi os._exit, đủ bộ nhớ",
        remedy="mở sổ tay bằng `camket lab`, sửa ô này; kết quả cũ còn nguyên",
    )


def _measure(content: Mapping[str, Any]) -> int:
    """The characters that a message puts out."""
    texts = [content.get("text", ""), *content.get("data", {}).values()]
    return sum(len(each) for each in texts if isinstance(each, str))


papermill_engines.register(IN_PROCESS, InProcessEngine)
papermill_engines.register(IN_KERNEL, KernelEngine)


class _Shell(InteractiveShell):
    """The shell of a notebook. It has no window, so that a magic that asks for one is content."""

    def enable_gui(self, gui: Any = None) -> None:
        """Nothing: drawings are put out, not shown."""


class _Publisher(DisplayPublisher):
    """Puts what a cell displays into a list of outputs, in order, as a kernel's client does."""

    outputs: list[NotebookNode]

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        source: Any = None,
        *,
        transient: Any = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Adds an output, or puts it in the place of that with the same id."""
        name = (transient or {}).get("display_id")
        output = _output("display_data", data=data, metadata=metadata or {})
        if update:
            for place, earlier in enumerate(self.outputs):
                if name and earlier.get("_display_id") == name:
                    self.outputs[place] = NotebookNode(output, _display_id=name)  # type: ignore[no-untyped-call]
            return
        self.outputs.append(NotebookNode(output, _display_id=name) if name else output)  # type: ignore[no-untyped-call]

    def clear_output(self, wait: bool = False) -> None:
        """Drops what the cell has put out so far."""
        self.outputs.clear()


class _Result(DisplayHook):
    """Puts the value of a cell's last expression into the same list; nothing where the cell ends with a semicolon."""

    outputs: list[NotebookNode]
    number: int  # of the cell: the shell counts on before a value is shown

    def write_output_prompt(self) -> None:
        """Nothing: a page has no prompts."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Adds the value as an output."""
        self.outputs.append(
            _output("execute_result", data=format_dict, metadata=md_dict or {}, execution_count=self.number)
        )

    def finish_displayhook(self) -> None:
        """Nothing is printed after a value."""
        self._is_active = False


class _Printed(StringIO):
    """What a cell prints, up to the limit, among its other outputs. The cell that goes beyond it fails."""

    def __init__(self, name: str, outputs: list[NotebookNode], watch: Watch) -> None:
        super().__init__()
        self._name, self._outputs, self._watch = name, outputs, watch
        self.too_much = False

    def write(self, text: str) -> int:
        if self.too_much:
            return len(text)
        if self._watch.count(len(text)):
            self.too_much = True
            raise self._watch.describe_too_much()
        last = self._outputs[-1] if self._outputs else {}
        if last.get("output_type") == "stream" and last.get("name") == self._name:
            last["text"] += text
        elif text:
            self._outputs.append(_output("stream", name=self._name, text=text))
        return len(text)


def _open_shell(shown: list[NotebookNode]) -> Any:
    """Opens a new shell that appends its outputs to `shown`."""
    _Shell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    # Without a module of its own, the shell replaces __main__.
    shell: Any = _Shell.instance(config=config, user_module=ModuleType("notebook"))
    publisher: Any = _Publisher
    hook: Any = _Result
    shell.display_pub = publisher(shell=shell)
    shell.display_pub.outputs = shown
    shell.display_trap.hook = hook(shell=shell)
    shell.display_trap.hook.outputs = shown
    return shell


def _run_cell(shell: Any, source: str, shown: list[NotebookNode], watch: Watch) -> list[NotebookNode]:
    """The outputs of a cell. One that fails has an error after what it put out before."""
    shown.clear()
    shell.display_trap.hook.number = shell.execution_count
    printed, warned = (_Printed(name, shown, watch) for name in ("stdout", "stderr"))
    with redirect_stdout(printed), redirect_stderr(warned):
        result = shell.run_cell(source, store_history=True)
    if printed.too_much or warned.too_much or watch.count(sum(map(_measure, shown))):
        raise watch.describe_too_much()
    for output in shown:
        output.pop("_display_id", None)
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return list(shown)
    # The shell has already printed the traceback.
    traceback = [line for each in shown for line in each.get("text", "").splitlines()]
    return [_output("error", ename=type(error).__name__, evalue=str(error), traceback=traceback)]


def _output(kind: str, **parts: Any) -> NotebookNode:
    # nbformat's own function validates each output against the whole schema, which is slow.
    make: Any = NotebookNode
    made: NotebookNode = make(output_type=kind, **parts)
    return made
