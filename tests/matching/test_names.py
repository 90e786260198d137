import pytest

from camket.matching.names import Difference, compare_names
from camket.matching.wording import read_wording


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("Xây cầu xã Mỹ An", "Xây cầu xã Mỹ An", Difference.NONE),
        ("Xây cầu xã Mỹ An", "Xây cầu", Difference.NONE),
        ("Xây cầu xã Mỹ An", "Xây cầu, xã Mỹ An, huyện Tháp Mười", Difference.NONE),
        ("Xây cầu ở Mỹ An", "Xây cầu xã Mỹ An", Difference.NONE),
        ("Xây cầu xã Mỹ An", "Xây cầu xã Mỹ An Hưng", Difference.OTHER),
        ("Xây cầu xã Mỹ An Hưng A", "Xây cầu xã Mỹ An Hưng B", Difference.OTHER),
        ("Xây cầu huyện Cao Lãnh", "Xây cầu thành phố Cao Lãnh", Difference.OTHER),
        ("Xây cầu huyện Tam Nông", "Xây cầu thành phố Cao Lãnh", Difference.OTHER),
        ("Xây cầu TP. Cao Lãnh", "Xây cầu thành phố Cao Lãnh", Difference.NONE),
        ("Xây kè rạch Cái Sơn", "Xây kè sông Sa Đéc", Difference.OTHER),
        ("Nâng cấp đường ĐT.841", "Nâng cấp đường ĐT.842", Difference.OTHER),
        ("Nâng cấp đường ĐT.841", "Nâng cấp ĐT 841", Difference.NONE),
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
)
def test_another_name_in_the_same_place_makes_another_thing(one, other, difference):
    sides = read_wording(one).names, read_wording(other).names
    assert compare_names(*sides) == compare_names(*sides[::-1]) == difference
