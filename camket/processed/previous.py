"""Keep the tables of the last run on other inputs, so that a page can show what changed.

They are replaced only when the inputs differ. A rerun on the same inputs keeps them and therefore prints
the same bytes.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from camket.processed.csv_file import read_csv
from camket.processed.fresh import INPUTS_FILE, read_inputs

_FOLDER = "previous"
_RECORDS = "records.csv"


def keep_previous(earlier: Path, tables: Path) -> None:
    """Copy into new `tables` what they are to be compared with, taken from the `earlier` ones.

    The inputs of the new tables must be recorded already.
    """
    before = read_inputs(earlier)
    unchanged = before and before == read_inputs(tables)
    source = earlier / _FOLDER if unchanged else earlier
    if not all((source / name).is_file() for name in (INPUTS_FILE, _RECORDS)):
        return
    target = tables / _FOLDER
    target.mkdir()
    for name in (INPUTS_FILE, _RECORDS):
        shutil.copyfile(source / name, target / name)


def copy_previous(published: Path, again: Path) -> None:
    """Copy to a replay the comparison tables of the published run, which are not among its inputs."""
    for name in (INPUTS_FILE, f"{_FOLDER}/{INPUTS_FILE}", f"{_FOLDER}/{_RECORDS}"):
        if (published / name).is_file():
            (again / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(published / name, again / name)


def list_changed_inputs(tables: Path) -> dict[str, str]:
    """The inputs that changed since the last run on other inputs, by place: "thêm", "bỏ" or "sửa".

    camket's own code and rules have the place `camket`.
    """
    before, now = read_inputs(tables / _FOLDER), read_inputs(tables)
    if not before:
        return {}
    kinds = {}
    for place in sorted(before.keys() | now.keys()):
        if before.get(place) != now.get(place):
            kinds[place] = "bỏ" if place not in now else "thêm" if place not in before else "sửa"
    return kinds


def read_previous_records(tables: Path) -> dict[str, dict[str, str]]:
    """The records of the last run on other inputs by id, or empty."""
    path = tables / _FOLDER / _RECORDS
    return {row["record_id"]: row for row in read_csv(path)} if path.is_file() else {}
