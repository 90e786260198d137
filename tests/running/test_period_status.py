"""Where a period stands, from an empty folder to an issue, and what comes next."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest

from camket.cli.main import main
from camket.figures.period_lock import hold_period
from camket.figures.staging import staged
from camket.pipeline import prepare_period
from camket.running.period_status import list_periods, read_status
from camket.saved_period import save_prepared
from camket.settings.confirmations import Confirmation, add_confirmations
from camket.settings.project import open_folder


def save(project):
    """The period with the tables of a run."""
    opened = open_folder(project, "2022-10")
    with staged([opened.processed]) as (tables,):
        save_prepared(replace(opened, processed=tables), prepare_period(opened))
    return opened


@pytest.fixture
def folder(small_project):
    return save(small_project)


def read(folder, *touched):
    found = read_status(folder.project, folder.name, touched)
    return dict(found.facts), found


def test_a_period_that_was_run_says_what_there_is_and_asks_for_the_answers(folder):
    facts, found = read(folder)
    assert facts == {
        "thiết lập": "đủ để chạy; trước khi phát hành còn phải điền: report.legal_bases, report.signer_name",
        "danh mục": "5 nội dung của 2 đơn vị",
        "tệp đã nhận": "2 tệp báo cáo",
        "vấn đề": "không có điểm nào cần sửa, bổ sung",
        "câu hỏi": "1 câu hỏi chờ trả lời; 2 nội dung nên xem lại",
        "quyết định": "chưa có quyết định nào",
        "kết quả": "khớp tệp nguồn hiện nay",
        "thư": "chưa viết",
        "phát hành": "chưa phát hành bản chính thức",
    }
    assert found.next_step.startswith("trả lời outputs/2022-10/review.xlsx")
    assert found.summary == "5 nội dung, 1 câu hỏi; đã chạy, chưa phát hành"


@pytest.mark.parametrize(
    ("do", "label", "said", "step"),
    [
        (lambda folder: (folder.raw / "period.toml").unlink(), "thiết lập", "chưa dùng được", "camket new 2022-10"),
        (lambda folder: (folder.raw / "period.toml").write_text("x"), "thiết lập", "chưa dùng được", "sửa hoặc điền"),
        (lambda folder: folder.units_file.unlink(), "thiết lập", "chưa dùng được: data/raw/units.csv", "sửa hoặc điền"),
        (lambda folder: (folder.raw / "register.xlsx").unlink(), "danh mục", "chưa có register.xlsx", "đặt danh mục"),
        (lambda folder: (folder.raw / "submissions" / "moi.csv").write_text("x"), "kết quả",
         "đã cũ: 1 tệp nguồn thay đổi (submissions/moi.csv)", "camket run 2022-10"),
        (lambda folder: (folder.processed / "records.csv").write_bytes(b"\xff\xfe"), "kết quả",
         "không đọc được các bảng", "camket run 2022-10"),
        (lambda folder: (folder.processed / "inputs.json").unlink(), "kết quả", "chưa chạy", "camket check 2022-10"),
    ],
    ids=["no settings", "broken settings", "no units", "no list", "a new file", "a broken table", "never run"],
)  # fmt: skip
def test_what_is_missing_or_stale_is_a_fact_and_the_next_step(folder, do, label, said, step):
    do(folder)
    facts, found = read(folder)
    assert facts[label].startswith(said)
    assert found.next_step.startswith(step)


def test_outputs_touched_by_hand_are_named(folder):
    facts, found = read(folder, "outputs/2022-10/pdf/appendix_1.pdf")
    assert facts["kết quả"] == "1 tệp kết quả bị sửa tay (outputs/2022-10/pdf/appendix_1.pdf)"
    assert found.next_step.startswith("camket run 2022-10")


def test_the_last_issue_is_named_and_what_is_left_is_to_confirm(folder):
    for number in (2, 10):
        record = folder.outputs / "issues" / str(number) / "issue.json"
        record.parent.mkdir(parents=True)
        record.write_text(json.dumps({"number": f"{number}/BC", "day": None}), encoding="utf-8")
    (folder.processed / "review.csv").write_text("record_id\n", encoding="utf-8")
    facts, found = read(folder)
    assert facts["phát hành"] == "lần 10, số 10/BC, chưa có ngày"
    assert found.next_step == "khi báo cáo đã ký: camket run 2022-10 --final --number SỐ --day NGÀY"


def write_letters(folder):
    assert main(["letters", folder.name, "--project", str(folder.project)]) == 0


def issue(folder, **record):
    path = folder.outputs / "issues" / "1" / "issue.json"
    (path.parent / "units").mkdir(parents=True)
    for code in ("SNV", "HTN"):
        (path.parent / "units" / f"{code}.xlsx").write_bytes(b"x")
    records = hashlib.sha256((folder.processed / "records.csv").read_bytes()).hexdigest()
    said = {"number": "158/BC", "day": "2022-11-09", "records": records, **record}
    path.write_text(json.dumps(said), encoding="utf-8")
    history = {"run": 1, "final": True, "at": "2022-11-09"}
    (folder.processed / "history.jsonl").write_text(json.dumps(history) + "\n", encoding="utf-8")


def test_letters_that_are_written_are_no_longer_the_next_step_until_a_file_changes(small_project):
    raw = small_project / "data" / "raw" / "2022-10"
    (raw / "submissions" / "HTN.xlsx").rename(small_project / "HTN.xlsx")
    opened = save(small_project)
    assert read(opened)[1].next_step.startswith("camket letters 2022-10 (thư nhắc")
    write_letters(opened)
    facts, found = read(opened)
    assert facts["thư"] == "2 thư, viết từ các tệp hiện nay"
    assert found.next_step.startswith("trả lời outputs/2022-10/review.xlsx")
    header = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
    line = "SNV-03,full_year_status,completed,completed,Đã hỏi,1/BB,An,2022-11-02\n"
    (raw / "decisions.csv").write_text(header + line, encoding="utf-8")
    facts, found = read(save(small_project))
    assert "đã cũ" in facts["thư"]
    assert not found.next_step.startswith("camket letters")  # what the units were told to do was settled
    (small_project / "HTN.xlsx").rename(raw / "submissions" / "HTN.xlsx")
    facts, _ = read(save(small_project))
    assert facts["thư"] == (
        "2 thư, đã cũ, viết lại trước khi gửi: 2 tệp nguồn đã thay đổi (decisions.csv, submissions/HTN.xlsx)"
    )


def test_after_an_issue_come_its_sheets_then_the_answers_to_them_then_the_next_period(folder):
    (folder.processed / "review.csv").write_text("record_id\n", encoding="utf-8")
    issue(folder)
    assert read(folder)[0]["phát hành"] == "lần 1, số 158/BC, ngày 09/11/2022"
    assert read(folder)[1].next_step.startswith("camket letters 2022-10 (gửi phiếu xác nhận")
    write_letters(folder)
    assert read(folder)[1].next_step.startswith("chờ 2 đơn vị gửi lại phiếu xác nhận")
    answers = [
        Confirmation(unit=unit, opinion="agreed", read_on=date(2022, 11, 20)) for unit in ("SNV", "HTN")
    ]
    add_confirmations(folder, answers)
    assert read(folder)[1].next_step.startswith("kỳ này đã xong; kỳ sau: camket new")


def test_an_issue_of_other_figures_is_to_be_issued_again(folder):
    (folder.processed / "review.csv").write_text("record_id\n", encoding="utf-8")
    issue(folder, records="0" * 64)
    facts, found = read(folder)
    assert facts["phát hành"].endswith("; số liệu nay đã khác")
    assert found.next_step == 'phát hành lần mới: camket run 2022-10 --final --reason "LÝ DO"'


def test_check_and_status_count_the_same_also_of_registrations(folder, capsys):
    (folder.raw / "registrations").mkdir()
    (folder.raw / "registrations" / "SNV.csv").write_text("vô nghĩa\n", encoding="utf-8")
    capsys.readouterr()
    main(["check", "2022-10", "--project", str(folder.project)])
    said = capsys.readouterr().out
    counted = read(save(folder.project))[0]["vấn đề"]
    assert counted == "1 điểm cần sửa, 2 điểm cần bổ sung của 2 đơn vị"
    assert f"; {counted}; " in said


def test_a_lock_is_named_while_its_command_lives(folder, capsys):
    folder.processed.with_name(".lock-2022-10").write_text('{"command": "killed"}', encoding="utf-8")
    assert "đang chạy" not in read(folder)[0]
    with hold_period(folder, "camket run 2022-10", by="an"):
        assert read(folder)[0]["đang chạy"].startswith(
            "lệnh `camket run 2022-10` của an đang dùng kỳ này từ "
        )
        assert main(["status", "2022-10", "--project", str(folder.project)]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_without_a_name_each_period_is_a_line_of_eighty_columns(folder, capsys):
    (folder.project / "data" / "raw" / "2023-06").mkdir()
    assert list_periods(folder.project) == ["2022-10", "2023-06"]
    assert main(["status", "--project", str(folder.project)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["2022-10", "2023-06"]
    assert main(["status", "2022-10", "--project", str(folder.project)]) == 0
    lines += capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80


def test_an_empty_project_says_how_to_begin_and_an_unknown_period_which_there_are(tmp_path, folder, capsys):
    assert main(["status", "--project", str(tmp_path / "nothing")]) == 0
    assert "camket new" in capsys.readouterr().out
    assert main(["status", "2021-01", "--project", str(folder.project)]) == 10
    assert "2022-10" in capsys.readouterr().err
