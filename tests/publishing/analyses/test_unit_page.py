"""The sheet of a unit has counts, readings, differences, questions, problems and a sign-off."""

from __future__ import annotations

import openpyxl
import pytest

from camket.publishing.analyses import unit_page as sheets
from camket.publishing.blocks.block import Paragraph, Table
from camket.publishing.blocks.inline import Linked, Printed, as_plain
from unit_sheets import open_counted

PERIOD = "2022-10"


@pytest.fixture(autouse=True)
def _project(small_project, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))


def submissions(project):
    return project / "data" / "raw" / PERIOD / "submissions"


def rows_of(table):
    return [[as_plain(cell) for cell in row.cells] for row in table.rows]


def open_snv():
    return open_counted(PERIOD, "SNV")


def test_the_cover_names_the_unit_and_counts_its_open_questions():
    head = sheets.unit_cover(open_snv())
    assert head.title == (
        "Phiếu xác nhận kết quả thực hiện nội dung cam kết hành động với UBND Tỉnh năm 2022 của Sở Nội vụ"
    )
    assert as_plain(head.draft).startswith("còn 01/03 nội dung của đơn vị chưa xác định được kết quả")
    assert {line.scope for line in head.ledger} == {"SNV"}


def test_a_sheet_is_a_draft_while_other_units_have_open_questions():
    head = sheets.unit_cover(open_counted(PERIOD, "HTN"))
    assert as_plain(head.draft).startswith(
        "số liệu chung của kỳ chưa chốt; riêng đơn vị không còn câu hỏi nào"
    )


def test_without_open_questions_a_sheet_is_no_draft(small_project):
    path = submissions(small_project) / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["C4"] = "Đã hoàn thành"
    book.save(path)
    assert sheets.unit_cover(open_snv()).draft == ()


def test_the_counts_are_figures_of_the_unit_and_add_up():
    table = sheets.counts_table(open_snv())
    assert rows_of(table) == [
        ["Chưa hoàn thành, đang tiếp tục tổ chức thực hiện", "01", "33,3%", "–", "–"],
        ["Hoàn thành", "01", "33,3%", "03", "100,0%"],
        ["Không hoàn thành", "00", "0,0%", "00", "0,0%"],
        ["Đang chờ cơ quan chuyên môn thẩm định", "00", "0,0%", "–", "–"],
        ["Được UBND Tỉnh cho dừng thực hiện", "00", "0,0%", "00", "0,0%"],
        ["Chưa xác định được kết quả, đang chờ rà soát", "01", "33,3%", "00", "0,0%"],
        ["Tổng số", "03", "100,0%", "03", "100,0%"],
    ]
    printed = [run for row in table.rows for cell in row.cells for run in cell if isinstance(run, Printed)]
    assert all(run.figure.endswith("@SNV") for run in printed)


def test_the_remarks_name_overdue_items_and_the_files_read():
    said = sheets.remarks(open_snv()).as_plain().splitlines()
    assert said[0] == "- Đến ngày 30/10/2022, có 01 nội dung đang thực hiện đã quá thời hạn cam kết."
    assert said[1].startswith("- Toàn bộ kết quả dưới đây do phần mềm xác định theo quy tắc, từ nguyên văn")
    assert said[-1] == "- Số liệu lấy từ tệp đơn vị gửi: SNV.xlsx."


def test_each_item_has_the_units_text_its_cell_and_the_reason_for_its_status():
    table = sheets.readings_table(open_snv())
    assert [row.anchor for row in table.rows] == ["SNV-01", "SNV-02", "SNV-03"]
    first = rows_of(table)[0]
    assert first[1] == "Ban hành Đề án vị trí việc làm\nChỉ tiêu: 01 đề án\nThời hạn: 30/9/2022"
    assert (
        first[2]
        == "Kết quả thực hiện (Sheet!C2): Đang xây dựng dự thảo\nƯớc thực hiện (Sheet!D2): Hoàn thành"
    )
    assert first[3] == "Đang thực hiện"
    assert first[4].endswith("“Đang xây dựng dự thảo” (Sheet!C2).")
    assert first[6].endswith(": “Hoàn thành” (Sheet!D2).")


def test_a_claim_that_differs_from_the_status_is_listed(small_project):
    path = submissions(small_project) / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    for row, text in enumerate(("Đơn vị tự đánh giá", "Hoàn thành", "Hoàn thành", None), start=1):
        book.active.cell(row, 6, text)
    book.save(path)
    [row] = rows_of(sheets.differences(open_snv()))
    assert row[0] == "1"
    assert row[2:5] == ["“Hoàn thành” (Sheet!F2)", "–", "Đang thực hiện"]
    assert row[5].startswith("Đơn vị tự đánh giá “Hoàn thành”, nhưng kết quả cho thấy đang thực hiện")


def test_without_claims_or_differences_there_is_a_sentence(small_project):
    said = sheets.differences(open_snv())
    assert isinstance(said, Paragraph)
    assert "không có cột tự đánh giá hoặc kết luận thẩm định" in said.as_plain()
    path = submissions(small_project) / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["F1"], book.active["F3"] = "Đơn vị tự đánh giá", "Hoàn thành"
    book.save(path)
    assert sheets.differences(open_snv()).as_plain().startswith("Không có nội dung nào")


def test_an_open_question_is_listed_with_its_reason_and_the_units_text():
    [row] = rows_of(sheets.questions(open_snv()))
    assert row[:3] == ["3", "Bồi dưỡng cán bộ cấp xã", "Đến ngày chốt"]
    assert "Đã trình" in row[3]
    assert "Kết quả thực hiện (Sheet!C4): Đã trình" in row[4]
    assert isinstance(sheets.questions(open_counted(PERIOD, "HTN")), Paragraph)


def test_a_unit_without_submission_sees_each_item_as_unreported(small_project):
    (submissions(small_project) / "HTN.xlsx").unlink()
    sheet = open_counted(PERIOD, "HTN")
    assert "Chưa có tệp nào của đơn vị dùng được" in sheets.remarks(sheet).as_plain()
    for row in rows_of(sheets.readings_table(sheet)):
        assert row[2:4] == ["Đơn vị chưa báo cáo nội dung này.", "Chưa xác định"]
    assert len(sheets.questions(sheet).rows) == 4
    [problem] = rows_of(sheets.problems(sheet))
    assert problem[1] == "Bổ sung"
    assert "chưa gửi kết quả nào" in problem[6]


def test_an_unreadable_file_is_among_the_problems_with_a_remedy(small_project):
    (submissions(small_project) / "HTN.xlsx").write_bytes(b"PK\x03\x04 cut off")
    sheet = open_counted(PERIOD, "HTN")
    table = sheets.problems(sheet)
    assert isinstance(table, Table)
    files = {row[2] for row in rows_of(table)}
    assert "HTN.xlsx" in files
    assert all(row[8] for row in rows_of(table))


@pytest.mark.parametrize("shared", [False, True], ids=["its own file", "a file with rows of two units"])
def test_a_faulty_file_opens_its_page_unless_it_shows_rows_of_another_unit(small_project, shared):
    path = submissions(small_project) / "HTN.xlsx"
    book = openpyxl.load_workbook(path)
    book.active.append([9, "Trồng cây gây rừng ven biển", "Đã trồng 5 ha"])
    if shared:
        other = book.create_sheet("Sở Nội vụ")
        other.append(["STT", "Nội dung cam kết", "Kết quả thực hiện"])
        other.append([1, "Ban hành Đề án vị trí việc làm", "Đang xây dựng dự thảo"])
    book.save(path)
    table = sheets.problems(open_counted(PERIOD, "HTN"))
    [(file, link)] = {row.cells[2:4] for row in table.rows}
    page = "show/submissions/HTN.xlsx.html"
    assert file == ("HTN.xlsx",)
    assert link == (("",) if shared else (Linked(link=page, text="Xem"),))


def test_the_sign_off_offers_agreement_changes_and_signatures():
    block = sheets.sign_off()
    assert [choice.partition(" ")[0] for choice in block.choices] == ["Thống", "Đề"]
    assert "THỦ TRƯỞNG ĐƠN VỊ" in block.as_plain()
    assert block.lines > 0
