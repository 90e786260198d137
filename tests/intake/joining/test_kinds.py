"""What there is one kind or another of tells two items apart, and nothing else that they share."""

import tomllib
from importlib.resources import files

import pytest

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile
from camket.intake.joining.wording import read_wording

YEARS = load_profile("next_year")
KINDS = tomllib.loads(files("camket.intake.joining").joinpath("vocabulary.toml").read_text("utf-8"))["kinds"]
# Of each line two texts that it tells apart, and two that it does not.
TOLD = {
    "place": ("Thu gom rác đô thị", "Thu gom rác nông thôn", "Thu gom rác", "Thu gom rác đô thị"),
    "office": ("", "", "Sở Phát triển nông thôn chỉnh trang phố", "Chỉnh trang phố"),
    "renewed": ("Xã nông thôn mới", "Xã NTM nâng cao", "Xã nông thôn mới", "Công nhận xã NTM"),
    "renewed_whole": ("Xã đạt chuẩn NTM", "Huyện đạt chuẩn NTM", "Xã đạt chuẩn NTM", "Xã được công nhận NTM"),
    "abroad": ("Xúc tiến trong nước", "Xúc tiến nước ngoài", "Xúc tiến trong và ngoài nước", "Xúc tiến trong nước"),
    "trade": ("Kim ngạch xuất khẩu", "Kim ngạch nhập khẩu", "Kim ngạch xuất khẩu", "Giá trị xuất khẩu"),
    "visitors": ("Khách quốc tế", "Khách nội địa", "Khách du lịch quốc tế", "Khách quốc tế"),
    "school": ("Xây trường mầm non", "Xây trường THCS", "Xây trường MN, tiểu học", "Xây trường tiểu học"),
    "sex": ("Dạy nghề cho phụ nữ", "Dạy nghề cho nam giới", "Dạy nghề cho nữ giới", "Dạy nghề cho phụ nữ"),
    "staff": ("Tuyển công chức", "Tuyển viên chức", "Tuyển công chức, viên chức", "Tuyển công chức"),
    "level": ("Tập huấn cấp huyện", "Tập huấn các sở", "Tập huấn cấp huyện, cấp xã", "Tập huấn cấp xã"),
    "cooperation": ("Thành lập HTX", "Thành lập tổ hợp tác", "Hỗ trợ HTX, tổ hợp tác", "Hỗ trợ hợp tác xã"),
    "phase": ("Thành lập CCN Mỹ Hiệp", "CCN Mỹ Hiệp đi vào hoạt động", "Thành lập chợ, đưa vào hoạt động",
              "Chợ đi vào hoạt động"),
    "issued": ("Ban hành Quy định cây xanh", "Ban hành Đề án cây xanh", "Trình Đề án cây xanh",
               "Tham mưu ban hành Đề án cây xanh"),
    "sector": ("Thu hút bác sĩ ngành y tế", "Thu hút thầy cô ngành giáo dục", "Số hóa lĩnh vực y tế",
               "Số hóa ngành y tế"),
    "founded": ("Doanh nghiệp thành lập mới", "Hợp tác xã thành lập mới", "DN đăng ký mới", "DN thành lập mới"),
    "zone": ("Lấp đầy KCN", "Lấp đầy CCN", "Quản lý khu, cụm công nghiệp", "Quản lý cụm công nghiệp"),
    "service": ("Dịch vụ công toàn trình", "Dịch vụ công một phần", "DVC toàn trình", "Dịch vụ công toàn trình"),
    "complaint": ("Giải quyết khiếu nại", "Giải quyết tố cáo", "Giải quyết khiếu nại, tố cáo", "Giải quyết tố cáo"),
    "accident": ("Giảm số vụ tai nạn", "Giảm số người chết do tai nạn", "Giảm số vụ, số người chết", "Giảm số vụ"),
    "crops": ("Diện tích lúa", "Năng suất lúa", "Diện tích, sản lượng lúa", "Sản lượng lúa"),
    "stunted": ("Trẻ nhẹ cân", "Trẻ thấp còi", "Trẻ nhẹ cân, thấp còi", "Trẻ thấp còi"),
    "poverty": ("Giảm hộ nghèo", "Giảm hộ cận nghèo", "Giảm hộ nghèo, hộ cận nghèo", "Giảm hộ nghèo"),
    "insurance": ("Bao phủ BHYT", "Bao phủ bảo hiểm xã hội", "Bao phủ BHYT, BHXH", "Bao phủ BHXH"),
    "compulsion": ("BHXH tự nguyện", "BHXH bắt buộc", "BHXH bắt buộc, tự nguyện", "BHXH tự nguyện"),
    "farming": ("Giá trị trồng trọt", "Giá trị chăn nuôi", "Giá trị trồng trọt, thủy sản", "Giá trị thủy sản"),
    "water": ("Cấp nước sạch", "Xử lý nước thải", "Cấp nước sạch đô thị", "Cấp nước sạch"),
    "waste": ("Thu gom rác thải", "Thu gom nước thải", "Thu gom chất thải rắn", "Thu gom rác thải"),
    "bodies": ("Sắp xếp cơ quan hành chính", "Sắp xếp đơn vị sự nghiệp", "Sắp xếp tổ chức hành chính, đơn vị sự nghiệp",
               "Sắp xếp cơ quan chuyên môn"),
    "index": ("Chỉ số CCHC", "Chỉ số SIPAS", "Chỉ số PAR Index", "Chỉ số cải cách hành chính"),
    "compared": ("Chỉ số PCI", "Chỉ số DDCI", "Nâng chỉ số PCI", "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)"),
    "covered": ("Tỷ lệ dân số tham gia BHYT", "Tỷ lệ học sinh tham gia BHYT", "Người dân tham gia BHYT",
                "Dân số tham gia BHYT"),
    "helped": ("Xây nhà cho người có công", "Xây nhà cho hộ nghèo", "Xây nhà cho người có công, hộ nghèo",
               "Xây nhà cho hộ nghèo"),
    "screened": ("Sàng lọc sơ sinh", "Sàng lọc trước sinh", "Sàng lọc trước sinh, sàng lọc sơ sinh",
                 "Sàng lọc sơ sinh"),
    "hospital": ("Bệnh viện tuyến tỉnh", "Bệnh viện tuyến huyện", "Y tế tuyến huyện, tuyến xã", "Y tế tuyến xã"),
    "act": ("Ban hành bảng giá đất", "Ban hành quy hoạch đất", "Ban hành bảng giá", "Ban hành bảng giá đất"),
    "capital": ("Giải ngân vốn sự nghiệp", "Giải ngân vốn đầu tư", "Giải ngân vốn đầu tư công", "Giải ngân vốn đầu tư"),
    "land": ("Giao đất nông nghiệp", "Giao đất phi nông nghiệp", "Giao đất NN", "Giao đất nông nghiệp"),
    "livestock": ("Phát triển đàn bò", "Phát triển đàn dê", "Phát triển đàn heo", "Phát triển đàn lợn"),
    "crop": ("Trồng xoài", "Trồng sầu riêng", "Trồng xoài, sầu riêng", "Trồng xoài"),
    "budget": ("Thu ngân sách", "Chi ngân sách", "Quản lý thu, chi ngân sách", "Thu ngân sách"),
}  # fmt: skip


def is_other(one, other):
    return compare_lists([Item("b", one)], [Item("a", other)], YEARS).reached["kinds"].at(0, 0) == "other"


def test_every_line_of_kinds_has_texts_that_it_tells_apart():
    assert KINDS.keys() == TOLD.keys()


@pytest.mark.parametrize(("one", "other", "like", "alike"), TOLD.values(), ids=TOLD.keys())
def test_two_kinds_are_told_apart_and_what_has_both_or_one_is_not(one, other, like, alike):
    assert is_other(one, other) == is_other(other, one) == bool(one)
    assert not is_other(like, alike)
    assert not is_other(alike, like)


@pytest.mark.parametrize(
    ("of", "number", "phrase"),
    [
        (of, number, phrase)
        for of, line in KINDS.items()
        for number, kind in enumerate(line)
        for phrase in kind
    ],
)
def test_every_phrase_is_read_as_its_kind(of, number, phrase):
    assert (of, number) in read_wording(phrase).about


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chuyển đổi số ngành y tế", "Chuyển đổi số tại các xã"),
        ("Cấp số nhà", "Cấp số nhà tại cấp huyện"),
        ("Xử lý rác đúng quy định", "Ban hành đề án xử lý rác"),
        ("Khởi công đường N2", "Hoàn thành đường N2"),
    ],
)
def test_words_that_only_look_like_a_kind_tell_nothing_apart(one, other):
    assert not is_other(one, other)
