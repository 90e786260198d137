"""The command line: exit codes, messages and files written."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys

import openpyxl
import pypdf
import pytest

from camket.cli.main import main
from camket.running import chosen_notebooks, run

PERIOD = "2022-10"
DECIDED = "SNV-03,cut_off_status,awaiting_appraisal,unresolved,Đã hỏi,CV 1,Người rà soát,2022-11-01\n"
DECISION_HEADER = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"


def rejected(project):
    path = project / "data" / "processed" / PERIOD / "rejected.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["new"],
        ["check"],
        ["run"],
        ["batch"],
        ["review"],
        ["audit"],
        ["trace"],
        ["reconcile"],
        ["replay"],
        ["diff"],
        ["explain"],
        ["lab"],
    ],
)
def test_every_command_has_a_help_text(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    assert "usage: camket" in capsys.readouterr().out


def test_a_wrong_command_exits_with_2(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["publish", PERIOD])
    assert stopped.value.code == 2


def test_check_writes_only_the_list_of_problems(small_project, capsys):
    before = {path for path in small_project.rglob("*") if path.is_file()}
    assert main(["check", PERIOD, "--project", str(small_project)]) == 0
    after = {path for path in small_project.rglob("*") if path.is_file()}
    assert after - before == {
        small_project / "data" / "processed" / PERIOD / "rejected.csv",
        small_project / "outputs" / PERIOD / "problems.xlsx",
    }
    assert (
        "đã đọc 2 tệp; 5/5 nội dung có báo cáo; không có điểm nào cần sửa, bổ sung; 1 câu hỏi"
        in capsys.readouterr().out
    )


def test_a_broken_file_is_named_and_the_others_are_read(small_project, capsys):
    folder = small_project / "data" / "raw" / PERIOD / "submissions"
    (folder / "hong.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    assert main(["check", PERIOD, "--project", str(small_project)]) == 10
    said = capsys.readouterr().out
    assert "submissions/hong.xlsx" in said
    assert "cách sửa:" in said
    assert "5/5 nội dung có báo cáo" in said
    assert [row["source_file"] for row in rejected(small_project)] == ["submissions/hong.xlsx"]


def test_check_lists_units_without_submission_and_exits_with_0(small_project, capsys):
    (small_project / "data" / "raw" / PERIOD / "submissions" / "HTN.xlsx").unlink()
    assert main(["check", PERIOD, "--project", str(small_project)]) == 0
    said = capsys.readouterr().out
    assert "3/5 nội dung có báo cáo; 1 điểm cần bổ sung của 1 đơn vị" in said
    assert "Chưa gửi (1 đơn vị): UBND huyện Tam Nông." in said
    assert [row["unit"] for row in rejected(small_project)] == ["HTN"]
    book = openpyxl.load_workbook(small_project / "outputs" / PERIOD / "problems.xlsx")
    assert book.sheetnames == ["HTN"]
    assert "chưa gửi kết quả nào (2 nội dung đã ký)" in book["HTN"]["G6"].value


def test_a_corrected_file_replaces_rows_and_their_faults_are_no_longer_reported(small_project, capsys):
    folder = small_project / "data" / "raw" / PERIOD / "submissions"
    book = openpyxl.load_workbook(folder / "SNV.xlsx")
    book.active["C2"] = "Đã hoàn thành"
    book.save(folder / "SNV lần 2.xlsx")
    assert main(["check", PERIOD, "--project", str(small_project)]) == 0
    said = capsys.readouterr().out
    assert "5/5 nội dung có báo cáo; không có điểm nào cần sửa, bổ sung; 1 câu hỏi" in said
    assert "Sở Nội vụ: 3 dòng trùng hoặc đã thay bằng lần gửi sau, không cần xử lý" in said
    rows = rejected(small_project)
    assert {row["source_file"] for row in rows} == {"submissions/SNV.xlsx"}
    assert "đã được thay bằng dòng 2 của submissions/SNV lần 2.xlsx, gửi sau" in {
        row["found"] for row in rows
    }


def test_check_reports_hidden_commitments_and_exits_with_0(small_project, capsys):
    path = small_project / "data" / "raw" / PERIOD / "submissions" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.save(path)
    assert main(["check", PERIOD, "--project", str(small_project)]) == 0
    said = capsys.readouterr().out
    assert "Sở Nội vụ: 1 điểm cần bổ sung; 1 chỗ có thể ẩn cam kết" in said
    assert "Sheet, hàng ẩn 3: 1 hàng bị ẩn có chữ" in said
    assert "đã đọc 2 tệp; 4/5 nội dung có báo cáo; 1 điểm cần bổ sung của 1 đơn vị" in said
    assert "Có thể ẩn cam kết: 1 chỗ" in said
    assert {row["kind"] for row in rejected(small_project)} == {"hidden", "missing"}
    sheet = openpyxl.load_workbook(small_project / "outputs" / PERIOD / "problems.xlsx")["SNV"]
    assert [row[1].value for row in sheet.iter_rows(min_row=6)] == ["Bổ sung", "Xem kỹ"]


def test_a_unit_with_an_unreadable_file_is_not_listed_as_without_submission(small_project, capsys):
    folder = small_project / "data" / "raw" / PERIOD / "submissions"
    (folder / "HTN.xlsx").write_bytes(b"")
    assert main(["check", PERIOD, "--project", str(small_project)]) == 10
    said = capsys.readouterr().out
    assert "Đã gửi nhưng chưa đọc được (1 đơn vị): UBND huyện Tam Nông." in said
    assert "Chưa gửi" not in said


def test_an_unknown_period_is_reported_with_the_known_ones(small_project, capsys):
    assert main(["run", "2023-10", "--project", str(small_project)]) == 10
    said = capsys.readouterr().err
    assert "data/raw/2023-10" in said
    assert PERIOD in said
    assert "Traceback" not in said


def test_an_unknown_key_is_reported_with_a_remedy(small_project, capsys):
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("cut_off", "cutoff"), encoding="utf-8")
    assert main(["check", PERIOD, "--project", str(small_project)]) == 10
    said = capsys.readouterr().err
    assert "data/raw/2022-10/period.toml" in said
    assert "thêm cut_off" in said
    assert "khóa không rõ cutoff" in said


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("appendix_2.show_evidnce=true", "appendix_2.show_evidence"),
        ("show_evidence=maybe", "'maybe' không thuộc kiểu bool"),
        ("period=2021-10", "`period` do chính lệnh đặt"),
        ("show_evidence", "không phải TÊN=GIÁ_TRỊ"),
    ],
)
def test_a_wrong_parameter_stops_the_run_before_anything_is_read(small_project, capsys, given, named):
    (
        small_project / "data" / "raw" / PERIOD / "register.xlsx"
    ).unlink()  # reading this file would exit with code 10
    assert main(["run", PERIOD, "-p", given, "--project", str(small_project)]) == 2
    assert named in capsys.readouterr().err


def test_final_is_refused_while_a_question_is_open(small_project, capsys):
    assert main(["run", PERIOD, "--final", "--project", str(small_project)]) == 11
    said = capsys.readouterr().err
    assert "SNV-03 (cut_off_status)" in said
    assert "data/processed/2022-10/review.csv" in said
    assert "camket review 2022-10" in said
    assert not (small_project / "outputs" / PERIOD).exists()


def test_review_lists_the_open_questions_and_writes_nothing(small_project, capsys):
    before = {path: path.read_bytes() for path in small_project.rglob("*") if path.is_file()}
    assert main(["review", PERIOD, "--project", str(small_project)]) == 0
    said = capsys.readouterr().out
    assert "Sở Nội vụ (1 câu hỏi)" in said
    assert "SNV-03" in said
    assert {path: path.read_bytes() for path in small_project.rglob("*") if path.is_file()} == before


def test_review_refuses_a_foreign_workbook_and_names_it(small_project, capsys):
    path = small_project / "khac.xlsx"
    openpyxl.Workbook().save(path)
    assert main(["review", PERIOD, "--apply", str(path), "--project", str(small_project)]) == 10
    assert "khac.xlsx" in capsys.readouterr().err
    assert main(["review", PERIOD, "--apply", "không có.xlsx", "--project", str(small_project)]) == 10
    assert "không có.xlsx" in capsys.readouterr().err


def test_two_decisions_that_lead_a_record_where_none_can_go_stop_the_run_and_are_named(small_project, capsys):
    path = small_project / "data" / "raw" / PERIOD / "decisions.csv"
    done = DECIDED.replace("awaiting_appraisal", "completed")
    failed = DECIDED.replace(
        "cut_off_status,awaiting_appraisal,unresolved", "full_year_status,not_completed,completed"
    )
    path.write_text(DECISION_HEADER + DECIDED + done, encoding="utf-8")
    assert main(["check", PERIOD, "--project", str(small_project)]) == 0  # the later line counts
    path.write_text(DECISION_HEADER + done + failed, encoding="utf-8")
    assert main(["check", PERIOD, "--project", str(small_project)]) == 10
    said = capsys.readouterr().err
    assert "SNV-03: đến ngày chốt là Hoàn thành, ước cả năm là Không hoàn thành (Người rà soát" in said


def test_check_names_a_decision_whose_file_is_gone_and_those_that_wait_for_a_second_person(
    small_project, capsys
):
    raw = small_project / "data" / "raw" / PERIOD
    head = DECISION_HEADER.strip() + ",written,role,checked_by,document_sha256\n"
    made = DECIDED.strip().split(",")
    made[5] = "CV 1; cv-1.pdf"
    (raw / "decisions.csv").write_text(f"{head}{','.join([*made, '', '', '', '0' * 64])}\n", encoding="utf-8")
    main(["check", PERIOD, "--project", str(small_project)])
    said = capsys.readouterr().out
    assert "1 câu hỏi" in said
    assert "quyết định về SNV-03 (đến ngày chốt) hết hiệu lực: không còn tệp cv-1.pdf" in said
    settings = (raw / "period.toml").read_text(encoding="utf-8")
    (raw / "period.toml").write_text(f"{settings}[decisions]\nsecond_person = true\n", encoding="utf-8")
    main(["check", PERIOD, "--project", str(small_project)])
    assert "1 quyết định chờ người thứ hai kiểm tra: SNV-03 (đến ngày chốt)" in capsys.readouterr().out


def test_a_decision_settles_the_question_and_a_corrected_row_brings_it_back(small_project, capsys):
    path = small_project / "data" / "raw" / PERIOD / "decisions.csv"
    path.write_text(DECISION_HEADER + DECIDED, encoding="utf-8")
    assert main(["check", PERIOD, "--project", str(small_project)]) == 0
    assert "không có câu hỏi nào" in capsys.readouterr().out
    path.write_text(DECISION_HEADER + DECIDED.replace("unresolved", "completed"), encoding="utf-8")
    assert main(["check", PERIOD, "--project", str(small_project)]) == 0
    assert "1 câu hỏi" in capsys.readouterr().out


def test_a_decision_without_a_name_is_refused(small_project, capsys):
    path = small_project / "data" / "raw" / PERIOD / "decisions.csv"
    path.write_text(DECISION_HEADER + DECIDED.replace("Người rà soát", ""), encoding="utf-8")
    assert main(["check", PERIOD, "--project", str(small_project)]) == 10
    said = capsys.readouterr().err
    assert "decisions.csv, dòng 2" in said
    assert "decided_by" in said


@pytest.mark.trial
def test_every_page_of_a_draft_is_marked_and_markup_from_outside_stays_text(small_project, publish):
    path = small_project / "data" / "raw" / PERIOD / "submissions" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["C2"] = "<script>alert(1)</script> #emph[x] $1/0$ \\u{41} **x** đang thực hiện"
    book.active["E2"] = '\'=HYPERLINK("http://x")'
    book.save(path)
    published = publish(small_project)
    assert published.done.returncode == 0, published.done.stderr
    assert "DỰ THẢO: còn 1 câu hỏi" in published.done.stdout
    page = (published.outputs / "html" / "appendix_2.html").read_text(encoding="utf-8")
    assert page.count("<script>") == 1  # camket's own
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; #emph[x]" in page
    pages = list((published.outputs / "html").glob("*.html"))
    assert len(pages) == 7
    for page in pages:
        text = " ".join(page.read_text(encoding="utf-8").split())
        assert "<title>[DỰ THẢO]" in text
        assert (
            '<a class="figure" href="../trace.html#cut_off.unresolved" data-figure="cut_off.unresolved">'
            in text
        )
    printed = list((published.outputs / "pdf").glob("*.pdf"))
    assert len(printed) == 7
    for path in printed:
        assert all("DỰ THẢO" in leaf.extract_text() for leaf in pypdf.PdfReader(path).pages), path
    assert "DỰ THẢO" in openpyxl.load_workbook(published.outputs / "review.xlsx")["Cau hoi"]["A2"].value


def test_a_failing_notebook_names_its_cell_and_keeps_the_earlier_outputs(small_project, monkeypatch, capsys):
    for folder, name in (("outputs", "html/cut_off.html"), ("data/processed", "records.csv")):
        earlier = small_project / folder / PERIOD / name
        earlier.parent.mkdir(parents=True)
        earlier.write_text("earlier", encoding="utf-8")
    kept = {path: path.read_bytes() for path in small_project.rglob("*") if path.is_file()}
    content = {
        "cells": [
            {"cell_type": "code", "id": "a", "metadata": {"tags": ["parameters"]}, "execution_count": None,
             "outputs": [], "source": 'period: str = "2022-10"'},
            {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": None, "outputs": [],
             "source": "share = 1 / 0"},
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }  # fmt: skip
    broken = small_project / "broken.ipynb"
    broken.write_text(json.dumps(content), encoding="utf-8")
    for module in (run, chosen_notebooks):
        monkeypatch.setattr(module, "choose_notebooks", lambda folder: {"broken": broken})
    assert main(["run", PERIOD, "--project", str(small_project)]) == 10
    said = capsys.readouterr().err
    assert "broken.ipynb, ô 2\n" in said
    assert "ZeroDivisionError: division by zero" in said
    assert "share = 1 / 0" in said
    assert "Traceback" not in said
    assert {path: path.read_bytes() for path in kept} == kept
    folders = [small_project / "outputs", small_project / "data" / "processed"]
    assert [sorted(path.name for path in folder.iterdir()) for folder in folders] == [[PERIOD], [PERIOD]]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["Đã hoàn thành đúng hạn"], "→ done: Hoàn thành"),
        (["Đã có kết quả"], "→ Chưa xác định: không quy tắc nào kết luận được"),
        (["đạt 9/10 xã", "--target", "10 xã"], "→ number_short: Đang thực hiện"),
        (["Ước đạt 92% kế hoạch", "--full-year"], "→ estimate_short: Không hoàn thành"),
        (["Tự chấm 92 điểm", "--target", "Chỉ số DDCI"], "Loại cam kết: Chỉ số, xếp hạng do cơ quan khác"),
        (["Đã họp; chưa có kết quả"], "  2. “chưa có kết quả”\n     chưa CÓ KẾT_QUẢ ⇒ unanswered\n"),
    ],
)
def test_explain_names_the_reason_that_decides_and_the_claims_of_each_clause(capsys, arguments, line):
    assert main(["explain", *arguments]) == 0
    assert line in capsys.readouterr().out


def test_the_command_line_is_imported_without_heavy_packages():
    script = (
        "import sys, camket.cli;"
        "heavy = {'pandas', 'matplotlib', 'openpyxl', 'papermill', 'nbconvert', 'typst', 'pyarrow', 'pydantic'};"
        "sys.exit(', '.join(heavy & sys.modules.keys()) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_vietnamese_is_printed_on_a_console_that_has_no_utf_8(small_project):
    command = [sys.executable, "-m", "camket", "check", PERIOD, "--project", str(small_project)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert "câu hỏi cần rà soát" in done.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_error(small_project):
    """`camket trace … | head -1`."""
    command = [
        sys.executable,
        "-m",
        "camket",
        "trace",
        PERIOD,
        "cut_off.total",
        "--project",
        str(small_project),
    ]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "còn thiếu PERIOD"),
        (["runn"], "không có 'runn' (chọn một trong"),
        (["run", "2022-10", "--jobs", "0"], "'0' không phải số nguyên từ 1 trở lên"),
        (["status", "--strange"], "không có tham số --strange"),
    ],
)
def test_a_wrong_command_is_told_in_vietnamese(capsys, arguments, said):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("dùng lệnh chưa đúng: ")
    assert said in told
    assert "xem cách dùng: camket" in told


def test_a_day_outside_the_years_of_the_report_is_to_be_given_anew(small_project, capsys):
    given = ["run", PERIOD, "--final", "--day", "09/11/2032", "--project", str(small_project)]
    assert main(given) == 10
    told = capsys.readouterr().err
    assert "--day\n  thấy:  ngày 09/11/2032" in told
    assert "cách sửa: ghi lại --day" in told
