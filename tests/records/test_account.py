"""Rows in are rows accounted for: over the demonstration period, and over whatever a folder may hold."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from camket.errors import AccountError
from camket.inputs.period import Thresholds
from camket.inputs.project import open_folder
from camket.inputs.units import Unit
from camket.processed.prepare import prepare_period
from camket.records.account import account_rows
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
    "usual": ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"],
    "with unit": ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Đơn vị"],
    "with key": ["STT", "Nội dung cam kết", "Kết quả thực hiện", "camket_key"],
    "without results": ["STT", "Nội dung cam kết", "Thời hạn"],
}

contents = some.one_of(
    some.sampled_from(CONTENTS),
    some.sampled_from(CONTENTS).map(lambda text: text[:30]),
    some.sampled_from(["", "Tổng cộng", "Việc không ai ký", "………", "Xây dựng xã Mỹ đạt chuẩn nông thôn mới"]),
)
fourths = some.sampled_from(
    [None, "Hoàn thành", "Sở Nội vụ", "Cao Lãnh", "UBND huyện Cao Lãnh", "SNV-01", "HCL-02", "SNV-99"]
)
rows = some.tuples(
    some.one_of(some.none(), some.integers(1, 9), some.sampled_from(["I", "1.1", "(1)"])),
    contents,
    some.sampled_from([None, "Đạt", "Đang thực hiện", "#N/A", "=1/0"]),
    fourths,
)
tables = some.tuples(
    some.sampled_from([[], ["SỞ NỘI VỤ"], ["UBND HUYỆN CAO LÃNH"], ["Kính gửi: Sở Nội vụ"]]),
    some.sampled_from(list(HEADERS)),
    some.lists(rows, max_size=8),
)
names = some.sampled_from(
    [
        "Sở Nội vụ",
        "Sở Nội vụ lần 2",
        "SNV (gửi lại)",
        "dot 2/SNV",
        "Cao Lanh",
        "huyen Cao Lanh 30.10.2022",
        "bieu 1",
    ]
)


def send(folder: Path, name: str, table: tuple[list[str], str, list[tuple[object, ...]]]) -> None:
    above, header, body = table
    path = folder / f"{name}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    for row in ([above] if above else []) + [HEADERS[header]] + [list(row) for row in body]:
        book.active.append(row)
    book.save(path)


@settings(max_examples=60, deadline=None)
@given(some.dictionaries(names, tables, max_size=4))
def test_whatever_a_folder_holds_every_row_ends_as_exactly_one_thing(sent):
    with tempfile.TemporaryDirectory() as project:
        raw = Path(project) / "data" / "raw" / "2022-10"
        (raw / "submissions").mkdir(parents=True)
        (raw / "period.toml").touch()
        for name, table in sent.items():
            send(raw / "submissions", name, table)
        submissions = read_submissions(open_folder(Path(project), "2022-10"), UNITS)
    joined = join_reports(COMMITMENTS, submissions.reports, Thresholds())
    accounts = account_rows(submissions, joined.records, [*submissions.rejected, *joined.rejected])
    rows_in = [
        (file.place, table.sheet.name, row.number)
        for file in submissions.files
        for table in file.tables
        for row in table.rows
    ]
    assert [(account.file, account.sheet, account.row) for account in accounts] == rows_in
    assert all((account.end == "not_data") == (account.kind != "record") for account in accounts)
    ends = Counter(account.end for account in accounts)
    assert ends["record"] == sum(record.reported for record in joined.records)
    assert len(joined.records) == len(COMMITMENTS)


def test_every_row_of_the_demonstration_period_is_accounted_for():
    prepared = prepare_period(open_folder(CHECKOUT, "2022-10"))
    records = [judged.record for judged in prepared.records]
    accounts = account_rows(prepared.submissions, records, prepared.rejected)
    tables = [table for file in prepared.submissions.files for table in file.tables]
    assert len(accounts) == sum(len(table.sheet.rows) for table in tables)
    assert Counter(account.end for account in accounts)["record"] == 293
    assert {account.end for account in accounts} == {"record", "not_data"}


def test_a_row_that_went_nowhere_or_to_two_places_is_a_fault_of_ours():
    prepared = prepare_period(open_folder(CHECKOUT, "2022-10"))
    records = [judged.record for judged in prepared.records]
    first = records[0]
    with pytest.raises(AccountError, match="không đi vào đâu"):
        account_rows(prepared.submissions, [replace(first, reported=False), *records[1:]], prepared.rejected)
    with pytest.raises(AccountError, match="thêm một lần nữa"):
        account_rows(prepared.submissions, [*records, first], prepared.rejected)
