"""Read the files of `registrations/` row by row, with unit, item number and proposal."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from camket.intake.formats.sheet import different_cells
from camket.intake.joining.attribution import Attributor, attribute_rows
from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.intake.joining.file_order import find_replaced, order_version
from camket.intake.joining.file_versions import read_file_version
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.received_files import receive_files, reject_empty, reject_unattributed
from camket.intake.joining.received_kinds import REGISTRATION
from camket.intake.joining.reconciliation import row_error
from camket.intake.joining.record import Rejected, Source
from camket.intake.tables.cell_notes import describe_notes, noted_cells
from camket.intake.tables.item_numbers import read_item_number
from camket.intake.tables.proposals import (
    asks_again,
    classify_proposal,
    read_references,
)
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Row
from camket.intake.tables.two_years import EARLIER
from camket.next_year.items import Note, Registration
from camket.next_year.kept_remarks import apply_remarks, keeps_rest
from camket.next_year.later_lists import Sent, keep_latest
from camket.next_year.list_order import UnorderedLists, ask_for_order, find_unordered
from camket.next_year.programme import Programme
from camket.next_year.rejected_rows import (
    is_title,
    is_unfilled,
    read_target,
    read_valid_text,
    read_words,
    reject_cells,
    reject_table,
    reject_title,
    reject_unfilled,
    reject_unregistered,
    reject_without_content,
)
from camket.next_year.row_proposals import find_lowered, find_withdrawal, read_deadline_words, read_proposal
from camket.next_year.titles_above import find_titles, put_under_titles
from camket.settings.decisions import Decision
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit
from camket.text import plain

_FIELDS = ("content", "target", "deadline", "basis", "proposal", "note")
# What stands in the place of an item gives it up.
_INSTEAD = re.compile(r"\bthay (?:thế )?(?:cho )?nội dung (?:số )?\d")
_YEAR = re.compile(r"\b20\d\d\b")
_KEYS = ("item_no", "unit", "unit_code")
_FIRST_UNCOUNTED = 1000  # no number of an item of a list
_ROWS = ("row", "repeated", "superseded", "unread")


@dataclass(frozen=True, slots=True)
class Registered:
    """All that units sent about the next year; `dropped` are items that a unit proposes to give up.

    `notes` are sentences outside the tables that give an item up, `keeping` the codes of units that say that what they
    do not name goes on as it is, `silent` the units of the period without any row;
    `files` are all files that could be opened. `questions` are about lists of which neither is known to be later.
    """

    year: int
    files: tuple[SourceFile, ...] = ()
    items: tuple[Registration, ...] = ()
    dropped: tuple[Registration, ...] = ()
    notes: tuple[Note, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    silent: tuple[Unit, ...] = ()
    keeping: frozenset[str] = frozenset()
    questions: tuple[ChoiceQuestion, ...] = ()


def read_registrations(
    folder: PeriodFolder,
    context: ReadingContext,
    asked: Sequence[Unit],
    *,
    year: int,
    order: Sequence[Decision] = (),
) -> Registered:
    """Read every file of `registrations/` for the `year`: units in the prescribed order, rows in the order of the file.

    Lists that their unit replaced by a later one and rows that repeat another one are rejected. If the
    folder has no file, nothing is reported as missing. `asked` are the units that should send a list, `order` is what
    people decided of the order of files.
    """
    if not list(REGISTRATION.list_paths(folder)):
        return Registered(year)
    attributor = context.make_attributor()
    files, rejected = receive_files(folder, REGISTRATION, context, attributor)
    hashes = {file.place: file.sha256 for file in files}
    decided = find_replaced(order, hashes)
    by_unit: dict[str, list[Sent]] = defaultdict(list)
    by_code = {unit.code: unit for unit in context.units}
    for file in files:
        rejected += reject_empty(file, attributor)
        for table, titles in find_titles(file.tables):
            if refused := reject_table(file, table, attributor, year):
                rejected += refused
                continue
            version = order_version(
                read_file_version(file.place, table.letterhead, context.cut_off), file.place, decided
            )
            sections = {row.number: row.sections for row in put_under_titles(table, titles)}
            owned = [
                (replace(row, sections=sections[row.number]), attribution)
                for row, attribution in attribute_rows(
                    table, attributor.attribute_table(file.place, table), attributor
                )
            ]
            for (row, attribution), below in zip_longest(owned, (row for row, _ in owned[1:])):
                source = Source(file.place, file.sha256, table.sheet.name, row.number)
                # A list has no review in which a doubt could be settled: its row waits among the problems.
                if not attribution.code or attribution.doubt:
                    rejected.append(reject_unattributed(source, row, attribution.doubt))
                    continue
                if not row.text("content") or row.cells["content"].problem:
                    rejected.append(reject_without_content(attribution.code, source, row))
                    continue
                if is_unfilled(row):
                    rejected.append(reject_unfilled(attribution.code, source, row))
                    continue
                if _registers_nothing(row):
                    rejected.append(reject_unregistered(attribution.code, source, row, year))
                    continue
                rejected += reject_cells(attribution.code, source, row, (*_KEYS, *_FIELDS))
                if is_title(row, below):
                    rejected.append(reject_title(attribution.code, source, row))
                else:
                    read = _read_row(row, by_code[attribution.code], source, year)
                    by_unit[attribution.code].append(Sent(read, _number(row), version))
    items: list[Registration] = []
    unordered: list[UnorderedLists] = []
    for unit in context.units:
        unordered += find_unordered(unit, by_unit[unit.code])
        current, replaced = keep_latest(by_unit[unit.code])
        rejected += replaced
        items += _number_items(current, year)
    items, rejected = apply_remarks(files, items, rejected, attributor)
    registered_units = {item.unit.code for item in items}
    silent = tuple(unit for unit in asked if unit.code not in registered_units)
    return Registered(
        year,
        tuple(files),
        tuple(item for item in items if item.proposal != "drop"),
        tuple(item for item in items if item.proposal == "drop"),
        tuple(note for file in files for note in _find_notes(file, items, attributor)),
        (*rejected, *(_missing(unit, year, rejected) for unit in silent)),
        silent,
        frozenset(code for file in files for code in _find_keeping(file, items, attributor)),
        tuple(ask_for_order(unordered, order, hashes)),
    )


def _find_notes(file: SourceFile, items: Sequence[Registration], attributor: Attributor) -> Iterator[Note]:
    """The sentences outside the tables in which a unit gives an item up; they stay among what was not read."""
    own = frozenset(item.unit.code for item in items if item.source.file == file.place)
    seen = set[str]()
    for place, text in _list_remarks(file):
        for sentence in filter(None, map(str.strip, re.split(r"[.;\n](?:\s+|$)", text))):
            gives_up = classify_proposal(sentence) == "drop" or _INSTEAD.search(plain(sentence))
            if gives_up and sentence not in seen:
                seen.add(sentence)
                named = attributor.attribute_texts([sentence]).codes
                units = (named & own or own) if own else named
                # A number of one unit's list is another item of the other's.
                names = read_references(sentence) if len(units) == 1 else ()
                yield Note(units, file.place, place, sentence, names)


def _find_keeping(file: SourceFile, items: Sequence[Registration], attributor: Attributor) -> frozenset[str]:
    """The units of a file that say, beside their rows, that all else goes on as it is."""
    own = frozenset(item.unit.code for item in items if item.source.file == file.place)
    said = [text for _, text in _list_remarks(file) if keeps_rest(text)]
    named = frozenset(code for text in said for code in attributor.attribute_texts([text]).codes)
    return (named & own or own if len(own) == 1 else named) if said else frozenset()


def _list_remarks(file: SourceFile) -> Iterator[tuple[str, str]]:
    """What stands outside the tables of a file, and what rows say of others than themselves, with its place."""
    for part in file.unread:
        yield from ((part.place, text) for text in part.texts)
    for table in file.tables:
        last = max((row.number for row in table.records), default=0)
        for row in table.rows:
            # A title of no rows is a remark, too.
            if row.kind in ("guidance", "footer") or (row.kind == "section" and row.number > last):
                for cell in different_cells(table.sheet.rows[row.number - 1]):
                    yield cell.place, cell.text
            if row.kind == "record" and read_proposal(row) != "drop" and not find_lowered(row):
                for name in ("proposal", "note"):
                    if text := read_words(row, name):
                        yield row.cells[name].place, text


def _read_row(row: Row, unit: Unit, source: Source, year: int) -> Registration:
    remarks = [read_words(row, name) for name in ("proposal", "note")]
    withdrawal = find_withdrawal(row)
    reasons = [*reversed(remarks), f"chú thích: {withdrawal}" if withdrawal else ""]
    return Registration(
        registration_id="",
        unit=unit,
        item_no=0,
        content=row.text("content"),
        target=read_target(row),
        shown_target=read_valid_text(row, "target"),
        deadline=read_deadline_words(row),
        basis=read_valid_text(row, "basis"),
        note="; ".join(dict.fromkeys(filter(None, reasons))),
        proposal=read_proposal(row),
        source=source,
        places={name: f"{source.file}!{row.cells[name].place}" for name in _FIELDS if row.text(name)},
        broken=tuple(name for name in _FIELDS if name in row.cells and row.cells[name].problem),
        asks=(
            *(describe_notes(cell) for _, cell in noted_cells(row.cells, _FIELDS)),
            *filter(None, [_ask_year(row, year)]),
        ),
        names=_read_names(row, remarks),
        earlier=read_valid_text(row, EARLIER),
        lowered=find_lowered(row),
    )


def _ask_year(row: Row, year: int) -> str:
    """The question about a target whose column is only of a year before, unless its item stays as it is."""
    parts = [part for part in row.columns.get("target", ()) if not part.silent]
    years = [max(map(int, _YEAR.findall(part.heading)), default=year) for part in parts]
    if (
        not years
        or max(years) >= year
        or not read_words(row, "target")
        or read_proposal(row) in ("keep", "drop")
    ):
        return ""
    return f"cột chỉ tiêu ghi “{parts[0].heading}”: không rõ có phải chỉ tiêu năm {year} không"


def _registers_nothing(row: Row) -> bool:
    """Whether a row has a content of this year's list, or no answer to whether it goes on, and nothing of the next."""
    earlier = row.text(EARLIER)
    is_open = bool(earlier) and row.cells["content"].place == row.cells[EARLIER].place
    if any(asks_again(part.heading) for part in row.columns.get("proposal", ())):
        is_open |= not row.text("proposal")
    return is_open and not (read_proposal(row) or read_words(row, "target") or read_deadline_words(row))


def _read_names(row: Row, remarks: Sequence[str]) -> tuple[int, ...]:
    """The numbers of this year's items that a row comes from or gives up; what is added comes from none."""
    said = read_proposal(row)
    texts = [*remarks, *([row.text("content")] if said == "drop" else [])]
    return () if said == "add" else next(filter(None, map(read_references, texts)), ())


def _number(row: Row) -> int | None:
    number = read_item_number(row.text("item_no"))
    return number if number is not None and number < _FIRST_UNCOUNTED else None


def _number_items(sent: Sequence[Sent], year: int) -> Iterator[Registration]:
    """Assign ids by the unit's own numbers if each registering row has a distinct one, else by row order."""
    own = [each.number for each in sent if each.registration.proposal != "drop"]
    usable = None not in own and len(set(own)) == len(own)
    counted = {"": 0, "drop": 0}
    for each in sent:
        item = each.registration
        kind = "drop" if item.proposal == "drop" else ""
        counted[kind] += 1
        number = each.number if usable and not kind else counted[kind]
        letter = "X" if kind else ""
        yield replace(
            item,
            registration_id=f"{item.unit.code}-{year}-{letter}{number:02d}",
            item_no=number or 0,
        )


def _missing(unit: Unit, year: int, rejected: Sequence[Rejected]) -> Rejected:
    tried = any(item.unit == unit.code and item.file for item in rejected)
    return Rejected(
        unit.code, "", "", "", None, "",
        f"{unit.name} đã gửi nhưng chưa có nội dung đăng ký năm {year} nào đọc được"
        if tried
        else f"{unit.name} chưa gửi nội dung đăng ký năm {year}",
        f"danh sách nội dung đăng ký cam kết năm {year}",
        "sửa tệp theo các điểm đã nêu rồi gửi lại" if tried else "gửi danh sách vào thư mục registrations",
        "missing",
    )  # fmt: skip


def reconcile_registrations(registered: Registered, programme: Programme) -> None:
    """Raise `AccountError`, a bug of camket, if a row ends nowhere or twice."""
    used = [
        *(item.source for item in (*registered.items, *registered.dropped)),
        *(item.source for item in programme.items),
    ]
    ends = _count_ends(used, (*registered.rejected, *programme.rejected))
    # Tables side by side have rows of the same numbers.
    rows = Counter(
        (file.place, table.sheet.name, row.number)
        for file in (*registered.files, *programme.files)
        for table in file.tables
        for row in table.records
    )
    for place, times in rows.items():
        if ends.pop(place, 0) != times:
            raise row_error(*place, "không đi vào đúng một nơi")
    for place in ends:
        raise row_error(*place, "được tính mà không có trong tệp")


def _count_ends(used: Iterable[Source], rejected: Iterable[Rejected]) -> Counter[tuple[str, str, int]]:
    return Counter(
        [
            *((source.file, source.sheet, source.row) for source in used),
            *(
                (item.file, item.sheet, item.row)
                for item in rejected
                if item.row is not None and item.kind in _ROWS
            ),
        ]
    )
