"""Unread content of a workbook is reported, with the commitments it may hide."""

import io

import openpyxl
import pytest
from openpyxl.comments import Comment

from camket.intake.tables.source_files import open_file

CONTENT = frozenset({"content"})
HEADER = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"]
ROWS = [[number, f"Nội dung {number}", "Đang thực hiện", "Hoàn thành"] for number in range(1, 6)]
PEOPLE = [[number, "Phòng Tổng hợp", "Nguyễn Văn A"] for number in range(1, 6)]


def book(change=lambda book: None, rows=(HEADER, *ROWS)):
    made = openpyxl.Workbook()
    made.active.title = "Biểu"
    for row in rows:
        made.active.append(row)
    change(made)
    return made


def unread(tmp_path, made):
    buffer = io.BytesIO()
    made.save(buffer)
    path = tmp_path / "a.xlsx"
    path.write_bytes(buffer.getvalue())
    return open_file(path, "a.xlsx", CONTENT).unread


def hide_rows(*numbers):
    def change(made):
        for number in numbers:
            made.active.row_dimensions[number].hidden = True

    return change


def add_sheet(title, rows, state="visible"):
    def change(made):
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = state

    return change


def test_a_plain_workbook_leaves_nothing_unread(tmp_path):
    assert unread(tmp_path, book()) == ()


def test_hidden_rows_that_look_like_commitments_are_quoted(tmp_path):
    [part] = unread(tmp_path, book(hide_rows(3, 4)))
    assert (part.kind, part.sheet, part.place, part.rows) == ("hidden_rows", "Biểu", "hàng ẩn 3, 4", 2)
    assert part.commitments == ("Nội dung 2", "Nội dung 3")
    assert part.may_hide_commitments


@pytest.mark.parametrize(
    "row",
    [[None, "Kinh tế"], ["I", "Kinh tế"], [None, "Tổng cộng"], [9]],
    ids=["a title", "a section", "a total", "a bare number"],
)  # fmt: skip
def test_other_hidden_rows_are_named_and_hide_no_commitment(tmp_path, row):
    [part] = unread(tmp_path, book(hide_rows(3), [HEADER, ROWS[0], row, ROWS[1]]))
    assert (part.place, part.commitments) == ("hàng ẩn 3", ())
    assert not part.may_hide_commitments


def test_an_empty_hidden_row_or_column_is_not_reported(tmp_path):
    made = book(hide_rows(3), [HEADER, ROWS[0], [], ROWS[1]])
    made.active.column_dimensions["F"].hidden = True
    assert unread(tmp_path, made) == ()


@pytest.mark.parametrize(("letter", "heading"), [("C", ("Kết quả thực hiện",)), ("D", ("Ước cả năm",))])
def test_a_hidden_column_of_results_is_named_with_its_heading(tmp_path, letter, heading):
    made = book()
    made.active.column_dimensions[letter].hidden = True
    [part] = unread(tmp_path, made)
    assert (part.kind, part.place, part.headings) == ("hidden_columns", f"cột ẩn {letter}", heading)
    assert part.may_hide_commitments


def test_a_hidden_column_of_something_else_hides_no_commitment(tmp_path):
    made = book(rows=[[*HEADER, "Mã số"], *[[*row, "x"] for row in ROWS]])
    made.active.column_dimensions["E"].hidden = True
    [part] = unread(tmp_path, made)
    assert (part.place, part.headings) == ("cột ẩn E", ())
    assert not part.may_hide_commitments


@pytest.mark.parametrize(
    ("title", "state", "why", "may_hide"),
    [
        ("Biểu 2", "hidden", "bị ẩn", True),
        ("Biểu 2", "veryHidden", "bị ẩn", True),
        ("Biểu 2 - Bỏ", "visible", "ghi là bỏ", False),
    ],
)
def test_a_left_out_sheet_is_reported_with_its_commitments_and_alarms_only_if_hidden(
    tmp_path, title, state, why, may_hide
):
    [part] = unread(tmp_path, book(add_sheet(title, [HEADER, *ROWS], state)))
    assert (part.kind, part.why, part.rows, len(part.commitments)) == ("left_out", why, 6, 5)
    assert part.may_hide_commitments is may_hide


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (PEOPLE, ("no_table", 5)),
        (PEOPLE[:3], ("no_table", 3)),
        ([["", *row, "x"] for _, *row in PEOPLE[:3]], ("loose", 6)),
        ([["Nơi nhận", "GIÁM ĐỐC"], ["- Như trên", ""], ["", "Nguyễn Văn A"]] * 2, None),
        ([["Hướng dẫn ghi biểu"], *([f"{number}. Bước", "Việc cần làm"] for number in range(1, 9))], None),
        ([[f"{number}. Bước", "Việc cần làm"] for number in range(1, 9)], ("loose", 16)),
    ],
    ids=["a table of something", "a few numbered rows", "a few rows", "signatures", "a guide", "steps"],
)
def test_a_sheet_without_a_table_is_named_as_rows_of_a_table_or_as_loose_text_unless_it_is_a_guide(
    tmp_path, rows, named
):
    found = unread(tmp_path, book(add_sheet("Khác", rows)))
    assert [(part.kind, part.rows) for part in found] == ([named] if named else [])
    assert all(part.sheet == "Khác" for part in found)


@pytest.mark.parametrize(
    "rows", [[*PEOPLE, HEADER, *ROWS], [HEADER, *ROWS, ["Nơi nhận:"], *[["", "A", "B", "C"]] * 5]]
)
def test_rows_that_look_like_a_table_outside_the_table_are_named(tmp_path, rows):
    [part] = unread(tmp_path, book(rows=rows))
    assert (part.kind, part.rows) == ("outside", 5)


def test_a_letterhead_and_signatures_are_not_reported(tmp_path):
    above = [
        ["UBND TỈNH", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ NỘI VỤ", None, "Độc lập"],
        ["BÁO CÁO"],
    ]
    below = [["NGƯỜI LẬP", None, "KẾ TOÁN", "GIÁM ĐỐC"], [], ["Lê A", None, "Lê B", "Lê C"]]
    assert unread(tmp_path, book(rows=[*above, HEADER, *ROWS, *below])) == ()


def test_hidden_content_of_a_file_without_a_table_is_reported_too(tmp_path):
    found = unread(tmp_path, book(add_sheet("Ẩn", [HEADER, *ROWS], "hidden"), rows=[["chỉ có chữ"]]))
    assert [(part.kind, len(part.commitments)) for part in found] == [("loose", 0), ("left_out", 5)]


def test_a_column_without_a_heading_is_named_by_its_first_cell_in_a_record(tmp_path):
    rows = [
        ["Biểu 1", None, None, None, None, "mẫu"],
        HEADER,
        ROWS[0],
        [*ROWS[1], None, "chưa xong"],
        ["", "", "", "", "…"],
    ]
    found = unread(tmp_path, book(rows=rows))
    assert [(part.kind, part.place) for part in found] == [("columns", "cột không có tiêu đề (Biểu!F4)")]


def test_a_cell_merged_into_an_unheaded_column_is_read_in_its_first_column(tmp_path):
    assert unread(tmp_path, book(lambda made: made.active.merge_cells("D2:E2"))) == ()


def test_each_comment_on_an_empty_cell_is_named_by_its_cell(tmp_path):
    def comment(made):
        for place in ("D9", "E2", "F3", "G4", "H5"):
            made.active[place].comment = Comment(f"ghi ở {place}", "A")

    parts = unread(tmp_path, book(comment))
    assert [(part.place, part.texts) for part in parts] == [
        (f"nhận xét ở Biểu!{place}", (f"ghi ở {place}",)) for place in ("E2", "F3", "G4", "H5", "D9")
    ]


def test_what_is_hidden_is_quoted_whatever_it_is(tmp_path):
    def hide(made):
        hide_rows(7)(made)
        made.active.column_dimensions["E"].hidden = True
        add_sheet("Tạm", [["Số liệu", "chưa chốt"]], "hidden")(made)

    rows = [HEADER, *([*row, f"bí mật {row[0]}"] for row in ROWS), ["", "Số tạm", "", "chưa chốt"]]
    parts = {part.kind: part.hidden for part in unread(tmp_path, book(hide, rows))}
    assert parts == {
        "hidden_rows": ("Số tạm | chưa chốt",),
        "hidden_columns": tuple(f"bí mật {number}" for number in range(1, 6)),
        "left_out": ("Số liệu | chưa chốt",),
    }
