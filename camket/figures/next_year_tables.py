"""Convert the next year's findings to rows of the processed tables (`period_tables.toml`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from camket.figures.period_tables import Row
from camket.next_year.carried_over import Carried, Dropped
from camket.next_year.draft import proposal_of
from camket.next_year.findings import NextYear, Screened
from camket.next_year.found_labels import DOUBTS
from camket.next_year.target_changes import add_targets
from camket.settings.decisions import join_ids, split_ids

# More candidates would fill a page with explanations; the trace has them all.
_EXPLAINED = 3


def next_year_tables(next_year: NextYear) -> Mapping[str, Sequence[Row]]:
    """The tables by name; empty if no unit registered anything."""
    if not next_year.registered.files:
        return {}
    return {
        "registrations": [_registration_row(each) for each in next_year.screened],
        "dropped": [
            {
                "record_id": each.commitment.record_id,
                "unit": each.commitment.unit.code,
                "content": each.commitment.content,
                "target": each.commitment.target,
                "how": "explicit" if each.is_stated else "silent",
                "said_by": each.registration.registration_id if each.registration else "",
                "said": each.note.text if each.note else "",
                "source_file": _file_of(each),
                "source_row": each.registration.source.row if each.registration else None,
            }
            for each in next_year.dropped
        ],
        "programme": _programme_rows(next_year),
        "contents": [
            {
                "number": content.number,
                "text": content.text,
                "consistent": content.is_consistent,
                "unit": proposal.unit,
                "treatment": proposal.treatment,
                "key": proposal.key,
                "before_target": proposal.before.target if proposal.before else "",
                "after_target": proposal.item.target if proposal.item else "",
            }
            for content in next_year.contents
            for proposal in content.proposals
        ],
        "drafts": [
            {
                "key": each.key,
                "unit": each.unit.code,
                "unit_name": each.unit.name,
                "origin": each.origin,
                "content": each.content,
                "target": each.target,
                "deadline": each.deadline,
                "basis": each.basis,
                "adjusted": each.adjusted,
                "why": " | ".join(each.why),
                "expect": proposal_of(each),
                "decision": each.decision,
                "fallen": each.finding.fallen_text,
            }
            for each in next_year.drafts
        ],
    }


def _file_of(dropped: Dropped) -> str:
    if dropped.registration:
        return dropped.registration.source.file
    return f"{dropped.note.file}!{dropped.note.place}".removesuffix("!") if dropped.note else ""


def _registration_row(screened: Screened) -> Row:
    item, carried = screened.item, screened.carried
    return {
        "registration_id": item.registration_id,
        "unit": item.unit.code,
        "unit_name": item.unit.name,
        "group": item.unit.group,
        "item_no": item.item_no,
        "content": item.content,
        "target": item.target,
        "deadline": item.deadline,
        "basis": item.basis,
        "note": item.note,
        "proposal": item.proposal,
        "common_task": screened.common.value,
        "common_words": f"{screened.task.task}: {screened.task.words}" if screened.task else "",
        "carried_from": join_ids(split_ids(carried.finding.value)) if carried else "",
        "change": carried.kind if carried else "",
        "change_text": carried.change.text if carried and carried.change else "",
        "before_target": add_targets([each.target for each in carried.before]) if carried else "",
        "compared": describe_comparison(carried),
        "before_status": screened.failed,
        "doubt": describe_doubt(carried),
        "reasons": ";".join(reason.code for reason in screened.reasons),
        "reasons_text": "; ".join(map(str, screened.reasons)),
        "key_item": screened.key_item.value if screened.key_item else "",
        "programme_item": screened.programme,
        "fallen": "; ".join(filter(None, (finding.fallen_text for finding in screened.findings))),
        "decided_by": "; ".join(
            dict.fromkeys(finding.settled.decided_by for finding in screened.findings if finding.settled)
        ),
        "source_file": item.source.file,
        "source_sha256": item.source.sha256,
        "source_sheet": item.source.sheet,
        "source_row": item.source.row,
        "source_cells": json.dumps(item.places, ensure_ascii=False),
    }


def describe_doubt(carried: Carried | None) -> str:
    """Describe in Vietnamese why an item's predecessor is in doubt, with candidates; empty if it is not."""
    if carried is None or not carried.finding.is_asked:
        return ""
    why = DOUBTS[carried.why]
    candidates = ", ".join(carried.doubt.before) if carried.doubt else ""
    return f"{why}: {candidates}" if candidates else why


def explain_doubt(carried: Carried | None, key: str) -> str:
    """The same for the item `key`, with what agrees and what differs for each of a few candidates."""
    if carried is None or carried.doubt is None or len(carried.doubt.before) > _EXPLAINED:
        return describe_doubt(carried)
    compared = [
        f"{before}: {explained}"
        for (before, after), explained in carried.doubt.explained.items()
        if after == key
    ]
    return "; ".join(filter(None, (describe_doubt(carried), *compared)))


def describe_comparison(carried: Carried | None) -> str:
    """Describe in Vietnamese why an item is the one before it: what agrees, what differs, what decided; else empty."""
    if carried is None or not carried.explained:
        return ""
    return " | ".join(f"{key}: {explained}" for key, explained in carried.explained.items())


def _programme_rows(next_year: NextYear) -> list[Row]:
    registered = next_year.matched_items
    unclaimed = {each.item_id: ";".join(groups) for each, groups in next_year.unclaimed}
    ranked = {each.item.item_id: (rank, each) for rank, each in enumerate(next_year.candidates, start=1)}
    rows: list[Row] = []
    for item in next_year.programme:
        rank, candidate = ranked.get(item.item_id, (None, None))
        rows.append(
            {
                "item_id": item.item_id,
                "unit": item.unit.code if item.unit else "",
                "groups": ";".join(sorted(item.groups)),
                "body": item.body,
                "content": item.content,
                "target": item.target,
                "deadline": item.deadline,
                "basis": item.basis,
                "registered_by": ";".join(registered.get(item.item_id, ())),
                "unclaimed_in": unclaimed.get(item.item_id, ""),
                "rank": rank,
                "speaks": "; ".join(candidate.reasons) if candidate else "",
                "source_file": item.source.file,
                "source_row": item.source.row,
            }
        )
    return rows
