import pytest

from camket.judging.pattern import compile_pattern

TAGS = {"ĐÃ": "d", "TRÌNH": "t", "DUYỆT": "p", "CHƯA": "c", "XONG": "x", "{ACT}": "tp"}
TURNING = "dtc"


def compiled(*sources):
    return compile_pattern(sources, TAGS, TURNING)


@pytest.mark.parametrize(
    ("source", "clause", "found"),
    [
        ("ĐÃ DUYỆT", "dp", True),
        ("ĐÃ DUYỆT", "d·p", False),
        ("ĐÃ … DUYỆT", "d·p", True),
        ("ĐÃ … DUYỆT", "dtp", False),
        ("ĐÃ ~ DUYỆT", "dtp", True),
        ("^ DUYỆT $", "p", True),
        ("^ DUYỆT $", "p·", False),
        ("^ · DUYỆT", "·p", True),
        ("ĐÃ ,? DUYỆT", "d,p", True),
        ("ĐÃ (DUYỆT | XONG)", "dx", True),
        ("^ (· | ĐÃ)* XONG", "·d·x", True),
        ("ĐÃ {ACT}", "dt", True),
        ("ĐÃ {ACT}", "dx", False),
    ],
)
def test_a_pattern_finds_its_words_in_a_clause(source, clause, found):
    assert compiled(source).is_in(clause) is found


def test_a_pair_is_found_in_one_clause_and_has_two_halves_for_two():
    pattern = compiled("ĐÃ // CHƯA")
    assert pattern.is_in("d·c")
    assert not pattern.is_in("c·d")
    [(first, second)] = pattern.pairs
    assert first.search("·d")
    assert second.search("·c")
    assert not second.search("·d")


def test_the_last_find_of_a_clause_counts():
    assert compiled("ĐÃ", "XONG").end_in("d·x·") == 3
    assert compiled("ĐÃ").end_in("x") == -1


def test_a_rule_without_patterns_finds_nothing():
    assert not compiled().is_in("d")
    assert compiled().end_in("d") == -1


def test_a_name_that_is_no_list_is_an_error():
    with pytest.raises(KeyError, match="SẼ"):
        compiled("SẼ XONG")
