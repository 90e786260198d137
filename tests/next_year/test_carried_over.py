"""What becomes of this year's items: what the words say, what the unit says, and what a person answers."""

import pytest

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.record import Source
from camket.next_year import matching
from camket.next_year.carried_over import carry_over
from camket.next_year.items import Note, Registration
from camket.settings.decisions import latest_decisions
from samples import SNV, decision, sign

HERD = "Phát triển đàn bò thịt theo hướng trang trại"
TREES, LIGHTS = "Trồng cây xanh ven đường", "Lắp đèn chiếu sáng ở khu dân cư"
BOTH = "Trồng cây xanh ven đường và lắp đèn chiếu sáng ở khu dân cư"
MARKET, COURSE, FISH = "Xây dựng chợ nông sản", "Mở lớp tin học", "Nuôi cá tra thương phẩm"


def row(number, content, target="", proposal="", names=()):
    letter = "X" if proposal == "drop" else ""
    return Registration(
        f"SNV-2023-{letter}{number:02d}", SNV, number, content, target, target, "", "", "", proposal,
        Source("registrations/snv.xlsx", "a" * 64, "S", number + 4), {}, names=names,
    )  # fmt: skip


def carry(signed, rows, *answers, notes=()):
    """The lists of Sở Nội vụ matched; an answer is a row's number, what was found, and the value."""
    commitments = [
        sign(each, number) if isinstance(each, str) else sign(each[0], number, target=each[1])
        for number, each in enumerate(signed, start=1)
    ]
    decisions = [
        decision("carried_from", value, expect, f"SNV-2023-{number}") for number, expect, value in answers
    ]
    return carry_over(commitments, rows, notes, 2023, latest_decisions(decisions))


def tell(carried):
    """The commitments of each row or why it is asked, those given up in words, in silence, and withheld."""
    return (
        {
            key.removeprefix("SNV-2023-"): each.finding.found.partition(":")[2]
            if each.finding.is_asked
            else tuple(before.item_no for before in each.before)
            for key, each in carried.rows.items()
        },
        [each.commitment.item_no for each in carried.dropped if each.is_stated],
        [each.commitment.item_no for each in carried.dropped if not each.is_stated],
        [each.commitment.item_no for each in carried.withheld],
    )


@pytest.mark.parametrize(
    ("signed", "rows", "told"),
    [
        ([HERD, MARKET], [row(1, HERD)], ({"01": (1,)}, [], [2], [])),
        ([HERD], [row(1, HERD, proposal="add")], ({"01": "denied"}, [], [], [1])),
        ([HERD], [row(1, "Chăn nuôi bò thịt", proposal="add")], ({"01": ()}, [], [1], [])),
        ([HERD], [row(1, "Chăn nuôi bò thịt", proposal="change")], ({"01": (1,)}, [], [], [])),
        ([HERD, MARKET], [row(1, COURSE), row(2, MARKET)], ({"01": (), "02": (2,)}, [], [1], [])),
        (
            [HERD, MARKET],
            [row(1, COURSE, proposal="keep"), row(2, MARKET)],
            ({"01": "unfound", "02": (2,)}, [], [], [1]),
        ),
        ([MARKET], [row(1, COURSE, proposal="keep"), row(2, MARKET)], ({"01": (), "02": (1,)}, [], [], [])),
        ([HERD, MARKET], [row(1, HERD, proposal="drop"), row(2, MARKET)],
         ({"X01": (1,), "02": (2,)}, [1], [], [])),
        ([HERD, MARKET], [row(1, FISH, proposal="drop"), row(2, MARKET)],
         ({"X01": "unfound", "02": (2,)}, [], [], [1])),
    ],
    ids=["silent", "added, and the same words", "added, and other words", "changed, in other words",
         "nothing said", "goes on, and not found", "goes on, and nothing is left", "given up",
         "given up, and not found"],
)  # fmt: skip
def test_a_units_own_word_counts_first_and_what_it_leaves_open_is_asked(signed, rows, told):
    assert tell(carry(signed, rows)) == told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row(1, COURSE, names=(2,))], ({"01": (2,)}, [], [1, 3], [])),
        ([row(1, COURSE, names=(1, 3))], ({"01": (1, 3)}, [], [2], [])),
        ([row(1, COURSE, names=(2,)), row(2, FISH, names=(2,))], ({"01": (2,), "02": (2,)}, [], [1, 3], [])),
        ([row(1, "Thôi", proposal="drop", names=(1, 2))], ({"X01": (1, 2)}, [1, 2], [3], [])),
        ([row(1, HERD, names=(9,))], ({"01": "named"}, [], [2, 3], [1])),
    ],
    ids=["one", "merged", "split", "two given up", "a number that nothing has"],
)
def test_the_numbers_that_a_unit_names_count_before_all_words(rows, told):
    assert tell(carry([HERD, MARKET, TREES], rows)) == told


LENGTHS = [row(1, TREES, "03 km"), row(2, LIGHTS, "04 km")]
OTHER_LENGTHS = [row(1, TREES, "03 km"), row(2, LIGHTS, "05 km")]
WHOLE, HALVES = [(BOTH, "07 km")], [(TREES, "03 km"), (LIGHTS, "04 km")]


def test_parts_are_stated_where_their_targets_make_the_whole_and_asked_where_not():
    assert tell(carry(WHOLE, LENGTHS)) == ({"01": (1,), "02": (1,)}, [], [], [])
    assert tell(carry(WHOLE, OTHER_LENGTHS)) == ({"01": "split", "02": "split"}, [], [], [1])
    assert tell(carry(HALVES, [row(1, BOTH, "07 km")])) == ({"01": (1, 2)}, [], [], [])
    assert tell(carry(HALVES, [row(1, BOTH, "09 km")])) == ({"01": "merged"}, [], [], [1, 2])


def changes(carried):
    return [each.change.text if each.change else None for each in carried.rows.values()]


def test_the_target_of_a_whole_stands_against_that_of_its_parts():
    assert changes(carry(WHOLE, LENGTHS)) == ["", ""]
    named = [row(1, TREES, "03 km", names=(1,)), row(2, LIGHTS, "06 km", names=(1,))]
    assert changes(carry(WHOLE, named)) == ["07 km → 9 km (tăng 28,6%)"] * 2
    assert changes(carry(HALVES, [row(1, BOTH, "09 km", names=(1, 2))])) == ["7 km → 09 km (tăng 28,6%)"]


SPLIT, MERGED = "asked:split", "asked:merged"


@pytest.mark.parametrize(
    ("answers", "told", "changed"),
    [
        ([("01", SPLIT, "SNV-01"), ("02", SPLIT, "SNV-01")], ({"01": (1,), "02": (1,)}, [], [], []),
         ["07 km → 8 km (tăng 14,3%)"] * 2),
        ([("01", SPLIT, "SNV-01"), ("02", SPLIT, "new")], ({"01": (1,), "02": ()}, [], [], []),
         ["07 km → 03 km (giảm 57,1%)", None]),
        ([("01", SPLIT, "SNV-01")], ({"01": (1,), "02": "split"}, [], [], []),
         ["07 km → 03 km (giảm 57,1%)", None]),
        ([("01", SPLIT, "new"), ("02", SPLIT, "new")], ({"01": (), "02": ()}, [], [1], []), [None, None]),
    ],
    ids=["both", "one of them", "one is open", "neither"],
)  # fmt: skip
def test_both_parts_of_a_split_may_be_given_the_one_item(answers, told, changed):
    carried = carry(WHOLE, OTHER_LENGTHS, *answers)
    assert (tell(carried), changes(carried)) == (told, changed)


def test_a_part_that_a_person_calls_new_counts_no_more_for_the_whole():
    carried = carry(WHOLE, LENGTHS, ("02", "SNV-01:reworded", "new"))
    assert tell(carried)[0] == {"01": (1,), "02": ()}
    assert changes(carried) == ["07 km → 03 km (giảm 57,1%)", None]


@pytest.mark.parametrize(
    ("value", "told", "changed"),
    [
        ("SNV-01;SNV-02", ({"01": (1, 2)}, [], [], []), "7 km → 09 km (tăng 28,6%)"),
        (" SNV-02 ; SNV-01", ({"01": (2, 1)}, [], [], []), "7 km → 09 km (tăng 28,6%)"),
        ("SNV-01;SNV-01", ({"01": (1,)}, [], [2], []), "03 km → 09 km (tăng 200,0%)"),
        ("SNV-02", ({"01": (2,)}, [], [1], []), "04 km → 09 km (tăng 125,0%)"),
        ("new", ({"01": ()}, [], [1, 2], []), None),
    ],
)
def test_an_answer_may_name_several_items_that_became_one(value, told, changed):
    carried = carry(HALVES, [row(1, BOTH, "09 km")], ("01", MERGED, value))
    assert (tell(carried), changes(carried)) == (told, [changed])


@pytest.mark.parametrize("value", ["SNV-09", "SNV-01;SNV-09", "SNV-01;new"])
def test_an_answer_that_names_what_is_not_on_the_list_does_not_hold_and_says_so(value):
    carried = carry(HALVES, [row(1, BOTH, "09 km")], ("01", MERGED, value))
    assert tell(carried) == ({"01": "merged"}, [], [], [1, 2])
    [finding] = [each.finding for each in carried.rows.values()]
    assert f"({value}) không còn hiệu lực: mã đó không còn trong danh mục" in finding.fallen_text


GONE_NEW, GONE_PAIR = "asked:gone:new", "asked:gone:SNV-02:unchanged"


@pytest.mark.parametrize(
    ("rows", "answers", "told"),
    [
        ([row(1, COURSE)], [("01", "new", "SNV-09")], "gone:new"),
        ([row(1, COURSE)], [("01", "new", "SNV-01;SNV-09")], "gone:new"),
        ([row(1, MARKET)], [("01", "SNV-02:unchanged", "SNV-09")], "gone:SNV-02:unchanged"),
        ([row(1, COURSE)], [("01", GONE_NEW, "new")], ()),
        ([row(1, COURSE)], [("01", GONE_NEW, "SNV-01")], (1,)),
        ([row(1, COURSE)], [("01", GONE_NEW, "SNV-08")], "gone:new"),
        ([row(1, MARKET)], [("01", GONE_PAIR, "SNV-02")], (2,)),
        ([row(1, MARKET)], [("01", GONE_NEW, "SNV-01")], (2,)),
    ],
)
def test_a_row_of_which_a_decision_names_what_is_gone_is_asked_and_answered_as_long_as_the_same_is_found(
    rows, answers, told
):
    assert tell(carry([HERD, MARKET], rows, *answers))[0] == {"01": told}


def test_while_a_decision_names_what_is_gone_nothing_is_dropped_in_silence():
    carried = carry([HERD, MARKET], [row(1, COURSE)], ("01", "new", "SNV-09"))
    assert tell(carried)[1:] == ([], [], [1, 2])
    assert carried.rows["SNV-2023-01"].finding.is_asked


def test_what_a_person_gives_to_another_row_is_asked_of_the_first_and_nothing_is_dropped_meanwhile():
    carried = carry([HERD, MARKET], [row(1, COURSE), row(2, MARKET)], ("01", "new", "SNV-02"))
    assert tell(carried) == ({"01": (2,), "02": "taken"}, [], [], [1])


@pytest.mark.parametrize(
    ("value", "told"),
    [("new", ({"01": (2,), "02": ()}, [], [1], [])), ("SNV-01", ({"01": (2,), "02": (1,)}, [], [], []))],
)
def test_what_was_taken_can_be_answered_too(value, told):
    answers = ("01", "new", "SNV-02"), ("02", "asked:taken", value)
    assert tell(carry([HERD, MARKET], [row(1, COURSE), row(2, MARKET)], *answers)) == told


def test_of_two_rows_that_are_given_one_item_the_first_keeps_it():
    carried = carry(
        [HERD, MARKET], [row(1, COURSE), row(2, FISH), row(3, MARKET)],
        ("01", "new", "SNV-01"), ("02", "new", "SNV-01"),
    )  # fmt: skip
    assert tell(carried) == ({"01": (1,), "02": "taken", "03": (2,)}, [], [], [])
    assert "SNV-01" in carried.rows["SNV-2023-02"].finding.fallen_text


ALIKE, TAKEN = "asked:two_alike", "asked:taken"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([("01", ALIKE, "SNV-01"), ("02", ALIKE, "SNV-01")], ({"01": (1,), "02": "taken"}, [], [], [2])),
        ([("01", ALIKE, "SNV-01"), ("02", TAKEN, "SNV-02")], ({"01": (1,), "02": (2,)}, [], [], [])),
        ([("01", ALIKE, "SNV-01"), ("02", TAKEN, "new")], ({"01": (1,), "02": ()}, [], [2], [])),
        ([("01", ALIKE, "SNV-01"), ("02", TAKEN, "SNV-01")], ({"01": (1,), "02": "taken"}, [], [], [2])),
    ],
    ids=["both the same", "then the other", "then none", "the same again"],
)
def test_two_alike_rows_are_never_one_commitment_and_the_second_can_be_answered_anew(answers, told):
    herds = ["Phát triển đàn bò thịt khu Đông", "Phát triển đàn bò thịt khu Tây"]
    rows = [row(1, "Phát triển đàn bò thịt"), row(2, "Phát triển đàn bò thịt")]
    assert tell(carry(herds, rows))[0] == {"01": "two_alike", "02": "two_alike"}
    assert tell(carry(herds, rows, *answers)) == told


def test_what_an_answer_to_a_taken_row_takes_from_a_third_is_asked_and_answered_in_turn():
    signed, rows = [HERD, MARKET, TREES], [row(1, COURSE), row(2, MARKET), row(3, TREES)]
    answers = ("01", "new", "SNV-02"), ("02", TAKEN, "SNV-03")
    assert tell(carry(signed, rows, *answers))[0] == {"01": (2,), "02": (3,), "03": "taken"}
    assert tell(carry(signed, rows, *answers, ("03", TAKEN, "SNV-01")))[0] == {
        "01": (2,), "02": (3,), "03": (1,),
    }  # fmt: skip


def test_an_answer_to_a_row_that_lost_what_was_found_falls_when_it_has_it_again():
    carried = carry([HERD, MARKET], [row(1, COURSE), row(2, MARKET)], ("02", TAKEN, "SNV-01"))
    assert tell(carried)[0] == {"01": (), "02": (2,)}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("SNV-01", ({"X01": (1,), "02": (2,)}, [1], [], [])),
        ("new", ({"X01": (), "02": (2,)}, [], [1], [])),
        ("SNV-02", ({"X01": (2,), "02": "taken"}, [2], [], [1])),
    ],
)
def test_an_answer_about_a_row_that_gives_an_item_up_says_which(value, told):
    rows = [row(1, FISH, proposal="drop"), row(2, MARKET)]
    assert tell(carry([HERD, MARKET], rows, ("X01", "asked:unfound", value))) == told


def test_an_answer_to_what_is_found_no_more_falls():
    carried = carry([HERD, MARKET], [row(1, HERD)], ("01", "asked:weak", "SNV-02"))
    assert tell(carried) == ({"01": (1,)}, [], [2], [])
    fallen = carried.rows["SNV-2023-01"].finding.fallen_text
    assert fallen.startswith("quyết định ngày 02/11/2022 của Nguyễn Văn A (SNV-02) không còn hiệu lực: ")
    assert fallen.endswith(
        "phần mềm xác định “chưa rõ (chỉ giống một phần nội dung của năm trước)”, nay là “SNV-01 (giữ nguyên)”"
    )


def note(text, *names):
    return Note(frozenset({"SNV"}), "registrations/snv.xlsx", "S!A9", text, names)


@pytest.mark.parametrize(
    ("said", "stated", "silent"),
    [
        (note(f"Đơn vị xin thôi {HERD.lower()} do hết vốn"), [1], [3]),
        (note("Không đăng ký lại nội dung số 1 và số 3", 1, 3), [1, 3], []),
        (note("Đơn vị xin rút một nội dung"), [], [1, 3]),
        (note(f"Xin rút một nội dung do {HERD.lower()} chậm"), [], [1, 3]),
    ],
    ids=["by its words", "by numbers", "of nothing", "in what is the cause"],
)
def test_a_sentence_beside_the_table_gives_up_what_it_names(said, stated, silent):
    carried = carry([HERD, MARKET, TREES], [row(2, MARKET)], notes=[said])
    assert tell(carried) == ({"02": (2,)}, stated, silent, [])
    assert {each.note for each in carried.dropped if each.is_stated} <= {said}


def test_all_pairs_of_what_is_not_found_are_explained_by_one_comparison(monkeypatch):
    compared = []
    monkeypatch.setattr(matching, "compare_lists", lambda *lists: compared.append(1) or compare_lists(*lists))
    unknown = [row(number, f"{COURSE} {word}", proposal="keep") for number, word in enumerate("ab", start=1)]
    carried = carry([HERD, MARKET, TREES], unknown)
    assert tell(carried)[0] == {"01": "unfound", "02": "unfound"}
    assert len(carried.rows["SNV-2023-01"].doubt.explained) == 6
    assert len(compared) < 6


def test_each_commitment_of_a_row_says_why_it_is_the_same():
    carried = carry(HALVES, [row(1, BOTH, "07 km")])
    explained = carried.rows["SNV-2023-01"].explained
    assert [*explained] == ["SNV-01", "SNV-02"]
    assert all("nội dung: giống" in str(each) for each in explained.values())
    answered = carry(HALVES, [row(1, COURSE)], ("01", "new", "SNV-02")).rows["SNV-2023-01"]
    assert [*answered.explained] == ["SNV-02"]
