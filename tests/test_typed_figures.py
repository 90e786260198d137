"""No number is typed by hand where a figure of the ledger belongs: in notebooks, templates, published pages."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from camket.checking.passages import Passage
from camket.checking.report_words import load_report_words
from camket.checking.statements import find_statements
from samples import SCHEME

CHECKOUT = Path(__file__).parents[1]
NOTEBOOKS = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))
TEMPLATES = sorted(
    path
    for path in (CHECKOUT / "camket").rglob("*")
    if path.suffix in (".j2", ".typ") or path.name == "wording.toml"
)
# Besides whole statements: a share, a fraction, or a count of something, wherever it stands.
TYPED = re.compile(
    r"(?<![\d/])\d+\s*/\s*\d+(?![\d/])|\d[\d.,]*\s*%|\b\d[\d.]*\s+(?:nội dung|nhiệm vụ|cam kết|đơn vị|câu hỏi)\b"
)


def typed_in(text: str) -> list[str]:
    return TYPED.findall(text) + [
        one.text for one in find_statements(Passage(text, ""), load_report_words(SCHEME).counted)
    ]


def prose_of(notebook: Path) -> Iterator[str]:
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield source
        else:
            yield from (
                node.value
                for node in ast.walk(ast.parse(source))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            )


def strings_of(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from strings_of(part)


def shown_by(template: Path) -> Iterator[str]:
    text = template.read_text(encoding="utf-8")
    if template.suffix == ".toml":
        yield from strings_of(tomllib.loads(text))
    elif template.suffix == ".j2":
        yield re.sub(
            r"<[^>]*>", " ", re.sub(r"\{[{%].*?[%}]\}|<style>.*?</style>", " ", text, flags=re.DOTALL)
        )
    else:
        yield from re.findall(r'"([^"]*[^\W\d_ ][^"]*)"|\[([^\[\]#]*)\]', text)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_types_no_figure(notebook):
    assert [found for prose in prose_of(notebook) for found in typed_in(prose)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_types_no_figure(template):
    shown = ["".join(part) if isinstance(part, tuple) else part for part in shown_by(template)]
    assert shown
    assert [found for text in shown for found in typed_in(text) if not found.startswith("100%")] == []


def test_every_counted_statement_of_a_published_page_is_made_of_figures(demonstration):
    pages = sorted((demonstration.outputs / "html").glob("*.html"))
    assert pages
    settings = demonstration.project / "data" / "raw" / "2022-10" / "period.toml"
    quoted = tomllib.loads(settings.read_text("utf-8"))["common_tasks"]
    for page in pages:
        root = html.parse(str(page)).getroot()
        notices = {node.text_content() for node in root.cssselect(".notice")}
        for mark in root.cssselect("a.figure, table, title, style"):
            mark.drop_tree()
        for prose in root.cssselect("p, li, h1, h2, h3, figcaption"):
            words = " ".join(prose.text_content().split())
            for task in quoted:
                words = words.replace(task, "")
            if prose.text_content() not in notices:
                assert typed_in(words) == [], page.name


@pytest.mark.parametrize(
    "typed",
    [
        "Có 103/293 nội dung hoàn thành",
        "chiếm 35,2%",
        "Còn 4 nội dung quá hạn",
        "tổng số 293 nội dung",
        "12 đơn vị",
    ],
)
def test_the_check_itself_finds_what_somebody_types(typed):
    assert typed_in(typed)


@pytest.mark.parametrize(
    "text", ["## 1. Kết quả chung", "năm 2022", "Phụ lục I", "{f.fraction} nội dung {f.label}"]
)
def test_the_check_lets_pass_what_is_no_figure(text):
    assert typed_in(text) == []
