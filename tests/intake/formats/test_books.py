"""A confirmation sheet that camket printed is not a report of its unit."""

from __future__ import annotations

import pytest

from camket.errors import InputError
from camket.intake.formats.books import refuse_own_sheet
from camket.intake.formats.limits import Refusal
from camket.intake.formats.sheet import Book, Cell, Sheet
from camket.intake.tables.source_files import read_file
from camket.publishing.analyses import unit_page as sheets
from camket.publishing.pages.page import Page
from camket.publishing.workbooks.unit_book import write_unit_book
from unit_sheets import open_counted


def book(*rows, before=()):
    cells = tuple(tuple(Cell(text, text, f"A{number}") for text in row) for number, row in enumerate(rows))
    return Book((Sheet("Sheet1", cells, before=before),))


@pytest.mark.parametrize(
    "sent",
    [
        book(["PHIẾU XÁC NHẬN KẾT QUẢ THỰC HIỆN NỘI DUNG CAM KẾT"], ["TT", "Nội dung cam kết"]),
        book(["TT", "Nội dung"], before=("Phiếu xác nhận kết quả thực hiện nội dung cam kết của Sở Nội vụ",)),
    ],
)
def test_a_confirmation_sheet_is_refused_with_a_remedy(sent):
    with pytest.raises(Refusal) as caught:
        refuse_own_sheet(sent)
    assert "quyết định" in caught.value.remedy


@pytest.mark.parametrize(
    "sent",
    [
        book(["BÁO CÁO KẾT QUẢ THỰC HIỆN"], ["TT", "Nội dung cam kết"]),
        book(
            ["TT", "Nội dung"], ["1", "Giải ngân"], ["2", "OCOP"], ["3", "Phiếu xác nhận kết quả thực hiện"]
        ),
    ],
)
def test_a_unit_report_is_read(sent):
    refuse_own_sheet(sent)


def test_a_returned_unit_workbook_is_refused(small_project, monkeypatch, tmp_path):
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    sheet = open_counted("2022-10", "SNV")
    page = Page(cover=sheets.unit_cover(sheet), blocks=(sheets.readings_table(sheet), sheets.sign_off()))
    path = tmp_path / "SNV.xlsx"
    path.write_bytes(write_unit_book(page, sheet.analysis.figures, sheet.analysis.scheme))
    with pytest.raises(InputError, match="phiếu xác nhận"):
        read_file(path, "submissions/SNV.xlsx", frozenset({"content"}))
