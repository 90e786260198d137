"""The server from which workers are forked: the batch starts it once, and every child of the batch uses it.

Without it each project would import everything once more. Where a project ends the server, the next one that needs it
starts another.
"""

from __future__ import annotations

import multiprocessing
import select
from multiprocessing import forkserver
from typing import Any

from camket.running.workers import Pool


def start_server() -> None:
    """Starts the server, or another one where it is gone. Elsewhere than on POSIX there is none."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        Pool(0)


def use_server() -> None:
    """Makes this process, a child of the one that started the server, ask it for workers instead of one of its own.

    By itself, multiprocessing would look for the server among the children of this process.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return
    server: Any = forkserver._forkserver
    start_own = server.ensure_running

    def ensure_running() -> None:
        if server._forkserver_alive_fd is None or not _has_reader(server._forkserver_alive_fd):
            server._forkserver_address = server._forkserver_alive_fd = server._forkserver_pid = None
            start_own()

    server.ensure_running = forkserver.ensure_running = ensure_running


def _has_reader(number: int) -> bool:
    """Whether anybody has the other end of a pipe: the server reads from it until all of its users are gone."""
    poll = select.poll()
    poll.register(number, 0)
    return not poll.poll(0)
