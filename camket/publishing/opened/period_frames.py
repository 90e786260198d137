"""The tables of a period as a notebook reckons with them, and what a row stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from camket.errors import InputError
from camket.figures.ledger import ALL
from camket.figures.period_tables import table_schemas
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.opened.frames import list_orders, read_frame
from camket.settings.fields import Fields
from camket.settings.project_fields import read_project_fields
from camket.settings.states import BASES, STATES, UNRESOLVED

if TYPE_CHECKING:
    import pandas as pd

_STATE = f"Trạng thái mà kết quả thể hiện: {', '.join((*STATES, UNRESOLVED))}"
# The tables with a property of their own, by its name.
NAMED = {
    "records": "records",
    "registrations": "registrations",
    "questions": "review",
    "decisions": "decisions",
}
# The tables whose rows a figure may count, with the column of their ids.
_COUNTED = {
    "records": "record_id",
    "registrations": "registration_id",
    "programme": "item_id",
    "drafts": "key",
    "contents": "key",
}


@dataclass(frozen=True)
class PeriodFrames:
    """The tables of `data/processed/<period>`, each read once."""

    analysis: Analysis

    def read(self, table: str) -> pd.DataFrame:
        """A table with the columns of `period_tables.toml`. Raises `InputError` for an unknown one."""
        schemas = table_schemas(self._fields)
        if table not in schemas or table == "figures":
            raise _describe_unknown(
                f"period.read_frame({table!r})", [name for name in schemas if name != "figures"]
            )
        return read_frame(self.analysis.folder.processed, table, self._fields, self._orders)

    def describe_columns(self, table: str) -> pd.DataFrame:
        """What the columns of a table are: `column`, `type`, `meaning`. Raises `InputError` for an unknown one."""
        import pandas as pd

        schemas = table_schemas(self._fields)
        name = NAMED.get(table, table)
        if name not in schemas:
            raise _describe_unknown(f"period.columns({table!r})", list(dict.fromkeys((*NAMED, *schemas))))
        described = list(schemas[name]["fields"])
        if name == "records":
            described += schemas["derived"]["fields"][1:]
            described += [
                {"name": f"{basis}_state", "type": "string", "description": _STATE} for basis in BASES
            ]
        rows = [(each["name"], each["type"], each["description"]) for each in described]
        return pd.DataFrame(rows, columns=["column", "type", "meaning"])

    def label_column(self, name: str) -> str:
        """What officials read above a column of the tables; any other name as it is."""
        for table in ("records", "registrations"):
            titles = {
                each["name"]: each.get("title") for each in table_schemas(self._fields)[table]["fields"]
            }
            if titles.get(name):
                return str(titles[name])
        return name

    @cached_property
    def named(self) -> dict[str, pd.DataFrame]:
        """The tables with a property of their own; records with what was derived, and the state of each status."""
        import pandas as pd

        frames = {name: self.read(table) for name, table in NAMED.items()}
        records = frames["records"].join(self.read("derived").drop(columns="record_id"))
        for basis in BASES:
            states = records[f"{basis}_status"].map(self.analysis.scheme.state_of)
            records[f"{basis}_state"] = pd.Categorical(states, categories=(*STATES, UNRESOLVED), ordered=True)
        return {**frames, "records": records}

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """Whatever a figure may count: commitments, registrations, items of the programme and of drafts."""
        return frozenset(str(each) for table, key in _COUNTED.items() for each in self.read(table)[key])

    @cached_property
    def _by_id(self) -> list[pd.DataFrame]:
        return [self.named[name].set_index(_COUNTED[name]) for name in ("records", "registrations")]

    def find_value(self, key: str, column: str) -> object:
        """What a commitment or a registration has in a column; None where it has no such column."""
        for frame in self._by_id:
            if column in frame.columns and key in frame.index:
                return frame.at[key, column]
        return None

    def find_rows(self, ids: tuple[str, ...]) -> pd.DataFrame:
        """The commitments with these ids."""
        records = self.named["records"]
        return records[records["record_id"].isin(ids)]

    def choose_whole(self, frame: pd.DataFrame) -> pd.DataFrame:
        """What a frame is a part of where nothing is said: all registrations for rows of these, else all records."""
        is_registered = "registration_id" in frame.columns and "record_id" not in frame.columns
        return self.named["registrations" if is_registered else "records"]

    def stand_for_units(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The first commitment of each unit of a frame, which a figure of units names."""
        first = self.named["records"].drop_duplicates("unit").set_index("unit")["record_id"]
        return frame[["unit"]].drop_duplicates().assign(record_id=lambda each: each["unit"].map(first))

    def list_scopes(self) -> dict[str, str]:
        """The groups and units by their codes, each with the column that names it."""
        units = {unit.code: "unit" for unit in self.analysis.units}
        return dict.fromkeys(self.analysis.scheme.group_codes, "group") | units

    def divide(self, frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """The whole frame, its part of each group, then its part of each unit, by their codes."""
        if "group" not in frame:
            groups = {unit.code: unit.group for unit in self.analysis.units}
            frame = frame.assign(group=[groups.get(unit, "") for unit in frame["unit"].astype(object)])
        parts = {code: frame[frame["group"] == code] for code in self.analysis.scheme.group_codes}
        rows = dict(tuple(frame.groupby("unit", observed=True)))
        parts |= {unit.code: rows.get(unit.code, frame.iloc[:0]) for unit in self.analysis.units}
        return {ALL: frame, **parts}

    @cached_property
    def _fields(self) -> Fields:
        return read_project_fields(self.analysis.folder.fields_file)

    @cached_property
    def _orders(self) -> dict[str, tuple[str, ...]]:
        return list_orders(self.analysis.scheme, self.analysis.units)


def _describe_unknown(where: str, known: list[str]) -> InputError:
    return InputError(
        where=where, found="không có bảng này", expected=", ".join(known), remedy="sửa lại tên bảng"
    )
