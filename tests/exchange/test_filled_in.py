"""A filled-in workbook read back: whatever a person or a program has done to it meanwhile."""

from __future__ import annotations

import zipfile
from datetime import date

import openpyxl
import pytest

from camket.errors import InputError
from camket.exchange.filled_in import read_filled_in
from camket.exchange.next_year_workbook import DRAFT_LAYOUT, QUESTION_LAYOUT
from camket.exchange.review_layout import LAYOUTS

HEADER = 3
COLUMNS = LAYOUTS[False].columns
ROW = {
    "record_id": "SNV-03",
    "field": "cut_off_status",
    "expect": "unresolved:no_rule",
    "seen": "0123",
    "code": "SNV-03",
    "about": "Đến ngày chốt",
    "answer": "Hoàn thành",
    "reason": "Đã xem",
    "document": "08/BB",
    "decided_by": "Nguyễn Văn A",
    "decided_on": date(2022, 11, 2),
}


def write(tmp_path, *rows, columns=COLUMNS, change=lambda sheet: None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cau hoi"
    sheet.append(["CÂU HỎI CẦN RÀ SOÁT"])
    sheet.append(["DỰ THẢO"])
    sheet.append([column.heading for column in columns])
    for row in rows:
        sheet.append([{**ROW, **row}.get(column.name) for column in columns])
    change(sheet)
    path = tmp_path / "review.xlsx"
    book.save(path)
    return path


def read_whole(path):
    return read_filled_in(path, "review.xlsx", (LAYOUTS[False], DRAFT_LAYOUT, QUESTION_LAYOUT))


def read(path):
    return read_whole(path).rows


def letter(name):
    number = [column.name for column in COLUMNS].index(name) + 1
    return openpyxl.utils.get_column_letter(number)


NOTHING = dict.fromkeys(("answer", "reason", "document", "decided_by", "decided_on"))


def test_a_row_is_an_answer_as_soon_as_one_of_its_cells_is_filled(tmp_path):
    rows = [{}, NOTHING, {**NOTHING, "decided_by": "Trần Thị B"}, {**NOTHING, "reason": "  "}]
    found = read(write(tmp_path, *rows))
    assert [answer.place("answer") for answer in found] == [
        f"'Cau hoi'!{letter('answer')}{row}" for row in (4, 6)
    ]
    assert found[0].text("reason") == "Đã xem"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2022, 11, 2), date(2022, 11, 2)),
        ("02/11/2022", date(2022, 11, 2)),
        ("2/11/2022", date(2022, 11, 2)),
        ("2022-11-02", date(2022, 11, 2)),
        ("31/11/2022", None),
        ("hôm qua", None),
        (44867, None),
        ("", None),
    ],
)
def test_a_day_is_read_as_excel_or_a_person_writes_it(tmp_path, value, day):
    [answer] = read(write(tmp_path, {"decided_on": value}))
    assert answer.day == day


def test_rows_that_a_filter_hides_and_columns_that_are_hidden_count(tmp_path):
    def hide(sheet):
        sheet.row_dimensions[5].hidden = True
        for name in ("record_id", "field", "expect", "seen", "reason"):
            sheet.column_dimensions[letter(name)].hidden = True

    found = read(write(tmp_path, {"record_id": "SNV-01"}, {"record_id": "SNV-02"}, change=hide))
    assert [answer.text("record_id") for answer in found] == ["SNV-01", "SNV-02"]
    assert found[1].text("reason") == "Đã xem"


def test_columns_are_found_by_their_headings_wherever_they_have_been_moved(tmp_path):
    [answer] = read(write(tmp_path, {}, columns=COLUMNS[::-1]))
    assert (answer.text("record_id"), answer.text("answer"), answer.day) == (
        "SNV-03", "Hoàn thành", date(2022, 11, 2),
    )  # fmt: skip


def test_every_sheet_with_our_columns_is_read_and_others_are_passed_over(tmp_path):
    path = write(tmp_path, {})
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Cau hoi"]).title = "Xem lai"
    book.create_sheet("Nhap")["A1"] = "nháp"
    book.save(path)
    assert len(read(path)) == 2


def test_what_stands_on_a_hidden_sheet_counts_and_a_sheet_that_is_marked_as_dropped_is_named(tmp_path):
    path = write(tmp_path, {})
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Cau hoi"]).title = "Xem lai"
    book["Xem lai"].sheet_state = "hidden"
    book.copy_worksheet(book["Cau hoi"]).title = "Cau hoi - bỏ"
    book.save(path)
    found = read_whole(path)
    assert [row.place("code").partition("!")[0] for row in found.rows] == ["'Cau hoi'", "'Xem lai'"]
    assert ["Cau hoi - bỏ" in name for name in found.skipped] == [True]


@pytest.mark.parametrize(
    "layout", [LAYOUTS[False], DRAFT_LAYOUT, QUESTION_LAYOUT], ids=["review", "draft", "asked"]
)
def test_a_row_knows_by_its_header_of_which_kind_it_is(tmp_path, layout):
    [row] = read(write(tmp_path, {}, columns=layout.columns))
    assert row.layout is layout
    assert row.decision_key == ("SNV-03", "cut_off_status")


def test_a_text_to_read_may_be_deleted_and_so_may_a_column_that_amends(tmp_path):
    gone = ("content", "next_target")
    path = write(tmp_path, {}, columns=[each for each in DRAFT_LAYOUT.columns if each.name not in gone])
    [row] = read(path)
    assert (row.text("next_target"), row.text("answer")) == ("", "Hoàn thành")


def loses_its_header(sheet):
    sheet.delete_rows(HEADER)


def has_it_sorted_below(sheet):
    sheet.move_range(f"A{HEADER}:{letter('decided_on')}{HEADER}", rows=5)


@pytest.mark.parametrize("change", [loses_its_header, has_it_sorted_below])
def test_a_question_under_no_header_is_not_passed_over(tmp_path, change):
    with pytest.raises(InputError) as caught:
        read(write(tmp_path, {}, change=change))
    assert caught.value.found == "dòng hỏi về cut_off_status mà phía trên không có dòng tiêu đề"
    assert "review.xlsx › 'Cau hoi'!" in caught.value.where


def test_a_workbook_that_is_none_of_ours_is_not_known(tmp_path):
    path = tmp_path / "khac.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung"])
    book.save(path)
    assert read_whole(path).known is False


@pytest.mark.parametrize("gone", ["expect", "seen", "answer", "decided_on"])
def test_a_column_that_was_deleted_is_named(tmp_path, gone):
    path = write(tmp_path, {}, columns=[column for column in COLUMNS if column.name != gone])
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.where == "review.xlsx › 'Cau hoi'"
    heading = next(column.heading for column in COLUMNS if column.name == gone)
    assert caught.value.found == f"thiếu cột {heading}"


def test_a_sheet_that_lost_all_its_keys_is_named_and_not_passed_over(tmp_path):
    path = write(tmp_path, {})
    book = openpyxl.load_workbook(path)
    other = book.copy_worksheet(book["Cau hoi"])
    other.title = "Xem lai"
    for name in LAYOUTS[False].named("key"):
        other[f"{letter(name)}3"] = None
    book.save(path)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.where == "review.xlsx › 'Xem lai'"
    assert caught.value.found == "thiếu cột record_id, field, expect, seen"


def damaged(path):
    path.write_bytes(b"PK\x03\x04 no workbook")


def missing(path):
    path.unlink()


def other(path):
    path.write_bytes(b"%PDF-1.7")


def declares_entities(path):
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def unpacks_without_end(path):
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.xml", b" " * 120_000_000)


@pytest.mark.parametrize("harm", [damaged, missing, other, declares_entities, unpacks_without_end])
def test_a_file_that_cannot_or_should_not_be_read_is_refused_with_its_name(tmp_path, harm):
    path = write(tmp_path, {})
    harm(path)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.where == "review.xlsx"
