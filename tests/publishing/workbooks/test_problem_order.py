from camket.intake.joining.record import Rejected
from camket.publishing.workbooks.problems import group_by_unit
from camket.settings.units import Unit

UNITS = [
    Unit(code=code, name=f"Sở {code}", group="department", order=order)
    for order, code in enumerate(("B", "A"), start=1)
]


def problem(unit, file="a.xlsx", row=None, kind="row"):
    return Rejected(unit, file, "", "S", row, "", "thấy", "cần", "sửa", kind)


def test_units_come_in_their_order_then_strange_codes_then_the_unknown():
    groups = group_by_unit([problem(code) for code in ("", "X", "A", "B")], UNITS)
    assert [(group.code, group.name) for group in groups] == [
        ("B", "Sở B"), ("A", "Sở A"), ("X", "X"), ("", "Chưa rõ đơn vị"),
    ]  # fmt: skip


def test_within_a_unit_files_and_rows_are_in_order_and_what_never_came_is_last():
    items = [
        problem("A", "", kind="missing"),
        problem("A", "b.xlsx", 2),
        problem("A", row=10),
        problem("A", row=9),
    ]
    [group] = group_by_unit(items, UNITS)
    assert [(item.file, item.row) for item in group.to_mend] == [
        ("a.xlsx", 9), ("a.xlsx", 10), ("b.xlsx", 2), ("", None),
    ]  # fmt: skip


def test_what_must_be_mended_what_should_be_seen_and_what_needs_nothing_are_kept_apart():
    kinds = ("file", "row", "cell", "missing", "unread", "hidden", "repeated", "superseded")
    [group] = group_by_unit([problem("A", kind=kind) for kind in kinds], UNITS)
    assert [item.kind for item in group.to_mend] == ["file", "row", "cell", "missing"]
    assert [item.kind for item in group.notices] == ["hidden", "unread"]
    assert [item.kind for item in group.settled] == ["repeated", "superseded"]
