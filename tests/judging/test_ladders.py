"""Which act answers which kind of promise: the same words end one promise and begin another."""

import pytest

from camket.judging.judge import judge_text
from camket.judging.promise import read_promise
from camket.settings.states import UNRESOLVED
from samples import SCHEME

END = "Chấm dứt hoạt động 04 lò gạch"
INDEX = "Chỉ số cải cách hành chính tăng 02 bậc"
TITLE = "Thị trấn đạt chuẩn đô thị văn minh"
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
        "works",
        "text",
        "duty",
        "money",
        "task",
        "unknown",
    ]
