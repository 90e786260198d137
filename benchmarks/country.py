"""What a country of provinces and communes takes, on projects made for it: `python benchmarks/country.py`.

Measured are: a province of 300 commitments; a province with its communes, each of which gets its page, sheet and
workbook from the province's run; a commune as a project of its own, of eleven commitments; all of them once more with
nothing changed. Processor seconds count every process that took part. From these the country is reckoned, and the
rolling up of all of it is timed on the ledgers of the measured projects, repeated under other names.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from country_projects import PERIOD, make_commune, make_province

from camket.checking.rollup.project_ledger import ProjectLedger, read_project_ledger
from camket.checking.rollup.rollup import roll_up
from camket.checking.rollup.rollup_files import parts_to_parquet, records_to_parquet, rollups_to_csv
from camket.checking.rollup.rollup_page import rollups_to_html
from camket.running.batch.batch import run_batch as run_all
from camket.running.batch.children import Children
from camket.running.batch.journal import Recorded, open_journal
from camket.running.batch.results import ProjectResult
from camket.running.batch.task_list import Task
from camket.settings.project import open_folder

PROVINCES, COMMUNES = 34, 3_321
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


@dataclass(frozen=True)
class Measured:
    """Some projects run in one batch."""

    wall: float
    processor: float
    files: int
    megabytes: float
    memory: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the projects are made and left (default: nowhere)")
    parser.add_argument("--provinces", type=int, default=2, help="provinces of each kind (default: 2)")
    parser.add_argument("--communes", type=int, default=98, help="communes of a province (default: 98)")
    parser.add_argument(
        "--projects", type=int, default=8, help="communes as projects of their own (default: 8)"
    )
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()
    # Workers that outlive the process that started them are then told of here, with what they took.
    ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    with tempfile.TemporaryDirectory(prefix="country-") as scratch:
        measure(options.folder or Path(scratch), options)
    return 0


def measure(root: Path, options: argparse.Namespace) -> None:
    """Makes the projects that are not there yet, and prints the tables."""
    kinds = {
        "province": [_once(root / "alone" / f"tinh-{n:02d}", n, 0) for n in range(1, options.provinces + 1)],
        f"province with {options.communes} communes": [
            _once(root / "with" / f"tinh-{n:02d}", n, options.communes)
            for n in range(1, options.provinces + 1)
        ],
        "commune of its own": [
            _once(root / "communes" / f"xa-{n:04d}", n, None) for n in range(1, options.projects + 1)
        ],
    }
    print(
        f"{options.jobs} projects at once on {len(os.sched_getaffinity(0))} cores, Python {sys.version.split()[0]}"
    )
    print(f"{'':32} projects   wall s  CPU s  CPU s each  files each  MB each  peak MB")
    found = {}
    for name, projects in kinds.items():
        found[name] = run_batch(projects, root / f"out {name}", options.jobs)
        print_row(name, found[name], len(projects))
        print_row("  nothing changed", run_batch(projects, root / f"out {name}", options.jobs), len(projects))
    alone, together, own = (found[name].processor / len(projects) for name, projects in kinds.items())
    sheet = (together - alone) / options.communes
    print(f"\na commune in its province's run: {sheet:.2f} CPU s; of its own: {own:.2f} CPU s")
    for name, seconds in (
        (f"{PROVINCES} provinces", PROVINCES * alone),
        (
            f"{PROVINCES} provinces with {COMMUNES} communes in their runs",
            PROVINCES * alone + COMMUNES * sheet,
        ),
        (f"{COMMUNES} communes of their own", COMMUNES * own),
    ):
        print(
            f"reckoned: {name}: {seconds:,.0f} CPU s, {seconds / options.jobs / 60:.1f} min on {options.jobs} cores"
        )
    for project, count in ((kinds["province"][0], PROVINCES), (kinds["commune of its own"][0], COMMUNES)):
        time_rollup(project, count)
    time_batch(root / "journal.jsonl", PROVINCES + COMMUNES, options.jobs)


def _once(project: Path, number: int, communes: int | None) -> Path:
    if not project.exists():
        make = make_commune if communes is None else make_province
        make(project.parent, number, *([] if communes is None else [communes]))
    return project


def run_batch(projects: Sequence[Path], out: Path, jobs: int) -> Measured:
    """Runs projects as a user does, in a process of its own, and counts what all of its processes took."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "camket", "batch", *projects, "--jobs", str(jobs), "--out", out]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    wall = time.monotonic() - started
    if done.returncode:
        raise SystemExit(f"camket batch failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    with suppress(ChildProcessError):
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = [
        path
        for project in projects
        for name in ("outputs", "data/processed")
        for path in (project / name).rglob("*")
    ]
    sizes = [path.stat().st_size for path in made if path.is_file()]
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall, spent, len(sizes), sum(sizes) / 1e6, after.ru_maxrss / 1024)


def print_row(name: str, found: Measured, projects: int) -> None:
    print(
        f"{name:32} {projects:8}  {found.wall:7.1f} {found.processor:6.1f} {found.processor / projects:11.2f}"
        f" {found.files / projects:11.0f} {found.megabytes / projects:8.2f} {found.memory:8.0f}",
        flush=True,
    )


def time_rollup(project: Path, count: int) -> None:
    """Times how so many projects are rolled up, all with the figures of this one."""
    folder, started = open_folder(project, PERIOD), time.process_time()
    ledger = read_project_ledger(folder, "0", "place")
    reading = time.process_time() - started
    ledgers: list[ProjectLedger] = [
        replace(ledger, name=f"{number}", place=f"../{number}/outputs/{PERIOD}") for number in range(count)
    ]
    started = time.process_time()
    rollups = roll_up(ledgers)
    table = rollups_to_csv(rollups, ())
    page = rollups_to_html(rollups, ()).encode()
    parquet = parts_to_parquet(rollups) + records_to_parquet(rollups)
    spent = time.process_time() - started
    print(
        f"simulated: {count} projects like {project.name} rolled up: {spent:.1f} CPU s, "
        f"{1000 * reading:.0f} ms to read each; table {len(table) / 1e6:.1f} MB, "
        f"parquet {len(parquet) / 1e6:.1f} MB, page {len(page) / 1e6:.1f} MB"
    )


def time_batch(journal: Path, count: int, jobs: int) -> None:
    """Times what a batch adds to so many projects: a process and a line of the journal for each."""
    tasks = [Task(f"{number}", f"/{number}", PERIOD) for number in range(count)]
    journal.unlink(missing_ok=True)
    started = time.monotonic()
    with open_journal(journal) as opened:
        run_all(tasks, Children(jobs, "", do_nothing), opened)
    spent = time.monotonic() - started
    print(f"simulated: {count} projects that do nothing: {spent:.1f} s, {1000 * spent / count:.1f} ms each")


def do_nothing(task: Task, recorded: Recorded | None, by: str) -> ProjectResult:
    return ProjectResult(task, "made", 0.0, "key", "manifest")


if __name__ == "__main__":
    sys.exit(main())
