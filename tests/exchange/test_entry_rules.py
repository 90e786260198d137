"""The rules of a cell: Excel takes each, and its message fits."""

import io
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from camket.exchange.entry_rules import day_rule, field_rule, list_rule
from camket.settings.fields import BUILT_IN
from samples import SCHEME


def write_rule(rule):
    """The rule as it is read back from a workbook."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        assert book.add_worksheet().data_validation(0, 0, 0, 0, rule) == 0
    [written] = openpyxl.load_workbook(content).active.data_validations.dataValidation
    return written


def test_a_list_as_long_as_excel_takes_has_a_message_cut_to_what_excel_takes():
    choices = [f"{number:02} nội dung" for number in range(21)]
    rule = write_rule(list_rule(choices, "Chọn một trong: "))
    assert rule.formula1 == f'"{",".join(choices)}"'
    assert rule.error.startswith("Chọn một trong: 00 nội dung, 01 nội dung")
    assert (len(rule.error), rule.error[-1]) == (255, ".")


def test_a_short_list_is_named_whole_in_its_message():
    assert write_rule(list_rule(["Có", "Không"], "Chọn: ")).error == "Chọn: Có, Không."


def test_days_whose_last_lies_before_the_first_leave_the_first():
    rule = write_rule(day_rule(date(2022, 11, 9), date(2022, 11, 7), "Ngày 9."))
    assert (rule.formula1, rule.formula2, rule.error) == ("44874", "44874", "Ngày 9.")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("self_assessment", "list"), ("progress_percent", "decimal"), ("completed_on", "date"), ("note", None)],
)
def test_a_field_has_the_rule_of_its_type_and_text_has_none(name, kind):
    rule = field_rule(BUILT_IN[name], SCHEME)
    assert (rule and write_rule(rule).type) == kind
