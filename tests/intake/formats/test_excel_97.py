"""Old Excel workbooks (.xls): values, merges, hidden rows, errors."""

import contextlib
import struct
from pathlib import Path

import pytest

from camket.intake.formats import limits
from camket.intake.formats.books import read_book
from camket.intake.formats.excel_97 import read_spreadsheet
from camket.intake.formats.limits import Refusal
from camket.intake.formats.sheet import label_notes

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.mark.parametrize("name", ["bao-cao.xls", "bao-cao-tcvn3.xls"])
def test_an_old_workbook_that_libreoffice_saved_is_read_with_its_merges_and_its_font(name):
    (sheet,) = read_spreadsheet((SAMPLES / name).read_bytes()).sheets
    assert len(sheet.rows) == 13
    assert sheet.rows[1][5].place == "'Biểu 1'!A2:F2"
    assert sheet.rows[4][0].place == "'Biểu 1'!A4:A5"
    assert (sheet.rows[5][0].text, sheet.rows[6][2].text) == ("1", "100%")
    assert sheet.skipped == ("hàng ẩn 11, 12",)
    assert (sheet.fonts.get("'Biểu 1'!B6") == ".VnTime") == ("tcvn3" in name)


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def workbook(*sheets, before=b""):
    """A workbook stream of old Excel: the globals, then each sheet's records; `before` stands in the globals."""
    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial")
    style = record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0))
    globals_, bodies = record(0x809, BOF + b"\x05\x00" + BOF_REST) + before + font + style, []
    names = [f"S{number}".encode() for number in range(len(sheets))]
    offset = len(globals_) + sum(4 + 8 + len(name) for name in names) + 4
    for name, cells in zip(names, sheets, strict=True):
        globals_ += record(0x85, struct.pack("<IHBB", offset, 0, len(name), 0) + name)
        bodies.append(record(0x809, BOF + b"\x10\x00" + BOF_REST) + cells + record(0x0A))
        offset += len(bodies[-1])
    return globals_ + record(0x0A) + b"".join(bodies)


def number(row, column, value):
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def many(row, columns):
    """A row of equal numbers in one record."""
    return record(
        0xBD, struct.pack("<HH", row, 0) + struct.pack("<Hi", 0, 6) * columns + struct.pack("<H", columns - 1)
    )


BOF, BOF_REST = struct.pack("<H", 0x600), struct.pack("<HHII", 0x0DBB, 0x07CC, 0x41, 6)


def test_numbers_and_merged_ranges_of_an_old_workbook_are_read():
    merged = record(0xE5, struct.pack("<HHHHH", 1, 0, 1, 0, 0))
    (sheet,) = read_spreadsheet(workbook(number(0, 0, 80.5) + number(1, 1, 7) + merged)).sheets
    assert [[(cell.shown, cell.place) for cell in row] for row in sheet.rows] == [
        [("80,5", "S0!A1:A2"), ("", "S0!B1")],
        [("80,5", "S0!A1:A2"), ("7", "S0!B2")],
    ]


def test_a_workbook_with_a_password_is_refused_with_how_to_remove_it():
    password = record(0x2F, struct.pack("<HHH", 0, 0x1234, 0x5678))
    with pytest.raises(Refusal) as caught:
        read_spreadsheet(workbook(number(0, 0, 1), before=password))
    assert caught.value.found == "tệp có đặt mật khẩu"
    assert "bỏ mật khẩu" in caught.value.remedy


def test_a_workbook_that_would_take_too_long_to_read_is_refused():
    with pytest.raises(Refusal, match=r"\.xls lớn 15 MB"):
        read_spreadsheet(bytes(limits.LARGEST_SPREADSHEET + 1))


def test_the_cells_of_all_sheets_count_together(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CELLS", 1_000)
    sheet = b"".join(many(row, 100) for row in range(6))
    assert len(read_spreadsheet(workbook(sheet)).sheets[0].rows) == 6
    with pytest.raises(Refusal, match="hơn 1000 ô"):
        read_spreadsheet(workbook(sheet, sheet))


@pytest.mark.parametrize("length", range(0, 300, 7))
def test_a_truncated_workbook_is_read_or_refused_and_does_not_hang(length):
    whole = workbook(number(0, 0, 1) + many(1, 5))
    sheets = ()
    with contextlib.suppress(Exception):  # `files.py` turns whatever a reader raises into one refusal
        sheets = read_spreadsheet(whole[:length]).sheets
    assert all(len(sheet.rows) <= 2 for sheet in sheets)


def cells(*rows):
    """Texts of old Excel (LABEL records), by row."""
    return b"".join(
        record(0x204, struct.pack("<HHHHB", row, column, style, len(text), 1) + text.encode("utf-16-le"))
        for row, line in enumerate(rows)
        for column, (text, style) in enumerate(line)
    )


def font(struck, colour=0):
    look = struct.pack("<HHHHHBBBB", 200, 8 * struck, colour, 400, 0, 0, 0, 0, 0)
    return record(0x31, look + b"\x05\x00Arial")


def styled(font_index, number_format=0, fill=0, colours=0, diagonals=0, line=0):
    look = diagonals << 30, fill << 26 | line << 21
    return record(0xE0, struct.pack("<HHHBBBBIIH", font_index, number_format, 1, 0, 0, 0, 0, *look, colours))


# Fonts 0 and 1 are plain and struck; style 1 has the struck font. `workbook` adds a last font and style.
LOOKS = font(False) + font(True) + styled(0) + styled(1)


def test_struck_text_of_a_cell_is_a_problem():
    (sheet,) = read_spreadsheet(workbook(cells([("Cũ", 1), ("Mới", 0)]), before=LOOKS)).sheets
    assert [cell.text for cell in sheet.rows[0]] == ["Cũ", "Mới"]
    assert ["gạch bỏ “Cũ”" in cell.problem for cell in sheet.rows[0]] == [True, False]


def test_struck_words_in_a_cell_are_a_problem():
    text = "Đã xong đang làm"
    runs = struct.pack("<HHHHH", 2, 0, 1, 7, 0)
    rich = record(0xD6, struct.pack("<HHHHB", 0, 0, 0, len(text), 1) + text.encode("utf-16-le") + runs)
    (sheet,) = read_spreadsheet(workbook(rich, before=LOOKS)).sheets
    assert sheet.rows[0][0].text == text
    assert "gạch bỏ “Đã xong”" in sheet.rows[0][0].problem


@pytest.mark.parametrize(
    ("colour", "starts", "text", "problem"),
    [
        (9, (0, 7), "đang làm", "cùng màu với nền “Đã xong”, không được đọc"),
        (9, (7, 16), "Đã xong", "cùng màu với nền “đang làm”, không được đọc"),
        (9, (0, 16), "Đã xong đang làm", "cùng màu với nền “Đã xong đang làm”, không rõ"),
        (10, (0, 7), "Đã xong đang làm", ""),
    ],
)
def test_words_in_the_colour_of_their_background_are_named_and_not_read(colour, starts, text, problem):
    words = "Đã xong đang làm"
    runs = struct.pack("<HHHHH", 2, starts[0], 1, starts[1], 0)
    rich = record(0xD6, struct.pack("<HHHHB", 0, 0, 0, len(words), 1) + words.encode("utf-16-le") + runs)
    looks = font(False) + font(False, colour) + styled(0)
    (sheet,) = read_spreadsheet(workbook(rich, before=looks)).sheets
    assert sheet.rows[0][0].text.strip() == text
    assert problem in sheet.rows[0][0].problem if problem else not sheet.rows[0][0].problem


@pytest.mark.parametrize(
    ("diagonals", "line", "crossed"),
    [(1, 1, True), (2, 5, True), (3, 1, True), (0, 1, False), (1, 0, False)],
)
def test_a_cell_that_a_diagonal_border_crosses_out_is_a_problem(diagonals, line, crossed):
    looks = LOOKS + styled(0, diagonals=diagonals, line=line)
    (sheet,) = read_spreadsheet(workbook(cells([("Cũ", 2), ("Mới", 0)]), before=looks)).sheets
    assert ["gạch bỏ “Cũ”" in cell.problem for cell in sheet.rows[0]] == [crossed, False]


def number_of(value, style):
    return record(0x203, struct.pack("<HHHd", 0, 0, style, value))


@pytest.mark.parametrize(
    ("code", "value", "shown", "asked"),
    [
        ('0" lớp"', 12, "12 lớp", ""),
        ('0"/150 đảng viên"', 131, "131/150 đảng viên", ""),
        ('[=1]"Đạt";"Không đạt"', 0, "Không đạt", ""),
        ("0.0%", 0.8549, "85,5%", ""),
        ("0", 12.6, "13", ""),
        ("[<44000]0;dd/mm/yyyy", 44834, "30/09/2022", ""),
        ("[<44000]0;dd/mm/yyyy", 2022, "2022", ""),
        ("[>=44000]dd/mm/yyyy;General", 2022, "2022", ""),
        ("#,##0", 50000, "50.000", ""),
        ("#.##0", 50000, "50.000", ""),
        ("0%", 0.99999999999999986, "100%", ""),
        ("General", 0.99999999999999986, "1", ""),
        (";;;", 12, "", "bị ẩn bằng định dạng"),
        ('0" xã "0', 12, "12", "không cho biết rõ Excel hiển thị giá trị nào"),
    ],
)
def test_a_number_of_an_old_workbook_is_read_as_its_format_shows_it(code, value, shown, asked):
    written = record(0x41E, struct.pack("<HHB", 164, len(code), 1) + code.encode("utf-16-le"))
    looks = font(False) + written + styled(0) + styled(0, 164)
    (sheet,) = read_spreadsheet(workbook(number_of(value, 1), before=looks)).sheets
    assert sheet.rows[0][0].text == shown
    assert asked in sheet.rows[0][0].problem
    assert bool(asked) == bool(sheet.rows[0][0].problem)


@pytest.mark.parametrize(
    ("colour", "fill", "background", "unseen"),
    [(9, 0, 0, True), (8, 0, 0, False), (9, 1, 8, False), (10, 1, 10, True), (9, 2, 9, False), (0x7FFF, 0, 0, False)],
)  # fmt: skip
def test_text_in_the_colour_of_its_background_is_a_problem(colour, fill, background, unseen):
    looks = font(False) + font(False, colour) + styled(0) + styled(1, 0, fill, background)
    (sheet,) = read_spreadsheet(workbook(cells([("Đạt", 1)]), before=looks)).sheets
    assert sheet.rows[0][0].text == "Đạt"
    assert ("cùng màu với nền" in sheet.rows[0][0].problem) == unseen


@pytest.mark.parametrize(("height", "width"), [(0, 0), (39, 76)])
def test_rows_without_height_and_columns_without_width_are_set_apart(height, width):
    flat = record(0x208, struct.pack("<HHHHHHI", 1, 0, 3, height, 0, 0, 0x40))
    thin = record(0x7D, struct.pack("<HHHHHH", 1, 1, width, 0, 0, 0))
    lines = cells([("a", 0), ("b", 0), ("c", 0)], [("d", 0)], [("e", 0)])
    (sheet,) = read_spreadsheet(workbook(thin + flat + lines, before=LOOKS)).sheets
    assert sheet.skipped == ("hàng ẩn 2", "cột ẩn B")
    assert [[cell.text for cell in row] for row in sheet.rows] == [
        ["a", "", "c"],
        ["", "", ""],
        ["e", "", ""],
    ]
    (whole,) = read_spreadsheet(workbook(thin + flat + lines, before=LOOKS), whole=True).sheets
    assert [cell.text for cell in whole.rows[1]] == ["d", "", ""]


def test_a_low_row_and_a_narrow_column_that_show_something_are_read():
    low = record(0x208, struct.pack("<HHHHHHI", 1, 0, 3, 45, 0, 0, 0x40))
    narrow = record(0x7D, struct.pack("<HHHHHH", 1, 1, 128, 0, 0, 0))
    lines = cells([("a", 0), ("b", 0)], [("d", 0)])
    assert read_spreadsheet(workbook(narrow + low + lines, before=LOOKS)).sheets[0].skipped == ()


def test_a_text_below_a_merged_range_is_named():
    merged = record(0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 1))
    book = read_spreadsheet(workbook(cells([("a", 0), ("b", 0)]) + merged, before=LOOKS))
    assert [tuple(aside) for aside in book.asides] == [
        ("paragraph", "S0", "ô S0!B1 bị ô trộn che khuất", "b")
    ]


def drawn_object(kind, state=b"", until=(5, 9)):
    """A drawn object that begins over the cell D7."""
    column, row = until
    anchor = b"\0\0\x10\xf0\x12\0\0\0" + struct.pack("<9H", 0, 3, 0, 6, 0, column, 0, row, 0)
    return record(0xEC, anchor) + record(0x5D, struct.pack("<HHHH", 0x15, 4, kind, 1) + state)


def text_object(kind, text, state=b""):
    """A drawn object with a text in two records, as Excel splits a long one."""
    halves = [text[:4], text[4:]]
    return (
        drawn_object(kind, state)
        + record(0x1B6, struct.pack("<HH6xHHI", 0, 0, len(text), 0, 0))
        + b"".join(record(0x3C, b"\x01" + half.encode("utf-16-le")) for half in halves)
    )


def margin(kind, text):
    return record(kind, struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def test_texts_that_stand_in_no_cell_are_named_with_their_place():
    title = "Tiến độ quý 3"
    chart = record(0x809, BOF + b"\x20\x00" + BOF_REST)
    chart += record(0x100D, struct.pack("<HBB", 0, len(title), 1) + title.encode("utf-16-le")) + record(0x0A)
    beside = (
        margin(0x14, '&C&"Arial,Bold"&14Bản nháp &DSở KH&&ĐT')
        + margin(0x15, "&CTrang &P/&N")
        + text_object(6, "Số liệu chưa chốt")
        + text_object(2, "Chờ thẩm định")
        + text_object(0x19, "một nhận xét")
        + chart
    )
    book = read_spreadsheet(workbook(beside + cells([("a", 0)]), before=LOOKS))
    assert [tuple(aside) for aside in book.asides] == [
        ("page_margin", "S0", "đầu trang in của S0", "Bản nháp Sở KH&ĐT"),
        ("page_margin", "S0", "chân trang in của S0", "Trang /"),
        ("text_box", "S0", "hộp chữ ở S0!D7", "Số liệu chưa chốt"),
        ("text_box", "S0", "hình có chữ ở S0!D7", "Chờ thẩm định"),
        ("chart", "S0", "biểu đồ ở S0!D7", "Tiến độ quý 3"),
    ]


def test_the_ticked_box_of_a_form_is_told_from_the_others():
    def check_box(words, state):
        return text_object(0x0B, words, struct.pack("<HHHHHH", 0x12, 8, state, 0, 0, 0))

    boxes = check_box("Hoàn thành", 1) + check_box("Chưa hoàn thành", 0) + check_box("", 1) + check_box("", 0)
    book = read_spreadsheet(workbook(boxes + cells([("a", 0)]), before=LOOKS))
    assert [aside.text for aside in book.asides] == [
        "☒ Hoàn thành",
        "Chưa hoàn thành",
        "đã đánh dấu",
        "chưa đánh dấu",
    ]


@pytest.mark.parametrize(("until", "kind"), [((5, 9), "picture"), ((10, 30), "scan")])
def test_a_picture_is_told_with_its_place_and_a_large_one_as_a_scan(until, kind):
    book = read_spreadsheet(workbook(drawn_object(8, until=until) + cells([("a", 0)]), before=LOOKS))
    assert [(aside.kind, aside.place) for aside in book.asides] == [(kind, "hình ở S0!D7")]


@pytest.mark.parametrize(("name", "page_numbers"), [("ghi-chu.xls", "Trang /"), ("ghi-chu.ods", "Trang /")])
def test_the_comments_and_texts_of_a_workbook_that_libreoffice_saved_are_read(name, page_numbers):
    book, _ = read_book(SAMPLES / name, name)
    rows = book.sheets[0].rows
    assert label_notes(rows[2][2].notes) == "nhận xét: Chưa nghiệm thu"
    assert "gạch bỏ “Đã trồng 12 ha”" in rows[1][2].problem
    assert "gạch bỏ “Mở lớp”" in rows[2][1].problem
    assert book.sheets[0].skipped == ("hàng ẩn 4",)
    assert {(aside.kind, aside.text) for aside in book.asides} == {
        ("comment", "Hỏi lại"),
        ("page_margin", "Bản nháp"),
        ("page_margin", page_numbers),
        ("chart", "Tiến độ quý 3"),
        ("text_box", "Số liệu chưa chốt"),
    }


def test_a_day_is_read_as_its_format_shows_it():
    code = b'"han "mm/yyyy'
    before = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial")
    before += record(0x41E, struct.pack("<HHB", 164, len(code), 0) + code)
    before += record(0xE0, struct.pack("<HHHBBBBIIH", 0, 164, 1, 0, 0, 0, 0, 0, 0, 0))
    (sheet,) = read_spreadsheet(workbook(number(0, 0, 44778), before=before)).sheets
    assert [(cell.value, cell.shown) for cell in sheet.rows[0]] == [("han 08/2022", "han 08/2022")]


def test_a_superscript_digit_is_no_part_of_the_number_before_it():
    raised = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 1, 0, 0, 0, 0) + b"\x05\x00Arial")
    text = "25/251 xã".encode("utf-16-le")
    runs = struct.pack("<HHHH", 5, 0, 6, 1)
    label = struct.pack("<HHHHB", 0, 0, 0, 9, 1) + text + struct.pack("<H", 2) + runs
    (sheet,) = read_spreadsheet(workbook(record(0xD6, label), before=raised)).sheets
    assert sheet.rows[0][0].shown == "25/25¹ xã"


def test_text_below_a_merged_range_is_named_and_is_no_cell():
    merged = record(0xE5, struct.pack("<HHHHH", 1, 0, 1, 0, 0))
    book = read_spreadsheet(workbook(number(0, 0, 80.5) + number(1, 0, 7) + merged))
    assert [tuple(aside) for aside in book.asides] == [
        ("paragraph", "S0", "ô S0!A2 bị ô trộn che khuất", "7")
    ]


@pytest.mark.parametrize("is_1904", [False, True])
def test_a_sheet_knows_from_when_its_workbook_counts_days(is_1904):
    before = record(0x22, struct.pack("<H", is_1904))
    (sheet,) = read_spreadsheet(workbook(number(0, 0, 43372), before=before)).sheets
    assert sheet.is_1904 == is_1904


@pytest.mark.parametrize(("shows", "is_hidden"), [(0x10, False), (0, True)])
def test_a_zero_that_the_window_hides_is_unseen(shows, is_hidden):
    window = record(0x23E, struct.pack("<HHHHHHHI", 0x2A6 | shows, 0, 0, 64, 0, 0, 0, 0))
    (sheet,) = read_spreadsheet(workbook(number(0, 0, 0) + number(0, 1, 7) + window)).sheets
    assert ["không hiện số 0" in cell.problem for cell in sheet.rows[0]] == [is_hidden, False]


def test_signs_of_a_font_are_what_they_show():
    signs = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + b"\x09\x00Wingdings")
    text = "þ Đạt ¨".encode("utf-16-le")
    runs = struct.pack("<HHHH", 0, 0, 1, 1)
    label = struct.pack("<HHHHB", 0, 0, 0, 7, 1) + text + struct.pack("<H", 2) + runs
    (sheet,) = read_spreadsheet(workbook(record(0xD6, label), before=signs)).sheets
    assert sheet.rows[0][0].shown == "☑ Đạt ¨"


@pytest.mark.parametrize(
    ("has", "options", "colour", "unchanged", "told"),
    [
        (1 << 26, 0, 9, 0x9A, "chữ cùng màu với nền"),
        (1 << 26, 0x80, 0xFFFFFFFF, 0x1A, "gạch bỏ chữ"),
        (1 << 26, 0x80, 0xFFFFFFFF, 0x9A, ""),
        (1 << 26 | 1 << 29, 0, 9, 0x9A, ""),
        (1 << 26, 0, 10, 0x9A, ""),
        (0, 0, 9, 0x9A, ""),
    ],
    ids=["white", "struck", "not struck", "white on a pattern", "red", "no font"],
)
def test_a_conditional_format_that_strikes_text_out_or_hides_it_is_told(
    has, options, colour, unchanged, told
):
    area = struct.pack("<HHHHHH", 1, 0, 4, 7, 4, 4) + struct.pack("<HHHHH", 1, 4, 7, 4, 4)
    font = bytes(68) + struct.pack("<II", options, 0) + bytes(4) + struct.pack("<III", colour, 0, unchanged)
    looks = font.ljust(118, b"\0") * bool(has & 1 << 26) + bytes(4) * bool(has & 1 << 29)
    rule = struct.pack("<BBHHIH", 2, 0, 1, 0, has, 0) + looks + b"\x1d"
    book = read_spreadsheet(workbook(number(0, 0, 1) + record(0x1B0, area) + record(0x1B1, rule)))
    place = "định dạng có điều kiện ở S0!E5:E8"
    assert [tuple(aside) for aside in book.asides] == ([("conditional", "S0", place, told)] if told else [])
