"""A review workbook as a person fills it in and applies it, in a small period."""

from __future__ import annotations

import csv
from datetime import date

import openpyxl
import pytest

from camket.errors import InputError
from camket.exchange.apply import apply_answers
from camket.exchange.review_workbook import write_review
from camket.pipeline import prepare_period
from camket.settings.project import open_folder

PERIOD = "2022-10"
HEADER = 3
HEADINGS = {
    "answer": "Trả lời",
    "reason": "Lý do",
    "document": "Văn bản (số, ngày)",
    "decided_by": "Người quyết định",
    "decided_on": "Ngày quyết định",
}
GOOD = {
    "answer": "Hoàn thành",
    "reason": "Đã xem biên bản",
    "document": "08/BB-SNV",
    "decided_by": "Nguyễn Văn A",
    "decided_on": date(2022, 11, 2),
}


def submit(project, unit, row, **cells):
    path = project / "data" / "raw" / PERIOD / "submissions" / f"{unit}.xlsx"
    book = openpyxl.load_workbook(path)
    for letter, text in cells.items():
        book.active[f"{letter}{row}"] = text
    book.save(path)


def prepare(project):
    return prepare_period(open_folder(project, PERIOD))


def make_workbook(project):
    path = project / "review.xlsx"
    path.write_bytes(write_review(PERIOD, prepare(project)))
    return path


def fill(path, answers, sheet="Cau hoi"):
    """Answers by record and field, as a person fills them in."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    at = {cell.value: cell.column for cell in page[HEADER]}
    for row in range(HEADER + 1, page.max_row + 1):
        key = tuple(page.cell(row, at[name]).value for name in ("record_id", "field"))
        for name, value in answers.get(key, {}).items():
            page.cell(row, at[HEADINGS.get(name, name)]).value = value
    book.save(path)
    return path


def apply(project, path):
    folder = open_folder(project, PERIOD)
    return apply_answers(folder, prepare_period(folder), path)


def refusal(project, path):
    decisions = decisions_file(project)
    before = decisions.read_bytes() if decisions.exists() else None
    with pytest.raises(InputError) as caught:
        apply(project, path)
    assert (decisions.read_bytes() if decisions.exists() else None) == before
    return caught.value


def decisions_file(project):
    return project / "data" / "raw" / PERIOD / "decisions.csv"


def decisions(project):
    with decisions_file(project).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
