"""What each text of a file was taken for."""

import pytest

from camket.intake.formats.sheet import Aside, Book, Cell, LeftOut, Note, Sheet
from camket.intake.tables.account import account_for
from camket.intake.tables.sheet_tables import read_tables
from camket.intake.tables.unread import find_unread

CONTENT = frozenset({"content"})
HEADER = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Cột khác"]
ROW = ["1", "Ban hành Đề án nước sạch", "Đang thực hiện", ""]


def sheet(*rows, name="S", **more):
    width = max(map(len, rows))
    cells = tuple(
        tuple(
            Cell(text or None, text, f"{name}!{'ABCDEFGH'[column]}{number}")
            for column, text in enumerate([*row, *[""] * (width - len(row))])
        )
        for number, row in enumerate(rows, start=1)
    )
    return Sheet(name, cells, **more)


def account(*sheets, **more):
    book = Book(sheets, **more)
    return list(account_for(book, read_tables(book.sheets, CONTENT)))


def role_of(words, found):
    [item] = [item for item in found if item.words == words]
    return item.role


@pytest.mark.parametrize(
    ("rows", "words", "role"),
    [
        ([["SỞ TÀI CHÍNH"], HEADER, ROW], "SỞ TÀI CHÍNH", "letterhead"),
        ([["Tiếp nhận hồ sơ một cửa"], HEADER, ROW], "Tiếp nhận hồ sơ một cửa", "letterhead"),
        ([["Nội dung 2 chưa xong do thiếu vốn"], HEADER, ROW], "Nội dung 2 chưa xong do thiếu vốn", "loose"),
        ([["3", "Xây dựng kè", "Đã xong"], HEADER, ROW], "Xây dựng kè", "outside"),
        ([HEADER, ROW], "Kết quả thực hiện", "heading"),
        ([HEADER, ["1", "2", "3", "4"], ROW], "3", "column_index"),
        ([HEADER, ["I", "Kinh tế"], ROW], "Kinh tế", "section"),
        ([HEADER, ["I", "Các chỉ tiêu tăng trưởng"], ROW], "Các chỉ tiêu tăng trưởng", "section"),
        ([HEADER, ["II", "Nhóm việc đang triển khai"], ROW], "Nhóm việc đang triển khai", "section"),
        ([HEADER, ["II", "Nhóm việc đã được cho dừng"], ROW], "Nhóm việc đã được cho dừng", "loose"),
        ([HEADER, ROW, ["Mục 1 đã bị hủy"]], "Mục 1 đã bị hủy", "loose"),
        ([HEADER, ROW, ["STT", "Nguồn vốn", "Kết quả"], ["1", "Trung ương", "50"]], "Trung ương", "outside"),
        ([HEADER, ROW], "Đang thực hiện", "field"),
        ([HEADER, [*ROW[:3], "văn bản"]], "văn bản", "columns"),
        ([HEADER, [*ROW[:3], "………"]], "………", "blank"),
        ([HEADER, ROW, ["2"]], "2", "item_number"),
        ([HEADER, ROW, ["2", "", "", "chờ ý kiến"]], "chờ ý kiến", "loose"),
        ([HEADER, ROW, ["", "Tổng cộng", "12"]], "12", "total"),
        ([HEADER, ROW, ["", "Tổng cộng", "xem văn bản kèm"]], "xem văn bản kèm", "loose"),
        ([HEADER, ROW, ["", "", "GIÁM ĐỐC"], ["", "", "Lê Văn Tám"]], "Lê Văn Tám", "person"),
        ([HEADER, ROW, ["Nơi nhận:"], ["- UBND Tỉnh;"]], "- UBND Tỉnh;", "recipient"),
        ([HEADER, ROW, ["Nơi nhận:"], ["- Nội dung 3 chưa xong;"]], "- Nội dung 3 chưa xong;", "loose"),
        ([HEADER, ROW, ["(chưa tính nội dung 4)"]], "(chưa tính nội dung 4)", "loose"),
        ([HEADER, ROW, ["", "", "GIÁM ĐỐC"], ["", "", "Tạm Ngưng"]], "Tạm Ngưng", "loose"),
        ([HEADER, ROW, ["2", "", "", "Biểu số 3"]], "Biểu số 3", "loose"),
        ([["1.1", "Ban hành Đề án", "Xong"], ["1.2", "Xây kè", "Chưa"]], "Xây kè", "no_table"),
        ([[*HEADER[:3], "Ghi chú (mục 2 đã dừng)"], ROW], "Ghi chú (mục 2 đã dừng)", "loose"),
        ([[*HEADER[:3], "Ghi chú (đã xong thì ghi x)"], ROW], "Ghi chú (đã xong thì ghi x)", "heading"),
        ([["HƯỚNG DẪN"], ["Mỗi dòng một nội dung"]], "Mỗi dòng một nội dung", "instruction"),
        ([["Ghi chú"], ["Nội dung 2 chưa xong"]], "Nội dung 2 chưa xong", "loose"),
    ],
)
def test_a_cell_has_a_role(rows, words, role):
    assert role_of(words, account(sheet(*rows))) == role


def test_a_field_is_read_only_if_its_value_holds_the_words():
    two = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Tỷ lệ (%)", "Tỷ lệ (%)"]
    found = account(sheet(two, [*ROW[:3], "80%", "80%"]))
    assert [item.role for item in found if item.words == "80%"] == ["field", "field"]


def test_notes_and_problems_are_read_with_a_record_and_named_elsewhere():
    rows = [list(row) for row in sheet(["SỞ TÀI CHÍNH"], HEADER, ROW).rows]
    rows[0][0] = rows[0][0]._replace(notes=(Note("note", "(1)"),), problem="ô có chữ bị ẩn “cũ”")
    rows[2][2] = rows[2][2]._replace(notes=(Note("note", "chưa xong"),), problem="ô có chữ bị gạch bỏ “xong”")
    found = account(Sheet("S", tuple(map(tuple, rows))))
    roles = ("note", "loose", "field", "field")
    words = ("chú thích: (1)", "ô có chữ bị ẩn “cũ”", "chú thích: chưa xong", "ô có chữ bị gạch bỏ “xong”")
    assert tuple(role_of(each, found) for each in words) == roles


def test_a_merged_cell_counts_once_and_is_read_if_any_part_of_it_is():
    rows = [list(row) for row in sheet(HEADER, ROW).rows]
    whole = Cell("Đã trình", "Đã trình", "S!C2:D2")
    rows[1][2] = rows[1][3] = whole
    found = account(Sheet("S", tuple(map(tuple, rows))))
    assert [(item.role, item.column) for item in found if item.words == "Đã trình"] == [("field", 3)]


def test_a_merged_cell_is_told_where_it_begins_whatever_the_sheet_is_called():
    rows = [list(row) for row in sheet(HEADER, ROW, ["2", "Xây kè", "Đã xong", ""], name="Results 1").rows]
    rows[1][3] = rows[2][3] = Cell("Văn bản", "Văn bản", "Results 1!D2:D3")
    found = [item.words for item in account(Sheet("Results 1", tuple(map(tuple, rows)))) if item.row > 1]
    assert found == [*ROW[:3], "Văn bản", "2", "Xây kè", "Đã xong"]


def test_equal_texts_count_each_where_the_sheet_is_called_like_a_range():
    found = account(sheet(HEADER, ROW, ["2", *ROW[1:]], name="columns 1: 2"))
    assert [item.row for item in found if item.words == ROW[1]] == [2, 3]


@pytest.mark.parametrize(
    ("aside", "role"),
    [
        (Aside("page_margin", "", "chân trang", "Trang 1/3"), "page_number"),
        (Aside("page_margin", "", "chân trang", "2"), "page_number"),
        (Aside("page_margin", "", "đầu trang", "Sở Tài chính"), "repeated"),
        (Aside("page_margin", "", "đầu trang", "Nội dung 2 đã xin rút"), "page_margin"),
        (Aside("paragraph", "S", "đoạn 1 dưới bảng 1", "GIÁM ĐỐC"), "signature"),
        (Aside("paragraph", "S", "đoạn 1 dưới bảng 1", "Còn lại 2 việc."), "paragraph"),
        (Aside("comment", "S", "nhận xét ở S!C2", "Trang 1/3"), "comment"),
        (Aside("entry_rule", "S", "lời nhắc ở S!C2", "Chỉ ghi số"), "entry_rule"),
    ],
)
def test_text_that_stands_in_no_cell_is_named_unless_it_is_decoration(aside, role):
    found = account(sheet(["SỞ TÀI CHÍNH"], HEADER, ROW), asides=(aside,))
    assert role_of(aside.text, found) == role


@pytest.mark.parametrize("kind", ["tracked", "conditional", "control", "scan"])
def test_what_stands_over_cells_is_never_decoration(kind):
    aside = Aside(kind, "S", "S!C2", "GIÁM ĐỐC")
    assert role_of("GIÁM ĐỐC", account(sheet(HEADER, ROW), asides=(aside,))) == kind


@pytest.mark.parametrize(("name", "named"), [("S", False), ("Ảnh", True), ("", True)])
def test_a_picture_beside_a_table_is_decoration_and_one_without_is_named(name, named):
    found = account(sheet(HEADER, ROW), asides=(Aside("picture", name, "hình", "hình"),))
    assert ("picture" in [item.role for item in found]) is named


@pytest.mark.parametrize(("place", "named"), [("S!A1", False), ("S!D3", True), ("S!D9", False)])
def test_a_picture_over_a_record_is_named_since_it_may_be_the_answer(place, named):
    aside = Aside("picture", "S", f"hình ở {place}", "hình")
    found = account(sheet(["SỞ TÀI CHÍNH"], HEADER, ROW), asides=(aside,))
    assert ("picture" in [item.role for item in found]) is named


def test_paragraphs_above_a_table_are_its_letterhead_or_prose():
    above = ("SỞ TÀI CHÍNH", "Đến nay Sở đã hoàn thành hai nội dung và còn một nội dung đang làm.")
    found = account(sheet(HEADER, ROW, name="table 1", before=above))
    assert [role_of(text, found) for text in above] == ["letterhead", "paragraph"]


@pytest.mark.parametrize(
    ("text", "in_box", "role"),
    [
        ("Chờ duyệt lại", True, "text_box"),
        ("SỞ XÂY DỰNG", True, "letterhead"),
        ("Sở Xây dựng", True, "letterhead"),
        ("Phòng Kỹ thuật lập", False, "letterhead"),
        ("Nội dung 3: lùi sang quý sau", False, "paragraph"),
        ("Kiểm tra lại cho thấy hiện nay toàn huyện còn 41 ha bị ngập", False, "paragraph"),
    ],
)
def test_only_a_heading_above_a_table_is_its_letterhead(text, in_box, role):
    head, data = ["STT", "Nội dung cam kết", "Kết quả"], ["1", "Trồng rừng", "31 ha"]
    rows = tuple(
        tuple(Cell(each, each, f"table 1, row {r}, column {c}") for c, each in enumerate(line, start=1))
        for r, line in enumerate((head, data), start=1)
    )
    sheet = Sheet("table 1", rows, before=(text,), boxes_before=frozenset({text} if in_box else ()))
    account = account_for(Book((sheet,)), read_tables((sheet,), frozenset({"content"})))
    assert [each.role for each in account if each.words == text] == [role]


def test_whatever_an_account_names_a_notice_names():
    hidden, cut = sheet(ROW).rows[0], sheet(["2", "Xây kè", "x"], name="Cũ")
    book = Book(
        (
            sheet(
                ["Nội dung 2 chưa xong"], HEADER, [*ROW[:3], "văn bản"],
                hidden_rows={9: hidden}, hidden_columns={"F": hidden[1:2]}, outliers=hidden[2:3],
            ),
            sheet(["1", "a", "b"], name="Khác"),
        ),
        (LeftOut(cut, "bị ẩn"),),
        (Aside("text_box", "S", "hộp chữ ở S!D5", "Nội dung 1 đã xin rút"),),
    )  # fmt: skip
    tables = read_tables(book.sheets, CONTENT)
    named = {(item.role, item.sheet) for item in account_for(book, tables) if item.outcome == "named"}
    found = find_unread(book, tables, account_for(book, tables), CONTENT)
    assert {(part.kind, part.sheet) for part in found} == named
    assert {role for role, _ in named} == {
        "loose", "columns", "hidden_rows", "hidden_columns", "outliers", "no_table", "left_out", "text_box",
    }  # fmt: skip


def test_the_texts_of_one_kind_are_one_part_for_each_sheet_and_one_for_a_word_file():
    words = ["Một việc còn lại", "Hai việc còn lại", "Ba việc còn lại", "Bốn việc còn lại"]
    for names, parts in ((("S", "S", "T", "T"), 2), (("table 1", "table 1", "table 2", ""), 1)):
        asides = tuple(
            Aside("paragraph", name, f"đoạn {number}", text)
            for number, (name, text) in enumerate(zip(names, words, strict=True), start=1)
        )
        book = Book((), asides=asides)
        found = find_unread(book, (), account_for(book, ()), CONTENT)
        assert len(found) == parts
    assert (found[0].place, found[0].rows) == ("đoạn 1, đoạn 2, đoạn 3 và 1 chỗ khác", 4)
    assert found[0].texts == tuple(words)


def test_a_merged_cell_that_reaches_into_a_hidden_row_is_accounted_for_once():
    unit = Cell("Sở Y tế", "Sở Y tế", "S!A2:A3")
    rows = [
        tuple(
            Cell(text, text, f"S!{letter}1")
            for text, letter in zip(["Đơn vị", "Nội dung cam kết"], "AB", strict=True)
        ),
        (unit, Cell("Ban hành Đề án", "Ban hành Đề án", "S!B2")),
        (Cell(None, "", "S!A3"), Cell(None, "", "S!B3")),
    ]
    hidden = {3: (unit, Cell("Mở lớp", "Mở lớp", "S!B3"))}
    found = account(Sheet("S", tuple(rows), hidden_rows=hidden))
    assert role_of("Sở Y tế", found) == "field"
    assert role_of("Mở lớp", found) == "hidden_rows"


def test_the_note_of_a_cell_far_from_all_others_is_named():
    far = Cell("x", "x", "S!A999", notes=(Note("comment", "Chưa nghiệm thu"),))
    sheet = Sheet("S", ((Cell("a", "a", "S!A1"),),), outliers=(far,))
    found = [(item.role, item.words) for item in account_for(Book((sheet,)), [])]
    assert found[1:] == [("outliers", "x"), ("note", "nhận xét: Chưa nghiệm thu")]


@pytest.mark.parametrize(
    ("words", "role"), [("80%", "page_margin"), ("Trang 2/3", "page_number"), ("- 5 -", "page_number")]
)
def test_a_figure_at_the_margin_of_a_page_is_a_page_number_only_where_it_is_one(words, role):
    aside = Aside("page_margin", "S", "chân trang in của S", words)
    assert [item.role for item in account_for(Book((), (), (aside,)), [])] == [role]
