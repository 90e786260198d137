"""The sheet of each unit: which have to be made anew, which are still true, which are neither and go.

A sheet is true while the key it was made with is what its key would be now. The key is a hash of all that the
sheet is made from: the unit's own slice of the tables, the settings, the notebook, the program, its environment
and the fonts. A sheet that somebody touched by hand is not true.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from camket.inputs.period import Period
from camket.inputs.project import PeriodFolder
from camket.pages.pdf import list_fonts
from camket.processed.figures_file import write_json
from camket.processed.fresh import hash_program
from camket.processed.prepare import Prepared
from camket.processed.unit_content import content_path
from camket.recording.environment import describe_environment
from camket.running.calls import make_sheet
from camket.running.job import UnitJob, name_sheet
from camket.running.parameters import Value

NOTEBOOK, PARAMETER = "unit", "unit"
KEYS = "unit_keys.json"
KINDS = ("pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class Plan:
    """The codes of the units whose sheets are to be made, are kept, and are left out though there is an earlier one.

    `keys` are what the sheets of all units would be made from now.
    """

    make: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        """The units that have a sheet when all is done, in the prescribed order."""
        return tuple(code for code in self.keys if code in {*self.make, *self.keep})

    @property
    def outputs(self) -> tuple[str, ...]:
        """The files of all sheets, by their names in the outputs."""
        return tuple(name_sheet(code, kind) for code in self.codes for kind in KINDS)


def plan_sheets(
    folder: PeriodFolder,
    tables: Path,
    prepared: Prepared,
    notebook: Path,
    parameters: Mapping[str, Value],
    wanted: Collection[str] | None,
) -> Plan:
    """What to do about the sheet of each unit.

    `folder` is as the last run left it, `tables` are the new ones. Only the `wanted` sheets are made (None: all);
    the others are kept where they are still true.
    """
    common = _common_key(prepared.period, notebook, parameters)
    keys = {
        unit.code: _hash(common + content_path(tables, unit.code).read_bytes()) for unit in prepared.units
    }
    recorded = read_keys(folder.processed)
    keep = [code for code in keys if _is_true(folder, code, keys[code], recorded.get(code, {}))]
    make = [code for code in keys if code not in keep and (wanted is None or code in wanted)]
    drop = sorted(set(recorded) - set(keep) - set(make))
    return Plan(tuple(make), tuple(keep), tuple(drop), keys)


def keep_sheets(plan: Plan, earlier: Path, outputs: Path) -> None:
    """Takes the sheets that are still true over from the earlier outputs."""
    for code in plan.keep:
        for kind in KINDS:
            target = outputs / name_sheet(code, kind)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(earlier / name_sheet(code, kind), target)


def start_sheets(pool: ProcessPoolExecutor, jobs: Iterable[UnitJob]) -> list[Future[None]]:
    """Begins to make sheets in the pool, after what it already has to do."""
    return [pool.submit(make_sheet, job) for job in jobs]


def await_sheets(started: Iterable[Future[None]]) -> None:
    """Waits for all sheets. The first failure is raised."""
    for sheet in as_completed(started):
        sheet.result()


def write_keys(tables: Path, outputs: Path, plan: Plan) -> None:
    """Writes what each sheet was made from, and the hashes of its files."""
    keys = {
        code: {"made_from": plan.keys[code]}
        | {kind: _hash((outputs / name_sheet(code, kind)).read_bytes()) for kind in KINDS}
        for code in plan.codes
    }
    write_json(tables / KEYS, keys)


def read_keys(tables: Path) -> dict[str, dict[str, str]]:
    """What was written of the sheets by the last run; empty where nothing was."""
    try:
        return dict(json.loads((tables / KEYS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _is_true(folder: PeriodFolder, code: str, key: str, recorded: Mapping[str, str]) -> bool:
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
        describe_environment().model_dump(mode="json"),
        list_fonts(),
        _hash(notebook.read_bytes()),
        dict(sorted(parameters.items())),
        period.model_dump(mode="json"),
    ]
    return json.dumps(made_from, ensure_ascii=False).encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
