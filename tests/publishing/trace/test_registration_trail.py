"""The trail of the next year leads from numbers to items and from items to their cells."""

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from camket.pipeline import prepare_period
from camket.publishing.trace.lookup import find_traced
from camket.publishing.trace.trace_answers import describe_found, found_to_json
from camket.publishing.trace.trail import build_trail
from camket.settings.project import open_folder
from camket.text import clean

CHECKOUT = Path(__file__).parents[3]
RAW = CHECKOUT / "data" / "raw" / "2022-10"


@pytest.fixture(scope="module")
def trail(prepared_demonstration):
    return build_trail(prepared_demonstration)


def read_cell(file, place):
    """Reads the cell of a workbook or of a table in a Word file."""
    if file.endswith(".docx"):
        numbers = [int(part.split()[1]) - 1 for part in place.replace("!", ", ").split(", ")[-3:]]
        table, row, column = numbers
        return docx.Document(str(RAW / file)).tables[table].rows[row].cells[column].text
    sheet, _, cell = place.rpartition("!")
    return openpyxl.load_workbook(RAW / file)[sheet.strip("'")][cell.partition(":")[0]].value


def test_every_figure_of_the_next_year_has_its_items_on_the_trail(trail):
    for figure in trail.figures.values():
        if figure.id.startswith("registration."):
            assert set(figure.records) <= trail.items.keys() | trail.records.keys()
            assert all(
                figure.id in trail.items[name].figures for name in figure.records if name in trail.items
            )


def test_the_content_of_an_item_equals_the_cell_it_names(trail):
    looked = 0
    for item in list(trail.items.values())[::12]:
        cell = next(cell for cell in item.cells if cell.field == "content")
        said = clean(str(read_cell(cell.file, cell.place)))
        assert said == item.content, item.id
        looked += 1
    assert looked > 25


def test_an_item_a_figure_and_a_cell_are_found_and_printed(trail):
    item = find_traced(trail, "tpcl-2023-01").items[0]
    printed = describe_found(find_traced(trail, item.id), trail)
    assert printed.startswith("TPCL-2023-01 – UBND thành phố Cao Lãnh: ")
    assert item.cells[0].file in printed
    assert "registration.total@TPCL" in printed
    figure = describe_found(find_traced(trail, "registration.dropped@district"), trail)
    assert "không được đăng ký lại" in figure
    place = find_traced(trail, f"{item.cells[0].file}!{item.cells[0].place}")
    assert place.cells[0][0].id == item.id
    assert found_to_json(find_traced(trail, item.id))["items"][0]["id"] == "TPCL-2023-01"


def test_a_file_lists_its_items_and_a_broken_file_its_losses(trail):
    broken = next(
        file for place, file in trail.files.items() if place == "registrations/so nganh/BQL KKT.docx"
    )
    assert not broken.records
    assert broken.lost
    programme = trail.files["programme.xlsx"]
    assert programme.records[0] == "CTR-2023-001"
    assert len(programme.sha256) == 64


def test_a_period_without_registrations_has_no_items(small_project, tmp_path):
    shutil.rmtree(small_project / "data/raw/2022-10/registrations", ignore_errors=True)
    assert build_trail(prepare_period(open_folder(small_project, "2022-10"))).items == {}


def test_proposals_of_the_draft_and_units_that_took_up_the_programme_are_on_the_trail(
    trail, prepared_demonstration
):
    next_year = prepared_demonstration.next_year
    drafted = next(each for each in next_year.drafts if each.adjusted and each.key in trail.items)
    facts = dict(trail.items[drafted.key].facts)
    assert f" | {drafted.target} | " in facts["Dự thảo danh mục năm sau"]
    planned, registered = next(iter(next_year.matched_items.items()))
    assert dict(trail.items[planned].facts)["Nội dung đăng ký tương ứng"] == ", ".join(registered)


def test_an_item_that_is_asked_says_how_it_compares_with_each_candidate(trail):
    printed = describe_found(find_traced(trail, "SNV-2023-06"), trail)
    assert "Chưa rõ vì: chỉ giống một phần nội dung của năm trước" in printed
    assert "So sánh với SNV-07: nội dung: giống " in printed
    assert "kết luận: cần làm rõ: chưa đủ giống để tự ghép" in printed


def test_each_stated_pair_says_how_it_compares_and_so_does_a_row_that_gives_an_item_up(
    trail, prepared_demonstration
):
    next_year = prepared_demonstration.next_year
    stated = {
        each.item.registration_id: each.carried.before
        for each in (*next_year.screened, *next_year.given_up)
        if each.carried and each.carried.before
    }
    assert any("-X" in key for key in stated)
    for key, before in stated.items():
        facts = dict(trail.items[key].facts)
        for commitment in before:
            assert commitment.record_id in facts["So với năm trước"]
            assert "; kết luận: " in facts[f"So sánh với {commitment.record_id}"]
