from dataclasses import replace

import pytest

from camket.checking.diff import compare_snapshots, find_change_reasons
from camket.checking.snapshots import Snapshot
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


def test_a_figure_on_items_of_the_next_year_is_equal_where_its_items_are(make_row):
    one = snapshot([make_row()], figure("registration.total", ["SNV-2023-01", "SNV-2023-02"]))
    other = snapshot([make_row()], figure("registration.total", ["SNV-2023-01", "SNV-2023-03"]))
    assert not compare_snapshots(one, one, SCHEME).has_changes
    [change] = compare_snapshots(one, other, SCHEME).figures
    assert (change.added, change.removed) == (("SNV-2023-03",), ("SNV-2023-02",))


def test_the_figures_of_the_report_come_before_those_of_units(make_row):
    ids = [
        "cut_off.completed@SNV",
        "full_year.completed",
        "cut_off.stopped",
        "cut_off.completed",
        "registration.a",
    ]
    before = snapshot([make_row()], *(figure(name, []) for name in ids))
    after = snapshot([make_row()], *(figure(name, ["SNV-01"]) for name in ids))
    found = compare_snapshots(before, after, SCHEME)
    assert [each.figure.id for each in found.headline] == [
        "cut_off.completed", "cut_off.stopped", "full_year.completed",
    ]  # fmt: skip
    assert [each.figure.id for each in found.other_figures] == ["cut_off.completed@SNV", "registration.a"]


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


def test_a_record_whose_unit_was_renamed_or_merged_is_told_so_within_the_year(make_row):
    before, after = make_row(unit_name="Sở Cũ"), make_row(unit="SMOI", unit_name="Sở Mới (trước là Sở Cũ)")
    [change] = compare_snapshots(snapshot([before]), snapshot([after]), SCHEME, {"SNV": "SMOI"}).records
    assert [reason.text for reason in change.reasons] == ["Sở Cũ nay là Sở Mới"]


def test_between_years_a_record_is_matched_under_the_unit_that_took_over(make_row):
    before, after = (
        make_row("SNV-03"),
        make_row("SMOI-01", unit="SMOI", content=make_row("SNV-03")["content"]),
    )
    years = snapshot([before], year=2022), snapshot([after], year=2023)
    assert [each.before is None for each in compare_snapshots(*years, SCHEME).records] == [True, False]
    [change] = compare_snapshots(*years, SCHEME, {"SNV": "SMOI"}).records
    assert (change.record_id, change.before["record_id"]) == ("SMOI-01", "SNV-03")


def test_the_figures_of_a_unit_that_was_only_renamed_are_compared_under_its_new_code(make_row):
    row, moved = make_row(), make_row(unit="SMOI")
    one, other = (
        replace(figure(f"cut_off.completed@{code}", records), scope=code)
        for code, records in (("SNV", []), ("SMOI", ["SNV-01"]))
    )
    [change] = compare_snapshots(
        snapshot([row], one), snapshot([moved], other), SCHEME, {"SNV": "SMOI"}
    ).figures
    assert (change.before, change.after) == (one, other)


def test_the_figures_of_merged_units_are_added_up_and_compared_with_those_of_the_unit_that_took_over(
    make_row,
):
    rows = [make_row("SNV-01"), make_row("STC-01", unit="STC"), make_row("SMOI-01", unit="SMOI")]
    moved = [row | {"unit": "SMOI"} for row in rows]

    def count(code, total, *records):
        made = figure(f"cut_off.completed@{code}", records)
        percent = f"{100 * len(records) / total:.1f}"
        return replace(made, scope=code, denominator=total, percent=percent)

    before = [count("SNV", 1, "SNV-01"), count("STC", 1), count("SMOI", 1)]
    merged = {"SNV": "SMOI", "STC": "SMOI"}
    [change] = compare_snapshots(
        snapshot(rows, *before), snapshot(moved, count("SMOI", 3, "SNV-01", "STC-01")), SCHEME, merged
    ).figures
    assert (change.before.numerator, change.before.denominator, change.before.percent) == (1, 3, "33.3")
    assert change.added == ("STC-01",)
    same = compare_snapshots(
        snapshot(rows, *before), snapshot(moved, count("SMOI", 3, "SNV-01")), SCHEME, merged
    )
    assert same.figures == ()


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
        snapshot([make_row()]), snapshot([make_row(cut_off_rule="extended")], program=program), SCHEME
    )
    [reason] = found.records[0].reasons
    assert ("chương trình khác phiên bản" in reason.text) is says


DECIDED = {"cut_off_rule": "decision", "cut_off_status": "stopped", "cut_off_evidence": "Có công văn (CV 1)",
           "decided_by": "Nguyễn Văn A"}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "kind", "says"),
    [
        ({"target": "01 đề án"}, {"target": "02 đề án"}, "register", "danh mục đã ký ghi khác (target)"),
        ({}, {"result_text": "Đã xong", "cut_off_status": "completed", "cut_off_rule": "done"}, "submission",
         "đơn vị báo cáo khác: submissions/SNV.xlsx › Sheet1!C2"),
        ({}, {"estimate_text": "80%"}, "submission", "đơn vị báo cáo khác: submissions/SNV.xlsx"),
        ({"reported": False, "result_text": "", "cut_off_rule": "not_reported"}, {}, "submission",
         "đơn vị đã báo cáo: submissions/SNV.xlsx"),
        ({}, {"reported": False, "result_text": "", "cut_off_rule": "not_reported"}, "submission",
         "không còn báo cáo nào"),
        ({}, {"cut_off_rule": "source_in_doubt", "cut_off_status": "unresolved"}, "submission",
         "đến ngày chốt: chưa rõ dòng nào gửi đến báo cáo nội dung này"),
        ({"cut_off_rule": "source_in_doubt", "cut_off_status": "unresolved"}, {}, "submission",
         "đến ngày chốt: đã rõ dòng nào gửi đến báo cáo nội dung này"),
        ({"review_reasons": "a"}, {"review_reasons": "b"}, "submission",
         "các báo cáo gửi đến nay đặt câu hỏi khác"),
        ({}, DECIDED, "decision", "đến ngày chốt: Nguyễn Văn A quyết định: Có công văn (CV 1)"),
        (DECIDED, {}, "decision", "đến ngày chốt: không còn quyết định của Nguyễn Văn A"),
        (DECIDED, {"cut_off_rule": "decision_outdated", "cut_off_status": "unresolved"}, "decision",
         "đến ngày chốt: quyết định không còn hiệu lực"),
        ({}, {"cut_off_rule": "extended", "cut_off_evidence": "gia hạn"}, "rule",
         "đến ngày chốt: quy tắc running → extended trên cùng câu chữ"),
        ({}, {"full_year_status": "unresolved", "full_year_rule": "no_estimate"}, "rule",
         "ước cả năm: quy tắc estimate → no_estimate trên cùng câu chữ"),
    ],
)  # fmt: skip
def test_the_cause_of_a_change_is_named(make_row, before, after, kind, says):
    [reason] = find_change_reasons(make_row(**before), make_row(**after), SCHEME, same_program=True)
    assert (reason.kind, reason.text) == (kind, says)


def test_a_full_year_status_that_follows_the_cut_off_has_the_cut_off_as_its_cause(make_row):
    after = make_row(**DECIDED, full_year_status="stopped", full_year_rule="carried_over")
    reasons = find_change_reasons(make_row(), after, SCHEME, same_program=True)
    assert [reason.kind for reason in reasons] == ["decision", "cut_off"]
    assert reasons[1].text == "ước cả năm: theo kết quả đến ngày chốt"


def test_a_different_rule_of_a_different_version_names_the_version(make_row):
    [reason] = find_change_reasons(make_row(), make_row(cut_off_rule="done"), SCHEME, same_program=False)
    assert reason.text.endswith(", chương trình khác phiên bản")


def test_two_causes_are_both_named(make_row):
    after = make_row(target="mới", result_text="khác")
    assert [reason.kind for reason in find_change_reasons(make_row(), after, SCHEME, same_program=True)] == [
        "register", "submission",
    ]  # fmt: skip


def test_another_unit_for_the_same_signed_words_is_a_cause_of_its_own(make_row):
    after = make_row(unit="SMOI", unit_name="Sở Mới (trước là Sở Cũ)")
    [reason] = find_change_reasons(make_row(), after, SCHEME, same_program=True)
    assert (reason.kind, reason.text.partition(" nay là ")[2]) == ("unit", "Sở Mới")


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_commitment_on_one_list_only_has_the_register_as_its_cause(make_row, side):
    rows = (None, make_row()) if side == "before" else (make_row(), None)
    [reason] = find_change_reasons(*rows, SCHEME, same_program=True)
    assert reason.kind == "register"
    assert ("thêm" if side == "before" else "không còn") in reason.text
