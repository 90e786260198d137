"""Consecutive runs on two units make, keep or drop their sheets. The jobs run in the test's own process."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest

from camket.checking import verify
from camket.checking.replay import replay_period
from camket.cli.main import main
from camket.exchange import new_notebook
from camket.running import chosen_notebooks, run
from camket.running.products import KEYS
from camket.settings.project import open_folder

PERIOD = "2022-10"
NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "unit.ipynb"
FILES = {"HTN.pdf", "HTN.xlsx", "SNV.pdf", "SNV.xlsx"}
NOW = datetime(2022, 11, 9, tzinfo=UTC)


@pytest.fixture
def project(small_project, without_workers, monkeypatch):
    """A project with two units and only the notebook of the unit sheets."""
    notebook = small_project / "unit.ipynb"
    notebook.write_bytes(NOTEBOOK.read_bytes())
    monkeypatch.setattr(new_notebook, "SHIPPED", (small_project,))
    for module in (run, chosen_notebooks, verify):
        monkeypatch.setattr(module, "choose_notebooks", lambda folder: {"unit": notebook})
    return small_project


@pytest.fixture
def camket(project, capsys):
    def command(name, *arguments):
        code = main([name, PERIOD, "--project", str(project), *arguments])
        return code, " ".join(capsys.readouterr().out.split())

    return command


@pytest.fixture
def published(project, camket, tmp_path_factory):
    """The project after a run, which is made once."""
    made = tmp_path_factory.getbasetemp() / "sheets"
    if not made.exists():
        camket("run")
        shutil.copytree(project, made)
    return shutil.copytree(made, project, dirs_exist_ok=True)


def sheets(project):
    folder = project / "outputs" / PERIOD / "units"
    return {path.name: path.read_bytes() for path in folder.glob("*")}


def submit(project, unit, cell, text):
    path = project / "data" / "raw" / PERIOD / "submissions" / f"{unit}.xlsx"
    book = openpyxl.load_workbook(path)
    book.active[cell] = text
    book.save(path)


def text_of(content, tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(content)
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_a_run_makes_both_files_of_every_unit_and_records_them(project, camket):
    code, said = camket("run")
    assert (code, "phiếu đơn vị 2 (làm mới 2, giữ nguyên 0)" in said) == (0, True)
    assert set(sheets(project)) == FILES
    manifest = json.loads((project / "outputs" / PERIOD / "manifest.json").read_bytes())
    recorded = {Path(file["path"]).name for file in manifest["outputs"] if "/units/" in file["path"]}
    assert recorded == FILES
    [notebook] = manifest["notebooks"]
    assert notebook["parameters"] == {"period": PERIOD, "unit": "SNV, HTN"}


def test_every_number_of_the_pdf_is_a_figure_and_links_to_trace_html(published, camket, tmp_path):
    printed = text_of(sheets(published)["SNV.pdf"], tmp_path)
    assert "CỦA SỞ NỘI VỤ" in printed
    assert "DỰ THẢO – còn 01/03 nội dung của đơn vị" in printed
    assert "“Đã hoàn thành” (Sheet!C3)" in printed
    assert "THỦ TRƯỞNG ĐƠN VỊ" in printed
    pages = pypdf.PdfReader(tmp_path / "sheet.pdf").pages
    notes = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    links = {note["/A"]["/URI"] for note in notes}
    trail = (published / "outputs" / PERIOD / "trace.html").read_text(encoding="utf-8")
    assert "../trace.html#cut_off.completed@SNV" in links
    for link in links:
        assert f'id="{link.removeprefix("../trace.html#")}"' in trail


def test_a_rerun_makes_no_sheet_and_changes_no_byte(published, camket):
    before = sheets(published)
    keys = (published / "data" / "processed" / PERIOD / KEYS).read_bytes()
    assert "không có gì thay đổi từ lần chạy 1" in camket("run")[1]
    assert sheets(published) == before
    assert (published / "data" / "processed" / PERIOD / KEYS).read_bytes() == keys


def test_only_the_unit_whose_submission_changed_gets_a_new_sheet(published, camket, tmp_path):
    before = sheets(published)
    submit(published, "HTN", "C2", "Đang giải ngân, đạt 62%")
    assert "phiếu đơn vị 2 (làm mới 1, giữ nguyên 1)" in camket("run")[1]
    after = sheets(published)
    assert {name for name in FILES if before[name] != after[name]} == {"HTN.pdf", "HTN.xlsx"}
    assert "“Đang giải ngân, đạt 62%”" in text_of(after["HTN.pdf"], tmp_path)


def test_an_edited_sheet_and_a_missing_sheet_are_made_again(published, camket):
    before = sheets(published)
    folder = published / "outputs" / PERIOD / "units"
    (folder / "SNV.xlsx").write_bytes(b"touched")
    (folder / "HTN.pdf").unlink()
    assert "phiếu đơn vị 2 (làm mới 2, giữ nguyên 0)" in camket("run")[1]
    assert sheets(published) == before


@pytest.mark.parametrize("what", ["settings", "notebook"])
def test_changed_settings_or_a_changed_notebook_make_every_sheet_again(published, camket, what):
    path = published / "unit.ipynb"
    if what == "settings":
        path = published / "data" / "raw" / PERIOD / "period.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Đồng Tháp", "Long An").replace("Xác nhận của", "Ý kiến của"), encoding="utf-8"
    )
    assert "phiếu đơn vị 2 (làm mới 2, giữ nguyên 0)" in camket("run")[1]


def test_without_units_current_sheets_are_kept_and_outdated_ones_are_dropped_and_named(project, camket):
    assert "phiếu đơn vị 0" in camket("run", "--no-units")[1]
    assert sheets(project) == {}
    camket("run")
    before = sheets(project)
    submit(project, "HTN", "C2", "Đang giải ngân, đạt 62%")
    said = camket("run", "--no-units")[1]
    assert "phiếu đơn vị 1 (làm mới 0, giữ nguyên 1)" in said
    assert "phiếu đã bỏ 1 vì không còn đúng số liệu: HTN" in said
    assert sheets(project) == {name: before[name] for name in ("SNV.pdf", "SNV.xlsx")}


def test_a_replay_makes_the_recorded_sheets_and_finds_them_equal(published, camket):
    submit(published, "HTN", "C2", "Đang giải ngân, đạt 62%")
    camket("run", "--no-units")
    done = replay_period(open_folder(published, PERIOD), at=NOW)
    assert (done.changes, done.differences) == ((), ())
    assert {"SNV.pdf", "SNV.xlsx"} == set(sheets(published))


def test_a_unit_without_submission_and_one_with_a_broken_file_have_sheets(project, camket, tmp_path):
    folder = project / "data" / "raw" / PERIOD / "submissions"
    (folder / "HTN.xlsx").unlink()
    (folder / "SNV.xlsx").write_bytes(b"PK\x03\x04 cut off")
    assert camket("run")[0] == 0
    made = sheets(project)
    assert "Đơn vị chưa báo cáo nội dung này." in text_of(made["HTN.pdf"], tmp_path)
    printed = text_of(made["SNV.pdf"], tmp_path)
    assert "Lỗi cần chỉnh sửa trong tệp báo cáo" in printed
    assert "SNV.xlsx" in printed


def test_the_unit_cannot_be_given_on_the_command_line(project, camket):
    assert camket("run", "-p", "unit.unit=SNV")[0] == 2


def test_a_failing_cell_names_its_unit_and_keeps_the_earlier_outputs(published, camket, capsys):
    before = sheets(published)
    path = published / "unit.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("sheets.sign_off()", "sheets.sign_on()"), encoding="utf-8"
    )
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    [number] = [at for at, cell in enumerate(cells, start=1) if "sheets.sign_on()" in "".join(cell["source"])]
    assert main(["run", PERIOD, "--project", str(published)]) == 10
    assert re.search(rf"unit \((HTN|SNV)\)\.ipynb, ô {number}\n", capsys.readouterr().err)
    assert sheets(published) == before
