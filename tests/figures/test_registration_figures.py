"""The figures of the next year add up for all, groups and units, and name what they count."""

from pathlib import Path

import pytest

from camket.figures.registration_labels import KINDS, TREATMENTS
from camket.inputs.project import open_folder
from camket.processed.prepare import prepare_period

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def prepared(prepared_demonstration):
    return prepared_demonstration


def numbers(prepared, *stems, scope=""):
    return [prepared.figures[f"registration.{stem}{scope}"].numerator for stem in stems]


@pytest.mark.parametrize("scope", ["", "@department", "@district", "@SNV", "@TPCL", "@CAT"])
def test_what_is_set_aside_and_the_kinds_of_the_rest_are_all_that_was_registered(prepared, scope):
    total, common, counted = numbers(prepared, "total", "common", "counted", scope=scope)
    assert common + counted == total
    assert sum(numbers(prepared, *KINDS, scope=scope)) == counted
    assert sum(numbers(prepared, "unchanged", "changed", "reworded", scope=scope)) == (
        prepared.figures[f"registration.carried{scope}"].numerator
    )


@pytest.mark.parametrize("stem", ["total", "counted", "new", "dropped", "draft"])
def test_groups_and_units_add_up(prepared, stem):
    [total] = numbers(prepared, stem)
    assert sum(numbers(prepared, f"{stem}@department", f"{stem}@district")) == total
    assert (
        sum(prepared.figures[f"registration.{stem}@{unit.code}"].numerator for unit in prepared.units)
        == total
    )


def test_the_population_is_said_and_common_tasks_are_no_part_of_it(prepared):
    counted = prepared.figures["registration.counted@district"]
    assert "không kể nhiệm vụ giao chung" in counted.population
    assert "UBND các huyện, thành phố" in counted.population
    assert not set(counted.records) & set(prepared.figures["registration.common"].records)


def test_every_id_that_a_figure_counts_is_an_item_a_commitment_or_a_task_of_the_programme(prepared):
    known = {judged.record.commitment.record_id for judged in prepared.records}
    known |= {each.item.registration_id for each in prepared.next_year.screened}
    known |= {each.item_id for each in prepared.next_year.programme}
    for figure in prepared.figures.values():
        if figure.id.startswith("registration."):
            assert set(figure.records) <= known
            assert len(figure.records) == figure.numerator


def test_for_each_common_content_the_treatments_are_all_that_is_proposed(prepared):
    for content in prepared.next_year.contents:
        stems = [f"content.{content.number}.{treatment}" for treatment in TREATMENTS]
        assert sum(numbers(prepared, *stems, scope="@district")) == len(content.stands)


def test_without_registrations_there_are_no_such_figures(small_project):
    figures = prepare_period(open_folder(small_project, "2022-10")).figures
    assert not [name for name in figures if name.startswith("registration.")]
