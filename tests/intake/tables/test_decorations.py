"""The closed list of texts that need no reading, and texts like them that report something."""

import csv
import tomllib
from importlib.resources import files

import pytest

from camket.intake.tables.decorations import check_decorations, find_decoration, find_decorations
from conftest import CHECKOUT

SIGNATURE = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nNguyễn Văn Bình"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "motto"),
        ("Độc lập - Tự do - Hạnh phúc", "motto"),
        ("Trang 1/3", "page_number"),
        ("- 2 -", "page_number"),
        ("Số: 12/BC-STC", "document_number"),
        ("V/v báo cáo kết quả thực hiện cam kết", "document_number"),
        ("Đồng Tháp, ngày 30 tháng 10 năm 2022", "place_and_day"),
        ("(Lũy kế đến hết ngày 30/10/2022)", "place_and_day"),
        ("KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2022", "title"),
        ("Biểu số 1: Kết quả thực hiện cam kết", "caption"),
        ("UBND huyện Lấp Vò", "agency"),
        ("Đơn vị báo cáo: Sở Tài chính", "agency"),
        ("Kính gửi: UBND Tỉnh", "addressee"),
        ("Căn cứ Quyết định số 5/QĐ-UBND ngày 3/2/2022 của UBND Tỉnh;", "legal_basis"),
        ("(Kèm theo Báo cáo số 15/BC-STC ngày 2/11/2022)", "legal_basis"),
        ("Sở Tư pháp báo cáo kết quả thực hiện như sau:", "introduction"),
        ("Đơn vị tính: triệu đồng", "unit_of_measure"),
        ("Số liệu giả lập để minh họa: chỉ các con số tổng lấy theo báo cáo đã ban hành", "synthetic"),
        ("Ghi chú:", "remark"),
        ("(1) Ghi rõ đã hoàn thành hay chưa hoàn thành", "instruction"),
        ("Nơi nhận:", "recipients"),
        ("- Lưu: VT, P2.", "filed"),
        ("KT. GIÁM ĐỐC", "signature"),
        ("Người lập biểu", "signature"),
        ("Ký bởi: Sở Tư pháp, 30/10/2022 15:20", "signed"),
        ("(đã ký)", "signed"),
        ("PHÓ THỦ TRƯỞNG", "signature"),
        ("(Ký, ghi rõ họ tên)", "signature"),
        ("Tháng 10 năm 2022", "place_and_day"),
        ("Nguyễn Thị Bé Ba", "person"),
        ("ThS. Hồ Minh Tuấn", "person"),
    ],
)
def test_a_decoration_is_known_by_its_words(text, kind):
    assert find_decoration(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Ban hành 02 văn bản về đề án",
        "Chưa Hoàn Thành",
        "Chủ tịch UBND Tỉnh đã đồng ý cho dừng nội dung 3",
        "Ghi chú: nội dung 3 chưa hoàn thành",
        "Giám đốc Sở phê duyệt 03 đề án",
        "KẾT QUẢ: KHÔNG ĐẠT",
        "Số hộ nghèo giảm 2%",
        "Thực hiện Kế hoạch số 12, Sở đã hoàn thành 3/5 nội dung.",
        "UBND huyện đề nghị chuyển sang năm sau",
        "3. Nâng cấp tuyến đường vào khu dân cư",
        "x",
        "(x)",
        "0",
        "7/12",
        "Cột đèn số 4 đã dựng 100%",
        "Chọn nhà thầu: chưa hoàn thành",
        "Điền dã: đã hoàn thành 60%",
        "Nhập 20 tấn",
        "Ghi nhận 3 hộ",
        "(Bãi bỏ nội dung này)",
        "(Đã gửi Sở Tài chính)",
        "Tạm Ngưng",
        "Hủy Bỏ",
        "Đã Gửi Sở",
        "Khá Tốt",
        "Hồ Sơ",
        "Đã ký hợp đồng với đơn vị tư vấn",
        "Lưu kho 7 tấn",
        "Theo báo cáo của huyện, hụt 20 tỷ",
        "Năm 2024 mới làm",
        "Biểu 3: đình chỉ",
        "Trưởng phòng nghỉ, để lại năm sau",
    ],
)
def test_what_reports_something_is_no_decoration(text):
    assert find_decoration(text) is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (SIGNATURE, ("signature", "signature", "signed", "person")),
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", ("recipients", "recipient", "filed")),
        ("GIÁM ĐỐC\nNội dung 3 chưa xong", ()),
        ("……\n- - -", ()),
    ],
)
def test_a_text_is_decoration_if_each_of_its_lines_is(text, kinds):
    assert find_decorations(text) == kinds


def test_no_result_that_a_status_is_judged_from_is_a_decoration():
    """Each judged phrase as units write it: bare, in brackets, in capitals, below a dash or a label."""
    with (CHECKOUT / "camket" / "judging" / "phrases.csv").open(encoding="utf-8-sig", newline="") as file:
        phrases = [row["phrase"] for row in csv.DictReader(file) if row["status"]]
    assert len(phrases) > 1000
    shapes = ("{}", "({})", "- {}", "Cột 5: {}", "Kết quả: {}", "Ghi chú: {}")
    said = [shape.format(phrase) for phrase in phrases for shape in shapes]
    said += [" ".join(word[:1].upper() + word[1:] for word in phrase.split()) for phrase in phrases]
    blank = {"Ghi chú: ..."}
    assert [text for text in said if find_decorations(text) and text not in blank] == []


def test_a_dash_begins_a_recipient_only_below_others():
    assert find_decoration("- UBND Tỉnh;", "recipients") == "recipient"
    assert find_decoration("- Cổng dịch vụ trực tuyến;") is None
    assert find_decoration("- Nội dung 3 chưa xong;", "recipients") is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda said: said["kinds"].pop("motto"), "no kind motto"),
        (lambda said: said["kinds"].update(poem={"longest": 9}), "poem"),
        (lambda said: said["kinds"]["motto"].update(ends=["x"]), "ends"),
        (lambda said: said["kinds"]["motto"].update(longest=0), "longest"),
    ],
)
def test_a_fault_of_the_list_is_refused(change, fault):
    said = tomllib.loads(
        files("camket.intake.tables").joinpath("decorations.toml").read_text(encoding="utf-8")
    )
    change(said)
    with pytest.raises(ValueError, match=fault):
        check_decorations(said)
