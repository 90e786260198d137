"""Make the register of a new year from the accepted drafts of the earlier period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from camket.intake.joining.record import Commitment
from camket.next_year.draft import ACCEPT, OPEN, REJECT, DraftItem
from camket.pipeline import Prepared, prepare_period
from camket.publishing.workbooks.book import Book
from camket.publishing.workbooks.cell_styles import BODY, BOXED, LINE, NUMBER, TITLE
from camket.publishing.workbooks.cell_text import write_text
from camket.settings.fields import label_of
from camket.settings.period import open_settings
from camket.settings.project import PeriodFolder
from camket.text import fold

FILE = "register.xlsx"
_COLUMNS = ("unit", "unit_name", "item_no", "content", "target", "deadline", "appraiser", "basis")
_HEADER = tuple(map(label_of, _COLUMNS))
_WIDTHS = (12, 28, 6, 60, 24, 16, 30, 30)


@dataclass(frozen=True, slots=True)
class NextRegister:
    """The workbook with its items, the accepted items left out, and the number of undecided drafts.

    `without_unit` are accepted items of units that do not exist in the new period. `given_up` are items that
    are rejected or whose decision no longer applies.
    """

    content: bytes
    accepted: tuple[DraftItem, ...]
    without_unit: tuple[DraftItem, ...]
    given_up: tuple[DraftItem, ...]
    still_open: int

    def compare(self, signed: Iterable[Commitment]) -> Iterator[tuple[DraftItem, str]]:
        """The items whose decision differs from an existing register, with the difference in Vietnamese."""
        have: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
        for each in signed:
            have[_key(each)].append(each)
        for item in self.accepted:
            same = have[_key(item)]
            if not same:
                yield item, "chưa có trong danh mục"
                continue
            found = next((each for each in same if _terms(each) == _terms(item)), same[0])
            same.remove(found)
            if _terms(found) != _terms(item):
                yield (
                    item,
                    f"danh mục ghi “{found.target}”, “{found.deadline}”, dự thảo “{item.target}”, “{item.deadline}”",
                )
        for item in self.given_up:
            if have[_key(item)]:
                yield item, "không được hoặc không còn được chấp nhận mà danh mục vẫn có"


def make_next_register(earlier: PeriodFolder, year: int, valid: Collection[str]) -> NextRegister | None:
    """The accepted drafts of a period as the register of `year`, numbered from 1 in each unit.

    `valid` are the codes of the units on the new cut-off day. None if the period's registrations are for
    another year or no draft is accepted. Raises `InputError` as reading the period does.
    """
    if open_settings(earlier).year + 1 != year:
        return None
    prepared = prepare_period(earlier)
    drafts = prepared.next_year.drafts
    accepted = [item for item in drafts if item.decision == ACCEPT and item.unit.code in valid]
    if not accepted:
        return None
    return NextRegister(
        _write(accepted, prepared, year),
        tuple(accepted),
        tuple(item for item in drafts if item.decision == ACCEPT and item.unit.code not in valid),
        tuple(item for item in drafts if item.decision == REJECT or item.finding.fallen),
        sum(item.decision == OPEN for item in drafts),
    )


def _key(item: DraftItem | Commitment) -> tuple[str, str]:
    return item.unit.code, fold(item.content)


def _terms(item: DraftItem | Commitment) -> tuple[str, str]:
    return fold(item.target), fold(item.deadline)


def _write(accepted: list[DraftItem], prepared: Prepared, year: int) -> bytes:
    appraisers = {signed.record_id: signed.appraiser for signed in prepared.next_year.this_year}
    for each in prepared.next_year.screened:
        if each.carried and each.carried.before:
            appraisers[each.item.registration_id] = each.carried.before[0].appraiser
    period = prepared.period
    title = f"DANH MỤC {period.title.upper()} NĂM {year}"
    book = Book(title, period.document_day)
    body, header = book.cell_format(BODY), book.cell_format({**BOXED, "bold": True, "align": "center"})
    number = book.cell_format(NUMBER)
    sheet = book.add_sheet("Danh muc")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    write_text(sheet, 0, 0, title, book.cell_format(TITLE))
    write_text(sheet, 1, 0, period.notice, book.cell_format(LINE))
    for column, heading in enumerate(_HEADER):
        write_text(sheet, 3, column, heading, header)
    sheet.freeze_panes(4, 0)
    numbers: dict[str, int] = {}
    for row, item in enumerate(accepted, start=4):
        numbers[item.unit.code] = numbers.get(item.unit.code, 0) + 1
        texts = (item.content, item.target, item.deadline, appraisers.get(item.key, ""), item.basis)
        write_text(sheet, row, 0, item.unit.code, body)
        write_text(sheet, row, 1, item.unit.own_name, body)
        sheet.write_number(row, 2, numbers[item.unit.code], number)
        for column, text in enumerate(texts, start=3):
            write_text(sheet, row, column, text, body)
    return book.to_bytes()


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
        *(f"- {item.key}, {item.unit.name}: {item.summary}: {says}" for item, says in other),
        *describe_omitted(drafted),
    )


def describe_omitted(drafted: NextRegister) -> tuple[str, ...]:
    """Describe accepted drafts of units that do not exist in the new period."""
    if not drafted.without_unit:
        return ()
    return (
        f"{len(drafted.without_unit)} nội dung đã được chấp nhận không đưa vào danh mục, vì đơn vị không còn hiệu lực "
        "vào ngày chốt số liệu của kỳ mới (units.csv); nếu có đơn vị kế thừa thì thêm vào danh mục bằng tay:",
        *(f"- {item.key}, {item.unit.name}: {item.summary}" for item in drafted.without_unit),
    )
