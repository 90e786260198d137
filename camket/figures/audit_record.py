"""The audits of a period as its history has them: the list, the draws, what was read, what it shows.

An audit's events are lines of `history.jsonl`. Nothing here judges: the numbers of a statement were reckoned when the
readings came in, and stand in the line that recorded them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from camket.errors import InputError
from camket.figures.staging import HISTORY, read_history
from camket.settings.states import BASES, Basis

# The key of such a line, and its kinds.
EVENT = "audit"
# How the ids of its figures begin.
AUDIT = "audit."
EventKind = Literal["list", "draw", "readings"]
# What a reader says who cannot tell, and two people who do not agree.
UNCLEAR, DISPUTED = "unclear", "disputed"
# The confidence of every bound, as printed.
CONFIDENCE = "95%"
_SUMMARY = "audit.json"
# `<period>/<record id>`: an audit may cover several periods.
Key = str


def key_of(period: str, record_id: str) -> Key:
    """The key of a record."""
    return f"{period}/{record_id}"


def split_key(key: Key) -> tuple[str, str]:
    """The period and the id of a record."""
    period, _, record_id = key.rpartition("/")
    return period, record_id


class AuditEvent(BaseModel):
    """What an audit records, validated when it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AuditList(AuditEvent):
    """What is audited: the statuses that the program gave, on tables with these hashes.

    `records` has for each key the statuses at the cut-off and for the full year; a basis that is not audited is empty.
    `decided` and `unresolved` are the records that are not in the list. Records with a status of `whole` are all read.
    `hash` is the SHA-256 of all this; it is published before the seed is known.
    """

    hash: str
    tables: dict[str, str]
    whole: tuple[str, ...]
    records: dict[Key, tuple[str, str]]
    decided: tuple[Key, ...]
    unresolved: tuple[Key, ...]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods whose records are in one list."""
        return tuple(self.tables)

    @property
    def read_whole(self) -> tuple[Key, ...]:
        """The records that are read whatever is drawn."""
        return tuple(key for key, found in self.records.items() if set(found) & set(self.whole))

    def found(self, key: Key, basis: Basis) -> str:
        """The status that is audited, or empty."""
        return self.records[key][BASES.index(basis)]

    def list_changed(self, status_now: Callable[[Key, Basis], str]) -> list[Key]:
        """The records with another status than the audited one by `status_now`, which is empty for one that is gone."""
        return [
            key
            for key, audited in self.records.items()
            if any(
                status and status_now(key, basis) != status
                for basis, status in zip(BASES, audited, strict=True)
            )
        ]


class Reading(AuditEvent):
    """The statuses that a person gave who had not seen the program's."""

    key: Key
    cut_off: str
    full_year: str
    reader: str
    remark: str = ""

    def at(self, basis: Basis) -> str:
        """What was read on a basis."""
        return self.cut_off if basis == "cut_off" else self.full_year


class Settlement(AuditEvent):
    """What a second person found where the reader and the program differ."""

    key: Key
    basis: Basis
    status: str
    settled_by: str
    reason: str


class Statement(AuditEvent):
    """What the readings show, with 95 % confidence: `fewer_than` of the `population` are wrong.

    `read` and `wrong` count records; of the wrong ones, `unsettled` wait for a second person. `aim` is what was wanted.
    """

    population: int
    read: int
    wrong: int
    unsettled: int
    fewer_than: int
    aim: int

    @property
    def says_anything(self) -> bool:
        """Whether the bound is below the population."""
        return self.fewer_than <= self.population


class Draw(AuditEvent):
    """The first `drawn` records of the order that a public number gives; a longer draw continues the order.

    `statement` is what the readings before it show, which every draw has to support.
    """

    hash: str
    number: str
    drawn: int
    aim: int
    statement: Statement | None = None


class Readings(AuditEvent):
    """What one filled-in workbook added, and what all readings show now."""

    hash: str
    file_sha256: str
    readings: tuple[Reading, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    statement: Statement


class AuditSummary(AuditEvent):
    """What stands in the manifest and on pages: the list by its hash and tables, the numbers drawn with, the bound."""

    hash: str
    tables: dict[str, str]
    whole: tuple[str, ...]
    numbers: tuple[str, ...]
    confidence: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Audit:
    """One list with all that happened to it. `draws` has for each number its longest draw, in order of the first."""

    listed: AuditList
    draws: Mapping[str, Draw] = field(default_factory=dict)
    readings: Mapping[Key, Reading] = field(default_factory=dict)
    settlements: Mapping[tuple[Key, Basis], Settlement] = field(default_factory=dict)
    statement: Statement | None = None

    def find_wrong(self) -> dict[Key, tuple[Basis, ...]]:
        """The records read that count as wrong, with the bases on which they do.

        A difference counts as wrong until a second person agrees with the program, and if nobody agrees.
        """
        wrong = {key: tuple(basis for basis in BASES if self._is_wrong(key, basis)) for key in self.readings}
        return {key: bases for key, bases in wrong.items() if bases}

    def list_unsettled(self) -> list[tuple[Key, Basis]]:
        """The differences that no second person has seen."""
        return [
            (key, basis)
            for key, bases in self.find_wrong().items()
            for basis in bases
            if (key, basis) not in self.settlements
        ]

    def _is_wrong(self, key: Key, basis: Basis) -> bool:
        found = self.listed.found(key, basis)
        if not found or self.readings[key].at(basis) == found:
            return False
        settled = self.settlements.get((key, basis))
        return settled is None or settled.status != found


def read_audits(processed: Path) -> tuple[Audit, ...]:
    """The audits of a period, oldest first. Raises `InputError` for an audit's line that cannot be read."""
    audits: dict[str, Audit] = {}
    for number, text in enumerate(read_history(processed), start=1):
        line = _read_line(text)
        if EVENT in line:
            try:
                _add_event(audits, line[EVENT], line["event"])
            except (KeyError, TypeError, ValidationError) as error:
                raise _refuse(processed, number, error) from None
    return tuple(audits.values())


def describe_event(kind: EventKind, event: AuditEvent) -> dict[str, Any]:
    """An event as its line of the history has it, beside the time and the user."""
    return {EVENT: kind, "event": event.model_dump(mode="json")}


def last_stated(audits: Iterable[Audit]) -> Audit | None:
    """The latest audit that says anything, or None."""
    stated = [audit for audit in audits if audit.statement and audit.statement.says_anything]
    return stated[-1] if stated else None


def summarize(audit: Audit | None) -> AuditSummary | None:
    """The summary of an audit; None where it states nothing."""
    if audit is None or audit.statement is None:
        return None
    listed = audit.listed
    return AuditSummary(
        hash=listed.hash,
        tables=listed.tables,
        whole=listed.whole,
        numbers=tuple(audit.draws),
        confidence=CONFIDENCE,
        statement=audit.statement,
    )


def save_summary(tables: Path, audit: Audit | None) -> None:
    """Writes the summary beside the tables of a run, if there is one."""
    if summary := summarize(audit):
        text = summary.model_dump_json(indent=1)
        (tables / _SUMMARY).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read_summary(tables: Path) -> AuditSummary | None:
    """Reads the summary beside the tables of a run; None where no audit stated anything."""
    path = tables / _SUMMARY
    return AuditSummary.model_validate_json(path.read_bytes()) if path.is_file() else None


def _read_line(text: str) -> Mapping[str, Any]:
    try:
        line = json.loads(text)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}


def _add_event(audits: dict[str, Audit], kind: str, data: Any) -> None:
    if kind == "list":
        listed = AuditList.model_validate(data)
        audits.setdefault(listed.hash, Audit(listed))
    elif kind == "draw":
        draw = Draw.model_validate(data)
        audits[draw.hash] = add_draw(audits[draw.hash], draw)
    elif kind == "readings":
        given = Readings.model_validate(data)
        audits[given.hash] = add_readings(
            audits[given.hash], given.readings, given.settlements, given.statement
        )
    else:
        raise KeyError(kind)


def add_draw(audit: Audit, draw: Draw) -> Audit:
    """The audit with a further or a longer draw."""
    draws = {**audit.draws, draw.number: draw}
    return replace(audit, draws=draws, statement=draw.statement)


def add_readings(
    audit: Audit,
    readings: Iterable[Reading],
    settlements: Iterable[Settlement],
    statement: Statement | None = None,
) -> Audit:
    """The audit with what further readings say."""
    return replace(
        audit,
        readings={**audit.readings, **{each.key: each for each in readings}},
        settlements={**audit.settlements, **{(each.key, each.basis): each for each in settlements}},
        statement=statement,
    )


def _refuse(processed: Path, number: int, error: Exception) -> InputError:
    return InputError(
        where=f"data/processed/{processed.name}/{HISTORY}, dòng {number}",
        found=f"một sự kiện kiểm chứng không đọc được ({type(error).__name__})",
        expected="dòng do camket audit ghi, còn nguyên",
        remedy="lấy lại tệp từ bản lưu; không sửa tay tệp này",
    )
