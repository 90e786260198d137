"""The picture in docs/architecture.md held against the imports, and the rules that every module keeps."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "camket"
PICTURE = (CHECKOUT / "docs" / "architecture.md").read_text("utf-8")
# From the ground up: a module imports only from what stands before its own room.
FLOORS = re.findall(r"^\| `([a-z_]+)(?:/|\.py)` \|", PICTURE, re.MULTILINE)
MODULES = {
    ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}
LARGEST = 400


@cache
def imports_of(module: str) -> frozenset[str]:
    """The modules of the package that a module imports anywhere, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "camket":
            assert node.module is not None
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                found.add(whole if whole in MODULES else node.module)
    return frozenset(found - {module})


def room_of(module: str) -> str:
    """The package or module directly below `camket`; of `camket` itself, that name."""
    return [*module.split("."), "camket"][1]


def room_arrows() -> set[tuple[str, str]]:
    """Which room imports from which."""
    return {
        (room_of(module), room_of(other))
        for module in MODULES
        if module != "camket"
        for other in imports_of(module)
        if room_of(module) != room_of(other) and room_of(other) != "camket"
    } - {("__main__", "cli")}


def test_the_table_lists_each_room_once():
    rooms = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert sorted(FLOORS) == sorted(rooms - {"__init__", "__main__"})


def test_there_are_at_most_nine_rooms_and_the_door():
    packages = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]
    assert "cli" in packages
    assert len(packages) <= 10


def test_no_import_runs_against_the_data():
    wrong = [(one, other) for one, other in room_arrows() if FLOORS.index(one) <= FLOORS.index(other)]
    assert wrong == []


def test_the_picture_shows_the_arrows_that_no_longer_way_implies():
    arrows = room_arrows()
    above = {room: {other for one, other in arrows if one == room} for room in FLOORS}

    def reaches(room: str) -> set[str]:
        return above[room] | {far for near in above[room] for far in reaches(near)}

    needed = {
        (one, other)
        for one, other in arrows
        if not any(other in reaches(near) for near in above[one] - {other})
    }
    drawn = set(re.findall(r"^ *(\w+) --> (\w+)$", PICTURE, re.MULTILINE))
    assert {(two, one) for one, two in drawn} == needed


def test_no_two_modules_import_each_other():
    order: list[str] = []

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in order:
            for other in imports_of(module):
                visit(other, (*path, module))
            order.append(module)

    for module in MODULES:
        if module != "camket":
            visit(module, ())


def test_no_name_of_a_file_stands_twice():
    names = Counter(
        path.name
        for path in PACKAGE.rglob("*")
        if path.suffix in (".py", ".toml") and path.stem != "__init__"
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_fits_one_reading(module):
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= LARGEST


def test_the_way_of_one_cell_names_functions_that_exist():
    named = re.findall(r"`(camket(?:\.\w+)+)\.(\w+)`", PICTURE)
    assert len(named) > 8
    for module, name in named:
        tree = ast.parse(MODULES[module].read_text("utf-8"))
        defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        assert name in defined, f"{module}.{name}"
