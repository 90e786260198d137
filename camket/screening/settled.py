"""Combine the program's finding with a person's decision, which applies until the finding changes."""

from __future__ import annotations

from dataclasses import dataclass

from camket.dates import print_date
from camket.inputs.decisions import Decision, Latest

ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: a value, or a value with its reason (`asked:two_alike`).

    `settled` is the decision that applies; `fallen` is a decision made on a different finding.
    """

    found: str
    settled: Decision | None = None
    fallen: Decision | None = None

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
            + (f"khi quyết định, đơn vị ghi “{made.written}”, " if made.written else "khi quyết định, ")
            + f"chương trình xác định “{made.expect}”, nay là “{self.found}”"
        )


def settle(found: str, key: str, field: str, decisions: Latest, written: str = "") -> Finding:
    """A finding with the latest decision on it, in force or fallen; `written` is what the unit registers there."""
    made = decisions.get((key, field))
    if made is None:
        return Finding(found)
    return Finding(found, settled=made) if made.holds(found, written) else Finding(found, fallen=made)
