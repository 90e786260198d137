"""One registered item with all findings about it."""

from __future__ import annotations

from dataclasses import dataclass

from camket.registering.registration import Registration
from camket.screening.carried import Carried
from camket.screening.common import CommonTask
from camket.screening.reasons import Reason
from camket.screening.settled import Finding

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Screened:
    """One registered item with all findings about it.

    `carried` is None of a common task, `key_item` of a common task and where the group is not screened; `failed` is
    this year's status of what it carries on where that failed or was stopped; `programme` the id of the
    programme's item that it is.
    """

    item: Registration
    task: CommonTask | None
    common: Finding
    carried: Carried | None
    key_item: Finding | None
    reasons: tuple[Reason, ...]
    failed: str
    programme: str

    @property
    def is_common(self) -> bool:
        """Whether the item is a common task, which is set aside."""
        return self.common.value == YES

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that a person can settle."""
        own = (self.common, self.carried.finding if self.carried else None, self.key_item)
        return tuple(finding for finding in own if finding)
