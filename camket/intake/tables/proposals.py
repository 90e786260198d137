"""What a unit proposes for an item of this year's list, in the words of a cell or a section (`proposals.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from camket.text import plain

# "nội dung số 4 và 5", "mục 3, 4", "STT 7".
_ONE = r"\d{1,2}(?![\d/.%])"
_FURTHER = rf"\s*(?:,|;|\+|&|và|với)\s*(?:nội dung )?(?:số )?{_ONE}"
_REFERENCE = re.compile(
    rf"\b(?:nội dung|mục|stt|số thứ tự|cam kết)(?: số)? ({_ONE}(?:{_FURTHER})*)(?! ?nội dung)"
)
# Empty where nothing is stated.
Proposal = Literal["keep", "change", "add", "drop", ""]
_KINDS = ("drop", "change", "add", "keep")


def classify_proposal(text: str) -> Proposal:
    """The proposal that a text states, or empty.

    >>> classify_proposal("II. Nội dung đề nghị bổ sung")
    'add'
    """
    key, words = plain(text), _load()
    bare = key.strip(" .-;:()")
    found = [
        *(kind for kind, said in words["before"].items() if any(each in key for each in said)),
        *(kind for kind in _KINDS if bare in words["bare"][kind] or any(each in key for each in words[kind])),
    ]
    return next((kind for kind in get_args(Proposal) if found and kind == found[0]), "")


def begins_with_proposal(text: str) -> Proposal:
    """The proposal with whose words a text begins, or empty: what a cell of a column of proposals says.

    >>> begins_with_proposal("Thôi, do đã hoàn thành năm 2024")
    'drop'
    >>> begins_with_proposal("tăng 500 ha")
    'change'
    """
    key, words = plain(text).strip(" .-;:("), _load()
    for kind, begins in words["counted"].items():
        if re.match(rf"(?:{'|'.join(begins)})\s+(?:thêm |từ |lên |xuống |còn |khoảng )*\d", key):
            return cast(Proposal, kind)
    first = re.split(r"[,;:.(\-–]|\s(?:do|vì)\s", key, maxsplit=1)[0].strip()
    said = classify_proposal(first)
    begins = (*words[said], *words["before"].get(said, ())) if said else ()
    return said if said and (first in words["bare"][said] or first.startswith(begins)) else ""


def read_references(text: str) -> tuple[int, ...]:
    """The numbers of this year's items that a text names.

    >>> read_references("Gộp nội dung 4 và 5")
    (4, 5)
    >>> read_references("Tách từ nội dung số 3 năm 2024")
    (3,)
    >>> read_references("gộp 02 nội dung")
    ()
    """
    found = _REFERENCE.search(plain(text))
    return tuple(dict.fromkeys(int(each) for each in re.findall(r"\d+", found[1]))) if found else ()


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("camket.intake.tables").joinpath("proposals.toml").read_text("utf-8"))
