"""A row that was taken for a part of the header is named as not read if it looks like a record."""

import pytest

from camket.intake.formats.sheet import Cell, Sheet
from camket.intake.tables.account import _rows_like_data
from camket.intake.tables.columns import Part
from camket.intake.tables.table import Row, Table

COLUMNS = {"item_no": (Part((0,), "x"),), "content": (Part((1,), "x"),), "result_text": (Part((2,), "x"),)}


def like_data(texts, kind):
    cells = tuple(Cell(text, text, f"S!{letter}1") for letter, text in zip("ABC", texts, strict=True))
    sheet = Sheet("S", (cells,))
    return _rows_like_data(
        Table(sheet, frozenset(COLUMNS), (Row(1, kind, {}, (), {}, COLUMNS),), (), COLUMNS)
    )


@pytest.mark.parametrize(
    ("texts", "kind", "named"),
    [
        (("4", "Lát gạch ba tuyến hẻm", ""), "header", True),
        (("4", "Lát gạch ba tuyến hẻm", ""), "section", True),
        (("", "", "Đã nghiệm thu 3 tuyến hẻm"), "header", True),
        (("STT", "Nội dung cam kết", "Kết quả thực hiện"), "header", False),
        (("(1)", "(2)", "(3)"), "index", False),
        (("I", "Lĩnh vực kinh tế", "3"), "section", False),
    ],
)
def test_a_number_beside_words_or_a_result_in_a_header_is_named(texts, kind, named):
    assert bool(like_data(texts, kind)) is named
