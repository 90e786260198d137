"""What a page shows of signs that its fonts lack."""

import doctest
from importlib.resources import files
from pathlib import Path

import pytest
from matplotlib.ft2font import FT2Font

import camket.publishing.pages
from camket import signs
from camket.signs import list_unshown, show_signs

FONTS = sorted(Path(str(files(camket.publishing.pages).joinpath("liberation"))).glob("*.ttf"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Đã trình ☐ Đạt ☑ Không đạt", "Đã trình [ ] Đạt [x] Không đạt"),
        ("Chỉ tiêu 1 ✅, chỉ tiêu 2 ❌", "Chỉ tiêu 1 (đạt), chỉ tiêu 2 (dấu x)"),
        ("\uf0fc Hoàn thành", "[x] Hoàn thành"),
        ("Mở lớp ภาษาไทย", "Mở lớp [ký tự lạ]"),
        ("Hội thi 🎉🎊 và 🎈", "Hội thi [ký tự lạ] và [ký tự lạ]"),
        ("Gia đình 👨‍👩‍👧 hạnh phúc ❤️", "Gia đình [ký tự lạ] hạnh phúc [ký tự lạ]"),
        ("Đạt １００％", "Đạt 100%"),
        ("Tỷ lệ ≥ 95 % → đạt; 1.500 m²; 12 ‰; ½ số xã", "Tỷ lệ ≥ 95 % → đạt; 1.500 m²; 12 ‰; ½ số xã"),
        ("Dòng một\n\tDòng hai", "Dòng một\n\tDòng hai"),
        ("Đa\u0323t\u200b", "Đạt"),
    ],
)
def test_a_sign_is_shown_by_its_meaning_or_a_replacement(text, shown):
    assert show_signs(text) == shown


def test_what_is_replaced_is_listed_once_and_what_has_no_place_on_paper_is_not():
    assert list_unshown("☐ Có ☐ Không 🎉\u200b\ufe0f Ａ") == ("☐", "🎉")


def test_all_that_a_page_shows_is_in_each_shipped_font():
    maps = [FT2Font(str(font)).get_charmap() for font in FONTS]
    ranges = [part.partition("-") for part in signs._read()["shown"].split()]
    shown = [code for first, _, last in ranges for code in range(int(first, 16), int(last, 16) + 1)]
    assert len(maps) == 4
    assert [hex(code) for code in shown if not all(code in has for has in maps)] == []


def test_a_meaning_is_itself_shown_and_no_sign_has_two():
    read = signs._read()
    assert [said for said in (*read["meanings"], read["other"]) if show_signs(said) != said] == []
    known = "".join(read["meanings"].values())
    assert len(known) == len(set(known))
    assert [sign for sign in known if list_unshown(sign) != (sign,)] == []


def test_the_examples_are_true():
    assert doctest.testmod(signs).failed == 0
