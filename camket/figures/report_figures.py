"""Count the figures that only the covering report prints: pending appraisals, and failures with a reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from camket.figures.ledger import ALL, Figure, Scope, make_figure
from camket.intake.joining.record import Record
from camket.judging.classify import Judged
from camket.settings.period import Period
from camket.settings.units import Unit
from camket.text import clean, fold, plain

# Fields that may state a reason; the estimate first, because it is about the end of the year.
_FIELDS = ("estimate_text", "result_text", "note")
_STOP = re.compile(r"[;)(\n]|[.!?](?=\s|$)")
_FEWEST_WORDS = 3
# Prefixes of the ids; the first is followed by the appraiser's short name.
WAITING = "awaiting_by"
UNNAMED = "awaiting_unnamed"
WITH_REASON = "full_year.failing_with_reason"
STEMS = (WAITING, UNNAMED, WITH_REASON)
_LONGEST_NAME = 22
# Punctuation that would end a clause inside a name.
_STOPS = re.compile(r"\s*[;:]\s*|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class _Words:
    cues: re.Pattern[str]
    not_reasons: re.Pattern[str]
    consequences: re.Pattern[str]


def find_reason(record: Record) -> str:
    """The clause in which a unit gives its reason, verbatim; empty if it gives none."""
    return next((reason for name in _FIELDS if (reason := quote_reason(record.words_to_judge(name)))), "")


def quote_reason(text: str) -> str:
    """The first clause that gives a reason, from the word that introduces it to the end of the clause.

    Without such a word, the cause of a stated consequence: "chưa được cấp phép nên không thực hiện được".
    """
    text = clean(text)
    key = plain(text)
    if len(key) != len(text):  # positions in a key of another length would not match the text
        return ""
    words = _load()
    for cue in words.cues.finditer(key):
        end = _STOP.search(key, cue.end())
        said = text[cue.start() : end.start() if end else len(text)].strip(" ,")
        if len(said.split()) >= _FEWEST_WORDS and not words.not_reasons.search(plain(said)):
            return said
    if follows := words.consequences.search(key):
        start = max((stop.end() for stop in _STOP.finditer(key, 0, follows.start())), default=0)
        said = text[start : follows.start()].strip(" ,")
        return said if len(said.split()) >= _FEWEST_WORDS else ""
    return ""


@cache
def _load() -> _Words:
    book = tomllib.loads(files("camket.figures").joinpath("reasons.toml").read_text("utf-8"))
    return _Words(
        cues=re.compile(rf"(?<!\w)(?:{'|'.join(book['cues'])})"),
        not_reasons=re.compile("|".join(book["not_reasons"])),
        consequences=re.compile("|".join(book["consequences"])),
    )


def count_report_figures(records: Sequence[Judged], units: Sequence[Unit], period: Period) -> list[Figure]:
    """Count `awaiting_by.<appraiser>`, `awaiting_unnamed` and `full_year.failing_with_reason`.

    The first two count records that await appraisal at the cut-off, by the appraiser that the signed list
    names (aliases of units included); they add up to their population. The last counts records estimated
    not to be completed with a stated reason; reasons in words that `reasons.toml` lacks are not counted.
    """
    waiting = Scope(
        ALL,
        f"{period.title} năm {period.year}, đang chờ cơ quan chuyên môn thẩm định đến ngày chốt",
        tuple(judged for judged in records if period.scheme.state_of(judged.cut_off.status) == "waiting"),
    )
    failing = Scope(
        ALL,
        f"{period.title} năm {period.year}, ước cả năm không hoàn thành",
        tuple(judged for judged in records if period.scheme.state_of(judged.full_year.status) == "failed"),
    )
    called = {fold(name): unit.name for unit in units for name in (*unit.aliases, unit.name)}
    names: dict[str, str] = {}
    for judged in waiting.records:
        written = _written(judged)
        names.setdefault(_key(judged, called), called.get(fold(written), written))
    short = _shorten([key for key in names if key])
    figures = [
        make_figure(
            waiting,
            f"{WAITING}.{short[key]}",
            f"đang chờ {name} thẩm định",
            period,
            _waits_for(key, called),
        )
        for key, name in names.items()
        if key
    ]
    return [
        *figures,
        make_figure(
            waiting, UNNAMED, "đang chờ thẩm định mà danh mục không ghi cơ quan thẩm định", period,
            _waits_for("", called),
        ),
        make_figure(
            failing, WITH_REASON, "ước cả năm không hoàn thành, đơn vị có nêu lý do", period,
            lambda judged: bool(find_reason(judged.record)),
        ),
    ]  # fmt: skip


def select_leading(figures: Mapping[str, Figure], most: int) -> dict[str, Figure]:
    """The `most` largest figures, largest first; equal ones are all named or all left out."""
    ranked = sorted(figures.items(), key=lambda pair: -pair[1].numerator)
    counts = [figure.numerator for _, figure in ranked]
    beyond = counts[most] if len(counts) > most else 0
    return {name: figure for name, figure in ranked if figure.numerator > beyond}


def _written(judged: Judged) -> str:
    return clean(_STOPS.sub(", ", judged.record.commitment.appraiser))


def _key(judged: Judged, called: dict[str, str]) -> str:
    key = fold(_written(judged))
    return fold(called.get(key, key))


def _waits_for(key: str, called: dict[str, str]) -> Callable[[Judged], bool]:
    return lambda judged: _key(judged, called) == key


def _shorten(keys: Sequence[str]) -> dict[str, str]:
    """Short names for ids: the first words of each name, with a letter added where they coincide.

    The id must fit into the name of a Word bookmark, which has at most forty characters.
    """
    short: dict[str, str] = {}
    for key in keys:
        words: list[str] = []
        for word in key.split():
            if words and len("_".join([*words, word])) > _LONGEST_NAME:
                break
            words.append(word[:_LONGEST_NAME] if word[0].isalpha() else f"s{word}"[:_LONGEST_NAME])
        stem = name = "_".join(words)
        again = 0
        while name in short.values():
            again += 1
            name = f"{stem}_{_letters(again)}"
        short[key] = name
    return short


def _letters(number: int) -> str:
    """1 gives b, 2 gives c, …; after z two letters follow."""
    high, low = divmod(number, 26)
    return (chr(ord("a") + high - 1) if high else "") + chr(ord("a") + low)
