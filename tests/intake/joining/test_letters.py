import pytest

from camket.intake.joining.letters import compare_texts, holds_another, tells_apart

SIGNED = "Đưa vào sử dụng tuyến đường nông thôn dài 03 km tại xã Mỹ An"
OTHER = "Đưa vào sử dụng tuyến đường nông thôn dài 03 km tại xã Mỹ Ân"
LONGER = SIGNED + " Hưng"


@pytest.mark.parametrize(
    ("reported", "least", "most"),
    [
        (SIGNED, 100, 100),
        (SIGNED.upper(), 100, 100),
        ("Dua vao su dung tuyen duong nong thon dai 03 km tai xa My An", 100, 100),
        ("Đưa vào sử dụn tuyến đườg nông thôn dài 03 km tại xã Mỹ An", 95, 99),
        (SIGNED[:38], 90, 97),
        (SIGNED + " (đã được UBND huyện phê duyệt chủ trương đầu tư)", 90, 97),
        ("Tại xã Mỹ An, đưa vào sử dụng tuyến đường nông thôn dài 03 km", 90, 97),
        ("Đưa vào sử dụng", 0, 60),
        ("Giải ngân vốn đầu tư công", 0, 60),
        ("", 0, 0),
    ],
    ids=["same", "capitals", "no marks", "slips", "cut short", "continued", "other order", "a few words",
         "something else", "empty"],
)  # fmt: skip
def test_slips_cuts_and_order_lower_a_likeness_little_and_another_text_much(reported, least, most):
    [[likeness]] = compare_texts([reported], [SIGNED])
    assert least <= likeness <= most


def test_rows_and_columns_are_in_the_order_of_the_texts_and_may_be_none():
    assert compare_texts(["a b", "c d"], ["c d"])[1][0] == 100
    assert compare_texts([], ["a"]) == []
    assert compare_texts(["a"], []) == [[]]


@pytest.mark.parametrize(
    ("reported", "meant", "rival", "tells"),
    [
        (SIGNED, SIGNED, OTHER, True),
        (OTHER, SIGNED, OTHER, False),
        (SIGNED, SIGNED, LONGER, True),
        (LONGER, SIGNED, LONGER, False),
        (LONGER, LONGER, SIGNED, True),
        (SIGNED[:40], SIGNED, LONGER, False),
        (SIGNED.replace("Mỹ An", "Mỹ"), SIGNED, OTHER, False),
        ("Dua vao su dung tuyen duong nong thon dai 03 km tai xa My An", SIGNED, OTHER, False),
        (SIGNED.upper(), SIGNED, OTHER, True),
        (SIGNED, SIGNED, SIGNED, False),
        ("Nối xã A với xã B", "Nối xã A với xã B", "Nối xã B với xã A", True),
        ("Nối xã A với B", "Nối xã A với xã B", "Nối A với xã B", False),
        ("Nối xã A với B", "Nối xã A với B", "Nối xã A với xã B", True),
        ("Xây cầu thép tại Mỹ An", "Xây cầu thép mới tại Mỹ An", "Xây cống tại Mỹ An", False),
    ],
    ids=["its own word", "the other's word", "one word less", "one word more", "its one word more",
         "cut before the word", "word missing", "no marks, no difference", "capitals", "the same twice", "order",
         "a word said once of two", "a word said once of one", "only some of its own words"],
)  # fmt: skip
def test_two_like_commitments_are_told_apart_by_the_words_in_which_they_differ(reported, meant, rival, tells):
    assert tells_apart(reported, meant, rival) is tells


ROAD = "Nâng cấp đường A, xã Mỹ An dài 03 km, kinh phí 1.500 triệu đồng, hoàn thành năm 2022"
FUNDS = "Giải ngân hết vốn đầu tư công được giao trong năm"


@pytest.mark.parametrize(
    ("reported", "holds"),
    [
        (f"{ROAD}; {FUNDS}", True),
        (f"- {FUNDS}\n- {ROAD}", True),
        (ROAD, False),
        (f"{ROAD} (đã được UBND huyện phê duyệt chủ trương và bố trí vốn từ đầu năm)", False),
    ],
)
def test_a_row_that_holds_two_commitments_is_known(reported, holds):
    assert holds_another(reported, ROAD, [ROAD, FUNDS]) is holds


def test_a_commitment_that_is_a_part_of_another_is_not_held_by_its_row():
    part = "Nâng cấp đường A, xã Mỹ An"
    assert not holds_another(ROAD + " theo đúng kế hoạch đã được phê duyệt", ROAD, [ROAD, part])
