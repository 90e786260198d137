import openpyxl

from camket.intake.joining.join import join_reports
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.reconciliation import SilentUnits, find_silent_units, list_missing
from camket.intake.joining.record import Rejected
from camket.intake.joining.submissions import read_submissions
from camket.settings.period import Thresholds
from camket.settings.project import open_folder
from samples import SNV, STC, report, sign

BUDGET = "Thu ngân sách nhà nước trên địa bàn đạt và vượt dự toán giao"
INDEX = "Chỉ số cải cách hành chính bằng hoặc cao hơn năm 2021"


def join(commitments, reports):
    return join_reports(commitments, reports, Thresholds())


COMMITMENTS = [sign(INDEX, 1), sign(BUDGET, 2), sign(INDEX, 1, STC), sign(BUDGET, 2, STC)]


def test_units_that_sent_nothing_are_listed_once_and_the_others_commitment_by_commitment():
    reports = [report(INDEX, 1, result_text="Đạt")]
    silent_units = find_silent_units([SNV, STC], reports, [])
    missing = list_missing(join(COMMITMENTS, reports).records, silent_units)
    assert (silent_units.sent_nothing, silent_units.unusable) == ((STC,), ())
    assert [(item.unit, item.found) for item in missing] == [
        ("STC", "Sở Tài chính chưa gửi kết quả nào (2 nội dung đã ký)"),
        ("SNV", f"nội dung SNV-02 “{BUDGET}” chưa có dòng nào báo cáo"),
    ]
    assert {(item.kind, item.where) for item in missing} == {("missing", "STC"), ("missing", "SNV")}


def test_nothing_is_missing_if_everything_was_sent():
    reports = [report(each.content, each.item_no, each.unit.code, result_text="Đạt") for each in COMMITMENTS]
    silent_units = find_silent_units([SNV, STC], reports, [])
    assert silent_units == SilentUnits((), ())
    assert list_missing(join(COMMITMENTS, reports).records, silent_units) == []


def test_a_unit_whose_form_came_back_blank_is_listed_once_and_a_single_word_makes_it_a_report():
    blank = [report(INDEX, 1, "STC", result_text="…"), report(BUDGET, 2, "STC")]
    reports = [report(INDEX, 1, result_text="Đạt"), *blank]
    silent_units = find_silent_units([SNV, STC], reports, [])
    missing = list_missing(join(COMMITMENTS, reports).records, silent_units)
    assert silent_units == SilentUnits((), (), (STC,))
    assert [(item.unit, item.found[:9]) for item in missing] == [("STC", "Sở Tài ch"), ("SNV", "nội dung ")]
    said = [*blank, report(INDEX, 1, "STC", note="Sẽ báo cáo sau")]
    assert find_silent_units([SNV, STC], [*reports, *said], []) == SilentUnits((), ())


def test_a_unit_whose_only_file_could_not_be_used_is_not_said_to_have_sent_nothing():
    refused = Rejected("STC", "submissions/STC.xlsx", "", "", None, "", "tệp rỗng", "", "", "file")
    silent_units = find_silent_units([SNV, STC], [report(INDEX, 1)], [refused])
    missing = list_missing(join(COMMITMENTS, []).records, silent_units)
    assert (silent_units.sent_nothing, silent_units.unusable) == ((), (STC,))
    assert missing[0].found == "Sở Tài chính đã gửi nhưng chưa có kết quả nào đọc được (2 nội dung đã ký)"


def test_a_commitment_in_a_hidden_row_of_its_unit_is_to_be_shown_and_not_to_be_added(tmp_path):
    folder = tmp_path / "data" / "raw" / "2022-10"
    (folder / "submissions").mkdir(parents=True)
    (folder / "period.toml").touch()
    book = openpyxl.Workbook()
    for row in (["SỞ NỘI VỤ"], ["STT", "Nội dung cam kết", "Kết quả thực hiện"], [1, INDEX, "Đạt"]):
        book.active.append(row)
    for number, content in enumerate(
        (BUDGET, "Mở 05 lớp bồi dưỡng", "Số hóa 900 hồ sơ", "Sửa 07 trụ sở"), start=2
    ):
        book.active.append([number, content, "Đã xong"])
        book.active.row_dimensions[number + 2].hidden = True
    book.save(folder / "submissions" / "SNV.xlsx")
    sent = read_submissions(open_folder(tmp_path, "2022-10"), ReadingContext([SNV, STC]))
    own = [sign(INDEX, 1), sign(BUDGET, 2), sign("Sửa 07 trụ sở", 5), sign("Trồng 40 cây", 6)]
    records = join([*own, sign(BUDGET, 1, STC)], sent.reports).records
    missing = list_missing(records, SilentUnits((), ()), sent)
    hidden = "chỉ có ở chỗ bị ẩn, không được đọc: hàng ẩn 4–7 của submissions/SNV.xlsx"
    assert [(item.found.partition("” ")[2], "bỏ ẩn" in item.remedy) for item in missing] == [
        (hidden, True),
        (hidden, True),
        ("chưa có dòng nào báo cáo", False),
        ("chưa có dòng nào báo cáo", False),
    ]
