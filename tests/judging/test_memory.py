import pytest

from camket.judging import memory
from camket.judging.memory import Recognised, Remembered


@pytest.fixture
def asked(monkeypatch):
    monkeypatch.setattr(memory, "KEPT", 3)
    return []


def finder(asked):
    return lambda key: asked.append(key) or key * 2


def test_what_was_found_is_not_looked_for_again(asked):
    remembered = Remembered(finder(asked))
    assert [remembered[key] for key in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert asked == [1, 2]


@pytest.mark.parametrize("kind", [Remembered, Recognised])
def test_a_memory_holds_no_more_than_its_bound_and_still_answers(asked, kind):
    remembered = kind(finder(asked))
    assert [remembered[key % 50] for key in range(200)] == [key % 50 * 2 for key in range(200)]
    assert len(remembered) <= 3


def test_what_is_met_once_is_not_kept(asked):
    recognised = Recognised(finder(asked))
    assert [recognised[key] for key in (1, 2, 1, 1, 1)] == [2, 4, 2, 2, 2]
    assert asked == [1, 2, 1]
    assert list(recognised) == [1]
