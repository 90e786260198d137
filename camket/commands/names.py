"""Units as a line of the terminal names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camket.inputs.units import Unit


def name_units(units: Sequence[Unit]) -> str:
    """Their names, one after the other."""
    return "; ".join(unit.name for unit in units)
