import pytest

from camket.intake.joining.names import Difference, compare_names, find_exchanged
from camket.intake.joining.wording import read_wording


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("Xây cầu xã Mỹ An", "Xây cầu xã Mỹ An", Difference.NONE),
        ("Xây cầu xã Mỹ An", "Xây cầu", Difference.NONE),
        ("Xây cầu xã Mỹ An", "Xây cầu, xã Mỹ An, huyện Tháp Mười", Difference.NONE),
        ("Xây cầu ở Mỹ An", "Xây cầu xã Mỹ An", Difference.NONE),
        ("Xây cầu xã Mỹ An", "Xây cầu xã Mỹ An Hưng", Difference.OTHER),
        ("Xây cầu xã Mỹ An Hưng A", "Xây cầu xã Mỹ An Hưng B", Difference.OTHER),
        ("Xây cầu huyện Cao Lãnh", "Xây cầu thành phố Cao Lãnh", Difference.PLACE),
        ("Xây cầu huyện Cao Lãnh", "Xây cầu xã Mỹ An, thành phố Cao Lãnh", Difference.OTHER),
        ("Xây cầu huyện Tam Nông", "Xây cầu thành phố Cao Lãnh", Difference.OTHER),
        ("Xây cầu TP. Cao Lãnh", "Xây cầu thành phố Cao Lãnh", Difference.NONE),
        ("Xây kè rạch Cái Sơn", "Xây kè sông Sa Đéc", Difference.OTHER),
        ("Nâng cấp đường ĐT.841", "Nâng cấp đường ĐT.842", Difference.OTHER),
        ("Nâng cấp đường ĐT.841", "Nâng cấp ĐT 841", Difference.NONE),
        *(("Nâng cấp ĐT.941", f"Nâng cấp {road}", Difference.NONE) for road in
          ("Đường tỉnh 941", "đường Tỉnh 941", "tỉnh lộ 941", "Tỉnh lộ số 941", "TL.941", "TL 941", "ĐT-941")),
        *(("Nâng cấp ĐT.941", f"Nâng cấp {road}", Difference.OTHER) for road in
          ("Đường tỉnh 944", "tỉnh lộ 944", "TL.944", "ĐT.941B", "ĐH.941", "huyện lộ 941", "QL.941")),
        ("Nâng cấp QL.91", "Nâng cấp quốc lộ số 91", Difference.NONE),
        ("Nâng cấp QL91", "Nâng cấp Quốc lộ 80", Difference.OTHER),
        ("Nâng cấp ĐH.12", "Nâng cấp huyện lộ 12", Difference.NONE),
        ("Nâng cấp chợ Mỹ Hiệp", "Chợ Mỹ Hiệp được nâng cấp", Difference.NONE),
        ("Nâng cấp chợ Mỹ Hiệp", "Kè Mỹ Hiệp được nâng cấp", Difference.APART),
        ("Nâng cấp chợ Mỹ Hiệp", "Chợ Mỹ An được nâng cấp", Difference.APART),
        ("Nâng cấp ĐT.941 và ĐT.944", "Nâng cấp tỉnh lộ 941", Difference.NONE),
        ("Sửa đường 30 tháng 4", "Sửa đường 30 tháng 04", Difference.NONE),
        ("Sửa đường 30 tháng 4", "Sửa đường 3 tháng 4", Difference.OTHER),
        ("Cải tạo công viên phường 1", "Cải tạo công viên phường 2", Difference.OTHER),
        ("Đường liên xã Mỹ Quý - Láng Biển", "Đường liên xã Mỹ Đông - Láng Biển", Difference.OTHER),
        ("Xã Bình Thành đạt chuẩn", "Xã Bình Thạnh đạt chuẩn", Difference.MARKS),
        ("Xã Bình Tấn đạt chuẩn", "Xã Bình Tân đạt chuẩn", Difference.SLIP),
        ("Vườn quốc gia Tràm Chim", "Vườn quốc gia Tram Chim", Difference.SLIP),
        ("Xã Cao Lãnh đạt chuẩn", "Xã Cao Lảnh đạt chuẩn", Difference.SLIP),
        ("Xã Long Thuận đạt chuẩn", "Xã Long Thuậm đạt chuẩn", Difference.SLIP),
        ("Xã Mỹ An đạt chuẩn", "Xã Mỹ Xuân đạt chuẩn", Difference.OTHER),
        ("Bán hàng tại Hà Nội", "Gặp gỡ kiều bào Nhật Bản", Difference.APART),
        ("Xây cầu xã Mỹ An", "XÂY CẦU XÃ MỸ HÒA", Difference.NONE),
    ],
)  # fmt: skip
def test_another_name_in_the_same_place_makes_another_thing(one, other, difference):
    sides = read_wording(one).names, read_wording(other).names
    assert compare_names(*sides) == compare_names(*sides[::-1]) == difference


SIGNED = "Nâng cấp đường A, xã Mỹ An dài 03 km, kinh phí 1.500 triệu đồng, hoàn thành năm 2022"


@pytest.mark.parametrize(
    ("reported", "differs"),
    [
        (SIGNED, False),
        (SIGNED.replace("đường A", "đường B"), True),
        (SIGNED.replace("Mỹ An", "Mỹ Hòa"), True),
        (SIGNED.replace("03 km", "05 km"), True),
        (SIGNED.replace("2022", "2021"), True),
        (SIGNED.replace("03 km", "3 km"), False),
        (SIGNED.replace("03 km", "03km"), False),
        (SIGNED.replace("1.500", "1500"), False),
        (SIGNED.replace(", xã Mỹ An", ""), False),
        (SIGNED + " (Quyết định số 12)", False),
        (SIGNED[:21], False),
        (SIGNED[:24], False),
        (SIGNED.upper(), False),
        (SIGNED.replace("Mỹ An", "Mỹ Hòa").upper(), True),
        ("Nang cap duong A, xa My An dai 3 km, kinh phi 1500 trieu dong, hoan thanh nam 2022", False),
        ("Xã Mỹ An: nâng cấp đường A dài 03 km", False),
    ],
    ids=["same", "another letter", "another commune", "another number", "another year", "no zero", "no space",
         "no dot", "left out", "added", "cut short", "cut within a name", "capitals", "another in capitals",
         "no marks", "other order"],
)  # fmt: skip
def test_a_name_a_number_or_a_letter_in_place_of_another_makes_another_object(reported, differs):
    assert bool(find_exchanged(reported, SIGNED)[0]) is differs


@pytest.mark.parametrize(
    ("reported", "signed", "differs"),
    [
        ("Phối hợp UBND Tỉnh", "Phối hợp Ủy ban nhân dân Tỉnh", False),
        ("Đạt chuẩn xã Long Thuận", "Đạt chuẩn xã Long Thuâm", False),
        ("Đạt chuẩn xã Long Khánh A", "Đạt chuẩn xã Long Khánh B", True),
        ("Hoàn thành. Báo cáo Tỉnh", "Hoàn thành. Trình Tỉnh", False),
        ("Công nhận 02 xã", "Công nhận hai xã", False),
        ("", SIGNED, False),
    ],
    ids=[
        "a short form",
        "a slip in a long name",
        "a letter after a name",
        "a sentence begins",
        "in words",
        "empty",
    ],
)
def test_a_short_form_a_slip_or_a_word_for_a_number_does_not(reported, signed, differs):
    assert bool(find_exchanged(reported, signed)[0]) is differs


def test_what_took_the_place_of_what_is_told_as_it_is_written():
    assert find_exchanged("Nâng cấp đường B, xã Mỹ Hòa", "Nâng cấp đường A, xã Mỹ An") == (
        ("B", "Hòa"),
        ("A", "An"),
    )
    assert find_exchanged("Nâng cấp đường B, xã Mỹ", "Nâng cấp đường, xã Mỹ") == ((), ())
