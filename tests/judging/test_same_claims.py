"""Which texts say the same of a promise, so that one answer may be given for all of them."""

from datetime import date

import pytest

from camket.judging.classify import classify_record
from camket.judging.promise import read_promise
from camket.judging.same_claims import key_of, list_unread, read_key, share_unread
from samples import decision, record

SCHEME_OF_TOURISM = ("Ban hành Đề án du lịch", "01 đề án")
BRIDGE = ("Xây dựng cầu Rạch Tre", "01 cầu")
CLASSES = ("Mở lớp bồi dưỡng", "10 lớp")


def says_same(one, other, first=SCHEME_OF_TOURISM, second=None, basis="cut_off"):
    keys = (
        read_key(one, read_promise(*first), basis),
        read_key(other, read_promise(*(second or first)), basis),
    )
    return keys[0] == keys[1]


@pytest.mark.parametrize(
    ("one", "other", "promise", "basis"),
    [
        ("Cơ bản hoàn thành", "CƠ BẢN HOÀN THÀNH.", SCHEME_OF_TOURISM, "cut_off"),
        ("Cơ bản hoàn thành", "Gần hoàn thành đề án du lịch", SCHEME_OF_TOURISM, "cut_off"),
        ("Không thực hiện", "Không triển khai", SCHEME_OF_TOURISM, "cut_off"),
        ("Đề nghị dừng", "Xin dừng thực hiện", SCHEME_OF_TOURISM, "cut_off"),
        ("Cơ bản xong (theo Công văn số 12/CV-SNV)", "Cơ bản xong (theo Công văn số 15/CV-SNV)",
         SCHEME_OF_TOURISM, "cut_off"),
        ("Đã mở 12 lớp", "Đã mở 15 lớp", CLASSES, "cut_off"),
        ("Chưa rõ thuê bao", "Chưa rõ thuê bao", SCHEME_OF_TOURISM, "cut_off"),
        ("Phấn đấu hoàn thành", "Cố gắng hoàn thành", SCHEME_OF_TOURISM, "full_year"),
    ],
)  # fmt: skip
def test_other_words_for_the_same_claims_say_the_same(one, other, promise, basis):
    assert says_same(one, other, promise, basis=basis)


@pytest.mark.parametrize(
    ("one", "other", "promise", "basis", "why"),
    [
        ("Cơ bản hoàn thành", "Đã hoàn thành", SCHEME_OF_TOURISM, "cut_off", "a limit"),
        ("Cơ bản hoàn thành", "Chưa cơ bản hoàn thành", SCHEME_OF_TOURISM, "cut_off", "a denial"),
        ("Đã trình", "Sẽ trình", SCHEME_OF_TOURISM, "cut_off", "an aspect"),
        ("Đã trình", "Đã gửi", SCHEME_OF_TOURISM, "cut_off", "an act"),
        ("Đã trình", "Đã trình UBND Tỉnh", SCHEME_OF_TOURISM, "cut_off", "a body"),
        ("Cơ bản hoàn thành, đạt 55%", "Cơ bản hoàn thành, đạt 98%", SCHEME_OF_TOURISM, "cut_off", "a share"),
        ("Đã mở 3 lớp", "Đã mở 4 lớp", CLASSES, "cut_off", "a number that falls short"),
        ("Nhà thầu bỏ chạy", "Nhà thầu đổi tên", SCHEME_OF_TOURISM, "cut_off", "words that nobody knows"),
        ("Cơ bản hoàn thành, nhà thầu bỏ chạy", "Cơ bản hoàn thành", SCHEME_OF_TOURISM, "cut_off",
         "unknown words after a comma"),
        ("Cơ bản hoàn thành phần mái che sân khấu ngoài trời bị tốc", "Cơ bản hoàn thành", SCHEME_OF_TOURISM,
         "cut_off", "more unknown words than a name has"),
        ("Dự kiến hoàn thành ngày 15/01/2023", "Dự kiến hoàn thành ngày 15/11/2022", SCHEME_OF_TOURISM,
         "full_year", "a day of the year"),
    ],
)  # fmt: skip
def test_what_differs_in_one_respect_does_not_say_the_same(one, other, promise, basis, why):
    assert not says_same(one, other, promise, basis=basis), why


def test_the_same_words_say_something_else_of_another_kind_of_promise():
    assert says_same(
        "Cơ bản hoàn thành", "Cơ bản hoàn thành", SCHEME_OF_TOURISM, ("Ban hành Quy chế", "01 quy chế")
    )
    assert not says_same("Cơ bản hoàn thành", "Cơ bản hoàn thành", SCHEME_OF_TOURISM, BRIDGE)


def judge(*decisions, **said):
    made = {each.field: each for each in decisions}
    return classify_record(record(**said), made, 2022, cut_off=date(2022, 10, 30))


@pytest.mark.parametrize(
    ("said", "has_key"),
    [
        ({"result_text": "Cơ bản hoàn thành"}, True),
        ({"note": "Cơ bản hoàn thành"}, True),
        ({"estimate_text": "Hoàn thành"}, False),
        ({"reported": False}, False),
        ({"result_text": "Cơ bản hoàn thành", "review_reasons": ("chưa rõ của ai",)}, False),
    ],
)
def test_only_what_rests_on_the_words_of_a_sure_row_can_be_answered_together(said, has_key):
    assert (key_of(judge(**said), "cut_off") is not None) is has_key


def test_a_question_whose_decision_fell_away_is_answered_alone():
    fallen = decision("cut_off_status", "completed", "unresolved:only_a_step")
    assert key_of(judge(fallen, result_text="Cơ bản hoàn thành"), "cut_off") is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("note", "Chờ vốn"), ("self_assessment", "Đạt"), ("appraisal", "Không đạt"), ("progress_percent", 55)],
)
def test_every_column_that_a_status_is_judged_by_belongs_to_the_key(name, value):
    plain = key_of(judge(result_text="Cơ bản hoàn thành"), "cut_off")
    assert key_of(judge(result_text="Cơ bản hoàn thành", **{name: value}), "cut_off") != plain


def test_for_the_year_it_matters_what_was_found_at_the_cut_off():
    keys = [
        key_of(judge(result_text=said, estimate_text="Phấn đấu hoàn thành"), "full_year")
        for said in ("Đang thực hiện", "Đang làm", "Chờ UBND Tỉnh thẩm định")
    ]
    assert keys[0] == keys[1] != keys[2]


def test_unread_words_are_named_in_runs_and_without_names_and_words_of_the_promise():
    promise = read_promise("Trồng cây gáo vàng", "500 cây")
    text = "Đã trồng cây gáo vàng ở Gò Tháp, lu lèn bị vướng lấp xấp"
    assert list_unread(text, promise) == ["ở", "lu lèn", "lấp xấp"]
    assert share_unread("lu lèn", promise) == 1
    assert share_unread("Đã hoàn thành", promise) == 0
