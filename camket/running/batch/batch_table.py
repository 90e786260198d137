"""`batch.csv`: what became of each project and period of a batch."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from camket.figures.staging import write_file_atomically
from camket.figures.table_files import format_csv
from camket.running.batch.results import ProjectResult

COLUMNS = (
    "name",
    "project",
    "period",
    "commitments",
    "completed",
    "open_questions",
    "seconds",
    "outcome",
    "message",
)


def write_table(path: Path, results: Iterable[ProjectResult]) -> None:
    """Writes the table, whole or not at all. Raises `MachineError` where it cannot be written."""
    rows = (
        {
            "name": result.task.name,
            "project": result.task.project,
            "period": result.task.period,
            "commitments": result.commitments,
            "completed": result.completed,
            "open_questions": result.open_questions,
            "seconds": round(result.seconds, 1),
            "outcome": result.state,
            "message": " ".join((result.message, *result.own_failures)).strip(),
        }
        for result in results
    )
    write_file_atomically(path, format_csv(COLUMNS, rows))
