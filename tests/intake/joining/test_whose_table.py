"""Whose table is it, in a province whose name is also its city's, and whose districts share words. All is invented."""

import io
import shutil
from dataclasses import replace
from itertools import groupby

import docx
import openpyxl
import pytest

from camket.errors import InputError
from camket.exchange.form import write_form
from camket.figures.earlier_tables import EarlierPeriods
from camket.intake.joining.name_context import is_own_division
from camket.intake.joining.reading_context import ReadingContext, read_settings
from camket.intake.joining.register import read_signed_list
from camket.pipeline import join_records, judge_records, prepare_period, read_raw_files
from camket.settings.project import open_folder
from camket.settings.states import UNRESOLVED

UNITS = """code,name,group,order,aliases,valid_from,valid_to
SNV,Sở Nội vụ,department,1,,,
STC,Sở Tài chính,department,2,Sở TC,,
SNN,Sở Nông nghiệp,department,3,,,
TTR,Thanh tra Tỉnh,department,4,,,
TPVX,UBND thành phố Vĩnh Xuyên,district,5,TP Vĩnh Xuyên;Vĩnh Xuyên,,
HLH,UBND huyện Long Hà,district,6,Huyện Long Hà,,
HLD,UBND huyện Long Hà Đông,district,7,,,
SNP,Sở Nông nghiệp và Phát triển làng nghề,department,8,,,2021-12-31
HLB,UBND huyện Long Hà Bắc,district,9,,,2021-12-31
"""
SETTINGS = """title = "nội dung cam kết hành động với UBND Tỉnh"
year = 2022
cut_off = 2022-10-30
superior_in_text = "UBND Tỉnh"
[report]
number = "01/BC"
day = 2022-11-09
agency = "Sở Kế hoạch"
superior = "UBND tỉnh Vĩnh Xuyên"
place = "Vĩnh Xuyên"
"""
DECISIONS = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
SIGNED = {
    "Sở Nội vụ": ["Ban hành Đề án vị trí việc làm", "Mở 04 lớp bồi dưỡng công chức"],
    "Sở Tài chính": ["Giải ngân hết kế hoạch vốn"],
    "Sở Nông nghiệp": ["Trồng 300 ha rừng"],
    "Thanh tra Tỉnh": ["Kết thúc 06 cuộc thanh tra"],
    "UBND thành phố Vĩnh Xuyên": ["Lắp 40 km đèn đường", "Mở 02 chợ đêm"],
    "UBND huyện Long Hà": ["Nạo vét 15 km kênh"],
    "UBND huyện Long Hà Đông": ["Cấp nước sạch cho 900 hộ"],
}
REGISTER_HEAD = ["STT", "Đơn vị", "Nội dung cam kết"]
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"]
WITH_UNIT = ["STT", "Đơn vị", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"]


def register_rows():
    return [[n, unit, text] for unit, texts in SIGNED.items() for n, text in enumerate(texts, 1)]


def save_book(path, rows, title="Sheet1"):
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)


def save_document(path, letterhead, rows, *, in_table=False):
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    if in_table:
        document.add_table(1, 2).rows[0].cells[0].text = "\n".join(letterhead)
    else:
        for line in letterhead:
            document.add_paragraph(line)
    document.add_paragraph("KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2022")
    table = document.add_table(len(rows), len(rows[0]))
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = str(text)
    document.save(path)


@pytest.fixture
def folder(register, tmp_path):
    raw = tmp_path / "data" / "raw"
    (raw / "2022-10" / "submissions").mkdir(parents=True)
    (raw / "units.csv").write_text(UNITS, encoding="utf-8")
    (raw / "2022-10" / "period.toml").write_text(SETTINGS, encoding="utf-8")
    (raw / "2022-10" / "decisions.csv").write_text(DECISIONS, encoding="utf-8")
    shutil.copy(register, raw / "2022-10" / "register.xlsx")
    return open_folder(tmp_path, "2022-10")


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    path = tmp_path_factory.mktemp("signed") / "register.xlsx"
    save_book(path, [REGISTER_HEAD, *register_rows()])
    return path


def judge_period(folder):
    """The period read, joined and judged. What is counted and asked of it takes as long again."""
    settings = read_settings(folder)
    raw = read_raw_files(folder, settings)
    joined = join_records(raw, settings)
    return replace(joined, records=judge_records(folder, joined, raw, settings, EarlierPeriods()))


def reported_units(prepared):
    return {each.record.commitment.unit.code for each in prepared.records if each.record.reported}


def asked(prepared):
    return {each.record.commitment.record_id for each in prepared.records if each.record.doubts}


def send(folder, letterhead, text, *, name="bieu.xlsx", title="Sheet1", kind="book"):
    rows = [HEAD, [1, text, "Đã hoàn thành", "Hoàn thành"]]
    path = folder.raw / "submissions" / name
    if kind == "book":
        save_book(path, [*([line] for line in letterhead), *rows], title)
    else:
        save_document(path.with_suffix(".docx"), letterhead, rows, in_table=kind == "frame")
    return judge_period(folder)


@pytest.mark.parametrize("kind", ["book", "document", "frame"])
@pytest.mark.parametrize(
    "letterhead",
    [
        ["UBND TỈNH VĨNH XUYÊN", "SỞ TÀI CHÍNH"],
        ["ỦY BAN NHÂN DÂN TỈNH VĨNH XUYÊN", "SỞ TÀI CHÍNH"],
        ["UBND TỈNH", "VĨNH XUYÊN", "SỞ TÀI CHÍNH"],
        ["UBND TỈNH VĨNH XUYÊN SỞ TÀI CHÍNH"],
        ["SỞ TÀI CHÍNH VĨNH XUYÊN"],
        ["SỞ TÀI CHÍNH TỈNH VĨNH XUYÊN"],
        ["TỈNH VĨNH XUYÊN", "Vĩnh Xuyên, ngày 30 tháng 10 năm 2022", "Sở TC"],
    ],
)
def test_the_line_below_the_provinces_name_is_the_unit(folder, letterhead, kind):
    prepared = send(folder, letterhead, "Giải ngân hết kế hoạch vốn", kind=kind)
    assert reported_units(prepared) == {"STC"}
    assert not asked(prepared)


@pytest.mark.parametrize(
    ("letterhead", "name"),
    [
        (["UBND TỈNH VĨNH XUYÊN"], "bieu.xlsx"),
        (["UBND TỈNH VĨNH XUYÊN", "SỞ LẠ"], "bieu.xlsx"),
        (["UBND VĨNH XUYÊN"], "bieu.xlsx"),
        ([], "tinh Vinh Xuyen.xlsx"),
        ([], "Tỉnh Vĩnh Xuyên/bieu.xlsx"),
        ([], "Vinh Xuyen 2022/bieu.xlsx"),
        (["Vĩnh Xuyên, ngày 30 tháng 10 năm 2022"], "bieu.xlsx"),
    ],
)
def test_a_table_that_names_only_the_province_is_no_units(folder, letterhead, name):
    prepared = send(folder, letterhead, "Lắp 40 km đèn đường", name=name)
    assert not reported_units(prepared)
    assert any("không rõ dòng này của đơn vị nào" in item.found for item in prepared.rejected)


@pytest.mark.parametrize(
    ("letterhead", "name", "title"),
    [
        (["UBND TỈNH VĨNH XUYÊN", "UBND THÀNH PHỐ VĨNH XUYÊN"], "bieu.xlsx", "Sheet1"),
        (["ỦY BAN NHÂN DÂN", "THÀNH PHỐ VĨNH XUYÊN"], "bieu.xlsx", "Sheet1"),
        ([], "TP Vinh Xuyen bao cao.xlsx", "Sheet1"),
        ([], "bieu.xlsx", "TP Vĩnh Xuyên"),
    ],
)
def test_the_city_of_the_provinces_name_is_known_by_its_own_name(folder, letterhead, name, title):
    prepared = send(folder, letterhead, "Lắp 40 km đèn đường", name=name, title=title)
    assert reported_units(prepared) == {"TPVX"}
    assert not asked(prepared)


def test_an_inspectorate_of_the_province_is_not_the_city(folder):
    prepared = send(folder, ["THANH TRA TỈNH VĨNH XUYÊN"], "Kết thúc 06 cuộc thanh tra")
    assert reported_units(prepared) == {"TTR"}


@pytest.mark.parametrize(
    "said",
    [
        "UBND HUYỆN LONG HÀ NAM",
        "UBND huyện Long Hà Tây",
        "huyen Long Ha Nam 2022",
        "Thị trấn Long Hà",
        "Chi cục Văn thư thuộc Sở Nội vụ",
        "Trung tâm Lưu trữ - Sở Nội vụ",
        "Phường 1, thành phố Vĩnh Xuyên",
        "Xã Tân Hòa, huyện Long Hà",
        "UBND huyện Long Hà Bắc",
        "Sở Nông nghiệp và Phát triển làng nghề",
        "Sở Nông nghiệp và Môi sinh",
        "Công an huyện Long Hà",
        "Viện kiểm sát thành phố Vĩnh Xuyên",
        "SỞ NỘI VỤ TỈNH TIỀN HẢI",
        "Sở Nội vụ tỉnh Phú Cường",
        "Sở Nội vụ tỉnh Đông Hà",
    ],
)
@pytest.mark.parametrize("where", ["letterhead", "file", "unit column", "section"])
def test_a_name_that_contains_a_units_name_is_another_bodys(folder, said, where):
    path = folder.raw / "submissions" / ("bieu.xlsx" if where != "file" else f"{said}.xlsx")
    row = [1, "Nạo vét 15 km kênh", "Đã hoàn thành", "Hoàn thành"]
    save_book(
        path,
        {
            "letterhead": [[said], HEAD, row],
            "file": [HEAD, row],
            "section": [HEAD, ["I", said], row],
            "unit column": [WITH_UNIT, [1, said, *row[1:]]],
        }[where],
    )
    prepared = judge_period(folder)
    assert not reported_units(prepared)
    [item] = [item for item in prepared.rejected if item.row]
    assert "là tên của một cơ quan khác" in item.found or "chỉ có hiệu lực" in item.found


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("UBND huyện Long Hà", "HLH"),
        ("UBND huyện Long Hà Đông", "HLD"),
        ("UBND huyện Long Hà năm 2022", "HLH"),
        ("UBND huyen Long Ha nam 2022", "HLH"),
        ("BC cua Long Ha gui lan 2", "HLH"),
        ("Đơn vị báo cáo: Sở Nội vụ", "SNV"),
        ("Sở Nội vụ (Chi cục Văn thư)", "SNV"),
        ("Sở Nông nghiệp", "SNN"),
        ("SỞ NỘI VỤ TỈNH VĨNH XUYÊN", "SNV"),
        ("Sở Nội vụ tỉnh báo cáo kết quả", "SNV"),
        ("SO NOI VU TINH TIEN DO 2022", "SNV"),
        ("Kết quả phòng, chống tham nhũng của Sở Nội vụ", "SNV"),
    ],
)
def test_words_that_belong_to_no_name_leave_the_unit_as_it_is(folder, said, unit):
    prepared = send(folder, [said], "Nội dung lạ")
    assert {item.unit for item in prepared.rejected if item.row} == {unit}


@pytest.mark.parametrize(
    "said",
    [
        "UBND huyện Long Hà Nam",
        "Chi cục thuộc Sở Nội vụ",
        "Phường 1, thành phố Vĩnh Xuyên",
        "Ban A, Sở Nội vụ",
    ],
)
@pytest.mark.parametrize("where", ["unit column", "section"])
def test_a_body_that_contains_a_units_name_stops_the_signed_list(folder, said, where):
    rows = (
        [REGISTER_HEAD, *register_rows(), [9, said, "Việc khác"]]
        if where == "unit column"
        else [["STT", "Nội dung cam kết"], ["I", said], [9, "Việc khác"]]
    )
    save_book(folder.raw / "register.xlsx", rows)
    with pytest.raises(InputError, match="cơ quan khác") as stopped:
        judge_period(folder)
    error = stopped.value
    assert said in error.found
    assert error.where.startswith("register.xlsx › Sheet1, dòng")
    assert error.expected
    assert "units.csv" in error.remedy


def test_a_unit_of_the_past_stops_the_signed_list_under_its_own_name(folder):
    save_book(
        folder.raw / "register.xlsx",
        [REGISTER_HEAD, [1, "Sở Nông nghiệp và Phát triển làng nghề", "Một việc"]],
    )
    with pytest.raises(
        InputError, match=r"làng nghề có trong units\.csv nhưng chỉ có hiệu lực đến 31/12/2021"
    ):
        judge_period(folder)


def test_the_signed_list_may_call_the_city_by_its_bare_name(folder):
    save_book(folder.raw / "register.xlsx", [REGISTER_HEAD, [1, "Vĩnh Xuyên", "Một việc"]])
    save_book(folder.raw / "submissions" / "b.xlsx", [WITH_UNIT, [1, "Vĩnh Xuyên", "Một việc", "Đạt", ""]])
    assert reported_units(judge_period(folder)) == {"TPVX"}


def fill_forms(folder, change=lambda sheet, unit: None):
    settings = read_settings(folder)
    signed = read_signed_list(folder, ReadingContext(settings.units)).commitments
    for unit, own in groupby(signed, key=lambda each: each.unit):
        book = openpyxl.load_workbook(
            io.BytesIO(write_form(unit, list(own), settings.period, settings.fields))
        )
        sheet = book.worksheets[0]
        [top] = [row[0].row for row in sheet if row[0].value == "TT"]
        heads = {cell.value.split("\n")[0].split(" (")[0]: cell.column for cell in sheet[top] if cell.value}
        result = next(column for head, column in heads.items() if head.startswith("Kết quả"))
        for row in range(top + 1, sheet.max_row + 1):
            if isinstance(sheet.cell(row, 1).value, int):
                sheet.cell(row, result).value = "Đã hoàn thành"
        change(sheet, unit)
        book.save(folder.raw / "submissions" / f"bieu {unit.order}.xlsx")


def test_every_row_of_camkets_own_forms_comes_home(folder):
    fill_forms(folder)
    prepared = judge_period(folder)
    assert all(each.record.reported for each in prepared.records)
    assert not asked(prepared)
    assert not prepared.rejected


@pytest.mark.parametrize("heading", ["UBND HUYỆN LONG HÀ", "PHÒNG X THUỘC SỞ NỘI VỤ", "VĨNH XUYÊN"])
def test_a_key_beside_its_own_content_outweighs_any_heading(folder, heading):
    def rename(sheet, unit):
        if unit.code == "STC":
            sheet["A1"], sheet["A2"] = heading, ""

    fill_forms(folder, rename)
    prepared = judge_period(folder)
    assert all(each.record.reported for each in prepared.records)
    assert not asked(prepared)


@pytest.mark.parametrize("content", ["Trồng rừng phòng hộ ven biển", None])
def test_a_key_beside_foreign_content_below_a_foreign_heading_is_asked_for_both_bases(folder, content):
    def rename(sheet, unit):
        if unit.code == "STC":
            sheet["A1"], sheet["A2"] = "UBND HUYỆN LONG HÀ", ""
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value == "Giải ngân hết kế hoạch vốn":
                        cell.value = content

    fill_forms(folder, rename)
    prepared = judge_period(folder)
    assert asked(prepared) == {"STC-01"}
    assert_open(prepared, "STC-01")


def assert_open(prepared, record_id):
    [judged] = [each for each in prepared.records if each.record.commitment.record_id == record_id]
    assert (judged.cut_off.status, judged.full_year.status) == (UNRESOLVED, UNRESOLVED)


def test_a_key_is_asked_about_if_the_unit_of_the_heading_signed_the_same(folder):
    shared = "Giải ngân hết kế hoạch vốn"
    save_book(
        folder.raw / "register.xlsx", [REGISTER_HEAD, *register_rows(), [9, "UBND huyện Long Hà", shared]]
    )

    def rename(sheet, unit):
        if unit.code == "STC":
            sheet["A1"], sheet["A2"] = "UBND HUYỆN LONG HÀ", ""

    fill_forms(folder, rename)
    prepared = judge_period(folder)
    assert asked(prepared) == {"STC-01"}
    assert_open(prepared, "STC-01")


def test_two_rows_that_differ_leave_both_bases_open(folder):
    for name, said in (("a", "Đã hoàn thành"), ("b", "Không hoàn thành")):
        rows = [["SỞ TÀI CHÍNH"], HEAD, [1, "Giải ngân hết kế hoạch vốn", said, said]]
        save_book(folder.raw / "submissions" / f"{name}.xlsx", rows)
    assert_open(judge_period(folder), "STC-01")


@pytest.mark.parametrize(
    "below", ["CHI CỤC TIN HỌC", "Trung tâm Đấu giá", "Xã Tân Hòa", "UBND xã Tân Hòa", "Cong ty Song Lon"]
)
def test_a_body_below_the_unit_in_the_letterhead_is_a_doubt_for_both_bases(folder, below):
    prepared = send(folder, ["SỞ TÀI CHÍNH", below], "Giải ngân hết kế hoạch vốn")
    assert (reported_units(prepared), asked(prepared)) == ({"STC"}, {"STC-01"})
    assert_open(prepared, "STC-01")


@pytest.mark.parametrize(
    "below", ["PHÒNG TỔNG HỢP", "Văn phòng", "Trưởng phòng: Lê Văn An", "Quý III năm 2022", "Độc lập - Tự do"]
)
def test_other_lines_below_the_unit_in_the_letterhead_ask_nothing(folder, below):
    prepared = send(folder, ["SỞ TÀI CHÍNH", below], "Giải ngân hết kế hoạch vốn")
    assert (reported_units(prepared), asked(prepared)) == ({"STC"}, set())


def test_a_doubt_about_whose_a_row_is_leaves_both_bases_open(folder):
    prepared = send(folder, ["SỞ TÀI CHÍNH"], "Giải ngân hết kế hoạch vốn", name="Sở Nội vụ.xlsx")
    [judged] = [each for each in prepared.records if each.record.reported]
    assert (judged.cut_off.status, judged.full_year.status) == (UNRESOLVED, UNRESOLVED)
    questions = [each for each in prepare_period(folder).questions if each.record_id == "STC-01"]
    assert {each.basis for each in questions} == {"cut_off", "full_year"}
    assert all(
        "chưa xác định được kết quả này của đơn vị nào" in " ".join(each.reasons) for each in questions
    )


def test_a_letterhead_of_another_body_in_a_units_file_is_a_doubt(folder):
    prepared = send(
        folder, ["CHI CỤC VĂN THƯ THUỘC SỞ NỘI VỤ"], "Ban hành Đề án vị trí việc làm", name="Sở Nội vụ.xlsx"
    )
    assert asked(prepared) == {"SNV-01"}


@pytest.mark.parametrize("kind", ["book", "document"])
def test_a_heading_without_rows_is_a_file_received_and_empty(folder, kind):
    path = folder.raw / "submissions" / "Sở Nội vụ.xlsx"
    if kind == "book":
        save_book(path, [["SỞ NỘI VỤ"], HEAD])
    else:
        save_document(path.with_suffix(".docx"), ["SỞ NỘI VỤ"], [HEAD])
    prepared = judge_period(folder)
    [item] = prepared.rejected
    assert (item.unit, item.kind) == ("SNV", "file")
    assert "không có dòng nội dung nào" in item.found
    assert "SNV" in {unit.code for unit in prepared.silent_units.unusable}
    assert "SNV" not in {unit.code for unit in prepared.silent_units.sent_nothing}


def test_an_empty_sheet_beside_a_filled_one_needs_nothing(folder):
    path = folder.raw / "submissions" / "Sở Nội vụ.xlsx"
    save_book(path, [HEAD, [1, "Ban hành Đề án vị trí việc làm", "Đã xong", ""]])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Đợt 2").append(HEAD)
    book.save(path)
    assert not judge_period(folder).rejected


@pytest.mark.parametrize(
    "said",
    [
        "Nhà khách Sở Nội vụ",
        "Tổ công tác Sở Nội vụ",
        "Ban Tôn giáo Sở Nội vụ",
        "Thanh tra Sở Tài chính",
        "Câu lạc bộ Hưu trí, Sở Tài chính",
        "Doanh nghiệp - Sở Tài chính",
        "Thư viện huyện Long Hà",
        "Vườn ươm huyện Long Hà",
        "Khu phố 3, thành phố Vĩnh Xuyên",
        "Bảo tàng thành phố Vĩnh Xuyên",
        "Báo cáo của Nhà khách Sở Nội vụ",
        "UBND tỉnh Sông Lớn - Nhà khách Sở Nội vụ",
        "Kết quả cải cách của Tạp chí Sở Nội vụ",
        "Tổng hợp kết quả Ban Dân vận huyện Long Hà",
        "Báo cáo Xí nghiệp Cấp nước huyện Long Hà",
        "Kết quả Ngân hàng Chính sách huyện Long Hà",
        "Báo cáo tháng 10 Bưu điện huyện Long Hà",
    ],
)
def test_any_word_before_a_name_in_full_that_is_not_listed_makes_another_body_of_it(folder, said):
    assert not reported_units(send(folder, [said], "Nạo vét 15 km kênh"))
    prepared = send(folder, [said], "Giải ngân hết kế hoạch vốn", name="Sở Tài chính.xlsx")
    assert asked(prepared) == {"STC-01"}


@pytest.mark.parametrize(
    "said",
    [
        "Báo cáo của Sở Tài chính",
        "Đơn vị: Sở Tài chính",
        "Kính gửi: UBND huyện Long Hà",
        "Thủ trưởng: Sở Tài chính",
        "Giám đốc Sở Tài chính",
        "Quý III Sở Tài chính",
        "Biểu số 01 - Sở Tài chính",
        "Báo cáo kết quả xây dựng nhà ở và nhà khách năm 2022 của Sở Tài chính",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ TÀI CHÍNH",
        "(Kèm theo Báo cáo số 12 ngày 30 tháng 10 của Sở Tài chính)",
        "Các đơn vị thuộc Sở Tài chính",
        "Tiến độ giải ngân vốn đầu tư công Sở Tài chính",
        "UBND TỈNH SÔNG LỚN SỞ TÀI CHÍNH",
        "TỈNH SÔNG LỚN - SỞ TÀI CHÍNH",
    ],
)
def test_harmless_words_before_a_name_in_full_ask_nothing(folder, said):
    prepared = send(folder, [said], "Giải ngân hết kế hoạch vốn", name="Sở Tài chính.xlsx")
    assert (reported_units(prepared), asked(prepared)) == ({"STC"}, set())


def send_with_unit(folder, said):
    path = folder.raw / "submissions" / "Sở Tài chính.xlsx"
    save_book(path, [WITH_UNIT, [1, said, "Giải ngân hết kế hoạch vốn", "Đã hoàn thành", "Hoàn thành"]])
    return judge_period(folder)


@pytest.mark.parametrize(
    "said",
    [
        "Sở Cầu đường",
        "Công ty Sao Mai",
        "UBND huyện Tân Khai",
        "Chi cục Bến bãi thuộc Sở Cầu đường",
        "Trung tâm Y tế huyện Tân Khai",
        "Phòng Nội vụ thị xã Sông Lớn",
        "Chi cục Tin học",
        "Trung tâm Công tác xã hội",
        "Ban quản lý Chợ đầu mối",
        "Trung tâm Y tế huyện",
    ],
)
def test_an_unknown_name_in_the_unit_column_is_a_doubt(folder, said):
    prepared = send_with_unit(folder, said)
    assert asked(prepared) == {"STC-01"}
    [judged] = [each for each in prepared.records if each.record.doubts]
    assert f"cột đơn vị ghi “{said}”" in " ".join(judged.record.doubts)


@pytest.mark.parametrize(
    "said",
    [
        "Phòng Ngân sách",
        "Các phòng chuyên môn",
        "Văn phòng",
        "-",
        "1",
        "nt",
        "Thanh tra Sở",
        "Các phòng thuộc Sở",
        "Chi cục Tin học thuộc Sở Tài chính",
        "Trung tâm Tư vấn thuộc Sở",
        "Trung tâm Thẩm định Sở",
        "Phòng Tin học; Chi cục Tin học - Sở Tài chính",
    ],
)
def test_a_unit_may_name_its_own_divisions_in_the_unit_column(folder, said):
    prepared = send_with_unit(folder, said)
    assert (reported_units(prepared), asked(prepared)) == ({"STC"}, set())


@pytest.mark.parametrize(
    "said", ["Sở Tài chính; Chi cục Văn thư thuộc Sở Nội vụ", "Sở Tài chính; thị trấn Long Hà"]
)
def test_a_text_that_names_a_unit_and_another_body_is_a_doubt(folder, said):
    prepared = send(folder, [said], "Giải ngân hết kế hoạch vốn")
    assert (reported_units(prepared), asked(prepared)) == ({"STC"}, {"STC-01"})


@pytest.mark.parametrize(
    ("said", "doubts"), [("STC - Báo cáo của Sở Nội vụ", {"STC-01"}), ("STC (Sở Tài chính)", set())]
)
def test_a_code_within_a_text_is_stronger_than_a_name(folder, said, doubts):
    prepared = send(folder, [said], "Giải ngân hết kế hoạch vốn")
    assert (reported_units(prepared), asked(prepared)) == ({"STC"}, doubts)


def test_the_sign_of_a_document_beside_a_name_is_no_code(folder):
    prepared = send(folder, ["Sở Tài chính báo cáo theo số 12/SNV"], "Giải ngân hết kế hoạch vốn")
    assert reported_units(prepared) == {"STC"}


@pytest.mark.parametrize(
    ("superior", "place"), [("UBND Tỉnh", "Cửa Sông"), ("Ủy ban nhân dân tỉnh", "TP Cửa Sông")]
)
def test_a_province_above_the_unit_asks_nothing_whatever_the_period_calls_it(folder, superior, place):
    said = SETTINGS.replace('superior = "UBND tỉnh Vĩnh Xuyên"', f'superior = "{superior}"')
    said = said.replace('place = "Vĩnh Xuyên"', f'place = "{place}"')
    (folder.raw / "period.toml").write_text(said, encoding="utf-8")
    prepared = send(folder, ["UBND TỈNH SÔNG LỚN SỞ TÀI CHÍNH"], "Giải ngân hết kế hoạch vốn")
    assert (reported_units(prepared), asked(prepared)) == ({"STC"}, set())


@pytest.mark.parametrize(
    ("said", "unit", "own"),
    [
        ("Trung tâm Y tế huyện", "UBND huyện Tân Lập", True),
        ("Trung tâm Văn hóa TP", "UBND thành phố Tân Lập", True),
        ("Trung tâm Y tế huyện", "Sở Y tế", False),
        ("Chi cục Thú y", "UBND huyện Tân Lập", False),
        ("Phòng Y tế", "UBND huyện Tân Lập", True),
    ],
)
def test_a_body_with_a_seal_is_the_units_if_it_ends_in_the_kind_of_the_unit(said, unit, own):
    assert is_own_division(said, unit) == own
