"""Numbers that Word generates: item numbers of rows whose cell has no text."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from camket.intake.formats.word import read_document
from camket.intake.tables.sheet_tables import read_tables

CONTENT = frozenset({"content"})
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện"]
WORK = "Giải ngân vốn đầu tư công"
DECIMAL, ROMAN = 80, 81


class Document:
    """A Word document under construction, with lists as Word defines them."""

    def __init__(self):
        self.docx = docx.Document()
        self.numbering = self.docx.part.numbering_part.element
        self.define(DECIMAL, ("decimal", "%1."))
        self.define(ROMAN, ("upperRoman", "%1."))

    def define(self, number, *levels, start=1, inside=""):
        """A list definition and the list of the same number; `levels` are formats with their texts."""
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{inside}'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for level, (kind, text) in enumerate(levels)
        )
        xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
        self.numbering.insert(0, parse_xml(xml))
        self.use(number, number)

    def use(self, number, definition, override=""):
        xml = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'
        self.numbering.append(parse_xml(xml))

    def table(self, *rows):
        """A table; a cell that is a tuple is (list, text) or (list, text, level)."""
        table = self.docx.add_table(len(rows), len(rows[0]))
        for row, said in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, said, strict=True):
                if isinstance(text, str):
                    cell.text = text
                    continue
                number, cell.text, *level = text
                set_number(cell.paragraphs[0], number, *level)
        return table

    def sheets(self):
        buffer = io.BytesIO()
        self.docx.save(buffer)
        return read_document(buffer.getvalue()).sheets


def set_number(paragraph, number, level=0):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def numbers(document):
    """The text of the first cell of each row but the header."""
    return [row[0].text for sheet in document.sheets() for row in sheet.rows if row[0].text != "STT"]


def test_a_cell_that_word_numbers_holds_its_number_and_is_its_place():
    document = Document()
    document.table(HEAD, [(DECIMAL, ""), WORK, "Đạt"], [(DECIMAL, ""), WORK, "Đạt"])
    (table,) = read_tables(document.sheets(), CONTENT)
    assert [(row.text("item_no"), row.cells["item_no"].place) for row in table.records] == [
        ("1.", "table 1, row 2, column 1"),
        ("2.", "table 1, row 3, column 1"),
    ]


def test_list_numbers_continue_across_sections_tables_and_page_breaks():
    document = Document()
    item, section = [(DECIMAL, ""), WORK, "Đạt"], [(ROMAN, ""), "Kinh tế", ""]
    document.docx.add_paragraph("SỞ NỘI VỤ")
    document.table(HEAD, section, item, item, [(ROMAN, "Văn hóa, xã hội"), "", ""], item)
    document.table(HEAD, item)
    document.table(item, section, item)
    tables = read_tables(document.sheets(), CONTENT)
    assert [[(row.text("item_no"), row.section) for row in table.records] for table in tables] == [
        [("1.", "I. Kinh tế"), ("2.", "I. Kinh tế"), ("3.", "II. Văn hóa, xã hội")],
        [("4.", "II. Văn hóa, xã hội")],
        [("5.", "II. Văn hóa, xã hội"), ("6.", "III. Kinh tế")],
    ]
    assert [table.letterhead for table in tables] == [("SỞ NỘI VỤ",)] * 3


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("decimal", "%1", ["1", "2", "3", "4"]),
        ("decimal", "%1)", ["1)", "2)", "3)", "4)"]),
        ("decimal", "(%1)", ["(1)", "(2)", "(3)", "(4)"]),
        ("decimalZero", "%1", ["01", "02", "03", "04"]),
        ("upperRoman", "%1.", ["I.", "II.", "III.", "IV."]),
        ("lowerRoman", "%1)", ["i)", "ii)", "iii)", "iv)"]),
        ("upperLetter", "%1", ["A", "B", "C", "D"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)", "d)"]),
        ("upperRoman", "PHẦN %1", ["PHẦN I", "PHẦN II", "PHẦN III", "PHẦN IV"]),
        ("bullet", "-", ["", "", "", ""]),
    ],
)
def test_a_number_is_shown_as_the_list_shows_it(kind, text, shown):
    document = Document()
    document.define(85, (kind, text))
    document.table(*[[(85, ""), WORK]] * 4)
    assert numbers(document) == shown


def test_a_list_may_start_at_another_number_and_a_second_list_may_restart():
    document = Document()
    document.define(85, ("decimal", "%1."), start=7)
    document.use(86, 85)
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    document.use(87, 85, again)
    document.table([(85, "")], [(85, "")], [(86, "")], [(87, "")], [(87, "")])
    assert numbers(document) == ["7.", "8.", "9.", "1.", "2."]


def test_levels_show_upper_levels_and_restart_after_them():
    document = Document()
    document.define(85, ("upperRoman", "%1."), ("decimal", "%1.%2."))
    document.define(86, ("upperRoman", "%1."), ("decimal", "%1.%2."), inside="<w:isLgl/>")
    document.table(
        [(85, "", 0)],
        [(85, "", 1)],
        [(85, "", 1)],
        [(85, "", 0)],
        [(85, "", 1)],
        [(86, "", 0)],
        [(86, "", 1)],
    )
    assert numbers(document) == ["I.", "I.1.", "I.2.", "II.", "II.1.", "1.", "1.1."]


def test_a_level_without_restart_continues():
    document = Document()
    document.define(85, ("upperRoman", "%1."), ("decimal", "%2."), inside='<w:lvlRestart w:val="0"/>')
    document.table([(85, "", 0)], [(85, "", 1)], [(85, "", 0)], [(85, "", 1)])
    assert numbers(document) == ["I.", "1.", "II.", "2."]


def test_a_style_may_number_and_a_paragraph_may_leave_the_list_of_its_style():
    document = Document()
    style = document.docx.styles["List Number"]
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = DECIMAL
    table = document.table(["", WORK], ["", WORK], ["", WORK])
    for row in table.rows:
        row.cells[0].paragraphs[0].style = "List Number"
    set_number(table.cell(1, 0).paragraphs[0], 0)
    assert numbers(document) == ["1.", "", "2."]


def test_paragraphs_outside_tables_are_counted_and_merged_away_cells_are_not():
    document = Document()
    set_number(document.docx.add_paragraph("Căn cứ"), DECIMAL)
    table = document.table([(DECIMAL, ""), WORK], [(DECIMAL, ""), WORK], ["", WORK], [(DECIMAL, ""), WORK])
    table.cell(1, 0).merge(table.cell(2, 0))
    (rest,) = table.rows[2]._tr.tc_lst[0].p_lst
    set_number(Paragraph(rest, table), DECIMAL)
    assert numbers(document) == ["2.", "3.", "3.", "4."]


def test_typed_words_stay_unchanged_and_a_title_gets_its_number_in_front():
    document = Document()
    document.table([(DECIMAL, "3"), (DECIMAL, "Đã ban hành kế hoạch")], ["", (ROMAN, "Lĩnh vực kinh tế")])
    first, second = document.sheets()[0].rows
    assert [cell.text for cell in first] == ["3", "Đã ban hành kế hoạch"]
    assert second[1].text == "I. Lĩnh vực kinh tế"


def test_a_list_that_is_not_defined_numbers_nothing():
    document = Document()
    document.table([(999, ""), WORK])
    assert numbers(document) == [""]


def test_huge_list_numbers_are_cheap():
    document = Document()
    document.define(85, ("upperLetter", "%1"), start=10**9)
    document.define(86, ("upperRoman", "%1"), start=10**9)
    document.table([(85, ""), (86, "")])
    assert len(document.sheets()[0].rows[0][0].text) < 1000
