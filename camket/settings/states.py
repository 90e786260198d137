"""The states that judging finds, and their lateness. The scheme maps them to statuses."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

Basis = Literal["cut_off", "full_year"]
StatusField = Literal["cut_off_status", "full_year_status"]
State = Literal["running", "done", "failed", "waiting", "stopped"]
Lateness = Literal["on_time", "late", "unknown"]

BASES: tuple[Basis, ...] = get_args(Basis)
STATES: tuple[State, ...] = get_args(State)
LATENESS: tuple[Lateness, ...] = get_args(Lateness)
# A commitment whose outcome a person has to settle. It is both a state and a status.
UNRESOLVED: Literal["unresolved"] = "unresolved"
Found = Literal[State, "unresolved"]

# The states that can be late; the others are neither late nor on time.
TIMED: frozenset[State] = frozenset({"running", "done"})
# What a commitment ends in. It carries over to the full year where nothing else is said.
CLOSED: frozenset[Found] = frozenset({"done", "failed", "stopped"})
# The order in which words are asked which state they name: "cho dừng" before "chờ", "không hoàn thành" before
# "hoàn thành".
BY_PRECEDENCE: tuple[State, ...] = ("stopped", "waiting", "failed", "running", "done")

_NAMES: dict[Found, str] = {
    "running": "Đang thực hiện",
    "done": "Hoàn thành",
    "failed": "Không hoàn thành",
    "waiting": "Chờ thẩm định",
    "stopped": "Được cho dừng",
    "unresolved": "Chưa xác định",
}
_LATE_NAMES: dict[Lateness, str] = {
    "on_time": "đúng hạn",
    "late": "quá hạn",
    "unknown": "chưa rõ đúng hạn hay quá hạn",
}
_FIELDS: dict[Basis, StatusField] = {"cut_off": "cut_off_status", "full_year": "full_year_status"}


def label_state(state: Found) -> str:
    """A state in one or two words, as messages and lists of findings name it."""
    return _NAMES[state]


def describe_state(state: State, late: Lateness) -> str:
    """A state with its lateness, within a sentence: `hoàn thành, quá hạn`."""
    return f"{_NAMES[state].lower()}, {_LATE_NAMES[late]}" if state in TIMED else _NAMES[state].lower()


def compare_days(due: date | None, day: date | None) -> Lateness:
    """Whether a day is after a deadline; unknown where either is not known."""
    if day is None or due is None:
        return "unknown"
    return "late" if day > due else "on_time"


def judge_undone(due: date | None, day: date | None) -> Lateness:
    """Whether what is undone at the end of a day is late: its deadline is that day or an earlier one."""
    if day is None or due is None:
        return "unknown"
    return "late" if day >= due else "on_time"


def field_of(basis: Basis) -> StatusField:
    """The column of a basis in records.csv and in decisions.csv."""
    return _FIELDS[basis]


def basis_of(field: StatusField) -> Basis:
    """The basis of a column."""
    return "cut_off" if field == "cut_off_status" else "full_year"
