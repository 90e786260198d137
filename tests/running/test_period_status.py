"""Where a period stands, from an empty folder to an issue, and what comes next."""

import json
from dataclasses import replace

import pytest

from camket.cli.main import main
from camket.figures.period_lock import hold_period
from camket.figures.staging import staged
from camket.pipeline import prepare_period, save_prepared
from camket.running.period_status import list_periods, read_status
from camket.settings.project import open_folder


@pytest.fixture
def folder(small_project):
    """The small period with the tables of a run."""
    opened = open_folder(small_project, "2022-10")
    with staged([opened.processed]) as (tables,):
        save_prepared(replace(opened, processed=tables), prepare_period(opened))
    return opened


def read(folder, *touched):
    found = read_status(folder.project, folder.name, touched)
    return dict(found.facts), found


def test_a_period_that_was_run_says_what_there_is_and_asks_for_the_answers(folder):
    facts, found = read(folder)
    assert facts == {
        "thiết lập": "đủ",
        "danh mục": "5 nội dung của 2 đơn vị",
        "tệp đã nhận": "2 tệp báo cáo",
        "vấn đề": "không có",
        "câu hỏi": "1 câu hỏi chờ trả lời; 2 nội dung nên xem lại",
        "quyết định": "0 còn hiệu lực",
        "kết quả": "khớp tệp nguồn hiện nay",
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
    assert facts["phát hành"] == "lần 10, 10/BC"
    assert found.next_step.startswith("camket letters 2022-10 (gửi phiếu xác nhận")


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
