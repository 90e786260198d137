"""Opens one received file of a period as the pipeline does, and keeps what the pipeline lets go: the whole book."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from camket.errors import UsageError
from camket.intake.formats.books import read_book
from camket.intake.formats.sheet import Book
from camket.intake.joining.reading_context import Settings
from camket.intake.joining.received_kinds import KINDS, ReceivedKind
from camket.intake.tables.account import Accounted, account_for
from camket.intake.tables.sheet_tables import read_tables
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Table
from camket.settings.project import PeriodFolder


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file with its book, its tables as the pipeline reads them, and the account of its texts."""

    place: str
    sha256: str
    kind: str
    book: Book
    tables: tuple[Table, ...]
    account: tuple[Accounted, ...]


def list_received(folder: PeriodFolder) -> dict[str, tuple[Path, ReceivedKind]]:
    """The files of a period that can be shown, by their place in the period's folder, each with its kind."""
    return {folder.place(path): (path, kind) for kind in KINDS for path in kind.list_paths(folder)}


def find_received(folder: PeriodFolder, asked: str) -> str:
    """The place of the file that is asked for by its path or by its place, or by a name that only one file has.

    Raises `UsageError` for anything else.
    """
    received = list_received(folder)
    for place, (path, _) in received.items():
        if _same_name(asked, place) or _same_file(asked, path):
            return place
    named = [place for place, (path, _) in received.items() if _same_name(asked, path.name)]
    if len(named) == 1:
        return named[0]
    near = named or list(received)
    more = f" … ({len(near)} tệp)" if len(near) > 5 else ""
    raise UsageError(
        where=f"camket check {folder.name} --show {asked}",
        found=f"{len(named)} tệp cùng tên trong data/raw/{folder.name}"
        if named
        else "không phải tệp nào của kỳ này",
        expected=f"danh mục đã ký, tệp trong submissions, registrations, hoặc programme.*: {', '.join(near[:5])}{more}",
        remedy="ghi đường dẫn của tệp, hoặc vị trí trong thư mục của kỳ, ví dụ submissions/so-noi-vu.xlsx",
    )


def _same_name(one: str, other: str) -> bool:
    # Macs store "ệ" as a letter with two marks, and a keyboard gives one letter.
    return normalize("NFC", one) == normalize("NFC", other)


def _same_file(asked: str, path: Path) -> bool:
    try:
        return Path(asked).samefile(path)
    except (OSError, ValueError):  # there is no such file, or there can be none
        return False


def open_received(folder: PeriodFolder, place: str, settings: Settings) -> ReceivedFile:
    """Reads a file by its place, with the columns that are looked for in a file of its kind.

    Raises `InputError` where it cannot be opened.
    """
    path, kind = list_received(folder)[place]
    context = settings.reading_context
    book, content = read_book(path, place, folder.raw)
    sha256 = hashlib.sha256(content).hexdigest()
    tables = read_tables(book.sheets, kind.needed, kind.find_fields(context))
    file = kind.find_sections(SourceFile(place, sha256, tables), context)
    return ReceivedFile(place, sha256, kind.label, book, file.tables, tuple(account_for(book, file.tables)))
