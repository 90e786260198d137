"""Read what a unit filled in on its sheet: it agrees, or it asks for changes, item by item."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camket.errors import InputError
from camket.intake.formats.books import read_book
from camket.intake.formats.sheet import Cell, Sheet
from camket.pipeline import Prepared
from camket.publishing.workbooks.unit_book import AGREES, ASKS, GENERAL, OPINION, OTHER, WISH
from camket.settings.confirmations import Confirmation, add_confirmations, read_confirmations
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit, label_item
from camket.text import fold

_ITEM = "TT"
_ANY_REASON = "không ghi lý do"


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A unit's filled-in sheet: its answers, the records that it left out, and whether it was read before."""

    unit: Unit
    answers: tuple[Confirmation, ...]
    unanswered: tuple[str, ...]
    known: bool = False

    @property
    def agreed(self) -> int:
        """How many records the unit agrees to."""
        return sum(each.opinion == "agreed" and each.record_id != "" for each in self.answers)

    @property
    def remarks(self) -> tuple[Confirmation, ...]:
        """What the unit asks to be changed, and what else it says."""
        return tuple(each for each in self.answers if each.opinion == "remark")


def read_sheets(folder: PeriodFolder, prepared: Prepared, paths: Sequence[Path], on: date) -> list[ReadSheet]:
    """Reads filled-in sheets and adds their answers to confirmations.csv; one that was read before adds nothing.

    Raises `InputError` for a file that is no sheet of this period, or where nothing is filled in; then none is added.
    """
    known = {answer.sha256 for answer in read_confirmations(folder)}
    read = [_read_sheet(path, prepared, on, known) for path in paths]
    new = {sheet.answers[0].sha256: sheet for sheet in read if not sheet.known}
    add_confirmations(folder, [answer for sheet in new.values() for answer in sheet.answers])
    return read


def _read_sheet(path: Path, prepared: Prepared, on: date, known: set[str]) -> ReadSheet:
    book, content = read_book(path, path.name, whole=True, own_sheet=True)
    sha256 = hashlib.sha256(content).hexdigest()
    unit = _find_unit(book.sheets, prepared.units)
    if unit is None:
        raise InputError(
            where=path.name,
            found="không phải phiếu xác nhận của đơn vị nào trong kỳ này",
            expected="tệp units/<mã>.xlsx của kỳ, đơn vị đã ghi ý kiến",
            remedy="kiểm tra tên kỳ, hoặc xin đơn vị gửi lại đúng tệp Excel của phiếu",
        )
    ids = {
        label_item(signed.item_no, signed.record_id, unit.code): signed.record_id
        for signed in (judged.record.commitment for judged in prepared.records)
        if signed.unit.code == unit.code
    }
    said = {name: text for sheet in book.sheets for name, text in _read_items(sheet, ids)}
    general, other = (_find_beside(book.sheets, label) for label in (GENERAL, OTHER))

    def answer(record_id: str, opinion: str, remark: str) -> Confirmation | None:
        if not opinion and not remark:
            return None
        agrees = fold(opinion) == fold(AGREES) and not remark
        return Confirmation(
            unit=unit.code,
            record_id=record_id,
            opinion="agreed" if agrees else "remark",
            remark="" if agrees else remark or (_ANY_REASON if fold(opinion) == fold(ASKS) else opinion),
            file=path.name,
            sha256=sha256,
            read_on=on,
        )

    # What a unit says of its sheet as a whole counts for the items that it leaves blank.
    whole = general if fold(general) == fold(AGREES) else ""
    answers = {
        name: answer(name, opinion or (whole if not wish else ""), wish)
        for name, (opinion, wish) in said.items()
    }
    found = [
        each for each in (*answers.values(), answer("", general if general != whole else "", other)) if each
    ]
    if not found:
        raise InputError(
            where=path.name,
            found="phiếu chưa ghi ý kiến nào",
            expected=f"cột “{OPINION}” hoặc ô “{GENERAL}” đã chọn “{AGREES}” hay “{ASKS}”",
            remedy="xin đơn vị ghi ý kiến rồi gửi lại; phiếu in có chữ ký thì xem bản giấy",
        )
    unanswered = tuple(name for name, each in answers.items() if each is None)
    return ReadSheet(unit, tuple(found), unanswered, sha256 in known)


def _find_unit(sheets: Sequence[Sheet], units: Sequence[Unit]) -> Unit | None:
    """The unit that the title of a sheet ends with; the longest name, because one may end another."""
    titles = [fold(cell.text) for sheet in sheets for row in sheet.rows[:1] for cell in row[:1]]
    named = [unit for unit in units if any(title.endswith(f"cua {fold(unit.name)}") for title in titles)]
    return max(named, key=lambda unit: len(unit.name), default=None)


def _read_items(sheet: Sheet, ids: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The opinion and the wish beside each item of a sheet, by the id of its record."""
    columns: dict[str, int] | None = None
    for row in sheet.rows:
        headings = {cell.text: number for number, cell in reversed(list(enumerate(row)))}
        if {_ITEM, OPINION, WISH} <= headings.keys():
            columns = headings
        elif columns and (number := row[columns[_ITEM]].text) in ids:
            yield ids[number], (row[columns[OPINION]].text, row[columns[WISH]].text)


def _find_beside(sheets: Sequence[Sheet], label: str) -> str:
    """The text of the first filled cell to the right of a label."""
    for row in (row for sheet in sheets for row in sheet.rows):
        if row and row[0].text == label:
            return next((cell.text for cell in row[1:] if _is_answer(cell, label)), "")
    return ""


def _is_answer(cell: Cell, label: str) -> bool:
    return cell.text not in ("", label)
