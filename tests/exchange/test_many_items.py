"""Units with more than 99 items: forms, files, records, figures and traces keep their numbers and their order."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from camket.exchange.form import SHEET, write_form
from camket.figures.table_files import read_csv
from camket.figures.unit_slices import read_unit_content
from camket.intake.joining.reading_context import read_settings
from camket.intake.joining.register import read_signed_list
from camket.pipeline import prepare_period
from camket.publishing.trace.lookup import find_traced
from camket.publishing.trace.trail import build_trail
from camket.saved_period import save_prepared
from camket.settings.project import open_folder
from invented import Item, write_project

UNITS = """code,name,group,order,aliases,valid_from,valid_to
SNV,Sở Nội vụ,department,1,,,
HCL,UBND huyện Cao Lãnh,district,2,,,
"""
COUNTS = {"SNV": 120, "HCL": 1200}
DONE = {"SNV": (3, 99, 100, 120), "HCL": (1, 12, 100, 999, 1000, 1200)}
IDS = {code: [f"{code}-{number:02d}" for number in range(1, count + 1)] for code, count in COUNTS.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A project whose units filled in the forms that camket made, HCL after turning its rows round."""
    items = [
        Item(code, f"Xây dựng tuyến đường số {number}", "31/12/2022", "")
        for code, count in COUNTS.items()
        for number in range(1, count + 1)
    ]
    root = write_project(tmp_path_factory.mktemp("many"), "", UNITS, items)
    (root / "data/raw/scheme.toml").unlink()
    folder = open_folder(root, "2022-10")
    settings = read_settings(folder)
    signed, _ = read_signed_list(folder, settings.reading_context)
    for unit in settings.units:
        own = [each for each in signed if each.unit.code == unit.code]
        turned = own[::-1] if unit.code == "HCL" else own
        book = openpyxl.load_workbook(BytesIO(write_form(unit, turned, settings.period, settings.fields)))
        fill_in(book[SHEET], unit.code)
        book.save(folder.raw / "submissions" / f"{unit.code}.xlsx")
    return folder


def fill_in(sheet, code):
    heads = {
        str(cell.value): cell.column for row in sheet.iter_rows(max_row=15) for cell in row if cell.value
    }
    result = next(column for head, column in heads.items() if head.startswith("Kết quả thực hiện"))
    for row in sheet.iter_rows():
        key = str(row[heads["camket_key"] - 1].value)
        if key.startswith(f"{code}-"):
            done = int(key.rpartition("-")[2]) in DONE[code]
            sheet.cell(row[0].row, result).value = "Đã hoàn thành" if done else "Đang thực hiện"


@pytest.fixture(scope="module")
def prepared(folder):
    return prepare_period(folder)


def test_every_row_joins_its_commitment_in_the_order_of_the_list(prepared):
    assert [each.record.commitment.record_id for each in prepared.records] == [*IDS["SNV"], *IDS["HCL"]]
    assert all(each.record.reported for each in prepared.records)
    assert not prepared.problems


@pytest.mark.parametrize("code", [*COUNTS])
def test_the_figures_of_a_unit_list_its_items_by_number(prepared, code):
    done = prepared.figures[f"cut_off.completed@{code}"]
    assert done.records == tuple(f"{code}-{number:02d}" for number in DONE[code])
    assert prepared.figures[f"cut_off.total@{code}"].records == tuple(IDS[code])


def test_tables_and_sheets_keep_the_order(prepared, folder, tmp_path):
    save_prepared(replace(folder, processed=tmp_path), prepared)
    assert [row["record_id"] for row in read_csv(tmp_path / "records.csv")] == [*IDS["SNV"], *IDS["HCL"]]
    for code, ids in IDS.items():
        content = read_unit_content(tmp_path, code)
        assert [item.record_id for item in content.items] == ids
        assert [item.item_no for item in content.items] == [*range(1, len(ids) + 1)]


@pytest.mark.parametrize("asked", ["SNV-99", "SNV-100", "hcl-1000"])
def test_an_item_of_any_number_is_found_by_its_id(prepared, asked):
    [found] = find_traced(build_trail(prepared), asked).records
    assert found.id == asked.upper()
