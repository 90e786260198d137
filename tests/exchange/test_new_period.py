"""Setting up a period: what is created, kept and refused, and the filled forms read back."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from camket.cli.main import main
from camket.errors import InputError, UsageError
from camket.exchange import new_period
from camket.exchange.new_period import check_name, make_period
from camket.settings.fields import label_of
from camket.settings.period import read_period

DAY = date(2022, 12, 15)
CHECKOUT = Path(__file__).parents[2]
# A result for each status of the list, as a clerk would write it, with the estimate that goes with it.
ANSWERS = [
    ("Đã hoàn thành tại Báo cáo số 12/BC ngày 01/12/2022", "Hoàn thành", "Hoàn thành"),
    ("Đang tổ chức thực hiện", "Hoàn thành trong tháng 12", "Đang thực hiện"),
    ("Không thể hoàn thành trong năm 2022", "Không hoàn thành", "Không hoàn thành"),
    ("Đã nộp hồ sơ, chờ cơ quan chuyên môn thẩm định", "Hoàn thành", "Chờ thẩm định"),
    ("Được UBND Tỉnh cho dừng thực hiện tại Công văn số 5/UBND", "", "Được cho dừng"),
]


def everything_under(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def new(project, *arguments):
    return main(["new", *arguments, "--project", str(project)])


def fill(form, target, *, rewrite):
    """Answer every row of a form; `rewrite` also reverses the order and changes the signed texts."""
    book = openpyxl.load_workbook(form)
    sheet = book["Bieu mau"]
    head = next(cell.row for cell in sheet["B"] if cell.value == "camket_key")
    heads = [cell.value for cell in sheet[head]]
    answered = [
        next(column for column, heading in enumerate(heads) if heading.startswith(label_of(name)))
        for name in ("result_text", "estimate_text", "self_assessment")
    ]
    rows = [row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, 2).value]
    filled = [[cell.value for cell in sheet[row]] for row in rows]
    for number, values in enumerate(filled):
        for column, answer in zip(answered, ANSWERS[number % len(ANSWERS)], strict=True):
            values[column] = answer
        if rewrite:
            values[0], values[2] = None, f"{values[2][:6]} (đơn vị viết lại hoàn toàn khác)"
    for row, values in zip(rows, filled[::-1] if rewrite else filled, strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    book.save(target)


@pytest.fixture
def raw(small_project):
    return small_project / "data" / "raw"


def test_a_period_is_set_up_from_an_earlier_one(small_project, raw):
    done = make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    assert done.made == (
        "data/raw/2022-12/period.toml",
        "data/raw/2022-12/decisions.csv",
        "data/raw/2022-12/register.xlsx",
        "data/raw/2022-12/forms/SNV.xlsx",
        "data/raw/2022-12/forms/HTN.xlsx",
    )
    assert done.kept == ()
    assert (raw / "2022-12" / "register.xlsx").read_bytes() == (
        raw / "2022-10" / "register.xlsx"
    ).read_bytes()
    assert read_period(raw / "2022-12" / "period.toml", "period.toml").cut_off == DAY
    for folder in ("submissions", "registrations"):
        assert list((raw / "2022-12" / folder).iterdir()) == []
    header = (raw / "2022-12" / "decisions.csv").read_text(encoding="utf-8-sig")
    assert header == (
        "record_id,field,value,expect,reason,document,decided_by,decided_on,"
        "written,role,checked_by,document_sha256\n"
    )


def test_the_same_period_is_set_up_with_the_same_bytes(small_project, raw):
    make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    first = everything_under(raw / "2022-12")
    shutil.rmtree(raw / "2022-12")
    make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    assert everything_under(raw / "2022-12") == first


def test_what_is_there_is_never_overwritten_and_what_is_missing_is_made(small_project, raw):
    make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    folder = raw / "2022-12"
    for name in ("period.toml", "decisions.csv", "register.xlsx", "forms/SNV.xlsx"):
        with (folder / name).open("ab") as file:
            file.write(b"\n")
    (folder / "submissions" / "SNV.xlsx").write_bytes(b"sent")
    before = everything_under(folder)
    (folder / "forms" / "HTN.xlsx").unlink()
    again = make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    assert again.made == ("data/raw/2022-12/forms/HTN.xlsx",)
    assert "data/raw/2022-12/period.toml" in again.kept
    assert everything_under(folder) == before


def test_a_second_time_there_is_nothing_to_do(small_project, raw):
    make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    before = everything_under(raw)
    assert make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10").made == ()
    assert everything_under(raw) == before


def test_without_an_earlier_period_the_settings_wait_and_forms_follow_the_register(small_project, raw):
    done = make_period(small_project, "2023-06", cut_off=date(2023, 6, 30), earlier=None)
    assert done.made == ("data/raw/2023-06/period.toml", "data/raw/2023-06/decisions.csv")
    assert "register.xlsx" in done.next_steps[0]
    assert "BẮT BUỘC" in done.next_steps[1]

    shutil.copy(raw / "2022-10" / "register.xlsx", raw / "2023-06")
    with pytest.raises(InputError, match="thêm title"):
        make_period(small_project, "2023-06", cut_off=date(2023, 6, 30), earlier=None)

    settings = (raw / "2022-10" / "period.toml").read_text(encoding="utf-8")
    settings = settings.replace("2022-10-30", "2023-06-30").replace("year = 2022", "year = 2023")
    settings = settings.replace("2022-11-09", "2023-07-05")
    (raw / "2023-06" / "period.toml").write_text(settings, encoding="utf-8")
    done = make_period(small_project, "2023-06", cut_off=date(2023, 6, 30), earlier=None)
    assert done.made == ("data/raw/2023-06/forms/SNV.xlsx", "data/raw/2023-06/forms/HTN.xlsx")


def test_a_register_that_lies_there_before_the_settings_is_kept_and_waits_for_them(small_project, raw):
    (raw / "2023-06").mkdir()
    shutil.copy(raw / "2022-10" / "register.xlsx", raw / "2023-06")
    done = make_period(small_project, "2023-06", cut_off=date(2023, 6, 30), earlier=None)
    assert done.kept == ("data/raw/2023-06/register.xlsx",)
    assert not (raw / "2023-06" / "forms").exists()
    assert "chạy lại lệnh này" in done.next_steps[-1]


def test_the_register_of_another_year_is_not_carried_over(small_project, raw):
    done = make_period(small_project, "2023-06", cut_off=date(2023, 6, 30), earlier="2022-10")
    assert not list((raw / "2023-06").glob("register.*"))
    assert not (raw / "2023-06" / "forms").exists()
    assert "của năm 2022, không chuyển sang năm 2023" in done.next_steps[0]
    assert "2022-12-31" in done.next_steps[0]


def test_an_earlier_period_without_a_register_is_said_to_have_none(small_project, raw):
    (raw / "2022-10" / "register.xlsx").unlink()
    done = make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    assert "kỳ 2022-10 chưa có danh mục để chuyển sang" in done.next_steps[0]


def test_a_unit_that_signed_nothing_gets_no_form(small_project, raw):
    with (raw / "units.csv").open("a", encoding="utf-8") as file:
        file.write("STC,Sở Tài chính,department,3,,,\n")
    make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    assert sorted(path.name for path in (raw / "2022-12" / "forms").iterdir()) == ["HTN.xlsx", "SNV.xlsx"]


@pytest.mark.parametrize("name", ["../2022", "a/b", "..", "", "a\\b"])
def test_a_name_that_is_no_folder_name_is_wrong_use(small_project, name):
    before = everything_under(small_project)
    assert new(small_project, name, "--cut-off", "2022-12-15") == 2
    assert everything_under(small_project) == before


@pytest.mark.parametrize("earlier", ["2021-10", "../raw/2022-10", ""])
def test_an_unknown_earlier_period_is_input_that_cannot_be_used(small_project, raw, earlier, capsys):
    assert new(small_project, "2022-12", "--cut-off", "2022-12-15", "--from", earlier) == 10
    assert "một trong các kỳ: 2022-10" in capsys.readouterr().err
    assert not (raw / "2022-12").exists()


@pytest.mark.parametrize("day", ["15/13/2022", "15/12", "2022-13-01", "2022-02-30", "hôm nay"])
def test_a_wrong_date_is_wrong_use(small_project, capsys, day):
    with pytest.raises(SystemExit) as stopped:
        new(small_project, "2022-12", "--cut-off", day)
    assert stopped.value.code == 2
    assert "viết như 2022-12-15 hoặc 15/12/2022" in capsys.readouterr().err


def test_a_day_may_be_written_as_in_vietnam(small_project):
    assert new(small_project, "2022-12", "--cut-off", "15/12/2022") == 0
    settings = small_project / "data" / "raw" / "2022-12" / "period.toml"
    assert "cut_off = 2022-12-15" in settings.read_text("utf-8")


def test_a_period_that_exists_with_another_cut_off_is_not_touched(small_project, raw):
    before = everything_under(raw)
    with pytest.raises(UsageError, match="kỳ này đã có, cut_off = 2022-10-30"):
        make_period(small_project, "2022-10", cut_off=DAY, earlier=None)
    assert everything_under(raw) == before


def test_a_period_is_not_carried_over_from_itself(small_project):
    with pytest.raises(UsageError, match="từ chính kỳ đó"):
        make_period(small_project, "2022-10", cut_off=date(2022, 10, 30), earlier="2022-10")


def test_the_name_of_a_file_is_no_name_of_a_period(small_project):
    with pytest.raises(UsageError, match="đã có một tệp tên như vậy"):
        make_period(small_project, "units.csv", cut_off=DAY, earlier=None)


def test_a_folder_that_is_no_project_and_not_empty_is_refused_and_stays_as_it_is(tmp_path):
    (tmp_path / "ghi-chu.txt").touch()
    with pytest.raises(InputError, match="--project"):
        make_period(tmp_path, "2022-12", cut_off=DAY, earlier=None)
    assert [path.name for path in tmp_path.iterdir()] == ["ghi-chu.txt"]


def test_faults_of_units_and_settings_are_named_at_once_before_anything_is_made(small_project, raw):
    with (raw / "units.csv").open("a", encoding="utf-8") as file:
        file.write("stc,Sở Tài chính,department,3,,,\nSYT,Sở Y tế,hospital,4,,,\n")
    (raw / "2022-12").mkdir()
    (raw / "2022-12" / "period.toml").write_text(
        'cut_off = 2022-12-15\nyear = 2022\ntitle = ""\n', encoding="utf-8"
    )
    before = everything_under(raw)
    with pytest.raises(InputError) as caught:
        make_period(small_project, "2022-12", cut_off=DAY, earlier=None)
    said = str(caught.value)
    assert "2 chỗ" in said
    assert "data/raw/units.csv, dòng 4, code" in said
    assert "thiếu superior_in_text (Cơ quan nhận cam kết, viết trong câu); thiếu report" in said
    assert everything_under(raw) == before


def test_settings_that_cannot_be_read_stop_it(small_project, raw):
    (raw / "2022-12").mkdir()
    (raw / "2022-12" / "period.toml").write_text("cut_off = ", encoding="utf-8")
    with pytest.raises(InputError, match="trong tệp TOML"):
        make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")


def test_where_a_form_cannot_be_written_nothing_is_made(small_project, raw, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    before = everything_under(raw)
    monkeypatch.setattr(new_period, "write_form", fail)
    with pytest.raises(ZeroDivisionError):
        make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    assert everything_under(raw) == before


@pytest.mark.trial
@pytest.mark.parametrize("rewrite", [False, True], ids=["as it was", "order and texts changed"])
def test_filled_forms_of_the_demonstration_are_read_back_without_a_problem(tmp_path, capsys, rewrite):
    shutil.copytree(CHECKOUT / "data" / "raw", tmp_path / "data" / "raw")
    assert new(tmp_path, "2022-12", "--cut-off", "2022-12-15", "--from", "2022-10") == 0
    folder = tmp_path / "data" / "raw" / "2022-12"
    forms = sorted((folder / "forms").glob("*.xlsx"))
    for form in forms:
        fill(form, folder / "submissions" / form.name, rewrite=rewrite)
    capsys.readouterr()
    assert main(["check", "2022-12", "--project", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert f"đã đọc {len(forms)} tệp; 293/293 nội dung có báo cáo; không có điểm nào cần sửa, bổ sung" in said
    with (tmp_path / "data" / "processed" / "2022-12" / "rejected.csv").open(encoding="utf-8-sig") as lines:
        assert list(csv.DictReader(lines)) == []


def test_each_status_that_a_form_offers_is_understood_without_a_question(small_project, raw, capsys):
    make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    shutil.rmtree(raw / "2022-10")  # what it had settled would be asked about
    for form in (raw / "2022-12" / "forms").iterdir():
        fill(form, raw / "2022-12" / "submissions" / form.name, rewrite=False)
    assert main(["check", "2022-12", "--project", str(small_project)]) == 0
    assert (
        "5/5 nội dung có báo cáo; không có điểm nào cần sửa, bổ sung; không có câu hỏi nào"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("name", ["2022-12", "2022", "quý 4", "2022_12.v2", "đợt-2"])
def test_a_folders_name_is_a_periods_name(name):
    check_name(name)


@pytest.mark.parametrize(
    "name",
    ["../2022", "a/b", "..", ".", "", " ", "a\\b", "kỳ:12", ".2022", "2022.", "2022 ", "-x", "a\nb", "CON",
     "nul.2022", "x" * 61],
)  # fmt: skip
def test_no_period_takes_a_name_that_no_folder_may_have(name):
    with pytest.raises(UsageError, match="không đặt làm tên thư mục được"):
        check_name(name)
