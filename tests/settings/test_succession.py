"""Who takes over from a unit that ended, by the table of units."""

from datetime import date

import pytest

from camket.settings.succession import find_succession
from camket.settings.units import Unit, label_item

ON, YEAR = date(2023, 12, 15), 2023
LAST = date(2023, 6, 30)


def unit(code, *successor, until=None, since=None):
    return Unit(
        code=code, name=f"Sở {code}", group="department", order=1, successor=successor, valid_to=until,
        valid_from=since,
    )  # fmt: skip


def succeed(*units):
    valid = [each for each in units if each.is_valid(ON)]
    others = [each for each in units if not each.is_valid(ON)]
    return find_succession(valid, others, on=ON, year=YEAR)


NEW, OTHER = unit("NEW"), unit("OTHER")


@pytest.mark.parametrize(
    ("units", "successors"),
    [
        ([unit("OLD", "NEW", until=LAST)], {"OLD": ("NEW",)}),
        ([unit("ONE", "NEW", until=LAST), unit("TWO", "NEW", until=LAST)], {"ONE": ("NEW",), "TWO": ("NEW",)}),
        ([unit("OLD", "NEW", "OTHER", until=LAST)], {"OLD": ("NEW", "OTHER")}),
        ([unit("OLD", "MID", until=LAST), unit("MID", "NEW", until=date(2023, 9, 30))],
         {"OLD": ("NEW",), "MID": ("NEW",)}),
        ([unit("OLD", until=LAST)], {}),
        ([unit("OLD", "GONE", until=LAST), unit("GONE", until=LAST)], {}),
        ([unit("OLD", "BACK", until=LAST), unit("BACK", "OLD", until=LAST)], {}),
        ([unit("OLD", "NEW", until=ON)], {}),
        ([unit("LATER", since=date(2024, 1, 1))], {}),
    ],
    ids=["renamed", "merged", "split", "twice", "no successor", "a successor that ended", "a circle",
         "not ended yet", "not begun yet"],
)  # fmt: skip
def test_each_unit_that_ended_is_followed_to_the_units_that_exist(units, successors):
    assert succeed(NEW, OTHER, *units).successors == successors


@pytest.mark.parametrize(
    ("until", "may_sign"), [(LAST, True), (date(2022, 12, 31), True), (date(2022, 12, 30), False)]
)
def test_a_unit_that_ended_in_the_year_or_on_the_eve_of_it_may_have_signed(until, may_sign):
    assert [each.code for each in succeed(NEW, unit("OLD", "NEW", until=until)).signers] == ["OLD"] * may_sign


def test_a_unit_is_named_with_those_that_it_took_over_from_and_keeps_its_own_name():
    shown = NEW.took_over(["Sở A", "Sở NEW", "Sở B"])
    assert (shown.name, shown.own_name) == ("Sở NEW (trước là Sở A, Sở B)", "Sở NEW")
    assert NEW.took_over(["Sở NEW"]) is NEW
    many = NEW.took_over(["Sở A", "Sở B", "Sở C", "Sở D"])
    assert (many.name, many.own_name) == ("Sở NEW (trước là Sở A, Sở B và 2 đơn vị khác)", "Sở NEW")
    assert {"Sở A", "Sở D"} <= {*many.aliases}
    assert [label_item(2, name, "NEW") for name in ("NEW-02", "OLD-02")] == ["2", "2 (OLD)"]
