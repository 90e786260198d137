"""A cell with a sign that no font of a page has is named among the problems; the run goes on."""

import csv

import openpyxl
import pytest

from camket.pipeline import prepare_period
from camket.publishing.workbooks.problems import group_by_unit
from camket.saved_period import save_prepared
from camket.settings.project import open_folder


@pytest.fixture
def write_result(small_project):
    def write(*results):
        path = small_project / "data" / "raw" / "2022-10" / "submissions" / "SNV.xlsx"
        book = openpyxl.load_workbook(path)
        for row, result in enumerate(results, start=2):
            book.active.cell(row, 3, result)
        book.save(path)
        return open_folder(small_project, "2022-10")

    return write


def test_the_notice_names_the_cells_the_signs_and_what_is_printed(write_result):
    folder = write_result("Đang xây dựng dự thảo 🎉", "Đã trình ☐ ภาษา", "Đã trình")
    [notice] = [item for item in prepare_period(folder).problems if item.kind == "unprinted"]
    assert (notice.unit, notice.file, notice.row, notice.is_notice) == (
        "SNV",
        "submissions/SNV.xlsx",
        None,
        True,
    )
    assert notice.where == "submissions/SNV.xlsx › Sheet!C2"
    assert notice.found == (
        "2 ô có ký tự mà phông chữ khi in không có: 🎉 (U+1F389, in thành “[ký tự lạ]”), ☐ (U+2610, in thành “[ ]”), "
        "ภ (U+0E20, in thành “[ký tự lạ]”), า (U+0E32, in thành “[ký tự lạ]”), ษ (U+0E29, in thành “[ký tự lạ]”); "
        "các ô: Sheet!C2, Sheet!C3"
    )


def test_a_notice_of_many_cells_names_the_first(write_result, small_project):
    path = small_project / "data" / "raw" / "2022-10" / "registrations"
    path.mkdir()
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung đăng ký", "Chỉ tiêu", "Thời hạn"])
    for number in range(1, 21):
        book.active.append([number, f"Nội dung {number} ✅", "01 đề án", "31/12/2023"])
    book.save(path / "SNV.xlsx")
    [notice] = [item for item in prepare_period(write_result()).problems if item.kind == "unprinted"]
    assert notice.file == "registrations/SNV.xlsx"
    assert "20 ô có ký tự" in notice.found
    assert notice.found.endswith("Sheet!B13 và 8 nữa")


def test_it_stands_in_rejected_csv_and_among_the_notices_of_its_unit(write_result):
    folder = write_result("Đang xây dựng dự thảo 🎉")
    prepared = prepare_period(folder)
    folder.processed.mkdir(parents=True)
    save_prepared(folder, prepared)
    with (folder.processed / "rejected.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert [line["unit"] for line in csv.DictReader(lines) if line["kind"] == "unprinted"] == ["SNV"]
    [group] = [group for group in group_by_unit(prepared.problems, prepared.units) if group.code == "SNV"]
    assert "unprinted" in [item.kind for item in group.notices]


def test_usual_signs_are_no_problem(write_result):
    folder = write_result("Đạt ≥ 95 % → tốt", "½ số xã, 1.500 m²", "• Đã trình – xong")
    assert [item for item in prepare_period(folder).problems if item.kind == "unprinted"] == []


@pytest.mark.parametrize(
    "result",
    [
        "☒ Hoàn thành ☐ Không hoàn thành", "Hoàn thành ☐ Không hoàn thành ☑", "☐ Có\n☒ Không", "☒ 12 lớp",
        "\uf0fe Hoàn thành",
    ],
)  # fmt: skip
def test_the_boxes_of_options_are_no_problem_of_signs(write_result, result):
    assert [item for item in prepare_period(write_result(result)).problems if item.kind == "unprinted"] == []


@pytest.mark.parametrize("result", ["Đã trình ☐ Bộ", "✅ Hoàn thành", "☒ Hoàn thành 🎉"])
def test_a_box_within_a_sentence_and_a_sign_that_becomes_a_word_are_named(write_result, result):
    [notice] = [item for item in prepare_period(write_result(result)).problems if item.kind == "unprinted"]
    assert notice.where == "submissions/SNV.xlsx › Sheet!C2"
    assert "☒" not in notice.found
