"""What field the words of a heading say, and how well (`headers.toml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from camket.reading.header_words import fold_heading, folded_words, typed_words
from camket.text import plain

LONGEST_HEADING = 120
_SHORT_WORD = 4

# Match levels: the whole heading, its beginning, anywhere inside it, or in the heading above.
WHOLE, BEGINNING, INSIDE, ABOVE = 4, 3, 2, 1

# Under a group that says one of these, the words on the right mean the group's field:
# "Kết quả" and "Tỷ lệ" under "Ước cả năm" are an estimate.
_SAID_BY_GROUP = {
    "estimate_text": frozenset({"result_text", "progress_percent", "self_assessment"}),
    "appraisal": frozenset({"result_text", "progress_percent", "self_assessment"}),
    "target": frozenset({"progress_percent"}),
}


class Score(NamedTuple):
    """How well a heading matches a field: the match level and the length of the matching wording."""

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
    for word in dict.fromkeys(f"{leaf} {above}".split()):
        for field, words in _by_first_word().get(word, ()):
            if any(f" {other} " in f" {leaf} " for other in folded_words("unless").get(field, ())):
                continue
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


def is_part(text: str) -> bool:
    """Whether a heading names a part of its group's field: `Số lượng`."""
    return fold_heading(text) in folded_words("parts")["of_a_field"]


def _has_marks_of(field: str, heading: str) -> bool:
    """Whether a short heading also agrees in its marks: "Mức" is not "Mục", though "Muc" may be."""
    spoken = f" {_plain_heading(heading)} "
    return spoken.isascii() or any(f" {words} " in spoken for words in _marked_words()[field])


def _plain_heading(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", plain(text)).split())


@cache
def _by_first_word() -> dict[str, list[tuple[str, str]]]:
    """Each field with each of its synonyms, by the synonym's first word: most texts of a table have none."""
    found: dict[str, list[tuple[str, str]]] = {}
    for field, synonyms in folded_words("fields").items():
        for words in synonyms:
            found.setdefault(words.split()[0], []).append((field, words))
    return found


@cache
def _marked_words() -> dict[str, list[str]]:
    """The synonyms with their marks, for those too short to be told apart without them."""
    return {
        field: [_plain_heading(words) for words in synonyms]
        for field, synonyms in typed_words("fields").items()
    }
