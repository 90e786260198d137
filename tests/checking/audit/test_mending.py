"""What is done about the records found wrong."""

import csv
import io
from dataclasses import replace

import pytest

from camket.checking.audit.mending import find_alike, write_decisions
from camket.figures.audit_record import DISPUTED, UNCLEAR, Settlement
from samples import audit_tables


def test_records_of_the_same_rule_and_status_that_nobody_read_are_like_an_error(make_audit, read):
    audit = read(make_audit(4), ["2022-10/SNV-01", "2022-10/SNV-02"], SNV_01="in_progress")
    found = audit_tables(
        *((f"SNV-0{number}", "completed", "completed", "done", "carried") for number in (1, 2, 3)),
        ("SNV-04", "completed", "completed", "other", "carried"),
    )
    assert find_alike(audit, found) == {"2022-10/SNV-01": ["2022-10/SNV-03"]}


@pytest.mark.parametrize(
    ("status", "now", "written"),
    [
        ("in_progress", "completed", True),
        ("in_progress", "in_progress", False),
        ("in_progress", "stopped", False),
        (DISPUTED, "completed", False),
        (UNCLEAR, "completed", False),
        ("completed", "completed", False),
    ],
    ids=["wrong", "mended already", "changed otherwise", "disputed", "nobody can tell", "right after all"],
)
def test_a_decision_is_offered_for_what_is_settled_as_wrong_and_still_is(
    make_audit, read, status, now, written
):
    audit = read(make_audit(4), ["2022-10/SNV-01"], SNV_01="in_progress")
    key = ("2022-10/SNV-01", "cut_off")
    made = Settlement(
        key=key[0], basis="cut_off", status=status, settled_by="Lê Văn Cường", reason="Xem lại văn bản"
    )
    content = write_decisions(
        replace(audit, settlements={key: made}), audit_tables(("SNV-01", now, "completed", "done"))
    )
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(line["record_id"], line["value"], line["expect"]) for line in lines] == (
        [("SNV-01", "in_progress", "completed:done")] if written else []
    )
