from datetime import date

import docx
import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from camket.errors import InputError
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.register import read_signed_list
from camket.settings.project import open_folder
from camket.settings.units import Unit
from samples import PLACE_KINDS

UNITS = [
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=1),
    Unit(code="STC", name="Sở Tài chính", group="department", order=2, aliases=("Sở TC",)),
    Unit(code="TPCL", name="UBND thành phố Cao Lãnh", group="district", place_kinds=PLACE_KINDS, order=3),
    Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", place_kinds=PLACE_KINDS, order=4),
]
HEADER = ["STT", "Đơn vị", "Nội dung cam kết", "Chỉ tiêu", "Thời hạn", "Cơ quan thẩm định"]


@pytest.fixture
def folder(tmp_path):
    raw = tmp_path / "data" / "raw" / "2022-10"
    raw.mkdir(parents=True)
    (raw / "period.toml").touch()
    return open_folder(tmp_path, "2022-10")


def write_register(folder, *rows, name="register.xlsx"):
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    for row in rows:
        book.active.append(row)
    book.save(folder.raw / name)


def test_commitments_come_in_the_order_of_the_register_with_unit_and_number_as_id(folder):
    write_register(
        folder,
        HEADER,
        [2, "Sở Tài chính", "Thu ngân sách đạt dự toán"],
        [1, "Sở TC", "Giải ngân hết vốn"],
        [1, "Sở Nội vụ", "Nâng chỉ số cải cách hành chính"],
        [12, "UBND huyện Cao Lãnh", "Công nhận 02 xã nông thôn mới"],
    )
    ids = [commitment.record_id for commitment in read_signed_list(folder, ReadingContext(UNITS)).commitments]
    assert ids == ["STC-02", "STC-01", "SNV-01", "HCL-12"]


def test_a_commitment_has_its_signed_words_and_the_cell_of_each(folder):
    write_register(
        folder,
        HEADER,
        ["01.", "Sở Nội vụ", "Công nhận  05 sản phẩm", "05 sản phẩm", "Quý IV", "Sở Tài chính"],
    )
    [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert (commitment.item_no, commitment.content) == (1, "Công nhận 05 sản phẩm")
    assert (commitment.target, commitment.deadline, commitment.appraiser) == (
        "05 sản phẩm",
        "Quý IV",
        "Sở Tài chính",
    )
    assert commitment.places == {
        "content": "register.xlsx!Sheet1!C2",
        "target": "register.xlsx!Sheet1!D2",
        "deadline": "register.xlsx!Sheet1!E2",
        "appraiser": "register.xlsx!Sheet1!F2",
    }
    assert (commitment.source.file, commitment.source.sheet, commitment.source.row) == (
        "register.xlsx",
        "Sheet1",
        2,
    )
    assert len(commitment.source.sha256) == 64


def test_an_empty_signed_cell_has_no_place(folder):
    write_register(folder, HEADER, [1, "Sở Nội vụ", "Nâng chỉ số"])
    [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert set(commitment.places) == {"content"}


def test_the_unit_may_be_a_section_above_its_rows(folder):
    write_register(
        folder,
        ["STT", "Nội dung cam kết", "Chỉ tiêu"],
        ["I", "Sở Nội vụ", None],
        [1, "Nâng chỉ số", "tăng"],
        ["II", "Sở Tài chính", None],
        [1, "Giải ngân hết vốn", "100%"],
    )
    assert [item.record_id for item in read_signed_list(folder, ReadingContext(UNITS)).commitments] == [
        "SNV-01",
        "STC-01",
    ]


def test_the_unit_may_be_given_by_its_code(folder):
    write_register(
        folder, ["STT", "Mã đơn vị", "Đơn vị", "Nội dung cam kết"], [1, "hcl", "Cao Lãnh", "Hai xã đạt chuẩn"]
    )
    [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert commitment.record_id == "HCL-01"


@pytest.mark.parametrize("column", range(1, 7))
def test_a_signed_cell_that_is_struck_out_stops_the_reading_and_is_named(folder, column):
    write_register(folder, HEADER, [1, "Sở Nội vụ", "Nâng chỉ số", "tăng 02 bậc", "Quý IV", "Sở Tài chính"])
    book = openpyxl.load_workbook(folder.raw / "register.xlsx")
    book.active.cell(2, column).font = Font(strike=True)
    book.save(folder.raw / "register.xlsx")
    with pytest.raises(InputError) as caught:
        read_signed_list(folder, ReadingContext(UNITS))
    assert caught.value.where.endswith(f"Sheet1!{'ABCDEF'[column - 1]}2")
    assert "gạch" in caught.value.found


def test_targets_of_two_years_stop_the_reading(folder):
    header = [*HEADER[:3], "Chỉ tiêu 2023", "Chỉ tiêu 2024", "Thời hạn"]
    write_register(folder, header, [1, "Sở Nội vụ", "Mở lớp tập huấn", "9 lớp", "15 lớp", "Quý IV"])
    with pytest.raises(InputError) as caught:
        read_signed_list(folder, ReadingContext(UNITS))
    assert caught.value.found == "có cột chỉ tiêu của nhiều năm: “Chỉ tiêu 2023”; “Chỉ tiêu 2024”"


@pytest.mark.parametrize(("cells", "stops"), [("D2:E2", True), ("D2:D3", False)])
def test_a_cell_over_the_columns_of_target_and_deadline_stops_the_reading(folder, cells, stops):
    row = [1, "Sở Nội vụ", "Mở lớp tập huấn", "15 lớp", None, "Sở Tài chính"]
    write_register(folder, HEADER, row, [2, "Sở Nội vụ", "Tổ chức hội thi"])
    book = openpyxl.load_workbook(folder.raw / "register.xlsx")
    book.active.merge_cells(cells)
    book.save(folder.raw / "register.xlsx")
    if not stops:
        read = read_signed_list(folder, ReadingContext(UNITS)).commitments
        assert [each.target for each in read] == ["15 lớp", "15 lớp"]
        return
    with pytest.raises(InputError) as caught:
        read_signed_list(folder, ReadingContext(UNITS))
    assert caught.value.where.endswith("dòng 2")
    assert caught.value.found == "một ô gộp ngang qua hai cột, ghi “15 lớp”"


def test_a_signed_number_is_read_without_the_sign_of_its_note(folder):
    write_register(
        folder, HEADER[:4], [1, "Sở Nội vụ", "Mở lớp", "15¹ lớp"], [2, "Sở Nội vụ", "Xây", "20 m²"]
    )
    signed = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert [each.target for each in signed] == ["15 lớp", "20 m²"]


SHARED = [
    ("02 đề án và 05 lớp", True),
    ("05 lớp", True),
    ("Toàn bộ 12 xã", True),
    ("100%", False),
    ("Đạt từ 95% trở lên", False),
    ("Hoàn thành trong năm 2022", False),
]


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize(("target", "asked"), SHARED)
def test_a_target_in_one_cell_for_two_items_is_told_and_asked_of_each(folder, target, asked, suffix):
    rows = [
        HEADER[:4],
        ["1", "Sở Nội vụ", "Trình đề án", target],
        ["2", "Sở Nội vụ", "Mở lớp tập huấn", ""],
        ["3", "Sở Nội vụ", "Số hóa hồ sơ", "05 lớp"],
    ]
    if suffix == "xlsx":
        write_register(folder, *rows)
        book = openpyxl.load_workbook(folder.raw / "register.xlsx")
        book.active.merge_cells("D2:D3")
        book.save(folder.raw / "register.xlsx")
    else:
        document = docx.Document()
        table = document.add_table(len(rows), 4)
        for line, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 3).merge(table.cell(2, 3)).text = target
        document.save(folder.raw / "register.docx")
    signed = read_signed_list(folder, ReadingContext(UNITS))
    assert [each.target for each in signed.commitments] == [target, target, "05 lớp"]
    said = f"một ô chỉ tiêu gộp chung cho 2 nội dung (SNV-01, SNV-02), ghi “{target}”"
    assert [said in "".join(each.asks) for each in signed.commitments] == [asked, asked, False]
    assert [(said in notice.found, notice.unit) for notice in signed.notices] == [(True, "")] * asked


def test_the_same_target_in_cells_of_its_own_is_not_asked(folder):
    row = ["1", "Sở Nội vụ", "Mở lớp tập huấn", "05 lớp"]
    write_register(folder, HEADER[:4], row, ["2", "Sở Nội vụ", "Tổ chức hội thi", "05 lớp"])
    signed = read_signed_list(folder, ReadingContext(UNITS))
    assert [each.asks for each in signed.commitments] == [(), ()]
    assert signed.notices == ()


def test_a_struck_title_of_a_unit_stops_the_reading(folder):
    write_register(folder, ["STT", "Nội dung cam kết"], ["I", "Sở Nội vụ"], [1, "Nâng chỉ số"])
    book = openpyxl.load_workbook(folder.raw / "register.xlsx")
    book.active["B2"].font = Font(strike=True)
    book.save(folder.raw / "register.xlsx")
    with pytest.raises(InputError, match="gạch"):
        read_signed_list(folder, ReadingContext(UNITS))


@pytest.mark.parametrize(("column", "stops"), [(2, True), (7, False)], ids=["the title", "a column not read"])
def test_a_failed_formula_beside_a_title_stops_nothing(folder, column, stops):
    header = ["STT", "Nội dung cam kết", "Chỉ tiêu", "Thời hạn", "Cơ quan thẩm định", "Mã số", "Số vốn"]
    write_register(folder, header, ["I", "Sở Nội vụ"], [1, "Nâng chỉ số"])
    book = openpyxl.load_workbook(folder.raw / "register.xlsx")
    broken = book.active.cell(2, column)
    broken.value, broken.data_type = "#REF!", "e"
    book.save(folder.raw / "register.xlsx")
    if stops:
        with pytest.raises(InputError, match="#REF!"):
            read_signed_list(folder, ReadingContext(UNITS))
    else:
        assert len(read_signed_list(folder, ReadingContext(UNITS)).commitments) == 1


def test_a_struck_cell_that_no_field_reads_stops_nothing(folder):
    write_register(folder, [*HEADER, "Đã chuyển"], [1, "Sở Nội vụ", "Nâng chỉ số", "", "", "", "x"])
    book = openpyxl.load_workbook(folder.raw / "register.xlsx")
    book.active.cell(2, 7).font = Font(strike=True)
    book.save(folder.raw / "register.xlsx")
    assert len(read_signed_list(folder, ReadingContext(UNITS)).commitments) == 1


def test_a_note_on_a_signed_cell_is_a_question_and_the_signed_words_stay(folder):
    write_register(
        folder,
        HEADER,
        [1, "Sở Nội vụ", "Mở 12 lớp(1)", "12 lớp(2)", "Quý IV"],
        ["(1) Kể cả năm 2021"],
        ["(2) Còn 09 lớp"],
    )
    [signed] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert (signed.content, signed.target, signed.deadline) == ("Mở 12 lớp", "12 lớp", "Quý IV")
    assert signed.asks == (
        "danh mục đã ký, Sheet1!C2: ô có chú thích: Kể cả năm 2021: phải đọc cùng nội dung của ô",
        "danh mục đã ký, Sheet1!D2: ô có chú thích: Còn 09 lớp: phải đọc cùng nội dung của ô",
    )


def test_the_register_may_be_a_word_file(folder):
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(
        table.rows, [("STT", "Đơn vị", "Nội dung cam kết"), ("3", "Sở Nội vụ", "Nâng chỉ số")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(folder.raw / "register.docx")
    [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert commitment.record_id == "SNV-03"
    assert commitment.places == {"content": "register.docx!table 1, row 2, column 3"}


def test_without_a_register_there_is_no_denominator(folder):
    with pytest.raises(InputError, match="không có tệp nào"):
        read_signed_list(folder, ReadingContext(UNITS))


def test_two_registers_are_refused_and_a_temporary_file_is_not_a_register(folder):
    write_register(folder, HEADER, [1, "Sở Nội vụ", "Nâng chỉ số"])
    (folder.raw / "~$register.xlsx").write_bytes(b"lock")
    assert len(read_signed_list(folder, ReadingContext(UNITS)).commitments) == 1
    write_register(folder, HEADER, [1, "Sở Nội vụ", "Nâng chỉ số"], name="register.docx")
    with pytest.raises(InputError, match=r"2 tệp: register\.docx, register\.xlsx"):
        read_signed_list(folder, ReadingContext(UNITS))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ([1, "Sở Y tế", "Nội dung"], ["dòng 3", "Sở Y tế", "không có trong units.csv"]),
        ([1, "Sở Tài chíh", "Nội dung"], ["dòng 3", "'Sở Tài chíh' không có", "gần giống STC"]),
        ([1, None, "Nội dung"], ["dòng 3", "ô đơn vị để trống", "từng dòng"]),
        (
            [1, "Cao Lãnh", "Nội dung"],
            ["dòng 3", "'Cao Lãnh' có thể là UBND huyện Cao Lãnh hoặc UBND thành phố Cao Lãnh"],
        ),
        ([None, "Sở Nội vụ", "Nội dung"], ["dòng 3", "số thứ tự ''"]),
        (["2a", "Sở Nội vụ", "Nội dung"], ["dòng 3", "số thứ tự '2a'"]),
        ([1, "Sở Tài chính", "Nội dung khác"], ["dòng 3", "1 của Sở Tài chính", "dòng 2: “Nội dung đầu”"]),
    ],
    ids=["unknown unit", "a slip", "no unit", "two units", "no number", "no whole number", "id twice"],
)
def test_a_row_that_cannot_be_a_commitment_stops_the_reading_and_is_named(folder, row, words):
    write_register(folder, HEADER, [1, "Sở TC", "Nội dung đầu"], row)
    with pytest.raises(InputError) as caught:
        read_signed_list(folder, ReadingContext(UNITS))
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    "rows",
    [
        [[1, "Sở TC", "Nội dung"], [2, "Sở Tài chính", None, "100%", "Quý IV"]],
        [[1, "Sở TC", "Nội dung"], [2, None, None], [3, "Sở TC", "Nội dung khác"]],
    ],
    ids=["with a target", "between two commitments"],
)
def test_a_numbered_row_that_lost_its_content_stops_the_reading_too(folder, rows):
    write_register(folder, HEADER, *rows)
    with pytest.raises(InputError, match="dòng 3"):
        read_signed_list(folder, ReadingContext(UNITS))


def test_bare_numbers_at_the_end_of_a_form_are_skipped(folder):
    write_register(folder, HEADER, [1, "Sở TC", "Nội dung"], [2, None, None], [3, None, None])
    assert len(read_signed_list(folder, ReadingContext(UNITS)).commitments) == 1


@pytest.mark.parametrize("section", [False, True], ids=["unit column", "section"])
def test_a_unit_named_by_its_name_may_have_many_rows(folder, section):
    if section:
        write_register(
            folder, ["STT", "Nội dung cam kết", "Chỉ tiêu"], ["I", "Sở Nội vụ", None], [1, "Một"], [2, "Hai"]
        )
    else:
        write_register(folder, HEADER, [1, "Sở Nội vụ", "Một"], [2, "Sở Nội vụ", "Hai"])
    assert [item.record_id for item in read_signed_list(folder, ReadingContext(UNITS)).commitments] == [
        "SNV-01",
        "SNV-02",
    ]


def test_a_register_of_headings_only_is_refused(folder):
    write_register(folder, HEADER, [None, "Sở Nội vụ", None])
    with pytest.raises(InputError, match="không có dòng nội dung nào"):
        read_signed_list(folder, ReadingContext(UNITS))


PAST = Unit(
    code="SKHDT", name="Sở Kế hoạch và Đầu tư", group="department", order=9,
    valid_from=date(2020, 12, 1), valid_to=date(2022, 6, 30),
)  # fmt: skip


def test_a_unit_that_is_not_valid_on_the_cut_off_day_is_named_with_its_days_and_not_as_unknown(folder):
    write_register(folder, HEADER, [1, "Sở Kế hoạch và Đầu tư", "Nội dung"])
    assert read_signed_list(folder, ReadingContext([*UNITS, PAST])).commitments
    with pytest.raises(InputError) as caught:
        read_signed_list(folder, ReadingContext(UNITS, others=[PAST], cut_off=date(2022, 10, 30)))
    assert caught.value.found == (
        "Sở Kế hoạch và Đầu tư có trong units.csv nhưng chỉ có hiệu lực từ 01/12/2020 đến 30/06/2022, "
        "không phải vào ngày chốt số liệu 30/10/2022"
    )
    assert "valid_to" in caught.value.remedy


def test_an_unrecognised_unit_cell_is_never_filled_from_the_section_above(folder):
    write_register(folder, HEADER, ["I", "Sở Nội vụ", None], [1, "Sở Y tế", "Nội dung"])
    with pytest.raises(InputError, match="Sở Y tế"):
        read_signed_list(folder, ReadingContext(UNITS))


def add_sheet(folder, title, *rows, state="visible"):
    book = openpyxl.load_workbook(folder.raw / "register.xlsx")
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    sheet.sheet_state = state
    book.save(folder.raw / "register.xlsx")


def test_a_register_may_have_a_sheet_for_each_unit(folder):
    bare = ["STT", "Nội dung cam kết", "Chỉ tiêu"]
    write_register(folder, HEADER, [1, "Sở Tài chính", "Một"], [2, "Sở Tài chính", "Hai"])
    add_sheet(folder, "SNV", bare, [1, "Ba", ""])
    add_sheet(folder, "UBND huyện Cao Lãnh", bare, [1, "Bốn", ""])
    commitments = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert [item.record_id for item in commitments] == ["STC-01", "STC-02", "SNV-01", "HCL-01"]


def test_a_sheet_that_names_no_unit_is_refused_for_that(folder):
    write_register(folder, ["STT", "Nội dung cam kết", "Chỉ tiêu"], [1, "Một", ""])
    with pytest.raises(InputError, match="bảng không có cột đơn vị"):
        read_signed_list(folder, ReadingContext(UNITS))


def test_a_duplicate_number_in_two_sheets_names_the_other_sheet(folder):
    write_register(folder, HEADER, [1, "Sở Nội vụ", "Một"])
    add_sheet(folder, "Biểu 2", HEADER, [1, "Sở Nội vụ", "Hai"])
    with pytest.raises(InputError, match="đã có ở Sheet1, dòng 2: “Một”"):
        read_signed_list(folder, ReadingContext(UNITS))


def test_the_register_may_be_a_csv_file(folder):
    text = "Mã đơn vị;STT;Nội dung cam kết;Chỉ tiêu\r\nSNV;1;Nâng chỉ số;tăng\r\nHCL;1;Hai xã đạt chuẩn;02 xã\r\n"
    (folder.raw / "register.csv").write_text(text, encoding="utf-8-sig", newline="")
    commitments = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert [item.record_id for item in commitments] == ["SNV-01", "HCL-01"]
    assert commitments[1].places["target"] == "register.csv!CSV!D3"


def test_commitments_that_are_hidden_stop_the_reading_and_other_hidden_rows_do_not(folder):
    write_register(
        folder, HEADER, [1, "Sở Nội vụ", "Một"], [None, None, None, "ghi chú"], [2, "Sở Nội vụ", "Hai"]
    )
    book = openpyxl.load_workbook(folder.raw / "register.xlsx")
    book.active.row_dimensions[3].hidden = True
    book.save(folder.raw / "register.xlsx")
    assert len(read_signed_list(folder, ReadingContext(UNITS)).commitments) == 2
    book.active.row_dimensions[4].hidden = True
    book.save(folder.raw / "register.xlsx")
    with pytest.raises(InputError, match="1 hàng giống nội dung cam kết bị ẩn") as caught:
        read_signed_list(folder, ReadingContext(UNITS))
    assert caught.value.where == "register.xlsx › Sheet1 › hàng ẩn 3, 4"


@pytest.mark.parametrize(
    ("title", "state", "header", "refused"),
    [
        ("Biểu 2", "hidden", HEADER, True),
        ("Biểu 2 - Bỏ", "visible", HEADER, False),
        ("Biểu 2", "visible", ["A", "B", "C"], True),
        ("Biểu 2 - Bỏ", "visible", ["A", "B", "C"], False),
    ],
)
def test_a_sheet_that_would_not_be_counted_stops_the_reading_unless_it_is_marked_as_dropped(
    folder, title, state, header, refused
):
    write_register(folder, HEADER, [1, "Sở Nội vụ", "Một"])
    add_sheet(
        folder,
        title,
        header,
        *[[number, "Sở Tài chính", f"Việc {number}"] for number in range(1, 6)],
        state=state,
    )
    if refused:
        with pytest.raises(InputError, match="Biểu 2"):
            read_signed_list(folder, ReadingContext(UNITS))
    else:
        assert len(read_signed_list(folder, ReadingContext(UNITS)).commitments) == 1


BESIDE = [
    ("Danh mục này thay danh mục trước đây.", False),
    ("Ghi chú: danh mục gồm hai nội dung", False),
    ("Ghi chú: hai nội dung đã xin rút", True),
    ("3. Nâng cấp tuyến đường vào khu dân cư Mỹ Tân", True),
    ("ĐÃ HỦY", True),
    ("Bỏ phiếu ngày 05/01/2022", False),
    ("Sở Nội vụ: rút nội dung số 1 theo Công văn số 15/UBND", True),
    ("Sở Nội vụ xin rút nội dung số 1", True),
    ("Sở Nội vụ: không thực hiện nội dung số 1", True),
    ("Sở Nội vụ (dừng)", True),
    ("Sở Nội vụ: rút", True),
    ("UBND huyện Cao Lãnh mở thêm 03 lớp xóa mù chữ trước ngày 30/11/2022.", True),
    ("Sở Nội vụ gửi thêm 03 bản để lưu", False),
]


@pytest.mark.parametrize(("text", "stops"), BESIDE)
def test_text_beside_the_list_is_a_notice_and_stops_only_where_it_may_be_a_commitment(folder, text, stops):
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for row in (HEADER[:3], ["1", "Sở Nội vụ", "Ban hành Đề án nước sạch"]):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    document.add_paragraph(text)
    document.save(folder.raw / "register.docx")
    if stops:
        with pytest.raises(InputError, match=r"câu đánh số đứng ngoài bảng|có thể bổ sung, sửa, bỏ"):
            read_signed_list(folder, ReadingContext(UNITS))
        return
    signed = read_signed_list(folder, ReadingContext(UNITS))
    assert [item.record_id for item in signed.commitments] == ["SNV-01"]
    [notice] = signed.notices
    assert (notice.unit, notice.kind) == ("", "unread")
    assert notice.where == "register.docx › bảng 1, đoạn 1 dưới bảng 1"
    assert f"“{text}”" in notice.found


@pytest.mark.parametrize(
    "title", ["Sở Tài chính", "2. Sở Tài chính", "Mục 2. Sở Tài chính", "Sở Tài chính (bổ sung)"]
)
def test_a_name_of_a_unit_alone_beside_the_list_is_a_title_without_a_notice(folder, title):
    write_register(folder, HEADER[:3], [1, "Sở Nội vụ", "Một"])
    add_sheet(folder, "Sheet2", [title])
    assert read_signed_list(folder, ReadingContext(UNITS)).notices == ()


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("Sở Tài chính: không thực hiện nội dung số 2", True),
        ("Sở Tài chính: bỏ", True),
        ("Sở Tài chính", False),
    ],
)
def test_what_a_unit_takes_back_on_another_sheet_stops_the_reading_with_its_cell(folder, text, stops):
    write_register(folder, HEADER[:3], [2, "Sở Tài chính", "Thu ngân sách"])
    add_sheet(folder, "Phụ lục", [text])
    if not stops:
        assert read_signed_list(folder, ReadingContext(UNITS)).notices == ()
        return
    with pytest.raises(InputError) as caught:
        read_signed_list(folder, ReadingContext(UNITS))
    assert caught.value.where == "register.xlsx › 'Phụ lục' › 'Phụ lục'!A1"
    assert f"có thể bổ sung, sửa, bỏ nội dung đã ký: “{text}”" in caught.value.found
    assert caught.value.remedy.startswith("sửa vào đúng dòng của danh mục")


@pytest.mark.parametrize(
    ("title", "stops"),
    [("Lĩnh vực hàng không", False), ("Lĩnh vực y tế", False), ("Sở Nội vụ: rút nội dung số 1", True)],
)
def test_a_row_of_the_list_that_takes_back_an_item_stops_the_reading(folder, title, stops):
    write_register(folder, HEADER[:3], [1, "Sở Nội vụ", "Một"], [title], [2, "Sở Nội vụ", "Hai"])
    if not stops:
        assert len(read_signed_list(folder, ReadingContext(UNITS)).commitments) == 2
        return
    with pytest.raises(InputError, match="có thể bổ sung, sửa, bỏ nội dung đã ký"):
        read_signed_list(folder, ReadingContext(UNITS))


def test_a_column_of_the_list_that_no_field_reads_is_a_notice(folder):
    write_register(folder, [*HEADER[:3], "Mã riêng"], [1, "Sở Nội vụ", "Một", "a"])
    [notice] = read_signed_list(folder, ReadingContext(UNITS)).notices
    assert notice.cell == "cột “Mã riêng” (Sheet1!D1)"


def test_a_plain_list_has_no_notice(folder):
    write_register(folder, ["UBND TỈNH"], HEADER, [1, "Sở Nội vụ", "Một"], [], ["", "", "CHỦ TỊCH"])
    assert read_signed_list(folder, ReadingContext(UNITS)).notices == ()


@pytest.mark.parametrize("code", ["#,##0", "#.##0"])
def test_a_number_with_its_thousands_set_apart_is_signed_as_it_is_shown(folder, code):
    book = openpyxl.Workbook()
    for row in (HEADER, [1, "Sở Nội vụ", "Trồng cây", 50000, "Quý IV", "Sở Tài chính"]):
        book.active.append(row)
    book.active["D2"].number_format = code
    book.save(folder.raw / "register.xlsx")
    [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert commitment.target == "50.000"


@pytest.mark.parametrize(
    ("header", "row", "hidden", "stops"),
    [
        (HEADER, [1, "Sở Nội vụ", "Trồng cây", "05 vườn"], "D", "“Chỉ tiêu”"),
        (HEADER, [1, "Sở Nội vụ", "Trồng cây", "05 vườn", "Quý IV"], "E", "“Thời hạn”"),
        (HEADER, [1, "Sở Nội vụ", "Trồng cây", None], "D", ""),
        ([*HEADER, "Chỉ tiêu"], [1, "Sở Nội vụ", "Trồng cây", "05", "", "", "04"], "G", ""),
        ([*HEADER, "Mã đơn vị"], [1, "Sở Nội vụ", "Trồng cây", "05", "", "", "SNV"], "G", ""),
        ([*HEADER, "Mã số"], [1, "Sở Nội vụ", "Trồng cây", "05", "", "", "x1"], "G", ""),
    ],
    ids=["a target", "a deadline", "no words", "a second target", "a code beside the name", "something else"],
)  # fmt: skip
def test_a_hidden_column_of_what_is_signed_stops_the_reading(folder, header, row, hidden, stops):
    write_register(folder, header, row)
    book = openpyxl.load_workbook(folder.raw / "register.xlsx")
    book.active.column_dimensions[hidden].hidden = True
    book.save(folder.raw / "register.xlsx")
    if stops:
        with pytest.raises(InputError, match="cột bị ẩn") as caught:
            read_signed_list(folder, ReadingContext(UNITS))
        assert stops in caught.value.found
        assert caught.value.where == f"register.xlsx › Sheet1 › cột ẩn {hidden}"
    else:
        [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
        assert commitment.target in ("05", "")


@pytest.mark.parametrize(("epoch", "serial"), [(CALENDAR_WINDOWS_1900, 44926), (CALENDAR_MAC_1904, 43464)])
def test_a_deadline_that_lost_its_format_is_counted_as_its_workbook_counts_days(folder, epoch, serial):
    book = openpyxl.Workbook()
    book.epoch = epoch
    for row in (HEADER, [1, "Sở Nội vụ", "Trồng cây", "05 vườn", serial]):
        book.active.append(row)
    book.save(folder.raw / "register.xlsx")
    [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert commitment.deadline == "31/12/2022"


TITLED = ["STT", "Nội dung cam kết", "Chỉ tiêu"]


@pytest.mark.parametrize(
    "notes", [[], [["Danh mục nội dung cam kết năm 2022"]], [["(Đơn vị tính: triệu đồng)"]]]
)
def test_a_table_of_a_unit_is_titled_by_its_name_where_several_are(folder, notes):
    write_register(
        folder,
        ["SỞ NỘI VỤ"], *notes, TITLED, [1, "Nâng chỉ số", "02 bậc"], [2, "Trồng cây", "05 vườn"],
        [], ["SỞ TÀI CHÍNH"], *notes, TITLED, [1, "Thu ngân sách", "100%"],
    )  # fmt: skip
    signed = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert [commitment.record_id for commitment in signed] == ["SNV-01", "SNV-02", "STC-01"]


def test_a_table_of_a_unit_in_word_is_titled_by_the_paragraph_above_it(folder):
    document = docx.Document()
    for name in ("Sở Nội vụ", "Sở Tài chính"):
        document.add_paragraph(name)
        table = document.add_table(2, 3)
        for line, texts in zip(table.rows, [TITLED, ["1", "Trồng cây", "05 vườn"]], strict=True):
            for cell, text in zip(line.cells, texts, strict=True):
                cell.text = text
    document.save(folder.raw / "register.docx")
    signed = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert [commitment.record_id for commitment in signed] == ["SNV-01", "STC-01"]


def test_the_letterhead_of_the_office_that_keeps_the_list_names_no_unit(folder):
    write_register(folder, ["SỞ NỘI VỤ"], TITLED, [1, "Nâng chỉ số", "02 bậc"], [2, "Trồng cây", "05 vườn"])
    with pytest.raises(InputError, match="bảng không có cột đơn vị"):
        read_signed_list(folder, ReadingContext(UNITS))


def test_a_day_signed_as_a_target_stops_the_reading_where_columns_may_have_changed_places(folder):
    write_register(folder, HEADER, [1, "Sở Nội vụ", "Nâng chỉ số", "31/12/2022", "tăng 02 bậc", ""])
    with pytest.raises(InputError, match="cột chỉ tiêu ghi một ngày"):
        read_signed_list(folder, ReadingContext(UNITS))


def test_rows_under_headings_of_another_table_stop_the_reading_with_their_words(folder):
    other = ["STT", "Tên gọi", "Việc phải làm"]
    write_register(
        folder, HEADER, [1, "Sở Nội vụ", "Nâng chỉ số"], [], other, [1, "Sở Tài chính", "Thu thuế"]
    )
    with pytest.raises(InputError, match="Sở Tài chính") as caught:
        read_signed_list(folder, ReadingContext(UNITS))
    assert caught.value.where.endswith("hàng 4–5")


ITEM = [1, "Nâng chỉ số", "02 bậc"]
SECTION_HEAD = ["STT", "Nội dung cam kết", "Chỉ tiêu"]


@pytest.mark.parametrize(
    "mark", ["*", "**", "(*)", "+", "•", "IV/", "Phần IV", "Mục 4", "TT4", "Khối 2", "Bổ sung", 4]
)
def test_a_marked_name_of_a_unit_is_the_title_of_the_rows_below_it(folder, mark):
    write_register(
        folder, SECTION_HEAD, ["I", "Sở Nội vụ"], ITEM, [mark, "SỞ TÀI CHÍNH"], [2, "Thu ngân sách", "100%"]
    )  # fmt: skip
    signed = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert [commitment.record_id for commitment in signed] == ["SNV-01", "STC-02"]


@pytest.mark.parametrize("role", ["(tiếp theo)", "(bổ sung)", "(chủ trì)", "(Cơ quan thường trực)"])
def test_what_a_bracket_says_of_a_unit_does_not_make_another_body_of_it(folder, role):
    write_register(folder, SECTION_HEAD, ["I", f"Sở Nội vụ {role}"], ITEM)
    [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert commitment.unit.code == "SNV"


def signed_ids(folder, *rows):
    """The ids of the commitments of a list of these rows, and what its notices say."""
    write_register(folder, *rows)
    signed = read_signed_list(folder, ReadingContext(UNITS))
    return [each.record_id for each in signed.commitments], " | ".join(each.found for each in signed.notices)


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.1", "1.2"), ("I.1", "I.2"), ("A.1", "A.2"), ("1/", "2/"), ("(1)", "(2)"), ("1-", "2-"), ("①", "②"),
        ("[1]", "[2]"), ("1.1.1", "1.1.2"), (1.1, 1.2),
    ],
)  # fmt: skip
def test_items_may_be_numbered_in_any_style_of_an_office(folder, numbers):
    rows = [[number, "Sở Nội vụ", f"Nội dung {at}", "02"] for at, number in enumerate(numbers)]
    assert signed_ids(folder, HEADER, *rows) == (["SNV-01", "SNV-02"], "")


def test_numbers_of_several_levels_that_end_alike_are_counted_through_and_told(folder):
    rows = [[number, "Sở Nội vụ", f"Nội dung {number}", "02"] for number in ("1.1", "1.2", "2.1")]
    ids, told = signed_ids(folder, HEADER, *rows)
    assert ids == ["SNV-01", "SNV-02", "SNV-03"]
    assert "“2.1” là 3" in told


@pytest.mark.parametrize(
    ("numbers", "said"),
    [(("1", "1.1", "1.2"), "“1 Nội dung 1”"), (("1", "2.1", "2.2"), "có dòng nhiều cấp"), (("1.1", "1.1"), "đã có ở")],
)  # fmt: skip
def test_numbers_that_may_count_parts_of_an_item_stop_the_reading(folder, numbers, said):
    assert said in refused(
        folder, HEADER, *([number, "Sở Nội vụ", f"Nội dung {number}", "02"] for number in numbers)
    )


@pytest.mark.parametrize("numbers", [("1", "1.1", "2", "2.1"), ("I", "1", "2", "3")])
def test_the_name_of_a_body_that_is_no_unit_is_no_item_and_heads_no_rows_of_another(folder, numbers):
    rows = [["Sở Nội vụ"], ["Nâng chỉ số", "02 bậc"], ["Sở Xây dựng"], ["Trồng cây", "5"]]
    said = refused(folder, SECTION_HEAD, *([number, *row] for number, row in zip(numbers, rows, strict=True)))
    assert "dòng chỉ ghi tên cơ quan “Sở Xây dựng”" in said


def test_a_number_above_its_parts_without_target_or_deadline_is_a_title_and_told(folder):
    rows = [
        ["I", "Sở Nội vụ"],
        [1, "Bộ máy tinh gọn"],
        ["1.1", "Nâng chỉ số", "02 bậc"],
        ["1.2", "Trồng cây", "5"],
    ]
    ids, told = signed_ids(folder, SECTION_HEAD, *rows)
    assert ids == ["SNV-01", "SNV-02"]
    assert "“1 Bộ máy tinh gọn” được đọc là tiêu đề" in told


@pytest.mark.parametrize(
    "field",
    [
        ["", "Lĩnh vực kinh tế"],
        ["a", "Lĩnh vực kinh tế"],
        ["-", "Kinh tế - Xã hội"],
        ["", "Các chỉ tiêu kinh tế"],
        ["Lĩnh vực kinh tế"],
    ],
)
@pytest.mark.parametrize("unit", [["I", "Sở Nội vụ"], ["", "SỞ NỘI VỤ"], ["SỞ NỘI VỤ"]])
def test_a_row_that_names_a_field_stands_between_a_unit_and_its_items(folder, unit, field):
    other = [{"I": "II"}.get(unit[0], unit[0].replace("NỘI VỤ", "TÀI CHÍNH")), *unit[1:]]
    other = [text.replace("Nội vụ", "Tài chính").replace("NỘI VỤ", "TÀI CHÍNH") for text in other]
    item = ["Nâng chỉ số", "02 bậc"]
    rows = [
        unit,
        field,
        [1, *item],
        field,
        [2, "Trồng cây", "5"],
        other,
        [1, *item],
        field,
        [2, "Thu thuế", "5"],
    ]
    assert signed_ids(folder, SECTION_HEAD, *rows) == (["SNV-01", "SNV-02", "STC-01", "STC-02"], "")


def test_a_field_above_the_names_of_units_ends_the_rows_of_the_last_one(folder):
    rows = [["Lĩnh vực kinh tế"], ["", "Sở Nội vụ"], ITEM, ["Lĩnh vực xã hội"], [2, "Trồng cây", "5"]]
    assert "không có trong units.csv" in refused(folder, SECTION_HEAD, *rows)


def test_a_content_without_a_number_may_be_an_item_or_a_title_and_stops_the_reading(folder):
    said = refused(folder, SECTION_HEAD, ["I", "Sở Nội vụ"], ["", "Ban hành Bảng giá đất"], ITEM)
    assert "không rõ là một nội dung cam kết hay là tiêu đề" in said


@pytest.mark.parametrize(
    "total",
    [
        ["", "Cộng mang sang", "02 nội dung"], ["", "Mang sang"], ["", "Cộng chuyển sang trang sau", 2],
        ["", "Lũy kế chuyển trang sau"],
        ["", "Cộng Văn phòng UBND tỉnh"], ["", "Tổng cộng Sở Nội vụ: 01 nội dung"], ["Cộng Sở Nội vụ", "", 1],
        ["", "Tổng số nội dung cam kết của Sở Nội vụ: 02"], ["", "Tổng cộng các sở, ban, ngành", 12],
    ],
)  # fmt: skip
def test_a_row_that_counts_the_rows_of_a_page_or_of_a_body_is_no_item(folder, total):
    rows = [["I", "Sở Nội vụ"], ITEM, total, [2, "Trồng cây", "5"], total]
    assert signed_ids(folder, SECTION_HEAD, *rows) == (["SNV-01", "SNV-02"], "")


@pytest.mark.parametrize("content", ["Cộng hưởng Sở Nội vụ", "Công Văn phòng", "Tổng Cục Thuế thu 5%"])
def test_a_content_that_begins_like_a_total_is_none(folder, content):
    ids, _ = signed_ids(folder, HEADER, [1, "Sở Nội vụ", content, "02"])
    assert ids == ["SNV-01"]
    assert "số thứ tự ''" in refused(folder, SECTION_HEAD, ["I", "Sở Nội vụ"], ["", content], ITEM)


def test_gaps_in_the_numbers_and_repeated_contents_are_told_and_stop_nothing(folder):
    rows = [[1, "Nâng chỉ số"], [2, "Trồng cây"], [4, "Nâng  chỉ số"]]
    ids, told = signed_ids(
        folder, HEADER, *([number, "Sở Nội vụ", text] for number, text in rows), [1, "Sở TC", "Thu"]
    )
    assert ids == ["SNV-01", "SNV-02", "SNV-04", "STC-01"]
    assert "Sở Nội vụ: thiếu số thứ tự 3" in told
    assert "nội dung số 4 trùng nguyên văn với nội dung số 1 (dòng 2)" in told


def test_a_list_that_counts_through_has_gaps_only_as_a_whole(folder):
    units = ["Sở Nội vụ", "Sở Tài chính"]
    rows = [[number, units[number % 2], f"Nội dung {number}"] for number in (1, 2, 3, 4, 6)]
    assert signed_ids(folder, HEADER, *rows)[1] == "danh mục thiếu số thứ tự 5"


def refused(folder, *rows):
    """What the error about a list of these rows says."""
    write_register(folder, *rows)
    with pytest.raises(InputError) as error:
        read_signed_list(folder, ReadingContext(UNITS))
    return str(error.value)


@pytest.mark.parametrize(
    ("heading", "said", "stops"),
    [
        ("Tình trạng ký", ("Đã ký", "Chưa ký"), "cột “Tình trạng ký” ghi “Chưa ký”"),
        ("Tình trạng", ("Đã ký", "chưa ký cam kết"), "ghi “chưa ký cam kết”"),
        ("Ghi chú", ("", "Chưa ký"), "cột “Ghi chú” ghi “Chưa ký”"),
        ("Ghi chú", ("", "chưa ký do đi công tác"), "ghi “chưa ký do đi công tác”"),
        ("Ý kiến", ("Thống nhất", "Không thống nhất"), "ghi “Không thống nhất”"),
        ("", ("", "Chưa ký"), "Sheet1!E3 ghi “Chưa ký”"),
        ("Chưa ký", ("", "x"), "cột “Chưa ký” ghi “x”"),
        ("Đã ký", ("x", ""), "cột “Đã ký” để trống"),
        ("Ký cam kết", ("Có", "Không"), "cột “Ký cam kết” ghi “Không”"),
        ("Chưa ký", ("", ""), ""),
        ("Chưa ký", ("không", "0"), ""),
        ("Đã ký", ("x", "x"), ""),
        ("Ngày ký", ("05/01/2022", ""), ""),
        ("Số ký hiệu", ("12/KH", ""), ""),
        ("Ghi chú", ("", "Chưa ký hợp đồng thi công"), ""),
    ],
)
def test_a_row_that_may_not_be_signed_stops_the_reading(folder, heading, said, stops):
    rows = [[at, "Sở Nội vụ", f"Nội dung {at}", "02", mark] for at, mark in enumerate(said, start=1)]
    header = ["STT", "Đơn vị", "Nội dung cam kết", "Chỉ tiêu", heading]
    if stops:
        assert stops in refused(folder, header, *rows)
    else:
        assert signed_ids(folder, header, *rows)[0] == ["SNV-01", "SNV-02"]


def test_a_title_of_rows_that_were_not_signed_stops_the_reading(folder):
    section = ["A", "Các nội dung chưa ký"]
    assert "dòng mục “A Các nội dung chưa ký”" in refused(
        folder, HEADER, section, [1, "Sở Nội vụ", "A", "02"]
    )
    assert "tiêu đề “NỘI DUNG CHƯA KÝ”" in refused(
        folder, ["NỘI DUNG CHƯA KÝ"], [], HEADER, [1, "Sở Nội vụ", "A", "02"]
    )


LISTED = "1. Nâng chỉ số\n2. Tinh giản biên chế"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["STT", "Mã đơn vị", "Đơn vị", "Nội dung cam kết"], [1, "STC", "Sở Nội vụ", "Nâng chỉ số"]], "mã STC là của"),
        ([HEADER, [1, "Sở Nội vụ", LISTED, "1. 02 bậc\n2. 30 người"]], "nhiều nội dung đánh số"),
        ([HEADER, ["*", "Sở Nội vụ", "Nâng chỉ số", "02 bậc"]], "số thứ tự '*'"),
        ([[*HEADER[:3], "Kết quả thực hiện"], [1, "Sở Nội vụ", "Nâng chỉ số", "02 bậc"]], "cột “Kết quả thực hiện”"),
        ([SECTION_HEAD, ["I", "Sở Nội vụ"], ITEM, [None, "CHỦ TỊCH"], [2, "Trồng cây", "05 vườn"]], "sau phần ký tên"),
        ([SECTION_HEAD, ["I", "Phòng Nội vụ huyện Cao Lãnh"], ITEM], "tên của một cơ quan khác"),
        ([SECTION_HEAD, ["I", "Sở Nội vụ"], ITEM, ["Nội dung số 1 điều chỉnh"]], "có thể bổ sung, sửa"),
    ],
)  # fmt: skip
def test_a_list_that_leaves_it_unsaid_what_was_signed_stops_the_reading_with_the_cause(folder, rows, said):
    assert said in refused(folder, *rows)


def test_a_list_in_one_content_alone_is_one_commitment(folder):
    write_register(folder, HEADER, [1, "Sở Nội vụ", LISTED, "100%"])
    assert len(read_signed_list(folder, ReadingContext(UNITS)).commitments) == 1


@pytest.mark.parametrize("heading", ["Kết quả phải đạt", "Kết quả", "Con số hướng tới"])
def test_a_target_under_another_name_is_known_by_what_stands_there(folder, heading):
    write_register(
        folder, ["STT", "Đơn vị", "Nội dung cam kết", heading], [1, "Sở Nội vụ", "Nâng chỉ số", "02 bậc"]
    )
    [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert commitment.target == "02 bậc"


@pytest.mark.parametrize("heading", ["Kỳ hạn", "Ngày hoàn thành", "Tiến độ", "Thời điểm hoàn thành"])
def test_a_deadline_under_another_name_is_known_by_what_stands_there(folder, heading):
    write_register(
        folder, ["STT", "Đơn vị", "Nội dung cam kết", "Chỉ tiêu", heading],
        [1, "Sở Nội vụ", "Nâng chỉ số", "02 bậc", "Quý III/2022"],
    )  # fmt: skip
    [commitment] = read_signed_list(folder, ReadingContext(UNITS)).commitments
    assert commitment.deadline == "Quý III/2022"


def test_results_and_remarks_in_a_signed_list_are_named_and_a_remark_that_changes_a_row_is_asked(folder):
    write_register(
        folder, ["STT", "Đơn vị", "Nội dung cam kết", "Chỉ tiêu", "Kết quả thực hiện", "Ghi chú"],
        [1, "Sở Nội vụ", "Nâng chỉ số", "02 bậc", "Đã tăng 01 bậc", "Điều chỉnh thành 01 bậc"],
        [2, "Sở Nội vụ", "Trồng cây", "05 vườn", "", "Theo Kế hoạch 12/KH-UBND"],
    )  # fmt: skip
    signed = read_signed_list(folder, ReadingContext(UNITS))
    [notice] = signed.notices
    assert all(
        words in notice.found for words in ("Kết quả thực hiện", "Điều chỉnh thành 01 bậc", "Kế hoạch 12")
    )
    assert ["01 bậc" in "".join(commitment.asks) for commitment in signed.commitments] == [True, False]


def test_numbered_names_of_units_above_tables_are_titles_and_no_commitments(folder):
    names = ["1. Sở Nội vụ", "2. Sở Tài chính", "3. UBND thành phố Cao Lãnh", "4. UBND huyện Cao Lãnh"]
    rows = [row for name in names for row in ([name], SECTION_HEAD, ITEM, [])]
    write_register(folder, *rows)
    signed = read_signed_list(folder, ReadingContext(UNITS))
    assert [commitment.record_id for commitment in signed.commitments] == [
        "SNV-01",
        "STC-01",
        "TPCL-01",
        "HCL-01",
    ]
    assert signed.notices == ()


def write_titled_tables(folder, *titles):
    document = docx.Document()
    for title in titles:
        document.add_paragraph(title)
        table = document.add_table(2, 3)
        for line, texts in zip(table.rows, [TITLED, ["1", "Trồng cây", "05 vườn"]], strict=True):
            for cell, text in zip(line.cells, texts, strict=True):
                cell.text = text
    document.save(folder.raw / "register.docx")


def test_a_table_without_a_title_among_titled_ones_stops_the_reading(folder):
    write_titled_tables(folder, "Sở Nội vụ", "Sở Tài chính", "")
    with pytest.raises(InputError, match="phía trên không ghi tên đơn vị"):
        read_signed_list(folder, ReadingContext(UNITS))
