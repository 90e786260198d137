import pytest

from camket.judging.scan import Scanner

SCAN = Scanner(["đã", "đang", "thẩm định", "thẩm định giá", "ubnd tỉnh"])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("đã trình ubnd tỉnh", ["đã ", "trình ", "ubnd tỉnh"]),
        ("thẩm định giá đất", ["thẩm định giá ", "đất"]),
        ("thẩm định giáo án", ["thẩm định ", "giáo ", "án"]),
        ("đãi ngộ", ["đãi ", "ngộ"]),
        ("đạt 98,5%, đang", ["đạt ", "98,5%", ", ", "đang"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_the_longest_listed_words_other_words_and_signs(text, pieces):
    assert SCAN.cut(text) == pieces


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("30/10/2022", "NGÀY"),
        ("25-4-2020", "NGÀY"),
        ("12/2022", "NGÀY"),
        ("12//2022", "NGÀY"),
        ("925/qđ-ubnd-hc", "SỐ_HIỆU_TỈNH"),
        ("345/vpubnd-thvx", "SỐ_HIỆU_TỈNH"),
        ("21/2022/nq-hđnd", "SỐ_HIỆU_TỈNH"),
        ("45-kl/tu", "SỐ_HIỆU_TỈNH"),
        ("87/bctđ-stp", "SỐ_HIỆU"),
        ("98,5 %", "PHẦN_TRĂM"),
        ("8/10", "PHÂN_SỐ"),
        ("2 trong tổng số 5", "PHÂN_SỐ"),
        ("10 tháng", "KỲ"),
        ("2022", "NĂM"),
        ("00", "SỐ_KHÔNG"),
        ("5.775", "SỐ"),
        ("2022,5", "SỐ"),
    ],
)
def test_a_number_is_of_one_kind_and_one_piece(text, kind):
    assert SCAN.cut(f"{text} x") == [f"{text} ", "x"]
    assert SCAN.kind(text) == kind
