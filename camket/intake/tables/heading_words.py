"""Recognise the field of a heading, how well it matches, and whether its column holds ticks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from camket.settings.fields import BUILT_IN, Fields
from camket.text import fold_heading, plain, without_count

LONGEST_HEADING = 120
_SHORT_WORD = 4
# Match levels: the whole heading, its beginning, anywhere inside it, or in the heading above.
WHOLE, BEGINNING, INSIDE, ABOVE = 4, 3, 2, 1


def typed_words(part: str) -> dict[str, list[str]]:
    """The words of a part of the file ("rows", "ticks"), by what they say, as they are typed there."""
    words: dict[str, list[str]] = _load_words()[part]
    return words


def folded_words(part: str) -> dict[str, list[str]]:
    """The same words after `fold_heading`."""
    return _folded()[part]


@cache
def _folded() -> dict[str, dict[str, list[str]]]:
    return {
        part: {name: [fold_heading(words) for words in synonyms] for name, synonyms in kinds.items()}
        for part, kinds in _load_words().items()
    }


@cache
def _load_words() -> dict[str, Any]:
    return tomllib.loads(files("camket.intake.tables").joinpath("headers.toml").read_text("utf-8"))


class Score(NamedTuple):
    """How well a heading matches a field: the match level and the length of the matching wording."""

    level: int
    length: int
    field: str


def score_heading(path: Sequence[str], fields: Fields = BUILT_IN) -> list[Score]:
    """Scores of every field that a column's headings match; `path` lists the groups above first."""
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


@lru_cache(maxsize=16384)  # called for every cell of a sheet, and texts repeat
def name_field(text: str, least: int = BEGINNING, fields: Fields = BUILT_IN) -> str:
    """The field that a heading matches best, or empty if none reaches the level `least`."""
    if len(text) > LONGEST_HEADING:
        return ""
    found = [score for score in score_heading([text], fields) if score.level >= least]
    return max(found).field if found else ""


def is_part(text: str) -> bool:
    """Whether a heading names a part of its group's field: `Số lượng`."""
    return fold_heading(text) in folded_words("parts")["of_a_field"]


def _has_marks_of(fields: Fields, field: str, heading: str) -> bool:
    """Whether a short heading also matches with its diacritics: "Mức" is not "Mục", but "Muc" may be."""
    spoken = f" {_plain_heading(heading)} "
    return spoken.isascii() or any(f" {words} " in spoken for words in _marked_words(fields)[field])


def _plain_heading(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", plain(text)).split())


@lru_cache(maxsize=64)
def _index(
    fields: Fields,
) -> tuple[Mapping[str, Sequence[tuple[str, str]]], Mapping[str, Sequence[str]]]:
    """Each field with each of its headings by the heading's first word, and what it must not say besides.

    Most texts of a table contain no such word.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for field in fields:
        for words in map(fold_heading, field.headings):
            found.setdefault(words.split()[0], []).append((field.name, words))
    return found, {field.name: [*map(fold_heading, field.unless)] for field in fields}


@lru_cache(maxsize=64)
def _marked_words(fields: Fields) -> Mapping[str, Sequence[str]]:
    """The headings with their tone marks, for headings too short to distinguish without them."""
    return {field.name: [*map(_plain_heading, field.headings)] for field in fields}


@lru_cache(maxsize=16384)
def name_status(text: str, fields: Fields = BUILT_IN) -> tuple[str, str] | None:
    """The field ("" where it is not said) and the status of a heading to be ticked: `Tự đánh giá: Hoàn thành`.

    None if the heading is not a status, or asks for a number or a date (`Hoàn thành (%)`).
    """
    folded = fold_heading(text)
    asks_for_more = any(f" {words} " in f" {folded} " for words in folded_words("ticks")["no_tick"])
    if len(text) > LONGEST_HEADING or asks_for_more or name_field(text, WHOLE, fields):
        return None
    if _is_status(folded):
        return "", without_count(text)
    for field in ("self_assessment", "appraisal", "estimate_text", "result_text"):
        for words in map(fold_heading, fields[field].headings):
            rest = folded.removeprefix(words + " ")
            if rest != folded and _is_status(rest):
                return field, " ".join(re.findall(r"[^\W_]+,?", text)[-len(rest.split()) :])
    return None


def is_tick(text: str) -> bool:
    """Whether a cell's text is only a mark: `x`, `(X)`, `✓`, `1`."""
    return _bare(text) in typed_words("ticks")["marks"]


def is_unticked(text: str) -> bool:
    """Whether a cell's text is an empty box: `☐`, `0`."""
    return _bare(text) in typed_words("ticks")["open"]


def _bare(text: str) -> str:
    return text.strip(" .,()[]").lower()


def _is_status(folded: str) -> bool:
    return any(
        folded == words or folded.startswith(words + " ")
        for said in folded_words("statuses").values()
        for words in said
    )
