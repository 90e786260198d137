"""What a unit proposes for an item of this year's list, in the words of a cell or a section (`proposals.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from camket.intake.tables.heading_words import is_tick
from camket.text import plain

# "nội dung số 4 và 5", "mục 3, 4", "STT 7", "nội dung 4-6". What a number counts ("cam kết 12 lớp") and what a
# document has ("mục 5 Công văn 12") is no reference.
_NUMBER = r"\d{1,2}(?![\d/.%])(?!,\d)"
_NOUN = r"(?:nội dung|nhiệm vụ|mục|cam kết)"
_BEFORE_NUMBER = r"(?:số thứ tự|số|thứ|stt(?: số)?)\W{0,3}"
# What may stand between the noun and its numbers: "các nội dung sau: 3, 5".
_LEADS = r"(?: (?:sau|gồm|là|có))*"
_RANGES = ("đến", "-", "–")
# The number, letter or mark before a title: "II.", "Phần A:", "2)", "*".
_COUNTED = re.compile(
    r"\W*(?:(?i:phần|mục|nhóm|bảng|biểu|phụ lục)\s+(?i:số\s+)?(?=[\dIVXA-ZĐ]))?"
    r"(?:(?:[IVXLC]+|[A-ZĐ])\b|\d[\d.]*\b(?!\s*(?i:nội dung|nhiệm vụ))|[a-zđ](?=[.)/:]))?\W*"
)
_LONGEST_TITLE = 20  # words
_NO = r"(?:không|ko)"
_ANSWERS = r"(?: (?:đăng ký|đk|tiếp tục))?(?: lại| tiếp| tục)?"
# Why, and what stands in brackets or beside it, is no part of what a title says.
_ASIDE = re.compile(r"\s(?:do|vì|bởi)\s.*|[(,;:–].*")
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


def list_phrases() -> dict[Proposal, tuple[str, ...]]:
    """The words of each proposal, those first that count before the others of the same words."""
    words = _load()
    return {
        kind: (*words[kind], *words["bare"][kind], *words["before"].get(kind, ()))
        for kind in get_args(Proposal)
        if kind
    }


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


def read_title(text: str, *, above_table: bool = False) -> Proposal:
    """The proposal that a title states for all rows below it, or empty.

    It has no words but those of proposals and of titles; above a table it may begin with such words, and says more.

    >>> read_title("II. Các nội dung đề nghị bổ sung năm 2025:")
    'add'
    >>> read_title("Nội dung số 6: không đăng ký lại"), read_title("Nội dung điều chỉnh địa giới hành chính")
    ('', '')
    """
    title = _COUNTED.sub("", text, count=1)
    key = plain(title).strip(" .:;-–'\"")
    own = _ASIDE.sub("", key)
    said = "" if is_no(key) else classify_proposal(key)
    if not said or read_references(key) or len(key.split()) > _LONGEST_TITLE or ":" in key:
        return ""
    # "Đăng ký điều chỉnh nội dung cam kết năm 2025" heads the whole list.
    if (
        above_table
        and said != "drop"
        and title == text
        and re.match(r"(?:đăng ký|danh mục|biểu|bảng)\b", own)
    ):
        return ""
    if all(word in _title_words() or re.fullmatch(r"20\d\d|\d{1,2}", word) for word in own.split()):
        return said
    begins = "|".join(_load()["titles"]["begins"])
    return said if above_table and re.match(rf"(?:{begins})\b", own) and not re.search(r"\d", own) else ""


@cache
def _title_words() -> frozenset[str]:
    """The words of proposals, and the others that titles have."""
    phrases = [*_load()["titles"]["words"], *(said for words in list_phrases().values() for said in words)]
    return frozenset(word for phrase in phrases for word in phrase.replace(",", " ").split())


def asks_again(heading: str) -> bool:
    """Whether a column asks if items are registered again, to be answered with yes or no.

    >>> asks_again("Có đăng ký lại không?"), asks_again("Đề nghị thôi đăng ký")
    (True, False)
    """
    key = re.sub(r"\bcó ?(?:/|hay|hoặc) ?không\b", " ", plain(heading))
    return classify_proposal(key) in ("keep", "") and any(said in key for said in _load()["asked"]["again"])


def is_answer(text: str) -> bool:
    """Whether a cell only answers yes or no, in a word or by a tick."""
    return is_tick(text) or bool(re.fullmatch(rf"(?:có|{_NO}){_ANSWERS}", plain(text).strip(" .")))


def is_no(text: str) -> bool:
    """Whether a cell only says no: the answer to any question, and no proposal by itself."""
    return bool(re.fullmatch(_NO, plain(text).strip(" .")))


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
    ends = rf"(?=\s*(?:$|[^\w\s]|(?:{_BEFORE_NUMBER}|{_NOUN} )\d|(?:{after})\b))"
    number, no_document = rf"(?P<sure>{_NUMBER})", rf"(?! (?:của )?(?:{documents})\b)(?! ?nội dung)"
    bare = rf"(?P<bare>{_NUMBER}{ends})"
    first = rf"(?:{_NOUN}{_LEADS}\W{{1,3}}{_BEFORE_NUMBER}|(?:stt(?: số)?|số thứ tự)\W{{1,3}}){number}"
    listed = rf"{_NOUN}{_LEADS}(?: |: ?)(?:\((?=\d{{1,2}}\)(?:[,;]| và)))?{bare}"
    sign = r"\)?\s*(?P<sign>,|;|\+|&|và|với|cùng|đến|-|–)\s*(?:và )?"
    return (
        re.compile(rf"(?P<sign>)\b(?:{first}|{listed}){no_document}"),
        re.compile(rf"{sign}(?:(?:{_NOUN} )?{_BEFORE_NUMBER}{number}|(?:{_NOUN} )?\(?{bare}){no_document}"),
    )


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("camket.intake.tables").joinpath("proposals.toml").read_text("utf-8"))
