"""The language in which rules.toml says what a rule looks for, made into regular expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from camket.judging.words import COMMA, END, OTHER

_TOKEN = re.compile(r"\s*(//|[()|?*…~^$]|[^\s()|?*…~^$]+)")


def compile_pattern(patterns: Sequence[str], tags: Mapping[str, str], turning: str) -> re.Pattern[str]:
    """One expression for all patterns of a rule; without any, one that finds nothing.

    Capitals name a word list, or a group of lists given in `tags` with several characters; `…` is any
    words of the clause that do not turn its sense, `~` any words of the clause, `//` any words of the
    text, `·` words in no list, `,` and `:` the signs, `^` and `$` the bounds of a clause; `( | )`,
    `?` and `*` as usual. Raises `KeyError` for a name that is no list.
    """
    gaps = {"…": f"[^{END}{turning}]*?", "~": f"[^{END}]*?", "//": ".*?", "^": f"(?:^|(?<={END}))", "$": f"(?={END}|$)"}
    parts = []
    for pattern in patterns:
        made = ""
        for token in _TOKEN.findall(pattern):
            if token in "()|?*":
                made += "(?:" if token == "(" else token
            elif token in gaps:
                made += gaps[token]
            elif token in (OTHER, COMMA, ":", END):
                made += token
            else:
                made += f"[{tags[token]}]"
        parts.append(f"(?:{made})")
    return re.compile("|".join(parts) or r"(?!)", re.DOTALL)
