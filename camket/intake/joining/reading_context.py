"""What the files of a period are read with: its units, its cut-off day, the words of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from camket.intake.joining.attribution import Attributor
from camket.intake.joining.unit_names import UnitNames
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.period import Period, open_settings
from camket.settings.project import PeriodFolder
from camket.settings.project_fields import read_project_fields
from camket.settings.units import Unit, read_other_units, read_units


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """The units of a period and what its files say of them.

    `others` are units that are not valid on the cut-off day: they are recognised and get nothing. The `superiors` are
    no units, whatever name they share with one.
    """

    units: Sequence[Unit]
    others: Sequence[Unit] = ()
    cut_off: date | None = None
    fields: Fields = BUILT_IN
    superiors: Sequence[str] = ()

    def index_names(self) -> UnitNames:
        """The names of all units."""
        return UnitNames([*self.units, *self.others])

    def make_attributor(self, *, allow_typos: bool = True) -> Attributor:
        """What tells whose a row is; without `allow_typos` by whole names alone."""
        return Attributor(
            self.units, self.others, self.cut_off, allow_typos=allow_typos, superiors=self.superiors
        )


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
        return ReadingContext(self.units, self.other_units, period.cut_off, self.fields, period.superiors)


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
