from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from camket.cli import main
from camket.errors import InputError, UsageError
from camket.forms.new_period import make_period

DAY = date(2022, 12, 15)


def test_a_period_is_set_up_from_an_earlier_one(small_project):
    done = make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    raw = small_project / "data" / "raw"
    assert done.made == (
        "data/raw/2022-12/period.toml",
        "data/raw/2022-12/decisions.csv",
        "data/raw/2022-12/register.xlsx",
        "data/raw/2022-12/forms/SNV.xlsx",
        "data/raw/2022-12/forms/HTN.xlsx",
    )
    assert (raw / "2022-12" / "register.xlsx").read_bytes() == (
        raw / "2022-10" / "register.xlsx"
    ).read_bytes()
    assert (raw / "2022-12" / "submissions").is_dir()
    assert (raw / "2022-12" / "registrations").is_dir()


def test_what_is_there_is_never_overwritten_and_what_is_missing_is_made(small_project):
    make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    folder = small_project / "data" / "raw" / "2022-12"
    (folder / "period.toml").write_text(
        (folder / "period.toml").read_text(encoding="utf-8") + "# đã sửa\n", encoding="utf-8"
    )
    (folder / "forms" / "HTN.xlsx").unlink()
    again = make_period(small_project, "2022-12", cut_off=DAY, earlier="2022-10")
    assert again.made == ("data/raw/2022-12/forms/HTN.xlsx",)
    assert "data/raw/2022-12/period.toml" in again.kept
    assert (folder / "period.toml").read_text(encoding="utf-8").endswith("# đã sửa\n")


def test_the_register_of_another_year_is_not_carried_over(small_project):
    done = make_period(small_project, "2023-06", cut_off=date(2023, 6, 30), earlier="2022-10")
    assert not list((small_project / "data" / "raw" / "2023-06").glob("register.*"))
    assert any("của năm 2022, không mang sang năm 2023" in step for step in done.next_steps)


def test_without_an_earlier_period_the_next_step_is_the_register(small_project):
    done = make_period(small_project, "2023-06", cut_off=date(2023, 6, 30), earlier=None)
    assert done.made == ("data/raw/2023-06/period.toml", "data/raw/2023-06/decisions.csv")
    assert "register.xlsx" in done.next_steps[0]


@pytest.mark.parametrize("name", ["../2022", "a/b", "..", ".", "", "a\\b", "kỳ:12"])
def test_a_name_that_is_no_folder_name_is_wrong_use(small_project, name):
    with pytest.raises(UsageError):
        make_period(small_project, name, cut_off=DAY, earlier=None)


def test_an_unknown_earlier_period_is_named(small_project):
    with pytest.raises(InputError, match="2021-10"):
        make_period(small_project, "2022-12", cut_off=DAY, earlier="2021-10")
    assert not (small_project / "data" / "raw" / "2022-12").exists()


def test_a_wrong_date_is_wrong_use(small_project, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["new", "2022-12", "--cut-off", "15/12/2022", "--project", str(small_project)])
    assert stopped.value.code == 2
    assert "write it as 2022-12-15" in capsys.readouterr().err


def test_a_filled_form_comes_home_whatever_the_unit_did_to_order_and_text(small_project, capsys):
    assert (
        main(
            [
                "new",
                "2022-12",
                "--cut-off",
                "2022-12-15",
                "--from",
                "2022-10",
                "--project",
                str(small_project),
            ]
        )
        == 0
    )
    folder = small_project / "data" / "raw" / "2022-12"
    for form in sorted((folder / "forms").glob("*.xlsx")):
        book = openpyxl.load_workbook(form)
        sheet = book["Bieu mau"]
        rows = [number for number in range(9, sheet.max_row + 1) if sheet.cell(number, 12).value]
        texts = [sheet.cell(number, 2).value for number in rows]
        keys = [sheet.cell(number, 12).value for number in rows]
        for number, text, key in zip(rows, texts[::-1], keys[::-1], strict=True):
            sheet.cell(number, 1).value = None
            sheet.cell(number, 2).value = f"{text[:6]} (đơn vị viết lại hoàn toàn khác)"
            sheet.cell(number, 6).value = f"Đã hoàn thành {key}"
            sheet.cell(number, 8).value = "Hoàn thành"
            sheet.cell(number, 12).value = key
        book.save(folder / "submissions" / form.name)
    capsys.readouterr()
    assert main(["check", "2022-12", "--project", str(small_project)]) == 0
    said = capsys.readouterr().out
    assert "5/5 nội dung có báo cáo" in said
    assert "0 vấn đề; 0 câu hỏi" in said
