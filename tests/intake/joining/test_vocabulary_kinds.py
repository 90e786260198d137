"""Of one thing there are kinds: two items that name different ones are never one, whatever else they share."""

import pytest

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile


def compare_kinds(*texts):
    """Of each two texts whether they are of one kind."""
    items = [Item(text, text) for text in texts]
    reached = compare_lists(items, items, load_profile("next_year")).reached["kinds"]
    return {
        (one, other): reached.at(row, column)
        for row, one in enumerate(texts)
        for column, other in enumerate(texts)
    }


@pytest.mark.parametrize(
    ("frame", "kinds"),
    [
        ("Cấp nước cho {}", [["đô thị", "thành thị"], ["nông thôn"]]),
        (
            "Thêm {}",
            [
                ["nông thôn mới", "xã nông thôn mới", "huyện nông thôn mới"],
                ["nông thôn mới nâng cao", "xã nông thôn mới nâng cao", "huyện nông thôn mới nâng cao"],
                ["nông thôn mới kiểu mẫu", "xã nông thôn mới kiểu mẫu"],
            ],
        ),
        (
            "Số {} tiêu chí",
            [
                [
                    "xã đạt", "xã được công nhận", "xã nông thôn mới", "xã nông thôn mới nâng cao",
                    "xã nông thôn mới kiểu mẫu",
                ],
                ["huyện đạt", "huyện được công nhận", "huyện nông thôn mới", "huyện nông thôn mới nâng cao"],
            ],
        ),
        ("Thu hút vốn {}", [["trong nước"], ["ngoài nước", "nước ngoài"]]),
        ("{} tăng", [["Kim ngạch xuất khẩu"], ["Kim ngạch nhập khẩu"]]),
        (
            "Đón {}",
            [["khách quốc tế", "khách du lịch quốc tế"], ["khách nội địa", "khách du lịch nội địa"]],
        ),
        (
            "Xây trường {}",
            [
                ["mầm non", "mẫu giáo"], ["tiểu học"], ["trung học cơ sở"], ["trung học phổ thông"],
                ["đại học", "cao đẳng"],
            ],
        ),
        ("Khám bệnh cho {}", [["nam giới", "lao động nam"], ["nữ giới", "phụ nữ", "lao động nữ"]]),
        ("Tinh giản {}", [["công chức"], ["viên chức"]]),
        ("Đường truyền tới {}", [["cấp tỉnh", "các sở"], ["cấp huyện", "các huyện"], ["cấp xã", "các xã"]]),
        ("Giúp {} vay vốn", [["hợp tác xã"], ["tổ hợp tác"]]),
        (
            "{} cụm nghề",
            [
                ["Thành lập"], ["Kêu gọi đầu tư", "Thu hút đầu tư"],
                ["Đi vào hoạt động", "Đưa vào hoạt động", "Đưa vào vận hành"],
            ],
        ),
        (
            "{} quản lý chợ",
            [
                ["Ban hành quy định", "Xây dựng quy định", "Trình quy định"],
                ["Ban hành quy chế", "Xây dựng quy chế"],
                ["Ban hành đề án", "Xây dựng đề án", "Lập đề án", "Trình đề án"],
            ],
        ),
        (
            "Cấp phép trong {}",
            [
                ["ngành y tế", "lĩnh vực y tế"], ["ngành giáo dục", "lĩnh vực giáo dục"],
                ["ngành nông nghiệp", "lĩnh vực nông nghiệp"], ["ngành giao thông", "lĩnh vực giao thông"],
                ["ngành tư pháp", "lĩnh vực tư pháp"], ["ngành văn hóa", "lĩnh vực văn hóa"],
                ["ngành tài chính", "lĩnh vực tài chính"], ["lĩnh vực đất đai"],
                ["ngành xây dựng", "lĩnh vực xây dựng"],
            ],
        ),
        (
            "Số {}",
            [
                ["doanh nghiệp thành lập mới"], ["hợp tác xã thành lập mới"], ["tổ hợp tác thành lập mới"],
            ],
        ),
        ("Lấp đầy {}", [["khu công nghiệp"], ["cụm công nghiệp"]]),
        ("Dịch vụ công {}", [["toàn trình"], ["một phần"]]),
        ("Giải quyết {}", [["khiếu nại"], ["tố cáo"]]),
        ("Tai nạn giảm {}", [["số vụ"], ["số người chết"], ["số người bị thương"]]),
        ("{} tăng 5%", [["Diện tích", "Diện tích lúa"], ["Năng suất"], ["Sản lượng"]]),
        ("Tỷ lệ trẻ {}", [["nhẹ cân"], ["thấp còi"]]),
        ("Nhà ở cho {}", [["hộ nghèo"], ["hộ cận nghèo", "người cận nghèo"]]),
        ("Tham gia {}", [["bảo hiểm y tế"], ["bảo hiểm xã hội"], ["bảo hiểm thất nghiệp"]]),
        ("Người đóng {}", [["tự nguyện"], ["bắt buộc"]]),
        ("Giá trị {}", [["trồng trọt"], ["chăn nuôi"], ["thủy sản"]]),
        ("Tỷ lệ xử lý {}", [["nước sạch"], ["nước thải"]]),
        ("Tỷ lệ xử lý {}", [["chất thải rắn", "rác thải"], ["nước thải"]]),
        (
            "Sắp xếp {}",
            [
                ["cơ quan hành chính", "tổ chức hành chính", "cơ quan chuyên môn"],
                ["đơn vị sự nghiệp", "trường sự nghiệp công lập"],
            ],
        ),
        (
            "Nâng hạng {}",
            [
                ["chỉ số cải cách hành chính", "cải cách hành chính"], ["chỉ số hài lòng", "sự hài lòng"],
                ["chỉ số chuyển đổi số"],
                [
                    "năng lực cạnh tranh", "năng lực cạnh tranh cấp tỉnh", "năng lực cạnh tranh cấp sở",
                    "năng lực cạnh tranh cấp huyện",
                ],
                ["hiệu quả quản trị và hành chính công", "quản trị và hành chính công"],
            ],
        ),
        (
            "Nâng hạng {}",
            [
                ["năng lực cạnh tranh cấp tỉnh"],
                ["năng lực cạnh tranh cấp sở", "năng lực cạnh tranh cấp huyện"],
            ],
        ),
        (
            "Cấp thẻ cho {}",
            [["dân số", "toàn dân", "người dân"], ["học sinh", "học sinh, sinh viên"]],
        ),
        (
            "Tặng quà {}",
            [
                ["người có công"], ["hộ nghèo"], ["hộ cận nghèo"], ["thanh niên xung phong"],
                ["dân tộc thiểu số"],
            ],
        ),
        ("Tỷ lệ {}", [["sàng lọc trước sinh"], ["sàng lọc sơ sinh"]]),
        ("Bệnh viện {}", [["tuyến tỉnh"], ["tuyến huyện"], ["tuyến xã"]]),
        (
            "Công bố {}",
            [
                ["bảng giá đất", "bảng giá thuê"], ["quy hoạch vùng"], ["kế hoạch sử dụng đất"],
                ["chỉ dẫn địa lý"], ["nhãn hiệu"],
            ],
        ),
        ("Giải ngân {}", [["vốn sự nghiệp"], ["vốn đầu tư"]]),
        ("Doanh thu {}", [["phi nông nghiệp"], ["nông nghiệp"], ["lâm nghiệp"]]),
        (
            "Phát triển {}",
            [
                ["đàn bò", "bò thịt", "bò sữa", "nuôi bò", "con bò"], ["đàn dê", "nuôi dê", "con dê"],
                ["đàn heo", "đàn lợn", "nuôi heo", "nuôi lợn"], ["gia cầm", "đàn gà", "đàn vịt"],
                ["đàn trâu", "nuôi trâu"],
                ["nuôi tôm", "tôm sú", "tôm thẻ", "tôm nước lợ", "tôm biển"], ["cá tra", "nuôi cá"],
                ["nuôi ong", "đàn ong"], ["giết mổ heo", "giết mổ lợn", "giết mổ gia súc"],
                ["giết mổ gia cầm"],
            ],
        ),
        (
            "Hỗ trợ {}",
            [
                ["cây lúa", "trồng lúa", "sản xuất lúa", "diện tích lúa"],
                ["cây dừa", "trồng dừa", "vùng dừa", "dừa hữu cơ"], ["xoài"], ["sầu riêng"], ["cà phê"],
                ["hồ tiêu"], ["cây điều", "trồng điều"], ["cao su"], ["cây bưởi", "trồng bưởi"],
                ["thanh long"], ["mắc ca"], ["chanh leo", "chanh dây"], ["cây cam", "trồng cam"],
                ["cây nhãn", "trồng nhãn"], ["khoai lang"], ["khoai mì", "cây sắn", "trồng sắn"],
                ["cây ngô", "trồng ngô"], ["rau màu", "rau an toàn"],
            ],
        ),
        ("Quản lý {}", [["thu ngân sách"], ["chi ngân sách"]]),
    ],
)  # fmt: skip
def test_items_of_two_kinds_are_other_ones_and_of_one_kind_the_same(frame, kinds):
    texts = [[frame.format(said) for said in names] for names in kinds]
    found = compare_kinds(*(text for own in texts for text in own))
    for own in texts:
        others = [text for each in texts if each is not own for text in each]
        assert {found[one, other] for one in own for other in others} == {"other"}
        assert {found[own[0], one] for one in own} == {"same"}


@pytest.mark.parametrize(
    ("both", "each"),
    [
        ("Xúc tiến thương mại trong và ngoài nước", ["Xúc tiến thương mại trong nước", "Hội chợ nước ngoài"]),
        ("Xúc tiến thương mại trong, ngoài nước", ["Xúc tiến thương mại trong nước", "Hội chợ nước ngoài"]),
        ("Lấp đầy khu, cụm công nghiệp", ["Lấp đầy khu công nghiệp", "Lấp đầy cụm công nghiệp"]),
        ("Quản lý thu, chi ngân sách", ["Quản lý thu ngân sách", "Quản lý chi ngân sách"]),
        ("Quản lý thu và chi ngân sách", ["Quản lý thu ngân sách", "Quản lý chi ngân sách"]),
        ("Xây trường tiểu học và trung học cơ sở", ["Xây trường tiểu học", "Xây trường THCS"]),
    ],
)
def test_an_item_of_both_kinds_may_be_either(both, each):
    found = compare_kinds(both, *each)
    assert [found[both, one] for one in each] == ["same", "same"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ngành Nông nghiệp và Phát triển nông thôn", "Chỉnh trang đô thị"),
        ("Trường sự nghiệp công lập", "Vốn sự nghiệp y tế"),
        ("Bảo vệ trẻ em", "Xây trường tiểu học"),
        ("Trong điều kiện khó khăn", "Trồng lúa"),
    ],
)
def test_words_of_two_subjects_are_no_two_kinds(one, other):
    assert compare_kinds(one, other)[one, other] == "none"
