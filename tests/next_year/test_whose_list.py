"""Whose list for the next year is it, where the city bears the name of its province. All is invented."""

from datetime import date

import openpyxl
import pytest

from camket.intake.joining.reading_context import ReadingContext
from camket.next_year.programme import Programme, read_programme
from camket.next_year.registrations import read_registrations, reconcile_registrations
from camket.settings.project import open_folder
from camket.settings.units import Unit
from samples import SCHEME

STC = Unit(code="STC", name="Sở Tài chính", group="department", order=1)
TPVX = Unit(
    code="TPVX",
    name="UBND thành phố Vĩnh Xuyên",
    group="district",
    order=2,
    aliases=("Vĩnh Xuyên",),
    place_kinds=("thành phố", "huyện"),
)
GONE = Unit(code="SGC", name="Sở Giá cả", group="department", order=3, valid_to=date(2021, 12, 31))
UNITS = (STC, TPVX)
SUPERIORS = ("UBND tỉnh Vĩnh Xuyên", "Vĩnh Xuyên")
HEADER = ["TT", "Nội dung đăng ký cam kết", "Chỉ tiêu năm 2023", "Thời hạn hoàn thành"]
ROW = [1, "Kiểm tra giá đất", "10 cuộc", "31/12/2023"]


@pytest.fixture
def folder(tmp_path):
    raw = tmp_path / "data" / "raw" / "2022-10"
    (raw / "registrations").mkdir(parents=True)
    (raw / "period.toml").touch()
    return open_folder(tmp_path, "2022-10")


def save(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def register(folder, letterhead, *rows, name="danh muc.xlsx"):
    save(folder.raw / "registrations" / name, [*([line] for line in letterhead), HEADER, *rows])
    registered = read_registrations(
        folder,
        ReadingContext(UNITS, others=(GONE,), cut_off=date(2022, 10, 30), superiors=SUPERIORS),
        UNITS,
        year=2023,
    )
    reconcile_registrations(registered, Programme())
    return registered


@pytest.mark.parametrize(
    "letterhead",
    [["UBND TỈNH VĨNH XUYÊN", "SỞ TÀI CHÍNH"], ["UBND TỈNH", "VĨNH XUYÊN", "SỞ TÀI CHÍNH"]],
)
def test_the_line_below_the_provinces_name_is_the_unit(folder, letterhead):
    assert [item.unit.code for item in register(folder, letterhead, ROW).items] == ["STC"]


@pytest.mark.parametrize(
    "said",
    [
        "UBND TỈNH VĨNH XUYÊN",
        "Phường 1, thành phố Vĩnh Xuyên",
        "Chi cục thuộc Sở Tài chính",
        "Nhà khách Sở Tài chính",
        "Sở Giá cả",
    ],
)
def test_a_list_of_another_body_is_no_units(folder, said):
    registered = register(folder, [said], ROW)
    assert registered.items == ()
    [left] = [item for item in registered.rejected if item.row]
    assert "không rõ dòng này của đơn vị nào" in left.found


def test_a_list_whose_unit_is_in_doubt_waits_among_the_problems(folder):
    registered = register(folder, ["NHÀ KHÁCH SỞ TÀI CHÍNH"], ROW, name="Sở Tài chính.xlsx")
    assert registered.items == ()
    assert any("tên của một cơ quan khác" in item.found for item in registered.rejected)


def test_a_heading_without_rows_is_a_list_received_and_empty(folder):
    registered = register(folder, ["SỞ TÀI CHÍNH"])
    [received] = [item for item in registered.rejected if item.kind == "file"]
    assert received.unit == "STC"
    [missing] = [item for item in registered.rejected if item.kind == "missing" and item.unit == "STC"]
    assert "đã gửi nhưng chưa có" in missing.found


@pytest.mark.parametrize(
    ("lead", "unit"),
    [
        ("Sở Tài chính", "STC"),
        ("Sở Tài chính tỉnh Vĩnh Xuyên", "STC"),
        ("UBND thành phố Vĩnh Xuyên", "TPVX"),
        ("UBND tỉnh Vĩnh Xuyên", ""),
        ("Phường 1, thành phố Vĩnh Xuyên", ""),
        ("Chi cục thuộc Sở Tài chính", ""),
        ("Nhà khách Sở Tài chính", ""),
        ("Sở Giá cả", ""),
    ],
)
def test_a_task_of_the_programme_is_its_leads(folder, lead, unit):
    head = ["TT", "Nội dung nhiệm vụ", "Chỉ tiêu năm 2023", "Cơ quan chủ trì"]
    save(folder.raw / "programme.xlsx", [head, [1, "Kiểm tra giá đất", "10 cuộc", lead]])
    programme = read_programme(folder, ReadingContext(UNITS, superiors=SUPERIORS), SCHEME.groups, year=2023)
    assert [item.unit.code for item in programme.items if item.unit] == ([unit] if unit else [])
    assert len(programme.rejected) == (not unit)
