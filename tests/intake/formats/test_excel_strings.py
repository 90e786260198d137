"""Texts of a workbook: shared strings, runs, escapes, struck words."""

import pytest

from camket.intake.formats.cell_values import SAME_COLOUR, CellStyle
from camket.intake.formats.excel_strings import describe_struck, read_strings, see_runs

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRIKE, BOLD, OFF = "<rPr><strike/></rPr>", "<rPr><b/></rPr>", "<rPr><strike val='0'/></rPr>"


def strings(inside):
    return read_strings(f"<sst {MAIN}>{inside}<si><t>sau</t></si></sst>".encode())


def runs_of(*runs):
    inside = "".join(f"<r>{look}<t>{text}</t></r>" for look, text in runs)
    return strings(f"<si>{inside}</si>").runs.get(0, ())


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<si><t>a</t></si>", "a"),
        ('<si><t xml:space="preserve"> a </t></si>', " a "),
        ("<si><t/></si>", ""),
        ("<si/>", ""),
        ("<si><r><t>Nội </t></r><r><rPr><b/></rPr><t>dung</t></r></si>", "Nội dung"),
        ("<si><t>漢</t><rPh sb='0' eb='1'><t>hán</t></rPh></si>", "漢"),
        ("<si><r><t>漢</t></r><rPh sb='0' eb='1'><t>hán</t></rPh><phoneticPr fontId='1'/></si>", "漢"),
        ("<si><t>a &amp;lt; b</t></si>", "a &lt; b"),
        ("<si><t>dòng_x000D_hai</t></si>", "dòng\rhai"),
        ("<si><t>_xD83D__xDE00_</t></si>", "\U0001f600"),
        ("<si><t>_xD83D_</t></si>", "\ufffd"),
        ("<si><!-- x --><t>a<!-- x -->b</t></si>", "ab"),
    ],
)
def test_a_shared_string_is_read_as_it_was_typed(inside, text):
    assert strings(inside).texts == [text, "sau"]


@pytest.mark.parametrize(
    ("runs", "cell_is_struck", "said"),
    [
        ([(BOLD, "Đạt"), (BOLD, " 5/9")], False, ""),
        ([(BOLD, "Đạt 5/9, "), (STRIKE, "chưa xong")], False, "“chưa xong”"),
        ([(STRIKE, "chưa "), (STRIKE, "xong"), (OFF, "đã xong")], False, "“chưa xong”"),
        ([(STRIKE, " "), (BOLD, "xong")], False, ""),
        ([(STRIKE, "chưa"), (STRIKE, " xong")], False, "ô bị gạch bỏ"),
        ([("", "cũ "), (BOLD, "mới")], True, "“cũ”"),
        ([("", "cũ "), (STRIKE, "mới")], True, "ô bị gạch bỏ"),
    ],
)
def test_struck_runs_are_named_and_a_run_without_a_format_looks_like_its_cell(runs, cell_is_struck, said):
    problem = describe_struck(runs_of(*runs), cell_is_struck)
    assert said in problem if said else not problem


WHITE = '<rPr><color rgb="FFFFFFFF"/></rPr>'
THEME, RED = '<rPr><color theme="0"/></rPr>', '<rPr><color rgb="FFFF0000"/></rPr>'
TINY = '<rPr><sz val="1"/></rPr>'


@pytest.mark.parametrize(
    ("runs", "unseen", "background", "text", "problem", "why"),
    [
        (
            [("", "Đạt"), (WHITE, " 0%")],
            "",
            "FFFFFF",
            "Đạt",
            f"ô có chữ {SAME_COLOUR} “0%”, không được đọc",
            "",
        ),
        ([(RED, "Đạt"), (THEME, " 0%")], "", "FFFFFF", "Đạt", f"{SAME_COLOUR} “0%”", ""),
        ([("", "Đạt"), (TINY, " 0%")], "", "FFFFFF", "Đạt", "cỡ quá nhỏ “0%”", ""),
        ([(STRIKE, "5 "), (BOLD, "6"), (WHITE, " 7")], "", "FFFFFF", "5 6", "gạch bỏ “5”", ""),
        ([("", "Đạt"), (WHITE, " 0%")], "", "0000FF", "Đạt 0%", "", ""),
        ([("", "Đạt"), (RED, " 0%")], "", "FF0000", "Đạt", f"{SAME_COLOUR} “0%”", ""),
        ([("", "Đạt"), (WHITE, " ")], "", "FFFFFF", "Đạt", "", ""),
        ([(WHITE, "Đạt"), (THEME, " 0%")], "", "FFFFFF", "Đạt 0%", "", SAME_COLOUR),
        ([("", "Đạt"), (BOLD, " 0%")], SAME_COLOUR, "FFFFFF", " 0%", f"{SAME_COLOUR} “Đạt”", ""),
        ([("", " "), (BOLD, "0%")], SAME_COLOUR, "FFFFFF", "0%", "", ""),
    ],
)
def test_runs_that_nobody_sees_are_named_and_not_read(runs, unseen, background, text, problem, why):
    seen = see_runs(runs_of(*runs), CellStyle(unseen=unseen), background)
    assert (seen.text, seen.why) == (text, why)
    assert problem in seen.problem if problem else not seen.problem


@pytest.mark.parametrize(("look", "coloured"), [(WHITE, True), (RED, True), (TINY, True), (BOLD, False)])
def test_only_texts_that_may_hide_a_run_are_looked_at_with_their_cell(look, coloured):
    found = strings(f"<si><r>{look}<t>a</t></r><r><t>b</t></r></si>")
    assert found.coloured == ({0} if coloured else set())


RAISED = '<rPr><vertAlign val="superscript"/></rPr>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([("", "25/25"), (RAISED, "1"), ("", " dự án")], "25/25¹ dự án"),
        ([("", "120 m"), (RAISED, "2")], "120 m2"),
        ([("", "25/25"), (RAISED.replace("super", "sub"), "1")], "25/251"),
    ],
)
def test_a_superscript_digit_is_no_part_of_the_number_before_it(runs, text):
    assert "".join(run.text for run in runs_of(*runs)) == text
