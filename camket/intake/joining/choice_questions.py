"""Questions with a choice of their own: which of two files is later, who takes over from a split unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from camket.settings.decisions import Decision, DecisionKey


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """What a person is asked or has answered: the key and the guard of the decision, and what there is to choose.

    `choices` has the values with the words that people choose. `about` are the ids of the records whose questions the
    answer settles; `written` guards the decision besides `expect`; `within` is the question that settles this one,
    too. `settled` is the decision that holds, `fallen` one that does no longer.
    """

    record_id: str
    field: str
    expect: str
    choices: Mapping[str, str]
    unit_name: str
    content: str
    why: str
    about: tuple[str, ...] = ()
    written: str = ""
    within: str = ""
    settled: Decision | None = None
    fallen: Decision | None = None

    @property
    def key(self) -> DecisionKey:
        """What an answer decides."""
        return self.record_id, self.field
