"""The first difference between two versions of a file, described by its content where possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath

from camket.replaying.documents import read_docx, read_xlsx
from camket.replaying.pages import read_html, read_notebook, read_pdf
from camket.replaying.parts import Parts
from camket.replaying.tables import read_csv, read_json, read_parquet

_READERS: dict[str, Callable[[bytes], Parts]] = {
    ".json": read_json,
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".ipynb": read_notebook,
    ".html": read_html,
    ".pdf": read_pdf,
    ".xlsx": read_xlsx,
    ".docx": read_docx,
}
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two versions of a file differ, with the content of both."""

    file: str
    place: str
    published: str
    again: str

    def __str__(self) -> str:
        where = f"{self.file} › {self.place}" if self.place else self.file
        return f"{where}: công bố {self.published}, chạy lại {self.again}"


def find_difference(file: str, published: bytes, again: bytes) -> Difference | None:
    """Returns the first difference, or None where the bytes are equal.

    Falls back to the byte offset where the format is unknown, the file cannot be read, or its content is equal.
    """
    if published == again:
        return None
    return _find_in_parts(file, published, again) or _find_in_bytes(file, published, again)


def _find_in_parts(file: str, published: bytes, again: bytes) -> Difference | None:
    read = _READERS.get(PurePosixPath(file).suffix)
    if read is None:
        return None
    try:
        for before, after in zip_longest(read(published), read(again)):
            if before != after:
                place = before or after or ("", "")
                return Difference(file, place[0], _quote(before, place[0]), _quote(after, place[0]))
    except Exception:  # a file edited by hand may hold anything, so its reader may raise anything
        return None
    return None


def _find_in_bytes(file: str, published: bytes, again: bytes) -> Difference:
    pairs = zip(published, again, strict=False)
    shorter = min(len(published), len(again))
    first = next((place for place, (one, other) in enumerate(pairs) if one != other), shorter)
    return Difference(file, f"byte thứ {first + 1}", _bytes_at(published, first), _bytes_at(again, first))


def _bytes_at(content: bytes, first: int) -> str:
    found = content[first : first + 8].hex(" ")
    return f"{found or 'hết tệp'} (tệp dài {len(content)} byte)"


def _quote(part: tuple[str, str] | None, place: str) -> str:
    if part is None:
        return "không có gì"
    label, text = part
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return f"“{shown}”" if label == place else f"“{shown}” ({label})"
