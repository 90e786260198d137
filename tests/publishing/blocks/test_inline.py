from __future__ import annotations

import pytest

from camket.figures.ledger import Figure
from camket.publishing.blocks.inline import Printed, as_plain, count, fill, share

FIGURE = Figure(
    id="cut_off.stopped",
    label="được UBND Tỉnh cho dừng thực hiện",
    scope="all",
    numerator=5,
    denominator=293,
    percent="1.7",
    text="05/293 nội dung (chiếm 1,7%)",
    population="nội dung",
    records=(),
)


def test_a_figure_in_a_text_becomes_a_printed_number_with_its_id():
    assert fill("Có {f.fraction} nội dung {f.label} (chiếm {f.share}).", f=FIGURE) == (
        "Có ",
        Printed(figure="cut_off.stopped", text="05/293"),
        " nội dung ",
        "được UBND Tỉnh cho dừng thực hiện",
        " (chiếm ",
        Printed(figure="cut_off.stopped", text="1,7%"),
        ").",
    )


def test_a_text_from_outside_is_never_read_as_a_template():
    assert fill("{unit}: {f.count}", unit="{f.share}", f=FIGURE)[0] == "{f.share}"


@pytest.mark.parametrize("template", ["{f.records}", "{f}", "{f.numerator}"])
def test_only_the_printable_parts_of_a_figure_can_be_printed(template):
    with pytest.raises(ValueError, match="no printable part"):
        fill(template, f=FIGURE)


def test_a_missing_figure_is_an_error():
    with pytest.raises(KeyError, match="g"):
        fill("{g.count}", f=FIGURE)


def test_cells_hold_the_count_and_the_share():
    assert as_plain(count(FIGURE)) == "05"
    assert as_plain(share(FIGURE)) == "1,7%"
