"""Sections of rows: nested sections, titles between tables, page breaks."""

import io

import openpyxl
import pytest

from camket.intake.formats.excel import read_workbook
from camket.intake.formats.sheet import Cell
from camket.intake.tables.sheet_tables import read_tables
from camket.intake.tables.table import title_above

CONTENT = frozenset({"content"})
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện"]
WORK = ["Giải ngân vốn đầu tư công", "Thu ngân sách", "Nâng hạng PCI", "Đề án một cửa"]


def titles_of(*rows, merged=()):
    """The section titles of each record of a workbook, outermost first."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    (table,) = read_tables(read_workbook(buffer.getvalue()).sheets, CONTENT)
    return [row.sections for row in table.records]


def record(number):
    return [number, WORK[number % 4], "Đang thực hiện"]


def test_sections_of_one_numbering_style_replace_each_other_and_others_nest():
    assert titles_of(
        HEAD,
        ["A", "KHỐI SỞ, NGÀNH"],
        ["I", "Sở Nội vụ"],
        record(1),
        ["II", "Sở Y tế"],
        record(1),
        ["B", "KHỐI HUYỆN"],
        record(1),
        ["I", "UBND huyện Cao Lãnh"],
        record(1),
    ) == [
        ("A KHỐI SỞ, NGÀNH", "I Sở Nội vụ"),
        ("A KHỐI SỞ, NGÀNH", "II Sở Y tế"),
        ("B KHỐI HUYỆN",),
        ("B KHỐI HUYỆN", "I UBND huyện Cao Lãnh"),
    ]


def test_a_topic_section_inside_a_unit_section_keeps_the_unit():
    assert titles_of(
        HEAD, ["I", "Sở Nội vụ"], ["1. Lĩnh vực kinh tế"], record(1), ["2. Lĩnh vực xã hội"], record(2),
        merged=["A3:C3", "A5:C5"],
    ) == [("I Sở Nội vụ", "1. Lĩnh vực kinh tế"), ("I Sở Nội vụ", "2. Lĩnh vực xã hội")]  # fmt: skip


@pytest.mark.parametrize("second", [["Sở Y tế"], ["A", "Sở Y tế"], ["UBND huyện Cao Lãnh"]])
def test_a_section_of_another_body_closes_the_first_whatever_its_numbering(second):
    titles = titles_of(HEAD, ["I", "Sở Nội vụ"], record(1), second, record(1))
    assert titles == [("I Sở Nội vụ",), (" ".join(second),)]


def test_words_in_the_number_column_are_a_title():
    assert titles_of(HEAD, ["Sở Nội vụ"], record(1), ["Việc khác của tỉnh"], record(2)) == [
        ("Sở Nội vụ",),
        ("Việc khác của tỉnh",),
    ]


@pytest.mark.parametrize("mark", [None, "a)", "-", "*"])
def test_the_name_of_a_field_stands_below_the_name_of_a_body_or_above_it(mark):
    body, field = ["Sở Nội vụ"], [mark, "Lĩnh vực kinh tế"]
    title = " ".join(filter(None, field)) if mark == "a)" else "Lĩnh vực kinh tế"
    below = titles_of(HEAD, body, field, record(1), ["Sở Y tế"], record(1))
    above = titles_of(HEAD, ["Lĩnh vực kinh tế"], body, record(1), ["Văn hóa - Xã hội"], record(2))
    assert [each[:1] for each in below] == [("Sở Nội vụ",), ("Sở Y tế",)]
    assert title in below[0][1]
    assert above == [("Lĩnh vực kinh tế", "Sở Nội vụ"), ("Văn hóa - Xã hội",)]


@pytest.mark.parametrize(
    "between",
    [
        [["SỞ TÀI CHÍNH"]],
        [[], ["Biểu số 2"], ["SỞ TÀI CHÍNH"], []],
        [["Nơi nhận:"], ["- Sở KH&ĐT;"], [None, None, "GIÁM ĐỐC"], [], ["SỞ TÀI CHÍNH"]],
        [["Tổng cộng", None, 1], ["SỞ TÀI CHÍNH", None, "Biểu số 2"]],
    ],
)
def test_text_right_above_a_further_header_is_the_title_of_its_rows(between):
    first, second = titles_of(["SỞ NỘI VỤ"], HEAD, record(1), *between, HEAD, record(1))
    assert first == ()
    assert "SỞ TÀI CHÍNH" in second[0]
    assert "KH&ĐT" not in second[0]


def test_for_a_title_no_row_is_looked_at_beyond_the_first_that_is_none():
    def line(text, kind):
        return (Cell(text, text, "S!A1"),), kind

    lines = iter([line("Biểu số 2", "section"), line("Việc", "record"), line("Việc khác", "record")])
    assert title_above(lines) == "Biểu số 2"
    assert len(list(lines)) == 1


def test_sections_below_a_title_nest_inside_it():
    titles = titles_of(HEAD, record(1), [], ["SỞ TÀI CHÍNH"], HEAD, ["I", "Kinh tế"], record(1))
    assert titles[1] == ("SỞ TÀI CHÍNH", "I Kinh tế")


def test_a_repeated_header_keeps_the_section_while_the_numbers_continue():
    titles = titles_of(HEAD, ["I", "Sở Nội vụ"], record(1), HEAD, record(2), ["II", "Sở Y tế"], record(1))
    assert titles == [("I Sở Nội vụ",), ("I Sở Nội vụ",), ("II Sở Y tế",)]


def test_a_repeated_header_closes_the_section_if_the_numbers_restart():
    assert titles_of(HEAD, ["I", "Sở Nội vụ"], record(1), HEAD, record(1)) == [("I Sở Nội vụ",), ()]


def test_another_header_ends_the_section():
    other = ["STT", "Nội dung cam kết", "Ước cả năm"]
    assert titles_of(HEAD, ["I", "Sở Nội vụ"], record(1), other, record(2)) == [("I Sở Nội vụ",), ()]
