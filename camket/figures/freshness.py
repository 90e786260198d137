"""Check whether the tables match the raw files, and keep a snapshot of the last run on other inputs."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from camket.errors import InputError, explain_refusal, lacks_means
from camket.figures.earlier_decisions import list_precedent_files
from camket.figures.store import read_csv, write_json
from camket.settings.project import PeriodFolder

INPUTS_FILE = "inputs.json"
PROGRAM_FILES = frozenset({".py", ".csv", ".toml", ".j2", ".css", ".js", ".typ", ".xcu"})
_FOLDER = "previous"
_ADDED = "thêm"
_RECORDS = "records.csv"


def record_inputs(folder: PeriodFolder, inputs: Mapping[str, str]) -> None:
    """Record the hashes of the inputs, as they were before they were read, beside the tables."""
    write_json(folder.processed / INPUTS_FILE, dict(inputs))


def is_fresh(folder: PeriodFolder) -> bool:
    """Whether the processed tables were made from the present inputs by the present program."""
    return read_inputs(folder.processed) == hash_inputs(folder)


def read_inputs(tables: Path) -> dict[str, str]:
    """The hashes recorded beside some tables, or empty."""
    try:
        recorded = json.loads((tables / INPUTS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return recorded if isinstance(recorded, dict) else {}


def hash_inputs(folder: PeriodFolder) -> dict[str, str]:
    """SHA-256 of every raw file of the period, of the units and fields, and of the program's own code and data."""
    hashes = {folder.place(path): hash_file(path, folder.place(path)) for path in list_inputs(folder)}
    hashes["camket"] = hash_program()
    return hashes


def list_inputs(folder: PeriodFolder) -> list[Path]:
    """Every file that a run may read: the units, the project's fields and scheme, the period's folder, and what was
    decided in earlier periods.
    """
    sent_out = folder.raw / "forms"  # filled-in forms return through `submissions`
    return [
        path
        for path in (
            folder.units_file,
            folder.fields_file,
            folder.scheme_file,
            *sorted(folder.raw.rglob("*")),
            *list_precedent_files(folder),
        )
        if path.is_file() and not path.is_relative_to(sent_out) and not path.name.startswith(("~$", "."))
    ]


def hash_file(path: Path, place: str) -> str:
    """The SHA-256 of a file. Raises `InputError` if it cannot be opened."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        if lacks_means(error):
            raise explain_refusal(error, place) from error
        raise InputError(
            where=place,
            found=f"không mở được tệp ({error.strerror})",
            expected="một tệp đọc được",
            remedy="đóng tệp trong chương trình khác, kiểm tra quyền truy cập",
        ) from None


def hash_program() -> str:
    """The SHA-256 over the names and contents of the program's files: code, rules, templates."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    # Notebooks, which a built package also contains, are hashed one by one by each run.
    for path in sorted(path for path in package.rglob("*") if path.suffix in PROGRAM_FILES):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


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
    before = read_inputs(tables / _FOLDER)
    return _compare(before, read_inputs(tables)) if before else {}


def refuse_changed(folder: PeriodFolder, inputs: Mapping[str, str]) -> None:
    """Raises `InputError` where any input is no longer as it was hashed: nobody could tell which version was read."""
    if changes := _compare(inputs, hash_inputs(folder)):
        raise _changed_meanwhile(folder, changes)


def list_arrived(folder: PeriodFolder, inputs: Mapping[str, str]) -> list[str]:
    """Returns the files that arrived after all of `inputs` were read.

    Raises `InputError` where one of the inputs changed.
    """
    changes = _compare(inputs, hash_inputs(folder))
    arrived = [place for place, kind in changes.items() if kind == _ADDED]
    if len(arrived) < len(changes):
        raise _changed_meanwhile(folder, changes)
    return arrived


def _compare(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    kinds = {}
    for place in sorted(before.keys() | now.keys()):
        if before.get(place) != now.get(place):
            kinds[place] = "bỏ" if place not in now else _ADDED if place not in before else "sửa"
    return kinds


def _changed_meanwhile(folder: PeriodFolder, changes: Mapping[str, str]) -> InputError:
    return InputError(
        where=f"data/raw/{folder.name}",
        found="có tệp thay đổi trong khi đang chạy: "
        + ", ".join(f"{place} ({kind})" for place, kind in changes.items()),
        expected="tệp nguồn giữ nguyên từ đầu đến cuối lần chạy",
        remedy="lưu và đóng các tệp nguồn rồi chạy lại; kết quả cũ còn nguyên",
    )


def read_previous_records(tables: Path) -> dict[str, dict[str, str]]:
    """The records of the last run on other inputs by id, or empty."""
    path = tables / _FOLDER / _RECORDS
    return {row["record_id"]: row for row in read_csv(path)} if path.is_file() else {}
