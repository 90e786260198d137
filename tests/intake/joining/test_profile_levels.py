"""What the levels of the two profiles are worth: points, what counts where pairs compete, and effects that lapse."""

import pytest

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.decision import decide_pairs
from camket.intake.joining.explanation import explain_pair
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile

ROWS, YEARS = load_profile("rows"), load_profile("next_year")
RICE, CONTRACT = "Mở rộng diện tích lúa", "Ruộng có hợp đồng bao tiêu lúa"


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        (("Xã Mỹ An đạt chuẩn",), ("Xã Mỹ An có chợ",), 0),
        (("Xã Long Thuận đạt chuẩn",), ("Xã Long Thuậm đạt chuẩn",), -4),
        (("Xã Bình Thành đạt chuẩn",), ("Xã Bình Thạnh đạt chuẩn",), -8),
        (("Bán trái cây ngoài Hà Nội",), ("Bán trái cây của kiều bào Nhật Bản",), -8),
        ((RICE, "150 ha"), (CONTRACT, "150 ha"), 20),
        ((RICE, "03 ha"), (CONTRACT, "03 ha"), 8),
        ((RICE, "150 ha"), (CONTRACT, "160 ha"), 0),
        ((RICE, "150 ha"), (CONTRACT, "20 lớp"), -10),
    ],
    ids=["one name", "a slip", "other marks", "other names", "a rare target", "a usual one", "another", "other units"],
)  # fmt: skip
def test_names_and_targets_add_points_to_the_likeness_of_the_contents(one, other, points):
    compared = compare_lists([Item("b", *one)], [Item("a", *other)], YEARS)
    assert compared.likeness[0, 0] == pytest.approx(compared.measure[0, 0] + points)


def test_a_target_that_others_have_too_counts_its_share():
    others = [Item("a", CONTRACT, "150 ha"), Item("c", "Xây chợ", "150 ha")]
    compared = compare_lists([Item("b", RICE, "150 ha")], others, YEARS)
    assert compared.likeness[0, 0] == pytest.approx(compared.measure[0, 0] + 20 / 2)


@pytest.mark.parametrize(
    ("one", "other", "favours"),
    [
        (Item("b", "Mở lớp tin học năm 2022"), Item("a", "Mở lớp tin học năm 2023"), 10),
        (Item("b", "Mở lớp tin học cho cán bộ"), Item("a", "Mở các lớp tin học cho cán bộ"), 0),
    ],
)
def test_the_very_words_of_last_year_are_favoured(one, other, favours):
    compared = compare_lists([one], [other], YEARS)
    assert compared.preference[0, 0] == pytest.approx(compared.likeness[0, 0] + favours)


@pytest.mark.parametrize(
    ("target", "signed_target", "least", "most"),
    [
        ("120 lao động", "120 lao động", 5, 5),
        ("120 lao động", "125 lao động", 4.25, 5),
        ("120 lao động", "Quý III", 0, 4.25),
        ("", "Quý III", 0, 0),
    ],
)
def test_a_like_target_of_a_row_is_favoured_by_its_likeness(target, signed_target, least, most):
    compared = compare_lists([Item("r", "Xây cầu", target)], [Item("c", "Xây cầu", signed_target)], ROWS)
    assert least <= compared.preference[0, 0] - compared.likeness[0, 0] <= most


ROADS = [f"Nâng cấp tuyến đường giao thông nông thôn, đoạn qua xã {name}" for name in ("Mỹ An", "Mỹ Hòa")]


@pytest.mark.parametrize(
    ("rows", "said", "favours"),
    [
        ([(2, ROADS[0])], "khác nhau (2 và 1)", 0),
        (
            [(1, ROADS[0]), (2, "Trồng rừng"), (3, "Mở chợ")],
            "trùng (1), nhưng số thứ tự của biểu không theo danh mục",
            0,
        ),
        ([(1, ROADS[0])], "trùng (1)", 10),
        ([(1, ROADS[0][:40]), (2, ROADS[1][:40])], "trùng (1)", 10),
        ([(None, ROADS[0])], "", 0),
    ],
    ids=["another", "numbers that do not hold", "vouched", "not vouched", "none"],
)  # fmt: skip
def test_the_number_of_a_row_is_favoured_where_the_numbers_of_its_list_hold(rows, said, favours):
    left = [Item(f"r{number}", content, number=number) for number, content in rows]
    signed = [Item(f"c{number}", content, number=number) for number, content in enumerate(ROADS, start=1)]
    signed += [Item("c3", "Mở lớp tin học", number=3)]
    compared = compare_lists(left, signed, ROWS)
    assert compared.preference[0, 0] == compared.likeness[0, 0] + favours
    lines = explain_pair(left[0], signed[0], ROWS, left, signed).lines
    assert [line.text for line in lines if line.title == "số thứ tự"] == [said][: bool(said)]


def test_a_row_is_sure_where_it_is_a_lead_of_five_likelier_than_another():
    signed = [Item("c1", "Xây nhà văn hóa xã"), Item("c2", "Xây nhà văn hóa khóm")]
    compared = compare_lists([Item("r", "Xây nhà văn hóa")], signed, ROWS)
    assert 5 < compared.measure[0, 0] - compared.measure[0, 1] < 10
    assert decide_pairs(compared).pairs == {0: 0}


NOTHING_SAID, KEPT, NAMED = {}, {"said": "kept"}, {"names": (7,)}


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        (("Trồng lúa trên đất phèn", "150 ha"), ("Trồng lúa theo hợp đồng bao tiêu", "20 lớp"), "units"),
        (
            ("Chăn nuôi an toàn sinh học ở các xã", "5.000 con"),
            ("Chăn nuôi an toàn sinh học có liên kết", "400 con"),
            "fall",
        ),
        (
            ("Kiểm tra an toàn lao động tại doanh nghiệp",),
            ("Kiểm tra an toàn bức xạ tại doanh nghiệp",),
            "slots",
        ),
    ],
)
def test_what_a_unit_says_of_an_item_answers_the_question_that_its_words_raise(one, other, asked):
    def ask(said):
        left, right = Item("b", *one, number=7), Item("a", *other, **said)
        return compare_lists([left], [right], YEARS).find_effects("asks", 0, 0)

    assert [ask(said) for said in (NOTHING_SAID, KEPT, NAMED)] == [[asked], [], []]


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [
        (("Mở lớp tin học năm 2022", "150 ha"), ("Mở lớp tin học năm 2023", "20 lớp"), ("units", "other")),
        (
            ("Mở lớp tin học cho cán bộ", "150 ha"),
            ("Mở các lớp tin học cho cán bộ trẻ", "20 lớp"),
            ("units", "other"),
        ),
        (("Mở lớp tin học năm 2022", "5.000 con"), ("Mở lớp tin học năm 2023", "400 con"), ("fall", "fallen")),
    ],
)  # fmt: skip
def test_another_target_of_the_same_words_is_not_asked_about(one, other, reached):
    compared = compare_lists([Item("b", *one)], [Item("a", *other)], YEARS)
    assert compared.reached[reached[0]].at(0, 0) == reached[1]
    assert compared.find_effects("asks", 0, 0) == []


@pytest.mark.parametrize(
    ("target", "forbidden"), [("150 ha", False), ("100% hồ sơ", True), ("01 nghị quyết", True), ("", True)]
)
def test_contents_without_a_telling_word_may_be_one_by_a_rare_target(target, forbidden):
    one, other = "Phát triển mô hình cửa khẩu số", "Phát triển mô hình chợ văn minh"
    compared = compare_lists([Item("b", one, target)], [Item("a", other, target)], YEARS)
    assert bool(compared.forbidden[0, 0]) is forbidden


@pytest.mark.parametrize(
    ("one", "other", "effect"),
    [
        ("Xã Bình Thành đạt chuẩn", "Xã Bình Thạnh đạt chuẩn", "asks"),
        ("Bán trái cây ngoài Hà Nội", "Bán trái cây của kiều bào Nhật Bản", "asks"),
        ("Xây chợ huyện Cao Lãnh", "Xây chợ thành phố Cao Lãnh", "forbids"),
        ("Xây chợ xã Mỹ An", "Xây chợ xã Tân Hội", "forbids"),
    ],
)
def test_other_names_are_asked_about_or_forbid_the_pair(one, other, effect):
    compared = compare_lists([Item("b", one)], [Item("a", other)], YEARS)
    found = {each: "names" in compared.find_effects(each, 0, 0) for each in ("asks", "forbids")}
    assert found == {"asks": effect == "asks", "forbids": effect == "forbids"}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            "Tỷ lệ xử lý nước thải sinh hoạt khu dân cư đô thị tập trung",
            "Tỷ lệ xử lý nước thải sinh hoạt khu dân cư nông thôn tập trung",
            ["object_differs"],
        ),
        (
            "Tỷ lệ xử lý nước thải sinh hoạt đô thị xã Mỹ An",
            "Tỷ lệ xử lý nước thải sinh hoạt nông thôn xã Mỹ An",
            ["object_differs"],
        ),
        ("Sửa chữa, nâng cấp chợ trung tâm xã Mỹ An", "Sửa chữa, nâng cấp chợ trung tâm xã Tân Hội", []),
    ],
    ids=["another kind without a name", "of one name", "another name"],
)  # fmt: skip
def test_what_only_its_kind_tells_apart_is_asked_where_the_names_are_the_same(one, other, why):
    compared = compare_lists([Item("b", one)], [Item("a", other)], YEARS)
    assert compared.forbidden[0, 0]
    assert compared.measure[0, 0] >= 80
    assert [each.why for each in decide_pairs(compared).questions] == why


@pytest.mark.parametrize(("said", "pairs"), [("", {}), ("kept", {0: 0}), ("dropped", {0: 0})])
def test_of_an_item_that_a_unit_keeps_or_gives_up_less_likeness_is_needed(said, pairs):
    after = Item("a", "Trồng xoài rải vụ theo hợp đồng", said=said)
    compared = compare_lists([Item("b", "Phát triển vùng trồng xoài xuất khẩu")], [after], YEARS)
    assert 28 < compared.likeness[0, 0] < 36
    assert decide_pairs(compared).pairs == pairs
