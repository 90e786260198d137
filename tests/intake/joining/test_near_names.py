import random
import time

import pytest
from rapidfuzz.distance import OSA

from camket.intake.joining.near_names import NearNames

NAMES = ["so giao thong", "ubnd huyen song lon", "ban dan toc mien nui", "tram kiem soat ben phu"]


def near(text, names=NAMES, taken=frozenset()):
    return {(distance, span.name) for distance, span in NearNames(names).find(text.split(), taken)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so giao thongg", {(1, "so giao thong")}),
        ("bao cao cua so gaio thong", {(1, "so giao thong")}),
        ("sogiao thong", {(1, "so giao thong")}),
        ("tram kiem xoat ben phuu", {(2, "tram kiem soat ben phu")}),
        ("bo giao thong", set()),
        ("so gio thog", set()),
        ("ubnd huyen song lam", set()),
    ],
)
def test_a_name_is_found_with_the_errors_that_its_length_allows(text, found):
    assert near(text) == found


def test_words_that_are_taken_are_no_part_of_a_name():
    assert near("so giao thongg", taken={1}) == set()


def test_the_index_finds_whatever_a_comparison_with_every_name_finds():
    rolled = random.Random(7)
    for _ in range(500):
        name = rolled.choice([each for each in NAMES if len(each) >= 20])
        letters = list(name)
        for _ in range(2):
            place = rolled.randrange(4, len(letters) - 1)
            letters[place : place + 2] = letters[place : place + 2][::-1]
        typed = "".join(letters)
        if typed.count(" ") == name.count(" ") and OSA.distance(typed, name) <= 2 and "  " not in typed:
            index = NearNames([name])
            assert name in index._find_candidates(typed)


def test_a_text_is_compared_quickly_with_a_hundred_thousand_names():
    index = NearNames(f"tram so {number} xa {number % 97}" for number in range(100_000))
    text = ["bao", "cao", "ket", "qua", "thuc", "hien", "cua", "cac", "don", "vi", "truc", "thuoc"]
    begun = time.perf_counter()
    assert not list(index.find(text, frozenset()))
    assert time.perf_counter() - begun < 1
