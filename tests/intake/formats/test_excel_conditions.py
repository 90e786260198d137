"""A conditional format that strikes rows out: those that it strikes are asked about, a rule of other kinds is told."""

import io

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from camket.intake.formats.excel import read_workbook

STRUCK = Font(strike=True)
ROWS = (["Việc", "Kết quả", "Ghi chú"], ["Sửa cầu", 15, "Bỏ"], ["Sửa đường", 20, ""], ["Sửa chợ", 15, "giữ"])


def read(area, rule):
    """The places that the rule strikes out, and what is told of it."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active.conditional_formatting.add(area, rule)
    book.save(made := io.BytesIO())
    found = read_workbook(made.getvalue())
    struck = [cell.place for row in found.sheets[0].rows for cell in row if "bị gạch bỏ" in cell.problem]
    return struck, [(each.kind, each.place, each.text) for each in found.asides]


def formula(text, **look):
    return FormulaRule(formula=[text], **(look or {"font": STRUCK}))


@pytest.mark.parametrize(
    ("area", "condition", "struck"),
    [
        ("A2:C4", '$C2="BỎ"', ["Sheet!A2", "Sheet!B2", "Sheet!C2"]),
        ("A2:B4", "$B2=15", ["Sheet!A2", "Sheet!B2", "Sheet!A4", "Sheet!B4"]),
        ("B2:B4", "B2=20", ["Sheet!B3"]),
        ("A2:A4", '$C$4="giữ"', ["Sheet!A2", "Sheet!A3", "Sheet!A4"]),
        ("A2:A4", '$C2<>""', ["Sheet!A2", "Sheet!A4"]),
        ("A2:A4 C3:C4", '$C2="giữ"', ["Sheet!A4", "Sheet!C4"]),
        ("A2:C4", '$C2="thôi"', []),
    ],
)
def test_a_simple_rule_strikes_the_cells_for_which_it_holds(area, condition, struck):
    assert read(area, formula(condition)) == (struck, [])


def test_what_strikes_a_cell_is_told_with_it():
    book = openpyxl.Workbook()
    book.active.append(["Sửa cầu", "bỏ"])
    book.active.conditional_formatting.add("A1", formula('B1="bỏ"'))
    book.save(made := io.BytesIO())
    cell = read_workbook(made.getvalue()).sheets[0].rows[0][0]
    assert cell.problem.endswith('(định dạng có điều kiện: gạch bỏ chữ khi B1="bỏ")')


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (formula('AND($C2="BỎ",$B2>1)'), 'gạch bỏ chữ khi AND($C2="BỎ",$B2>1)'),
        (CellIsRule(operator="lessThan", formula=["16"], font=STRUCK), "gạch bỏ chữ khi lessThan và 16"),
    ],
)
def test_any_other_rule_that_strikes_text_out_is_told(rule, told):
    place = "định dạng có điều kiện ở Sheet!A2:C4"
    assert read("A2:C4", rule) == ([], [("conditional", place, told)])


def test_a_rule_whose_number_format_shows_nothing_hides():
    rule = formula("MOD($B2,2)=1")
    rule.dxf = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode=";;;"))
    _, [(_, _, told)] = read("A2:C4", rule)
    assert told == "che chữ khi MOD($B2,2)=1"


@pytest.mark.parametrize(
    ("area", "rule"),
    [
        ("A2:C4", formula('$C2="BỎ"', font=Font(bold=True))),
        ("A2:C4", formula('$C2="BỎ"', font=Font(strike=False))),
        ("H2:H40", formula("ISBLANK(H2)")),
    ],
)
def test_a_rule_that_strikes_nothing_or_no_text_is_not_told(area, rule):
    assert read(area, rule) == ([], [])


@pytest.mark.parametrize(
    ("look", "hides"),
    [
        ({"font": Font(color="FFFFFFFF")}, True),
        ({"font": Font(color="FFFEFDFF")}, True),
        ({"font": Font(color="FFFFFFFF"), "fill": PatternFill(bgColor="FF003366")}, False),
        ({"font": Font(color="FF003366"), "fill": PatternFill(bgColor="FF003366")}, True),
        ({"font": Font(color="FFFF0000")}, False),
        ({"fill": PatternFill(bgColor="FFFFFFFF")}, False),
    ],
)
def test_a_rule_that_gives_text_the_colour_behind_it_hides(look, hides):
    _, told = read("A2:C4", formula("MOD($B2,2)=1", **look))
    place = "định dạng có điều kiện ở Sheet!A2:C4"
    assert told == ([("conditional", place, "chữ cùng màu với nền khi MOD($B2,2)=1")] if hides else [])


@pytest.mark.parametrize(
    ("look", "said"),
    [
        ({"font": STRUCK}, "ô bị gạch bỏ"),
        ({"font": Font(color="FFFFFFFF")}, "ô có chữ cùng màu với nền “Sửa cầu”"),
        ({"hides": True}, "ô có chữ bị ẩn “Sửa cầu”"),
    ],
)
def test_a_simple_rule_says_what_it_really_does_to_a_cell(look, said):
    rule = formula('B1="bỏ"', **{name: value for name, value in look.items() if name == "font"})
    if "hides" in look:
        rule.dxf = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode=";;;"))
    book = openpyxl.Workbook()
    book.active.append(["Sửa cầu", "bỏ"])
    book.active.conditional_formatting.add("A1", rule)
    book.save(made := io.BytesIO())
    cell = read_workbook(made.getvalue()).sheets[0].rows[0][0]
    assert cell.problem.startswith(said)
    assert ("gạch bỏ" in cell.problem) == (look == {"font": STRUCK})
