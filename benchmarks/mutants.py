"""Counts how many small faults in a room its own tests notice: `mutants.py figures`, `mutants.py intake/joining`.

A mutant is a room with one such fault, made by the operators of Cosmic Ray. Each mutant runs in a process of its own,
forked after the libraries are imported. This process imports the room with the fault in it, so that module constants
and decorated functions count as well. It runs only the tests that reach the faulty statement, those of the module's own
test file first.

The data files of a room (TOML) are mutated too: a word or an expression is dropped from a list, a name from a set of
names or moved to another rung, an entry gets the value of another. A sample is drawn half from the code and half from
the data, of each file alike.

Text literals stay as they are. What no test can notice is left out: annotations, how an argument may be passed, the
options of `@dataclass`, `strict=` of `zip`, `if TYPE_CHECKING`, and `@cache`.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import importlib.machinery
import importlib.util
import os
import pickle
import random
import resource
import signal
import sys
import tempfile
import time
import tomllib
import traceback
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from functools import _lru_cache_wrapper
from pathlib import Path
from types import ModuleType

import coverage
import parso
import pytest
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import OperatorProvider

ROOT = Path(__file__).parents[1]
OPERATORS = (
    *(f"ReplaceComparisonOperator_{pair}" for pair in (
        "Eq_NotEq", "NotEq_Eq", "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt",
        "Is_IsNot", "IsNot_Is",
    )),
    *(f"ReplaceBinaryOperator_{pair}" for pair in (
        "Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Add", "BitOr_BitAnd", "BitAnd_BitOr",
    )),
    "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_USub_UAdd",
    "AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop",
    "NumberReplacer", "ExceptionReplacer", "RemoveDecorator",
)  # fmt: skip
# Tests of other processes: a browser, or a command that does not see the fault.
ELSEWHERE = {"browser", "publish", "demonstration"}
MEMORY = 6 << 30
LATE = (-signal.SIGXCPU, -signal.SIGKILL)
IMPORTED = "while the room is imported"
# The stages of a ladder, between which a name is moved.
RUNGS = ("top", "held", "below")


class KeepAll(Operator):
    """Takes the condition off a comprehension: `[x for x in xs if x.ok]` keeps all."""

    def mutation_positions(self, node):
        if node.type == "comp_if":
            yield (node.children[1].start_pos, node.children[1].end_pos)

    def mutate(self, node, index):
        node.children[1] = parso.parse(" True")
        return node

    @classmethod
    def examples(cls):
        return ()


class ReplaceInWithNotIn(Operator):
    """Turns `in` into `not in`, and the other way round."""

    def mutation_positions(self, node):
        if node.type == "comparison" and node.children[1].get_code().split() in (["in"], ["not", "in"]):
            yield (node.children[1].start_pos, node.children[1].end_pos)

    def mutate(self, node, index):
        said = node.children[1].get_code().split()
        node.children[1] = parso.parse(" not in" if said == ["in"] else " in")
        return node

    @classmethod
    def examples(cls):
        return ()


@dataclass(frozen=True)
class Mutant:
    """A module with one fault: `text` is the whole of it, `lines` are those of the faulty statement."""

    path: Path
    operator: str
    text: str
    lines: range
    changed: int

    @property
    def module(self) -> str:
        name = ".".join(self.path.relative_to(ROOT).with_suffix("").parts)
        return name.removesuffix(".__init__")

    def describe(self) -> str:
        before, after = self.path.read_text(encoding="utf-8").splitlines(), self.text.splitlines()
        shown = list(unified_diff(before, after, n=0, lineterm=""))[2:]
        changes = "\n".join(f"    {line}" for line in shown if not line.startswith("@@"))
        return f"{self.path.relative_to(ROOT)}:{self.changed} ({self.operator})\n{changes}"

    def install(self) -> None:
        """Has the module imported with its fault from now on."""
        sys.meta_path.insert(0, _Finder(self))


@dataclass(frozen=True)
class DataMutant:
    """A data file with one fault. `path` and `lines` are those of the statement that reads it."""

    file: Path
    changes: str
    data: dict[str, object]
    path: Path
    lines: range
    changed: int

    def describe(self) -> str:
        return f"{self.file.relative_to(ROOT)} ({self.changes})"

    def install(self) -> None:
        """Has the text of the file read as the data with the fault from now on."""
        sound, text, data = tomllib.loads, self.file.read_text(encoding="utf-8"), self.data
        tomllib.loads = lambda read, **options: data if read == text else sound(read, **options)


def make_mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module that differs from it and can be compiled."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    known = {_dump(tree)}
    provider = OperatorProvider()
    operators = {name: provider[name]() for name in OPERATORS} | {
        made.__name__: made() for made in (KeepAll, ReplaceInWithNotIn)
    }
    nodes = list(ast_nodes(parso.parse(source)))
    for name, operator in operators.items():
        places = [start for node in nodes for (start, _) in operator.mutation_positions(node)]
        for occurrence, (changed, _) in enumerate(places):
            text = mutate_code(source, operator, occurrence)
            try:
                dumped = _dump(ast.parse(text))
            except SyntaxError:
                continue
            if dumped not in known:
                known.add(dumped)
                yield Mutant(path, name, text, _find_statement(tree, changed), changed)


def make_data_mutants(file: Path, modules: Sequence[Path]) -> Iterator[DataMutant]:
    """Every mutant of a data file that a module of the room names."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    for path in modules:
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in [number for number, said in enumerate(lines, 1) if f'"{file.name}"' in said][:1]:
            for number, (changes, changed) in enumerate(change(data)):
                yield DataMutant(file, changes, changed, path, range(line, line + 1), number)


def change(value: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Each way to put a fault into a value, with its description."""
    if isinstance(value, dict):
        yield from _exchange(value, place)
        yield from _move(value, place)
        for key, held in value.items():
            for changes, changed in change(held, f"{place}.{key}".lstrip(".")):
                yield changes, {**value, key: changed}
    elif isinstance(value, list):
        for number, held in enumerate(value):
            before, after = value[:number], value[number + 1 :]
            if isinstance(held, str):
                yield f"{place} without {held!r}", [*before, *after]
            for changes, changed in () if isinstance(held, str) else change(held, f"{place}.{number}"):
                yield changes, [*before, changed, *after]
    elif isinstance(value, bool):
        yield f"{place} is {not value}", not value
    elif isinstance(value, int):
        yield f"{place} doubled", 2 * value
    elif isinstance(value, str) and _is_names(value):
        for name in value.split():
            yield f"{place} without {name}", " ".join(one for one in value.split() if one != name)


def _is_names(text: str) -> bool:
    """Whether a text is a set of names in capitals, which are the names of word lists."""
    return bool(text.strip()) and text == text.upper() and any(map(str.isalpha, text))


def _move(ladder: dict[str, object], place: str) -> Iterator[tuple[str, object]]:
    if not set(RUNGS) <= ladder.keys():
        return
    for rung, other in zip(RUNGS, (*RUNGS[1:], RUNGS[0]), strict=True):
        for name in str(ladder[rung]).split():
            left = " ".join(one for one in str(ladder[rung]).split() if one != name)
            moved = {rung: left, other: f"{ladder[other]} {name}"}
            yield f"{place}.{ladder.get('name', '')}: {name} from {rung} to {other}", {**ladder, **moved}


def _exchange(table: dict[str, object], place: str) -> Iterator[tuple[str, object]]:
    """An entry with the value that others have, where several share one: a state, an aspect."""
    columns = {column for entry in table.values() if isinstance(entry, dict) for column in entry}
    for column in (None, *sorted(columns)):
        said = {
            key: entry if column is None else entry.get(column)
            for key, entry in table.items()
            if column is None or isinstance(entry, dict)
        }
        said = {key: value for key, value in said.items() if isinstance(value, str) and not _is_names(value)}
        kinds = sorted(set(said.values()))
        if not 1 < len(kinds) < len(said):
            continue
        for key, value in said.items():
            other = kinds[(kinds.index(value) + 1) % len(kinds)]
            changed = other if column is None else {**table[key], column: other}
            yield f"{place}.{key} is {other}".lstrip("."), {**table, key: changed}


def _find_statement(tree: ast.Module, line: int) -> range:
    """The lines of the innermost statement at a line; of a statement with a body its head alone."""
    found = range(line, line + 1)
    for node in ast.walk(tree):  # outer statements come first
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            start = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
            stop = max(body[0].lineno, start + 1) if body else node.end_lineno + 1
            if line in range(start, stop):
                found = range(start, stop)
    return found


class _WithoutWhatNoTestNotices(ast.NodeTransformer):
    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_arguments(self, node):
        # How an argument may be passed: a type checker tells.
        node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
        node.defaults = [*node.defaults, *filter(None, node.kw_defaults)]
        node.posonlyargs, node.kwonlyargs, node.kw_defaults = [], [], []
        return self.generic_visit(node)

    def visit_AnnAssign(self, node):
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_ClassDef(self, node):
        for made in node.decorator_list:
            if isinstance(made, ast.Call) and getattr(made.func, "id", "") == "dataclass":
                made.keywords = []
        return self.generic_visit(node)

    def visit_FunctionDef(self, node):
        node.returns = None
        node.decorator_list = [
            one
            for one in node.decorator_list
            if ast.unparse(one).partition("(")[0] not in ("cache", "lru_cache")
        ]
        return self.generic_visit(node)

    def visit_If(self, node):
        return None if "TYPE_CHECKING" in ast.unparse(node.test) else self.generic_visit(node)

    def visit_Call(self, node):
        if getattr(node.func, "id", "") in ("zip", "ConfigDict"):
            node.keywords = [one for one in node.keywords if one.arg not in ("strict", "frozen")]
        return self.generic_visit(node)


def _dump(tree: ast.Module) -> str:
    """The meaning of a module, without what no test can notice."""
    return ast.dump(_WithoutWhatNoTestNotices().visit(tree))


@dataclass
class Reach:
    """What the tests of a room take, which fixtures they use, and who reaches which line of the room."""

    seconds: dict[str, float] = field(default_factory=dict)
    fixtures: dict[str, Collection[str]] = field(default_factory=dict)
    lines: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    imported: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def find_tests(self, mutant: Mutant | DataMutant) -> set[str]:
        reached = set().union(*(self.lines.get((str(mutant.path), line), ()) for line in mutant.lines))
        if IMPORTED in reached:
            return set(self.seconds)
        return {
            test
            for test, fixtures in self.fixtures.items()
            if test in reached or any(f"fixture {fixture}" in reached for fixture in fixtures)
        }


class _Measure:
    """A plugin of pytest that notes for each test, and each shared fixture, the lines that it reaches."""

    def __init__(self, reach: Reach, noted: coverage.Coverage) -> None:
        self.reach, self.noted = reach, noted

    def pytest_collection_modifyitems(self, config, items):
        _leave_out(config, items, lambda item: not ELSEWHERE & set(item.fixturenames))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        for module in [one for name, one in sys.modules.items() if name.startswith("camket.")]:
            for made in vars(module).values():
                if isinstance(made, _lru_cache_wrapper):
                    made.cache_clear()  # what one test made, the next makes again
        self.noted.switch_context(item.nodeid)
        start = time.process_time()
        self.reach.fixtures[item.nodeid] = frozenset(item.fixturenames)
        try:
            return (yield)
        finally:
            self.reach.seconds[item.nodeid] = time.process_time() - start

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef, request):
        if fixturedef.scope == "function":
            return (yield)
        self.noted.switch_context(f"fixture {fixturedef.argname}")
        try:
            return (yield)
        finally:
            self.noted.switch_context(request._pyfuncitem.nodeid)

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.reach.failed.append(report.nodeid)


class _Choose:
    """A plugin of pytest that runs chosen tests, in a given order, and tests that only this mutant has."""

    def __init__(self, chosen: Sequence[str], known: Collection[str]) -> None:
        self.order = {test: number for number, test in enumerate(chosen)}
        self.known = known

    def pytest_collection_modifyitems(self, config, items):
        _leave_out(
            config,
            items,
            lambda item: (
                item.nodeid in self.order
                or (item.nodeid not in self.known and not ELSEWHERE & set(item.fixturenames))
            ),
        )
        items.sort(key=lambda item: self.order.get(item.nodeid, -1))


def _leave_out(config, items, keeps: Callable[[pytest.Item], bool]) -> None:
    left_out = [item for item in items if not keeps(item)]
    items[:] = [item for item in items if keeps(item)]
    config.hook.pytest_deselected(items=left_out)


class _Loader(importlib.machinery.SourceFileLoader):
    text = ""

    def get_code(self, fullname):
        return compile(self.text, self.path, "exec", dont_inherit=True)


class _Finder:
    """Imports one module with a fault in it."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None):
        if name != self.mutant.module:
            return None
        loader = _Loader(name, str(self.mutant.path))
        loader.text = self.mutant.text
        return importlib.util.spec_from_file_location(name, self.mutant.path, loader=loader)


def run_pytest(tests: Sequence[Path], plugin: object) -> int:
    arguments = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no", "--no-header"]
    arguments += [
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    ]  # plugins are imported before they are used
    return pytest.main([*arguments, *map(str, tests)], plugins=[plugin])


def fork(work: Callable[[], int], *, seconds: float = 0) -> int:
    """Does some work in a process of its own and gives its id. The work may take that much processor time."""
    if child := os.fork():
        return child
    try:
        os.setsid()
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if seconds:
            signal.signal(signal.SIGXCPU, signal.SIG_DFL)
            limit = int(seconds + time.process_time()) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        os._exit(work())
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def measure(modules: Sequence[Path], tests: Sequence[Path]) -> Reach:
    """Runs the tests once without a fault."""
    with tempfile.NamedTemporaryFile() as file:

        def work() -> int:
            noted = coverage.Coverage(
                data_file=None, config_file=False, include=[str(one) for one in modules]
            )
            noted.start()
            noted.switch_context(IMPORTED)
            for one in modules:
                importlib.import_module(Mutant(one, "", "", range(0), 0).module)
            reach = Reach()
            run_pytest(tests, _Measure(reach, noted))
            noted.stop()
            data = noted.get_data()
            for path in data.measured_files():
                for line, contexts in data.contexts_by_lineno(path).items():
                    reach.lines[path, line] = set(contexts)
            reach.lines = dict(reach.lines)
            reach.imported = [name for name, module in sys.modules.items() if _is_of_the_program(module)]
            Path(file.name).write_bytes(pickle.dumps(reach))
            return 0

        _, status = os.waitpid(fork(work), 0)
        if status:
            sys.exit("The tests could not be run without a fault.")
        reach = pickle.loads(Path(file.name).read_bytes())
    if reach.failed:
        sys.exit(f"These tests fail without a fault: {', '.join(reach.failed)}")
    return reach


def _is_of_the_program(module: ModuleType) -> bool:
    """Whether it is a library or a module of camket, and no file of tests."""
    found = getattr(module, "__file__", None) or ""
    return "site-packages" in found or found.startswith(str(ROOT / "camket"))


def preload(names: Sequence[str], room: Collection[str]) -> None:
    """Imports, for all the processes forked later, what does not itself import the room."""
    closed = _Closed(room)
    sys.meta_path.insert(0, closed)
    for name in names:
        if name not in room:
            with suppress(ImportError):
                importlib.import_module(name)
    sys.meta_path.remove(closed)
    gc.freeze()


class _Closed:
    """Lets nobody import a room."""

    def __init__(self, room: Collection[str]) -> None:
        self.room = room

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> None:
        if name in self.room:
            raise ModuleNotFoundError(name)


def run_mutants(
    mutants: Iterable[Mutant | DataMutant],
    tests: Sequence[Path],
    reach: Reach,
    *,
    workers: int,
    patience: float,
) -> Iterator[tuple[Mutant | DataMutant, str]]:
    """Each mutant with `killed`, `survived` or `timed out`, as they end."""
    waiting = iter(mutants)
    running: dict[int, tuple[Mutant | DataMutant, float]] = {}
    while True:
        while len(running) < workers and (mutant := next(waiting, None)):
            chosen = _in_order(reach, mutant)
            if not chosen:
                yield mutant, "survived"
                continue
            # Twice for what coverage slows, and the time that importing camket takes.
            seconds = patience * (10 + 5 * sum(reach.seconds[test] for test in chosen))
            child = fork(
                lambda mutant=mutant, chosen=chosen: _try(mutant, tests, chosen, reach), seconds=seconds
            )
            running[child] = (mutant, time.monotonic() + 60 + 20 * seconds)
        if not running:
            return
        child, status = os.waitpid(-1, os.WNOHANG)
        if child in running:
            mutant, _ = running.pop(child)
            code = os.waitstatus_to_exitcode(status)
            yield mutant, "survived" if code == 0 else "timed out" if code in LATE else "killed"
            continue
        for late in [one for one, (_, end) in running.items() if time.monotonic() > end]:
            os.killpg(late, signal.SIGKILL)
        time.sleep(0.01)


def _in_order(reach: Reach, mutant: Mutant | DataMutant) -> list[str]:
    """The tests that reach a fault: those of the module's own file first, the quick ones before the slow ones."""
    own = f"test_{mutant.path.stem}.py"
    return sorted(
        reach.find_tests(mutant), key=lambda test: (own not in test.partition("::")[0], reach.seconds[test])
    )


def _try(mutant: Mutant | DataMutant, tests: Sequence[Path], chosen: Sequence[str], reach: Reach) -> int:
    mutant.install()
    sys.dont_write_bytecode = True
    return int(run_pytest(tests, _Choose(chosen, reach.seconds)))


def count_mutants(
    rooms: Sequence[str], *, sample: int | None, seed: int, workers: int, only: str | None
) -> list[Mutant | DataMutant]:
    """Prints the score of rooms that are tested together, and gives the survivors."""
    start = time.monotonic()
    modules = [path for room in rooms for path in sorted((ROOT / "camket" / room).rglob("*.py"))]
    tests = [ROOT / "tests" / room for room in rooms]
    reach = measure(modules, tests)
    preload(reach.imported, {Mutant(path, "", "", range(0), 0).module for path in modules})
    sound = Mutant(modules[0], "none", modules[0].read_text(encoding="utf-8"), range(0), 0)
    child = fork(lambda: _try(sound, tests, list(reach.seconds), reach))
    if os.waitpid(child, 0)[1]:
        sys.exit("The tests fail in a forked process without a fault.")
    files = [path for room in rooms for path in sorted((ROOT / "camket" / room).rglob("*.toml"))]
    mutants = [mutant for path in modules if only in (None, path.stem) for mutant in make_mutants(path)]
    in_data = [[*make_data_mutants(path, modules)] for path in files if only in (None, path.name)]
    every = len(mutants) + sum(map(len, in_data))
    if sample and sample < every:
        mutants = draw(mutants, in_data, sample, random.Random(seed))
    else:
        mutants += [mutant for found in in_data for mutant in found]
    print(
        f"{' '.join(rooms)}: {every} mutants, {len(mutants)} tried", f"{len(reach.seconds)} tests", flush=True
    )
    ends: dict[str, list[Mutant | DataMutant]] = {"killed": [], "survived": [], "timed out": []}

    def note(tried: Iterable[tuple[Mutant | DataMutant, str]]) -> None:
        for mutant, end in tried:
            ends[end].append(mutant)
            if end == "survived":
                print(mutant.describe(), flush=True)
            if sys.stdout.isatty():
                print(f"{sum(map(len, ends.values()))} of {len(mutants)}", end="\r\x1b[K", flush=True)

    note(run_mutants(mutants, tests, reach, workers=workers, patience=1))
    again, ends["timed out"] = ends["timed out"], []
    note(run_mutants(again, tests, reach, workers=1, patience=2))
    noticed = len(ends["killed"]) + len(ends["timed out"])
    for name in dict.fromkeys(map(_part, mutants)):
        tried = [mutant for mutant in mutants if _part(mutant) == name]
        left = sum(_part(mutant) == name for mutant in ends["survived"])
        print(f"  {name}: {len(tried) - left} of {len(tried)} killed")
    print(
        f"{' '.join(rooms)}: {noticed} of {len(mutants)} killed ({100 * noticed / max(len(mutants), 1):.1f}%),"
        f" {len(ends['timed out'])} of them by time; {every} mutants in all;"
        f" {time.monotonic() - start:.0f} seconds"
    )
    return ends["survived"]


def _part(mutant: Mutant | DataMutant) -> str:
    """The data file of a mutant, or the code."""
    return mutant.file.name if isinstance(mutant, DataMutant) else "code"


def draw(
    code: Sequence[Mutant], data: Sequence[Sequence[DataMutant]], sample: int, chance: random.Random
) -> list[Mutant | DataMutant]:
    """A sample, half from the code and half from the data files, of each alike."""
    files = [found for found in data if found]
    share = sample // 2 // len(files) if files else 0
    drawn = [chance.sample(found, min(share, len(found))) for found in files]
    rest = sample - sum(map(len, drawn))
    chosen = sorted(chance.sample(code, min(rest, len(code))), key=lambda one: (one.path, one.changed))
    return [*chosen, *(mutant for found in drawn for mutant in found)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "rooms", nargs="+", help="folders under camket/, tested by the same folders under tests/"
    )
    parser.add_argument("--sample", type=int, help="so many mutants, drawn with the seed, in place of all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", help="the name of one module, or of one data file with its ending")
    asked = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT)]
    count_mutants(asked.rooms, sample=asked.sample, seed=asked.seed, workers=asked.workers, only=asked.only)
