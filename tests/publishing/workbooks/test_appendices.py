"""The whole workbook: same bytes, sheets by their labels, and what LibreOffice makes of it."""

from __future__ import annotations

import io
import json
import os
import subprocess
from datetime import date, datetime

import nbformat
import openpyxl
import pytest

from camket.intake.formats.libreoffice import find_libreoffice
from camket.publishing.blocks.block import Column, Cover, Heading, Paragraph, Table
from camket.publishing.pages.page import Page, read_page
from camket.publishing.workbooks.appendices import (
    name_sheets,
    read_executed,
    split_by_table,
    write_appendices,
)
from samples import SCHEME


def page(label):
    return Page(
        cover=Cover(label=label, title="", agency="", superior="", issued=date(2022, 11, 9)), blocks=()
    )


@pytest.fixture
def recalculate(tmp_path):
    """Has LibreOffice reckon workbooks anew. Where there is none the test is skipped, but never in CI."""
    program = find_libreoffice()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed; .ci/run has to install it")
        pytest.skip("LibreOffice is not installed")

    def run(*paths):
        done = tmp_path / "recalculated"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(done),
            *map(str, paths),
        ]
        subprocess.run(command, capture_output=True, timeout=180, check=True)
        return [openpyxl.load_workbook(done / path.name, data_only=True) for path in paths]

    return run


def formulas_of(book):
    return [
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def test_a_workbook_made_twice_has_the_same_bytes_and_the_day_of_the_report(made):
    assert write_appendices(made.pages, made.prepared) == made.content
    about = made.formulas.properties
    assert about.created == about.modified == datetime(2022, 11, 9)  # noqa: DTZ001
    assert about.title == "Phụ lục kèm theo Báo cáo số 158/BC-SKHĐT"
    assert about.creator == "Sở Kế hoạch và Đầu tư"


def test_there_is_a_sheet_for_each_appendix_and_one_of_the_records(made):
    assert made.formulas.sheetnames == [
        "Mục lục", "Phụ lục I", "Phụ lục II", "Phụ lục III", "Chờ thẩm định", "Records",
    ]  # fmt: skip


def test_the_first_sheet_says_what_the_others_are_and_leads_to_them(made):
    sheet = made.formulas.worksheets[0]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts[:3] == [
        "PHỤ LỤC KÈM THEO BÁO CÁO SỐ 158/BC-SKHĐT",
        "Kết quả thực hiện nội dung cam kết hành động với UBND Tỉnh năm 2022, lũy kế đến ngày 30/10/2022 và ước cả năm "
        "2022",
        "Sở Kế hoạch và Đầu tư, ngày 09 tháng 11 năm 2022",
    ]
    links = {
        cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink
    }
    assert links == {name: f"'{name}'!A1" for name in made.formulas.sheetnames[1:]}
    assert any(text.startswith("Nguồn: báo cáo của các đơn vị") for text in texts)
    assert any("Records" in text and "công thức" in text for text in texts)
    assert any(text.startswith("DỰ THẢO – số liệu chưa chốt") for text in texts)
    assert not any("người có thẩm quyền" in text for text in texts)


def test_a_sheet_has_one_table_without_empty_rows(made):
    for sheet in made.formulas.worksheets[1:5]:
        first = int(sheet.print_title_rows.replace("$", "").split(":")[0])
        filled = [any(cell.value not in (None, "") for cell in row) for row in sheet.iter_rows(min_row=first)]
        assert all(filled), sheet.title


def test_a_page_of_several_tables_becomes_sheets_of_one():
    column = (Column(heading="TT"),)
    one, two = (Table(title=title, columns=column, rows=()) for title in ("Một", "Hai"))
    heading, words, note = Heading(level=2, text=("Mục",)), Paragraph(text=("Lời",)), Paragraph(text=("Chú",))
    parts = split_by_table(page("PL").model_copy(update={"blocks": (words, one, note, heading, two)}), "PL")
    assert {name: part.blocks for name, part in parts.items()} == {
        "PL": (words, one, note),
        "PL (2)": (heading, two),
    }


def test_data_sheets_are_seen_and_not_printed(made):
    sheet = made.formulas["Records"]
    assert sheet.sheet_state == "visible"
    printed = sheet[sheet.print_area.partition("!")[2].replace("$", "")]
    cells = printed if isinstance(printed, tuple) else ((printed,),)
    assert all(cell.value is None for row in cells for cell in row)
    assert sheet.print_title_rows is None


def test_results_of_items_follow_the_records(made):
    sheet, values = made.formulas["Phụ lục II"], made.values["Phụ lục II"]
    found = {
        cell.value: values[cell.coordinate].value
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=INDEX(Records[")
    }
    assert found == {
        f'=INDEX(Records[{basis}],MATCH("{judged.record.commitment.record_id}",Records[Mã nội dung],0))':
            SCHEME.short(judgement.status)
        for judged in made.prepared.records[:3]
        for basis, judgement in (("Đến ngày chốt", judged.cut_off), ("Ước cả năm", judged.full_year))
    }  # fmt: skip


def test_a_count_and_a_share_of_none_are_dashes_to_read_and_zeros_to_reckon_with(made):
    sheet, values = made.formulas["Phụ lục I"], made.values["Phụ lục I"]
    none = [cell for row in values.iter_rows() for cell in row if cell.value == 0]
    assert none
    for cell in none:
        assert sheet[cell.coordinate].number_format.startswith('[=0]"–"_);')


def test_what_awaits_appraisal_is_listed_in_full_and_adds_up(demonstration):
    content = (demonstration.outputs / "appendices.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Chờ thẩm định"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    [header] = [number for number, row in enumerate(rows) if row[0] == "TT"]
    body = [row for row in rows[header + 1 :] if row[2] is not None]
    assert body[0][1:3] == ["Sở Nội vụ", 27]
    assert body[-2][1:3] == ["Danh mục không ghi cơ quan thẩm định", 12]
    assert body[-1][1:] == ["Tổng số", 84, 1]
    assert sum(row[2] for row in body[:-1]) == 84


@pytest.mark.parametrize(
    ("labels", "sheets"),
    [
        (["Phụ lục I", "Phụ lục II"], ["Phụ lục I", "Phụ lục II"]),
        (["", "PL: 1/2 [a]"], ["appendix_0", "PL  1 2  a"]),
        (["Phụ lục I", "phụ lục i"], ["Phụ lục I", "appendix_1"]),
        (["Records"], ["appendix_0"]),
        (["x" * 40], ["x" * 31]),
    ],
)
def test_a_sheet_is_named_by_its_label_as_far_as_excel_takes_it(labels, sheets):
    pages = {f"appendix_{number}": page(label) for number, label in enumerate(labels)}
    assert list(name_sheets(pages).values()) == sheets


def test_an_executed_notebook_gives_the_page_that_nbformat_would_give(tmp_path):
    shown = Paragraph(text=("Có ", "một câu.")).model_dump(mode="json")
    output = nbformat.v4.new_output(
        "display_data", {"application/vnd.camket.block+json": shown, "text/html": "<p>a\nb</p>"}
    )
    printed = nbformat.v4.new_output("stream", text="một\nhai\n")
    cell = nbformat.v4.new_code_cell("x = 1\nx", outputs=[output, printed], execution_count=1, id="a")
    prose = nbformat.v4.new_markdown_cell("## Mục\n\nLời.", id="b")
    notebook = nbformat.v4.new_notebook(cells=[cell, nbformat.v4.new_code_cell("", id="c"), prose])
    path = tmp_path / "appendix_1.ipynb"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    assert isinstance(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"], list)
    assert read_executed(path) == read_page(notebook, "appendix_1")


def test_libreoffice_reckons_what_the_workbook_shows_and_a_changed_record_changes_the_counts(
    made, tmp_path, recalculate
):
    # openpyxl keeps formulas and drops the values kept beside them: whatever is there afterwards was reckoned.
    plain, changed = tmp_path / "plain.xlsx", tmp_path / "changed.xlsx"
    book = made.formulas
    book.save(plain)
    sheet = book["Records"]
    header, first, *_ = sheet[sheet.tables["Records"].ref]
    at = {cell.value: cell.column for cell in header}
    status = sheet.cell(first[0].row, at["Đến ngày chốt"])
    assert (first[0].value, status.value) == ("SNV-01", "Đang thực hiện")
    status.value = "Được cho dừng"
    book.save(changed)
    values, moved = recalculate(plain, changed)
    kept = made.values
    for title, cell in formulas_of(made.formulas):
        assert values[title][cell].value == kept[title][cell].value, f"{title}!{cell}"
    cells = {
        name: defined.attr_text.rpartition("!")[2].replace("$", "")
        for name, defined in made.formulas.defined_names.items()
    }
    items = moved["Phụ lục II"]
    said = [
        [cell.value for cell in row]
        for row in items.iter_rows()
        if row[1].value == first[at["Nội dung cam kết"] - 1].value
    ]
    assert said[0][5] == "Được cho dừng"
    overview = moved["Phụ lục I"]
    assert overview[cells["fig_cut_off.in_progress_SNV"]].value == 0
    assert overview[cells["fig_cut_off.stopped_SNV"]].value == 1
    assert overview[cells["pct_cut_off.stopped"]].value == 0.2


def test_the_published_appendices_show_the_ledger_and_libreoffice_agrees(
    demonstration, tmp_path, recalculate
):
    content = (demonstration.outputs / "appendices.xlsx").read_bytes()
    kept = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    book = openpyxl.load_workbook(io.BytesIO(content))
    figures = {
        figure["id"].replace("@", "_"): figure
        for figure in json.loads((demonstration.processed / "figures.json").read_bytes())
    }
    checked = 0
    for name, defined in book.defined_names.items():
        kind, _, figure = name.partition("_")
        if kind in ("fig", "pct"):
            title, cell = next(iter(defined.destinations))
            value = kept[title][cell.replace("$", "")].value
            shown = str(value) if kind == "fig" else f"{value * 100:.1f}"
            assert shown == str(figures[figure]["numerator" if kind == "fig" else "percent"])
            checked += 1
    assert checked == 34 * (1 + 2 * 8) + 2 * 24, "Phụ lục I, and each appraiser awaited"
    plain = tmp_path / "plain.xlsx"
    book.save(plain)
    (values,) = recalculate(plain)
    for title, cell in formulas_of(book):
        assert values[title][cell].value == kept[title][cell].value, f"{title}!{cell}"


PERIOD = "2022-10"


def test_the_records_are_a_table_with_filters_in_register_order(made):
    sheet = made.formulas["Records"]
    table = sheet.tables["Records"]
    assert table.autoFilter.ref == table.ref
    header, *rows = sheet[table.ref]
    assert [cell.value for cell in header] == [column.name for column in table.tableColumns]
    assert [row[0].value for row in rows] == ["SNV-01", "SNV-02", "SNV-03", "HTN-01", "HTN-02"]
    assert sheet.freeze_panes == f"B{header[0].row + 1}"


def test_texts_of_units_never_become_formulas(make, small_project):
    path = small_project / "data" / "raw" / PERIOD / "submissions" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    for letter, text in {"C": "Đã hoàn thành =1+1", "D": "=HYPERLINK(1)", "E": "+84 @SUM(A1)"}.items():
        book.active[f"{letter}4"].value = text
        book.active[f"{letter}4"].data_type = "s"
    book.save(path)
    made = make(small_project)
    cells = [cell for row in made.formulas["Records"].iter_rows() for cell in row if cell.value is not None]
    texts = {cell.value for cell in cells}
    assert {"Đã hoàn thành =1+1", "+84 @SUM(A1)"} <= texts
    assert not any(cell.data_type == "f" for cell in cells if not str(cell.value).startswith('="DỰ THẢO'))
    items = [cell for row in made.formulas["Phụ lục II"].iter_rows() for cell in row if cell.data_type == "f"]
    assert all(str(cell.value).startswith(('="', "=INDEX(Records[")) for cell in items)


def test_while_a_question_is_open_the_records_say_draft(made):
    said = [cell.value for cell in made.values["Records"]["A"]]
    assert any(str(text).startswith("DỰ THẢO – số liệu chưa chốt: còn 01/05 nội dung") for text in said)
