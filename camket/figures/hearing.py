"""List what every rule finds in a record, the winning rule first, for the reviewer."""

from __future__ import annotations

from dataclasses import dataclass

from camket.judging.rules import Finding, Rules
from camket.records.record import Record
from camket.settings.fields import label_of
from camket.settings.states import Basis, name_state

# The fields that each basis is derived from; fields in one group compete with one another.
_FIELDS: dict[Basis, tuple[tuple[str, ...], ...]] = {
    "cut_off": (("result_text", "note"), ("self_assessment",), ("appraisal",)),
    "full_year": (("estimate_text",),),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A rule that matched, with the field and the cell it matched in."""

    field: str
    place: str
    finding: Finding

    def __str__(self) -> str:
        found = self.finding
        return (
            f"{label_of(self.field)}: {name_state(found.concludes)} – “{found.evidence}” "
            f"({found.rule}: {found.says.lower()})"
        )


def hear_rules(record: Record, rules: Rules, basis: Basis) -> list[Heard]:
    """All findings of the rules in a record for a basis, the winner first."""
    return [
        heard
        for together in _FIELDS[basis]
        for heard in sorted(
            (heard for name in together for heard in hear_field(record, rules, basis, name)),
            key=lambda heard: rules.rank(heard.finding.rule),
        )
    ]


def hear_field(record: Record, rules: Rules, basis: Basis, name: str) -> list[Heard]:
    """All findings of the rules in one field, the winner first."""
    signed = record.commitment
    kinds = rules.kinds(signed.content, signed.target)
    found = rules.findings(getattr(record, name), signed.target or signed.content, kinds, basis)
    return [Heard(name, record.places.get(name, ""), finding) for finding in found]
