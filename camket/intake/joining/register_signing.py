"""What says in a signed list that a row was not signed: it stops the run, as the list is the denominator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from camket.intake.formats.sheet import Cell, label_place
from camket.intake.tables.heading_words import is_unticked
from camket.intake.tables.row_kinds import is_blank
from camket.intake.tables.table import Row, Table
from camket.text import plain

# "Tình trạng ký", "Đã ký", "Ký cam kết"; not "Đơn vị đăng ký", "Số ký hiệu", "Ngày ký", "Chữ ký".
_HEADING = re.compile(
    r"(?:tình trạng|trạng thái|đã|chưa|không|xác nhận|kết quả|đồng ý)(?: được)? k[ýí]\b(?! hiệu| hợp đồng)"
    r"|\W*k[ýí](?: kết)?(?: cam kết)?(?: chưa| hay chưa)?\W*$"
)
_NOT_SIGNED = re.compile(
    r"\b(?:chưa|không|chờ|đang trình)(?: được| thể| thống nhất)? k[ýí](?: kết)?"
    r"(?= (?:do|vì|nên|đợi|chờ|và)\b| cam kết| biên bản cam kết|\W*$|\s*[,;.(])"
)
_DISAGREES = re.compile(r"(?:chưa|không) (?:thống nhất|đồng ý|nhất trí|cam kết)\b(?! với)")
_NEGATIVE = re.compile(r"(?:chưa|không|chờ|đang|dự thảo|dự kiến|sẽ|no\b)")
_NO_TICK = re.compile(r"(?:không|no|0|false)$")


def says_unsigned(text: str) -> bool:
    """Whether a text says that something was not signed.

    >>> says_unsigned("Các nội dung chưa ký"), says_unsigned("Chưa ký hợp đồng thi công")
    (True, False)
    """
    return bool(_NOT_SIGNED.search(plain(text)))


def find_unsigned(table: Table) -> Iterator[tuple[Row, str]]:
    """The rows that may not be signed, each with the words that say so, in Vietnamese."""
    headings: dict[int, str] = {}
    lines: list[tuple[Row, Sequence[Cell], dict[int, str]]] = []
    above = None
    for row, (_, line) in zip(table.rows, table.sheet.numbered(), strict=True):
        if row.kind == "header":
            if above != "header":
                headings = {}
            headings |= {column: cell.text for column, cell in enumerate(line) if cell.text}
        elif row.kind == "record":
            lines.append((row, line, headings))
        above = row.kind
    for column in range(max((len(line) for _, line, _ in lines), default=0)):
        own = [(row, line[column], known.get(column, "")) for row, line, known in lines]
        is_used = any(not is_blank(cell.text) and not is_unticked(cell.text) for _, cell, _ in own)
        for row, cell, heading in own:
            if why := _judge(row, column, cell, heading, is_used=is_used):
                yield row, why


def _judge(row: Row, column: int, cell: Cell, heading: str, *, is_used: bool) -> str:
    """Why the cell of a row says that it is not signed, or empty; `is_used` is whether its column says anything."""
    text, named = plain(cell.text), plain(heading)
    if _is_signed_field(row, column):
        return ""
    at = f"cột “{heading}” ghi “{cell.text}”" if heading else f"ô {label_place(cell.place)} ghi “{cell.text}”"
    if not _HEADING.match(named):
        return at if says_unsigned(text) or _DISAGREES.match(text) else ""
    if says_unsigned(named):
        is_open = is_blank(text) or is_unticked(text) or bool(_NO_TICK.match(text))
        return "" if is_open else at
    if is_blank(text):
        return f"cột “{heading}” để trống, trong khi dòng khác có ghi" if is_used else ""
    return at if is_unticked(text) or _NEGATIVE.match(text) else ""


def _is_signed_field(row: Row, column: int) -> bool:
    """Whether a column holds what is signed, in whose words "ký" means something else."""
    return any(
        column in part.columns
        for name in ("item_no", "content", "target", "deadline", "unit", "unit_code", "appraiser")
        for part in row.columns.get(name, ())
    )
