"""What a unit proposes for an item of this year's list, in the words of a cell or a section (`proposals.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from camket.text import plain

# "nội dung số 4 và 5", "mục 3, 4", "STT 7", "nội dung 4-6". What a number counts ("cam kết 12 lớp") and what a
# document has ("mục 5 Công văn 12") is no reference.
_NUMBER = r"\d{1,2}(?![\d/.%])(?!,\d)"
_SURE = r"(?:(?:nội dung|mục|cam kết) số|stt(?: số)?|số thứ tự)"
_BARE = r"(?:nội dung|mục|cam kết)"
_RANGES = ("đến", "-", "–")
# What negates the words after it: "không có nội dung đề nghị giảm".
_DENIED = re.compile(r"\b(?:không|chưa)(?: có| cần| phải)?(?: đề nghị| đề xuất)?(?: nội dung)?(?: nào)?\s+$")
# Empty where nothing is stated.
Proposal = Literal["keep", "change", "add", "drop", ""]
_KINDS = ("drop", "change", "add", "keep")


def classify_proposal(text: str, *, bare: bool = True) -> Proposal:
    """The proposal that a text states, or empty; a single word counts only where `bare` words do.

    >>> classify_proposal("II. Nội dung đề nghị bổ sung")
    'add'
    >>> classify_proposal("Không có nội dung đề nghị giảm"), classify_proposal("Đề nghị bổ sung kinh phí")
    ('', '')
    """
    key, words = plain(text), _load()
    whole = key.strip(" .-;:()") if bare else ""
    for other in words["no_item"]["phrases"]:
        key = key.replace(other, " ")
    found = [
        *(kind for kind, said in words["before"].items() if _says(key, said)),
        *(kind for kind in _KINDS if whole in words["bare"][kind] or _says(key, words[kind])),
    ]
    return next((kind for kind in get_args(Proposal) if found and kind == found[0]), "")


def _says(key: str, phrases: Sequence[str]) -> bool:
    """Whether a text has one of the phrases, and not only negated."""
    return any(
        not _DENIED.search(key[: found.start()])
        for phrase in phrases
        if phrase in key
        for found in re.finditer(re.escape(phrase), key)
    )


def begins_with_proposal(text: str, *, bare: bool = True) -> Proposal:
    """The proposal with whose words a text begins, or empty: what a cell of a column of proposals says.

    >>> begins_with_proposal("Thôi, do đã hoàn thành năm 2024")
    'drop'
    >>> begins_with_proposal("tăng 500 ha")
    'change'
    """
    key, words = plain(text).strip(" .-;:("), _load()
    key = re.sub(
        r"^(?:đơn vị |địa phương |sở |huyện )?(?:đề nghị|đề xuất|xin) (?=(?:tăng|giảm|nâng|hạ)\b)", "", key
    )
    for kind, begins in words["counted"].items():
        if re.match(rf"(?:{'|'.join(begins)})\s+(?:thêm |từ |lên |xuống |còn |khoảng )*\d", key):
            return cast(Proposal, kind)
    first = re.split(r"[,;:.(\-–]|\s(?:do|vì)\s", key, maxsplit=1)[0].strip()
    said = classify_proposal(first, bare=bare)
    begins = (*words[said], *words["before"].get(said, ())) if said else ()
    return said if said and (first in words["bare"][said] or first.startswith(begins)) else ""


def gives_up_item(content: str) -> bool:
    """Whether a content only says that an item is given up: "Nội dung số 6: không đăng ký lại".

    >>> gives_up_item("Rà soát, loại bỏ thủ tục hành chính không cần thiết")
    False
    """
    return any(phrase in plain(content) for phrase in _load()["of_list"]["phrases"]) and (
        classify_proposal(content, bare=False) == "drop"
    )


def read_references(text: str) -> tuple[int, ...]:
    """The numbers of this year's items that a text names.

    >>> read_references("Gộp nội dung 4 và 5")
    (4, 5)
    >>> read_references("Tách từ nội dung số 3 năm 2024")
    (3,)
    >>> read_references("gộp 02 nội dung"), read_references("cam kết 12 lớp")
    ((), ())
    """
    key, (first, further) = plain(text), _compile_references()
    found = first.search(key)
    numbers: list[int] = []
    while found:
        number = int(found["sure"] or found["bare"])
        is_end = numbers and found["sign"] in _RANGES
        numbers += range(numbers[-1] + 1, number + 1) if is_end else [number]
        found = further.match(key, found.end())
    return tuple(dict.fromkeys(numbers))


@cache
def _compile_references() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds the first number of a reference, and each one that follows it."""
    words = _load()["references"]
    after, documents = "|".join(words["after"]), "|".join(words["documents"])
    ends = rf"(?=\s*(?:$|[^\w\s]|(?:{_SURE}|{_BARE}) \d|(?:{after})\b))"
    sure = rf"{_SURE} (?P<sure>{_NUMBER})"
    no_document = rf"(?! (?:của )?(?:{documents})\b)(?! ?nội dung)"
    sign = r"(?P<sign>,|;|\+|&|và|với|cùng|đến|-|–)"
    return (
        re.compile(rf"(?P<sign>)\b(?:{sure}|{_BARE} (?P<bare>{_NUMBER}{ends})){no_document}"),
        re.compile(rf"\s*{sign}\s*(?:{sure}|(?:{_BARE} )?(?P<bare>{_NUMBER}{ends})){no_document}"),
    )


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("camket.intake.tables").joinpath("proposals.toml").read_text("utf-8"))
