"""How each step grows from 300 records on: `python benchmarks/scale.py [--sizes 300,3000,30000] [--columns 1000000]`.

Each size runs in a process of its own over invented files (`invented_submissions.py`). Seconds by the wall and of the
processor, and the most memory until then; below, the exponent that fits all sizes and the slope between the two
largest. From a size on (`--columns`) there are no files: judged records come from parquet, are joined with their units
and counted by columns.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from invented_submissions import (
    OWN_ITEMS,
    OWN_UNITS,
    PERIOD,
    name_province,
    name_unit,
    write_project,
    write_tables,
)

MOST_SLOPE = 1.05
# What a million records may take from parquet to figures.
MOST_SECONDS, MOST_GIB = 60.0, 2.0
# A page of more records takes more memory than a small machine has; those of units are measured with --run.
MOST_RENDERED = 3000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="300,3000,30000", help="records as files")
    parser.add_argument("--columns", default="30000,300000,1000000", help="records in parquet")
    parser.add_argument("--run", action="store_true", help="also the whole `camket run` of each size")
    parser.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        kind, size, *folder = options.one
        write_tables(Path(folder[0]), int(size)) if folder else MEASURES[kind](int(size))
        return 0
    print(
        f"{len(os.sched_getaffinity(0))} cores, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}"
    )
    good = True
    for kind, sizes in (
        ("files", options.sizes),
        ("columns", options.columns),
        ("run", options.sizes * options.run),
    ):
        good = report(kind, [int(size) for size in sizes.split(",") if size]) and good
    return 0 if good else 1


def report(kind: str, sizes: Sequence[int]) -> bool:
    """Prints a line for each step; whether no slope is over what it may be."""
    measured = {size: measure(kind, size) for size in sizes}
    good = True
    for step in dict.fromkeys(step for steps in measured.values() for step in steps):
        points = [(size, steps[step]["cpu"]) for size, steps in measured.items() if step in steps]
        shown = "  ".join(
            f"{size:,}: {steps[step]['wall']:.2f} s ({steps[step]['cpu']:.2f} cpu, {steps[step]['mib']:,.0f} MiB)"
            for size, steps in measured.items()
            if step in steps
        )
        fit, last = fit_exponent(points), fit_exponent(points[-2:])
        print(f"  {kind:<8}{step:<11}{shown}   fit {fit:.2f}, last {last:.2f}", flush=True)
        good = good and not (last > MOST_SLOPE)
    return good


def fit_exponent(points: Sequence[tuple[int, float]]) -> float:
    """The exponent of size that fits the seconds, by least squares of the logarithms."""
    if len(points) < 2:
        return math.nan
    logs = [(math.log(size), math.log(max(seconds, 1e-3))) for size, seconds in points]
    x, y = (sum(each) / len(logs) for each in zip(*logs, strict=True))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def measure(kind: str, size: int) -> dict[str, dict[str, float]]:
    """What each step took in a process of its own."""
    made = subprocess.run(
        [sys.executable, __file__, "--one", kind, str(size)], check=False, stdout=subprocess.PIPE, text=True
    )
    return {line["step"]: line for line in map(json.loads, made.stdout.splitlines())}


@contextmanager
def step(name: str) -> Iterator[None]:
    """Prints what the block takes."""
    wall, cpu = time.monotonic(), _cpu()
    yield
    line = {"step": name, "wall": time.monotonic() - wall, "cpu": _cpu() - cpu, "mib": _peak()}
    print(json.dumps(line), flush=True)


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def measure_files(size: int) -> None:
    """From the files of units to the trace and the pages of the appendices."""
    from camket import pipeline
    from camket.figures.earlier_tables import EarlierPeriods
    from camket.publishing.trace.trace_page import publish_trail
    from camket.running.jobs import Job, Limits
    from camket.running.notebooks import choose_notebooks
    from camket.running.worker import run_and_render
    from camket.saved_period import save_prepared
    from camket.settings.project import open_folder

    with tempfile.TemporaryDirectory(prefix="camket-scale-") as root:
        folder = open_folder(write_project(Path(root), size), PERIOD)
        steps: dict[str, Callable[..., object]] = {
            "read_raw_files": pipeline.read_raw_files,
            "join_records": pipeline.join_records,
            "judge_records": pipeline.judge_records,
            "count_figures_and_questions": pipeline.count_figures_and_questions,
        }
        names = dict(zip(steps, ("reading", "joining", "judging", "figures"), strict=True))
        for name, function in steps.items():
            setattr(pipeline, name, _timed(names[name], function))
        prepared = pipeline.prepare_period(folder, earlier=EarlierPeriods(()))
        tables, outputs = Path(root) / "tables", Path(root) / "outputs"
        tables.mkdir()
        outputs.mkdir()
        with step("store"):
            save_prepared(replace(folder, processed=tables), prepared)
        with step("trace"):
            publish_trail(outputs, prepared, PERIOD)
        environment = {
            "CAMKET_PROJECT": root,
            "CAMKET_STAGED_PERIOD": PERIOD,
            "CAMKET_STAGED_TABLES": str(tables),
            "CAMKET_REPORT_NUMBER": "",
            "CAMKET_REPORT_DAY": "",
        }
        if size > MOST_RENDERED:
            return
        with step("rendering"):
            for name, path in choose_notebooks(folder).items():
                if name.startswith("appendix"):
                    run_and_render(
                        Job(name, path, {"period": PERIOD}, outputs, environment, Limits(60, 4000))
                    )


def _timed(name: str, function: Callable[..., object]) -> Callable[..., object]:
    def run(*given: object, **named: object) -> object:
        with step(name):
            return function(*given, **named)

    return run


def measure_run(size: int) -> None:
    """The whole `camket run`, with its workers."""
    with tempfile.TemporaryDirectory(prefix="camket-scale-") as root:
        write_project(Path(root), size)
        with step("run"):
            done = subprocess.run(
                [sys.executable, "-m", "camket", "run", PERIOD, "--project", root],
                check=False, capture_output=True, text=True,
            )  # fmt: skip
        print(done.returncode, done.stdout[-2000:], done.stderr[-3000:], file=sys.stderr)


def measure_columns(size: int) -> None:
    """From judged records in parquet, joined with their units and what was derived of them, to the figures."""
    with tempfile.TemporaryDirectory(prefix="camket-scale-") as root:
        # In a process of its own, so that making the tables leaves no memory here.
        subprocess.run([sys.executable, __file__, "--one", "tables", str(size), root], check=True)
        from camket.figures.records_table import count_tables
        from camket.settings.period import Period, Report
        from camket.settings.read_scheme import built_in_scheme
        from camket.settings.units import Unit

        count = -(-size // OWN_ITEMS)
        built_in = built_in_scheme()
        pattern = built_in.groups[0]
        groups = tuple(
            pattern.model_copy(
                update={"code": name_province(first), "label": f"tỉnh Mẫu {first // OWN_UNITS + 1}"}
            )
            for first in range(0, count, OWN_UNITS)
        )
        period = Period(
            title="nội dung cam kết", year=2022, cut_off=date(2022, 10, 30), superior_in_text="UBND Tỉnh",
            report=Report(number="01/BC", day=date(2022, 11, 9), agency="Sở Mẫu", superior="UBND", place="Mẫu"),
            scheme=built_in.model_copy(update={"groups": groups}),
        )  # fmt: skip
        units = [
            Unit(code=name_unit(each), name=f"Đơn vị {each + 1}", group=name_province(each), order=each + 1)
            for each in range(count)
        ]
        with step("figures"):
            figures = count_tables(Path(root), units, period)
        print(f"{len(figures):,} figures of {len(units):,} units, {len(groups):,} provinces", file=sys.stderr)


MEASURES = {"files": measure_files, "columns": measure_columns, "run": measure_run}

if __name__ == "__main__":
    sys.exit(main())
