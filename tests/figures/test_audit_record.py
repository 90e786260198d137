"""The audits of a period as its history has them."""

import json

import pytest

from camket.errors import InputError
from camket.figures.audit_record import (
    AuditList,
    Draw,
    Reading,
    Readings,
    Settlement,
    Statement,
    describe_event,
    last_stated,
    read_audits,
    read_summary,
    save_summary,
    summarize,
)

LISTED = AuditList(
    hash="a",
    tables={"2022-10": "t"},
    whole=(),
    records={"2022-10/SNV-01": ("completed", "completed"), "2022-10/SNV-02": ("in_progress", "completed")},
    decided=("2022-10/SNV-03",),
    unresolved=(),
)
STATED = Statement(population=2, read=1, wrong=0, unsettled=0, fewer_than=2, aim=1)


def write(folder, *events):
    lines = [{"run": 1}, *(describe_event(kind, event) for kind, event in events)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "history.jsonl").write_text(text, encoding="utf-8")


def reading(name, status, reader="Trần Thị Bình"):
    return Reading(key=f"2022-10/{name}", cut_off=status, full_year="completed", reader=reader)


def test_a_period_without_history_has_no_audit(tmp_path):
    assert read_audits(tmp_path) == ()
    assert last_stated(()) is None


def test_the_events_of_a_list_make_one_audit(tmp_path):
    draws = [Draw(hash="a", number="7", drawn=drawn, aim=1) for drawn in (1, 2)]
    first = Readings(hash="a", file_sha256="f", readings=(reading("SNV-01", "stopped"),), statement=STATED)
    settled = Settlement(
        key="2022-10/SNV-01", basis="cut_off", status="completed", settled_by="Lê Văn Cường", reason="Xem lại"
    )
    second = Readings(hash="a", file_sha256="g", settlements=(settled,), statement=STATED)
    write(
        tmp_path,
        ("list", LISTED),
        ("draw", draws[0]),
        ("draw", draws[1]),
        ("readings", first),
        ("readings", second),
    )
    [audit] = read_audits(tmp_path)
    assert audit.draws == {"7": draws[1]}
    assert list(audit.readings) == ["2022-10/SNV-01"]
    assert audit.find_wrong() == {}
    assert audit.statement == STATED


def test_a_text_with_an_odd_line_break_stays_one_line(tmp_path):
    odd = reading("SNV-01", "completed").model_copy(update={"remark": "một\u2028hai\x85ba"})
    write(
        tmp_path,
        ("list", LISTED),
        ("readings", Readings(hash="a", file_sha256="f", readings=(odd,), statement=STATED)),
    )
    [audit] = read_audits(tmp_path)
    assert audit.readings["2022-10/SNV-01"].remark == odd.remark


@pytest.mark.parametrize(
    "line",
    [
        {"audit": "list", "event": {"hash": "a"}},
        {"audit": "draw", "event": Draw(hash="unknown", number="7", drawn=1, aim=1).model_dump()},
        {"audit": "guess", "event": {}},
        {"audit": "list"},
    ],
    ids=[
        "a list without records",
        "a draw from an unknown list",
        "an unknown kind",
        "a line without an event",
    ],
)
def test_an_event_that_is_none_is_refused_by_its_line(tmp_path, line):
    text = json.dumps({"run": 1}) + "\n" + json.dumps(line) + "\n"
    (tmp_path / "history.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="dòng 2"):
        read_audits(tmp_path)


def test_a_broken_line_of_another_kind_is_left_to_the_check_of_the_history(tmp_path):
    (tmp_path / "history.jsonl").write_text('{"run"\n[]\n', encoding="utf-8")
    assert read_audits(tmp_path) == ()


def test_the_latest_audit_that_says_anything_counts(tmp_path):
    other = LISTED.model_copy(update={"hash": "b"})
    nothing = STATED.model_copy(update={"fewer_than": 3})
    write(
        tmp_path,
        ("list", LISTED),
        ("list", other),
        ("readings", Readings(hash="a", file_sha256="f", statement=STATED)),
        ("readings", Readings(hash="b", file_sha256="f", statement=nothing)),
    )
    assert last_stated(read_audits(tmp_path)).listed.hash == "a"


def test_the_summary_beside_the_tables_is_read_back(tmp_path):
    write(tmp_path, ("list", LISTED), ("readings", Readings(hash="a", file_sha256="f", statement=STATED)))
    audit = last_stated(read_audits(tmp_path))
    save_summary(tmp_path, audit)
    assert read_summary(tmp_path) == summarize(audit)
    assert summarize(audit).statement.fewer_than == 2


def test_without_a_statement_there_is_no_summary(tmp_path):
    save_summary(tmp_path, None)
    assert read_summary(tmp_path) is None
