"""What makes a signed list doubtful although each of its rows can be read: it stops the run, as a wrong row does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from camket.intake.joining.register_signing import find_unsigned, says_unsigned
from camket.intake.tables.columns import Columns
from camket.intake.tables.decorations import find_decoration, is_about_item, title_reports
from camket.intake.tables.proposals import classify_proposal
from camket.intake.tables.row_kinds import is_blank, is_row_of
from camket.intake.tables.table import Row, Table
from camket.settings.fields import Fields
from camket.text import plain

NAMING = frozenset({"unit", "unit_code"})
_YEAR = re.compile(r"\b20\d\d\b")
_LISTED = re.compile(r"^\W*(\d{1,2})\s*[.)/-]\s+(?=\w)", re.MULTILINE)
# What somebody stamps over a row: "ĐÃ HỦY", "Bỏ nội dung này".
_STAMP = re.compile(
    r"\W*(?:(?:đã|được|xin|đề nghị|cho) )*(?:hủy|huỷ|bãi bỏ|bỏ|rút|dừng|loại|đình chỉ|không (?:thực hiện|tính|ký))"
    r"(?: bỏ| thực hiện| (?:nội dung|dòng|mục|chỉ tiêu) này)*\W*"
)
# "Thực hiện thêm 12 km đường trước ngày 31/12/2024": a quantity that is added, with its deadline.
_ADDED = re.compile(
    r"\bthêm (?:mới |ít nhất |được )?\d[\d.,]* ?%?.*\b(?:trước|đến|trong|chậm nhất)\b.*\b20\d\d\b"
)
# What parts the name of a unit from what is said of it.
_PARTED = re.compile(r"[:()–]|\s-\s")
# "Mục 2. Sở Nội vụ": the number of a title is no number of an item.
_TITLE_NUMBER = re.compile(r"\W*(?:mục|phần|nhóm) (?:số )?\d{1,3}\b")
_GIVES_UP = re.compile(r"\b(?:rút|bỏ|hủy|huỷ|dừng|hoãn|thôi|đình chỉ|không)\b")
_SHOWN, _LONGEST_BODY = 60, 8


class Doubt(NamedTuple):
    """Why a row of the list may not be what it seems, with what is expected and what helps; in Vietnamese."""

    row: Row
    found: str
    expected: str
    remedy: str


def find_doubts(table: Table, titles: Set[str], *, is_first: bool) -> Iterator[Doubt]:
    """The doubts about a table; `titles` are the names of units above tables, if each unit has one of its own."""
    records = table.records
    if not records:
        return
    if titles and not is_first and _lacks_title(table):
        yield Doubt(
            records[0],
            "bảng có tiêu đề riêng nhưng phía trên không ghi tên đơn vị, trong khi các bảng khác có ghi",
            "mỗi bảng của một đơn vị có tên đơn vị ngay phía trên, hoặc bảng có cột đơn vị",
            "ghi tên đơn vị vào dòng ngay trên bảng; nếu bảng nối tiếp bảng trước thì bỏ dòng tiêu đề lặp lại",
        )
    if not table.fields & NAMING:
        yield from _find_rows_after_end(table)
    for row, (_, line) in zip(table.rows, table.sheet.numbered(), strict=True):
        words = " ".join(dict.fromkeys(cell.text for cell in line if cell.text))
        if row.kind == "section" and _gives_up(words):
            yield Doubt(
                row,
                f"dòng mục có thể bổ sung, sửa, bỏ nội dung đã ký: “{words[:_SHOWN]}”",
                "dòng mục chỉ nêu đơn vị, lĩnh vực",
                "sửa vào đúng dòng của danh mục; không thuộc danh mục thì xóa",
            )
    for row, why in (*_find_unsigned_titles(table), *find_unsigned(table)):
        yield Doubt(
            row,
            f"{why}: không rõ nội dung “{row.text('content')[:_SHOWN]}” đã được ký hay chưa",
            "danh mục chỉ có nội dung đã ký",
            "nội dung chưa ký thì xóa khỏi danh mục; đã ký thì sửa chỗ ghi này",
        )
    for row in _find_bodies(records):
        yield Doubt(
            row,
            f"dòng chỉ ghi tên cơ quan “{row.text('content')[:_SHOWN]}”, không có trong units.csv, như tiêu đề của các "
            "dòng dưới",
            "dòng tiêu đề ghi đúng tên một đơn vị trong units.csv, dòng nội dung có chỉ tiêu hoặc thời hạn",
            "sửa tên theo units.csv (hoặc thêm vào aliases); nếu là nội dung cam kết thì ghi chỉ tiêu, thời hạn",
        )
    for row in records:
        if _lists_several(row):
            yield Doubt(
                row,
                f"một dòng ghi nhiều nội dung đánh số: “{row.text('content')[:_SHOWN]}…”",
                "mỗi nội dung cam kết một dòng",
                "tách mỗi nội dung thành một dòng, có số thứ tự, chỉ tiêu và thời hạn riêng",
            )


def find_foreign_column(table: Table, fields: Fields) -> str:
    """The heading of a filled column of results where the list has no targets: the one may be the other."""
    if "target" in table.fields:
        return ""
    return next(_list_report_headings(table, fields), "")


def list_targets_of_years(table: Table) -> list[str]:
    """The headings of the columns of targets, if they are of several years; empty otherwise."""
    headings = {part.heading: None for row in table.records for part in row.columns.get("target", ())}
    years = {tuple(_YEAR.findall(heading)) for heading in headings} - {()}
    return list(headings) if len(years) > 1 else []


def list_unused(table: Table, fields: Fields) -> list[str]:
    """The words of the columns that a signed list does not have, each with its heading: results, remarks."""
    unused = [f"cột “{heading}”" for heading in _list_report_headings(table, fields)]
    noted = (row for row in table.records if has_note(row))
    return unused + [f"ghi chú {row.cells['note'].place}: “{row.text('note')}”" for row in noted]


def changes_list(texts: Sequence[str]) -> bool:
    """Whether texts outside the table may add, change or give up commitments.

    >>> changes_list(["Bổ sung nội dung cam kết của Sở Y tế: 95% trạm có bác sĩ"]), changes_list(["ĐÃ HỦY"])
    (True, True)
    """
    return any(
        _is_stamped(text)
        or (
            not find_decoration(text)
            and (classify_proposal(text, bare=False) or is_about_item(text) or _ADDED.search(plain(text)))
        )
        for text in texts
    )


def is_plain_title(text: str) -> bool:
    """Whether a text that names a unit may be the title of rows: it takes nothing back and speaks of no item.

    What a title adds are its rows.

    >>> is_plain_title("Mục 2. Sở Y tế (bổ sung)"), is_plain_title("Sở Y tế: rút nội dung số 2")
    (True, False)
    """
    said = _TITLE_NUMBER.sub("", plain(text), count=1)
    return not (_gives_up(text) or is_about_item(said) or _GIVES_UP.search(said))


def _gives_up(text: str) -> bool:
    """Whether a text gives up or changes what is signed; the title of a field may hold a word of it ("hàng không")."""
    said = plain(text)
    return (
        classify_proposal(text, bare=False) in ("drop", "change")
        or _is_stamped(text)
        or bool(is_about_item(said) and _GIVES_UP.search(said))
    )


def _is_stamped(text: str) -> bool:
    return any(map(_STAMP.fullmatch, _PARTED.split(plain(text))))


def has_note(row: Row) -> bool:
    """Whether a row has a remark."""
    return "note" in row.cells and not is_blank(row.text("note"))


def note_changes_row(row: Row) -> bool:
    """Whether the remark of a row says that it is given up, changed, or has ended."""
    note = row.text("note")
    return has_note(row) and (
        classify_proposal(note, bare=False) in ("drop", "change") or title_reports(note)
    )


def _list_report_headings(table: Table, fields: Fields) -> Iterator[str]:
    for field in fields:
        if field.only_in_reports and any(not is_blank(row.text(field.name)) for row in table.records):
            yield _heading_of(table.columns, field.name) or field.label


def _heading_of(columns: Columns, name: str) -> str:
    return next((part.heading for part in columns.get(name, ()) if part.heading), "")


def _lacks_title(table: Table) -> bool:
    has_header = bool(table.rows) and table.rows[0].kind == "header"
    named = table.fields & NAMING or any(row.sections for row in table.records)
    return table.sheet.is_word_table and has_header and not table.sheet.before and not named


def _find_rows_after_end(table: Table) -> Iterator[Doubt]:
    """The first row below a signature or a list of recipients: an addition whose unit nothing tells."""
    ended = False
    for row in table.rows:
        if row.kind == "footer":
            ended = True
        elif row.kind in ("header", "section"):
            ended = False
        elif row.kind == "record" and ended:
            yield Doubt(
                row,
                f"nội dung “{row.text('content')[:_SHOWN]}” đứng sau phần ký tên, không rõ của đơn vị nào",
                "mọi nội dung đã ký đứng trong bảng, dưới tên đơn vị của nó",
                "chuyển dòng này vào đúng đơn vị, hoặc thêm cột đơn vị; không thuộc danh mục thì xóa",
            )
            return


def _find_unsigned_titles(table: Table) -> Iterator[tuple[Row, str]]:
    """The first row below each title that says that its rows were not signed: a section, a sheet, a line above."""
    for text in (table.sheet.name.strip("'"), *table.letterhead):
        if says_unsigned(text):
            yield table.records[0], f"tiêu đề “{text[:_SHOWN]}”"
    for row in table.records:
        if title := next(filter(says_unsigned, row.sections), ""):
            yield row, f"dòng mục “{title[:_SHOWN]}”"


def _find_bodies(records: Sequence[Row]) -> Iterator[Row]:
    """The rows with only the name of a body where every other row has a target or a deadline."""
    bare = [row for row in records if not (row.text("target") or row.text("deadline"))]
    for row in bare:
        content = row.text("content")
        is_body = len(content.split()) <= _LONGEST_BODY and is_row_of("bodies", content)
        if is_body and 2 * len(bare) < len(records) and not (row.text("unit") or row.text("unit_code")):
            yield row


def _lists_several(row: Row) -> bool:
    """Whether content and target, or content and deadline, are both lists that count from 1."""
    texts = [row.cells[name].shown if name in row.cells else "" for name in ("content", "target", "deadline")]
    counted = list(map(_count_list, texts))
    return counted[0] > 1 and max(counted[1:]) > 1


def _count_list(text: str) -> int:
    numbers = [int(number) for number in _LISTED.findall(text)]
    return len(numbers) if numbers[:1] == [1] and numbers == list(range(1, len(numbers) + 1)) else 0
