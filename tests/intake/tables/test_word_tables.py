"""Word tables that go on after a page break, and cells with notes on them."""

import pytest

from camket.intake.formats.sheet import Cell, Note, Sheet, label_notes
from camket.intake.tables.cell_notes import show_notes
from camket.intake.tables.sheet_tables import read_tables

HEADINGS = ["STT", "Nội dung cam kết", "Chỉ tiêu", "Kết quả thực hiện", "Ước cả năm"]
FIRST = ["1", "Trồng rừng phòng hộ", "40 ha", "đã trồng 31 ha,", ""]
REST = ["", "", "", "kết quả đến nay: 9/40 ha", ""]
LAST = ["2", "Mở lớp dạy nghề", "5 lớp", "mở 2 lớp", ""]
CONTENT = frozenset({"content"})


def sheet(number, *rows, before=(), notes=()):
    """A Word table; `notes` has the note of a cell by its text."""
    words = dict(notes)
    return Sheet(
        f"table {number}",
        tuple(
            tuple(
                Cell(
                    text or None,
                    text,
                    f"table {number}, row {r}, column {c}",
                    notes=(Note("note", words[text]),) if text in words else (),
                )
                for c, text in enumerate(row, start=1)
            )
            for r, row in enumerate(rows, start=1)
        ),
        before=before,
    )


def results(*tables):
    read = read_tables(tables, CONTENT)
    return [(row.text("content"), row.text("result_text")) for table in read for row in table.records]


WHOLE = [(FIRST[1], "đã trồng 31 ha, kết quả đến nay: 9/40 ha"), (LAST[1], LAST[3])]


@pytest.mark.parametrize(
    "tables",
    [
        [sheet(1, HEADINGS, FIRST, REST, LAST)],
        [sheet(1, HEADINGS, FIRST, REST, HEADINGS, LAST)],
        [sheet(1, HEADINGS, FIRST, HEADINGS, REST, LAST)],
        [sheet(1, HEADINGS, FIRST), sheet(2, REST, LAST)],
        [sheet(1, HEADINGS, FIRST), sheet(2, REST), sheet(3, LAST)],
        [sheet(1, HEADINGS, FIRST), sheet(2, HEADINGS, REST, LAST)],
        [sheet(1, HEADINGS, FIRST), sheet(2, REST, HEADINGS, LAST)],
        [sheet(1, HEADINGS, FIRST), sheet(2, HEADINGS, REST, LAST, before=("(Tiếp theo bảng trên)",))],
    ],
    ids=[
        "no break",
        "before a header",
        "after a header",
        "next table",
        "alone",
        "under a header",
        "above one",
        "under words that say so",
    ],
)
def test_a_row_that_continues_the_one_above_is_read_with_it_and_asked_about(tables):
    assert results(*tables) == WHOLE
    (first, *_) = read_tables(tables, CONTENT)
    assert "không rõ có thuộc nội dung này không" in first.records[0].cells["result_text"].problem


def test_text_between_two_tables_separates_a_row_without_a_number():
    other = sheet(2, HEADINGS, REST, LAST, before=("SỞ Y TẾ",))
    assert (FIRST[1], FIRST[3]) in results(sheet(1, HEADINGS, FIRST), other)


def test_a_row_with_only_a_content_after_a_page_break_is_not_lost():
    rest = ["", "và chăm sóc rừng", "", "", ""]
    assert ("và chăm sóc rừng", "") in results(sheet(1, HEADINGS, FIRST), sheet(2, rest))


def test_a_group_row_above_a_repeated_header_stays_part_of_it():
    group = ["STT", "Nội dung cam kết", "Chỉ tiêu", "Kết quả thực hiện", "Kết quả thực hiện"]
    below = ["", "", "", "Lũy kế đến 30/10", "Ước cả năm"]
    assert results(sheet(1, group, below, FIRST, group, below, LAST)) == [
        (FIRST[1], FIRST[3].rstrip()),
        (LAST[1], LAST[3]),
    ]


@pytest.mark.parametrize(("column", "field"), [(3, "result_text"), (2, "target"), (1, "content")])
def test_a_note_is_read_with_its_cell_and_asked_about(column, field):
    (table,) = read_tables([sheet(1, HEADINGS, FIRST, notes={FIRST[column]: "còn 20 ha"})], CONTENT)
    cell = table.records[0].cells[field]
    assert (cell.text, label_notes(cell.notes), cell.problem) == (FIRST[column], "chú thích: còn 20 ha", "")
    shown = show_notes(cell)
    assert shown.text == f"{FIRST[column]} (chú thích: còn 20 ha)"
    assert "chú thích: còn 20 ha" in shown.problem


def test_a_note_on_an_item_number_is_read_with_the_content():
    (table,) = read_tables([sheet(1, HEADINGS, FIRST, notes={FIRST[0]: "mới"})], CONTENT)
    cells = table.records[0].cells
    assert [(cells[name].text, label_notes(cells[name].notes)) for name in ("item_no", "content")] == [
        ("1", ""), (FIRST[1], "chú thích: mới"),
    ]  # fmt: skip


def test_a_note_on_a_heading_does_not_hide_the_heading():
    notes = dict.fromkeys(HEADINGS, "tính đến 30/10")
    (table,) = read_tables([sheet(1, HEADINGS, FIRST, notes=notes)], CONTENT)
    assert {"item_no", "content", "target", "result_text"} <= table.columns.keys()
