"""Common tasks are recognised in any wording, and nothing else is."""

import pytest

from camket.inputs.period import Registration
from camket.screening.common import find_common_task

MODEL = "Áp dụng chuyển đổi số có mô hình mới, cách làm hiệu quả"
SOFTWARE = "Hoàn thành đúng hạn 100% các nhiệm vụ giao trên phần mềm giao việc"
LIMITS = Registration()


def verdict(text):
    found = find_common_task(text, (MODEL, SOFTWARE))
    if found is None or found.share < LIMITS.common_asked:
        return "no", None
    return ("yes" if found.share >= LIMITS.common_sure else "asked"), found.task


@pytest.mark.parametrize(
    ("text", "task"),
    [
        (SOFTWARE, SOFTWARE),
        ("100% nhiệm vụ được giao trên phần mềm giao việc hoàn thành đúng hạn", SOFTWARE),
        ("Thực hiện đúng thời hạn toàn bộ nhiệm vụ trên phần mềm giao việc của Tỉnh 100% đúng hạn", SOFTWARE),
        ("Có mô hình mới, cách làm hiệu quả trong chuyển đổi số", MODEL),
        ("Áp dụng chuyển đổi số, có ít nhất 01 mô hình mới, cách làm hiệu quả", MODEL),
    ],
)
def test_a_common_task_in_other_words_is_one(text, task):
    assert verdict(text) == ("yes", task)


@pytest.mark.parametrize(
    "text",
    ["Xử lý đúng hạn các nhiệm vụ UBND Tỉnh giao trên phần mềm",
     "Mỗi đơn vị có ít nhất 01 mô hình chuyển đổi số hiệu quả",
     "Hoàn thành 100% nhiệm vụ được giao trong Chương trình công tác đúng hạn"],
)  # fmt: skip
def test_a_possible_common_task_is_asked(text):
    assert verdict(text)[0] == "asked"


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành 100% dịch vụ công trực tuyến đúng hạn",
        "Xây dựng mô hình mới trong nông nghiệp đạt hiệu quả",
        "Nâng hạng chỉ số chuyển đổi số",
        "Giải quyết hồ sơ thủ tục hành chính đúng hạn đạt 100%",
        "",
    ],
)
def test_a_text_that_shares_some_words_is_not_a_common_task(text):
    assert verdict(text) == ("no", None)
