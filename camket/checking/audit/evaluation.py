"""What the readings of an audit show: how many of the list may be wrong at most, and how many more would show more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from camket.checking.audit.blind_sample import draw_order, list_drawn
from camket.checking.audit.stopping_rule import bound_errors, count_readings
from camket.figures.audit_record import Audit, AuditList, Key, Statement


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one draw has been read without a gap, with how many errors, and which record is the next to read."""

    read: int
    errors: int
    gap: Key | None


def evaluate(audit: Audit) -> Statement:
    """The bound that every draw supports. Records read whole count as they are; those of them not read, as wrong.

    Wrong records beyond a gap in a draw do not enter its test, but are wrong nevertheless.
    """
    wrong, whole = audit.find_wrong(), _Whole.of(audit)
    random = len(audit.listed.records) - whole.size
    known = sum(key not in whole.keys for key in wrong)
    progress = [follow_draw(audit, number) for number in audit.draws]
    bounds = [bound_errors(random, each.read, each.errors) for each in progress] or [random + 1]
    return Statement(
        population=len(audit.listed.records),
        read=len(audit.readings),
        wrong=len(wrong),
        unsettled=len({key for key, _ in audit.list_unsettled()}),
        fewer_than=max(*bounds, known + 1) + whole.counted,
        aim=min((draw.aim for draw in audit.draws.values()), default=0),
    )


def follow_draw(audit: Audit, number: str) -> Progress:
    """How far a draw has been read."""
    wrong, errors, read = audit.find_wrong(), 0, 0
    for key in draw_order(audit.listed, number):
        if key not in audit.readings:
            return Progress(read, errors, key)
        errors += key in wrong
        read += 1
    return Progress(read, errors, None)


def count_to_read(audit: Audit, number: str, fewer_than: int) -> int | None:
    """How far a draw has to be read in all for a bound, if nothing else is wrong; None if it contradicts the errors."""
    whole, progress = _Whole.of(audit), follow_draw(audit, number)
    random, within = len(audit.listed.records) - whole.size, fewer_than - whole.wrong
    wrong = sum(key not in whole.keys for key in audit.find_wrong())
    if within <= max(progress.errors, wrong):
        return None
    return count_readings(random, progress.errors, within)


def list_next(audit: Audit, aims: Iterator[int]) -> Iterator[tuple[int, int]]:
    """For each bound that the readings do not show yet and may still show: how many more records to read for it."""
    statement = evaluate(audit)
    for aim in aims:
        if aim >= statement.fewer_than:
            continue
        unread = {key for key in audit.listed.read_whole if key not in audit.readings}
        for number in audit.draws:
            needed = count_to_read(audit, number, aim)
            if needed is None:
                break
            order = draw_order(audit.listed, number)[:needed]
            unread |= {key for key in order if key not in audit.readings}
        else:
            yield aim, len(unread)


def count_unread(audit: Audit) -> int:
    """How many records are drawn and not read yet."""
    return sum(key not in audit.readings for key in list_drawn(audit))


def count_for(listed: AuditList, aim: int) -> int:
    """How many records are to be read for a bound where nothing is wrong."""
    whole = len(listed.read_whole)
    return whole + count_readings(len(listed.records) - whole, 0, aim)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The records read whole: `counted` are those that are wrong or not read yet."""

    keys: frozenset[Key]
    wrong: int
    counted: int

    @property
    def size(self) -> int:
        return len(self.keys)

    @classmethod
    def of(cls, audit: Audit) -> _Whole:
        keys, wrong = frozenset(audit.listed.read_whole), audit.find_wrong()
        mistaken = sum(key in wrong for key in keys)
        return cls(keys, mistaken, mistaken + sum(key not in audit.readings for key in keys))
