"""What the words of a heading say: a field, a status to be ticked, a part of a field (`headers.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from camket.text import fold, plain

LONGEST_HEADING = 120
_SHORT_WORD = 4
# "b) Hoàn thành", "(2) Kết quả": a heading may be counted.
_COUNTED = re.compile(r"\(?(?:\d{1,2}|[A-Za-zĐđ]|[IVXivx]{1,4})[.)]\s*(?=[^\W\d_]{2})")

# How well a heading says a field: the whole cell, its beginning, somewhere in it, in the cell above.
WHOLE, BEGINNING, INSIDE, ABOVE = 4, 3, 2, 1

# Under a group that says one of these, the words on the right mean the group's field:
# "Kết quả" and "Tỷ lệ" under "Ước cả năm" are an estimate.
_SAID_BY_GROUP = {
    "estimate_text": frozenset({"result_text", "progress_percent", "self_assessment"}),
    "appraisal": frozenset({"result_text", "progress_percent", "self_assessment"}),
    "target": frozenset({"progress_percent"}),
}


class Score(NamedTuple):
    """How well a heading says a field: how much of it, in how long a wording."""

    level: int
    length: int
    field: str


def score_heading(path: Sequence[str]) -> list[Score]:
    """Every field that a column's headings say, the groups above first in `path`."""
    leaf = fold_heading(path[-1])
    above = " ".join(map(fold_heading, path[:-1]))
    group = next((field for text in reversed(path[:-1]) if (field := name_field(text))), "")
    turned = _SAID_BY_GROUP.get(group, frozenset())
    found = []
    for field, synonyms in _words()["fields"].items():
        if any(f" {words} " in f" {leaf} " for words in _words()["unless"].get(field, ())):
            continue
        for words in synonyms:
            if leaf == words:
                level = WHOLE
            elif leaf.startswith(words + " "):
                level = BEGINNING
            elif f" {words} " in f" {leaf} ":
                level = INSIDE
            elif f" {words} " in f" {above} ":
                level = ABOVE
            else:
                continue
            if len(words) <= _SHORT_WORD and not _has_marks_of(field, " ".join(path)):
                continue
            found.append(Score(level, len(words), group if field in turned and level > ABOVE else field))
    return found


@lru_cache(maxsize=16384)  # every cell of a sheet is asked, and most say what others say
def name_field(text: str, least: int = BEGINNING) -> str:
    """The field that one heading says best, or nothing where it says none as well as `least`."""
    if len(text) > LONGEST_HEADING:
        return ""
    found = [score for score in score_heading([text]) if score.level >= least]
    return max(found).field if found else ""


@lru_cache(maxsize=16384)
def name_status(text: str) -> tuple[str, str] | None:
    """The field ("" where it is not said) and the status of a heading to be ticked: `Tự đánh giá: Hoàn thành`.

    None where the heading is no status, or one of which a number or a date is asked (`Hoàn thành (%)`).
    """
    folded = fold_heading(text)
    asks_for_more = any(f" {words} " in f" {folded} " for words in _words()["ticks"]["no_tick"])
    if len(text) > LONGEST_HEADING or asks_for_more or name_field(text, WHOLE):
        return None
    if _is_status(folded):
        return "", _without_count(text)
    for field in ("self_assessment", "appraisal", "estimate_text", "result_text"):
        for words in _words()["fields"][field]:
            rest = folded.removeprefix(words + " ")
            if rest != folded and _is_status(rest):
                return field, " ".join(re.findall(r"[^\W_]+,?", text)[-len(rest.split()) :])
    return None


def is_part(text: str) -> bool:
    """Whether a heading names a part of the field that its group says: `Số lượng`."""
    return fold_heading(text) in _words()["parts"]["of_a_field"]


def is_tick(text: str) -> bool:
    """Whether a cell's text is a mere mark: `x`, `(X)`, `✓`, `1`."""
    return _bare(text) in _data()["ticks"]["marks"]


def is_unticked(text: str) -> bool:
    """Whether a cell's text is the sign of a box left open: `☐`, `0`."""
    return _bare(text) in _data()["ticks"]["open"]


def fold_heading(text: str) -> str:
    """A heading as its words are compared; "%" is a word of its own: "Hoàn thành (%)"."""
    return fold(_without_count(text).replace("%", " phan tram "))


def row_words(kind: str) -> list[str]:
    """The folded words of a kind of row."""
    return _words()["rows"][kind]


def typed_row_words(kind: str) -> list[str]:
    """The words of a kind of row as they are typed."""
    words: list[str] = _data()["rows"][kind]
    return words


def _without_count(text: str) -> str:
    counted = _COUNTED.match(text)
    return text[counted.end() :] if counted else text


def _bare(text: str) -> str:
    return text.strip(" .,()[]").lower()


def _is_status(folded: str) -> bool:
    return any(folded == words or folded.startswith(words + " ") for words in _words()["ticks"]["statuses"])


def _has_marks_of(field: str, heading: str) -> bool:
    """Whether a short heading also agrees in its marks: "Mức" is not "Mục", though "Muc" may be."""
    spoken = f" {_plain_heading(heading)} "
    return spoken.isascii() or any(f" {words} " in spoken for words in _marked_words()[field])


def _plain_heading(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", plain(text)).split())


@cache
def _marked_words() -> dict[str, list[str]]:
    """The synonyms with their marks, for those too short to be told apart without them."""
    return {
        field: [_plain_heading(words) for words in synonyms] for field, synonyms in _data()["fields"].items()
    }


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return {
        part: {name: [fold_heading(words) for words in synonyms] for name, synonyms in kinds.items()}
        for part, kinds in _data().items()
    }


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("camket.reading").joinpath("headers.toml").read_text("utf-8"))
