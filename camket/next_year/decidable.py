"""What decisions in a period can be about: its commitments, what is registered and planned, files, units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from camket.intake.joining.followed import list_owners
from camket.intake.joining.record import Commitment
from camket.next_year.programme import Programme
from camket.next_year.registrations import Registered
from camket.settings.decision_checks import Decidable
from camket.settings.period import Period, decision_days, next_year_days
from camket.settings.states import BASES, field_of
from camket.settings.units import Unit


def list_decidable(
    period: Period,
    units: Sequence[Unit],
    commitments: Sequence[Commitment],
    registered: Registered,
    programme: Programme,
) -> Decidable:
    """The things, values and days of decisions; `units` are all of units.csv, whenever they are valid."""
    scheme = period.scheme
    signed = {commitment.record_id for commitment in commitments}
    items = {item.registration_id for item in (*registered.items, *registered.dropped)}
    year, codes = registered.year, "|".join(re.escape(unit.code) for unit in units)
    return Decidable(
        ids={
            "signed": signed,
            "registered": items,
            "moved": signed | {unit.code for unit in units},
            "listed": signed | items,
            "drafted": signed | items | {item.item_id for item in programme.items},
        },
        statuses={field_of(basis): scheme.decided(basis) for basis in BASES},
        documented={code: scheme.short(code) for code in scheme.codes if scheme.needs_document(code)},
        days={
            "signed": decision_days(period),
            "files": decision_days(period),
            "moved": decision_days(period),
            "registered": next_year_days(period),
            "listed": next_year_days(period),
            "drafted": next_year_days(period),
        },
        gone=re.compile(rf"(?:{codes}|CTR)-{year}-X?\d+"),
        owners=list_owners(commitments),
        units={unit.code for unit in units},
    )
