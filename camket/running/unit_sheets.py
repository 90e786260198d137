"""Make the sheet of each unit, keep it from the last run, or drop it.

A sheet reads the unit's slice of the tables, the settings and the notebook, and nothing of other units.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from pathlib import Path

from camket.exchange.new_notebook import is_shipped
from camket.figures.freshness import hash_file
from camket.figures.unit_slices import content_path
from camket.pipeline import Prepared
from camket.running.jobs import Progress, UnitJob, Value, name_sheet
from camket.running.notebooks import make_sheet
from camket.running.products import MAY_READ_MORE, Products, hash_data
from camket.running.workers import Pool

KINDS = ("pdf", "xlsx")
_CALLED = "phiếu "
# What a sheet reads of what the pages read.
_OF_MACHINE = ("program", "environment", "fonts")


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The codes of the units whose sheets are made, kept, and dropped although an earlier one exists.

    `units` are all that signed, in the prescribed order.
    """

    make: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The units that have a sheet after the run, in the prescribed order."""
        return tuple(code for code in self.units if code in {*self.make, *self.keep})

    @property
    def outputs(self) -> tuple[str, ...]:
        """The paths of all sheets in the outputs."""
        return tuple(name_sheet(code, kind) for code in self.codes for kind in KINDS)


def plan_sheets(
    tables: Path,
    prepared: Prepared,
    notebook: Path,
    parameters: Mapping[str, Value],
    wanted: Collection[str] | None,
    products: Products,
) -> SheetPlan:
    """Keeps the sheets that are current, and decides which to make and which to drop.

    `tables` are the new tables. Only the `wanted` sheets are made (None: all).
    """
    common = {
        **{kind: products.common[kind] for kind in _OF_MACHINE},
        "settings": hash_data(prepared.period.model_dump(mode="json")),
        "notebook": hash_file(notebook, notebook.name),
        "parameters": hash_data(dict(parameters)),
    }
    units = tuple(unit.code for unit in prepared.units)
    make, keep = [], []
    for code in units:
        path = content_path(tables, code)
        reads = {**common, "content": hash_file(path, path.name)}
        if not is_shipped(notebook):
            products.expect(_CALLED + code, reads, MAY_READ_MORE)
        elif products.keep(_CALLED + code, reads) is not None:
            keep.append(code)
            continue
        if wanted is None or code in wanted:
            make.append(code)
        else:
            products.leave_out(_CALLED + code)
    before = {name.removeprefix(_CALLED) for name in products.recorded if name.startswith(_CALLED)}
    return SheetPlan(tuple(make), tuple(keep), tuple(sorted(before - {*make, *keep})), units)


def start_sheets(pool: Pool, jobs: Iterable[UnitJob]) -> list[Future[None]]:
    """Submits the sheets to the pool, after the jobs already in it."""
    return [pool.submit(make_sheet, job) for job in jobs]


def await_sheets(started: Sequence[Future[None]], progress: Progress) -> None:
    """Waits for all sheets and tells how many are done. Raises the first failure."""
    for number, sheet in enumerate(as_completed(started), start=1):
        sheet.result()
        progress(f"phiếu của từng đơn vị: {number}/{len(started)}", step=False)
    progress("phiếu của từng đơn vị")


def record_sheets(plan: SheetPlan, products: Products) -> None:
    """Records the sheets that were made."""
    for code in plan.make:
        products.add(_CALLED + code, [name_sheet(code, kind) for kind in KINDS])
