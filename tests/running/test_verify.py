"""What `camket verify` says of a period after something was changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from camket.checking import verify
from camket.checking.verify import describe_verification, verify_period
from camket.cli.main import main
from camket.errors import InputError
from camket.figures.reference_code import read_code
from camket.settings.project import open_folder


@pytest.fixture
def published(record, notebooks, monkeypatch):
    monkeypatch.setattr(verify, "choose_notebooks", lambda folder: notebooks)
    return record()


def say(folder):
    return describe_verification(verify_period(folder))


def append(path, content=b" "):
    path.write_bytes(path.read_bytes() + content)


def test_one_line_says_that_all_belongs_together(published, capsys):
    code = main(["verify", published.name, "--project", str(published.project)])
    [line] = capsys.readouterr().out.splitlines()
    assert code == 0
    assert line.startswith("Kỳ 2022-10: 6 tệp nguồn,")
    assert line.endswith("bản kê và lịch sử chạy khớp nhau.")


def test_what_a_check_writes_anew_is_no_fault(published):
    assert main(["check", published.name, "--project", str(published.project)]) in (0, 10)
    append(published.outputs / "problems.xlsx")
    append(published.processed / "rejected.csv")
    assert say(published)[-1].endswith("bản kê và lịch sử chạy khớp nhau.")


@pytest.mark.parametrize(
    ("touch", "named"),
    [
        (lambda folder: append(folder.raw / "register.xlsx"), "data/raw/2022-10/register.xlsx: đã bị sửa"),
        (lambda folder: append(folder.processed / "figures.json"), "data/processed/2022-10/figures.json: đã bị sửa"),
        (lambda folder: append(folder.outputs / "html" / "page.html"), "outputs/2022-10/html/page.html: đã bị sửa"),
        (lambda folder: (folder.processed / "review.csv").unlink(), "data/processed/2022-10/review.csv: không còn"),
        (lambda folder: append(folder.outputs / "manifest.json", b"\n"), "manifest.json: không phải bản"),
        (lambda folder: (folder.outputs / "manifest.json").unlink(), "outputs/2022-10/manifest.json: không có tệp này"),
        (lambda folder: (folder.outputs / "manifest.json").write_text("{"), "outputs/2022-10/manifest.json: không"),
        (lambda folder: (folder.processed / "history.jsonl").unlink(), "không có history.jsonl"),
    ],
    ids=["raw", "table", "output", "table gone", "manifest edited", "manifest gone", "manifest broken", "history gone"],
)  # fmt: skip
def test_a_sentence_names_what_was_changed_and_the_exit_code_is_13(published, capsys, touch, named):
    touch(published)
    code = main(["verify", published.name, "--project", str(published.project)])
    first, *_, last = capsys.readouterr().out.splitlines()
    assert code == 13
    assert first.startswith(f"✗ {named}")
    assert last.startswith("Kỳ 2022-10: ")


def test_a_line_taken_out_of_the_history_is_named(record, published):
    folder = record(by="binh")
    history = folder.processed / "history.jsonl"
    history.write_text(history.read_text(encoding="utf-8").splitlines(keepends=True)[1], encoding="utf-8")
    assert say(folder)[0].startswith("✗ history.jsonl, dòng 1: không nối tiếp dòng trước")


def test_another_program_is_a_note_because_the_files_still_belong_together(published, monkeypatch):
    monkeypatch.setattr("camket.running.manifest.hash_program", lambda: "0" * 64)
    note, line = say(published)
    assert note.startswith("lưu ý: chương trình khác lần chạy đã ghi")
    assert line.endswith("khớp nhau.")


def test_a_workbook_that_people_fill_in_is_a_note_and_its_removal_a_fault(record, published):
    (published.outputs / "html" / "page.html").rename(published.outputs / "review.xlsx")
    found = verify_period(published)
    assert [each.place for each in found.faults] == [
        "outputs/2022-10/html/page.html", "outputs/2022-10/review.xlsx",
    ]  # fmt: skip


def test_what_other_commands_write_into_the_outputs_is_no_fault(published):
    for name in ("letters/SNV.eml", "diff.html", "reconcile.html", "audit.xlsx"):
        path = published.outputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert verify_period(published).changes == ()


def test_a_period_that_was_never_run_cannot_be_verified(small_project):
    with pytest.raises(InputError, match="chạy `camket run 2022-10`"):
        verify_period(open_folder(small_project, "2022-10"))


def verify_printed(folder, printed, capsys):
    code = main(["verify", folder.name, "--printed", printed, "--project", str(folder.project)])
    return code, capsys.readouterr().out.splitlines()[-1]


def test_a_page_of_the_present_data_belongs_to_them(published, capsys):
    code, line = verify_printed(published, read_code(published.processed).upper(), capsys)
    assert code == 0
    assert line.endswith("bản in đúng là của tệp nguồn, nội dung và số liệu kỳ 2022-10.")


def test_a_page_of_an_earlier_run_says_where_it_departs_and_which_run_printed_it(record, published, capsys):
    printed = read_code(published.processed)
    (published.raw / "submissions" / "SNV.xlsx").unlink()
    record(at=datetime(2022, 11, 10, tzinfo=UTC))
    code, line = verify_printed(published, printed, capsys)
    assert code == 13
    assert "bản in khác dữ liệu kỳ 2022-10 ở tệp nguồn, nội dung đã xếp loại, số liệu" in line
    assert line.endswith("mã này do lần chạy 1 (2022-11-09T08:30:00Z) in ra, sau đó dữ liệu đã thay đổi.")


def test_a_page_that_no_run_on_record_printed_shows_that_history_was_cut(published, capsys):
    code, line = verify_printed(published, "0" * 24, capsys)
    assert code == 13
    assert line.endswith("lịch sử chạy không có lần nào in mã này.")
