"""The kernel of a notebook: that of IPython, which ends at once when the worker that started it is gone."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def follow_parent() -> None:
    """Asks Linux to end this process with its parent. Elsewhere IPython looks for its parent each second."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)


if __name__ == "__main__":
    follow_parent()
    if sys.platform == "linux" and str(os.getppid()) != os.environ.get("JPY_PARENT_PID"):
        os._exit(1)  # the worker was gone before Linux was asked
    if sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 - compared as text
        del sys.path[0]
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
