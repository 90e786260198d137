"""The Records sheet: a real table with filters, its texts texts."""

from __future__ import annotations

import openpyxl

PERIOD = "2022-10"


def test_the_records_are_a_table_with_filters_in_register_order(made):
    sheet = made.formulas["Records"]
    table = sheet.tables["Records"]
    assert table.autoFilter.ref == table.ref
    header, *rows = sheet[table.ref]
    assert [cell.value for cell in header] == [column.name for column in table.tableColumns]
    assert [row[0].value for row in rows] == ["SNV-01", "SNV-02", "SNV-03", "HTN-01", "HTN-02"]
    assert sheet.freeze_panes == f"B{header[0].row + 1}"
    assert sheet.print_title_rows == f"${header[0].row}:${header[0].row}"


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
    assert all(str(cell.value).startswith('="') for cell in items)


def test_while_a_question_is_open_the_records_say_draft(made):
    said = [cell.value for cell in made.values["Records"]["A"]]
    assert any(str(text).startswith("DỰ THẢO – số liệu chưa chốt: còn 01/05 nội dung") for text in said)
