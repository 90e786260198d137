"""Describe in Vietnamese what a draft mentions about an item: changes, past status, unreadable cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from camket.dates import read_deadline
from camket.records.record import Commitment
from camket.screening.carried import Carried
from camket.screening.screened import YES, Screened


def describe_record(signed: Commitment, states: Mapping[str, str]) -> Iterator[str]:
    """What is to be said of a commitment that failed or was stopped this year."""
    state = states.get(signed.record_id, "")
    if state == "failed":
        yield "năm nay ước không hoàn thành"
    elif state == "stopped":
        yield "năm nay được cho dừng thực hiện"


def describe_carried(carried: Carried) -> Iterator[str]:
    """Describe how a registered item differs from this year's commitment."""
    if carried.kind == "new":
        yield "đề nghị bổ sung"
    elif carried.kind == "asked":
        yield "chưa rõ tiếp tục nội dung nào của năm trước"
    elif carried.kind == "target_changed" and carried.change:
        yield f"điều chỉnh chỉ tiêu: {carried.change.text}"


def describe_cells(screened: Screened, year: int) -> Iterator[str]:
    """Describe unreadable cells and a deadline that is not a date, unless a reason already states them."""
    item = screened.item
    if "target" in item.broken:
        yield "ô chỉ tiêu của đơn vị bị lỗi, không đọc được"
    if "deadline" in item.broken:
        yield "ô thời hạn của đơn vị bị lỗi, không đọc được"
    told = any(reason.code == "no_deadline" for reason in screened.reasons)
    if item.deadline and not told and read_deadline(item.deadline, year=year) is None:
        yield f"thời hạn “{item.deadline}” không rõ ngày nào"


def describe_settled(screened: Screened) -> Iterator[str]:
    """Describe what a person decided about the item being a key item."""
    if screened.key_item and (made := screened.key_item.settled):
        said = "là" if made.value == YES else "không phải"
        yield f"{made.decided_by} kết luận: {said} nội dung trọng tâm"
