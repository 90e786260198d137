"""A verdict stands only where the rest of the text agrees with it; each doubt beside a text that has none."""

import pytest

from camket.judging.judge import judge_text
from camket.judging.promise import read_promise
from camket.settings.states import UNRESOLVED


def judge(content, target, text):
    return judge_text(text, read_promise(content, target))


def rule(content, target, text):
    finding = judge(content, target, text).finding
    return finding.rule if finding else ""


LESSONS = ("Mở lớp dạy nghề cho thanh niên", "")
LIGHTS = ("Lắp đặt đèn chiếu sáng trên tuyến đường Hùng Vương", "40 bộ đèn")
POWER = ("Kéo điện cho xóm Đồng", "")
POVERTY = ("Giảm số hộ thiếu nước sinh hoạt trong huyện", "")


@pytest.mark.parametrize(
    ("promise", "text"),
    [
        # a result and a number that reaches the whole stand beside what is left or wanted
        (LESSONS, "Còn một số ấp mở lớp muộn; đã mở lớp dạy nghề cho thanh niên, vượt chỉ tiêu"),
        (LESSONS, "Còn một số ấp mở lớp muộn, đạt 120% số lớp"),
        (LESSONS, "Còn một số ấp mở lớp muộn, trong đó lớp điện đạt 100%"),
        # an act that was done, and that nothing else explains
        (POWER, "Sẽ kiểm tra định kỳ; Điện lực đã tiến hành đấu nối cho các hộ"),
        # what was wanted less has become less
        (POVERTY, "Tiếp tục tuyên truyền, số hộ thiếu nước giảm mạnh so với năm 2021"),
        # a decision on what was promised
        (
            ("Xếp hạng di tích đình Phú Mỹ", ""),
            "Ngày 12/4, UBND Tỉnh ban hành Văn bản số 88/UBND-VX xếp di tích đình Phú Mỹ; đang chỉnh trang khuôn viên",
        ),
        # a number that is reached beside a word that may mean work under way
        (
            ("Trồng dừa thâm canh tập trung", ""),
            "Diện tích trồng dừa tập trung được 410 ha, đạt 118% kế hoạch",
        ),
        # a verdict by itself, as in a cell
        (("Tốc độ tăng giá trị nông nghiệp", "3%"), "Ước thực hiện năm 2023 | 3,4 | Vượt"),
        # the promised act itself, which a ladder has below the end
        (
            ("Bố trí thêm xe gom rác cho xã Phú Lợi", ""),
            "Thị xã đã bố trí thêm xe gom rác theo đề nghị của xã",
        ),
        # an act that was done, or an end with its year, before a part or what goes on
        (("Sắp xếp các ấp của huyện", ""), "Huyện đã sắp xếp các ấp cũ, nay còn 08 ấp"),
        (("Đường vào cụm công nghiệp", "3 km"), "Hoàn thành năm 2021, đang được khai thác tốt"),
        # a promise that is only the name of a plan may be kept by issuing it
        (("Kế hoạch phòng, chống sạt lở năm 2023", ""), "Đã ban hành Kế hoạch số 48/KH-SNN"),
        (("Đề án làng nghề dệt chiếu", ""), "Đã được UBND Tỉnh phê duyệt"),
    ],
)
def test_progress_beside_words_that_read_as_the_end_is_asked_about(promise, text):
    assert rule(*promise, text) == "done_besides"


def test_what_the_whole_year_came_to_may_be_how_it_ended():
    promise = ("Tổng sản lượng lúa cả năm của huyện", "100% kế hoạch")
    assert (
        rule(*promise, "Tổng sản lượng lúa cả năm chỉ đạt 5.200 tấn, bằng 88% kế hoạch năm")
        == "period_unclear"
    )
    assert rule(*promise, "Sản lượng lúa mới đạt 5.200 tấn, bằng 88% kế hoạch năm") == "part_done"


def test_progress_is_asked_about_where_a_cause_denies_the_promised_act():
    promise = ("Giải ngân vốn dự án nạo vét kênh", "100%")
    assert rule(*promise, "Đang thi công, phải trả lại vốn vì không giải ngân được") == "says_two_things"
    assert rule(*promise, "Đang thi công, chậm vì không có mặt bằng") == "running"


@pytest.mark.parametrize(
    "text",
    [
        "Quý II chưa hoàn thành, quý III hoàn thành",
        "Đến 30/6 chưa hoàn thành, đến 31/10 hoàn thành 100%",
        "Đã hoàn thành toàn bộ. Ở lần báo cáo trước, đơn vị chưa hoàn thành",
        "Lần một chưa đạt; lần hai đạt",
        "Trước tháng 8 chưa xong do mưa, sau đó đã hoàn thành",
        "Tháng 4 không đạt, tháng 10 đạt",
        "Kỳ trước không đạt kế hoạch, 10 tháng vượt kế hoạch",
        "Tháng 6 chưa kéo vì mưa bão; đã kéo bù ngày 15/9",
    ],
)
def test_an_end_beside_a_denial_of_another_time_is_asked_about(text):
    assert rule(*POWER, text) == "says_two_things"


@pytest.mark.parametrize(
    "text",
    [
        "Đã hoàn thành, chưa quyết toán",
        "Đến nay chưa hoàn thành",
        "Có 03 xã đạt, 02 xã chưa đạt",
        "Đã hoàn thành phần móng, phần thân chưa hoàn thành",
    ],
)
def test_a_denial_of_the_same_time_stands(text):
    assert rule(*POWER, text) == "not_yet"


@pytest.mark.parametrize(
    ("promise", "text"),
    [
        (LESSONS, "Còn một số ấp mở lớp muộn, đến nay bằng 120% cùng kỳ"),
        (LIGHTS, "Đang lắp đặt; UBND Tỉnh đã phê duyệt danh mục tuyến cần làm"),
        (("Xây dựng cầu Rạch Dừa", ""), "Dự án cầu đã được phê duyệt"),
        (POWER, "Đang khảo sát; Điện lực đã tiến hành đấu nối cho các hộ"),
        (LESSONS, "Phấn đấu mở lớp dạy nghề cho thanh niên đạt 100%"),
        (LESSONS, "Đang mở lớp dạy nghề, đã tập huấn giáo viên"),
        (POVERTY, "Đang khoan giếng; 10 tháng số hộ thiếu nước giảm 7%"),
        (LIGHTS, "UBND Tỉnh đã giao Sở Xây dựng lắp đặt đèn chiếu sáng trong thời gian tới"),
    ],
)
def test_progress_beside_plans_parts_and_orders_stands(promise, text):
    finding = judge(*promise, text).finding
    assert finding.concludes == "running"


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Còn một số ấp đăng ký", "Đến nay còn một số ấp đăng ký", "not_said_to_go_on"),
        ("Chỉ một nửa số ấp đạt", "Chỉ một nửa số ấp đạt, sẽ vận động thêm", "not_said_to_go_on"),
        ("Chỉ một nửa số ấp đạt", "Chỉ một nửa số ấp đạt; tiếp tục đăng ký", "not_said_to_go_on"),
        (
            "Xã chưa đạt chuẩn ấp văn hóa năm 2021",
            "Đến nay xã chưa đạt chuẩn ấp văn hóa năm 2021",
            "period_unclear",
        ),
    ],
)
def test_a_word_for_now_or_later_shows_that_it_goes_on(before, after, reason):
    promise = read_promise("Đăng ký ấp văn hóa, xử lý bãi rác")
    assert judge_text(before, promise).finding.rule == reason
    assert judge_text(after, promise).finding.concludes == "running"


def test_a_step_below_the_end_needs_no_word_that_more_is_to_come():
    assert (
        rule("Ban hành Đề án phát triển hợp tác xã", "", "Đã lấy ý kiến các huyện về dự thảo") == "on_the_way"
    )
    assert (
        rule("Ban hành Đề án phát triển hợp tác xã", "", "Đã hoàn thành đề cương, lấy ý kiến") == "on_the_way"
    )


def test_what_was_to_be_kept_and_is_kept_in_part_is_not_on_its_way():
    promise = ("Giữ vững các xã đạt chuẩn về y tế", "30 xã")
    assert rule(*promise, "Chỉ có 26 xã giữ vững chuẩn về y tế") == "trouble"


@pytest.mark.parametrize(
    ("promise", "text", "reason"),
    [
        # a number that the promise wants, and none in the text is known to reach it
        (LIGHTS, "Đèn chiếu sáng đã đưa vào sử dụng trên 1.200 m đường", "number_unexplained"),
        # a share that measures nothing, though no number was promised
        (("Đưa trạm bơm vào vận hành", ""), "Trạm bơm đã đưa vào vận hành, có 61% hộ", "number_unexplained"),
        # all of other things
        (
            ("Vận động người dân tham gia bảo hiểm y tế", "95%"),
            "100% học sinh tham gia",
            "number_unexplained",
        ),
        (LESSONS, "Học viên tốt nghiệp đạt 100%", "number_unexplained"),
        # all of a stage
        (
            ("Xây dựng trường học", "01 trường"),
            "Đã hoàn thành 100% khối lượng phần thô",
            "number_unexplained",
        ),
        # all of the step before
        (
            ("Bê tông hóa đường liên ấp", "12 km"),
            "Đã giải ngân 9 tỷ đồng, đạt 100%",
            "number_unexplained",
        ),
        (
            ("Hỗ trợ xây nhà cho hộ nghèo", "45 căn"),
            "Vận động được 2,7 tỷ đồng, đạt 100% kế hoạch",
            "number_unexplained",
        ),
        # all of what was only begun
        (
            ("Xây mới, sửa chữa trạm y tế", "24 trạm"),
            "Đã khởi công xây dựng, sửa chữa 24/24 trạm (đạt 100%)",
            "number_unexplained",
        ),
        # a number beside an act that is only announced
        (
            ("Lập phương án bồi thường cho 120 hộ", "120 hộ"),
            "Ưu tiên lập phương án bồi thường cho 120 hộ, dự kiến trình trong quý IV",
            "says_two_things",
        ),
        # a part of the year
        (("Hoàn thành nhà ở xã hội", ""), "Trong 4 tháng có 1.200 căn, đã hoàn thành", "so_far"),
        # a step beside the end
        (POWER, "Đã chỉ đạo Điện lực gửi phương án, thực hiện xong", "says_two_things"),
    ],
)
def test_success_that_leaves_a_number_or_a_step_unexplained_is_asked_about(promise, text, reason):
    assert rule(*promise, text) == reason


@pytest.mark.parametrize(
    ("promise", "text"),
    [
        (LIGHTS, "Đã hoàn thành"),
        (LIGHTS, "Đã lắp đặt 42 bộ đèn"),
        (LIGHTS, "Đạt 105% kế hoạch"),
        (("Đón khách tham quan", "300.000 lượt khách"), "Đón 340.000 lượt khách, giảm 12% so với năm trước"),
        (("Đón khách tham quan", "300.000 lượt khách"), "Đón 340.000 lượt khách (khách quốc tế chiếm 12%)"),
        (("Vận động người dân tham gia bảo hiểm y tế", "95%"), "96% người dân tham gia"),
        (("Vận động người dân tham gia bảo hiểm y tế", "95%"), "97% học sinh tham gia, vượt chỉ tiêu"),
        (("Vận động người dân tham gia bảo hiểm y tế", "95%"), "Đạt 100% kế hoạch"),
        (("Sửa cầu Kênh Ngang", ""), "Đã hoàn thành sớm hơn 2 tháng"),
        (("Tổ chức ngày hội đọc sách", ""), "Ngày hội đã tổ chức thành công; thu hút 61% học sinh"),
        (("Xây dựng trường học", "01 trường"), "Đã hoàn thành 100% khối lượng"),
        (("Bê tông hóa đường liên ấp", "12 km"), "Đã thi công 12 km, đạt 100% kế hoạch"),
        (("Có mô hình chuyển đổi số", "01 mô hình"), "Mô hình đã đưa vào vận hành tại 12 xã"),
        (("Có mô hình chuyển đổi số", "01 mô hình"), "Kho dữ liệu cho 100% đơn vị, đã đưa vào khai thác"),
        (("Tập huấn cho cán bộ ấp", "200 người"), "Đã mở 3 lớp với 210/200 học viên, đạt 105% kế hoạch"),
        (("Vận động người dân tham gia bảo hiểm y tế", "95%"), "97% học sinh tham gia so với chỉ tiêu 95%"),
        (LIGHTS, "Đèn chiếu sáng đã đưa vào sử dụng do 12 nhà tài trợ góp"),
    ],
)
def test_success_that_explains_its_numbers_stands(promise, text):
    assert judge(*promise, text).finding.concludes == "done"


@pytest.mark.parametrize(
    ("content", "text", "reason"),
    [
        ("Xử lý đơn của ông Bảy", "Đã xác minh, báo cáo (đơn không đạt điều kiện)", "unexplained"),
        (
            "Giữ chuẩn y tế của các xã",
            "Nhiều xã đã được công nhận chuẩn y tế, nay bị rớt chuẩn",
            "says_two_things",
        ),
        ("Sản lượng cá nuôi", "Lũy kế 5 tháng sản lượng cá nuôi thấp hơn kế hoạch năm", "period_unclear"),
    ],
)
def test_a_failure_told_in_brackets_beside_a_success_or_for_a_part_of_the_year_is_asked_about(
    content, text, reason
):
    assert rule(content, "", text) == reason


def test_a_failure_that_its_number_bears_out_stands():
    text = "Có 02/05 tuyến đạt, 03 tuyến bị loại; không đạt cam kết năm 2024"
    assert rule("Lắp đặt đèn trên 05 tuyến đường", "05 tuyến", text) == "failed_for_the_year"


def test_a_matter_is_held_elsewhere_only_where_another_body_decides_it():
    text = "Hồ sơ đã gửi Sở Xây dựng thẩm định"
    assert rule("Lắp đèn chiếu sáng hẻm 12", "", text) == "who_holds_it"
    assert rule("Đăng ký nhãn hiệu xoài", "", text) == "sent_for_verdict"
    assert rule("Ban hành quy chế chợ", "", text) == "sent_for_verdict"
    assert rule("08 hồ sơ", "", text) == "sent_for_verdict"


def test_what_was_promised_to_end_is_ended_and_not_stopped():
    said = "UBND Tỉnh đã ban hành Quyết định số 37/QĐ-UBND hủy bỏ một số quy hoạch treo"
    assert rule("Rà soát, loại bỏ các quy hoạch treo", "", said) != "stop_approved"


def test_a_site_that_is_handed_over_or_restored_is_no_end_and_nothing_sent_back():
    road = ("Sửa chữa đường liên xã", "3 km")
    assert rule(*road, "Đã bàn giao thi công tuyến đường dài 3 km") not in ("in_use", "number_met", "done")
    drain = ("Giải quyết dứt điểm việc tự ý đặt cống", "")
    assert rule(*drain, "Các hộ đã tháo dỡ cống và trả lại hiện trạng thửa đất") != "back_with_unit"


def test_a_stop_of_what_is_named_above_stops_the_promise():
    promise = ("Khu nhà ở thương mại An Hòa", "")
    assert rule(*promise, "UBND Tỉnh đã thu hồi chủ trương đối với dự án nêu trên") == "stop_approved"
    assert rule(*promise, "UBND Tỉnh đã thu hồi giấy phép khai thác cát") == "unaccounted"


def test_a_stop_of_something_else_stops_nothing():
    assert rule("Trồng rừng ven biển", "", "UBND Tỉnh đã cho dừng xe ba bánh") == "unaccounted"
    assert rule("Trồng rừng ven biển", "", "UBND Tỉnh đã cho dừng trồng rừng ven biển") == "stop_approved"
    assert rule("Trồng rừng ven biển", "", "UBND Tỉnh đã cho dừng thực hiện") == "stop_approved"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Sở đồng ý dừng thực hiện", "asks_to_stop_or_change"),
        ("UBND huyện cho dừng thực hiện", "asks_to_stop_or_change"),
        ("Đơn vị dừng hỗ trợ cho người dân", "asks_to_stop_or_change"),
        ("Sở Công Thương cho tạm dừng", "halted"),
        ("Đơn vị được đồng ý cho dừng", "stop_approved"),
        ("Sở báo cáo và được UBND Tỉnh đồng ý cho dừng", "stop_approved"),
    ],
)
def test_only_the_province_lets_a_unit_stop(text, reason):
    assert rule("Trồng rừng ven biển", "", text) == reason


def test_without_a_promise_nothing_can_be_told_to_be_of_something_else():
    assert rule("", "", "Đã bàn giao 61% mặt bằng") != "number_unexplained"
    assert rule("", "", "Mới làm một phần") == "part_done"


def test_the_claim_that_objects_is_the_evidence_and_the_first_reason_is_shown_beside_it():
    judged = judge(*POWER, "Sẽ kiểm tra định kỳ; Điện lực đã tiến hành đấu nối cho các hộ")
    assert judged.finding.concludes == UNRESOLVED
    assert judged.finding.evidence == "Điện lực đã tiến hành đấu nối cho các hộ"
    assert "planned" in {finding.rule for finding in judged.findings}
