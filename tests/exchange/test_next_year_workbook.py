"""The drafts of the next year: what is in them, and that nothing in them is more than text."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from camket.exchange.next_year_workbook import (
    COMPARED,
    DRAFT,
    QUESTIONS,
    list_next_year_questions,
    publish_next_year,
    write_draft,
)
from camket.pipeline import prepare_period
from camket.settings.project import open_folder

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def prepared(prepared_demonstration):
    return prepared_demonstration


@pytest.fixture(scope="module")
def whole(prepared):
    return write_draft(prepared.next_year, prepared.period, "mọi đơn vị")


def rows_of(content, sheet):
    book = openpyxl.load_workbook(io.BytesIO(content))
    headings = [cell.value for cell in book[sheet][3]]
    return [
        dict(zip(headings, row, strict=True)) for row in book[sheet].iter_rows(min_row=4, values_only=True)
    ]


def test_a_draft_has_a_row_an_item_with_its_hidden_key_and_proposal(prepared, whole):
    rows = rows_of(whole, DRAFT)
    drafts = prepared.next_year.drafts
    assert [row["next_year_key"] for row in rows] == [item.key for item in drafts]
    assert [row["next_year_expect"] for row in rows] == [item.finding.found for item in drafts]
    assert {row["Quyết định"] for row in rows} == {None}
    keys = openpyxl.load_workbook(io.BytesIO(whole))[DRAFT].column_dimensions["B"]
    assert (keys.hidden, keys.min, keys.max) == (True, 2, 4)


def test_a_target_set_by_a_resolution_says_what_the_unit_wanted(whole):
    insured = [row for row in rows_of(whole, DRAFT) if row["Chỉ tiêu đề xuất"] == "93%"]
    assert insured
    assert any(
        "Nghị quyết" in row["Điều cần xem"] and "đơn vị đăng ký" in row["Điều cần xem"] for row in insured
    )


def test_what_is_asked_stands_on_a_sheet_of_its_own(prepared, whole):
    rows = rows_of(whole, QUESTIONS)
    asked = {(row["next_year_key"], row["next_year_field"]) for row in rows}
    assert asked == {each.decision_key for each in list_next_year_questions(prepared.next_year)}
    assert {"carried_from", "key_item"} <= {field for _, field in asked}
    assert all(row["Lý do hỏi"] for row in rows)


def test_the_same_drafts_give_the_same_bytes(prepared, whole):
    assert write_draft(prepared.next_year, prepared.period, "mọi đơn vị") == whole


def test_each_unit_has_its_own_and_all_have_one(prepared, tmp_path):
    written = publish_next_year(tmp_path, prepared.next_year, prepared.period)
    units = {item.unit.code for item in prepared.next_year.drafts}
    assert set(written) == {"next_year/draft.xlsx", *(f"next_year/{code}.xlsx" for code in units)}
    own = rows_of((tmp_path / "next_year" / "TPCL.xlsx").read_bytes(), DRAFT)
    assert {row["Đơn vị"] for row in own} == {"UBND thành phố Cao Lãnh"}


def test_without_registrations_nothing_is_written(small_project, tmp_path):
    prepared = prepare_period(open_folder(small_project, "2022-10"))
    assert publish_next_year(tmp_path / "out", prepared.next_year, prepared.period) == ()


def test_a_text_from_outside_is_text_and_a_day_is_a_day(small_project):
    folder = small_project / "data/raw/2022-10/registrations"
    folder.mkdir()
    book = openpyxl.Workbook()
    book.active.append(["SỞ NỘI VỤ"])
    book.active.append(["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"])
    book.active.append([1, '\'=HYPERLINK("http://x")', "<b>20</b> người", date(2023, 9, 30)])
    book.save(folder / "SNV.xlsx")
    prepared = prepare_period(open_folder(small_project, "2022-10"))
    content = write_draft(prepared.next_year, prepared.period, "Sở Nội vụ", "SNV")
    row = next(row for row in rows_of(content, DRAFT) if row["Đơn vị"] == "Sở Nội vụ")
    assert row["Chỉ tiêu đề xuất"] == "<b>20</b> người"
    assert row["Thời hạn"] == "30/09/2023"
    sheet = openpyxl.load_workbook(io.BytesIO(content))[DRAFT]
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_each_stated_pair_says_what_agrees_differs_and_decided(prepared, whole):
    rows = rows_of(whole, COMPARED)
    pairs = [
        (each.item.registration_id, before.record_id)
        for each in prepared.next_year.screened
        for before in (each.carried.before if each.carried else ())
    ]
    assert len(pairs) > 100
    assert [(row["Mã"], row["Nội dung năm trước, chỉ tiêu"].partition(":")[0]) for row in rows] == pairs
    assert all(
        row["Giống, khác và kết luận"].startswith("nội dung: ")
        and "; kết luận: " in row["Giống, khác và kết luận"]
        for row in rows
    )


def test_the_pairs_of_one_unit_stand_in_its_own_workbook(prepared):
    own = rows_of(write_draft(prepared.next_year, prepared.period, "Sở Nội vụ", "SNV"), COMPARED)
    assert {row["Đơn vị"] for row in own} == {"Sở Nội vụ"}


def test_a_question_says_how_the_item_compares_with_each_candidate(whole):
    why = [row["Lý do hỏi"] for row in rows_of(whole, QUESTIONS) if row["next_year_field"] == "carried_from"]
    assert why
    assert all("nội dung: giống" in each and "kết luận: cần làm rõ" in each for each in why)
