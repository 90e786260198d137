from fractions import Fraction

import pytest

from camket.intake.joining.lists import Item
from camket.next_year.target_changes import TargetChange, add_targets, compare_targets


def compare(old, new, content="Nội dung", new_content="Nội dung"):
    return compare_targets(Item("1", content, old), Item("2", new_content, new))


@pytest.mark.parametrize(
    ("old", "new", "direction", "percent", "judgement"),
    [
        ("120 lao động", "150 lao động", "up", Fraction(25), None),
        ("Ít nhất 120 lao động", "Ít nhất 150 lao động", "up", Fraction(25), "better"),
        ("Ít nhất 120 lao động", "Ít nhất 80 lao động", "down", Fraction(-100, 3), "worse"),
        ("Không quá 1,8%", "Không quá 1,2%", "down", Fraction(-100, 3), "better"),
        ("Không quá 1,2%", "Không quá 1,8%", "up", Fraction(50), "worse"),
        ("Giảm 0,5%", "Giảm 0,8%", "up", Fraction(60), "better"),
        ("Tăng không quá 5%", "Tăng không quá 4%", "down", Fraction(-20), "better"),
        ("Hạng 5", "Hạng 3", "down", Fraction(-40), "better"),
        ("1.200 tỷ đồng", "1,6 nghìn tỷ đồng", "up", Fraction(100, 3), None),
        ("0 vụ", "02 vụ", "up", None, None),
        ("Loại Tốt", "Loại Khá", "down", None, "worse"),
        ("Mức Tốt", "Mức Xuất sắc", "up", None, "better"),
        ("Loại tốt, giữ vững", "Loại khá", "down", None, "worse"),
        ("Khởi công", "Hoàn thành", "up", None, "better"),
        ("Thông xe", "Hợp long", "down", None, "worse"),
        ("Hoàn thành hồ sơ", "Hoàn thành", "up", None, "better"),
        ("Trình UBND tỉnh phê duyệt", "UBND tỉnh phê duyệt", "up", None, "better"),
        ("Thông qua HĐND tỉnh", "Đã gửi HĐND tỉnh thông qua", "down", None, "worse"),
        ("Chưa phê duyệt", "Phê duyệt", "up", None, "better"),
        ("Được phê duyệt", "Chưa được phê duyệt", "down", None, "worse"),
        ("Chưa hoàn thành, đang thi công", "Hoàn thành", "up", None, "better"),
        ("Chưa công nhận", "Trình công nhận", "up", None, "better"),
        ("Tổ chức ở cấp huyện", "Tổ chức ở cấp huyện, hoàn thành", None, None, None),
        ("Đạt loại tốt", "Không đạt loại tốt", None, None, None),
        ("Được cấp giấy chứng nhận", "Hoàn thành", "up", None, "better"),
        ("500m2", "700m2", "up", Fraction(40), None),
        ("12/15xã", "14/15 xã", "up", Fraction(50, 3), None),
    ],
)
def test_a_changed_target_says_which_way_by_how_much_and_whether_for_the_better(
    old, new, direction, percent, judgement
):
    [change] = compare(old, new)
    assert (change.direction, change.percent, change.judgement) == (direction, percent, judgement)


@pytest.mark.parametrize(
    ("content", "old", "new", "judgement"),
    [
        ("Tỷ lệ hộ nghèo đa chiều", "1,5%", "2%", "worse"),
        ("Tỷ lệ hộ nghèo", "đạt 3%", "đạt 2%", "better"),
        ("Tỷ lệ trẻ em suy dinh dưỡng", "9%", "10%", "worse"),
        ("Số vụ tai nạn giao thông", "50 vụ", "60 vụ", "worse"),
        ("Thời gian giải quyết hồ sơ đất đai", "7 ngày", "5 ngày", "better"),
        ("Tỷ lệ dân số tham gia BHYT", "92%", "94%", "better"),
        ("Dân số tham gia BHYT", "hộ nghèo còn 3%", "hộ nghèo còn 2%", "better"),
        ("Tỷ lệ hộ nghèo", "Giảm 0,5%", "Giảm 0,8%", "better"),
        ("Tỷ lệ hộ nghèo", "Tăng 0,5%", "Tăng 0,8%", "worse"),
        ("Tỷ lệ hộ nghèo", "Không quá 3%", "Không quá 2%", "better"),
        ("Giảm tỷ lệ hộ nghèo", "0,5%", "0,8%", None),
        ("Xây nhà cho hộ nghèo", "50 căn", "60 căn", None),
        ("Tuyên truyền phòng ngừa tai nạn", "10 cuộc", "12 cuộc", None),
        ("Hộ nghèo tham gia BHYT", "90%", "95%", None),
        ("Tỷ lệ hộ nghèo được vay vốn", "Ít nhất 60%", "Ít nhất 70%", "better"),
        ("Cuộc họp", "5 cuộc", "6 cuộc", None),
        ("Cuộc họp", "đạt 5 cuộc", "đạt 6 cuộc", None),
        ("Thời hạn nâng lương", "từ 5 đến 7 năm", "từ 6 đến 8 năm", None),
    ],
)
def test_what_a_number_counts_says_which_way_is_better_and_what_is_unclear_is_left_open(
    content, old, new, judgement
):
    [change] = compare(old, new, content, content)
    assert change.judgement == judgement


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("05 sản phẩm", "5 sản phẩm"),
        ("05 sản phẩm", "05 san pham"),
        ("Không thấp hơn năm 2021", "Không thấp hơn năm 2022"),
        ("Không thấp hơn năm 2021", "Bằng hoặc cao hơn năm 2022"),
        ("Trước 31/3/2022", "Trước 31/3/2023"),
        ("Loại Tốt", "loại tốt."),
        ("Đạt chuẩn", "Được công nhận"),
        ("01 diễn đàn", "01 sự kiện"),
        ("1.000.000 lượt khách", "1 triệu lượt khách"),
        ("", ""),
        ("", "Loại Tốt"),
        ("1.200ha", "1.200 ha"),
        ("12/15xã", "12/15 xã"),
        ("0 vụ", "không xảy ra vụ nào"),
        ("Không để xảy ra", "0 vụ"),
        ("UBND tỉnh phê duyệt", "Quyết định phê duyệt"),
        ("Chưa phê duyệt", "chưa phê duyệt."),
        ("Không thấp hơn loại khá", "Không dưới loại khá"),
        ("Công trình hoàn thành", "Hoàn thành công trình"),
        ("UBND cấp tỉnh công nhận", "Được công nhận"),
        ("Hoàn thành, đưa vào sử dụng", "Đưa vào sử dụng"),
        ("Theo Quyết định số 320", "Theo Quyết định số 415"),
        ("Theo Kế hoạch 12/KH-UBND", "Theo Kế hoạch 45/KH-UBND"),
    ],
)
def test_a_target_that_says_the_same_is_not_changed(old, new):
    assert compare(old, new) == ()


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("01 hội nghị; 20 dự án", "01 hội nghị; 25 dự án", [("20 dự án", "25 dự án")]),
        ("20 dự án; 01 hội nghị", "01 hội nghị; 25 dự án", [("20 dự án", "25 dự án")]),
        ("100% phiên họp", "100% phiên họp, 50% phiên họp chuyên đề", [("", "50%")]),
        ("01 hội nghị; 20 dự án", "01 hội nghị", [("20 dự án", "")]),
        (
            "500 người",
            "300 người cấp tỉnh; 600 người cấp xã",
            [("500 người", "300 người cấp tỉnh; 600 người cấp xã")],
        ),
        ("500 người", "300 người cấp tỉnh; 500 người cấp xã", [("", "300 người")]),
        ("150 người", "từ 150 đến 200 người", [("150 người", "150 đến 200 người")]),
        ("85-90%", "90%", [("85-90%", "90%")]),
        ("20 sản phẩm", "25 mặt hàng", [("20 sản phẩm", "25 mặt hàng")]),
        ("01 xã (Bình Thạnh)", "01 xã (Tân Hội)", [("01 xã (Bình Thạnh)", "01 xã (Tân Hội)")]),
        ("Khởi công", "Hoàn thành", [("Khởi công", "Hoàn thành")]),
        ("Hoàn thành phần móng", "Hoàn thành", [("Hoàn thành phần móng", "Hoàn thành")]),
        ("Hoàn thành chợ", "Hoàn thành bến xe", [("Hoàn thành chợ", "Hoàn thành bến xe")]),
        ("Cấp huyện công nhận", "Cấp xã công nhận", [("Cấp huyện công nhận", "Cấp xã công nhận")]),
        ("Đạt tiêu chí 5/19", "Đạt tiêu chí 7/19", [("Đạt tiêu chí 5/19", "Đạt tiêu chí 7/19")]),
        ("0 vụ", "02 vụ", [("0 vụ", "02 vụ")]),
        ("0 vụ", "", [("0 vụ", "")]),
    ],
)
def test_each_number_stands_against_the_one_of_its_unit(old, new, changes):
    assert [(change.old, change.new) for change in compare(old, new)] == changes


def test_a_target_within_the_content_is_compared_too():
    [change] = compare("", "", "Thu hút ít nhất 02 dự án", "Thu hút ít nhất 03 dự án")
    assert (change.old, change.new, change.judgement) == ("02 dự án", "03 dự án", "better")


def test_other_units_are_not_compared_by_size():
    [change] = compare("20 lớp", "500 học viên")
    assert (change.direction, change.percent) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("92,8%", "93% dân số", "92,8% → 93% (tăng 0,2 điểm phần trăm)"),
        ("giảm còn 1,5%", "giảm còn 0,5%", "1,5% → 0,5% (giảm 1,0 điểm phần trăm)"),
        (
            "165 tỷ đồng",
            "vượt 5% dự toán, tăng 10% so năm 2022",
            "165 tỷ đồng → vượt 5% dự toán, tăng 10% so năm 2022",
        ),
    ],
)
def test_shares_change_by_points_and_what_has_no_counterpart_stands_as_written(old, new, text):
    [change] = compare(old, new)
    assert str(change) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            TargetChange("900 dự án", "950 dự án", "dự án", "up", Fraction(50, 9)),
            "900 dự án → 950 dự án (tăng 5,6%)",
        ),
        (TargetChange("0 vụ", "02 vụ", "vụ", "up"), "0 vụ → 02 vụ (tăng)"),
        (TargetChange("", "02 vụ", "vụ"), "không ghi → 02 vụ"),
    ],
)
def test_a_changed_target_reads_as_an_official_writes_it(change, text):
    assert str(change) == text


@pytest.mark.parametrize(
    ("targets", "together"),
    [
        (["03 lớp", "04 lớp"], "7 lớp"),
        (["1,5 ha", "0,5ha"], "2 ha"),
        (["03 lớp, đạt 95%", "04 lớp, đạt 95%"], "7 lớp; 95%"),
        (["03 lớp", "40 học viên"], "03 lớp; 40 học viên"),
        (["Ít nhất 03 lớp", "ít nhất 04 lớp"], "ít nhất 7 lớp"),
        (["Không quá 05 vụ", "không quá 03 vụ"], "không quá 8 vụ"),
        (["Ít nhất 03 lớp", "04 lớp"], "7 lớp"),
        (["Ít nhất 03 vụ", "không quá 04 vụ"], "Ít nhất 03 vụ; không quá 04 vụ"),
        (["từ 5 đến 7 xã", "03 xã"], "từ 5 đến 7 xã; 03 xã"),
        (["tăng 5 xã", "tăng thêm 3 xã"], "tăng 5 xã; tăng thêm 3 xã"),
        (["Khởi công, giải ngân 95%"], "Khởi công, giải ngân 95%"),
        (["Khởi công 03 cầu", "Hoàn thành 04 cầu"], "Khởi công 03 cầu; Hoàn thành 04 cầu"),
        (["14 km, gồm 8 km và 6 km"], "14 km, gồm 8 km và 6 km"),
        (["14 km, gồm 8 km và 6 km", "2 km"], "14 km, gồm 8 km và 6 km; 2 km"),
        (["100% hồ sơ đúng hạn", "20% hồ sơ trước hạn"], "100% hồ sơ đúng hạn; 20% hồ sơ trước hạn"),
        (["giảm 5 vụ", "giảm 3 vụ"], "giảm 5 vụ; giảm 3 vụ"),
        (["50%", "60%"], "50%; 60%"),
        (["hạng 5", "hạng 5"], "hạng 5"),
        (["03 lớp", "03 lớp"], "6 lớp"),
        (["Trên 95% kế hoạch", ""], "Trên 95% kế hoạch"),
        (["03 lớp", "Hoàn thành"], "03 lớp; Hoàn thành"),
        (["Hoàn thành", "Hoàn thành"], "Hoàn thành"),
        (["", ""], ""),
    ],
)
def test_targets_of_parts_are_one_where_they_have_a_sum_and_else_stay_as_written(targets, together):
    assert add_targets(targets) == together
