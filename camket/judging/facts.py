"""The facts of a finding, when it was done and whether it is late, and the status that the scheme makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from camket.dates import read_deadline
from camket.judging.judgement import Judgement
from camket.records.record import Record
from camket.settings.scheme import Scheme
from camket.settings.states import Basis, Lateness, compare_days
from camket.text import plain

# "đã hoàn thành ngày 15/9/2022", which nothing before it turns into a plan or its contrary.
_DONE_ON = re.compile(
    r"(?<!chưa )(?<!không )(?<!sẽ )(?<!phấn đấu )(?<!dự kiến )\bhoàn thành (?:vào |trong )?ngày "
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a record is judged by beside the rules: the scheme, the year of the commitments, the day of the cut-off."""

    scheme: Scheme
    year: int | None = None
    cut_off: date | None = None

    def last_day(self, basis: Basis) -> date | None:
        """The day by which a basis tells what is late."""
        if basis == "cut_off":
            return self.cut_off
        return None if self.year is None else date(self.year, 12, 31)


def add_facts(
    found: Judgement, record: Record, basis: Basis, terms: Terms, before: Judgement | None = None
) -> Judgement:
    """A finding with its facts and its status; what was done at the cut-off (`before`) stays as it was then."""
    if before and before.state == found.state == "done":
        done_on, late = before.done_on, before.late
    else:
        done_on = find_completion(record, terms) if found.state == "done" and not before else None
        late = _compare(record, done_on, terms)
        if found.state == "running":
            late = _compare(record, terms.last_day(basis), terms)
    status = terms.scheme.choose(basis, found.state, late)
    return replace(found, done_on=done_on, late=late, status=status)


def _compare(record: Record, day: date | None, terms: Terms) -> Lateness:
    if day is None or terms.year is None:
        return "unknown"
    return compare_days(read_deadline(record.commitment.deadline, year=terms.year), day)


def decide(status: str, rule: str, evidence: str, record: Record, basis: Basis, terms: Terms) -> Judgement:
    """The judgement of a person who gives a status, with the facts that it says or that are known."""
    made = Judgement(terms.scheme.state_of(status), rule, evidence, "decisions.csv")
    known = add_facts(made, record, basis, terms)
    said = terms.scheme.lateness_of(status)
    return replace(known, status=status, late=known.late if said == "unknown" else said)


def find_completion(record: Record, terms: Terms) -> date | None:
    """The day on which something was done: that of its own column, else as the result says it.

    None where the result says none, several, or one after the cut-off.
    """
    if record.completed_on:
        return record.completed_on
    days = {
        (int(year), int(month), int(day)) for day, month, year in _DONE_ON.findall(plain(record.result_text))
    }
    if len(days) != 1:
        return None
    try:
        done_on = date(*days.pop())
    except ValueError:
        return None
    return None if terms.cut_off and done_on > terms.cut_off else done_on
