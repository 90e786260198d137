"""Reading a large workbook against openpyxl alone, in one run: `python benchmarks/reading.py`.

Both give the value of every cell of 20,000 rows × 12 columns; ours also the merged ranges, hidden rows,
error values, formulas without a value and percent formats, each cell with its place. Times are of the
processor, which other programs on the machine do not lengthen. Then the memory at the most after 1, 5 and 20
such files read one after the other: it follows the largest sheet, not the folder.
"""

from __future__ import annotations

import io
import re
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import openpyxl
import xlsxwriter

from camket.intake.formats.excel import read_workbook

ROWS, COLUMNS = 20_000, 12
REPEAT = 3
FILES = (1, 5, 20)
WANTED = 3.0


def main() -> int:
    content = make_workbook()
    ours, plain = [], []
    for _ in range(REPEAT):
        ours.append(seconds_of(lambda: read_workbook(content)))
        plain.append(seconds_of(lambda: read_by_openpyxl(content)))
    ratio = statistics.median(plain) / statistics.median(ours)
    print(f"{ROWS} rows × {COLUMNS} columns, {len(content) / 1e6:.1f} MB, Python {sys.version.split()[0]}")
    print(f"openpyxl      {statistics.median(plain):6.2f} s")
    print(f"read_workbook {statistics.median(ours):6.2f} s")
    print(f"ratio         {ratio:6.1f}    (wanted: at least {WANTED:.0f})")
    for count in FILES:
        print(f"memory, {count:2} file{'s' if count > 1 else ' '} {memory_of(content, count)}")
    return 0 if ratio >= WANTED else 1


def memory_of(content: bytes, files: int) -> str:
    """Megabytes at the most of a fresh process that reads a workbook so many times, keeping none."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(read_many, content, files).result()


def read_many(content: bytes, files: int) -> str:
    """What this process took at the most after reading so many files, as Linux tells it."""
    for _ in range(files):
        read_workbook(content)
    # Not getrusage: its maximum counts what the process that started this one had.
    status = Path("/proc/self/status")
    peak = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return f"{int(peak[1]) / 1000:6.0f} MB" if peak else "not told by this system"


def make_workbook() -> bytes:
    """A list of commitments as a large province would keep it: texts, numbers, percentages, formulas."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page, percent = book.add_worksheet("Sheet1"), book.add_format({"num_format": "0.0%"})
        page.merge_range(0, 0, 0, COLUMNS - 1, "Phụ lục")
        for row in range(1, ROWS):
            for column in range(COLUMNS):
                if column == 3:
                    page.write_number(row, column, row / ROWS, percent)
                elif column == 4:
                    page.write_formula(row, column, "=1/0", None, "#DIV/0!" if row % 100 == 0 else 2)
                elif column % 3 == 0:
                    page.write_number(row, column, row * column)
                else:
                    page.write_string(row, column, f"Nội dung cam kết số {row % 5000} cột {column}")
        page.set_row(99, None, None, {"hidden": True})
    return buffer.getvalue()


def read_by_openpyxl(content: bytes) -> int:
    """All values as openpyxl gives them; how many there are."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return sum(cell.value is not None for row in book["Sheet1"].iter_rows() for cell in row)


def seconds_of(read: Callable[[], object]) -> float:
    """Seconds of one call; what it gave is let go before the next."""
    start = time.process_time()
    read()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
