"""The figures that only the covering report prints: who is waited for, and what fails for a stated reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from camket.figures.ledger import ALL, Figure, Scope, make_figure
from camket.figures.reasons import find_reason
from camket.inputs.period import Period
from camket.inputs.units import Unit
from camket.judging.classify import Judged
from camket.text import clean, fold

# The stems of the ids; after the first stands the appraiser's name in short.
WAITING = "awaiting_by"
UNNAMED = "awaiting_unnamed"
WITH_REASON = "full_year.failing_with_reason"
STEMS = (WAITING, UNNAMED, WITH_REASON)

_LONGEST_NAME = 22
# What would end a clause within a name.
_STOPS = re.compile(r"\s*[;:]\s*|\.(?=\s)")


def count_report_figures(records: Sequence[Judged], units: Sequence[Unit], period: Period) -> list[Figure]:
    """`awaiting_by.<appraiser>` and `awaiting_unnamed` of what awaits appraisal at the cut-off, and
    `full_year.failing_with_reason` of what is estimated not to be completed.

    The appraiser is whom the signed list names; a unit's aliases count as its name. Those of the first two add
    up to their population, as each record waits for one. What gives no reason is not counted: the unit may
    have given it in words that `reasons.toml` does not know.
    """
    waiting = Scope(
        ALL,
        f"{period.title} năm {period.year}, đang chờ cơ quan chuyên môn thẩm định đến ngày chốt",
        tuple(judged for judged in records if judged.cut_off.status == "awaiting_appraisal"),
    )
    failing = Scope(
        ALL,
        f"{period.title} năm {period.year}, ước cả năm không hoàn thành",
        tuple(judged for judged in records if judged.full_year.status == "not_completed"),
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


def leading(figures: Mapping[str, Figure], most: int) -> dict[str, Figure]:
    """The largest figures, at most `most`, the largest first; of equals all are named or none."""
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
    """The first words of each name for an id; a letter after those that would be the same.

    An id has to fit into the name of a Word bookmark, which has forty characters.
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
    """1 is b, 2 is c, …; after z come two letters."""
    high, low = divmod(number, 26)
    return (chr(ord("a") + high - 1) if high else "") + chr(ord("a") + low)
