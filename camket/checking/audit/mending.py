"""What to do about the records found wrong: decisions that mend them, and records like them to look at."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from camket.checking.audit.blind_sample import Tables
from camket.figures.audit_record import DISPUTED, UNCLEAR, Audit, Key, split_key
from camket.settings.decisions import Decision
from camket.settings.states import field_of

DECISIONS = "audit_decisions.csv"


def write_decisions(audit: Audit, tables: Tables) -> bytes:
    """The lines for decisions.csv that mend what was settled as wrong and is still so; empty where there are none.

    The day is for the person who decides, and the document where one is needed.
    """
    lines = list(_list_decisions(audit, tables))
    if not lines:
        return b""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    # Excel recognises UTF-8 only by its BOM.
    return text.getvalue().encode("utf-8-sig")


def _list_decisions(audit: Audit, tables: Tables) -> Iterator[dict[str, str]]:
    for (key, basis), settled in audit.settlements.items():
        row = tables.rows.get(key, {})
        status = row.get(field_of(basis), "")
        if settled.status in (DISPUTED, UNCLEAR, status) or status != audit.listed.found(key, basis):
            continue
        period, record_id = split_key(key)
        yield {
            **({"period": period} if len(audit.listed.periods) > 1 else {}),
            **dict.fromkeys(Decision.model_fields, ""),
            "record_id": record_id,
            "field": field_of(basis),
            "value": settled.status,
            "expect": f"{status}:{row.get(f'{basis}_rule', '')}",
            "reason": settled.reason,
            "decided_by": settled.settled_by,
            "checked_by": audit.readings[key].reader,
        }


def find_alike(audit: Audit, tables: Tables) -> dict[Key, list[Key]]:
    """For each wrong record, those that the same rule gave the same status and that nobody has read."""
    alike = {}
    for wrong, bases in audit.find_wrong().items():
        keys: dict[Key, None] = {}
        for basis in bases:
            how = _how(tables.rows.get(wrong, {}), basis)
            same = (
                key
                for key, row in tables.rows.items()
                if key not in audit.readings and _how(row, basis) == how
            )
            if how[1]:
                keys |= dict.fromkeys(same)
        alike[wrong] = list(keys)
    return alike


def _how(row: Mapping[str, str], basis: str) -> tuple[str, str]:
    return row.get(f"{basis}_status", ""), row.get(f"{basis}_rule", "")
