from datetime import date

import pytest

from camket.intake.joining.file_versions import is_later, read_file_version, says_addition, says_replacement

CUT_OFF = date(2022, 10, 30)


def read(place):
    return read_file_version(place, (), CUT_OFF)


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
        ("submissions/SNV (bản cuối).xlsx", "submissions/SNV.xlsx"),
        ("submissions/SNV lần II.xlsx", "submissions/SNV.xlsx"),
        ("submissions/SNV 05-11.xlsx", "submissions/SNV 31-10.xlsx"),
        ("submissions/SNV 05.11.xlsx", "submissions/SNV 31.10.2022.xlsx"),
        ("submissions/SNV nộp ngày 1-11.xlsx", "submissions/SNV nộp ngày 31-10.xlsx"),
        ("submissions/SNV (5-11).xlsx", "submissions/SNV (31-10).xlsx"),
        ("submissions/SNV 05.11.22.xlsx", "submissions/SNV 31.10.22.xlsx"),
        ("submissions/SNV 05112022.xlsx", "submissions/SNV 31102022.xlsx"),
        ("submissions/SNV ngày 5 tháng 11.xlsx", "submissions/SNV ngay 31 thang 10.xlsx"),
        ("submissions/SNV 05-01.xlsx", "submissions/SNV 28-12.xlsx"),
        ("submissions/SNV bổ sung 25.10.xlsx", "submissions/SNV bổ sung 20.10.xlsx"),
        ("submissions/SNV bo sung 20.10.xlsx", "submissions/SNV.xlsx"),
        ("submissions/Lần 2 (25-10)/SNV.xlsx", "submissions/SNV.xlsx"),
        ("submissions/Lần 2 (25-10)/SNV.xlsx", "submissions/Lần 1 (20-10)/SNV.xlsx"),
        ("submissions/2022-11-07/SNV.xlsx", "submissions/2022-10-31/SNV.xlsx"),
        ("submissions/2022-11-07/so nganh/SNV 30.10.2022.xlsx", "submissions/2022-10-31/SNV 30.10.2022.xlsx"),
        ("submissions/5-11/SNV.xlsx", "submissions/31-10/SNV.xlsx"),
        ("submissions/Cập nhật 31-10/SNV.xlsx", "submissions/SNV.xlsx"),
    ],
)
def test_a_file_is_later_if_name_or_folder_say_so(later, earlier):
    assert is_later(read(later), read(earlier))
    assert not is_later(read(earlier), read(later))


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
        ("submissions/SNV phụ lục 01-10.xlsx", "submissions/SNV phụ lục 02-10.xlsx"),
        ("submissions/SNV CV so 05-11.xlsx", "submissions/SNV CV so 12-11.xlsx"),
        ("submissions/SNV 1.10.xlsx", "submissions/SNV 2.10.xlsx"),
        ("submissions/SNV thang 09-10.xlsx", "submissions/SNV thang 10-11.xlsx"),
        ("submissions/SNV 01-02.xlsx", "submissions/SNV 01-03.xlsx"),
        ("submissions/SNV (1).xlsx", "submissions/SNV (2).xlsx"),
        ("submissions/BC v-v 12 noi dung.xlsx", "submissions/BC v-v 15 noi dung.xlsx"),
        ("submissions/SNV bo sung 20.10.xlsx", "submissions/SNV 31-10.xlsx"),
        ("submissions/2022-11-07/SNV 25-10.xlsx", "submissions/2022-10-31/SNV 28-10.xlsx"),
        ("submissions/2022-11-07/SNV.xlsx", "submissions/SNV 30.10.2022.xlsx"),
    ],
    ids=["nothing", "two words", "other words", "folder against name", "turn against day", "one day",
         "a year", "no such day", "number of the form", "numbers of annexes", "numbers of letters",
         "one digit", "months", "far from the cut-off", "numbers of a browser", "v/v", "word against day",
         "folder's day against name's", "folder's day beside a name's"],
)  # fmt: skip
def test_no_file_is_later_without_evidence_or_with_contradicting_evidence(one, other):
    assert not is_later(read(one), read(other))
    assert not is_later(read(other), read(one))


def test_a_day_without_a_year_is_the_nearest_to_the_cut_off_and_ignored_without_one():
    assert read("submissions/SNV 05-01.xlsx").named_day == date(2023, 1, 5)
    assert read("submissions/SNV 31-10.xlsx").named_day == date(2022, 10, 31)
    assert read_file_version("submissions/SNV 31-10.xlsx").named_day is None


def test_the_numbers_of_a_day_are_not_a_turn():
    assert read("submissions/SNV cap nhat lan 2 30.10.xlsx").turns[-1] == (2, 2)
    assert read("submissions/SNV lan 2-10.xlsx").turns[-1] == (2, 2)


def test_the_day_of_signing_counts_and_the_day_of_the_figures_does_not():
    signed = [
        read_file_version("submissions/a.xlsx", [f"Đồng Tháp, ngày {day} tháng 11 năm 2022"])
        for day in (1, 8)
    ]
    counted = read_file_version("submissions/a.xlsx", ["(Số liệu đến ngày 30 tháng 10 năm 2022)"])
    assert is_later(signed[1], signed[0])
    assert signed[0].signed_day == date(2022, 11, 1)
    assert counted.signed_day is None


@pytest.mark.parametrize(
    ("name", "turn"),
    [
        ("SNV lần 3", 3), ("SNV đợt 3", 3), ("SNV v3", 3), ("SNV ver 3", 3), ("SNV version 3", 3),
        ("SNV phiên bản 3", 3), ("SNV lần thứ ba", 3), ("SNV lần thứ nhất", 1), ("SNV đợt đầu", 1), ("SNV lần một", 1),
        ("SNV lần hai", 2), ("SNV lần bốn", 4), ("SNV lần I", 1), ("SNV lần II", 2), ("SNV đợt III", 3),
        ("SNV đợt IV", 4), ("SNV", 1), ("SNV 3", 1),
    ],
)  # fmt: skip
def test_a_number_after_a_word_for_it_is_the_turn(name, turn):
    assert read(f"submissions/{name}.xlsx").turns[-1] == (turn, turn)


@pytest.mark.parametrize(
    "said",
    [
        "bổ sung", "thay thế", "gửi lại", "nộp lại", "sửa", "chỉnh sửa", "sửa đổi", "điều chỉnh", "đính chính",
        "cập nhật", "hiệu chỉnh", "bản mới", "mới nhất", "lần cuối", "bản cuối", "bản cuối cùng",
    ],
)  # fmt: skip
def test_what_is_sent_again_is_later_than_what_says_nothing_and_replaces_it_unless_it_may_add_to_it(said):
    place = f"submissions/SNV ({said}).xlsx"
    assert is_later(read(place), read("submissions/SNV.xlsx"))
    assert (says_replacement(place), says_addition(place)) == (said != "bổ sung", said == "bổ sung")


@pytest.mark.parametrize("said", ["dự thảo", "bản nháp", "bản cũ", "file cũ"])
def test_a_draft_is_earlier_than_what_says_nothing(said):
    assert is_later(read("submissions/SNV.xlsx"), read(f"submissions/SNV {said}.xlsx"))


@pytest.mark.parametrize("word", ["ngày", "gửi", "nộp", "nhận", "sửa", "sửa đổi", "bản cuối cùng"])
def test_one_digit_is_a_day_after_a_word_that_says_so(word):
    assert read(f"submissions/SNV {word} 5-11.xlsx").named_day == date(2022, 11, 5)


@pytest.mark.parametrize(
    "word",
    [
        "biểu", "mẫu", "phụ lục", "PL", "bảng", "mục", "số", "CV", "công văn", "QĐ", "NQ", "TT", "KH", "tháng", "quý",
        "giai đoạn", "từ", "trang", "phần", "lần",
    ],
)  # fmt: skip
def test_two_numbers_after_a_word_for_a_paper_or_a_time_are_no_day(word):
    assert read(f"submissions/SNV {word} 05-11.xlsx").named_day is None
