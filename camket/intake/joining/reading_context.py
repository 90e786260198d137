"""What the files of a period are read with: its units, its cut-off day, the words of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from camket.intake.joining.attribution import Attributor
from camket.intake.joining.unit_names import UnitNames
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.period import Period, open_settings
from camket.settings.project import PeriodFolder
from camket.settings.project_fields import read_project_fields
from camket.settings.succession import UNCHANGED, Succession, find_succession
from camket.settings.units import Unit, read_other_units, read_units
from camket.text import fold


@dataclass(frozen=True)
class ReadingContext:
    """The units of a period and what its files say of them.

    `others` are units that are not valid on the cut-off day: they are recognised and get nothing. The `superiors` are
    no units, whatever name they share with one. `succession` says who took over from units that ended.
    """

    units: Sequence[Unit]
    others: Sequence[Unit] = ()
    cut_off: date | None = None
    fields: Fields = BUILT_IN
    superiors: Sequence[str] = ()
    succession: Succession = UNCHANGED

    @property
    def signers(self) -> tuple[Unit, ...]:
        """The units that may have signed: those of the period, and those that ended and have a successor."""
        return (*self.units, *self.succession.signers)

    @cached_property
    def unit_names(self) -> UnitNames:
        """The names of all units. Every file needs them, and many units have many names: they are indexed once."""
        return UnitNames([*self.units, *self.others])

    def make_attributor(self, split: Sequence[Unit] = ()) -> Attributor:
        """What tells whose a row is; also those of units that were `split`."""
        return Attributor(
            self.units,
            self.others,
            self.cut_off,
            superiors=self.superiors,
            successors=self.succession.single,
            split=split,
        )

    def make_signing_attributor(self) -> Attributor:
        """What tells who signed, by whole names alone. A typing error would shift the denominator.

        A name that an ended unit and its successor share is the ended one's, which was there at the signing.
        """
        names = {fold(unit.name): unit.code for unit in self.succession.signers}
        signers = [
            unit
            if names.get(fold(unit.name), unit.code) == unit.code
            else unit.model_copy(update={"name": unit.code, "aliases": ()})
            for unit in self.signers
        ]
        codes = {unit.code for unit in signers}
        others = [unit for unit in self.others if unit.code not in codes]
        return Attributor(signers, others, self.cut_off, allow_typos=False, superiors=self.superiors)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the project and the period declare. `other_units` are those not valid on the cut-off day."""

    period: Period
    fields: Fields
    units: tuple[Unit, ...]
    other_units: tuple[Unit, ...]

    @property
    def reading_context(self) -> ReadingContext:
        """What the files of the period are read with."""
        period = self.period
        return ReadingContext(
            self.units, self.other_units, period.cut_off, self.fields, period.superiors, self.succession
        )

    @property
    def succession(self) -> Succession:
        """Who took over from the units that ended before the cut-off day."""
        return find_succession(self.units, self.other_units, on=self.period.cut_off, year=self.period.year)


def read_settings(folder: PeriodFolder) -> Settings:
    """Reads period.toml, units.csv and the project's own scheme and fields. Raises `InputError`."""
    period = open_settings(folder)
    place = "data/raw/units.csv"
    return Settings(
        period=period,
        fields=read_project_fields(folder.fields_file, period),
        units=tuple(read_units(folder.units_file, place, on=period.cut_off, scheme=period.scheme)),
        other_units=tuple(
            read_other_units(folder.units_file, place, on=period.cut_off, scheme=period.scheme)
        ),
    )
