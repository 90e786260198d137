"""Every reason that the code gives is described in reasons.toml, and the code gives each that is described."""

import ast
from pathlib import Path

import pytest

from camket import judging
from camket.judging.reasons import describe_reason, load_reasons, rank
from camket.settings.states import BASES, UNRESOLVED
from samples import SCHEME

REASONS = load_reasons()
MODULES = {path.name: ast.parse(path.read_text("utf-8")) for path in Path(judging.__path__[0]).glob("*.py")}


def texts(tree):
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def returned(tree):
    """The names that a function returns: what stands in a condition is none of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value:
            choices = [node.value]
            while choices:
                choice = choices.pop()
                if isinstance(choice, ast.IfExp):
                    choices += [choice.body, choice.orelse]
                elif isinstance(choice, ast.Constant) and isinstance(choice.value, str) and choice.value:
                    yield choice.value


@pytest.mark.parametrize("module", ["weigh_result.py", "weigh_estimate.py"])
def test_a_claim_gives_only_reasons_that_are_described(module):
    assert set(returned(MODULES[module])) - REASONS.keys() == set()


def test_the_code_names_every_reason_that_is_described():
    assert REASONS.keys() - set().union(*map(texts, MODULES.values())) == set()


@pytest.mark.parametrize("name", REASONS)
def test_a_reason_concludes_a_state_that_a_basis_prints_or_asks_a_person(name):
    concludes = REASONS[name].concludes
    printed = {SCHEME.choose(basis, concludes, "unknown") for basis in BASES}
    assert printed == {UNRESOLVED} if concludes == UNRESOLVED else printed - {UNRESOLVED}


def test_a_reason_that_stands_higher_in_the_file_ranks_lower():
    assert [rank(name) for name in REASONS] == list(range(len(REASONS)))
    assert rank("stop_approved") < rank("failed") < rank("waits_for_verdict") < rank("done")


def test_a_reason_is_described_in_words_and_no_other_name_is():
    assert describe_reason("done") == "Nói rõ đã hoàn thành"
    assert describe_reason("no_rule") == "không quy tắc nào kết luận được"
    with pytest.raises(KeyError):
        describe_reason("no_such_reason")
