"""README.md held against the program: the files, functions, commands and examples that it names; README.vi.md too."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from camket.cli.main import main
from camket.settings.decisions import OPTIONAL_COLUMNS, read_lines
from camket.settings.project_fields import read_project_fields
from camket.settings.read_scheme import read_scheme

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "camket"
README = (CHECKOUT / "README.md").read_text("utf-8")
VIETNAMESE = (CHECKOUT / "README.vi.md").read_text("utf-8")
ANSWERS = re.findall(r"^\| [^|]+\? \| `([^`]+)` \| `([^`]+)` \|$", README, re.MULTILINE)


def rows_below(head: str) -> list[str]:
    """The first cells of the table with this head, without their ticks."""
    table = README.split(head, 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)


def names_in(path: Path) -> set[str]:
    """The functions and classes of a module, and what stands in its classes as `Class.name` and `name`."""
    names = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        for part in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(part, ast.FunctionDef):
                names.add(f"{node.name}.{part.name}")
            elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
                names.add(part.target.id)
            elif isinstance(part, ast.Assign):
                names |= {target.id for target in part.targets if isinstance(target, ast.Name)}
    return names


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_many_questions_have_an_answer():
    assert len(ANSWERS) > 30


@pytest.mark.parametrize(("file", "entry"), ANSWERS)
def test_an_answer_names_what_stands_in_its_file(file, entry):
    path = PACKAGE / file
    if path.suffix == ".py":
        assert entry in names_in(path)
    else:
        assert entry in path.read_text("utf-8")


def test_every_path_into_the_checkout_exists():
    named = re.findall(
        r"`((?:camket|tests|benchmarks|requirements|notebooks|docs)/[\w./]*)`", README + VIETNAMESE
    )
    named += re.findall(r"\]\(([\w./]+)\)", README + VIETNAMESE)
    assert len(named) > 15
    assert [path for path in named if not (CHECKOUT / path).exists()] == []


def test_every_test_that_a_data_file_names_exists():
    texts = [path.read_text("utf-8") for path in PACKAGE.rglob("*.toml")]
    named = {path for text in texts for path in re.findall(r"\btests/[\w/]+(?:\.\w+)?", text)}
    assert len(named) > 2
    assert [path for path in named if not (CHECKOUT / path).exists()] == []


def test_the_rooms_stand_in_the_order_of_the_architecture():
    picture = (CHECKOUT / "docs" / "architecture.md").read_text("utf-8")
    rooms = re.findall(r"^\| (`[a-z_]+(?:/|\.py)`) \|", picture, re.MULTILINE)
    assert rows_below("| in `camket/` | holds |") == rooms


def test_every_data_file_of_the_package_is_listed_once():
    listed = " ".join(rows_below("| data file in `camket/` | holds |"))
    there = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.toml"))
    assert sorted(re.findall(r"`([^`]+)`", listed)) == there


def test_the_table_of_commands_lists_every_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    helped = re.findall(r"^    ([a-z-]+)(?:\s|$)", capsys.readouterr().out, re.MULTILINE)
    assert [row.split()[1].strip("`") for row in rows_below("| command | does |")] == helped


@pytest.mark.parametrize(
    ("text", "head"), [(README, "| exit code | means |"), (VIETNAMESE, "| mã | nghĩa |")]
)
def test_the_table_of_exit_codes_lists_those_of_the_help(capsys, text, head):
    with pytest.raises(SystemExit):
        main(["--help"])
    helped = re.findall(r"(\d+)\s", capsys.readouterr().out.split("Exit codes:")[1])
    table = text.split(head, 1)[1].split("\n\n", 1)[0]
    assert re.findall(r"^\| (\d+) \|", table, re.MULTILINE) == sorted(helped, key=int)


@pytest.mark.parametrize("text", [README, VIETNAMESE], ids=["English", "Vietnamese"])
def test_the_examples_of_own_columns_and_groups_are_accepted(tmp_path, text):
    fields, scheme = tmp_path / "fields.toml", tmp_path / "scheme.toml"
    own_fields, own_scheme = blocks("toml", text)
    fields.write_text(own_fields, "utf-8")
    scheme.write_text(own_scheme, "utf-8")
    assert "kết quả công tác" in read_project_fields(fields)["result_text"].headings
    assert read_scheme(scheme, "scheme.toml").group_codes == tuple(
        group["code"] for group in tomllib.loads(own_scheme)["group"]
    )


def test_the_example_of_a_decision_has_twelve_columns_and_is_read(tmp_path):
    path = tmp_path / "decisions.csv"
    (example,) = blocks("csv")
    path.write_text(example, "utf-8")
    (line,) = read_lines(path, "decisions.csv")
    assert line[1].record_id == "STP-05"
    assert example.splitlines()[0].endswith(",".join(OPTIONAL_COLUMNS))
    assert example.splitlines()[0].count(",") == example.splitlines()[1].count(",") == 11
