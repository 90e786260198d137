"""Which act answers which kind of promise: the same words end one promise and begin another."""

import pytest

from camket.judging.judge import judge_text
from camket.judging.promise import as_answer, read_promise
from camket.settings.states import UNRESOLVED
from samples import SCHEME

END = "Chấm dứt hoạt động 04 lò gạch"
INDEX = "Chỉ số cải cách hành chính tăng 02 bậc"
TITLE = "Thị trấn đạt chuẩn đô thị văn minh"
BEGUN = "Khởi công cầu Hà Trung"
WORKS = "Hoàn thành tuyến đường tránh"
TEXT = "Ban hành quy chế quản lý chợ"
DUTY = "Tăng cường an toàn thực phẩm"
MONEY = "Thu hút dự án vào khu công nghiệp"
TASK = "Trồng xoài cát"
UNKNOWN = ""
# kind of promise: what is done after "đã" → the status
FIRST = "phân công, lấy ý kiến, lựa chọn, ký kết, thành lập"
DONE = {
    END: {
        "completed": ("bãi bỏ, chấm dứt, hoàn thành"),
        "in_progress": (f"kiểm tra, lập, {FIRST}"),
        UNRESOLVED: ("gửi, trình, đề nghị, thẩm định"),
    },
    INDEX: {
        "completed": ("xếp loại, công bố, công nhận"),
        "in_progress": (f"ban hành, hoàn thiện, kiểm tra, thực hiện, lập, đăng ký xây dựng, {FIRST}"),
        UNRESOLVED: ("gửi, trình, thẩm định, xem xét, tự chấm, đánh giá"),
    },
    TITLE: {
        "completed": ("ban hành, xếp loại, công bố, công nhận, hoàn thành, phê duyệt, đạt, đạt chỉ tiêu"),
        "in_progress": (f"hoàn thiện, thực hiện, lập, đăng ký xây dựng, {FIRST}"),
        UNRESOLVED: ("gửi, trình, thẩm định, xem xét, kiểm tra, tự chấm, đánh giá"),
    },
    BEGUN: {
        "completed": ("hoàn thành, nghiệm thu, đưa vào sử dụng, đạt chỉ tiêu"),
        "in_progress": (
            "lấy ý kiến, lựa chọn, ký kết, thành lập, kiểm tra, lập, ban hành, hoàn thiện, đăng ký xây dựng, "
            "phê duyệt, bố trí, giao, thông qua, giải phóng mặt bằng, thí điểm"
        ),
        UNRESOLVED: ("phân công, gửi, trình, đề nghị, thẩm định, đồng ý, xem xét, họp, công bố, đánh giá"),
    },
    WORKS: {
        "completed": ("hoàn thành, nghiệm thu, đưa vào sử dụng"),
        "in_progress": (
            "ban hành, bố trí, giao, gửi, hoàn thiện, kiểm tra, phê duyệt, lập, thông qua, trình, "
            "giải phóng mặt bằng, đăng ký xây dựng"
            f", {FIRST}"
        ),
        UNRESOLVED: ("thẩm định, đồng ý"),
    },
    TEXT: {
        "completed": ("ban hành, công bố, hoàn thành, phê duyệt, thông qua"),
        "in_progress": (f"bố trí, hoàn thiện, kiểm tra, thực hiện, lập, tiếp thu, đăng ký xây dựng, {FIRST}"),
        UNRESOLVED: ("báo cáo lên, gửi, họp, tham mưu, thẩm định, trình, xem xét, đồng ý"),
    },
    DUTY: {
        "completed": ("hoàn thành"),
        "in_progress": (
            "ban hành, báo cáo lên, công bố, bố trí, giao, gửi, hoàn thiện, kiểm tra, thực hiện, "
            "phê duyệt, lập, tiếp thu, trình, đánh giá"
            f", {FIRST}"
        ),
        UNRESOLVED: ("họp, tham mưu"),
    },
    MONEY: {
        "completed": ("hoàn thành, nghiệm thu, quyết toán"),
        "in_progress": (
            "ban hành, bố trí, gửi, hoàn thiện, thực hiện, phê duyệt, lập, trình, giải phóng mặt "
            "bằng"
            f", {FIRST}"
        ),
        UNRESOLVED: ("thẩm định, đồng ý"),
    },
    TASK: {
        "completed": ("công nhận, hoàn thành, nghiệm thu, đưa vào sử dụng"),
        "in_progress": (
            "ban hành, bố trí, giao, hoàn thiện, kiểm tra, phê duyệt, lập, tiếp thu, giải phóng mặt "
            "bằng, đăng ký xây dựng"
            f", {FIRST}"
        ),
        UNRESOLVED: ("gửi, tham mưu, thẩm định, trình"),
    },
    UNKNOWN: {
        "completed": ("ban hành, hoàn thành, nghiệm thu, phê duyệt, thông qua, đưa vào sử dụng"),
        UNRESOLVED: (
            "xếp loại, công bố, công nhận, báo cáo lên, gửi, họp, thẩm định, trình, xem xét, phân "
            "công, lấy ý kiến, đăng ký xây dựng"
        ),
    },
}
CASES = [
    (promise, f"Đã {done}", status)
    for promise, statuses in DONE.items()
    for status, acts in statuses.items()
    for done in acts.split(", ")
]


@pytest.mark.parametrize(("promise", "text", "status"), CASES)
def test_what_was_done_completes_a_promise_or_is_a_step_or_is_asked(promise, text, status):
    found = judge_text(text, read_promise(promise)).finding
    assert (SCHEME.choose("cut_off", found.concludes, "unknown") if found else UNRESOLVED) == status


def test_each_of_these_promises_is_of_its_own_kind():
    kinds = [read_promise(promise).kind for promise in DONE]
    assert kinds == [
        "end",
        "scored_by_others",
        "recognised",
        "begun",
        "works",
        "text",
        "duty",
        "money",
        "task",
        "unknown",
    ]


ANSWERS = {
    "completed": (
        "hoàn thành, nghiệm thu, đưa vào sử dụng, ban hành, phê duyệt, thông qua, công nhận, xếp loại, công bố, đạt, "
        "đạt chỉ tiêu"
    ),
    "in_progress": ("phân công, lấy ý kiến, đăng ký xây dựng"),
    UNRESOLVED: (
        "trình, gửi, thẩm định, xem xét, họp, báo cáo lên, kiểm tra, đánh giá, lập, bố trí, tiếp thu"
    ),
}


@pytest.mark.parametrize(
    ("text", "status"),
    [(f"Đã {done}", status) for status, acts in ANSWERS.items() for done in acts.split(", ")],
)
def test_in_a_column_for_the_answer_one_word_is_the_answer(text, status):
    found = judge_text(text, as_answer(read_promise(TASK))).finding
    assert (SCHEME.choose("cut_off", found.concludes, "unknown") if found else UNRESOLVED) == status


@pytest.mark.parametrize(
    ("content", "target", "acts", "counted"),
    [
        ("Có 05 xã đạt chuẩn nông thôn mới", "05 xã", "thẩm định, xem xét, kiểm tra, đánh giá", "05/05 xã"),
        ("100% cán bộ được xếp loại", "100%", "thẩm định, xem xét, đánh giá", "100%"),
        (
            "Ban hành 05 quy chế",
            "05 quy chế",
            "thẩm định, xem xét, họp, báo cáo lên, tham mưu",
            "05/05 quy chế",
        ),
        ("Thu hút 05 dự án", "05 dự án", "thẩm định", "05/05 dự án"),
        ("", "", "thẩm định, xem xét, họp, báo cáo lên", "05/05 xã"),
    ],
)
def test_all_of_what_another_body_still_has_is_not_all_of_what_was_promised(content, target, acts, counted):
    promise = read_promise(content, target)
    texts = [f"{said}{act} {counted}" for act in acts.split(", ") for said in ("Đã ", "")]
    found = {text: judge_text(text, promise).finding for text in texts}
    assert [text for text, finding in found.items() if finding and finding.rule != "only_a_step"] == []


@pytest.mark.parametrize("act", ["thẩm định", "xem xét", "họp", "báo cáo lên"])
def test_in_a_column_for_the_answer_that_is_no_answer_either(act):
    promise = as_answer(read_promise("Thu hút 05 dự án", "05 dự án"))
    assert judge_text(f"Đã {act} 05/05 dự án", promise).finding.rule == "only_a_step"


@pytest.mark.parametrize(
    ("content", "target", "text"),
    [
        ("Chấm dứt hoạt động 04 lò gạch", "", "Bãi bỏ 04 lò gạch, đã lấy ý kiến"),
        ("Chấm dứt hoạt động 04 lò gạch", "", "Chấm dứt 04 lò gạch, đã lấy ý kiến"),
        ("Chấm dứt hoạt động 04 lò gạch", "", "Đã hoàn thành 04 lò gạch, đã lấy ý kiến"),
        ("Có 05 xã đạt chuẩn nông thôn mới", "05 xã", "Đạt chỉ tiêu 05 xã, đã lập hồ sơ"),
        ("Có 05 xã đạt chuẩn nông thôn mới", "05 xã", "Đã hoàn thành 05 xã, đã lập hồ sơ"),
        ("Khởi công 05 cầu nông thôn", "05 cầu", "Đã hoàn thành 05 cầu, đã lập hồ sơ"),
        ("Xây dựng 05 cầu nông thôn", "05 cầu", "Đã hoàn thành 05 cầu, đã lập hồ sơ"),
        ("Ban hành 05 quy chế", "05 quy chế", "Đã hoàn thành 05 quy chế, đã lập hồ sơ"),
        ("Duy trì 05 tổ tự quản", "05 tổ", "Đã hoàn thành 05 tổ, đã lập hồ sơ"),
        ("Thu hút 05 dự án", "05 dự án", "Đã hoàn thành 05 dự án, đã lập hồ sơ"),
        ("Mở 05 lớp tin học", "05 lớp", "Đã hoàn thành 05 lớp, đã lập hồ sơ"),
    ],
)
def test_a_step_beside_the_end_of_all_takes_nothing_from_it(content, target, text):
    found = judge_text(text, read_promise(content, target)).finding
    assert SCHEME.choose("cut_off", found.concludes, "unknown") == "completed"


def test_an_act_that_was_only_prepared_for_is_counted_as_no_end():
    promise = read_promise("Mở 05 lớp tin học", "05 lớp")
    assert judge_text("Đã tham mưu 05 lớp", promise).finding.rule == "number_unsaid"


@pytest.mark.parametrize("promise", DONE)
@pytest.mark.parametrize(
    "act", ["Lấy ý kiến", "Thí điểm", "Giải phóng mặt bằng", "Đăng ký xây dựng", "Phân công"]
)
def test_a_step_of_which_nobody_says_that_it_was_done_says_nothing(promise, act):
    is_begun_by_it = promise == BEGUN and act == "Phân công"
    said = {reason for _, reason in judge_text(act, read_promise(promise)).weighed}
    assert said <= ({"only_a_step"} if is_begun_by_it else {"", "unaccounted"})


@pytest.mark.parametrize(
    ("promise", "text"),
    [
        *((promise, "Thẩm định theo Quyết định 12/QĐ-UBND") for promise in (END, BEGUN, WORKS, TASK)),
        (DUTY, "Họp theo Quyết định 12/QĐ-UBND"),
    ],
)
def test_a_step_with_the_number_of_its_paper_was_taken(promise, text):
    assert judge_text(text, read_promise(promise)).finding.rule == "on_the_way"
