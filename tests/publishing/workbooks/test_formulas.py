"""A figure is a count over named columns; words beside it are quoted and stay words."""

from __future__ import annotations

import pytest

from camket.figures.ledger import Figure
from camket.figures.period_tables import field_names
from camket.publishing.blocks.inline import fill
from camket.publishing.workbooks.formulas import (
    RECORDS,
    REGISTRATIONS,
    TABLES,
    count_formula,
    find_part,
    quote,
    record_columns,
    share_formula,
    shown_value,
    text_formula,
    whole_of,
)
from samples import SCHEME


def figure(name="decided", numerator=4, denominator=293, percent="1.4", zero_padded=True):
    return Figure(name, "nhãn", "all", numerator, denominator, percent, "", "", (), zero_padded)


@pytest.mark.parametrize(
    ("figure_id", "formula"),
    [
        ("cut_off.total", "ROWS(Records[Mã nội dung])"),
        ("full_year.total@SNV", 'COUNTIFS(Records[Mã đơn vị],"SNV")'),
        ("cut_off.completed", 'COUNTIFS(Records[Đến ngày chốt],"Hoàn thành")'),
        (
            "full_year.not_completed@district",
            'COUNTIFS(Records[Nhóm],"UBND các huyện, thành phố",Records[Ước cả năm],"Không hoàn thành")',
        ),
        ("cut_off.unresolved", 'COUNTIFS(Records[Đến ngày chốt],"Chưa xác định")'),
        (
            "decided@department",
            'COUNTIFS(Records[Nhóm],"các sở, ban, ngành tỉnh",Records[Người quyết định],"?*")',
        ),
    ],
)
def test_statuses_totals_and_decisions_are_counted_over_the_records(figure_id, formula):
    assert count_formula(figure_id, SCHEME) == formula


@pytest.mark.parametrize(
    "figure_id", ["cut_off.overdue", "found.cut_off.completed", "flow.in_progress.completed", "x"]
)
def test_what_the_records_do_not_show_has_no_formula(figure_id):
    assert count_formula(figure_id, SCHEME) is None


def test_the_whole_of_a_figure_is_the_total_of_its_scope():
    assert whole_of("full_year.completed@SNV") == "cut_off.total@SNV"
    assert whole_of("decided") == "cut_off.total"


def test_a_share_is_rounded_where_it_is_exact_and_a_dash_of_nothing():
    assert share_formula("D5", "$C5") == 'IF($C5=0,"–",ROUND(1000*D5/$C5,0)/1000)'


def test_a_sentence_joins_its_words_and_its_figures():
    formula = text_formula(fill("Có {d.fraction} nội dung.", d=figure()), {"decided": figure()}, SCHEME)
    count = 'COUNTIFS(Records[Người quyết định],"?*")'
    whole = "ROWS(Records[Mã nội dung])"
    assert formula == (
        f'"Có "&IF({count}<10,"0","")&SUBSTITUTE(FIXED({count},0),",",".")&"/"'
        f'&IF({whole}<10,"0","")&SUBSTITUTE(FIXED({whole},0),",",".")&" nội dung."'
    )


def test_counts_are_padded_only_where_the_period_says_so():
    plain = figure(zero_padded=False)
    assert text_formula(fill("{d.count}", d=plain), {"decided": plain}, SCHEME) == (
        'SUBSTITUTE(FIXED(COUNTIFS(Records[Người quyết định],"?*"),0),",",".")'
    )


def test_a_text_without_a_live_figure_is_no_formula():
    overdue = figure("cut_off.overdue")
    assert text_formula(("=1+1",), {}, SCHEME) is None
    assert text_formula(fill("Có {o.count}", o=overdue), {"cut_off.overdue": overdue}, SCHEME) is None


def test_a_number_that_the_ledger_does_not_have_is_left_as_it_is_printed():
    text = fill("{d.count}", d=figure(numerator=5))
    assert find_part(text[0], {"decided": figure()}, SCHEME) is None


@pytest.mark.parametrize("name", ['"&HYPERLINK("x")&"', "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", '""'])
def test_words_within_a_formula_cannot_end_their_string(name):
    formula = text_formula(fill("{name}: {d.count}", name=name, d=figure()), {"decided": figure()}, SCHEME)
    assert formula.startswith(quote(f"{name}: ") + "&IF(")
    assert quote(name)[1:-1].replace('""', "") == name.replace('"', "")


def test_long_words_are_several_strings_as_excel_wants_them():
    formula = text_formula(fill("{name}{d.count}", name="x" * 600, d=figure()), {"decided": figure()}, SCHEME)
    assert [len(string) for string in formula.split('"')[1::2][:3]] == [255, 255, 90]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("group", "district", "UBND các huyện, thành phố"),
        ("cut_off_status", "awaiting_appraisal", "Chờ thẩm định"),
        ("full_year_status", "unresolved", "Chưa xác định"),
        ("reported", True, "Có"),
        ("reported", False, "Không"),
        ("progress_percent", None, ""),
        ("progress_percent", 62.5, 62.5),
        ("item_no", 3, 3),
        ("content", "=1+1", "=1+1"),
    ],
)
def test_codes_are_shown_in_words_and_numbers_as_numbers(field, value, shown):
    assert shown_value(field, value, SCHEME) == shown


@pytest.mark.parametrize("sheet", [RECORDS, REGISTRATIONS])
def test_every_column_shows_a_field_of_its_table_under_a_heading_of_its_own(sheet):
    columns = record_columns(sheet)
    assert {column.field for column in columns} <= set(field_names(TABLES[sheet]))
    assert len({column.heading.lower() for column in columns}) == len(columns) > 1
    # What a formula would have to escape within the brackets of a column's name.
    assert not any(sign in column.heading for column in columns for sign in "[]#'@")
