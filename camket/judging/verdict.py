"""What the appraiser says in a column of its own: a verdict, with or without the document it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from camket.judging.book import NOTHING_HAPPENS, SCORED, SHORT_ANSWER
from camket.judging.rules import Finding, Rules
from camket.records.record import Record
from camket.text import plain


@dataclass(frozen=True, slots=True)
class Verdict:
    """An appraisal that has been given. `finding` is None where its words say neither met nor failed."""

    text: str
    place: str
    finding: Finding | None
    documented: bool


@cache
def widen_kinds(kinds: frozenset[str]) -> frozenset[str]:
    """The kinds for a column of its own, where a word is an answer, be it too early or not the unit's to give."""
    return kinds - {SCORED, NOTHING_HAPPENS} | {SHORT_ANSWER}


def read_verdict(record: Record, rules: Rules, kinds: frozenset[str]) -> Verdict | None:
    """The verdict of a record, or None while there is none."""
    said = record.words("appraisal")
    if not said:
        return None
    if not any(map(str.isalnum, said)) or plain(said).startswith(("chưa", "không có")):
        return None
    signed = record.commitment
    found = rules.findings(said, signed.target or signed.content, widen_kinds(kinds), "cut_off")
    if found and found[0].concludes in ("awaiting_appraisal", "in_progress"):
        return None
    settles = bool(found) and found[0].concludes in ("completed", "not_completed")
    return Verdict(
        text=said,
        place=record.places.get("appraisal", ""),
        finding=found[0] if settles else None,
        documented=rules.names_document(said),
    )
