"""Reasons why an item may not be a key commitment, for a person to weigh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from camket.dates import read_deadline
from camket.registering.registration import Registration
from camket.screening.words import find_words

ReasonCode = Literal["routine", "no_target", "no_deadline", "outside", "duplicate"]
REASONS: dict[ReasonCode, str] = {
    "routine": "là nhiệm vụ thường xuyên theo chức năng",
    "no_target": "không có chỉ tiêu, sản phẩm đo được",
    "no_deadline": "không ghi thời hạn",
    "outside": "không có trong chương trình, kế hoạch",
    "duplicate": "trùng nội dung đơn vị khác đăng ký",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with its evidence: the words found, or the id of the other item."""

    code: ReasonCode
    evidence: str = ""

    def __str__(self) -> str:
        if not self.evidence:
            return REASONS[self.code]
        shown = self.evidence if self.code == "duplicate" else f"“{self.evidence}”"
        return f"{REASONS[self.code]} ({shown})"


def find_routine(item: Registration) -> str:
    """The words that mark an item as a routine duty, or empty."""
    return find_words("routine", item.content) or find_words("routine", item.deadline)


def find_reasons(
    item: Registration, year: int, in_programme: bool | None, twins: Mapping[str, str]
) -> tuple[Reason, ...]:
    """All reasons against an item, in fixed order.

    `in_programme` is None if there is no programme or the match is in question. `twins` maps an item's id
    to the matching item of another unit.
    """
    found: list[Reason] = []
    if routine := find_routine(item):
        found.append(Reason("routine", routine))
    if not find_words("measurable", f"{item.content}; {item.target}"):
        found.append(Reason("no_target"))
    if read_deadline(item.deadline, year=year) is None and read_deadline(item.target, year=year) is None:
        found.append(Reason("no_deadline", item.deadline))
    if in_programme is False:
        found.append(Reason("outside"))
    if item.registration_id in twins:
        found.append(Reason("duplicate", twins[item.registration_id]))
    return tuple(found)
