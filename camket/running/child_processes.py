"""What a process does that another one of camket has started: it ends with its parent, and leaves nobody behind."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

_DEATH_SIGNAL, _SUBREAPER = 1, 36  # PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER of prctl(2)
_ROUNDS = 20  # what a process starts while others are being killed is found in the next round
# What packages would start threads for when they are imported. A page does not have such work, and a process is forked
# only while it has one thread: a lock that another thread holds stays locked for ever in the copy.
SINGLE_THREADED = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


def follow_parent(parent: int | None = None, *, stops: bool = False) -> None:
    """Asks Linux to end this process with its parent: at once, or as a signal does that `stops` a command.

    A process whose `parent` was gone before Linux was asked ends here.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM if stops else signal.SIGKILL)
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Asks Linux to make this process the parent of those whose parents end below it, so that they can be found."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SUBREAPER, 1)


def end_descendants(of: int | None = None) -> None:
    """Kills what a process, this one if none is named, has started, and what that has started in turn."""
    import psutil

    with suppress(psutil.Error):
        process = psutil.Process(of)
        for _ in range(_ROUNDS):
            left = [each for each in process.children(recursive=True) if not _is_over(each)]
            if not left:
                return
            for each in left:
                with suppress(psutil.Error):
                    each.kill()


def end_tree(process: int) -> None:
    """Kills a process and all below it. It is halted first, so that it starts no other one meanwhile."""
    import psutil

    with suppress(psutil.Error):
        psutil.Process(process).suspend()
    end_descendants(process)
    with suppress(psutil.Error):
        psutil.Process(process).kill()


def _is_over(process: psutil.Process) -> bool:
    import psutil

    with suppress(psutil.NoSuchProcess):
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    return True
