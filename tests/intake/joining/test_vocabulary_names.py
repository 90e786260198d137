"""Which words make a number or a capital a name: numbered things, roads, places, and words of office."""

import pytest

from camket.intake.joining.names import Difference, compare_names
from camket.intake.joining.wording import read_tokens, read_wording


def names(text):
    return {f"{name.head} {' '.join(name.words)}" for name in read_wording(text).names}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nâng cấp đường 27", "duong 27"),
        ("Mở rộng lộ 25", "lo 25"),
        ("Nạo vét kênh 500", "kenh 500"),
        ("Xây cầu 19", "cau 19"),
        ("Xây cống 4", "cong 4"),
        ("Chỉnh trang khóm 3", "khom 3"),
        ("Chỉnh trang ấp 5", "ap 5"),
        ("Chỉnh trang phường 6", "phuong 6"),
        ("Chỉnh trang quận 7", "quan 7"),
        ("San lấp khu II", "khu ii"),
        ("Lấp đầy cụm 2", "cum 2"),
        ("Bàn giao lô 12", "lo 12"),
        ("Khởi công tuyến 1", "tuyen 1"),
        ("Sơn sửa trường 2", "truong 2"),
        ("Chọn nhà thầu 3", "thau 3"),
        ("Khai giảng khóa IV", "khoa iv"),
        ("Khởi công đoạn 2", "doan 2"),
        ("Dịch vụ mức độ 4", "do 4"),
        ("Phường đô thị loại 2", "loai 2"),
        ("Kiểm tra cơ sở 2", ""),
        ("Xe của Sở 2", "so 2"),
        ("Nâng cấp trường tiểu học 3", "hoc 3"),
        ("Xây trạm 110", "tram 110"),
        ("Chi hội tổ 8", "to 8"),
        ("Chọn thầu gói 9", "goi 9"),
        ("Mở xe buýt 11", "buyt 11"),
        ("Giữ lớp 10", "lop 10"),
        ("Nâng cấp kênh số 7", "kenh 7"),
        ("Sửa nhà số 7", "so 7"),
        ("Trồng rừng 7", ""),
    ],
)
def test_a_number_after_what_is_numbered_is_its_name(text, expected):
    assert names(text) == ({expected} if expected else set())


@pytest.mark.parametrize(
    "text",
    [
        "Mở thị trường 3 nước", "Bảo vệ môi trường 3", "Sửa trụ sở 02", "Kiểm tra cơ sở 5",
        "Trải con đường 12", "Vào hiện trường 4", "Đến công trường 4",
    ],
)  # fmt: skip
def test_a_word_that_only_ends_like_one_numbers_nothing(text):
    assert names(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trồng cây quế", {"cây quế"}),
        ("Phát triển đàn dê", {"đàn dê"}),
        ("Trồng cây trên đồi", set()),
        ("Bán trái cây ngoài chợ", set()),
        ("Mở diễn đàn trẻ em", set()),
        ("Múa vũ đàn tế", set()),
        *(
            (f"Phát triển {said}", set())
            for said in (
                "cây trồng", "cây con", "cây lấy gỗ", "cây dược liệu", "cây gỗ lớn", "cây bóng mát", "cây thuốc",
                "cây cảnh", "cây che bóng", "cây giống", "cây nông nghiệp", "cây lâm nghiệp", "cây công nghiệp",
                "cây lâu năm", "cây hằng năm", "cây hàng năm", "cây phân tán", "cây ăn trái", "cây đặc sản",
                "cây chủ lực", "cây xanh", "đàn vật nuôi", "đàn gia súc", "đàn sản xuất", "đàn ông", "đàn bà",
            )
        ),
    ],
)  # fmt: skip
def test_the_word_after_plants_and_herds_is_the_kind_unless_any_may_have_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công nhận sản phẩm 4 sao", {"sao 4"}),
        ("Nâng cấp ĐT 841", {"dt 841"}),
        ("Nâng cấp ĐH 12", {"dh 12"}),
        ("Mở rộng QL 30", {"ql 30"}),
        ("Mở rộng TL 30", {"dt 30"}),
        ("Mở rộng HL 30", {"dh 30"}),
        ("Nâng cấp ĐX 5", {"dx 5"}),
        ("Mở rộng đường N2", {"n 2"}),
        ("Nâng cấp ĐX.05", {"dx 05"}),
    ],
)
def test_stars_and_roads_are_named_by_their_number(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nâng cấp ĐT.12", "Nâng cấp ĐH.12"),
        ("Nâng cấp ĐX.12", "Nâng cấp ĐH.12"),
        ("Nâng cấp QL.12", "Nâng cấp ĐX.12"),
        ("Nâng cấp N.12", "Nâng cấp QL.12"),
    ],
)
def test_two_sorts_of_roads_are_two_roads_whatever_their_numbers(one, other):
    assert compare_names(read_wording(one).names, read_wording(other).names) == Difference.OTHER


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Xong trước ngày 30", ("ngay 30",)),
        ("Xong trong tháng 9", ("thang 9",)),
        ("Xong trong quý III", ("quy iii",)),
        ("Ngày hội lần thứ IV", ("thu iv",)),
        ("Xong trong năm 2021", ("nam 2021",)),
        ("Ngày hội lần 4", ("lan 4",)),
        ("Nghiệm thu đợt 2", ("dot 2",)),
    ],
)
def test_a_number_after_a_word_of_time_goes_with_the_year(text, days):
    wording = read_wording(text)
    assert (wording.days, wording.names) == (days, frozenset())
    assert days[0].split()[0] not in wording.words


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Quyết định số 12", "Theo Thông tư số 8", "Theo Chỉ thị số 16",
        "Theo Kế hoạch số 25", "Theo Luật số 45", "Theo Đề án số 6", "Theo điều số 4", "Theo khoản số 2",
        "Theo thông báo số 33", "Theo công văn số 90",
    ],
)  # fmt: skip
def test_the_number_of_a_document_is_no_name(text):
    assert names(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nâng cấp khóm 3 xã Tân Hội", {"khom 3", "xa tân hội"}),
        ("Nâng cấp khóm 3 phường Tân Hội", {"khom 3", "phuong tân hội"}),
        ("Nâng cấp cầu 19 huyện Tân Hội", {"cau 19", "huyen tân hội"}),
        ("Nâng cấp cầu 19 tỉnh Tân Hội", {"cau 19", "tinh tân hội"}),
        ("Nâng cấp kênh 7 khóm Tân Hội", {"kenh 7", "khom tân hội"}),
        ("Nâng cấp kênh 7 ấp Tân Hội", {"kenh 7", "ap tân hội"}),
        ("Nâng cấp kênh 7 tổ Tân Hội", {"kenh 7", "to tân hội"}),
        ("Nâng cấp cầu 19 năm 2022", {"cau 19"}),
        ("Nâng cấp cầu 19 tháng 9", {"cau 19"}),
        ("Nâng cấp cầu 19 ngày 30", {"cau 19"}),
        ("Nâng cấp đường 7 lớp Tân Hội", {"duong 7", "lop tân hội"}),
        ("Nâng cấp đường 7 trường Tân Hội", {"duong 7", "truong tân hội"}),
        ("Nâng cấp đường 7 cầu Tân Hội", {"duong 7", "cau tân hội"}),
        ("Nâng cấp đường 7 chợ Tân Hội", {"duong 7", "cho tân hội"}),
        ("Nâng cấp đường 7 km", set()),
        ("Nâng cấp cầu 7 tấn", set()),
    ],
)
def test_a_number_before_a_place_is_the_name_of_what_stands_before_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "follows",
    [
        "trên ĐT.640", "tại xã", "thuộc xã", "qua xã", "ở xã", "của xã", "và chợ", "bắc qua kênh", "nối kênh",
        "trong xã", "đi chợ", "đoạn đầu", "từ chợ", "đến chợ", "với chợ", "theo tuyến", "",
    ],
)  # fmt: skip
def test_a_number_that_ends_a_name_belongs_to_it(follows):
    assert "cau hà trung 1" in names(f"Xây cầu Hà Trung 1 {follows}")


@pytest.mark.parametrize("counted", ["nhịp", "mố", "dầm"])
def test_a_number_before_what_it_counts_belongs_to_no_name(counted):
    assert names(f"Xây cầu Hà Trung 1 {counted}") == {"cau hà trung"}


@pytest.mark.parametrize(
    "text",
    [
        "Trình Ủy ban nhân dân, Hội đồng nhân dân", "Họp Hội đồng",
        "Ban hành Quyết định, Nghị quyết, Nghị định", "Theo Thông tư, Chỉ thị, Kế hoạch, Chương trình",
        "Lập Đề án, Dự án", "Mở Trung tâm, Dịch vụ công", "Trình Trung ương, Chính phủ, Thủ tướng",
        "Báo cáo Chủ tịch Tỉnh", "Báo cáo Tỉnh ủy, Huyện ủy, Thành ủy", "Việc của Đảng", "Họp Mặt trận",
        "Lên Cổng, Cổng thông tin điện tử", "Nâng Chỉ số", "Mở Hội nghị", "Lập Danh mục, Quy chế, Quy định, Quy hoạch",
        "Sửa Luật", "Lấp đầy Khu công nghiệp, Cụm công nghiệp, Khu kinh tế", "Tôn tạo Khu di tích", "Lấp đầy Khu",
        "Trình Bộ, Cục, Chi cục, Ban", "Giao Phòng, Công an, Viện", "Lập Quỹ",
        "Xây Trường tiểu học, Trường trung học cơ sở", "Xây Trường trung học phổ thông, Trường mầm non",
        "Chợ Tết Nguyên đán", "Chợ Tết", "Xây Bến xe", "Mở Cửa khẩu quốc tế, Cửa khẩu", "Xây Thư viện",
        "Thăm Vườn quốc gia", "Xây Trung tâm y tế", "Mở Ngày hội, Lễ hội, Đại hội, Diễn đàn",
        "Họp Mặt trận Tổ quốc", "Thuê Công ty, Công ty cổ phần", "Giao Văn phòng", "Theo Bản cam kết",
        "Loại Tốt, Khá, Xuất sắc", "Của Nhân dân, Nhà nước", "Tại Thành phố, Huyện, Thị xã, Thị trấn, Phường, Xã, Sở",
        "Báo cáo Tỉnh Ủy, Huyện Ủy", "Lên Cổng Thông tin điện tử", "Lấp đầy Khu Công nghiệp, Khu Kinh tế",
        "Tôn tạo Khu Di tích", "Mở Cửa khẩu Quốc tế", "Xây Trung tâm Y tế", "Thuê Công ty Cổ phần",
        "Phường Đô thị", "Mở Festival", "Xây Trạm y tế, Bệnh viện", "Mở rộng Quốc lộ", "Nộp Sáng kiến, Dân vận",
    ],
)  # fmt: skip
def test_words_of_office_are_written_with_a_capital_and_name_nothing(text):
    assert [token.text for token in read_tokens(text) if token.named] == []


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("Xây trạm huyện Cao Lãnh", "Xây trạm thành phố Cao Lãnh", Difference.PLACE),
        ("Xây trạm thị xã Tân Lập", "Xây trạm huyện Tân Lập", Difference.PLACE),
        ("Xây trạm thị trấn Mỹ An", "Xây trạm xã Mỹ An", Difference.PLACE),
        ("Xây trạm phường Mỹ An", "Xây trạm xã Mỹ An", Difference.PLACE),
        ("Xây trạm khóm Mỹ An", "Xây trạm ấp Mỹ An", Difference.PLACE),
        ("Nạo vét sông Mỹ An", "Nạo vét rạch Mỹ An", Difference.PLACE),
        ("Nạo vét kênh Mỹ An", "Nạo vét mương Mỹ An", Difference.PLACE),
        ("Nạo vét rạch Mỹ An", "Nạo vét kênh Mỹ An", Difference.PLACE),
        ("Xây trạm huyện Cao Lãnh", "Xây trạm thành phố Sa Đéc", Difference.OTHER),
        ("Xây trạm thị trấn Mỹ An", "Xây trạm xã Tân Hội", Difference.OTHER),
        ("Xây trạm khóm Mỹ An", "Xây trạm ấp Tân Hội", Difference.OTHER),
        ("Nạo vét sông Mỹ An", "Nạo vét mương Tân Hội", Difference.OTHER),
        ("Xây trạm huyện Tân Lập", "Xây trạm xã Mỹ Hòa", Difference.APART),
        ("Xây trạm ấp Tân Lập", "Xây trạm xã Mỹ Hòa", Difference.APART),
        ("Xây chợ Mỹ An", "Xây trạm xã Mỹ An", Difference.NONE),
    ],
)
def test_places_of_one_level_stand_for_one_another_and_two_sorts_of_one_name_are_two(one, other, difference):
    assert compare_names(read_wording(one).names, read_wording(other).names) == difference
