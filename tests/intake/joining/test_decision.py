from types import SimpleNamespace

import numpy as np
import pytest

from camket.matching.decide import Question, decide


def make_like(scores):
    """A likeness of which nothing is known but the scores."""
    table = np.array(scores, float)
    apart = np.eye(sum(table.shape))
    return SimpleNamespace(
        scores=table,
        preferences=table,
        raw=table,
        differences=np.zeros(table.shape),
        words=(apart[: len(table)], apart[len(table) :]),
        wordings=(),
    )


@pytest.mark.parametrize(
    ("scores", "pairs", "questions"),
    [
        ([[90, 0], [0, 90]], {0: 0, 1: 1}, []),
        ([[90, 60], [60, 90]], {0: 0, 1: 1}, []),
        ([[90, 88], [0, 0]], {}, [((0,), (0, 1), "two_alike")]),
        ([[90, 0], [88, 0]], {}, [((0, 1), (0,), "two_alike")]),
        ([[90, 88], [88, 90]], {}, [((0, 1), (0, 1), "two_alike")]),
        ([[40, 98], [0, 60]], {0: 1}, []),
        ([[100, 56], [50, 0]], {0: 0}, []),
        ([[30, 0], [0, 90]], {1: 1}, [((0,), (0,), "weak")]),
        ([[15, 0], [0, 90]], {1: 1}, []),
        ([[0, 0], [0, 0]], {}, []),
    ],
    ids=["clear", "clear as a whole", "two for one", "one for two", "either way", "one sure against two",
         "one sure before two half", "weak", "nothing", "nothing at all"],
)  # fmt: skip
def test_what_another_pairing_would_do_nearly_as_well_is_asked(scores, pairs, questions):
    decision = decide(make_like(scores))
    assert decision.pairs == pairs
    assert decision.questions == tuple(Question(*each) for each in questions)


def test_no_item_is_paired_and_asked():
    random = np.random.default_rng(158)
    for _ in range(300):
        scores = random.integers(0, 101, (4, 5)) * random.integers(0, 2, (4, 5))
        decision = decide(make_like(scores))
        rows = [*decision.pairs, *(row for each in decision.questions for row in each.rows)]
        columns = [
            *decision.pairs.values(),
            *(column for each in decision.questions for column in each.columns),
        ]
        assert len(set(rows)) == len(rows)
        assert len(set(columns)) == len(columns)
