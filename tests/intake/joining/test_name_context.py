"""The words around a unit's name in letterheads, titles and file names; each sentence needs the words that it has."""

import pytest

from camket.intake.joining.name_context import is_body_below, is_division, is_own_division
from camket.intake.joining.unit_names import UnitNames
from camket.settings.units import Unit
from samples import PLACE_KINDS

UNITS = [
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=1),
    Unit(code="STC", name="Sở Tài chính", group="department", order=2),
    Unit(code="HLH", name="UBND huyện Long Hà", group="district", place_kinds=PLACE_KINDS, order=3),
]
PROVINCE = ["UBND tỉnh Vĩnh Xuyên"]
NAMES = UnitNames(UNITS, superiors=PROVINCE)
# Of a file that may be anybody's, each word beside the name has to be listed.
WHOLE = UnitNames(UNITS, superiors=PROVINCE, whole=True)


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo Long Hà",
        "BC Long Hà",
        "Biểu Long Hà",
        "Mẫu Long Hà",
        "BM Long Hà",
        "Phụ lục Long Hà",
        "PL Long Hà",
        "Số liệu của Long Hà",
        "Đơn vị Long Hà",
        "Cơ quan Long Hà",
        "Kết quả Long Hà",
        "KQ Long Hà",
        "CK Long Hà",
        "Gửi Long Hà",
        "Long Hà nộp - nộp Long Hà",
        "Danh mục Long Hà",
        "Số liệu Long Hà",
        "Tổng hợp Long Hà",
        "Sheet Long Hà",
        "Trang Long Hà",
        "Tên Long Hà",
        "Phần Long Hà",
        "Đăng ký Long Hà",
        "ĐK Long Hà",
        "Lần Long Hà",
        "Do Long Hà",
        "UBND Long Hà",
        "Nhóm Long Hà",
        "Nội dung Long Hà",
        "Năm Long Hà",
        "Thực hiện Long Hà",
        "Gồm Long Hà",
    ],
)
def test_a_word_of_reports_before_a_bare_name_leaves_it_the_units(text):
    assert NAMES.find(text) == {"HLH"}


@pytest.mark.parametrize(
    "text", ["Chợ Long Hà", "Tân Long Hà", "Đường Long Hà", "Nước Long Hà", "Mỹ Long Hà"]
)
def test_another_word_before_a_bare_name_makes_it_another_place(text):
    assert NAMES.find(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo kết quả của đơn vị: Sở Nội vụ",
        "BC KQ CK Sở Nội vụ",
        "Phụ lục số liệu tổng hợp Sở Nội vụ",
        "Danh mục nội dung đăng ký Sở Nội vụ",
        "Mẫu biểu cơ quan Sở Nội vụ gửi",
        "Cam kết năm 2022 do Sở Nội vụ đăng ký",
        "Nộp lần 2 Sở Nội vụ",
        "Tên nhóm, phần, trang, sheet Sở Nội vụ",
        "BM PL ĐK UBND hiện gồm Sở Nội vụ",
    ],
)
def test_where_all_words_count_those_of_reports_may_stand_before_a_name(text):
    assert WHOLE.find(text) == {"SNV"}


@pytest.mark.parametrize("text", ["Nhà ăn Sở Nội vụ", "Sở Nội vụ miền núi", "Báo cáo bóng đá Sở Nội vụ"])
def test_where_all_words_count_any_other_makes_it_another_body(text):
    assert WHOLE.find(text) == set()


@pytest.mark.parametrize(
    "follows",
    [
        "báo cáo", "BC 2022", "biểu 1", "kết quả", "KQ", "cam kết", "CK 2022", "đăng ký", "ĐK", "nộp", "gửi",
        "ban hành", "ngày 30/10", "tháng 10", "quý III", "lần 2", "đợt 2", "phụ lục", "PL 1", "tổng hợp",
        "số 12", "theo Quyết định", "kèm công văn", "chỉnh sửa", "sửa lần 2", "bổ sung", "cập nhật", "đã ký",
        "được giao", "để thực hiện", "có báo cáo", "tỉnh", "tình hình", "thực hiện", "chủ trì", "phối hợp",
        "tham mưu", "trình UBND Tỉnh", "tự đánh giá", "xây dựng", "cộng tác", "độc lập", "đến ngày 30/10",
        "nội dung", "phòng, chống dịch", "văn bản số 12", "năm 2022", "chịu trách nhiệm", "là cơ quan chủ trì",
        "cùng các đơn vị", "rà soát", "đánh giá", "hoàn thành", "tiến độ", "giao nhiệm vụ", "các nội dung",
        "UBND", "final", "v1", "v2", "v3", "không có", "xin rút", "đề nghị", "thôi", "rút", "dừng", "tiếp tục",
        "trì", "sung", "thường trực", "trực tiếp làm", "từ tháng 10", "đúng hạn",
    ],
)  # fmt: skip
def test_a_word_of_reports_after_a_name_leaves_it_the_units(follows):
    assert NAMES.find(f"UBND huyện Long Hà {follows}") == {"HLH"}


@pytest.mark.parametrize("follows", ["Nam", "Thượng", "mới", "hai", "và Môi trường", "phía đông", "quản lý"])
def test_another_word_after_a_name_makes_it_another_bodys(follows):
    assert NAMES.find(f"UBND huyện Long Hà {follows}") == set()


@pytest.mark.parametrize(
    "follows",
    [
        "báo cáo", "biểu", "kết quả", "đăng ký", "ĐK", "nộp", "gửi", "bản cam kết", "ngày 30/10", "tháng 10", "quý III",
        "lần 2", "đợt 2", "phụ lục", "tổng hợp", "số liệu", "kèm", "chỉnh sửa", "chính thức", "sửa", "bổ sung",
        "cập nhật", "đã gửi", "được giao", "để", "có", "tình hình", "thực hiện", "chủ trì", "phối hợp", "trình",
        "tự chấm", "xây dựng", "cộng hòa", "độc lập", "đến tháng 10", "nội dung", "phòng", "văn bản", "năm 2022",
        "chịu", "là", "cùng", "rà soát", "đánh giá", "hoàn thành", "tiến độ", "các", "sở", "không", "đề nghị",
        "thôi", "rút", "dừng", "tiếp", "trì", "thường trực", "trực",
    ],
)  # fmt: skip
def test_a_word_of_reports_after_the_word_province_is_no_provinces_name(follows):
    assert NAMES.read(f"UBND huyện Long Hà tỉnh {follows}").codes == {"HLH"}


@pytest.mark.parametrize("follows", ["Tiền Giang", "Bắc Hà", "Đông Xuyên", "Sông Bé", "Phú Cường"])
def test_the_name_of_another_province_makes_it_another_bodys(follows):
    assert NAMES.find(f"UBND huyện Long Hà tỉnh {follows}") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Thủ trưởng Sở Nội vụ",
        "Giám đốc Sở Nội vụ",
        "Phó Giám đốc Sở Nội vụ",
        "Lãnh đạo Sở Nội vụ",
        "Người lập: Sở Nội vụ",
        "Người ký, duyệt: Sở Nội vụ",
        "Chịu trách nhiệm: Sở Nội vụ",
        "Chủ trì: Sở Nội vụ; phối hợp: các phòng",
        "Đơn vị phối hợp: Sở Nội vụ",
        "Chủ tịch, phó chủ tịch: Sở Nội vụ",
        "Kính trình: Sở Nội vụ",
        "Thực hiện theo quý: Sở Nội vụ",
        "Các đơn vị thuộc Sở Nội vụ",
        "Kỳ báo cáo tháng 10, đợt 2, ngày 30/10, Sở Nội vụ",
        "File mới Sở Nội vụ",
        "Bản chính thức cuối Sở Nội vụ final",
        "Tệp final Sở Nội vụ",
        "Bản sao Sở Nội vụ",
        "Copy Sở Nội vụ",
        "Update Sở Nội vụ",
        "Dự thảo Sở Nội vụ",
        "Tại Sở Nội vụ",
        "Về hành động từ tháng 1 đến tháng 10: Sở Nội vụ",
        "Đề nghị Sở Nội vụ",
        "Tờ trình Sở Nội vụ",
        "Giao Sở Nội vụ tham mưu",
        "Gửi cho Sở Nội vụ",
        "Tham mưu: Sở Nội vụ",
        "Giao huyện, tỉnh, TP: Sở Nội vụ",
        "Đề nghị bảng, tờ: Sở Nội vụ",
        "Kỳ ký duyệt theo kế hoạch: Sở Nội vụ",
        "Đơn vị thực hiện nhiệm vụ, kế hoạch, công văn: Sở Nội vụ",
        "Hiện tình hình, tiến độ: Sở Nội vụ",
        "Lần Sở Nội vụ",
    ],
)
def test_who_speaks_for_a_unit_and_the_labels_of_a_form_may_stand_before_its_full_name(text):
    assert NAMES.find(text) == {"SNV"}


@pytest.mark.parametrize(
    "text",
    ["Kho lưu trữ Sở Nội vụ", "Nguyên Bí thư Sở Nội vụ", "Cựu cán bộ Sở Nội vụ", "Cục Nhà giáo Sở Nội vụ"],
)
def test_another_body_may_not(text):
    assert NAMES.find(text) == set()


@pytest.mark.parametrize(
    "title",
    [
        "Báo cáo", "BC", "Biểu", "Bảng", "Kết quả", "KQ", "Tình hình", "Tiến độ", "Phụ lục", "Danh mục", "Cam kết",
        "Nội dung", "Tổng hợp", "Kế hoạch", "Công văn", "Tờ trình", "Lĩnh vực", "Nhiệm vụ", "Công tác", "Đăng ký",
        "Thống kê", "Số liệu", "Kèm theo", "Ban hành kèm theo", "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Đảng Cộng sản Việt Nam",
    ],
)  # fmt: skip
def test_what_a_title_is_about_may_be_in_any_words(title):
    assert NAMES.find(f"{title} vì người nghèo, Sở Nội vụ") == {"SNV"}
    assert NAMES.find("Vì người nghèo, Sở Nội vụ") == set()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Báo cáo giảm nghèo của Sở Nội vụ", {"SNV"}),
        ("Báo cáo giảm nghèo của quán ăn Sở Nội vụ", set()),
        ("Báo cáo giảm nghèo do quán ăn Sở Nội vụ gửi", set()),
        ("Bao cao tien do giam ngheo So Noi vu", {"SNV"}),
        ("Bao cao trinh do can bo So Noi vu", {"SNV"}),
        ("Bao cao muc do hai long So Noi vu", {"SNV"}),
        ("Bao cao che do thai san So Noi vu", {"SNV"}),
        ("Bao cao toc do mang So Noi vu", {"SNV"}),
        ("Bao cao giam ngheo do quan an So Noi vu", set()),
    ],
)
def test_a_title_is_about_anything_up_to_the_word_that_says_whose_it_is(text, codes):
    assert NAMES.find(text) == codes


@pytest.mark.parametrize(
    "body",
    [
        "Cục Thuế", "Cục Thống kê", "Cục Hải quan", "Ngân hàng", "Bưu điện", "Điện lực", "Viễn thông",
        "Bảo hiểm xã hội", "Liên đoàn Lao động", "Liên minh", "Tổ công tác", "Ban Chỉ đạo", "Ban Dân vận",
        "Ban Tổ chức", "Ban Tuyên giáo", "Ban Nội chính", "Ban Kinh tế", "Ban Chấp hành", "Ban Tôn giáo",
        "Ban Quản trị", "Khối vận", "Cụm thi đua", "Xí nghiệp", "Nhà máy", "Tổ đại biểu", "Ủy ban Kiểm tra",
        "Thanh tra", "HTX", "Đài Truyền thanh", "Đài Phát thanh", "Chi bộ", "Đảng bộ", "Nhà khách", "Thư viện",
        "Bảo tàng", "Nhà thiếu nhi", "Nhà văn hóa", "Tạp chí", "Câu lạc bộ", "Thi hành án", "Quân sự", "Khu phố",
        "Khóm", "Doanh nghiệp",
    ],
)  # fmt: skip
def test_a_title_without_that_word_is_not_the_units_if_a_body_beside_it_is_named(body):
    assert NAMES.find(f"Báo cáo {body} UBND huyện Long Hà") == set()


@pytest.mark.parametrize(
    "body",
    [
        "Chi cục Văn thư", "Trung tâm Lưu trữ", "Phòng Tài vụ", "Ban Quản lý chợ", "Đơn vị sự nghiệp", "Bệnh viện",
        "Trường Chính trị", "Phường 1", "Xã Tân Hòa", "Thị trấn Tân Hòa", "cơ sở thuộc", "Trạm Y tế", "Đội Thuế",
        "Chi nhánh 2", "Quỹ tín dụng", "Công ty Cấp nước", "Hạt Kiểm lâm", "Ban Chỉ huy", "Đảng ủy", "Công đoàn",
        "Hội Nông dân", "Công an", "Viện kiểm sát", "Tòa án", "Kho bạc", "Mặt trận", "Huyện ủy", "Thành ủy",
        "Đoàn thanh niên", "Văn phòng", "Hợp tác xã", "Ủy ban Mặt trận", "Hiệp hội", "Biên phòng",
    ],
)  # fmt: skip
def test_a_body_of_the_unit_or_within_its_area_is_another_whatever_the_title(body):
    assert NAMES.find(f"Báo cáo {body} UBND huyện Long Hà") == set()
    assert NAMES.read(f"Báo cáo {body} UBND huyện Long Hà").parts == {"HLH"}


@pytest.mark.parametrize(
    "about",
    [
        "các đơn vị thuộc", "các cơ quan thuộc", "các phòng thuộc", "phòng, chống lụt bão", "an sinh xã hội",
        "bảo vệ môi trường", "giá thị trường", "hội nghị", "hội đồng nhân dân", "người phụ thuộc",
        "các trường hợp khó khăn", "kinh tế, chính trị xã hội", "quý III", "chuyển đổi số", "giải phóng mặt bằng",
        "tăng trưởng", "quy hoạch", "phương án di dân", "thủ trưởng", "đưa hàng đi xa", "phương tiện", "quy mô",
    ],
)  # fmt: skip
def test_what_only_looks_like_such_a_body_leaves_the_title_the_units(about):
    assert NAMES.find(f"Báo cáo {about} Sở Nội vụ") == {"SNV"}


@pytest.mark.parametrize(
    "about",
    [
        "thu truong", "quy I", "quy II", "quy III", "quy IV", "quy 1", "quy 2", "quy 3", "quy 4", "dia phuong",
        "phuong an", "phong chong lut bao", "chuyen doi so", "doi moi", "doi voi tre em", "giai phong mat bang",
        "phong trao", "quy hoach", "quy che", "quy dinh", "tang truong", "tinh hinh",
    ],
)  # fmt: skip
def test_and_so_does_what_only_looks_like_one_without_its_marks(about):
    assert NAMES.find(f"Bao cao {about} So Noi vu") == {"SNV"}


@pytest.mark.parametrize("text", ["UBND huyen Long Ha tinh hinh 2022", "UBND huyen Long Ha tinh bao cao"])
def test_without_marks_too_what_follows_may_be_no_province(text):
    assert NAMES.find(text) == {"HLH"}


@pytest.mark.parametrize(
    "said",
    [
        "", "12", "Phòng Tổ chức", "Các phòng", "Văn phòng", "Bộ phận Một cửa liên thông", "Tổ Tiếp dân",
        "Ban Giám đốc", "Các đơn vị", "Đơn vị trực thuộc", "Toàn ngành", "Như trên", "nt", "Thanh tra Sở", "Các ban",
        "Phòng Nội vụ huyện", "Văn phòng UBND", "Phòng Y tế TP", "Văn phòng Ủy ban nhân dân",
        "Phòng Thuế khu vực",
    ],
)  # fmt: skip
def test_a_unit_calls_its_own_divisions_so(said):
    assert is_own_division(said)
    assert is_division(said) == bool(said.strip("012"))


@pytest.mark.parametrize(
    "said",
    [
        "Kế toán", "Phòng Tổ chức thuộc Cục Thuế", "Phòng Tổ chức của Cục Thuế", "Phòng Tổ chức Sở Y tế",
        "Văn phòng UBND Tân Lập", "Văn phòng Ủy ban nhân dân Tân Lập", "Phòng Nội vụ huyện Tân Lập",
        "Phòng Nội vụ thành phố Tân Lập", "Phòng Nội vụ TP Tân Lập", "Phòng Nội vụ thị xã Tân Lập",
        "Tổ Tiếp dân xã Tân Lập", "Tổ Tiếp dân phường 2", "Tổ Tiếp dân thị trấn Tân Lập",
        "Văn phòng Bộ Y tế", "Văn phòng Tổng cục Thuế", "Phòng Thuế khu vực 2",
    ],
)  # fmt: skip
def test_a_division_of_another_body_is_not_its_own(said):
    assert not is_own_division(said)


@pytest.mark.parametrize("said", ["Chi cục Thú y huyện", "Trung tâm Y tế huyện"])
def test_a_body_with_a_seal_is_the_units_by_its_kind(said):
    assert is_own_division(said, "UBND huyện Long Hà")
    assert not is_own_division(said, "Sở Y tế")
    assert is_division(said)


@pytest.mark.parametrize(
    "line",
    [
        "Chi cục Thú y", "TRUNG TÂM Y TẾ", "- Ban Quản lý chợ", "Bệnh viện Đa khoa", "Trường Chính trị",
        "Trạm Khuyến nông", "Chi nhánh Tân Lập", "Quỹ Vì người nghèo", "Công ty Cấp nước", "Tổng công ty Cấp nước",
        "Hạt Kiểm lâm", "Thư viện", "Bảo tàng", "Nhà khách", "Đài Truyền thanh", "Hợp tác xã Tân Lập", "Đảng ủy",
        "Kho bạc", "Công an", "Viện Kiểm sát", "Ban Chỉ huy quân sự", "XÃ TÂN LẬP", "Phường 2", "Thị trấn Tân Lập",
        "UBND xã Tân Lập", "UBND phường 2", "UBND thị trấn Tân Lập", "Ủy ban nhân dân xã Tân Lập",
        "Uỷ ban nhân dân phường 2", "ỦY BAN NHÂN DÂN THỊ TRẤN TÂN LẬP", "Chi cuc Thu y", "UBND xa Tan Lap",
    ],
)  # fmt: skip
def test_a_body_with_a_seal_of_its_own_stands_below_the_units_name(line):
    assert is_body_below(line)


@pytest.mark.parametrize(
    "line",
    ["Trưởng phòng", "Số: 12/BC-SNV", "Tân Lập, ngày 30 tháng 10", "Phòng Nội vụ", "của Trường Chính trị", "Quý III"],
)  # fmt: skip
def test_other_lines_below_it_name_none(line):
    assert not is_body_below(line)
