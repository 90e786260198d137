"""Lines added at the end of a CSV file that people keep by hand, in the dialect in which they keep it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from camket.inputs.tabular import separator_of, unopened

_BOM = b"\xef\xbb\xbf"


def append_rows(path: Path, place: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Adds the rows after what is there, which stays as it is byte for byte, in one step.

    BOM, separator, order of columns and line ends are those of the file; one that does not exist is made
    with `columns`, as Excel reads it. The file has been read and checked before. Raises `InputError`
    where it cannot be written; then it is as it was.
    """
    scratch = path.with_name(f".{path.name}")
    try:
        old = path.read_bytes() if path.exists() else _BOM + (",".join(columns) + "\n").encode()
        end = "\r\n" if b"\r\n" in old else "\n"
        text = re.sub(r"\Asep=.\r?\n", "", old.decode("utf-8-sig"))
        separator = separator_of(text)
        header = next(csv.reader(io.StringIO(text), delimiter=separator))
        added = io.StringIO()
        writer = csv.DictWriter(added, header, delimiter=separator, lineterminator=end)
        writer.writerows(rows)
        between = b"" if old.endswith(b"\n") else end.encode()
        scratch.write_bytes(old + between + added.getvalue().encode())
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise unopened(place, error) from None
