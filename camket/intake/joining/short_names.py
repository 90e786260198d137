"""The short forms of a department's name: "Sở NN và PTNT", "Sở LĐTB&XH", "Văn phòng UBND" of the province."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, product

# What joins the parts of a name.
_JOINS = re.compile(r"\s*(?:,|&|[-–]|\bvà\b)\s*")
# Bodies whose first word stays as it is; a place is never shortened.
_BODY = re.compile(r"(Sở|Ban Quản lý|Ban) (\S.*)")
# In its own letterhead, below that of the province, the office leaves the province out.
_OFFICE = re.compile(r"(Văn phòng \S.*) tỉnh", re.IGNORECASE)
_MOST_PARTS = 4


def list_short_names(name: str) -> Iterator[str]:
    """The name with each of its parts written out or as initials; initials side by side also as one word.

    That of an office also without its province.

    >>> sorted(list_short_names("Sở Giáo dục và Đào tạo"))
    ['Sở GD Đào tạo', 'Sở GD ĐT', 'Sở GDĐT', 'Sở Giáo dục ĐT']
    """
    if office := _OFFICE.fullmatch(name):
        yield office[1]
    found = _BODY.fullmatch(name)
    parts = [part for part in _JOINS.split(found[2]) if part] if found else []
    if not found or len(parts) > _MOST_PARTS:
        return
    initials = ["".join(word[0].upper() for word in part.split()) for part in parts]
    for chosen in product((False, True), repeat=len(parts)):
        if not any(chosen):
            continue
        # Between two parts in initials there may be no sign.
        joins = [(" ", "") if one and other else (" ",) for one, other in pairwise(chosen)]
        words = [
            short if is_short else part for part, short, is_short in zip(parts, initials, chosen, strict=True)
        ]
        for between in product(*joins):
            yield f"{found[1]} " + "".join(
                f"{word}{join}" for word, join in zip(words, (*between, ""), strict=True)
            )
