"""Whose a row is: by its unit column or section, the letterhead, the sheet, the file, the folder, its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from camket.dates import print_date
from camket.inputs.units import Unit
from camket.reading.table import Row, Table
from camket.records.whose import UnitNames


@dataclass(frozen=True, slots=True)
class Owner:
    """The unit's code, or none and why in Vietnamese: two units fit, or one that is not valid now.

    With a code, `doubt` says what speaks against it and is to be asked.
    """

    codes: frozenset[str]
    doubt: str = ""

    @property
    def code(self) -> str:
        """The one unit, or nothing."""
        return next(iter(self.codes)) if len(self.codes) == 1 else ""


NOBODY = Owner(frozenset())


class Owners:
    """The units of a period, and those that are not valid on its cut-off day: known, but no owner.

    With `near`, a name with a slip of the keyboard counts where no text names a unit as it is written.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        others: Sequence[Unit] = (),
        cut_off: date | None = None,
        *,
        near: bool = True,
    ) -> None:
        self._units = {unit.code: unit for unit in units}
        # A unit that changed its name and kept its code is still called by the old one on old letterheads.
        renamed = [unit for unit in others if unit.code in self._units]
        self._names = UnitNames([*units, *renamed])
        self._others = [(unit, UnitNames([unit])) for unit in others if unit not in renamed]
        self._cut_off, self._near = cut_off, near
        self._found: dict[tuple[str, ...], Owner] = {}

    def of_file(self, place: str) -> str:
        """The code of the unit that a file's name or folder names, where there is one."""
        return self.of_texts(_of_path(place)).code

    def of_table(self, place: str, table: Table) -> Owner:
        """The unit that the letterhead, else the sheet, the file or the folder names.

        It is in doubt where letterhead, sheet and file name different units: somebody may have typed
        into another unit's file.
        """
        owner = self.of_texts([*table.letterhead, table.sheet.name, *_of_path(place)])
        said = {
            "đầu biểu": self.of_texts(table.letterhead).code,
            "tên trang tính": self.of_texts([table.sheet.name]).code,
            "tên tệp": self.of_texts([PurePosixPath(place).stem]).code,
        }
        if owner.code and len({code for code in said.values() if code}) > 1:
            places = ", ".join(f"{where} ghi {self.name(code)}" for where, code in said.items() if code)
            return Owner(owner.codes, f"chưa chắc kết quả này của đơn vị nào: {places}")
        return owner

    def name(self, code: str) -> str:
        """The name of a unit of the period."""
        return self._units[code].name

    def of_row(self, row: Row, around: Owner) -> Owner:
        """The unit of a row. A bare name in it that fits two units is settled by what stands around it."""
        owner = self._of_row_alone(row)
        says_nothing = not owner.codes and not owner.doubt
        if says_nothing or (not owner.code and around.code in owner.codes):
            owner = around
        keyed = row.text("key").upper().rpartition("-")[0]
        if not owner.code and keyed in self._units and keyed in (owner.codes or {keyed}):
            return Owner(frozenset({keyed}))
        return owner

    def _of_row_alone(self, row: Row) -> Owner:
        code = row.text("unit_code").upper()
        if code in self._units:
            return Owner(frozenset({code}))
        return self.of_texts(filter(None, [row.text("unit_code"), row.text("unit"), *reversed(row.sections)]))

    def of_texts(self, texts: Iterable[str]) -> Owner:
        """The unit named by the first text that names one clearly."""
        # All rows of a section ask with the same words.
        key = tuple(texts)
        if key not in self._found:
            self._found[key] = self._look_for(key)
        return self._found[key]

    def _look_for(self, texts: Sequence[str]) -> Owner:
        codes = self._names.find_first(texts, near=self._near)
        if len(codes) == 1:
            return Owner(codes)
        if codes:
            return Owner(
                codes, "có thể là " + " hoặc ".join(self._units[code].name for code in sorted(codes))
            )
        for unit, names in self._others:
            if names.find_first(texts):
                return Owner(codes, f"{unit.name} {self._when(unit)}")
        return Owner(codes)

    def _when(self, unit: Unit) -> str:
        since = f" từ {print_date(unit.valid_from)}" if unit.valid_from else ""
        until = f" đến {print_date(unit.valid_to)}" if unit.valid_to else ""
        day = f" {print_date(self._cut_off)}" if self._cut_off else ""
        return (
            f"có trong units.csv nhưng chỉ có hiệu lực{since}{until}, không phải vào ngày chốt số liệu{day}"
        )


def _of_path(place: str) -> list[str]:
    path = PurePosixPath(place)
    return [path.stem, *reversed(path.parts[:-1])]
