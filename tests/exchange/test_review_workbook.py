"""The review workbook: what it asks, what it takes, how it looks."""

from __future__ import annotations

from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from camket.exchange.review_workbook import write_review
from camket.pipeline import prepare_period
from camket.settings.project import open_folder

PERIOD = "2022-10"
KEYS = ("record_id", "field", "expect", "seen", "others")
ANSWERS = (
    "Trả lời",
    "Áp dụng cho nội dung cùng lời",
    "Lý do",
    "Văn bản (số, ngày)",
    "Người quyết định",
    "Ngày quyết định",
)
HEADER = 3


def submit(project, row, **cells):
    path = project / "data" / "raw" / PERIOD / "submissions" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    for letter, text in cells.items():
        book.active[f"{letter}{row}"] = text
    book.save(path)


def write(project):
    path = project / "review.xlsx"
    path.write_bytes(write_review(PERIOD, prepare_period(open_folder(project, PERIOD))))
    return openpyxl.load_workbook(path)


def columns_of(sheet):
    return {cell.value: cell.column_letter for cell in sheet[HEADER]}


def rows_of(sheet):
    headings = [cell.value for cell in sheet[HEADER]]
    return [
        dict(zip(headings, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=HEADER + 1)
        if row[1].value
    ]


def test_each_open_question_is_a_row_with_all_that_is_needed_to_answer_it(small_project):
    submit(small_project, 4, C="Cơ bản hoàn thành", D="Phấn đấu hoàn thành", E="xem phụ lục")
    rows = rows_of(write(small_project)["Cau hoi"])
    assert [(row["record_id"], row["field"], row["expect"]) for row in rows] == [
        ("SNV-03", "cut_off_status", "unresolved:nearly_done"),
        ("SNV-03", "full_year_status", "unresolved:estimate_open"),
    ]
    first = rows[0]
    assert (first["TT"], first["Mã"], first["Đơn vị"]) == ("1", "SNV-03", "Sở Nội vụ")
    assert first["Nội dung cam kết"] == "Bồi dưỡng cán bộ cấp xã\nChỉ tiêu: 100%\nThời hạn: 31/12/2022"
    assert first["Hỏi về"] == "Đến ngày chốt"
    assert "chưa rõ đã xong hay còn phần dở" in first["Vì sao hỏi"]
    assert first["Đơn vị ghi gì, ở ô nào"] == (
        "Tệp SNV.xlsx\nKết quả thực hiện [Sheet!C4]: Cơ bản hoàn thành\nƯớc thực hiện [Sheet!D4]: Phấn đấu hoàn thành\n"
        "Ghi chú [Sheet!E4]: xem phụ lục"
    )
    assert first["Từng quy tắc nói gì"].startswith(
        "- Kết quả thực hiện: Chưa xác định – “Cơ bản hoàn thành” (nearly_done"
    )
    assert "- Hoàn thành: 01 (20,0%) → 02 (40,0%)" in first["Trả lời thì số liệu chung đổi thế nào"]
    assert all(row[name] is None for row in rows for name in ANSWERS)
    assert rows[1]["Hỏi về"] == "Ước cả năm"


def test_the_answers_are_a_list_of_the_candidates_in_words_and_the_day_is_one(small_project):
    submit(small_project, 4, C="Cơ bản hoàn thành", D="Phấn đấu hoàn thành")
    sheet = write(small_project)["Cau hoi"]
    at = columns_of(sheet)
    rules = {
        str(cells): rule for rule in sheet.data_validations.dataValidation for cells in rule.sqref.ranges
    }
    assert rules[f"{at['Trả lời']}4"].formula1 == (
        '"Đang thực hiện,Hoàn thành,Không hoàn thành,Chờ thẩm định,Được cho dừng"'
    )
    assert rules[f"{at['Trả lời']}5"].formula1 == '"Hoàn thành,Không hoàn thành,Được cho dừng"'
    day = rules[f"{at['Ngày quyết định']}4:{at['Ngày quyết định']}5"]
    assert day.type == "date"
    assert sheet[f"{at['Ngày quyết định']}4"].number_format == "dd/mm/yyyy"
    assert sheet[f"{at['Văn bản (số, ngày)']}4"].number_format == "@"


def test_a_begun_row_shows_what_it_still_lacks(small_project):
    sheet = write(small_project)["Cau hoi"]
    assert len(list(sheet.conditional_formatting)) == len(ANSWERS) - 1  # the choice for others may stay open


def test_the_keys_are_hidden_between_visible_columns(small_project):
    sheet = write(small_project)["Cau hoi"]
    at = columns_of(sheet)
    hidden = {
        get_column_letter(number)
        for shape in sheet.column_dimensions.values()
        if shape.hidden
        for number in range(shape.min, shape.max + 1)
    }
    assert hidden == {at[name] for name in KEYS}
    assert at["TT"] < min(hidden)
    assert max(hidden) < at["Mã"]


def test_what_is_decided_and_doubtful_stands_on_a_sheet_of_its_own_with_its_status(small_project):
    rows = rows_of(write(small_project)["Xem lai"])
    assert [row["record_id"] for row in rows] == ["SNV-01", "SNV-02"]
    assert rows[0]["Hỏi về"] == "Đến ngày chốt\nđang là: Đang thực hiện"
    assert rows[0]["Vì sao hỏi"] == "- đang thực hiện mà thời hạn là 30/9/2022"
    assert rows[1]["expect"] == "completed:done"


def test_a_commitment_that_nobody_reported_says_so(small_project):
    (small_project / "data" / "raw" / PERIOD / "submissions" / "HTN.xlsx").unlink()
    rows = rows_of(write(small_project)["Cau hoi"])
    said = {row["record_id"]: row["Đơn vị ghi gì, ở ô nào"] for row in rows}
    assert said["HTN-01"] == "Đơn vị không báo cáo."


def test_a_draft_says_so_on_the_sheet_and_on_every_printed_page_and_a_settled_period_does_not(small_project):
    book = write(small_project)
    assert book["Cau hoi"]["A2"].value.startswith("DỰ THẢO: còn 1 câu hỏi. Chưa có kết quả nào dựa trên")
    assert "DỰ THẢO" in book["Xem lai"].oddHeader.right.text
    submit(small_project, 4, C="Đang thực hiện")
    book = write(small_project)
    assert book["Cau hoi"]["A2"].value.startswith("Chưa có kết quả nào dựa trên quyết định")
    assert book["Cau hoi"]["A4"].value == "Không còn câu hỏi nào."
    assert "DỰ THẢO" not in (book["Cau hoi"].oddHeader.right.text or "")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3(", "http://example.org"])
def test_a_text_from_outside_is_never_a_formula_a_number_or_a_link(small_project, text):
    path = small_project / "data" / "raw" / PERIOD / "submissions" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["C4"].value = text
    book.active["C4"].data_type = "s"
    book.save(path)
    sheet = write(small_project)["Cau hoi"]
    assert not any(cell.data_type == "f" or cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert text in rows_of(sheet)[0]["Đơn vị ghi gì, ở ô nào"]


def test_the_sheets_print_on_a4_across_in_times_new_roman_with_their_header_on_every_page(small_project):
    book = write(small_project)
    assert book.sheetnames == ["Cau hoi", "Xem lai", "Đã quyết định", "Huong dan"]
    for name in ("Cau hoi", "Xem lai"):
        sheet = book[name]
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
        assert sheet.freeze_panes == f"{get_column_letter(9)}{HEADER + 1}"
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {
            "Times New Roman"
        }
        assert sheet.auto_filter.ref.startswith(f"A{HEADER}:")


def test_no_row_is_taller_than_a_row_can_be(small_project):
    submit(small_project, 4, C="Đã trình " * 900)
    sheet = write(small_project)["Cau hoi"]
    assert 400 < sheet.row_dimensions[HEADER + 1].height <= 409


def test_a_text_longer_than_a_cell_is_cut_and_says_so(small_project):
    submit(small_project, 4, C="Cơ bản hoàn thành " + "x" * 20_000, D="Phấn đấu " + "y" * 20_000)
    [row, *_] = rows_of(write(small_project)["Cau hoi"])
    assert row["Đơn vị ghi gì, ở ô nào"].endswith("ký tự, xem ô nguồn)")


def test_the_guide_tells_how_to_apply_the_answers(small_project):
    guide = write(small_project)["Huong dan"]
    text = " ".join(str(cell.value) for row in guide.iter_rows() for cell in row if cell.value)
    assert f"camket review {PERIOD} --apply" in text
    assert "09/11/2022" in text


def test_the_same_period_gives_the_same_bytes_dated_like_its_report(small_project):
    book = write(small_project)
    assert book.properties.created == datetime(2022, 11, 9)  # noqa: DTZ001 - as stored in the file
    prepared = prepare_period(open_folder(small_project, PERIOD))
    assert write_review(PERIOD, prepared) == write_review(PERIOD, prepared)
