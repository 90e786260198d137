"""The labelled phrases that ship with camket: each with the status that a careful person gives it."""

import csv
from collections import Counter
from importlib.resources import files

from camket.judging.judge import judge_text
from camket.judging.promise import read_promise
from camket.settings.states import UNRESOLVED
from samples import SCHEME

SAID = files("camket.judging").joinpath("phrases.csv").read_text("utf-8-sig")
PHRASES = list(csv.DictReader(SAID.splitlines()))


def judged(row):
    found = judge_text(row["phrase"], read_promise("", row["target"]), row["basis"]).finding
    return SCHEME.choose(row["basis"], found.concludes, "unknown") if found else UNRESOLVED


def test_no_phrase_gets_a_status_that_a_careful_person_would_not_give():
    wrong = [
        (row["phrase"], row["target"], row["basis"], row["status"], judged(row))
        for row in PHRASES
        if judged(row) not in (row["status"], UNRESOLVED)
    ]
    assert wrong == []


def test_at_least_90_of_100_phrases_that_have_a_status_are_decided():
    clear = [row for row in PHRASES if row["status"] != UNRESOLVED]
    asked = [row["phrase"] for row in clear if judged(row) == UNRESOLVED]
    assert len(asked) <= len(clear) * 10 / 100, asked


def test_a_phrase_of_work_not_begun_or_under_way_is_never_settled_as_done_or_stopped():
    begun = [
        row for row in PHRASES if row["phrase"].startswith(("Chưa", "Đang")) and row["basis"] == "cut_off"
    ]
    assert len(begun) > 300
    assert {row["phrase"] for row in begun if judged(row) in ("completed", "stopped")} == set()


def test_the_phrases_have_statuses_of_their_basis_and_no_phrase_stands_twice():
    assert len(PHRASES) >= 1500
    twice = Counter((row["phrase"], row["target"], row["basis"]) for row in PHRASES)
    assert [key for key, times in twice.items() if times > 1] == []
    assert [row for row in PHRASES if row["status"] not in SCHEME.possible(row["basis"])] == []
