import pytest

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.comparisons import COMPARISONS
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile

ROWS, YEARS = load_profile("rows"), load_profile("next_year")
ROAD = "Nâng cấp đường liên xã Mỹ An, Mỹ Hòa dài 03 km"


def level(name, one, other, profile, more=()):
    compared = compare_lists([one], [other, *more], profile)
    return compared.reached[name].at(0, 0)


@pytest.mark.parametrize("profile", [ROWS, YEARS], ids=["rows", "years"])
def test_a_profile_names_the_very_levels_of_each_comparison(profile):
    for name, compared in profile.comparisons.items():
        assert set(compared.levels) == set(COMPARISONS[name].levels), name


@pytest.mark.parametrize(
    ("content", "reached"),
    [
        (ROAD, "exact"),
        (ROAD.upper(), "same"),
        (ROAD + ".", "same"),
        ("Dài 03 km: nâng cấp đường liên xã Mỹ An, Mỹ Hòa", "same_words"),
        (ROAD.replace("03 km", "05 km"), "alike"),
        (ROAD[:-6], "alike"),
        ("Nâng cấp đường liên xã", "close"),
        ("Thu ngân sách nhà nước", "unlike"),
        ("", "none"),
    ],
)
def test_the_content_of_a_row_agrees_by_its_letters(content, reached):
    assert level("content_by_letters", Item("r", content), Item("c", ROAD), ROWS) == reached


@pytest.mark.parametrize(("sure", "reached"), [(90, "close"), (70, "alike")])
def test_from_which_likeness_a_content_is_alike_is_the_threshold_of_the_period(sure, reached):
    profile = ROWS.with_thresholds(sure=sure, sure_claimed=50)
    one, other = Item("r", "Xây dựng 03 cầu"), Item("c", "Xây dựng 05 chợ")
    assert 70 < compare_lists([one], [other], profile).measure[0, 0] < 90
    assert level("content_by_letters", one, other, profile) == reached


def test_a_likeness_of_just_the_threshold_is_enough():
    one, other = Item("r", "Xây dựng 03 cầu"), Item("c", "Xây dựng 05 chợ")
    likeness = float(compare_lists([one], [other], ROWS).measure[0, 0])
    profile = ROWS.with_thresholds(sure=likeness, sure_claimed=50)
    assert level("content_by_letters", one, other, profile) == "alike"


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [
        ("120 lao động", "120 lao động", "same"),
        ("120 lao động", "125 lao động", "alike"),
        ("120 lao động", "Quý III", "unlike"),
        ("", "120 lao động", "none"),
        ("", "", "none"),
    ],
)
def test_the_target_of_a_row_agrees_by_its_letters(one, other, reached):
    assert level("target_by_letters", Item("r", "A", one), Item("c", "A", other), ROWS) == reached


@pytest.mark.parametrize(
    ("content", "reached"),
    [
        (ROAD, "same"),
        (ROAD.replace("Mỹ Hòa", "Mỹ Quý"), "exchanged"),
        (ROAD.replace("03", "05"), "exchanged"),
        (ROAD.replace(", Mỹ Hòa", ""), "same"),
    ],
)
def test_names_and_numbers_that_took_the_place_of_others_are_exchanged(content, reached):
    assert level("objects", Item("r", content), Item("c", ROAD), ROWS) == reached


def test_a_row_of_two_commitments_is_about_several():
    funds = Item("d", "Giải ngân hết vốn đầu tư công được giao")
    both = Item("r", f"{ROAD}; {funds.content}")
    assert level("whole", both, Item("c", ROAD), ROWS, [funds]) == "several"
    assert level("whole", both, Item("c", ROAD), ROWS) == "one"


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [
        ("SNV-01", "SNV-01", "same"),
        ("SNV-01", "SNV-02", "other"),
        ("", "SNV-01", "none"),
        ("SNV-01", "", "none"),
    ],
)
def test_a_key_of_a_form_agrees_or_not(one, other, reached):
    assert level("key", Item("r", "A", form_key=one), Item("c", "A", form_key=other), ROWS) == reached


@pytest.mark.parametrize(
    ("numbers", "reached"),
    [
        ([1, 2, 3], ["vouched", "vouched", "vouched"]),
        ([1, 2, None], ["vouched", "vouched", "none"]),
        ([2, 3, 4], ["other", "other", "other"]),
        ([1, 3, 2], ["unreliable", "other", "other"]),
    ],
    ids=["right", "one missing", "counted from two", "most of them wrong"],
)
def test_a_number_claims_its_item_where_the_numbers_of_the_list_hold(numbers, reached):
    contents = ["Thu ngân sách nhà nước", "Mở lớp tin học cho cán bộ", "Xây cầu nông thôn"]
    signed = [Item(f"c{number}", content, number=number) for number, content in enumerate(contents, start=1)]
    rows = [
        Item(f"r{number}", content, number=number) for number, content in zip(numbers, contents, strict=True)
    ]
    found = compare_lists(rows, signed, ROWS).reached["number"]
    assert [found.at(place, place) for place in range(3)] == reached


ROADS = [f"Nâng cấp tuyến đường giao thông nông thôn, đoạn qua xã {name}" for name in ("Mỹ An", "Mỹ Hòa")]


@pytest.mark.parametrize(
    ("contents", "reached"),
    [
        ([ROADS[0][:40], ROADS[1][:40]], ["same", "same"]),
        ([ROADS[0][:40], ROADS[1]], ["vouched", "vouched"]),
        ([ROADS[0], ROADS[1][:40]], ["vouched", "same"]),
    ],
    ids=["no row says itself", "the second vouches for the first", "the first for itself alone"],
)
def test_where_rows_are_fewer_a_number_needs_a_row_that_says_itself(contents, reached):
    signed = [
        Item(f"c{number}", content, number=number)
        for number, content in enumerate([*ROADS, "Mở lớp tin học"], start=1)
    ]
    rows = [Item(f"r{number}", content, number=number) for number, content in enumerate(contents, start=1)]
    found = compare_lists(rows, signed, ROWS).reached["number"]
    assert [found.at(place, place) for place in range(2)] == reached


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [
        ("Mở lớp tin học năm 2022", "Mở lớp tin học năm 2023", "same"),
        ("Mở lớp tin học cho cán bộ", "Mở các lớp tin học cho cán bộ", "alike"),
        ("Khôi phục vườn quýt hồng", "Chữa bệnh vàng lá trên quýt hồng", "telling"),
        ("Phát triển mô hình cửa khẩu số", "Phát triển mô hình chợ văn minh", "untelling"),
        ("Mở lớp tin học", "Xây cầu", "untelling"),
        ("", "", "untelling"),
    ],
)
def test_contents_of_two_years_agree_by_telling_words(one, other, reached):
    assert level("content_by_words", Item("b", one), Item("a", other), YEARS) == reached


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [
        ("Xây cầu", "Xây cầu", "none"),
        ("Xây cầu xã Mỹ An", "Xây cầu xã Mỹ An", "same"),
        ("Xây cầu xã Mỹ An", "Xây cầu", "left_out"),
        ("Xây cầu", "Xây cầu xã Mỹ An", "left_out"),
        ("Xây cầu xã Mỹ An", "Xây cầu xã Mỹ An, huyện Tháp Mười", "left_out"),
        ("Xã Long Thuận đạt chuẩn", "Xã Long Thuậm đạt chuẩn", "slip"),
        ("Xã Bình Thành đạt chuẩn", "Xã Bình Thạnh đạt chuẩn", "marks"),
        ("Bán hàng tại Hà Nội", "Gặp gỡ kiều bào Nhật Bản", "apart"),
        ("Xây cầu huyện Cao Lãnh", "Xây cầu thành phố Cao Lãnh", "other_place"),
        ("Nâng cấp đường ĐT.841", "Nâng cấp đường ĐT.842", "other"),
    ],
)
def test_what_two_contents_name_agrees(one, other, reached):
    assert level("names", Item("b", one), Item("a", other), YEARS) == reached


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [
        ("Mở lớp tin học", "Xây trường tiểu học", "none"),
        ("Xây trường tiểu học", "Sửa trường tiểu học", "same"),
        ("Xây trường tiểu học", "Xây trường THCS", "other"),
        ("Xây trường mầm non, tiểu học", "Xây trường tiểu học", "same"),
    ],
)
def test_two_kinds_of_one_thing_are_other_kinds(one, other, reached):
    assert level("kinds", Item("b", one), Item("a", other), YEARS) == reached


@pytest.mark.parametrize(
    ("one", "other", "more", "reached"),
    [
        ("150 ha", "150 ha", [], "same_rare"),
        ("150 ha", "150 ha", ["150 ha"], "same_unusual"),
        ("01 nghị quyết", "01 nghị quyết", [], "same"),
        ("03 xã", "03 xã", [], "same"),
        ("04 xã", "04 xã", [], "same_rare"),
        ("100% hồ sơ", "100% hồ sơ", [], "same"),
        ("150 ha năm 2022", "150 ha năm 2023", [], "same_rare"),
        ("150 ha", "20 lớp", [], "other"),
        ("", "150 ha", [], "none"),
        ("", "", [], "none"),
    ],
)
def test_the_same_target_says_the_more_the_rarer_it_is(one, other, more, reached):
    others = [Item(f"a{number}", "Việc khác", target) for number, target in enumerate(more)]
    assert (
        level("target_by_rarity", Item("b", "Việc", one), Item("a", "Việc", other), YEARS, others) == reached
    )


def test_the_points_of_a_target_are_shared_by_all_that_have_it():
    others = [Item(f"a{number}", "Việc khác", "150 ha") for number in range(4)]
    shares = [
        compare_lists([Item("b", "Việc", "150 ha")], others[:count], YEARS)
        .reached["target_by_rarity"]
        .share[0, 0]
        for count in (1, 2, 4)
    ]
    assert shares == [1, 1 / 2, 1 / 4]


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [
        ("150 ha", "200 ha", "same"),
        ("150 ha", "20 lớp", "other"),
        ("Loại Tốt", "20 lớp", "none"),
        ("20 lớp", "Loại Tốt", "none"),
    ],
)
def test_targets_that_count_other_things_have_other_units(one, other, reached):
    assert level("units", Item("b", "Việc", one), Item("a", "Việc", other), YEARS) == reached


@pytest.mark.parametrize("profile", [ROWS, YEARS], ids=["rows", "years"])
def test_a_level_of_one_pair_is_the_level_of_the_whole_table(profile):
    items = [
        Item(f"i{number}", content, target, number=number, form_key=f"SNV-{number}")
        for number, (content, target) in enumerate(
            [(ROAD, "03 km"), (ROAD.upper(), ""), ("Xây trường tiểu học", "01 trường"), ("", "")], start=1
        )
    ]
    compared = compare_lists(items, items[::-1], profile)
    for name, reached in compared.reached.items():
        names = COMPARISONS[name].levels
        table = [[names[code] for code in line] for line in reached.codes.tolist()]
        assert table == [[reached.at(row, column) for column in range(4)] for row in range(4)], name


@pytest.mark.parametrize(
    ("names", "reached"),
    [
        ((), ["none", "none"]),
        ((2,), ["other", "named"]),
        ((1, 2), ["named", "named"]),
        ((9,), ["none", "none"]),
        ((2, 9), ["other", "named"]),
    ],
    ids=["no number", "one", "both", "a number that nothing has", "one of two that are there"],
)
def test_the_numbers_that_a_unit_names_are_those_of_the_list(names, reached):
    before = [Item(f"b{number}", "Việc", number=number) for number in (1, 2)]
    found = compare_lists(before, [Item("a", "Việc", names=names)], YEARS).reached["references"]
    assert [found.at(row, 0) for row in range(2)] == reached


@pytest.mark.parametrize("said", ["kept", "added", "dropped"])
def test_what_a_unit_says_of_an_item_is_said_of_it_beside_any_other(said):
    before = [Item("b", "Việc"), Item("c", "Việc khác")]
    found = compare_lists(before, [Item("a", "Việc", said=said), Item("d", "Việc")], YEARS).reached["said"]
    assert [[found.at(row, column) for column in range(2)] for row in range(2)] == [[said, "none"]] * 2
