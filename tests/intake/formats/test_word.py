"""Word documents: tables laid out on their grid, each cell with its place, no typed text lost."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from camket.intake.formats.file_kinds import recognise
from camket.intake.formats.word import read_document


def sheets_of(fill):
    document = docx.Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return read_document(buffer.getvalue()).sheets


def add_table(document, rows):
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def sheet_of(rows, change=lambda table: None):
    """The sheet of a document whose only table has `rows`, after `change` has edited it."""

    def fill(document):
        change(add_table(document, rows))

    (sheet,) = sheets_of(fill)
    return sheet


def grid(sheet):
    return [[cell.text for cell in row] for row in sheet.rows]


def places(sheet):
    return [[cell.place for cell in row] for row in sheet.rows]


def element(tag, text=None, **attributes):
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    if text is not None:
        made.text = text
    return made


def wrap(node, *tags):
    """Wrap `node` in place into new elements `tags`, outermost first."""
    outer = inner = element(tags[0])
    for tag in tags[1:]:
        inner.append(element(tag))
        inner = inner[0]
    node.addprevious(outer)
    inner.append(node)


def run_in(tag, text, text_tag="w:t"):
    """A run inside a mark of tracked changes."""
    mark, run = element(tag, id="1", author="x"), element("w:r")
    run.append(element(text_tag, text))
    mark.append(run)
    return mark


SQUARE = [["a", "b"], ["c", "d"]]


def test_each_cell_has_its_table_row_and_column_as_its_place():
    sheet = sheet_of(SQUARE)
    assert (sheet.name, grid(sheet)) == ("table 1", SQUARE)
    assert places(sheet) == [
        ["table 1, row 1, column 1", "table 1, row 1, column 2"],
        ["table 1, row 2, column 1", "table 1, row 2, column 2"],
    ]


def test_tables_are_numbered_in_reading_order_with_the_paragraphs_before_each():
    def fill(document):
        document.add_paragraph("UBND TỈNH ĐỒNG THÁP")
        document.add_paragraph("")
        document.add_paragraph("SỞ NỘI VỤ")
        add_table(document, SQUARE)
        document.add_paragraph("Phụ lục II")
        add_table(document, [["e"]])
        add_table(document, [["f"]])
        document.add_paragraph("Nơi nhận:")

    sheets = sheets_of(fill)
    assert [(sheet.name, sheet.before) for sheet in sheets] == [
        ("table 1", ("UBND TỈNH ĐỒNG THÁP", "SỞ NỘI VỤ")),
        ("table 2", ("Phụ lục II",)),
        ("table 3", ()),
    ]
    assert sheets[2].rows[0][0].place == "table 3, row 1, column 1"


def test_a_document_without_a_table_has_no_sheets():
    assert sheets_of(lambda document: document.add_paragraph("Báo cáo")) == ()


def test_an_empty_cell_has_no_text():
    cell = sheet_of([["a", ""]]).rows[0][1]
    assert (cell.value, cell.shown) == (None, "")


def test_paragraphs_and_line_breaks_of_a_cell_stay_apart():
    def change(table):
        table.cell(0, 0).text = "một\nhai"
        table.cell(0, 0).add_paragraph("ba")

    cell = sheet_of(SQUARE, change).rows[0][0]
    assert cell.shown == "một\nhai\nba"
    assert cell.text == "một hai ba"


def test_tabs_and_hyphens_that_do_not_break_are_kept_as_signs():
    def change(table):
        paragraph = table.cell(0, 0).paragraphs[0]
        paragraph.add_run("\tQĐ")._r.append(element("w:noBreakHyphen"))
        paragraph.add_run("UBND")

    assert sheet_of(SQUARE, change).rows[0][0].shown == "a\tQĐ-UBND"


def test_a_tab_stop_gives_no_text():
    def change(table):
        table.cell(0, 1).paragraphs[0].paragraph_format.tab_stops.add_tab_stop(100)

    cell = sheet_of([["a", ""]], change).rows[0][1]
    assert (cell.value, cell.shown) == (None, "")


def test_cells_merged_down_give_their_text_in_every_row_with_all_rows_in_the_place():
    sheet = sheet_of(
        [["Sở A", "1"], ["", "2"], ["", "3"], ["Sở B", "4"]],
        lambda table: table.cell(0, 0).merge(table.cell(2, 0)),
    )
    assert grid(sheet) == [["Sở A", "1"], ["Sở A", "2"], ["Sở A", "3"], ["Sở B", "4"]]
    assert [row[0].place for row in sheet.rows] == [
        *["table 1, rows 1-3, column 1"] * 3,
        "table 1, row 4, column 1",
    ]


def test_cells_merged_across_give_their_text_in_every_column_with_all_columns_in_the_place():
    sheet = sheet_of(
        [["Kết quả", "", "Ghi chú"], ["Lũy kế", "Ước", ""]],
        lambda table: table.cell(0, 0).merge(table.cell(0, 1)),
    )
    assert grid(sheet) == [["Kết quả", "Kết quả", "Ghi chú"], ["Lũy kế", "Ước", ""]]
    assert places(sheet)[0] == [*["table 1, row 1, columns 1-2"] * 2, "table 1, row 1, column 3"]


def test_a_block_merged_both_ways_is_one_value_with_one_place():
    sheet = sheet_of(
        [["x", "", "c"], ["", "", "f"], ["g", "h", "i"]],
        lambda table: table.cell(0, 0).merge(table.cell(1, 1)),
    )
    assert grid(sheet) == [["x", "x", "c"], ["x", "x", "f"], ["g", "h", "i"]]
    assert {cell.place for row in sheet.rows[:2] for cell in row[:2]} == {"table 1, rows 1-2, columns 1-2"}


def test_two_vertical_merges_stay_separate():
    def change(table):
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(2, 0).merge(table.cell(3, 0))

    sheet = sheet_of([["A", "1"], ["", "2"], ["B", "3"], ["", "4"]], change)
    assert [row[0].place for row in sheet.rows] == [
        *["table 1, rows 1-2, column 1"] * 2,
        *["table 1, rows 3-4, column 1"] * 2,
    ]
    assert [row[0].text for row in sheet.rows] == ["A", "A", "B", "B"]


def test_a_merge_continuation_without_a_start_is_a_separate_cell():
    def change(table):
        table.cell(1, 0)._tc.get_or_add_tcPr().append(element("w:vMerge"))

    sheet = sheet_of(SQUARE, change)
    assert grid(sheet) == SQUARE
    assert sheet.rows[1][0].place == "table 1, row 2, column 1"


def test_a_merge_ends_with_the_first_cell_that_does_not_continue_it():
    def change(table):
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(3, 0)._tc.get_or_add_tcPr().append(element("w:vMerge"))

    sheet = sheet_of([["A", "1"], ["", "2"], ["B", "3"], ["C", "4"]], change)
    assert [row[0].text for row in sheet.rows] == ["A", "A", "B", "C"]


def test_a_row_that_begins_or_ends_inside_the_grid_is_padded_with_empty_cells():
    def change(table):
        first, second = table.rows[0]._tr, table.rows[1]._tr
        first.remove(first.tc_lst[0])
        first.get_or_add_trPr().append(element("w:gridBefore", val="1"))
        second.remove(second.tc_lst[2])
        second.get_or_add_trPr().append(element("w:gridAfter", val="1"))

    sheet = sheet_of([["", "b", "c"], ["d", "e", ""]], change)
    assert grid(sheet) == [["", "b", "c"], ["d", "e", ""]]
    assert places(sheet)[0][1] == "table 1, row 1, column 2"


def test_every_row_is_as_wide_as_the_widest():
    def change(table):
        table.rows[1]._tr.remove(table.rows[1]._tr.tc_lst[1])

    assert [len(row) for row in sheet_of(SQUARE, change).rows] == [2, 2]


def test_tracked_insertions_are_read_and_tracked_deletions_are_not():
    def change(table):
        paragraph = table.cell(1, 1).paragraphs[0]._p
        paragraph.append(run_in("w:del", " cũ", "w:delText"))
        paragraph.append(run_in("w:ins", " mới"))

    assert grid(sheet_of(SQUARE, change))[1] == ["c", "d mới"]


def test_moved_text_is_not_read_at_its_old_place():
    def change(table):
        table.cell(1, 1).paragraphs[0]._p.append(run_in("w:moveFrom", " đã chuyển"))

    assert grid(sheet_of(SQUARE, change))[1] == ["c", "d"]


def test_a_cell_in_a_content_control_is_read():
    assert grid(sheet_of(SQUARE, lambda table: wrap(table.cell(1, 0)._tc, "w:sdt", "w:sdtContent"))) == SQUARE


def test_a_row_in_a_content_control_is_read():
    assert grid(sheet_of(SQUARE, lambda table: wrap(table.rows[1]._tr, "w:sdt", "w:sdtContent"))) == SQUARE


def test_a_table_in_a_content_control_is_read():
    assert grid(sheet_of(SQUARE, lambda table: wrap(table._tbl, "w:sdt", "w:sdtContent"))) == SQUARE


def test_text_in_a_content_control_of_a_cell_is_read():
    def change(table):
        cell = table.cell(1, 1)
        wrap(cell.paragraphs[0]._p, "w:sdt", "w:sdtContent")
        cell._tc.append(element("w:p"))

    assert grid(sheet_of(SQUARE, change)) == SQUARE


def test_the_text_of_a_table_inside_a_cell_is_read_as_text_of_the_cell():
    def change(table):
        table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "bên trong"

    assert grid(sheet_of(SQUARE, change))[1] == ["c", "d bên trong"]


def test_a_hyperlink_is_read_as_its_text():
    def change(table):
        paragraph = table.cell(1, 1).paragraphs[0]._p
        link, run = element("w:hyperlink"), element("w:r")
        run.append(element("w:t", " 12/QĐ"))
        link.append(run)
        paragraph.append(link)

    assert grid(sheet_of(SQUARE, change))[1] == ["c", "d 12/QĐ"]


def test_a_field_is_read_as_its_result_and_not_as_its_code():
    def change(table):
        run = table.cell(1, 1).paragraphs[0].runs[0]._r
        run.append(element("w:instrText", " PAGE "))

    assert grid(sheet_of(SQUARE, change))[1] == ["c", "d"]


def symbol(font, char):
    return lambda table: (
        table.cell(1, 1).paragraphs[0].runs[0]._r.append(element("w:sym", font=font, char=char))
    )


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Wingdings", "F0FC", "d✓"),
        ("Wingdings", "F0FE", "d☑"),
        ("Wingdings", "F0A8", "d☐"),
        ("Wingdings 2", "F052", "d☑"),
        ("Wingdings 2", "0050", "d✓"),
        ("Symbol", "F0D6", "d√"),
        ("Symbol", "F0B3", "d≥"),
        ("Symbol", "F0A3", "d≤"),
        ("Times New Roman", "2713", "d✓"),
        ("Times New Roman", "0007", "d"),
    ],
)
def test_a_symbol_font_character_is_read_as_the_symbol_shown(font, char, shown):
    assert grid(sheet_of(SQUARE, symbol(font, char)))[1] == ["c", shown]


@pytest.mark.parametrize(("after", "asks"), [(" 95%", True), (" lớp", False)])
def test_an_unknown_sign_before_a_number_is_a_problem(after, asks):
    def change(table):
        symbol("Webdings", "F0B3")(table)
        table.cell(1, 1).paragraphs[0].add_run(after)

    assert ("thuộc phông chữ riêng" in sheet_of(SQUARE, change).rows[1][1].problem) == asks


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        ({"w:checked": None}, "d☒"),
        ({"w:checked": "1"}, "d☒"),
        ({"w:checked": "0"}, "d☐"),
        ({"w:default": "1"}, "d☒"),
        ({"w:default": "0"}, "d☐"),
        ({"w:default": "1", "w:checked": "0"}, "d☐"),
        ({}, "d☐"),
    ],
)
def test_a_box_of_an_old_form_is_read_as_ticked_or_open(states, shown):
    def change(table):
        box = element("w:checkBox")
        for tag, state in states.items():
            box.append(element(tag) if state is None else element(tag, val=state))
        begin, form = element("w:fldChar", fldCharType="begin"), element("w:ffData")
        form.append(box)
        begin.append(form)
        table.cell(1, 1).paragraphs[0].runs[0]._r.append(begin)

    assert grid(sheet_of(SQUARE, change))[1] == ["c", shown]


@pytest.mark.parametrize(
    ("tag", "value", "text", "problem"),
    [
        ("w:vanish", None, "Đã hoàn thành", "ô có chữ bị ẩn “Đang thực hiện”, không được đọc"),
        ("w:strike", None, "Đang thực hiện Đã hoàn thành", "ô có chữ bị gạch bỏ “Đang thực hiện”, không rõ"),
        ("w:dstrike", "1", "Đang thực hiện Đã hoàn thành", "ô có chữ bị gạch bỏ “Đang thực hiện”, không rõ"),
        ("w:vanish", "0", "Đang thực hiện Đã hoàn thành", ""),
        ("w:strike", "false", "Đang thực hiện Đã hoàn thành", ""),
    ],
)
def test_hidden_text_is_skipped_struck_text_is_read_and_both_are_a_problem(tag, value, text, problem):
    def change(table):
        [paragraph] = table.cell(1, 1).paragraphs
        run = paragraph.add_run("Đang thực hiện ")
        mark = OxmlElement(tag)
        if value:
            mark.set(qn("w:val"), value)
        run._r.get_or_add_rPr().append(mark)
        paragraph.add_run("Đã hoàn thành")

    cell = sheet_of([["Nội dung", "Kết quả"], ["a", ""]], change).rows[1][1]
    assert (cell.text, bool(cell.problem)) == (text, bool(problem))
    assert cell.problem.startswith(problem)


def test_a_document_saved_by_word_on_the_web_is_read_too():
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = "Giải ngân"
    buffer = io.BytesIO()
    made.save(buffer)
    renamed = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(
                name.replace("word/document.xml", "word/document2.xml").replace(
                    "document.xml.rels", "document2.xml.rels"
                ),
                content,
            )
    assert recognise(renamed.getvalue()) == "docx"
    [sheet] = read_document(renamed.getvalue()).sheets
    assert sheet.rows[0][0].text == "Giải ngân"
