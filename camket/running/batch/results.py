"""What became of one period of a batch, as it travels between processes and machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from camket.errors import CamketError
from camket.running.batch.task_list import Task

# `suspect`: the machine of a cluster went down while it ran, so that it has to be run again alone.
State = Literal["made", "kept", "failed", "suspect"]
STATE_LABELS: dict[State, str] = {
    "made": "làm mới",
    "kept": "giữ nguyên",
    "failed": "lỗi",
    "suspect": "chạy lại riêng",
}


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """The state of a period and, unless it failed, its counts.

    `key` stands for everything that it was made from, `manifest` is the SHA-256 of its manifest. `message` says why it
    failed. `own_failures` are those of notebooks that the project adds: all else of it is made.
    """

    task: Task
    state: State
    seconds: float = 0.0
    key: str = ""
    manifest: str = ""
    commitments: int | None = None
    completed: int | None = None
    open_questions: int | None = None
    message: str = ""
    own_failures: tuple[str, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether its outputs are those of the present files."""
        return self.state in ("made", "kept")


def result_to_data(result: ProjectResult) -> dict[str, Any]:
    """Returns plain data for JSON."""
    return asdict(result)


def result_from_data(data: Mapping[str, Any]) -> ProjectResult:
    """Returns the result that `result_to_data` wrote."""
    return ProjectResult(
        **{**data, "task": Task(**data["task"]), "own_failures": tuple(data["own_failures"])}
    )


def fail(task: Task, message: str | CamketError, seconds: float = 0.0) -> ProjectResult:
    """Returns the result of a period that could not be made."""
    return ProjectResult(task, "failed", seconds, message=str(message))


def describe_result(result: ProjectResult) -> str:
    """Describes a result in one line for those who watch."""
    said = f"{result.task.label}: {STATE_LABELS[result.state]}"
    seconds = f"{result.seconds:.1f}".replace(".", ",")
    first = result.message.partition("\n")[0]
    return f"{said} ({first})" if first else f"{said} ({seconds} giây)"
