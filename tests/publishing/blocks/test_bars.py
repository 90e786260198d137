"""The data of bars: how wide, how divided, in which ink."""

import pytest
from pydantic import ValidationError

from camket.publishing.blocks.bars import Bars, Point, Series, ink_on
from camket.publishing.blocks.inline import Printed


def points(*numbers):
    return tuple(
        Point(number=each, printed=Printed(figure=f"f{each}", text=f"{each:02}")) for each in numbers
    )


def bars(scale, *rows, ends=()):
    series = tuple(
        Series(name=f"S{place}", colours=("#0b3c6f",), points=points(*numbers))
        for place, numbers in enumerate(zip(*rows, strict=True))
    )
    return Bars(
        scale=scale, categories=tuple(f"Đơn vị {n}" for n in range(len(rows))), series=series, ends=ends
    )


@pytest.mark.parametrize(
    ("scale", "widths"),
    [
        ("share", [(25.0, 75.0), (50.0, 50.0), (0.0, 0.0)]),
        ("count", [(12.5, 37.5), (50.0, 50.0), (0.0, 0.0)]),
    ],
)
def test_bars_of_shares_are_equally_long_and_bars_of_counts_as_long_as_their_counts(scale, widths):
    drawn = bars(scale, (1, 3), (4, 4), (0, 0))
    assert [tuple(drawn.width(each, row) for each in drawn.series) for row in range(3)] == widths


@pytest.mark.parametrize(
    ("scale", "parts", "has_key"), [("share", 1, True), ("count", 1, False), ("count", 2, True)]
)
def test_a_part_of_a_whole_is_named_even_alone(scale, parts, has_key):
    assert bars(scale, (1,) * parts).has_key == has_key


def test_many_bars_are_divided_into_parts_of_nearly_one_size_and_none_is_lost():
    ends = tuple(Printed(figure="f", text=str(number)) for number in range(41))
    parts = list(bars("count", *((number,) for number in range(41)), ends=ends).split(20))
    assert [len(part.categories) for part in parts] == [13, 14, 14]
    assert [name for part in parts for name in part.categories] == [f"Đơn vị {n}" for n in range(41)]
    assert [end.text for part in parts for end in part.ends] == [str(n) for n in range(41)]
    assert [point.number for part in parts for point in part.series[0].points] == list(range(41))


def test_a_colour_of_each_bar_goes_with_its_bar():
    coloured = Series(name="S", colours=("#111111", "#222222", "#333333"), points=points(1, 2, 3))
    whole = Bars(scale="count", categories=("a", "b", "c"), series=(coloured,))
    first, second = whole.split(2)
    assert [first.series[0].colour(0), second.series[0].colour(0), second.series[0].colour(1)] == [
        "#111111",
        "#222222",
        "#333333",
    ]


@pytest.mark.parametrize("fault", [{"categories": ("a",)}, {"ends": (Printed(figure="f", text="1"),)}])
def test_a_series_or_ends_of_another_length_are_refused(fault):
    whole = bars("share", (1,), (2,))
    with pytest.raises(ValidationError, match="one point for each category"):
        Bars.model_validate({**whole.model_dump(), **fault})


@pytest.mark.parametrize(
    ("colour", "ink"), [("#0b3c6f", "#ffffff"), ("#f6cf65", "#111111"), ("#ffffff", "#111111")]
)
def test_letters_are_white_on_dark_colours_only(colour, ink):
    assert ink_on(colour) == ink
