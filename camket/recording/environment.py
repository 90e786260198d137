"""The program and its environment: everything that can change the output bytes for the same inputs.

Outputs do not depend on user, folder, time zone, locale and number of processes, so these are left out.
"""

from __future__ import annotations

import hashlib
import platform
import re
from importlib import metadata
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from camket import __version__
from camket.processed.fresh import hash_program

_CHECKOUT = Path(__file__).parents[2]
_LOCK = "requirements/run.txt"


class Program(BaseModel):
    """The version, the SHA-256 of the program's files, and that of its lock file if there is one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: str
    sha256: str
    lock_file: str | None
    lock_sha256: str | None


class Environment(BaseModel):
    """The interpreter, the kind of machine, and the versions of the packages that camket requires."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    python: str
    implementation: str
    system: str
    machine: str
    packages: dict[str, str]


def read_program() -> Program:
    """Returns the running program."""
    lock = _CHECKOUT / _LOCK
    there = lock.is_file()
    return Program(
        name="camket",
        version=__version__,
        sha256=hash_program(),
        lock_file=_LOCK if there else None,
        lock_sha256=hashlib.sha256(lock.read_bytes()).hexdigest() if there else None,
    )


def read_environment() -> Environment:
    """Returns the running environment. Required packages that are not installed are left out."""
    return Environment(
        python=platform.python_version(),
        implementation=platform.python_implementation(),
        system=platform.system(),
        machine=platform.machine(),
        packages=_installed_packages(),
    )


def _installed_packages() -> dict[str, str]:
    try:
        wanted = metadata.requires("camket") or []
    except metadata.PackageNotFoundError:
        return {}
    names = {
        match[0].lower()
        for text in wanted
        if "extra ==" not in text and (match := re.match(r"[\w.-]+", text))
    }
    found = {}
    for name in sorted(names):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
