"""Remarks beside a table that say which of its rows stay or change: "Nội dung số 1, số 2 giữ nguyên, số 3 điều chỉnh".

A remark is read where each of its clauses names rows of the unit by their numbers and says one of the two, and no row
says otherwise itself. Any other remark stays among what was not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from camket.intake.joining.attribution import Attributor
from camket.intake.joining.received_files import list_unread
from camket.intake.joining.record import Rejected
from camket.intake.tables.proposals import Proposal, classify_proposal, read_references
from camket.intake.tables.source_files import SourceFile
from camket.next_year.items import Registration
from camket.text import plain

_CLAUSES = re.compile(
    r"[.;\n]+(?:\s+|$)|,\s*(?:còn |và )?(?=(?:các )?(?:nội dung|nhiệm vụ|mục)\b)", re.IGNORECASE
)
_SAID = ("keep", "change")
_REST = re.compile(
    r"\b(?:nội dung|nhiệm vụ|chỉ tiêu|cam kết|mục)\b[^.;]{0,30}\b(?:còn lại|khác)\b[^.;]{0,60}"
    r"\b(?:giữ nguyên|giữ như|không (?:thay đổi|điều chỉnh)|tiếp tục (?:thực hiện|đăng ký))"
)


def read_kept(text: str) -> Mapping[int, Proposal] | None:
    """What a remark says of rows by their numbers, or None where it says anything else.

    >>> read_kept("Nội dung số 1, số 2 giữ nguyên, nội dung số 3 điều chỉnh.")
    {1: 'keep', 2: 'keep', 3: 'change'}
    >>> read_kept("Nội dung số 1 giữ nguyên. Kính trình."), read_kept("Nội dung số 4 không đăng ký")
    (None, None)
    """
    found: dict[int, Proposal] = {}
    for clause in filter(None, map(str.strip, _CLAUSES.split(text))):
        said, numbers = classify_proposal(clause), read_references(clause)
        if said not in _SAID or not numbers or not found.keys().isdisjoint(numbers):
            return None
        found |= dict.fromkeys(numbers, said)
    return found or None


def keeps_rest(text: str) -> bool:
    """Whether a text says that what it does not name goes on as it is.

    >>> keeps_rest("Các nội dung còn lại giữ nguyên như năm 2022"), keeps_rest("Các nội dung còn lại không đăng ký")
    (True, False)
    """
    return bool(_REST.search(plain(text)))


def apply_remarks(
    files: Iterable[SourceFile],
    items: Sequence[Registration],
    rejected: Iterable[Rejected],
    attributor: Attributor,
) -> tuple[list[Registration], list[Rejected]]:
    """The items with what the remarks of their files say of them, and the rejections without those remarks."""
    changed: dict[str, Proposal] = {}
    notices: dict[Rejected, list[Rejected]] = {}
    for file in files:
        own = {item.item_no: item for item in items if item.source.file == file.place}
        for part in file.unread if len({item.unit.code for item in own.values()}) == 1 else ():
            kept = {text: said for text in part.texts if (said := read_kept(text)) and _agree(said, own)}
            if not kept or len(part.texts) != part.rows:
                continue
            for said in kept.values():
                changed |= {own[number].registration_id: proposal for number, proposal in said.items()}
            left = tuple(text for text in part.texts if text not in kept)
            rest = (replace(part, texts=left, rows=len(left)),) if left else ()
            [before] = list_unread(replace(file, unread=(part,)), attributor)
            notices[before] = list_unread(replace(file, unread=rest), attributor)
    return (
        [replace(item, proposal=changed.get(item.registration_id, item.proposal)) for item in items],
        [notice for each in rejected for notice in notices.get(each, [each])],
    )


def _agree(found: Mapping[int, Proposal], own: Mapping[int, Registration]) -> bool:
    """Whether the numbers are those of rows that say nothing else."""
    return all(number in own and own[number].proposal in ("", said) for number, said in found.items())
