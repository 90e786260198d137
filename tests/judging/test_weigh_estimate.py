"""What an estimate says of the whole year: each claim, and the verdict of several."""

import pytest

from camket.judging.claims import read_claims
from camket.judging.judge import judge_text
from camket.judging.promise import read_promise
from camket.judging.verdict import Weighed
from camket.judging.weigh_estimate import decide_estimate
from camket.judging.words import load_words

[PLAIN] = read_claims(load_words().read("Ghi chú"))
[EXPECTED] = read_claims(load_words().read("Dự kiến không đạt"))


def counts(*reasons, claim=PLAIN):
    verdict = decide_estimate([Weighed(claim, reason) for reason in reasons])
    return verdict.reason if verdict else ""


@pytest.mark.parametrize(
    ("reasons", "winner"),
    [
        ((), ""),
        (("", ""), ""),
        (("estimate_completes", "stop_approved"), "stop_approved"),
        (("estimate_completes", "estimate_open"), "estimate_open"),
        (("estimate_met", "estimate_fails"), "estimate_fails"),
        (("estimate_completes", "estimate_surpasses"), "estimate_surpasses"),
        (("estimate_completes", "estimate_falls"), "estimate_falls"),
        (("estimate_completes", "estimate_short"), "estimate_short"),
        (("estimate_completes", "estimate_next_year"), "estimate_next_year"),
        (("estimate_completes", "estimate_late"), "estimate_late"),
        (("estimate_keeps_up", "estimate_rises"), "estimate_rises"),
        (("estimate_keeps_up", "estimate_completes"), "estimate_completes"),
        (("estimate_keeps_up", "estimate_extended"), "estimate_extended"),
    ],
)
def test_of_two_reasons_the_graver_one_counts(reasons, winner):
    assert counts(*reasons) == counts(*reversed(reasons)) == winner


@pytest.mark.parametrize(
    "text",
    [
        "Đến 30/11/2024: chưa hoàn thành. Đến 31/12/2024: hoàn thành",
        "Hết tháng 11 chưa hoàn thành, đến 31/12/2024 hoàn thành 100%",
        "Quý III không đạt, quý IV đạt",
    ],
)
def test_a_year_that_ends_well_after_a_month_that_does_not_is_asked_about(text):
    assert (
        judge_text(text, read_promise("Kéo điện cho xóm Đồng", ""), "full_year").finding.rule
        == "estimate_open"
    )


@pytest.mark.parametrize("reached", ["estimate_met", "estimate_surpasses"])
def test_short_in_one_thing_and_reached_in_another_is_open(reached):
    assert counts("estimate_short", reached) == "estimate_open"


@pytest.mark.parametrize("reached", ["estimate_met", "estimate_completes"])
def test_more_time_within_which_it_is_reached_is_no_matter(reached):
    assert counts("estimate_extended", reached) == reached
    assert counts("estimate_extended") == "estimate_extended"


def test_a_failure_that_is_stated_outweighs_what_is_open_and_one_that_is_only_expected_does_not():
    assert counts("estimate_open", "estimate_fails") == "estimate_fails"
    assert counts("estimate_open", "estimate_fails", claim=EXPECTED) == "estimate_open"


@pytest.mark.parametrize(
    ("content", "text", "reason"),
    [
        ("Trồng 40 ha rừng", "Ước cả năm trồng 41 ha", "estimate_met"),
        ("Trồng 40 ha rừng", "Ước cả năm trồng 35 ha", "estimate_short"),
        ("Trồng 40 ha rừng", "Phấn đấu trồng 40 ha", "estimate_open"),
        ("Trồng 40 ha rừng", "Chưa chắc trồng đủ", "estimate_open"),
        ("Trồng 40 ha rừng", "Không thể trồng trong năm", "estimate_fails"),
        ("Trồng 40 ha rừng", "Ước cơ bản hoàn thành", "estimate_open"),
        ("Trồng 40 ha rừng", "Ước hoàn thành một phần", "estimate_short"),
        ("Trồng 40 ha rừng", "Ước không bị trễ hạn", "estimate_completes"),
        ("Ban hành đề án", "Dự kiến UBND Tỉnh phê duyệt trong tháng 12", "estimate_completes"),
        ("Ban hành đề án", "Sẽ trình trong tháng 12", ""),
        ("Ban hành đề án", "Chờ UBND Tỉnh phê duyệt", "estimate_open"),
        ("Ban hành đề án", "Chưa ban hành được", "estimate_fails"),
        ("Ban hành đề án", "Đề nghị UBND Tỉnh cho dừng", "estimate_open"),
        ("Ban hành đề án", "Được UBND Tỉnh cho dừng", "stop_approved"),
        ("Ban hành đề án", "Sở đồng ý cho dừng", "estimate_open"),
        ("Ban hành đề án", "Phòng được UBND Tỉnh cho dừng", "stop_approved"),
        ("Ban hành đề án", "Đề nghị gia hạn", "estimate_open"),
        ("Ban hành đề án", "Chuyển sang năm sau", "estimate_open"),
        ("Ban hành đề án", "Được gia hạn sang năm sau", "estimate_next_year"),
        ("Ban hành đề án", "Tháng 12 mới ban hành", "estimate_extended"),
        ("Giảm tỷ lệ hộ nghèo", "Ước không giảm", "estimate_fails"),
        ("Tăng số doanh nghiệp", "Ước không giảm", "estimate_keeps_up"),
        ("Tăng số doanh nghiệp", "Ước giảm so với năm 2021", "estimate_falls"),
        ("Giảm tỷ lệ hộ nghèo", "Ước giảm so với năm 2021", ""),
        ("Tăng số doanh nghiệp", "Ước tăng so với năm 2021", "estimate_completes"),
        ("Nâng hạng chỉ số DDCI tăng 3 bậc", "Ước giữ nguyên hạng", "estimate_open"),
        ("Tiêm phòng dại cho chó", "Có thuốc thì đạt, chưa có thì không đạt", "estimate_open"),
        ("Giữ vững hạng chỉ số DDCI", "Ước giữ nguyên hạng", "estimate_completes"),
        ("Không để xảy ra cháy rừng", "Ước không xảy ra", "estimate_completes"),
        ("Không để xảy ra cháy rừng", "Ước có 02 vụ vi phạm", "estimate_fails"),
        ("Không để xảy ra cháy rừng", "Không còn điểm nóng", "estimate_completes"),
    ],
)
def test_each_claim_of_an_estimate_is_weighed_for_the_year(content, text, reason):
    found = judge_text(text, read_promise(content), "full_year").finding
    assert (found.rule if found else "") == reason
