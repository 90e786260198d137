import pytest

from camket.judging.alphabet import REWRITTEN, Alphabet, unmark

ALPHABET = Alphabet(["đã trình", "tỉnh", "t/h", "k0", "quý 1", "bộ tiêu chí", "bộ"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đã trình xã Mỹ An", "đã trình xã Tân Mỹ"),
        ("Đã trình ông Ba", "Đã trình ông Tư"),
        ("bộ tiêu chí x", "bộ tiêu chí hq"),
        ("số 123456/BC-SNV", "số 1234567/BC-SNV"),
    ],
)
def test_words_that_no_list_knows_are_spelt_alike(one, other):
    assert ALPHABET.spell(one) == ALPHABET.spell(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("đã trình", "đa trình"),
        ("tỉnh", "tinh"),
        ("tỉnh", "tính"),
        ("k0", "k1"),
        ("12/BC-SNV", "12/QĐ-UBND"),
    ],
)
def test_words_that_a_list_or_its_slips_may_tell_apart_are_spelt_apart(one, other):
    assert ALPHABET.spell(one) != ALPHABET.spell(other)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("đạt 98,5%, đã", "98,5%,"),
        ("số 12/BC-SNV; trình", "12/bc-snv;"),
        ("(quý 1/2022)", "1/2022)"),
        ("12tỉnh", "12"),
    ],
)
def test_numbers_and_signs_stay_as_they_are(text, numbers):
    assert numbers in ALPHABET.spell(text)


@pytest.mark.parametrize(
    "text",
    [
        "Đã trình UBND Tỉnh (t/h quý 1/2022): đạt 98,5 %; covid19, k0 và 12tỉnh",
        "Báo cáo số 1234567/BC-SNV, covid190000",
        "Xã Mỹ An–Tân Mỹ đã trình 05/12 hồ sơ.",
        "một",
        "",
    ],
)
def test_every_sign_of_a_spelling_has_its_place_in_the_text(text):
    spelt, places = ALPHABET.spell(text), ALPHABET.places(text)
    assert places[0] == 0
    assert places[len(spelt)] == len(text)
    for sign, letter in enumerate(spelt):
        part = text[places[sign] : places[sign + 1]]
        assert part.isalnum() if letter.isalnum() else part == letter
        assert ALPHABET.place(text, spelt, sign) == places[sign]


@pytest.mark.parametrize("text", ["đã  trình", " đã", "đã\u200b trình", "đa\u0303 trình", "\tđã"])
def test_a_text_that_is_not_clean_says_so(text):
    assert REWRITTEN in ALPHABET.spell(text)


def test_without_its_marks_a_word_is_spelt_as_the_word_that_has_none():
    assert unmark("đã trình tỉnh") == "da trinh tinh"
    assert ALPHABET.unmark(ALPHABET.spell("đã trình tính")) == ALPHABET.spell("da trinh tinh")
