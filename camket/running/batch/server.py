"""The process beside a worker of a cluster: it has imported all, and forks a child for each project that it is asked.

It reads a request from a line of its input, runs it, and writes the result as a line. So a worker, which has threads,
need not fork, and outlives whatever a project does to its own process.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from functools import partial
from typing import IO

from camket.running.batch.children import Children
from camket.running.batch.journal import Recorded
from camket.running.batch.results import result_to_data
from camket.running.batch.task_list import Task
from camket.running.child_processes import follow_parent
from camket.running.scratch import open_scratch, temporary_files_in
from camket.running.signals import stoppable


def main() -> None:
    """Serves until the input ends, which it does when the worker is gone."""
    follow_parent(int(sys.argv[1]), stops=True)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a package prints is no answer
    from camket.running.batch import remote_project  # noqa: F401 - once, before children are forked

    with suppress(KeyboardInterrupt), stoppable(), temporary_files_in(open_scratch()):
        for line in sys.stdin.buffer:
            _serve(line, answers)


def _serve(line: bytes, answers: IO[bytes]) -> None:
    from camket.running.batch.remote_project import run_remote

    request = json.loads(line)
    run = partial(run_remote, batch=request["batch"], alone=request["alone"], program=request["program"])
    children = Children(1, request["by"], run, shares_server=True)
    recorded = Recorded(**request["recorded"]) if request["recorded"] else None
    try:
        children.start(Task(**request["task"]), recorded)
        [result] = children.wait()
    finally:
        children.stop()
    answers.write(json.dumps(result_to_data(result)).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
