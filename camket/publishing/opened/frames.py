"""The processed tables as DataFrames, with types and ordered categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camket.figures.period_tables import table_schemas
from camket.figures.table_files import read_csv
from camket.settings.fields import Fields
from camket.settings.scheme import Scheme
from camket.settings.states import BASES
from camket.settings.units import Unit

if TYPE_CHECKING:
    import pandas as pd

_BOOLEANS = {"true": True, "false": False}


def read_frame(folder: Path, table: str, fields: Fields, orders: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Returns a table of `data/processed/<period>` with the columns of `period_tables.toml`.

    An empty text stays empty, any other empty cell is missing. `orders` has the categories of a column in their order.
    """
    import pandas as pd

    described = table_schemas(fields)[table]["fields"]
    path = folder / f"{table}.csv"
    rows = read_csv(path) if path.is_file() else []  # a period without registrations has no table of them
    columns = {field["name"]: [row[field["name"]] for row in rows] for field in described}
    return pd.DataFrame(
        {
            field["name"]: _make_column(columns[field["name"]], field["type"], orders.get(field["name"]))
            for field in described
        }
    )


def list_orders(scheme: Scheme, units: Sequence[Unit]) -> dict[str, tuple[str, ...]]:
    """The order of the columns that have one: statuses as the scheme prints them, groups, units as prescribed."""
    orders = {"unit": tuple(unit.code for unit in units), "group": scheme.group_codes}
    for basis in BASES:
        orders |= {f"{basis}_{name}": scheme.possible(basis) for name in ("status", "found")}
    return {**orders, "status_then": scheme.possible("cut_off")}


def make_unit_frame(units: Sequence[Unit], groups: Sequence[str]) -> pd.DataFrame:
    """Returns one row per unit, in the prescribed order, with the columns of `units.csv`; `groups` in their order."""
    import pandas as pd

    codes = [unit.code for unit in units]
    return pd.DataFrame(
        {
            "unit": pd.Categorical(codes, categories=codes, ordered=True),
            "unit_name": pd.Series([unit.name for unit in units], dtype="str"),
            "group": pd.Categorical([unit.group for unit in units], categories=list(groups), ordered=True),
            "order": pd.Series([unit.order for unit in units], dtype="Int64"),
            "aliases": pd.Series([";".join(unit.aliases) for unit in units], dtype="str"),
            "valid_from": pd.Series([unit.valid_from for unit in units], dtype="datetime64[s]"),
            "valid_to": pd.Series([unit.valid_to for unit in units], dtype="datetime64[s]"),
        }
    )


def _make_column(cells: list[str], kind: str, order: Sequence[str] | None) -> Any:
    import pandas as pd

    if order is not None:
        # A code of another version, or of a unit that did not sign, is no reason to lose the row.
        others = sorted({cell for cell in cells if cell and cell not in order})
        return pd.Categorical([cell or None for cell in cells], categories=[*order, *others], ordered=True)
    if kind == "date":
        return pd.Series([cell or None for cell in cells], dtype="datetime64[s]")
    if kind == "boolean":
        return pd.Series([_BOOLEANS.get(cell) for cell in cells], dtype="boolean")
    if kind == "integer":
        return pd.Series([int(cell) if cell else None for cell in cells], dtype="Int64")
    if kind == "number":
        return pd.Series([float(cell) if cell else None for cell in cells], dtype="Float64")
    # Rows of a few hundred are taken a thousand times: Arrow, which suits millions, takes ten times as long for that.
    return pd.Series(cells, dtype=pd.StringDtype("python", na_value=float("nan")))
