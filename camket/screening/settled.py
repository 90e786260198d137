"""Combine the program's finding with a person's decision, which applies until the finding changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camket.dates import print_date
from camket.inputs.decisions import NextYearField, Settlement
from camket.text import fold

ASKED = "asked"
Settlements = Mapping[tuple[str, NextYearField], Settlement]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: a value, or a value with its reason (`asked:two_alike`).

    `settled` is the decision that applies; `fallen` is a decision made on a different finding.
    """

    found: str
    settled: Settlement | None = None
    fallen: Settlement | None = None

    @property
    def value(self) -> str:
        """The effective value: the person's decision if there is one."""
        return self.settled.value if self.settled else self.found.partition(":")[0]

    @property
    def is_asked(self) -> bool:
        """Whether a person has to decide."""
        return self.value == ASKED

    @property
    def fell(self) -> str:
        """Describe in Vietnamese why an earlier decision no longer applies, or empty."""
        if not self.fallen:
            return ""
        made = self.fallen
        return (
            f"quyết định ngày {print_date(made.decided_on)} của {made.decided_by} ({made.value}) không còn hiệu lực: "
            + (f"khi quyết định, đơn vị ghi “{made.said}”, " if made.said else "khi quyết định, ")
            + f"chương trình xác định “{made.expect}”, nay là “{self.found}”"
        )


def latest_settlements(settlements: Sequence[Settlement]) -> Settlements:
    """The last line of each thing and field, in the order of these lines: a later one replaces an earlier one."""
    latest: dict[tuple[str, NextYearField], Settlement] = {}
    for each in settlements:
        latest.pop((each.record_id, each.field), None)
        latest[each.record_id, each.field] = each
    return latest


def settle(found: str, key: str, field: NextYearField, settlements: Settlements, said: str = "") -> Finding:
    """A finding with the decision on it, which holds only while the program finds what it found then.

    An id is a place in a list, and a finding is the same for many items: where the decision quotes what was
    `said` there, that has to stand too; case, marks and signs do not count.
    """
    made = settlements.get((key, field))
    if made is None:
        return Finding(found)
    holds = made.expect in (found, found.partition(":")[0]) and (
        not made.said or fold(made.said) == fold(said)
    )
    return Finding(found, settled=made) if holds else Finding(found, fallen=made)
