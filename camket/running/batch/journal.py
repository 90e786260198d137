"""The journal of a batch: a line for each finished period, by which a batch that was stopped goes on.

Lines are only added, and each is on the disk before the next period is told of. A line that was cut off by a loss of
power, or that somebody damaged, counts as missing, and its period is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from camket.errors import MachineError, explain_refusal
from camket.figures.period_lock import lock_file
from camket.running.batch.results import ProjectResult
from camket.running.batch.task_list import Task


@dataclass(frozen=True, slots=True)
class Recorded:
    """The key of what a period was made from, and the SHA-256 of the manifest that it then had."""

    key: str
    manifest: str


class Journal:
    """A journal that this batch alone writes to; `open_journal` opens it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._recorded = _read(path)

    def find(self, task: Task) -> Recorded | None:
        """Returns what was recorded last of a period."""
        return self._recorded.get((task.name, task.period))

    def record(self, result: ProjectResult) -> None:
        """Adds a finished period, and waits until it is on the disk. Raises `MachineError` where it cannot."""
        task, recorded = result.task, Recorded(result.key, result.manifest)
        if self.find(task) == recorded:
            return
        line = {
            "name": task.name,
            "period": task.period,
            "key": recorded.key,
            "manifest": recorded.manifest,
            "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        try:
            with self._path.open("a+b") as file:
                file.write(_end_last_line(file) + json.dumps(line, ensure_ascii=False).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise explain_refusal(error, self._path.name) from error
        self._recorded[task.name, task.period] = recorded


@contextmanager
def open_journal(path: Path) -> Iterator[Journal]:
    """Opens the journal for one batch. Raises `MachineError` where another batch has it, or nothing can be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_file(path.with_name(f".lock-{path.name}"))
    except OSError as error:
        raise explain_refusal(error, path.name) from error
    if lock is None:
        raise MachineError(
            where=path.name,
            found="một lệnh camket batch khác đang ghi nhật ký này",
            expected="mỗi nhật ký mỗi lúc chỉ một lệnh",
            remedy="chờ lệnh ấy xong rồi chạy lại, hoặc chọn --journal và --out khác",
        )
    try:
        yield Journal(path)
    finally:
        lock.release()


def _read(path: Path) -> dict[tuple[str, str], Recorded]:
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise explain_refusal(error, path.name) from error
    found = {}
    for text in lines:
        try:
            line = json.loads(text)
            found[str(line["name"]), str(line["period"])] = Recorded(str(line["key"]), str(line["manifest"]))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _end_last_line(file: IO[bytes]) -> bytes:
    """A line end where the last line lacks one, because a loss of power cut it off."""
    if not file.seek(0, os.SEEK_END):
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"
