"""The item numbers of a signed list: one whole number for each item of a unit, however the list counts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from camket.errors import InputError
from camket.intake.joining.record import Commitment, Rejected
from camket.intake.joining.register_refusals import refuse_row
from camket.intake.joining.rejections import QUOTED
from camket.intake.tables.item_numbers import is_part
from camket.intake.tables.row_kinds import item_levels
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Row, Table
from camket.settings.units import Unit
from camket.text import plain

_TERMS = ("target", "deadline")
_MOST_NAMED, _SHOWN = 10, 6
_EXPECTED = "số thứ tự của các nội dung liền nhau, mỗi nội dung một số"
_COMPARE = "đối chiếu với bản đã ký xem có thiếu nội dung không; nếu không thiếu thì không cần xử lý"


class SignedRow(NamedTuple):
    """A row of the list with the unit that signed it and the levels of its item number."""

    table: Table
    row: Row
    unit: Unit
    levels: tuple[int, ...]

    @property
    def number(self) -> str:
        """The item number as the list writes it."""
        return self.row.text("item_no")


def find_titles(rows: Sequence[Row]) -> set[int]:
    """The numbers of the rows that only title the rows below them: "1" above "1.1", without a target or deadline.

    A row that has either, or whose parts have neither, may be an item of its own.
    """
    return {
        row.number
        for row, below in pairwise(rows)
        if _is_above(row, below) and not _has_terms(row) and _has_terms(below)
    }


def tell_title(file: SourceFile, table: Table, row: Row) -> Rejected:
    """The notice of a row that is read as a title, and not counted."""
    return _tell(
        file, table.sheet.name, row.number,
        f"“{row.text('item_no')} {row.text('content')[:QUOTED]}” được đọc là tiêu đề của các dòng đánh số tiếp theo, "
        "không tính là một nội dung cam kết",
        "mỗi nội dung cam kết có chỉ tiêu hoặc thời hạn của mình",
        "nếu đó là một nội dung cam kết thì ghi chỉ tiêu, thời hạn; nếu không thì không cần xử lý",
    )  # fmt: skip


def number_items(file: SourceFile, signed: Sequence[SignedRow]) -> tuple[list[int], list[Rejected]]:
    """The item number of each row, and notices of numbers that are missing or changed.

    Of several levels the last one counts ("I.1" is 1), if it tells the items of a unit apart; else they are counted in
    their order. Raises `InputError` if not all numbers of a unit have as many levels.
    """
    by_unit: dict[str, list[SignedRow]] = defaultdict(list)
    for each in signed:
        by_unit[each.unit.code].append(each)
    numbers = {code: _number_unit(file, own) for code, own in by_unit.items()}
    notices = [
        _tell(file, own[0].table.sheet.name, None, _describe_changed(own, numbers[code]), _EXPECTED, _COMPARE)
        for code, own in by_unit.items()
        if numbers[code] != [each.levels[-1] for each in own]
    ]
    waiting = {code: iter(own) for code, own in numbers.items()}
    listed = [next(waiting[each.unit.code]) for each in signed]
    # A list that is counted through has its numbers in no order of units.
    is_through = len(set(listed)) == len(listed)
    groups = (
        {"danh mục": listed}
        if is_through
        else {f"{own[0].unit.name}:": numbers[code] for code, own in by_unit.items()}
    )
    for name, group in groups.items():
        if gaps := _describe_gaps(group):
            notices.append(
                _tell(file, signed[0].table.sheet.name, None, f"{name} {gaps}", _EXPECTED, _COMPARE)
            )
    return listed, notices


def _number_unit(file: SourceFile, own: Sequence[SignedRow]) -> list[int]:
    levels = [each.levels for each in own]
    if len(set(map(len, levels))) > 1:
        raise _refuse_levels(file, own)
    last = [each[-1] for each in levels]
    is_distinct = len(set(last)) == len(last)
    # What repeats a whole number is refused as such.
    return last if is_distinct or len(set(levels)) < len(levels) else list(range(1, len(own) + 1))


def _describe_changed(own: Sequence[SignedRow], numbers: Sequence[int]) -> str:
    changed = (f"“{each.number}” là {number}" for each, number in zip(own, numbers, strict=True))
    return (
        f"{own[0].unit.name}: số thứ tự nhiều cấp, được đánh lại theo thứ tự trong danh mục: "
        f"{', '.join(changed)}"
    )


def _describe_gaps(numbers: Sequence[int]) -> str:
    gaps = [(one + 1, other - 1) for one, other in pairwise(sorted(set(numbers))) if other > one + 1]
    more = f" và {len(gaps) - _MOST_NAMED} chỗ khác" if len(gaps) > _MOST_NAMED else ""
    said = (f"{first}" if first == last else f"{first}–{last}" for first, last in gaps[:_MOST_NAMED])
    return f"thiếu số thứ tự {', '.join(said)}{more}" if gaps else ""


def _refuse_levels(file: SourceFile, own: Sequence[SignedRow]) -> InputError:
    """The error about a unit of whose items some are numbered as parts of others."""
    unclear = next((one for one, other in pairwise(own) if _is_above(one.row, other.row)), None)
    each = unclear or next(each for each in own if len(each.levels) > 1)
    return refuse_row(
        file, each.table.sheet.name, each.row.number,
        found=f"số thứ tự của {each.unit.name} có dòng một cấp, có dòng nhiều cấp "
        f"({', '.join(each.number for each in own[:_SHOWN])}…): không rõ dòng “{each.number} "
        f"{each.row.text('content')[:QUOTED]}” là một nội dung cam kết hay là tiêu đề, là phần của dòng khác",
        expected="mọi nội dung của một đơn vị được đánh số cùng một kiểu, mỗi nội dung một dòng",
        remedy="đánh số mỗi nội dung cam kết một số riêng (1, 2, 3…); dòng tiêu đề thì bỏ số thứ tự; việc nhỏ của một "
        "nội dung thì ghi vào cùng một ô với nội dung đó",
    )  # fmt: skip


def tell_doubles(file: SourceFile, commitments: Sequence[Commitment]) -> Iterator[Rejected]:
    """A notice of each item with the very words of another one of its unit; both are counted."""
    seen: dict[tuple[str, ...], Commitment] = {}
    for each in commitments:
        key = (each.unit.code, *map(plain, (each.content, each.target, each.deadline)))
        twin = seen.setdefault(key, each)
        if twin is not each:
            yield _tell(
                file, each.source.sheet, each.source.row,
                f"{each.unit.name}: nội dung số {each.item_no} trùng nguyên văn với nội dung số {twin.item_no} (dòng "
                f"{twin.source.row}): “{each.content[:QUOTED]}”; cả hai đều được tính",
                "mỗi nội dung đã ký được ghi một lần",
                "nếu ghi lặp, xóa một dòng khỏi danh mục; nếu đúng là hai nội dung thì không cần xử lý",
            )  # fmt: skip


def _tell(file: SourceFile, sheet: str, row: int | None, found: str, expected: str, remedy: str) -> Rejected:
    return Rejected("", file.place, file.sha256, sheet, row, "", found, expected, remedy, "unread")


def _is_above(row: Row, below: Row) -> bool:
    return is_part(item_levels(below.cells), item_levels(row.cells))


def _has_terms(row: Row) -> bool:
    return any(row.text(name) for name in _TERMS)
