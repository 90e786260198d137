"""`camket run`, cold and again, against the plain way, in one run: `python benchmarks/main_job.py`.

The plain way is what the user's packages do by themselves, notebook by notebook: the papermill command, then `jupyter
nbconvert --to html`, then `jupyter nbconvert --to webpdf`. Its notebooks and its camket are those of a fixed commit,
taken from the history of the checkout, so that it stays the same whatever notebooks do since.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import psutil

HERE = Path(__file__).parent
PROJECT = HERE.parent
PERIOD = "2022-10"
PLAIN = "70cb4cc"
IMPORT_LIMIT = 0.3


@dataclass(frozen=True, slots=True)
class Case:
    """What is done to a project that was run before the run that is timed, and the ratio that is wanted."""

    name: str
    wanted: float
    change: Callable[[Path], None] | None = None
    is_rerun: bool = True


def change_decision(project: Path) -> None:
    """Another status in the last line of the decisions."""
    path = project / "data" / "raw" / PERIOD / "decisions.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    rows[-1][rows[0].index("value")] = "in_progress"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def resend_file(project: Path) -> None:
    """Another result in one submission."""
    for path in sorted((project / "data" / "raw" / PERIOD / "submissions").rglob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for cell in (cell for row in book.active.iter_rows() for cell in row):
            if isinstance(cell.value, str) and cell.value.startswith("Đang "):
                cell.value = "Đã hoàn thành 100% kế hoạch"
                book.save(path)
                return
    raise SystemExit("no submission has a result to change")


CASES = (
    Case("cold", 20, is_rerun=False),
    Case("one decision changed", 40, change_decision),
    Case("one file resent", 30, resend_file),
    Case("nothing changed", 250),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each case (the median counts)")
    parser.add_argument(
        "--plain", type=float, help="seconds of the plain way, where it was measured just before"
    )
    options = parser.parse_args()
    print(f"{len(os.sched_getaffinity(0))} cores, Python {sys.version.split()[0]}, period {PERIOD}")
    plain = options.plain or time_plain_way()
    print(f"{'plain way':22} {plain:6.1f} s  (notebooks and camket of {PLAIN})")
    reached = True
    with project_copy() as run_before:
        run_camket(run_before)
        for case in CASES:
            found = [time_case(case, run_before) for _ in range(options.repeat)]
            seconds = statistics.median(each for each, _ in found)
            peak = max(each for _, each in found) / 2**20
            ratio = plain / seconds
            reached &= ratio >= case.wanted
            all_of = ", ".join(f"{each:.2f}" for each, _ in found)
            print(
                f"{case.name:22} {seconds:6.2f} s  (of {all_of})  ratio {ratio:5.1f}, wanted {case.wanted:.0f}; "
                f"{peak:.0f} MiB at the most"
            )
    cpu = cpu_of([sys.executable, "-c", "import camket.cli"])
    print(f"{'import camket.cli':22} {cpu:6.2f} s of CPU, wanted under {IMPORT_LIMIT}")
    return 0 if reached and cpu < IMPORT_LIMIT else 1


@contextmanager
def project_copy(of: Path = PROJECT) -> Iterator[Path]:
    """A project in a fresh folder: the demonstration's raw files alone, or all of a project that was run."""
    with tempfile.TemporaryDirectory(prefix="camket-benchmark-") as folder:
        project = Path(folder)
        if of == PROJECT:
            shutil.copytree(of / "data" / "raw", project / "data" / "raw")
        else:
            shutil.copytree(of, project, dirs_exist_ok=True)
        yield project


def time_case(case: Case, run_before: Path) -> tuple[float, int]:
    """Seconds of one `camket run`, and the bytes of all its processes at their most."""
    with project_copy(run_before if case.is_rerun else PROJECT) as project:
        if case.change:
            case.change(project)
        return run_camket(project)


def run_camket(project: Path) -> tuple[float, int]:
    """Seconds and bytes of a `camket run` in a process of its own."""
    command = [sys.executable, "-m", "camket", "run", PERIOD, "--project", str(project)]
    with watch_memory() as seen:
        seconds = seconds_of(command, project)
    return seconds, seen[0]


@contextmanager
def watch_memory() -> Iterator[list[int]]:
    """The most memory that the processes started in the block have at one time, in a list of one number."""
    most, done = [0], threading.Event()

    def look() -> None:
        while not done.wait(0.25):
            total = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    total += process.memory_full_info().pss
                except (psutil.Error, AttributeError):
                    continue
            most[0] = max(most[0], total)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        done.set()
        thread.join()


def time_plain_way() -> float:
    """Seconds of papermill and nbconvert, a process a step and a notebook, as a shell loop would do it."""
    archive = subprocess.run(["git", "archive", PLAIN], cwd=PROJECT, capture_output=True, check=False)
    if archive.returncode:
        raise SystemExit(
            f"the plain way is commit {PLAIN}, which this checkout does not have: git fetch --unshallow"
        )
    convert = [sys.executable, "-m", "nbconvert", "--log-level=ERROR"]
    total = 0.0
    with tempfile.TemporaryDirectory(prefix="camket-benchmark-") as folder:
        plain, made = Path(folder) / "checkout", Path(folder) / "made"
        made.mkdir()
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(plain, filter="data")
        for notebook in sorted((plain / "notebooks").glob("*.ipynb")):
            run = str(made / notebook.name)
            papermill = [sys.executable, "-m", "papermill", "--no-progress-bar", str(notebook), run]
            unit = ["-p", "unit", "SNV"] if notebook.stem == "unit" else []
            steps = {
                "papermill": [*papermill, "-p", "period", PERIOD, *unit],
                "html": [*convert, "--to", "html", run],
                "webpdf": [
                    *convert, "--to", "webpdf", "--disable-chromium-sandbox",
                    f"--config={HERE / 'system_chromium.py'}", run,
                ],
            }  # fmt: skip
            for name, command in steps.items():
                # nbconvert would look for the exporters of the installed camket in that of the plain way.
                more = {"PYTHONPATH": str(plain)} if name == "papermill" else {}
                seconds = seconds_of(command, notebook.parent, more)
                print(f"  plain {notebook.stem:12} {name:10} {seconds:5.1f} s", flush=True)
                total += seconds
    return total


def seconds_of(command: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> float:
    """Wall time of a command that must succeed, with `more` variables in its environment."""
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **(more or {})}, capture_output=True, text=True, check=False
    )
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
