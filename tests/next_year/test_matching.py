import csv
import itertools
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.intake.joining.lists import Item
from camket.next_year.matching import describe_change, match_items

YEAR = 2023


def match(before, after):
    """Matched by number: the contents of one year as b0, b1, …, those of the next as a0, a1, …"""
    return match_items(
        [Item(f"b{number}", *each) for number, each in enumerate(before)],
        [Item(f"a{number}", *each) for number, each in enumerate(after)],
        YEAR,
    )


def pairs(matching):
    return [(pair.before, pair.after) for pair in matching.pairs]


@pytest.mark.parametrize(
    "contents",
    [
        ["Nâng cấp đường ĐT.841", "Nâng cấp đường ĐT.842", "Nâng cấp đường ĐT.814"],
        ["Xây trụ sở xã Mỹ An", "Xây trụ sở xã Mỹ An Hưng", "Xây trụ sở xã Mỹ Hòa"],
        [
            "Thanh tra UBND huyện Cao Lãnh",
            "Thanh tra UBND thành phố Cao Lãnh",
            "Thanh tra UBND huyện Tam Nông",
        ],
        ["Xã Bình Thành đạt chuẩn", "Xã Bình Thạnh đạt chuẩn", "Xã Bình Tấn đạt chuẩn"],
        ["Cải tạo công viên phường 1", "Cải tạo công viên phường 2", "Cải tạo công viên phường 11"],
    ],
)
def test_items_that_differ_in_what_they_name_are_never_one(contents):
    for left_out, order in itertools.product(range(3), itertools.permutations(range(3))):
        before = [(content,) for place, content in enumerate(contents) if place != left_out]
        after = [(contents[place],) for place in order if place != (left_out + 1) % 3]
        for one, other in pairs(match(before, after)):
            assert before[int(one[1:])] == after[int(other[1:])]


def test_an_item_of_the_same_words_is_taken_before_two_that_are_half_like():
    before = [
        ("Thanh tra Chủ tịch huyện Châu Thành về tiếp dân",),
        ("Thanh tra Giám đốc Sở Nội vụ về tiếp dân",),
    ]
    after = [
        ("Thanh tra Giám đốc Sở Xây dựng về tiếp dân",),
        ("Thanh tra Chủ tịch huyện Châu Thành về tiếp dân",),
    ]
    matching = match(before, after)
    assert pairs(matching) == [("b0", "a1")]
    assert (matching.dropped, matching.added) == (("b1",), ("a0",))


def test_two_that_nothing_tells_apart_are_asked_together():
    matching = match(
        [("Xây cầu nông thôn",), ("Xây cầu nông thôn",)], [("Xây cầu nông thôn",), ("Xây cầu nông thôn",)]
    )
    [doubt] = matching.asked
    assert (doubt.before, doubt.after, doubt.why) == (("b0", "b1"), ("a0", "a1"), "two_alike")


def test_the_target_tells_two_of_the_same_words_apart():
    matching = match(
        [("Xây cầu nông thôn", "12 cầu sắt"), ("Xây cầu nông thôn", "250 m cống")],
        [("Xây cầu nông thôn", "250 m cống"), ("Xây cầu nông thôn", "12 cầu sắt")],
    )
    assert pairs(matching) == [("b0", "a1"), ("b1", "a0")]


WHOLE = "Trồng cây xanh ven đường và lắp đèn chiếu sáng ở khu dân cư"
HALVES = ["Trồng cây xanh ven đường", "Lắp đèn chiếu sáng ở khu dân cư"]


def test_an_item_that_became_two_is_asked_as_a_split_and_two_that_became_one_as_a_merge():
    [split] = match([(WHOLE,)], [(half,) for half in HALVES]).asked
    assert (split.before, split.after, split.why) == (("b0",), ("a0", "a1"), "split")
    [merged] = match([(half,) for half in HALVES], [(WHOLE,)]).asked
    assert (merged.before, merged.after, merged.why) == (("b0", "b1"), ("a0",), "merged")


def test_what_has_a_little_in_common_is_asked_and_what_has_nothing_is_one_dropped_and_one_added():
    weak = match([("Khôi phục diện tích quýt hồng",)], [("Chữa bệnh vàng lá, thối rễ trên vườn quýt hồng",)])
    assert [doubt.why for doubt in weak.asked] == ["weak"]
    other = match([("Khôi phục vườn quýt hồng",)], [("Mở lớp ngoại ngữ cho thanh niên",)])
    assert (other.pairs, other.asked, other.dropped, other.added) == ((), (), ("b0",), ("a0",))


def test_a_place_of_another_kind_with_the_same_name_is_asked():
    [doubt] = match([("Nâng cấp Trạm Y tế xã Mỹ An",)], [("Nâng cấp Trạm Y tế thị trấn Mỹ An",)]).asked
    assert doubt.why == "object_differs"


def test_a_doubt_says_how_each_two_of_its_items_compare():
    matching = match([("Xây cầu nông thôn",)], [("Xây cầu nông thôn",), ("Xây cầu nông thôn", "02 cầu")])
    [doubt] = matching.asked
    assert [*doubt.explained] == [("b0", "a0"), ("b0", "a1")]
    assert {each.decided for each in doubt.explained.values()} == {
        "cần làm rõ: nội dung khác cũng giống gần như vậy"
    }


@settings(max_examples=30)
@given(data=st.data(), before=st.deferred(lambda: LISTS), after=st.deferred(lambda: LISTS))
def test_the_order_of_the_lists_changes_nothing(data, before, after):
    def tell(one, other):
        matching = match_items(one, other, YEAR)
        return (
            {(pair.before, pair.after, pair.likeness) for pair in matching.pairs},
            {(frozenset(doubt.before), frozenset(doubt.after), doubt.why) for doubt in matching.asked},
            {*matching.added},
            {*matching.dropped},
        )

    one, other = (
        [Item(f"{side}{number}", *each) for number, each in enumerate(items)]
        for side, items in (("b", before), ("a", after))
    )
    assert tell(one, other) == tell(data.draw(st.permutations(one)), data.draw(st.permutations(other)))


def test_a_pair_says_how_like_it_is_and_what_was_changed():
    [pair] = match(
        [("Đào tạo nghề năm 2022", "ít nhất 200 người")], [("Đào tạo nghề năm 2023", "ít nhất 250 người")]
    ).pairs
    assert 0 < pair.likeness <= 100
    assert pair.change.text == "200 người → 250 người (tăng 25,0%)"


@pytest.mark.parametrize(("before", "after"), [([], []), ([("A",)], []), ([], [("A",)]), ([("",)], [("",)])])
def test_an_empty_list_or_text_is_matched_with_nothing(before, after):
    matching = match(before, after)
    assert not matching.pairs
    assert len(matching.dropped) == len(before)
    assert len(matching.added) == len(after)


WORDS = st.sampled_from(
    [
        *WHOLE.split(),
        "xã",
        "Mỹ",
        "An",
        "Hưng",
        "02",
        "ĐT.841",
        "năm",
        "2022",
        "2023",
        "100%",
        "UBND",
        ",",
        "“",
        "huyện",
    ]
)
LISTS = st.lists(
    st.tuples(st.lists(WORDS, max_size=8).map(" ".join), st.sampled_from(["", "02 xã", "90%"])), max_size=7
)


@given(before=LISTS, after=LISTS)
def test_every_item_of_both_lists_is_in_exactly_one_place(before, after):
    matching = match(before, after)
    one = [*{pair.before for pair in matching.pairs}, *matching.dropped]
    other = [*{pair.after for pair in matching.pairs}, *matching.added]
    for doubt in matching.asked:
        one += doubt.before
        other += doubt.after
    assert sorted(one) == sorted(f"b{number}" for number in range(len(before)))
    assert sorted(other) == sorted(f"a{number}" for number in range(len(after)))


def read_labelled():
    """The labelled lines of each batch and unit."""
    with (Path(__file__).parent / "pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for (batch, _), own in itertools.groupby(rows, key=lambda row: (row["batch"], row["unit"])):
        yield batch, list(own)


def read_items(rows, side):
    found = {int(row[f"{side}_no"]): row for row in rows if row[f"{side}_no"]}
    return [
        Item(f"{side}{number}", *(row[f"{side}_{name}"] for name in ("content", "target", "deadline")))
        for number, row in sorted(found.items())
    ]


def test_the_labelled_lists_are_matched_as_wanted():
    count = Counter()
    for _, rows in read_labelled():
        matching = match_items(read_items(rows, "before"), read_items(rows, "after"), int(rows[0]["year"]))
        made = {(pair.before, pair.after): pair.change.kind for pair in matching.pairs}
        asked = {key: doubt.why for doubt in matching.asked for key in (*doubt.before, *doubt.after)}
        wanted = {(f"before{row['before_no']}", f"after{row['after_no']}"): row["change"] for row in rows}
        parts = {
            (f"before{row['before_no']}", f"after{row['after_no']}")
            for row in rows
            if row["edit"] in ("split", "merged")
        }
        alone = Counter(key for pair in made.keys() - parts for key in pair)
        assert max(alone.values()) == 1
        whole = {pair: kind for pair, kind in made.items() if pair not in parts}
        count["pairs"] += len(whole)
        count["right"] += sum(bool(wanted.get(pair)) for pair in whole)
        count["changes"] += sum(wanted.get(pair) == kind for pair, kind in whole.items())
        for row in rows:
            why = {asked.get(f"{side}{row[f'{side}_no']}", "") for side in ("before", "after")} - {""}
            pair = f"before{row['before_no']}", f"after{row['after_no']}"
            if pair in parts:
                count["parts"] += 1
                count["parts told"] += pair in made or why == {row["edit"]}
            else:
                count["cases"] += 1
                count["asked"] += bool(why)
    assert count["cases"] >= 300
    assert count["right"] >= 0.98 * count["pairs"]
    assert count["changes"] == count["right"]
    assert count["asked"] <= 0.055 * count["cases"]
    assert count["parts told"] == count["parts"]


CONTENT = "Thu ngân sách nhà nước trên địa bàn đạt dự toán năm 2022"
BEFORE = Item("1", CONTENT, "580 tỷ đồng", "31/12/2022")


@pytest.mark.parametrize(
    ("content", "target", "deadline", "kind"),
    [
        (CONTENT, "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT + ".", "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT.upper(), "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT.replace("ngân sách nhà nước", "NSNN"), "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT.replace("ngân", "ngnâ"), "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT.replace("2022", "2023"), "580 tỷ đồng", "31/12/2022", "year_only"),
        (CONTENT, "580 tỷ đồng", "31/12/2023", "year_only"),
        (CONTENT, "580 tỷ đồng", "30/6/2023", "year_only"),
        ("Trên địa bàn thu ngân sách nhà nước đạt dự toán năm 2022", "580 tỷ đồng", "31/12/2022", "reworded"),
        ("Các khoản thu của huyện đạt dự toán năm 2023", "580 tỷ đồng", "31/12/2023", "reworded"),
        (CONTENT.replace("2022", "2023"), "610 tỷ đồng", "31/12/2023", "target_changed"),
        ("Các khoản thu của huyện đạt dự toán năm 2023", "610 tỷ đồng", "31/12/2023", "target_changed"),
    ],
)
def test_the_weightiest_thing_that_was_changed_is_told(content, target, deadline, kind):
    assert describe_change(BEFORE, Item("2", content, target, deadline), 2023).kind == kind


def test_a_changed_target_in_other_words_says_both():
    change = describe_change(BEFORE, Item("2", "Các khoản thu của huyện", "610 tỷ đồng", "31/12/2023"), 2023)
    assert change.reworded
    assert change.text == "580 tỷ đồng → 610 tỷ đồng (tăng 5,2%)"


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("31/12/2022", "31/12/2023", False),
        ("31/12/2022", "Trong năm 2023", False),
        ("Quý III/2022", "30/9/2023", False),
        ("31/12/2022", "30/6/2023", True),
        ("30/9/2022", "15/9/2023", True),
        ("30/9/2022", "30/9/2023", False),
        ("31/12/2022", "31/01/2024", True),
        ("31/12/2022", "", False),
        ("30/11", "30/11/2023", False),
    ],
)
def test_a_term_is_moved_where_it_is_another_day_of_its_year(before, after, moved):
    change = describe_change(Item("1", CONTENT, "", before), Item("2", CONTENT, "", after), 2023)
    assert change.deadline_moved is moved
