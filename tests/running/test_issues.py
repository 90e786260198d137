"""Final runs: what is refused, what is sealed, and what later runs leave as it is."""

from __future__ import annotations

import io
import json
import re
import shutil
import stat
from urllib.parse import unquote

import docx
import openpyxl
import pytest

from camket.checking.replay import compare_runs
from camket.checking.verify import check_printed, describe_printed
from camket.cli.main import main
from camket.running.issues import RECORD, check_issues, last_number, read_issues
from camket.settings.project import open_folder

PERIOD = "2022-10"
# The two values of a report that need no answer, and nothing else to be filled in.
AT_THE_END = 'legal_bases = ["Căn cứ Công văn số 1/UBND ngày 05/01/2022;"]\nsigner_name = "Trần Thị B"\n'


@pytest.fixture
def project(small_project):
    """A period with a notice, ready for a final run, whose report has neither a number nor a day."""
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    text = settings.read_text(encoding="utf-8").replace("158/BC", "/BC").replace("day = 2022-11-09\n", "")
    settings.write_text(f'notice = "Số liệu giả lập"\n{text}{AT_THE_END}', encoding="utf-8")
    return small_project


@pytest.fixture
def folder(project):
    return open_folder(project, PERIOD)


def files_of(folder, issue=1):
    root = folder.outputs / "issues" / str(issue)
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def change_result(project, text):
    path = project / "data" / "raw" / PERIOD / "submissions" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["C3"] = text
    book.save(path)


def history(folder):
    return [json.loads(line) for line in (folder.processed / "history.jsonl").read_text("utf-8").splitlines()]


def test_a_final_run_seals_what_is_published_with_its_record(folder, camket):
    assert camket("run", "--final")[0] == 0
    [issue] = read_issues(folder)
    kept = files_of(folder)
    assert {"html/page.html", "report.docx", "trace.html", "manifest.json", "tables/records.csv", RECORD} <= {
        *kept
    }
    assert not {"review.xlsx", "problems.xlsx"} & {*kept}
    for name in ("html/page.html", "report.docx", "manifest.json", "ro-crate-metadata.json"):
        assert kept[name] == (folder.outputs / name).read_bytes()
    assert kept["tables/figures.json"] == (folder.processed / "figures.json").read_bytes()
    assert (issue.issue, issue.number, issue.day, issue.reason) == (1, "/BC-SKHĐT", None, "")
    assert not any(
        path.stat().st_mode & stat.S_IWUSR
        for path in (folder.outputs / "issues").rglob("*")
        if path.is_file()
    )
    [line] = history(folder)
    assert (line["final"], line["issue"], line["manifest.json"]) == (True, 1, issue.manifest)
    assert check_issues(folder) == []
    assert not any("issues/" in name for name, _ in compare_runs(folder, folder))
    report = docx.Document(io.BytesIO(kept["report.docx"]))
    assert "Số liệu giả lập" in [line.text for line in report.paragraphs]  # a notice stays in final prints


def test_the_index_of_an_issue_lists_what_it_keeps(folder, camket):
    assert camket("run", "--final")[0] == 0
    kept = files_of(folder)
    links = {unquote(link) for link in re.findall(r'<a href="([^"]+)"', kept["index.html"].decode())}
    assert {"html/page.html", "report.docx", "manifest.json"} <= links
    assert links <= {*kept}


def test_the_code_on_a_sealed_issue_names_it_also_after_the_data_changed(folder, project, camket):
    assert camket("run", "--final")[0] == 0
    printed = json.loads(files_of(folder)["tables/reference_code.json"])["code"]
    assert describe_printed(check_printed(folder, printed), PERIOD).endswith("(bản phát hành lần 1).")
    change_result(project, "Đã ban hành Đề án")
    said = describe_printed(check_printed(folder, printed), PERIOD)
    assert "bản in là bản phát hành lần 1 của kỳ 2022-10" in said
    assert "đã thay đổi ở tệp nguồn" in said


def test_number_and_day_are_put_into_the_same_issue_and_the_figures_stay(folder, camket):
    assert camket("run", "--final")[0] == 0
    before, [first] = files_of(folder), read_issues(folder)
    code, said = camket("run", "--final", "--number", "158", "--day", "2022-11-09")
    assert code == 0
    assert "lần 1, ghi thêm số và ngày; số 158/BC-SKHĐT, ngày 09 tháng 11 năm 2022" in said
    after, [numbered] = files_of(folder), read_issues(folder)
    assert {*after} == {*before}
    assert {name for name in after if after[name] != before[name]} >= {"report.docx", "manifest.json", RECORD}
    assert all(
        after[name] == before[name] for name in before if name.startswith("tables/") and "keys" not in name
    )
    given = {"number", "day", "numbered_at", "numbered_by", "unnumbered_manifest", "manifest", "files"}
    assert numbered.model_dump(exclude=given) == first.model_dump(exclude=given)
    assert (numbered.number, str(numbered.day)) == ("158/BC-SKHĐT", "2022-11-09")
    assert numbered.unnumbered_manifest == first.manifest
    assert [line["issue"] for line in history(folder)] == [1, 1]
    assert check_issues(folder) == []
    code, said = camket("replay")
    assert (code, said.rstrip().endswith("0 khác.")) == (0, True)


def test_a_number_that_comes_in_period_toml_is_put_into_the_same_issue_too(folder, camket):
    assert camket("run", "--final")[0] == 0
    path = folder.raw / "period.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('number = "/BC', 'day = 2022-11-09\nnumber = "158/BC'), encoding="utf-8")
    assert camket("run", "--final")[0] == 0
    [issue] = read_issues(folder)
    assert (issue.issue, issue.number, str(issue.day)) == (1, "158/BC-SKHĐT", "2022-11-09")


def test_with_number_and_day_nothing_else_may_differ(project, folder, camket, capsys):
    assert camket("run", "--final")[0] == 0
    sealed = files_of(folder)
    change_result(project, "Không thể hoàn thành trong năm 2022")
    path = folder.raw / "period.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Trần Thị B", "Lê Văn C"), encoding="utf-8")
    given = ["--final", "--number", "158", "--day", "2022-11-09"]
    assert main(["run", PERIOD, *given, "--project", str(project)]) == 10
    said = capsys.readouterr().err
    assert "data/raw/2022-10/submissions/SNV.xlsx: đã bị sửa" in said
    assert "data/processed/2022-10/figures.json: đã bị sửa" in said
    assert "thiết lập khác, ngoài số và ngày của báo cáo" in said
    assert files_of(folder) == sealed


def read_report(folder):
    lines = docx.Document(folder.outputs / "report.docx")
    return " ".join(cell.text for table in lines.tables for row in table.rows for cell in row.cells)


def test_a_later_run_of_the_same_files_prints_the_number_and_the_day_of_the_issue(project, folder, camket):
    camket("run", "--final")
    camket("run", "--final", "--number", "158", "--day", "2022-11-09")
    code, said = camket("run")
    assert (code, "CẢNH BÁO" in said) == (0, False)
    assert "158/BC-SKHĐT" in read_report(folder)
    assert camket("verify")[0] == 0
    change_result(project, "Không thể hoàn thành trong năm 2022")
    code, said = camket("run")
    assert code == 0
    assert "outputs/2022-10/issues/1 đã có số 158/BC-SKHĐT ngày 09/11/2022; bản này để trống" in said
    assert "data/raw/2022-10/submissions/SNV.xlsx: đã bị sửa" in said
    assert "158/BC-SKHĐT" not in read_report(folder)


def test_a_further_issue_waits_for_a_number_of_its_own(folder, camket):
    camket("run", "--final", "--number", "158", "--day", "2022-11-09")
    assert camket("run", "--final", "--reason", "Sửa lỗi chính tả")[0] == 0
    assert "158/BC-SKHĐT" not in read_report(folder)
    assert read_issues(folder)[-1].number == "/BC-SKHĐT"


def test_a_further_issue_needs_a_reason(folder, camket, capsys):
    assert camket("run", "--final", "--number", "158", "--day", "2022-11-09")[0] == 0
    sealed = files_of(folder)
    for arguments in ((), ("--number", "159", "--day", "2022-11-09")):
        assert main(["run", PERIOD, "--final", *arguments, "--project", str(folder.project)]) == 10
        assert "kỳ này đã phát hành lần 1" in capsys.readouterr().err
    assert files_of(folder) == sealed
    assert camket("run", "--final", "--reason", "Sửa số liệu của Sở Nội vụ")[0] == 0
    first, second = read_issues(folder)
    assert (first.issue, second.issue, second.reason) == (1, 2, "Sửa số liệu của Sở Nội vụ")
    assert files_of(folder) == sealed


def test_a_later_run_leaves_sealed_issues_as_they_are(project, folder, camket):
    assert camket("run", "--final")[0] == 0
    sealed = files_of(folder)
    change_result(project, "Không thể hoàn thành trong năm 2022")
    assert camket("run")[0] == 0
    assert camket("run", "--final", "--reason", "Đơn vị sửa báo cáo")[0] == 0
    assert files_of(folder) == sealed
    assert [issue.issue for issue in read_issues(folder)] == [1, 2]
    assert files_of(folder, 2)["tables/records.csv"] != sealed["tables/records.csv"]
    code, said = camket("run")
    assert (code, "CẢNH BÁO" in said) == (0, False)
    assert files_of(folder) == sealed
    assert not any(
        "issues/" in file["path"]
        for file in json.loads((folder.outputs / "manifest.json").read_text())["outputs"]
    )


def test_a_sealed_issue_that_somebody_touched_is_named_by_the_next_run(folder, camket):
    assert camket("run", "--final")[0] == 0
    page = folder.outputs / "issues" / "1" / "html" / "page.html"
    content = page.read_bytes()
    touched = ["outputs/2022-10/issues/1: không còn nguyên như khi phát hành"]
    page.unlink()
    assert check_issues(folder) == touched
    page.write_bytes(content)
    assert check_issues(folder) == []
    page.with_name("other.html").touch()
    assert check_issues(folder) == touched
    page.with_name("other.html").unlink()
    page.write_bytes(content + b" ")
    code, said = camket("verify")
    assert (code, said.count(f"✗ {touched[0]}")) == (13, 1)
    code, said = camket("run")
    assert (code, said.count(f"CẢNH BÁO: {touched[0]}")) == (0, 1)
    shutil.rmtree(folder.outputs / "issues")
    assert check_issues(folder) == ["outputs/2022-10/issues/1: không còn (lịch sử có ghi lần phát hành này)"]
    assert last_number(folder) == 1  # the next issue does not take its number


def test_number_and_day_belong_to_a_final_run(camket):
    assert camket("run", "--number", "158")[0] == 2
    assert camket("run", "--reason", "vì")[0] == 2
    assert camket("run", "--final", "--reason", " ")[0] == 2
