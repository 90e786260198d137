"""After raw files moved, `camket trace` answers from the last run and says beside it what they give now."""

import json
from dataclasses import replace

import openpyxl
import pytest

from camket.cli.main import main
from camket.figures.staging import staged
from camket.pipeline import prepare_period
from camket.publishing.trace.asking import ask_trail
from camket.publishing.trace.published_trail import open_published
from camket.publishing.trace.trail import build_trail
from camket.saved_period import save_prepared
from camket.settings.project import open_folder


@pytest.fixture
def folder(small_project):
    """The small period with the tables of a run."""
    opened = open_folder(small_project, "2022-10")
    with staged([opened.processed]) as (tables,):
        save_prepared(replace(opened, processed=tables), prepare_period(opened))
    return opened


@pytest.fixture
def report(folder):
    """A cell of the submission of Sở Nội vụ, written anew."""

    def write(cell, text):
        path = folder.raw / "submissions" / "SNV.xlsx"
        book = openpyxl.load_workbook(path)
        book.active[cell] = text
        book.save(path)

    return write


@pytest.fixture
def trace(folder, capsys):
    def ask(*asked):
        code = main(["trace", folder.name, *asked, "--project", str(folder.project)])
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err

    return ask


def test_while_nothing_moved_the_raw_files_answer(folder):
    assert open_published(folder) is None
    assert ask_trail(folder, "SNV-01").now is None


def test_the_tables_give_the_trail_that_the_raw_files_gave(folder, report):
    before = build_trail(prepare_period(folder))
    report("C2", "Đã ban hành Đề án")
    published = open_published(folder)
    assert published.figures == before.figures
    for name, record in published.records.items():
        same = before.records[name]
        assert record.judgements == same.judgements
        assert (record.file, record.sha256, record.figures) == (same.file, same.sha256, same.figures)
        assert record.review_reasons == same.review_reasons
        cells = {(cell.field, cell.file, cell.place) for cell in same.cells}
        assert {(cell.field, cell.file, cell.place) for cell in record.cells} == cells


def test_a_figure_is_the_published_one_with_what_it_is_now_beside_it(trace, report):
    report("C2", "Đã ban hành Đề án vị trí việc làm")
    code, lines, _ = trace("cut_off.completed")
    assert code == 0
    assert lines[:2] == [
        "cut_off.completed: 01/05 nội dung (chiếm 20,0%) hoàn thành", "  nay: 02/05 (40,0%); thêm SNV-01",
    ]  # fmt: skip
    assert lines[-1].startswith("Kết quả công bố của kỳ 2022-10 đã cũ: 1 tệp nguồn thay đổi")


def test_a_record_says_what_its_status_and_its_cell_are_now(trace, report):
    report("C2", "Đã ban hành Đề án vị trí việc làm")
    _, lines, _ = trace("SNV-01")
    assert any(line.startswith("  Đến ngày chốt: Đang thực hiện") for line in lines)
    assert any(line.startswith("    nay: Hoàn thành – ") for line in lines)
    assert "  Kết quả thực hiện: Đang xây dựng dự thảo" in lines
    assert "    nay: Đã ban hành Đề án vị trí việc làm (submissions/SNV.xlsx › Sheet!C2)" in lines


def test_the_json_has_the_present_figure_beside_the_published_one(trace, report):
    report("C2", "Đã ban hành Đề án vị trí việc làm")
    _, lines, standing = trace("cut_off.completed", "--json")
    [figure] = json.loads("\n".join(lines))["figures"]
    assert (figure["numerator"], figure["now"]["numerator"]) == (1, 2)
    assert "đã cũ" in standing


def test_raw_files_that_cannot_be_read_leave_the_published_answer(folder, trace):
    (folder.raw / "register.xlsx").write_bytes(b"broken")
    code, lines, _ = trace("SNV-01")
    assert code == 0
    assert lines[0].startswith("SNV-01 – Sở Nội vụ")
    assert any(line.startswith("Tệp nguồn hiện nay không đọc được (register.xlsx") for line in lines)


def test_what_only_the_raw_files_have_is_found_and_said_to_be_unpublished(trace, report):
    report("C2", "Đã ban hành Đề án vị trí việc làm")
    _, lines, _ = trace("rule.cut_off.issued")
    assert "Bản đã công bố không có nội dung này: trả lời theo tệp nguồn hiện nay." in lines
