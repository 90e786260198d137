"""Installs the locked packages of a list, and camket itself, into the Python that runs this: `install.py run`.

Says what it does while it does it: a line for each step and the package that pip is at. What pip prints besides is
shown only where pip fails.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
_PACKAGE = re.compile(r"(?:Collecting|Requirement already satisfied:) ([\w.\[\]-]+)==")
_TO_PUT_IN_PLACE = "Installing collected packages: "


def describe(lines: Iterable[str], total: int) -> Iterator[str]:
    """What pip is at, told from what it prints: the packages of a list one by one, then all of them put in place."""
    fetched = 0
    for line in lines:
        if line.startswith("Ignoring "):  # a package for another system or another Python
            total -= 1
        elif found := _PACKAGE.match(line):
            fetched += 1
            yield f"  {fetched} of {total}: {found[1]}"
        elif fetched and line.startswith(_TO_PUT_IN_PLACE):
            packages = line.removeprefix(_TO_PUT_IN_PLACE).split(", ")
            yield f"  putting {len(packages)} packages in place, which may take a minute"


def run_pip(*arguments: str, total: int = 0) -> None:
    """Runs `pip install`. Ends the program with all that pip printed where pip fails."""
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", *arguments]
    printed: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8") as pip:
        assert pip.stdout is not None
        show(describe(_keep(pip.stdout, printed), total))
    if pip.returncode:
        print("".join(printed))
        sys.exit(pip.returncode)


def _keep(lines: Iterable[str], kept: list[str]) -> Iterator[str]:
    for line in lines:
        kept.append(line)
        yield line


def show(steps: Iterable[str]) -> None:
    """One line that changes, on a terminal; elsewhere a line every few seconds."""
    shown = 0.0
    for step in steps:
        if sys.stdout.isatty():
            print(f"\r\x1b[K{step[:78]}", end="", flush=True)
        elif time.monotonic() - shown > 5 or "in place" in step:
            print(step, flush=True)
            shown = time.monotonic()
    if sys.stdout.isatty():
        print("\r\x1b[K", end="", flush=True)


def install(name: str) -> None:
    """Installs the packages of `requirements/<name>.txt`, then camket as it stands in the checkout."""
    locked = HERE / f"{name}.txt"
    total = len(re.findall(r"^[\w.\[\]-]+==", locked.read_text(encoding="utf-8"), re.MULTILINE))
    start = time.monotonic()
    print(f"Installing the packages locked in requirements/{name}.txt into {sys.prefix}", flush=True)
    run_pip("--require-hashes", "-r", str(locked), total=total)
    print("Installing camket itself", flush=True)
    run_pip("--no-deps", "--no-build-isolation", "--editable", str(HERE.parent))
    print(f"Installed in {time.monotonic() - start:.0f} seconds", flush=True)


if __name__ == "__main__":
    install(sys.argv[1])
