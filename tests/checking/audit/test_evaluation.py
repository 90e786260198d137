"""What readings show: the errors that count, the bound, how many more to read."""

from dataclasses import replace

import pytest

from camket.checking.audit.blind_sample import draw_order
from camket.checking.audit.evaluation import evaluate, follow_draw, list_next
from camket.checking.audit.stopping_rule import bound_errors
from camket.figures.audit_record import DISPUTED, UNCLEAR, Settlement


def settle(audit, name, status):
    key = f"2022-10/{name}"
    made = Settlement(key=key, basis="cut_off", status=status, settled_by="Lê Văn Cường", reason="Xem lại")
    return replace(audit, settlements={**audit.settlements, (key, "cut_off"): made})


def test_readings_without_error_give_the_bound_of_the_rule(make_audit, read):
    audit = make_audit(drawn={"7": 25})
    order = draw_order(audit.listed, "7")
    statement = evaluate(read(audit, order[:25]))
    assert (statement.read, statement.wrong) == (25, 0)
    assert statement.fewer_than == bound_errors(40, 25, 0) < 40


@pytest.mark.parametrize(
    ("settled", "wrong"),
    [(None, 1), ("in_progress", 1), ("not_completed", 1), (DISPUTED, 1), (UNCLEAR, 1), ("completed", 0)],
    ids=["nobody", "with the reader", "another", "disputed", "nobody can tell", "with the program"],
)
def test_a_difference_counts_as_wrong_unless_a_second_person_agrees_with_the_program(
    make_audit, read, settled, wrong
):
    audit = make_audit(drawn={"7": 25})
    order = draw_order(audit.listed, "7")
    name = order[3].removeprefix("2022-10/")
    audit = read(audit, order[:25], **{name.replace("-", "_"): "in_progress"})
    if settled:
        audit = settle(audit, name, settled)
    statement = evaluate(audit)
    assert statement.wrong == wrong
    assert statement.fewer_than == bound_errors(40, 25, wrong)
    assert statement.unsettled == (settled is None)


def test_a_basis_that_is_not_audited_is_not_compared(make_audit, read):
    audit = make_audit(SNV_01="")
    assert read(audit, ["2022-10/SNV-01"], SNV_01="stopped").find_wrong() == {}


def test_only_what_was_read_without_a_gap_is_a_random_sample(make_audit, read):
    audit = make_audit(drawn={"7": 25})
    order = draw_order(audit.listed, "7")
    audit = read(audit, [*order[:10], *order[11:25]])
    assert follow_draw(audit, "7").read == 10
    assert follow_draw(audit, "7").gap == order[10]
    assert evaluate(audit).fewer_than == bound_errors(40, 10, 0)


def test_errors_beyond_a_gap_are_wrong_nevertheless(make_audit, read):
    audit = make_audit(drawn={"7": 40})
    order = draw_order(audit.listed, "7")
    late = [key.removeprefix("2022-10/").replace("-", "_") for key in order[30:34]]
    audit = read(audit, [*order[:29], *order[30:]], **dict.fromkeys(late, "in_progress"))
    assert bound_errors(40, 29, 0) < 5
    assert evaluate(audit).fewer_than == 5


def test_records_read_whole_add_their_errors_to_the_bound_of_the_others(make_audit, read):
    audit = make_audit(drawn={"7": 25}, whole=("stopped",), SNV_01="stopped", SNV_02="stopped")
    order = draw_order(audit.listed, "7")
    audit = read(audit, ["2022-10/SNV-01", "2022-10/SNV-02", *order[:25]], SNV_01="completed")
    assert evaluate(audit).fewer_than == bound_errors(38, 25, 0) + 1


def test_records_to_be_read_whole_count_as_wrong_until_they_are_read(make_audit, read):
    audit = make_audit(drawn={"7": 25}, whole=("stopped",), SNV_01="stopped", SNV_02="stopped")
    audit = read(audit, draw_order(audit.listed, "7")[:25])
    assert evaluate(audit).fewer_than == bound_errors(38, 25, 0) + 2


def test_a_list_read_whole_is_known_exactly(make_audit, read):
    audit = make_audit(6, whole=("completed",))
    audit = read(audit, list(audit.listed.records), SNV_02="in_progress")
    assert evaluate(audit).fewer_than == 2


def test_a_second_draw_weakens_the_statement_until_it_is_read_too(make_audit, read):
    audit = make_audit(drawn={"7": 25})
    audit = read(audit, draw_order(audit.listed, "7")[:25])
    both = make_audit(drawn={"7": 25, "8": 25})
    both = replace(both, readings=audit.readings)
    read_of_second = follow_draw(both, "8").read
    assert evaluate(both).fewer_than == bound_errors(40, read_of_second, 0) > evaluate(audit).fewer_than
    done = read(both, draw_order(both.listed, "8")[:25])
    assert evaluate(done).fewer_than <= evaluate(audit).fewer_than


def test_more_readings_are_told_for_each_bound_that_is_still_possible(make_audit, read):
    audit = make_audit(drawn={"7": 25})
    order = draw_order(audit.listed, "7")
    wrong = order[0].removeprefix("2022-10/").replace("-", "_")
    audit = read(audit, order[:25], **{wrong: "in_progress"})
    more = dict(list_next(audit, iter((1, 2, 3, 40))))
    assert sorted(more) == [2, 3]  # one is wrong already, and fewer than 40 is shown
    for aim, number in more.items():
        assert evaluate(read(audit, order[25 : 25 + number])).fewer_than <= aim
        assert evaluate(read(audit, order[25 : 25 + number - 1])).fewer_than > aim
