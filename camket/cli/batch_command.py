"""The command `camket batch`: many projects and periods, and their figures rolled up."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from camket.cli.terminal import user_name
from camket.errors import OWN_FAILED, PROJECTS_FAILED, UsageError

if TYPE_CHECKING:
    from camket.running.batch.batch import Runner
    from camket.running.batch.results import ProjectResult
    from camket.running.batch.task_list import Task

_JOURNAL, _TABLE = "journal.jsonl", "batch.csv"
_HEADINGS = ("Dự án", "Kỳ", "Cam kết", "Hoàn thành", "Câu hỏi", "Giây", "Kết quả")
_RIGHT = range(2, 6)


def batch(options: argparse.Namespace) -> int:
    """Runs all projects; returns 16 where one failed, 14 where only notebooks of projects' own did."""
    from camket.running.batch.batch import run_batch
    from camket.running.batch.journal import open_journal

    tasks = _choose_tasks(options)
    out: Path = options.out
    with open_journal(options.journal or out / _JOURNAL) as journal:
        results = run_batch(tasks, _open_runner(options), journal, _show_progress(len(tasks)))
        made = _write_results(out, results, on_cluster=bool(options.cluster))
    for line in _list_table(results):
        print(line)
    failed = [result for result in results if not result.is_finished]
    for result in failed:
        print(f"LỖI {result.task.label}: {result.message}")
    own = [(result.task.label, failure) for result in results for failure in result.own_failures]
    for label, failure in own:
        print(f"BỎ LẠI sổ tay của dự án {label}, các trang khác đã có:\n{failure}")
    print(f"Đã ghi {', '.join((out / name).as_posix() for name in made)}")
    return PROJECTS_FAILED if failed else OWN_FAILED if own else 0


def _choose_tasks(options: argparse.Namespace) -> list[Task]:
    from camket.running.batch.task_list import list_tasks, read_task_list

    if options.manifest is not None and options.dirs:
        raise UsageError(
            where="camket batch",
            found="vừa --manifest vừa thư mục",
            expected="camket batch --manifest TỆP, hoặc camket batch THƯ_MỤC …",
            remedy="ghi mọi dự án vào một danh sách, hoặc bỏ --manifest",
        )
    if options.cluster and options.jobs:
        raise UsageError(
            where="camket batch",
            found="vừa --cluster vừa --jobs",
            expected="chỉ --cluster: bộ điều phối của cụm quyết định chạy bao nhiêu việc cùng lúc",
            remedy="bỏ --jobs",
        )
    if options.manifest is None:
        return list_tasks(options.dirs or [options.project])
    tasks = read_task_list(options.manifest)
    remote = next((task.project for task in tasks if task.is_remote), None)
    if remote and not options.cluster:
        raise UsageError(
            where=options.manifest.name,
            found=f"dự án {remote} nằm trong kho, không trên máy này",
            expected="thư mục của máy này khi không có --cluster",
            remedy="thêm --cluster ĐỊA_CHỈ, hoặc chép dự án về máy",
        )
    return tasks


def _open_runner(options: argparse.Namespace) -> Runner:
    if options.cluster:
        from camket.running.batch.cluster import Cluster

        return Cluster(options.cluster, user_name())
    from camket.running.batch.children import Children

    return Children(options.jobs or _count_cores(), user_name())


def _count_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _show_progress(total: int) -> Callable[[ProjectResult], None]:
    """Says of each project what became of it. A bar would need a thread, beside which no process may be forked."""
    from camket.running.batch.results import describe_result

    done = 0

    def show(result: ProjectResult) -> None:
        nonlocal done
        done += 1
        print(f"[{done}/{total}] {describe_result(result)}", file=sys.stderr, flush=True)

    return show


def _write_results(out: Path, results: Sequence[ProjectResult], *, on_cluster: bool) -> list[str]:
    from camket.checking.rollup.publish_rollup import publish_rollup
    from camket.running.batch.batch_table import write_table

    write_table(out / _TABLE, results)
    if not on_cluster:
        return [_TABLE, *publish_rollup(out, results)]
    from camket.running.batch.cluster import open_published

    return [_TABLE, *publish_rollup(out, results, open_published)]


def _list_table(results: Iterable[ProjectResult]) -> Iterator[str]:
    """The lines of the table of all projects."""
    rows = [_HEADINGS, *map(_list_cells, results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    for row in rows:
        yield "  ".join(
            cell.rjust(width) if column in _RIGHT else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()


def _list_cells(result: ProjectResult) -> tuple[str, ...]:
    from camket.running.batch.results import STATE_LABELS

    counts = (result.commitments, result.completed, result.open_questions)
    return (
        result.task.name,
        result.task.period,
        *("–" if count is None else str(count) for count in counts),
        f"{result.seconds:.1f}".replace(".", ","),
        STATE_LABELS[result.state],
    )
