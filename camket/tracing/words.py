"""The Vietnamese names of rules and kinds of rows (`words.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from camket.judging.rules import Rules


def row_label(kind: str) -> str:
    """A kind of row that is no data; a new kind by its own name."""
    return _words()["rows"].get(kind, kind)


def rule_label(rule: str, rules: Rules) -> str:
    """What a rule says: of the rule book, or of the steps around it."""
    said = next((one.says for one in rules.book.rule if one.name == rule), "")
    return said or _words()["rules"].get(rule, rule)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("camket.tracing").joinpath("words.toml").read_text("utf-8"))
