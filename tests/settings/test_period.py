"""The settings of a period: every wrong key is named, with what to write instead."""

from datetime import date

import pytest
from pydantic import ValidationError

from camket.errors import InputError
from camket.settings.period import decision_days, read_period

PLACE = "data/raw/2022-10/period.toml"
TOP = """
title = "nội dung cam kết hành động với UBND Tỉnh"
year = 2022
cut_off = 2022-10-30
superior_in_text = "UBND Tỉnh"
"""
REPORT = """
[report]
number = "158/BC-SKHĐT"
day = 2022-11-09
agency = "Sở Kế hoạch và Đầu tư"
superior = "UBND tỉnh Đồng Tháp"
place = "Đồng Tháp"
"""


def period_of(folder, text, encoding="utf-8"):
    path = folder / "period.toml"
    path.write_bytes(text.encode(encoding))
    return read_period(path, PLACE)


def refusal(folder, text, encoding="utf-8"):
    with pytest.raises(InputError) as caught:
        period_of(folder, text, encoding)
    return caught.value


def test_the_required_keys_are_enough_and_the_rest_has_the_usual_values(tmp_path):
    period = period_of(tmp_path, TOP + REPORT)
    assert (period.year, period.cut_off) == (2022, date(2022, 10, 30))
    assert (period.report.number, period.report.day) == ("158/BC-SKHĐT", date(2022, 11, 9))
    assert (period.notice, period.common_tasks) == ("", ())
    assert (period.layout.zero_padded, period.layout.electronic) == (True, False)
    assert period.layout.margins_mm == (20, 15, 20, 30)
    assert (period.layout.fonts, period.layout.machine_fonts) == (("Times New Roman",), ())
    assert (period.thresholds.same_text, period.thresholds.same_number) == (85, 60)
    report = period.report
    assert (report.legal_bases, report.recipients, report.filed) == ((), (), "VT")
    assert (report.signer_titles, report.signer_name) == ((), "")


def test_what_the_covering_report_needs_beside_can_be_given(tmp_path):
    extra = """legal_bases = ["Căn cứ Công văn số 1;"]
recipients = ["UBND Tỉnh", "Các sở"]
filed = "VT, TH"
signer_titles = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
signer_name = "Nguyễn Văn A"
"""
    report = period_of(tmp_path, TOP + REPORT + extra).report
    assert report.legal_bases == ("Căn cứ Công văn số 1;",)
    assert report.recipients == ("UBND Tỉnh", "Các sở")
    assert (report.filed, report.signer_name) == ("VT, TH", "Nguyễn Văn A")
    assert report.signer_titles == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


@pytest.mark.parametrize("line", ['recipients = "UBND Tỉnh"', 'legal_bases = [""]', "signer_titles = [1]"])
def test_an_ill_typed_setting_of_the_covering_report_is_named(tmp_path, line):
    error = refusal(tmp_path, TOP + REPORT + line + "\n")
    assert line.split(" =")[0] in error.where
    assert "should" not in error.expected


def test_every_setting_can_be_given(tmp_path):
    extra = 'notice = "Số liệu giả lập"\ncommon_tasks = ["Chuyển đổi số", "Giao việc"]\n'
    sections = """
[layout]
zero_padded = false
electronic = true
fonts = ["Tinos"]
margins_mm = [25, 20, 25, 35]
[thresholds]
same_text = 90
same_number = 70
"""
    period = period_of(tmp_path, TOP + extra + REPORT + sections)
    assert period.notice == "Số liệu giả lập"
    assert period.common_tasks == ("Chuyển đổi số", "Giao việc")
    assert period.layout.model_dump() == {
        "zero_padded": False, "electronic": True, "fonts": ("Tinos",), "margins_mm": (25, 20, 25, 35),
    }  # fmt: skip
    assert period.layout.machine_fonts == ("Tinos",)
    assert period.thresholds.model_dump() == {"same_text": 90, "same_number": 70}


def test_a_file_saved_by_notepad_with_a_bom_is_read(tmp_path):
    assert period_of(tmp_path, TOP + REPORT, "utf-8-sig").year == 2022


def test_a_period_cannot_be_changed_once_read(tmp_path):
    period = period_of(tmp_path, TOP + REPORT)
    with pytest.raises(ValidationError, match="frozen"):
        period.year = 2023
    with pytest.raises(ValidationError, match="frozen"):
        period.report.number = "159"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("title", "Tên gọi chung"),
        ("year", "Năm cam kết"),
        ("cut_off", "Ngày chốt số liệu"),
        ("superior_in_text", "Cơ quan nhận cam kết, viết trong câu"),
    ],
)
def test_a_missing_key_is_named_and_called_what_officials_call_it(tmp_path, key, label):
    text = "\n".join(line for line in TOP.splitlines() if not line.startswith(f"{key} =")) + REPORT
    error = refusal(tmp_path, text)
    assert (error.where, error.remedy) == (f"{PLACE}, {key}", f"thêm {key}")
    assert error.found == f"thiếu {key} ({label})"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("agency", "Cơ quan tổng hợp, ban hành báo cáo"),
        ("superior", "Cơ quan cấp trên trực tiếp"),
        ("place", "Địa danh ghi trên báo cáo"),
    ],
)
def test_a_missing_key_of_the_report_is_named_with_its_section(tmp_path, key, label):
    text = TOP + "\n".join(line for line in REPORT.splitlines() if not line.startswith(f"{key} ="))
    error = refusal(tmp_path, text)
    assert error.where == f"{PLACE}, report.{key}"
    assert error.found == f"thiếu report.{key} ({label})"
    assert error.remedy == f"thêm report.{key}"


@pytest.mark.parametrize(
    ("line", "number", "symbol", "is_numbered"),
    [
        ("", "      /BC", "/BC", False),
        ('number = "/BC-SKHĐT"', "      /BC-SKHĐT", "/BC-SKHĐT", False),
        ('number = "…/BC-SKHĐT"', "      /BC-SKHĐT", "/BC-SKHĐT", False),
        ('number = " /BC-SKHĐT"', "      /BC-SKHĐT", "/BC-SKHĐT", False),
        ('number = "158/BC-SKHĐT"', "158/BC-SKHĐT", "/BC-SKHĐT", True),
        ('number = "158"', "158", "", True),
    ],
)
def test_a_report_without_a_number_has_room_for_it_before_its_symbol(
    tmp_path, line, number, symbol, is_numbered
):
    text = TOP + REPORT.replace('number = "158/BC-SKHĐT"', line)
    report = period_of(tmp_path, text).report
    assert report.label_number().replace("\N{NO-BREAK SPACE}", " ") == number
    assert (report.symbol, report.is_numbered) == (symbol, is_numbered)


def test_a_report_without_a_day_has_room_for_it_and_its_files_are_dated_by_the_cut_off(tmp_path):
    period = period_of(tmp_path, TOP + REPORT.replace("day = 2022-11-09", ""))
    assert period.report.label_day().split() == ["ngày", "tháng", "năm"]
    assert period.document_day == period.cut_off


@pytest.mark.parametrize(
    ("line", "last"), [("day = 2022-11-09", date(2022, 11, 9)), ("", date(2023, 12, 31))]
)
def test_the_reports_day_bounds_decisions_once_there_is_one(tmp_path, line, last):
    period = period_of(tmp_path, TOP + REPORT.replace("day = 2022-11-09", line))
    assert decision_days(period) == (date(2022, 1, 1), last)


def test_a_missing_report_section_is_named(tmp_path):
    assert refusal(tmp_path, TOP).found == "thiếu report"


@pytest.mark.parametrize(
    ("text", "key", "known"),
    [
        (TOP + 'cutoff = "x"\n' + REPORT, "cutoff", "cut_off"),
        (TOP + REPORT + 'so = "158"\n', "report.so", "number"),
        (TOP + REPORT + "[layout]\npadded = true\n", "layout.padded", "zero_padded"),
        (TOP + REPORT + "[thresholds]\nsame = 90\n", "thresholds.same", "same_text"),
        (TOP + REPORT + "[bo_cuc]\nx = 1\n", "bo_cuc", "layout"),
    ],
)
def test_an_unknown_key_is_refused_with_the_keys_of_its_section(tmp_path, text, key, known):
    error = refusal(tmp_path, text)
    assert error.where == f"{PLACE}, {key}"
    assert error.found == f"khóa không rõ {key}"
    assert known in error.remedy


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        (TOP.replace("2022-10-30", '"30/10/2022"') + REPORT, "cut_off", "một ngày dạng 2022-10-30"),
        (
            TOP.replace("2022-10-30", "true") + REPORT,
            "cut_off",
            "một ngày dạng 2022-10-30, không có dấu nháy",
        ),
        (TOP.replace("= 2022\n", '= "hai nghìn"\n') + REPORT, "year", "một số nguyên"),
        (TOP.replace('"UBND Tỉnh"', "5") + REPORT, "superior_in_text", "một chuỗi chữ trong dấu nháy"),
        (TOP + REPORT + '[layout]\nelectronic = "có"\n', "layout.electronic", "true hoặc false"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_what_to_write(tmp_path, text, key, expected):
    error = refusal(tmp_path, text)
    assert error.where == f"{PLACE}, {key}"
    assert error.expected == f"{key}: {expected}"
    assert error.remedy == f"sửa {key}"


@pytest.mark.parametrize(
    "setting", ["same_text = 49", "same_text = 101", "same_number = -1", "same_number = 101"]
)
def test_a_threshold_outside_its_range_is_refused(tmp_path, setting):
    key, _, value = setting.partition(" = ")
    error = refusal(tmp_path, TOP + REPORT + f"[thresholds]\n{setting}\n")
    assert error.where == f"{PLACE}, thresholds.{key}"
    assert error.found.startswith(f"thresholds.{key} = {value} (Độ giống tối thiểu")


@pytest.mark.parametrize("section", ["[thresholds]\nsame_text = 49\n", "[layout]\nmargins_mm = 20\n"])
def test_what_is_expected_is_said_in_vietnamese_whatever_is_wrong(tmp_path, section):
    assert "should" not in refusal(tmp_path, TOP + REPORT + section).expected


def test_all_wrong_keys_are_named_at_once(tmp_path):
    error = refusal(tmp_path, TOP.replace("title", "titel").replace("= 2022\n", '= "x"\n'))
    assert error.found == (
        "thiếu title (Tên gọi chung); year = 'x' (Năm cam kết); thiếu report; khóa không rõ titel"
    )


@pytest.mark.parametrize("cut_off", ["2022-01-01", "2022-12-31", "2023-06-30"])
def test_the_cut_off_lies_in_the_year_or_the_half_year_after(tmp_path, cut_off):
    period = period_of(tmp_path, TOP.replace("2022-10-30", cut_off) + REPORT)
    assert period.cut_off == date.fromisoformat(cut_off)


@pytest.mark.parametrize("cut_off", ["2021-12-31", "2023-07-01", "2032-10-30"])
def test_a_cut_off_of_another_year_is_refused(tmp_path, cut_off):
    error = refusal(tmp_path, TOP.replace("2022-10-30", cut_off) + REPORT)
    assert error.where.startswith(PLACE)
    assert "ngày chốt số liệu thuộc năm 2022" in error.expected


@pytest.mark.parametrize(
    ("due", "fits"),
    [("2021-12-31", False), ("2022-01-01", True), ("2023-12-31", True), ("2032-11-05", False)],
)
def test_the_day_by_which_units_report_lies_in_the_year_or_the_next(tmp_path, due, fits):
    text = TOP + f"report_due = {due}\n" + REPORT
    if fits:
        assert period_of(tmp_path, text).report_due == date.fromisoformat(due)
    else:
        assert "hạn gửi báo cáo thuộc năm 2022 hoặc năm sau" in refusal(tmp_path, text).expected


def test_a_cut_off_of_another_year_is_refused_by_its_key(tmp_path):
    error = refusal(tmp_path, TOP.replace("2022-10-30", "2021-12-31") + REPORT)
    assert error.where == f"{PLACE}, cut_off"
    assert error.found == "cut_off = 2021-12-31 (Ngày chốt số liệu)"
    assert error.remedy == "sửa cut_off"


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError) as caught:
        read_period(tmp_path / "period.toml", PLACE)
    assert (caught.value.where, caught.value.found) == (PLACE, "không có tệp này")
    assert "period.toml" in caught.value.expected


@pytest.mark.parametrize(
    ("line", "remedy"),
    [("cut_off = 30/10/2022", "viết ngày là 2022-10-30"), ("title = Cam kết", "trong dấu nháy kép")],
)
def test_a_line_that_is_no_toml_is_quoted_with_its_number_and_what_to_write(tmp_path, line, remedy):
    error = refusal(tmp_path, f"year = 2022\n\n{line}\n")
    assert error.where == f"{PLACE}, dòng 3"
    assert line in error.found
    assert remedy in error.remedy


def test_a_settings_file_that_cannot_be_opened_is_refused_without_a_traceback(tmp_path):
    (tmp_path / "period.toml").mkdir()
    with pytest.raises(InputError, match="không mở được"):
        read_period(tmp_path / "period.toml", PLACE)


def test_an_empty_report_number_is_refused(tmp_path):
    assert "không để trống" in refusal(tmp_path, TOP + REPORT.replace('"158/BC-SKHĐT"', '""')).expected


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    error = refusal(tmp_path, TOP + REPORT, "utf-16")
    assert error.where == PLACE
    assert "UTF-8" in error.expected
