"""The programme from which next year's items may be chosen: as data, and as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from promises import Unit, read_rows
from submission import SYNTHETIC
from workbook import open_book

ALL_DISTRICTS = "UBND các huyện, thành phố"
HEADER = (
    "TT",
    "Nội dung nhiệm vụ / chỉ tiêu",
    "Chỉ tiêu năm 2023",
    "Cơ quan chủ trì",
    "Thời hạn",
    "Nguồn",
)
SOURCES = {
    "plan": (
        "Nhiệm vụ tại Kế hoạch thực hiện Chương trình hành động của Ban Chấp hành Đảng bộ Tỉnh",
        "Kế hoạch số 415/KH-UBND (giả lập)",
    ),
    "resolution": (
        "Chỉ tiêu tại Nghị quyết của HĐND Tỉnh về kế hoạch phát triển kinh tế - xã hội năm 2023",
        "Nghị quyết số 72/NQ-HĐND (giả lập)",
    ),
}


@dataclass(frozen=True)
class Item:
    """`number` is the one printed; `lead` a unit code or `districts`, whose items have a shared `kind`."""

    number: int
    key: str
    lead: str
    source: str
    content: str
    target: str
    deadline: str
    kind: str


def read_programme() -> dict[str, Item]:
    """By key, in the order in which they are printed: the plan, then the resolution."""
    rows = read_rows("programme.csv")
    ordered = [row for source in SOURCES for row in rows if row["source"] == source]
    return {row["key"]: Item(number=number, **row) for number, row in enumerate(ordered, start=1)}


def write_programme(items: dict[str, Item], units: list[Unit], path: Path) -> None:
    names = {unit.code: unit.name for unit in units} | {"districts": ALL_DISTRICTS}
    book, styles = open_book(path)
    sheet = book.add_worksheet("Chuong trinh")
    for column, width in enumerate((6, 60, 22, 34, 14, 32)):
        sheet.set_column(column, column, width)
    heading = (
        "UBND TỈNH ĐỒNG THÁP\nSỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "NHIỆM VỤ, CHỈ TIÊU NĂM 2023 THEO KẾ HOẠCH THỰC HIỆN CHƯƠNG TRÌNH HÀNH ĐỘNG VÀ NGHỊ QUYẾT CỦA HĐND TỈNH",
        SYNTHETIC,
    )
    for row, line in enumerate(heading):
        sheet.merge_range(row, 0, row, 5, line, styles.slanted if row > 1 else styles.bold)
    sheet.set_row(0, 34)
    sheet.write_row(4, 0, HEADER, styles.header)
    sheet.freeze_panes(5, 0)
    row = 5
    for number, (source, (title, document)) in zip(("I", "II"), SOURCES.items(), strict=True):
        sheet.write_row(row, 0, (number, title, "", "", "", ""), styles.section)
        row += 1
        for item in (each for each in items.values() if each.source == source):
            sheet.write_number(row, 0, item.number, styles.middle)
            texts = (item.content, item.target, names[item.lead], item.deadline, document)
            sheet.write_row(row, 1, texts, styles.cell)
            row += 1
    book.close()
