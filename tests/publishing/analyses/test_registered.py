"""The pages on the next year show the numbers of the tables."""

from pathlib import Path

import pytest

from camket.publishing.analyses import registered
from camket.publishing.analyses import registered as programme
from camket.publishing.analyses import registration_sentences as next_year
from camket.publishing.analyses.opened_period import open_analysis
from camket.publishing.blocks.inline import as_plain

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def analysis(demonstration):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMKET_PROJECT", str(demonstration.project))
        yield open_analysis("2022-10")


def body(table):
    return [[as_plain(cell) for cell in row.cells] for row in table.rows if row.kind == "body"]


def test_appendix_four_has_the_counted_items_without_common_tasks(analysis):
    table = registered.registrations_table(analysis)
    counted = [row for row in analysis.table("registrations") if row["common_task"] == "no"]
    assert [cells[1] for cells in body(table)] == [row["content"] for row in counted]
    assert all(task in table.note for task in analysis.period.common_tasks)
    headings = [as_plain(row.cells[0]) for row in table.rows if row.kind == "group"]
    assert headings[0] == "1. Văn phòng UBND Tỉnh (06 nội dung)"
    assert len(headings) == 29


def test_the_numbers_of_the_units_add_up_to_the_totals(analysis):
    rows = registered.numbers_table(analysis).rows
    sums = [
        sum(int(as_plain(row.cells[column])) for row in rows if row.kind == "body") for column in range(2, 12)
    ]
    assert sums == [int(as_plain(cell)) for cell in rows[0].cells[2:]]


def test_a_cell_of_the_matrix_has_the_proposal_of_its_district(analysis):
    table = registered.matrix_table(analysis, "district")
    columns = [column.heading for column in table.columns]
    insured = next(row for row in body(table) if "bảo hiểm y tế" in row[1])
    assert insured[1].endswith("*")
    stands = {row["unit"]: row for row in analysis.table("contents") if row["number"] == insured[0]}
    for unit in (unit for unit in analysis.registering if unit.group == "district"):
        said, stand = insured[columns.index(unit.name.removeprefix("UBND "))], stands[unit.code]
        if stand["treatment"] == "changes":
            assert said == f"{stand['before_target']} → {stand['after_target']}"
        else:
            assert (
                said.split()[0]
                == {"keeps": "giữ", "drops": "giảm", "adds": "thêm", "asked": "hỏi"}[stand["treatment"]]
            )
    assert sum(map(int, insured[-5:])) == len(stands)


@pytest.mark.parametrize(
    ("table", "figure"),
    [
        (registered.screening_table, "registration.to_screen@department"),
        (registered.doubts_table, "registration.asked"),
        (registered.track_record_table, "registration.failed_before"),
    ],
)
def test_each_list_has_the_items_that_its_figure_counts(analysis, table, figure):
    anchors = [row.anchor for row in table(analysis).rows]
    assert tuple(anchors) == analysis.figures[figure].records
    assert anchors


def test_candidates_are_listed_by_department_best_supported_first(analysis):
    rows = programme.candidates_table(analysis).rows
    listed = [row.anchor for row in rows if row.kind == "body"]
    assert sorted(listed) == sorted(analysis.figures["registration.candidates@department"].records)
    speaks = []
    for row in rows:
        speaks = [] if row.kind == "group" else [*speaks, as_plain(row.cells[5]).count(";")]
        assert speaks == sorted(speaks, reverse=True)


def test_the_spread_names_least_median_most_and_the_outliers(analysis):
    said = as_plain(next_year.say_spread(analysis, "department").text)
    assert "thấp nhất 02 nội dung (Thanh tra Tỉnh)" in said
    assert "cao nhất 22 nội dung (Sở Nông nghiệp và Phát triển nông thôn)" in said
    assert "khác biệt rõ so với các đơn vị cùng khối" in said


def test_reasons_are_described_as_something_to_look_at_and_not_as_verdicts(analysis):
    said = as_plain(next_year.say_reasons(analysis, "department").text)
    assert "cần xem xét thêm về tính chất trọng tâm" in said
    assert "người có thẩm quyền" not in said
    assert analysis.figures["registration.routine@department"].count in said
