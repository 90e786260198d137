"""The files that decisions rest on: kept in `decisions/` of the period or of the project, and known by their hash."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from camket.errors import InputError
from camket.settings.csv_tables import unopened
from camket.settings.decisions import Decision, DecisionKey, read_lines
from camket.settings.project import PeriodFolder, is_passed_over

FOLDER = "decisions"
# What is read as the name of a file: the number of a document has dots, too.
_FILE = re.compile(
    r".+\.(?:pdf|docx?|odt|rtf|xlsx?|ods|txt|html?|eml|msg|jpe?g|png|tiff?|heic|zip)", re.IGNORECASE
)
_BETWEEN = ";"


def name_file(document: str) -> str:
    """The file that a document names, alone or after its number, or empty.

    >>> name_file("08/BB-STP ngày 27/10/2022; bb-08.pdf"), name_file("08/BB-STP")
    ('bb-08.pdf', '')
    """
    parts = (part.strip() for part in document.split(_BETWEEN))
    named = [part for part in parts if _FILE.fullmatch(part)]
    return named[-1] if named else ""


def find_document(folder: PeriodFolder, document: str) -> Path | None:
    """The file that a document names, of the period before one of the project; None where there is none."""
    wanted = _key(name_file(document))
    if not wanted:
        return None
    return next((path for name, path in _list_files(folder) if _key(name) == wanted), None)


def hash_document(folder: PeriodFolder, document: str) -> str:
    """The SHA-256 of the file that a document names; empty where it names none that is there.

    Raises `InputError` for a file that cannot be opened.
    """
    path = find_document(folder, document)
    return _hash_file(path, folder) if path else ""


def find_faults(folder: PeriodFolder, decisions: Iterable[Decision]) -> dict[DecisionKey, str]:
    """What has become of the documents of decisions that keep the hash of a file, where it is not that file."""
    faults = {}
    for made in decisions:
        if fault := _describe_fault(folder, made):
            faults[made.key] = fault
    return faults


def list_project_documents(folder: PeriodFolder) -> list[Path]:
    """The files outside the period's folder that its decisions rest on; none where its decisions cannot be read."""
    try:
        lines = read_lines(folder.raw / "decisions.csv", "")
    except InputError:
        return []
    named = {name_file(made.document) for _, made in lines if made.document_sha256}
    found = (find_document(folder, name) for name in sorted(named))
    return [path for path in found if path and not path.is_relative_to(folder.raw)]


def _describe_fault(folder: PeriodFolder, made: Decision) -> str:
    name = name_file(made.document)
    if not made.document_sha256 or not name:
        return ""
    path = find_document(folder, name)
    if path is None:
        return f"không còn tệp {name} trong thư mục {FOLDER} của kỳ hoặc của dự án"
    if _hash_file(path, folder) != made.document_sha256:
        return f"tệp {folder.place_in_project(path)} đã khác tệp khi quyết định"
    return ""


def _list_files(folder: PeriodFolder) -> Iterator[tuple[str, Path]]:
    """The files of both folders with their names in them, those of the period first."""
    for root in (folder.raw / FOLDER, folder.project / FOLDER):
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink() and not is_passed_over(path.name):
                yield path.relative_to(root).as_posix(), path


def _key(name: str) -> str:
    """A name as people type it; file systems differ in how they keep letters with marks."""
    return unicodedata.normalize("NFC", name).replace("\\", "/").casefold()


def _hash_file(path: Path, folder: PeriodFolder) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise unopened(folder.place_in_project(path), error) from None
