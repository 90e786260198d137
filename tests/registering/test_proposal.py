"""A unit's proposal is classified by its own words, most strictly where it would drop an item."""

import pytest

from camket.reading.sheet import Cell
from camket.reading.table import Row
from camket.registering.proposal import classify_proposal, read_proposal


@pytest.mark.parametrize(
    ("said", "proposal"),
    [
        ("Giữ nguyên", "keep"),
        ("giữ nguyên như năm 2022", "keep"),
        ("Tiếp tục thực hiện", "keep"),
        ("Không điều chỉnh", "keep"),
        ("Điều chỉnh chỉ tiêu", "change"),
        ("Đề nghị giảm chỉ tiêu", "change"),
        ("Bổ sung", "add"),
        ("II. Nội dung đề nghị bổ sung", "add"),
        ("Mới", "add"),
        ("III. Nội dung đề nghị giảm (không đăng ký)", "drop"),
        ("Bỏ", "drop"),
        ("Đề nghị bỏ", "drop"),
        ("Không đăng ký", "drop"),
        ("KHÔNG TIẾP TỤC", "drop"),
        ("", ""),
        ("Theo Nghị quyết HĐND", ""),
    ],
)
def test_the_words_of_a_column_or_section_name_the_proposal(said, proposal):
    assert classify_proposal(said) == proposal


def row(note="", proposal="", sections=()):
    cells = {name: Cell(text, text, "A1") for name, text in (("note", note), ("proposal", proposal))}
    return Row(5, "record", cells, sections)


def test_the_proposal_comes_from_the_column_then_the_section_then_the_note():
    sections = ("Phần A", "II. Nội dung đề nghị bổ sung")
    assert read_proposal(row("Giữ nguyên", "Đề nghị bỏ", sections)) == "drop"
    assert read_proposal(row("Giữ nguyên", "", sections)) == "add"
    assert read_proposal(row("Giữ nguyên")) == "keep"


def test_a_note_drops_an_item_only_with_its_first_words():
    assert read_proposal(row("Đề nghị bỏ vì đã hoàn thành")) == "drop"
    assert read_proposal(row("Xã Tân Mỹ đề nghị không đăng ký nữa")) == ""
