"""`camket audit`: commit to the tables, draw, hand out the sample, take it in, say how sure the tables are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from pathlib import Path

from camket.checking.audit.audit_answers import take_answers
from camket.checking.audit.audit_workbook import (
    DIFFERENCES,
    FILE,
    READ,
    SETTLE,
    write_differences,
    write_sample,
)
from camket.checking.audit.blind_sample import (
    USUAL_AIM,
    Tables,
    check_fresh,
    list_audited,
    read_tables,
)
from camket.checking.audit.evaluation import count_to_read, evaluate
from camket.checking.audit.mending import DECISIONS, write_decisions
from camket.errors import InputError, UsageError
from camket.exchange.filled_in import FilledIn, read_filled_in, refuse_unknown
from camket.figures.audit_record import (
    Audit,
    AuditEvent,
    AuditList,
    Draw,
    EventKind,
    Readings,
    add_draw,
    add_readings,
    describe_event,
    read_audits,
)
from camket.figures.staging import write_file_atomically
from camket.running.history import append_event, check_chain
from camket.settings.fields import Fields
from camket.settings.period import Period, open_settings
from camket.settings.project import PeriodFolder
from camket.settings.project_fields import read_project_fields

_LAYOUTS = {FILE: READ, DIFFERENCES: SETTLE}


@dataclass(frozen=True, slots=True)
class Moment:
    """When a step is taken and by whom, for the history."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Step:
    """The audit after a step, the present tables, and what was written.

    `new` is whether the step added anything to the record; `known` counts rows that were there already, `broken` says
    where the history was edited.
    """

    audit: Audit
    tables: Tables
    period: Period
    new: bool = False
    written: tuple[str, ...] = ()
    added: Readings | None = None
    known: int = 0
    skipped: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def is_present(self) -> bool:
        """Whether the audit is of the present tables."""
        return self.audit.listed.tables == self.tables.hashes


class Auditing:
    """The audits of one or more periods in one list. The last period's folder holds their files."""

    def __init__(self, folders: Sequence[PeriodFolder], moment: Moment) -> None:
        self.folders = sorted(
            {folder.name: folder for folder in folders}.values(), key=lambda each: each.name
        )
        self.home = self.folders[-1]
        self.periods = [open_settings(folder) for folder in self.folders]
        self.period = self.periods[-1]
        self.tables = read_tables(self.folders)
        self._moment = moment

    @property
    def audits(self) -> tuple[Audit, ...]:
        """All audits of just these periods, oldest first."""
        names = {folder.name for folder in self.folders}
        return tuple(each for each in read_audits(self.home.processed) if set(each.listed.periods) == names)

    def commit(self, whole: Sequence[str]) -> Step:
        """Records the list of the present tables; the same list again changes nothing.

        Raises `InputError` where the tables are out of date, `UsageError` for an unknown status.
        """
        check_fresh(self.folders)
        unknown = [code for code in whole if code not in self.period.scheme.codes]
        if unknown:
            raise UsageError(
                where="camket audit --whole",
                found=", ".join(unknown),
                expected="mã của các kết quả: " + ", ".join(self.period.scheme.codes),
                remedy="ghi các mã, cách nhau bằng dấu phẩy",
            )
        listed = list_audited(self.tables, whole)
        known = self._find(listed.hash)
        if known is None and (drawn := self._drawn_of(listed)) is not None:
            raise UsageError(
                where="camket audit --whole",
                found=f"đã chọn mẫu từ các bảng này theo danh sách {drawn.listed.hash[:12]}…",
                expected="cùng --whole như danh sách đó: " + (",".join(drawn.listed.whole) or "không có"),
                remedy="làm tiếp lần kiểm tra đó; kết quả nào đọc hết phải định trước khi chọn mẫu",
            )
        if known is None:
            self._record("list", listed)
        return self._step(known or Audit(listed), new=known is None)

    def current(self) -> Step | None:
        """The audit of the present tables, or else the latest one; None before the first."""
        own = [audit for audit in self.audits if audit.listed.tables == self.tables.hashes]
        drawn = [audit for audit in own if audit.draws]
        chosen = (drawn or own or list(self.audits))[-1:]
        return self._step(chosen[0]) if chosen else None

    def draw(self, number: str | None, aim: int | None) -> Step:
        """Draws with a public number as many records as `aim` needs, or continues the draws; writes the sample.

        Raises `UsageError` where there is no list or no number yet, `InputError` where the tables have changed since,
        or the last sample has readings that were not applied.
        """
        check_fresh(self.folders)
        step = self.current()
        if step is None or not step.is_present:
            raise UsageError(
                where="camket audit --seed",
                found="chưa ghi danh sách của các bảng hiện nay",
                expected="danh sách đã ghi, mã băm đã công bố, trước khi biết con số chọn mẫu",
                remedy=f"chạy: camket audit {self._names}",
            )
        audit = step.audit
        if number is None and not audit.draws:
            raise UsageError(
                where="camket audit --fewer-than",
                found="chưa chọn mẫu",
                expected="con số được chọn công khai sau khi công bố mã băm",
                remedy=f"chạy: camket audit {self._names} --seed CON_SỐ",
            )
        self._refuse_unapplied(audit, FILE)
        population = len(audit.listed.records)
        wanted = max(1, aim or ceil(population * USUAL_AIM))
        if wanted > max(1, population):
            raise UsageError(
                where="camket audit --fewer-than",
                found=f"{wanted}, trong danh sách {population} nội dung",
                expected="không quá số nội dung của danh sách",
                remedy="ghi số nhỏ hơn",
            )
        for each in dict.fromkeys((*audit.draws, *([number] if number else []))):
            audit = self._extend(audit, each, wanted)
        content = write_sample(audit, self.tables, self.periods, self._fields)
        write_file_atomically(self.home.outputs / FILE, content)
        return self._step(audit, new=audit.draws != step.audit.draws, written=(FILE,))

    def apply(self, path: Path) -> Step:
        """Takes in a filled-in workbook, and writes what is left to read, to settle and to mend.

        Raises `InputError` that names every faulty cell; then nothing has been recorded.
        """
        layouts = tuple(_LAYOUTS.values())
        book = read_filled_in(path, path.name, layouts)
        if not book.known:
            raise refuse_unknown(path.name, layouts)
        given = take_answers(book.rows, self.audits, self.period.scheme, path.name)
        if given is None:
            step = self.current()
            if step is None:
                raise refuse_unknown(path.name, layouts)
            return step
        audit = add_readings(given.audit, given.readings, given.settlements)
        statement = evaluate(audit)
        audit = replace(audit, statement=statement)
        added = Readings(
            hash=audit.listed.hash,
            file_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            readings=given.readings,
            settlements=given.settlements,
            statement=statement,
        )
        self._refuse_unapplied(audit, DIFFERENCES)
        new = bool(given.readings or given.settlements)
        if new:
            self._record("readings", added)
        return self._step(
            audit,
            new=new,
            written=tuple(self._hand_out(audit)),
            added=added,
            known=given.known,
            skipped=book.skipped,
        )

    def _hand_out(self, audit: Audit) -> list[str]:
        """Writes the differences to settle and the errors to mend; returns the names of the files."""
        written = []
        if audit.list_unsettled() or (self.home.outputs / DIFFERENCES).is_file():
            content = write_differences(audit, self.tables, self.periods, self._fields)
            write_file_atomically(self.home.outputs / DIFFERENCES, content)
            written.append(DIFFERENCES)
        if content := write_decisions(audit, self.tables):
            write_file_atomically(self.home.outputs / DECISIONS, content)
            written.append(DECISIONS)
        return written

    def _extend(self, audit: Audit, number: str, aim: int) -> Audit:
        """The audit with a draw long enough for an aim; a draw never becomes shorter."""
        before = audit.draws.get(number)
        fresh = (
            audit
            if before
            else add_draw(audit, Draw(hash=audit.listed.hash, number=number, drawn=0, aim=aim))
        )
        needed = count_to_read(fresh, number, aim)
        if needed is None:
            raise UsageError(
                where="camket audit --fewer-than",
                found=f"muốn chứng tỏ sai dưới {aim} nội dung, mà đã thấy sai {evaluate(audit).wrong} nội dung",
                expected="số lớn hơn số nội dung đã thấy sai",
                remedy=f"chạy camket audit {self._names} để xem còn chứng tỏ được số nào",
            )
        drawn = max(needed, before.drawn if before else 0)
        after = add_draw(audit, Draw(hash=audit.listed.hash, number=number, drawn=drawn, aim=aim))
        # A further draw counts at once: what was stated has to follow from it too.
        draw = after.draws[number].model_copy(
            update={"statement": evaluate(after) if audit.readings else None}
        )
        if draw != before:
            self._record("draw", draw)
        return add_draw(audit, draw)

    def _refuse_unapplied(self, audit: Audit, file: str) -> None:
        """Raises `InputError` where a workbook that is to be replaced holds answers that are not on record.

        `audit` has those that are about to be recorded.
        """
        path, layout = self.home.outputs / file, _LAYOUTS[file]
        if not path.is_file():
            return
        place = f"outputs/{self.home.name}/{file}"
        audits = {each.listed.hash: each for each in (*self.audits, audit)}
        rows = read_filled_in(path, place, (layout,)).rows
        waiting = [row for row in rows if not _is_recorded(row, audits.get(row.text("audit")))]
        if waiting:
            raise InputError(
                where=f"{place} › {waiting[0].place('code')}",
                found=f"{len(waiting)} dòng đã ghi mà chưa áp dụng; làm tiếp thì tệp này bị thay",
                expected="các dòng đã ghi đều đã áp dụng, hoặc tệp để ở nơi khác",
                remedy=f"áp dụng: camket audit {self._names} --apply {place}; hoặc chuyển tệp ra ngoài outputs",
            )

    def _record(self, kind: EventKind, event: AuditEvent) -> None:
        """Adds an event to the history of every period."""
        for folder in self.folders:
            append_event(
                folder.processed, describe_event(kind, event), at=self._moment.at, by=self._moment.by
            )

    def _find(self, digest: str) -> Audit | None:
        return next((audit for audit in self.audits if audit.listed.hash == digest), None)

    def _drawn_of(self, listed: AuditList) -> Audit | None:
        """The audit of the same tables that was drawn from already, if any."""
        return next(
            (each for each in self.audits if each.draws and each.listed.tables == listed.tables), None
        )

    def _step(
        self,
        audit: Audit,
        *,
        new: bool = False,
        written: tuple[str, ...] = (),
        added: Readings | None = None,
        known: int = 0,
        skipped: tuple[str, ...] = (),
    ) -> Step:
        places = tuple(f"outputs/{self.home.name}/{name}" for name in written)
        broken = tuple(said for folder in self.folders for said in check_chain(folder.processed))
        return Step(audit, self.tables, self.period, new, places, added, known, skipped, broken)

    @property
    def _fields(self) -> Fields:
        return read_project_fields(self.home.fields_file, self.period)

    @property
    def _names(self) -> str:
        return " ".join(folder.name for folder in self.folders)


def _is_recorded(row: FilledIn, audit: Audit | None) -> bool:
    """Whether an audit has an answer to what a row answers."""
    if audit is None:
        return False
    if row.layout is READ:
        return row.text("key") in audit.readings
    return (row.text("key"), row.text("basis")) in audit.settlements
