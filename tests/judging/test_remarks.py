"""A remark beside an empty result: what names a plan or a deadline alone is asked about and not judged."""

import pytest

from camket.judging.rules import load_rules


@pytest.mark.parametrize(
    ("text", "is_plan"),
    [
        ("Thời hạn hoàn thành 15/11/2022", True),
        ("Hoàn thành năm 2024", True),
        ("Hoàn thành trước ngày 20/12/2022", True),
        ("Sẽ trình trong tháng 11", True),
        ("Dự kiến xong trong quý IV", True),
        ("Phấn đấu hoàn thành 100%", True),
        ("Mục tiêu hoàn thành 100%", True),
        ("Hoàn thành", False),
        ("Hoàn thành 4/4 tuyến năm 2022", False),
        ("Đã hoàn thành ngày 02/10/2022", False),
        ("Đang triển khai, dự kiến hoàn thành tháng 12", False),
        ("Đã mở 3/5 lớp, phấn đấu hoàn thành tháng 12", False),
        ("Kế hoạch chưa hoàn thành", False),
        ("", False),
    ],
)
def test_a_text_is_a_plan_only_if_nothing_in_it_says_what_was_done(text, is_plan):
    assert load_rules().is_plan(text) is is_plan
