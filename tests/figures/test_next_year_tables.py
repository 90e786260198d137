"""The tables of the next year name what they are about, where it stands, and what they leave open."""

from typing import get_args

import pytest

from camket.figures.next_year_tables import next_year_tables
from camket.next_year.found_labels import DOUBTS, Why
from camket.pipeline import prepare_period
from camket.settings.project import open_folder


@pytest.fixture(scope="module")
def tables(prepared_demonstration):
    return next_year_tables(prepared_demonstration.next_year)


@pytest.fixture(scope="module")
def record_ids(prepared_demonstration):
    return {judged.record.commitment.record_id for judged in prepared_demonstration.records}


def test_without_registrations_there_are_no_tables_of_the_next_year(small_project):
    assert next_year_tables(prepare_period(open_folder(small_project, "2022-10")).next_year) == {}


def test_an_item_is_doubtful_exactly_where_it_is_asked_what_it_carries_on(tables, record_ids):
    for row in tables["registrations"]:
        assert bool(row["doubt"]) == (row["change"] == "asked"), row["registration_id"]
        assert row["carried_from"] in record_ids | {"", "new", "asked"}
    doubts = [row["doubt"] for row in tables["registrations"] if row["doubt"]]
    assert "giống một nội dung của năm trước nhưng khác đối tượng, địa bàn: SNV-01" in doubts
    for doubt in doubts:
        why, _, candidates = doubt.partition(": ")
        assert why.startswith(("giống", "có thể", "chỉ giống"))
        assert candidates
        assert set(candidates.split(", ")) <= record_ids


def test_an_item_that_carries_on_has_what_stood_before_and_one_with_another_target_says_so(tables):
    changed = [row for row in tables["registrations"] if row["change"] == "target_changed"]
    assert changed
    assert all(row["change_text"] and row["before_target"] for row in changed)
    new = [row for row in tables["registrations"] if row["change"] == "new"]
    assert new
    assert not any(row["change_text"] or row["before_target"] for row in new)


def test_a_common_task_names_the_words_by_which_it_was_known(tables):
    common = [row for row in tables["registrations"] if row["common_task"] == "yes"]
    assert common
    assert all(": " in row["common_words"] for row in common)
    assert not any(row["change"] for row in common)


def test_reasons_are_given_as_codes_and_in_words(tables):
    for row in tables["registrations"]:
        assert len(row["reasons"].split(";")) == len(row["reasons_text"].split("; ")), row["reasons_text"]
    assert any(";" in row["reasons"] for row in tables["registrations"])


def test_what_is_dropped_in_words_says_who_said_it_and_where_and_what_is_dropped_in_silence_does_not(tables):
    how = {}
    for row in tables["dropped"]:
        how.setdefault(row["how"], []).append((row["said_by"], row["source_file"], row["source_row"]))
    assert set(how) == {"explicit", "silent"}
    assert set(how["silent"]) == {("", "", None)}
    assert all(said_by and file and row for said_by, file, row in how["explicit"])


def test_a_content_in_common_has_the_targets_that_its_treatment_leaves(tables):
    for row in tables["contents"]:
        if row["treatment"] == "adds":
            assert row["before_target"] == ""
        if row["treatment"] == "drops":
            assert row["after_target"] == ""
    kept = [row for row in tables["contents"] if row["treatment"] == "keeps"]
    assert any(row["before_target"] and row["after_target"] for row in kept)
    numbers = [row["number"] for row in tables["contents"]]
    assert numbers == sorted(numbers)


def test_candidates_of_the_programme_are_ranked_from_1_and_nobody_has_registered_them(tables):
    ranked = [row for row in tables["programme"] if row["rank"]]
    assert sorted(row["rank"] for row in ranked) == list(range(1, len(ranked) + 1))
    assert not any(row["registered_by"] for row in ranked)
    items = {row["registration_id"] for row in tables["registrations"]}
    registered = [row for row in tables["programme"] if row["registered_by"]]
    assert registered
    assert all(set(row["registered_by"].split(";")) <= items for row in registered)
    assert any(row["speaks"] for row in ranked)
    assert not any(row["speaks"] for row in registered)


def test_a_draft_says_what_an_answer_to_it_has_to_expect(tables):
    for row in tables["drafts"]:
        assert row["expect"].startswith(row["content"])
        assert row["decision"] == "open"
        assert row["fallen"] == ""


def test_each_reason_to_ask_which_item_a_row_is_has_its_words():
    codes = {code for part in get_args(Why) for code in (get_args(part) or [part])}
    assert DOUBTS.keys() == codes
    assert {"two_alike", "unfound", "taken", "gone"} <= codes
