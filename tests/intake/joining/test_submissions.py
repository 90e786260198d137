from datetime import date

import docx
import openpyxl
import pytest

from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.submissions import describe_other_year, read_submissions
from camket.settings.project import open_folder
from camket.settings.units import Unit
from samples import PLACE_KINDS


@pytest.mark.parametrize(
    ("lines", "cut_off", "doubted"),
    [
        (["KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2021"], date(2022, 10, 30), True),
        (["KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2022"], date(2022, 10, 30), False),
        (["Kết quả năm 2022 và đăng ký năm 2023"], date(2022, 10, 30), False),
        (["Kết quả thực hiện năm 2022"], date(2023, 1, 15), False),
        (["Kết quả thực hiện năm 2021"], date(2023, 1, 15), True),
        (["Căn cứ Báo cáo năm 2021"], date(2022, 10, 30), False),
        (["(Kèm theo Báo cáo số 5 năm 2021)"], date(2022, 10, 30), False),
        (["Biểu 1, ngày 05 tháng 11 năm 2021"], date(2022, 10, 30), False),
        (["Giai đoạn đến năm 2025"], date(2022, 10, 30), False),
        (["KẾT QUẢ THỰC HIỆN CAM KẾT"], date(2022, 10, 30), False),
        (["KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2021"], None, False),
    ],
)
def test_a_title_that_names_another_year_is_in_doubt(lines, cut_off, doubted):
    assert bool(describe_other_year(lines, cut_off)) is doubted


@pytest.mark.parametrize(
    ("title", "heading", "said"),
    [
        ("KẾT QUẢ NĂM 2022", "Kết quả thực hiện đến 30/6/2022", "cột kết quả ghi số liệu đến 30/06/2022"),
        ("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2022", "Kết quả thực hiện", "đầu biểu ghi số liệu đến 30/06/2022"),
        ("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2022", "Kết quả thực hiện đến 30/10/2022", ""),
        ("KẾT QUẢ NĂM 2022", "Kết quả thực hiện đến 15/10/2022", ""),  # some days before are usual
        ("KẾT QUẢ NĂM 2022", "Kết quả thực hiện", ""),
    ],
)
def test_results_of_an_earlier_part_of_the_year_are_in_doubt(tmp_path, title, heading, said):
    folder = tmp_path / "data" / "raw" / "2022-10"
    (folder / "submissions").mkdir(parents=True)
    (folder / "period.toml").touch()
    book = openpyxl.Workbook()
    for row in (["SỞ NỘI VỤ"], [title], ["STT", "Nội dung cam kết", heading], [1, "Mở lớp", "Đã mở"]):
        book.active.append(row)
    book.save(folder / "submissions" / "SNV.xlsx")
    context = ReadingContext(UNITS, cut_off=date(2022, 10, 30))
    [report] = read_submissions(open_folder(tmp_path, "2022-10"), context).reports
    assert [doubt.partition(",")[0] for doubt in report.doubts] == ([said] if said else [])


UNITS = [
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=1),
    Unit(code="SKHDT", name="Sở Kế hoạch và Đầu tư", group="department", order=2, aliases=("Sở KH&ĐT",)),
    Unit(code="TPCL", name="UBND thành phố Cao Lãnh", group="district", place_kinds=PLACE_KINDS, order=3),
    Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", place_kinds=PLACE_KINDS, order=4),
]
HEADER = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"]
WITH_UNIT = ["STT", "Đơn vị", "Nội dung cam kết", "Kết quả thực hiện"]
ROW = [1, "Nâng chỉ số", "Đang thực hiện", "Hoàn thành"]


@pytest.fixture
def folder(tmp_path):
    raw = tmp_path / "data" / "raw" / "2022-10"
    (raw / "submissions").mkdir(parents=True)
    (raw / "period.toml").touch()
    return open_folder(tmp_path, "2022-10")


def send(folder, name, *rows, sheet="Sheet1"):
    path = folder.raw / "submissions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)


def units_of(folder):
    return [report.unit for report in read_submissions(folder, ReadingContext(UNITS)).reports]


def test_a_code_in_the_row_names_its_unit_before_any_other_word(folder):
    send(
        folder,
        "Sở Nội vụ.xlsx",
        ["STT", "Mã đơn vị", "Đơn vị", "Nội dung cam kết", "Kết quả thực hiện"],
        [1, "HCL", "Sở KH&ĐT", "Nâng chỉ số", "Đang thực hiện"],
    )
    assert units_of(folder) == ["HCL"]


@pytest.mark.parametrize("said", ["Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", "SKHDT", "SỞ KH-ĐT"])
def test_a_name_an_alias_or_a_code_in_the_unit_column_names_the_unit(folder, said):
    send(folder, "bieu 1.xlsx", WITH_UNIT, [1, said, "Nâng chỉ số", "Đang thực hiện"])
    assert units_of(folder) == ["SKHDT"]


def test_each_row_of_a_common_file_goes_to_the_unit_of_its_own_row_or_section(folder):
    send(
        folder,
        "tong hop.xlsx",
        WITH_UNIT,
        [1, "Sở Nội vụ", "Nâng chỉ số", "Đang thực hiện"],
        [1, "Sở KH&ĐT", "Giải ngân", "Đang thực hiện"],
    )
    send(folder, "tong hop 2.xlsx", HEADER, ["I", "UBND huyện Cao Lãnh"], ROW, ["II", "Sở Nội vụ"], ROW)
    assert units_of(folder) == ["HCL", "SNV", "SNV", "SKHDT"]


@pytest.mark.parametrize(
    ("name", "sheet", "above", "unit"),
    [
        ("bieu 1.xlsx", "Sheet1", ["SỞ NỘI VỤ"], "SNV"),
        ("bieu 1.xlsx", "SNV", [], "SNV"),
        ("So Noi vu (gui lai).xlsx", "Sheet1", [], "SNV"),
        ("Sở Nội vụ/bieu 1.xlsx", "Sheet1", [], "SNV"),
        ("UBND huyen Cao Lanh.xlsx", "Sheet1", [], "HCL"),
        ("Sở Nội vụ.xlsx", "Sheet1", ["Kính gửi: Sở Kế hoạch và Đầu tư"], "SNV"),
        ("Sở Nội vụ.xlsx", "Sheet1", ["UBND HUYỆN CAO LÃNH"], "HCL"),
        ("Cao Lanh.xlsx", "Sheet1", ["UBND TP CAO LÃNH"], "TPCL"),
    ],
    ids=[
        "letterhead",
        "sheet name",
        "file name",
        "folder name",
        "district in the file name",
        "addressee is not the sender",
        "letterhead before file name",
        "letterhead settles an ambiguous file name",
    ],
)
def test_rows_without_a_unit_take_it_from_letterhead_sheet_file_or_folder(folder, name, sheet, above, unit):
    send(folder, name, *[[text] for text in above], HEADER, ROW, sheet=sheet)
    assert units_of(folder) == [unit]


@pytest.mark.parametrize("name", ["Cao Lanh.xlsx", "bieu CAO LÃNH 2022.xlsx"])
def test_a_file_of_the_bare_name_cao_lanh_is_not_given_to_either_unit(folder, name):
    send(folder, name, HEADER, ROW)
    submissions = read_submissions(folder, ReadingContext(UNITS))
    [rejected] = submissions.rejected
    assert submissions.reports == ()
    assert "UBND huyện Cao Lãnh hoặc UBND thành phố Cao Lãnh" in rejected.found
    assert (rejected.unit, rejected.sheet, rejected.row, rejected.cell) == ("", "Sheet1", 2, "Sheet1!B2")


def test_a_row_of_no_known_unit_is_rejected_at_its_cell(folder):
    send(folder, "bieu 1.xlsx", HEADER, ROW)
    [rejected] = read_submissions(folder, ReadingContext(UNITS)).rejected
    assert rejected.where == "submissions/bieu 1.xlsx › Sheet1!B2"
    assert "không rõ dòng này của đơn vị nào" in rejected.found
    assert len(rejected.sha256) == 64


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("rong.xlsx", b"", "tệp rỗng"),
        ("chu.xlsx", b"%PDF-1.7 not a workbook", "PDF"),
        ("cu.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "đời cũ"),
        ("hong.docx", b"PK\x03\x04 cut off", "tệp hỏng"),
    ],
)
def test_a_file_that_cannot_be_read_is_listed_and_does_not_stop_the_others(folder, name, content, found):
    (folder.raw / "submissions" / name).write_bytes(content)
    send(folder, "Sở Nội vụ.xlsx", HEADER, ROW)
    submissions = read_submissions(folder, ReadingContext(UNITS))
    [rejected] = submissions.rejected
    assert rejected.where == f"submissions/{name}"
    assert found in rejected.found
    assert rejected.remedy
    assert [report.unit for report in submissions.reports] == ["SNV"]


def test_a_table_that_reports_nothing_is_rejected_whole(folder):
    send(folder, "Sở Nội vụ.xlsx", ["STT", "Nội dung cam kết", "Thời hạn"], [1, "Nâng chỉ số", "Quý IV"])
    submissions = read_submissions(folder, ReadingContext(UNITS))
    [rejected] = submissions.rejected
    assert submissions.reports == ()
    assert "không có cột kết quả" in rejected.found
    assert rejected.sheet == "Sheet1"


def test_a_table_without_a_header_is_named_beside_those_that_were_read(folder):
    document = docx.Document()
    for rows in ([HEADER, list(map(str, ROW))], [["2", "Giải ngân", "Đạt", "", "x"]]):
        document.add_paragraph("Biểu")
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(folder.raw / "submissions" / "Sở Nội vụ.docx")
    submissions = read_submissions(folder, ReadingContext(UNITS))
    [rejected] = submissions.rejected
    assert len(submissions.reports) == 1
    assert (rejected.unit, rejected.kind, rejected.where) == (
        "SNV",
        "hidden",
        "submissions/Sở Nội vụ.docx › bảng 2",
    )
    assert "không có dòng tiêu đề nhận ra được" in rejected.found
    assert "“Giải ngân”" in rejected.found


def test_unread_content_is_recorded_and_needs_no_correction(folder):
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    for row in ([*HEADER, "Phòng phụ trách"], [*ROW, "Tổ chức"], ROW):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active["A900000"] = "x"
    book.save(folder.raw / "submissions" / "Sở Nội vụ.xlsx")
    rejected = read_submissions(folder, ReadingContext(UNITS)).rejected
    assert {(item.unit, item.kind, item.to_mend, item.cell) for item in rejected} == {
        ("SNV", "unread", False, "A900000 “x”"),
        ("SNV", "hidden", False, "hàng ẩn 3"),
        ("SNV", "unread", False, "cột “Phòng phụ trách” (Sheet1!E1)"),
    }


def test_sections_within_a_unit_and_names_alone_in_a_row_leave_each_row_with_its_unit(folder):
    send(
        folder, "tong hop.xlsx", HEADER,
        ["I", "SỞ NỘI VỤ"], ["a", "Lĩnh vực kinh tế"], ["A.", "Lĩnh vực kinh tế"], ROW,
        [None, "UBND huyện Cao Lãnh"], ROW,
        [], ["SỞ KH&ĐT"], HEADER, ROW,
    )  # fmt: skip
    assert [
        report.unit for report in read_submissions(folder, ReadingContext(UNITS)).reports if report.item_no
    ] == [
        "SNV",
        "HCL",
        "SKHDT",
    ]


def test_headings_totals_and_signatures_are_not_reports(folder):
    send(
        folder,
        "Sở Nội vụ.xlsx",
        ["SỞ NỘI VỤ"],
        HEADER,
        ["(1)", "(2)", "(3)", "(4)"],
        ROW,
        [None, "Tổng cộng: 1 nội dung"],
        [None, None, "GIÁM ĐỐC"],
    )
    submissions = read_submissions(folder, ReadingContext(UNITS))
    assert [report.source.row for report in submissions.reports] == [4]
    assert submissions.rejected == ()


def test_files_come_in_the_order_of_their_paths_and_temporary_ones_not_at_all(folder):
    for name in ("b/Sở Nội vụ.xlsx", "a/UBND huyện Cao Lãnh.xlsx", "c/Sở KH&ĐT.xlsx"):
        send(folder, name, HEADER, ROW)
    for name in ("~$lock.xlsx", ".hidden.xlsx", "Thumbs.db", "desktop.ini"):
        (folder.raw / "submissions" / name).write_bytes(b"")
    submissions = read_submissions(folder, ReadingContext(UNITS))
    assert [report.unit for report in submissions.reports] == ["HCL", "SNV", "SKHDT"]
    assert [file.place for file in submissions.files] == [
        "submissions/a/UBND huyện Cao Lãnh.xlsx",
        "submissions/b/Sở Nội vụ.xlsx",
        "submissions/c/Sở KH&ĐT.xlsx",
    ]
    assert submissions.rejected == ()


def test_a_word_file_is_read_with_the_paragraphs_above_its_table_as_letterhead(folder):
    document = docx.Document()
    document.add_paragraph("SỞ NỘI VỤ")
    table = document.add_table(rows=2, cols=4)
    for row, texts in zip(table.rows, [HEADER, [str(text) for text in ROW]], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(folder.raw / "submissions" / "bieu.docx")
    [report] = read_submissions(folder, ReadingContext(UNITS)).reports
    assert report.unit == "SNV"
    assert report.source.file == "submissions/bieu.docx"
    assert report.row.cells["result_text"].place == "table 1, row 2, column 3"


def test_an_empty_submissions_folder_is_not_an_error(folder):
    submissions = read_submissions(folder, ReadingContext(UNITS))
    assert (submissions.files, submissions.reports, submissions.rejected) == ((), (), ())


PAST = [
    Unit(
        code="SVHTT", name="Sở Văn hóa, Thể thao", group="department", order=9,
        valid_from=date(2008, 4, 1), valid_to=date(2020, 11, 30),
    )
]  # fmt: skip


@pytest.mark.parametrize("where", ["unit column", "letterhead", "file name"])
def test_a_unit_that_did_not_exist_on_the_cut_off_day_is_named_as_such(folder, where):
    said = "Sở Văn hóa, Thể thao"
    name = (
        f"{said}.xlsx" if where == "file name" else "Sở Nội vụ.xlsx" if where == "unit column" else "a.xlsx"
    )
    above = [[said]] if where == "letterhead" else []
    send(
        folder, name, *above, WITH_UNIT,
        [1, said if where == "unit column" else "", "Nâng chỉ số", "Đang thực hiện"],
    )  # fmt: skip
    submissions = read_submissions(folder, ReadingContext(UNITS, others=PAST))
    [rejected] = submissions.rejected
    assert submissions.reports == ()
    assert "Sở Văn hóa, Thể thao có trong units.csv nhưng chỉ có hiệu lực từ 01/04/2008" in rejected.found
    assert "đến 30/11/2020" in rejected.found


def test_a_renamed_unit_is_recognised_by_its_old_name_too(folder):
    town = Unit(
        code="TPHN",
        name="UBND thị xã Hồng Ngự",
        group="district",
        place_kinds=PLACE_KINDS,
        order=5,
        valid_to=date(2020, 11, 30),
    )
    city = Unit(
        code="TPHN", name="UBND thành phố Hồng Ngự", group="district", place_kinds=PLACE_KINDS, order=5
    )
    district = Unit(
        code="HHN", name="UBND huyện Hồng Ngự", group="district", place_kinds=PLACE_KINDS, order=6
    )
    send(folder, "bieu.xlsx", ["UBND THỊ XÃ HỒNG NGỰ"], HEADER, ROW)
    send(folder, "Hong Ngu.xlsx", HEADER, ROW)
    submissions = read_submissions(folder, ReadingContext([*UNITS, city, district], others=[town]))
    assert [(report.source.file, report.unit) for report in submissions.reports] == [
        ("submissions/bieu.xlsx", "TPHN")
    ]
    assert "UBND huyện Hồng Ngự hoặc UBND thành phố Hồng Ngự" in submissions.rejected[0].found


def test_a_misspelling_in_the_unit_column_is_accepted(folder):
    send(folder, "bieu.xlsx", WITH_UNIT, [1, "Sở Kế hoạhc va Đâu tư", "Nâng chỉ số", "Đang thực hiện"])
    assert units_of(folder) == ["SKHDT"]


@pytest.mark.parametrize(("letterhead", "units"), [("UBND HUYỆN CAO LÃNH", ["HCL"]), ("SỞ NỘI VỤ", [])])
def test_a_bare_name_in_the_unit_column_is_settled_only_by_a_letterhead_that_is_one_of_the_two(
    folder, letterhead, units
):
    send(folder, "bieu.xlsx", [letterhead], WITH_UNIT, [1, "Cao Lãnh", "Nâng chỉ số", "Đang thực hiện"])
    assert units_of(folder) == units


@pytest.mark.parametrize("name", ["bieu 1.xlsx", "Cao Lanh.xlsx"])
def test_the_key_names_the_unit_where_nothing_else_does_or_the_name_is_bare(folder, name):
    send(folder, name, [*HEADER, "camket_key"], [*ROW, "HCL-03"])
    assert units_of(folder) == ["HCL"]


def test_the_key_overrules_a_heading_and_the_contradiction_is_a_doubt(folder):
    send(folder, "Sở Nội vụ.xlsx", [*HEADER, "camket_key"], [*ROW, "HCL-03"])
    [report] = read_submissions(folder, ReadingContext(UNITS)).reports
    assert (report.unit, report.key) == ("HCL", "HCL-03")
    [doubt] = report.doubts
    assert "khóa ẩn của biểu mẫu ghi UBND huyện Cao Lãnh, biểu hoặc dòng này ghi Sở Nội vụ" in doubt


def test_a_file_that_cannot_be_read_goes_to_the_unit_that_its_name_or_folder_names(folder):
    for name in ("Sở Nội vụ.xlsx", "HCL/bieu.xlsx", "Cao Lanh.xlsx"):
        path = folder.raw / "submissions" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    rejected = read_submissions(folder, ReadingContext(UNITS)).rejected
    assert {item.file: (item.unit, item.kind) for item in rejected} == {
        "submissions/Sở Nội vụ.xlsx": ("SNV", "file"),
        "submissions/HCL/bieu.xlsx": ("HCL", "file"),
        "submissions/Cao Lanh.xlsx": ("", "file"),
    }


def hide(folder, name, *rows):
    path = folder.raw / "submissions" / name
    book = openpyxl.load_workbook(path)
    for row in rows:
        book.active.row_dimensions[row].hidden = True
    book.save(path)


def test_hidden_content_is_a_notice_to_the_unit_of_its_table(folder):
    send(folder, "bieu 1.xlsx", ["SỞ NỘI VỤ"], HEADER, ROW, [2, "Giải ngân", "Đạt", None])
    hide(folder, "bieu 1.xlsx", 4)
    submissions = read_submissions(folder, ReadingContext(UNITS))
    [notice] = submissions.rejected
    assert [report.row.text("content") for report in submissions.reports] == ["Nâng chỉ số"]
    assert (notice.unit, notice.kind, notice.cell) == ("SNV", "hidden", "hàng ẩn 4")
    assert "“Giải ngân”" in notice.found


def test_hidden_content_of_a_refused_file_is_reported_too(folder):
    send(folder, "Sở Nội vụ.xlsx", ["A", "B", "C", "D"], ROW, [2, "Giải ngân", "Đạt", None])
    hide(folder, "Sở Nội vụ.xlsx", 3)
    submissions = read_submissions(folder, ReadingContext(UNITS))
    assert [(item.unit, item.kind) for item in submissions.rejected] == [("SNV", "file"), ("SNV", "unread")]
    assert submissions.rejected[0].sha256 == submissions.files[0].sha256
    assert "Sheet1: 3 hàng" in submissions.rejected[0].found


def test_a_sheet_without_a_table_beside_one_with_a_table_is_named(folder):
    send(folder, "Sở Nội vụ.xlsx", HEADER, ROW)
    path = folder.raw / "submissions" / "Sở Nội vụ.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("Biểu 2")
    for number in range(1, 6):
        sheet.append([number, "Nội dung", "Kết quả"])
    book.save(path)
    [notice] = read_submissions(folder, ReadingContext(UNITS)).rejected
    assert notice.where == "submissions/Sở Nội vụ.xlsx › 'Biểu 2'"
    assert notice.found.startswith(
        "trang tính không có dòng tiêu đề nhận ra được (5 hàng), không được đọc; 5 hàng"
    )


def doubts_of(folder):
    return [
        report.doubts
        for report in read_submissions(folder, ReadingContext(UNITS, cut_off=date(2022, 10, 30))).reports
    ]


@pytest.mark.parametrize(
    ("name", "sheet", "above", "said"),
    [
        (
            "Sở Nội vụ.xlsx",
            "Sheet1",
            ["UBND HUYỆN CAO LÃNH"],
            "đầu biểu ghi UBND huyện Cao Lãnh, tên tệp ghi Sở Nội vụ",
        ),
        (
            "bieu.xlsx",
            "SNV",
            ["SỞ KH&ĐT"],
            "đầu biểu ghi Sở Kế hoạch và Đầu tư, tên trang tính ghi Sở Nội vụ",
        ),
        ("Sở Nội vụ.xlsx", "SNV", ["SỞ NỘI VỤ"], ""),
        ("Cao Lanh.xlsx", "Sheet1", ["UBND HUYỆN CAO LÃNH"], ""),
        ("SNV gui So KHDT.xlsx", "Sheet1", ["SỞ NỘI VỤ"], ""),
    ],
    ids=["file", "sheet", "all agree", "a bare name agrees", "a file that names two"],
)
def test_a_table_whose_letterhead_and_names_are_of_different_units_is_asked_about(
    folder, name, sheet, above, said
):
    send(folder, name, above, HEADER, ROW, sheet=sheet)
    [doubts] = doubts_of(folder)
    assert len(doubts) == bool(said)
    assert all(said in doubt for doubt in doubts)


def test_a_row_that_names_its_unit_is_not_in_doubt(folder):
    send(folder, "Sở Nội vụ.xlsx", ["SỞ KH&ĐT"], WITH_UNIT, [1, "Sở Nội vụ", "Nâng chỉ số", "Đang thực hiện"])
    assert doubts_of(folder) == [()]


def test_a_table_of_another_year_is_asked_about(folder):
    send(folder, "Sở Nội vụ.xlsx", ["KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2021"], HEADER, ROW)
    assert doubts_of(folder) == [("đầu biểu ghi năm 2021, có thể là báo cáo của kỳ khác",)]


def test_a_blank_unit_cell_below_a_row_of_another_unit_than_the_tables_is_not_guessed(folder):
    send(
        folder, "tong hop.xlsx", ["SỞ KH&ĐT"], WITH_UNIT,
        [1, "", "Giải ngân", "Đạt"],
        [1, "Sở Nội vụ", "Nâng chỉ số", "Đạt"],
        [2, "", "Tinh giản", "Đạt"],
        [1, "Sở KH&ĐT", "Thu hút", "Đạt"],
        [2, "", "Quy hoạch", "Đạt"],
        [3, "Phòng Tổng hợp", "Thẩm định", "Đạt"],
    )  # fmt: skip
    submissions = read_submissions(folder, ReadingContext(UNITS))
    assert [report.unit for report in submissions.reports] == ["SKHDT", "SNV", "SKHDT", "SKHDT", "SKHDT"]
    [rejected] = submissions.rejected
    assert rejected.row == 5
    assert "ô đơn vị để trống, dòng trên là của Sở Nội vụ" in rejected.found


def test_nested_sections_keep_the_unit_and_one_of_the_same_depth_ends_it(folder):
    send(
        folder, "tong hop.xlsx", ["SỞ KH&ĐT"], HEADER,
        ["A", "SỞ NỘI VỤ"], ["I", "Kinh tế"], ROW, ["II", "Xã hội"], ROW,
        ["B", "SỞ NGOẠI VỤ"], ROW, ["I", "Kinh tế"], ROW,
        ["C", "UBND HUYỆN CAO LÃNH"], ROW,
    )  # fmt: skip
    submissions = read_submissions(folder, ReadingContext(UNITS))
    assert [report.unit for report in submissions.reports] == ["SNV", "SNV", "HCL"]
    assert [item.row for item in submissions.rejected] == [9, 11]
    assert "“B SỞ NGOẠI VỤ” không nêu đơn vị nào" in submissions.rejected[0].found


def test_sections_without_a_unit_leave_the_rows_to_the_letterhead(folder):
    send(folder, "bieu.xlsx", ["SỞ NỘI VỤ"], HEADER, ["I", "Kinh tế"], ROW, ["II", "Xã hội"], ROW)
    assert units_of(folder) == ["SNV", "SNV"]
