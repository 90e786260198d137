"""The workbook that a PDF carries: from each printed number to its records, and from each record to its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from camket.figures.record_sources import RecordSource
from camket.intake.formats.sheet import label_place
from camket.publishing.blocks.block import Cover, LedgerLine
from camket.publishing.workbooks.book import Book, set_page
from camket.publishing.workbooks.cell_styles import BODY, HEADING, LINE, TITLE, Style
from camket.publishing.workbooks.cell_text import write_text

FILE = "nguon_so_lieu.xlsx"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBERS = {
    "Trang": 7, "Số in trên trang": 16, "Mã số liệu": 30, "Nội dung": 44, "Phạm vi tính": 44, "Số đếm": 9, "Tổng": 9,
    "Phần trăm": 10, "Các mục được đếm": 60,
}  # fmt: skip
CELLS = {"Mục": 16, "Nội dung": 60, "Cột": 22, "Tệp": 46, "Trang tính, bảng": 20, "Ô": 18}
# A cell of Excel holds so many signs; more records go on in the next row.
_LONGEST_LIST = 32_000
_MARGINS = (0.5, 0.5, 0.6, 0.6)
_HEADER_ROW = 2
# Where the records of a large period are, which no page repeats.
_IN_TABLE = "xem data/processed/<kỳ>/figure_records.parquet hoặc trace.html"
_REGISTER = "register."  # the file of the signed list

Place = tuple[int, str, str]  # the page, the printed text, the id of its figure


def write_sources(cover: Cover, printed: Iterable[Place]) -> bytes:
    """The workbook of a page: a row for each number as printed on each page, and the cells of the records behind them.

    The same page gives the same bytes.
    """
    places = sorted(set(printed))
    lines = {line.id: line for line in cover.ledger}
    counted = {record for _, _, name in places if name in lines for record in lines[name].records}
    book = Book(
        cover.title,
        cover.issued,
        author=cover.agency,
        comments=f"Mã đối chiếu: {cover.code}" if cover.code else "",
    )
    _write(
        book, "Số liệu", "Mỗi số in trong tệp PDF này, theo trang; các mục được đếm có ô nguồn ở trang tính Ô nguồn.",
        NUMBERS, (row for place in places for row in _describe(place, lines.get(place[2]))),
    )  # fmt: skip
    _write(
        book, "Ô nguồn", "Mỗi mục được đếm đọc từ các ô dưới đây của các tệp đã nhận và của danh mục đã ký.",
        CELLS, (row for source in cover.sources if source.record in counted for row in _list_cells(source)),
    )  # fmt: skip
    return book.to_bytes()


def _describe(place: Place, line: LedgerLine | None) -> Iterator[Sequence[str | int]]:
    page, text, name = place
    if line is None:
        yield (page, text, name, "", "", "", "", "", "")
        return
    percent = (line.percent or "–").replace(".", ",")
    in_table = bool(line.numerator and not line.records)
    for records in (_IN_TABLE,) if in_table else _split(line.records):
        yield (
            page, text, name, line.label, line.population, line.numerator, line.denominator, percent, records,
        )  # fmt: skip


def _split(records: Sequence[str]) -> Iterator[str]:
    """The records in one text, or in several where a cell would not hold them."""
    begun: list[str] = []
    length = 0
    for record in records:
        if begun and length + len(record) > _LONGEST_LIST:
            yield ", ".join(begun)
            begun, length = [], 0
        begun.append(record)
        length += len(record) + 2
    yield ", ".join(begun)


def _list_cells(source: RecordSource) -> Iterator[Sequence[str]]:
    for cell in source.cells:
        field, _, place = cell.partition("\t")
        before, _, rest = place.partition("!")
        is_elsewhere = bool(rest) and (before == source.file or before.startswith(_REGISTER))
        file, there = (before, rest) if is_elsewhere else (source.file, place)
        yield (source.record, source.content, field, file, *_split_place(there))


def _split_place(place: str) -> tuple[str, str]:
    """The sheet or the table of a cell, and its place there."""
    sheet, mark, cell = place.rpartition("!")
    if not mark and place.startswith("table "):
        sheet, _, cell = place.partition(", ")
    return label_place(sheet).strip("'").replace("''", "'"), label_place(cell)


def _write(
    book: Book, name: str, about: str, columns: dict[str, int], rows: Iterable[Sequence[str | int]]
) -> Worksheet:
    sheet = book.add_sheet(name)
    write_text(sheet, 0, 0, name, book.cell_format(TITLE))
    write_text(sheet, 1, 0, about, book.cell_format(LINE))
    for column, (heading, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        write_text(sheet, _HEADER_ROW, column, heading, book.cell_format(HEADING))
    words: Style = {**BODY, "text_wrap": False}
    row = _HEADER_ROW
    for row, cells in enumerate(rows, start=_HEADER_ROW + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, book.cell_format({**words, "num_format": "0"}))
            else:
                write_text(sheet, row, column, cell, book.cell_format(words))
    sheet.autofilter(_HEADER_ROW, 0, max(row, _HEADER_ROW), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:I1048576"})
    set_page(sheet, _MARGINS, header_rows=(_HEADER_ROW, _HEADER_ROW))
    return sheet
