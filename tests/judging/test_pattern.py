import pytest

from camket.judging.pattern import Index, compile_pattern

TAGS = {"ĐÃ": "d", "TRÌNH": "t", "DUYỆT": "p", "CHƯA": "c", "XONG": "x", "{ACT}": "tp"}
TURNING = "dtc"


def compiled(*sources):
    return compile_pattern(sources, TAGS, TURNING)


def is_in(pattern, clause):
    return pattern.clause.is_in(clause)


def end_in(pattern, clause):
    return pattern.clause.end_in(clause)


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
        ("ĐÃ | XONG", "x", True),
        ("(ĐÃ | CHƯA)? XONG", "x", True),
        ("^ (· | ĐÃ)* XONG", "·d·x", True),
        ("ĐÃ {ACT}", "dt", True),
        ("ĐÃ {ACT}", "dx", False),
    ],
)
def test_a_pattern_finds_its_words_in_a_clause(source, clause, found):
    assert is_in(compiled(source), clause) is found
    assert (end_in(compiled(source), clause) >= 0) is found


def test_a_pair_is_found_in_one_clause_and_has_two_halves_for_two():
    pattern = compiled("ĐÃ // CHƯA")
    assert is_in(pattern, "d·c")
    assert not is_in(pattern, "c·d")
    [(first, second)] = pattern.pairs
    assert first.is_in("·d")
    assert second.is_in("·c")
    assert not second.is_in("·d")


@pytest.mark.parametrize(
    ("sources", "needs"),
    [
        (("ĐÃ … {ACT}",), "d"),
        (("{ACT} ~ ĐÃ?",), "tp"),
        (("ĐÃ", "XONG"), "dx"),
        (("ĐÃ", "(CHƯA | XONG)"), ""),
        (("ĐÃ | XONG",), ""),
        ((), ""),
    ],
)
def test_a_clause_without_the_words_that_a_pattern_needs_is_not_searched(sources, needs):
    assert compiled(*sources).clause.needs == frozenset(needs)


def test_the_last_find_of_a_clause_counts():
    assert end_in(compiled("ĐÃ", "XONG"), "d·x·") == 3
    assert end_in(compiled("ĐÃ"), "x") == -1


def test_a_rule_without_patterns_finds_nothing():
    assert not is_in(compiled(), "d")
    assert end_in(compiled(), "d") == -1


def test_a_name_that_is_no_list_is_an_error():
    with pytest.raises(KeyError, match="SẼ"):
        compiled("SẼ XONG")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("d", [0, 1, 3]), ("x", [1, 3]), ("·", [3, 4]), ("", [3]), ("dx", [0, 1, 3])],
)
def test_an_index_lists_the_patterns_that_a_clause_may_hold_by_its_words(words, numbers):
    patterns = [compiled("ĐÃ"), compiled("ĐÃ", "XONG"), compiled(), compiled("ĐÃ | XONG"), compiled("·")]
    index = Index(pattern.clause for pattern in patterns)
    assert list(index.may_be_in(words)) == numbers
