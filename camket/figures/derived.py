"""What was found of each record beside its statuses, as a table from which a notebook reckons every figure itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from camket.figures.due_figures import find_done_by
from camket.figures.earlier_tables import EarlierPeriod, has_same_item
from camket.figures.period_tables import Row
from camket.figures.report_figures import Appraiser, list_waiting, name_appraisers
from camket.judging.classify import Judged
from camket.judging.judgement import find_deadline
from camket.next_year.findings import NextYear
from camket.settings.period import Period
from camket.settings.states import BASES
from camket.settings.units import Unit


def derived_rows(
    records: Sequence[Judged],
    units: Sequence[Unit],
    period: Period,
    last: EarlierPeriod | None,
    next_year: NextYear,
) -> list[Row]:
    """One row per record, in register order, with the columns of `derived` in `period_tables.toml`.

    `last` is the period of the year before this one.
    """
    appraisers = name_appraisers(list_waiting(records, period), units)
    going_on = _list_going_on(next_year)
    rows: list[Row] = []
    for judged in records:
        signed = judged.record.commitment
        awaited = appraisers.get(signed.record_id, Appraiser())
        is_shared = last is not None and has_same_item(last, signed, period.thresholds)
        rows.append(
            {
                "record_id": signed.record_id,
                "filled_in": judged.record.is_filled_in,
                "deadline_day": _as_text(find_deadline(judged.record, period.year)),
                "lateness": judged.cut_off.late,
                "done_by": _as_text(find_done_by(judged, period)),
                **{f"{basis}_found": judged.found_status(basis) for basis in BASES},
                "status_then": last.results[signed.record_id].status if last and is_shared else "",
                "appraiser_key": awaited.key,
                "appraiser_name": awaited.name,
                "next_year": going_on.get(signed.record_id, ""),
            }
        )
    return rows


def _list_going_on(next_year: NextYear) -> dict[str, str]:
    """What becomes of this year's items that are no common tasks, of the units that registered, by record id."""
    kept = {each.record_id: "kept" for each in next_year.this_year if each.unit.code in next_year.registering}
    dropped = {each.commitment.record_id: "dropped" for each in next_year.dropped}
    withheld = {each.commitment.record_id: "withheld" for each in next_year.withheld}
    return {key: (dropped | withheld).get(key, going_on) for key, going_on in kept.items()}


def _as_text(day: date | None) -> str:
    return day.isoformat() if day else ""
