"""The kernel of a notebook: that of IPython, which ends at once when the worker that started it is gone.

Elsewhere than on Linux, IPython itself looks for its parent each second.
"""

from __future__ import annotations

import os
import sys

from camket.running.child_processes import follow_parent

if __name__ == "__main__":
    follow_parent(int(os.environ.get("JPY_PARENT_PID", "0")))
    if sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 - compared as text
        del sys.path[0]
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
