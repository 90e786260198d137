"""What a text says of its last time counts where the order of its times is certain; elsewhere it is asked about."""

import pytest

from camket.judging.judge import judge_text
from camket.judging.promise import read_promise
from camket.settings.states import UNRESOLVED

POWER = ("Kéo điện cho xóm Đồng", "")
SPENT = ("Giải ngân vốn nông thôn mới", "95%")
WELLS = ("Khoan giếng cho các hộ", "40 giếng")


def conclude(promise, text, basis="cut_off"):
    finding = judge_text(text, read_promise(*promise), basis).finding
    return finding.concludes if finding else UNRESOLVED


@pytest.mark.parametrize(
    ("promise", "text"),
    [
        (POWER, "Đến 30/6/2024: chưa thực hiện. Đến 31/10/2024: đã hoàn thành"),
        (POWER, "6 tháng đầu năm chưa triển khai, đến nay đã hoàn thành"),
        (POWER, "Trước đây chưa làm, nay đã hoàn thành"),
        (POWER, "Nội dung này trước đây là chưa hoàn thành nay hoàn thành"),
        (POWER, "Đến 31/10/2024 đã hoàn thành (đến 30/6/2024 chưa thực hiện)"),
        (POWER, "Kỳ trước: chưa hoàn thành. Kỳ này: hoàn thành"),
        (POWER, "Quý II chưa hoàn thành, trong quý III đã hoàn thành"),
        (POWER, "Đến tháng 4/2024 chưa hoàn thành, tháng 9/2024 đã hoàn thành"),
        (SPENT, "Theo báo cáo 9 tháng thì chưa đạt, cập nhật đến 30/10 đạt 97%"),
        (SPENT, "6 tháng mới đạt 38%, đến 31/10 đã đạt 96%"),
        (WELLS, "Kỳ báo cáo trước: 18 giếng. Kỳ này: 40 giếng"),
        (WELLS, "Kỳ trước: 18 giếng. Kỳ này: xong"),
    ],
)
def test_a_state_that_was_overcome_by_a_later_time_does_not_count(promise, text):
    assert conclude(promise, text) == "done"


@pytest.mark.parametrize(
    ("promise", "text"),
    [
        # the later time may be a plan
        (POWER, "Đến 30/9 chưa hoàn thành, đến 31/12 hoàn thành"),
        (SPENT, "9 tháng chưa đạt, đến 31/12 đạt 95%"),
        # one of the two names no time, or they overlap
        (POWER, "Chưa hoàn thành ở đầu năm, nay đã hoàn thành"),
        (POWER, "Quý III chưa hoàn thành, tháng 9 đã hoàn thành"),
        (POWER, "Năm 2023 chưa hoàn thành, đến 30/6 đã hoàn thành"),
        # the end came first
        (POWER, "Đến 30/6 đã hoàn thành, đến 31/10 chưa hoàn thành"),
        # what was reached later is another thing, or a part
        (POWER, "Đến 30/6 chưa hoàn thành, nay đã hoàn thành hàng cột"),
        (POWER, "Đến 30/6 chưa hoàn thành, nay xã Mỹ Quý đã hoàn thành"),
        # a time of its own ends the denial
        (POWER, "Trước ngày 20/8 chưa làm được, đến 25/8 mới làm"),
    ],
)
def test_where_the_order_or_the_object_is_not_certain_a_person_is_asked(promise, text):
    assert conclude(promise, text) == UNRESOLVED


@pytest.mark.parametrize(
    ("promise", "text"),
    [
        (POWER, "Đến 30/6 chưa hoàn thành, nay vẫn chưa hoàn thành"),
        (POWER, "Trước đây chưa làm, nay đã khảo sát"),
        (SPENT, "6 tháng đạt 38%, đến 31/10 đã đạt 60%"),
        (SPENT, "6 tháng chưa đạt, nay đã đạt 60%"),
        (WELLS, "Tháng 6 khoan 12 giếng, nay đã khoan 31 giếng"),
    ],
)
def test_a_later_time_that_is_short_too_leaves_it_running(promise, text):
    assert conclude(promise, text) == "running"


@pytest.mark.parametrize(
    "text",
    [
        "12 giếng xong trong quý II, 28 giếng còn lại xong ngày 28/10",
        "Đợt một khoan 15 giếng, đợt hai khoan 25 giếng",
        "Quý I khoan 10, quý II khoan 15, quý III khoan 17 giếng",
        "Khoan xong 22 giếng, đào xong 18 giếng",
        "Kỳ trước khoan 22 giếng, kỳ này khoan 18 giếng",
        "Tháng 8 đã khoan 40 giếng, tháng 10 khoan 4 giếng",
    ],
)
def test_parts_that_may_be_the_whole_together_are_asked_about(text):
    assert conclude(WELLS, text) == UNRESOLVED


def test_what_came_about_only_at_a_time_may_be_late_or_to_come():
    assert conclude(POWER, "Lẽ ra xong trong tháng 6, thực tế tháng 10 mới xong") == UNRESOLVED
    assert conclude(WELLS, "Đến tháng 10 mới xong 18 giếng") == "running"


def test_each_of_two_times_begins_a_clause_and_a_list_of_times_none():
    said = "Lũy kế đến tháng 8 là 71%, đến tháng 10 là 86,2%"
    assert len(judge_text(said, read_promise(*SPENT)).reading.clauses) == 2
    assert len(judge_text("Tháng 3, tháng 6, tháng 9 đạt", read_promise(*SPENT)).reading.clauses) == 1


def test_parts_that_are_not_the_whole_together_are_short():
    assert conclude(WELLS, "Đợt một khoan 15 giếng, đợt hai khoan 20 giếng") == "running"


@pytest.mark.parametrize(
    "text", ["Nếu thời tiết thuận lợi thì cả năm đạt, hiện chưa đạt", "Hiện chưa hoàn thành"]
)
def test_how_it_stands_now_says_nothing_of_the_end_of_the_year(text):
    assert conclude(POWER, text, "full_year") == UNRESOLVED
    assert conclude(POWER, "Cả năm chưa hoàn thành", "full_year") == "failed"
