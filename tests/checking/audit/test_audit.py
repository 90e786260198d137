"""The steps of an audit, each on record before the next."""

import csv
import hashlib
import json
import shutil

import openpyxl
import pytest

from camket.checking.audit.audit_messages import describe_step
from camket.checking.audit.blind_sample import draw_order, list_drawn
from camket.errors import InputError, UsageError
from camket.figures.audit_record import last_stated, read_audits
from camket.figures.staging import read_history
from camket.running.history import check_history
from camket.settings.project import open_folder

READER, SECOND = "Trần Thị Bình", "Lê Văn Cường"
CUT_OFF, FULL_YEAR, NAME = "Kết quả đến ngày chốt", "Kết quả ước cả năm", "Người đọc"
UNCLEAR = "Không kết luận được"
RIGHT, SETTLED_BY, REASON = "Kết quả đúng", "Người xác định", "Lý do, căn cứ"


def events(folder):
    return [(line["audit"], line["event"]) for line in map(json.loads, read_history(folder.processed))]


def answer(audit, scheme, **others):
    """What a reader writes who agrees with the program wherever it has a verdict, except in the records named."""
    rows = {}
    for key in list_drawn(audit):
        name = key.rpartition("/")[2]
        found = [status and scheme.short(status) for status in audit.listed.records[key]]
        read = others.get(name.replace("-", "_"), found[0] or UNCLEAR)
        rows[name] = {CUT_OFF: read, FULL_YEAR: found[1] or UNCLEAR, NAME: READER}
    return rows


@pytest.fixture
def drawn(folder, audit_of):
    """An audit of the five commitments with all of them drawn."""
    auditing = audit_of(folder)
    auditing.commit(())
    auditing.draw("7", 1)
    return auditing


def test_the_list_is_on_record_before_any_number(folder, audit_of):
    step = audit_of(folder, by="Nguyễn An").commit(())
    [line] = map(json.loads, read_history(folder.processed))
    content = (folder.processed / "records.csv").read_bytes()
    assert (line["audit"], line["by"], line["at"]) == ("list", "Nguyễn An", "2022-11-20T08:00:00Z")
    assert line["event"]["hash"] == step.audit.listed.hash
    assert line["event"]["tables"] == {"2022-10": hashlib.sha256(content).hexdigest()}


def test_the_same_list_is_recorded_once(folder, audit_of):
    first, again = audit_of(folder).commit(()), audit_of(folder).commit(())
    assert (first.new, again.new) == (True, False)
    assert len(read_history(folder.processed)) == 1


def test_a_draw_without_a_list_on_record_is_refused(folder, audit_of):
    with pytest.raises(UsageError, match="chưa ghi danh sách của các bảng hiện nay"):
        audit_of(folder).draw("7", None)


def test_a_draw_without_a_number_is_refused(folder, audit_of):
    audit_of(folder).commit(())
    with pytest.raises(UsageError, match="chưa chọn mẫu"):
        audit_of(folder).draw(None, 2)


def test_every_draw_is_on_record_and_none_replaces_another(folder, audit_of):
    audit_of(folder).commit(())
    for number in ("7", "8", "7"):
        audit_of(folder).draw(number, 1)
    assert [(kind, event.get("number")) for kind, event in events(folder)] == [
        ("list", None), ("draw", "7"), ("draw", "8"),
    ]  # fmt: skip
    step = audit_of(folder).current()
    assert list(step.audit.draws) == ["7", "8"]
    assert "Mọi lần rút đều được ghi và đều tính" in "\n".join(describe_step(step))


def test_what_is_read_whole_cannot_be_chosen_after_the_draw(folder, audit_of, drawn):
    with pytest.raises(UsageError, match="đã chọn mẫu từ các bảng này"):
        audit_of(folder).commit(("completed",))


def test_an_unknown_status_to_read_whole_is_refused(folder, audit_of):
    with pytest.raises(UsageError, match="complete"):
        audit_of(folder).commit(("complete",))


def test_readings_are_taken_in_and_state_how_many_may_be_wrong(folder, audit_of, drawn, fill):
    audit, scheme = drawn.current().audit, drawn.period.scheme
    path = fill(folder.outputs / "audit.xlsx", answer(audit, scheme))
    step = audit_of(folder).apply(path)
    kind, event = events(folder)[-1]
    assert (kind, event["file_sha256"]) == ("readings", hashlib.sha256(path.read_bytes()).hexdigest())
    assert event["statement"]["fewer_than"] == 1
    assert last_stated(read_audits(folder.processed)).statement == step.audit.statement
    population = len(audit.listed.records)
    assert f"có ít hơn 1 trong {population} nội dung bị xếp sai." in "\n".join(describe_step(step))


def test_readings_applied_twice_are_recorded_once(folder, audit_of, drawn, fill):
    path = fill(folder.outputs / "audit.xlsx", answer(drawn.current().audit, drawn.period.scheme))
    audit_of(folder).apply(path)
    lines = read_history(folder.processed)
    assert not audit_of(folder).apply(path).new
    assert read_history(folder.processed) == lines


def test_readings_may_come_in_parts(folder, audit_of, drawn, fill):
    audit = drawn.current().audit
    rows = answer(audit, drawn.period.scheme)
    for name in rows:
        part = fill(folder.outputs / "audit.xlsx", {name: rows[name]})
        step = audit_of(folder).apply(part)
    assert step.audit.statement.read == len(audit.listed.records)
    assert step.audit.statement.fewer_than == 1


def find_pair(audit):
    """A record that runs at the cut-off and is to be completed, so that a reader may differ on the cut-off alone."""
    return next(
        key.rpartition("/")[2]
        for key, found in audit.listed.records.items()
        if found == ("in_progress", "completed")
    )


def test_a_difference_is_settled_by_a_second_person(folder, audit_of, drawn, fill):
    audit, scheme = drawn.current().audit, drawn.period.scheme
    name = find_pair(audit)
    wrong = {name.replace("-", "_"): "Chờ thẩm định"}
    step = audit_of(folder).apply(fill(folder.outputs / "audit.xlsx", answer(audit, scheme, **wrong)))
    assert (step.audit.statement.wrong, step.audit.statement.unsettled) == (1, 1)
    path = folder.outputs / "audit_differences.xlsx"
    own = {f"{name} cut_off": {RIGHT: "Chờ thẩm định", SETTLED_BY: "trần thị bình", REASON: "Xem lại"}}
    with pytest.raises(InputError, match="người xác định phải khác người đọc"):
        audit_of(folder).apply(fill(path, own))
    own[f"{name} cut_off"][SETTLED_BY] = SECOND
    step = audit_of(folder).apply(fill(path, own))
    assert (step.audit.statement.wrong, step.audit.statement.unsettled) == (1, 0)
    with (folder.outputs / "audit_decisions.csv").open(encoding="utf-8-sig", newline="") as lines:
        [line] = csv.DictReader(lines)
    row = {row["record_id"]: row for row in read_records(folder)}[name]
    assert (line["record_id"], line["field"], line["value"]) == (name, "cut_off_status", "awaiting_appraisal")
    assert line["expect"] == f"in_progress:{row['cut_off_rule']}"
    assert (line["decided_by"], line["decided_on"], line["checked_by"]) == (SECOND, "", READER)


def read_records(folder):
    with (folder.processed / "records.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_difference_that_two_people_dispute_may_still_be_settled(folder, audit_of, drawn, fill):
    audit, scheme = drawn.current().audit, drawn.period.scheme
    name = find_pair(audit)
    audit_of(folder).apply(
        fill(folder.outputs / "audit.xlsx", answer(audit, scheme, **{name.replace("-", "_"): UNCLEAR}))
    )
    path = folder.outputs / "audit_differences.xlsx"
    blank = shutil.copyfile(path, path.with_name("blank.xlsx"))
    for right, wrong in (("Còn ý kiến khác nhau", 1), ("Đang thực hiện", 0)):
        own = {f"{name} cut_off": {RIGHT: right, SETTLED_BY: SECOND, REASON: "Xem lại"}}
        step = audit_of(folder).apply(fill(blank, own))
        assert step.audit.statement.wrong == wrong


@pytest.mark.parametrize("file", ["audit.xlsx", "audit_differences.xlsx"])
def test_answers_not_applied_yet_are_never_overwritten(folder, audit_of, drawn, fill, file):
    audit, scheme = drawn.current().audit, drawn.period.scheme
    name = find_pair(audit)
    rows = answer(audit, scheme, **{name.replace("-", "_"): UNCLEAR})
    path = fill(folder.outputs / "audit.xlsx", rows)
    if file == "audit.xlsx":
        path.rename(folder.outputs / file)
        with pytest.raises(InputError, match="chưa áp dụng"):
            audit_of(folder).draw(None, 1)
        return
    first = fill(folder.outputs / "audit.xlsx", {name: rows[name]}, "first.xlsx")
    audit_of(folder).apply(first)
    own = {f"{name} cut_off": {RIGHT: "Đang thực hiện", SETTLED_BY: SECOND, REASON: "Xem lại"}}
    fill(folder.outputs / file, own, file)
    before = read_history(folder.processed)
    with pytest.raises(InputError, match="chưa áp dụng"):
        audit_of(folder).apply(path)
    assert read_history(folder.processed) == before


def test_a_statement_stays_with_the_tables_it_was_drawn_from(folder, audit_of, drawn, fill, run_again):
    audit, scheme = drawn.current().audit, drawn.period.scheme
    audit_of(folder).apply(fill(folder.outputs / "audit.xlsx", answer(audit, scheme)))
    book = openpyxl.load_workbook(folder.raw / "submissions" / "SNV.xlsx")
    book.active["C3"], book.active["D3"] = "Không thể hoàn thành trong năm 2022", None
    book.save(folder.raw / "submissions" / "SNV.xlsx")
    run_again(folder)
    step = audit_of(folder).current()
    assert step.audit.listed.hash == audit.listed.hash
    said = "\n".join(describe_step(step))
    assert "bảng kết quả đã thay đổi sau khi lập danh sách (1 nội dung đổi kết quả)" in said
    with pytest.raises(UsageError, match="chưa ghi danh sách của các bảng hiện nay"):
        audit_of(folder).draw("9", 1)
    assert audit_of(folder).commit(()).audit.listed.hash != audit.listed.hash


def test_the_history_stays_one_chain(folder, drawn):
    assert [
        text for text in check_history(folder.processed, folder.outputs) if "không nối tiếp" in text
    ] == []


def test_months_together_are_one_list_in_the_history_of_each(folder, audit_of, fill, run_again):
    shutil.copytree(folder.raw, folder.raw.with_name("2022-11"))
    second = open_folder(folder.project, "2022-11")
    run_again(second)
    auditing = audit_of(second, folder)
    step = auditing.commit(())
    auditing.draw("7", 1)
    assert step.audit.listed.periods == ("2022-10", "2022-11")
    assert len(step.audit.listed.records) == 2 * sum(
        row["cut_off_status"] != "unresolved" or row["full_year_status"] != "unresolved"
        for row in read_records(folder)
    )
    assert [kind for kind, _ in events(folder)] == [kind for kind, _ in events(second)] == ["list", "draw"]
    codes = {
        row[3].value
        for row in openpyxl.load_workbook(second.outputs / "audit.xlsx").worksheets[0].iter_rows()
    }
    assert any("kỳ 2022-10" in str(code) for code in codes)
    assert audit_of(folder).current() is None  # an audit of one month alone is another one


def test_the_order_in_the_workbook_is_that_of_the_draw(folder, drawn):
    audit = drawn.current().audit
    sheet = openpyxl.load_workbook(folder.outputs / "audit.xlsx").worksheets[0]
    at = [cell.value for cell in sheet[3]].index("audit_record")
    assert [row[at].value for row in sheet.iter_rows(min_row=4)] == draw_order(audit.listed, "7")


def test_a_further_draw_takes_the_statement_back_until_it_is_read(folder, audit_of, fill):
    auditing = audit_of(folder)
    auditing.commit(())
    auditing.draw("7", 2)
    audit, scheme = auditing.current().audit, auditing.period.scheme
    some = set(list_drawn(audit))
    step = audit_of(folder).apply(fill(folder.outputs / "audit.xlsx", answer(audit, scheme)))
    before = step.audit.statement.fewer_than
    assert len(some) < len(audit.listed.records)
    number = next(
        str(number) for number in range(8, 99) if draw_order(audit.listed, str(number))[0] not in some
    )
    audit_of(folder).draw(number, 2)
    [stored] = read_audits(folder.processed)
    assert stored.statement.fewer_than > before
    audit = audit_of(folder).current().audit
    step = audit_of(folder).apply(fill(folder.outputs / "audit.xlsx", answer(audit, scheme)))
    assert step.audit.statement.fewer_than <= before


def test_a_bound_above_the_list_is_no_aim(folder, audit_of):
    audit_of(folder).commit(())
    with pytest.raises(UsageError, match="trong danh sách"):
        audit_of(folder).draw("7", 99)


def test_an_edited_history_is_told_at_every_step(folder, audit_of, drawn):
    path = folder.processed / "history.jsonl"
    path.write_text(path.read_text("utf-8").replace("2022-11-20", "2022-11-19", 1), "utf-8")
    said = "\n".join(describe_step(audit_of(folder).current()))
    assert "CẢNH BÁO: history.jsonl, dòng 2: không nối tiếp dòng trước" in said


def test_a_workbook_of_an_earlier_audit_that_is_on_record_may_be_replaced(
    folder, audit_of, drawn, fill, run_again
):
    audit, scheme = drawn.current().audit, drawn.period.scheme
    path = folder.outputs / "audit.xlsx"
    fill(path, answer(audit, scheme), "audit.xlsx")
    audit_of(folder).apply(path)
    book = openpyxl.load_workbook(folder.raw / "submissions" / "SNV.xlsx")
    book.active["E2"] = "Ghi thêm"
    book.save(folder.raw / "submissions" / "SNV.xlsx")
    run_again(folder)
    audit_of(folder).commit(())
    audit_of(folder).draw("8", 1)
    assert audit_of(folder).current().audit.listed.hash != audit.listed.hash
