"""The first import of the server from which workers are forked. It ends with the command, even while it imports.

A process is forked only while it has one thread: a lock that another thread holds stays locked for ever in the copy.
"""

import os

from camket.running.kernel import follow_parent

follow_parent()
# Both libraries start threads when they are imported, for work that a page does not have.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
# As in a kernel: a drawing is put out at the end of its cell.
os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"
