"""Live figures: each formula shows what the ledger says, and its cell is named after the figure."""

from __future__ import annotations

import re

CRITERION = re.compile(r'Records\[([^\]]+)\],"([^"]*)"')


def named(book):
    """The cells with names, those of a sheet after those of the workbook."""
    scopes = [book.defined_names, *(sheet.defined_names for sheet in book.worksheets)]
    for scope in scopes:
        for name, defined in scope.items():
            for title, cell in defined.destinations if name[:4] in ("fig_", "pct_", "txt_") else ():
                yield name, book[title][cell.replace("$", "")]


def id_of(name, figures):
    ids = {figure.replace("@", "_"): figure for figure in figures}
    return ids[name[4:]]


def test_every_number_of_appendix_one_is_a_named_formula_with_the_value_of_the_ledger(made):
    values, checked = made.values, set()
    for name, cell in named(made.formulas):
        figure = made.figures[id_of(name, made.figures)]
        value = values[cell.parent.title][cell.coordinate].value
        assert cell.data_type == "f"
        if name.startswith("fig_"):
            assert value == figure.numerator
        elif name.startswith("pct_"):
            assert f"{value * 100:.1f}" == figure.percent
        else:
            assert figure.fraction in value or f"({figure.count} nội dung)" in value
        checked.add((name[:3], figure.id))
    sheet = made.formulas["Phụ lục I"]
    shown = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    counted = {figure for kind, figure in checked if kind == "fig"}
    assert {"cut_off.total", "cut_off.completed@SNV", "full_year.stopped@district"} <= counted
    # Five rows, nine statuses and a total each; the sentences about drafts and decisions are formulas too.
    assert len(counted - {"awaiting_unnamed"}) == 5 * 10
    assert len([cell for cell in shown if cell.number_format != "General"]) == 5 * (1 + 2 * 9)


def test_a_count_is_what_its_formula_counts_over_the_records(made):
    sheet = made.values["Records"]
    header, *rows = sheet[sheet.tables["Records"].ref]
    headings = [cell.value for cell in header]
    records = [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in rows]
    for name, cell in named(made.formulas):
        if not name.startswith("fig_"):
            continue
        criteria = CRITERION.findall(cell.value)
        counted = sum(
            all((record[column] or "") == value.removeprefix("=") for column, value in criteria)
            for record in records
        )
        assert cell.value.startswith("=COUNTIFS(" if criteria else "=ROWS(")
        assert counted == made.figures[id_of(name, made.figures)].numerator


def test_a_share_is_reckoned_from_the_counts_in_its_row(made):
    cells = dict(named(made.formulas))
    share, count, total = (
        cells[f"{name}_SNV"]
        for name in ("pct_cut_off.completed", "fig_cut_off.completed", "fig_cut_off.total")
    )
    parts = f"{count.coordinate}", total.coordinate
    assert share.value.replace("$", "") == '=IF({1}=0,"–",ROUND(1000*{0}/{1},0)/1000)'.format(*parts)
