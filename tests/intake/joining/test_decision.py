from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.decision import PairQuestion, decide_pairs, propose
from camket.intake.joining.lists import Item
from camket.intake.joining.parts import Split
from camket.intake.joining.profiles import load_profile

ROWS, YEARS = load_profile("rows"), load_profile("next_year")


def make_compared(scores):
    """Two lists of which nothing is known but how like they are; there are no parts."""
    table = np.array(scores, float)
    no = np.zeros(table.shape, bool)
    return SimpleNamespace(
        profile=YEARS.model_copy(update={"parts": None}),
        rules=YEARS.rules,
        likeness=table,
        preference=table,
        measure=table,
        lists=SimpleNamespace(shape=table.shape),
        forbidden=no,
        contradicted=no,
        denied=no,
        named=no,
        decided=no,
        claims=no,
        twins=no,
        find_effects=lambda effect, row, column: [],
    )


@pytest.mark.parametrize(
    ("scores", "pairs", "questions"),
    [
        ([[90, 0], [0, 90]], {0: 0, 1: 1}, []),
        ([[90, 60], [60, 90]], {0: 0, 1: 1}, []),
        ([[90, 88], [0, 0]], {}, [((0,), (0, 1), "two_alike")]),
        ([[90, 85], [0, 0]], {}, [((0,), (0, 1), "two_alike")]),
        ([[90, 84], [0, 0]], {0: 0}, []),
        ([[90, 0], [88, 0]], {}, [((0, 1), (0,), "two_alike")]),
        ([[90, 0], [84, 0]], {0: 0}, []),
        ([[90, 88], [88, 90]], {}, [((0, 1), (0, 1), "two_alike")]),
        ([[90, 87], [87, 90]], {0: 0, 1: 1}, []),
        ([[40, 98], [0, 60]], {0: 1}, []),
        ([[100, 56], [50, 0]], {0: 0}, []),
        ([[75, 90], [0, 75]], {0: 0, 1: 1}, []),
        ([[30, 0], [0, 90]], {1: 1}, [((0,), (0,), "weak")]),
        ([[36, 0], [0, 90]], {0: 0, 1: 1}, []),
        ([[35.9, 0], [0, 90]], {1: 1}, [((0,), (0,), "weak")]),
        ([[22, 0], [0, 90]], {1: 1}, [((0,), (0,), "weak")]),
        ([[21.9, 0], [0, 90]], {1: 1}, []),
        ([[0, 0], [0, 0]], {}, []),
        ([[70, 70, 0], [0, 70, 70], [70, 0, 70]], {}, [((0, 1, 2), (0, 1, 2), "two_alike")]),
        ([[70, 60, 0], [0, 70, 60], [60, 0, 70]], {0: 0, 1: 1, 2: 2}, []),
    ],
    ids=["clear", "clear as a whole", "two for one", "two for one by less than the lead", "one by the lead",
         "one for two", "one for two by the lead", "either way", "one way by the lead", "one sure against two",
         "one sure before two half", "two before one little surer",
         "weak", "just sure", "not quite sure", "just asked", "too little",
         "nothing at all", "a ring of three", "a ring that is less likely"],
)  # fmt: skip
def test_what_another_pairing_would_do_nearly_as_well_is_asked(scores, pairs, questions):
    decision = decide_pairs(make_compared(scores))
    assert decision.pairs == pairs
    assert decision.questions == tuple(PairQuestion(*each) for each in questions)


@settings(max_examples=60)
@given(st.data())
def test_no_item_is_paired_and_asked_whatever_the_order(data):
    rows, columns = data.draw(st.integers(0, 4)), data.draw(st.integers(0, 4))
    values = st.sampled_from([0, 0, 10, 25, 30, 60, 63, 64, 90, 95, 100])
    scores = np.array(
        data.draw(
            st.lists(st.lists(values, min_size=columns, max_size=columns), min_size=rows, max_size=rows)
        ),
        float,
    ).reshape(rows, columns)
    decision = decide_pairs(make_compared(scores))
    told_rows = [*decision.pairs, *(row for each in decision.questions for row in each.rows)]
    told = [*decision.pairs.values(), *(column for each in decision.questions for column in each.columns)]
    assert len(set(told_rows)) == len(told_rows)
    assert len(set(told)) == len(told)


CONTENTS = [
    "Xây cầu xã Mỹ An",
    "Xây cầu xã Mỹ Hòa",
    "Xây cầu nông thôn",
    "Xây cầu nông thôn dài 20 m",
    "Nâng cấp đường ĐT.841",
    "Nâng cấp, mở rộng đường ĐT.841 và ĐT.842",
    "Trồng cây xanh ven đường và lắp đèn chiếu sáng ở khu dân cư",
    "Trồng cây xanh ven đường",
    "Lắp đèn chiếu sáng ở khu dân cư",
    "",
]
ITEMS = st.lists(
    st.tuples(
        st.sampled_from(CONTENTS), st.sampled_from(["", "02 cầu", "150 ha"]), st.sampled_from([None, 1, 2])
    ),
    max_size=5,
)


@pytest.mark.parametrize("profile", [ROWS, YEARS], ids=["rows", "years"])
@settings(max_examples=50)
@given(data=st.data(), left=ITEMS, right=st.lists(st.sampled_from(CONTENTS), max_size=5, unique=True))
def test_the_order_of_the_lists_changes_no_pair(profile, data, left, right):
    # Numbers that stand as 1, 2, 3 may be counted anew: there the order of rows says something.
    left = [(*each[:2], None if profile is YEARS else each[2] and each[2] + 5) for each in left]
    rows = [
        Item(f"r{place}", content, target, number=number)
        for place, (content, target, number) in enumerate(left)
    ]
    columns = [Item(content, content, number=place + 6) for place, content in enumerate(right)]
    found = []
    for ordered in ((rows, columns), (data.draw(st.permutations(rows)), data.draw(st.permutations(columns)))):
        compared = compare_lists(*ordered, profile)
        decision = decide_pairs(compared)
        found.append({ordered[0][row].key: ordered[1][column].key for row, column in decision.pairs.items()})
        if not profile.rules.alone:
            assert len(set(decision.pairs.values())) == len(decision.pairs)
        assert not any(compared.forbidden[pair] for pair in decision.pairs.items())
        assert not any(compared.find_effects("asks", *pair) for pair in decision.pairs.items())
    assert found[0] == found[1]


def pair_rows(rows, signed, **thresholds):
    """The pairs of rows and commitments, each a content with a number and a target."""
    profile = ROWS.with_thresholds(**{"sure": 85, "sure_claimed": 60, **thresholds})
    left, right = (
        [
            Item(str(place), content, target, number=number)
            for place, (content, number, target) in enumerate(side)
        ]
        for side in (rows, signed)
    )
    return dict(decide_pairs(compare_lists(left, right, profile)).pairs)


OCOP = ["Công nhận 05 sản phẩm OCOP từ 3 sao trở lên", "Công nhận 05 sản phẩm OCOP từ 4 sao trở lên"]
FUNDS = "Giải ngân hết vốn đầu tư công được giao"


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        ([(OCOP[0], 1, ""), (OCOP[1], 2, "")], {0: 0, 1: 1}),
        ([(OCOP[1], None, "")], {0: 1}),
        ([(OCOP[0], 2, "")], {}),
        ([(OCOP[0].replace("3 ", ""), None, "")], {}),
        ([(OCOP[0].replace("3 ", ""), 1, ""), (OCOP[1], 2, ""), (FUNDS, 3, "")], {0: 0, 1: 1, 2: 2}),
        ([(OCOP[0].replace("3", "5"), 1, "")], {}),
        ([(FUNDS, 3, ""), (FUNDS, 3, "")], {0: 2, 1: 2}),
        ([(FUNDS, 9, "")], {0: 2}),
        ([(f"{FUNDS}; {OCOP[0]}", 3, "")], {}),
        ([("", 3, "")], {}),
        ([(FUNDS[:30], 3, "")], {0: 2}),
        ([(FUNDS[:30], None, "")], {0: 2}),
        ([(FUNDS[:14], 3, "")], {}),
    ],
    ids=["numbers and words", "words alone", "number against words", "nothing tells which", "a vouched number",
         "another number in it", "stated twice", "another number before it", "two in one row", "no content",
         "cut short, numbered", "cut short", "too short"],
)  # fmt: skip
def test_a_row_is_joined_where_number_and_text_or_the_text_alone_leave_no_doubt(rows, pairs):
    signed = [(OCOP[0], 1, ""), (OCOP[1], 2, ""), (FUNDS, 3, "")]
    assert pair_rows(rows, signed) == pairs


def test_the_target_tells_commitments_of_the_same_words_apart():
    signed = [(FUNDS, 1, "95%"), (FUNDS, 2, "98%")]
    assert pair_rows([(FUNDS, None, "98%")], signed) == {0: 1}
    assert pair_rows([(FUNDS, None, "")], signed) == {}


def test_the_likeness_that_a_number_needs_is_less_than_that_of_the_text_alone():
    said = "Giải ngân vốn đầu tư công giao"
    signed = [(FUNDS, 1, ""), ("Mở lớp tin học", 2, "")]
    likeness = float(compare_lists([Item("r", said)], [Item("c", FUNDS)], ROWS).measure[0, 0])
    assert pair_rows([(said, 1, "")], signed, sure=100, sure_claimed=likeness) == {0: 0}
    assert pair_rows([(said, 1, "")], signed, sure=100, sure_claimed=likeness + 0.1) == {}
    assert pair_rows([(said, None, "")], signed, sure=likeness, sure_claimed=0) == {0: 0}
    assert pair_rows([(said, None, "")], signed, sure=likeness + 0.1, sure_claimed=0) == {}


def test_the_key_of_a_form_decides_whatever_the_words():
    rows = [Item("r", "Mở lớp tin học", form_key="SNV-02")]
    signed = [Item("c", "Mở lớp tin học", form_key="SNV-01"), Item("d", FUNDS, form_key="SNV-02")]
    assert decide_pairs(compare_lists(rows, signed, ROWS)).pairs == {0: 1}


def test_a_place_of_another_kind_with_the_same_name_is_asked_where_nothing_else_is_left():
    def match(*after):
        one = [Item("b", "Nâng cấp Trạm Y tế xã Mỹ An")]
        return decide_pairs(compare_lists(one, [Item(text, text) for text in after], YEARS))

    assert match("Nâng cấp Trạm Y tế thị trấn Mỹ An").questions == (
        PairQuestion((0,), (0,), "object_differs"),
    )
    both = match("Nâng cấp Trạm Y tế thị trấn Mỹ An", "Nâng cấp Trạm Y tế xã Mỹ An")
    assert (both.pairs, both.questions) == ({0: 1}, ())


WHOLE = "Trồng cây xanh ven đường và lắp đèn chiếu sáng ở khu dân cư"
HALVES = ["Trồng cây xanh ven đường", "Lắp đèn chiếu sáng ở khu dân cư"]


def test_a_split_and_a_merge_are_asked_as_such_where_the_targets_do_not_add_up():
    whole, halves = [Item("b", WHOLE)], [Item(half, half) for half in HALVES]
    assert decide_pairs(compare_lists(whole, halves, YEARS)).questions == (
        PairQuestion((0,), (0, 1), "split"),
    )
    assert decide_pairs(compare_lists(halves, whole, YEARS)).questions == (
        PairQuestion((0, 1), (0,), "merged"),
    )


def test_a_split_and_a_merge_are_stated_where_the_targets_add_up():
    whole, halves = (
        [Item("b", WHOLE, "07 km")],
        [Item(half, half, km) for half, km in zip(HALVES, ("03 km", "04 km"), strict=True)],
    )
    split = decide_pairs(compare_lists(whole, halves, YEARS))
    assert (split.questions, split.splits) == ((), (Split((0,), (0, 1), "split", True),))
    merged = decide_pairs(compare_lists(halves, whole, YEARS))
    assert (merged.questions, merged.splits) == ((), (Split((0, 1), (0,), "merged", True),))


def test_what_is_left_over_and_spoken_of_in_a_pair_is_asked_with_it():
    before = [
        Item("1", "Số giường bệnh trên vạn dân", "35 giường"),
        Item("2", "Số bác sĩ trên vạn dân", "11 bác sĩ"),
    ]
    after = [Item("x", "Giường bệnh và bác sĩ trên vạn dân", "36 giường; 12 bác sĩ")]
    assert decide_pairs(compare_lists(before, after, YEARS)).questions == (
        PairQuestion((0, 1), (0,), "merged"),
    )


FARMS = "Phát triển đàn bò thịt theo hướng trang trại"


@pytest.mark.parametrize(
    ("said", "content", "pairs", "why"),
    [
        ("", FARMS, {0: 0}, []),
        ("kept", FARMS, {0: 0}, []),
        ("added", FARMS, {}, ["denied"]),
        ("added", "Phát triển đàn dê theo hướng trang trại", {}, []),
        ("added", "Phát triển chăn nuôi bò sữa tại các xã", {}, []),
    ],
)
def test_what_a_unit_says_counts_before_the_words_and_is_asked_where_these_are_the_same(
    said, content, pairs, why
):
    decision = decide_pairs(compare_lists([Item("b", FARMS)], [Item("a", content, said=said)], YEARS))
    assert decision.pairs == pairs
    assert [each.why for each in decision.questions] == why


def test_an_item_that_a_unit_adds_takes_no_other_from_one_that_goes_on():
    after = [Item("a", FARMS, said="added"), Item("b", "Chăn nuôi bò thịt tại trang trại", said="kept")]
    assert decide_pairs(compare_lists([Item("1", FARMS)], after, YEARS)).pairs == {0: 1}


def test_the_number_that_a_unit_names_decides():
    before = [
        Item(str(number), text, number=number)
        for number, text in enumerate((FARMS, WHOLE, "Xây chợ"), start=1)
    ]
    one = decide_pairs(compare_lists(before, [Item("a", "Phát triển kinh tế", names=(3,))], YEARS))
    assert one.pairs == {2: 0}
    two = decide_pairs(compare_lists(before, [Item("a", "Phát triển kinh tế", names=(1, 3))], YEARS))
    assert two.splits == (Split((0, 2), (0,), "merged", adds_up=False, is_named=True),)
    parts = [Item("a", "Trồng cây", names=(2,)), Item("b", "Thắp sáng", names=(2,))]
    assert decide_pairs(compare_lists(before, parts, YEARS)).splits == (
        Split((1,), (0, 1), "split", adds_up=False, is_named=True),
    )


class Rows:
    """Rows that are not sure, each with its likeness to commitments 1, 2, …"""

    def __init__(self, *rows):
        left = tuple(Item("r", content, number=number) for content, number, _ in rows)
        likeness = np.array([line for *_, line in rows], float)
        right = tuple(Item("c", "", number=place + 1) for place in range(likeness.shape[1]))
        self.compared = SimpleNamespace(
            lists=SimpleNamespace(left=left, right=right), likeness=likeness, profile=ROWS
        )
        self.rows = [(self.compared, row) for row in range(len(rows))]


@pytest.mark.parametrize(
    ("row", "free", "elsewhere", "proposed"),
    [
        (("x", None, [50, 0]), {0, 1}, set(), 0),
        (("x", None, [49.9, 0]), {0, 1}, set(), None),
        (("x", 1, [30, 0]), {0, 1}, set(), 0),
        (("x", 1, [29.9, 0]), {0, 1}, set(), None),
        (("x", None, [85, 0]), set(), {0}, 0),
        (("x", None, [84.9, 0]), set(), {0}, None),
        (("x", 1, [60, 0]), set(), {0}, 0),
        (("x", 1, [59.9, 0]), set(), {0}, None),
        (("", 2, [0, 0]), {0, 1}, set(), 1),
        (("", None, [0, 0]), {0, 1}, set(), None),
        (("x", 2, [70, 61]), {0, 1}, set(), 1),
        (("x", 2, [72, 61]), {0, 1}, set(), 0),
        (("x", None, [90, 60]), {1}, set(), 1),
        (("x", None, [90, 60]), set(), set(), None),
    ],
)
def test_a_row_that_is_not_sure_is_proposed_where_it_is_like_enough(row, free, elsewhere, proposed):
    assert propose(Rows(row).rows, free, elsewhere) == [proposed]


def test_no_commitment_is_proposed_to_two_rows():
    rows = Rows(("x", None, [80, 70]), ("y", None, [80, 55]))
    assert propose(rows.rows, {0, 1}, set()) == [1, 0]


@pytest.mark.parametrize(
    ("rule", "just", "beyond"),
    [("part", 0.0, 0.01), ("paired", 0.01, 0.0)],
    ids=["a part has at least the likeness of a part", "what has its pair was not split"],
)
def test_from_which_likeness_an_item_is_split_is_a_rule(rule, just, beyond):
    whole, halves = [Item("b", WHOLE)], [Item(half, half) for half in HALVES]
    likeness = compare_lists(whole, halves, YEARS).likeness[0]
    limit = float(likeness.min() if rule == "part" else likeness.max())

    def is_split(value):
        profile = YEARS.model_copy(
            update={"parts": YEARS.parts.model_copy(update={rule: value, "left": 2.0, "twin": 101.0})}
        )
        return any(
            each.why == "split" for each in decide_pairs(compare_lists(whole, halves, profile)).questions
        )

    assert is_split(limit + just)
    assert not is_split(limit + beyond)


@pytest.mark.parametrize(
    ("before", "after", "asked"),
    [
        ("Trồng mới cây quế tại xã vùng cao", "Trồng mới cây chè tại xã vùng cao", False),
        ("Xây dựng điểm giết mổ heo tập trung", "Xây dựng điểm giết mổ gia cầm tập trung", False),
        ("Kiểm tra an toàn lao động tại doanh nghiệp", "Kiểm tra an toàn bức xạ tại doanh nghiệp", True),
        ("Kiểm tra an toàn lao động tại doanh nghiệp", "Kiểm tra an toàn lao dộng tại doanh nghiệp", False),
        ("Kiểm tra an toàn lao động", "Tổ chức kiểm tra về an toàn, vệ sinh lao động tại cơ sở", False),
    ],
)
def test_one_thing_in_the_place_of_another_is_asked_unless_the_unit_says_that_it_goes_on(
    before, after, asked
):
    def match(said):
        decision = decide_pairs(compare_lists([Item("b", before)], [Item("a", after, said=said)], YEARS))
        return [each.why for each in decision.questions]

    assert match("") == (["object_differs"] if asked else [])
    assert match("kept") == []


@pytest.mark.parametrize(
    ("before", "after", "asked"),
    [
        ("5.000 con", "400 con", True),
        ("5.000 con", "1.300 con", False),
        ("80%", "10%", False),
        ("5.000 con", "5 trang trại", True),
    ],
)
def test_a_count_that_falls_by_three_quarters_or_counts_something_else_is_a_sign_to_ask(before, after, asked):
    one = Item("b", "Phát triển chăn nuôi theo hướng an toàn sinh học ở các xã", before)
    other = Item("a", "Chăn nuôi an toàn sinh học có liên kết tiêu thụ", after)
    decision = decide_pairs(compare_lists([one], [other], YEARS))
    assert ([each.why for each in decision.questions] == ["object_differs"]) is asked


def test_what_is_left_over_and_very_like_an_item_that_goes_on_is_asked_with_it():
    before = [Item("1", "Cấp mã số vùng trồng xuất khẩu", "30 mã")]
    after = [
        Item("x", "Cấp mã số vùng trồng xuất khẩu cho sầu riêng", "20 mã"),
        Item("y", "Cấp mã số vùng trồng xuất khẩu cho thanh long", "15 mã"),
    ]
    [question] = decide_pairs(compare_lists(before, after, YEARS)).questions
    assert (question.rows, question.columns) == ((0,), (0, 1))


MARKET = "Sửa chợ xã, lắp camera trường học và trồng hoa ven lộ"


@pytest.mark.parametrize(
    ("before", "after", "pairs", "asked"),
    [
        ([WHOLE], [WHOLE, *HALVES], {}, [(0, 1)]),
        ([WHOLE], ["Xây chợ", *HALVES], {}, [(1, 2)]),
        (
            [MARKET],
            ["Sửa chợ xã để đón khách", "Lắp camera trường học cấp hai", "Trồng hoa ven lộ, có hàng rào"],
            {},
            [(0, 1, 2)],
        ),
        (
            ["Mở lớp tin học cho cán bộ xã"],
            ["Mở lớp tin học cho cán bộ xã", "Mở lớp tin học cho cán bộ xã vùng biên giới"],
            {},
            [(0, 1)],
        ),
        (
            ["Mở lớp tin học cho cán bộ xã"],
            ["Mở lớp tin học cho cán bộ xã", "Mở lớp hát dân ca ở vùng biên giới"],
            {0: 0},
            [],
        ),
    ],
    ids=[
        "it goes on beside its parts",
        "it is gone",
        "three little parts",
        "a twin is left",
        "another is left",
    ],
)
def test_what_is_gone_and_stands_in_parts_was_split_and_so_may_be_what_has_a_twin(
    before, after, pairs, asked
):
    lists = [[Item(text, text) for text in side] for side in (before, after)]
    decision = decide_pairs(compare_lists(*lists, YEARS))
    assert decision.pairs == pairs
    assert [(each.why, each.columns) for each in decision.questions] == [
        ("split", columns) for columns in asked
    ]
