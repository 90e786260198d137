"""An abbreviation is the words of its letters where a text has them, and only one such phrase."""

import pytest

from camket.intake.joining.abbreviations import write_out
from camket.intake.joining.compared import compare_lists
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile

YEARS = load_profile("next_year")


@pytest.mark.parametrize(
    ("text", "others", "written"),
    [
        ("Áp dụng TXNG", ["Hệ thống truy xuất nguồn gốc"], "Áp dụng truy xuất nguồn gốc"),
        ("Xây NVH ấp", ["Xây Nhà Văn Hóa ở xã"], "Xây nhà văn hóa ấp"),
        ("Nuôi ÂTT", ["ấp trung tâm"], "Nuôi ấp trung tâm"),
        ("Cấp ĐKD", ["đăng kinh doanh", "dịch kinh doanh"], "Cấp đăng kinh doanh"),
        ("Cấp DKD", ["đăng kinh doanh"], "Cấp DKD"),
        ("Mở KTT", ["khu trung tâm", "kho tập trung"], "Mở KTT"),
        ("Mở KTT", ["khu trung tâm", "Khu trung tâm"], "Mở khu trung tâm"),
        ("Tỷ lệ BHYT", ["bệnh hiếm y tế"], "Tỷ lệ BHYT"),
        ("Xây NVH ấp", ["nhà, văn hóa"], "Xây NVH ấp"),
        ("Xây NVH ấp", ["nhà VĂN hóa"], "Xây NVH ấp"),
        ("Xây NVH ấp", [], "Xây NVH ấp"),
        ("XÂY NVH ẤP", ["nhà văn hóa"], "XÂY NVH ẤP"),
        ("Số 12/NVH, mã NVH-2", ["nhà văn hóa"], "Số 12/NVH, mã NVH-2"),
        ("Mở lớp tr", ["trực tuyến"], "Mở lớp tr"),
    ],
    ids=["in another text", "capitals in the words", "hats", "Đ", "D is no Đ", "two phrases", "one phrase twice",
         "a known one", "a sign between", "another abbreviation between", "nothing explains it",
         "a text in capitals", "part of a number", "small letters"],
)  # fmt: skip
def test_an_abbreviation_is_written_out_where_the_texts_explain_it(text, others, written):
    assert write_out([text], others) == [written]


def test_two_letters_are_explained_only_within_texts_that_are_known_to_be_one():
    texts = ["Mở lớp TH", "Mở lớp tin học"]
    assert write_out(texts, ()) == texts
    assert write_out(texts, (), least=2) == ["Mở lớp tin học"] * 2


def test_an_abbreviation_may_be_explained_by_another_text_of_its_own_list():
    assert write_out(["Dán tem TXNG", "Sàn truy xuất nguồn gốc"], ())[0] == "Dán tem truy xuất nguồn gốc"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dán tem TXNG nông sản", "Dán tem truy xuất nguồn gốc nông sản", True),
        ("Xây NOXH cho công nhân", "Xây nhà ở xã hội cho công nhân", True),
        ("Xây trường MN Hoa Sen đạt CQG", "Xây trường mầm non Hoa Sen đạt chuẩn quốc gia", True),
        ("Nâng cấp TTYT huyện", "Nâng cấp trung tâm y tế huyện", True),
        ("Số hóa TTHC, CCHC", "Số hóa thủ tục hành chính, cải cách hành chính", True),
        ("Dán tem TXNG nông sản", "Dán tem kiểm dịch nông sản", False),
    ],
)
def test_items_of_two_years_are_alike_in_short_and_in_full(one, other, same):
    likeness = float(compare_lists([Item("b", one)], [Item("a", other)], YEARS).likeness[0, 0])
    assert (likeness >= 95) is same
