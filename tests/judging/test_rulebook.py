import pytest

from camket.judging.rulebook import Language
from camket.judging.words import WordLists

NOTHING = dict.fromkeys(("acting", "breaking", "joining", "opening", "plain", "quoting", "unlike"), ())
LISTS = WordLists.model_validate(
    {
        **NOTHING,
        "turning": ["ĐÃ", "TRÌNH", "CHƯA"],
        "words": dict.fromkeys(("ĐÃ", "TRÌNH", "CHƯA", "DUYỆT", "XONG", "XONG_HẾT"), ()),
        "shorthand": {},
        "before_numbers": {},
        "numbers": {},
    }
)
LANGUAGE = Language(LISTS, {"ACT": "TRÌNH DUYỆT"})


def write(*tokens):
    """A clause as a reading writes it."""
    return "".join(f" {token}!" if token in LISTS.turning else f" {token}" for token in tokens)


def is_in(source, clause):
    return LANGUAGE.compile([source]).clause.is_in(write(*clause.split()))


@pytest.mark.parametrize(
    ("source", "clause", "found"),
    [
        ("ĐÃ DUYỆT", "ĐÃ DUYỆT", True),
        ("ĐÃ DUYỆT", "ĐÃ · DUYỆT", False),
        ("ĐÃ … DUYỆT", "ĐÃ · DUYỆT", True),
        ("ĐÃ … DUYỆT", "ĐÃ TRÌNH DUYỆT", False),
        ("ĐÃ ~ DUYỆT", "ĐÃ TRÌNH DUYỆT", True),
        ("^ DUYỆT $", "DUYỆT", True),
        ("^ DUYỆT $", "DUYỆT ·", False),
        ("^ · DUYỆT", "· DUYỆT", True),
        ("^ DUYỆT", "· DUYỆT", False),
        ("ĐÃ ,? DUYỆT", "ĐÃ , DUYỆT", True),
        ("ĐÃ (DUYỆT | XONG)", "ĐÃ XONG", True),
        ("ĐÃ | XONG", "XONG", True),
        ("XONG", "XONG_HẾT", False),
        ("(ĐÃ | CHƯA)? XONG", "XONG", True),
        ("^ (· | ĐÃ)* XONG", "· ĐÃ · XONG", True),
        ("ĐÃ {ACT}", "ĐÃ TRÌNH", True),
        ("ĐÃ {ACT}", "ĐÃ XONG", False),
    ],
)
def test_a_pattern_finds_its_words_in_a_clause(source, clause, found):
    assert is_in(source, clause) is found


def test_a_pair_is_found_in_one_clause_and_has_two_halves_for_two():
    assert is_in("ĐÃ // CHƯA", "ĐÃ · CHƯA")
    assert not is_in("ĐÃ // CHƯA", "CHƯA · ĐÃ")
    [(first, second)] = LANGUAGE.compile(["ĐÃ // CHƯA"]).pairs
    assert first.is_in(write("·", "ĐÃ"))
    assert second.is_in(write("·", "CHƯA"))
    assert not second.is_in(write("·", "ĐÃ"))


@pytest.mark.parametrize(
    ("sources", "needs"),
    [
        (["ĐÃ … {ACT}"], {"ĐÃ!"}),
        (["{ACT} ~ ĐÃ?"], {"TRÌNH!", "DUYỆT"}),
        (["ĐÃ", "XONG"], {"ĐÃ!", "XONG"}),
        (["ĐÃ", "(CHƯA | XONG)"], set()),
        (["ĐÃ | XONG"], set()),
    ],
)
def test_an_expression_names_the_tokens_of_which_it_needs_one(sources, needs):
    assert LANGUAGE.compile(sources).clause.needs == needs


def test_the_last_find_of_a_clause_counts():
    expression = LANGUAGE.compile(["ĐÃ", "XONG"]).clause
    assert expression.end_in(write("ĐÃ", "·", "XONG", "·")) == len(write("ĐÃ", "·", "XONG"))
    assert expression.end_in(write("DUYỆT")) == -1


def test_a_rule_without_patterns_looks_for_nothing():
    made = LANGUAGE.compile([])
    assert (made.clause, made.pairs) == (None, ())


@pytest.mark.parametrize("name", ["SẼ", "{STOP}"])
def test_a_name_that_is_no_list_is_an_error(name):
    with pytest.raises(KeyError, match=name):
        LANGUAGE.compile([f"{name} XONG"])
