"""What the files of a period are read with: its units, its cut-off day, the words of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from camket.intake.joining.attribution import Attributor
from camket.intake.joining.unit_names import UnitNames
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.units import Unit


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
