"""What people do to the files of a period while its notebooks run. A cell of the notebook stands for them."""

from __future__ import annotations

import json
import shutil

import openpyxl
import pytest

from camket.errors import InputError
from camket.exchange.apply import hash_workbooks
from camket.exchange.review_workbook import write_review
from camket.figures.freshness import hash_inputs, refuse_changed
from camket.pipeline import prepare_period
from camket.settings.project import open_folder

PERIOD = "2022-10"


@pytest.fixture
def meanwhile(small_project, camket):
    """Lets something happen while the notebook runs; returns the exit code and what was said."""

    def run(source: str) -> tuple[int, str]:
        path = small_project / "page.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"][1]["source"] = f"import shutil\nfrom pathlib import Path\n{source}"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        code, said = camket("run")
        return code, said

    return run


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def published(small_project):
    """The folders of the period with tables and outputs of an earlier run."""
    folder = open_folder(small_project, PERIOD)
    for made in (folder.processed / "records.csv", folder.outputs / "html" / "page.html"):
        made.parent.mkdir(parents=True)
        made.write_text("earlier", encoding="utf-8")
    (folder.outputs / "review.xlsx").write_bytes(write_review(PERIOD, prepare_period(folder)))
    return folder


def everything(folder):
    return {**contents(folder.processed), **contents(folder.outputs)}


def test_a_raw_file_that_changes_stops_the_run_and_keeps_the_earlier_outputs(published, meanwhile):
    before = everything(published)
    sent = str(published.raw / "submissions" / "SNV.xlsx")
    code, _ = meanwhile(f"sent = Path({sent!r})\nsent.write_bytes(sent.read_bytes() + b' ')")
    assert code == 10
    assert everything(published) == before


@pytest.mark.parametrize("change", ["edited", "removed", "arrived"])
def test_a_raw_file_that_changes_while_the_files_are_read_stops_the_run(published, change):
    inputs, path = hash_inputs(published), published.raw / "submissions" / "SNV.xlsx"
    refuse_changed(published, inputs)
    if change == "arrived":
        path.with_name("SNV lần 2.csv").write_text("STT", encoding="utf-8")
    else:
        path.unlink() if change == "removed" else path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(InputError, match="trong khi đang chạy: submissions/SNV"):
        refuse_changed(published, inputs)


def test_a_raw_file_that_arrives_is_named_and_is_not_in_the_manifest(published, meanwhile, camket):
    new, review = "submissions/đến sau.csv", str(published.outputs / "review.xlsx")
    arrives = f"Path({str(published.raw / new)!r}).write_text('STT,Nội dung\\n')"
    # A workbook that is saved without answers holds nothing up.
    code, said = meanwhile(f"{arrives}\nimport openpyxl\nopenpyxl.load_workbook({review!r}).save({review!r})")
    assert code == 0
    [warning] = [line for line in said.splitlines() if line.startswith("CẢNH BÁO: ")]
    assert warning == f"CẢNH BÁO: tệp đến trong khi chạy, chưa được dùng, cần chạy lại: {new}"
    manifest = json.loads((published.outputs / "manifest.json").read_text(encoding="utf-8"))
    assert not [file for file in manifest["inputs"] if file["path"].endswith(new)]
    history = (published.processed / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert new in json.loads(history[-1])["warnings"][-1]


def test_answers_that_are_saved_meanwhile_are_kept_with_the_earlier_outputs(
    published, meanwhile, small_project
):
    review = published.outputs / "review.xlsx"
    answered = small_project / "answered.xlsx"
    book = openpyxl.load_workbook(review)
    sheet = book.worksheets[0]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Lý do")
    sheet.cell(row=heading.row + 1, column=heading.column).value = "Đã xem biên bản nghiệm thu"
    book.save(answered)
    before = everything(published)
    code, _ = meanwhile(f"shutil.copyfile({str(answered)!r}, {str(review)!r})")
    assert code == 10
    assert everything(published) == {**before, review: answered.read_bytes()}


def test_drafts_of_the_next_year_are_looked_at_too(small_project):
    folder = open_folder(small_project, PERIOD)
    (folder.outputs / "next_year").mkdir(parents=True)
    for name in ("review.xlsx", "next_year/draft.xlsx"):
        shutil.copyfile(folder.raw / "register.xlsx", folder.outputs / name)
    assert set(hash_workbooks(folder)) == {"review.xlsx", "draft.xlsx"}
