"""What a process does that another one of camket has started: it ends with its parent, and starts few threads."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
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
