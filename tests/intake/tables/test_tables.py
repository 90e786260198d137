"""Every row of a table is classified as a record or as a named other kind."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.intake.formats.sheet import Cell, Sheet
from camket.intake.tables.row_kinds import RowKind
from camket.intake.tables.sheet_tables import read_table

CONTENT = frozenset({"content"})
HEAD = ["STT", "Nội dung cam kết", "Chỉ tiêu", "Kết quả thực hiện", "Ước cả năm", "Ghi chú"]
FIELDS = ["item_no", "content", "target", "result_text", "estimate_text", "note"]
FIRST = ["1", "Giải ngân vốn đầu tư công", "100%", "Đạt 90%", "Hoàn thành", ""]


def sheet_of(*rows, merged=(), **parts):
    """A sheet of texts as wide as its widest row; `merged` are ranges (row, left, right) counted from 1."""
    width = max(map(len, rows))
    grid = [
        [Cell(text or None, text, f"S!R{number}C{column}") for column, text in enumerate(texts, start=1)]
        + [Cell(None, "", f"S!R{number}C{column}") for column in range(len(texts) + 1, width + 1)]
        for number, texts in enumerate(rows, start=1)
    ]
    for row, left, right in merged:
        whole = grid[row - 1][left - 1]._replace(place=f"S!R{row}C{left}:C{right}")
        grid[row - 1][left - 1 : right] = [whole] * (right - left + 1)
    return Sheet("S", tuple(map(tuple, grid)), **parts)


def kinds_of(*rows, merged=()):
    return [row.kind for row in read_table(sheet_of(*rows, merged=merged), CONTENT).rows]


def kind_of(*texts, merged=()):
    """The kind of a row below a first record."""
    return kinds_of(HEAD, FIRST, list(texts), merged=[(3, *span) for span in merged])[2]


# A heading added to camket/settings/fields.toml gets a row here.
@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Mã đơn vị", "unit_code"),
        ("Cơ quan, đơn vị", "unit"),
        ("Đơn vị chủ trì", "unit"),
        ("Số TT", "item_no"),
        ("Chỉ tiêu cam kết", "target"),
        ("Sản phẩm hoàn thành", "target"),
        ("Yêu cầu sản phẩm", "target"),
        ("Thời hạn hoàn thành", "deadline"),
        ("Thời gian", "deadline"),
        ("Kết quả, sản phẩm", "target"),
        ("Kết quả đầu ra", "target"),
        ("Tiến độ hoàn thành", "deadline"),
        ("Thời gian hoàn thành", "deadline"),
        ("Hoàn thành trước ngày", "deadline"),
        ("Thời hạn phải hoàn thành", "deadline"),
        ("Ngày hoàn thành", "completed_on"),
        ("Ngày, tháng hoàn thành", "completed_on"),
        ("Đã hoàn thành ngày", "completed_on"),
        ("Hoàn thành ngày", "completed_on"),
        ("Thời điểm hoàn thành", "completed_on"),
        ("Thời gian hoàn thành thực tế", "completed_on"),
        ("Cơ quan theo dõi, đánh giá", "appraiser"),
        ("Tình hình, kết quả thực hiện", "result_text"),
        ("Lũy kế đến 30/10/2022", "result_text"),
        ("Kết quả thực hiện đến ngày 30 tháng 10", "result_text"),
        ("Tỷ lệ (%)", "progress_percent"),
        ("% hoàn thành", "progress_percent"),
        ("Mức độ hoàn thành (%)", "progress_percent"),
        ("Đơn vị tự đánh giá", "self_assessment"),
        ("Mức độ hoàn thành", "self_assessment"),
        ("Kết quả thẩm định", "appraisal"),
        ("Thẩm định của cơ quan chuyên môn", "appraisal"),
        ("Ước TH cả năm 2022", "estimate_text"),
        ("Khả năng hoàn thành", "estimate_text"),
        ("Dự kiến kết quả cả năm", "estimate_text"),
        ("Khó khăn, vướng mắc", "note"),
        ("Lý do, nguyên nhân", "note"),
        ("Khó khăn", "note"),
        ("Tồn tại, hạn chế", "note"),
        ("Kiến nghị, đề xuất", "note"),
        ("Trạng thái", "self_assessment"),
        ("Tình trạng thực hiện", "self_assessment"),
        ("Mức độ thực hiện", "self_assessment"),
        ("Kế hoạch giao", "target"),
        ("Tỷ lệ so với kế hoạch (%)", "progress_percent"),
        ("Cơ quan chuyên môn đánh giá", "appraisal"),
        ("b) Kết quả thực hiện", "result_text"),
        ("(3) Ước cả năm", "estimate_text"),
    ],
)
def test_a_column_is_recognised_by_its_heading(heading, field):
    table = read_table(sheet_of(["Nội dung cam kết", heading], ["Giải ngân", "x"]), CONTENT)
    assert table.fields == {"content", field}
    assert table.records[0].text(field) == "x"


def test_a_record_has_the_cell_of_each_column_by_its_field_and_the_number_of_its_row():
    table = read_table(sheet_of(["Phụ lục"], HEAD, FIRST), CONTENT)
    (record,) = table.records
    assert (record.number, record.kind) == (3, "record")
    assert {field: cell.text for field, cell in record.cells.items()} == dict(zip(FIELDS, FIRST, strict=True))
    assert record.cells["result_text"].place == "S!R3C4"
    assert record.text("result_text") == "Đạt 90%"
    assert record.text("appraisal") == ""


def test_rows_are_numbered_from_the_first_row_of_the_sheet():
    table = read_table(sheet_of(HEAD, FIRST, first_row=10), CONTENT)
    assert [row.number for row in table.rows] == [10, 11]


def test_a_sheet_without_a_header_is_not_a_table():
    assert read_table(sheet_of(["UBND Tỉnh"], ["1", "Giải ngân", "Đạt"]), CONTENT) is None
    assert read_table(Sheet("S", ()), CONTENT) is None


def test_a_header_without_a_needed_column_makes_no_table():
    assert read_table(sheet_of(["STT", "Đơn vị", "Ghi chú"], ["1", "Sở A", "x"]), CONTENT) is None


def test_text_above_the_header_and_paragraphs_before_it_are_the_letterhead():
    table = read_table(
        sheet_of(
            ["UBND TỈNH", "", "CỘNG HÒA"], [""], ["Đơn vị: Sở Nội vụ"], HEAD, FIRST, before=("Phụ lục I",),
            merged=[(1, 1, 2)],
        ),
        CONTENT,
    )  # fmt: skip
    assert table.letterhead == ("Phụ lục I", "UBND TỈNH", "CỘNG HÒA", "Đơn vị: Sở Nội vụ")
    assert [row.kind for row in table.rows] == ["before", "before", "before", "header", "record"]


def test_a_header_of_two_rows_is_two_header_rows():
    second = ["", "", "", "Lũy kế", "Ước cả năm", ""]
    assert kinds_of(["TT", "Nội dung", "Chỉ tiêu", "Kết quả", "", ""], second, FIRST) == [
        "header", "header", "record",
    ]  # fmt: skip


def test_a_later_header_starts_the_columns_anew():
    table = read_table(
        sheet_of(HEAD, FIRST, ["STT", "Kết quả", "Nội dung"], ["2", "Đạt", "Thu ngân sách"]), CONTENT
    )
    assert [row.kind for row in table.rows] == ["header", "record", "header", "record"]
    assert [row.text("content") for row in table.records] == [FIRST[1], "Thu ngân sách"]
    assert table.fields == set(FIELDS)


@pytest.mark.parametrize(
    "row",
    [
        ["1", "2", "3", "4", "5", "6"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["A", "B", "1", "2", "3", "C"],
        ["1", "2", "3", "4", "5=3-4", "6"],
        ["(1)", "(2)", "(3)", "(4)=(2)-(3)", "", "(6)"],
        ["1", "2", "", "4", "5", "6"],
    ],
)
def test_a_row_of_column_numbers_under_the_header_is_an_index(row):
    assert kinds_of(HEAD, row, FIRST) == ["header", "index", "record"]


def test_a_row_of_numbers_further_down_is_a_record():
    assert kind_of("2", "3", "4", "5", "6", "7") == "record"


def test_a_lone_number_or_letter_under_the_header_is_not_an_index_row():
    assert kinds_of(HEAD, ["1"], FIRST) == ["header", "numbered_empty", "record"]
    assert kinds_of(HEAD, ["A"], FIRST) == ["header", "section", "record"]


def test_a_first_record_under_the_header_is_not_an_index_row():
    assert kinds_of(HEAD, ["1", "Giải ngân", "100", "90", "95", ""]) == ["header", "record"]


@pytest.mark.parametrize(
    "row",
    [
        ["2", "Thu ngân sách"],
        ["2", "", "", "Đạt 90%"],
        ["02", "Thu ngân sách", "", "Đạt 90%"],
        ["2.", "Thu ngân sách"],
        ["2)", "Thu ngân sách"],
        ["1.1", "Thu ngân sách"],
        ["", "Thu ngân sách"],
        ["", "Thu ngân sách", "", "Đạt"],
        ["-", "Thu ngân sách", "", "Đạt"],
        ["a", "Thu ngân sách", "", "Đạt"],
        ["IV", "Thu ngân sách", "", "Đạt"],
    ],
)
def test_a_row_that_names_or_reports_something_is_a_record(row):
    assert kind_of(*row) == "record"


@pytest.mark.parametrize("row", [["", "", "", "Đạt 90%"], ["", "", "", "", "", "Đã được cho dừng"]])
def test_an_unattributed_result_row_is_a_record_unless_one_is_right_above(row):
    assert kinds_of(HEAD, FIRST, [""], row)[3] == "record"
    assert kinds_of(HEAD, FIRST, row, row)[2:] == ["continued", "continued"]


def test_a_result_in_brackets_below_a_record_continues_it_and_one_below_the_header_is_guidance():
    row = ["", "", "", "(chưa hoàn thành)"]
    assert kinds_of(HEAD, row, FIRST, row) == ["header", "guidance", "record", "continued"]


def test_an_unattributed_result_is_shown_with_the_record_above_and_asked_about():
    table = read_table(
        sheet_of(HEAD, FIRST, ["", "", "", "khối lượng"], ["", "", "", "", "Không hoàn thành"]), CONTENT
    )
    (record,) = table.records
    assert (record.text("result_text"), record.text("estimate_text")) == (
        "Đạt 90% khối lượng",
        "Hoàn thành Không hoàn thành",
    )
    assert record.cells["result_text"].place == "S!R2C4; S!R3C4"
    assert "dòng dưới ghi thêm" in record.cells["result_text"].problem
    assert record.judged_words == {"result_text": "", "estimate_text": ""}


def test_a_content_merged_over_other_columns_is_not_its_own_result():
    row = ["2", "Hoàn thành chuyển đổi số", "", "", "", "x y"]
    table = read_table(sheet_of(HEAD, FIRST, row, merged=[(3, 2, 5)]), CONTENT)
    record = table.records[1]
    assert {field: cell.text for field, cell in record.cells.items() if cell.text} == {
        "item_no": "2",
        "content": "Hoàn thành chuyển đổi số",
        "note": "x y",
    }


@pytest.mark.parametrize("number", ["I", "II.", "A"])
def test_a_section_whose_title_is_merged_over_the_other_columns_is_a_section(number):
    assert kind_of(number, "SỞ NỘI VỤ", merged=[(2, 6)]) == "section"


@pytest.mark.parametrize(
    "content",
    [
        "Tổng thu ngân sách",
        "Tổng cộng",
        "Công an Tỉnh phối hợp",
        "Ghi chú hồ sơ điện tử",
        "Giám đốc Sở đối thoại",
        "Nơi nhận hồ sơ một cửa",
        "Hướng dẫn doanh nghiệp",
        "Nội dung số",
        "II. Văn hóa",
        "Ngày hội tháng 9 năm 2022",
    ],
)
def test_a_numbered_row_is_a_record_whatever_its_content_begins_with(content):
    assert kind_of("2", content, "100%", "Đạt") == "record"


@pytest.mark.parametrize("content", ["Tổng thu ngân sách", "Công an Tỉnh phối hợp", "Cộng đồng dân cư"])
def test_an_unnumbered_commitment_that_sounds_like_a_total_is_a_record(content):
    assert kind_of("", content, "", "Đạt 90%") == "record"
    assert kind_of("", content) == "record"


@pytest.mark.parametrize(
    "row",
    [
        ["Tổng cộng: 12 nội dung"],
        ["", "Tổng cộng"],
        ["", "TỔNG SỐ", "", "12", "10"],
        ["Cộng", "", "", "5"],
        ["I", "Tổng cộng"],
        ["A", "Tổng số", "", "12"],
    ],
)
def test_a_total_row_is_a_total(row):
    assert kind_of(*row) == "total"


@pytest.mark.parametrize(
    "row",
    [
        ["I", "Phát triển kinh tế"],
        ["II.", "Phát triển kinh tế"],
        ["A", "SỞ, BAN, NGÀNH TỈNH"],
        ["Đ", "Khác"],
        ["I. Phát triển kinh tế"],
        ["A - Kinh tế"],
        ["", "II. Văn hóa, xã hội"],
        ["PHẦN I"],
        ["PHẦN THỨ NHẤT"],
    ],
)
def test_a_row_with_a_roman_number_or_a_capital_and_no_report_is_a_section(row):
    assert kind_of(*row) == "section"


def test_a_row_of_one_cell_merged_over_a_few_columns_is_a_section():
    assert kind_of("Lĩnh vực kinh tế", merged=[(1, 3)]) == "section"
    assert kind_of("1", merged=[(1, 3)]) == "section"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lĩnh vực kinh tế", "section"),
        ("I. Lĩnh vực kinh tế", "section"),
        ("1. Lĩnh vực kinh tế", "section"),
        ("Ghi chú: ô trống là chưa có kết quả", "guidance"),
        ("KT. GIÁM ĐỐC", "footer"),
    ],
)
def test_a_row_merged_over_all_columns_is_classified_by_its_text_and_never_a_record(text, kind):
    assert kind_of(text, merged=[(1, 6)]) == kind


def test_records_have_the_section_above_them():
    table = read_table(
        sheet_of(HEAD, FIRST, ["I", "Kinh tế"], FIRST, FIRST, ["II. Văn hóa"], FIRST, HEAD, FIRST), CONTENT
    )
    assert [row.section for row in table.records] == ["", "I Kinh tế", "I Kinh tế", "II. Văn hóa", ""]


@pytest.mark.parametrize("row", [["2"], ["2", "…"], ["2", "", "100%"], ["2.", "...", "", "-", "…", "__"]])
def test_a_number_without_content_or_report_is_a_numbered_empty_row(row):
    assert kind_of(*row) == "numbered_empty"


def test_empty_numbered_rows_at_the_end_are_not_records():
    rows = [[str(number)] for number in range(2, 12)]
    assert kinds_of(HEAD, FIRST, *rows) == ["header", "record", *["numbered_empty"] * 10]


@pytest.mark.parametrize("row", [[""], ["…", "……", ""], ["", "- - -", "..."], [" \u200b"]])
def test_a_row_without_text_or_with_placeholders_only_is_empty(row):
    assert kind_of(*row) == "empty"


@pytest.mark.parametrize(
    "row",
    [
        ["Ghi chú: ô trống là chưa có kết quả"],
        ["", "Lưu ý: gửi trước ngày 30/10"],
        ["", "(Ghi đúng danh mục)", "", "(Nêu số liệu)", "(Ghi rõ)"],
        ["*", "Ghi đúng danh mục đã ký"],
        ["(*)", "Ghi đúng danh mục đã ký"],
        ["Hướng dẫn: cột 4 ghi lũy kế"],
    ],
)
def test_a_remark_that_reports_nothing_is_guidance(row):
    assert kind_of(*row) == "guidance"


def test_a_row_with_only_the_rest_of_a_target_goes_on_from_the_row_above():
    assert kind_of("", "", "theo Kế hoạch số 5") == "continued"


def test_a_reporting_row_with_a_star_as_its_number_is_a_record():
    assert kind_of("*", "Giải ngân vốn", "", "Đã hoàn thành") == "record"


@pytest.mark.parametrize(
    "row",
    [
        ["Người lập biểu", "", "", "GIÁM ĐỐC"],
        ["", "", "", "KT. GIÁM ĐỐC"],
        ["", "", "", "TM. ỦY BAN NHÂN DÂN"],
        ["", "CHỦ TỊCH"],
        ["Nơi nhận:"],
        ["Nơi nhận:", "- UBND Tỉnh;", "- Lưu: VT", "GIÁM ĐỐC", "(đã ký)"],
    ],
)
def test_a_signature_block_and_everything_below_it_is_footer(row):
    below = ["", "", "", "Nguyễn Văn A"]
    assert kinds_of(HEAD, FIRST, row, below, [""]) == ["header", "record", *["footer"] * 3]


@pytest.mark.parametrize("column", [0, 1, 3])
@pytest.mark.parametrize(
    "text",
    [
        "Đồng Tháp, ngày 30 tháng 10 năm 2022",
        "Tháp Mười, ngày     tháng 10 năm 2022",
        "Đồng Tháp, ngày … tháng … năm ….",
    ],
)
def test_the_place_and_date_above_a_signature_are_a_footer(column, text):
    assert kind_of(*[""] * column, text) == "footer"


def test_a_new_header_below_a_footer_begins_a_new_table_part():
    assert kinds_of(HEAD, FIRST, ["Nơi nhận:"], ["- Lưu"], HEAD, FIRST) == [
        "header", "record", "footer", "footer", "header", "record",
    ]  # fmt: skip


def test_a_section_on_the_economy_is_not_a_signature():
    assert kinds_of(HEAD, ["KT-XH"], FIRST)[2] == "record"


def test_a_result_cell_with_a_problem_makes_its_row_a_record():
    sheet = sheet_of(HEAD, FIRST, ["2"])
    broken = Cell(None, "", "S!R3C4", problem="công thức chưa có giá trị tính sẵn")
    rows = (*sheet.rows[:2], (*sheet.rows[2][:3], broken, *sheet.rows[2][4:]))
    record = read_table(Sheet("S", rows), CONTENT).rows[2]
    assert record.kind == "record"
    assert record.cells["result_text"].problem == "công thức chưa có giá trị tính sẵn"


@pytest.mark.parametrize("number", ["1", "2.", "03"])
def test_a_numbered_row_whose_cells_begin_like_headings_is_a_record(number):
    assert (
        kind_of(number, "Nhiệm vụ chuyển đổi số", "Mục tiêu 100%", "Kết quả đạt 100%", "Ước đạt") == "record"
    )


@pytest.mark.parametrize("number", ["1.1", "2.1.", "(2)", "a", ""])
def test_a_row_whose_cells_begin_like_headings_but_say_more_is_a_record_too(number):
    assert (
        kind_of(number, "Nhiệm vụ chuyển đổi số", "Mục tiêu 100%", "Kết quả đạt 100%", "Ước đạt") == "record"
    )


def test_a_first_record_without_a_number_is_not_taken_for_a_second_header_row():
    rows = [
        ["Nội dung cam kết", "Kết quả"],
        ["Nhiệm vụ chuyển đổi số", "Tiến độ đạt 90%"],
        ["Giải ngân", "Đạt"],
    ]
    assert kinds_of(*rows) == ["header", "record", "record"]


TEXTS = st.sampled_from([
    "", "", "", "1", "2.", "1.1", "I", "II.", "A", "-", "…", "(1)", "5=3-4", "Giải ngân vốn", "Đạt 90%", "80%",
    "Tổng cộng", "Tổng thu ngân sách", "I. Kinh tế", "GIÁM ĐỐC", "Nơi nhận:", "Ghi chú", "STT", "Nội dung",
    "Kết quả thực hiện", "Ước cả năm", "Đơn vị", "ngày 30 tháng 10 năm 2022", "x" * 200,
])  # fmt: skip


@st.composite
def sheets(draw):
    """Sheets of any shape, with headers, merged ranges and problems anywhere."""
    width, first_row = draw(st.integers(1, 7)), draw(st.integers(1, 9))
    row_texts = st.lists(TEXTS, min_size=width, max_size=width) | st.just([*HEAD, ""][:width])
    grid = []
    for number, texts in enumerate(draw(st.lists(row_texts, max_size=12)), start=first_row):
        problem = draw(st.sampled_from(["", "", "", "ô báo lỗi #REF!"]))
        row = [
            Cell(text or None, text, f"S!R{number}C{column}", problem)
            for column, text in enumerate(texts, start=1)
        ]
        if width > 1 and draw(st.booleans()):
            left = draw(st.integers(0, width - 2))
            right = draw(st.integers(left + 1, width - 1))
            row[left : right + 1] = [row[left]._replace(place=f"S!R{number}C{left}:C{right}")] * (
                right - left + 1
            )
        grid.append(tuple(row))
    if len(grid) > 1 and draw(st.booleans()):
        top, column = draw(st.integers(0, len(grid) - 2)), draw(st.integers(0, width - 1))
        whole = grid[top][column]._replace(place=f"S!R{top}:R{top + 1}C{column}")
        for below in (top, top + 1):
            grid[below] = (*grid[below][:column], whole, *grid[below][column + 1 :])
    return Sheet("S", tuple(grid), first_row=first_row)


@given(sheets(), st.sampled_from([CONTENT, frozenset(), frozenset({"item_no", "content"})]))
def test_no_row_is_lost(sheet, needed):
    table = read_table(sheet, needed)
    if table is None:
        return
    assert len(table.rows) == len(sheet.rows)
    assert [row.number for row in table.rows] == [number for number, _ in sheet.numbered()]
    assert {row.kind for row in table.rows} <= set(get_args(RowKind))
    assert needed <= table.fields
    places = {cell.place for line in sheet.rows for cell in line}
    for row in table.rows:
        assert set(row.cells) <= table.fields
        assert all(set(cell.place.split("; ")) <= places for cell in row.cells.values())
        assert bool(row.cells) == (row.kind in {"record", "numbered_empty"})


@given(
    st.lists(
        st.tuples(st.integers(1, 99), st.text("abcđê ,.-", min_size=3, max_size=20), TEXTS, TEXTS), max_size=8
    )
)
def test_every_numbered_row_with_content_below_a_header_is_a_record(rows):
    # Marks that only fill a blank are no content, and "x" keeps the content from being one.
    rows = [[str(number), f"x{content}", target, result] for number, content, target, result in rows]
    assert kinds_of(HEAD, *rows) == ["header", *["record"] * len(rows)]
