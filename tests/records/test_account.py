"""Rows in are rows accounted for: over the demonstration period, and over whatever a folder may hold."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from camket.errors import AccountError
from camket.inputs.period import Thresholds
from camket.inputs.project import open_folder
from camket.inputs.units import Unit
from camket.processed.prepare import prepare_period
from camket.reading.grid import quoted
from camket.records.account import reconcile_rows
from camket.records.join import join_reports
from camket.records.record import Commitment, Source
from camket.records.submissions import read_submissions

CHECKOUT = Path(__file__).parents[2]
UNITS = [
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=1),
    Unit(code="TPCL", name="UBND thành phố Cao Lãnh", group="district", order=2),
    Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", order=3),
]
CONTENTS = [
    "Xây dựng xã Mỹ An đạt chuẩn nông thôn mới nâng cao",
    "Xây dựng xã Mỹ Hòa đạt chuẩn nông thôn mới nâng cao",
    "Thu ngân sách nhà nước trên địa bàn đạt dự toán",
    "Chỉ số cải cách hành chính bằng hoặc cao hơn năm 2021",
]
COMMITMENTS = [
    Commitment(
        f"{unit.code}-{number:02d}", unit, number, content, "", "", "",
        Source("register.xlsx", "", "Sheet1", number), {},
    )
    for unit in UNITS
    for number, content in enumerate(CONTENTS, start=1)
]  # fmt: skip
HEADERS = {
    "usual": ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm", "Ghi chú"],
    "with unit": ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Đơn vị", "Ghi chú"],
    "with key": ["STT", "Nội dung cam kết", "Kết quả thực hiện", "camket_key", "Ghi chú"],
    "without results": ["STT", "Nội dung cam kết", "Thời hạn", "Cơ quan", "Nơi nhận"],
    "unknown": ["A", "B", "C", "D", "E"],
}
RESULT = 2

odd = some.text(some.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | some.sampled_from(
    ["Ho\u0061\u0300n th\u00e0nh\u00a0", "KÕt qu¶ thùc hiÖn", "…", "'=1+1", "\u200b", "x" * 32_000, "I. SỞ"]
)
contents = (
    some.sampled_from(CONTENTS)
    | some.sampled_from(CONTENTS).map(lambda text: text[:30])
    | some.sampled_from(
        ["", "Tổng cộng", "Việc không ai ký", "………", "Xây dựng xã Mỹ đạt chuẩn nông thôn mới"]
    )
    | odd
)
fourths = some.sampled_from(
    [None, "Hoàn thành", "Sở Nội vụ", "Cao Lãnh", "UBND huyện Cao Lãnh", "SNV-01", "HCL-02", "SNV-99"]
)
any_row = some.tuples(
    some.none() | some.integers(1, 9) | some.sampled_from(["I", "1.1", "(1)", "-"]),
    contents,
    some.sampled_from([None, "Đạt", "Đang thực hiện", "#N/A", "=1/0"]) | odd,
    fourths,
)
other_rows = some.sampled_from(
    [
        (), ("I", "Kinh tế"), ("SỞ NỘI VỤ",), ("", "Tổng cộng: 4 nội dung"), (5,), ("(1)", "(2)", "(3)", "(4)"),
        ("", "", "GIÁM ĐỐC"), ("NGƯỜI LẬP", "", "", "GIÁM ĐỐC"), ("Ghi chú: theo mẫu",), ("Kính gửi: Sở Nội vụ",),
    ]
)  # fmt: skip
# A row that no reader may lose: numbered, a content, and a result that is put in when it is written.
planted = some.tuples(
    some.integers(1, 9),
    contents.filter(lambda text: any(map(str.isalpha, text))),
    some.just("planted"),
    fourths,
)


@dataclass(frozen=True)
class Page:
    """A sheet of a workbook as hypothesis makes it: rows above the header, rows below, and what is done to them."""

    above: list[tuple]
    header: str
    body: list[tuple]
    hidden: set[int]
    merged: set[int]
    title: str
    state: str


pages = some.builds(
    Page,
    above=some.lists(other_rows | any_row, max_size=4),
    header=some.sampled_from(list(HEADERS)),
    body=some.lists(planted | any_row | other_rows, max_size=10),
    hidden=some.sets(some.integers(1, 16), max_size=3),
    merged=some.sets(some.integers(1, 16), max_size=2),
    title=some.sampled_from(["Phụ lục", "Biểu 1", "SNV", "Biểu - Bỏ", "It's"]),
    state=some.sampled_from(["visible", "visible", "visible", "hidden", "veryHidden"]),
)
names = some.sampled_from(
    [
        "Sở Nội vụ", "Sở Nội vụ lần 2", "SNV (gửi lại)", "dot 2/SNV", "Cao Lanh", "huyen Cao Lanh 30.10.2022",
        "bieu 1",
    ]
)  # fmt: skip


@dataclass
class Sent:
    """What was written, by the file's place, the sheet and the row: filled rows, and the planted results."""

    filled: set[tuple[str, str, int]]
    planted: dict[str, tuple[str, str, int]]
    hidden: set[tuple[str, str, int]]
    unknown: set[tuple[str, str]]


def send(folder: Path, name: str, own: list[Page], sent: Sent) -> None:
    path = folder / "submissions" / f"{name}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    place = path.relative_to(folder).as_posix()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, page in enumerate(own):
        sheet = book.create_sheet(f"{number} {page.title}")
        where = (place, quoted(sheet.title))
        lines = [*page.above, tuple(HEADERS[page.header]), *page.body]
        for row, line in enumerate(lines, start=1):
            values = [value or None for value in line]
            if line in page.body and len(line) > RESULT and line[RESULT] == "planted":
                values[RESULT] = f"KQ{len(sent.planted)}"
                sent.planted[values[RESULT]] = (*where, row)
            for column, value in enumerate(values, start=1):
                sheet.cell(row, column, value)
            if any(isinstance(value, int) or (value or "").strip() for value in values):
                sent.filled.add((*where, row))
            if page.state == "visible" and row in page.hidden:
                sheet.row_dimensions[row].hidden = True
                sent.hidden.add((*where, row))
        for row in page.merged:  # a remark for two rows
            if row not in {other + 1 for other in page.merged} and row + 1 <= len(lines):
                sheet.merge_cells(start_row=row, end_row=row + 1, start_column=5, end_column=5)
        header_hidden = len(page.above) + 1 in page.hidden
        if page.state != "visible" or "Bỏ" in page.title or page.header == "unknown" or header_hidden:
            sent.unknown.add(where)
        sheet.sheet_state = page.state
    if not any(page.state == "visible" for page in own):
        book.create_sheet("Trống")  # a workbook has to show something
    book.save(path)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(some.dictionaries(names, some.lists(pages, min_size=1, max_size=3), max_size=3))
def test_whatever_a_folder_holds_every_row_ends_as_exactly_one_thing(files):
    sent = Sent(set(), {}, set(), set())
    with tempfile.TemporaryDirectory() as project:
        raw = Path(project) / "data" / "raw" / "2022-10"
        (raw / "submissions").mkdir(parents=True)
        (raw / "period.toml").touch()
        for name, own in files.items():
            send(raw, name, own, sent)
        submissions = read_submissions(open_folder(Path(project), "2022-10"), UNITS)
    joined = join_reports(COMMITMENTS, submissions.reports, Thresholds())
    rejected = [*submissions.rejected, *joined.rejected]
    accounts = reconcile_rows(submissions, joined.records, rejected)

    # Every row that was written is there once.
    ends = {(account.file, account.sheet, account.row): account for account in accounts}
    assert len(ends) == len(accounts)
    assert sent.filled <= ends.keys()
    # What is no data says what it was taken for; the rest is a record, or in the list of problems.
    assert all(account.kind == "record" for account in accounts if account.end in ("record", "repeated"))
    assert Counter(account.end for account in accounts)["record"] == sum(
        record.reported for record in joined.records
    )
    assert len(joined.records) == len(COMMITMENTS)
    # Every planted row is found again: as a record, in the list by its row, its table, its file, or as hidden.
    # What stands below it without a number or content may go on with it, and is shown behind it.
    results = {record.result_text.partition(" ")[0] for record in joined.records}
    listed = {(item.file, item.sheet, item.row) for item in rejected}
    for result, (file, sheet, row) in sent.planted.items():
        account = ends[file, sheet, row]
        if (file, sheet, row) in sent.hidden and (file, sheet) not in sent.unknown:
            assert (account.kind, account.end) == ("hidden", "not_data")
            assert (file, sheet, None) in listed
        elif (file, sheet) not in sent.unknown:
            assert account.end in ("record", "rejected", "repeated", "superseded")
            assert (result in results) == (account.end == "record")
            assert result in results or listed & {(file, sheet, row), (file, sheet, None), (file, "", None)}


def test_every_row_of_the_demonstration_period_is_accounted_for():
    prepared = prepare_period(open_folder(CHECKOUT, "2022-10"))
    records = [judged.record for judged in prepared.records]
    accounts = reconcile_rows(prepared.submissions, records, prepared.rejected)
    files = prepared.submissions.files
    in_tables = sum(len(table.sheet.rows) for file in files for table in file.tables)
    assert len(accounts) == in_tables + sum(sum(file.other_rows.values()) for file in files)
    assert Counter(account.end for account in accounts)["record"] == 293
    assert {account.end for account in accounts} == {"record", "not_data"}


def test_a_row_that_went_nowhere_or_to_two_places_is_a_fault_of_ours():
    prepared = prepare_period(open_folder(CHECKOUT, "2022-10"))
    records = [judged.record for judged in prepared.records]
    first = records[0]
    with pytest.raises(AccountError, match="không đi vào đâu"):
        reconcile_rows(
            prepared.submissions, [replace(first, reported=False), *records[1:]], prepared.rejected
        )
    with pytest.raises(AccountError, match="thêm một lần nữa"):
        reconcile_rows(prepared.submissions, [*records, first], prepared.rejected)
