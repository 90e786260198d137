"""The list of units: which existed on a day, in the prescribed order."""

from datetime import date

import pytest

from camket.errors import InputError
from camket.settings.units import Unit, read_units

HEAD = "code,name,group,order,aliases,valid_from,valid_to\n"
PLACE = "data/raw/units.csv"
DAY = date(2022, 10, 30)


def units_of(folder, *rows, on=DAY):
    path = folder / "units.csv"
    path.write_text(HEAD + "".join(row + "\n" for row in rows), encoding="utf-8")
    return read_units(path, PLACE, on=on)


def refusal(folder, *rows, on=DAY):
    with pytest.raises(InputError) as caught:
        units_of(folder, *rows, on=on)
    return caught.value


def test_a_row_becomes_a_unit_with_its_aliases_apart(tmp_path):
    (unit,) = units_of(tmp_path, "SKHDT,Sở Kế hoạch và Đầu tư,department,2,SKHĐT; Sở KH&ĐT ;;Sở KH-ĐT,,")
    assert unit == Unit(
        code="SKHDT",
        name="Sở Kế hoạch và Đầu tư",
        group="department",
        order=2,
        aliases=("SKHĐT", "Sở KH&ĐT", "Sở KH-ĐT"),
    )


def test_departments_stand_before_districts_each_in_the_given_order(tmp_path):
    units = units_of(
        tmp_path,
        "TPCL,UBND thành phố Cao Lãnh,district,1,,,",
        "SNV,Sở Nội vụ,department,30,,,",
        "HTM,UBND huyện Tháp Mười,district,12,,,",
        "VPUBND,Văn phòng UBND Tỉnh,department,4,,,",
    )
    assert [unit.code for unit in units] == ["VPUBND", "SNV", "TPCL", "HTM"]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "listed"),
    [
        ("", "", True),
        ("2022-10-30", "", True),
        ("2022-10-31", "", False),
        ("", "2022-10-30", True),
        ("", "2022-10-29", False),
        ("2020-12-01", "2025-02-28", True),
    ],
)
def test_a_unit_is_listed_from_its_first_to_its_last_valid_day(tmp_path, valid_from, valid_to, listed):
    assert bool(units_of(tmp_path, f"SNV,Sở Nội vụ,department,1,,{valid_from},{valid_to}")) is listed


def test_a_unit_may_change_its_name_on_a_day_and_keep_code_and_order(tmp_path):
    rows = ("HN,Thị xã Hồng Ngự,district,1,,,2020-11-30", "HN,Thành phố Hồng Ngự,district,1,,2020-12-01,")
    assert [unit.name for unit in units_of(tmp_path, *rows, on=date(2020, 11, 30))] == ["Thị xã Hồng Ngự"]
    assert [unit.name for unit in units_of(tmp_path, *rows, on=date(2020, 12, 1))] == ["Thành phố Hồng Ngự"]


@pytest.mark.parametrize(
    ("second", "named"),
    [
        ("SNV,Sở Tài chính,department,2,,,", "SNV"),
        ("STC,Sở Tài chính,department,1,,,", "1"),
        ("SNV2,SỞ  NỘI VỤ,department,2,,,", "SỞ NỘI VỤ"),
    ],
)
def test_a_code_a_name_or_an_order_given_twice_on_the_same_day_is_refused_at_the_second_line(
    tmp_path, second, named
):
    error = refusal(tmp_path, "SNV,Sở Nội vụ,department,1,,,", second)
    assert error.where == f"{PLACE}, dòng 3"
    assert named in error.found
    assert "2022-10-30" in error.found
    assert "valid_from/valid_to" in error.remedy


@pytest.mark.parametrize(
    ("row", "column", "found"),
    [
        ("skhđt,Sở,department,1,,,", "code", "code = 'skhđt'"),
        ("S-1,Sở,department,1,,,", "code", "code = 'S-1'"),
        ("SNV,,department,1,,,", "name", "thiếu name"),
        ("SNV,Sở,sở,1,,,", "group", "group = 'sở'"),
        ("SNV,Sở,department,thứ nhất,,,", "order", "order = 'thứ nhất'"),
        ("SNV,Sở,department,1,,1/13/2020,", "valid_from", "valid_from = '1/13/2020'"),
        ("SNV,Sở,department,1,,,hết năm", "valid_to", "valid_to = 'hết năm'"),
    ],
)
def test_a_wrong_cell_is_refused_with_line_column_and_what_stands_there(tmp_path, row, column, found):
    error = refusal(tmp_path, row)
    assert error.where == f"{PLACE}, dòng 2, {column}"
    assert error.found == found
    assert column in error.remedy


def test_a_name_with_a_sign_that_pages_lack_is_refused_and_an_alias_with_one_is_taken(tmp_path):
    error = refusal(tmp_path, "SNV,Sở Nội vụ 👍,department,1,,,")
    assert (error.where, error.remedy) == (f"{PLACE}, dòng 2, name", "sửa name")
    assert "👍" in error.found
    assert "viết bằng chữ" in error.expected
    assert "👍 (U+1F44D, in thành “(đồng ý)”)" in error.expected
    [unit] = units_of(tmp_path, "SNV,Sở Nội vụ,department,1,Sở NV 👍,,")
    assert unit.aliases == ("Sở NV 👍",)


@pytest.mark.parametrize("row", ["s-1,Sở,department,1,,,", "SNV,Sở,sở,1,,,"])
def test_what_is_expected_is_said_in_vietnamese_whatever_is_wrong(tmp_path, row):
    assert "should" not in refusal(tmp_path, row).expected


def test_days_in_the_wrong_order_are_refused_even_of_a_unit_of_another_time(tmp_path):
    error = refusal(tmp_path, "SNV,Sở Nội vụ,department,1,,2020-12-01,2020-11-30")
    assert error.where == f"{PLACE}, dòng 2"
    assert "từ 2020-12-01 đến 2020-11-30" in error.found


@pytest.mark.parametrize("code", ["CON", "NUL", "COM1", "LPT9"])
def test_a_code_that_windows_reserves_is_refused(tmp_path, code):
    refused = refusal(tmp_path, f"{code},Sở Nội vụ,department,1,,,")
    assert code in refused.found
    assert "Windows" in refused.expected


def test_a_code_that_only_begins_like_one_is_taken(tmp_path):
    assert [unit.code for unit in units_of(tmp_path, "CONG,Sở Nội vụ,department,1,,,")] == ["CONG"]


def test_a_group_is_one_of_the_scheme(tmp_path):
    with pytest.raises(InputError) as caught:
        units_of(tmp_path, "CNSM,Công ty Sao Mai,company,1,,,")
    assert caught.value.where.endswith("dòng 2, group")
    assert caught.value.expected == "một trong: department, district"
    assert "scheme.toml" in caught.value.remedy


def test_successors_and_an_address_may_stand_in_columns_of_their_own(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(
        HEAD.strip() + ",successor,email\nSKHDT,Sở A,department,1,,,2022-12-31,STC; SNV,a@vi-du.vn\n"
        "STC,Sở B,department,2,,,,,\nSNV,Sở C,department,3,,,,,\n",
        encoding="utf-8",
    )
    [unit, *_] = read_units(path, "units.csv", on=DAY)
    assert (unit.successor, unit.email) == (("STC", "SNV"), "a@vi-du.vn")


def test_a_row_that_begins_with_a_number_sign_is_a_note(tmp_path):
    [unit] = units_of(
        tmp_path,
        "# mã,tên,nhóm,thứ tự,,,",
        "#STC,Sở Tài chính,department,2,,,",
        "SNV,Sở Nội vụ,department,1,,,",
    )
    assert unit.code == "SNV"


def test_all_rows_that_cannot_be_used_are_named_at_once(tmp_path):
    typed = refusal(tmp_path, "snv,Sở Nội vụ,department,1,,,", "STC,Sở Tài chính,department,hai,,,")
    assert [part.where for part in typed.parts] == [f"{PLACE}, dòng 2, code", f"{PLACE}, dòng 3, order"]
    twice = refusal(
        tmp_path,
        "SNV,Sở Nội vụ,department,1,,,",
        "SNV,Sở Khác,department,2,,,",
        "STC,Sở Tài chính,department,1,,,",
    )
    assert [part.where for part in twice.parts] == [f"{PLACE}, dòng 3", f"{PLACE}, dòng 4"]


def test_a_successor_needs_the_day_after_which_it_takes_over(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(
        HEAD.strip() + ",successor,email\nSNV,Sở A,department,1,,,,STC,\nSTC,Sở B,department,2,,,,,\n",
        "utf-8",
    )
    with pytest.raises(InputError) as caught:
        read_units(path, "units.csv", on=DAY)
    assert caught.value.where == "units.csv, dòng 2, valid_to"
