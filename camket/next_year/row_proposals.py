"""What a unit proposes for a row of its list: to go on with it, to change, add or give it up."""

from __future__ import annotations

import re

from camket.intake.tables.proposals import (
    Proposal,
    begins_with_proposal,
    classify_proposal,
    gives_up_item,
    read_references,
    read_title,
)
from camket.intake.tables.table import Row
from camket.next_year.rejected_rows import read_valid_text, read_words
from camket.text import plain

_NOTED = ("content", "target", "deadline", "basis", "proposal", "note")
# "Giảm do thị trường" beside a target; "giảm nội dung này" gives it up.
_LOWERED = re.compile(
    r"\W*(?P<asks>(?:(?:đơn vị|địa phương|xin|kính|đề nghị|đề xuất|kiến nghị|cho|được|cho phép) )*)giảm\b"
    r"(?! (?:nội dung|khỏi|nhiệm vụ|mục|cam kết))"
)
_THIS_ROW = re.compile(
    r"^\W*(?:(?:sở|đơn vị|huyện|ubnd huyện)\s+)?(?P<this>(?:nội dung|nhiệm vụ|chỉ tiêu|mục|việc|dòng) này\W*)?"
    r"(?:(?:đã|đơn vị|sở)\s+)*",
    re.IGNORECASE,
)


def read_deadline_words(row: Row) -> str:
    """The deadline; beside one of this year's list that of the next year alone."""
    is_beside = any(part.silent for part in row.columns.get("deadline", ()))
    return read_words(row, "deadline") if is_beside else read_valid_text(row, "deadline")


def find_withdrawal(row: Row) -> str:
    """The footnote in which a unit gives the row up: "Nội dung này xin rút"; a comment may be anybody's."""
    cells = (row.cells[name] for name in _NOTED if name in row.cells)
    footnotes = (note.text for cell in cells for note in cell.notes if note.kind == "note")
    return next((text for text in footnotes if _gives_up_its_row(text)), "")


def _gives_up_its_row(footnote: str) -> bool:
    named = _THIS_ROW.match(footnote)
    said = footnote[named.end() :] if named else footnote
    is_drop = begins_with_proposal(said, bare=bool(named and named["this"])) == "drop"
    return is_drop and not read_references(said)


def read_proposal(row: Row) -> Proposal:
    """The proposal of a row: by its own column, else by its other cells, else by the section above it.

    A remark may mention another item that is given up, so that it counts only if it begins so, or if the row promises
    nothing; a bare "không" there is a target or an answer. "Giảm" beside a target lowers it. A footnote that gives the
    row up is stronger than all.
    """
    if find_withdrawal(row):
        return "drop"
    promises = bool(read_words(row, "target") or read_deadline_words(row))
    own = read_words(row, "proposal")
    said = begins_with_proposal(own) or classify_proposal(own)
    if said and not promises and classify_proposal(own) == "drop":
        said = "drop"
    if said:
        return "change" if said == "drop" and promises and _LOWERED.match(plain(own)) else said
    remarks = [read_words(row, name) for name in ("note", "target", "deadline", "basis")]
    if promises and _LOWERED.match(plain(remarks[0])):
        return "change"
    for remark in remarks:
        begins = begins_with_proposal(remark, bare=False) == "drop"
        if begins or (not read_deadline_words(row) and classify_proposal(remark, bare=False) == "drop"):
            return "drop"
    if not promises and gives_up_item(row.text("content")):
        return "drop"
    for section in reversed(row.sections):
        if said := read_title(section, above_table=True) or classify_proposal(section, bare=False):
            return said
    noted = classify_proposal(remarks[0], bare=False)
    return "" if noted == "drop" else noted


def find_lowered(row: Row) -> str:
    """The words in which a unit asks "to lower" beside a target: it may mean the target, or give the item up."""
    said = next(filter(None, (read_words(row, name) for name in ("proposal", "note"))), "")
    lowered = _LOWERED.match(plain(said))
    asks = lowered and lowered["asks"] and "chỉ tiêu" not in plain(said)
    return said if asks and read_proposal(row) == "change" else ""
