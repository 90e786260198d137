"""The tables of the last run on other inputs, kept beside the new ones so that a page can say what changed.

They are replaced only where the inputs differ: a rerun on the same inputs keeps what it found, and so
prints the same bytes.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from camket.processed.csv_file import read_csv
from camket.processed.fresh import INPUTS_FILE, read_inputs

_FOLDER = "previous"
_RECORDS = "records.csv"


def keep_previous(earlier: Path, tables: Path) -> None:
    """Takes over into new `tables`, whose inputs are recorded, what the `earlier` ones are to be compared by."""
    before = read_inputs(earlier)
    unchanged = before and before == read_inputs(tables)
    source = earlier / _FOLDER if unchanged else earlier
    if not all((source / name).is_file() for name in (INPUTS_FILE, _RECORDS)):
        return
    target = tables / _FOLDER
    target.mkdir()
    for name in (INPUTS_FILE, _RECORDS):
        shutil.copyfile(source / name, target / name)


def hand_on_previous(published: Path, again: Path) -> None:
    """Puts where a run is done again what the published tables were compared by: it is no part of the inputs."""
    for name in (INPUTS_FILE, f"{_FOLDER}/{INPUTS_FILE}", f"{_FOLDER}/{_RECORDS}"):
        if (published / name).is_file():
            (again / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(published / name, again / name)


def list_changed_inputs(tables: Path) -> dict[str, str]:
    """The inputs that are not what they were in the last other run: "thêm", "bỏ" or "sửa", by their place.

    The place of camket's own code and rules is `camket`.
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
    """The records of the last other run by their ids; empty where there was none."""
    path = tables / _FOLDER / _RECORDS
    return {row["record_id"]: row for row in read_csv(path)} if path.is_file() else {}
