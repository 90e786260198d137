"""The folder for temporary files of a process and its workers. The next process removes what a killed one left."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

from camket.errors import explain_refusal
from camket.figures.period_lock import FileLock, lock_file

_PREFIX = "camket-"
_LOCK = "lock"


@cache
def open_scratch() -> Path:
    """Returns the folder, which is removed when this process ends. Raises `MachineError` where none can be made."""
    try:
        root = Path(tempfile.gettempdir())
        for left in root.glob(f"{_PREFIX}*"):
            _remove_if_left(left)
        while True:
            scratch = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root))
            with suppress(FileNotFoundError):  # another process took it for one that is left
                if (lock := lock_file(scratch / _LOCK)) is not None:
                    break
    except OSError as error:
        raise explain_refusal(error, "TMPDIR") from error
    # After what multiprocessing itself removes from the folder (-100).
    Finalize(None, _remove, args=(scratch, lock), exitpriority=-200)
    return scratch


@contextmanager
def temporary_files_in(scratch: Path) -> Iterator[None]:
    """Makes the temporary files of this process inside the folder while the block runs."""
    before, tempfile.tempdir = tempfile.tempdir, str(scratch)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _remove_if_left(folder: Path) -> None:
    """Removes the folder of a process that is gone. One of another user, or without a lock, is left alone."""
    with suppress(OSError):
        if folder.is_symlink() or not (folder / _LOCK).is_file():
            return
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            return
        lock = lock_file(folder / _LOCK)
        if lock is not None:
            _remove(folder, lock)


def _remove(folder: Path, lock: FileLock) -> None:
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)
