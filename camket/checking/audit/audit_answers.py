"""Check the filled-in rows of an audit's workbooks cell by cell, and make readings and settlements of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from camket.checking.audit.audit_workbook import READ, REQUIRED, choices_for
from camket.checking.audit.blind_sample import list_drawn, say_key
from camket.errors import InputError
from camket.exchange.answers import Fault
from camket.exchange.filled_in import FilledIn
from camket.figures.audit_record import DISPUTED, UNCLEAR, Audit, Key, Reading, Settlement
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, Basis
from camket.text import fold

# What would be a formula in a table that somebody opens in Excel.
_FORMULA = ("=", "@", "+", "-")
_NAMES = ("reader", "settled_by", "reason")


@dataclass(frozen=True, slots=True)
class Given:
    """What a workbook adds to one audit; `known` are the rows that were there already."""

    audit: Audit
    readings: tuple[Reading, ...]
    settlements: tuple[Settlement, ...]
    known: int


def take_answers(
    rows: Sequence[FilledIn], audits: Iterable[Audit], scheme: Scheme, file: str
) -> Given | None:
    """What the rows say, or None where no row is filled in. Raises `InputError` that names every faulty cell."""
    if not rows:
        return None
    by_hash = {audit.listed.hash: audit for audit in audits}
    audit = next((by_hash[row.text("audit")] for row in rows if row.text("audit") in by_hash), None)
    if audit is None:
        unknown = [Fault(rows[0].place("code"), "dòng không thuộc lần kiểm chứng nào đã ghi của kỳ này")]
        raise refuse_audit(file, [*_check_lost(rows[0])] or unknown)
    faults: list[Fault] = []
    made: dict[object, tuple[FilledIn, Reading | Settlement]] = {}
    drawn, known = set(list_drawn(audit)), 0
    for row in rows:
        wrong = [*_check_keys(row, audit, drawn), *_check_cells(row, scheme)]
        if not wrong:
            said = _read_row(row, audit, scheme)
            if said == _recorded(said, audit):
                known += 1
                continue
            wrong = [*_check_record(row, said, audit, scheme)]
            first = made.setdefault(_id_of(said), (row, said))
            if first[1] != said:
                wrong.append(
                    Fault(row.place("code"), f"{say_key(said.key, audit.listed)}: hai dòng khác nhau")
                )
        faults += wrong
    if faults:
        raise refuse_audit(file, faults)
    answers = [said for _, said in made.values()]
    return Given(
        audit,
        tuple(each for each in answers if isinstance(each, Reading)),
        tuple(each for each in answers if isinstance(each, Settlement)),
        known,
    )


def refuse_audit(file: str, faults: Sequence[Fault]) -> InputError:
    """All faults of a workbook in one message."""
    return InputError(
        where=f"{file}: {len(faults)} chỗ",
        found="\n         ".join(f"{fault.place}: {fault.found}" for fault in faults),
        expected="mỗi dòng đã ghi có đủ kết quả và họ tên, hai kết quả hợp nhau, thuộc mẫu đã rút và chưa nộp khác đi",
        remedy="sửa các ô được nêu rồi áp dụng lại; chưa có gì được ghi",
    )


def _check_lost(row: FilledIn) -> Iterator[Fault]:
    if lost := [name for name in row.layout.named("key") if not row.text(name)]:
        headings = ", ".join(map(row.layout.heading, lost))
        yield Fault(row.place("code"), f"dòng đã ghi nhưng mất cột ẩn {headings}")


def _check_keys(row: FilledIn, audit: Audit, drawn: set[Key]) -> Iterator[Fault]:
    if lost := [*_check_lost(row)]:
        yield from lost
        return
    key = row.text("key")
    if row.text("audit") != audit.listed.hash:
        yield Fault(row.place("code"), "dòng thuộc một lần kiểm chứng khác")
    elif key not in drawn:
        yield Fault(row.place("code"), f"{key} không thuộc mẫu đã rút")
    elif not row.text("code").startswith(key.rpartition("/")[2]):
        says = f"dòng ghi {row.text('code')}, cột ẩn ghi {key}: sắp xếp chưa đủ cột"
        yield Fault(row.place("code"), says)
    elif row.layout is not READ and row.text("basis") not in BASES:
        yield Fault(row.place("basis"), f"cột ẩn ghi “{row.text('basis')}”")


def _check_cells(row: FilledIn, scheme: Scheme) -> Iterator[Fault]:
    """What is wrong with the cells that a person filled in, or left out."""
    for name in row.layout.named("answer"):
        text, heading = row.text(name), row.layout.heading(name).lower()
        if name in row.cells and (problem := row.cells[name].problem):
            yield Fault(row.place(name), problem)
        elif name in REQUIRED[row.layout] and not text:
            yield Fault(row.place(name), f"dòng đã ghi nhưng thiếu {heading}")
        elif text.startswith(_FORMULA):
            yield Fault(row.place(name), f"“{text}” bắt đầu như một công thức")
        elif name in _NAMES and not any(map(str.isalpha, text)):
            yield Fault(row.place(name), f"“{text}” không phải {heading}")
    for name, basis in _answers(row):
        choices = choices_for(basis, row.layout, scheme)
        if row.text(name) and not _choose(row.text(name), choices):
            says = f"“{row.text(name)}” không phải một trong: {', '.join(choices.values())}"
            yield Fault(row.place(name), says)


def _answers(row: FilledIn) -> list[tuple[str, Basis]]:
    """The columns with a status, each with its basis."""
    if row.layout is READ:
        return [(basis, basis) for basis in BASES]
    basis = row.text("basis")
    return [("answer", cast(Basis, basis))] if basis in get_args(Basis) else []


def _choose(text: str, choices: Mapping[str, str]) -> str:
    said = fold(text)
    return next((value for value, label in choices.items() if said in (fold(label), fold(value))), "")


def _read_row(row: FilledIn, audit: Audit, scheme: Scheme) -> Reading | Settlement:
    said = {
        name: _choose(row.text(name), choices_for(basis, row.layout, scheme)) for name, basis in _answers(row)
    }
    if row.layout is READ:
        return Reading(
            key=row.text("key"),
            cut_off=said["cut_off"],
            full_year=said["full_year"],
            reader=row.text("reader"),
            remark=row.text("remark"),
        )
    return Settlement(
        key=row.text("key"),
        basis=cast(Basis, row.text("basis")),
        status=said["answer"],
        settled_by=row.text("settled_by"),
        reason=row.text("reason"),
    )


def _id_of(said: Reading | Settlement) -> object:
    return said.key if isinstance(said, Reading) else (said.key, said.basis)


def _recorded(said: Reading | Settlement, audit: Audit) -> Reading | Settlement | None:
    if isinstance(said, Reading):
        return audit.readings.get(said.key)
    return audit.settlements.get((said.key, said.basis))


def _check_record(row: FilledIn, said: Reading | Settlement, audit: Audit, scheme: Scheme) -> Iterator[Fault]:
    """The faults of a row against what is on record and what can be."""
    name, recorded = say_key(said.key, audit.listed), _recorded(said, audit)
    if isinstance(said, Reading):
        if recorded:
            yield Fault(
                row.place("cut_off"), f"{name} đã nộp với nội dung khác; kết quả đã nộp thì không đổi được"
            )
        elif scheme.is_final(said.cut_off) and not (
            said.full_year == UNCLEAR or scheme.may_follow(said.cut_off, said.full_year)
        ):
            says = (
                f"{name}: đến ngày chốt là {scheme.short(said.cut_off)} thì cả năm không thể là "
                f"{scheme.short(said.full_year)}"
            )
            yield Fault(row.place("full_year"), says)
        return
    reading = audit.readings.get(said.key)
    if reading is None:
        yield Fault(row.place("answer"), f"{name} chưa có người đọc")
    elif fold(reading.reader) == fold(said.settled_by):
        yield Fault(row.place("settled_by"), f"{name}: người xác định phải khác người đọc ({reading.reader})")
    elif recorded and cast(Settlement, recorded).status != DISPUTED:
        yield Fault(row.place("answer"), f"{name} đã được xác định khác; kết quả đã nộp thì không đổi được")
