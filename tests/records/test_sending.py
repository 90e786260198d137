from datetime import date

import pytest

from camket.records.sending import is_later, read_sending


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("submissions/SNV lần 2.xlsx", "submissions/SNV.xlsx"),
        ("submissions/SNV (Lan thu hai).xlsx", "submissions/SNV lan 1.xlsx"),
        ("submissions/SNV_v3.xlsx", "submissions/SNV_v2.xlsx"),
        ("submissions/SNV v10.xlsx", "submissions/SNV v9.xlsx"),
        ("submissions/SNV (bổ sung).xlsx", "submissions/SNV.xlsx"),
        ("submissions/SNV thay thế.docx", "submissions/SNV.xlsx"),
        ("submissions/SNV_gui_lai.xlsx", "submissions/SNV.xlsx"),
        ("submissions/SNV sửa.xlsx", "submissions/SNV.xlsx"),
        ("submissions/dot 2/SNV.xlsx", "submissions/SNV.xlsx"),
        ("submissions/sở ngành/Đợt 2/SNV.xlsx", "submissions/sở ngành/SNV.xlsx"),
        ("submissions/dot 2/SNV.xlsx", "submissions/dot 1/SNV lan 1.xlsx"),
        ("submissions/SNV 05-11-2022.xlsx", "submissions/SNV 30.10.2022.xlsx"),
        ("submissions/SNV 2022-11-05.xlsx", "submissions/SNV_20221104.xlsx"),
        ("submissions/SNV.xlsx", "submissions/SNV (dự thảo).xlsx"),
    ],
)
def test_a_file_is_later_where_name_or_folder_says_so(later, earlier):
    assert is_later(read_sending(later), read_sending(earlier))
    assert not is_later(read_sending(earlier), read_sending(later))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("submissions/a.xlsx", "submissions/b.xlsx"),
        ("submissions/SNV gui lai.xlsx", "submissions/SNV lan 3.xlsx"),
        ("submissions/SNV gui lai.xlsx", "submissions/SNV bo sung.xlsx"),
        ("submissions/dot 2/SNV.xlsx", "submissions/SNV v3.xlsx"),
        ("submissions/SNV lan 2 30.10.2022.xlsx", "submissions/SNV 05.11.2022.xlsx"),
        ("submissions/SNV 05.11.2022.xlsx", "submissions/SNV.xlsx"),
        ("submissions/SNV 2022.xlsx", "submissions/SNV 10-2022.xlsx"),
        ("submissions/SNV 31.02.2022.xlsx", "submissions/SNV 01.02.2022.xlsx"),
        ("submissions/bieu mau 01.xlsx", "submissions/bieu mau 02.xlsx"),
    ],
    ids=["nothing", "two words", "other words", "folder against name", "turn against day", "one day",
         "a year", "no such day", "number of the form"],
)  # fmt: skip
def test_nothing_is_later_where_nothing_or_too_much_is_said(one, other):
    assert not is_later(read_sending(one), read_sending(other))
    assert not is_later(read_sending(other), read_sending(one))


def test_the_day_of_signing_tells_but_the_day_of_the_figures_does_not():
    signed = [
        read_sending("submissions/a.xlsx", [f"Đồng Tháp, ngày {day} tháng 11 năm 2022"]) for day in (1, 8)
    ]
    counted = read_sending("submissions/a.xlsx", ["(Số liệu đến ngày 30 tháng 10 năm 2022)"])
    assert is_later(signed[1], signed[0])
    assert signed[0].signed_day == date(2022, 11, 1)
    assert counted.signed_day is None
