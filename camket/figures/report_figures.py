"""Count pending appraisals by appraiser, and failures with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from camket.figures.due_figures import DUE
from camket.figures.ledger import ALL, Figure, Scope, describe_population, make_figure
from camket.figures.reasons import find_reason
from camket.figures.reporting_figures import REPORTED
from camket.figures.since_figures import SINCE
from camket.judging.classify import Judged
from camket.settings.period import Period
from camket.settings.units import Unit
from camket.text import clean, fold

# Prefixes of the ids; the first is followed by the appraiser's short name. A report is read by the labels of `STEMS`.
WAITING = "awaiting_by"
UNNAMED = "awaiting_unnamed"
WITH_REASON = "full_year.failing_with_reason"
STEMS = (WAITING, UNNAMED, WITH_REASON, DUE, REPORTED, f"{SINCE}.")
UNNAMED_LABEL = "đang chờ thẩm định mà danh mục không ghi cơ quan thẩm định"
_LONGEST_NAME = 22
# Punctuation that would end a clause inside a name.
_ENDS_CLAUSE = re.compile(r"\s*[;:]\s*|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Appraiser:
    """Who appraises a commitment: the short name in ids of figures, and the name; both empty where nobody is named."""

    key: str = ""
    name: str = ""


def count_report_figures(records: Sequence[Judged], units: Sequence[Unit], period: Period) -> list[Figure]:
    """Count `awaiting_by.<appraiser>`, `awaiting_unnamed` and `full_year.failing_with_reason`.

    The first two count records that await appraisal at the cut-off, by the appraiser that the signed list
    names (aliases of units included); they add up to their population. The last counts records estimated
    not to be completed with a stated reason; reasons in words that `reasons.toml` lacks are not counted.
    """
    waiting = Scope(
        ALL,
        f"{describe_population(period)}, đang chờ cơ quan chuyên môn thẩm định đến ngày chốt",
        list_waiting(records, period),
    )
    failing = Scope(
        ALL,
        f"{describe_population(period)}, ước cả năm không hoàn thành",
        tuple(judged for judged in records if period.scheme.state_of(judged.full_year.status) == "failed"),
    )
    appraisers = name_appraisers(waiting.records, units)
    names = {appraiser.key: appraiser for appraiser in appraisers.values() if appraiser.key}

    def waits_for(key: str) -> Callable[[Judged], bool]:
        return lambda judged: appraisers[judged.record.commitment.record_id].key == key

    return [
        *(
            make_figure(
                waiting, f"{WAITING}.{key}", label_awaited(named.name), period, waits_for(key)
            )
            for key, named in names.items()
        ),
        make_figure(
            waiting, UNNAMED, UNNAMED_LABEL, period, waits_for(""),
        ),
        make_figure(
            failing, WITH_REASON, "ước cả năm không hoàn thành, đơn vị có nêu lý do", period,
            lambda judged: bool(find_reason(judged.record)),
        ),
    ]  # fmt: skip


def label_awaited(name: str) -> str:
    """The label of what awaits an appraiser."""
    return f"đang chờ {name} thẩm định"


def list_waiting(records: Sequence[Judged], period: Period) -> tuple[Judged, ...]:
    """The records that await appraisal at the cut-off."""
    return tuple(judged for judged in records if period.scheme.state_of(judged.cut_off.status) == "waiting")


def name_appraisers(records: Sequence[Judged], units: Sequence[Unit]) -> dict[str, Appraiser]:
    """The appraiser of each record by its id, as the signed list names it (aliases of units included)."""
    called = {fold(name): unit.name for unit in units for name in (*unit.aliases, unit.name)}
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    for judged in records:
        signed = judged.record.commitment
        written = clean(_ENDS_CLAUSE.sub(", ", signed.appraiser))
        name = called.get(fold(written), written)
        keys[signed.record_id] = fold(name)
        names.setdefault(fold(name), name)
    short = _shorten([key for key in names if key]) | {"": ""}
    return {record: Appraiser(short[key], names[key]) for record, key in keys.items()}


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
