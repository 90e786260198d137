"""The status codes, in the order and with the words of the report's lists (Report 158, section I)."""

from __future__ import annotations

from typing import Literal, get_args

Basis = Literal["cut_off", "full_year"]
Status = Literal["in_progress", "completed", "not_completed", "awaiting_appraisal", "stopped", "unresolved"]

BASES: tuple[Basis, ...] = get_args(Basis)
STATUSES: tuple[Status, ...] = get_args(Status)
UNRESOLVED: Status = "unresolved"
StatusField = Literal["cut_off_status", "full_year_status"]

_FIELDS: dict[Basis, StatusField] = {"cut_off": "cut_off_status", "full_year": "full_year_status"}
_CALLED: dict[Basis, str] = {"cut_off": "đến ngày chốt", "full_year": "ước cả năm"}

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


def call_status(code: str) -> str:
    """The short label of a code that people may have typed; a code that is none as it is."""
    return next((_SHORT[status] for status in STATUSES if status == code), code)


def list_letter(position: int) -> str:
    """The letter of an item in a Vietnamese list: a, b, c, d, đ, e, g…

    >>> "".join(list_letter(position) for position in range(6))
    'abcdđe'
    """
    return _ALPHABET[position]


def field_of(basis: Basis) -> StatusField:
    """The column of a basis in records.csv and in decisions.csv."""
    return _FIELDS[basis]


def basis_of(field: StatusField) -> Basis:
    """The basis of a column."""
    return "cut_off" if field == "cut_off_status" else "full_year"


def call_basis(basis: Basis) -> str:
    """A basis as an official calls it, within a sentence."""
    return _CALLED[basis]
