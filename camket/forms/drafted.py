"""What `camket new` says of the drafts that were decided on in the period before."""

from __future__ import annotations

from collections.abc import Iterable

from camket.forms.next_register import NextRegister
from camket.records.record import Commitment


def say_drafted(drafted: NextRegister, place: str) -> tuple[str, ...]:
    """What is in the register that was made, and what is not."""
    said: tuple[str, ...] = (
        f"kiểm tra {place}: {len(drafted.accepted)} nội dung lấy từ dự thảo đã được chấp nhận",
    )
    if drafted.still_open:
        said += (f"{drafted.still_open} nội dung dự thảo chưa quyết định, không đưa vào danh mục",)
    return (*said, *say_homeless(drafted))


def say_otherwise(drafted: NextRegister, signed: Iterable[Commitment], place: str) -> tuple[str, ...]:
    """Where the register that is kept says otherwise than the drafts: decided after it was made, or by a person."""
    other = list(drafted.compare(signed))
    if not other:
        return say_homeless(drafted)
    return (
        f"{place} được giữ nguyên; {len(other)} nội dung khác với quyết định trên dự thảo "
        "(so theo nguyên văn). Nội dung nào cần thì sửa trong danh mục, rồi xóa biểu của đơn vị đó và chạy lại:",
        *(f"- {item.key}, {item.unit.name}: {item.said}: {says}" for item, says in other),
        *say_homeless(drafted),
    )


def say_homeless(drafted: NextRegister) -> tuple[str, ...]:
    """What was accepted of units that are none of the new period."""
    if not drafted.homeless:
        return ()
    return (
        f"{len(drafted.homeless)} nội dung đã được chấp nhận không đưa vào danh mục, vì đơn vị không còn hiệu lực vào "
        "ngày chốt số liệu của kỳ mới (units.csv); nếu có đơn vị kế thừa thì thêm vào danh mục bằng tay:",
        *(f"- {item.key}, {item.unit.name}: {item.said}" for item in drafted.homeless),
    )
