import pytest

from camket.judging.words import load_words

SPELLER = load_words().speller


def spelling(text, target=""):
    return SPELLER.spelling(SPELLER.hear(text, target))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đã trình ngày 12/9/2022", "Đã trình ngày 03/8/2021"),
        ("Báo cáo số 64/BC-SNV", "Báo cáo số 20/BC-SNV"),
        ("Đạt 8/10 xã", "Đạt 5/12 xã"),
        ("Đạt 20/20 xã", "Đạt 11/10 xã"),
        ("Đạt 20/20 xã năm 2022", "\u200b Đạt  11/10\u00a0xã năm 2021\t"),
        ("Ông Ba ở xã Mỹ đã trình", "Ông Bảy ở xã Hưng đã trình"),
    ],
)
def test_texts_that_differ_in_figures_and_names_alone_are_heard_alike(one, other):
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Có 00 vụ", "Có 05 vụ"),
        ("năm 2022", "năm 1975"),
        ("năm 2022/2023", "năm 1975/2023"),
        ("quý 0/2022", "quý 1/2022"),
        ("k0 đạt", "k1 đạt"),
        ("2022.,5", "1975.,5"),
        ("Đạt 8/10 xã", "Đạt 10/10 xã"),
        ("Đã trình", "Da trinh"),
    ],
)
def test_a_figure_or_a_mark_that_says_something_else_is_heard(one, other):
    assert spelling(one) != spelling(other)


@pytest.mark.parametrize(
    ("text", "target", "verdicts"),
    [
        ("Đạt 98,5%", "từ 95% trở lên", ["met"]),
        ("Đạt 91,5%", "từ 95% trở lên", ["short"]),
        ("k0 đạt, 91,5%", "từ 95% trở lên", ["short"]),
        ("Có 03 sáng kiến, 02 đề tài", "02 sáng kiến", ["counted"]),
        ("Có 03 sáng kiến", "", []),
    ],
)
def test_the_numbers_are_held_against_the_target_where_they_stand(text, target, verdicts):
    spelt, _, told = spelling(text, target)
    assert [verdict for _, verdict in told] == verdicts
    assert all(spelt[place].isdecimal() for place, _ in told)
