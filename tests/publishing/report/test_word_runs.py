"""The bookmark of a number in Word names its figure."""

import re

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from camket.errors import FigureError
from camket.publishing.blocks.inline import Printed
from camket.publishing.report.word_runs import Writer, name_bookmark, read_bookmark


@pytest.mark.parametrize(
    ("figure", "turn", "name"),
    [
        ("decided", 1, "so_decided"),
        ("cut_off.completed", 1, "so_cutOff_completed"),
        ("cut_off.completed", 2, "so_cutOff_completed_2"),
        ("cut_off.completed@SNV", 1, "so_cutOff_completed__SNV"),
        ("cut_off.overdue@SNNPTNT", 12, "so_cutOff_overdue__SNNPTNT_12"),
        ("full_year.not_completed@district", 1, "so_fullYear_notCompleted__district"),
        ("flow.awaiting_appraisal.not_completed", 3, "so_flow_awaitingAppraisal_notCompleted_3"),
        ("awaiting_by.s502_ban_b", 1, "so_awaitingBy_s502BanB"),
    ],
)
def test_a_bookmark_name_is_valid_in_word_and_can_be_read_back(figure, turn, name):
    assert name_bookmark(figure, turn) == name
    assert read_bookmark(name) == figure
    assert re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII)


@pytest.mark.parametrize("name", ["_Toc12345", "so", "so_", "Bang_1", "so_Cut", "so_cutOff__", "xso_decided"])
def test_a_bookmark_of_an_editor_names_no_figure(name):
    assert read_bookmark(name) is None


@pytest.mark.parametrize("figure", ["", "cut_off.2", "cut__off", "Cut_off", "x" * 38, "đạt", "a@b@c"])
def test_an_id_that_does_not_fit_into_a_bookmark_is_an_error(figure):
    with pytest.raises(FigureError, match=r"report\.docx"):
        name_bookmark(figure)


def test_a_repetition_whose_bookmark_no_longer_fits_is_printed_without_one():
    longest = "registration.draft_adjusted@district"
    assert len(name_bookmark(longest)) == 39
    writer, paragraph = Writer(), OxmlElement("w:p")
    for _ in range(3):
        writer.write(paragraph, (Printed(figure=longest, text="07"),))
    assert "".join(node.text for node in paragraph.iter(qn("w:t"))) == "070707"
    marks = [mark.get(qn("w:name")) for mark in paragraph.iter(qn("w:bookmarkStart"))]
    assert marks == [name_bookmark(longest)]
