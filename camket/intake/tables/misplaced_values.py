"""Values that stand in a column where they mean nothing, as after two columns changed places: a day as the target."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from camket.dates import read_deadline
from camket.intake.formats.sheet import Cell

_DAY = re.compile(r"(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*\s?%?")
# "05 mô hình", "9.500 tỷ đồng", "100%".
_AMOUNT = re.compile(r"\d[\d.,]*\s?%?(?:\s+[^\W\d]+){0,2}")
_REPORTED = ("result_text", "estimate_text")
_MEASURED = ("target", *_REPORTED)
_LEAST_DOUBTFUL = 10  # a thousand percent
_FEWEST_WORDS = 4  # of what is to be done
_ANY_YEAR = 2000  # a deadline may leave its year out


def mark_misplaced(cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """The cells of a row with a problem on a target that is a day, and on a content that only is an amount.

    Excel turns a typed "12/12" into a day, and columns change places; any other day with its year beside a deadline
    is a target. A number is no content, and neither is an amount where the target says what is to be done. A number
    that its format shows times a hundred is a problem too, and so is a result that is a day which may be a fraction.
    """
    cells = {name: _mark_percent(cell) if name in _MEASURED else cell for name, cell in cells.items()}
    cells = {name: _mark_fraction(cell) if name in _REPORTED else cell for name, cell in cells.items()}
    content, target = cells.get("content"), cells.get("target")
    if content is not None and not content.problem and _NUMBER.fullmatch(content.text):
        said = f"cột nội dung chỉ ghi số “{content.text}”: không rõ nội dung là gì, có thể cột bị đổi chỗ"
        return {**cells, "content": content._replace(problem=said)}
    if target is None or target.problem:
        return cells
    deadline = cells.get("deadline")
    if deadline is not None and _is_day(target) and not (_is_meant(target) and _is_deadline(deadline)):
        said = f"cột chỉ tiêu ghi một ngày (“{target.text}”): không rõ chỉ tiêu là gì, có thể cột bị đổi chỗ"
        return {**cells, "target": target._replace(problem=said)}
    if content is None or content.problem or not _AMOUNT.fullmatch(content.text):
        return cells
    if _AMOUNT.fullmatch(target.text) or len(target.text.split()) < _FEWEST_WORDS:
        return cells
    said = (
        f"cột nội dung chỉ ghi “{content.text}”, cột chỉ tiêu ghi “{target.text}”: có thể hai cột bị đổi chỗ"
    )
    return {**cells, "content": content._replace(problem=said)}


def _is_day(cell: Cell) -> bool:
    return isinstance(cell.value, date) or bool(_DAY.fullmatch(cell.text))


def _is_meant(day: Cell) -> bool:
    """Whether a day was typed with its year: it is no "5/6", five of six, that Excel took for one."""
    return bool(_DAY.fullmatch(day.text)) and not _may_be_fraction(day)


def _mark_fraction(cell: Cell) -> Cell:
    """A cell with a problem if it is a day that Excel may have made of a fraction, such as "3/4"."""
    if cell.problem or not _may_be_fraction(cell):
        return cell
    said = f"ô ghi một ngày (“{cell.text}”), có thể là một phân số mà Excel đã đổi thành ngày"
    return cell._replace(problem=said)


def _may_be_fraction(cell: Cell) -> bool:
    return isinstance(cell.value, date) and cell.value.day <= cell.value.month


def _is_deadline(cell: Cell) -> bool:
    return isinstance(cell.value, date) or read_deadline(cell.text, year=_ANY_YEAR) is not None


def _mark_percent(cell: Cell) -> Cell:
    """A cell with a problem if it shows thousands of percent, as a 98 does that is formatted as a percentage later."""
    if cell.problem or not cell.percent_format or not isinstance(cell.value, int | float):
        return cell
    if cell.value < _LEAST_DOUBTFUL:
        return cell
    typed = f"{cell.value:g}".replace(".", ",")
    return cell._replace(problem=f"ô hiện “{cell.text}”, không rõ là tỷ lệ đó hay là {typed}%")
