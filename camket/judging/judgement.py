"""A state with what it rests on, and how a field of a record is heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from camket.judging.rules import Finding, Rules
from camket.records.record import Record
from camket.settings.states import UNRESOLVED, Basis, Found, Lateness
from camket.text import fold

# How much longer a copy may be by its signs and spaces alone.
_SIGNS_MORE = 10


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found: a state with the rule that gave it, the words that decided, and the cell they stand in.

    Its facts are when it was done, where somebody says so, and whether it is late; `status` is what the scheme
    makes of it.
    """

    state: Found
    rule: str
    evidence: str
    place: str = ""
    done_on: date | None = None
    late: Lateness = "unknown"
    status: str = UNRESOLVED


def hear_field(
    record: Record, rules: Rules, name: str, kinds: frozenset[str], basis: Basis
) -> tuple[Finding, ...]:
    """What the rules find in a field, the winner first."""
    text = record.words(name) if record.spoken else getattr(record, name)
    if not text:
        return ()
    signed = record.commitment
    return rules.findings(text, signed.target or signed.content, kinds, basis)


def repeats_promise(said: str, promise: str) -> bool:
    """Whether a text only copies what was signed, which no success can rest on.

    A copy has words enough to be one, or a number; "hoàn thành" and "100%" are answers.
    """
    if len(said) > len(promise) + _SIGNS_MORE:
        return False
    copied, signed = fold(said), fold(promise)
    long_enough = copied.count(" ") >= 2 or (any(map(str.isdigit, copied)) and copied != "100")
    return long_enough and (copied == signed or (copied.count(" ") >= 4 and copied in signed))


def ask_about(what: str, found: Finding) -> list[str]:
    """What is to be asked of a finding that decides nothing."""
    return [f"{what}: {found.says.lower()} ({found.evidence})"] if found.concludes == UNRESOLVED else []
