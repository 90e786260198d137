"""The words of a web page that it does not show: hidden by themselves, by a style, or by a rule of its style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_HIDES = re.compile(r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
# A rule of a style sheet for one class, one id or one element, outside the rules for a medium.
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_FOR_A_MEDIUM = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<name>[\w-]+)|#(?P<id>[\w-]+))", re.IGNORECASE)
_NEVER_SHOWN = ("html", "head", "body", "script", "style", "template", "title")


def take_hidden(root: Any) -> list[str]:
    """Take the hidden elements out of a page; their words, each element by itself."""
    rules = list(_hiding_rules(root))
    hidden = [node for node in root.iter("*") if node.tag not in _NEVER_SHOWN and _is_hidden(node, rules)]
    outermost = [node for node in hidden if not any(above in hidden for above in node.iterancestors())]
    said = [" ".join(node.text_content().split()) for node in outermost]
    for node in outermost:
        node.drop_tree()
    return list(filter(None, said))


def _hiding_rules(root: Any) -> Iterator[re.Match[str]]:
    for sheet in root.iter("style"):
        for selectors, declared in _RULE.findall(_FOR_A_MEDIUM.sub("", _REMARK.sub("", sheet.text or ""))):
            if _HIDES.search(declared):
                yield from filter(None, (_SIMPLE.fullmatch(each.strip()) for each in selectors.split(",")))


def _is_hidden(node: Any, rules: list[re.Match[str]]) -> bool:
    if "hidden" in node.attrib or _HIDES.search(node.get("style") or ""):
        return True
    names = (node.get("class") or "").split()
    return any(
        rule["tag"] in (None, node.tag)
        and (rule["name"] in names if rule["name"] else rule["id"] == node.get("id"))
        for rule in rules
    )
