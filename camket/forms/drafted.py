"""Describe for `camket new` how the decided drafts of the earlier period entered the register."""

from __future__ import annotations

from collections.abc import Iterable

from camket.forms.next_register import NextRegister
from camket.records.record import Commitment


def describe_new_register(drafted: NextRegister, place: str) -> tuple[str, ...]:
    """Describe what a newly made register contains and what it omits."""
    said: tuple[str, ...] = (
        f"kiểm tra {place}: {len(drafted.accepted)} nội dung lấy từ dự thảo đã được chấp nhận",
    )
    if drafted.still_open:
        said += (f"{drafted.still_open} nội dung dự thảo chưa quyết định, không đưa vào danh mục",)
    return (*said, *describe_omitted(drafted))


def describe_differences(drafted: NextRegister, signed: Iterable[Commitment], place: str) -> tuple[str, ...]:
    """Describe where an existing register, which is kept, differs from the decided drafts."""
    other = list(drafted.compare(signed))
    if not other:
        return describe_omitted(drafted)
    return (
        f"{place} được giữ nguyên; {len(other)} nội dung khác với quyết định trên dự thảo "
        "(so theo nguyên văn). Nội dung nào cần thì sửa trong danh mục, rồi xóa biểu của đơn vị đó và chạy lại:",
        *(f"- {item.key}, {item.unit.name}: {item.said}: {says}" for item, says in other),
        *describe_omitted(drafted),
    )


def describe_omitted(drafted: NextRegister) -> tuple[str, ...]:
    """Describe accepted drafts of units that do not exist in the new period."""
    if not drafted.homeless:
        return ()
    return (
        f"{len(drafted.homeless)} nội dung đã được chấp nhận không đưa vào danh mục, vì đơn vị không còn hiệu lực vào "
        "ngày chốt số liệu của kỳ mới (units.csv); nếu có đơn vị kế thừa thì thêm vào danh mục bằng tay:",
        *(f"- {item.key}, {item.unit.name}: {item.said}" for item in drafted.homeless),
    )
