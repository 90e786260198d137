"""Vietnamese text: the form that is shown and the keys for comparison."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.text import clean, fold, plain

VIETNAMESE = st.text(alphabet="aàáảãạăâbcdđeêghiklmnoòóôơpqrstuủưvxyỳýAÀĐOÒUY .,-%&/0123456789\t\n\u00a0")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Ho\u0061\u0300n tha\u0300nh", "Hoàn thành"),
        ("Hoàn\u00a0\u00a0thành", "Hoàn thành"),
        ("  Hoàn \t thành\r\n", "Hoàn thành"),
        ("Hoàn\u200b thành\ufeff", "Hoàn thành"),
        ("Hoàn thà\u00adnh", "Hoàn thành"),
        ("Hoàn\u2028thành", "Hoàn thành"),
        ("Hoàn\x07thành", "Hoàn thành"),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_cleaned_text_is_composed_visible_and_single_spaced(raw, shown):
    assert clean(raw) == shown


@pytest.mark.parametrize("text", ["Hoà Bình", "ĐẠT 100%", "so - sánh", "“trích dẫn”", "12/2022; a, b."])
def test_cleaning_changes_neither_letters_nor_signs_nor_case(text):
    assert clean(text) == text


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_leaves_single_inner_spaces(text):
    once = clean(text)
    assert once.split(" ") == (once.split() or [""])
    assert not any(unicodedata.category(char) == "Cc" for char in once)


@given(VIETNAMESE)
def test_decomposed_and_composed_text_have_the_same_keys(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert (clean(decomposed), plain(decomposed), fold(decomposed)) == (clean(text), plain(text), fold(text))


def test_an_invisible_character_between_letter_and_tone_leaves_a_composed_letter():
    assert clean("Hoa\u200b\u0300n") == "Hoàn"


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("hoà", "hòa"), ("HOÀ BÌNH", "hòa bình"), ("hoá đơn", "hóa đơn"), ("khoẻ", "khỏe"), ("xoè", "xòe"),
        ("Uỷ ban", "ủy ban"), ("Thuỷ lợi", "thủy lợi"), ("luỹ kế", "lũy kế"), ("thuý", "thúy"), ("hoạ sĩ", "họa sĩ"),
    ],
)  # fmt: skip
def test_both_styles_of_tone_placement_make_one_key(newer, older):
    assert plain(newer) == plain(older) == older


@pytest.mark.parametrize(
    "text", ["quý", "quỳ", "quỷ", "quỹ", "hoàn thành", "toán", "khoảng", "đoàn", "thuyết"]
)
def test_a_tone_with_only_one_possible_place_stays_there(text):
    assert plain(text) == text


@pytest.mark.parametrize(("one", "other"), [("hoàn", "hoan"), ("dừng", "đừng"), ("mục", "mức"), ("sở", "số")])
def test_the_plain_key_distinguishes_words_that_differ_in_a_diacritic_only(one, other):
    assert plain(one) != plain(other)


def test_an_icelandic_eth_from_an_old_font_is_read_as_the_vietnamese_letter():
    assert plain("Vụ GDÐH") == plain("Vụ GDĐH")
    assert fold("Vụ GDÐH") == "vu gddh"


@given(VIETNAMESE)
def test_the_plain_key_is_idempotent(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Sở Kế hoạch và Đầu tư", "so ke hoach va dau tu"),
        ("Sở KH&ĐT", "so kh dt"),
        ("SỞ KH-ĐT", "so kh dt"),
        ("Hoà Bình", "hoa binh"),
        ("Hòa  Bình.", "hoa binh"),
        ("Ước cả năm (%)", "uoc ca nam"),
        ("Lũy kế đến 30/10/2022", "luy ke den 30 10 2022"),
        ("…", ""),
        ("", ""),
    ],
)
def test_the_folded_key_is_ascii_words_without_diacritics_and_signs(text, key):
    assert fold(text) == key


@given(st.text())
def test_the_folded_key_of_any_text_holds_ascii_letters_digits_and_single_spaces_only(text):
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", fold(text))
    assert fold(fold(text)) == fold(text)
