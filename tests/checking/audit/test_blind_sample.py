"""The list that is audited, its hash, and the order in which it is read."""

import hashlib

import pytest

from camket.checking.audit.blind_sample import (
    check_fresh,
    count_changed,
    draw_order,
    list_audited,
    list_drawn,
    read_tables,
    usual_aims,
)
from camket.errors import InputError
from samples import audit_tables


def test_what_a_person_decided_with_a_document_is_not_in_the_list():
    listed = list_audited(
        audit_tables(
            ("SNV-01", "completed", "completed", "done"),
            ("SNV-02", "completed", "completed", "decision"),
            ("SNV-03", "completed", "completed", "decision"),
            documented=[("SNV-02", "cut_off_status"), ("SNV-02", "full_year_status")],
        ),
        (),
    )
    assert list(listed.records) == ["2022-10/SNV-01", "2022-10/SNV-03"]
    assert listed.decided == ("2022-10/SNV-02",)


def test_of_a_record_decided_on_one_basis_the_other_is_audited():
    listed = list_audited(
        audit_tables(
            ("SNV-01", "completed", "completed", "decision", "estimate"),
            documented=[("SNV-01", "cut_off_status")],
        ),
        (),
    )
    assert listed.records == {"2022-10/SNV-01": ("", "completed")}


@pytest.mark.parametrize(
    ("statuses", "found"),
    [
        (("unresolved", "unresolved"), None),
        (("in_progress", "unresolved"), ("in_progress", "")),
        (("unresolved", "completed"), ("", "completed")),
    ],
)
def test_an_open_status_is_no_verdict_to_be_wrong(statuses, found):
    listed = list_audited(audit_tables(("SNV-01", *statuses, "asked")), ())
    assert listed.records.get("2022-10/SNV-01") == found
    assert listed.unresolved == (() if found else ("2022-10/SNV-01",))


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        ([("SNV-01", "completed", "completed", "done"), ("SNV-02", "stopped", "stopped", "stop")], ()),
        ([("SNV-01", "completed", "completed", "done"), ("SNV-02", "completed", "stopped", "stop")], ()),
        ([("SNV-01", "completed", "completed", "done")], ()),
        (
            [("SNV-01", "completed", "completed", "done"), ("SNV-02", "completed", "completed", "done")],
            ("stopped",),
        ),
    ],
    ids=["a status", "the other status", "a record fewer", "read whole"],
)
def test_the_hash_covers_every_status_and_what_is_read_whole(rows, whole):
    first = list_audited(
        audit_tables(
            ("SNV-01", "completed", "completed", "done"), ("SNV-02", "completed", "completed", "done")
        ),
        (),
    )
    assert list_audited(audit_tables(*rows), whole).hash != first.hash


def test_anybody_can_work_the_order_out_with_sha256(make_audit):
    listed = make_audit(12).listed
    seed = hashlib.sha256(b"list:30452").hexdigest()

    def ticket(key):
        return hashlib.sha256(f"{seed}/{key}".encode()).hexdigest()

    assert draw_order(listed, "30452") == sorted(listed.records, key=ticket)


def test_another_number_gives_another_order(make_audit):
    listed = make_audit(12).listed
    assert draw_order(listed, "1") != draw_order(listed, "2")
    assert sorted(draw_order(listed, "1")) == sorted(draw_order(listed, "2"))


def test_a_longer_draw_continues_the_order(make_audit):
    short, long = make_audit(drawn={"7": 5}), make_audit(drawn={"7": 9})
    order = draw_order(short.listed, "7")
    assert (set(list_drawn(short)), set(list_drawn(long))) == (set(order[:5]), set(order[:9]))


def test_records_read_whole_stand_among_the_drawn_ones_and_not_in_the_order(make_audit):
    audit = make_audit(drawn={"7": 20}, whole=("stopped",), SNV_03="stopped", SNV_30="stopped")
    drawn, whole = list_drawn(audit), ["2022-10/SNV-03", "2022-10/SNV-30"]
    assert len(drawn) == 22
    assert not set(whole) & set(draw_order(audit.listed, "7"))
    assert sorted(drawn.index(key) for key in whole) not in ([0, 1], [20, 21])


def test_a_record_of_two_draws_is_read_once(make_audit):
    audit = make_audit(10, drawn={"1": 10, "2": 10})
    assert sorted(list_drawn(audit)) == sorted(audit.listed.records)


def test_usual_aims_are_shares_of_the_list():
    assert list(usual_aims(293)) == [3, 6, 9, 15]
    assert list(usual_aims(5)) == [1]


def test_a_record_with_another_status_or_gone_counts_as_changed():
    before = audit_tables(*((f"SNV-0{number}", "completed", "completed", "done") for number in (1, 2, 3)))
    after = audit_tables(
        ("SNV-01", "completed", "completed", "other_rule"), ("SNV-02", "in_progress", "completed", "runs")
    )
    assert count_changed(list_audited(before, ()), after) == 2


def test_tables_of_the_last_run_are_read_with_their_hash(folder):
    found = read_tables([folder])
    content = (folder.processed / "records.csv").read_bytes()
    assert found.hashes == {"2022-10": hashlib.sha256(content).hexdigest()}
    assert len(found.rows) == 5


def test_a_period_that_was_never_run_is_refused(small_project, folder):
    (folder.processed / "records.csv").unlink()
    with pytest.raises(InputError, match="camket run 2022-10"):
        read_tables([folder])


def test_tables_older_than_the_raw_files_are_refused(folder):
    check_fresh([folder])
    (folder.raw / "submissions" / "SNV.xlsx").unlink()
    with pytest.raises(InputError, match="cũ hơn tệp nguồn"):
        check_fresh([folder])
