"""What field the words of a heading say, and how well (`settings/fields.toml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from camket.reading.header_words import folded_words
from camket.settings.fields import BUILT_IN, Fields
from camket.text import fold_heading, plain

LONGEST_HEADING = 120
_SHORT_WORD = 4

# Match levels: the whole heading, its beginning, anywhere inside it, or in the heading above.
WHOLE, BEGINNING, INSIDE, ABOVE = 4, 3, 2, 1


class Score(NamedTuple):
    """How well a heading matches a field: the match level and the length of the matching wording."""

    level: int
    length: int
    field: str


def score_heading(path: Sequence[str], fields: Fields = BUILT_IN) -> list[Score]:
    """Every field that a column's headings say, the groups above first in `path`."""
    leaf = fold_heading(path[-1])
    above = " ".join(map(fold_heading, path[:-1]))
    group = next((field for text in reversed(path[:-1]) if (field := name_field(text, fields=fields))), "")
    # "Kết quả" and "Tỷ lệ" under "Ước cả năm" are an estimate.
    turned = fields[group].takes_over if group else frozenset()
    found = []
    by_first_word, unless = _index(fields)
    for word in dict.fromkeys(f"{leaf} {above}".split()):
        for field, words in by_first_word.get(word, ()):
            if any(f" {other} " in f" {leaf} " for other in unless.get(field, ())):
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
            if len(words) <= _SHORT_WORD and not _has_marks_of(fields, field, " ".join(path)):
                continue
            found.append(Score(level, len(words), group if field in turned and level > ABOVE else field))
    return found


@lru_cache(maxsize=16384)  # every cell of a sheet is asked, and most say what others say
def name_field(text: str, least: int = BEGINNING, fields: Fields = BUILT_IN) -> str:
    """The field that one heading says best, or nothing where it says none as well as `least`."""
    if len(text) > LONGEST_HEADING:
        return ""
    found = [score for score in score_heading([text], fields) if score.level >= least]
    return max(found).field if found else ""


def is_part(text: str) -> bool:
    """Whether a heading names a part of its group's field: `Số lượng`."""
    return fold_heading(text) in folded_words("parts")["of_a_field"]


def _has_marks_of(fields: Fields, field: str, heading: str) -> bool:
    """Whether a short heading also agrees in its marks: "Mức" is not "Mục", though "Muc" may be."""
    spoken = f" {_plain_heading(heading)} "
    return spoken.isascii() or any(f" {words} " in spoken for words in _marked_words(fields)[field])


def _plain_heading(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", plain(text)).split())


@lru_cache(maxsize=64)
def _index(
    fields: Fields,
) -> tuple[Mapping[str, Sequence[tuple[str, str]]], Mapping[str, Sequence[str]]]:
    """Each field with each of its headings by the heading's first word, and what it must not say besides.

    Most texts of a table have none of these words.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for field in fields:
        for words in map(fold_heading, field.headings):
            found.setdefault(words.split()[0], []).append((field.name, words))
    return found, {field.name: [*map(fold_heading, field.unless)] for field in fields}


@lru_cache(maxsize=64)
def _marked_words(fields: Fields) -> Mapping[str, Sequence[str]]:
    """The headings with their marks, for those too short to be told apart without them."""
    return {field.name: [*map(_plain_heading, field.headings)] for field in fields}
