"""The figures of the next year add up for all, groups and units, and name what they count."""

import csv
import shutil
from pathlib import Path

import pytest

from camket.errors import FigureError
from camket.figures import registration_figures
from camket.figures.next_year_tables import next_year_tables
from camket.figures.registration_figures import KINDS, TREATMENTS
from camket.next_year.criteria import REASONS
from camket.pipeline import prepare_period
from camket.settings.project import open_folder

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def prepared(prepared_demonstration):
    return prepared_demonstration


def numbers(prepared, *stems, scope=""):
    return [prepared.figures[f"registration.{stem}{scope}"].numerator for stem in stems]


@pytest.mark.parametrize("scope", ["", "@department", "@district", "@SNV", "@TPCL", "@CAT"])
def test_what_is_set_aside_and_the_kinds_of_the_rest_are_all_that_was_registered(prepared, scope):
    total, common, asked, counted = numbers(
        prepared, "total", "common", "common_asked", "counted", scope=scope
    )
    assert common + asked + counted == total
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
        assert sum(numbers(prepared, *stems, scope="@district")) == len(content.proposals)


def test_without_registrations_there_are_no_such_figures(small_project):
    figures = prepare_period(open_folder(small_project, "2022-10")).figures
    assert not [name for name in figures if name.startswith("registration.")]


def test_the_demonstration_is_counted_to_the_item(prepared):
    stems = (
        "total",
        "common",
        "common_asked",
        "counted",
        *KINDS,
        "carried",
        "failed_before",
        "dropped",
        "withheld",
        "draft",
        "draft_adjusted",
    )
    assert numbers(prepared, *stems) == [290, 29, 1, 260, 68, 91, 15, 72, 14, 174, 24, 47, 13, 298, 17]


@pytest.fixture(scope="module")
def tables(prepared_demonstration):
    return next_year_tables(prepared_demonstration.next_year)


def of_units(prepared, scope):
    """The units of a scope: `@district`, `@SNV`, or all."""
    return {unit.code for unit in prepared.units if scope in ("", f"@{unit.group}", f"@{unit.code}")}


@pytest.mark.parametrize("scope", ["", "@department", "@district", "@SNV", "@TPCL"])
def test_the_figures_count_the_rows_of_the_tables_and_name_them(prepared, tables, scope):
    units = of_units(prepared, scope)
    rows = [row for row in tables["registrations"] if row["unit"] in units]
    counted = [row for row in rows if row["common_task"] == "no"]
    # What the column `change` calls two ways of keeping a target is one kind.
    kinds = {"unchanged": "year_only", "changed": "target_changed"}
    expected = {
        "total": [row["registration_id"] for row in rows],
        "counted": [row["registration_id"] for row in counted],
        "common": [row["registration_id"] for row in rows if row["common_task"] == "yes"],
        "failed_before": [row["registration_id"] for row in counted if row["before_status"]],
        "dropped": [row["record_id"] for row in tables["dropped"] if row["unit"] in units],
        "draft": [row["key"] for row in tables["drafts"] if row["unit"] in units],
        **{
            kind: [row["registration_id"] for row in counted if row["change"] == kinds.get(kind, kind)]
            for kind in KINDS
        },
    }
    for stem, ids in expected.items():
        figure = prepared.figures[f"registration.{stem}{scope}"]
        assert (stem, sorted(figure.records)) == (stem, sorted(ids))
    registered = {row["unit"] for row in tables["registrations"]} & units
    wholes = {
        "common": len(rows),
        "new": len(counted),
        "draft": len(expected["draft"]),
        "dropped": sum(each.unit.code in registered for each in prepared.next_year.this_year),
    }
    for stem, whole in wholes.items():
        assert (stem, prepared.figures[f"registration.{stem}{scope}"].denominator) == (stem, whole)


@pytest.mark.parametrize("scope", ["@department", "@SNV", "@CAT"])
def test_what_is_to_be_screened_is_counted_for_departments_alone(prepared, tables, scope):
    units = of_units(prepared, scope)
    rows = [row for row in tables["registrations"] if row["unit"] in units and row["common_task"] != "yes"]
    for code in REASONS:
        ids = [row["registration_id"] for row in rows if code in row["reasons"].split(";")]
        assert list(prepared.figures[f"registration.{code}{scope}"].records) == ids
    asked = [row["registration_id"] for row in rows if row["key_item"] == "asked"]
    assert list(prepared.figures[f"registration.to_screen{scope}"].records) == asked
    programme = [row for row in tables["programme"] if row["unit"] in units]
    candidates = prepared.figures[f"registration.candidates{scope}"]
    assert list(candidates.records) == [row["item_id"] for row in programme if row["rank"]]
    assert candidates.denominator == len(programme)
    assert "registration.to_screen@district" not in prepared.figures
    assert "registration.to_screen@TPCL" not in prepared.figures


def test_contents_that_districts_treat_unlike_are_counted_with_all_their_proposals(prepared, tables):
    unlike = [row["key"] for row in tables["contents"] if not row["consistent"]]
    figure = prepared.figures["registration.unlike@district"]
    assert list(figure.records) == unlike
    assert figure.denominator == len(tables["contents"])
    assert 0 < len(unlike) < figure.denominator


def test_what_a_person_accepts_or_decides_is_counted(prepared, tables, tmp_path):
    shutil.copytree(CHECKOUT / "data" / "raw", tmp_path / "data" / "raw")
    accepted = {
        row["origin"]: row for row in tables["drafts"]
    }  # one of each: registered, carried on, a candidate
    other = tables["drafts"][0]
    assert len(accepted) >= 2
    decisions = tmp_path / "data" / "raw" / "2022-10" / "decisions.csv"
    with decisions.open("a", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        for row, value in (*((row, "accept") for row in accepted.values()), (other, "reject")):
            write(
                [
                    row["key"],
                    "next_year",
                    value,
                    row["expect"],
                    "Đã họp",
                    "BB 1",
                    "Người rà soát",
                    "2022-11-03",
                ]
            )
        common = next(row for row in tables["registrations"] if row["common_task"] == "yes")
        write(
            [
                common["registration_id"],
                "common_task",
                "no",
                "yes",
                "Đã họp",
                "BB 1",
                "Người rà soát",
                "2022-11-03",
            ]
        )
    figures = prepare_period(open_folder(tmp_path, "2022-10")).figures
    assert set(figures["registration.draft_accepted"].records) == {row["key"] for row in accepted.values()}
    assert figures["registration.total"].label == "đăng ký năm 2023"
    assert figures["registration.decided"].records == (common["registration_id"],)


@pytest.mark.parametrize(
    ("parts", "left_out", "where"),
    [("KINDS", "new", "registration.counted"), ("TREATMENTS", "drops", "registration.content.")],
)
def test_parts_that_do_not_add_up_are_refused(prepared, monkeypatch, parts, left_out, where):
    whole = getattr(registration_figures, parts)
    monkeypatch.setattr(
        registration_figures, parts, {name: label for name, label in whole.items() if name != left_out}
    )
    with pytest.raises(FigureError) as caught:
        registration_figures.count_registration_figures(prepared.next_year, prepared.units, prepared.period)
    assert caught.value.where.startswith(f"figures.json › {where}")
    assert "lệch -" in caught.value.expected
