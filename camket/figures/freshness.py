"""Check whether the tables match the raw files, and keep a snapshot of the last run on other inputs."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from camket.errors import InputError, explain_refusal, lacks_means
from camket.figures.precedent_files import list_precedent_files
from camket.figures.table_files import read_csv, write_json
from camket.figures.year_periods import EARLIER_TABLES, list_earlier_periods
from camket.settings.confirmations import FILE as CONFIRMATIONS
from camket.settings.confirmations import list_remarks
from camket.settings.documents import list_project_documents
from camket.settings.project import REPORT_TEMPLATE, PeriodFolder

INPUTS_FILE = "inputs.json"
# What a run records of its tables and outputs (`running.manifest`).
MANIFEST_FILE = "manifest.json"
# The place of the program's own code and data among the inputs.
PROGRAM = "camket"
PROGRAM_FILES = frozenset({".py", ".csv", ".toml", ".j2", ".css", ".js", ".typ", ".xcu", ".docx", ".ttf"})
# The folder of a built package that holds the raw files of the demonstration.
DEMONSTRATION = "demonstration"
# The template of the period, of all periods, of an earlier period.
_FORM = re.compile(rf"(?:data/raw/(?:[^/]+/)?)?{re.escape(REPORT_TEMPLATE)}")
_FOLDER = "previous"
_ADDED = "thêm"
_RECORDS = "records.csv"


def record_inputs(folder: PeriodFolder, inputs: Mapping[str, str]) -> None:
    """Record the hashes of the inputs, as they were before they were read, beside the tables."""
    write_json(folder.processed / INPUTS_FILE, dict(inputs))


def is_fresh(folder: PeriodFolder) -> bool:
    """Whether the processed tables were made from the present inputs by the present program."""
    return read_inputs(folder.processed) == hash_inputs(folder)


def has_tables_of_inputs(folder: PeriodFolder) -> bool:
    """Whether the processed tables were made from the present inputs, by whatever version of the program, and are as
    they were made.

    They are what the period's report was printed from, so an earlier period counts as they have it.
    """
    if not all((folder.processed / name).is_file() for name in EARLIER_TABLES):
        return False
    recorded, now = (_without_form(each) for each in (read_inputs(folder.processed), hash_inputs(folder)))
    return bool(recorded) and recorded == now and _are_as_published(folder)


def _without_form(inputs: Mapping[str, str]) -> dict[str, str]:
    """Inputs without those that change no table: the program's version, and the template of the covering report."""
    return {
        place: hashed for place, hashed in inputs.items() if place != PROGRAM and not _FORM.fullmatch(place)
    }


def _are_as_published(folder: PeriodFolder) -> bool:
    """Whether these tables are those of the manifest; a period that was opened and never run has none."""
    try:
        listed = json.loads((folder.outputs / MANIFEST_FILE).read_text(encoding="utf-8"))["tables"]
        recorded = {entry["path"]: entry["sha256"] for entry in listed}
    except FileNotFoundError:
        return True
    except (OSError, ValueError, KeyError, TypeError):
        return False
    tables = (folder.processed / name for name in EARLIER_TABLES)
    return all(
        recorded.get(place) == hash_file(path, place)
        for path in tables
        for place in [folder.place_in_project(path)]
    )


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
    if remarks := list_remarks(folder):
        hashes[CONFIRMATIONS] = hashlib.sha256(remarks).hexdigest()
    hashes[PROGRAM] = hash_program()
    return hashes


def list_inputs(folder: PeriodFolder) -> list[Path]:
    """Every file that a run may read: the units, the project's fields, scheme and template, the period's folder, what
    was decided in earlier periods, the inputs and tables of the earlier periods of the year, and the documents of the
    project that decisions rest on.
    """
    sent_out = folder.raw / "forms"  # filled-in forms return through `submissions`
    passed_over = (folder.raw / CONFIRMATIONS,)  # of what units answered, only the remarks change an output
    own = [
        path
        for path in (
            folder.units_file,
            folder.fields_file,
            folder.scheme_file,
            folder.report_templates[-1],
            *sorted(folder.raw.rglob("*")),
            *list_precedent_files(folder),
            *list_project_documents(folder),
        )
        if path.is_file()
        and path not in passed_over
        and not path.name.startswith(("~$", "."))
        and not path.is_relative_to(sent_out)
    ]
    return list(dict.fromkeys((*own, *_list_earlier_inputs(folder))))


def _list_earlier_inputs(folder: PeriodFolder) -> Iterator[Path]:
    """What the last period of the year was made from, its earlier ones included, and the tables that it gave."""
    for earlier in list_earlier_periods(folder)[:1]:
        yield from list_inputs(earlier)
        tables = (earlier.processed / name for name in (*EARLIER_TABLES, INPUTS_FILE))
        yield from (path for path in tables if path.is_file())


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
    # A built package also contains notebooks, which each run hashes one by one, and the demonstration, which is data.
    files = (path for path in package.rglob("*") if path.suffix in PROGRAM_FILES)
    for path in sorted(path for path in files if not path.is_relative_to(package / DEMONSTRATION)):
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

    camket's own code and rules have the place `camket` (`PROGRAM`).
    """
    return _compare_recorded(read_inputs(tables / _FOLDER), read_inputs(tables))


def list_moved_inputs(folder: PeriodFolder) -> dict[str, str]:
    """The inputs that changed since the tables were made, in the same form; empty where there are no tables."""
    return _compare_recorded(read_inputs(folder.processed), hash_inputs(folder))


def _compare_recorded(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    return compare_inputs(before, now) if before else {}


def refuse_changed(folder: PeriodFolder, inputs: Mapping[str, str]) -> None:
    """Raises `InputError` where any input is no longer as it was hashed: nobody could tell which version was read."""
    if changes := compare_inputs(inputs, hash_inputs(folder)):
        raise _changed_meanwhile(folder, changes)


def list_arrived(folder: PeriodFolder, inputs: Mapping[str, str]) -> list[str]:
    """Returns the files that arrived after all of `inputs` were read.

    Raises `InputError` where one of the inputs changed.
    """
    changes = compare_inputs(inputs, hash_inputs(folder))
    arrived = [place for place, kind in changes.items() if kind == _ADDED]
    if len(arrived) < len(changes):
        raise _changed_meanwhile(folder, changes)
    return arrived


def compare_inputs(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The places where two sets of hashes differ: "thêm", "bỏ" or "sửa"."""
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
