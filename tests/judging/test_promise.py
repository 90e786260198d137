"""What was promised: its ladder, the rungs of acts, and the words that name it."""

import pytest

from camket.judging.judge import judge_text
from camket.judging.promise import TASK, UNKNOWN, as_answer, load_ladders, read_promise
from camket.judging.words import load_words

LADDERS = load_ladders()


# The ladder that a promise gets.


@pytest.mark.parametrize(
    ("content", "target", "kind"),
    [
        ("Chấm dứt hoạt động 04 lò gạch thủ công", "04 lò", "end"),
        ("Thu hồi 03 khu đất sử dụng sai mục đích", "", "end"),
        ("Tham mưu UBND Tỉnh bãi bỏ các văn bản hết hiệu lực", "", "end"),
        ("Giải thể hợp tác xã ngừng hoạt động", "02 hợp tác xã", "end"),
        ("Không để xảy ra cháy rừng", "", "nothing_happens"),
        ("Không có trường hợp bị UBND Tỉnh phê bình bằng văn bản", "", "nothing_happens"),
        ("Tiếp công dân", "không để phát sinh điểm nóng", "nothing_happens"),
        ("Chỉ số cải cách hành chính", "tăng 02 bậc", "scored_by_others"),
        ("Cải thiện môi trường kinh doanh", "DDCI tăng 01 bậc", "scored_by_others"),
        ("Xếp loại chính quyền cơ sở", "loại tốt", "scored_by_others"),
        ("Thị trấn Mỹ Thọ đạt chuẩn đô thị văn minh", "", "recognised"),
        ("Phát triển 08 sản phẩm OCOP", "08 sản phẩm", "recognised"),
        ("Công nhận 12 ấp văn hóa", "", "task"),
        ("Hoàn thành tuyến đường tránh", "01 tuyến", "works"),
        ("Xây dựng 10 phòng học mầm non", "10 phòng học", "works"),
        ("Nạo vét 06 km kênh nội đồng", "06 km", "works"),
        ("Sửa chữa trụ sở Ủy ban nhân dân xã", "", "works"),
        ("Khắc phục sạt lở bờ sông", "", "works"),
        ("Ban hành Quy chế quản lý chợ", "01 quy chế", "text"),
        ("Xây dựng Kế hoạch phòng chống thiên tai", "", "text"),
        ("Trình HĐND Tỉnh Nghị quyết về học phí", "", "text"),
        ("Phê duyệt dự án nâng cấp đường", "", "text"),
        ("Lập quy hoạch chung thị trấn", "", "text"),
        ("Quy hoạch chung thị trấn", "", "text"),
        ("Nghị quyết về mức thu học phí", "", "text"),
        ("Tăng cường kiểm tra an toàn thực phẩm", "", "duty"),
        ("Tuyên truyền pháp luật giao thông", "thường xuyên", "duty"),
        ("Giải ngân vốn chương trình mục tiêu", "100%", "money"),
        ("Thu hút dự án vào khu công nghiệp", "05 dự án", "money"),
        ("Trồng 300 ha xoài", "300 ha", "task"),
        ("Tạo việc làm cho lao động nông thôn", "", "task"),
        ("", "", "unknown"),
    ],
)
def test_the_kind_of_a_promise_is_read_from_what_was_signed(content, target, kind):
    assert read_promise(content, target).kind == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("Xây dựng cơ sở dữ liệu đất đai, môi trường", "task"),
        ("Hoàn thành dự toán thu ngân sách nhà nước", "task"),
        ("Xử lý các trường hợp vi phạm hành lang", "task"),
        ("Chỉ số giá tiêu dùng tăng 4%", "task"),
        ("Quảng bá chương trình du lịch", "task"),
        ("Nâng cấp phần mềm đáp ứng yêu cầu", "task"),
        ("Hoàn thành 40 dịch vụ công trực tuyến", "task"),
        ("Nâng cấp hạ tầng số", "task"),
        ("Hoàn thành hồ sơ địa chính", "text"),
        ("Xây dựng định mức chi giai đoạn 2023 - 2025", "text"),
        ("Xây dựng đường giai đoạn 2", "works"),
        ("Xây dựng khu xử lý rác. 01 nghị quyết", "text"),
        ("Khởi công xây dựng chợ Vàm", "begun"),
        ("Xây dựng chợ Vàm. Khởi công trong quý III", "begun"),
        ("Khởi công và hoàn thành cầu Rạch Cái", "works"),
    ],
)
def test_a_word_that_only_sounds_like_a_kind_makes_none(content, kind):
    assert read_promise(content).kind == kind


def test_the_target_counts_as_much_as_the_content():
    assert read_promise("Cải cách hành chính", "Chỉ số tăng 01 bậc").kind == "scored_by_others"
    assert read_promise("Cải cách hành chính", "").kind == TASK


def test_how_a_promise_is_typed_does_not_change_its_kind():
    assert read_promise("BAN HÀNH  QUY CHẾ QUẢN LÝ CHỢ.").kind == "text"


# Rungs.


@pytest.mark.parametrize(
    ("kind", "rungs"),
    [
        ("text", {"SOẠN": "below", "LẤY_Ý_KIẾN": "below", "TRÌNH": "none", "THẨM_ĐỊNH": "held", "BAN_HÀNH": "top"}),
        ("works", {"PHÊ_DUYỆT": "below", "VIỆC_ĐẦU": "below", "BẮT_ĐẦU": "below", "NGHIỆM_THU": "top"}),
        ("scored_by_others", {"ĐÁNH_GIÁ": "held", "CHỜ": "none", "CÔNG_BỐ": "top", "HOÀN_THÀNH": "none"}),
        ("recognised", {"ĐĂNG_KÝ": "below", "KIỂM_TRA": "held", "CÔNG_NHẬN": "top"}),
        ("end", {"ĐỀ_NGHỊ": "none", "TẠM_DỪNG": "below", "DỪNG": "top", "BAN_HÀNH": "none"}),
        ("duty", {"LÀM": "below", "BAN_HÀNH": "below", "HOÀN_THÀNH": "top"}),
        ("money", {"VIỆC_ĐẦU": "below", "THẨM_ĐỊNH": "held", "QUYẾT_TOÁN": "top"}),
        ("task", {"BAN_HÀNH": "below", "CHỜ": "none", "HOÀN_THÀNH": "top"}),
        ("nothing_happens", {"HOÀN_THÀNH": "none", "TRÌNH": "none"}),
    ],
)  # fmt: skip
def test_an_act_stands_on_a_rung_of_the_ladder(kind, rungs):
    assert {act: LADDERS[kind].rung(act) for act in rungs} == rungs


def test_what_tops_one_ladder_is_a_step_on_another():
    assert LADDERS["text"].rung("PHÊ_DUYỆT") == "top"
    assert LADDERS["works"].rung("PHÊ_DUYỆT") == "below"
    assert LADDERS["text"].rung("NGHIỆM_THU") == "none"


@pytest.mark.parametrize("ladder", LADDERS.values(), ids=LADDERS)
def test_no_act_stands_on_two_rungs_of_a_ladder_and_each_is_a_list_of_words(ladder):
    acts = [*ladder.top, *ladder.held, *ladder.below]
    assert len(acts) == len(set(acts))
    assert set(acts) - load_words().lists.tokens == set()


def test_a_signed_text_always_gets_a_ladder_and_the_two_without_expressions_get_none():
    assert [name for name, ladder in LADDERS.items() if not (ladder.finds or ladder.leads)] == [
        "unknown",
        "answer",
    ]
    assert read_promise("x").kind == TASK


@pytest.mark.parametrize(
    ("said", "reasons"),
    [("Đã khởi công", ["only_a_step"]), ("Chưa khởi công", ["not_yet"]), ("Đã hoàn thành", ["done"])],
)
def test_what_was_promised_to_begin_is_no_step_on_the_way_once_it_has_begun(said, reasons):
    weighed = judge_text(said, read_promise("Xây dựng chợ Vàm", "Khởi công")).weighed
    assert [reason for _, reason in weighed if reason] == reasons


@pytest.mark.parametrize("signed", ["…", "-", "   ", "."])
def test_a_promise_without_a_word_is_unknown(signed):
    assert read_promise(signed).kind == UNKNOWN


def test_a_column_for_an_answer_has_a_ladder_of_its_own_and_keeps_the_rest_of_the_promise():
    promise = read_promise("Trồng 300 ha xoài", "300 ha")
    answer = as_answer(promise)
    assert (answer.kind, answer.goals, answer.words) == ("answer", promise.goals, promise.words)


# What else a promise says.


@pytest.mark.parametrize(
    ("content", "target", "wants"),
    [
        ("Kéo giảm tai nạn giao thông", "từ 5%", "less"),
        ("Giảm tỷ lệ hộ nghèo", "", "less"),
        ("Tỷ lệ thất nghiệp", "không quá 3%", "less"),
        ("Hạn chế khiếu nại vượt cấp", "", "less"),
        ("Số doanh nghiệp không giảm so với năm trước", "", ""),
        ("Nâng thứ hạng chuyển đổi số", "", "rise"),
        ("Chỉ số cải cách hành chính bằng hoặc cao hơn năm 2021", "", "rise"),
        ("Giữ vững thứ hạng trong khối", "", "rise"),
        ("Chỉ số cải cách hành chính tăng 02 bậc", "", ""),
        ("Trồng 300 ha xoài", "", ""),
    ],
)
def test_a_promise_says_which_way_is_good(content, target, wants):
    promise = read_promise(content, target)
    assert (promise.wants_less, promise.wants_rise) == (wants == "less", wants == "rise")


@pytest.mark.parametrize(
    ("content", "submits"),
    [
        ("Trình UBND Tỉnh phương án giá nước", True),
        ("Tham mưu trình HĐND Tỉnh nghị quyết", True),
        ("UBND Tỉnh trình HĐND Tỉnh đề án", True),
        ("Trình diễn mô hình lúa mới", False),
        ("Xây dựng, trình phương án giá nước", False),
        ("Hoàn thiện dự thảo luật, trình Chính phủ", True),
        ("Lập đề án sắp xếp trường lớp, trình UBND Tỉnh", True),
        ("Lập đề án sắp xếp trường lớp, trình UBND Tỉnh phê duyệt", False),
        ("Lập đề án và trình UBND Tỉnh ban hành", False),
        ("Ban hành phương án giá nước", False),
    ],
)
def test_to_submit_may_be_all_that_was_promised(content, submits):
    assert read_promise(content).submits is submits


@pytest.mark.parametrize(
    ("content", "acts"),
    [
        ("Kiểm tra, rà soát các đề án đã ban hành", {"KIỂM_TRA", "VIỆC_PHỤ"}),
        ("UBND huyện tổ chức khảo sát làng nghề", {"LÀM", "VIỆC_PHỤ"}),
        ("Thanh tra 07 trường học", {"CƠ_QUAN"}),
        ("Sở Xây dựng kiểm tra chung cư", {"KIỂM_TRA"}),
        ("Rà soát, bổ sung quy hoạch chợ", {"VIỆC_PHỤ"}),
        ("Rà soát, ban hành quy chế chợ", set()),
        ("Kế hoạch kiểm tra chợ", set()),
        ("Tham mưu kiểm tra chợ", set()),
        ("", set()),
    ],
)
def test_a_promise_begins_with_acts_unless_it_asks_for_a_paper(content, acts):
    assert read_promise(content).leading == acts


@pytest.mark.parametrize(
    ("target", "on_time"),
    [("100% đúng hạn", True), ("không quá hạn", True), ("trước hạn", True), ("100%", False), ("", False)],
)
def test_to_be_on_time_may_be_promised(target, on_time):
    assert read_promise("Giải quyết hồ sơ", target).on_time is on_time


def test_numbers_are_held_against_the_target_and_without_one_against_the_content():
    assert read_promise("Trồng 300 ha xoài", "310 ha").target == "310 ha"
    assert [goal.value for goal in read_promise("Trồng 300 ha xoài", "310 ha").goals] == [310]
    assert [goal.value for goal in read_promise("Trồng 300 ha xoài").goals] == [300]


# Whether an act is the promised one.


@pytest.mark.parametrize(
    ("content", "act", "said", "bearing"),
    [
        ("Kiểm tra 12 cơ sở", "KIỂM_TRA", "kiểm tra 12 cơ sở", "own"),
        ("Kiểm tra 12 cơ sở", "THẨM_ĐỊNH", "thẩm định 12 cơ sở", "near"),
        ("Trồng rừng ven biển", "", "trồng rừng ven biển", "own"),
        ("Trồng rừng ven biển", "", "trồng rừng phòng hộ", "own"),
        ("Trồng rừng ven biển", "", "trồng hoa kiểng dọc quốc lộ", "near"),
        ("Trồng rừng ven biển", "", "chăm sóc rừng ven biển", "near"),
        ("Trồng rừng ven biển", "", "", "near"),
        ("Trồng rừng ven biển", "", "mở lớp tập huấn", "far"),
        ("Tổ chức lễ hội trái cây", "LÀM", "tổ chức lễ hội trái cây", "own"),
        ("Tổ chức lễ hội trái cây", "LÀM", "tổ chức hội nghị sơ kết", "near"),
        ("Trồng rừng ven biển", "", "mở lớp", "near"),
        ("Trồng rừng ven biển", "", "mở lớp may", "far"),
        ("Thực hiện nhiệm vụ năm", "", "mở lớp may", "near"),
        ("Trồng rừng ven biển", "", "trồng xen canh cây đậu", "near"),
        ("Trồng rừng ven biển", "", "trồng xen rừng đậu phộng lai", "own"),
        ("Kiểm tra 12 cơ sở", "CÓ", "kiểm tra 12 cơ sở", "own"),
    ],
)
def test_an_act_is_the_promised_one_by_its_list_or_by_its_verb_and_half_of_its_words(
    content, act, said, bearing
):
    assert read_promise(content).bearing(act, said) == bearing


def test_a_plan_that_is_promised_is_a_plan_though_the_word_stands_in_another():
    assert "KẾ_HOẠCH" in read_promise("Xây dựng kế hoạch triển khai thi đua").acts
    assert "KẾ_HOẠCH" not in read_promise("Xây dựng quy chế thi đua").acts
