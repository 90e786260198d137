"""Runs before, between and after the steps of an audit."""

import hashlib
import json
from datetime import UTC, datetime

import openpyxl
import pytest

from camket.figures.audit_record import AuditList, describe_event
from camket.figures.staging import read_history
from camket.running.history import append_event, check_history, copy_events
from camket.running.manifest import read_manifest
from camket.settings.project import open_folder
from camket.settings.read_scheme import built_in_scheme

PERIOD = "2022-10"
SCHEME = built_in_scheme()


def fill(project):
    """Reads the whole sample as the program does."""
    folder = open_folder(project, PERIOD)
    events = [json.loads(line) for line in read_history(folder.processed)]
    [listed] = [line["event"]["records"] for line in events if line.get("audit") == "list"]
    path = folder.outputs / "audit.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[3]}
    for row in range(4, sheet.max_row + 1):
        found = listed[sheet.cell(row, at["audit_record"]).value]
        for heading, status in zip(("Kết quả đến ngày chốt", "Kết quả ước cả năm"), found, strict=True):
            sheet.cell(row, at[heading]).value = SCHEME.short(status) if status else "Không kết luận được"
        sheet.cell(row, at["Người đọc"]).value = "Trần Thị Bình"
    book.save(path)
    return path


def test_a_run_keeps_the_letters_that_were_written_before(small_project, camket):
    folder = open_folder(small_project, PERIOD)
    assert camket("run")[0] == 0
    letter = folder.outputs / "letters" / "SNV.eml"
    letter.parent.mkdir()
    letter.write_bytes(b"Subject: edited by hand")
    assert camket("run")[0] == camket("verify")[0] == 0
    assert letter.read_bytes() == b"Subject: edited by hand"


def test_an_audit_goes_through_the_runs_and_its_statement_is_published(small_project, camket):
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    settings.write_text(settings.read_text("utf-8") + "audit = true\n", "utf-8")
    folder = open_folder(small_project, PERIOD)
    assert camket("run")[0] == 0
    code, said = camket("audit")
    assert (code, "--seed SỐ" in said) == (0, True)
    assert camket("audit", "--seed", "30 452", "--fewer-than", "1")[0] == 0
    path = fill(small_project)
    filled = path.read_bytes()
    code, said = camket("audit", "--apply", str(path))
    assert (code, "bị xếp sai." in said) == (0, True)
    assert read_manifest(folder).audit is None
    code, said = camket("run")
    assert (code, "CẢNH BÁO" in said) == (0, False)
    assert path.read_bytes() == filled  # a run keeps what people fill in
    assert camket("replay")[0] == 0
    audit = read_manifest(folder).audit
    assert audit.numbers == ("30452",)
    assert audit.statement.fewer_than == 1
    line = json.loads(read_history(folder.processed)[-1])
    assert line["audit_statement"] == audit.model_dump(mode="json")
    assert json.loads((folder.processed / "audit.json").read_text("utf-8"))["hash"] == audit.hash
    code, said = camket("reconcile", str(folder.outputs / "report.docx"))
    assert "khớp audit.fewer_than" in said
    assert "KHÁC số liệu: audit" not in said
    assert "audit.read" in camket("trace", "audit.read")[1]


@pytest.fixture
def listed():
    return AuditList(hash="a", tables={PERIOD: "b"}, whole=(), records={}, decided=(), unresolved=())


def add(folder, event):
    return append_event(
        folder.processed, describe_event("list", event), at=datetime(2022, 11, 20, tzinfo=UTC), by=""
    )


def test_an_event_is_a_line_of_the_same_chain(record, listed):
    folder = record()
    assert add(folder, listed) == 2
    first, second = read_history(folder.processed)
    assert json.loads(second)["previous"] == hashlib.sha256(first.encode()).hexdigest()
    folder = record(by="bình")
    assert [json.loads(line).get("run") for line in read_history(folder.processed)] == [1, None, 2]
    assert check_history(folder.processed, folder.outputs) == []


def test_a_removed_event_is_noticed(record, listed):
    folder = record()
    add(folder, listed)
    folder = record()
    lines = read_history(folder.processed)
    text = "".join(f"{line}\n" for line in (lines[0], lines[2]))
    (folder.processed / "history.jsonl").write_text(text, "utf-8")
    assert any("dòng 2: không nối tiếp" in said for said in check_history(folder.processed, folder.outputs))


def test_a_replay_sees_the_events_before_the_last_run(record, listed, tmp_path):
    folder = record()
    add(folder, listed)
    folder = record()
    add(folder, listed.model_copy(update={"hash": "later"}))
    copy_events(folder.processed, tmp_path / "again")
    kept = [json.loads(line) for line in read_history(tmp_path / "again")]
    assert [line["event"]["hash"] for line in kept if "event" in line] == ["a"]
