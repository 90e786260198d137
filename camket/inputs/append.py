"""Lines added at the end of a CSV file that people keep by hand, in the dialect in which they keep it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from camket.inputs.long_cells import long_cells
from camket.inputs.tabular import separator_of, unopened

_BOM = b"\xef\xbb\xbf"
# Excel writes and reads such a first line to say which separator it uses.
_DECLARED = re.compile(r"\Asep=.\r?\n")

Widen = Callable[[Mapping[str, str]], Mapping[str, str]]


def append_rows(
    path: Path,
    place: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    *,
    widen: Widen = lambda _: {},
) -> None:
    """Adds the rows after what is there, in one step.

    BOM, separator, order of columns and line ends are those of the file; one that does not exist is made with
    `columns`, as Excel reads it. What is there stays as it is byte for byte, unless the file lacks some of the
    `columns`: then they are added at the end of every line, and `widen` gives the cells of a line that change with
    that. The file has been read and checked before. Raises `InputError` where it cannot be written; then it is as
    it was.
    """
    scratch = path.with_name(f".{path.name}")
    try:
        old = path.read_bytes() if path.exists() else _BOM + (",".join(columns) + "\n").encode()
        end = "\r\n" if b"\r\n" in old else "\n"
        bom = _BOM if old.startswith(_BOM) else b""
        text = old[len(bom) :].decode()
        declared = _DECLARED.match(text)
        head, table = (declared[0], text[declared.end() :]) if declared else ("", text)
        separator = separator_of(table)
        with long_cells():
            header = next(csv.reader(io.StringIO(table), delimiter=separator))
            if further := [name for name in columns if name not in header]:
                table = "".join(_widen_lines(table, separator, header, further, widen))
        added = io.StringIO()
        writer = csv.DictWriter(added, [*header, *further], delimiter=separator, lineterminator=end)
        writer.writerows(rows)
        between = "" if table.endswith("\n") else end
        scratch.write_bytes(bom + f"{head}{table}{between}{added.getvalue()}".encode())
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise unopened(place, error) from None


def _widen_lines(
    table: str, separator: str, header: Sequence[str], further: Sequence[str], widen: Widen
) -> Iterator[str]:
    """The lines with further columns; a line of which `widen` changes nothing keeps what it has byte for byte."""
    for number, (line, cells) in enumerate(_split_lines(table, separator)):
        body = line.rstrip("\r\n")
        if not cells:
            yield line
        elif number == 0:
            yield separator.join([body, *further]) + line[len(body) :]
        elif changed := widen(dict(zip(header, cells, strict=False))):
            row = {**dict(zip(header, cells, strict=False)), **changed}
            written = io.StringIO()
            writer = csv.writer(written, delimiter=separator, lineterminator="")
            writer.writerow([row.get(name, "") for name in (*header, *further)])
            yield written.getvalue() + line[len(body) :]
        else:
            yield body + separator * (len(header) - len(cells) + len(further)) + line[len(body) :]


def _split_lines(table: str, separator: str) -> Iterator[tuple[str, list[str]]]:
    """Each line of the table with its cells; a line with a break within quotes is one."""
    taken: list[str] = []

    def take() -> Iterator[str]:
        for line in io.StringIO(table, newline=""):
            taken.append(line)
            yield line

    for cells in csv.reader(take(), delimiter=separator):
        yield "".join(taken), cells
        taken.clear()
