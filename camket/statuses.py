"""The status codes, in the order and with the words of the report's lists (Report 158, section I)."""

from __future__ import annotations

from typing import Literal, get_args

Basis = Literal["cut_off", "full_year"]
Status = Literal["in_progress", "completed", "not_completed", "awaiting_appraisal", "stopped", "unresolved"]

BASES: tuple[Basis, ...] = get_args(Basis)
STATUSES: tuple[Status, ...] = get_args(Status)
UNRESOLVED: Status = "unresolved"

# Which statuses a basis has, in the order of its list.
DECIDED: dict[Basis, tuple[Status, ...]] = {
    "cut_off": ("in_progress", "completed", "not_completed", "awaiting_appraisal", "stopped"),
    "full_year": ("completed", "not_completed", "stopped"),
}

_LABELS: dict[Status, str] = {
    "in_progress": "chưa hoàn thành, đang tiếp tục tổ chức thực hiện",
    "completed": "hoàn thành",
    "not_completed": "không hoàn thành",
    "awaiting_appraisal": "đang chờ cơ quan chuyên môn thẩm định",
    "stopped": "được {superior} cho dừng thực hiện",
    "unresolved": "chưa xác định được kết quả, đang chờ rà soát",
}
_SHORT: dict[Status, str] = {
    "in_progress": "Đang thực hiện",
    "completed": "Hoàn thành",
    "not_completed": "Không hoàn thành",
    "awaiting_appraisal": "Chờ thẩm định",
    "stopped": "Được cho dừng",
    "unresolved": "Chưa xác định",
}

# The Vietnamese alphabet has no f, j, w, z, and đ follows d.
_ALPHABET = "abcdđeghiklmnopqrstuvxy"


def status_label(status: Status, superior: str) -> str:
    """A status as the report words it; `superior` is the body that lets a commitment stop."""
    return _LABELS[status].format(superior=superior)


def short_label(status: Status) -> str:
    """A status in one or two words, for table cells and charts."""
    return _SHORT[status]


def list_letter(position: int) -> str:
    """The letter of an item in a Vietnamese list: a, b, c, d, đ, e, g…

    >>> "".join(list_letter(position) for position in range(6))
    'abcdđe'
    """
    return _ALPHABET[position]
