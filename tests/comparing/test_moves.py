import pytest

from camket.comparing.moves import compare_sides
from camket.comparing.side import Side
from camket.figures.ledger import Figure


def figure(figure_id, records, whole=4):
    return Figure(
        id=figure_id, label="", scope="all", numerator=len(records), denominator=whole,
        percent=str(100.0 * len(records) / whole), text="", population="", records=tuple(records),
    )  # fmt: skip


def side(rows, *figures, year=2022, program="p"):
    return Side(
        name="kỳ", year=year, cut_off=f"{year}-10-30", program=program,
        figures={each.id: each for each in figures}, records={row["record_id"]: row for row in rows},
    )  # fmt: skip


def test_the_same_tables_move_nothing(make_row):
    one = side([make_row()], figure("cut_off.completed", ["SNV-01"]))
    found = compare_sides(one, one)
    assert (found.figures, found.records, found.resent, found.moved) == ((), (), 0, False)


def test_a_figure_moves_by_the_records_that_came_and_went(make_row):
    rows = [make_row("SNV-01"), make_row("SNV-02"), make_row("SNV-03")]
    [move] = compare_sides(
        side(rows, figure("a", ["SNV-01", "SNV-02"]), figure("b", ["SNV-03"])),
        side(rows, figure("a", ["SNV-02", "SNV-03"]), figure("b", ["SNV-03"])),
    ).figures
    assert (move.figure.id, move.came, move.went) == ("a", ("SNV-03",), ("SNV-01",))


def test_a_figure_that_only_one_side_has_is_named_and_so_is_a_denominator(make_row):
    rows = [make_row("SNV-01")]
    moves = compare_sides(
        side(rows, figure("a", ["SNV-01"]), figure("c", [], whole=4)),
        side(rows, figure("b", ["SNV-01"]), figure("c", [], whole=5)),
    ).figures
    assert [(move.figure.id, move.before is None, move.after is None) for move in moves] == [
        ("b", True, False), ("c", False, False), ("a", False, True),
    ]  # fmt: skip


def test_a_record_moves_in_the_columns_that_differ(make_row):
    before, after = make_row(), make_row(result_text="Đã xong", cut_off_status="completed", source_row=9)
    [move] = compare_sides(side([before]), side([after])).records
    assert [(each.field, each.before, each.after) for each in move.fields] == [
        ("result_text", "Đang làm", "Đã xong"),
        ("cut_off_status", "in_progress", "completed"),
    ]


def test_records_of_one_side_are_new_or_gone_within_a_year(make_row):
    found = compare_sides(side([make_row("SNV-01")]), side([make_row("SNV-02", content="Nội dung SNV-01")]))
    assert [(move.record_id, move.before is None, move.after is None) for move in found.records] == [
        ("SNV-02", True, False), ("SNV-01", False, True),
    ]  # fmt: skip


def test_a_file_that_was_sent_again_with_the_same_words_is_counted_and_moves_nothing(make_row):
    found = compare_sides(side([make_row()]), side([make_row(source_sha256="b")]))
    assert (found.records, found.resent) == ((), 1)


@pytest.mark.parametrize(
    ("content", "moved"),
    [
        ("Tinh giản biên chế", {}),
        ("tinh giản  BIÊN CHẾ", {"SNV-07": ("SNV-02", "SNV-07")}),
        ("Tinh giản 20 người", {"SNV-07": (None, "SNV-07"), "SNV-02": ("SNV-02", None)}),
    ],
    ids=["the same words", "the same words otherwise written", "other words"],
)
def test_between_years_a_commitment_is_found_again_by_its_unit_and_words(make_row, content, moved):
    before = side([make_row("SNV-02", content="Tinh giản biên chế")], figure("a", ["SNV-02"]))
    after = side([make_row("SNV-07", content=content)], figure("a", ["SNV-07"]), year=2023)
    found = compare_sides(before, after)
    assert {
        move.record_id: (move.before and move.before["record_id"], move.after and move.after["record_id"])
        for move in found.records
    } == moved
    assert bool(found.figures) == (len(moved) == 2)


def test_between_years_two_commitments_in_the_same_words_are_no_twins(make_row):
    rows = [make_row(name, content="Giải ngân vốn") for name in ("SNV-01", "SNV-02")]
    found = compare_sides(side(rows), side([make_row("SNV-05", content="Giải ngân vốn")], year=2023))
    assert [move.record_id for move in found.records] == ["SNV-05", "SNV-01", "SNV-02"]
