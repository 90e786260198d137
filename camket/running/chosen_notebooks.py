"""The notebooks of a run with their parameters, checked before anything is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from camket.errors import CamketError, UsageError
from camket.running.jobs import UNIT, Parameter, Value, check_parameters, fill_in_defaults, read_parameters
from camket.running.jobs import UNIT_PARAMETER as PARAMETER
from camket.running.notebooks import choose_notebooks, list_own
from camket.settings.project import PeriodFolder


@dataclass(frozen=True, slots=True)
class Chosen:
    """The notebooks of a run by name: their paths, the parameters given, and all of them with the defaults.

    `own` are those that the project adds, `failures` those of them that cannot be run at all.
    """

    paths: Mapping[str, Path]
    values: Mapping[str, Mapping[str, Value]]
    effective: Mapping[str, dict[str, Value]]
    own: frozenset[str]
    failures: tuple[CamketError, ...]


def choose_and_check(folder: PeriodFolder, parameters: Sequence[str]) -> Chosen:
    """Raises `UsageError` for a wrong parameter, and for a notebook of camket that cannot be run."""
    paths, own = choose_notebooks(folder), list_own(folder.project)
    declared: dict[str, dict[str, Parameter]] = {}
    failures: list[CamketError] = []
    for name, path in paths.items():
        try:
            declared[name] = read_parameters(path)
        except UsageError as error:
            if name not in own:
                raise
            failures.append(error)
    # The run gives the unit of a sheet itself.
    declared.get(UNIT, {}).pop(PARAMETER, None)
    values = check_parameters(declared, folder.name, parameters)
    usable = {name: path for name, path in paths.items() if name in declared}
    return Chosen(usable, values, fill_in_defaults(declared, values), own, tuple(failures))
