"""Parse the headings of tick-box columns and recognise ticks (`headers.toml`)."""

from __future__ import annotations

import re
from functools import lru_cache

from camket.reading.header_words import folded_words, typed_words
from camket.reading.wording import LONGEST_HEADING, WHOLE, name_field
from camket.settings.fields import BUILT_IN, Fields
from camket.text import fold_heading, without_count


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
        folded == words or folded.startswith(words + " ") for words in folded_words("ticks")["statuses"]
    )
