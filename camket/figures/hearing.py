"""What every rule says of a record, the winner first: what a reviewer weighs."""

from __future__ import annotations

from dataclasses import dataclass

from camket.judging.rules import Finding, Rules
from camket.records.record import SAID_FIELDS, Record
from camket.statuses import Basis, short_label

# Which fields speak for a basis; those that stand together are weighed together.
_FIELDS: dict[Basis, tuple[tuple[str, ...], ...]] = {
    "cut_off": (("result_text", "note"), ("self_assessment",), ("appraisal",)),
    "full_year": (("estimate_text",),),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A rule that spoke, the field it spoke on and the cell that holds it."""

    field: str
    place: str
    finding: Finding

    def __str__(self) -> str:
        found = self.finding
        return (
            f"{SAID_FIELDS[self.field]}: {short_label(found.concludes)} – “{found.evidence}” "
            f"({found.rule}: {found.says.lower()})"
        )


def hear_rules(record: Record, rules: Rules, basis: Basis) -> list[Heard]:
    """All that the rules find in what a record says for a basis, the winner first."""
    return [
        heard
        for together in _FIELDS[basis]
        for heard in sorted(
            (heard for name in together for heard in hear_field(record, rules, basis, name)),
            key=lambda heard: rules.rank(heard.finding.rule),
        )
    ]


def hear_field(record: Record, rules: Rules, basis: Basis, name: str) -> list[Heard]:
    """All that the rules find in one field, the winner first."""
    signed = record.commitment
    kinds = rules.kinds(signed.content, signed.target)
    found = rules.findings(getattr(record, name), signed.target or signed.content, kinds, basis)
    return [Heard(name, record.places.get(name, ""), finding) for finding in found]
