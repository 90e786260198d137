"""`camket run` from cold against the plain way, in one run: `python benchmarks/main_job.py`.

The plain way is what the user's packages do by themselves, notebook by notebook: the papermill command,
then `jupyter nbconvert --to html`, then `jupyter nbconvert --to webpdf`. Both begin without processed
tables; both make every notebook, HTML page and PDF of the period.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent
PERIOD = "2022-10"
WANTED = 5.0
IMPORT_LIMIT = 0.3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="runs of `camket run` (the median counts)")
    options = parser.parse_args()
    print(f"{len(os.sched_getaffinity(0))} cores, Python {sys.version.split()[0]}, period {PERIOD}")
    with project_copy() as project:
        plain = time_plain_way(project)
    ours = []
    for _ in range(options.repeat):
        with project_copy() as project:
            ours.append(time_camket(project))
    ratio = plain / statistics.median(ours)
    cpu = cpu_of([sys.executable, "-c", "import camket.cli"])
    print(f"plain way         {plain:6.1f} s")
    print(f"camket run        {statistics.median(ours):6.1f} s  (of {', '.join(f'{s:.1f}' for s in ours)})")
    print(f"ratio             {ratio:6.1f}    (wanted: at least {WANTED:.0f})")
    print(f"import camket.cli {cpu:6.2f} s of CPU (wanted: under {IMPORT_LIMIT})")
    return 0 if ratio >= WANTED and cpu < IMPORT_LIMIT else 1


@contextmanager
def project_copy() -> Iterator[Path]:
    """The raw data and the notebooks in a fresh folder: nothing is left from an earlier run."""
    with tempfile.TemporaryDirectory(prefix="camket-benchmark-") as folder:
        project = Path(folder)
        shutil.copytree(PROJECT / "data" / "raw", project / "data" / "raw")
        shutil.copytree(PROJECT / "notebooks", project / "notebooks")
        yield project


def time_camket(project: Path) -> float:
    """Seconds of one `camket run` in a process of its own."""
    return seconds_of([sys.executable, "-m", "camket", "run", PERIOD, "--project", str(project)], project)


def time_plain_way(project: Path) -> float:
    """Seconds of papermill and nbconvert, a process a step and a notebook, as a shell loop would do it."""
    made = project / "plain"
    made.mkdir()
    convert = [sys.executable, "-m", "nbconvert", "--log-level=ERROR"]
    total = 0.0
    for notebook in sorted((project / "notebooks").glob("*.ipynb")):
        run = str(made / notebook.name)
        papermill = [sys.executable, "-m", "papermill", "--no-progress-bar", str(notebook), run]
        steps = {
            "papermill": [*papermill, "-p", "period", PERIOD],
            "html": [*convert, "--to", "html", run],
            "webpdf": [
                *convert, "--to", "webpdf", "--disable-chromium-sandbox",
                f"--config={HERE / 'system_chromium.py'}", run,
            ],
        }  # fmt: skip
        for name, command in steps.items():
            seconds = seconds_of(command, notebook.parent)
            print(f"  plain {notebook.stem:12} {name:10} {seconds:5.1f} s", flush=True)
            total += seconds
    return total


def seconds_of(command: Sequence[str], folder: Path) -> float:
    """Wall time of a command that must succeed."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
    return time.monotonic() - started


def cpu_of(command: Sequence[str]) -> float:
    """CPU seconds of a command, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
