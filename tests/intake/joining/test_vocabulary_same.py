"""Short forms and other words for one thing: two sentences that say the same have the same words."""

import pytest

from camket.intake.joining.names import Name
from camket.intake.joining.wording import read_wording


@pytest.mark.parametrize(
    ("short", "written_out"),
    [
        ("UBND trình HĐND", "Ủy ban nhân dân trình Hội đồng nhân dân"),
        ("Xã NTM thực hiện CCHC", "Xã nông thôn mới thực hiện cải cách hành chính"),
        (
            "Tỷ lệ tham gia BHYT, BHXH, BHTN",
            "Tỷ lệ tham gia bảo hiểm y tế, bảo hiểm xã hội, bảo hiểm thất nghiệp",
        ),
        ("CĐS và CNTT trong TTHC", "Chuyển đổi số và công nghệ thông tin trong thủ tục hành chính"),
        ("DVC mức độ 4; DVCTT toàn trình", "Dịch vụ công mức độ 4; dịch vụ công trực tuyến toàn trình"),
        ("Nối CSDL với Cổng TTĐT", "Nối cơ sở dữ liệu với cổng thông tin điện tử"),
        ("Giúp DN, DNNVV vay vốn", "Giúp doanh nghiệp, doanh nghiệp nhỏ và vừa vay vốn"),
        ("Lập 02 HTX, 05 THT", "Lập 02 hợp tác xã, 05 tổ hợp tác"),
        ("Chương trình OCOP", "Chương trình mỗi xã một sản phẩm"),
        ("Thu NSNN, giải ngân ĐTC", "Thu ngân sách nhà nước, giải ngân đầu tư công"),
        ("Vốn XDCB; XD trụ sở", "Vốn xây dựng cơ bản; xây dựng trụ sở"),
        ("Hộ KD NN", "Hộ kinh doanh nông nghiệp"),
        ("SX lúa, T/H quy trình", "Sản xuất lúa, thực hiện quy trình"),
        ("Tình hình KT-XH", "Tình hình kinh tế - xã hội"),
        ("Tình hình KTXH", "Tình hình kinh tế - xã hội"),
        ("Lấp đầy KCN, CCN, KKT", "Lấp đầy khu công nghiệp, cụm công nghiệp, khu kinh tế"),
        ("Xong GPMB, cấp GPLX", "Xong giải phóng mặt bằng, cấp giấy phép lái xe"),
        ("Cấp GCN QSDĐ", "Cấp giấy chứng nhận quyền sử dụng đất"),
        ("Cấp GCN QSD đất", "Cấp giấy chứng nhận quyền sử dụng đất"),
        ("Giữ ATGT, kéo giảm TNGT", "Giữ an toàn giao thông, kéo giảm tai nạn giao thông"),
        ("Diễn tập PCCC", "Diễn tập phòng cháy, chữa cháy"),
        ("Diễn tập phòng cháy chữa cháy", "Diễn tập phòng cháy, chữa cháy"),
        ("Diễn tập phòng cháy và chữa cháy", "Diễn tập phòng cháy, chữa cháy"),
        ("Giữ ANTT, thực hiện QCDC", "Giữ an ninh trật tự, thực hiện quy chế dân chủ"),
        ("Kiểm tra ATTP", "Kiểm tra an toàn thực phẩm"),
        ("Kiểm tra vệ sinh an toàn thực phẩm", "Kiểm tra an toàn thực phẩm"),
        ("Kiểm tra VSATTP", "Kiểm tra an toàn thực phẩm"),
        ("Cử CBCCVC, CBCC đi học", "Cử cán bộ, công chức, viên chức, cán bộ, công chức đi học"),
        ("Cử CB, CC, VC đi học", "Cử cán bộ, công chức, viên chức đi học"),
        ("Đưa 300 xuất khẩu lao động", "Đưa 300 lao động đi làm việc ở nước ngoài"),
        ("Số XKLĐ", "Số lao động đi làm việc ở nước ngoài"),
        ("Số lao động ngoài nước", "Số lao động đi làm việc ở nước ngoài"),
        ("Số lao động đi làm việc có thời hạn ở nước ngoài", "Số lao động đi làm việc ở nước ngoài"),
        ("Số người lao động đi làm việc có thời hạn ở nước ngoài", "Số lao động đi làm việc ở nước ngoài"),
        ("Số người lao động đi làm việc ở nước ngoài", "Số lao động đi làm việc ở nước ngoài"),
        ("Xây trường THPT, THCS, MN", "Xây trường trung học phổ thông, trung học cơ sở, mầm non"),
        ("Vốn CTMTQG", "Vốn chương trình mục tiêu quốc gia"),
        ("Vốn chương trình MTQG", "Vốn chương trình mục tiêu quốc gia"),
        *((f"Sở {said} chủ trì", "Sở Kế hoạch và Đầu tư chủ trì") for said in ("KH&ĐT", "KH-ĐT", "KHĐT")),
        *(
            (f"Sở {said} chủ trì", "Sở Tài nguyên và Môi trường chủ trì")
            for said in ("TN&MT", "TN-MT", "TNMT")
        ),
        *(
            (f"Sở {said} chủ trì", "Sở Nông nghiệp và Phát triển nông thôn chủ trì")
            for said in ("NN&PTNT", "NN-PTNT", "Nông nghiệp và PTNT", "NNPTNT")
        ),
        ("Sở GTVT chủ trì", "Sở Giao thông vận tải chủ trì"),
        *(
            (f"Sở {said} chủ trì", "Sở Khoa học và Công nghệ chủ trì")
            for said in ("KH&CN", "KH-CN", "KHCN")
        ),
        *(
            (f"Sở {said} chủ trì", "Sở Lao động - Thương binh và Xã hội chủ trì")
            for said in ("LĐ-TB&XH", "LĐTB&XH", "LĐTBXH")
        ),
        *(
            (f"Sở {said} chủ trì", "Sở Văn hóa, Thể thao và Du lịch chủ trì")
            for said in ("VHTT&DL", "VH-TT&DL", "VHTTDL")
        ),
        *(
            (f"Sở {said} chủ trì", "Sở Thông tin và Truyền thông chủ trì")
            for said in ("TT&TT", "TT-TT", "TTTT")
        ),
        *(
            (f"Sở {said} chủ trì", "Sở Giáo dục và Đào tạo chủ trì")
            for said in ("GD&ĐT", "GD-ĐT", "GDĐT")
        ),
        ("Chỉnh trang TP Tân Lập", "Chỉnh trang thành phố Tân Lập"),
        ("Chỉnh trang TP. Tân Lập", "Chỉnh trang thành phố Tân Lập"),
        ("Chỉnh trang TX Tân Lập", "Chỉnh trang thị xã Tân Lập"),
        ("Chỉnh trang TX. Tân Lập", "Chỉnh trang thị xã Tân Lập"),
        ("Chỉnh trang TT. Tân Lập", "Chỉnh trang thị trấn Tân Lập"),
        *((f"Mở rộng {said} 30", "Mở rộng QL 30") for said in ("QL.", "quốc lộ", "quốc lộ số")),
        *(
            (f"Nâng cấp {said} 841", "Nâng cấp ĐT 841")
            for said in ("ĐT.", "đường tỉnh", "tỉnh lộ", "TL", "TL.", "đường tỉnh số")
        ),
        *(
            (f"Nâng cấp {said} 12", "Nâng cấp ĐH 12")
            for said in ("ĐH.", "đường huyện", "huyện lộ", "HL", "HL.")
        ),
        ("Nâng cấp TL.841 nối HL.12", "Nâng cấp ĐT.841 nối ĐH.12"),
        ("Tỷ lệ bằng hoặc cao hơn năm trước", "Tỷ lệ không thấp hơn năm trước"),
        ("Tỉ lệ không ít hơn năm trước", "Tỷ lệ không thấp hơn năm trước"),
        ("Tỷ lệ không dưới năm trước", "Tỷ lệ không thấp hơn năm trước"),
        ("Mở ít nhất 02 lớp", "Mở tối thiểu 02 lớp"),
        *(
            (f"{said} cháy rừng", "Không xảy ra cháy rừng")
            for said in (
                "Không để xảy ra", "Không phát sinh", "Không để phát sinh", "Không có trường hợp", "Không để",
            )
        ),
        *(
            (f"Số doanh nghiệp {said}", "Số doanh nghiệp thành lập mới")
            for said in ("đăng ký mới", "mới thành lập", "đăng ký thành lập mới")
        ),
        ("Xã đạt chuẩn văn hóa", "Xã được công nhận văn hóa"),
        *(
            (f"Trường {said}", "Trường được công nhận quốc gia")
            for said in ("đạt CQG", "đạt chuẩn QG", "đạt chuẩn CQG")
        ),
        ("Trồng rừng & giữ rừng", "Trồng rừng và giữ rừng"),
        ("Tiêu thụ SP của NLĐ", "Tiêu thụ sản phẩm của người lao động"),
        ("Ký HĐ LĐ", "Ký hợp đồng lao động"),
        ("BV mới GĐ 2021 - 2025", "Bệnh viện mới giai đoạn 2021 - 2025"),
        ("Giải ngân vốn SN, vốn ĐT", "Giải ngân vốn sự nghiệp, vốn đầu tư"),
        ("Lập QHC và QH vùng", "Lập quy hoạch chung và quy hoạch vùng"),
        ("Số BS; số khách DL", "Số bác sĩ; số khách du lịch"),
        ("Thu nhập BQ", "Thu nhập bình quân"),
        ("Nâng cấp TTYT, TYT", "Nâng cấp trung tâm y tế, trạm y tế"),
        ("Trường PT nội trú", "Trường phổ thông nội trú"),
        ("Duyệt KHSDĐ", "Duyệt kế hoạch sử dụng đất"),
        ("Khu TĐC, tiền BT", "Khu tái định cư, tiền bồi thường"),
        *(
            (f"Phường {said}", "Phường văn minh đô thị")
            for said in ("VMĐT", "ĐTVM", "đô thị văn minh")
        ),
        *(
            (f"Xã {said}", "Xã nông thôn mới nâng cao")
            for said in ("NTM NC", "NTMNC", "nông thôn mới NC")
        ),
        ("Trường CQG", "Trường chuẩn quốc gia"),
        ("Trường chuẩn QG", "Trường chuẩn quốc gia"),
        ("Dự án NOXH", "Dự án nhà ở xã hội"),
        ("Cứng hóa GTNT", "Cứng hóa giao thông nông thôn"),
        ("Sàn TMĐT", "Sàn thương mại điện tử"),
        ("Thu gom CTRSH", "Thu gom chất thải rắn sinh hoạt"),
        *(
            (f"{said} đạt 1 tỷ USD", "Kim ngạch xuất khẩu đạt 1 tỷ USD")
            for said in (
                "KNXK", "Giá trị xuất khẩu", "Trị giá xuất khẩu", "Giá trị XK", "Giá trị hàng hóa xuất khẩu",
            )
        ),
        ("Thuế XK, NK", "Thuế xuất khẩu, nhập khẩu"),
        ("Đào tạo CĐ, TC", "Đào tạo cao đẳng, trung cấp"),
        ("Sắp xếp ĐVHC, ĐVSN", "Sắp xếp đơn vị hành chính, đơn vị sự nghiệp"),
        ("Chỉ số ĐMST", "Chỉ số đổi mới sáng tạo"),
        ("Hộ DTTS; ĐBDTTS", "Hộ dân tộc thiểu số; đồng bào dân tộc thiểu số"),
        ("HSSV tham gia", "Học sinh, sinh viên tham gia"),
        ("Đạt PCGD; 03 HCV", "Đạt phổ cập giáo dục; 03 huy chương vàng"),
        ("Tỷ lệ TN THPT; số HSG", "Tỷ lệ tốt nghiệp trung học phổ thông; số học sinh giỏi"),
        ("GQVL cho lao động", "Giải quyết việc làm cho lao động"),
        ("Tạo việc làm cho lao động", "Giải quyết việc làm cho lao động"),
        *(
            (f"{said} tăng 8%", "Chỉ số sản xuất công nghiệp tăng 8%")
            for said in (
                "IIP", "Chỉ số IIP", "Chỉ số sản xuất công nghiệp (IIP)", "Chỉ số SX công nghiệp",
            )
        ),
        *(
            (f"{said} tăng", "Chỉ số hài lòng tăng")
            for said in ("SIPAS", "Chỉ số SIPAS", "Mức độ hài lòng", "Tỷ lệ hài lòng")
        ),
        *(
            (f"{said} tăng", "Chỉ số cải cách hành chính tăng")
            for said in ("PAR INDEX", "Chỉ số PAR INDEX", "Chỉ số CCHC")
        ),
        *(
            (f"{said} tăng", "Chỉ số chuyển đổi số tăng")
            for said in ("DTI", "Chỉ số DTI", "Chỉ số CĐS")
        ),
        *(
            (f"{said} tăng", "Chỉ số năng lực cạnh tranh cấp tỉnh tăng")
            for said in ("PCI", "Chỉ số PCI", "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)")
        ),
        *(
            (f"{said} tăng", "Chỉ số năng lực cạnh tranh cấp sở, ngành, địa phương tăng")
            for said in ("DDCI", "Chỉ số DDCI")
        ),
        *(
            (f"{said} tăng", "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh tăng")
            for said in ("PAPI", "Chỉ số PAPI")
        ),
    ],
)  # fmt: skip
def test_one_thing_has_the_same_words_in_short_and_written_out(short, written_out):
    one, other = read_wording(short), read_wording(written_out)
    assert (one.words, one.kinds) == (other.words, other.kinds)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Chỉnh trang TP. Tân Lập", "pho"),
        ("Chỉnh trang TX. Tân Lập", "xa"),
        ("Chỉnh trang TT. Tân Lập", "tran"),
    ],
)
def test_a_place_is_named_behind_a_short_form_with_a_dot(text, head):
    assert read_wording(text).names == {Name(head, ("tân", "lập"))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở KHCN chủ trì", "Sở Kế hoạch chủ trì"),
        ("Xây trường THPT", "Xây trường THCS"),
        ("Tham gia BHXH", "Tham gia BHYT"),
        ("Nâng cấp ĐT 12", "Nâng cấp ĐH 12"),
        ("Chỉ số PCI", "Chỉ số DDCI"),
    ],
)
def test_two_things_have_other_words(one, other):
    assert read_wording(one).words != read_wording(other).words


@pytest.mark.parametrize(
    ("meaning", "texts"),
    [
        ("recruited", ["Tuyển mới 120 học viên", "Tuyển sinh 120 học viên"]),
        (
            "called_up",
            [
                "Thanh niên nhập ngũ", "Tuyển quân đủ", "Giao quân đủ", "Thực hiện nghĩa vụ quân sự",
                "Gọi công dân đủ 18 tuổi",
            ],
        ),
        (
            "recognised",
            [
                "Xã được công nhận", "Trường đạt chuẩn", "Chứng nhận VietGAP", "Xếp hạng di tích", "Xếp loại xã",
                "Đánh giá mức tốt", "Công nhận là làng nghề",
            ],
        ),
        (
            "digital",
            [
                "Học bạ điện tử", "Số hóa hồ sơ", "Nộp trực tuyến", "Chuyển đổi số cấp xã",
                "Ứng dụng công nghệ thông tin",
            ],
        ),
        ("people", ["Người dân dùng nước", "Dân số dùng nước", "Hộ dân", "Hộ gia đình", "Sức khỏe toàn dân"]),
        ("never", ["Không xảy ra cháy", "Không còn nhà tạm", "Không bị kỷ luật", "Không có đơn"]),
        ("inspect", ["Kiểm tra quán ăn", "Thanh tra quán ăn", "Giám sát quán ăn", "Kiểm soát quán ăn"]),
        ("investor", ["Thu hút doanh nghiệp", "Mời nhà đầu tư", "Mời công ty", "Mời nhà máy"]),
        ("business_place", ["Kiểm tra cơ sở", "Kiểm tra cửa hàng", "Kiểm tra hộ kinh doanh"]),
        (
            "teach",
            ["Đào tạo nông dân", "Tập huấn nông dân", "Bồi dưỡng nông dân", "Dạy nghề nông dân", "Mở lớp tin học"],
        ),
        (
            "event",
            [
                "Mở hội nghị", "Mở diễn đàn", "Mở hội chợ", "Mở lễ hội", "Mở ngày hội", "Tổ chức sự kiện",
                "Mở hội thảo", "Tuần lễ sách",
            ],
        ),
        ("trade", ["Giao thương hàng hóa", "Kết nối cung cầu", "Xúc tiến hàng hóa"]),
        (
            "opened",
            [
                "Chợ đưa vào hoạt động", "Chợ đưa vào sử dụng", "Trạm đưa vào vận hành", "Vận hành trạm bơm",
                "Khai trương chợ", "Khánh thành chợ", "Chợ đi vào hoạt động", "Chợ đưa vào khai thác",
            ],
        ),
        (
            "abroad",
            ["Xuất khẩu gạo", "Gạo ra nước ngoài", "Mở thị trường gạo", "Nhập khẩu máy", "Người xuất cảnh"],
        ),
        ("school_end", ["Học sinh tốt nghiệp", "Học sinh đỗ tốt nghiệp"]),
        ("stored", ["Tài liệu lưu trữ", "Bỏ hồ sơ giấy", "Xây kho lưu trữ"]),
        ("crime", ["Giảm tội phạm", "Số vụ phạm pháp", "Người vi phạm pháp luật", "Án hình sự"]),
        ("black_spot", ["Xóa tụ điểm", "Xóa điểm nóng", "Xóa điểm đen"]),
        ("disbursed", ["Giải ngân vốn", "Thanh toán vốn"]),
        ("poor", ["Số hộ nghèo", "Giảm nghèo bền vững", "Chuẩn nghèo đa chiều"]),
        ("orphans", ["Trẻ em có hoàn cảnh đặc biệt", "Trẻ mồ côi", "Giúp trẻ em khó khăn"]),
        ("initiative", ["Công bố sáng kiến", "Công bố cải tiến", "Công bố giải pháp"]),
    ],
)  # fmt: skip
def test_other_words_for_nearly_the_same_count_as_one(meaning, texts):
    assert [text for text in texts if meaning not in read_wording(text).alike] == []


def test_words_for_other_things_count_as_none():
    assert read_wording("Trồng rừng ven sông").alike == frozenset()
