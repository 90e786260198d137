"""The closed list of texts that are neither content nor a fault: letterheads, titles, signatures, page numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence, Set
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from camket.intake.tables.heading_words import folded_words, typed_words
from camket.intake.tables.row_kinds import is_blank, is_dated_place, is_signature
from camket.text import clean, fold, plain

Decoration = Literal[
    "motto", "page_number", "document_number", "place_and_day", "title", "caption", "agency", "addressee",
    "legal_basis", "introduction", "unit_of_measure", "synthetic", "remark", "instruction", "recipients", "filed",
    "recipient", "signature", "signed", "person",
]  # fmt: skip
_OF_ROWS = {"signed_for": is_signature, "dated_place": is_dated_place}  # known otherwise than by words
_LEAST, _MOST = 2, 6  # words of a name
_LONGEST_COMMON_WORD = 4  # "đạt" and "dừng" without their marks are also part of other words
# "Nội dung 3: …" says something of a row, and so may a remark with the number of a document.
_ABOUT_ITEM = re.compile(
    r"\b(?:nội dung|nhiệm vụ|chỉ tiêu|cam kết|mục|stt|dòng)\s+(?:số\s+|thứ\s+)?\d{1,3}\b(?!/)", re.IGNORECASE
)
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)/]\s+(?:\S+\s+){4}")
# Above a table a longer text, and a text of so many words that ends with a full stop, is no letterhead.
_LONGEST_LINE, _SENTENCE = 250, 10
# "Còn sống 28.400 cây" says something of a row.
_QUANTITY = re.compile(
    r"(?<![\w/.,-])(?<!năm )(?<!tháng )(?<!ngày )(?<!quý )(?<!số )(?<!đến )\d[\d.,]*(?:\s*%|\s+[^\W\d_]+)",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\d+/[^\W\d]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Strict):
    """How a decoration of one kind is known; the file explains each key."""

    begins: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    written: Literal["", "capitals", "name"] = ""
    always: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    longest: int = Field(ge=1)
    after: tuple[Decoration, ...] = ()
    holds: tuple[Literal["plainly", "loosely", "numbers"], ...] = ()

    @cached_property
    def beginnings(self) -> dict[bool, tuple[str, ...]]:
        """The words with which a text of the kind begins, as they are said (False) and without marks (True)."""
        of_rows = [word for name in self.rows if name not in _OF_ROWS for word in typed_words("rows")[name]]
        said = (*self.begins, *of_rows)
        return {
            bare: tuple(f"{words} " for words in map(fold if bare else _words, said))
            for bare in (False, True)
        }

    @cached_property
    def whole(self) -> re.Pattern[str] | None:
        """The pattern of a whole text of the kind."""
        return _compile(self.patterns)

    @cached_property
    def certain(self) -> re.Pattern[str] | None:
        """The pattern of a whole text that is of the kind whatever words it holds."""
        return _compile(self.always)

    @cached_property
    def may_hold(self) -> frozenset[str]:
        """The groups of words that a text of the kind may hold."""
        return frozenset(self.holds)

    def knows(self, text: str, words: str, held: Set[str]) -> bool:
        """Whether a clean text, with its words and the groups that some of them belong to, is one of the kind."""
        if self.certain and self.certain.fullmatch(text):
            return True
        return held <= self.may_hold and self._is_written_like(text, words)

    def _is_written_like(self, text: str, words: str) -> bool:
        if self.written == "name" and not _is_name(text):
            return False
        if self.rows and any(is_of(text) for name, is_of in _OF_ROWS.items() if name in self.rows):
            return True
        begins = f"{words} ".startswith(self.beginnings[words.isascii()])
        if begins and (self.written != "capitals" or text == text.upper()):
            return True
        return bool(self.whole and self.whole.fullmatch(text))


class Decorations(_Strict):
    """The kinds of decorations, and the words by which a text reports something."""

    reports: dict[Literal["plainly", "loosely", "never"], tuple[str, ...]]
    kinds: dict[Decoration, Kind]

    @cached_property
    def listed(self) -> dict[bool, dict[str, re.Pattern[str]]]:
        """A pattern for the words of each group, as they are said (False) and without marks (True)."""
        return {
            bare: {name: _any_of(map(fold if bare else plain, said)) for name, said in self.reports.items()}
            for bare in (False, True)
        }


@cache
def load_decorations() -> Decorations:
    """The kinds of `decorations.toml`. Raises `ValueError` if one is missing, unknown or has an unknown key."""
    text = files("camket.intake.tables").joinpath("decorations.toml").read_text("utf-8")
    return check_decorations(tomllib.loads(text))


def check_decorations(said: dict[str, object]) -> Decorations:
    """The kinds of a file that was read, if every one is described."""
    found = Decorations.model_validate(said)
    if missing := set(get_args(Decoration)) - found.kinds.keys():
        raise ValueError(f"decorations.toml: no kind {', '.join(sorted(missing))}")
    return found


def find_decoration(text: str, before: str = "") -> Decoration | None:
    """The kind of decoration that a line is, or None; `before` is the kind of the line right before it."""
    shown = clean(text)
    held, words = _find_reports(shown), _words(shown)
    return next(
        (
            name
            for name, kind in load_decorations().kinds.items()
            if len(shown) <= kind.longest
            and (not kind.after or before in kind.after)
            and kind.knows(shown, words, held)
        ),
        None,
    )


def find_decorations(text: str, before: str = "") -> tuple[Decoration, ...]:
    """The kind of each line of a text, or nothing if one line is no decoration."""
    found: list[Decoration] = []
    for line in filter(None, map(clean, text.splitlines())):
        if not is_blank(line):
            kind = find_decoration(line, found[-1] if found else before)
            if kind is None:
                return ()
            found.append(kind)
    return tuple(found)


def reports_something(text: str) -> bool:
    """Whether a text says in plain words how something stands."""
    return "plainly" in _find_reports(clean(text))


def is_numbered_sentence(text: str) -> bool:
    """Whether a text is a numbered sentence, as a commitment outside a table would be: `3. Ban hành Đề án …`."""
    return bool(_NUMBERED.match(text))


def is_about_item(text: str) -> bool:
    """Whether a text says something of one numbered item: `Nội dung 3: đã dừng`."""
    return bool(_ABOUT_ITEM.search(text))


def is_prose(text: str) -> bool:
    """Whether a text above a table says more than whose table it is and what it holds."""
    if is_blank(text) or find_decorations(text):
        return False
    if is_about_item(text):
        return True
    is_title = text.isupper() or text.startswith("(")
    if not is_title and len(text.split()) >= _SENTENCE and _QUANTITY.search(text):
        return True
    is_sentence = text.rstrip().endswith(".") and len(text.split()) >= _SENTENCE
    return is_sentence or len(text) > _LONGEST_LINE or is_numbered_sentence(text) or reports_something(text)


def heading_reports(text: str) -> bool:
    """Whether a heading tells more than what is reported: `Ghi chú (nội dung 3 đã dừng theo Công văn 12/UBND)`."""
    remarks = map(clean, _IN_BRACKETS.findall(text))
    return any(
        reports_something(said) and (is_about_item(said) or _DOCUMENT.search(said)) for said in remarks
    )


def title_reports(text: str) -> bool:
    """Whether the title of a section states what became of its rows: `Các nội dung đã được cho dừng thực hiện`."""
    words = f" {fold(text)} "
    stated = any(
        f" {status} " in words
        for kind in ("done", "failed", "stopped")
        for status in folded_words("statuses")[kind]
        if len(status) > _LONGEST_COMMON_WORD
    )
    return reports_something(text) and (stated or is_about_item(text))


@lru_cache(maxsize=1024)  # a text is asked about several times in a row
def _find_reports(text: str) -> frozenset[str]:
    spoken = plain(text)
    listed = load_decorations().listed[spoken.isascii()]
    spoken = listed["never"].sub(" ", spoken)
    found = frozenset(name for name, words in listed.items() if name != "never" and words.search(spoken))
    return found | {"numbers"} if re.search(r"\d", text) else found


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def _compile(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE) if patterns else None


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", plain(text)))


def _is_name(text: str) -> bool:
    words = text.split()
    return _LEAST <= len(words) <= _MOST and all(
        word[0].isupper() and word.strip(".").isalpha() for word in words
    )
