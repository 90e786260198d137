"""The first and the last units by completion rate. Ties are never split."""

from pathlib import Path

import pytest

from camket.figures.ledger import Figure, count_figures
from camket.judging.classify import classify_records
from camket.publishing.analyses.leading_tables import rates_table, select_leading
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.blocks.inline import as_plain
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit
from samples import PERIOD, record


def table(*completed, of=4, most=2):
    """Returns the table of departments A, B, … with the given numbers completed out of `of`; None of no commitments."""
    units = tuple(
        Unit(code=chr(65 + place), name=f"Sở {chr(65 + place)}", group="department", order=place)
        for place in range(len(completed))
    )
    records = [
        record(number=number, unit=unit, result_text="Đã hoàn thành" if number <= done else "Đang thực hiện")
        for unit, done in zip(units, completed, strict=True)
        if done is not None
        for number in range(1, of + 1)
    ]
    judged = classify_records(records, [], 2022)
    figures = {figure.id: figure for figure in count_figures(judged, units, PERIOD)}
    folder = PeriodFolder(Path(), "2022-10", Path(), Path())
    return rates_table(Analysis("2022-10", PERIOD, units, figures, folder), "cut_off", "department", most)


def names(made):
    return [
        as_plain(row.cells[0 if row.kind == "group" else 1])
        for row in (made.rows if made is not None else ())
    ]


@pytest.mark.parametrize(
    ("completed", "shown"),
    [
        ((1, 4, 2, 3, 0), ["Cao nhất", "Sở B", "Sở D", "Thấp nhất", "Sở E", "Sở A"]),
        ((4, 3, 3, 3, 0), ["Cao nhất", "Sở A", "Thấp nhất", "Sở E"]),
        ((4, 0, 0, 0), ["Cao nhất", "Sở A"]),
        ((2, 2, 2), []),
        ((2, 2), []),
        ((2,), []),
        ((1, 4), ["Cao nhất", "Sở B", "Thấp nhất", "Sở A"]),
        ((1, 4, 2), ["Cao nhất", "Sở B", "Thấp nhất", "Sở A"]),  # nobody is among both
    ],
)
def test_the_first_and_the_last_are_named_and_ties_are_not_split(completed, shown):
    assert names(table(*completed)) == shown


def test_a_unit_without_commitments_has_no_rate():
    assert names(table(1, 4, None)) == ["Cao nhất", "Sở B", "Thấp nhất", "Sở A"]


def test_each_row_has_the_completed_count_and_its_share():
    row = table(1, 4, 2).rows[1]
    assert [as_plain(cell) for cell in row.cells] == ["1", "Sở B", "04/04", "100,0%"]


@pytest.mark.parametrize(
    ("counts", "most", "named"),
    [
        ({"a": 5, "b": 9, "c": 7}, 2, ["b", "c"]),
        ({"a": 5, "b": 9, "c": 7}, 3, ["b", "c", "a"]),
        ({"a": 5, "b": 9, "c": 7}, 4, ["b", "c", "a"]),
        ({"a": 5, "b": 9, "c": 5}, 2, ["b"]),  # of equals all or none
        ({"a": 5, "b": 5, "c": 5}, 2, []),
        ({"a": 5, "b": 0}, 2, ["a"]),  # what counts nothing leads nothing
        ({"a": 1, "b": 0, "c": 0}, 1, ["a"]),
        ({}, 2, []),
    ],
)
def test_the_largest_figures_lead_the_largest_first_and_of_equals_all_or_none(counts, most, named):
    figures = {
        name: Figure(name, name, "all", count, 20, "0.0", "", "", ()) for name, count in counts.items()
    }
    assert list(select_leading(figures, most)) == named
