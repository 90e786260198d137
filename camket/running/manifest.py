"""`manifest.json`: the inputs, the program and the outputs of a run, each file with its SHA-256."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from camket import __version__
from camket.errors import InputError
from camket.figures.audit_record import AuditSummary
from camket.figures.freshness import MANIFEST_FILE, hash_file, hash_program, list_inputs
from camket.figures.staging import HISTORY
from camket.publishing.pages.fonts import find_font_files, list_chart_fonts, name_embedded_fonts
from camket.settings.confirmations import FILE as CONFIRMATIONS
from camket.settings.confirmations import list_remarks
from camket.settings.decisions import Decision
from camket.settings.project import PeriodFolder, is_passed_over

_CHECKOUT = Path(__file__).parents[2]
_LOCK = "requirements/run.txt"
MANIFEST = MANIFEST_FILE
CRATE = "ro-crate-metadata.json"
# The folder of sealed issues in the outputs: each has a manifest of its own.
ISSUES = "issues"
# These files describe the outputs and are not outputs themselves.
_METADATA = frozenset({MANIFEST, CRATE, HISTORY})
_CHART = b"data:image/svg+xml"
Value = bool | int | float | str


class Program(BaseModel):
    """The version, the SHA-256 of the program's files, and that of its lock file if there is one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: str
    sha256: str
    lock_file: str | None
    lock_sha256: str | None


class Environment(BaseModel):
    """The interpreter, the kind of machine, and the versions of the packages that camket requires."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    python: str
    implementation: str
    system: str
    machine: str
    packages: dict[str, str]


def read_program() -> Program:
    """Returns the running program."""
    lock = _CHECKOUT / _LOCK
    there = lock.is_file()
    return Program(
        name="camket",
        version=__version__,
        sha256=hash_program(),
        lock_file=_LOCK if there else None,
        lock_sha256=hashlib.sha256(lock.read_bytes()).hexdigest() if there else None,
    )


def read_environment() -> Environment:
    """Returns the running environment. Required packages that are not installed are left out."""
    return Environment(
        python=platform.python_version(),
        implementation=platform.python_implementation(),
        system=platform.system(),
        machine=platform.machine(),
        packages=_installed_packages(),
    )


def _installed_packages() -> dict[str, str]:
    try:
        wanted = metadata.requires("camket") or []
    except metadata.PackageNotFoundError:
        return {}
    names = {
        match[0].lower()
        for text in wanted
        if "extra ==" not in text and (match := re.match(r"[\w.-]+", text))
    }
    found = {}
    for name in sorted(names):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileEntry(_Part):
    """A file, by its path in the project."""

    path: str
    sha256: str
    bytes: int


class NotebookEntry(_Part):
    """A notebook of the run, with the value of every parameter."""

    name: str
    file: FileEntry
    parameters: dict[str, Value]


class FontEntry(_Part):
    """A font of the pages, by its PostScript name, with the file that holds it."""

    name: str
    family: str
    file: str
    sha256: str
    used_by: Literal["typst", "matplotlib"]


class Manifest(_Part):
    """The provenance of one run.

    `report_number` is the symbol alone, and `report_day` None, while the report has none. `given_parameters` are those
    of the command line, as typed. `tables` are the processed files.
    """

    period: str
    title: str
    cut_off: date
    report_number: str
    report_day: date | None
    agency: str
    open_questions: int
    program: Program
    environment: Environment
    fonts: tuple[FontEntry, ...] = ()
    given_parameters: tuple[str, ...]
    notebooks: tuple[NotebookEntry, ...]
    inputs: tuple[FileEntry, ...]
    decisions: tuple[Decision, ...]
    tables: tuple[FileEntry, ...]
    outputs: tuple[FileEntry, ...]
    audit: AuditSummary | None = None


def list_used_fonts(outputs: Path) -> tuple[FontEntry, ...]:
    """Lists the fonts of the PDFs and charts in some outputs, with the files that they come from on this machine."""
    pdfs = [path.read_bytes() for path in sorted(outputs.rglob("*.pdf"))]
    charts = any(_CHART in path.read_bytes() for path in (outputs / "html").glob("*.html"))
    found = (*find_font_files(name_embedded_fonts(pdfs)), *(list_chart_fonts() if charts else ()))
    return tuple(FontEntry(**asdict(font)) for font in found)


def read_manifest(folder: PeriodFolder) -> Manifest:
    """Reads the manifest of the last run. Raises `InputError` where it is missing or invalid."""
    return parse_manifest(folder.outputs / MANIFEST, f"outputs/{folder.name}/{MANIFEST}", folder.name)


def parse_manifest(path: Path, place: str, period: str) -> Manifest:
    """Reads a manifest of a period. Raises `InputError` where it is missing or invalid."""
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        found, remedy = "không có tệp này", f"chạy `camket run {period}`"
    except OSError as error:
        found, remedy = f"không mở được ({error.strerror})", "kiểm tra quyền truy cập"
    except ValidationError as error:
        first = error.errors()[0]
        found = f"không đúng dạng: {'.'.join(str(part) for part in first['loc'])} ({first['msg']})"
        remedy = f"lấy lại tệp từ bản lưu, hoặc chạy lại `camket run {period}`"
    raise InputError(
        where=place, found=found, expected="bản kê của lần chạy gần nhất, do camket run ghi", remedy=remedy
    )


def list_input_files(
    folder: PeriodFolder, recorded: Mapping[str, str] | None = None
) -> tuple[FileEntry, ...]:
    """Lists the raw files as they are now, or only those of the `recorded` hashes, with these.

    Of what units answered to their sheets, the remarks alone are an input.
    """
    if recorded is None:
        recorded = {folder.place(path): hash_file(path, folder.place(path)) for path in list_inputs(folder)}
    entries = [
        FileEntry(
            path=folder.place_in_project(path), sha256=recorded[folder.place(path)], bytes=path.stat().st_size
        )
        for path in list_inputs(folder)
        if folder.place(path) in recorded
    ]
    if remarks := list_remarks(folder):
        place = folder.place_in_project(folder.raw / CONFIRMATIONS)
        sha256 = hashlib.sha256(remarks).hexdigest()
        entries.append(FileEntry(path=place, sha256=sha256, bytes=len(remarks)))
    return tuple(entries)


def list_notebooks(
    notebooks: Mapping[str, Path], parameters: Mapping[str, Mapping[str, Value]]
) -> tuple[NotebookEntry, ...]:
    """Lists the notebooks of a run with the value of every parameter."""
    return tuple(
        NotebookEntry(
            name=name,
            file=_make_entry(path, f"notebooks/{name}.ipynb"),
            parameters=dict(parameters.get(name, {})),
        )
        for name, path in notebooks.items()
    )


def list_made_files(root: Path, place: str) -> tuple[FileEntry, ...]:
    """Lists the files in `root`, each by its path below `place`, without manifest, crate, history and sealed issues."""
    found = [
        path
        for path in root.rglob("*")
        if path.is_file()
        and not is_passed_over(path.name)
        and path.name not in _METADATA
        and not path.is_relative_to(root / ISSUES)
    ]
    return list_files(found, root, place)


def list_files(paths: Iterable[Path], root: Path, place: str) -> tuple[FileEntry, ...]:
    """Lists the given files in `root`, sorted by their paths below `place`."""
    named = {path.relative_to(root).as_posix(): path for path in paths}
    return tuple(_make_entry(path, f"{place}/{name}") for name, path in sorted(named.items()))


def hash_file_list(files: Iterable[FileEntry]) -> str:
    """Returns the SHA-256 of the list of files as `sha256sum` prints it."""
    lines = "".join(f"{file.sha256}  {file.path}\n" for file in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def _make_entry(path: Path, place: str) -> FileEntry:
    return FileEntry(path=place, sha256=hash_file(path, place), bytes=path.stat().st_size)
