from camket.intake.joining.lists import Item
from camket.next_year.common_contents import find_duplicates, group_alike


def lists(*units):
    return [
        [Item(f"{letter}{number}", content) for number, content in enumerate(contents)]
        for letter, contents in zip("ABCDE", units, strict=False)
    ]


def test_contents_that_are_the_same_but_for_number_year_and_wording_are_one_group():
    groups = group_alike(
        lists(
            ["Giải ngân 100% vốn đầu tư công năm 2022", "Thu hút 02 dự án đầu tư mới"],
            ["Thu hút ít nhất 03 dự án đầu tư mới trên địa bàn", "Tỷ lệ giải ngân vốn đầu tư công năm 2023"],
            ["Trồng cây xanh ven đường"],
        )
    )
    assert groups == (("A0", "B1"), ("A1", "B0"), ("C0",))


def test_the_very_same_content_of_two_units_is_one_group():
    assert group_alike(lists(["Tổ chức hội chợ", "Mở lớp tin học"], ["Tổ chức hội chợ"])) == (
        ("A0", "B0"),
        ("A1",),
    )


def test_contents_that_name_other_roads_are_other_groups():
    assert group_alike(lists(["Nâng cấp đường ĐT.841"], ["Nâng cấp đường ĐT.842"])) == (("A0",), ("B0",))


def test_two_kinds_of_a_thing_are_two_groups_whoever_has_both():
    urban, both, rural = (
        f"Tỷ lệ thu gom rác thải sinh hoạt {place}"
        for place in ("đô thị", "đô thị và nông thôn", "nông thôn")
    )
    for units in ([both], [both], [urban], [rural], [both]), ([urban], [both], [rural], [both], [both]):
        groups = group_alike(lists(*units))
        said = {f"{letter}0": texts[0] for letter, texts in zip("ABCDE", units, strict=True)}
        assert not any({urban, rural} <= {said[key] for key in group} for group in groups)


def test_a_task_that_two_units_register_is_found():
    found = find_duplicates(
        lists(
            ["Huyện Lấp Vò được công nhận huyện nông thôn mới", "Tổ chức hội chợ"],
            ["Mở lớp tin học", "Huyện Lấp Vò được công nhận huyện nông thôn mới năm 2023"],
            ["Huyện Lai Vung được công nhận huyện nông thôn mới"],
        )
    )
    assert found == (("A0", "B1"),)


def test_a_single_item_is_a_group_and_no_item_is_none():
    assert group_alike(lists(["Tổ chức hội chợ"])) == (("A0",),)
    assert group_alike([]) == ()
