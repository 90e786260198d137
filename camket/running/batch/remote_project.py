"""One period of a project in a storage, as a machine of a cluster runs it. Importing this module takes a second."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from camket.errors import MachineError
from camket.running.batch.journal import Recorded
from camket.running.batch.project_run import explain_error, make_or_keep
from camket.running.batch.results import ProjectResult, fail
from camket.running.batch.storage import Status, Storage
from camket.running.batch.task_list import Task
from camket.running.manifest import read_environment, read_program
from camket.running.scratch import open_scratch
from camket.settings.project import open_folder

_ALONE = "-alone"


def describe_program() -> dict[str, str]:
    """Describes what decides the bytes of a run: camket, Python and the packages, each with its version."""
    program, environment = read_program(), read_environment()
    return {"camket": program.sha256, "Python": environment.python, **environment.packages}


def run_remote(
    task: Task, recorded: Recorded | None, by: str, *, batch: str, alone: bool, program: Mapping[str, str]
) -> ProjectResult:
    """Makes or keeps a period in its storage; every error but that of a stop becomes the result's message.

    Where the same `batch` has begun the period before and never ended it, its machine went down: the period is a
    suspect, or is blamed if it ran `alone`. `program` is that of the command.
    """
    started = time.monotonic()
    try:
        return _run(task, recorded, by, batch, alone, program)
    except Exception as error:
        return fail(task, explain_error(error), time.monotonic() - started)


def _run(
    task: Task, recorded: Recorded | None, by: str, batch: str, alone: bool, program: Mapping[str, str]
) -> ProjectResult:
    started = time.monotonic()
    _check_program(task, program)
    storage = Storage(task.project)
    status = storage.read_status(task.period)
    run = f"{batch}{_ALONE}" if alone else batch
    if status.begun == run:
        if not alone:
            return ProjectResult(task, "suspect")
        storage.write_status(task.period, Status("", status.key, status.manifest))
        return fail(task, blame(task))
    storage.write_status(task.period, Status(run, status.key, status.manifest))
    done = status.recorded
    try:
        result = _make(storage, task, done or recorded, by)
        done = None if result.own_failures else Recorded(result.key, result.manifest)
    except Exception as error:
        result = fail(task, explain_error(error), time.monotonic() - started)
    # Where the process is stopped instead, its machine may be going down: the note stays, and makes it a suspect.
    storage.write_status(task.period, Status("", *((done.key, done.manifest) if done else ())))
    return result


def _make(storage: Storage, task: Task, recorded: Recorded | None, by: str) -> ProjectResult:
    with tempfile.TemporaryDirectory(dir=open_scratch()) as scratch:
        project = Path(scratch) / "project"
        fetched = storage.fetch(task.period, project)
        folder = open_folder(project, task.period)
        result = make_or_keep(task, folder, recorded, by)
        if result.state == "made":
            storage.publish(folder, fetched)
    return result


def blame(task: Task) -> MachineError:
    """The error of a project that ended the machine process that ran it, though nothing else ran there."""
    return MachineError(
        where=task.label,
        found="tiến trình của cụm máy kết thúc khi chạy riêng dự án này, hai lần liền",
        expected="tiến trình chạy đến hết",
        remedy="chạy kỳ này trên một máy (camket run) để xem; kết quả cũ còn nguyên, các dự án khác không bị ảnh hưởng",
    )


def _check_program(task: Task, program: Mapping[str, str]) -> None:
    """Raises `MachineError` where this machine would make other bytes than the one of the command."""
    own = describe_program()
    differ = sorted(name for name in own.keys() | program.keys() if own.get(name) != program.get(name))
    if differ:
        raise MachineError(
            where=task.label,
            found=f"máy của cụm khác máy ra lệnh: {', '.join(differ)}",
            expected="cùng phiên bản camket, Python và các gói trên mọi máy, để kết quả giống từng byte",
            remedy="cài cùng tệp khóa requirements/run.txt trên mọi máy của cụm",
        )
