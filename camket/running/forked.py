"""The first import of the server from which workers are forked. It ends with the command, even while it imports."""

import os

from camket.running.child_processes import SINGLE_THREADED, follow_parent

follow_parent()
os.environ.update(SINGLE_THREADED)
# As in a kernel: a drawing is put out at the end of its cell.
os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
