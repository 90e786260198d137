import pytest

from camket.comparing.moves import compare_snapshots
from camket.comparing.side import Snapshot
from camket.figures.ledger import Figure
from samples import SCHEME


def figure(figure_id, records, whole=4):
    return Figure(
        id=figure_id, label="", scope="all", numerator=len(records), denominator=whole,
        percent=str(100.0 * len(records) / whole), text="", population="", records=tuple(records),
    )  # fmt: skip


def snapshot(rows, *figures, year=2022, program="p"):
    return Snapshot(
        name="kỳ", year=year, cut_off=f"{year}-10-30", program=program,
        figures={each.id: each for each in figures}, records={row["record_id"]: row for row in rows},
    )  # fmt: skip


def test_equal_snapshots_have_no_changes(make_row):
    one = snapshot([make_row()], figure("cut_off.completed", ["SNV-01"]))
    found = compare_snapshots(one, one, SCHEME)
    assert (found.figures, found.records, found.resent, found.has_changes) == ((), (), 0, False)


def test_a_changed_figure_lists_its_added_and_removed_records(make_row):
    rows = [make_row("SNV-01"), make_row("SNV-02"), make_row("SNV-03")]
    [change] = compare_snapshots(
        snapshot(rows, figure("a", ["SNV-01", "SNV-02"]), figure("b", ["SNV-03"])),
        snapshot(rows, figure("a", ["SNV-02", "SNV-03"]), figure("b", ["SNV-03"])),
        SCHEME,
    ).figures
    assert (change.figure.id, change.added, change.removed) == ("a", ("SNV-03",), ("SNV-01",))


def test_a_figure_of_one_snapshot_and_a_changed_denominator_are_listed(make_row):
    rows = [make_row("SNV-01")]
    changes = compare_snapshots(
        snapshot(rows, figure("a", ["SNV-01"]), figure("c", [], whole=4)),
        snapshot(rows, figure("b", ["SNV-01"]), figure("c", [], whole=5)),
        SCHEME,
    ).figures
    assert [(change.figure.id, change.before is None, change.after is None) for change in changes] == [
        ("b", True, False), ("c", False, False), ("a", False, True),
    ]  # fmt: skip


def test_a_changed_record_lists_the_columns_that_differ(make_row):
    before, after = make_row(), make_row(result_text="Đã xong", cut_off_status="completed", source_row=9)
    [change] = compare_snapshots(snapshot([before]), snapshot([after]), SCHEME).records
    assert [(each.field, each.before, each.after) for each in change.fields] == [
        ("result_text", "Đang làm", "Đã xong"),
        ("cut_off_status", "in_progress", "completed"),
    ]


def test_within_a_year_a_record_of_one_snapshot_is_added_or_removed(make_row):
    found = compare_snapshots(
        snapshot([make_row("SNV-01")]), snapshot([make_row("SNV-02", content="Nội dung SNV-01")]), SCHEME
    )
    assert [(change.record_id, change.before is None, change.after is None) for change in found.records] == [
        ("SNV-02", True, False), ("SNV-01", False, True),
    ]  # fmt: skip


def test_a_file_resent_with_the_same_text_is_counted_but_is_no_change(make_row):
    found = compare_snapshots(snapshot([make_row()]), snapshot([make_row(source_sha256="b")]), SCHEME)
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
def test_between_years_a_commitment_is_matched_by_unit_and_text(make_row, content, moved):
    before = snapshot([make_row("SNV-02", content="Tinh giản biên chế")], figure("a", ["SNV-02"]))
    after = snapshot([make_row("SNV-07", content=content)], figure("a", ["SNV-07"]), year=2023)
    found = compare_snapshots(before, after, SCHEME)
    assert {
        change.record_id: (
            change.before and change.before["record_id"],
            change.after and change.after["record_id"],
        )
        for change in found.records
    } == moved
    assert bool(found.figures) == (len(moved) == 2)


def test_between_years_two_commitments_with_the_same_text_are_not_matched(make_row):
    rows = [make_row(name, content="Giải ngân vốn") for name in ("SNV-01", "SNV-02")]
    found = compare_snapshots(
        snapshot(rows), snapshot([make_row("SNV-05", content="Giải ngân vốn")], year=2023), SCHEME
    )
    assert [change.record_id for change in found.records] == ["SNV-05", "SNV-01", "SNV-02"]


@pytest.mark.parametrize(("program", "says"), [("p", False), ("q", True)])
def test_another_rule_by_another_version_of_the_program_says_so(make_row, program, says):
    found = compare_snapshots(
        snapshot([make_row()]), snapshot([make_row(cut_off_rule="extended")], program=program)
    )
    [reason] = found.records[0].reasons
    assert ("chương trình khác phiên bản" in reason.says) is says
