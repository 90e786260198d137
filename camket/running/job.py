"""What is handed to a worker process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from camket.running.parameters import Value


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook to run with its parameters, and the folder its outputs go to."""

    name: str
    notebook: Path
    parameters: Mapping[str, Value]
    outputs: Path
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnitJob:
    """The notebook to run for a unit with its parameters, the tables it reads, and the folder its outputs go to."""

    code: str
    notebook: Path
    parameters: Mapping[str, Value]
    tables: Path
    outputs: Path
    environment: Mapping[str, str]


def name_sheet(code: str, kind: str) -> str:
    """The file of a unit's sheet in the outputs: `units/SNV.pdf`."""
    return f"units/{code}.{kind}"
