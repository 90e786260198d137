"""Pending appraisals and failures with a reason: each record in one part, each part with a short id."""

import pytest

from camket.figures.report_figures import count_report_figures
from camket.judging.classify import classify_records
from samples import HCL, PERIOD, SNV, record

CALLED_SNV = SNV.model_copy(update={"aliases": ("SNV",)})


def ledger(*rows):
    """The figures of rows given as appraiser and result."""
    records = [
        record("Nội dung", number, HCL, appraiser=appraiser, result_text=result)
        for number, (appraiser, result) in enumerate(rows, start=1)
    ]
    judged = classify_records(records, [], 2022)
    return {figure.id: figure for figure in count_report_figures(judged, [CALLED_SNV, HCL], PERIOD)}


WAITS = "Đang chờ thẩm định"


def test_what_is_waited_for_is_counted_by_appraiser_and_adds_up():
    figures = ledger(
        ("Sở Nội vụ", WAITS), ("SNV", WAITS), ("sở nội vụ ", WAITS), ("Bộ Y tế", WAITS), ("", WAITS),
        ("Bộ Y tế", "Đã hoàn thành"),
    )  # fmt: skip
    assert figures["awaiting_by.so_noi_vu"].records == ("HCL-01", "HCL-02", "HCL-03")
    assert figures["awaiting_by.so_noi_vu"].label == "đang chờ Sở Nội vụ thẩm định"
    assert figures["awaiting_by.bo_y_te"].records == ("HCL-04",)
    assert figures["awaiting_unnamed"].records == ("HCL-05",)
    waiting = [figure for name, figure in figures.items() if name.startswith("awaiting")]
    assert sum(figure.numerator for figure in waiting) == 5
    assert {figure.denominator for figure in waiting} == {5}


def test_what_fails_is_counted_by_whether_the_unit_says_why():
    figures = ledger(
        ("", "Không thể hoàn thành trong năm 2022 do thiếu vốn đối ứng"),
        ("", "Không hoàn thành"),
        ("", "Đã hoàn thành do có nhiều cố gắng"),
    )
    assert figures["full_year.failing_with_reason"].fraction == "01/02"
    assert figures["full_year.failing_with_reason"].records == ("HCL-01",)


def test_names_that_begin_alike_have_ids_of_their_own_that_are_short():
    first, second = "Hội đồng thẩm định nông thôn mới Tỉnh", "Hội đồng thẩm định sáng kiến Tỉnh"
    figures = ledger((first, WAITS), (second, WAITS), ("502 Ban quản lý", WAITS))
    assert figures["awaiting_by.hoi_dong_tham_dinh"].records == ("HCL-01",)
    assert figures["awaiting_by.hoi_dong_tham_dinh_b"].records == ("HCL-02",)
    assert figures["awaiting_by.s502_ban_quan_ly"].records == ("HCL-03",)


def test_a_name_of_two_bodies_stays_one_clause():
    figures = ledger(("Sở A; Sở B", WAITS))
    assert figures["awaiting_by.so_a_so_b"].label == "đang chờ Sở A, Sở B thẩm định"


@pytest.mark.parametrize("rows", [[], [("", "Đã hoàn thành")]])
def test_where_nothing_waits_or_fails_the_figures_are_of_an_empty_population(rows):
    assert {figure.fraction for figure in ledger(*rows).values()} == {"00/00"}


def test_thirty_names_of_the_same_words_have_ids_with_letters_of_their_own():
    waiting = [(f"Hội đồng thẩm định công nghệ {number}", WAITS) for number in range(1, 31)]
    ids = [name for name in ledger(*waiting) if name.startswith("awaiting_by.")]
    stem = "awaiting_by.hoi_dong_tham_dinh"
    assert ids[:3] == [stem, f"{stem}_b", f"{stem}_c"]
    assert ids[24:28] == [f"{stem}_y", f"{stem}_z", f"{stem}_aa", f"{stem}_ab"]
    assert len(set(ids)) == 30


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ban A B C D E F G H I K", "ban_a_b_c_d_e_f_g_h_i"),
        ("Trungtamungdungcongnghethongtin", "trungtamungdungcongngh"),
        ("Trungtamungdungcong nghe", "trungtamungdungcong"),
        ("Trungtamungdungcong ng", "trungtamungdungcong_ng"),
        ("5028888888888888888888888", "s502888888888888888888"),
        ("Ban 5 tỉnh", "ban_s5_tinh"),
    ],
)
def test_the_id_of_an_appraiser_is_the_words_of_its_name_that_fit_into_22_letters(name, short):
    [figure] = [one for one in ledger((name, WAITS)) if one.startswith("awaiting_by.")]
    assert figure == f"awaiting_by.{short}"


def test_an_appraiser_is_printed_as_the_signed_list_names_it_without_what_ends_a_clause():
    figures = ledger(("Hội đồng  Tỉnh. Tổ 2: thẩm định", WAITS))
    assert next(iter(figures.values())).label == "đang chờ Hội đồng Tỉnh, Tổ 2, thẩm định thẩm định"
