"""Make the sheet of each unit, keep it from the last run, or drop it.

A sheet is current while its key and its bytes are those recorded. The key is a hash of everything that
the sheet is made from: the unit's slice of the tables, the settings, the notebook, the program, the
environment and the fonts.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Future, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from camket.figures.freshness import hash_program
from camket.figures.store import write_json
from camket.figures.unit_slices import content_path
from camket.pipeline import Prepared
from camket.publishing.pages.fonts import list_fonts
from camket.running.jobs import UnitJob, Value, name_sheet
from camket.running.manifest import read_environment
from camket.running.notebooks import make_sheet
from camket.running.workers import Pool
from camket.settings.period import Period
from camket.settings.project import PeriodFolder

NOTEBOOK, PARAMETER = "unit", "unit"
KEYS = "unit_keys.json"
KINDS = ("pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The codes of the units whose sheets are made, kept, and dropped although an earlier one exists.

    `keys` maps each unit to the key of its sheet as it would be made now.
    """

    make: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        """The units that have a sheet after the run, in the prescribed order."""
        return tuple(code for code in self.keys if code in {*self.make, *self.keep})

    @property
    def outputs(self) -> tuple[str, ...]:
        """The paths of all sheets in the outputs."""
        return tuple(name_sheet(code, kind) for code in self.codes for kind in KINDS)


def plan_sheets(
    folder: PeriodFolder,
    tables: Path,
    prepared: Prepared,
    notebook: Path,
    parameters: Mapping[str, Value],
    wanted: Collection[str] | None,
) -> SheetPlan:
    """Decides which sheets to make, keep and drop.

    `folder` holds the results of the last run, `tables` the new tables. Only the `wanted` sheets are made
    (None: all); others are kept while they are current.
    """
    common = _common_key(prepared.period, notebook, parameters)
    keys = {
        unit.code: _hash(common + content_path(tables, unit.code).read_bytes()) for unit in prepared.units
    }
    recorded = read_sheet_keys(folder.processed)
    keep = [code for code in keys if _is_current(folder, code, keys[code], recorded.get(code, {}))]
    make = [code for code in keys if code not in keep and (wanted is None or code in wanted)]
    drop = sorted(set(recorded) - set(keep) - set(make))
    return SheetPlan(tuple(make), tuple(keep), tuple(drop), keys)


def keep_sheets(plan: SheetPlan, earlier: Path, outputs: Path) -> None:
    """Copies the kept sheets from the earlier outputs."""
    for code in plan.keep:
        for kind in KINDS:
            target = outputs / name_sheet(code, kind)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(earlier / name_sheet(code, kind), target)


def start_sheets(pool: Pool, jobs: Iterable[UnitJob]) -> list[Future[None]]:
    """Submits the sheets to the pool, after the jobs already in it."""
    return [pool.submit(make_sheet, job) for job in jobs]


def await_sheets(started: Iterable[Future[None]]) -> None:
    """Waits for all sheets. Raises the first failure."""
    for sheet in as_completed(started):
        sheet.result()


def write_sheet_keys(tables: Path, outputs: Path, plan: SheetPlan) -> None:
    """Writes the key of each sheet and the hashes of its files."""
    keys = {
        code: {"made_from": plan.keys[code]}
        | {kind: _hash((outputs / name_sheet(code, kind)).read_bytes()) for kind in KINDS}
        for code in plan.codes
    }
    write_json(tables / KEYS, keys)


def read_sheet_keys(tables: Path) -> dict[str, dict[str, str]]:
    """Reads the keys that the last run wrote; an empty dict where there are none."""
    try:
        return dict(json.loads((tables / KEYS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _is_current(folder: PeriodFolder, code: str, key: str, recorded: Mapping[str, str]) -> bool:
    if recorded.get("made_from") != key:
        return False
    try:
        return all(
            recorded.get(kind) == _hash((folder.outputs / name_sheet(code, kind)).read_bytes())
            for kind in KINDS
        )
    except OSError:
        return False


def _common_key(period: Period, notebook: Path, parameters: Mapping[str, Value]) -> bytes:
    made_from = [
        hash_program(),
        read_environment().model_dump(mode="json"),
        list_fonts(period.layout.machine_fonts),
        _hash(notebook.read_bytes()),
        dict(sorted(parameters.items())),
        period.model_dump(mode="json"),
    ]
    return json.dumps(made_from, ensure_ascii=False).encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
