import re
from dataclasses import replace
from pathlib import Path

import pytest

from camket.errors import FigureError
from camket.figures.ledger import check_sums, count_figures, is_overdue
from camket.judging.classify import Judged, Judgement
from camket.settings.period import Layout
from camket.settings.states import BASES, UNRESOLVED
from samples import HCL, PERIOD, SCHEME, SNV, STC, decision, record

UNITS = [SNV, STC, HCL]
STATUSES = {basis: SCHEME.possible(basis) for basis in BASES}


def judgement(status):
    return Judgement(SCHEME.state_of(status), "rule", "words", status=status)


def judged(unit, number, cut_off, full_year, *, deadline="", decided_by=""):
    given = record("Nội dung", number, unit, deadline=deadline)
    at_cut_off, at_year_end = (judgement(status) for status in (cut_off, full_year))
    found, made = {"cut_off_status": at_cut_off, "full_year_status": at_year_end}, {}
    if decided_by:
        found["cut_off_status"] = replace(at_cut_off, status=UNRESOLVED)
        made["cut_off_status"] = decision(
            "cut_off_status", cut_off, UNRESOLVED, given.commitment.record_id, decided_by=decided_by
        )
        at_cut_off = replace(at_cut_off, rule="decision")
    return Judged(given, at_cut_off, at_year_end, found, {}, made)


def many(count, cut_off="in_progress", full_year="completed", unit=SNV, first=1):
    return [judged(unit, number, cut_off, full_year) for number in range(first, first + count)]


def ledger(records, units=UNITS, period=PERIOD):
    return {figure.id: figure for figure in count_figures(records, units, period)}


RECORDS = [
    judged(SNV, 1, "completed", "completed"),
    judged(SNV, 2, "in_progress", "completed"),
    judged(SNV, 3, "in_progress", UNRESOLVED),
    judged(STC, 1, "stopped", "stopped", decided_by="Nguyễn Văn A"),
    judged(HCL, 1, "in_progress", "not_completed", deadline="trước 30/9/2022"),
    judged(HCL, 2, "awaiting_appraisal", "completed"),
    judged(HCL, 3, UNRESOLVED, UNRESOLVED),
]


# ── ids ───────────────────────────────────────────────────────────────────────────────────────────


def test_every_basis_and_status_has_a_figure_for_all_for_each_group_and_for_each_unit():
    figures = ledger(RECORDS)
    for scope in ("", "@department", "@district", "@SNV", "@STC", "@HCL"):
        for basis, statuses in STATUSES.items():
            for status in (*statuses, "total"):
                assert f"{basis}.{status}{scope}" in figures


def test_every_pair_of_statuses_has_a_flow_over_all_units_only():
    figures = ledger(RECORDS)
    flows = {name for name in figures if name.startswith("flow.")}
    assert flows == {
        f"flow.{before}.{after}" for before in STATUSES["cut_off"] for after in STATUSES["full_year"]
    }


def test_no_id_is_given_twice():
    figures = count_figures(RECORDS, UNITS, PERIOD)
    assert len({figure.id for figure in figures}) == len(figures)


# ── counts ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("figure", "numerator", "denominator", "records"),
    [
        ("cut_off.in_progress", 3, 7, ("SNV-02", "SNV-03", "HCL-01")),
        ("cut_off.in_progress@department", 2, 4, ("SNV-02", "SNV-03")),
        ("cut_off.in_progress@district", 1, 3, ("HCL-01",)),
        ("cut_off.in_progress@SNV", 2, 3, ("SNV-02", "SNV-03")),
        ("cut_off.in_progress@STC", 0, 1, ()),
        ("cut_off.unresolved", 1, 7, ("HCL-03",)),
        ("cut_off.total@district", 3, 3, ("HCL-01", "HCL-02", "HCL-03")),
        ("full_year.completed", 3, 7, ("SNV-01", "SNV-02", "HCL-02")),
        ("full_year.unresolved", 2, 7, ("SNV-03", "HCL-03")),
        ("full_year.stopped@STC", 1, 1, ("STC-01",)),
        ("flow.in_progress.completed", 1, 7, ("SNV-02",)),
        ("flow.in_progress.not_completed", 1, 7, ("HCL-01",)),
        ("flow.stopped.stopped", 1, 7, ("STC-01",)),
        ("flow.unresolved.unresolved", 1, 7, ("HCL-03",)),
        ("flow.completed.not_completed", 0, 7, ()),
        ("decided", 1, 7, ("STC-01",)),
        ("found.cut_off.stopped", 0, 7, ()),
        ("found.cut_off.unresolved", 2, 7, ("STC-01", "HCL-03")),
        ("found.full_year.stopped@STC", 1, 1, ("STC-01",)),
        ("cut_off.overdue", 1, 7, ("HCL-01",)),
        ("cut_off.overdue@department", 0, 4, ()),
    ],
)
def test_a_figure_counts_its_records_of_its_population_and_names_them(
    figure, numerator, denominator, records
):
    found = ledger(RECORDS)[figure]
    assert (found.numerator, found.denominator, found.records) == (numerator, denominator, records)


def test_the_parts_of_every_list_add_up_to_its_whole():
    figures = ledger(RECORDS)
    for basis, statuses in STATUSES.items():
        for scope in ("", "@department", "@district", "@SNV", "@STC", "@HCL"):
            for stem in (basis, f"found.{basis}"):
                parts = [figures[f"{stem}.{status}{scope}"].numerator for status in statuses]
                assert sum(parts) == figures[f"{basis}.total{scope}"].denominator
    for before in STATUSES["cut_off"]:
        parts = [figures[f"flow.{before}.{after}"].numerator for after in STATUSES["full_year"]]
        assert sum(parts) == figures[f"cut_off.{before}"].numerator
    for after in STATUSES["full_year"]:
        parts = [figures[f"flow.{before}.{after}"].numerator for before in STATUSES["cut_off"]]
        assert sum(parts) == figures[f"full_year.{after}"].numerator


def test_an_unresolved_record_stays_in_the_denominator():
    figures = ledger([*many(1, "completed"), *many(1, UNRESOLVED, UNRESOLVED, first=2)])
    assert figures["cut_off.completed"].fraction == "01/02"


def test_the_seed_report_is_counted_to_the_letter():
    counts = {
        "in_progress": 103,
        "completed": 81,
        "not_completed": 20,
        "awaiting_appraisal": 84,
        "stopped": 5,
    }
    records, first = [], 1
    for status, count in counts.items():
        full_year = status if status in SCHEME.decided("full_year") else "completed"
        records += many(count, status, full_year, first=first)
        first += count
    figures = ledger(records)
    assert [figures[f"cut_off.{status}"].text for status in counts] == [
        "103/293 nội dung (chiếm 35,2%)",
        "81/293 nội dung (chiếm 27,6%)",
        "20/293 nội dung (chiếm 6,8%)",
        "84/293 nội dung (chiếm 28,7%)",
        "05/293 nội dung (chiếm 1,7%)",
    ]


# ── percentages ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent", "share"),
    [
        (1, 16, "6.3", "6,3%"),  # 6.25, where half to even would give 6.2
        (3, 16, "18.8", "18,8%"),  # 18.75
        (1, 80, "1.3", "1,3%"),  # 1.25
        (7, 80, "8.8", "8,8%"),  # 8.75
        (13, 80, "16.3", "16,3%"),  # 16.25
        (1, 400, "0.3", "0,3%"),  # 0.25
        (1, 3, "33.3", "33,3%"),
        (2, 3, "66.7", "66,7%"),
        (0, 7, "0.0", "0,0%"),
        (7, 7, "100.0", "100,0%"),
    ],
)
def test_a_percentage_is_rounded_half_up_from_the_exact_fraction(numerator, denominator, percent, share):
    others = many(denominator - numerator, "in_progress", first=numerator + 1)
    figure = ledger([*many(numerator, "completed"), *others])["cut_off.completed"]
    assert (figure.percent, figure.share) == (percent, share)
    assert figure.text.endswith(f"nội dung (chiếm {share})")


@pytest.mark.parametrize("records", [[], RECORDS[:3]], ids=["no records at all", "a unit without records"])
def test_an_empty_population_prints_a_dash_and_is_never_divided_by(records):
    figure = ledger(records)["cut_off.completed@STC"]
    assert (figure.numerator, figure.denominator, figure.percent) == (0, 0, None)
    assert figure.share == "–"
    assert figure.text == "00/00 nội dung"


# ── how figures print ─────────────────────────────────────────────────────────────────────────────


def test_counts_below_ten_are_padded_where_the_period_wants_it():
    figure = ledger(RECORDS)["cut_off.in_progress"]
    assert (figure.count, figure.fraction, figure.text) == ("03", "03/07", "03/07 nội dung (chiếm 42,9%)")


def test_counts_are_plain_where_the_period_wants_no_padding():
    plain = PERIOD.model_copy(update={"layout": Layout(zero_padded=False)})
    figure = ledger(RECORDS, period=plain)["cut_off.in_progress"]
    assert (figure.count, figure.fraction, figure.text) == ("3", "3/7", "3/7 nội dung (chiếm 42,9%)")


@pytest.mark.parametrize(
    ("figure", "label", "scope", "population"),
    [
        ("cut_off.stopped", "được UBND Tỉnh cho dừng thực hiện", "all", "nội dung cam kết năm 2022"),
        (
            "cut_off.completed@district",
            "hoàn thành",
            "district",
            "nội dung cam kết năm 2022 của UBND các huyện, thành phố",
        ),
        ("full_year.completed@SNV", "hoàn thành", "SNV", "nội dung cam kết năm 2022 của Sở Nội vụ"),
    ],
)
def test_a_figure_says_what_it_counts_and_of_whom(figure, label, scope, population):
    found = ledger(RECORDS)[figure]
    assert (found.label, found.scope, found.population) == (label, scope, population)


# ── what must add up ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("more", [1, -1])
@pytest.mark.parametrize(
    "figure",
    [
        "cut_off.in_progress",
        "cut_off.in_progress@district",
        "cut_off.completed@SNV",
        "full_year.completed",
        "full_year.completed@department",
        "flow.in_progress.completed",
    ],
)
def test_a_figure_that_is_off_is_refused_with_the_sum_and_the_difference(figure, more):
    figures = [
        replace(item, numerator=item.numerator + more) if item.id == figure else item
        for item in count_figures(RECORDS, UNITS, PERIOD)
    ]
    with pytest.raises(FigureError) as caught:
        check_sums(figures, UNITS, SCHEME)
    assert f"(lệch {more:+d})" in caught.value.expected
    assert figure in caught.value.found
    assert caught.value.where.startswith("figures.json › ")


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ("flow.in_progress.completed", "flow.in_progress.not_completed", "full_year.completed"),
        ("flow.completed.completed", "flow.in_progress.completed", "cut_off.in_progress"),
        ("cut_off.completed@SNV", "cut_off.completed@STC", "cut_off.total@SNV"),
    ],
)
def test_two_errors_that_cancel_out_in_one_sum_are_found_in_another(one, other, where):
    shift = {one: -1, other: 1}
    figures = [
        replace(item, numerator=item.numerator + shift.get(item.id, 0))
        for item in count_figures(RECORDS, UNITS, PERIOD)
    ]
    with pytest.raises(FigureError) as caught:
        check_sums(figures, UNITS, SCHEME)
    assert caught.value.where == f"figures.json › {where}"


def test_figures_that_add_up_pass():
    check_sums(count_figures(RECORDS, UNITS, PERIOD), UNITS, SCHEME)


def test_records_of_a_unit_that_is_not_in_the_list_do_not_vanish_from_the_sums():
    with pytest.raises(FigureError, match="lệch -1"):
        count_figures(RECORDS, [SNV, HCL], PERIOD)


def test_groups_are_departments_then_districts():
    assert list(SCHEME.group_codes) == ["department", "district"]


# ── overdue ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "deadline", "overdue"),
    [
        ("in_progress", "29/10/2022", True),
        ("in_progress", "Quý III/2022", True),
        ("in_progress", "trước 30/9", True),
        ("in_progress", "30/10/2022", True),
        ("in_progress", "31/10/2022", False),
        ("in_progress", "31/12/2022", False),
        ("in_progress", "Quý IV/2022", False),
        ("in_progress", "thường xuyên", False),
        ("in_progress", "", False),
        ("completed", "30/9/2022", False),
        ("awaiting_appraisal", "30/9/2022", False),
        ("unresolved", "30/9/2022", False),
    ],
)
def test_a_commitment_that_runs_after_its_deadline_is_overdue(status, deadline, overdue):
    assert is_overdue(judged(SNV, 1, status, "completed", deadline=deadline), PERIOD) is overdue


def test_every_figure_is_built_in_one_place():
    package = Path(__file__).parents[2] / "camket"
    built = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"(?<!class )\bFigure\(", path.read_text(encoding="utf-8"))
    }
    # The other one reads back what the first has built.
    assert built == {"figures/ledger.py", "figures/store.py"}
