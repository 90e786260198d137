"""One input, setting, notebook or file of the program after the other is changed: no product is as it was before.

After each change a run that keeps what it may, and one that makes everything, give the same bytes. The package is a
copy, so that it can be changed too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

CHECKOUT = Path(__file__).parents[2]
PERIOD = "2022-10"
SHEETS = {f"units/{unit}.{kind}" for unit in ("SNV", "HTN") for kind in ("pdf", "xlsx")}
# Only these say when a run took place, or are the run's own account of it.
PASSED_OVER = ("history.jsonl",)


class Site:
    """A copy of the program with a project, on which its command line is run."""

    def __init__(self, folder, project):
        self.project, self.program = project, folder / "site"
        shutil.copytree(
            CHECKOUT / "camket", self.program / "camket", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copytree(CHECKOUT / "notebooks", self.program / "notebooks")
        shutil.copytree(CHECKOUT / "requirements", self.program / "requirements")
        self.raw = project / "data" / "raw" / PERIOD

    def sent(self, unit):
        return self.raw / "submissions" / f"{unit}.xlsx"

    def run(self, *options):
        environment = {**os.environ, "PYTHONPATH": str(self.program), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "camket", "run", PERIOD, "--project", str(self.project), *options],
            env=environment, cwd=self.program, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def made(self):
        roots = (self.project / "outputs" / PERIOD, self.project / "data" / "processed" / PERIOD)
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for root in roots
            for path in sorted(root.rglob("*"))
            if path.is_file() and path.name not in PASSED_OVER
        }


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def set_cell(path, cell, value):
    book = openpyxl.load_workbook(path)
    book.active[cell] = value
    book.save(path)


def add_registration(site):
    folder = site.raw / "registrations"
    folder.mkdir()
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung đăng ký", "Chỉ tiêu", "Thời hạn"])
    book.active.append([1, "Bồi dưỡng cán bộ cấp xã", "100%", "31/12/2023"])
    book.save(folder / "SNV.xlsx")


def add_field(site):
    set_cell(site.sent("SNV"), "F1", "Vốn từ nguồn")
    set_cell(site.sent("SNV"), "F3", "Ngân sách Tỉnh")
    field = """[[field]]
name = "funding"
label = "Nguồn vốn"
type = "text"
source = "reported"
headings = ["vốn từ nguồn"]
help = "Nguồn vốn chính."
"""
    write(site.raw.parent / "fields.toml", field)


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def edit_notebook(site, name):
    path = site.program / "notebooks" / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = {"cell_type": "markdown", "id": "added", "metadata": {}, "source": "Một câu thêm vào."}
    notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook), encoding="utf-8")


# What is changed, how, and the sheets that may stay as they are.
CHANGES = {
    "a submission": (lambda site: set_cell(site.sent("HTN"), "C2", "Đang giải ngân, đạt 62%"), "SNV"),
    "a note below a submission": (lambda site: set_cell(site.sent("SNV"), "A6", "Ghi chú"), "HTN"),
    "the signed list": (lambda site: set_cell(site.raw / "register.xlsx", "D3", "25 người"), "HTN"),
    "a list of registrations arrives": (add_registration, ""),
    "a cell of it": (lambda site: set_cell(site.raw / "registrations" / "SNV.xlsx", "C2", "90%"), "HTN"),
    "a decision": (
        lambda site: write(
            site.raw / "decisions.csv",
            "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
            "SNV-03,cut_off_status,completed,unresolved:only_a_step,Đã xem biên bản,BB 1,Tổ tổng hợp,2022-11-05\n",
        ), "",
    ),
    "its reason": (lambda site: replace(site.raw / "decisions.csv", "Đã xem biên bản", "Đã họp"), ""),
    "the day a file came": (
        lambda site: write(site.raw / "received.csv", "file,received_on\nsubmissions/SNV.xlsx,2022-11-01\n"), "",
    ),
    "a field of the project": (add_field, ""),
    "its label": (lambda site: replace(site.raw.parent / "fields.toml", "Nguồn vốn", "Nguồn kinh phí"), ""),
    "a setting": (lambda site: replace(site.raw / "period.toml", "Sở Kế hoạch và Đầu tư", "Sở Tài chính"), ""),
    "the name of a unit": (
        lambda site: replace(site.raw.parent / "units.csv", "Sở Nội vụ", "Sở Nội vụ và Lao động"), "",
    ),
    "a notebook": (lambda site: edit_notebook(site, "full_year"), "SNV HTN"),
    "the notebook of the sheets": (lambda site: edit_notebook(site, "unit"), ""),
    "a word of a page": (
        lambda site: replace(
            site.program / "camket/publishing/analyses/page_wording.toml", "Phụ lục I\"", "Phụ lục số I\""
        ), "",
    ),
    "a rule": (lambda site: replace(site.program / "camket" / "numerals.py", '"""', '"""Edited. '), ""),
    "the template of PDFs": (
        lambda site: replace(
            site.program / "camket/publishing/pages/page.typ", "size: 13pt, fallback", "size: 12pt, fallback"
        ), "",
    ),
    "the style of HTML": (
        lambda site: write(site.program / "camket/publishing/pages/added.css", "p { color: black }"), "",
    ),
    "a locked version": (lambda site: write(site.program / "requirements" / "run.txt", "# none\n"), ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory, made_small_project):
    folder = tmp_path_factory.mktemp("stale")
    found = Site(folder, shutil.copytree(made_small_project, folder / "project"))
    found.run()
    return found


@pytest.mark.trial
@pytest.mark.xdist_group("stale")
def test_after_any_change_a_run_gives_what_one_that_makes_everything_gives(site):
    stale, needless = [], []
    for name, (change, untouched) in CHANGES.items():
        before = site.made()
        change(site)
        said = site.run()
        kept = site.made()
        assert "không có gì thay đổi" not in said, name
        site.run("--fresh")
        fresh = site.made()
        stale += [
            f"{name}: {path}" for path in kept.keys() | fresh.keys() if kept.get(path) != fresh.get(path)
        ]
        for unit in untouched.split():
            if "phiếu " + unit not in said.partition("giữ nguyên")[2] and all(
                before[path] == fresh[path] for path in SHEETS if unit in path
            ):
                needless.append(f"{name}: {unit}")
    assert not stale, "\n".join(sorted(stale))
    assert not needless, needless


@pytest.mark.trial
@pytest.mark.xdist_group("stale")
def test_where_nothing_changed_nothing_is_made(site):
    before = site.made()
    assert "không có gì thay đổi" in site.run()
    assert site.made() == before
