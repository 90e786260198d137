"""The work handed to a worker process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from camket.running.parameters import Value
from camket.settings.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook with its parameters and its output folder."""

    name: str
    notebook: Path
    parameters: Mapping[str, Value]
    outputs: Path
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnitJob:
    """The units' notebook for one unit, with its parameters, its tables and its output folder."""

    code: str
    notebook: Path
    parameters: Mapping[str, Value]
    tables: Path
    outputs: Path
    scheme: Scheme
    environment: Mapping[str, str]


def name_sheet(code: str, kind: str) -> str:
    """Returns the path of a unit's sheet in the outputs, such as `units/SNV.pdf`."""
    return f"units/{code}.{kind}"
