"""The short forms of a department's name: "Sở NN và PTNT", "Sở Nông nghiệp và PTNT", "Sở LĐTBXH"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

# What joins the parts of a name.
_JOINS = re.compile(r"\s*(?:,|&|[-–]|\bvà\b)\s*")
# Bodies whose first word stays as it is; a place is never shortened.
_BODY = re.compile(r"(Sở|Ban Quản lý|Ban) (\S.*)")
_MOST_PARTS = 4


def list_short_names(name: str) -> Iterator[str]:
    """The name with each of its parts written out or as initials; initials side by side also as one word.

    >>> sorted(list_short_names("Sở Giáo dục và Đào tạo"))
    ['Sở GD Đào tạo', 'Sở GD ĐT', 'Sở GDĐT', 'Sở Giáo dục ĐT']
    """
    found = _BODY.fullmatch(name)
    parts = [part for part in _JOINS.split(found[2]) if part] if found else []
    if not found or len(parts) > _MOST_PARTS:
        return
    forms = [(part, "".join(word[0].upper() for word in part.split())) for part in parts]
    for chosen in product((False, True), repeat=len(parts)):
        if not any(chosen):
            continue
        words = [form[short] for form, short in zip(forms, chosen, strict=True)]
        yield f"{found[1]} {' '.join(words)}"
        if all(chosen) and len(parts) > 1:
            yield f"{found[1]} {''.join(words)}"
