"""Worker processes that run notebooks side by side. None of them outlives the command that started it.

A worker reads its tasks from a pipe whose other end only the command holds. When the command ends, in whatever way, the
pipe breaks, and the worker ends too. A kernel that it has started follows its parent.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any, Literal, NoReturn, TypeVar

from camket.errors import MachineError, StoppedNotebookError
from camket.exchange.new_notebook import is_shipped
from camket.running.child_processes import adopt_orphans, end_descendants, end_tree
from camket.running.jobs import Job, UnitJob
from camket.running.scratch import open_scratch, temporary_files_in
from camket.running.signals import deaf_children

Result = TypeVar("Result")
# A worker that is over its time says so itself, with the cell. This is how much longer it has to do that.
_GRACE = 60.0
_FIRST, _MODULE, _LAST = "camket.running.forked", "camket.running.worker", "camket.running.warmed"
# How long the end of the workers may take. One that is only starting has done nothing and ends with the command.
_SECONDS_TO_END = 1.0
_Answer = tuple[Literal["at", "done", "failed", "ends"], Any]
_command: Connection | None = None


class Pool:
    """Runs tasks in as many workers as given. Each worker has a thread here that hands it one task at a time."""

    def __init__(self, workers: int) -> None:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload([_FIRST, _MODULE, _LAST])
        self._tasks: queue.SimpleQueue[tuple[Future[Any], Callable[..., Any], Job | UnitJob] | None] = (
            queue.SimpleQueue()
        )
        self._scratch = open_scratch()
        if method == "forkserver":
            with deaf_children(), temporary_files_in(self._scratch):
                forkserver.ensure_running()
        self._lock = threading.Lock()
        self._stopped = False
        self._workers: list[_Worker] = []
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Callable[..., Result], job: Job | UnitJob) -> Future[Result]:
        """Hands in a task; its result, or its error, is that of the future."""
        future: Future[Result] = Future()
        self._tasks.put((future, task, job))
        return future

    def stop(self) -> None:
        """Ends all workers at once, whatever they are doing, and waits until they are gone."""
        self._stopped = True
        for _ in self._threads:
            self._tasks.put(None)
        for worker in self._workers:
            worker.kill()
        latest = time.monotonic() + _SECONDS_TO_END
        for thread in self._threads:
            thread.join(max(0, latest - time.monotonic()))

    def _start(self) -> _Worker:
        try:
            with self._lock:
                worker = _Worker(self._context, self._scratch)
                self._workers.append(worker)
        except (OSError, EOFError) as error:
            raise MachineError(
                where="tiến trình chạy sổ tay",
                found=f"không khởi động được ({error})",
                expected="đủ bộ nhớ trống, cho mở thêm tiến trình và tệp",
                remedy="đóng bớt chương trình, hoặc chạy với --jobs 1; kết quả cũ còn nguyên",
            ) from error
        if self._stopped:
            worker.kill()
        return worker

    def _serve(self) -> None:
        worker: _Worker | None = None
        with suppress(Exception):  # what keeps a worker from starting is told of the first task
            worker = self._start()
        while (task := self._tasks.get()) is not None and not self._stopped:
            future, function, job = task
            try:
                if worker is None or worker.is_gone:
                    worker = self._start()
                future.set_result(worker.run(function, job))
            except BaseException as error:  # also what stops a command, which is for the one who waits
                future.set_exception(error)
            # What others wrote may change what the next notebook would find in the process.
            if worker is not None and not is_shipped(job.notebook):
                worker.kill()
        if worker is not None:
            worker.kill()


class _Worker:
    """One worker process, seen from the command."""

    def __init__(self, context: Any, scratch: Path) -> None:
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, str(scratch)), daemon=True)
        self._process.start()
        theirs.close()
        self.is_gone = False

    def run(self, task: Callable[..., Any], job: Job | UnitJob) -> Any:
        """Returns the result of a task. Raises its error, and `StoppedNotebookError` where the worker ends or hangs."""
        place = job.label
        try:
            self._pipe.send((task, job))
            outcome: str = "at"
            result: Any = job.label
            while outcome == "at":
                place = result
                if not self._pipe.poll(job.limits.seconds + _GRACE):
                    self.kill()
                    raise describe_endless(place, job.limits.minutes)
                outcome, result = self._pipe.recv()
        except (EOFError, OSError):
            self.kill()
            raise _describe_end(place, self._process.exitcode) from None
        if outcome == "ends":
            self.kill()
        if outcome != "done":
            raise result
        return result

    def kill(self) -> None:
        """Ends the process and waits until it is gone."""
        self.is_gone = True
        if self._process.pid and self._process.is_alive():
            end_tree(self._process.pid)
        self._process.join()


def serve(command: Connection, scratch: str) -> None:
    """The worker: runs the tasks that come through the pipe, until it breaks."""
    global _command  # noqa: PLW0603 - a process has one command
    _command = command
    adopt_orphans()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):  # Windows has not both
        if number := getattr(signal, name, None):
            signal.signal(number, _end_by_signal)
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ["TEMP"] = os.environ["TMP"] = scratch
    tasks: queue.SimpleQueue[tuple[Callable[..., Any], Any]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(command, tasks), daemon=True).start()
    __import__(_MODULE)
    while True:
        task, job = tasks.get()
        try:
            answer: _Answer = ("done", task(job))
        except BaseException as error:  # a cell may raise anything
            error.add_note(traceback.format_exc())
            answer = ("failed", error)
        _answer(command, answer)


def tell_place(where: str) -> None:
    """Lets the command know which cell is being run. Nothing outside a worker."""
    if _command is not None:
        _answer(_command, ("at", where))


def give_up(error: StoppedNotebookError) -> None:
    """Ends this worker, from any thread, with the error as the result of its task. Nothing outside a worker."""
    if _command is not None:
        _answer(_command, ("ends", error))
        _end()


def describe_endless(where: str, minutes: float) -> StoppedNotebookError:
    """The error of a notebook that runs too long."""
    return StoppedNotebookError(
        where=where,
        found=f"chạy quá {f'{minutes:g}'.replace('.', ',')} phút chưa xong",
        expected="sổ tay chạy xong trong thời hạn (longest_minutes, mục [notebooks] của period.toml)",
        remedy="sửa ô chạy mãi không dừng, hoặc tăng longest_minutes; kết quả cũ còn nguyên",
    )


def _receive(command: Connection, tasks: queue.SimpleQueue[Any]) -> NoReturn:
    while True:
        try:
            tasks.put(command.recv())
        except (EOFError, OSError):
            _end()


def _answer(command: Connection, answer: _Answer) -> None:
    try:
        command.send(answer)
    except OSError:  # the command is gone
        _end()
    except Exception:  # an error that cannot be sent
        command.send(("failed", RuntimeError("".join(traceback.format_exception(answer[1])))))


def _end() -> NoReturn:
    """Ends this worker, from any thread, and what its notebook has started."""
    end_descendants()
    os._exit(1)


def _end_by_signal(number: int, frame: FrameType | None) -> None:
    """Ends what the notebook has started, then this worker by the signal itself."""
    end_descendants()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def _describe_end(where: str, exit_code: int | None) -> BaseException:
    """What to tell of a worker that ended in the middle of a task."""
    number = -(exit_code or 0)
    if number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        return KeyboardInterrupt(number)  # the signal went to the whole group
    if number == getattr(signal, "SIGKILL", None):
        return MachineError(
            where=where,
            found="hệ điều hành đã dừng tiến trình chạy sổ tay, thường vì hết bộ nhớ",
            expected="đủ bộ nhớ trống",
            remedy="đóng bớt chương trình, hoặc chạy với --jobs 1; kết quả cũ còn nguyên",
        )
    return StoppedNotebookError(
        where=where,
        found=f"một ô làm tiến trình chạy sổ tay kết thúc giữa chừng (mã thoát {exit_code})",
        expected="sổ tay chạy đến ô cuối, không gọi os._exit, exit hay quit",
        remedy="mở sổ tay bằng `camket lab`, chạy lần lượt từng ô và sửa; kết quả cũ còn nguyên",
    )
