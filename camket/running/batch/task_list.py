"""The projects and periods of a batch: listed in a CSV or TOML file, or found in project folders."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, field_validator

from camket.errors import InputError, raise_together
from camket.settings.csv_tables import read_csv_table, validate
from camket.settings.toml_files import read_toml
from camket.settings.value_types import printed, typed

_LONGEST_NAME, _LONGEST_PATH = 80, 1_000
# Where a period without a cut-off day stands among the others.
_LAST = "9999"
_URL = re.compile(r"[a-z][a-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Task:
    """One period of one project. `project` is an absolute path or a URL; `name` tells the project from the others."""

    name: str
    project: str
    period: str

    @property
    def label(self) -> str:
        """Project and period as people are told of them."""
        return f"{self.name} {self.period}".strip()

    @property
    def is_remote(self) -> bool:
        """Whether the project lies in a storage, by its URL."""
        return is_url(self.project)


class _Row(BaseModel):
    """A line of the list. `project` is relative to the folder of the list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    project: Annotated[str, typed(_LONGEST_PATH)]
    period: Annotated[str, typed(_LONGEST_NAME)]
    name: Annotated[str, printed(_LONGEST_NAME, blank=True)] = ""

    @field_validator("name", "period")
    @classmethod
    def _is_no_path(cls, text: str) -> str:
        if re.search(r"[/\\]", text) or text in (".", ".."):
            raise ValueError("một tên, không có dấu / hay \\")
        return text


def is_url(project: str) -> bool:
    """Whether a project lies in a storage: `s3://bucket/tinh-01`, `file:///data/tinh-01`."""
    return bool(_URL.match(project))


def read_task_list(path: Path) -> list[Task]:
    """Reads the list of a batch: the columns `project`, `period` and, if wanted, `name`, or `[[project]]` in TOML.

    Raises `InputError` for a file that cannot be read, an unknown or missing column, a period that stands twice, and
    names that do not tell projects apart.
    """
    rows = _read_toml_rows(path) if path.suffix.lower() == ".toml" else _read_csv_rows(path)
    if not rows:
        raise InputError(
            where=path.name,
            found="không có dự án nào",
            expected="ít nhất một dòng có project và period",
            remedy="ghi mỗi kỳ của mỗi dự án một dòng",
        )
    named = [(where, _make_task(row, path.parent)) for where, row in rows]
    raise_together(list(_check_names(named)), path.name)
    return _order_periods(task for _, task in named)


def list_tasks(folders: Sequence[Path]) -> list[Task]:
    """Lists every period of some project folders, the earlier ones first.

    A folder without a period is a task that cannot be run, so that it is named among the results. Raises `InputError`
    where two folders have the same name.
    """
    tasks = []
    for folder in dict.fromkeys(each.resolve() for each in folders):
        found = sorted(path.parent.name for path in (folder / "data" / "raw").glob("*/period.toml"))
        tasks += [(str(folder), Task(folder.name, str(folder), period)) for period in found or [""]]
    raise_together(list(_check_names(tasks)), "camket batch")
    return _order_periods(task for _, task in tasks)


def _read_csv_rows(path: Path) -> list[tuple[str, _Row]]:
    rows = read_csv_table(path, path.name, _Row, optional=("name",))
    return [(f"{path.name}, dòng {line}", row) for line, row in rows]


def _read_toml_rows(path: Path) -> list[tuple[str, _Row]]:
    try:
        data = read_toml(path, path.name)
    except FileNotFoundError:
        raise InputError(
            where=path.name,
            found="không có tệp này",
            expected="tệp TOML có các mục [[project]], hoặc tệp CSV có các cột project, period, name",
            remedy="kiểm tra đường dẫn sau --manifest",
        ) from None
    entries = data.pop("project", [])
    if data or not isinstance(entries, list):
        raise InputError(
            where=path.name,
            found=f"khóa không rõ {', '.join(data)}" if data else "project không phải danh sách các mục",
            expected="chỉ các mục [[project]], mỗi mục có project, period và nếu cần name",
            remedy="sửa tệp theo mẫu trong README, mục Many projects",
        )
    rows, faults = [], []
    for number, entry in enumerate(entries, start=1):
        where = f"{path.name}, mục [[project]] thứ {number}"
        try:
            rows.append((where, validate(_Row, entry, where)))
        except InputError as fault:
            faults.append(fault)
    raise_together(faults, path.name)
    return rows


def _make_task(row: _Row, root: Path) -> Task:
    if is_url(row.project):
        project = row.project.rstrip("/")
        return Task(row.name or project.rpartition("/")[2], project, row.period)
    folder = Path(os.path.abspath(root / row.project))  # noqa: PTH100 - a link keeps the name it is known by
    return Task(row.name or folder.name, str(folder), row.period)


def _check_names(tasks: Iterable[tuple[str, Task]]) -> Iterator[InputError]:
    """A fault for each period that stands twice and each name that two projects have, or a project has two of."""
    seen: dict[tuple[str, str], str] = {}
    names: dict[str, str] = {}
    projects: dict[str, str] = {}
    for where, task in tasks:
        if seen.setdefault((task.project, task.period), where) != where:
            yield _fault(
                where, f"kỳ {task.period} của {task.project} có hai lần", "mỗi kỳ của mỗi dự án một lần"
            )
        elif names.setdefault(task.name, task.project) != task.project:
            yield _fault(where, f"hai dự án cùng tên {task.name}", "mỗi dự án một tên riêng (cột name)")
        elif projects.setdefault(task.project, task.name) != task.name:
            yield _fault(where, f"{task.project} có hai tên", "một dự án chỉ một tên ở mọi kỳ")


def _fault(where: str, found: str, expected: str) -> InputError:
    return InputError(
        where=where,
        found=found,
        expected=expected,
        remedy="sửa danh sách dự án; khi chỉ ghi thư mục thì dùng --manifest để đặt tên",
    )


def _order_periods(tasks: Iterable[Task]) -> list[Task]:
    """The same projects in the same order, the periods of each by their cut-off days.

    A later period of a year reads the tables of the one before it. In a storage the order of the list counts.
    """
    by_project: dict[str, list[Task]] = {}
    for task in tasks:
        by_project.setdefault(task.project, []).append(task)
    return [task for own in by_project.values() for task in sorted(own, key=_find_day)]


def _find_day(task: Task) -> tuple[str, str]:
    if task.is_remote:
        return "", ""
    try:
        said = tomllib.loads(
            (Path(task.project) / "data" / "raw" / task.period / "period.toml").read_text("utf-8-sig")
        )
    except (OSError, ValueError):
        return _LAST, task.period
    day = said.get("cut_off")
    return (day.isoformat() if isinstance(day, date) else _LAST), task.period
