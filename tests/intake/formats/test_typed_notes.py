"""A note that is typed below a table belongs to the cell that ends in its sign."""

import pytest

from camket.intake.formats.sheet import Aside, Book, Cell, Sheet, label_notes
from camket.intake.formats.typed_notes import attach_typed_notes, read_typed_notes


def sheet(*rows, name="Sheet1", before=()):
    made = [
        tuple(
            Cell(value or None, str(value or ""), f"{name}!{chr(65 + column)}{number}")
            for column, value in enumerate(row)
        )
        for number, row in enumerate(rows, start=1)
    ]
    return Sheet(name, tuple(made), before=before)


def noted(*rows):
    """The text and the notes of the last cell of the first row."""
    (read,) = attach_typed_notes(Book((sheet(*rows),))).sheets
    return read.rows[0][-1].text, label_notes(read.rows[0][-1].notes)


@pytest.mark.parametrize(
    ("cell", "note", "shown"),
    [
        ("Đã xong(1)", "(1) Chưa nghiệm thu", "Đã xong"),
        ("Đã xong (1).", "Ghi chú: (1) Chưa nghiệm thu", "Đã xong."),
        ("Đã xong [1]", "[1]: Chưa nghiệm thu", "Đã xong"),
        ("Đã xong¹", "(1) Chưa nghiệm thu", "Đã xong"),
        ("12 lớp(1)", "(1) 09 lớp", "12 lớp"),
        ("40 km*", "* Chưa nghiệm thu", "40 km"),
        ("Đã xong*", "* Chưa nghiệm thu", "Đã xong"),
        ("Đã xong (*)", "(*) Chưa nghiệm thu", "Đã xong"),
        ("Đã xong**", "* Việc khác\n** Chưa nghiệm thu", "Đã xong"),
        ("Đã xong(2)", "(1) Việc khác; (2) Chưa nghiệm thu", "Đã xong"),
        ("Đã xong(1)\nĐang làm", "(1) Chưa nghiệm thu", "Đã xong Đang làm"),
    ],
)
def test_a_cell_that_ends_in_the_sign_of_a_note_has_the_note(cell, note, shown):
    words = "09 lớp" if "09" in note else "Chưa nghiệm thu"
    assert noted(["1", "Trồng rừng", cell], [note, "", ""]) == (shown, f"chú thích: {words}")


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("Theo khoản (1)", "(2) Chưa nghiệm thu"),
        ("(1) Đã xong, (2) đang làm", "(1) Chưa nghiệm thu"),
        ("Điểm (1) đã xong", "(1) Chưa nghiệm thu"),
        ("(1)", "(1) Chưa nghiệm thu"),
        ("40 m²", "(2) Chưa nghiệm thu"),
        ("Đã xong", "* Chưa nghiệm thu"),
        ("Đã xong(1)", "Chưa nghiệm thu (1)"),
        ("Đã xong(1)", "(1)"),
    ],
)
def test_a_sign_without_its_note_is_part_of_the_text(cell, note):
    assert noted(["1", "Trồng rừng", cell], [note, "", ""]) == (cell, "")


def test_a_note_above_its_sign_or_beside_other_cells_is_none():
    assert noted(["(1) Chưa nghiệm thu", "", "Đã xong(1)"]) == ("Đã xong(1)", "")
    assert noted(["1", "a", "Đã xong(1)"], ["(1) Trồng rừng", "40 ha", "xong"]) == ("Đã xong(1)", "")


def test_of_several_tables_each_has_the_nearest_note_below():
    (read,) = attach_typed_notes(
        Book((sheet(["1", "a(1)"], ["(1) Một", ""], ["1", "b(1)"], ["(1) Hai", ""]),))
    ).sheets
    assert [label_notes(row[1].notes) for row in read.rows] == ["chú thích: Một", "", "chú thích: Hai", ""]


def test_a_number_cell_keeps_its_value():
    cell = Cell(12, "12", "Sheet1!A1")
    (read,) = attach_typed_notes(
        Book((Sheet("Sheet1", ((cell,), (Cell("* Ghi chú", "* Ghi chú", "A2"),))),))
    ).sheets
    assert read.rows[0][0] == cell


def test_a_paragraph_below_a_word_table_that_is_a_note_is_no_aside():
    aside = Aside("paragraph", "table 1", "đoạn 1 dưới bảng 1", "(1) Chưa nghiệm thu")
    other = Aside("paragraph", "table 1", "đoạn 2 dưới bảng 1", "(2) Việc khác")
    book = Book((sheet(["1", "Đã xong(1)"], name="table 1"),), asides=(aside, other))
    read = attach_typed_notes(book)
    assert label_notes(read.sheets[0].rows[0][1].notes) == "chú thích: Chưa nghiệm thu"
    assert read.asides == (other,)


def test_a_note_on_a_heading_stays_an_aside():
    aside = Aside("paragraph", "table 1", "đoạn 1 dưới bảng 1", "(1) Đến 30/10")
    book = Book((sheet(["STT", "Kết quả(1)"], ["1", "Đã xong"], name="table 1"),), asides=(aside,))
    assert attach_typed_notes(book).asides == (aside,)


def test_a_note_between_two_word_tables_belongs_to_the_first():
    first = sheet(["1", "Đã xong(1)"], name="table 1")
    second = sheet(["2", "Xong"], name="table 2", before=("(1) Chưa nghiệm thu", "Phụ lục 2"))
    read = attach_typed_notes(Book((first, second))).sheets
    assert label_notes(read[0].rows[0][1].notes) == "chú thích: Chưa nghiệm thu"
    assert read[1].before == ("Phụ lục 2",)


def test_notes_of_one_line_are_read_by_their_signs():
    assert read_typed_notes("Chú thích: (1) Một; (2) Hai. Ba") == {"1": "Một", "2": "Hai. Ba"}
    assert read_typed_notes("Ghi chú: số liệu đến 30/10") == {}


def test_a_note_beside_its_sign_is_attached_and_is_no_row_of_its_own():
    (read,) = attach_typed_notes(
        Book((sheet(["1", "Trồng rừng", "Đã xong(1)"], ["(1)", "Chưa nghiệm thu", ""]),))
    ).sheets
    assert (read.rows[0][2].text, label_notes(read.rows[0][2].notes)) == (
        "Đã xong",
        "chú thích: Chưa nghiệm thu",
    )
    assert [cell.text for cell in read.rows[1]] == ["(1) Chưa nghiệm thu", "", ""]


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Nội dung", "Kết quả(1)"], ["(1)", "Trồng rừng", ""], ["(2)", "Mở lớp", "Đã xong"]],
        [["1", "Trồng rừng", "Đã xong"], ["(1)", "Mở lớp", ""]],
    ],
)
def test_an_item_with_its_number_in_brackets_is_no_note(rows):
    (read,) = attach_typed_notes(Book((sheet(*rows),))).sheets
    assert [[cell.text for cell in row] for row in read.rows] == rows
